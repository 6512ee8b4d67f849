//! A handle on one node: what it is, what it says, and where.

use std::borrow::Cow;

use super::key_table::Symbol;
use super::packed_node::{BARE, ESCAPED, KEY, Kind, PARTIAL, Raw, TRUE, UNCLOSED};
use super::string::{self, Places};
use super::tree::{NodeId, Tree};
use crate::text::Span;

/// A value or a key in a [`Tree`]: what it is, what it holds, and its bytes in the text. It is a small
/// handle, which is copied and compared by its place.
#[derive(Clone, Copy)]
pub struct Node<'a> {
    pub(crate) tree: &'a Tree<'a>,
    pub(super) id: NodeId,
    pub(super) kind: Kind,
}

impl<'a> Node<'a> {
    #[inline]
    pub(super) fn raw_node(self) -> Raw {
        self.tree.nodes[self.id.0 as usize]
    }

    #[inline]
    pub(super) fn flag(self, flag: u32) -> bool {
        self.raw_node().is(flag)
    }

    /// The document it is part of.
    pub fn tree(self) -> &'a Tree<'a> {
        self.tree
    }

    /// The node's number.
    pub fn id(self) -> NodeId {
        self.id
    }

    /// What it is.
    #[inline]
    pub fn kind(self) -> Kind {
        self.kind
    }

    /// Its bytes in the file, quotes and brackets included.
    pub fn span(self) -> Span {
        let raw = self.raw_node();
        Span::new(raw.start, raw.end)
    }

    /// The same in the tree as it is written, where this one was read again.
    pub(crate) fn written(self) -> Self {
        let written = self.tree.written.as_ref();
        written.and_then(|written| written.node(self.id)).unwrap_or(self)
    }

    /// Whether its key is written as it is read, so that it counts whatever else is fixed.
    pub(crate) fn is_under_its_key(self) -> bool {
        self.key().is_none_or(|key| key.text() == key.written().text())
    }

    /// Its text as it is in the file.
    pub fn raw(self) -> &'a str {
        self.span().of(&self.tree.text)
    }

    /// The opening bracket of an array or an object; the whole of anything else.
    pub fn opener(self) -> Span {
        let span = self.span();
        match self.kind() {
            // Where it is missing, the character in its place.
            Kind::Array | Kind::Object => {
                let rest = self.tree.text.get(span.start as usize..).unwrap_or_default();
                let length = rest.chars().next().map_or(0, char::len_utf8);
                Span::new(span.start, span.start + length as u32)
            }
            _ => span,
        }
    }

    /// The unescaped text of a string or key, borrowed where it has no escapes.
    pub fn text(self) -> Option<Cow<'a, str>> {
        if self.kind() != Kind::String {
            return None;
        }
        Some(match self.plain() {
            Some(plain) => Cow::Borrowed(plain),
            None => Cow::Owned(self.unescaped()),
        })
    }

    #[cold]
    fn unescaped(self) -> String {
        let read = self.tree.written.as_ref().and_then(|written| written.text(self.id));
        if let Some(text) = read {
            return text.to_owned();
        }
        string::unescape(self.inner().of(&self.tree.text))
    }

    /// Whether this is a string with exactly this text, escapes accounted for.
    pub fn is_text(self, text: &str) -> bool {
        match self.plain() {
            Some(plain) => plain == text,
            None => self.text().as_deref() == Some(text),
        }
    }

    /// Whether this is a string of nothing but whitespace.
    #[inline]
    pub(crate) fn is_blank(self) -> bool {
        match self.bytes() {
            Some([first, ..]) if first.is_ascii_graphic() => false,
            _ => self.is_odd_blank(),
        }
    }

    #[inline(never)]
    fn is_odd_blank(self) -> bool {
        self.text().is_some_and(|text| text.trim().is_empty())
    }

    /// The bytes of a string in its usual form: in double quotes, without escapes.
    #[inline]
    pub(crate) fn bytes(self) -> Option<&'a [u8]> {
        let raw = self.raw_node();
        if !raw.is_usual_string() {
            return None;
        }
        self.tree.text.as_bytes().get(raw.start as usize + 1..raw.end as usize - 1)
    }

    /// The text of a string that is written without escapes.
    #[inline]
    pub(crate) fn plain(self) -> Option<&'a str> {
        let raw = self.raw_node();
        if !raw.is_usual_string() {
            let bare = raw.is_string() && !raw.is(ESCAPED);
            return bare.then(|| self.inner().of(&self.tree.text));
        }
        self.tree.text.get(raw.start as usize + 1..raw.end as usize - 1)
    }

    /// The bytes between a string's quotes.
    pub fn inner(self) -> Span {
        let span = self.span();
        if self.flag(BARE) || self.kind() != Kind::String {
            return span;
        }
        Span::new(span.start + 1, (span.end - 1).max(span.start + 1))
    }

    /// The place in the file of a byte range of [`Node::text`].
    pub fn span_in_text(self, range: std::ops::Range<usize>) -> Span {
        let inner = self.inner();
        if !self.flag(ESCAPED) {
            return Span::new(inner.start + range.start as u32, inner.start + range.end as u32);
        }
        let (start, end) = string::locate(inner.of(&self.tree.text), range);
        Span::new(inner.start + start as u32, inner.start + end as u32)
    }

    /// The places of its characters, for looking up many ranges of [`Node::text`].
    pub(crate) fn places(self) -> Places {
        let inner = self.inner();
        let escaped = self.kind() == Kind::String && self.flag(ESCAPED);
        Places::new(inner.start, if escaped { inner.of(&self.tree.text) } else { "" })
    }

    /// Whether a string is written with escapes.
    pub fn has_escapes(self) -> bool {
        self.kind() == Kind::String && self.flag(ESCAPED)
    }

    /// The value of a boolean.
    pub fn bool(self) -> Option<bool> {
        (self.kind() == Kind::Bool).then(|| self.flag(TRUE))
    }

    /// The symbol of a key.
    #[inline]
    pub(crate) fn symbol(self) -> Symbol {
        let raw = self.raw_node();
        if raw.is(KEY) { Symbol::new(raw.count()) } else { Symbol::NONE }
    }

    /// Whether it has no parts.
    pub(super) fn is_scalar(self) -> bool {
        !matches!(self.kind(), Kind::Array | Kind::Object)
    }

    /// Whether an array or an object is missing its closing bracket, so that its end is a guess.
    pub(crate) fn is_unclosed(self) -> bool {
        matches!(self.kind(), Kind::Array | Kind::Object) && self.flag(UNCLOSED)
    }

    /// Whether an object may have members that could not be read: what it seems to lack may be
    /// among them.
    pub(crate) fn is_partial(self) -> bool {
        self.kind() == Kind::Object && self.flag(PARTIAL)
    }

    /// The number after the last node inside this one.
    pub(crate) fn end_id(self) -> NodeId {
        NodeId(self.raw_node().next)
    }
}

impl std::fmt::Debug for Node<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?} {}", self.kind(), self.span())
    }
}

impl PartialEq for Node<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id && std::ptr::eq(self.tree, other.tree)
    }
}

impl Eq for Node<'_> {}
