use crate::endpoint::tables;
use crate::finding::{Draft, Findings};
use crate::json::{Node, edits, quote};
use crate::rule::Severity;
use crate::rules::declare_rule;
use crate::schema::Context;
use crate::schema::tables::{Shape, Values};
use crate::text::nearest::{folded, nearest, ranked};
use crate::text::{Fix, list, shown};

declare_rule! {
    /// Finds a value outside the documented list: of modes, frequencies, field types, functions,
    /// strategies. Knows what people write for them elsewhere (`upsert`, `cron`, `equals`).
    ///
    /// For `mode` and identity functions it is a warning: the documentation itself mentions a mode and
    /// shows a function outside of its own lists.
    ///
    /// # Bad
    /// ```json
    /// {"mode": "insert"}
    /// ```
    /// ```text
    /// 1:10: warning[PT024]: `mode` is `insert`, which is not a sync mode
    /// ```
    /// # Fixed
    /// ```json
    /// {"mode": "create"}
    /// ```
    /// # Good
    /// ```json
    /// {"mode": "append"}
    /// ```
    UnknownEnumValue {
        code: "PT024", name: "unknown-enum-value", group: Shape, severity: Error,
        evidence: Documented, fix: Both, strict: true, since: "0.1.0",
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
        match text.trim() {
            "" => format!("`{}` is blank, where {} is expected", node.path(), values.noun),
            _ => format!("`{}` is `{}`, which is not {}", node.path(), shown(&text), values.noun),
        },
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
    // The whole list where it is short, the nearest three otherwise.
    let there = match few {
        true => format!("there are {}", list(values.values, "and")),
        false => format!("the nearest are {}", list(ranked(&text, values.values, 3), "and")),
    };
    let write = |value: &str| edits::replace(node, quote(value));
    let help = if let Some(value) = same {
        draft = draft.fix(Fix::safe(format!("write `{value}`"), write(value)));
        format!("write `{value}`, exactly so")
    } else if let Some(value) = known {
        draft = draft.fix(Fix::unsafe_(format!("write `{value}`"), write(value)));
        match few {
            true => format!("`{value}` is the nearest in meaning; {there}"),
            false => format!("`{value}` is the nearest in meaning"),
        }
    } else if let Some(other) = elsewhere(values, &text) {
        format!("`{}` is {}; here {there}", shown(&text), other.noun)
    } else {
        if let Some(value) = near.first() {
            draft = draft.fix(Fix::unsafe_(format!("write `{value}`"), write(value)));
        }
        match near.first() {
            Some(name) => format!("did you mean `{name}`? {there}"),
            None => there,
        }
    };
    out.push(draft.help(help));
}

/// Another list that has the value.
fn elsewhere(own: &Values, text: &str) -> Option<&'static Values> {
    tables::LISTS
        .into_iter()
        .find(|values| values.name != own.name && values.values.contains(&text))
}
