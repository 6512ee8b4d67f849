//! Logic expressions and the filters that they combine: who is named how, in which scope.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;

use super::{Body, Condition, Conditions, Filter, Slot, quoted};
use crate::endpoint::logic::{self, Expression};
use crate::endpoint::model::FieldType;
use crate::json::{Kind, Node, Places};
use crate::text::Span;
use crate::text::nearest::nearest;

/// A filter or a condition, and its names.
#[derive(Debug)]
pub(crate) struct Named<'a> {
    pub(crate) node: Node<'a>,
    /// The explicit label, unless it is blank.
    pub(crate) label: Option<Node<'a>>,
    /// The label where it is a number, which is no label.
    number: Option<&'a str>,
    /// Another finding is about its label or its kind.
    pub(crate) unreadable: bool,
    /// The label, or else the names by position.
    pub(crate) names: Vec<String>,
    /// The names by position, whether they count or not.
    pub(crate) positional: Vec<String>,
    /// Nothing says whether it is a Model or a Target filter, so it belongs to both expressions.
    pub(crate) both: bool,
}

/// An expression taken apart.
#[derive(Debug)]
pub(crate) struct Logic<'a> {
    pub(crate) node: Node<'a>,
    pub(crate) text: Cow<'a, str>,
    pub(crate) parts: Expression,
    places: Places,
}

/// One expression, if it is there, and everything it can name.
#[derive(Debug)]
pub(crate) struct Scope<'a> {
    /// What people call the place: `filter_logic`.
    pub(crate) path: &'static str,
    pub(crate) logic: Option<Logic<'a>>,
    pub(crate) entries: Vec<Named<'a>>,
    /// What the other expression of the old shape can name.
    pub(crate) others: Vec<Named<'a>>,
    /// The shape of 2025-09-18, whose rules are stricter.
    pub(crate) new_shape: bool,
    /// Whether every entry could be read, so that what is not found is not there.
    pub(crate) complete: bool,
    names: HashMap<String, usize>,
    other_names: HashMap<String, usize>,
    unknown: OnceCell<Vec<Unknown>>,
}

/// A label that no filter has.
#[derive(Debug)]
pub(crate) struct Unknown {
    pub(crate) label: String,
    /// Its bytes in the expression.
    pub(crate) range: Range<usize>,
    /// The one label that differs in case alone.
    pub(crate) same: Option<String>,
    /// The label that was most likely meant.
    pub(crate) near: Option<String>,
}

impl<'a> Logic<'a> {
    fn new(slot: Slot<'a>, entries: &[Named<'a>]) -> Option<Self> {
        let node = slot.or_blank().node()?;
        let text = node.text()?;
        let parts = parts(&text, entries);
        Some(Self { node, text, parts, places: node.places() })
    }

    /// The place in the file of a range of the expression.
    pub(crate) fn span(&self, range: &Range<usize>) -> Span {
        self.places.span(range)
    }

    /// The labels it names, with their places.
    pub(crate) fn labels(&self) -> impl Iterator<Item = (&str, &Range<usize>)> {
        self.parts.labels.iter().map(|range| (&self.text[range.clone()], range))
    }

    /// Numbers in place of labels, unless a filter has such a label.
    pub(crate) fn has_numbers(&self) -> bool {
        !self.parts.numbers.is_empty()
    }
}

/// An expression taken apart, with the labels that it may quote.
fn parts(text: &str, entries: &[Named<'_>]) -> Expression {
    let labels = || entries.iter().filter_map(Named::written);
    let operators: BTreeSet<&str> =
        labels().filter(|label| logic::is_called_like_an_operator(label)).collect();
    let operators: Vec<&str> = operators.into_iter().collect();
    let is_plain = |label: &&str| !label.contains(['(', ')']);
    let plain = quoted::places(text, labels().filter(is_plain));
    let read = |quoted: &[Range<usize>]| logic::parse(text, &operators, quoted);
    let parts = read(&plain);
    if labels().all(|label| is_plain(&label)) {
        return parts;
    }
    // Parentheses may belong to a label or hold one; what leaves less to say is meant.
    let names: HashSet<&str> = labels().chain(entries.iter().flat_map(Named::names)).collect();
    let trouble = |parts: &Expression| {
        let unknown = parts.labels.iter().filter(|range| !names.contains(&text[(*range).clone()]));
        parts.mistakes.len() + parts.numbers.len() + unknown.count()
    };
    let whole = read(&quoted::places(text, labels()));
    if trouble(&whole) < trouble(&parts) { whole } else { parts }
}

impl Named<'_> {
    /// The label as it is written, even if it is a number, which another finding is about.
    fn written(&self) -> Option<&str> {
        match self.label {
            Some(_) => self.names.first().map(String::as_str),
            None => self.number,
        }
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }
}

impl<'a> Scope<'a> {
    fn new(
        path: &'static str,
        logic: Option<Logic<'a>>,
        entries: Vec<Named<'a>>,
        others: Vec<Named<'a>>,
        complete: bool,
    ) -> Self {
        // Only expressions name anything.
        let of = |entries: &[Named<'_>]| logic.as_ref().map(|_| index(entries)).unwrap_or_default();
        let (names, other_names) = (of(&entries), of(&others));
        let unknown = OnceCell::new();
        let new_shape = false;
        Self { path, logic, entries, others, new_shape, complete, names, other_names, unknown }
    }

    /// The entry of a name.
    pub(crate) fn find(&self, name: &str) -> Option<&Named<'a>> {
        self.names.get(name).map(|index| &self.entries[*index])
    }

    /// The entry of a name in the other scope.
    pub(crate) fn find_other(&self, name: &str) -> Option<&Named<'a>> {
        self.other_names.get(name).map(|index| &self.others[*index])
    }

    /// The expression, and the labels in it that no filter has, where every filter could be read.
    pub(crate) fn unknown_labels(&self) -> Option<(&Logic<'a>, &[Unknown])> {
        let logic = self.logic.as_ref().filter(|logic| !logic.has_numbers())?;
        let certain = !self.entries.is_empty() && self.complete;
        let unknown = if certain { self.unknown() } else { &[] };
        (!unknown.is_empty()).then_some((logic, unknown))
    }

    /// The labels of the expression that no filter has, neither here nor in the other scope.
    pub(crate) fn unknown(&self) -> &[Unknown] {
        self.unknown.get_or_init(|| {
            let labels = self.logic.iter().flat_map(Logic::labels);
            let unknown: Vec<_> = labels
                .filter(|(label, _)| self.find(label).is_none() && self.find_other(label).is_none())
                .collect();
            self.meant(&unknown)
        })
    }

    fn meant(&self, unknown: &[(&str, &Range<usize>)]) -> Vec<Unknown> {
        // Comparing everything with everything would take long for long lists.
        const FEW: usize = 64;
        const SOME: usize = 1000;
        let mut folded: HashMap<String, Vec<&str>> = HashMap::new();
        if !unknown.is_empty() {
            for name in self.names.keys().filter(|name| logic::is_label(name)) {
                folded.entry(name.to_ascii_lowercase()).or_default().push(name);
            }
        }
        let long = |name: &&str| name.len() > 1 && logic::is_label(name);
        let mut names: Vec<&str> = self.names.keys().map(String::as_str).filter(long).collect();
        names.sort_unstable();
        let compare = unknown.len() <= FEW && names.len() <= SOME;
        let one = |(label, range): &(&str, &Range<usize>)| Unknown {
            label: (*label).to_owned(),
            range: (*range).clone(),
            same: match folded.get(&label.to_ascii_lowercase()).map(Vec::as_slice) {
                Some([name]) => Some((*name).to_owned()),
                _ => None,
            },
            near: compare
                .then(|| {
                    nearest(label, names.iter().copied(), 1).first().map(|it| (*it).to_owned())
                })
                .flatten(),
        };
        unknown.iter().map(one).collect()
    }
}

/// `A` to `Z`; none beyond.
pub(crate) fn letter(index: usize) -> Option<String> {
    let index = u8::try_from(index).ok().filter(|index| *index < 26)?;
    Some(char::from(b'A' + index).to_string())
}

/// The first entry of every name.
fn index(entries: &[Named<'_>]) -> HashMap<String, usize> {
    let mut out = HashMap::new();
    for (at, entry) in entries.iter().enumerate() {
        for name in &entry.names {
            out.entry(name.clone()).or_insert(at);
        }
    }
    out
}

fn named<'a>(node: Node<'a>, label: Slot<'a>, positions: &[usize]) -> Named<'a> {
    let mut positional: Vec<String> = positions.iter().filter_map(|index| letter(*index)).collect();
    positional.dedup();
    let explicit = label.or_blank().node().filter(|node| node.text().is_some());
    let names = match explicit.and_then(Node::text) {
        Some(text) => vec![text.into_owned()],
        None => positional.clone(),
    };
    let unreadable = matches!(label, Slot::Reported);
    let number = node.get("label").filter(|label| unreadable && label.kind() == Kind::Number);
    let number = number.map(Node::raw);
    Named { node, label: explicit, number, unreadable, names, positional, both: false }
}

/// Every scope of a body.
pub(super) fn of<'a>(body: &Body<'a>) -> Vec<Scope<'a>> {
    let mut out = Vec::new();
    let target_logic = body.target.map_or(Slot::Absent, |target| target.filter_logic);
    let old_logic =
        body.top.filter_logic.or_blank().is_present() || target_logic.or_blank().is_present();
    if old_logic || !body.filters.is_empty() {
        out.push(old(body, "filter_logic", body.top.filter_logic, FieldType::Model));
        out.push(old(body, "target.filter_logic", target_logic, FieldType::Target));
    }
    let new = [
        ("model_filters.logic", body.model_conditions),
        ("target_filters.logic", body.target_conditions),
    ];
    for (path, filters) in new {
        out.extend(filters.map(|filters| self::new(body, path, filters)));
    }
    out
}

fn old<'a>(body: &Body<'a>, path: &'static str, logic: Slot<'a>, kind: FieldType) -> Scope<'a> {
    let other = match kind {
        FieldType::Model => FieldType::Target,
        FieldType::Target => FieldType::Model,
    };
    let entries = in_scope(body, kind);
    let written = body.top.filters.node().map_or(0, Node::len);
    let complete = !matches!(body.top.filters, Slot::Reported)
        && written == body.filters.len()
        && body.filters.iter().all(|filter| {
            !matches!(filter.field_type, Slot::Reported) && !matches!(filter.label, Slot::Reported)
        });
    let logic = Logic::new(logic, &entries);
    let others = if logic.is_some() { in_scope(body, other) } else { Vec::new() };
    Scope::new(path, logic, entries, others, complete)
}

/// The places of items among all of a list, readable or not, asked for in order.
fn places_in<'a>(list: Slot<'a>) -> impl FnMut(Node<'a>) -> usize {
    let mut all = list.elements().enumerate();
    move |node| all.find(|(_, item)| *item == node).map_or(0, |(at, _)| at)
}

fn in_scope<'a>(body: &Body<'a>, kind: FieldType) -> Vec<Named<'a>> {
    let mut place = places_in(body.top.filters);
    let filters = body.filters.iter().filter(|filter| belongs(filter, kind));
    filters
        .enumerate()
        .map(|(index, filter)| {
            let mut entry = named(filter.node, filter.label, &[place(filter.node), index]);
            entry.unreadable |= matches!(filter.field_type, Slot::Reported);
            entry.both =
                filter.field_type.or_blank().is_absent() && filter.field.or_blank().is_absent();
            entry
        })
        .collect()
}

/// A filter without `field_type` is a Model filter when it has `field`; a `field_id` alone may be
/// of either kind.
fn belongs(filter: &Filter<'_>, kind: FieldType) -> bool {
    match filter.field_type.or_blank() {
        Slot::Value(_) => filter.is_about(kind),
        Slot::Reported => true,
        Slot::Absent => kind == FieldType::Model || filter.field.or_blank().is_absent(),
    }
}

fn new<'a>(body: &Body<'a>, path: &'static str, filters: Conditions<'a>) -> Scope<'a> {
    let conditions: Vec<Condition<'a>> = body.conditions(filters);
    let mut place = places_in(filters.conditions);
    let entries: Vec<_> =
        conditions.iter().map(|c| named(c.node, c.label, &[place(c.node)])).collect();
    let written = filters.conditions.node().map_or(0, Node::len);
    let complete = !matches!(filters.conditions, Slot::Reported)
        && written == conditions.len()
        && conditions.iter().all(|condition| !matches!(condition.label, Slot::Reported));
    let logic = Logic::new(filters.logic, &entries);
    Scope { new_shape: true, ..Scope::new(path, logic, entries, Vec::new(), complete) }
}
