//! What is at a place of a body that was linted.

use crate::endpoint::{Body, Marks};
use crate::json::{Kind, Node};
use crate::linter::AnalyzedBody;
use crate::schema::tables::{Object, Property, Shape};
use crate::schema::{Context, Expected};
use crate::secrets::Secrets;
use crate::text::Span;

/// The body as rules see it, nothing held back.
pub(super) fn request<'a>(of: &'a AnalyzedBody<'_>, marks: &'a Marks) -> Option<Body<'a>> {
    // None of the rules that look for secrets is asked here.
    const NONE: &Secrets = &Secrets::NONE;
    let (endpoint, version) = (of.endpoint(), of.api_version());
    let mut body = Body::unread(of.body()?, endpoint, version, &[], marks, NONE);
    body.with(of.metadata());
    body.read();
    Some(body)
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

/// The documented key that a value belongs to, and what the value is documented to be.
pub(super) fn property_of<'a>(
    context: Context<'a>,
    value: Node<'a>,
) -> Option<(&'static Property, Shape)> {
    let Expected { shape, property } = context.expected(value)?;
    property.map(|property| (property, shape))
}

/// The table of an object.
pub(super) fn table<'a>(context: Context<'a>, node: Node<'a>) -> Option<&'static Object> {
    context.table(node)
}
