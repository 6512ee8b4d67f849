use crate::endpoint::Body;
use crate::finding::{Draft, Findings};
use crate::rules::declare_rule;

declare_rule! {
    /// Finds a filter with `field_id` but no `field_type`, so that it is not clear whether the
    /// field belongs to the model or to the target.
    ///
    /// `field_type` is optional in the reference; how the API reads `field_id` without it is not
    /// documented.
    ///
    /// API version: 2024-02-08
    ///
    /// # Bad
    /// ```json
    /// {"filters": [{"field_id": "2b7e4d19-8c5a-4f36-91d0-3e6a8b1c7f54", "function": "IsNotNull"}]}
    /// ```
    /// ```text
    /// 1:14: advice[PT064]: `filters[0]` has a `field_id` but no `field_type`
    /// ```
    /// # Good
    /// ```json
    /// {"filters": [{"field_id": "2b7e4d19-8c5a-4f36-91d0-3e6a8b1c7f54", "field_type": "Model", "function": "IsNotNull"}]}
    /// ```
    FieldTypeMissing {
        code: "PT064", name: "field-type-missing", group: Filters, severity: Advice,
        evidence: Documented, fix: None, strict: false, since: "0.1.0",
        source: "Python SDK 25.9.5, docstring of `field_id`",
        summary: "`field_id` without `field_type`",
        keys: ["field_id"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    for filter in &body.filters {
        if filter.field_type.is_absent()
            && filter.field.or_blank().is_absent()
            && filter.field_id.or_blank().node().is_some()
        {
            out.push(
                Draft::missing(
                    &INFO,
                    filter.node,
                    format!("`{}` has a `field_id` but no `field_type`", filter.node.path()),
                )
                .label("model or target field")
                .help("add `\"field_type\": \"Model\"` or `\"field_type\": \"Target\"`")
                .subject("field_type"),
            );
        }
    }
}
