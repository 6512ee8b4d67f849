use std::collections::{HashMap, HashSet};

use crate::endpoint::Body;
use crate::finding::{Draft, Findings};
use crate::rules::declare_rule;
use crate::text::shown;

declare_rule! {
    /// Finds a label that two filters of one scope have. Blank labels are none.
    ///
    /// The documentation of the new shape asks for unique labels; in the old shape two equal ones
    /// could not be told apart.
    ///
    /// # Bad
    /// ```json
    /// {"model_filters": {"conditions": [
    ///     {"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}, "function": "IsNotNull", "label": "A"},
    ///     {"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "seats"}, "function": "IsNotNull", "label": "A"}]}}
    /// ```
    /// ```text
    /// 3:122: error[PT077]: two filters have the label `A`
    /// ```
    /// # Good
    /// ```json
    /// {"model_filters": {"conditions": [
    ///     {"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}, "function": "IsNotNull", "label": "A"},
    ///     {"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "seats"}, "function": "IsNotNull", "label": "B"}]}}
    /// ```
    LabelDuplicate {
        code: "PT077", name: "label-duplicate", group: Logic, severity: Error,
        evidence: Documented, fix: None, strict: false, since: "0.1.0",
        summary: "one label for two filters",
        keys: ["label"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    let mut said = HashSet::new();
    for scope in body.scopes() {
        let mut first = HashMap::new();
        for label in scope.entries.iter().filter_map(|entry| entry.label) {
            let text = label.text().unwrap_or_default();
            let original = *first.entry(text.clone()).or_insert(label);
            if original == label || !said.insert(label.id()) {
                continue;
            }
            out.push(
                Draft::value(
                    &INFO,
                    label,
                    format!("two filters have the label `{}`", shown(&text)),
                )
                .label("the second one")
                .second(original.span(), "the first one")
                .help("give each filter a label of its own"),
            );
        }
    }
}
