use crate::endpoint::Body;
use crate::endpoint::tables::needs;
use crate::finding::{Draft, Findings};
use crate::rules::declare_rule;

declare_rule! {
    /// Finds a filter with neither `field` nor `field_id`.
    ///
    /// The reference page requires `field` (the name of a model field) or `field_id`.
    ///
    /// API version: 2024-02-08
    ///
    /// # Bad
    /// ```json
    /// {"filters": [{"function": "IsNotNull"}]}
    /// ```
    /// ```text
    /// 1:14: error[PT060]: `filters[0]` is missing `field` or `field_id`
    /// ```
    /// # Good
    /// ```json
    /// {"filters": [{"field": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}, "function": "IsNotNull"}]}
    /// ```
    FilterWithoutField {
        code: "PT060", name: "filter-without-field", group: Filters, severity: Error,
        evidence: Documented, fix: None, strict: false, since: "0.1.0",
        source: "Create Sync reference, API version 2025-09-18 (`filters`)",
        summary: "filter with neither `field` nor `field_id`",
        keys: ["filters"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    for filter in &body.filters {
        let needed = needs::FIELD.holds(filter.node, |key| filter.slot(key));
        if needed && filter.field.or_blank().is_absent() {
            out.push(
                Draft::missing(
                    &INFO,
                    filter.node,
                    format!("`{}` is missing `field` or `field_id`", filter.node.path()),
                )
                .label("no field to filter on")
                .help("add `field` (the model's ID and the field's name) or `field_id`")
                .subject("field field_id"),
            );
        }
    }
}
