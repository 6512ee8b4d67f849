use std::collections::HashSet;

use crate::endpoint::Body;
use crate::endpoint::logic::{is_label, is_operator};
use crate::finding::{Draft, Findings};
use crate::rules::declare_rule;
use crate::text::shown;

declare_rule! {
    /// Finds explicit labels of the old shape that are not A, B, C in the order of the filters.
    ///
    /// The vendor's Terraform provider lists it as a known issue that the API may replace labels by
    /// A, B, C in order; an expression then means something else.
    ///
    /// API version: 2024-02-08
    ///
    /// # Bad
    /// ```json
    /// {"filters": [{"field": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}, "function": "IsNotNull", "label": "B"},
    ///   {"field": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "seats"}, "function": "IsNotNull", "label": "A"}], "filter_logic": "A AND B"}
    /// ```
    /// ```text
    /// 1:129: advice[PT079]: the label `B` is not the `A` of its position
    /// ```
    /// # Good
    /// ```json
    /// {"filters": [{"field": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}, "function": "IsNotNull", "label": "A"},
    ///   {"field": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "seats"}, "function": "IsNotNull", "label": "B"}], "filter_logic": "A AND B"}
    /// ```
    LabelNotPositional {
        code: "PT079", name: "label-not-positional", group: Logic, severity: Advice,
        evidence: Implied, fix: None, strict: false, since: "0.1.0",
        summary: "labels out of A, B, C order",
        keys: ["label"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    let mut said = HashSet::new();
    for scope in body.scopes().iter().filter(|scope| !scope.new_shape) {
        // Labels outside the grammar and repeated ones have findings of their own.
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
        let Some(wanted) = entry.positional.first().filter(|_| said.insert(label.id())) else {
            continue;
        };
        let text = label.text().unwrap_or_default();
        out.push(
            Draft::value(&INFO, label, format!("the label `{}` is not the `{wanted}` of its position", shown(&text)))
                .label(format!("`{wanted}` by position"))
                .help("label filters A, B, C in their order; the API has been seen to replace labels by these"),
        );
    }
}
