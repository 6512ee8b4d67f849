use crate::endpoint::Body;
use crate::endpoint::model::FieldType;
use crate::finding::{Draft, Findings, key_span};
use crate::rules::declare_rule;

declare_rule! {
    /// Finds a Target filter that names its field with `field`, which is for model fields.
    ///
    /// Since 2025, the documentation says that Target filters take `field_id`, the destination's
    /// own name for the field.
    ///
    /// API version: 2024-02-08
    ///
    /// # Bad
    /// ```json
    /// {"mode": "update", "identity": {"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "email"}, "target": "Email", "function": "Equality"},
    ///   "filters": [{"field": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}, "field_type": "Target", "function": "IsNotNull"}]}
    /// ```
    /// ```text
    /// 2:16: warning[PT062]: `filters[0]` is a Target filter, but names a model field
    /// ```
    /// # Good
    /// ```json
    /// {"mode": "update", "identity": {"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "email"}, "target": "Email", "function": "Equality"},
    ///   "filters": [{"field_id": "Industry", "field_type": "Target", "function": "IsNotNull"}]}
    /// ```
    TargetFilterBySource {
        code: "PT062", name: "target-filter-by-source", group: Filters, severity: Warning,
        evidence: Documented, fix: None, strict: false, since: "0.1.0",
        source: "Python SDK 25.9.10, docstring of `filters`",
        summary: "Target filter that names a model field",
        keys: ["field_type"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    for filter in body.filters.iter().filter(|filter| filter.is_about(FieldType::Target)) {
        let (Some(field), true) = (filter.field.node(), filter.field_id.or_blank().is_absent())
        else {
            continue;
        };
        let mut draft = Draft::key(
            &INFO,
            field,
            format!("`{}` is a Target filter, but names a model field", filter.node.path()),
        )
        .label("only for model fields")
        .help("use `field_id` with the target's own name for the field");
        if let Some(kind) = filter.field_type.node() {
            draft = draft.second(key_span(kind), "makes it a Target filter");
        }
        out.push(draft);
    }
}
