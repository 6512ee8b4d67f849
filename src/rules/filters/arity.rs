//! How many values a filter function takes, and every place that has one.

use std::borrow::Cow;

use crate::json::{Kind, Node};
use crate::request::{Body, Slot, SourceRef};

/// What a function compares with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Arity {
    /// Nothing.
    None,
    /// One value, null included.
    Equal,
    /// One value.
    One,
    /// A list.
    List,
    /// A list of two.
    Two,
    /// A duration counted back from now.
    Duration,
}

/// The arity of a documented function.
pub(super) fn of(function: &str) -> Option<Arity> {
    Some(match function {
        "IsNull" | "IsNotNull" | "True" | "False" => Arity::None,
        "Equality" | "Inequality" => Arity::Equal,
        "StringOneOf" | "StringNotOneOf" => Arity::List,
        "Between" => Arity::Two,
        "InTheLast" | "RelativeOnOrAfter" | "RelativeOnOrBefore" => Arity::Duration,
        "OnOrAfter"
        | "OnOrBefore"
        | "GreaterThan"
        | "GreaterThanEqual"
        | "LessThan"
        | "LessThanEqual"
        | "StringContains"
        | "StringStartsWith"
        | "StringEndsWith"
        | "StringDoesNotContain"
        | "StringDoesNotStartWith"
        | "StringDoesNotEndWith"
        | "ArrayContains"
        | "ArrayDoesNotContain"
        | "StringLike"
        | "StringNotLike"
        | "StringMatchesTrimmed" => Arity::One,
        _ => return None,
    })
}

/// A filter, a condition or an override, as far as its comparison goes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry<'a> {
    pub(super) node: Node<'a>,
    /// The function, where it is one that can be read.
    pub(super) function: Option<Node<'a>>,
    pub(super) arity: Option<Arity>,
    pub(super) value: Slot<'a>,
    /// `value_field` or `value_source`.
    pub(super) value_field: Slot<'a>,
    pub(super) is_override: bool,
    pub(super) is_model: bool,
    pub(super) in_target_filters: bool,
    source: Slot<'a>,
    id: Slot<'a>,
}

impl<'a> Entry<'a> {
    /// The function's name.
    pub(super) fn name(&self) -> Option<Cow<'a, str>> {
        self.function?.text()
    }

    /// The field, however it is named.
    pub(super) fn field(&self) -> Option<String> {
        if let Some(name) = self.id.or_blank().text() {
            return Some(name.into_owned());
        }
        let source = self.source.node().filter(|source| source.kind() == Kind::Object)?;
        let source = SourceRef::new(source, &crate::request::Marks::default());
        Some(format!("{}/{}", source.model_id.text()?, source.field.text()?))
    }
}

/// Every such place of a body.
pub(super) fn entries<'a>(body: &Body<'a>) -> impl Iterator<Item = Entry<'a>> {
    let newer = body.model_conditions.is_some() || body.target_conditions.is_some();
    if body.filters.is_empty() && body.overrides.is_empty() && !newer {
        return Vec::new().into_iter();
    }
    let old = body.filters.iter().map(|filter| Entry {
        value_field: filter.value_field,
        is_model: filter.field_type.is_text("Model")
            || filter.field_type.is_absent() && filter.field.is_present(),
        source: filter.field,
        id: filter.field_id,
        ..entry(filter.node, filter.function, filter.value)
    });
    let overrides = body.overrides.iter().map(|entry_| Entry {
        is_override: true,
        source: entry_.field,
        id: entry_.field_id,
        ..entry(entry_.node, entry_.function, entry_.value)
    });
    let conditions = |filters: Option<crate::request::Conditions<'a>>, target: bool| {
        filters.map(|filters| body.conditions(filters)).unwrap_or_default().into_iter().map(
            move |c| Entry {
                value_field: c.value_source,
                in_target_filters: target,
                source: c.source,
                id: c.field,
                ..entry(c.node, c.function, c.value)
            },
        )
    };
    let all: Vec<Entry<'a>> = old
        .chain(conditions(body.model_conditions, false))
        .chain(conditions(body.target_conditions, true))
        .chain(overrides)
        .collect();
    all.into_iter()
}

fn entry<'a>(node: Node<'a>, function: Slot<'a>, value: Slot<'a>) -> Entry<'a> {
    let name = function.text();
    Entry {
        node,
        function: function.node(),
        arity: name.and_then(|name| of(&name)),
        value,
        value_field: Slot::Absent,
        is_override: false,
        is_model: false,
        in_target_filters: false,
        source: Slot::Absent,
        id: Slot::Absent,
    }
}
