//! Edits that keep a document JSON: taking members and items out, putting them in.

use super::tree::{Kind, Node};
use crate::source::Span;

/// Takes a member (key and value) or an item out, with the one comma that would be left over.
pub(crate) fn remove(value: Node<'_>) -> Vec<(Span, String)> {
    vec![(removal(value), String::new())]
}

fn removal(value: Node<'_>) -> Span {
    let first = value.key().unwrap_or(value);
    let (start, end) = (first.span().start, value.span().end);
    let Some(parent) = value.parent() else { return value.span() };
    if let Some(next) = sibling_after(value, parent) {
        return Span::new(start, next.span().start);
    }
    match sibling_before(first, parent) {
        Some(before) => Span::new(before.span().end, end),
        None => Span::new(start, end),
    }
}

/// Takes several members of one object out at once, whatever their order.
pub(crate) fn remove_all(values: &[Node<'_>]) -> Vec<(Span, String)> {
    let Some(parent) = values.first().and_then(|value| value.parent()) else { return Vec::new() };
    let mut gone: Vec<_> = values.iter().map(|value| value.id()).collect();
    gone.sort_unstable();
    let is_gone = |node: Node<'_>| gone.binary_search(&node.id()).is_ok();
    let children: Vec<_> = match parent.kind() {
        Kind::Object => parent.members().map(|member| (member.key, member.value)).collect(),
        _ => parent.elements().map(|item| (item, item)).collect(),
    };
    let mut edits = Vec::new();
    let last_kept = children.iter().rposition(|(_, value)| !is_gone(*value));
    let mut index = 0;
    while index < children.len() {
        if !is_gone(children[index].1) {
            index += 1;
            continue;
        }
        let span = match last_kept {
            Some(last) if last > index => {
                Span::new(children[index].0.span().start, children[index + 1].0.span().start)
            }
            Some(last) => {
                let end = children[children.len() - 1].1.span().end;
                index = children.len();
                Span::new(children[last].1.span().end, end)
            }
            None => {
                let end = children[children.len() - 1].1.span().end;
                let start = children[index].0.span().start;
                index = children.len();
                Span::new(start, end)
            }
        };
        edits.push((span, String::new()));
        index += 1;
    }
    edits
}

fn sibling_after<'a>(value: Node<'a>, parent: Node<'a>) -> Option<Node<'a>> {
    (value.end_id() < parent.end_id()).then(|| value.tree.node(value.end_id()))
}

/// The value before a key or an item.
fn sibling_before<'a>(first: Node<'a>, parent: Node<'a>) -> Option<Node<'a>> {
    match parent.kind() {
        Kind::Object => {
            parent.members().take_while(|m| m.key.id() < first.id()).last().map(|m| m.value)
        }
        _ => parent.elements().take_while(|item| item.id() < first.id()).last(),
    }
}

/// Puts members, each written as `"key": value`, at the end of an object, in its own layout.
/// Nothing where the object has no end: its last value may have swallowed what follows.
pub(crate) fn insert(object: Node<'_>, members: &[String]) -> Vec<(Span, String)> {
    let text = object.tree.text();
    if !object.is_closed() {
        return Vec::new();
    }
    let last = object.members().last();
    let mut out = String::new();
    let Some(last) = last else {
        let inner = Span::new(object.span().start + 1, object.span().start + 1);
        out.push_str(&members.join(", "));
        return vec![(inner, out)];
    };
    let separator = layout_before(text, last.key.span().start);
    for member in members {
        out.push(',');
        out.push_str(separator);
        out.push_str(member);
    }
    vec![(Span::empty(last.value.span().end), out)]
}

/// The white space between what stands before a place and the place.
fn layout_before(text: &str, at: u32) -> &str {
    let before = &text[..at as usize];
    let trimmed = before.trim_end_matches([' ', '\t']);
    let line = trimmed.len()
        - trimmed
            .strip_suffix('\n')
            .map_or(0, |t| trimmed.len() - t.strip_suffix('\r').unwrap_or(t).len());
    match () {
        () if line < trimmed.len() => &before[line..],
        () if trimmed.len() < before.len() => " ",
        () => "",
    }
}

/// Renames a key.
pub(crate) fn rename(key: Node<'_>, name: &str) -> Vec<(Span, String)> {
    vec![(key.span(), super::quote(name))]
}

/// Replaces a value by other JSON text.
pub(crate) fn replace(value: Node<'_>, json: impl Into<String>) -> Vec<(Span, String)> {
    vec![(value.span(), json.into())]
}
