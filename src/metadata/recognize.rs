//! Which response a file holds, recognized by its shape.

use super::ENVELOPE;
use super::reader::{Problem, Reader, kind};
use super::record::Read;
use super::responses::{
    Content, Model, ModelField, SourceFields, TargetCreation, TargetFields, TargetObject,
    TargetObjects,
};
use crate::json::{Kind, Node, Options, What, parse};
use crate::text::{Source, Span};

/// What a file holds.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The responses in it: one, or a list of models.
    pub(super) contents: Vec<Content>,
    /// What is wrong with them.
    pub(super) problems: Vec<Problem>,
}

/// Looks at a file's bytes.
pub(super) fn read(name: &str, bytes: &[u8]) -> Found {
    let source = Source::new(name, bytes);
    let broken = |span| Found { contents: Vec::new(), problems: vec![not_json(span)] };
    if let Some(place) = source.unreadable.first() {
        return broken(*place);
    }
    let parsed = parse(source.text(), Options::default());
    let trouble = parsed.mistakes.iter().find(|mistake| mistake.what != What::Imprecise);
    let bom_alone = |span: Span| source.has_bom() && span.start == 0 && parsed.mistakes.len() == 1;
    if let Some(mistake) = trouble.filter(|mistake| !bom_alone(mistake.span)) {
        return broken(mistake.span);
    }
    let Some(root) = parsed.tree.root() else { return broken(Span::empty(0)) };
    let mut reader = Reader::default();
    let contents = contents(root, &mut reader);
    Found { contents, problems: reader.finish() }
}

fn not_json(span: Span) -> Problem {
    Problem {
        span,
        pointer: None,
        message: "the saved response is not JSON".to_owned(),
        label: "expected JSON".to_owned(),
        help: "save the response again; until then, it is ignored".to_owned(),
        is_no_response: true,
    }
}

/// What a file should hold that was named as one of responses.
pub(super) fn unknown(bytes: &[u8]) -> Problem {
    let source = Source::new("", bytes);
    let parsed = parse(source.text(), Options::default());
    let root = parsed.tree.root();
    Problem {
        span: root.map_or(Span::empty(0), Node::opener),
        pointer: root.map(Node::pointer),
        message: format!(
            "expected a saved response, found {} of another kind",
            root.map_or("nothing", kind)
        ),
        label: "not a response".to_owned(),
        help: "save target objects, target fields, a model, or source fields here".to_owned(),
        is_no_response: true,
    }
}

fn contents(root: Node<'_>, reader: &mut Reader) -> Vec<Content> {
    let wrapped = root.get(ENVELOPE);
    let inner = wrapped.unwrap_or(root);
    match inner.kind() {
        Kind::Array => list(inner, wrapped.and_then(|_| root.get("target_creation")), reader),
        Kind::Object => one(inner, reader).into_iter().collect(),
        _ => Vec::new(),
    }
}

/// The first object of a list.
fn first(list: Node<'_>) -> Option<Node<'_>> {
    list.elements().take(16).find(|item| item.kind() == Kind::Object)
}

fn has_any(object: Option<Node<'_>>, keys: &[&str]) -> bool {
    object.is_some_and(|object| keys.iter().any(|key| object.get(key).is_some()))
}

fn list(items: Node<'_>, creation: Option<Node<'_>>, reader: &mut Reader) -> Vec<Content> {
    let first = first(items);
    if creation.is_some() || has_any(first, &["modes"]) && !has_any(first, &["fields"]) {
        return vec![Content::TargetObjects(TargetObjects {
            objects: Vec::<TargetObject>::read(items, reader).unwrap_or_default(),
            target_creation: creation.and_then(|node| TargetCreation::read(node, reader)),
        })];
    }
    if first.is_some_and(is_model) {
        let models = Vec::<Model>::read(items, reader).unwrap_or_default();
        return models.into_iter().map(Content::Model).collect();
    }
    if first.is_some_and(is_model_field) {
        let fields = Vec::<ModelField>::read(items, reader).unwrap_or_default();
        return vec![Content::SourceFields(SourceFields { fields })];
    }
    Vec::new()
}

fn one(object: Node<'_>, reader: &mut Reader) -> Option<Content> {
    if is_error(object) {
        reader.refused(object);
        return None;
    }
    // A sync has fields too.
    if has_any(Some(object), &["target", "schedule", "mode"]) {
        return None;
    }
    let fields = object.get("fields");
    let field = fields.and_then(first);
    let target = has_any(Some(object), &["modes", "refreshed_at"])
        || fields.is_some() && has_any(Some(object), &["properties"])
        || has_any(field, TARGET_FIELD) && !is_model(object);
    if target {
        return TargetFields::read(object, reader).map(Content::TargetFields);
    }
    if is_model(object) || field.is_some_and(is_model_field) {
        return Model::read(object, reader).map(Content::Model);
    }
    if let Some(creation) = object.get("target_creation") {
        return Some(Content::TargetObjects(TargetObjects {
            objects: Vec::new(),
            target_creation: TargetCreation::read(creation, reader),
        }));
    }
    None
}

/// Keys that only a target's field has.
const TARGET_FIELD: &[&str] = &[
    "createable",
    "updateable",
    "filterable",
    "filter_functions",
    "supports_identity",
    "identity_functions",
    "encryptable",
    "source_type",
    "required",
];

fn is_model(object: Node<'_>) -> bool {
    object.get("fields").is_some()
        && has_any(
            Some(object),
            &["connection_id", "identifier", "relations", "tracking_columns", "enricher"],
        )
        && !has_any(Some(object), &["target", "schedule", "mode", "modes"])
}

fn is_model_field(object: Node<'_>) -> bool {
    let kind = object.get("type").is_none_or(|kind| kind.kind() == Kind::String);
    kind && object.get("name").is_some()
        && has_any(Some(object), &["label", "unique", "remote_type", "type"])
        && !has_any(Some(object), &["fields", "modes", "mode", "configuration", "status"])
}

/// What the API sends when it does not give what was asked for.
fn is_error(object: Node<'_>) -> bool {
    let text = |key| object.get(key).is_some_and(|value| value.kind() == Kind::String);
    let number = |key| object.get(key).is_some_and(|value| value.kind() == Kind::Number);
    object.get("fields").is_none()
        && (text("message") && (number("status") || text("key"))
            || text("error") && (number("code") || text("status")))
}
