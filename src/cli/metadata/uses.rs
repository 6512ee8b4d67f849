//! The connections, objects, and models that a body uses.

use std::collections::BTreeSet;

use crate::endpoint::Endpoint;
use crate::host;
use crate::json::{Node, Options, parse};
use crate::schema::uuid::{Form, form};
use crate::text::Source;

/// A response that a body asks for, in the order of lists.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Wanted {
    /// The objects of a connection.
    Objects { connection: String },
    /// The fields of one of them.
    Fields { connection: String, object: String },
    /// A model.
    Model { id: String },
}

/// What the bodies of a file use.
#[derive(Debug, Default)]
pub(super) struct Uses {
    wanted: BTreeSet<Wanted>,
}

impl Uses {
    /// What the bodies in a file use, which may be one, or a host with some in it; what is no ID yet
    /// is skipped.
    pub(super) fn of(name: &str, bytes: &[u8]) -> Self {
        let source = Source::new(name.to_owned(), bytes);
        let keys: Vec<&str> = Endpoint::CREATE_SYNC.required_keys().collect();
        let mut uses = Self::default();
        for body in host::texts(name, source.text(), &keys) {
            uses.body(&body, &source);
        }
        uses
    }

    fn body(&mut self, text: &str, source: &Source<'_>) {
        // Places of bytes that are not UTF-8 are those of the file.
        let whole = text.len() == source.text().len();
        let unreadable = if whole { &*source.unreadable } else { &[] };
        let parsed = parse(text, Options { jsonc: true, unreadable, ..Options::default() });
        for key in parsed.tree.nodes().filter(|node| node.is_key()) {
            let Some(value) = key.value() else { continue };
            if key.is_text("target") {
                self.target(value);
            } else if key.is_text("model_id")
                && let Some(id) = id(value)
            {
                self.wanted.insert(Wanted::Model { id });
            }
        }
    }

    fn target(&mut self, target: Node<'_>) {
        let Some(connection) = target.get("connection_id").and_then(id) else { return };
        self.wanted.insert(Wanted::Objects { connection: connection.clone() });
        let object = target.get("object").filter(|object| !object.is_blank());
        let object = object.and_then(Node::text).filter(|object| !object.starts_with("__"));
        if let Some(object) = object {
            self.wanted.insert(Wanted::Fields { connection, object: object.into_owned() });
        }
    }

    pub(super) fn wanted(self) -> impl Iterator<Item = Wanted> {
        self.wanted.into_iter()
    }
}

/// A whole ID, in lowercase.
fn id(node: Node<'_>) -> Option<String> {
    let text = node.text()?;
    matches!(form(&text), Form::Canonical | Form::UpperCase).then(|| text.to_ascii_lowercase())
}
