use crate::endpoint::{Arity, Body, level_by_responses};
use crate::finding::{Draft, Findings};
use crate::json::{Kind, edits};
use crate::rules::declare_rule;
use crate::text::Fix;

declare_rule! {
    /// Finds a value for `IsNull`, `IsNotNull`, `True`, or `False`.
    ///
    /// According to Polytomic's documentation, the first two take no value; the names of the others
    /// imply it. API responses about the fields of a target say which functions need a value; it is
    /// an error if such a response says that the function needs none.
    ///
    /// # Bad
    /// ```json
    /// {"model_filters": {"conditions": [{"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}, "function": "IsNull", "value": "pro"}]}}
    /// ```
    /// ```text
    /// 1:139: advice[PT067]: `model_filters.conditions[0]` uses `IsNull`, which takes no value
    /// ```
    /// # Fixed
    /// ```json
    /// {"model_filters": {"conditions": [{"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}, "function": "IsNull"}]}}
    /// ```
    /// # Good
    /// ```json
    /// {"model_filters": {"conditions": [{"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}, "function": "IsNull"}]}}
    /// ```
    FilterValueUnexpected {
        code: "PT067", name: "filter-value-unexpected", group: Filters, severity: Advice,
        evidence: Documented, fix: Safe, strict: false, since: "0.1.0", tag: Unnecessary,
        also: [(Error, "if a saved response says that the function takes none")],
        source: "Python SDK 25.9.10 (`requires_value`)",
        summary: "value for a function that takes none",
        keys: ["filters", "conditions"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    let filters = body
        .comparisons()
        .iter()
        .filter(|entry| !entry.is_override && entry.arity == Some(Arity::None));
    for entry in filters {
        let (Some(value), Some(function)) = (entry.value.node(), entry.function) else { continue };
        let needed = body.filter_function(entry).and_then(|function| function.requires_value);
        let Some(severity) = level_by_responses(needed.map(|needed| !needed), INFO.severity) else {
            continue;
        };
        if value.kind() == Kind::Null || value.is_text("") {
            continue;
        }
        let name = function.text().unwrap_or_default();
        out.push(
            Draft::key(
                &INFO,
                value,
                format!("`{}` uses `{name}`, which takes no value", entry.node.path()),
            )
            .severity(severity)
            .label("unused")
            .second(function.span(), "takes no value")
            .help("remove `value`")
            .fix(Fix::safe("remove `value`", edits::remove(value))),
        );
    }
}
