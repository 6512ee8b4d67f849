use super::instant::is_later;
use super::same::number;
use crate::endpoint::{Arity, Body, judged};
use crate::finding::{Draft, Findings};
use crate::json::{Kind, Node, edits};
use crate::rules::declare_rule;
use crate::text::{Fix, shown};

declare_rule! {
    /// Finds `StringOneOf` or `StringNotOneOf` without a list or with an empty one, and `Between`
    /// without exactly two values, or with the greater one first. Dates are compared as instants;
    /// where that depends on the time zone, nothing is said.
    ///
    /// That the first two take several values is documented; the shape for `Between` was seen in
    /// the vendor's tests.
    ///
    /// # Bad
    /// ```json
    /// {"model_filters": {"conditions": [{"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}, "function": "StringOneOf", "value": "pro"}]}}
    /// ```
    /// ```text
    /// 1:153: warning[PT068]: `model_filters.conditions[0].value` is `"pro"`, but `StringOneOf` takes a list of values
    /// ```
    /// # Fixed
    /// ```json
    /// {"model_filters": {"conditions": [{"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}, "function": "StringOneOf", "value": ["pro"]}]}}
    /// ```
    /// # Good
    /// ```json
    /// {"model_filters": {"conditions": [{"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}, "function": "StringOneOf", "value": ["pro"]}]}}
    /// ```
    FilterValueShape {
        code: "PT068", name: "filter-value-shape", group: Filters, severity: Warning,
        evidence: Documented, fix: Safe, strict: false, since: "0.1.0",
        summary: "a value of another shape than its function takes",
        keys: ["filters", "conditions", "overrides"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    for entry in body.comparisons() {
        let (Some(value), Some(function)) = (entry.value.node(), entry.function) else { continue };
        // A list that was encoded as text is reported as such.
        let encoded = body.marks.encoded.contains(&value.id());
        if value.kind() == Kind::Null
            || encoded && value.text().is_some_and(|text| text.trim().starts_with('['))
        {
            continue;
        }
        let name = function.text().unwrap_or_default();
        let wrong = match entry.arity {
            Some(Arity::List) => list(value),
            Some(Arity::Two) => two(value),
            _ => None,
        };
        // Between takes two whatever is said of lists.
        let takes_list = body
            .filter_function(entry)
            .filter(|_| entry.arity == Some(Arity::List))
            .and_then(|function| function.multi_value);
        let severity = judged(takes_list, INFO.severity);
        if let Some(((what, help), severity)) = wrong.zip(severity) {
            let lone = entry.arity == Some(Arity::List)
                && matches!(value.kind(), Kind::String | Kind::Number | Kind::Bool)
                && !value.text().is_some_and(|text| text.contains([',', '\n', '\r']));
            let fix = lone.then(|| {
                Fix::safe("put it in a list", edits::replace(value, format!("[{}]", value.raw())))
            });
            out.push(
                Draft::value(
                    &INFO,
                    value,
                    format!(
                        "`{}` is {what}, but `{name}` takes {}",
                        value.path(),
                        takes(entry.arity)
                    ),
                )
                .severity(severity)
                .label("another shape")
                .second(function.span(), "the function")
                .help(help)
                .maybe_fix(fix),
            );
        }
    }
}

fn takes(arity: Option<Arity>) -> &'static str {
    if arity == Some(Arity::Two) { "the least and the most" } else { "a list of values" }
}

fn list(value: Node<'_>) -> Option<(String, &'static str)> {
    match value.kind() {
        Kind::Array if value.is_empty() => {
            Some(("empty".to_owned(), "name at least one value, or take the condition out"))
        }
        Kind::Array => None,
        _ => Some((format!("`{}`", on_one_line(value)), "write a list, such as `[\"a\", \"b\"]`")),
    }
}

fn two(value: Node<'_>) -> Option<(String, &'static str)> {
    if value.kind() != Kind::Array {
        return Some((
            format!("`{}`", on_one_line(value)),
            "write a list of two, such as `[1, 10]`",
        ));
    }
    let items: Vec<_> = value.elements().take(3).collect();
    let [low, high] = items.as_slice() else {
        let count = value.len();
        let values = if count == 1 { "value" } else { "values" };
        return Some((
            format!("a list of {count} {values}"),
            "write a list of two, such as `[1, 10]`",
        ));
    };
    reversed(*low, *high).then(|| {
        (format!("`{}`, the greater one first", on_one_line(value)), "put the least first")
    })
}

/// A value as it stands but for its layout.
fn on_one_line(value: Node<'_>) -> String {
    let (mut out, mut in_string, mut escaped) = (String::new(), false, false);
    for ch in value.raw().chars() {
        if in_string || !ch.is_ascii_whitespace() {
            out.push(ch);
        }
        match ch {
            ',' | ':' if !in_string => out.push(' '),
            '"' if !escaped => in_string = !in_string,
            _ => {}
        }
        escaped = ch == '\\' && !escaped;
        // What is shown is shorter anyway.
        if out.len() > 1000 {
            break;
        }
    }
    shown(&out)
}

/// Whether the first is the greater one, of two numbers or of two dates.
fn reversed(low: Node<'_>, high: Node<'_>) -> bool {
    let number = |node: Node<'_>| number(node).or_else(|| node.text()?.trim().parse().ok());
    if let (Some(low), Some(high)) = (number(low), number(high)) {
        return low > high;
    }
    let (Some(low), Some(high)) = (low.text(), high.text()) else { return false };
    is_later(&low, &high)
}
