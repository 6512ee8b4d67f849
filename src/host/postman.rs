//! Postman collections 2.1: the raw body of every request that goes to this endpoint.

use std::borrow::Cow;
use std::collections::HashMap;

use super::builder::Builder;
use super::{Embedded, HostKind, Reading, Scope, Style, variables};
use crate::endpoint::{Header, Request, RequestText, Sender};
use crate::json::{self, Kind, Node, Options};
use crate::text::Span;

/// Whether a JSON text says that it is a collection.
pub(super) fn is_collection(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memmem::find(bytes, b"schema.getpostman.com").is_some()
        || memchr::memmem::find(bytes, b"schema.postman.com").is_some()
}

pub(super) fn read(scope: Scope<'_>, out: &mut Reading<'_>) {
    let parsed = json::parse(scope.text, Options { jsonc: true, ..Options::default() });
    let Some(root) = parsed.tree.root() else { return };
    // The API of Postman wraps what an export has at the top.
    let root = root.get("collection").unwrap_or(root);
    let values = values(root);
    // Folders and requests in them, the innermost credentials that apply with each.
    let mut items = vec![(root, root.get("auth"))];
    while let Some((item, auth)) = items.pop() {
        if let Some(request) = item.get("request").filter(|node| node.kind() == Kind::Object) {
            let auth = request.get("auth").or(auth);
            take(scope, request, auth, &values, out);
        }
        let inner = item.get("item").into_iter().flat_map(Node::elements);
        items.extend(inner.map(|inner| (inner, inner.get("auth").or(auth))));
    }
    out.bodies.sort_by_key(Embedded::start);
    // Headers, variables and credentials are lists of a key and a value.
    for pair in parsed.tree.nodes_in(root.id()).filter(|node| node.kind() == Kind::Object) {
        if let (Some(key), Some(value)) = (pair.get("key"), pair.get("value"))
            && let (Some(name), Kind::String) = (key.text(), value.kind())
        {
            out.named.push((name.into_owned(), value.inner()));
        }
    }
}

/// What variables are set to, by their names.
type Values = HashMap<String, String>;

/// What the collection's own variables are set to.
fn values(root: Node<'_>) -> Values {
    let text = |node: Option<Node<'_>>| node?.text().map(Cow::into_owned);
    let list = root.get("variable").into_iter().flat_map(Node::elements);
    list.filter_map(|variable| Some((text(variable.get("key"))?, text(variable.get("value"))?)))
        .collect()
}

fn take(
    scope: Scope<'_>,
    node: Node<'_>,
    auth: Option<Node<'_>>,
    values: &Values,
    out: &mut Reading<'_>,
) {
    let Some(body) = node.get("body").filter(|body| !is_disabled(*body)) else { return };
    let Some(raw) = body.get("raw").filter(|raw| raw.kind() == Kind::String) else { return };
    if body.get("mode").is_some_and(|mode| !mode.is_text("raw")) {
        return;
    }
    let request = request(node, body, auth, values);
    let mut builder = Builder::new(scope.text);
    decode(scope.text, raw.inner(), &mut builder);
    if !scope.is_meant(request.aim(), builder.text()) {
        return;
    }
    let (text, map, variables) = builder.finish();
    out.bodies.push(Embedded {
        kind: HostKind::Postman,
        text,
        map,
        variables,
        opening: raw.span().start,
        request: Some(request),
        jsonc: false,
    });
}

fn is_disabled(node: Node<'_>) -> bool {
    node.get("disabled").is_some_and(|node| node.bool() == Some(true))
}

fn said(node: Node<'_>) -> RequestText {
    let text = node.text().unwrap_or_default().into_owned();
    RequestText { varies: text.contains("{{"), text, span: node.span() }
}

fn request(node: Node<'_>, body: Node<'_>, auth: Option<Node<'_>>, values: &Values) -> Request {
    let place = node.key().map_or_else(|| node.opener(), |key| key.span());
    let mut request = Request::new(Sender::Postman, place);
    request.method = node.get("method").map(said).or_else(|| {
        // Without one, Postman gets.
        Some(RequestText { text: "GET".to_owned(), span: place, varies: false })
    });
    let url = node.get("url").map(|url| url.get("raw").unwrap_or(url));
    request.url = url.filter(|url| url.kind() == Kind::String).map(|url| {
        let said = said(url);
        let value = |name: &str| values.get(name).map(String::as_str);
        RequestText { text: variables::filled(&said.text, value), ..said }
    });
    for header in node.get("header").into_iter().flat_map(Node::elements) {
        let (Some(key), Some(value)) = (header.get("key"), header.get("value")) else { continue };
        if !is_disabled(header) {
            let name = key.text().unwrap_or_default().trim().to_owned();
            request.headers.push(Header { name, value: said(value) });
        }
    }
    let language = body
        .get("options")
        .and_then(|options| options.get("raw"))
        .and_then(|raw| raw.get("language"));
    request.json = language.is_some_and(|language| language.is_text("json"));
    let auth = auth.filter(|auth| auth.kind() == Kind::Object);
    let kind = auth.and_then(|auth| auth.get("type")).filter(|kind| !kind.is_text("noauth"));
    request.credentials = kind.map(|kind| RequestText { varies: true, ..said(kind) });
    request
}

/// Reads the inside of a JSON string.
fn decode(text: &str, part: Span, out: &mut Builder<'_>) {
    let bytes = text.as_bytes();
    let (mut at, end) = (part.start as usize, part.end as usize);
    let span = |from: usize, to: usize| Span::new(from as u32, to.min(end) as u32);
    while at < end {
        if let Some(length) = variables::length(&text[at..end]) {
            out.variable(span(at, at + length));
            at += length;
            continue;
        }
        if bytes[at] != b'\\' {
            let rest = &bytes[at + 1..end];
            let length = memchr::memchr2(b'\\', b'{', rest).unwrap_or(rest.len()) + 1;
            out.copy(span(at, at + length), Style::JsonString);
            at += length;
            continue;
        }
        let (length, said) = escape(&text[at..end]);
        match said {
            Some(ch) => {
                let mut buffer = [0; 4];
                out.replace(span(at, at + length), ch.encode_utf8(&mut buffer), Style::JsonString);
            }
            None => out.copy(span(at, at + length), Style::JsonString),
        }
        at += length;
    }
}

/// The length of an escape at the start of a text, and what it says.
fn escape(text: &str) -> (usize, Option<char>) {
    let Some(first) = text[1..].chars().next() else { return (1, None) };
    let length = 1 + first.len_utf8();
    let said = match first {
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        'b' => '\u{8}',
        'f' => '\u{c}',
        '"' | '\\' | '/' => first,
        'u' => return unicode(text),
        _ => return (length, None),
    };
    (length, Some(said))
}

fn unicode(text: &str) -> (usize, Option<char>) {
    let unit = |at: usize| {
        let digits = text.get(at..at + 6)?.strip_prefix("\\u")?;
        u16::from_str_radix(digits, 16).ok()
    };
    let Some(first) = unit(0) else { return (2, None) };
    let units = [Some(first), unit(6)];
    match char::decode_utf16(units.into_iter().flatten()).next() {
        Some(Ok(ch)) => (if ch.len_utf16() == 2 { 12 } else { 6 }, Some(ch)),
        _ => (6, Some(char::REPLACEMENT_CHARACTER)),
    }
}
