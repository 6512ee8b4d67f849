use std::collections::HashSet;

use crate::endpoint::Body;
use crate::finding::{Draft, Findings};
use crate::rules::declare_rule;
use crate::text::shown;

declare_rule! {
    /// Finds `filter_logic` that refers to a Target filter, and `target.filter_logic` that refers
    /// to a Model filter.
    ///
    /// According to the documentation, each expression combines the filters of its own kind.
    ///
    /// API version: 2024-02-08
    ///
    /// # Bad
    /// ```json
    /// {"mode": "update", "identity": {"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "email"}, "target": "Email", "function": "Equality"},
    ///   "filters": [{"field": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}, "function": "IsNotNull", "label": "A"},
    ///   {"field_id": "Industry", "field_type": "Target", "function": "IsNotNull", "label": "B"}], "filter_logic": "A AND B"}
    /// ```
    /// ```text
    /// 3:116: warning[PT080]: `filter_logic` refers to `B`, which is a Target filter
    /// ```
    /// # Good
    /// ```json
    /// {"mode": "update", "identity": {"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "email"}, "target": "Email", "function": "Equality"},
    ///   "filters": [{"field": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}, "function": "IsNotNull", "label": "A"},
    ///   {"field_id": "Industry", "field_type": "Target", "function": "IsNotNull", "label": "B"}], "filter_logic": "A"}
    /// ```
    LogicWrongScope {
        code: "PT080", name: "logic-wrong-scope", group: Logic, severity: Warning,
        evidence: Documented, fix: None, strict: false, since: "0.1.0",
        source: "Python SDK 25.9.10, docstring of `filter_logic`; Terraform provider, guide to filters",
        summary: "logic expression that refers to the wrong kind of filter",
        keys: ["filter_logic", "logic"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    for scope in body.scopes() {
        let Some(logic) = scope.logic.as_ref().filter(|logic| !logic.has_numbers()) else {
            continue;
        };
        let (kind, place) = match scope.path {
            "filter_logic" => ("Target", "target.filter_logic"),
            _ => ("Model", "filter_logic"),
        };
        // If its own expression has it as well, removing it here is enough.
        let own = body.scopes().iter().find(|own| own.path == place);
        let own = own.and_then(|own| own.logic.as_ref());
        let own: Option<HashSet<&str>> =
            own.map(|logic| logic.labels().map(|(label, _)| label).collect());
        for (label, range) in logic.labels() {
            if scope.find(label).is_some() {
                continue;
            }
            let Some(other) = scope.find_other(label) else { continue };
            let help = match &own {
                Some(labels) if !other.names.iter().any(|name| labels.contains(&**name)) => {
                    format!("move it to `{place}`, where {kind} filters are combined")
                }
                _ => format!("remove it here; {kind} filters are combined in `{place}`"),
            };
            let at = other.label.map_or(other.node.opener(), |label| label.span());
            out.push(
                Draft::at(
                    &INFO,
                    logic.node,
                    logic.span(range),
                    format!(
                        "`{}` refers to `{}`, which is a {kind} filter",
                        scope.path,
                        shown(label)
                    ),
                )
                .label(format!("belongs in `{place}`"))
                .second(at, "this filter")
                .help(help)
                .subject(label),
            );
        }
    }
}
