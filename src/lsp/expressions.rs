//! What can come next in a logic expression.

use std::collections::HashSet;
use std::ops::Range;

use super::cursor::{Context, Step, unwrapped};
use super::part::Part;
use super::{hover, view};
use crate::endpoint::logic::{self, Token};
use crate::endpoint::{Marks, Scope};
use crate::json::Node;

/// Names to choose from.
#[derive(Debug)]
pub(super) struct Candidates {
    /// The word that is replaced, or the whole value.
    pub(super) replace: Range<usize>,
    /// Whether the whole value is written, quotes included.
    pub(super) whole: bool,
    /// Labels with the filter they refer to, or operators.
    pub(super) names: Vec<(String, Option<String>)>,
}

/// What can be at the cursor: a label where a label is wanted, an operator after one, all
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
    let start = replace.start + 1;
    let expression = &text[start..replace.end.max(cursor)];
    let at = cursor - start;
    let tokens = logic::tokens(expression, &[]);
    let word = |range: &Range<usize>| {
        let touched = range.start <= at && at <= range.end;
        touched
            && expression[range.start..].starts_with(|ch: char| ch == '_' || ch.is_alphanumeric())
    };
    let word = tokens.iter().map(|(_, range)| range.clone()).find(word).unwrap_or(at..at);
    let last = tokens.iter().take_while(|(_, range)| range.end <= word.start).last();
    let operand = last.is_none_or(|(last, _)| matches!(last, Token::Open | Token::And | Token::Or));
    let names = if operand {
        let described = |filter| Some(hover::described(filter, part.body.secrets()));
        labels(scope).map(|(name, filter)| (name.to_owned(), described(filter))).collect()
    } else {
        ["and", "or"].map(|word| (word.to_owned(), None)).to_vec()
    };
    Some(Candidates { replace: start + word.start..start + word.end, whole: false, names })
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
