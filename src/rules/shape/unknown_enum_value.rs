use crate::endpoint::model::SyncMode;
use crate::endpoint::tables::{self, lists};
use crate::finding::{Draft, Findings};
use crate::json::{Node, edits, quote};
use crate::placeholder;
use crate::rule::Severity;
use crate::rules::declare_rule;
use crate::schema::tables::{Shape, Values};
use crate::schema::{Context, Expected};
use crate::text::nearest::{nearest, ranked};
use crate::text::{Fix, list, shown};

declare_rule! {
    /// Finds a value that is not in the documented list: of modes, frequencies, field types,
    /// functions, or strategies. It knows common names from other tools (`upsert`, `cron`,
    /// `equals`).
    ///
    /// For the mode `enrich` and the identity function `Hashed` it is a warning, because the
    /// documentation itself has them, though not in its own lists.
    ///
    /// # Bad
    /// ```json
    /// {"mode": "insert"}
    /// ```
    /// ```text
    /// 1:10: error[PT024]: unknown sync mode `insert`
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
        also: [(Warning, "for `enrich` and `Hashed`, which the documentation has outside of its lists")],
        source: "Create Sync reference, API version 2025-09-18 (lists of values)",
        summary: "value that is not in the documented list",
    }
}

/// Reports an unknown value and lists the documented ones.
pub(crate) fn report<'a>(context: Context<'a>, node: Node<'a>, out: &mut Findings<'_>) {
    if let Some(draft) = context.expected(node).and_then(|expected| draft(expected, node)) {
        out.push(draft);
    }
}

/// The value that was meant by one outside of the list, where there is one confident answer.
pub(super) fn meant(values: &'static Values, node: Node<'_>) -> Option<&'static str> {
    let text = node.text()?;
    if values.has(Some(&text)) || text.trim().is_empty() || placeholder::of(&text).is_some() {
        return None;
    }
    let close = || match nearest(&text, values.listed.iter().copied(), 2).as_slice() {
        [only] => Some(*only),
        _ => None,
    };
    let found = values.spelled_otherwise(&text).or_else(|| values.called_otherwise(&text));
    found.or_else(|| if elsewhere(values, &text).is_none() { close() } else { None })
}

/// The finding on a value outside of the list.
pub(super) fn draft(expected: Expected, node: Node<'_>) -> Option<Draft> {
    let Shape::Enum(values) = expected.shape else { return None };
    let text = node.text()?;
    let mut draft = Draft::value(
        &INFO,
        node,
        match text.trim() {
            "" => format!("`{}` should be {}, but is blank", node.path(), values.noun),
            _ => format!("unknown {} `{}`{}", bare(values.noun), shown(&text), owner(node)),
        },
    )
    .severity(if values.seen.contains(&&*text) { Severity::Warning } else { Severity::Error })
    .label(format!("expected {}", values.noun))
    .subject(text.clone());
    let (same, known) = (values.spelled_otherwise(&text), values.called_otherwise(&text));
    let near = nearest(&text, values.listed.iter().copied(), 3);
    let few = values.listed.len() <= 12;
    // The whole list if it is short, the closest three otherwise.
    let there = match few {
        true => format!("the {} are {}", values.plural, list(values.listed, "and")),
        false => {
            format!("the closest matches are {}", list(ranked(&text, values.listed, 3), "and"))
        }
    };
    let write = |value: &str| edits::replace(node, quote(value));
    // No other word makes a sync take records away.
    let guess = |value: &str| {
        let takes_away = values.is(&lists::MODES)
            && SyncMode::named(value).is_some_and(|mode| mode.removes_records());
        let fix = || Fix::unsafe_(format!("change to `{value}`"), write(value));
        (!takes_away).then(fix)
    };
    let help = if let Some(value) = same {
        draft = draft.fix(Fix::safe(format!("change to `{value}`"), write(value)));
        format!("spell it `{value}`")
    } else if let Some(value) = known {
        draft = draft.maybe_fix(guess(value));
        match few {
            true => format!("the closest match is `{value}`; {there}"),
            false => format!("the closest match is `{value}`"),
        }
    } else if let Some(other) = elsewhere(values, &text) {
        format!("`{}` is {}; {there}", shown(&text), other.noun)
    } else {
        draft = draft.maybe_fix(near.first().and_then(|value| guess(value)));
        match near.first() {
            Some(name) if few => format!("did you mean `{name}`? {there}"),
            Some(name) => {
                let others = ranked(&text, values.listed, 3).into_iter().filter(|it| it != name);
                format!("did you mean `{name}`? other close matches are {}", list(others, "and"))
            }
            None => there,
        }
    };
    Some(draft.help(help))
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
        .find(|values| values.name != own.name && values.listed.contains(&text))
}
