use std::collections::{HashMap, HashSet};

use super::same::{canonical, number};
use crate::endpoint::model::FilterFunction;
use crate::endpoint::{Arity, Body, Comparison, Slot};
use crate::finding::{Draft, Findings};
use crate::json::{Kind, Node, NodeId};
use crate::rules::declare_rule;

declare_rule! {
    /// Finds two conditions on the same field that contradict each other when all conditions need
    /// to be true: two different values with `Equality`, `IsNull` together with a condition that
    /// only a value can meet, `True` together with `False`, or a number below one limit and above a
    /// larger one. Expressions with `or` are not checked.
    ///
    /// A sync with such filters finds no records. The linter cannot know whether you want that.
    ///
    /// # Bad
    /// ```json
    /// {"model_filters": {"conditions": [{"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}, "function": "Equality", "value": "a"}, {"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}, "function": "Equality", "value": "b"}]}}
    /// ```
    /// ```text
    /// 1:156: advice[PT083]: `model_filters.conditions[0]` and `model_filters.conditions[1]` cannot both be true
    /// ```
    /// # Good
    /// ```json
    /// {"model_filters": {"conditions": [{"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}, "function": "StringOneOf", "value": ["a", "b"]}]}}
    /// ```
    ContradictoryFilters {
        code: "PT083", name: "contradictory-filters", group: Filters, severity: Advice,
        evidence: Heuristic, fix: None, strict: false, since: "0.1.0",
        summary: "contradictory conditions on one field",
        keys: ["filters", "conditions"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    let loose = loosely_joined(body);
    let mut fields: HashMap<_, Facts<'_>> = HashMap::new();
    let filters = body.comparisons().iter().filter(|entry| {
        !entry.is_override && entry.value_field.is_absent() && !loose.contains(&entry.node.id())
    });
    for entry in filters {
        let function = entry.name().and_then(|name| FilterFunction::named(&name));
        let Some((field, function)) = entry.field().zip(function) else { continue };
        let list = entry.node.parent().map(Node::id);
        let facts = fields.entry((list, entry.is_model, field)).or_default();
        if let Some(other) = facts.add(entry, function) {
            out.push(
                Draft::missing(&INFO, entry.node, format!("`{}` and `{}` cannot both be true", other.path(), entry.node.path()))
                    .label("contradicts the other condition")
                    .second(other.opener(), "the other condition")
                    .help("to match one of several values, use `StringOneOf` or a logic expression with `or`; no record can match both conditions"),
            );
        }
    }
}

/// Filters that an expression may join by `or`.
fn loosely_joined(body: &Body<'_>) -> HashSet<NodeId> {
    let of_target = body.target.map_or(Slot::Absent, |target| target.filter_logic);
    let unread = [
        ("filter_logic", body.top.filter_logic),
        ("target.filter_logic", of_target),
        ("model_filters.logic", body.model_conditions.map_or(Slot::Absent, |it| it.logic)),
        ("target_filters.logic", body.target_conditions.map_or(Slot::Absent, |it| it.logic)),
    ]
    .map(|(path, logic)| matches!(logic, Slot::Reported).then_some(path));
    let loose = body.scopes().iter().filter(|scope| match &scope.logic {
        Some(logic) => logic.parts.has_or || !logic.parts.mistakes.is_empty(),
        None => unread.contains(&Some(scope.path)),
    });
    loose.flat_map(|scope| scope.entries.iter().map(|entry| entry.node.id())).collect()
}

/// A number, and whether it is itself excluded.
type Bound = (f64, bool);

/// What the conditions on one field require, each with the first condition that requires it.
#[derive(Debug, Default)]
struct Facts<'a> {
    null: Option<Node<'a>>,
    something: Option<Node<'a>>,
    yes: Option<Node<'a>>,
    no: Option<Node<'a>>,
    equal: Option<(String, Node<'a>)>,
    unequal: HashMap<String, Node<'a>>,
    least: Option<(Bound, Node<'a>)>,
    most: Option<(Bound, Node<'a>)>,
}

impl<'a> Facts<'a> {
    /// Adds a condition; returns an earlier one that it contradicts.
    fn add(&mut self, entry: &Comparison<'a>, function: FilterFunction) -> Option<Node<'a>> {
        let value = entry.value.node().filter(|value| value.kind() != Kind::Null);
        let is_null = |value: Node<'_>| value.kind() == Kind::Null;
        let null = match function {
            FilterFunction::IsNull => true,
            FilterFunction::Equality => entry.value.node().is_some_and(is_null),
            _ => false,
        };
        if null {
            self.null.get_or_insert(entry.node);
            return self.something;
        }
        if function.arity() != Arity::None && value.is_none() {
            return None;
        }
        let text = value.map(canonical).unwrap_or_default();
        if function == FilterFunction::Inequality {
            let other =
                self.equal.as_ref().filter(|(equal, _)| *equal == text).map(|(_, node)| *node);
            self.unequal.entry(text).or_insert(entry.node);
            return other;
        }
        if function.excludes() {
            return None;
        }
        self.something.get_or_insert(entry.node);
        let excluded = match function {
            FilterFunction::True => self.no,
            FilterFunction::False => self.yes,
            FilterFunction::Equality => {
                let other = self.equal.as_ref().filter(|(equal, _)| *equal != text);
                other.map(|(_, node)| *node).or_else(|| self.unequal.get(&text).copied())
            }
            _ => None,
        };
        match function {
            FilterFunction::True => drop(self.yes.get_or_insert(entry.node)),
            FilterFunction::False => drop(self.no.get_or_insert(entry.node)),
            FilterFunction::Equality => drop(self.equal.get_or_insert((text, entry.node))),
            _ => {}
        }
        self.null.or(excluded).or_else(|| self.add_bounds(entry.node, bounds(function, value)))
    }

    fn add_bounds(&mut self, node: Node<'a>, bounds: [Option<Bound>; 2]) -> Option<Node<'a>> {
        let [least, most] = bounds;
        #[expect(clippy::float_cmp, reason = "two bounds that are written as the same number")]
        let apart = |least: Bound, most: Bound| {
            least.0 > most.0 || least.0 == most.0 && (least.1 || most.1)
        };
        let below = least.and_then(|least| self.most.filter(|(most, _)| apart(least, *most)));
        let above = most.and_then(|most| self.least.filter(|(least, _)| apart(*least, most)));
        if let Some(bound) = least.filter(|new| self.least.is_none_or(|(old, _)| new.0 > old.0)) {
            self.least = Some((bound, node));
        }
        if let Some(bound) = most.filter(|new| self.most.is_none_or(|(old, _)| new.0 < old.0)) {
            self.most = Some((bound, node));
        }
        below.or(above).map(|(_, node)| node)
    }
}

/// The minimum and the maximum that a condition on numbers allows.
fn bounds(function: FilterFunction, value: Option<Node<'_>>) -> [Option<Bound>; 2] {
    let Some(value) = value else { return [None, None] };
    let bound = |strict| number(value).map(|number| (number, strict));
    match function {
        FilterFunction::Equality => [bound(false), bound(false)],
        FilterFunction::GreaterThan => [bound(true), None],
        FilterFunction::GreaterThanEqual => [bound(false), None],
        FilterFunction::LessThan => [None, bound(true)],
        FilterFunction::LessThanEqual => [None, bound(false)],
        FilterFunction::Between => {
            let mut items = value.elements().map(|item| number(item).map(|number| (number, false)));
            [items.next().flatten(), items.next().flatten()]
        }
        _ => [None, None],
    }
}
