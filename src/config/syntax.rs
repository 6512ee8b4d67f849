//! Mistakes of TOML itself.

use super::problem::{Found, span};
use crate::text::Span;

/// Adds them to the problems of meaning, less what only follows from them: more of them on one
/// line, and keys that seem to be elsewhere since a header could not be read.
pub(super) fn merge(text: &str, errors: &[toml::de::Error], problems: &mut Vec<Found>) {
    let starts: Vec<usize> = std::iter::once(0)
        .chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1))
        .collect();
    let line = |span: Span| starts.partition_point(|start| *start <= span.start as usize);
    let header = |line: usize| {
        let start = starts.get(line - 1).copied().unwrap_or(text.len());
        text.get(start..).unwrap_or_default().trim_start().starts_with('[')
    };
    // A list that is never closed swallows what follows; the first sign of it is enough.
    let in_list = |error: &toml::de::Error| error.message().contains("array");
    let open = errors.iter().any(|error| error.message().contains("unclosed array"));
    let first = errors.iter().position(in_list).filter(|_| open);
    let errors = &errors[..first.map_or(errors.len(), |first| first + 1)];
    let mut syntax: Vec<Found> = errors.iter().map(found).collect();
    syntax.sort_by_key(|found| found.span);
    syntax.dedup_by_key(|found| line(found.span));
    let broken: Vec<usize> = syntax.iter().map(|found| line(found.span)).collect();
    problems.retain(|found| {
        let line = line(found.span);
        if first.is_some() && broken.last().is_some_and(|opened| *opened <= line) {
            return false;
        }
        let last = broken.partition_point(|broken| *broken <= line).checked_sub(1);
        let Some(last) = last.map(|index| broken[index]) else { return true };
        // A key below a header that could not be read.
        let lost = header(last) && !(last + 1..=line).any(header);
        last != line && !lost
    });
    problems.extend(syntax);
    problems.sort_by_key(|found| found.span);
}

fn found(error: &toml::de::Error) -> Found {
    let place = error.span().map_or(Span::empty(0), span);
    let message = error.message().lines().next().unwrap_or_default();
    let (what, expected) = match message.split_once(", expected ") {
        Some((what, expected)) => (what, Some(expected)),
        None => (message, None),
    };
    match (what, expected) {
        ("string values must be quoted", _) if place.is_empty() => {
            Found::new(place, "missing value").help("add it after the `=`")
        }
        ("string values must be quoted", _) => {
            Found::new(place, "missing quotes around this string")
                .help("add `\"` before and after it")
        }
        (what, _) if what.contains("recurs") => Found::new(place, "this is nested too deeply")
            .help("no key in this file nests this deep"),
        ("duplicate key", _) => Found::new(place, "duplicate key").help("remove one of the two"),
        (what, expected) => {
            let message = match what.strip_prefix("invalid ") {
                Some(what) => format!("this is not a TOML {what}"),
                None => format!("this is not TOML: {what}"),
            };
            match expected {
                Some("nothing") => Found::new(place, message).help("remove it"),
                Some(expected) => Found::new(place, message).help(format!("write {expected} here")),
                None => Found::new(place, message),
            }
        }
    }
}
