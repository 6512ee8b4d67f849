//! A document's tree, and what stands at a place in it.

use super::documents::Document;
use crate::endpoint::{Body, Endpoint, Marks};

use crate::finding::Findings;
use crate::json::{self, Kind, Node, Options, Parsed};
use crate::rule::Levels;
use crate::rules::json::findings;
use crate::schema::tables::{Object, Property, Shape};
use crate::schema::{ApiVersion, Context, Expected};
use crate::secrets::Secrets;
use crate::text::Span;

/// Reads a document; broken ones too.
pub(super) fn parse(document: &Document) -> Parsed<'_> {
    json::parse(
        document.text.as_str(),
        Options { jsonc: true, names: Endpoint::CREATE_SYNC.tables.keys, ..Options::default() },
    )
}

/// The object that is the body: the outermost one, or the one in a wrapper.
pub(super) fn body<'a>(parsed: &'a Parsed<'_>) -> Option<Node<'a>> {
    // What is said of a wrapper is of no interest here.
    let levels = Levels::default();
    let root = findings::body(&parsed.tree, &mut Findings::new(&levels))?;
    (root.kind() == Kind::Object).then_some(root)
}

/// The body as rules see it, nothing held back.
pub(super) fn request<'a>(root: Node<'a>, marks: &'a Marks) -> Body<'a> {
    // None of the rules that look for secrets is asked here.
    const NONE: &Secrets = &Secrets::NONE;
    let mut body = Body::unread(root, Endpoint::CREATE_SYNC, ApiVersion::LATEST, &[], marks, NONE);
    body.read();
    body
}

/// The innermost key or value that a place touches.
pub(super) fn node_at(root: Node<'_>, offset: u32) -> Option<Node<'_>> {
    let touches = |span: Span| span.start <= offset && offset <= span.end;
    let mut at = Some(root).filter(|root| touches(root.span()))?;
    loop {
        let inner = match at.kind() {
            Kind::Object => at
                .members()
                .flat_map(|member| [member.key, member.value])
                .find(|node| touches(node.span())),
            _ => at.elements().find(|node| touches(node.span())),
        };
        match inner {
            Some(inner) => at = inner,
            None => return Some(at),
        }
    }
}

/// What a value is documented to be.
pub(super) fn expected<'a>(root: Node<'a>, node: Node<'a>) -> Option<Expected> {
    Context { root, tables: Endpoint::CREATE_SYNC.tables, version: ApiVersion::LATEST }
        .expected(node)
}

/// The documented key that a value stands behind, and what the value is documented to be.
pub(super) fn property_of<'a>(
    root: Node<'a>,
    value: Node<'a>,
) -> Option<(&'static Property, Shape)> {
    let expected = expected(root, value)?;
    expected.property.map(|property| (property, expected.shape))
}

/// The table of an object.
pub(super) fn table<'a>(root: Node<'a>, node: Node<'a>) -> Option<&'static Object> {
    match expected(root, node)?.shape {
        Shape::Object(object) => Some(object),
        _ => None,
    }
}
