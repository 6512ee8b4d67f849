use std::borrow::Cow;

use super::same::canonical;
use crate::endpoint::{Body, Condition, Conditions, Filter, Slot};
use crate::finding::{Draft, Findings, key_span};
use crate::json::{Kind, Node};
use crate::rule::Severity;
use crate::rules::declare_rule;
use crate::schema::ApiVersion;

declare_rule! {
    /// Finds the older and the newer filter format in one body.
    ///
    /// According to the documentation of the official SDKs, a body is rejected if the two disagree,
    /// and the older format is ignored if they agree. It is an error if they provably disagree.
    ///
    /// # Bad
    /// ```json
    /// {"filters": [{"field": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}, "function": "IsNull"}],
    ///   "model_filters": {"conditions": [{"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}, "function": "IsNotNull"}]}}
    /// ```
    /// ```text
    /// 1:2: error[PT081]: `filters` and the newer filter format disagree
    /// ```
    /// # Good
    /// ```json
    /// {"model_filters": {"conditions": [{"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}, "function": "IsNotNull"}]}}
    /// ```
    FiltersBothShapes {
        code: "PT081", name: "filters-both-shapes", group: Filters, severity: Error,
        evidence: Documented, fix: None, strict: false, since: "0.1.0",
        also: [(Advice, "if the two do not provably differ")],
        source: "Python SDK 25.9.10, docstring of `filters`",
        summary: "`filters` together with `model_filters` or `target_filters`",
        keys: ["filters"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    // Older versions do not have the newer format at all, which PT011 reports.
    if body.version < ApiVersion::V2025_09_18 {
        return;
    }
    // An empty array is what clients send for none; in a fetched sync it is an edit.
    let counts = |filters: &Node<'_>| !filters.is_empty() || body.is_fetched();
    let Some(old) = body.top.filters.node().filter(counts) else { return };
    let new = [(body.model_conditions, MODEL), (body.target_conditions, TARGET)];
    let new: Vec<_> = new.into_iter().filter_map(|(it, kind)| Some((it?, kind))).collect();
    let Some((first, _)) = new.iter().min_by_key(|(filters, _)| filters.node.id()) else { return };
    let (severity, message, help) = if provably_differ(body, old, &new) {
        (
            Severity::Error,
            "`filters` and the newer filter format disagree",
            "keep only the newer format; the documentation says that a body is rejected if the two disagree",
        )
    } else if old.is_empty() {
        return;
    } else {
        (
            Severity::Advice,
            "`filters` is used together with the newer filter format",
            "remove `filters`; where the two agree, the older format is ignored",
        )
    };
    out.push(
        Draft::key(&INFO, old, message)
            .severity(severity)
            .label("older format")
            .second(key_span(first.node), "newer format")
            .help(help),
    );
}

const MODEL: &str = "Model";
const TARGET: &str = "Target";

/// A filter as far as the two formats can be compared, without what cannot be read.
#[derive(Debug)]
struct Shape {
    kind: Option<&'static str>,
    function: Option<String>,
    value: Option<String>,
    /// The field of a Target filter; those of a Model filter are named in different ways.
    field: Option<String>,
}

/// Whether the two formats differ in number, function, value, or target field, whatever else they
/// have in common.
fn provably_differ<'a>(
    body: &Body<'a>,
    old: Node<'a>,
    new: &[(Conditions<'a>, &'static str)],
) -> bool {
    let unread = [body.top.model_filters, body.top.target_filters]
        .iter()
        .any(|slot| matches!(slot, Slot::Reported));
    let mut theirs = Vec::new();
    let mut written = 0;
    for (filters, kind) in new {
        if unread || matches!(filters.conditions, Slot::Reported) {
            return false;
        }
        written += filters.conditions.node().map_or(0, Node::len);
        theirs.extend(
            body.conditions(*filters).iter().map(|condition| of_condition(condition, kind)),
        );
    }
    let ours: Vec<Shape> = body.filters.iter().map(of_filter).collect();
    if ours.len() != old.len() || theirs.len() != written {
        return false;
    }
    let differ = |part: fn(&Shape) -> Option<String>| {
        let of = |shapes: &[Shape]| {
            let parts: Option<Vec<String>> = shapes.iter().map(part).collect();
            parts.map(|mut parts| {
                parts.sort_unstable();
                parts
            })
        };
        matches!((of(&ours), of(&theirs)), (Some(ours), Some(theirs)) if ours != theirs)
    };
    ours.len() != theirs.len()
        || differ(|shape| shape.kind.map(str::to_owned))
        || differ(|shape| shape.function.clone())
        || differ(|shape| Some(format!("{} {}", shape.function.as_ref()?, shape.value.as_ref()?)))
        || differ(|shape| match shape.kind? {
            TARGET => Some(format!("{TARGET} {}", shape.field.as_ref()?)),
            kind => Some(kind.to_owned()),
        })
}

fn of_filter(filter: &Filter<'_>) -> Shape {
    let kind = match filter.field_type {
        Slot::Value(node) if node.is_text(TARGET) => Some(TARGET),
        Slot::Value(node) if node.is_text(MODEL) => Some(MODEL),
        Slot::Absent if filter.field.or_blank().node().is_some() => Some(MODEL),
        _ => None,
    };
    Shape {
        kind,
        function: filter.function.text().map(Cow::into_owned),
        value: value(filter.value, filter.value_field),
        field: filter.field_id.or_blank().text().map(Cow::into_owned),
    }
}

fn of_condition(condition: &Condition<'_>, kind: &'static str) -> Shape {
    Shape {
        kind: Some(kind),
        function: condition.function.text().map(Cow::into_owned),
        value: value(condition.value, condition.value_source),
        field: condition.field.text().map(Cow::into_owned),
    }
}

/// The value to compare with; a missing one and null are the same.
fn value(value: Slot<'_>, field: Slot<'_>) -> Option<String> {
    let text = |slot: Slot<'_>| match slot {
        Slot::Absent => Some(String::new()),
        Slot::Reported => None,
        Slot::Value(node) if node.kind() == Kind::Null => Some(String::new()),
        Slot::Value(node) => Some(canonical(node)),
    };
    Some(text(value)? + &text(field)?)
}
