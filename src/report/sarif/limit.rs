//! Code scanning refuses a run with too many results, so the gravest are kept.

use serde::Serialize;

use super::Text;
use crate::report::text::{SEPARATOR, count, json};

/// Code scanning takes no more results of one run.
pub const LIMIT: usize = 25_000;

#[derive(Serialize)]
struct Notification {
    level: &'static str,
    message: Text,
}

/// How soon a result is left out: what a baseline holds first, errors last.
fn rank(line: &str) -> usize {
    let level = line.split_once("\"level\":\"").map(|(_, rest)| rest).unwrap_or_default();
    match () {
        () if !line.contains("\"suppressions\":[]") => 3,
        () if level.starts_with("error") => 0,
        () if level.starts_with("warning") => 1,
        () => 2,
    }
}

/// The results that are kept, in their order, and how many are not. A part is results on a line
/// each.
pub(super) fn cut(parts: Vec<String>) -> (Vec<String>, usize) {
    let some = parts.iter().filter(|part| !part.is_empty());
    let count: usize = some.clone().map(|part| count(part, SEPARATOR) + 1).sum();
    let Some(left) = count.checked_sub(LIMIT).filter(|left| *left > 0) else { return (parts, 0) };
    let lines: Vec<&str> = some.flat_map(|part| part.split(SEPARATOR)).collect();
    let mut by_rank: Vec<usize> = (0..lines.len()).collect();
    by_rank.sort_by_key(|at| rank(lines[*at]));
    by_rank.truncate(LIMIT);
    by_rank.sort_unstable();
    (by_rank.into_iter().map(|at| lines[at].to_owned()).collect(), left)
}

pub(super) fn notification(left: usize) -> String {
    json(&Notification {
        level: "warning",
        message: Text::new(format!(
            "{left} results were left out, since code scanning accepts at most {LIMIT} in a run; \
             the gravest are here"
        )),
    })
}
