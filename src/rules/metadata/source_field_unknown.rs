use super::wording::suggest_fix;
use crate::endpoint::{Body, Slot, SourceRef};
use crate::finding::{Draft, Findings};
use crate::json::Kind;
use crate::metadata::ModelFacts;
use crate::rules::declare_rule;
use crate::text::shown;

declare_rule! {
    /// Finds a model field that its model does not have, according to a saved response of the API:
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
        summary: "a model field that its model does not have",
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
        for identity in body.identity_mappings() {
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
    id: String,
    facts: Option<ModelFacts<'b>>,
}

fn source<'b>(body: &Body<'b>, slot: Slot<'b>, last: &mut Last<'b>, out: &mut Findings<'_>) {
    let Some(node) = slot.node().filter(|node| node.kind() == Kind::Object) else { return };
    let source = SourceRef::new(node, body.marks);
    let (Some(id), Some(field)) = (source.model_id.text(), source.field.or_blank().node()) else {
        return;
    };
    if *id != last.id {
        *last = Last { facts: body.model(&id), id: id.into_owned() };
    }
    let Some(model) = last.facts else { return };
    let text = field.text().unwrap_or_default();
    if model.find(&text).is_some() || !model.is_complete() {
        return;
    }
    let draft = Draft::value(
        &INFO,
        field,
        format!("unknown model field `{}` in `{}`", shown(&text), node.path()),
    )
    .label("expected a field of this model")
    .subject(text.clone());
    let draft = match source.model_id.node() {
        Some(id) => draft.second(id.span(), "this model"),
        None => draft,
    };
    let near = model.near(&text, body.budget());
    out.push(suggest_fix(draft, field, &near, "use the name of a field that the model has"));
}
