//! What earlier stages have reported, so that rules stay silent about it.

use std::collections::BTreeSet;

use crate::json::{Kind, Node, NodeId};

/// What earlier stages have said already, so that rules stay silent about it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Marks {
    /// Two or more read-only keys: a sync that was fetched, edited and is sent back.
    pub(crate) fetched: bool,
    /// There is nothing to say about the shape: what has to be there is, and is not blank.
    pub(crate) settled: bool,
    pub(crate) unreadable: BTreeSet<NodeId>,
    /// References that name nothing, which count as absent. They are unreadable, too.
    pub(crate) absent: BTreeSet<NodeId>,
    /// Strings of JSON text that are reported as such.
    pub(crate) encoded: BTreeSet<NodeId>,
    /// Objects with a misspelled key, and the key that was meant.
    pub(crate) misspelled: BTreeSet<(NodeId, &'static str)>,
    /// The filters that have an error without a label, once that was asked.
    pub(crate) labels_needed: Option<BTreeSet<NodeId>>,
}

impl Marks {
    /// Whether another finding is already about a value.
    #[inline]
    pub(crate) fn is_unreadable(&self, node: Node<'_>) -> bool {
        node.kind() == Kind::Error || self.unreadable.contains(&node.id())
    }

    /// Whether an object has a misspelling of this key.
    pub(crate) fn is_misspelled(&self, object: Node<'_>, name: &str) -> bool {
        let misspelled: &BTreeSet<(NodeId, &str)> = &self.misspelled;
        misspelled.contains(&(object.id(), name))
    }
}
