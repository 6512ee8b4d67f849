//! Lets `jsonschema` run on our tree, so that no second copy of the input is built.

use std::borrow::Cow;

use jsonschema::JsonType;
use jsonschema::json::{Array, Json, JsonNumber, Node as JsonNode, NodeIdentity, Object};
use serde_json::{Number, Value};

use crate::json::{Kind, Node, NodeId};

/// Marks our tree as a representation of JSON.
pub(crate) struct Document;

/// A node of the tree with what is shown of it, or a text in place of one.
#[derive(Clone)]
pub(crate) enum Instance<'a> {
    Node(Node<'a>, Shown<'a>),
    Text(&'a str),
}

/// Of arrays, the items that are shown: all, or those that one of these nodes is in. Whoever knows
/// where the mistakes are need not have ten thousand items read again. The nodes are in order.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Shown<'a> {
    #[cfg(test)]
    All,
    Around(&'a [NodeId]),
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
            Self::Node(node, _) if node.kind() == kind => Some(*node),
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
        match self {
            Self::Node(node, shown) if node.kind() == Kind::Object => Some(Members(*node, *shown)),
            _ => None,
        }
    }

    fn as_array(&self) -> Option<Elements<'a>> {
        match self {
            Self::Node(node, shown) if node.kind() == Kind::Array => Some(Elements(*node, *shown)),
            _ => None,
        }
    }

    fn as_string(&self) -> Option<Cow<'a, str>> {
        match self {
            Self::Node(node, _) => node.text(),
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
            Self::Node(node, _) => match node.kind() {
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
            (Self::Node(node, _), Value::String(text)) => node.is_text(text),
            (Self::Text(found), Value::String(text)) => found == text,
            (_, Value::Null) => self.is_null(),
            (_, Value::Bool(bool)) => self.as_boolean() == Some(*bool),
            // The schemas have no other constants.
            _ => false,
        }
    }

    fn to_value(&self) -> Cow<'a, Value> {
        Cow::Owned(match self {
            Self::Node(node, _) => Value::from(node.id().0),
            Self::Text(text) => Value::from(*text),
        })
    }

    fn identity(&self) -> Option<NodeIdentity> {
        match self {
            Self::Node(node, _) => {
                Some(NodeIdentity::tagged(std::ptr::from_ref(node.tree).addr(), node.id().0))
            }
            Self::Text(_) => None,
        }
    }
}

pub(crate) struct Members<'a>(Node<'a>, Shown<'a>);

impl<'a> Object<'a, Document> for Members<'a> {
    type Node = Instance<'a>;
    type MemberName = Cow<'a, str>;
    type MembersIter = Box<dyn Iterator<Item = (Cow<'a, str>, Instance<'a>)> + 'a>;

    fn len(&self) -> usize {
        self.0.len()
    }

    fn get(&self, key: &String) -> Option<Instance<'a>> {
        self.0.get(key).map(|value| Instance::Node(value, self.1))
    }

    fn members(&self) -> Self::MembersIter {
        let shown = self.1;
        Box::new(self.0.members().map(move |member| {
            (member.key.text().unwrap_or_default(), Instance::Node(member.value, shown))
        }))
    }
}

pub(crate) struct Elements<'a>(Node<'a>, Shown<'a>);

impl<'a> Array<'a, Document> for Elements<'a> {
    type Node = Instance<'a>;
    type ElementsIter = Box<dyn Iterator<Item = Instance<'a>> + 'a>;

    fn len(&self) -> usize {
        self.0.len()
    }

    fn elements(&self) -> Self::ElementsIter {
        let shown = self.1;
        match shown {
            #[cfg(test)]
            Shown::All => Box::new(self.0.elements().map(move |item| Instance::Node(item, shown))),
            Shown::Around(nodes) => {
                let mut nodes = &nodes[nodes.partition_point(|node| *node <= self.0.id())..];
                Box::new(self.0.elements().filter_map(move |item| {
                    let inside = nodes.iter().take_while(|node| **node < item.end_id()).count();
                    nodes = &nodes[inside..];
                    (inside > 0).then_some(Instance::Node(item, shown))
                }))
            }
        }
    }
}

/// A number as it is written.
pub(crate) struct Literal<'a>(pub(super) &'a str);

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
