use crate::endpoint::{Arity, Body, level_by_responses};
use crate::finding::{Draft, Findings};
use crate::json::{Kind, Node};
use crate::rule::Severity;
use crate::rules::declare_rule;
use crate::text::shown;

declare_rule! {
    /// Finds a timestamp or a number with `InTheLast`, `RelativeOnOrAfter`, or
    /// `RelativeOnOrBefore`.
    ///
    /// According to the documentation of `target_filters`, these functions take a duration from a
    /// list that depends on the field, and a timestamp is rejected; so it is an error there. The
    /// whole list is not public.
    ///
    /// # Bad
    /// ```json
    /// {"model_filters": {"conditions": [{"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}, "function": "InTheLast", "value": "2025-01-01T00:00:00Z"}]}}
    /// ```
    /// ```text
    /// 1:151: warning[PT069]: `model_filters.conditions[0].value` is `2025-01-01T00:00:00Z`, but `InTheLast` takes a duration
    /// ```
    /// # Good
    /// ```json
    /// {"model_filters": {"conditions": [{"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}, "function": "InTheLast", "value": "30 days"}]}}
    /// ```
    RelativeNeedsDuration {
        code: "PT069", name: "relative-needs-duration", group: Filters, severity: Error,
        evidence: Documented, fix: None, strict: false, since: "0.1.0",
        also: [(Warning, "outside of `target_filters`")],
        source: "Python SDK 25.9.10, filter functions of a target field",
        summary: "point in time instead of a duration",
        keys: ["filters", "conditions"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    let filters = body
        .comparisons()
        .iter()
        .filter(|entry| !entry.is_override && entry.arity == Some(Arity::Duration));
    for entry in filters {
        let (Some(value), Some(function)) = (entry.value.node(), entry.function) else { continue };
        if !is_point(value) {
            continue;
        }
        let name = function.text().unwrap_or_default();
        let listed = body.filter_function(entry).filter(|known| !known.values.is_empty());
        let wrong =
            listed.map(|known| !known.values.iter().any(|choice| value.is_text(&choice.value)));
        let usual = if entry.in_target_filters { Severity::Error } else { Severity::Warning };
        let Some(severity) = level_by_responses(wrong, usual) else { continue };
        out.push(
            Draft::value(&INFO, value, format!("`{}` is `{}`, but `{name}` takes a duration", value.path(), shown(&value.text().unwrap_or(value.raw().into()))))
                .severity(severity)
                .label("expected a duration")
                .second(function.span(), "counts back from now")
                .help("use a duration that the field offers, such as `48 hours ago`, or compare with a date using `OnOrAfter` or `OnOrBefore`"),
        );
    }
}

/// A number, a date, or a date and time.
pub(in crate::rules) fn is_point(value: Node<'_>) -> bool {
    let Some(text) = value.text() else { return value.kind() == Kind::Number };
    let text = text.trim();
    let parts: Vec<&str> = text.splitn(4, '/').collect();
    let slashes = parts.len() == 3 && parts.iter().all(|part| part.parse::<u16>().is_ok());
    let number = text.contains(|ch: char| ch.is_ascii_digit()) && text.parse::<f64>().is_ok();
    number || slashes || is_date(text)
}

/// A date, alone or before a time: `2024-01-31`.
fn is_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() >= 10
        && bytes[..10].iter().enumerate().all(|(at, byte)| match at {
            4 | 7 => *byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}
