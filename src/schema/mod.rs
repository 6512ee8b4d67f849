//! The documented shape: published as JSON Schema, checked on the tree, told in findings.

mod adapter;
#[cfg(test)]
mod conformance;
pub(crate) mod publish;
pub(crate) mod shape;
pub(crate) mod uuid;
mod violation;
pub(crate) mod walk;

use self::shape::Object;
use self::violation::Violation;
pub(crate) use self::walk::Walk;
use crate::json::{Kind, Node, NodeId};
use crate::request::Marks;
use crate::rule::Findings;
use crate::rules::shape as rules;
use crate::version::ApiVersion;

/// The JSON Schema (draft 2020-12) of the request body under a version.
///
/// ```
/// use polytomic_lint::{ApiVersion, schema};
/// assert!(schema(ApiVersion::LATEST).contains("https://json-schema.org/draft/2020-12/schema"));
/// ```
pub fn text(version: ApiVersion) -> &'static str {
    match version {
        ApiVersion::V2022_12_12 => include_str!("../../schema/create-sync/2022-12-12.schema.json"),
        ApiVersion::V2023_04_25 => include_str!("../../schema/create-sync/2023-04-25.schema.json"),
        ApiVersion::V2024_02_08 => include_str!("../../schema/create-sync/2024-02-08.schema.json"),
        ApiVersion::V2025_09_18 => include_str!("../../schema/create-sync/2025-09-18.schema.json"),
    }
}

/// The text that the schema file of a version is to have.
#[doc(hidden)]
pub fn generate(version: ApiVersion) -> String {
    let schema = publish::schema(&crate::request::shape::SYNC, version);
    format!("{schema:#}\n")
}

/// What the shape rules need to know.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Context<'a> {
    pub(crate) root: Node<'a>,
    pub(crate) object: &'static Object,
    pub(crate) version: ApiVersion,
}

/// Says what is wrong with the shape of a body that was walked over, and what rules need not say
/// again.
pub(crate) fn report<'a>(
    context: Context<'a>,
    walk: &Walk<'a, '_>,
    out: &mut Findings<'_>,
) -> Marks {
    let settled = walk.clean && walk.notes.is_empty();
    let mut marks = Marks { settled, ..Marks::default() };
    marks.unreadable.extend(cut_off(context.root));
    if !walk.clean && rules::foreign_shape::report(context, out) {
        marks.foreign = true;
        return marks;
    }
    if !walk.notes.is_empty() {
        rules::annotations(context, &walk.notes, &mut marks, out);
    }
    if !walk.clean {
        violations(context, &mut marks, out);
    }
    marks
}

/// What the end of the file cut off inside of a body: what it lacks is not known.
fn cut_off(root: Node<'_>) -> impl Iterator<Item = NodeId> {
    let root = Some(root).filter(|root| root.is_unclosed());
    let inside =
        std::iter::successors(root, |node| last(*node).filter(|inner| inner.is_unclosed()));
    inside.skip(1).map(Node::id)
}

fn last(node: Node<'_>) -> Option<Node<'_>> {
    node.members().map(|member| member.value).chain(node.elements()).last()
}

fn violations(context: Context<'_>, marks: &mut Marks, out: &mut Findings<'_>) {
    let mut missing: Vec<(Node<'_>, Vec<String>)> = Vec::new();
    for violation in violation::violations(context.root, context.version) {
        match violation {
            Violation::Unknown(object, names) => {
                rules::unknown_key::report(context, object, &names, marks, out);
            }
            Violation::Missing(object, name) => match missing.last_mut() {
                Some((node, names)) if *node == object => names.push(name),
                _ => missing.push((object, vec![name])),
            },
            Violation::WrongType(node) if marks.unreadable.contains(&node.id()) => {}
            Violation::WrongType(node) if node.kind() == Kind::Null => {
                marks.unreadable.insert(node.id());
                rules::null_not_allowed::report(context, node, marks, out);
            }
            Violation::WrongType(node) => {
                marks.unreadable.insert(node.id());
                rules::wrong_type::report(context, node, out);
            }
            Violation::NotListed(node) if marks.unreadable.insert(node.id()) => {
                rules::unknown_enum_value::report(context, node, out);
            }
            Violation::NotUuid(node) if marks.unreadable.insert(node.id()) => {
                rules::bad_uuid::report(node, out);
            }
            Violation::NotListed(_) | Violation::NotUuid(_) => {}
        }
    }
    for (object, names) in missing {
        rules::missing_required::report(context, object, names, marks, out);
    }
}

impl<'a> Context<'a> {
    /// The table entry of a value, and the table it stands in; neither for what is not documented.
    pub(crate) fn expected(self, node: Node<'a>) -> Option<Expected> {
        let mut chain = vec![node];
        let mut at = node;
        while at != self.root {
            at = at.parent()?;
            chain.push(at);
        }
        chain.pop();
        let mut expected = Expected { shape: shape::Shape::Object(self.object), property: None };
        while let Some(step) = chain.pop() {
            expected = match expected.shape {
                shape::Shape::Object(object) => {
                    let key = step.key()?.text()?;
                    let (_, property) = object.property(&key)?;
                    Expected { shape: property.shape, property: Some(property) }
                }
                shape::Shape::List(item) => Expected { shape: *item, ..expected },
                shape::Shape::Strings => Expected { shape: shape::Shape::String, ..expected },
                _ => return None,
            };
        }
        Some(expected)
    }

    /// The table of an object.
    pub(crate) fn table(self, node: Node<'a>) -> Option<&'static Object> {
        match self.expected(node)?.shape {
            shape::Shape::Object(object) => Some(object),
            _ => None,
        }
    }
}

/// What a place is documented to hold.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Expected {
    pub(crate) shape: shape::Shape,
    /// The innermost key around it.
    pub(crate) property: Option<&'static shape::Property>,
}
