use std::collections::HashSet;

use super::wording::{at_target, suggest_fix, target_name};
use super::{required_fields, writable};
use crate::endpoint::{Body, Mapping};
use crate::finding::{Draft, Findings};
use crate::json::Node;
use crate::metadata::Fields;
use crate::rules::declare_rule;
use crate::text::shown;

declare_rule! {
    /// Finds what does not fit the fields of the target, according to a saved response of the API: a
    /// mapping to a field that it does not have, a required field that nothing fills, a field that
    /// cannot be written in this mode, a fixed value that is not an option of the field, and
    /// encryption where the field does not support it.
    ///
    /// A target whose response lists no fields, such as a table of a database, may have any. A field
    /// that the sync creates (`new`) is fine where the target supports that. Required fields are
    /// asked for under modes that create records. The examples use the saved responses in
    /// `examples/metadata`.
    ///
    /// # Bad
    /// ```json
    /// {"fields": [{"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "name"}, "target": "Name"},
    ///   {"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "email"}, "target": "Email"}]}
    /// ```
    /// ```text
    /// 2:96: error[PT141]: unknown target field `Email` in `fields[1]`
    /// ```
    /// # Fixed
    /// ```json
    /// {"fields": [{"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "name"}, "target": "Name"},
    ///   {"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "email"}, "target": "Email__c"}]}
    /// ```
    /// # Good
    /// ```json
    /// {"fields": [{"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "name"}, "target": "Name"},
    ///   {"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "email"}, "target": "Email__c"}]}
    /// ```
    TargetFieldUnknown {
        code: "PT141", name: "target-field-unknown", group: Metadata, severity: Error,
        evidence: Documented, fix: Unsafe, strict: false, since: "0.1.0",
        source: "Python SDK 25.9.10, response type of target fields",
        summary: "target field that does not exist or cannot be written, or a required one that is missing",
        keys: ["fields", "override_fields"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    let Some(fields) = body.target_fields() else { return };
    let writes = writable::Writes::of(body);
    // The required fields that are filled, or would be but for a misspelling.
    let mut filled = HashSet::new();
    for mapping in body.mappings.iter().chain(&body.override_mappings) {
        let Some(target) = mapping.target.or_blank().node() else { continue };
        match fields.find_node(target) {
            Some(field) => {
                if field.required == Some(true) {
                    filled.insert(field.id.as_str());
                }
                writable::check(body, &mapping, field, writes, out);
            }
            None => filled.extend(unknown(body, &mapping, target, fields, out)),
        }
    }
    required_fields::check(body, fields, writes, filled, out);
}

/// Reports a field that the target does not have; returns the one that was meant.
fn unknown<'m>(
    body: &Body<'_>,
    mapping: &Mapping<'_>,
    target: Node<'_>,
    fields: Fields<'m>,
    out: &mut Findings<'_>,
) -> Option<&'m str> {
    let text = target.text().unwrap_or_default();
    let can = &fields.target.properties;
    let is_new = mapping.new.bool() == Some(true);
    if is_new && can.supports_field_creation == Some(false) {
        let place = mapping.new.node().unwrap_or(target);
        let draft = Draft::value(
            &INFO,
            place,
            format!("{} does not support creating the field `{}`", target_name(body), shown(&text)),
        )
        .label("expected `false`")
        .help("remove `new`, and use a field that the target has");
        out.push(at_target(draft, body));
        return None;
    }
    if is_new || !fields.is_complete() || can.optional_target_mappings == Some(true) {
        return None;
    }
    let draft = Draft::value(
        &INFO,
        target,
        format!("unknown target field `{}` in `{}`", shown(&text), mapping.node.path()),
    )
    .label(format!("expected a field of {}", target_name(body)))
    .subject(text.clone());
    let otherwise = match can.supports_field_creation {
        Some(true) => {
            "use the ID of a field that the target has, or add `\"new\": true` to create it"
        }
        _ => "use the ID of a field that the target has",
    };
    let near = fields.near(&text, body.budget());
    out.push(at_target(suggest_fix(draft, target, &near, otherwise), body));
    near.first().map(|near| near.id)
}
