use super::wording::{at_target, named, suggest, target_name, use_one};
use crate::endpoint::{Arity, Body, Comparison};
use crate::finding::{Draft, Findings};
use crate::json::{Kind, Node};
use crate::metadata::{Choice, FilterFunction, TargetField, near};
use crate::rule::Severity;
use crate::rules::declare_rule;
use crate::rules::filters::is_point;
use crate::text::shown;

declare_rule! {
    /// Finds Target filters that the target does not support, according to a saved response of the
    /// API: on a field that it does not have or that cannot be filtered, with a function that the
    /// field does not take, with a value outside of a closed list, and with a model field as the value
    /// where that is not supported.
    ///
    /// A value that is not an option of the field, under a function that takes any, is a warning. The
    /// examples use the saved responses in `examples/metadata`.
    ///
    /// # Bad
    /// ```json
    /// {"mode": "update", "identities": {"mappings": [{"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "email"}, "target": "Email__c", "function": "Equality"}]},
    ///   "target_filters": {"conditions": [{"field": "Industry", "function": "Between", "value": [1, 2]}]}}
    /// ```
    /// ```text
    /// 2:71: error[PT144]: `Industry` does not support function `Between`
    /// ```
    /// # Good
    /// ```json
    /// {"mode": "update", "identities": {"mappings": [{"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "email"}, "target": "Email__c", "function": "Equality"}]},
    ///   "target_filters": {"conditions": [{"field": "Industry", "function": "Equality", "value": "Media"}]}}
    /// ```
    TargetFilterUnsupported {
        code: "PT144", name: "target-filter-unsupported", group: Metadata, severity: Error,
        evidence: Documented, fix: None, strict: false, since: "0.1.0",
        also: [(Warning, "for a value that is not an option of the field")],
        source: "Python SDK 25.9.10, response type of target fields",
        summary: "Target filter with an unsupported field, function, or value",
        keys: ["filters", "target_filters"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    let Some(fields) = body.target_fields() else { return };
    for entry in body.comparisons() {
        let Some(place) = entry.target_field() else { continue };
        let name = place.text().unwrap_or_default();
        if fields.target.properties.supports_filter_value_fields == Some(false) {
            value_field(body, entry, out);
        }
        let Some(field) = fields.find(&name) else {
            if fields.is_complete() {
                let near = fields.near(&name, body.budget());
                let draft = Draft::value(
                    &INFO,
                    place,
                    format!("unknown target field `{}` in `{}`", shown(&name), entry.node.path()),
                )
                .label(format!("expected a field of {}", target_name(body)))
                .subject(name.clone());
                let otherwise = "use the ID of a field that the target has";
                out.push(at_target(suggest(draft, &near, otherwise), body));
            }
            continue;
        };
        if field.filterable == Some(false) {
            let draft = Draft::value(&INFO, place, format!("{} cannot be filtered", field.named()))
                .label("not filterable")
                .help("remove the filter, or filter by another field");
            out.push(at_target(draft, body));
            continue;
        }
        function(body, entry, place, field, out);
    }
}

fn value_field(body: &Body<'_>, entry: &Comparison<'_>, out: &mut Findings<'_>) {
    let Some(value) = entry.value_field.or_blank().node() else { return };
    let draft = Draft::key(
        &INFO,
        value,
        format!("{} does not support comparing with a model field", target_name(body)),
    )
    .label("not supported")
    .help("use `value` to compare with a fixed value");
    out.push(at_target(draft, body));
}

fn function(
    body: &Body<'_>,
    entry: &Comparison<'_>,
    place: Node<'_>,
    field: &TargetField,
    out: &mut Findings<'_>,
) {
    let (Some(node), Some(name)) = (entry.function, entry.name()) else { return };
    let functions = &field.filter_functions;
    match functions.iter().find(|function| function.id == name) {
        Some(function) => values(body, entry, node, function, field, out),
        None if functions.is_empty() => options(body, entry, place, field, out),
        None => {
            let names: Vec<&str> = functions.iter().map(|function| &*function.id).collect();
            out.push(
                Draft::value(
                    &INFO,
                    node,
                    format!("{} does not support function `{}`", field.named(), shown(&name)),
                )
                .label("expected a function of this field")
                .second(place.span(), "this field")
                .help(use_one(&name, &names)),
            );
        }
    }
}

/// A value in the place of an array, or an array in the place of a value; PT068 says so of
/// functions that take an array by their name.
fn shape(entry: &Comparison<'_>, function: Node<'_>, known: &FilterFunction) -> Option<Draft> {
    let value = entry.value.or_blank().node()?;
    if !matches!(entry.arity, Some(Arity::One | Arity::Equal)) {
        return None;
    }
    let (takes, help) = match (known.multi_value?, value.kind()) {
        (false, Kind::Array) => ("one value, not an array", "keep one value, without brackets"),
        (true, Kind::String | Kind::Number | Kind::Bool) => {
            ("an array, not one value", "put the value in brackets")
        }
        _ => return None,
    };
    let message = format!("`{}` should be {takes}", value.path());
    let draft = Draft::value(&INFO, value, message).label("not what this function takes");
    Some(draft.second(function.span(), "this function").help(help))
}

/// A function with a list of its own takes nothing else.
fn values(
    body: &Body<'_>,
    entry: &Comparison<'_>,
    function: Node<'_>,
    known: &FilterFunction,
    field: &TargetField,
    out: &mut Findings<'_>,
) {
    if let Some(draft) = shape(entry, function, known) {
        return out.push(draft);
    }
    if known.values.is_empty() {
        let Some(place) = entry.target_field() else { return };
        return options(body, entry, place, field, out);
    }
    for value in compared(entry) {
        // PT069 says so of a point in time.
        if entry.arity == Some(Arity::Duration) && is_point(value) || is_in(value, &known.values) {
            continue;
        }
        let shown = shown(&value.text().unwrap_or(value.raw().into()));
        let draft = Draft::value(
            &INFO,
            value,
            format!("unknown value `{shown}` for function `{}`", known.id),
        )
        .label("expected a value of this function")
        .second(function.span(), "this function");
        out.push(closest(body, draft, value, &known.values));
    }
}

/// Comparing for equality with what is not an option of the field finds nothing.
fn options(
    body: &Body<'_>,
    entry: &Comparison<'_>,
    place: Node<'_>,
    field: &TargetField,
    out: &mut Findings<'_>,
) {
    if !entry.is_equality() || field.values.is_empty() {
        return;
    }
    for value in compared(entry).into_iter().filter(|value| !is_in(*value, &field.values)) {
        let shown = shown(&value.text().unwrap_or(value.raw().into()));
        let draft = Draft::value(
            &INFO,
            value,
            format!("`{}` should be an option of {}, not `{shown}`", value.path(), field.named()),
        )
        .severity(Severity::Warning)
        .label("expected an option of this field")
        .second(place.span(), "this field");
        out.push(closest(body, draft, value, &field.values));
    }
}

fn closest(body: &Body<'_>, draft: Draft, value: Node<'_>, values: &[Choice]) -> Draft {
    let text = value.text().unwrap_or(value.raw().into());
    let near = near(&text, values.iter().map(named), body.budget());
    if !near.is_empty() || values.len() > 12 {
        return suggest(draft, &near, "use one of the values that the target offers");
    }
    let names: Vec<&str> = values.iter().map(|choice| &*choice.value).collect();
    draft.help(use_one(&text, &names))
}

/// What a filter compares with: its value, or each of several.
fn compared<'a>(entry: &Comparison<'a>) -> Vec<Node<'a>> {
    let Some(value) = entry.value.or_blank().node() else { return Vec::new() };
    match value.kind() {
        Kind::Array => value.elements().filter(|item| is_plain(*item)).collect(),
        _ if is_plain(value) => vec![value],
        _ => Vec::new(),
    }
}

fn is_plain(value: Node<'_>) -> bool {
    matches!(value.kind(), Kind::String | Kind::Number | Kind::Bool) && !value.is_blank()
}

fn is_in(value: Node<'_>, choices: &[Choice]) -> bool {
    let text = value.text().unwrap_or(value.raw().into());
    choices.iter().any(|choice| choice.value == text)
}
