//! Findings for what the walk along the tables and the schema report about a body.

use super::alike::Names;
use crate::endpoint::Marks;
use crate::finding::Findings;
use crate::json::{Kind, Node, NodeId};
use crate::schema::tables::Object;
use crate::schema::{self, Context, Shown, Violation, Walk};

/// Of more values that do not fit, what the walk says is taken as it is. Tests hold it equal to what
/// the schema says.
const CONFIRMED: usize = 200;

/// Says what is wrong with the shape of a body that was walked over, and what rules need not say
/// again. What is `offered` counts as one of a documented list.
pub(crate) fn report<'a>(
    context: Context<'a>,
    walk: &Walk<'a, '_>,
    offered: &[NodeId],
    out: &mut Findings<'_>,
) -> Marks {
    let settled = walk.clean && walk.notes.is_empty();
    let mut marks = Marks { settled, ..Marks::default() };
    marks.unreadable.extend(cut_off(context.root));
    if !walk.notes.is_empty() {
        super::annotations(context, &walk.notes, &mut marks, out);
    }
    if !walk.clean
        && let Some(schedule) = context.root.get("schedule")
        && super::other_endpoint::schedule_option(schedule, out)
    {
        marks.unreadable.extend(context.root.tree.nodes_in(schedule.id()).map(|node| node.id()));
    }
    if !walk.clean {
        violations(context, walk, offered, &mut marks, out);
    }
    marks
}

/// What the end of the file cut off inside of a body: what it is missing is not known.
fn cut_off(root: Node<'_>) -> impl Iterator<Item = NodeId> {
    let root = Some(root).filter(|root| root.is_unclosed());
    let inside =
        std::iter::successors(root, |node| last(*node).filter(|inner| inner.is_unclosed()));
    inside.skip(1).map(Node::id)
}

fn last(node: Node<'_>) -> Option<Node<'_>> {
    node.members().map(|member| member.value).chain(node.elements()).last()
}

fn violations<'a>(
    context: Context<'a>,
    walk: &Walk<'a, '_>,
    offered: &[NodeId],
    marks: &mut Marks,
    out: &mut Findings<'_>,
) {
    let mut missing: Vec<(Node<'_>, Vec<String>)> = Vec::new();
    let mut nulls = Vec::new();
    let mut alike = Names::default();
    let mut tables = Siblings::default();
    let body = (context.root, Shown::Around(&walk.rejected));
    // The schema has the last word, but for thousands: it would take as long as all the rest.
    let found;
    let all = match walk.rejected.len() {
        0..=CONFIRMED => {
            found = schema::violations(body, &context.tables.schemas, context.version);
            &found
        }
        many => {
            out.drafts.reserve(many);
            &walk.misfits
        }
    };
    for violation in all {
        match *violation {
            Violation::Unknown(object, _) if marks.unreadable.contains(&object.id()) => {}
            Violation::Unknown(object, ref keys) => {
                let place = (object, tables.of(context, object));
                super::unknown_key::report(context, place, keys, &mut alike, marks, out);
            }
            Violation::Missing(object, ref name) => match missing.last_mut() {
                Some((node, names)) if *node == object => names.push(name.clone()),
                _ => missing.push((object, vec![name.clone()])),
            },
            Violation::WrongType(node) if marks.unreadable.contains(&node.id()) => {}
            Violation::WrongType(node) if node.kind() == Kind::Null => {
                marks.unreadable.insert(node.id());
                super::null_not_allowed::report(context, node, marks, &mut nulls, out);
            }
            Violation::WrongType(node) => {
                marks.unreadable.insert(node.id());
                super::wrong_type::report(context, node, out);
            }
            Violation::NotListed(node) if offered.contains(&node.id()) => {}
            Violation::NotListed(node) if marks.unreadable.insert(node.id()) => {
                super::unknown_enum_value::report(context, node, out);
            }
            Violation::NotUuid(node) if marks.unreadable.insert(node.id()) => {
                super::bad_uuid::report(context, node, out);
            }
            Violation::NotListed(_) | Violation::NotUuid(_) => {}
        }
    }
    super::null_not_allowed::spare(context, &nulls, out);
    for (object, names) in missing {
        super::missing_required::report(context, object, names, marks, out);
    }
}

/// The tables of objects, which items of one list share.
#[derive(Default)]
struct Siblings {
    last: Option<(NodeId, &'static Object)>,
}

impl Siblings {
    fn of(&mut self, context: Context<'_>, object: Node<'_>) -> Option<&'static Object> {
        let list = object.parent().filter(|parent| parent.kind() == Kind::Array).map(Node::id);
        if let Some((_, table)) = self.last.filter(|(last, _)| Some(*last) == list) {
            return Some(table);
        }
        let table = context.table(object)?;
        self.last = list.map(|list| (list, table));
        Some(table)
    }
}
