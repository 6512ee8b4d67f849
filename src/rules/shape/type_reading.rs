//! How a value of another type than the documented one is read all the same.

use crate::endpoint::tables::{self, SCHEDULE, lists};
use crate::json::{Kind, Member, Name, Node, Reading};
use crate::schema::Expected;
use crate::schema::tables::{Object, Property, Purpose, Shape};
use crate::text::nearest::{nearest, same_name};

/// What such a value is read as, where there is one confident answer.
pub(super) fn reading(expected: Expected, node: Node<'_>) -> Option<Reading> {
    let text = node.text();
    let trimmed = text.as_deref().map(str::trim);
    match (expected.shape, node.kind()) {
        (Shape::Enum(values), Kind::Bool) if values.is(&lists::FILTER_FUNCTIONS) => {
            Some(Reading::Text(if node.bool()? { "True" } else { "False" }))
        }
        // In quotes it would be neither a label nor an expression of labels.
        (Shape::String, Kind::Number | Kind::Bool) => {
            let property = expected.property?;
            let named = matches!(property.purpose, Purpose::Label | Purpose::Expression);
            (!named).then_some(Reading::Quoted)
        }
        (Shape::Boolean, Kind::String | Kind::Number) => truth(node).map(Reading::Bool),
        (Shape::Integer, Kind::String) => (is_whole(trimmed?)
            && trimmed == Some(node.inner().of(node.tree().text())))
        .then_some(Reading::Number),
        (Shape::Object(object), Kind::Array) => match list_in(object) {
            Some(list) => Some(Reading::Under(list)),
            None => only_object(node).map(|item| Reading::Inner(item.id())),
        },
        (Shape::Object(object), Kind::String)
            if object.is(&SCHEDULE) && lists::FREQUENCIES.has(text.as_deref()) =>
        {
            object.property("frequency").map(|(_, property)| Reading::Under(name(property)))
        }
        (Shape::List(Shape::Object(item)), Kind::Object) => match inner_list(node) {
            Some(key) => {
                let inner = node.get(key).filter(|inner| inner.kind() == Kind::Array)?;
                Some(Reading::Inner(inner.id()))
            }
            None if is_one(node, item) => Some(Reading::Item),
            None => by_name(node, item).then_some(Reading::Values),
        },
        (Shape::List(Shape::Uuid), Kind::String) if holds_several(trimmed?) => None,
        (Shape::List(item), kind) => fits(*item, kind).then_some(Reading::Item),
        _ => None,
    }
}

/// The key of an object that wraps an array and little else.
fn list_in(object: &'static Object) -> Option<Name> {
    object.entries().map(name)
}

fn name(property: &'static Property) -> Name {
    Name { symbol: property.symbol, text: property.name }
}

/// The object in an array of one.
pub(super) fn only_object(list: Node<'_>) -> Option<Node<'_>> {
    let mut items = list.elements();
    let item = items.next().filter(|item| item.kind() == Kind::Object)?;
    items.next().is_none().then_some(item)
}

/// Whether an object is one entry of a list: it has a key of one, however it is spelled, or one
/// that is nearly so and has a value of the right kind.
pub(super) fn is_one(node: Node<'_>, item: &Object) -> bool {
    let names = || item.properties.iter().map(|property| property.name);
    let near = |member: &Member<'_>, key: &str| {
        let near = nearest(key, names(), 1).into_iter().next();
        let property = near.and_then(|name| item.property(name));
        property.is_some_and(|(_, property)| property.takes(member.value.kind()))
    };
    let is_own = |member: &Member<'_>, key: &str| {
        names().any(|name| same_name(name, key)) || near(member, key)
    };
    node.members().any(|member| member.key.text().is_some_and(|key| is_own(&member, &key)))
}

/// Whether an object holds the entries of a list under names of their own.
pub(super) fn by_name(node: Node<'_>, item: &Object) -> bool {
    !node.is_empty()
        && node.members().all(|member| member.value.kind() == Kind::Object)
        && node.members().any(|member| is_one(member.value, item))
}

/// A boolean that is written in quotes or as a number.
pub(super) fn truth(node: Node<'_>) -> Option<bool> {
    let text = node.text();
    let word = text.as_deref().map_or(node.raw(), str::trim);
    let is = |words: [&str; 3]| words.iter().any(|other| word.eq_ignore_ascii_case(other));
    match () {
        () if is(["true", "yes", "1"]) => Some(true),
        () if is(["false", "no", "0"]) => Some(false),
        () => None,
    }
}

/// Whether a text is a whole number as JSON writes it.
pub(super) fn is_whole(digits: &str) -> bool {
    digits.parse::<i64>().is_ok_and(|number| number.to_string() == digits)
}

/// Whether a text looks like several values with marks or spaces between them.
pub(super) fn holds_several(text: &str) -> bool {
    text.contains([',', ';', ' '])
}

/// The key under which an object has the array that its place is documented to hold.
pub(super) fn inner_list(node: Node<'_>) -> Option<&'static str> {
    tables::entries().map(|property| property.name).find(|key| node.get(key).is_some())
}

/// Whether a value could be an item of a list.
pub(super) fn fits(item: Shape, kind: Kind) -> bool {
    matches!(
        (item, kind),
        (Shape::Object(_), Kind::Object)
            | (Shape::Uuid | Shape::String, Kind::String)
            | (Shape::Any, _)
    )
}
