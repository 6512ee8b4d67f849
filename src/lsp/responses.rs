//! What saved responses say about a place of a body: for completion and for hover.

use std::fmt::Write as _;

use super::cursor::Step;
use super::meanings;
use crate::endpoint::Body;
use crate::metadata::{
    Choice, CreationProperty, Fields, FilterFunction, IdentityFunction, Metadata, Mode, Model,
    ModelFacts, ModelField, TargetField, TargetObject,
};
use crate::text::shown;

/// What belongs at a place.
#[derive(Debug)]
pub(super) enum Known<'m> {
    /// A field of the target.
    Field(Fields<'m>, Purpose),
    /// A field of a model.
    Source(ModelFacts<'m>),
    Mode(&'m [Mode]),
    Object(&'m [TargetObject]),
    Model(Vec<&'m Model>),
    IdentityFunction(&'m [IdentityFunction]),
    FilterFunction(&'m [FilterFunction]),
    /// A value out of a list.
    Value(&'m [Choice]),
}

/// What a field of the target is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    Mapping,
    Identity,
    Filter,
}

/// One thing that could be written.
#[derive(Debug)]
pub(super) struct Offer {
    pub(super) text: String,
    /// Label and type, in a few words.
    pub(super) detail: String,
    pub(super) about: String,
    /// Lower ones come first.
    pub(super) rank: u8,
}

/// What belongs at the end of a path. `sibling` is the text of another key of the same object.
pub(super) fn at<'m>(
    metadata: &'m Metadata,
    body: &Body<'m>,
    path: &[Step],
    sibling: &dyn Fn(&str) -> Option<String>,
) -> Option<Known<'m>> {
    let steps = path.iter().map(|step| match step {
        Step::Key(key) => key.as_str(),
        Step::Item => "[]",
    });
    let steps: Vec<&str> = steps.collect();
    let destination = *body.destination();
    let field = |key: &str| destination.fields?.find(&sibling(key)?);
    let is_target = || sibling("field_type").as_deref() == Some("Target");
    let known = match steps.as_slice() {
        ["mode"] => Known::Mode(Some(destination.modes()).filter(|modes| !modes.is_empty())?),
        ["target", "object"] => Known::Object(&destination.list?.objects.objects),
        ["target", "create", key] => Known::Value(&property(body, key)?.values),
        ["fields" | "override_fields", "[]", "target"] => {
            Known::Field(destination.fields?, Purpose::Mapping)
        }
        ["identity", "target"] | ["identities", "mappings", "[]", "target"] => {
            Known::Field(destination.fields?, Purpose::Identity)
        }
        ["target_filters", "conditions", "[]", "field"] => {
            Known::Field(destination.fields?, Purpose::Filter)
        }
        ["filters", "[]", "field_id"] if is_target() => {
            Known::Field(destination.fields?, Purpose::Filter)
        }
        ["identity", "function"] | ["identities", "mappings", "[]", "function"] => {
            Known::IdentityFunction(&field("target")?.identity_functions)
        }
        ["target_filters", "conditions", "[]", "function"] => {
            Known::FilterFunction(&field("field")?.filter_functions)
        }
        ["filters", "[]", "function"] if is_target() => {
            Known::FilterFunction(&field("field_id")?.filter_functions)
        }
        ["target_filters", "conditions", "[]", "value"] => {
            Known::Value(values(field("field")?, sibling("function")))
        }
        ["filters", "[]", "value"] if is_target() => {
            Known::Value(values(field("field_id")?, sibling("function")))
        }
        ["fields" | "override_fields", "[]", "override_value"] => {
            Known::Value(&field("target")?.values)
        }
        [.., "source" | "field" | "value_field" | "value_source", "field"] => {
            Known::Source(ModelFacts::of(metadata, &sibling("model_id")?)?)
        }
        [.., "model_id"] => Known::Model(metadata.models().collect()),
        _ => return None,
    };
    Some(known).filter(|known| !known.is_empty())
}

/// The properties of an object that is to be created.
pub(super) fn properties<'m>(body: &Body<'m>) -> &'m [CreationProperty] {
    body.destination().creation().map(|creation| &*creation.properties).unwrap_or_default()
}

fn property<'m>(body: &Body<'m>, key: &str) -> Option<&'m CreationProperty> {
    properties(body).iter().find(|property| property.id == key)
}

/// What a function compares a field with: its own list, or the options of the field.
fn values(field: &TargetField, function: Option<String>) -> &[Choice] {
    let function = function.and_then(|name| field.filter_functions.iter().find(|it| it.id == name));
    match function {
        Some(function) if !function.values.is_empty() => &function.values,
        _ => &field.values,
    }
}

impl Known<'_> {
    fn is_empty(&self) -> bool {
        match self {
            Self::Field(fields, _) => fields.target.fields.is_empty(),
            Self::Source(model) => model.fields().is_empty(),
            Self::Mode(modes) => modes.is_empty(),
            Self::Object(objects) => objects.is_empty(),
            Self::Model(models) => models.is_empty(),
            Self::IdentityFunction(functions) => functions.is_empty(),
            Self::FilterFunction(functions) => functions.is_empty(),
            Self::Value(values) => values.is_empty(),
        }
    }

    /// Everything that could be written there.
    pub(super) fn offers(&self, body: &Body<'_>) -> Vec<Offer> {
        let named = |text: &str, label: Option<&str>| {
            let detail = label.filter(|label| *label != text).unwrap_or_default();
            Offer { text: text.to_owned(), detail: shown(detail), about: String::new(), rank: 1 }
        };
        match self {
            Self::Field(fields, purpose) => target_fields(*fields, *purpose, body),
            Self::Source(model) => {
                let one = |field: &ModelField| Offer {
                    detail: parts(&[
                        field.label.as_deref(),
                        field.kind.as_deref(),
                        (field.unique == Some(true)).then_some("unique"),
                    ]),
                    ..named(&field.name, None)
                };
                model.fields().iter().map(one).collect()
            }
            Self::Mode(modes) => modes
                .iter()
                .map(|mode| Offer {
                    about: mode_text(mode),
                    ..named(&mode.id, mode.label.as_deref())
                })
                .collect(),
            Self::Object(objects) => {
                objects.iter().map(|object| named(&object.id, object.name.as_deref())).collect()
            }
            Self::Model(models) => {
                models.iter().map(|model| named(&model.id, model.name.as_deref())).collect()
            }
            Self::IdentityFunction(functions) => {
                let one = |it: &IdentityFunction| Offer {
                    about: meaning("identity_function", &it.id),
                    ..named(&it.id, it.label.as_deref())
                };
                functions.iter().map(one).collect()
            }
            Self::FilterFunction(functions) => {
                let one = |it: &FilterFunction| Offer {
                    about: meaning("filter_function", &it.id),
                    ..named(&it.id, it.label.as_deref())
                };
                functions.iter().map(one).collect()
            }
            Self::Value(values) => {
                values.iter().map(|it| named(&it.value, it.label.as_deref())).collect()
            }
        }
    }

    /// What is known about a value that is written there.
    pub(super) fn describe(&self, text: &str) -> Option<String> {
        let label = |label: &Option<String>| {
            let label = label.as_deref().filter(|label| *label != text);
            label.map(|label| format!("**`{}`**: {}", shown(text), shown(label)))
        };
        match self {
            Self::Field(fields, _) => fields.find(text).map(field_text),
            Self::Source(model) => model.find(text).map(source_text),
            Self::Mode(modes) => modes.iter().find(|mode| mode.id == text).map(mode_text),
            Self::Object(objects) => label(&objects.iter().find(|it| it.id == text)?.name),
            Self::Model(models) => {
                label(&models.iter().find(|it| it.id.eq_ignore_ascii_case(text))?.name)
            }
            Self::IdentityFunction(functions) => {
                label(&functions.iter().find(|it| it.id == text)?.label)
            }
            Self::FilterFunction(functions) => {
                label(&functions.iter().find(|it| it.id == text)?.label)
            }
            Self::Value(values) => label(&values.iter().find(|it| it.value == text)?.label),
        }
    }
}

/// The fields of a target: required ones that nothing fills first, those that are filled last.
fn target_fields(fields: Fields<'_>, purpose: Purpose, body: &Body<'_>) -> Vec<Offer> {
    let all = &fields.target.fields;
    let identities = all.iter().any(|field| field.supports_identity == Some(true));
    let filled: std::collections::HashSet<String> = body
        .mappings
        .iter()
        .chain(&body.override_mappings)
        .filter_map(|mapping| Some(mapping.target.text()?.into_owned()))
        .collect();
    let fits = |field: &&TargetField| match purpose {
        Purpose::Mapping => field.createable != Some(false) || field.updateable != Some(false),
        Purpose::Identity => !identities || field.supports_identity == Some(true),
        Purpose::Filter => field.filterable != Some(false),
    };
    let rank = |field: &TargetField| match purpose {
        Purpose::Mapping if filled.contains(&field.id) => 2,
        Purpose::Mapping if field.required == Some(true) => 0,
        _ => 1,
    };
    let one = |field: &TargetField| Offer {
        text: field.id.clone(),
        detail: parts(&[
            field.name.as_deref().filter(|name| *name != field.id),
            field.kind.as_deref(),
            (field.required == Some(true)).then_some("required"),
        ]),
        about: field_text(field),
        rank: rank(field),
    };
    all.iter().filter(fits).map(one).collect()
}

fn meaning(list: &'static str, value: &str) -> String {
    meanings::of(list, value).unwrap_or_default().to_owned()
}

fn parts(parts: &[Option<&str>]) -> String {
    parts.iter().flatten().map(|part| shown(part)).collect::<Vec<_>>().join(", ")
}

/// A field of a target: its label, its type, and what it can do.
fn field_text(field: &TargetField) -> String {
    let mut out = format!("**`{}`**", shown(&field.id));
    let about = parts(&[field.name.as_deref(), field.kind.as_deref()]);
    if !about.is_empty() {
        let _ = write!(out, ": {about}");
    }
    if let Some(text) = &field.description {
        let _ = write!(out, "\n\n{}", shown(text));
    }
    let can = [
        (field.required == Some(true), "required"),
        (field.createable == Some(false), "cannot be set in new records"),
        (field.updateable == Some(false), "cannot be updated"),
        (field.filterable == Some(false), "cannot be filtered"),
        (field.supports_identity == Some(true), "supports identities"),
        (field.encryptable == Some(true), "can be encrypted"),
    ];
    let can: Vec<&str> = can.into_iter().filter(|(is, _)| *is).map(|(_, text)| text).collect();
    if !can.is_empty() {
        let _ = write!(out, "\n\nThis field: {}", can.join(", "));
    }
    if !field.values.is_empty() {
        let some = field.values.iter().take(6).map(|choice| format!("`{}`", shown(&choice.value)));
        let more = if field.values.len() > 6 { ", …" } else { "" };
        let _ = write!(out, "\n\nOptions: {}{more}", some.collect::<Vec<_>>().join(", "));
    }
    out
}

fn source_text(field: &ModelField) -> String {
    let unique = (field.unique == Some(true)).then_some("unique");
    let about = parts(&[field.label.as_deref(), field.kind.as_deref(), unique]);
    format!("**`{}`**: {about}", shown(&field.name))
}

fn mode_text(mode: &Mode) -> String {
    let mut out = format!("**`{}`**", shown(&mode.id));
    if let Some(label) = &mode.label {
        let _ = write!(out, ": {}", shown(label));
    }
    if let Some(text) = &mode.description {
        let _ = write!(out, "\n\n{}", shown(text));
    }
    let can = [
        (mode.requires_identity, "needs an identity", "does not need an identity"),
        (
            mode.supports_target_filters,
            "supports Target filters",
            "does not support Target filters",
        ),
        (mode.supports_field_modes, "supports `sync_mode`", "does not support `sync_mode`"),
    ];
    let can = can.into_iter().filter_map(|(is, yes, no)| is.map(|is| if is { yes } else { no }));
    let can: Vec<&str> = can.collect();
    if !can.is_empty() {
        let _ = write!(out, "\n\nOn this target, it {}", can.join(", "));
    }
    out
}
