//! Labels of filters: where they are given, where logic expressions name them, and other names for
//! them.

use gen_lsp_types::{DocumentHighlight, DocumentHighlightKind, Location, PrepareRenamePlaceholder};
use serde_json::{Value, json};

use super::documents::{Document, Linted};
use super::message::Failure;
use super::params::{self, At, References, Rename};
use super::part::Part;
use super::state::State;
use super::{edits, view};
use crate::endpoint::logic::is_label;
use crate::endpoint::{Marks, Scope};
use crate::json::{Node, NodeId};
use crate::text::Span;

/// The label at a place.
#[derive(Debug)]
struct Label {
    name: String,
    /// The place itself, without quotes.
    span: Span,
    /// Filters that give it or bear it by position.
    definitions: Vec<Definition>,
    /// Where expressions name it.
    uses: Vec<Span>,
    /// Names of other filters that it could be mistaken for.
    taken: Vec<String>,
}

#[derive(Debug)]
struct Definition {
    filter: NodeId,
    /// The label without its quotes; for one by position the filter's brace.
    span: Span,
    written: bool,
}

/// The scopes that a name at a place belongs to: the one it is in, and those that share the
/// filter, which may be of either kind.
fn find(scopes: &[Scope<'_>], offset: u32) -> Option<Label> {
    let touches = |span: Span| span.start <= offset && offset <= span.end;
    let mut found = None;
    for (index, scope) in scopes.iter().enumerate() {
        if let Some(logic) = &scope.logic {
            let at = logic.labels().find(|(_, range)| touches(logic.span(range)));
            found = found.or(at.map(|(name, range)| (name.to_owned(), logic.span(range), index)));
        }
        let given = |label: &Node<'_>| touches(label.span());
        let label = scope.entries.iter().filter_map(|entry| entry.label).find(given);
        let label = label.and_then(|label| Some((label.text()?.into_owned(), label.inner())));
        found = found.or(label.map(|(name, span)| (name, span, index)));
    }
    let (name, span, index) = found?;
    let mut label =
        Label { name, span, definitions: Vec::new(), uses: Vec::new(), taken: Vec::new() };
    let first = definitions(&scopes[index], &label.name);
    let shares = |scope: &Scope<'_>| {
        definitions(scope, &label.name)
            .iter()
            .any(|one| first.iter().any(|other| one.filter == other.filter))
    };
    let (mut definitions_found, mut uses, mut taken) = (Vec::new(), Vec::new(), Vec::new());
    for (at, scope) in scopes.iter().enumerate() {
        if at != index && !shares(scope) {
            continue;
        }
        definitions_found.extend(definitions(scope, &label.name));
        if let Some(logic) = &scope.logic {
            let same = logic.labels().filter(|(name, _)| *name == label.name);
            uses.extend(same.map(|(_, range)| logic.span(range)));
        }
        let others = scope.entries.iter().filter(|entry| !entry.names.contains(&label.name));
        taken.extend(others.flat_map(|entry| entry.names.iter().cloned()));
    }
    definitions_found.sort_by_key(|one: &Definition| one.span);
    definitions_found.dedup_by_key(|one| one.span);
    uses.sort_unstable();
    (label.definitions, label.uses, label.taken) = (definitions_found, uses, taken);
    Some(label)
}

fn definitions(scope: &Scope<'_>, name: &str) -> Vec<Definition> {
    let bear = scope.entries.iter().filter(|entry| entry.names.iter().any(|own| own == name));
    bear.map(|entry| Definition {
        filter: entry.node.id(),
        span: entry.label.map_or(entry.node.opener(), |label| label.inner()),
        written: entry.label.is_some(),
    })
    .collect()
}

/// The label at a place of a document, and the body that it is in.
fn label_at<'a>(document: &'a Document, linted: &'a Linted, at: &At) -> Option<(Part<'a>, Label)> {
    let offset = document.text.offset(at.position);
    let part = Part::at(document, linted, offset)?;
    let marks = Marks::default();
    let body = view::request(part.body, &marks)?;
    Some((part, find(body.scopes(), part.inside(offset) as u32)?))
}

/// Where the filter of a label is.
pub(super) fn definition(state: &mut State, params: &Value) -> Result<Value, Failure> {
    let at: At = params::read(params)?;
    let Some((document, linted)) = state.linted(&at.text_document.uri) else {
        return Ok(Value::Null);
    };
    let Some((part, label)) = label_at(document, &linted, &at) else { return Ok(Value::Null) };
    Ok(json!(locations(document, part, label.definitions.iter().map(|one| one.span))))
}

/// Every place of a label.
pub(super) fn references(state: &mut State, params: &Value) -> Result<Value, Failure> {
    let References { at, context } = params::read(params)?;
    let Some((document, linted)) = state.linted(&at.text_document.uri) else {
        return Ok(Value::Null);
    };
    let Some((part, label)) = label_at(document, &linted, &at) else { return Ok(Value::Null) };
    let given = label.definitions.iter().filter(|_| context.include_declaration);
    let places = given.map(|one| one.span).chain(label.uses.iter().copied());
    Ok(json!(locations(document, part, places)))
}

/// The places of a label in the same document.
pub(super) fn highlights(state: &mut State, params: &Value) -> Result<Value, Failure> {
    let at: At = params::read(params)?;
    let Some((document, linted)) = state.linted(&at.text_document.uri) else {
        return Ok(Value::Null);
    };
    let Some((part, label)) = label_at(document, &linted, &at) else { return Ok(Value::Null) };
    let highlight = |span, kind| DocumentHighlight { range: part.range(span), kind: Some(kind) };
    let given =
        label.definitions.iter().map(|one| highlight(one.span, DocumentHighlightKind::Write));
    let uses = label.uses.iter().map(|span| highlight(*span, DocumentHighlightKind::Read));
    Ok(json!(given.chain(uses).collect::<Vec<_>>()))
}

fn locations(
    document: &Document,
    part: Part<'_>,
    spans: impl Iterator<Item = Span>,
) -> Vec<Location> {
    let uri = document.uri.as_str();
    spans.map(|span| Location { uri: uri.into(), range: part.range(span) }).collect()
}

/// The label that a rename is about.
///
/// # Errors
///
/// Why there is none.
fn renamed<'a>(
    body: Option<(&'a Document, &'a Linted)>,
    at: &At,
) -> Result<(Part<'a>, Label), Failure> {
    let nothing =
        || Failure::refused("there is no label here; labels are in filters and logic expressions");
    let (document, linted) = body.ok_or_else(nothing)?;
    let (part, label) = label_at(document, linted, at).ok_or_else(nothing)?;
    let name = &label.name;
    if label.definitions.is_empty() {
        return Err(Failure::refused(format!("no filter here is labeled `{name}`")));
    }
    if label.definitions.iter().any(|one| !one.written) {
        return Err(Failure::refused(format!(
            "`{name}` is only the position of a filter; give every filter here a `label` first"
        )));
    }
    Ok((part, label))
}

/// Whether a label can have another name, and what is renamed.
pub(super) fn prepare_rename(state: &mut State, params: &Value) -> Result<Value, Failure> {
    let at: At = params::read(params)?;
    let body = state.linted(&at.text_document.uri);
    let body = body.as_ref().map(|(document, linted)| (*document, &**linted));
    let (part, label) = renamed(body, &at)?;
    let range = part.range(label.span);
    Ok(json!(PrepareRenamePlaceholder { range, placeholder: label.name }))
}

/// Gives a label another name, everywhere.
pub(super) fn rename(state: &mut State, params: &Value) -> Result<Value, Failure> {
    let Rename { at, new_name } = params::read(params)?;
    let uri = &at.text_document.uri;
    let linted = state.documents.get_mut(uri).and_then(|it| it.linted(&state.settings));
    let body = state.documents.get(uri).zip(linted.as_deref());
    let (part, label) = renamed(body, &at)?;
    let words = ["and", "or", "not", "xor"];
    if words.iter().any(|word| new_name.eq_ignore_ascii_case(word)) {
        return Err(Failure::refused(format!("`{new_name}` is an operator of logic expressions")));
    }
    if !is_label(&new_name) {
        return Err(Failure::refused(format!(
            "`{}` cannot be a label: use letters, digits, and `_`, and do not start with a digit",
            crate::text::shown(&new_name)
        )));
    }
    if label.taken.contains(&new_name) {
        return Err(Failure::refused(format!("another filter here is labeled `{new_name}`")));
    }
    let Some(document) = state.documents.get(uri) else { return Ok(Value::Null) };
    let given = label.definitions.iter().map(|one| one.span);
    let places = given.chain(label.uses.iter().copied());
    let edits: Option<Vec<_>> = places.map(|span| part.edit(span, new_name.clone())).collect();
    let edits = edits.ok_or_else(|| Failure::refused("the label contains a variable"))?;
    Ok(json!(edits::of_document(document, edits, &state.client)))
}
