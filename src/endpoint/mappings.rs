//! The entries of `fields`. A body may have a hundred thousand of them, so each is kept in the few
//! bytes that tell where its parts are.
//!
//! What is always inlined here saves 0.2 % of the instructions of linting a large body (`cargo
//! bench --bench lint`).

use super::{Mapping, Marks, Slot};
use crate::json::{Kind, NodeId, Tree};

/// The readable entries of `fields` or `override_fields`, in order.
#[derive(Debug, Clone, Default)]
pub struct Mappings<'a> {
    tree: Option<&'a Tree<'a>>,
    entries: Vec<Entry>,
    /// Whether each has a source and no fixed value.
    ordinary: bool,
}

/// The entry's object, and what is under each of its keys.
#[derive(Debug, Clone, Copy)]
struct Entry {
    object: NodeId,
    parts: [Part; Mapping::<'static>::SLOTS],
}

/// A [`Slot`] without the tree, which all of them share.
#[derive(Debug, Clone, Copy)]
enum Part {
    Absent,
    Reported,
    Value(NodeId, Kind),
}

impl<'a> Mappings<'a> {
    /// Looks at the entries of a list.
    #[inline(never)]
    pub(super) fn read(&mut self, list: Slot<'a>, marks: &Marks) {
        let Some(list) = list.node() else { return };
        (self.tree, self.ordinary) = (Some(list.tree), true);
        self.entries = Vec::with_capacity(list.len());
        for node in list.elements() {
            if node.kind() == Kind::Object && !marks.is_unreadable(node) {
                let parts = [Part::Absent; Mapping::<'static>::SLOTS];
                let entry = self.entries.push_mut(Entry { object: node.id(), parts });
                Mapping::put_parts(&mut entry.parts, node, marks, Part::of);
                let view = entry.view(list.tree);
                self.ordinary &= view.source.node().is_some() && view.override_value.is_absent();
            }
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Whether each has a source and no fixed value, which is soon said of a hundred thousand.
    pub(crate) fn are_ordinary(&self) -> bool {
        self.ordinary
    }

    /// Each of them.
    pub fn iter(&self) -> MappingsIter<'_, 'a> {
        MappingsIter { tree: self.tree, entries: self.entries.iter() }
    }
}

impl<'m, 'a> IntoIterator for &'m Mappings<'a> {
    type Item = Mapping<'a>;
    type IntoIter = MappingsIter<'m, 'a>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// Goes over [`Mappings`].
#[derive(Debug)]
pub struct MappingsIter<'m, 'a> {
    tree: Option<&'a Tree<'a>>,
    entries: std::slice::Iter<'m, Entry>,
}

impl<'a> Iterator for MappingsIter<'_, 'a> {
    type Item = Mapping<'a>;

    // Wherever it is inlined, only what is looked at of a mapping is made.
    #[inline(always)]
    fn next(&mut self) -> Option<Mapping<'a>> {
        let (tree, entry) = (self.tree?, self.entries.next()?);
        Some(entry.view(tree))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.entries.size_hint()
    }
}

impl Entry {
    #[inline(always)]
    fn view<'a>(&self, tree: &'a Tree<'a>) -> Mapping<'a> {
        let object = tree.handle(self.object, Kind::Object);
        Mapping::of_parts(object, self.parts, |part| part.slot(tree))
    }
}

impl Part {
    #[inline(always)]
    fn of(slot: Slot<'_>) -> Self {
        match slot {
            Slot::Absent => Self::Absent,
            Slot::Reported => Self::Reported,
            Slot::Value(node) => Self::Value(node.id(), node.kind()),
        }
    }

    #[inline(always)]
    fn slot<'a>(self, tree: &'a Tree<'a>) -> Slot<'a> {
        match self {
            Self::Absent => Slot::Absent,
            Self::Reported => Slot::Reported,
            Self::Value(id, kind) => Slot::Value(tree.handle(id, kind)),
        }
    }
}
