use super::wording::{at_target, suggest, target_name, use_one};
use crate::endpoint::{Body, Identity};
use crate::finding::{Draft, Findings};
use crate::metadata::{Fields, TargetField};
use crate::rules::declare_rule;
use crate::text::shown;

declare_rule! {
    /// Finds an identity that the target does not support, according to a saved response of the API:
    /// by a field that it does not have or that records cannot be matched by, with a function that the
    /// field does not take, by a new field or by several where that is not supported.
    ///
    /// The examples use the saved responses in `examples/metadata`.
    ///
    /// # Bad
    /// ```json
    /// {"mode": "updateOrCreate", "identities": {"mappings": [{"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "email"}, "target": "Industry", "function": "Equality"}]}}
    /// ```
    /// ```text
    /// 1:149: error[PT145]: `Industry` does not support identities
    /// ```
    /// # Good
    /// ```json
    /// {"mode": "updateOrCreate", "identities": {"mappings": [{"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "email"}, "target": "Email__c", "function": "Equality"}]}}
    /// ```
    IdentityUnsupported {
        code: "PT145", name: "identity-unsupported", group: Metadata, severity: Error,
        evidence: Documented, fix: None, strict: false, since: "0.1.0",
        source: "Python SDK 25.9.10, response type of target fields",
        summary: "identity field or function that the target does not support",
        keys: ["identity", "identities"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    let Some(fields) = body.target_fields() else { return };
    for identity in body.every_identity() {
        one(body, identity, fields, out);
    }
    several(body, fields, out);
}

fn one(body: &Body<'_>, identity: &Identity<'_>, fields: Fields<'_>, out: &mut Findings<'_>) {
    let Some(target) = identity.target.or_blank().node() else { return };
    let text = target.text().unwrap_or_default();
    if let Some(field) = fields.find(&text) {
        return known(body, identity, field, out);
    }
    let can = &fields.target.properties;
    let new = identity.new_field.node().filter(|new| new.bool() == Some(true));
    if let Some(new) = new {
        if can.supports_identity_field_creation == Some(false) {
            let draft = Draft::value(
                &INFO,
                new,
                format!("{} does not support creating an identity field", target_name(body)),
            )
            .label("expected `false`")
            .help("remove `new_field`, and use a field that the target has");
            out.push(at_target(draft, body));
        }
        return;
    }
    if !fields.is_complete() {
        return;
    }
    let draft = Draft::value(
        &INFO,
        target,
        format!("unknown target field `{}` in `{}`", shown(&text), identity.node.path()),
    )
    .label(format!("expected a field of {}", target_name(body)))
    .subject(text.clone());
    let near = fields.near(&text, body.budget());
    let otherwise = "use the ID of a field that the target has";
    out.push(at_target(suggest(draft, &near, otherwise), body));
}

fn known(body: &Body<'_>, identity: &Identity<'_>, field: &TargetField, out: &mut Findings<'_>) {
    let Some(target) = identity.target.node() else { return };
    if field.supports_identity == Some(false) {
        let draft =
            Draft::value(&INFO, target, format!("{} does not support identities", field.named()))
                .label("not an identity field")
                .help("use a field that the target can match records by");
        return out.push(at_target(draft, body));
    }
    let functions = &field.identity_functions;
    let (Some(node), Some(name)) = (identity.function.node(), identity.function.text()) else {
        return;
    };
    if functions.is_empty() || functions.iter().any(|function| function.id == name) {
        return;
    }
    let names: Vec<&str> = functions.iter().map(|function| &*function.id).collect();
    out.push(
        Draft::value(
            &INFO,
            node,
            format!("{} does not support identity function `{}`", field.named(), shown(&name)),
        )
        .label("expected a function of this field")
        .second(target.span(), "this field")
        .help(use_one(&name, &names)),
    );
}

fn several(body: &Body<'_>, fields: Fields<'_>, out: &mut Findings<'_>) {
    if fields.target.properties.supports_multiple_identities != Some(false) {
        return;
    }
    let mappings = body.identities.and_then(|identities| identities.mappings.node());
    let Some(mappings) = mappings.filter(|mappings| mappings.len() > 1) else { return };
    let draft = Draft::key(
        &INFO,
        mappings,
        format!("{} does not support more than one identity", target_name(body)),
    )
    .label("expected one mapping")
    .help("keep one of the mappings");
    out.push(at_target(draft, body));
}
