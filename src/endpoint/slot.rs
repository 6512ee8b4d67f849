//! What is at a documented place.

use std::borrow::Cow;

use crate::json::{Kind, Node};

/// What is at a documented place.
#[derive(Debug, Clone, Copy, Default)]
pub enum Slot<'a> {
    /// The key is not there.
    #[default]
    Absent,
    /// Something is there, but another finding is already about it.
    Reported,
    /// A value of the documented type.
    Value(Node<'a>),
}

impl<'a> Slot<'a> {
    /// The value, if there is one of the documented type that no other finding is about.
    pub fn node(self) -> Option<Node<'a>> {
        match self {
            Self::Value(node) => Some(node),
            Self::Absent | Self::Reported => None,
        }
    }

    /// Whether the key is not there at all.
    pub fn is_absent(self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Whether the key is there, or another finding is about it.
    pub fn is_present(self) -> bool {
        !self.is_absent()
    }

    /// The text of a string.
    pub fn text(self) -> Option<Cow<'a, str>> {
        self.node()?.text()
    }

    /// Whether it is a string with exactly this text.
    pub fn is_text(self, text: &str) -> bool {
        self.node().is_some_and(|node| node.is_text(text))
    }

    /// Whether it is a string of nothing but whitespace.
    pub fn is_blank(self) -> bool {
        self.node().is_some_and(Node::is_blank)
    }

    /// A blank string or a null, which clients send for nothing, as absent.
    #[inline]
    pub fn or_blank(self) -> Self {
        match self {
            Self::Value(node) if node.kind() == Kind::Null || node.is_blank() => Self::Absent,
            _ => self,
        }
    }

    /// The value of a boolean.
    pub fn bool(self) -> Option<bool> {
        self.node()?.bool()
    }

    /// The items, if it is an array.
    pub fn elements(self) -> impl Iterator<Item = Node<'a>> {
        self.node().into_iter().flat_map(Node::elements)
    }
}
