use crate::endpoint::Body;
use crate::finding::{Draft, Findings, key_span};
use crate::json::{Kind, Node, edits};
use crate::rules::declare_rule;
use crate::text::Fix;

declare_rule! {
    /// Finds a filter with both `field` and `field_id`.
    ///
    /// Editions of the documentation disagree: according to older ones, `field` takes precedence;
    /// according to newer ones, `field_id` does. So which one is used depends on more than the
    /// body.
    ///
    /// API version: 2024-02-08
    ///
    /// # Bad
    /// ```json
    /// {"filters": [{"field": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}, "field_id": "2b7e4d19-8c5a-4f36-91d0-3e6a8b1c7f54", "field_type": "Model", "function": "IsNotNull"}]}
    /// ```
    /// ```text
    /// 1:95: warning[PT061]: `filters[0]` has both `field` and `field_id`
    /// ```
    /// # Fixed
    /// ```json
    /// {"filters": [{"field": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}, "field_type": "Model", "function": "IsNotNull"}]}
    /// ```
    /// # Good
    /// ```json
    /// {"filters": [{"field": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}, "function": "IsNotNull"}]}
    /// ```
    FilterBothFields {
        code: "PT061", name: "filter-both-fields", group: Filters, severity: Warning,
        evidence: Documented, fix: Unsafe, strict: false, since: "0.1.0",
        also: [(Advice, "in a fetched sync")],
        source: "Python SDK 25.9.2 and 25.9.5, which disagree",
        summary: "filter with both `field` and `field_id`",
        keys: ["field_id"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    for filter in &body.filters {
        let (Some(field), Some(id)) =
            (filter.field.or_blank().node(), filter.field_id.or_blank().node())
        else {
            continue;
        };
        let (first, later) = if field.id() < id.id() { (field, id) } else { (id, field) };
        out.push(
            Draft::key(
                &INFO,
                later,
                format!("`{}` has both `field` and `field_id`", filter.node.path()),
            )
            .severity(body.unless_fetched(INFO.severity))
            .subject("field field_id")
            .tied_to(filter.node)
            .label("names the field again")
            .second(key_span(first), "names the field")
            .help("keep one; different editions of the documentation disagree on which takes precedence")
            .maybe_fix(
                (field.is_under_its_key() && names_a_field(field))
                    .then(|| Fix::unsafe_("remove `field_id`", edits::remove(id))),
            )
            .maybe_fix(
                (id.is_under_its_key() && is_an_id(id))
                    .then(|| Fix::unsafe_("remove `field`", edits::remove(field))),
            ),
        );
    }
}

/// Whether what is under `field_id` is more than a stand-in of another type, or the nil ID.
pub(super) fn is_an_id(id: Node<'_>) -> bool {
    let text = id.written().text();
    text.is_some_and(|text| !text.bytes().all(|byte| matches!(byte, b'0' | b'-')))
}

/// Whether what is under `field` says which: with a reference, or with a name alone.
fn names_a_field(field: Node<'_>) -> bool {
    match field.kind() {
        Kind::Object => field.get("model_id").is_some() && field.get("field").is_some(),
        kind => kind == Kind::String,
    }
}
