use crate::endpoint::Part;
use crate::endpoint::tables::{self, IDENTITY, RUN_AFTER, SCHEDULE, SOURCE, lists};
use crate::finding::{Draft, Findings};
use crate::json::{Kind, Member, Name, Node, Reading, edits, quote};
use crate::rules::declare_rule;
use crate::schema::tables::{Object, Property, Purpose, Shape};
use crate::schema::{ApiVersion, Context, Expected};
use crate::text::nearest::{nearest, same_name};
use crate::text::{Fix, Span, shown};

declare_rule! {
    /// Finds a value of the wrong JSON type: a number where a string is expected (times in a
    /// schedule are strings), `"true"` for `true`, a single value in place of an array, or an array
    /// in place of an object.
    ///
    /// The types are those of the reference page.
    ///
    /// # Bad
    /// ```json
    /// {"schedule": {"frequency": "hourly", "minute": 30}}
    /// ```
    /// ```text
    /// 1:48: error[PT005]: `schedule.minute` should be a string, not the number `30`
    /// ```
    /// # Fixed
    /// ```json
    /// {"schedule": {"frequency": "hourly", "minute": "30"}}
    /// ```
    /// # Good
    /// ```json
    /// {"schedule": {"frequency": "hourly", "minute": "30"}}
    /// ```
    WrongType {
        code: "PT005", name: "wrong-type", group: Shape, severity: Error,
        evidence: Documented, fix: Safe, strict: true, since: "0.1.0",
        source: "Create Sync reference, API version 2025-09-18 (types)",
        summary: "value of the wrong JSON type",
    }
}

/// Reports what a value is and what it should be.
pub(crate) fn report<'a>(context: Context<'a>, node: Node<'a>, out: &mut Findings<'_>) {
    let Some(expected) = context.expected(node) else { return };
    if expected.property.is_some_and(|p| matches!(p.shape, Shape::Strings))
        && matches!(expected.shape, Shape::String)
    {
        return super::create_value::report(node, out);
    }
    out.push(draft(context.version, expected, node));
}

/// How a value of another type is read all the same, where there is one confident answer.
pub(super) fn reading(expected: Expected, node: Node<'_>) -> Option<Reading> {
    let text = node.text();
    let trimmed = text.as_deref().map(str::trim);
    match (expected.shape, node.kind()) {
        (Shape::Enum(values), Kind::Bool) if values.has(Some("True")) => {
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

/// The finding on a value of another type than the documented one.
pub(super) fn draft(version: ApiVersion, expected: Expected, node: Node<'_>) -> Draft {
    let key = expected.property.map_or("value", |property| property.name);
    let found = match node.kind() {
        Kind::String | Kind::Number | Kind::Bool => {
            format!(
                "the {} `{}`",
                node.kind().with_article().trim_start_matches("a "),
                shown(node.raw())
            )
        }
        kind => kind.with_article().to_owned(),
    };
    let wanted = expected.shape.noun();
    let whole = node.kind() == Kind::Number && matches!(expected.shape, Shape::Integer);
    let message = if whole {
        format!("`{}` should be {wanted}, not `{}`", node.path(), shown(node.raw()))
    } else {
        format!("`{}` should be {wanted}, not {found}", node.path())
    };
    let (help, fix) = match list_of_identities(version, expected, node) {
        Some(help) => (Some(help.to_owned()), None),
        None => match advice(key, expected, node) {
            (Some(help), fix) if fix.is_some() && may_be_identities(version, expected, node) => {
                let or = "or use `identities` with the array as its `mappings`";
                (Some(format!("{help}, {or}")), fix)
            }
            advice => advice,
        },
    };
    let mut draft =
        Draft::value(&INFO, node, message).label(format!("expected {wanted}")).maybe_fix(fix);
    draft.help = help;
    draft
}

/// What to do with an array of several identities: where they are documented, there is a key for it.
pub(super) fn list_of_identities(
    version: ApiVersion,
    expected: Expected,
    node: Node<'_>,
) -> Option<&'static str> {
    let several = node.elements().nth(1).is_some();
    (several && may_be_identities(version, expected, node)).then_some(
        "use `identities` with the array as its `mappings`; `\"strategy\": \"priority\"` uses the \
         first one that matches, and `\"strategy\": \"and\"` requires all of them",
    )
}

/// Whether an array under `identity` could be what `identities` maps.
fn may_be_identities(version: ApiVersion, expected: Expected, node: Node<'_>) -> bool {
    let is_identity = expected.property.is_some_and(|property| property.holds(&IDENTITY));
    let taken = || node.parent().is_some_and(|parent| parent.get("identities").is_some());
    let known = version >= ApiVersion::V2025_09_18;
    known && is_identity && node.kind() == Kind::Array && !taken()
}

/// The key of an object that wraps an array and little else.
fn list_in(object: &'static Object) -> Option<Name> {
    object.entries().map(name)
}

fn name(property: &'static Property) -> Name {
    Name { symbol: property.symbol, text: property.name }
}

/// The object in an array of one.
fn only_object(list: Node<'_>) -> Option<Node<'_>> {
    let mut items = list.elements();
    let item = items.next().filter(|item| item.kind() == Kind::Object)?;
    items.next().is_none().then_some(item)
}

/// Whether an object is one entry of a list: it has a key of one, however it is spelled, or one
/// that is nearly so and has a value of the right kind.
fn is_one(node: Node<'_>, item: &Object) -> bool {
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
fn by_name(node: Node<'_>, item: &Object) -> bool {
    !node.is_empty()
        && node.members().all(|member| member.value.kind() == Kind::Object)
        && node.members().any(|member| is_one(member.value, item))
}

/// A boolean that is written in quotes or as a number.
fn truth(node: Node<'_>) -> Option<bool> {
    let text = node.text();
    let word = text.as_deref().map_or(node.raw(), str::trim);
    let is = |words: [&str; 3]| words.iter().any(|other| word.eq_ignore_ascii_case(other));
    match () {
        () if is(["true", "yes", "1"]) => Some(true),
        () if is(["false", "no", "0"]) => Some(false),
        () => None,
    }
}

fn is_whole(digits: &str) -> bool {
    digits.parse::<i64>().is_ok_and(|number| number.to_string() == digits)
}

fn holds_several(text: &str) -> bool {
    text.contains([',', ';', ' '])
}

#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn advice(key: &str, expected: Expected, node: Node<'_>) -> (Option<String>, Option<Fix>) {
    let purpose = expected.property.map_or(Purpose::Plain, |property| property.purpose);
    let text = node.text();
    let to = |json: String| {
        let help = format!("write `{}`", shown(&json));
        let fix = Fix::safe(format!("change to `{}`", shown(&json)), edits::replace(node, json));
        (Some(help), Some(fix))
    };
    match (expected.shape, node.kind()) {
        (Shape::Enum(values), Kind::Bool) if values.values.contains(&"True") => {
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

fn inner_list(node: Node<'_>) -> Option<&'static str> {
    tables::entries().map(|property| property.name).find(|key| node.get(key).is_some())
}

fn fits(item: Shape, kind: Kind) -> bool {
    matches!(
        (item, kind),
        (Shape::Object(_), Kind::Object)
            | (Shape::Uuid | Shape::String, Kind::String)
            | (Shape::Any, _)
    )
}

fn holds_json(text: Option<&str>, open: char) -> bool {
    let Some(text) = text.map(str::trim) else { return false };
    text.starts_with(open) && serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok()
}
