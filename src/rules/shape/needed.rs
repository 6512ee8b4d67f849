//! Whether an object has an error without a key. A misspelled key, a misplaced key, and a null get
//! the level of the rule that would report it as missing.

use std::borrow::Cow;
use std::collections::HashSet;

use crate::endpoint::{Marks, letter, logic};
use crate::json::{Kind, Node};
use crate::schema::tables::{Object, Property};
use crate::schema::{ApiVersion, Context};

/// Whether an object has an error without the key: one that is required, or that another rule
/// would report as missing.
pub(super) fn needed<'a>(
    context: Context<'a>,
    object: Node<'a>,
    table: &Object,
    property: &Property,
    marks: &mut Marks,
) -> bool {
    let lacks = |key| object.get(key).is_none_or(|it| it.kind() == Kind::Null || it.is_blank());
    let fixed_values = context.version >= ApiVersion::V2025_09_18;
    property.required
        || match (table.name, property.name) {
            ("filter" | "override", "field") => lacks("field_id"),
            ("filter" | "override", "field_id") => lacks("field"),
            ("filter" | "model_condition" | "target_condition", "label") => {
                object.parent().is_some_and(|list| needs_labels(context, list, marks))
            }
            ("model_filters" | "target_filters", "conditions") => {
                !lacks("logic")
                    && object.get("logic").is_some_and(|logic| !marks.is_unreadable(logic))
            }
            ("identities", "strategy") => object.get("mappings").is_some_and(|it| it.len() > 1),
            ("override_field", "override_value") => fixed_values && lacks("source"),
            ("override_field", "source") => fixed_values && lacks("override_value"),
            ("schedule", "run_after") => runs_after(object),
            ("run_after", "sync_ids") => waits_for_nothing(object, "bulk_sync_ids"),
            ("run_after", "bulk_sync_ids") => waits_for_nothing(object, "sync_ids"),
            _ => false,
        }
}

fn runs_after(schedule: Node<'_>) -> bool {
    schedule.get("frequency").is_some_and(|frequency| frequency.is_text("runafter"))
}

/// Whether the sync runs after others, and the other array has none.
fn waits_for_nothing(run_after: Node<'_>, other: &str) -> bool {
    let empty = |ids: Node<'_>| ids.kind() == Kind::Null || ids.is_empty();
    run_after.parent().is_some_and(runs_after) && run_after.get(other).is_none_or(empty)
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
    let needed = if new_shape && !labels.is_empty() {
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
