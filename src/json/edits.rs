//! Edits that keep a document JSON: taking members and items out, putting them in.

use super::list_layout::{comma, has_comment};
use super::{Kind, Node};
use crate::text::Span;

/// Takes a member (key and value) or an item out, with the one comma that would be left over.
/// Comments beside it stay. Nothing beside something unread, where it is not known what would
/// be left over.
pub(crate) fn remove(value: Node<'_>) -> Vec<(Span, String)> {
    if value.parent().is_some_and(Node::is_partial) {
        return Vec::new();
    }
    let whole = removal(value);
    let own = Span::new(value.key().unwrap_or(value).span().start, value.span().end);
    beside_comments(value.tree.text(), whole, &[own])
        .unwrap_or_else(|| vec![(whole, String::new())])
}

/// Takes values and one comma each out of a place, where comments among them have to stay.
fn beside_comments(text: &str, whole: Span, values: &[Span]) -> Option<Vec<(Span, String)>> {
    let mut at = whole.start;
    let mut gaps = Vec::with_capacity(values.len() + 1);
    for value in values {
        gaps.push(Span::new(at, value.start));
        at = value.end;
    }
    gaps.push(Span::new(at, whole.end));
    if !gaps.iter().any(|gap| has_comment(text, *gap)) {
        return None;
    }
    let commas = gaps.iter().filter_map(|gap| comma(text, *gap));
    let commas = commas.map(|at| Span::new(at, at + 1));
    let mut out: Vec<Span> = values.iter().copied().chain(commas).collect();
    out.sort_unstable();
    Some(out.into_iter().map(|span| (span, String::new())).collect())
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
    let parent = values.first().and_then(|value| value.parent());
    let Some(parent) = parent.filter(|parent| !parent.is_partial()) else { return Vec::new() };
    let mut gone: Vec<_> = values.iter().map(|value| value.id()).collect();
    gone.sort_unstable();
    let is_gone = |node: Node<'_>| gone.binary_search(&node.id()).is_ok();
    let children: Vec<_> = match parent.kind() {
        Kind::Object => parent.written_members().map(|member| (member.key, member.value)).collect(),
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
        let own =
            |child: &(Node<'_>, Node<'_>)| Span::new(child.0.span().start, child.1.span().end);
        let (span, values) = match last_kept {
            Some(last) if last > index => (
                Span::new(children[index].0.span().start, children[index + 1].0.span().start),
                vec![own(&children[index])],
            ),
            _ => {
                let start = last_kept
                    .map_or(children[index].0.span().start, |last| children[last].1.span().end);
                let values: Vec<Span> = children[index..].iter().map(own).collect();
                index = children.len();
                (Span::new(start, values.last().map_or(start, |last| last.end)), values)
            }
        };
        match beside_comments(parent.tree.text(), span, &values) {
            Some(careful) => edits.extend(careful),
            None => edits.push((span, String::new())),
        }
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
            parent.written_members().take_while(|m| m.key.id() < first.id()).last().map(|m| m.value)
        }
        _ => parent.elements().take_while(|item| item.id() < first.id()).last(),
    }
}

/// Puts members, each written as `"key": value`, at the end of an object, in its own layout.
/// Nothing where the object has no end: its last value may have swallowed what follows.
pub(crate) fn insert(object: Node<'_>, members: &[String]) -> Vec<(Span, String)> {
    let text = object.tree.text();
    if object.is_unclosed() {
        return Vec::new();
    }
    let last = object.written_members().last();
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

/// Puts an item after the last one of a list, in the list's own layout.
pub(crate) fn append(list: Node<'_>, last: Option<Node<'_>>, item: &str) -> Vec<(Span, String)> {
    let Some(last) = last else {
        return vec![(Span::empty(list.span().start + 1), item.to_owned())];
    };
    let separator = layout_before(list.tree.text(), last.span().start);
    vec![(Span::empty(last.span().end), format!(",{separator}{item}"))]
}

/// The whitespace between what is before a place and the place.
pub(crate) fn layout_before(text: &str, at: u32) -> &str {
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

/// Removals that take their lines along, where nothing else is on them.
pub(super) fn with_lines(text: &str, removals: Vec<(Span, String)>) -> Vec<(Span, String)> {
    let mut last = 0;
    let whole = |(span, new): (Span, String)| {
        let mut wide = whole_lines(text, span).filter(|_| new.is_empty()).unwrap_or(span);
        // The line end that one takes, the next one leaves.
        wide.start = wide.start.max(last).min(span.start);
        last = wide.end;
        (wide, new)
    };
    removals.into_iter().map(whole).collect()
}

/// The lines of a place, with one line end, if nothing but blanks is beside the place on them.
fn whole_lines(text: &str, span: Span) -> Option<Span> {
    const BLANKS: [char; 2] = [' ', '\t'];
    let before = text[..span.start as usize].trim_end_matches(BLANKS);
    let rest = &text[span.end as usize..];
    let after = rest.trim_start_matches(BLANKS);
    let line_end = |text: &str| match () {
        () if text.starts_with("\r\n") => 2,
        () => usize::from(text.starts_with(['\n', '\r'])),
    };
    let starts = before.is_empty() || before.ends_with(['\n', '\r']);
    let end = text.len() - after.len();
    match line_end(after) {
        _ if !starts => None,
        0 if !after.is_empty() || before.is_empty() => None,
        // On the last line: the end of the one before it goes.
        0 => {
            let length = if before.ends_with("\r\n") { 2 } else { 1 };
            Some(Span::new((before.len() - length) as u32, end as u32))
        }
        length => Some(Span::new(before.len() as u32, (end + length) as u32)),
    }
}
