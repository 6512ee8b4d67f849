use super::instant::{self, is_later};
use super::same::number;
use crate::endpoint::{Arity, Body, level_by_responses};
use crate::finding::{Draft, Findings};
use crate::json::lexer::{Lexer, TokenKind};
use crate::json::{Kind, Node, edits};
use crate::rules::declare_rule;
use crate::text::{Fix, shown};

declare_rule! {
    /// Finds `StringOneOf` or `StringNotOneOf` without an array or with an empty one, and `Between`
    /// without exactly two values or with the larger one first. Dates are compared as instants; if
    /// the result depends on the time zone, nothing is reported.
    ///
    /// It is documented that the first two take several values; the format for `Between` was seen
    /// in Polytomic's tests.
    ///
    /// # Bad
    /// ```json
    /// {"model_filters": {"conditions": [{"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}, "function": "StringOneOf", "value": "pro"}]}}
    /// ```
    /// ```text
    /// 1:153: warning[PT068]: `model_filters.conditions[0].value` is `"pro"`, but `StringOneOf` takes an array of values
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
        also: [(Error, "if a saved response says that the function takes an array")],
        source: "Python SDK 25.9.10 (`multi_value`); Terraform provider, acceptance tests",
        summary: "value that does not fit its function",
        keys: ["filters", "conditions", "overrides"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    for entry in body.comparisons() {
        let (Some(value), Some(function)) = (entry.value.node(), entry.function) else { continue };
        // A string that contains a JSON array is PT027.
        let encoded = body.marks.encoded.contains(&value.id());
        if value.kind() == Kind::Null
            || encoded && value.text().is_some_and(|text| text.trim().starts_with('['))
        {
            continue;
        }
        let name = function.text().unwrap_or_default();
        let wrong = match entry.arity {
            Some(Arity::List) => list(&name, value),
            Some(Arity::Two) => two(&name, value),
            Some(Arity::One | Arity::Equal) if compares_dates(&name) => no_date(value),
            _ => None,
        };
        // Between takes two whatever is said of lists.
        let takes_list = body
            .filter_function(entry)
            .filter(|_| entry.arity == Some(Arity::List))
            .and_then(|function| function.multi_value);
        let severity = level_by_responses(takes_list, INFO.severity);
        if let Some((Wrong { what, label, help }, severity)) = wrong.zip(severity) {
            let lone = entry.arity == Some(Arity::List)
                && matches!(value.kind(), Kind::String | Kind::Number | Kind::Bool)
                && !value.text().is_some_and(|text| text.contains([',', '\n', '\r']));
            let fix = lone.then(|| {
                Fix::safe(
                    "wrap the value in an array",
                    edits::replace(value, format!("[{}]", value.raw())),
                )
            });
            out.push(
                Draft::value(&INFO, value, format!("`{}` {what}", value.path()))
                    .severity(severity)
                    .label(label)
                    .second(function.span(), "because of this function")
                    .help(help)
                    .maybe_fix(fix),
            );
        }
    }
}

/// What is wrong with a value: the rest of the headline, the label, and the help.
struct Wrong {
    what: String,
    label: &'static str,
    help: &'static str,
}

fn list(name: &str, value: Node<'_>) -> Option<Wrong> {
    match value.kind() {
        Kind::Array if value.is_empty() => Some(Wrong {
            what: format!("is empty, but `{name}` needs at least one value"),
            label: "expected at least one value",
            help: "add at least one value, or remove the condition",
        }),
        Kind::Array => None,
        _ => Some(Wrong {
            what: format!("is `{}`, but `{name}` takes an array of values", on_one_line(value)),
            label: "expected an array",
            help: "use an array, such as `[\"a\", \"b\"]`",
        }),
    }
}

/// Whether a function may compare dates. Those on parts of a text do not.
fn compares_dates(function: &str) -> bool {
    !function.starts_with("String") && !function.starts_with("Array")
}

/// A date that no calendar has.
fn no_date(value: Node<'_>) -> Option<Wrong> {
    let why = instant::impossible(&value.text()?)?;
    Some(Wrong {
        what: format!("is `{}`, but {why}", on_one_line(value)),
        label: "expected a date",
        help: "write a date that exists, such as `2024-12-31`",
    })
}

fn two(name: &str, value: Node<'_>) -> Option<Wrong> {
    let not_two = |found: String| Wrong {
        what: format!("{found}, but `{name}` takes a minimum and a maximum"),
        label: "expected two values",
        help: "use an array of two values, such as `[1, 10]`",
    };
    if value.kind() != Kind::Array {
        return Some(not_two(format!("is `{}`", on_one_line(value))));
    }
    let items: Vec<_> = value.elements().take(3).collect();
    let [low, high] = items.as_slice() else {
        let count = value.len();
        let values = if count == 1 { "value" } else { "values" };
        return Some(not_two(format!("has {count} {values}")));
    };
    if let Some(wrong) = no_date(*low).or_else(|| no_date(*high)) {
        return Some(Wrong { what: wrong.what.replacen("is", "has", 1), ..wrong });
    }
    reversed(*low, *high).then(|| Wrong {
        what: format!("is `{}`, but `{name}` takes the minimum first", on_one_line(value)),
        label: "wrong order",
        help: "put the smaller value first",
    })
}

/// The text of a value without its layout.
fn on_one_line(value: Node<'_>) -> String {
    let text = value.raw();
    let mut out = String::new();
    for token in Lexer::from(text, 0).filter(|token| token.kind != TokenKind::Space) {
        out.push_str(token.span.of(text));
        if matches!(token.kind, TokenKind::Comma | TokenKind::Colon) {
            out.push(' ');
        }
        // More is cut off by `shown` anyway.
        if out.len() > 1000 {
            break;
        }
    }
    shown(&out)
}

/// Whether the first is the larger of two numbers or the later of two dates.
fn reversed(low: Node<'_>, high: Node<'_>) -> bool {
    let number = |node: Node<'_>| number(node).or_else(|| node.text()?.trim().parse().ok());
    if let (Some(low), Some(high)) = (number(low), number(high)) {
        return low > high;
    }
    let (Some(low), Some(high)) = (low.text(), high.text()) else { return false };
    is_later(&low, &high)
}
