//! That `jsonschema` sees in our tree what it would see in a `serde_json::Value`.

use std::borrow::Cow;

use jsonschema::JsonType;
use jsonschema::json::{Array, Json, Node as JsonNode, NodeIdentity, Object, conformance};
use proptest::prelude::*;
use serde_json::Value;

use super::Endpoint;
use crate::json::{self, Kind, Node};
use crate::schema::{
    ApiVersion, Context, Document, Elements, Instance, Keys, Literal, Members, Shown, Violation,
    Walk, handle, violations,
};
use crate::support;

/// The document as validators know documents: an instance gives its value, not its number.
struct Honest;

#[derive(Clone)]
struct Whole<'a>(Instance<'a>);
struct WholeMembers<'a>(Members<'a>);
struct WholeElements<'a>(Elements<'a>);

impl Json for Honest {
    type Node<'a> = Whole<'a>;
    type PreparedKey = String;
    type StringBuffer = String;

    fn prepare_key(key: &str) -> String {
        Document::prepare_key(key)
    }

    fn with_string_node<T>(buffer: &mut String, string: &str, f: impl FnOnce(Whole<'_>) -> T) -> T {
        Document::with_string_node(buffer, string, |node| f(Whole(node)))
    }
}

impl<'a> JsonNode<'a, Honest> for Whole<'a> {
    type Object = WholeMembers<'a>;
    type Array = WholeElements<'a>;
    type Number = Literal<'a>;

    fn as_object(&self) -> Option<WholeMembers<'a>> {
        self.0.as_object().map(WholeMembers)
    }

    fn as_array(&self) -> Option<WholeElements<'a>> {
        self.0.as_array().map(WholeElements)
    }

    fn as_string(&self) -> Option<Cow<'a, str>> {
        self.0.as_string()
    }

    fn as_number(&self) -> Option<Literal<'a>> {
        self.0.as_number()
    }

    fn as_boolean(&self) -> Option<bool> {
        self.0.as_boolean()
    }

    fn is_null(&self) -> bool {
        self.0.is_null()
    }

    fn is_number(&self) -> bool {
        self.0.is_number()
    }

    fn json_type(&self) -> JsonType {
        self.0.json_type()
    }

    fn to_value(&self) -> Cow<'a, Value> {
        Cow::Owned(match &self.0 {
            Instance::Node(node, _) => serde_json::from_str(node.raw()).unwrap_or_default(),
            Instance::Text(text) => Value::from(*text),
        })
    }

    fn identity(&self) -> Option<NodeIdentity> {
        self.0.identity()
    }
}

impl<'a> Object<'a, Honest> for WholeMembers<'a> {
    type Node = Whole<'a>;
    type MemberName = Cow<'a, str>;
    type MembersIter = Box<dyn Iterator<Item = (Cow<'a, str>, Whole<'a>)> + 'a>;

    fn len(&self) -> usize {
        self.0.len()
    }

    fn get(&self, key: &String) -> Option<Whole<'a>> {
        self.0.get(key).map(Whole)
    }

    fn members(&self) -> Self::MembersIter {
        Box::new(self.0.members().map(|(name, node)| (name, Whole(node))))
    }
}

impl<'a> Array<'a, Honest> for WholeElements<'a> {
    type Node = Whole<'a>;
    type ElementsIter = Box<dyn Iterator<Item = Whole<'a>> + 'a>;

    fn len(&self) -> usize {
        self.0.len()
    }

    fn elements(&self) -> Self::ElementsIter {
        Box::new(self.0.elements().map(Whole))
    }
}

fn root<'a>(parsed: &'a json::Parsed<'_>) -> Node<'a> {
    parsed.tree.root().expect("a document")
}

#[test]
fn the_tree_meets_the_contract_of_representations() {
    let text = conformance::document().to_string();
    let parsed = json::parse(&text, json::Options::default());
    conformance::assert_conformance::<Honest>(&Whole(Instance::Node(root(&parsed), Shown::All)));
}

#[test]
fn an_instance_leads_back_to_its_node() {
    let text = conformance::document().to_string();
    let parsed = json::parse(&text, json::Options::default());
    for node in parsed.tree.nodes() {
        let instance = Instance::Node(node, Shown::All);
        assert_eq!(handle(&instance.to_value()), Some(node.id()));
    }
}

/// Names the keys that a table has not.
fn name_keys(violation: &mut Violation<'_>, context: Context<'_>) {
    let Violation::Unknown(object, keys @ Keys::Undocumented) = violation else { return };
    let table = context.table(*object).expect("a table");
    let is_known = |key: &Node<'_>| {
        let found = table.find(key.symbol());
        found.is_some_and(|(_, property)| property.since <= context.version)
    };
    let names = object.members().map(|member| member.key).filter(|key| !is_known(key));
    let names = names.filter_map(|key| key.text()).map(Cow::into_owned);
    *keys = Keys::Named(names.collect());
}

proptest! {
    #![proptest_config(support::config(800))]

    #[test]
    fn tree_and_value_get_the_same_verdict(
        body in support::changed_value(),
        version in proptest::sample::select(ApiVersion::ALL.as_slice()),
        turn in 0..5_usize,
    ) {
        let tables = Endpoint::CREATE_SYNC.tables;
        let schema = serde_json::from_str(tables.schemas.text(version)).expect("JSON");
        let theirs = jsonschema::options()
            .should_validate_formats(true)
            .build(&schema)
            .expect("a schema");
        let written = support::reordered(&body, turn);
        let names = tables.keys;
        let parsed = json::parse(&written, json::Options { names, ..json::Options::default() });
        let root = root(&parsed);
        let all = violations((root, Shown::All), &tables.schemas, version);
        prop_assert_eq!(all.is_empty(), theirs.is_valid(&body), "{:?}", all);

        // The walk replaces the validator, so it never accepts a body that is not clean.
        if root.kind() == Kind::Object {
            let context = Context { root, tables, version };
            let templates = crate::placeholder::any_marker(&parsed);
            let walk = Walk::over(context, templates, &[]);
            prop_assert!(!walk.clean || theirs.is_valid(&body), "the walk sees nothing: {:?}", all);

            // What it rejects is where the validator has to look, and nothing else.
            let around = (root, Shown::Around(&walk.rejected));
            let found = violations(around, &tables.schemas, version);
            prop_assert_eq!(format!("{found:?}"), format!("{all:?}"));

            // The walk says the same; what is missing is taken together at the end.
            let sorted = |mut all: Vec<Violation<'_>>| {
                all.iter_mut().for_each(|it| name_keys(it, context));
                all.sort_by_key(|it| match it {
                    Violation::Missing(object, _) => Some(object.id()),
                    _ => None,
                });
                format!("{all:?}")
            };
            prop_assert_eq!(sorted(walk.misfits), sorted(all));
        }
    }
}
