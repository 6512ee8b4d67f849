//! What can come next in a logic expression.

use std::collections::HashSet;
use std::ops::Range;

use super::completion::unwrapped;
use super::cursor::{Context, Step};
use super::part::Part;
use super::{hover, view};
use crate::endpoint::{Marks, Scope};
use crate::json::Node;

/// Names to choose from.
#[derive(Debug)]
pub(super) struct Candidates {
    /// The word that is replaced, or the whole value.
    pub(super) replace: Range<usize>,
    /// Whether the whole value is written, quotes included.
    pub(super) whole: bool,
    /// Labels with the filter they stand for, or operators.
    pub(super) names: Vec<(String, Option<String>)>,
}

/// What can stand at the cursor: a label where a label is wanted, an operator behind one, all
/// labels combined where there is no expression yet.
pub(super) fn candidates(part: Part<'_>, context: &Context, cursor: usize) -> Option<Candidates> {
    let marks = Marks::default();
    let body = view::request(part.body, &marks)?;
    let place = path(unwrapped(&context.path));
    let scope = body.scopes().iter().find(|scope| place == scope.path)?;
    let text = part.text();
    let replace = context.replace.clone();
    let inner = text[replace.clone()].starts_with('"') && cursor > replace.start;
    if !inner {
        let all: Vec<&str> = labels(scope).map(|(name, _)| name).collect();
        let names = (!all.is_empty()).then(|| (all.join(" and "), Some(String::new())));
        return Some(Candidates { replace, whole: true, names: names.into_iter().collect() });
    }
    let word = |ch: char| ch == '_' || ch.is_ascii_alphanumeric();
    let before = &text[replace.start + 1..cursor];
    let start = cursor - (before.len() - before.trim_end_matches(word).len());
    let after = &text[cursor..replace.end.max(cursor)];
    let end = cursor + after.len() - after.trim_start_matches(word).len();
    let done = text[replace.start + 1..start].trim_end();
    let last = done.rsplit(|ch| !word(ch)).next().unwrap_or_default();
    let operand = done.is_empty()
        || done.ends_with('(')
        || ["and", "or"].iter().any(|operator| last.eq_ignore_ascii_case(operator));
    let names = if operand {
        let told = |filter| Some(hover::told(filter, part.body.secrets()));
        labels(scope).map(|(name, filter)| (name.to_owned(), told(filter))).collect()
    } else {
        ["and", "or"].map(|word| (word.to_owned(), None)).to_vec()
    };
    Some(Candidates { replace: start..end, whole: false, names })
}

/// The first name of every filter with the filter, each name once.
fn labels<'s, 'a>(scope: &'s Scope<'a>) -> impl Iterator<Item = (&'s str, Node<'a>)> {
    let mut seen = HashSet::new();
    scope
        .entries
        .iter()
        .filter_map(|entry| Some((entry.names.first()?.as_str(), entry.node)))
        .filter(move |(name, _)| seen.insert(*name))
}

/// The path as people write it.
fn path(steps: &[Step]) -> String {
    let keys = steps.iter().map(|step| match step {
        Step::Key(key) => key.as_str(),
        Step::Item => "[]",
    });
    keys.collect::<Vec<_>>().join(".")
}
