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
    /// Finds a value that is not in the documented list: of modes, frequencies, field types,
    /// functions, or strategies. It knows common names from other tools (`upsert`, `cron`,
    /// `equals`).
    ///
    /// For `mode` and identity functions it is a warning, because the documentation itself mentions
    /// a mode and shows a function that are not in its own lists.
    ///
    /// # Bad
    /// ```json
    /// {"mode": "insert"}
    /// ```
    /// ```text
    /// 1:10: warning[PT024]: unknown sync mode `insert`
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
        summary: "value that is not in the documented list",
    }
}

/// Reports an unknown value and lists the documented ones.
pub(crate) fn report<'a>(context: Context<'a>, node: Node<'a>, out: &mut Findings<'_>) {
    let Some(Shape::Enum(values)) = context.expected(node).map(|expected| expected.shape) else {
        return;
    };
    let Some(text) = node.text() else { return };
    let mut draft = Draft::value(
        &INFO,
        node,
        match text.trim() {
            "" => format!("`{}` should be {}, but is blank", node.path(), values.noun),
            _ => format!("unknown {} `{}`{}", bare(values.noun), shown(&text), owner(node)),
        },
    )
    .severity(if values.open { Severity::Warning } else { Severity::Error })
    .label(format!("expected {}", values.noun))
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
    // The whole list if it is short, the closest three otherwise.
    let there = match few {
        true => format!("the {} are {}", values.plural, list(values.values, "and")),
        false => {
            format!("the closest matches are {}", list(ranked(&text, values.values, 3), "and"))
        }
    };
    let write = |value: &str| edits::replace(node, quote(value));
    let help = if let Some(value) = same {
        draft = draft.fix(Fix::safe(format!("change to `{value}`"), write(value)));
        format!("spell it `{value}`")
    } else if let Some(value) = known {
        draft = draft.fix(Fix::unsafe_(format!("change to `{value}`"), write(value)));
        match few {
            true => format!("the closest match is `{value}`; {there}"),
            false => format!("the closest match is `{value}`"),
        }
    } else if let Some(other) = elsewhere(values, &text) {
        format!("`{}` is {}; {there}", shown(&text), other.noun)
    } else {
        if let Some(value) = near.first() {
            draft = draft.fix(Fix::unsafe_(format!("change to `{value}`"), write(value)));
        }
        match near.first() {
            Some(name) if few => format!("did you mean `{name}`? {there}"),
            Some(name) => {
                let others = ranked(&text, values.values, 3).into_iter().filter(|it| it != name);
                format!("did you mean `{name}`? other close matches are {}", list(others, "and"))
            }
            None => there,
        }
    };
    out.push(draft.help(help));
}

/// A noun without its article.
fn bare(noun: &'static str) -> &'static str {
    noun.split_once(' ').map_or(noun, |(_, noun)| noun)
}

/// Where a value is, unless it is at the top level: " in `schedule`".
fn owner(node: Node<'_>) -> String {
    match node.parent().map(Node::path) {
        Some(path) if !path.is_empty() => format!(" in `{path}`"),
        _ => String::new(),
    }
}

/// Another list that has the value.
fn elsewhere(own: &Values, text: &str) -> Option<&'static Values> {
    tables::LISTS
        .into_iter()
        .find(|values| values.name != own.name && values.values.contains(&text))
}
