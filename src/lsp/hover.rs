//! What is under the cursor, explained.

use std::borrow::Cow;
use std::fmt::Write as _;

use gen_lsp_types::{Contents, Hover, MarkupContent, MarkupKind};
use serde_json::{Value, json};

use super::cursor::Step;
use super::message::Failure;
use super::params::{self, At};
use super::part::Part;
use super::state::State;
use super::{meanings, responses, view, watchers};
use crate::endpoint::Marks;
use crate::finding::Finding;
use crate::json::Node;
use crate::linter::AnalyzedBody;
use crate::schema::ApiVersion;
use crate::schema::tables::{Object, Property, Shape};
use crate::text::{Span, list, shown};

/// The hover at a place.
pub(super) fn answer(state: &mut State, params: &Value) -> Result<Value, Failure> {
    let at: At = params::read(params)?;
    let Some(document) = state.documents.get_mut(&at.text_document.uri) else {
        return Ok(Value::Null);
    };
    let Some(linted) = document.linted(&state.settings) else { return Ok(Value::Null) };
    let offset = document.text.offset(at.position);
    let Some(part) = Part::at(document, &linted, offset) else { return Ok(Value::Null) };
    let findings = linted.report().findings();
    let Some((span, text)) = hover(part.body, part.inside(offset) as u32, findings) else {
        return Ok(Value::Null);
    };
    let contents = Contents::MarkupContent(markup(text, state.client.hover_markdown));
    Ok(json!(Hover { contents, range: Some(part.range(span)) }))
}

/// Text for people, as Markdown or without its marks.
pub(super) fn markup(text: String, markdown: bool) -> MarkupContent {
    match markdown {
        true => MarkupContent { kind: MarkupKind::Markdown, value: text },
        false => MarkupContent {
            kind: MarkupKind::PlainText,
            value: text.replace("**", "").replace('`', ""),
        },
    }
}

fn hover(body: &AnalyzedBody<'_>, offset: u32, findings: &[Finding]) -> Option<(Span, String)> {
    let context = body.context()?;
    let node = view::node_at(context.root, offset)?;
    if let Some(found) = label(body, node, offset) {
        return Some(found);
    }
    let mut text = documented(body, node).unwrap_or_default();
    let place = body.in_file(Span::empty(offset)).start;
    // Of what is not documented, only what is wrong about itself is shown.
    let own = body.in_file(node.span());
    let documented = !text.is_empty();
    let fits = |span: Span| documented || node.parent().is_some() && own.contains(span);
    for finding in findings {
        if finding.span.start <= place && place <= finding.span.end && fits(finding.span) {
            let gap = if text.is_empty() { "" } else { "\n\n" };
            let _ = write!(text, "{gap}{} {}: {}", finding.severity, finding.code, finding.message);
            if let Some(help) = &finding.help {
                let _ = write!(text, "\n\nHelp: {help}");
            }
            if let Some(info) = crate::rules::rules().find(|info| info.code == finding.code) {
                let _ = write!(text, "\n\nEvidence: {}", info.evidence_explained());
            }
        }
    }
    (!text.is_empty()).then(|| (node.span(), text))
}

/// What the documentation and saved responses say about a key or a value.
fn documented(body: &AnalyzedBody<'_>, node: Node<'_>) -> Option<String> {
    let context = body.context()?;
    let value = node.value().unwrap_or(node);
    let (property, shape) = view::property_of(context, value)?;
    if node.is_key() {
        let table = view::table(context, value.parent()?)?;
        return Some(describe(table, property, context.version));
    }
    let parts = [meaning(value, property, shape), known(body, value)];
    Some(parts.into_iter().flatten().collect::<Vec<_>>().join("\n\n"))
}

/// What a value out of a documented list means.
fn meaning(value: Node<'_>, property: &Property, shape: Shape) -> Option<String> {
    let Shape::Enum(values) = shape else { return None };
    let found = value.text()?;
    let meaning = meanings::of(values.name, &found).filter(|_| values.has(Some(&found)))?;
    Some(format!("**`{found}`** ({})\n\n{meaning}", property.name))
}

/// What saved responses say about a value.
fn known(of: &AnalyzedBody<'_>, value: Node<'_>) -> Option<String> {
    let metadata = of.metadata()?;
    let marks = Marks::default();
    let body = view::request(of, &marks)?;
    let mut path = Vec::new();
    let mut at = value;
    while at != body.root {
        path.push(match at.key() {
            Some(key) => Step::Key(key.text()?.into_owned()),
            None => Step::Item,
        });
        at = at.parent()?;
    }
    path.reverse();
    let object = value.parent()?;
    let sibling = |key: &str| object.get(key)?.text().map(Cow::into_owned);
    responses::at(metadata, &body, &path, &sibling)?.describe(&value.text()?)
}

/// Everything the tables say about a key.
pub(super) fn describe(table: &Object, property: &Property, version: ApiVersion) -> String {
    let mut text = format!("**`{}`**", property.name);
    let word = match () {
        () if property.read_only => "read-only (responses only)",
        () if property.required => "required",
        () => "optional",
    };
    let null = if property.null { " or `null`" } else { "" };
    let docs = property.docs_in(version);
    let _ = write!(text, ": {}{null}, {word}\n\n{}", kind(property.shape), docs.description);
    if let Shape::Enum(values) = property.shape {
        let open = if values.seen.is_empty() { "" } else { "; other values have been seen" };
        let _ = write!(text, "\n\nValues: {}{open}", list(values.listed, "and"));
    }
    if property.since > ApiVersion::ALL[0] {
        let _ = write!(text, "\n\nAvailable since API version {}", property.since);
        if property.since > version {
            let _ = write!(text, ", not in {version}");
        }
    }
    if let Some((since, instead)) = property.deprecated {
        let _ = write!(text, "\n\nDeprecated since API version {since}; use {instead} instead");
    }
    let rules = watchers::of(table.name, property.name);
    if !rules.is_empty() {
        let names: Vec<_> =
            rules.iter().map(|info| format!("{} {}", info.code, info.name)).collect();
        let _ = write!(text, "\n\nChecked by {}", names.join(", "));
    }
    let _ = write!(text, "\n\nSource: {}", docs.source);
    text
}

fn kind(shape: Shape) -> String {
    match shape {
        Shape::Object(object) => object.noun.to_owned(),
        Shape::List(Shape::Object(object)) => format!("an array, each entry {}", object.noun),
        Shape::List(item) => format!("an array, each item {}", item.with_article()),
        Shape::Enum(values) => values.noun.to_owned(),
        Shape::Strings => "an object with string values".to_owned(),
        other => other.with_article(),
    }
}

/// The filter that a label in an expression refers to.
fn label(of: &AnalyzedBody<'_>, node: Node<'_>, offset: u32) -> Option<(Span, String)> {
    let marks = Marks::default();
    let body = view::request(of, &marks)?;
    let scope = body
        .scopes()
        .iter()
        .find(|scope| scope.logic.as_ref().is_some_and(|logic| logic.node.span() == node.span()))?;
    let logic = scope.logic.as_ref()?;
    let (name, span) = logic.labels().find_map(|(name, range)| {
        let span = logic.span(range);
        (span.start <= offset && offset <= span.end).then_some((name, span))
    })?;
    let text = match scope.find(name) {
        Some(filter) => {
            format!("**`{}`**: {}", shown(name), described(filter.node, of.secrets()))
        }
        None => format!("**`{}`**: no filter of `{}` has this label", shown(name), scope.path),
    };
    Some((span, text))
}

/// A filter in one line; of a secret only that there is one.
pub(super) fn described(filter: Node<'_>, secrets: &[Span]) -> String {
    let secret = |span: Span| secrets.iter().any(|it| it.start < span.end && span.start < it.end);
    let part = |node: Node<'_>| match secret(node.span()) {
        true => "(a secret)".to_owned(),
        false => format!("`{}`", shown(&node.text().unwrap_or(node.raw().into()))),
    };
    let inner = |key: &str| filter.get(key)?.get("field");
    let own = |key: &str| filter.get(key);
    let field = inner("source").or_else(|| inner("field")).or_else(|| own("field_id"));
    let field = field.or_else(|| own("field"));
    let value = inner("value_field").or_else(|| inner("value_source")).or_else(|| own("value"));
    let parts = [field, own("function"), value];
    parts.into_iter().flatten().map(part).collect::<Vec<_>>().join(" ")
}
