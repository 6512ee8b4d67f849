//! A tree read as it was meant: the same text, in which a key counts as another, a value as one of
//! another kind, and brackets as there or as not there.

use std::collections::{BTreeMap, BTreeSet};

use super::key_table::Symbol;
use super::packed_node::{BARE, ESCAPED, Kind, Raw, TRUE};
use super::{Node, NodeId, Tree};
use crate::text::Span;

/// A key as it is documented.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Name {
    pub(crate) symbol: Symbol,
    pub(crate) text: &'static str,
}

/// What a key or a value is read as.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Reading {
    /// Of a key: another one.
    Key(Name),
    /// Of a value: this string.
    Text(&'static str),
    /// Of a number or a boolean: a string of the same characters.
    Quoted,
    /// Of a string: the number inside its quotes.
    Number,
    /// Of any value: a boolean.
    Bool(bool),
    /// The only item of an array.
    Item,
    /// What an object has under a key.
    Under(Name),
    /// The only item of the array that an object has under a key.
    ItemUnder(Name),
    /// Of an object: the array of its values.
    Values,
    /// Of an array or an object: nothing but this value in it.
    Inner(NodeId),
}

/// How a part of a tree is to be read, by the number of the key or value.
pub(crate) type Readings = BTreeMap<NodeId, Reading>;

/// Where a tree that was read again comes from.
pub(super) struct Written<'t> {
    tree: &'t Tree<'t>,
    /// The number there of every node here.
    ids: Vec<NodeId>,
    /// What keys and values say instead of what is written.
    texts: BTreeMap<NodeId, &'static str>,
}

impl<'t> Written<'t> {
    pub(super) fn node(&self, id: NodeId) -> Option<Node<'t>> {
        self.ids.get(id.0 as usize).map(|id| self.tree.node(*id))
    }

    pub(super) fn text(&self, id: NodeId) -> Option<&'static str> {
        self.texts.get(&id).copied()
    }
}

/// The places that a reading takes for something else, where another edit could become part of something else.
pub(crate) fn doubtful(node: Node<'_>, reading: Reading) -> Vec<Span> {
    let span = node.span();
    let ends = || vec![node.opener(), Span::new(span.end.saturating_sub(1), span.end)];
    match reading {
        Reading::Item | Reading::Under(_) | Reading::ItemUnder(_) => ends(),
        Reading::Inner(inner) => {
            let inner = node.tree.node(inner).span();
            vec![Span::new(span.start, inner.start), Span::new(inner.end, span.end)]
        }
        _ => vec![span],
    }
}

/// Reads a value and what is in it again.
pub(crate) fn reread<'t>(root: Node<'t>, readings: &Readings) -> Tree<'t> {
    let tree = root.tree;
    let written = Written { tree, ids: Vec::new(), texts: BTreeMap::new() };
    let mut builder = Builder { nodes: Vec::new(), written, open: Vec::new() };
    let (mut at, end) = (root.id, root.end_id());
    let mut skipped = BTreeSet::new();
    // Where a value that is read without what is around it ends, and where to go on then.
    let mut leaps: Vec<(NodeId, NodeId)> = Vec::new();
    // The value around it, which is what its key has.
    let mut outer = None;
    loop {
        builder.close(at);
        if let Some((_, to)) = leaps.pop_if(|(from, _)| *from == at) {
            at = to;
            continue;
        }
        if at >= end {
            break;
        }
        if skipped.contains(&at) {
            at.0 += 1;
            continue;
        }
        let node = tree.node(at);
        let first = builder.id();
        match readings.get(&at) {
            Some(Reading::Inner(inner)) => {
                leaps.push((tree.node(*inner).end_id(), node.end_id()));
                at = *inner;
                outer = Some(node.id);
                continue;
            }
            Some(Reading::Values) => {
                skipped.extend(node.written_members().map(|member| member.key.id));
                builder.open(Kind::Array, node, node.written_members().count());
            }
            Some(reading) => builder.put(node, *reading),
            None => builder.copy(node),
        }
        if let Some(outer) = outer.take() {
            builder.written.ids[first] = outer;
        }
        at.0 += 1;
    }
    builder.close(end);
    let mut again = Tree::new(&tree.text, builder.nodes);
    again.written = Some(Box::new(builder.written));
    again
}

struct Builder<'t> {
    nodes: Vec<Raw>,
    written: Written<'t>,
    /// The arrays and objects around the place: where they end in the tree as it is written.
    open: Vec<(NodeId, usize)>,
}

impl<'t> Builder<'t> {
    fn close(&mut self, at: NodeId) {
        while let Some((_, id)) = self.open.pop_if(|(end, _)| *end == at) {
            self.nodes[id].next = self.nodes.len() as u32;
        }
    }

    fn push(&mut self, raw: Raw, from: Node<'t>) {
        self.nodes.push(raw);
        self.written.ids.push(from.id);
    }

    fn id(&self) -> usize {
        self.nodes.len()
    }

    fn copy(&mut self, node: Node<'t>) {
        let id = self.id();
        if matches!(node.kind(), Kind::Array | Kind::Object) {
            self.open.push((node.end_id(), id));
        }
        self.push(node.raw_node().moved_to(id), node);
    }

    /// An array or an object that is not written as one.
    fn open(&mut self, kind: Kind, node: Node<'t>, count: usize) {
        let (id, span) = (self.id(), node.span());
        let mut raw = Raw::new(kind, 0, span.start as usize, span.end as usize, id);
        raw.set_count(count as u32);
        self.open.push((node.end_id(), id));
        self.push(raw, node);
    }

    fn key(&mut self, name: Name, flags: u32, span: Span, from: Node<'t>) {
        let id = self.id();
        self.written.texts.insert(NodeId(id as u32), name.text);
        let (start, end) = (span.start as usize, span.end as usize);
        // With a flag of escapes nobody takes its characters for what it says.
        self.push(Raw::key(flags | ESCAPED, name.symbol, start, end, id), from);
    }

    fn scalar(&mut self, kind: Kind, flags: u32, span: Span, from: Node<'t>) {
        let (start, end) = (span.start as usize, span.end as usize);
        self.push(Raw::new(kind, flags, start, end, self.id()), from);
    }

    fn put(&mut self, node: Node<'t>, reading: Reading) {
        match reading {
            Reading::Key(name) => {
                self.key(name, node.raw_node().flags(), node.span(), node);
            }
            Reading::Text(text) => {
                self.written.texts.insert(NodeId(self.id() as u32), text);
                self.scalar(Kind::String, ESCAPED, node.span(), node);
            }
            Reading::Quoted => self.scalar(Kind::String, BARE, node.span(), node),
            Reading::Number => self.scalar(Kind::Number, 0, node.inner(), node),
            Reading::Bool(value) => {
                self.scalar(Kind::Bool, if value { TRUE } else { 0 }, node.span(), node);
            }
            Reading::Item => {
                self.open(Kind::Array, node, 1);
                self.copy(node);
            }
            Reading::Under(name) => {
                self.open(Kind::Object, node, 1);
                self.key(name, 0, node.opener(), node);
                self.copy(node);
            }
            Reading::ItemUnder(name) => {
                self.open(Kind::Object, node, 1);
                self.key(name, 0, node.opener(), node);
                self.open(Kind::Array, node, 1);
                self.copy(node);
            }
            Reading::Values | Reading::Inner(_) => self.copy(node),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::{Options, parse};

    #[test]
    fn a_tree_is_read_with_other_brackets_and_keys_and_keeps_its_places() {
        let text = r#"{"Filters": {"a": {"b": 5}}, "w": {"list": [1]}, "x": "7"}"#;
        let parsed = parse(text, Options::default());
        let root = parsed.tree.root().expect("a root");
        let at = |pointer: &[&str]| {
            pointer.iter().fold(root, |node, key| node.get(key).expect("the key is there"))
        };
        let (filters, five, inner) =
            (at(&["Filters"]), at(&["Filters", "a", "b"]), at(&["w", "list"]));
        let name = Name { symbol: Symbol::NONE, text: "filters" };
        let readings = Readings::from([
            (filters.key().expect("a key").id, Reading::Key(name)),
            (filters.id, Reading::Values),
            (five.id, Reading::Quoted),
            (at(&["w"]).id, Reading::Inner(inner.id)),
            (at(&["x"]).id, Reading::Number),
        ]);
        let again = reread(root, &readings);
        let root = again.root().expect("a root");
        let list = root.get("filters").expect("the key is there");
        assert_eq!((list.kind(), list.len()), (Kind::Array, 1));
        let item = list.elements().next().and_then(|item| item.get("b")).expect("an item");
        assert_eq!(item.text().as_deref(), Some("5"));
        assert_eq!(item.pointer(), "/Filters/a/b");
        let inner = root.get("w").expect("the key is there");
        assert_eq!((inner.kind(), inner.pointer()), (Kind::Array, "/w".to_owned()));
        let one = inner.elements().next().expect("an item");
        assert_eq!(one.pointer(), "/w/list/0");
        let seven = root.get("x").expect("the key is there");
        assert_eq!((seven.kind(), seven.raw()), (Kind::Number, "7"));
        assert_eq!(root.members().count(), 3);
    }
}
