use crate::finding::{Draft, Severity, list, shown};
use crate::fix::Fix;
use crate::json::{Node, edits, quote};
use crate::nearest::{folded, nearest};
use crate::request::shape;
use crate::rule::{Findings, declare_rule};
use crate::schema::Context;
use crate::schema::shape::{Shape, Values};

declare_rule! {
    /// Finds a value outside the documented list: of modes, frequencies, field types, functions,
    /// strategies. Knows what people write for them elsewhere (`upsert`, `cron`, `equals`).
    ///
    /// For `mode` and identity functions it is a warning: the documentation itself mentions a mode and
    /// shows a function outside of its own lists.
    ///
    /// # Bad
    /// ```json
    /// {"mode": "upsert"}
    /// ```
    /// ```text
    /// 1:10: warning[PT024]: `mode` is `upsert`, which is not a sync mode
    /// ```
    /// # Good
    /// ```json
    /// {"mode": "append"}
    /// ```
    UnknownEnumValue {
        code: "PT024", name: "unknown-enum-value", group: Shape, severity: Error,
        evidence: Documented, fix: Both, strict: true,
        summary: "a value outside the documented list",
    }
}

/// Says which values there are.
pub(crate) fn report<'a>(context: Context<'a>, node: Node<'a>, out: &mut Findings<'_>) {
    let Some(Shape::Enum(values)) = context.expected(node).map(|expected| expected.shape) else {
        return;
    };
    let Some(text) = node.text() else { return };
    let mut draft = Draft::value(
        &INFO,
        node,
        format!("`{}` is `{}`, which is not {}", node.path(), shown(&text), values.noun),
    )
    .severity(if values.open { Severity::Warning } else { Severity::Error })
    .label(format!("not {}", values.noun))
    .subject(text.clone());
    let same = values
        .values
        .iter()
        .find(|value| folded(value) == folded(&text) && !folded(&text).is_empty());
    let known = values
        .synonyms
        .iter()
        .find(|(word, _)| *word == text.to_lowercase().trim() || (*word == folded(&text)))
        .map(|(_, value)| *value);
    let near = nearest(&text, values.values.iter().copied(), 3);
    let few = values.values.len() <= 12;
    let all = list(values.values, "and");
    let write = |value: &str| edits::replace(node, quote(value));
    let help = if let Some(value) = same {
        draft = draft.fix(Fix::safe(format!("write `{value}`"), write(value)));
        format!("write `{value}`, exactly so")
    } else if let Some(value) = known {
        draft = draft.fix(Fix::unsafe_(format!("write `{value}`"), write(value)));
        match few {
            true => format!("`{value}` is the nearest in meaning; there are {all}"),
            false => format!("`{value}` is the nearest in meaning"),
        }
    } else if let Some(other) = elsewhere(values, &text) {
        match few {
            true => format!("`{}` is {}; here there are {all}", shown(&text), other.noun),
            false => format!("`{}` is {}, not {}", shown(&text), other.noun, values.noun),
        }
    } else {
        if let Some(value) = near.first() {
            draft = draft.fix(Fix::unsafe_(format!("write `{value}`"), write(value)));
        }
        match (near.is_empty(), few) {
            (false, false) => format!("did you mean {}?", list(&near, "or")),
            (false, true) => format!("did you mean `{}`? there are {all}", near[0]),
            (true, true) => format!("there are {all}"),
            (true, false) => format!(
                "the functions are named like {}",
                list(values.values.iter().take(3), "and")
            ),
        }
    };
    out.push(draft.help(help));
}

/// Another list that has the value.
fn elsewhere(own: &Values, text: &str) -> Option<&'static Values> {
    shape::LISTS.into_iter().find(|values| values.name != own.name && values.values.contains(&text))
}
