use crate::endpoint::Body;
use crate::finding::{Draft, Findings, key_span};
use crate::json::Kind;
use crate::rules::declare_rule;
use crate::schema::ApiVersion;

declare_rule! {
    /// Finds `value` together with `value_field` or `value_source`, and `value_field` on a Model
    /// filter.
    ///
    /// According to the documentation of the official SDKs, the two exclude each other, and
    /// `value_field` is for Target filters.
    ///
    /// # Bad
    /// ```json
    /// {"mode": "update", "identities": {"mappings": [{"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "email"}, "target": "Email", "function": "Equality"}]},
    ///   "target_filters": {"conditions": [{"field": "Plan", "function": "Equality", "value": "pro", "value_source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}}]}}
    /// ```
    /// ```text
    /// 2:95: error[PT082]: `target_filters.conditions[0]` has both `value` and `value_source`
    /// ```
    /// # Good
    /// ```json
    /// {"mode": "update", "identities": {"mappings": [{"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "email"}, "target": "Email", "function": "Equality"}]},
    ///   "target_filters": {"conditions": [{"field": "Plan", "function": "Equality", "value_source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}}]}}
    /// ```
    ValueFieldMisuse {
        code: "PT082", name: "value-field-misuse", group: Filters, severity: Error,
        evidence: Documented, fix: None, strict: false, since: "0.1.0",
        source: "Python SDK 25.9.10, docstring of `value_field`",
        summary: "both a value and a field to compare with",
        keys: ["value_field", "value_source"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    // Older versions do not have the key at all, which PT011 reports.
    if body.version < ApiVersion::V2025_09_18 {
        return;
    }
    for entry in body.comparisons().iter().filter(|entry| !entry.is_override) {
        let Some(field) = entry.value_field.node().filter(|field| field.kind() != Kind::Null)
        else {
            continue;
        };
        let name = field.key().and_then(crate::json::Node::text).unwrap_or_default().into_owned();
        if let Some(value) = entry.value.node().filter(|value| value.kind() != Kind::Null) {
            out.push(
                Draft::key(
                    &INFO,
                    field,
                    format!("`{}` has both `value` and `{name}`", entry.node.path()),
                )
                .label("compares with a field")
                .second(key_span(value), "compares with a value")
                .help("keep one of the two"),
            );
        } else if entry.is_model {
            out.push(
                Draft::key(
                    &INFO,
                    field,
                    format!(
                        "`{}` is a Model filter, which cannot have `{name}`",
                        entry.node.path()
                    ),
                )
                .label("only for Target filters")
                .help("use `value` instead; only Target filters can compare with a model field"),
            );
        }
    }
}
