//! How a documented shape is declared and checked: tables, a walk along them, and the published
//! JSON Schemas made from them. It gets tables and does not depend on an endpoint.

mod adapter;
pub(crate) mod expectations;
mod misfits;
pub(crate) mod publish;
pub(crate) mod tables;
pub(crate) mod uuid;
mod version;
mod violation;
pub(crate) mod walk;

use self::tables::{Object, Property, Shape};
pub use self::version::{ApiVersion, UnknownVersion};
pub(crate) use self::violation::{Keys, Schemas, Violation, violations};
pub(crate) use self::walk::Walk;
use crate::json::{KeyTable, Node};
use crate::secrets::Vocabulary;

pub(crate) use self::adapter::Shown;
#[cfg(test)]
pub(crate) use self::adapter::{Document, Elements, Instance, Literal, Members, handle};

/// Everything that is declared of a request body.
#[derive(Debug)]
pub(crate) struct Tables {
    /// The outermost object.
    pub(crate) body: &'static Object,
    pub(crate) schemas: Schemas,
    /// The keys that the parser numbers.
    pub(crate) keys: &'static KeyTable,
    pub(crate) vocabulary: Vocabulary,
    /// Made of the tables when a broken text is first read.
    pub(crate) expected: expectations::Kept,
}

/// A body, and what it is compared with.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Context<'a> {
    pub(crate) root: Node<'a>,
    pub(crate) tables: &'static Tables,
    pub(crate) version: ApiVersion,
}

impl<'a> Context<'a> {
    /// The table entry of a value, and the table it is in; neither if it is not documented.
    pub(crate) fn expected(self, node: Node<'a>) -> Option<Expected> {
        if node == self.root {
            return Some(Expected { shape: Shape::Object(self.tables.body), property: None });
        }
        let around = self.expected(node.parent()?)?;
        match around.shape {
            Shape::Object(object) => {
                let (_, property) = object.property(&node.key()?.text()?)?;
                Some(Expected { shape: property.shape, property: Some(property) })
            }
            Shape::List(item) => Some(Expected { shape: *item, ..around }),
            Shape::Strings => Some(Expected { shape: Shape::String, ..around }),
            _ => None,
        }
    }

    /// The table of an object.
    pub(crate) fn table(self, node: Node<'a>) -> Option<&'static Object> {
        match self.expected(node)?.shape {
            Shape::Object(object) => Some(object),
            _ => None,
        }
    }
}

/// What a place is documented to hold.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Expected {
    pub(crate) shape: Shape,
    /// The innermost key around it.
    pub(crate) property: Option<&'static Property>,
}
