//! Lets `jsonschema` run on our tree, so that no second copy of the input is built.

use std::borrow::Cow;

use jsonschema::JsonType;
use jsonschema::json::{Array, Json, JsonNumber, Node as JsonNode, NodeIdentity, Object};
use serde_json::{Number, Value};

use crate::json::{Kind, Node, NodeId};

/// Marks our tree as a representation of JSON.
pub(crate) struct Document;

/// A node of the tree, or a text in place of one.
#[derive(Clone)]
pub(crate) enum Instance<'a> {
    Node(Node<'a>),
    Text(&'a str),
}

impl Json for Document {
    type Node<'a> = Instance<'a>;
    type PreparedKey = String;
    type StringBuffer = String;

    const KEYS_PER_LOOKUP: usize = 8;
    const ACYCLIC: bool = true;

    fn prepare_key(key: &str) -> String {
        key.to_owned()
    }

    fn with_string_node<T>(
        buffer: &mut String,
        string: &str,
        f: impl FnOnce(Instance<'_>) -> T,
    ) -> T {
        buffer.clear();
        buffer.push_str(string);
        f(Instance::Text(buffer))
    }
}

impl<'a> Instance<'a> {
    fn of_kind(&self, kind: Kind) -> Option<Node<'a>> {
        match self {
            Self::Node(node) if node.kind() == kind => Some(*node),
            _ => None,
        }
    }
}

/// The node that an error is about. An instance reports its number in the arena, not its value, so that
/// ten thousand errors cost no walk along their pointers.
pub(crate) fn handle(instance: &Value) -> Option<NodeId> {
    u32::try_from(instance.as_u64()?).ok().map(NodeId)
}

impl<'a> JsonNode<'a, Document> for Instance<'a> {
    type Object = Members<'a>;
    type Array = Elements<'a>;
    type Number = Literal<'a>;

    fn as_object(&self) -> Option<Members<'a>> {
        self.of_kind(Kind::Object).map(Members)
    }

    fn as_array(&self) -> Option<Elements<'a>> {
        self.of_kind(Kind::Array).map(Elements)
    }

    fn as_string(&self) -> Option<Cow<'a, str>> {
        match self {
            Self::Node(node) => node.text(),
            Self::Text(text) => Some(Cow::Borrowed(text)),
        }
    }

    fn as_number(&self) -> Option<Literal<'a>> {
        self.of_kind(Kind::Number).map(|node| Literal(node.raw()))
    }

    fn as_boolean(&self) -> Option<bool> {
        self.of_kind(Kind::Bool)?.bool()
    }

    // What could not be read is seen as null; its errors are dropped.
    fn is_null(&self) -> bool {
        self.json_type() == JsonType::Null
    }

    fn is_number(&self) -> bool {
        self.of_kind(Kind::Number).is_some()
    }

    fn json_type(&self) -> JsonType {
        match self {
            Self::Text(_) => JsonType::String,
            Self::Node(node) => match node.kind() {
                Kind::Null | Kind::Error => JsonType::Null,
                Kind::Bool => JsonType::Boolean,
                Kind::Number => JsonType::Number,
                Kind::String => JsonType::String,
                Kind::Array => JsonType::Array,
                Kind::Object => JsonType::Object,
            },
        }
    }

    fn equals_value(&self, expected: &Value) -> bool {
        match (self, expected) {
            (Self::Node(node), Value::String(text)) => node.is_text(text),
            (Self::Text(found), Value::String(text)) => found == text,
            (_, Value::Null) => self.is_null(),
            (_, Value::Bool(bool)) => self.as_boolean() == Some(*bool),
            // The schemas have no other constants.
            _ => false,
        }
    }

    fn to_value(&self) -> Cow<'a, Value> {
        Cow::Owned(match self {
            Self::Node(node) => Value::from(node.id().0),
            Self::Text(text) => Value::from(*text),
        })
    }

    fn identity(&self) -> Option<NodeIdentity> {
        match self {
            Self::Node(node) => {
                Some(NodeIdentity::tagged(std::ptr::from_ref(node.tree).addr(), node.id().0))
            }
            Self::Text(_) => None,
        }
    }
}

pub(crate) struct Members<'a>(Node<'a>);

impl<'a> Object<'a, Document> for Members<'a> {
    type Node = Instance<'a>;
    type MemberName = Cow<'a, str>;
    type MembersIter = Box<dyn Iterator<Item = (Cow<'a, str>, Instance<'a>)> + 'a>;

    fn len(&self) -> usize {
        self.0.len()
    }

    fn get(&self, key: &String) -> Option<Instance<'a>> {
        self.0.get(key).map(Instance::Node)
    }

    fn members(&self) -> Self::MembersIter {
        Box::new(
            self.0.members().map(|m| (m.key.text().unwrap_or_default(), Instance::Node(m.value))),
        )
    }
}

pub(crate) struct Elements<'a>(Node<'a>);

impl<'a> Array<'a, Document> for Elements<'a> {
    type Node = Instance<'a>;
    type ElementsIter = Box<dyn Iterator<Item = Instance<'a>> + 'a>;

    fn len(&self) -> usize {
        self.0.len()
    }

    fn elements(&self) -> Self::ElementsIter {
        Box::new(self.0.elements().map(Instance::Node))
    }
}

/// A number as it is written.
pub(crate) struct Literal<'a>(&'a str);

impl JsonNumber for Literal<'_> {
    fn as_u64(&self) -> Option<u64> {
        self.0.parse().ok()
    }

    fn as_i64(&self) -> Option<i64> {
        self.0.parse().ok()
    }

    fn as_f64(&self) -> Option<f64> {
        self.0.parse().ok()
    }

    fn as_str(&self) -> Cow<'_, str> {
        Cow::Borrowed(self.0)
    }

    fn to_number(&self) -> Cow<'_, Number> {
        let number = serde_json::from_str(self.0).ok();
        Cow::Owned(number.unwrap_or_else(|| Number::from(0)))
    }

    fn is_integer(&self) -> bool {
        !self.0.contains(['.', 'e', 'E'])
            || self.as_f64().is_some_and(|number| number.is_finite() && number.fract() == 0.0)
    }
}
