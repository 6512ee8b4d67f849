use crate::endpoint::{Arity, Body, level_by_responses};
use crate::finding::{Draft, Findings};
use crate::json::Kind;
use crate::rules::declare_rule;

declare_rule! {
    /// Finds a filter, a condition, or an override whose function compares with a value but has
    /// none.
    ///
    /// API responses about the fields of a target say which functions need a value. For `Equality`
    /// and `Inequality`, `null` counts as a value; `IsNull` says the same more clearly.
    ///
    /// # Bad
    /// ```json
    /// {"model_filters": {"conditions": [{"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}, "function": "Equality"}]}}
    /// ```
    /// ```text
    /// 1:129: warning[PT066]: `model_filters.conditions[0]` uses `Equality` but has no `value`
    /// ```
    /// # Good
    /// ```json
    /// {"model_filters": {"conditions": [{"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}, "function": "Equality", "value": "pro"}]}}
    /// ```
    FilterValueMissing {
        code: "PT066", name: "filter-value-missing", group: Filters, severity: Warning,
        evidence: Documented, fix: None, strict: false, since: "0.1.0",
        also: [(Error, "if a saved response says that the function needs a value")],
        source: "Python SDK 25.9.10 (`requires_value`)",
        summary: "filter function without the value it needs",
        keys: ["filters", "conditions", "overrides"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    for entry in body.comparisons() {
        let (Some(function), Some(arity)) = (entry.function, entry.arity) else { continue };
        let needed = body.filter_function(entry).and_then(|function| function.requires_value);
        let Some(severity) = level_by_responses(needed, INFO.severity) else { continue };
        if arity == Arity::None && needed.is_none() || entry.value_field.is_present() {
            continue;
        }
        let null = entry.value.node().filter(|value| value.kind() == Kind::Null);
        let compares_null = matches!(arity, Arity::Equal) && null.is_some();
        if compares_null || entry.value.is_present() && null.is_none() {
            continue;
        }
        let name = function.text().unwrap_or_default();
        let help = match arity {
            Arity::Equal => {
                "add `value`; to check for empty fields, use `IsNull` or `IsNotNull`, which need none"
            }
            Arity::List => "add an array as `value`",
            Arity::Two => "add an array of the minimum and the maximum as `value`",
            Arity::Duration => {
                "add a duration such as `48 hours ago` as `value`; the available durations depend on the field"
            }
            _ => "add `value`",
        };
        out.push(
            Draft::value(
                &INFO,
                function,
                format!("`{}` uses `{name}` but has no `value`", entry.node.path()),
            )
            .severity(severity)
            .label("needs a value to compare with")
            .help(help),
        );
    }
}
