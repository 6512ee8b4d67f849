use std::collections::HashMap;

use super::same::canonical;
use crate::endpoint::{Body, Slot};
use crate::finding::{Draft, Findings};
use crate::rules::declare_rule;

declare_rule! {
    /// Finds an override with the same field, function and value as an earlier one.
    ///
    /// In which order overrides are applied is not documented; one of the two is never seen.
    ///
    /// # Bad
    /// ```json
    /// {"overrides": [{"field": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}, "function": "IsNull", "override": "a"}, {"field": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}, "function": "IsNull", "override": "b"}]}
    /// ```
    /// ```text
    /// 1:137: advice[PT088]: `overrides[1]` has the same condition as `overrides[0]`
    /// ```
    /// # Good
    /// ```json
    /// {"overrides": [{"field": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}, "function": "IsNull", "override": "a"}]}
    /// ```
    OverrideShadowed {
        code: "PT088", name: "override-shadowed", group: Filters, severity: Advice,
        evidence: Heuristic, fix: None, strict: false, since: "0.1.0",
        summary: "an override whose condition an earlier one has",
        keys: ["overrides"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    let mut seen = HashMap::new();
    for entry in body.comparisons().iter().filter(|entry| entry.is_override) {
        // What is filled in later may differ.
        if matches!(entry.value, Slot::Reported) {
            continue;
        }
        let (Some(field), Some(function)) = (entry.field(), entry.function) else { continue };
        let value = entry.value.node().map(canonical).unwrap_or_default();
        let name = function.text().unwrap_or_default().into_owned();
        let first = *seen.entry((field, name, value)).or_insert(entry.node);
        if first != entry.node {
            out.push(
                Draft::missing(
                    &INFO,
                    entry.node,
                    format!("`{}` has the same condition as `{}`", entry.node.path(), first.path()),
                )
                .label("the second one")
                .second(first.opener(), "the first one")
                .help("keep one of the two; which of them wins is not documented"),
            );
        }
    }
}
