use crate::endpoint::Body;
use crate::finding::{Draft, Findings};
use crate::rules::declare_rule;

declare_rule! {
    /// Finds an override with neither `field` nor `field_id`.
    ///
    /// The reference page requires `field` (the name of a model field) or `field_id`.
    ///
    /// # Bad
    /// ```json
    /// {"overrides": [{"function": "IsNull", "override": "free"}]}
    /// ```
    /// ```text
    /// 1:16: error[PT085]: `overrides[0]` is missing `field` or `field_id`
    /// ```
    /// # Good
    /// ```json
    /// {"overrides": [{"field": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}, "function": "IsNull", "override": "free"}]}
    /// ```
    OverrideWithoutField {
        code: "PT085", name: "override-without-field", group: Filters, severity: Error,
        evidence: Documented, fix: None, strict: false, since: "0.1.0",
        source: "Create Sync reference, API version 2025-09-18 (`overrides`)",
        summary: "override with neither `field` nor `field_id`",
        keys: ["overrides"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    for entry in &body.overrides {
        if entry.field.or_blank().is_absent() && entry.field_id.or_blank().is_absent() {
            out.push(
                Draft::missing(
                    &INFO,
                    entry.node,
                    format!("`{}` is missing `field` or `field_id`", entry.node.path()),
                )
                .label("no field to override")
                .help("add `field` (the model's ID and the field's name) or `field_id`")
                .subject("field field_id"),
            );
        }
    }
}
