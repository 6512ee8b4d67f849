use super::wording::suggest_fix;
use crate::endpoint::keys::symbol;
use crate::endpoint::{Body, Slot};
use crate::finding::{Draft, Findings};
use crate::json::{Kind, Node};
use crate::metadata::ModelFacts;
use crate::rules::declare_rule;
use crate::text::shown;

declare_rule! {
    /// Finds unknown model field, according to a saved response of the API:
    /// as the source of a mapping or an identity, in filters, conditions and overrides.
    ///
    /// The examples use the saved responses in `examples/metadata`.
    ///
    /// # Bad
    /// ```json
    /// {"fields": [{"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "nmae"}, "target": "Name"}]}
    /// ```
    /// ```text
    /// 1:86: error[PT143]: unknown model field `nmae` in `fields[0].source`
    /// ```
    /// # Fixed
    /// ```json
    /// {"fields": [{"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "name"}, "target": "Name"}]}
    /// ```
    /// # Good
    /// ```json
    /// {"fields": [{"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "name"}, "target": "Name"}]}
    /// ```
    SourceFieldUnknown {
        code: "PT143", name: "source-field-unknown", group: Metadata, severity: Error,
        evidence: Documented, fix: Unsafe, strict: false, since: "0.1.0",
        source: "Python SDK 25.9.10, response type of models",
        summary: "unknown model field",
        keys: ["model_id"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    let mappings = body.mappings.iter().chain(&body.override_mappings).map(|it| it.source);
    let filters = body.filters.iter().flat_map(|it| [it.field, it.value_field]);
    let overrides = body.overrides.iter().map(|it| it.field);
    let mut last = Last::default();
    for slot in mappings.chain(filters).chain(overrides) {
        source(body, slot, &mut last, out);
    }
    if body.identity.is_some() || body.identities.is_some() {
        for identity in body.every_identity() {
            source(body, identity.source, &mut last, out);
        }
    }
    for conditions in [body.model_conditions, body.target_conditions].into_iter().flatten() {
        for condition in body.conditions(conditions) {
            source(body, condition.source, &mut last, out);
            source(body, condition.value_source, &mut last, out);
        }
    }
}

/// The model that was asked for last: most bodies have one.
#[derive(Default)]
struct Last<'b> {
    id: Option<&'b [u8]>,
    facts: Option<ModelFacts<'b>>,
}

#[inline]
fn source<'b>(body: &Body<'b>, slot: Slot<'b>, last: &mut Last<'b>, out: &mut Findings<'_>) {
    let Some(node) = slot.node().filter(|node| node.kind() == Kind::Object) else { return };
    let (mut id, mut field) = (None, None);
    for (key, value) in node.values() {
        if key == const { symbol("model_id") } {
            id = Some(value);
        } else if key == const { symbol("field") } {
            field = Some(value);
        }
    }
    let (Some(id), Some(field)) = (id, field) else { return };
    // Of what is settled, nothing is blank or reported.
    let reported = || field.is_blank() || body.is_unreadable(field) || body.is_unreadable(id);
    if !body.marks.settled && reported() {
        return;
    }
    if last.id.is_none() || id.bytes() != last.id {
        let Some(text) = id.text() else { return };
        *last = Last { facts: body.model(&text), id: id.bytes() };
    }
    let Some(model) = last.facts else { return };
    if model.find_node(field).is_none() && model.is_complete() {
        unknown(body, model, [node, id, field], out);
    }
}

#[cold]
fn unknown(
    body: &Body<'_>,
    model: ModelFacts<'_>,
    [node, model_id, field]: [Node<'_>; 3],
    out: &mut Findings<'_>,
) {
    let Some(text) = field.text() else { return };
    let draft = Draft::value(
        &INFO,
        field,
        format!("unknown model field `{}` in `{}`", shown(&text), node.path()),
    )
    .label("expected a field of this model")
    .subject(text.clone());
    let draft = draft.second(model_id.span(), "this model");
    let near = model.near(&text, body.budget());
    out.push(suggest_fix(draft, field, &near, "use the name of a field that the model has"));
}
