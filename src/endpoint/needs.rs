//! Whether a key that an object does not have is needed there, by what its table declares.

use std::collections::BTreeSet;

use super::tables::lists::FIELD_TYPES;
use super::{Body, Endpoint, Marks, Slot};
use crate::json::{Kind, Node, NodeId};
use crate::schema::Context;
use crate::schema::tables::{Need, Property, When};
use crate::secrets::Secrets;

impl Need {
    /// Whether it holds in an object by what is under its other keys; of labels, that depends on
    /// more.
    pub(crate) fn holds<'a>(&self, object: Node<'a>, slot: impl Fn(&str) -> Slot<'a>) -> bool {
        match self.when {
            When::Always => true,
            When::Without(other) => slot(other).or_blank().is_absent(),
            When::With(other) => slot(other).or_blank().node().is_some(),
            When::Several(other) => slot(other).node().is_some_and(|list| list.len() > 1),
            When::Is(key, value) => slot(key).is_text(value),
            When::Neither { other, beside: (key, value) } => {
                let beside = object.parent().and_then(|around| around.get(key));
                let other = slot(other).or_blank();
                beside.is_some_and(|it| it.is_text(value))
                    && (other.is_absent() || other.node().is_some_and(Node::is_empty))
            }
            When::Labels => false,
        }
    }
}

/// Whether an object has an error without a key, while its shape is looked at: one that is
/// required, or that a rule would report as missing.
pub(crate) fn is_error_without<'a>(
    context: Context<'a>,
    object: Node<'a>,
    property: &Property,
    marks: &mut Marks,
) -> bool {
    let need = property.need.filter(|need| need.is_error(context.version));
    property.required
        || need.is_some_and(|need| match need.when {
            When::Labels => needs_label(context, object, marks),
            _ => need.holds(object, |key| written(object, key, marks)),
        })
}

/// Whether an object has a warning without a key, and no error.
pub(crate) fn is_warning_without(object: Node<'_>, property: &Property, marks: &Marks) -> bool {
    property.need.is_some_and(|need| {
        need.error_since.is_none() && need.holds(object, |key| written(object, key, marks))
    })
}

/// What is under a key before anything was read as it was meant.
fn written<'a>(object: Node<'a>, key: &str, marks: &Marks) -> Slot<'a> {
    match object.get(key) {
        None => Slot::Absent,
        Some(value) if value.kind() == Kind::Null || value.is_blank() => Slot::Absent,
        Some(value) if marks.is_unreadable(value) => Slot::Reported,
        Some(value) => Slot::Value(value),
    }
}

/// Whether a filter without a label is an error beside others that have one: in the newer format.
pub(crate) fn is_error_unlabeled(new_shape: bool, labeled: usize) -> bool {
    new_shape && labeled > 0
}

/// Whether a filter or a condition has an error without a label.
fn needs_label<'a>(context: Context<'a>, entry: Node<'a>, marks: &mut Marks) -> bool {
    if marks.labels_needed.is_none() {
        marks.labels_needed = Some(unlabeled(context, marks));
    }
    marks.labels_needed.as_ref().is_some_and(|entries| entries.contains(&entry.id()))
}

/// The filters and conditions that have an error without a label: others of the newer format have
/// one, or an expression refers to what no filter is called. It is for the rules about labels to
/// say, on the body without the labels that are misspelled or null, which is what is asked about.
fn unlabeled(context: Context<'_>, marks: &Marks) -> BTreeSet<NodeId> {
    let mut marks = marks.clone();
    marks.misspelled.retain(|(_, key)| *key != "label");
    let root = context.root;
    let of = |section| root.get(section).and_then(|filters| filters.get("conditions"));
    for list in [root.get("filters"), of("model_filters"), of("target_filters")] {
        list.into_iter().for_each(|list| mark_labels(list, &mut marks));
    }
    let (endpoint, secrets) = (Endpoint::default(), Secrets::default());
    let mut body = Body::unread(root, endpoint, context.version, &[], &marks, &secrets);
    body.read();
    let mut out = BTreeSet::new();
    for scope in body.scopes() {
        let labeled = scope.entries.iter().filter(|entry| entry.label.is_some()).count();
        if is_error_unlabeled(scope.new_shape, labeled) || scope.unknown_labels().is_some() {
            let all = scope.entries.iter().chain(&scope.others);
            let unlabeled = all.filter(|entry| entry.label.is_none());
            out.extend(unlabeled.map(|entry| entry.node.id()));
        }
    }
    out
}

/// Marks what will be reported of the labels and the kinds of filters, whose turn may be yet to
/// come.
fn mark_labels(list: Node<'_>, marks: &mut Marks) {
    for entry in list.elements() {
        if let Some(label) = entry.get("label") {
            match label.kind() {
                Kind::String => {}
                Kind::Null => drop(marks.unreadable.remove(&label.id())),
                _ => drop(marks.unreadable.insert(label.id())),
            }
        }
        let kind = entry.get("field_type");
        let unknown = kind.filter(|kind| !FIELD_TYPES.has(kind.text().as_deref()));
        marks.unreadable.extend(unknown.map(Node::id));
    }
}
