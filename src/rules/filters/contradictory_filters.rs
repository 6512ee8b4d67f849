use std::collections::HashMap;

use super::arity::entries;
use crate::finding::Draft;
use crate::request::Body;
use crate::rule::{Findings, declare_rule};

declare_rule! {
    /// Finds two conditions on one field that exclude each other where all conditions have to hold:
    /// two different values by `Equality`, or `IsNull` beside `IsNotNull`.
    ///
    /// A sync with such filters finds no record. Whether that is meant cannot be told.
    ///
    /// # Bad
    /// ```json
    /// {"model_filters": {"conditions": [{"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}, "function": "Equality", "value": "a"}, {"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}, "function": "Equality", "value": "b"}]}}
    /// ```
    /// ```text
    /// 1:156: advice[PT083]: `model_filters.conditions[0]` and `model_filters.conditions[1]` cannot both hold
    /// ```
    /// # Good
    /// ```json
    /// {"model_filters": {"conditions": [{"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}, "function": "StringOneOf", "value": ["a", "b"]}]}}
    /// ```
    ContradictoryFilters {
        code: "PT083", name: "contradictory-filters", group: Filters, severity: Advice,
        evidence: Heuristic, fix: None, strict: false,
        summary: "conditions on one field that no record can meet",
        check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    if !out.wants_advice() {
        return;
    }
    // Without an expression all conditions have to hold; with one, `or` may join them.
    let any_logic = body.top.filter_logic.or_blank().is_present()
        || body.target.is_some_and(|target| target.filter_logic.or_blank().is_present())
        || body.model_conditions.is_some_and(|filters| filters.logic.or_blank().is_present())
        || body.target_conditions.is_some_and(|filters| filters.logic.or_blank().is_present());
    if any_logic {
        return;
    }
    let mut seen = HashMap::new();
    for entry in entries(body).filter(|entry| !entry.is_override) {
        let (Some(field), Some(function)) = (entry.field(), entry.function) else { continue };
        let name = function.text().unwrap_or_default().into_owned();
        let value = entry.value.node().map(|value| value.raw()).unwrap_or_default();
        let Some((other_name, other_value, other)) = seen.insert(
            (entry.node.parent().map(crate::json::Node::id), field),
            (name.clone(), value, entry.node),
        ) else {
            continue;
        };
        let excludes = match (name.as_str(), other_name.as_str()) {
            ("Equality", "Equality") => value != other_value,
            ("IsNull", "IsNotNull") | ("IsNotNull", "IsNull") => true,
            _ => false,
        };
        if excludes {
            out.push(
                Draft::missing(&INFO, entry.node, format!("`{}` and `{}` cannot both hold", other.path(), entry.node.path()))
                    .label("excludes the other")
                    .second(other.opener(), "the other")
                    .help("no record meets both; use `StringOneOf` for one of several values, or a logic expression with `or`"),
            );
        }
    }
}
