use std::collections::HashMap;

use super::same::canonical;
use crate::endpoint::{Body, Slot};
use crate::finding::{Draft, Findings};
use crate::rules::declare_rule;

declare_rule! {
    /// Finds an override with the same field, function, and value as an earlier one.
    ///
    /// The documentation does not say in which order overrides apply; one of the two has no effect.
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
        summary: "override with the same condition as an earlier one",
        keys: ["overrides"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    let mut seen = HashMap::new();
    for entry in body.comparisons().iter().filter(|entry| entry.is_override) {
        // A template marker may be replaced with something else.
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
                .label("used again here")
                .second(first.opener(), "first used here")
                .help("keep one of the two; the documentation does not say which takes precedence"),
            );
        }
    }
}
