use crate::endpoint::Body;
use crate::finding::{Draft, Findings, key_span};
use crate::json::edits;
use crate::rules::declare_rule;
use crate::rules::filters::filter_both_fields::is_an_id;
use crate::text::Fix;

declare_rule! {
    /// Finds an override with both `field` and `field_id`.
    ///
    /// According to the documentation, `field_id` takes precedence and `field` is ignored.
    ///
    /// # Bad
    /// ```json
    /// {"overrides": [{"field": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}, "field_id": "2b7e4d19-8c5a-4f36-91d0-3e6a8b1c7f54", "function": "IsNull", "override": "free"}]}
    /// ```
    /// ```text
    /// 1:17: warning[PT086]: `overrides[0]` has both `field` and `field_id`
    /// ```
    /// # Fixed
    /// ```json
    /// {"overrides": [{"field_id": "2b7e4d19-8c5a-4f36-91d0-3e6a8b1c7f54", "function": "IsNull", "override": "free"}]}
    /// ```
    /// # Good
    /// ```json
    /// {"overrides": [{"field": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}, "function": "IsNull", "override": "free"}]}
    /// ```
    OverrideBothFields {
        code: "PT086", name: "override-both-fields", group: Filters, severity: Warning,
        evidence: Documented, fix: Safe, strict: false, since: "0.1.0",
        also: [(Advice, "in a fetched sync")],
        source: "Create Sync reference, API version 2025-09-18 (`overrides`)",
        summary: "override with both `field` and `field_id`",
        keys: ["field_id"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    for entry in &body.overrides {
        let (Some(field), Some(id)) =
            (entry.field.or_blank().node(), entry.field_id.or_blank().node())
        else {
            continue;
        };
        out.push(
            Draft::key(
                &INFO,
                field,
                format!("`{}` has both `field` and `field_id`", entry.node.path()),
            )
            .severity(body.unless_fetched(INFO.severity))
            .label("ignored")
            .second(key_span(id), "takes precedence")
            .help("remove `field`; `field_id` takes precedence")
            .maybe_fix(
                // What is no ID takes precedence over nothing.
                (id.is_under_its_key() && is_an_id(id))
                    .then(|| Fix::safe("remove `field`", edits::remove(field))),
            ),
        );
    }
}
