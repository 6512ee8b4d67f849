use crate::endpoint::tables::lists;
use crate::finding::{Draft, Findings};
use crate::json::{Kind, Node, edits, quote};
use crate::rules::declare_rule;
use crate::schema::tables::{Object, Shape};
use crate::schema::{Context, Expected};
use crate::text::{Fix, shown};

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
        summary: "value of the wrong JSON type",
    }
}

/// Reports what a value is and what it should be.
pub(crate) fn report<'a>(context: Context<'a>, node: Node<'a>, out: &mut Findings<'_>) {
    let Some(expected) = context.expected(node) else { return };
    let key = expected.property.map_or("value", |property| property.name);
    if key == "create" && matches!(expected.shape, Shape::String) {
        return super::create_value::report(node, out);
    }
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
    let (help, fix) = advice(key, expected, node);
    let mut draft =
        Draft::value(&INFO, node, message).label(format!("expected {wanted}")).maybe_fix(fix);
    draft.help = help;
    out.push(draft);
}

fn advice(key: &str, expected: Expected, node: Node<'_>) -> (Option<String>, Option<Fix>) {
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
        (Shape::String, Kind::Number) if key == "label" => (
            Some("use a string that starts with a letter or `_`, such as `\"A\"`".to_owned()),
            None,
        ),
        (Shape::String, Kind::Number | Kind::Bool) => {
            let (help, fix) = to(quote(node.raw()));
            let clock = matches!(key, "minute" | "hour" | "day_of_month" | "month" | "day_of_week");
            let help = help.map(|help| {
                if clock { format!("{help}; times in a schedule are strings") } else { help }
            });
            (help, fix)
        }
        (Shape::Boolean, Kind::String) => match text.as_deref().map(str::trim) {
            Some(word @ ("true" | "false")) => to(word.to_owned()),
            Some(word) if word.eq_ignore_ascii_case("true") || word.eq_ignore_ascii_case("yes") => {
                to("true".to_owned())
            }
            Some(word) if word.eq_ignore_ascii_case("false") || word.eq_ignore_ascii_case("no") => {
                to("false".to_owned())
            }
            _ => (Some("use `true` or `false`, without quotes".to_owned()), None),
        },
        (Shape::Boolean, _) => (Some("use `true` or `false`".to_owned()), None),
        (Shape::Integer, Kind::String) => match text.as_deref().map(str::trim) {
            Some(digits) if digits.parse::<i64>().is_ok_and(|n| n.to_string() == digits) => {
                to(digits.to_owned())
            }
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
        (Shape::Object(object), Kind::String) if object.name == "source" => {
            let field = shown(node.raw());
            (
                Some(format!(
                    "name a model and one of its fields: `{{\"model_id\": \"…\", \"field\": {field}}}`"
                )),
                None,
            )
        }
        (Shape::Object(object), Kind::Array) => match object.name {
            "model_filters" | "target_filters" => wrapped_in_object(node, "conditions"),
            "identities" => wrapped_in_object(node, "mappings"),
            "run_after" => {
                (Some("say which kind of sync to wait for: `{\"sync_ids\": […]}`".to_owned()), None)
            }
            _ => (Some(format!("write {} as a single object: `{{…}}`", the(object))), None),
        },
        (Shape::List(item), Kind::Object)
            if inner_list(node).is_some() && matches!(item, Shape::Object(_)) =>
        {
            let name = inner_list(node).unwrap_or_default();
            (Some(format!("make `{key}` the array itself, without `{name}` around it")), None)
        }
        (Shape::List(Shape::Uuid), Kind::String)
            if text.as_deref().is_some_and(|text| text.contains([',', ';', ' '])) =>
        {
            (Some("write each ID as a separate string: `[\"…\", \"…\"]`".to_owned()), None)
        }
        (Shape::List(Shape::Object(item)), Kind::Object)
            if !node.members().any(|member| item.find(member.key.symbol()).is_some()) =>
        {
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
                    (crate::text::Span::empty(span.start), "[".to_owned()),
                    (crate::text::Span::empty(span.end), "]".to_owned()),
                ],
            );
            (Some("wrap it in brackets to make an array with one item".to_owned()), Some(fix))
        }
        (Shape::Object(object), Kind::String)
            if object.name == "schedule" && lists::FREQUENCIES.has(text.as_deref()) =>
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
            (crate::text::Span::empty(span.start), format!("{{\"{key}\": ")),
            (crate::text::Span::empty(span.end), "}".to_owned()),
        ],
    );
    (Some(format!("put the array under `{key}`: `{{\"{key}\": […]}}`")), Some(fix))
}

fn inner_list(node: Node<'_>) -> Option<&'static str> {
    ["conditions", "mappings"].into_iter().find(|key| node.get(key).is_some())
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
