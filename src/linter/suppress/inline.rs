//! `// polytomic-lint-ignore PT071: reason`, on the line or the one before.

use std::collections::HashMap;

use super::Suppressions;
use crate::finding::Draft;
use crate::rule::RuleInfo;
use crate::rules::json::{syntax, unused_ignore};
use crate::text::{Fix, Source, Span, shown};

const WORD: &str = "polytomic-lint-ignore";
/// After the word: the ignore is for every line.
const FILE: &str = "-file";

/// The line of an ignore for the whole file.
pub(super) const WHOLE_FILE: u32 = 0;

/// An ignore comment.
#[derive(Debug)]
pub(super) struct Inline {
    comment: Span,
    /// Whether nothing else is on its lines.
    alone: bool,
    /// The line it applies to, counted from one; zero is the whole file.
    pub(super) line: u32,
    /// What it names, and where.
    pub(super) names: Vec<(String, Span)>,
}

/// The ignore comments, by the line they apply to.
pub(super) fn read(
    source: &Source<'_>,
    comments: &[Span],
    rules: &[&'static RuleInfo],
) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::new();
    if comments.is_empty() {
        return out;
    }
    // From the last to the first: of comments on lines of their own, the last one's next line is
    // what all of them apply to.
    let mut spoken_of: HashMap<usize, usize> = HashMap::new();
    for &comment in comments.iter().rev() {
        let (first, last) = lines(source, comment);
        let before = Span::new(source.line_span(first).start, comment.start).of(source.text());
        let after = Span::new(comment.end, source.line_span(last).end).of(source.text());
        // From the comment outwards, so that many on one line cost no more than the line.
        let blank = |byte: u8| matches!(byte, b' ' | b'\t' | b'>');
        let alone = before.bytes().rev().all(blank) && after.bytes().all(blank);
        let line = match alone {
            true => spoken_of.get(&(last + 1)).copied().unwrap_or(last + 1),
            false => last,
        };
        if alone {
            spoken_of.insert(first, line);
        }
        if let Some((names, whole)) = names(source, comment, rules) {
            let line = if whole { WHOLE_FILE } else { line as u32 + 1 };
            out.push(Inline { comment, alone, line, names });
        }
    }
    out.reverse();
    out.sort_by_key(|inline| inline.line);
    out
}

fn lines(source: &Source<'_>, comment: Span) -> (usize, usize) {
    (source.line_of(comment.start), source.line_of(comment.end.max(comment.start + 1) - 1))
}

/// What a comment names, and whether it is for the whole file; nothing if it is any other comment.
fn names(
    source: &Source<'_>,
    comment: Span,
    rules: &[&'static RuleInfo],
) -> Option<(Vec<(String, Span)>, bool)> {
    let text = comment.of(source.text());
    let inner = ["//", "/*", "#", "<!--"].iter().find_map(|mark| text.strip_prefix(mark))?;
    let inner = inner.trim_start_matches(['/', '*', '#', '-', ' ', '\t']);
    let rest = inner.strip_prefix(WORD)?;
    let (mut rest, whole) = match rest.strip_prefix(FILE) {
        Some(rest) => (rest, true),
        None => (rest, false),
    };
    if rest.starts_with(|ch: char| ch.is_alphanumeric() || ch == '-' || ch == '_') {
        return None;
    }
    let mut names = Vec::new();
    loop {
        rest = rest.trim_start_matches([' ', '\t', ',']);
        let end = rest.find(|ch: char| !(ch.is_alphanumeric() || ch == '-' || ch == '_'));
        let name = &rest[..end.unwrap_or(rest.len())];
        if name.is_empty() {
            return Some((names, whole));
        }
        let start = comment.end - rest.len() as u32;
        names.push((name.to_owned(), Span::new(start, start + name.len() as u32)));
        rest = rest[name.len()..].trim_start_matches([' ', '\t']);
        // The reason follows the names.
        if !rest.starts_with(',') && !names_a_rule(rest, rules) {
            return Some((names, whole));
        }
    }
}

/// Whether a text starts with the code or the name of a rule, rather than with a reason. Groups are
/// words that a reason may start with.
fn names_a_rule(text: &str, rules: &[&'static RuleInfo]) -> bool {
    let end = text.find(|ch: char| !(ch.is_alphanumeric() || ch == '-' || ch == '_'));
    let word = &text[..end.unwrap_or(text.len())];
    let is_own = |own: &str| own.eq_ignore_ascii_case(word);
    word.contains(|ch: char| ch == '-' || ch.is_ascii_digit())
        && rules.iter().any(|info| is_own(info.code) || is_own(info.name))
}

/// What had nothing to do: a finding for the whole comment, or for the names that are too many.
pub(super) fn unused(
    source: &Source<'_>,
    suppressions: &Suppressions<'_>,
    met: impl Fn((usize, usize)) -> bool,
) -> Vec<Draft> {
    let mut out = Vec::new();
    for (index, inline) in suppressions.inline.iter().enumerate() {
        if inline.names.is_empty() {
            out.push(unused_ignore::nameless(inline.comment).fix(removal(source, inline)));
            continue;
        }
        let idle = |(number, (name, _)): &(usize, &(String, Span))| {
            let known = suppressions.rules_of(name).next().is_some();
            !met((index, *number)) && (!known || suppressions.is_on(name))
        };
        let idle: Vec<(usize, &(String, Span))> =
            inline.names.iter().enumerate().filter(idle).collect();
        let plain = |(name, _): &(String, Span)| {
            suppressions.rules_of(name).any(|info| info.code != syntax::INFO.code)
        };
        if idle.len() == inline.names.len() && idle.len() > 1 && inline.names.iter().all(plain) {
            let list: Vec<&str> = inline.names.iter().map(|(name, _)| name.as_str()).collect();
            let draft = unused_ignore::idle(inline.comment, &list);
            out.push(draft.fix(removal(source, inline)));
            continue;
        }
        for (number, (name, place)) in &idle {
            let whole = inline.names.len() == 1;
            let span = if whole { inline.comment } else { *place };
            let known = suppressions.rules_of(name).next();
            let draft = match known {
                None => unused_ignore::unknown(span, name),
                Some(info) if info.code == syntax::INFO.code => {
                    unused_ignore::unignorable(span, name)
                }
                Some(_) => unused_ignore::idle(span, &[name]),
            };
            out.push(draft.subject(shown(name)).fix(match whole {
                true => removal(source, inline),
                false => name_removal(inline, *number),
            }));
        }
    }
    let enabled = suppressions.levels.shows(&unused_ignore::INFO);
    out.retain(|_| enabled);
    out.into_iter().map(|draft| suppressions.at_level(draft)).collect()
}

impl Suppressions<'_> {
    fn at_level(&self, mut draft: Draft) -> Draft {
        draft.severity = self.levels.resolve(draft.info, draft.severity).unwrap_or(draft.severity);
        draft
    }
}

/// Removes the comment: with its lines if it is alone on them, else with the blanks next to it.
fn removal(source: &Source<'_>, inline: &Inline) -> Fix {
    let text = source.text();
    let (first, last) = lines(source, inline.comment);
    let start = source.line_span(first).start;
    let span = if inline.alone && last + 1 < source.line_count() {
        Span::new(start, source.line_span(last + 1).start)
    } else if inline.alone && first > 0 {
        Span::new(source.line_span(first - 1).end, inline.comment.end)
    } else {
        let before = Span::new(0, inline.comment.start).of(text);
        let after = Span::new(inline.comment.end, text.len() as u32).of(text);
        let blank = |ch: char| ch == ' ' || ch == '\t';
        if after.is_empty() || after.starts_with(['\n', '\r']) {
            Span::new(before.trim_end_matches(blank).len() as u32, inline.comment.end)
        } else {
            let spare = after.len() - after.trim_start_matches(blank).len();
            Span::new(inline.comment.start, inline.comment.end + spare as u32)
        }
    };
    Fix::safe("remove the ignore comment", vec![(span, String::new())])
}

/// Removes one of several names, with its comma.
fn name_removal(inline: &Inline, number: usize) -> Fix {
    let place = inline.names[number].1;
    let span = match (inline.names.get(number + 1), number) {
        (Some((_, next)), _) => Span::new(place.start, next.start),
        (None, 0) => place,
        (None, _) => Span::new(inline.names[number - 1].1.end, place.end),
    };
    Fix::safe("remove the rule from the ignore", vec![(span, String::new())])
}
