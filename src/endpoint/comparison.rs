//! What a body compares with what: filters, conditions, overrides.

use std::borrow::Cow;

use super::functions::{Arity, FilterFunction};
use super::model::FieldType;
use super::{Body, Conditions, Marks, Slot, SourceRef};
use crate::json::{Kind, Node};

/// A filter, a condition or an override, as far as its comparison goes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Comparison<'a> {
    pub(crate) node: Node<'a>,
    /// The function, where it is one that can be read.
    pub(crate) function: Option<Node<'a>>,
    pub(crate) arity: Option<Arity>,
    pub(crate) value: Slot<'a>,
    /// `value_field` or `value_source`.
    pub(crate) value_field: Slot<'a>,
    pub(crate) is_override: bool,
    pub(crate) is_model: bool,
    pub(crate) in_target_filters: bool,
    /// An old filter that says it is about a field of the target.
    is_target: bool,
    source: Slot<'a>,
    id: Slot<'a>,
}

impl<'a> Comparison<'a> {
    /// Whether it compares for equality, so that only whole values can be meant.
    pub(crate) fn is_equality(&self) -> bool {
        self.name()
            .and_then(|name| FilterFunction::named(&name))
            .is_some_and(FilterFunction::is_equality)
    }

    /// The function's name.
    pub(crate) fn name(&self) -> Option<Cow<'a, str>> {
        self.function?.text()
    }

    /// The value that names a field of the target, in a Target filter.
    pub(crate) fn target_field(&self) -> Option<Node<'a>> {
        if !self.in_target_filters && !self.is_target {
            return None;
        }
        self.id.or_blank().node()
    }

    /// The field, however it is named.
    pub(crate) fn field(&self) -> Option<String> {
        if let Some(name) = self.id.or_blank().text() {
            return Some(name.into_owned());
        }
        let source = self.source.node().filter(|source| source.kind() == Kind::Object)?;
        let source = SourceRef::new(source, &Marks::default());
        Some(format!("{}/{}", source.model_id.text()?, source.field.text()?))
    }
}

/// Every comparison of a body.
pub(super) fn all<'a>(body: &Body<'a>) -> Vec<Comparison<'a>> {
    let old = body.filters.iter().map(|filter| Comparison {
        value_field: filter.value_field,
        is_model: filter.is_about(FieldType::Model)
            || filter.field_type.is_absent() && filter.field.is_present(),
        is_target: filter.is_about(FieldType::Target),
        source: filter.field,
        id: filter.field_id,
        ..comparison(filter.node, filter.function, filter.value)
    });
    let overrides = body.overrides.iter().map(|it| Comparison {
        is_override: true,
        source: it.field,
        id: it.field_id,
        ..comparison(it.node, it.function, it.value)
    });
    let conditions = |filters: Option<Conditions<'a>>, target: bool| {
        filters.map(|filters| body.conditions(filters)).unwrap_or_default().into_iter().map(
            move |c| Comparison {
                value_field: match c.value_source {
                    // No key of a Model condition, which is said already.
                    Slot::Value(_) if !target => Slot::Reported,
                    slot => slot,
                },
                in_target_filters: target,
                source: c.source,
                id: c.field,
                ..comparison(c.node, c.function, c.value)
            },
        )
    };
    old.chain(conditions(body.model_conditions, false))
        .chain(conditions(body.target_conditions, true))
        .chain(overrides)
        .collect()
}

fn comparison<'a>(node: Node<'a>, function: Slot<'a>, value: Slot<'a>) -> Comparison<'a> {
    let name = function.text();
    Comparison {
        node,
        function: function.node(),
        arity: name.and_then(|name| Arity::of(&name)),
        value,
        value_field: Slot::Absent,
        is_override: false,
        is_model: false,
        in_target_filters: false,
        is_target: false,
        source: Slot::Absent,
        id: Slot::Absent,
    }
}
