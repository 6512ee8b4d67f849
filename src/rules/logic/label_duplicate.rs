use std::collections::{HashMap, HashSet};

use crate::endpoint::Body;
use crate::finding::{Draft, Findings};
use crate::rules::declare_rule;
use crate::text::shown;

declare_rule! {
    /// Finds a label that is used by two filters of the same scope. Blank labels do not count.
    ///
    /// According to the documentation of the newer format, labels need to be unique; in the older
    /// format, an expression could not distinguish two equal ones.
    ///
    /// # Bad
    /// ```json
    /// {"model_filters": {"conditions": [
    ///     {"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}, "function": "IsNotNull", "label": "A"},
    ///     {"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "seats"}, "function": "IsNotNull", "label": "A"}]}}
    /// ```
    /// ```text
    /// 3:122: error[PT077]: duplicate filter label `A`
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
        source: "Python SDK 25.9.10, docstring of `ModelFilters.logic`",
        summary: "duplicate filter label",
        keys: ["label"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    let mut reported = HashSet::new();
    for scope in body.scopes() {
        let mut first = HashMap::new();
        for label in scope.entries.iter().filter_map(|entry| entry.label) {
            let text = label.text().unwrap_or_default();
            let original = *first.entry(text.clone()).or_insert(label);
            if original == label || !reported.insert(label.id()) {
                continue;
            }
            out.push(
                Draft::value(&INFO, label, format!("duplicate filter label `{}`", shown(&text)))
                    .label("used again here")
                    .second(original.span(), "first used here")
                    .help("give each filter its own label"),
            );
        }
    }
}
