//! The parsed document: a flat arena in document order, sixteen bytes a node.

use std::borrow::Cow;
use std::sync::OnceLock;

use super::names::Symbol;
use super::string::{self, Places};
use crate::source::Span;

/// A node's place in its tree. Nodes are numbered in document order, a key before its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub(crate) u32);

/// What a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Kind {
    /// `null`
    Null,
    /// `true` or `false`
    Bool,
    /// A number, kept as the text it was written with.
    Number,
    /// A string, or the key of a member.
    String,
    /// `[…]`
    Array,
    /// `{…}`
    Object,
    /// Something that could not be read; a finding of syntax already speaks for it.
    Error,
}

impl Kind {
    /// The word a person uses for it, with its article: "a string", "an object".
    pub fn with_article(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool => "a boolean",
            Self::Number => "a number",
            Self::String => "a string",
            Self::Array => "a list",
            Self::Object => "an object",
            Self::Error => "something unreadable",
        }
    }
}

/// One entry of the arena.
#[derive(Debug, Clone, Copy)]
pub(super) struct Raw {
    pub(super) start: u32,
    pub(super) end: u32,
    /// The first node behind this one's subtree.
    pub(super) next: u32,
    /// Kind in the lowest four bits, flags in the next four, then the number of children, or a
    /// key's symbol.
    info: u32,
}

pub(super) const KEY: u32 = 1 << 4;
/// A string with escapes, or a boolean that is true.
pub(super) const ESCAPED: u32 = 1 << 5;
pub(super) const TRUE: u32 = 1 << 5;
/// A string that stands without quotes (an unquoted key).
pub(super) const BARE: u32 = 1 << 6;
/// A list or an object whose closing bracket is missing.
pub(super) const UNCLOSED: u32 = 1 << 6;
/// An object with a member that could not be read, or in which the file ends.
pub(super) const PARTIAL: u32 = 1 << 5;
/// A key that stands in its object again further down, where the value is that counts.
pub(super) const UNUSED: u32 = 1 << 7;
const COUNT_SHIFT: u32 = 8;
const COUNT_MAX: u32 = (1 << 24) - 1;

impl Raw {
    /// The node number `id`, without anything in it.
    #[inline(always)]
    pub(super) fn new(kind: Kind, flags: u32, start: usize, end: usize, id: usize) -> Self {
        let next = id as u32 + 1;
        Self { start: start as u32, end: end as u32, next, info: kind as u32 | flags }
    }

    #[inline(always)]
    pub(super) fn key(flags: u32, symbol: Symbol, start: usize, end: usize, id: usize) -> Self {
        let flags = flags | KEY | (symbol.number() as u32) << COUNT_SHIFT;
        Self::new(Kind::String, flags, start, end, id)
    }

    pub(super) fn set(&mut self, flag: u32) {
        self.info |= flag;
    }

    /// Turns a list into an object.
    pub(super) fn make_object(&mut self) {
        self.info = self.info & !0xf | Kind::Object as u32;
    }

    fn kind(self) -> Kind {
        match self.info & 0xf {
            0 => Kind::Null,
            1 => Kind::Bool,
            2 => Kind::Number,
            3 => Kind::String,
            4 => Kind::Array,
            5 => Kind::Object,
            _ => Kind::Error,
        }
    }

    pub(super) fn is_string(self) -> bool {
        self.kind() == Kind::String
    }

    pub(super) fn is_object(self) -> bool {
        self.kind() == Kind::Object
    }

    /// The flags without those of a key.
    pub(super) fn flags(self) -> u32 {
        self.info & (ESCAPED | BARE)
    }

    pub(super) fn is(self, flag: u32) -> bool {
        self.info & flag != 0
    }

    pub(super) fn count(self) -> u32 {
        self.info >> COUNT_SHIFT
    }

    pub(super) fn set_count(&mut self, count: u32) {
        self.info = self.info & ((1 << COUNT_SHIFT) - 1) | count.min(COUNT_MAX) << COUNT_SHIFT;
    }
}

/// A parsed document, broken or not.
#[derive(Debug)]
pub struct Tree<'t> {
    pub(super) text: &'t str,
    pub(super) nodes: Vec<Raw>,
    /// Parent and ordinal of every node; built when a finding first asks for a pointer.
    parents: OnceLock<Vec<(u32, u32)>>,
}

impl<'t> Tree<'t> {
    pub(super) fn new(text: &'t str, nodes: Vec<Raw>) -> Self {
        Self { text, nodes, parents: OnceLock::new() }
    }

    /// The outermost value, if there is one.
    pub fn root(&self) -> Option<Node<'_>> {
        (!self.nodes.is_empty()).then(|| self.node(NodeId(0)))
    }

    /// The node of a number that [`Node::id`] gave.
    #[inline(always)]
    pub(crate) fn node(&self, id: NodeId) -> Node<'_> {
        Node { tree: self, id, kind: self.nodes[id.0 as usize].kind() }
    }

    /// Whether there is a node of this number.
    pub(crate) fn has(&self, id: NodeId) -> bool {
        (id.0 as usize) < self.nodes.len()
    }

    /// Every node in document order, keys included.
    pub fn nodes(&self) -> impl Iterator<Item = Node<'_>> {
        (0..self.nodes.len() as u32).map(|id| self.node(NodeId(id)))
    }

    /// The nodes inside a value in document order, itself and keys included, without the values
    /// of keys that stand again further down.
    pub(crate) fn nodes_in(&self, value: NodeId) -> impl Iterator<Item = Node<'_>> {
        let end = self.node(value).end_id();
        let mut at = value;
        std::iter::from_fn(move || {
            while at < end && self.node(at).flag(UNUSED) {
                at = self.node(self.node(at).end_id()).end_id();
            }
            (at < end).then(|| {
                let node = self.node(at);
                at.0 += 1;
                node
            })
        })
    }

    /// Every string and key, with the bytes between its quotes as they stand in the file.
    pub(crate) fn strings(&self) -> impl Iterator<Item = (Node<'_>, &'t [u8])> {
        let bytes = self.text.as_bytes();
        self.nodes.iter().enumerate().filter(|(_, raw)| raw.is_string()).map(move |(id, raw)| {
            let quote = u32::from(!raw.is(BARE));
            let inner = (raw.start + quote) as usize..(raw.end - quote) as usize;
            let node = Node { tree: self, id: NodeId(id as u32), kind: raw.kind() };
            (node, bytes.get(inner).unwrap_or_default())
        })
    }

    /// The text that was parsed.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// Bytes the arena takes.
    pub fn memory(&self) -> usize {
        self.nodes.capacity() * size_of::<Raw>()
    }

    fn parents(&self) -> &[(u32, u32)] {
        self.parents.get_or_init(|| {
            let mut parents = vec![(u32::MAX, 0); self.nodes.len()];
            for (id, raw) in self.nodes.iter().enumerate() {
                if !matches!(raw.kind(), Kind::Array | Kind::Object) {
                    continue;
                }
                let (mut child, mut ordinal) = (id + 1, 0);
                while child < raw.next as usize {
                    parents[child] = (id as u32, ordinal);
                    ordinal += u32::from(!self.nodes[child].is(KEY));
                    child = self.nodes[child].next as usize;
                }
            }
            parents
        })
    }
}

/// A handle on one node of a tree.
#[derive(Clone, Copy)]
pub struct Node<'a> {
    pub(crate) tree: &'a Tree<'a>,
    id: NodeId,
    kind: Kind,
}

/// A key and its value.
#[derive(Debug, Clone, Copy)]
pub struct Member<'a> {
    /// The key, a string node.
    pub key: Node<'a>,
    /// The value.
    pub value: Node<'a>,
}

impl<'a> Node<'a> {
    #[inline(always)]
    fn raw_node(self) -> Raw {
        self.tree.nodes[self.id.0 as usize]
    }

    #[inline(always)]
    fn flag(self, flag: u32) -> bool {
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

    /// Its text as it stands in the file.
    pub fn raw(self) -> &'a str {
        self.span().of(self.tree.text)
    }

    /// The opening bracket of a list or an object; the whole of anything else.
    pub fn opener(self) -> Span {
        let span = self.span();
        match self.kind() {
            Kind::Array | Kind::Object => Span::new(span.start, span.start + 1),
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
        string::unescape(self.inner().of(self.tree.text))
    }

    /// Whether this is a string with exactly this text, escapes accounted for.
    pub fn is_text(self, text: &str) -> bool {
        match self.plain() {
            Some(plain) => plain == text,
            None => self.text().as_deref() == Some(text),
        }
    }

    /// Whether this is a string of nothing but white space.
    #[inline(always)]
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
    #[inline(always)]
    pub(crate) fn bytes(self) -> Option<&'a [u8]> {
        let raw = self.raw_node();
        if raw.info & (0xf | ESCAPED | BARE) != Kind::String as u32 {
            return None;
        }
        self.tree.text.as_bytes().get(raw.start as usize + 1..raw.end as usize - 1)
    }

    /// The text of a string that is written without escapes.
    #[inline(always)]
    pub(crate) fn plain(self) -> Option<&'a str> {
        const STRING: u32 = Kind::String as u32;
        let raw = self.raw_node();
        if raw.info & (0xf | ESCAPED | BARE) != STRING {
            let bare = raw.is_string() && !raw.is(ESCAPED);
            return bare.then(|| self.inner().of(self.tree.text));
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
        let (start, end) = string::locate(inner.of(self.tree.text), range);
        Span::new(inner.start + start as u32, inner.start + end as u32)
    }

    /// The places of its characters, for looking up many ranges of [`Node::text`].
    pub(crate) fn places(self) -> Places {
        let inner = self.inner();
        let escaped = self.kind() == Kind::String && self.flag(ESCAPED);
        Places::new(inner.start, if escaped { inner.of(self.tree.text) } else { "" })
    }

    /// Whether a string is written with escapes.
    pub fn has_escapes(self) -> bool {
        self.kind() == Kind::String && self.flag(ESCAPED)
    }

    /// The value of a boolean.
    pub fn bool(self) -> Option<bool> {
        (self.kind() == Kind::Bool).then(|| self.flag(TRUE))
    }

    /// The number of members or elements.
    pub fn len(self) -> usize {
        let raw = self.raw_node();
        match raw.kind() {
            Kind::Array | Kind::Object if raw.count() < COUNT_MAX => raw.count() as usize,
            Kind::Array | Kind::Object => self.children().filter(|n| !n.flag(KEY)).count(),
            _ => 0,
        }
    }

    /// The symbol of a key.
    #[inline(always)]
    pub(crate) fn symbol(self) -> Symbol {
        let raw = self.raw_node();
        if raw.is(KEY) { Symbol::new(raw.count()) } else { Symbol::NONE }
    }

    /// Whether it has no members or elements.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// Whether a list or an object lacks its closing bracket, so that its end is a guess.
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

    fn children(self) -> impl Iterator<Item = Node<'a>> {
        let tree = self.tree;
        let end = match self.kind() {
            Kind::Array | Kind::Object => self.raw_node().next,
            _ => 0,
        };
        let mut at = self.id.0 + 1;
        std::iter::from_fn(move || {
            (at < end).then(|| {
                let node = tree.node(NodeId(at));
                at = node.raw_node().next;
                node
            })
        })
    }

    /// The members of an object in the order of the file, of equal keys the last alone; none for
    /// anything else.
    pub fn members(self) -> impl Iterator<Item = Member<'a>> {
        self.written_members().filter(|member| !member.key.flag(UNUSED))
    }

    /// The members of an object, duplicates included; none for anything else.
    pub fn written_members(self) -> impl Iterator<Item = Member<'a>> {
        let tree = self.tree;
        let end = if self.kind() == Kind::Object { self.raw_node().next } else { 0 };
        let mut at = self.id.0 + 1;
        std::iter::from_fn(move || {
            // A key has no children: its value is the next node.
            let value = tree.nodes.get(at as usize + 1).filter(|_| at + 1 < end)?;
            let value_id = NodeId(at + 1);
            let value_node = Node { tree, id: value_id, kind: value.kind() };
            let member = Member { key: tree.node(NodeId(at)), value: value_node };
            at = value.next;
            Some(member)
        })
    }

    /// The elements of a list; none for anything else.
    pub fn elements(self) -> impl Iterator<Item = Node<'a>> {
        let array = self.kind() == Kind::Array;
        self.children().take_while(move |_| array)
    }

    /// The value of a key; of duplicates the last, which is the one that readers keep.
    pub fn get(self, key: &str) -> Option<Node<'a>> {
        self.members().find(|member| member.key.is_text(key)).map(|member| member.value)
    }

    /// The symbol of each key with its value, as [`Node::members`]; the quick way to them.
    #[inline(always)]
    pub(crate) fn values(self) -> impl Iterator<Item = (Symbol, Node<'a>)> {
        let tree = self.tree;
        let first = self.id.0 + 1;
        let end = if self.kind == Kind::Object { self.raw_node().next } else { first };
        let nodes = tree.nodes.get(first as usize..end as usize).unwrap_or_default();
        let mut at = 0;
        std::iter::from_fn(move || {
            while let Some([key, value, ..]) = nodes.get(at..) {
                let id = NodeId(first + at as u32 + 1);
                at = (value.next - first) as usize;
                if !key.is(UNUSED) {
                    return Some((Symbol::new(key.count()), Node { tree, id, kind: value.kind() }));
                }
            }
            None
        })
    }

    /// The value of a known key, as [`Node::get`].
    pub(crate) fn member(self, key: Symbol) -> Option<Node<'a>> {
        self.values().find(|(symbol, _)| *symbol == key).map(|(_, value)| value)
    }

    /// The key of a member's value.
    pub fn key(self) -> Option<Node<'a>> {
        let before = NodeId(self.id.0.checked_sub(1)?);
        let node = self.tree.node(before);
        (node.flag(KEY) && !self.flag(KEY)).then_some(node)
    }

    /// The value of a key.
    pub(crate) fn value(self) -> Option<Node<'a>> {
        self.is_key().then(|| self.tree.node(self.end_id()))
    }

    /// Whether this node is a key.
    pub fn is_key(self) -> bool {
        self.flag(KEY)
    }

    /// The list or object that holds it.
    pub fn parent(self) -> Option<Node<'a>> {
        let (parent, _) = self.tree.parents()[self.id.0 as usize];
        (parent != u32::MAX).then(|| self.tree.node(NodeId(parent)))
    }

    /// The zero-based place among the elements or members of its parent.
    pub fn ordinal(self) -> usize {
        self.tree.parents()[self.id.0 as usize].1 as usize
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
