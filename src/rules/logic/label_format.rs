use std::collections::HashSet;

use crate::endpoint::Body;
use crate::endpoint::logic::{is_label, is_operator};
use crate::finding::{Draft, Findings};
use crate::rule::Severity;
use crate::rules::declare_rule;
use crate::text::shown;

declare_rule! {
    /// Finds a label that is not a letter or `_` followed by letters, digits, and `_`, or that is
    /// `and` or `or`.
    ///
    /// The documentation of the newer format requires this form, so it is an error there. `not` and
    /// `xor` are allowed as labels, so an expression can refer to a filter with such a label. If an
    /// expression repeats a malformed label exactly, even with parentheses, only the label is
    /// reported.
    ///
    /// # Bad
    /// ```json
    /// {"model_filters": {"conditions": [
    ///     {"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}, "function": "IsNotNull", "label": "low-plan"}]}}
    /// ```
    /// ```text
    /// 2:121: error[PT076]: the label `low-plan` cannot be used in an expression
    /// ```
    /// # Good
    /// ```json
    /// {"model_filters": {"conditions": [
    ///     {"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}, "function": "IsNotNull", "label": "low_plan"}]}}
    /// ```
    LabelFormat {
        code: "PT076", name: "label-format", group: Logic, severity: Error,
        evidence: Documented, fix: None, strict: false, since: "0.1.0",
        also: [(Warning, "in the older filter format")],
        source: "Python SDK 25.9.10, docstring of `ModelFilters.logic`",
        summary: "label that an expression cannot use",
        keys: ["label"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    let mut reported = HashSet::new();
    for scope in body.scopes() {
        for label in scope.entries.iter().filter_map(|entry| entry.label) {
            let text = label.text().unwrap_or_default();
            let operator = is_operator(&text);
            if is_label(&text) && !operator || !reported.insert(label.id()) {
                continue;
            }
            let why = if operator { ": it is an operator" } else { "" };
            out.push(
                Draft::value(
                    &INFO,
                    label,
                    format!("the label `{}` cannot be used in an expression{why}", shown(&text)),
                )
                .severity(if scope.new_shape { Severity::Error } else { Severity::Warning })
                .label("not a usable label")
                .help(
                    "start the label with a letter or `_`, and use only letters, digits, and `_`",
                ),
            );
        }
    }
}
