//! Whether a key that an object does not have is needed there, by what its table declares.

use std::borrow::Cow;
use std::collections::HashSet;

use super::{Marks, Slot, letter, logic};
use crate::json::{Kind, Node};
use crate::schema::Context;
use crate::schema::tables::{Need, Property, When};

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
            When::Labels => object.parent().is_some_and(|list| needs_labels(context, list, marks)),
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

/// Whether a filter of this array needs a label: others of the newer format have one, or an
/// expression refers to what is neither a label here nor a letter of a position. Decided once per
/// array.
fn needs_labels<'a>(context: Context<'a>, list: Node<'a>, marks: &mut Marks) -> bool {
    if let Some(known) = marks.labels_needed.get(&list.id()) {
        return *known;
    }
    let labels: HashSet<Cow<'_, str>> = list
        .elements()
        .filter_map(|filter| filter.get("label").filter(|label| !label.is_blank())?.text())
        .collect();
    let new_shape = list.key().is_some_and(|key| key.is_text("conditions"));
    let root = context.root;
    let logic = if new_shape {
        [list.parent().and_then(|filters| filters.get("logic")), None]
    } else {
        let target = root.get("target");
        [root.get("filter_logic"), target.and_then(|target| target.get("filter_logic"))]
    };
    let count = list.len();
    let letters: HashSet<String> = (0..count.min(26)).filter_map(letter).collect();
    let named = |name: &str| labels.contains(name) || letters.contains(name);
    let needed = if is_error_unlabeled(new_shape, labels.len()) {
        true
    } else {
        // Expressions with malformed labels are left to the rules about those.
        labels.iter().all(|label| logic::is_label(label))
            && logic.into_iter().flatten().filter(|it| !marks.is_unreadable(*it)).any(|it| {
                let text = it.text().unwrap_or_default();
                let parts = logic::parse(&text, &[], &[]);
                parts.labels.into_iter().any(|range| !named(&text[range]))
            })
    };
    marks.labels_needed.insert(list.id(), needed);
    needed
}
