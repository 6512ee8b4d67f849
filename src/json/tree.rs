//! The parsed document: a flat arena in document order, sixteen bytes a node.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use super::Node;
use super::packed_node::{BARE, KEY, Kind, Raw, UNUSED};
use super::reread::Written;

/// A node's place in its tree, which tells nodes of one tree apart. Nodes are numbered from 0 in
/// document order, a key before its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub(crate) u32);

/// A JSON text as a tree of [`Node`]s, which [`parse`](crate::parse) makes; of a broken text, what it
/// was most likely meant to say. Its [`Node::span`]s are bytes of the text.
pub struct Tree<'t> {
    pub(super) text: Cow<'t, str>,
    pub(super) nodes: Vec<Raw>,
    /// Parent and ordinal of every node; built when findings have asked for some.
    parents: OnceLock<Vec<(u32, u32)>>,
    /// How many were asked for.
    asked: AtomicUsize,
    /// The tree as it is written, of one that was read again.
    pub(super) written: Option<Box<Written<'t>>>,
}

/// Without the text, which may hold secrets.
impl fmt::Debug for Tree<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tree").field("nodes", &self.nodes.len()).finish_non_exhaustive()
    }
}

impl<'t> Tree<'t> {
    pub(super) fn new(text: &'t str, nodes: Vec<Raw>) -> Self {
        let (parents, asked) = (OnceLock::new(), AtomicUsize::new(0));
        Self { text: Cow::Borrowed(text), nodes, parents, asked, written: None }
    }

    /// The tree of a text of which nothing is read.
    pub(crate) fn unread(text: &'t str) -> Self {
        Self::new(text, Vec::new())
    }

    /// The same tree with a copy of the text, which then outlives the one that was parsed.
    pub fn into_owned(self) -> Tree<'static> {
        let text = Cow::Owned(self.text.into_owned());
        Tree { text, written: None, ..self }
    }

    /// The value at an RFC 6901 JSON Pointer; of duplicate keys the last one counts.
    ///
    /// ```
    /// let tree = polytomic_lint::parse(r#"{"filters": [{"value": 1}, {"value": 2}]}"#);
    /// assert_eq!(tree.at("/filters/1/value").map(|node| node.raw()), Some("2"));
    /// assert!(tree.at("/filters/2").is_none());
    /// ```
    pub fn at(&self, pointer: &str) -> Option<Node<'_>> {
        let root = self.root()?;
        if pointer.is_empty() {
            return Some(root);
        }
        let steps = pointer.strip_prefix('/')?.split('/');
        steps.map(|step| step.replace("~1", "/").replace("~0", "~")).try_fold(root, |node, step| {
            match node.kind() {
                Kind::Object => node.get(&step),
                _ => node.elements().nth(step.parse().ok().filter(|_| is_index(&step))?),
            }
        })
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

    /// A node of which number and kind are known.
    #[inline(always)]
    pub(crate) fn handle(&self, id: NodeId, kind: Kind) -> Node<'_> {
        Node { tree: self, id, kind }
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
    /// of keys that are used again further down.
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

    /// Every string and key from one node up to another, with the bytes between its quotes as they
    /// are in the file.
    pub(crate) fn strings(&self, nodes: Range<NodeId>) -> impl Iterator<Item = (Node<'_>, &[u8])> {
        let bytes = self.text.as_bytes();
        let (start, end) = (nodes.start.0 as usize, nodes.end.0 as usize);
        let nodes = self.nodes.get(start..end.min(self.nodes.len())).unwrap_or_default();
        let strings = nodes.iter().enumerate().filter(|(_, raw)| raw.is_string());
        strings.map(move |(place, raw)| {
            let quote = u32::from(!raw.is(BARE));
            let inner = (raw.start + quote) as usize..(raw.end - quote) as usize;
            let id = NodeId((start + place) as u32);
            let node = Node { tree: self, id, kind: raw.kind() };
            (node, bytes.get(inner).unwrap_or_default())
        })
    }

    /// The text that was parsed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Bytes the arena takes.
    pub fn memory(&self) -> usize {
        self.nodes.capacity() * size_of::<Raw>()
    }

    /// The parent of a node and its ordinal there; no parent is [`u32::MAX`].
    pub(super) fn parent_of(&self, id: NodeId) -> (u32, u32) {
        /// For so many it is quicker to look than to note all.
        const FEW: usize = 16;
        let looks = self.parents.get().is_none() && self.asked.fetch_add(1, Relaxed) < FEW;
        if looks { self.look_for_parent(id.0) } else { self.parents()[id.0 as usize] }
    }

    fn look_for_parent(&self, id: u32) -> (u32, u32) {
        let (mut parent, mut ordinal, mut at) = (u32::MAX, 0, 0);
        while at < id {
            let raw = self.nodes[at as usize];
            if raw.next > id {
                (parent, ordinal, at) = (at, 0, at + 1);
            } else {
                ordinal += u32::from(!raw.is(KEY));
                at = raw.next;
            }
        }
        (parent, ordinal)
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

/// Whether a step of a pointer is an index of an array: digits without leading zeros.
fn is_index(step: &str) -> bool {
    step == "0" || (!step.starts_with('0') && step.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use crate::json::{Options, parse};

    #[test]
    fn a_parent_that_is_looked_for_is_the_one_that_is_noted() {
        let text = r#"{"a": [1, {"b": "x", "c": []}, [[], {}]], "d": {"e": true}, "f": 12}"#;
        let tree = parse(text, Options::default()).tree;
        for id in 0..tree.nodes.len() as u32 {
            assert_eq!(tree.look_for_parent(id), tree.parents()[id as usize], "{id}");
        }
    }
}
