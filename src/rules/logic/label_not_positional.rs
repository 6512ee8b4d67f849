use std::collections::HashSet;

use crate::endpoint::Body;
use crate::endpoint::logic::{is_label, is_operator};
use crate::finding::{Draft, Findings};
use crate::rules::declare_rule;
use crate::text::shown;

declare_rule! {
    /// Finds labels in the older filter format that are not A, B, C in the order of the filters.
    ///
    /// Polytomic's Terraform provider lists as a known issue that the API may replace labels with
    /// A, B, C in order; an expression then has a different meaning.
    ///
    /// API version: 2024-02-08
    ///
    /// # Bad
    /// ```json
    /// {"filters": [{"field": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}, "function": "IsNotNull", "label": "B"},
    ///   {"field": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "seats"}, "function": "IsNotNull", "label": "A"}], "filter_logic": "A AND B"}
    /// ```
    /// ```text
    /// 1:129: advice[PT079]: the label `B` is out of order: by position it would be `A`
    /// ```
    /// # Good
    /// ```json
    /// {"filters": [{"field": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}, "function": "IsNotNull", "label": "A"},
    ///   {"field": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "seats"}, "function": "IsNotNull", "label": "B"}], "filter_logic": "A AND B"}
    /// ```
    LabelNotPositional {
        code: "PT079", name: "label-not-positional", group: Logic, severity: Advice,
        evidence: Implied, fix: None, strict: false, since: "0.1.0",
        source: "Terraform provider, acceptance tests (a known issue)",
        summary: "labels out of A, B, C order",
        keys: ["label"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    let mut reported = HashSet::new();
    for scope in body.scopes().iter().filter(|scope| !scope.new_shape) {
        // Malformed and duplicate labels have findings of their own.
        let mut seen = HashSet::new();
        let moved = scope.entries.iter().filter(|entry| entry.label.is_some()).find(|entry| {
            entry.names.first().is_some_and(|name| {
                seen.insert(name)
                    && is_label(name)
                    && !is_operator(name)
                    && !entry.positional.contains(name)
            })
        });
        let Some((entry, label)) = moved.and_then(|entry| Some((entry, entry.label?))) else {
            continue;
        };
        let Some(wanted) = entry.positional.first().filter(|_| reported.insert(label.id())) else {
            continue;
        };
        let text = label.text().unwrap_or_default();
        out.push(
            Draft::value(&INFO, label, format!("the label `{}` is out of order: by position it would be `{wanted}`", shown(&text)))
                .label(format!("expected `{wanted}`"))
                .help("label the filters A, B, C in order; the API has been seen to replace other labels with these"),
        );
    }
}
