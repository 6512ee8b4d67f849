use crate::endpoint::Body;
use crate::finding::{Draft, Findings, key_span};
use crate::json::edits;
use crate::rules::declare_rule;
use crate::text::Fix;

declare_rule! {
    /// Finds a field mapping with both `source` and `override_value`.
    ///
    /// According to the documentation, the source is then unused. Polytomic's tests against a live
    /// server send both, so the API accepts this.
    ///
    /// # Bad
    /// ```json
    /// {"fields": [{"target": "Email", "source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "email"}, "override_value": "none"}]}
    /// ```
    /// ```text
    /// 1:33: advice[PT051]: `fields[0]` has both `source` and `override_value`
    /// ```
    /// # Fixed
    /// ```json
    /// {"fields": [{"target": "Email", "override_value": "none"}]}
    /// ```
    /// # Good
    /// ```json
    /// {"fields": [{"target": "Email", "source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "email"}}]}
    /// ```
    FieldSourceAndValue {
        code: "PT051", name: "field-source-and-value", group: Fields, severity: Advice,
        evidence: Documented, fix: Unsafe, strict: false, since: "0.1.0",
        source: "Create Sync reference (`override_value`); Python SDK 25.9.5",
        summary: "field with both `source` and `override_value`",
        keys: ["override_value"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    for field in &body.mappings {
        let (Some(source), Some(value)) = (field.source.node(), field.fixed_value().node()) else {
            continue;
        };
        if !body.has_source(&field) {
            continue;
        }
        out.push(
            Draft::key(
                &INFO,
                source,
                format!("`{}` has both `source` and `override_value`", field.node.path()),
            )
            .label("unused")
            .second(key_span(value), "takes precedence")
            .help("remove `source`, since `override_value` takes precedence, or remove `override_value` to use the source")
            .maybe_fix(
                value
                    .is_under_its_key()
                    .then(|| Fix::unsafe_("remove the unused `source`", edits::remove(source))),
            )
            .maybe_fix(source.is_under_its_key().then(|| {
                Fix::unsafe_("remove `override_value` and use the source", edits::remove(value))
            })),
        );
    }
}
