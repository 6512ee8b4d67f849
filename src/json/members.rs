//! From a node to those around it: members, elements, keys, the parent.

use super::key_table::Symbol;
use super::packed_node::{COUNT_MAX, KEY, Kind, UNUSED};
use super::{Node, NodeId};

/// A key and its value.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Member<'a> {
    /// The key, a string node.
    pub key: Node<'a>,
    /// The value.
    pub value: Node<'a>,
}

impl<'a> Node<'a> {
    /// The number of members or elements.
    pub fn len(self) -> usize {
        let raw = self.raw_node();
        match raw.kind() {
            Kind::Array | Kind::Object if raw.count() < COUNT_MAX => raw.count() as usize,
            Kind::Array | Kind::Object => self.children().filter(|n| !n.flag(KEY)).count(),
            _ => 0,
        }
    }

    /// Whether it has no members or elements.
    pub fn is_empty(self) -> bool {
        self.len() == 0
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

    /// The first byte of the first value of an object, where that is a string in its usual form
    /// and not empty; of an empty object that of what follows it.
    #[inline(always)]
    pub(crate) fn first_byte(self) -> Option<u8> {
        let value = self.tree.nodes.get(self.id.0 as usize + 2)?;
        let byte = self.tree.text.as_bytes().get(value.start as usize + 1)?;
        (value.is_usual_string() && *byte != b'"').then_some(*byte)
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
        let (parent, _) = self.tree.parent_of(self.id);
        (parent != u32::MAX).then(|| self.tree.node(NodeId(parent)))
    }

    /// The zero-based place among the elements or members of its parent.
    pub fn ordinal(self) -> usize {
        self.tree.parent_of(self.id).1 as usize
    }
}
