use std::collections::HashSet;

use crate::endpoint::Body;
use crate::endpoint::logic::{is_label, is_operator};
use crate::finding::{Draft, Findings};
use crate::rule::Severity;
use crate::rules::declare_rule;
use crate::text::shown;

declare_rule! {
    /// Finds a label that is not a letter or `_` followed by letters, digits and `_`, or that is
    /// named `and` or `or`.
    ///
    /// The documentation of the new shape gives that form; there it is an error. By that form `not`
    /// and `xor` are labels: an expression may name a filter that is called so. Where an expression
    /// quotes a label as it stands, be it with parentheses, nothing else is said of that.
    ///
    /// # Bad
    /// ```json
    /// {"model_filters": {"conditions": [
    ///     {"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}, "function": "IsNotNull", "label": "low-plan"}]}}
    /// ```
    /// ```text
    /// 2:121: error[PT076]: the label is `low-plan`, which an expression cannot name
    /// ```
    /// # Good
    /// ```json
    /// {"model_filters": {"conditions": [
    ///     {"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}, "function": "IsNotNull", "label": "low_plan"}]}}
    /// ```
    LabelFormat {
        code: "PT076", name: "label-format", group: Logic, severity: Error,
        evidence: Documented, fix: None, strict: false, since: "0.1.0",
        summary: "a label outside the grammar",
        keys: ["label"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    let mut said = HashSet::new();
    for scope in body.scopes() {
        for label in scope.entries.iter().filter_map(|entry| entry.label) {
            let text = label.text().unwrap_or_default();
            let operator = is_operator(&text);
            if is_label(&text) && !operator || !said.insert(label.id()) {
                continue;
            }
            let why =
                if operator { "which is an operator" } else { "which an expression cannot name" };
            out.push(
                Draft::value(&INFO, label, format!("the label is `{}`, {why}", shown(&text)))
                    .severity(if scope.new_shape { Severity::Error } else { Severity::Warning })
                    .label("not a label's form")
                    .help("a label starts with a letter or `_` and goes on with letters, digits and `_`"),
            );
        }
    }
}
