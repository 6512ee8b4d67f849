//! What to write instead of a value of another type than the documented one.

use super::type_reading::{
    by_name, fits, holds_several, inner_list, is_one, is_whole, only_object, truth,
};
use crate::endpoint::Part;
use crate::endpoint::tables::{RUN_AFTER, SCHEDULE, SOURCE, lists};
use crate::json::{Kind, Node, edits, quote};
use crate::schema::Expected;
use crate::schema::tables::{Object, Purpose, Shape};
use crate::text::{Fix, Span, shown};

/// The help, and the fix where what was meant is certain enough.
#[expect(clippy::too_many_lines, reason = "a table of cases")]
pub(super) fn advice(
    key: &str,
    expected: Expected,
    node: Node<'_>,
) -> (Option<String>, Option<Fix>) {
    let purpose = expected.property.map_or(Purpose::Plain, |property| property.purpose);
    let text = node.text();
    let to = |json: String| {
        let help = format!("write `{}`", shown(&json));
        let fix = Fix::safe(format!("change to `{}`", shown(&json)), edits::replace(node, json));
        (Some(help), Some(fix))
    };
    match (expected.shape, node.kind()) {
        (Shape::Enum(values), Kind::Bool) if values.is(&lists::FILTER_FUNCTIONS) => {
            to(quote(if node.bool() == Some(true) { "True" } else { "False" }))
        }
        (Shape::Enum(values), _) => (Some(format!("use {}, in quotes", values.some())), None),
        // In quotes it would not be a label either.
        (Shape::String, Kind::Number) if purpose == Purpose::Label => (
            Some("use a string that starts with a letter or `_`, such as `\"A\"`".to_owned()),
            None,
        ),
        (Shape::String, Kind::Number | Kind::Bool) if purpose == Purpose::Expression => {
            (Some("write an expression of labels, such as `\"A AND B\"`".to_owned()), None)
        }
        (Shape::String, Kind::Number | Kind::Bool)
            if let Some(part) = Part::ALL.into_iter().find(|part| part.key() == key)
                && !part.holds(node.raw().as_bytes()) =>
        {
            (Some(format!("write {}, in quotes", part.noun())), None)
        }
        (Shape::String, Kind::Number | Kind::Bool) => {
            let (help, fix) = to(quote(node.raw()));
            let help = help.map(|help| match purpose {
                Purpose::ClockPart => format!("{help}; times in a schedule are strings"),
                _ => help,
            });
            (help, fix)
        }
        (Shape::Boolean, Kind::String | Kind::Number) if truth(node).is_some() => {
            let json = truth(node).unwrap_or_default().to_string();
            let says_so =
                text.as_deref().is_some_and(|text| text.trim().eq_ignore_ascii_case(&json));
            if says_so {
                to(json)
            } else {
                let fix = Fix::unsafe_(format!("change to `{json}`"), edits::replace(node, &*json));
                (Some(format!("write `{json}`")), Some(fix))
            }
        }
        (Shape::Boolean, Kind::String) => {
            (Some("use `true` or `false`, without quotes".to_owned()), None)
        }
        (Shape::Boolean, _) => (Some("use `true` or `false`".to_owned()), None),
        (Shape::Integer, Kind::String) => match text.as_deref().map(str::trim) {
            Some(digits) if is_whole(digits) => to(digits.to_owned()),
            _ => (Some("use a whole number, without quotes".to_owned()), None),
        },
        (Shape::Free | Shape::Object(_) | Shape::Strings, Kind::String)
            if holds_json(text.as_deref(), '{') =>
        {
            let json = text.as_deref().unwrap_or_default().trim().to_owned();
            let fix = Fix::safe("remove the quotes around the object", edits::replace(node, json));
            (
                Some(
                    "write the object itself, without quotes around it; the string contains JSON"
                        .to_owned(),
                ),
                Some(fix),
            )
        }
        (Shape::List(_), Kind::String) if holds_json(text.as_deref(), '[') => {
            let json = text.as_deref().unwrap_or_default().trim().to_owned();
            let fix = Fix::safe("remove the quotes around the array", edits::replace(node, json));
            (
                Some(
                    "write the array itself, without quotes around it; the string contains JSON"
                        .to_owned(),
                ),
                Some(fix),
            )
        }
        (Shape::Object(object), Kind::String) if object.is(&SOURCE) => {
            let field = shown(node.raw());
            (
                Some(format!(
                    "name a model and one of its fields: `{{\"model_id\": \"…\", \"field\": {field}}}`"
                )),
                None,
            )
        }
        (Shape::Object(object), Kind::Array) if let Some(list) = object.entries() => {
            wrapped_in_object(node, list.name)
        }
        (Shape::Object(object), Kind::Array) if object.is(&RUN_AFTER) => {
            (Some("say which kind of sync to wait for: `{\"sync_ids\": […]}`".to_owned()), None)
        }
        (Shape::Object(object), Kind::Array) => match only_object(node) {
            Some(item) => {
                let (outer, inner) = (node.span(), item.span());
                let edits = vec![
                    (Span::new(outer.start, inner.start), String::new()),
                    (Span::new(inner.end, outer.end), String::new()),
                ];
                let help = "remove the brackets around it".to_owned();
                (Some(help), Some(Fix::safe("remove the brackets", edits)))
            }
            None => (Some(format!("write {} as a single object: `{{…}}`", the(object))), None),
        },
        (Shape::List(item), Kind::Object)
            if inner_list(node).is_some() && matches!(item, Shape::Object(_)) =>
        {
            let name = inner_list(node).unwrap_or_default();
            (Some(format!("make `{key}` the array itself, without `{name}` around it")), None)
        }
        (Shape::List(Shape::Uuid), Kind::String) if text.as_deref().is_some_and(holds_several) => {
            (Some("write each ID as a separate string: `[\"…\", \"…\"]`".to_owned()), None)
        }
        (Shape::List(Shape::Object(item)), Kind::Object) if by_name(node, item) => (
            Some(format!(
                "write an array of what is under each name: `[{{…}}, {{…}}]`; {} has no name of its own",
                item.noun
            )),
            None,
        ),
        (Shape::List(Shape::Object(item)), Kind::Object) if !is_one(node, item) => {
            let keys = item.properties.iter().map(|p| p.name).take(3);
            let keys = crate::text::list(keys, "and");
            (
                Some(format!(
                    "use an array of objects, each {} with keys such as {keys}",
                    item.noun
                )),
                None,
            )
        }
        (Shape::List(item), kind) if fits(*item, kind) => {
            let span = node.span();
            let fix = Fix::safe(
                "wrap the value in an array",
                vec![
                    (Span::empty(span.start), "[".to_owned()),
                    (Span::empty(span.end), "]".to_owned()),
                ],
            );
            (Some("wrap it in brackets to make an array with one item".to_owned()), Some(fix))
        }
        (Shape::Object(object), Kind::String)
            if object.is(&SCHEDULE) && lists::FREQUENCIES.has(text.as_deref()) =>
        {
            let json = format!("{{\"frequency\": {}}}", node.raw());
            let fix =
                Fix::unsafe_(format!("change to `{json}`"), edits::replace(node, json.clone()));
            (Some(format!("write `{json}`")), Some(fix))
        }
        (Shape::Object(object), _) => {
            let keys: Vec<&str> =
                object.properties.iter().filter(|p| !p.read_only).take(6).map(|p| p.name).collect();
            (
                Some(format!(
                    "write {} as an object with keys such as {}",
                    the(object),
                    crate::text::list(keys, "and")
                )),
                None,
            )
        }
        _ => (None, None),
    }
}

/// The noun of an object, as in "the schedule".
fn the(object: &Object) -> String {
    format!("the {}", object.noun.split_once(' ').map_or(object.noun, |(_, noun)| noun))
}

fn wrapped_in_object(node: Node<'_>, key: &str) -> (Option<String>, Option<Fix>) {
    let span = node.span();
    let fix = Fix::safe(
        format!("move the array under `{key}`"),
        vec![
            (Span::empty(span.start), format!("{{\"{key}\": ")),
            (Span::empty(span.end), "}".to_owned()),
        ],
    );
    (Some(format!("put the array under `{key}`: `{{\"{key}\": […]}}`")), Some(fix))
}

fn holds_json(text: Option<&str>, open: char) -> bool {
    let Some(text) = text.map(str::trim) else { return false };
    text.starts_with(open) && serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok()
}
