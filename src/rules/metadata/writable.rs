//! Whether a field of the target takes what a mapping gives it.

use super::target_field_unknown::INFO;
use super::wording::{at_target, is_one_of, named, suggest_fix};
use crate::endpoint::{Body, Mapping};
use crate::finding::{Draft, Findings};
use crate::metadata::{TargetField, near};
use crate::text::shown;

/// What a mode does with records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Writes {
    Creates,
    Updates,
    Both,
}

impl Writes {
    /// What the mode of a body does; nothing where it is another or removes records.
    pub(super) fn of(body: &Body<'_>) -> Option<Self> {
        Some(match &*body.top.mode.text()? {
            "create" | "replace" | "append" | "snapshot" => Self::Creates,
            "update" => Self::Updates,
            "updateOrCreate" => Self::Both,
            _ => return None,
        })
    }

    pub(super) fn creates(self) -> bool {
        self != Self::Updates
    }

    /// What a field cannot do that the mode needs.
    fn refused(self, field: &TargetField) -> Option<&'static str> {
        let (create, update) = (field.createable == Some(false), field.updateable == Some(false));
        match self {
            Self::Creates if create => Some("cannot be set when a record is created"),
            Self::Updates if update => Some("cannot be updated"),
            Self::Both if create && update => Some("is read-only"),
            _ => None,
        }
    }
}

pub(super) fn check(
    body: &Body<'_>,
    mapping: &Mapping<'_>,
    field: &TargetField,
    writes: Option<Writes>,
    out: &mut Findings<'_>,
) {
    let Some(target) = mapping.target.node() else { return };
    if let Some(refused) = writes.and_then(|writes| writes.refused(field)) {
        let mode = body.top.mode.node();
        let draft = Draft::value(&INFO, target, format!("{} {refused}", field.named()))
            .label("not writable in this mode")
            .help("remove the mapping, or use another field or mode");
        let draft = match mode {
            Some(mode) => draft.second(mode.span(), "this mode"),
            None => draft,
        };
        out.push(at_target(draft, body));
    }
    encryption(body, mapping, field, out);
    value(body, mapping, field, out);
}

/// Whether a field cannot be encrypted.
pub(in crate::rules) fn is_unencryptable(body: &Body<'_>, field: &TargetField) -> bool {
    let anywhere =
        body.target_fields().and_then(|fields| fields.target.properties.supports_field_encryption);
    field.encryptable == Some(false) || anywhere == Some(false)
}

fn encryption(body: &Body<'_>, mapping: &Mapping<'_>, field: &TargetField, out: &mut Findings<'_>) {
    let Some(enabled) = mapping.encryption_enabled.node() else { return };
    if enabled.bool() != Some(true) || !is_unencryptable(body, field) {
        return;
    }
    let draft = Draft::value(&INFO, enabled, format!("{} cannot be encrypted", field.named()))
        .label("expected `false`")
        .help("remove `encryption_enabled`; the target does not support it for this field");
    out.push(at_target(draft, body));
}

fn value(body: &Body<'_>, mapping: &Mapping<'_>, field: &TargetField, out: &mut Findings<'_>) {
    let Some(value) = mapping.override_value.or_blank().node() else { return };
    let Some(text) = value.text().filter(|_| !field.values.is_empty()) else { return };
    if is_one_of(&text, &field.values) {
        return;
    }
    let draft = Draft::value(
        &INFO,
        value,
        format!(
            "`{}` should be an option of {}, not `{}`",
            value.path(),
            field.named(),
            shown(&text)
        ),
    )
    .label("expected an option of this field");
    let draft = match mapping.target.node() {
        Some(target) => draft.second(target.span(), "this field"),
        None => draft,
    };
    let near = near(&text, field.values.iter().map(named), body.budget());
    out.push(suggest_fix(draft, value, &near, "use a value that the field has as an option"));
}
