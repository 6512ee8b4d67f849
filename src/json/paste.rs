//! Prompts and line numbers that came along when a body was copied.

use std::borrow::Cow;

use super::{Problem, Topic};
use crate::fix::Fix;
use crate::source::Span;

/// The text with such prefixes blanked, as long as before, and the finding for them.
pub(crate) fn strip(text: &str) -> (Cow<'_, str>, Option<Problem>) {
    let Some(prefix) = Prefix::of(text) else { return (Cow::Borrowed(text), None) };
    let mut blanked = String::with_capacity(text.len());
    let mut edits = Vec::new();
    for line in text.split_inclusive('\n') {
        let length = prefix.length(line).unwrap_or(0);
        let start = blanked.len() as u32;
        if length > 0 {
            edits.push((Span::new(start, start + length as u32), String::new()));
            blanked.extend(std::iter::repeat_n(' ', length));
        }
        blanked.push_str(&line[length..]);
    }
    let Some((first, _)) = edits.first() else { return (Cow::Borrowed(text), None) };
    let shown = first.of(text).trim();
    let problem = Problem::new(
        Topic::NotAnObject,
        *first,
        format!("{} before each line, such as `{shown}`, are not part of the body", prefix.name()),
    )
    .label("came along when it was copied")
    .help("remove them from every line")
    .fix(Fix::safe("remove them", edits));
    (Cow::Owned(blanked), Some(problem))
}

#[derive(Debug, Clone, Copy)]
enum Prefix {
    Prompt,
    Number,
}

impl Prefix {
    /// The prefix that the first line and nearly every other has.
    fn of(text: &str) -> Option<Self> {
        if !text.trim_start().starts_with(|ch: char| ch == '>' || ch.is_ascii_digit()) {
            return None;
        }
        let first = text.lines().find(|line| !line.trim().is_empty())?;
        let prefix = [Self::Prompt, Self::Number].into_iter().find(|p| {
            p.length(first)
                .is_some_and(|length| first[length..].trim_start().starts_with(['{', '"']))
        })?;
        let lines = text.lines().filter(|line| !line.trim().is_empty());
        let (mut with, mut without) = (0, 0);
        for line in lines {
            match prefix.length(line) {
                Some(_) => with += 1,
                None => without += 1,
            }
        }
        (with > without).then_some(prefix)
    }

    fn name(self) -> &'static str {
        match self {
            Self::Prompt => "the prompts",
            Self::Number => "the line numbers",
        }
    }

    /// The bytes of the prefix on this line.
    fn length(self, line: &str) -> Option<usize> {
        let blank = line.len() - line.trim_start_matches([' ', '\t']).len();
        let rest = &line[blank..];
        match self {
            Self::Prompt => {
                let rest = rest.trim_end();
                (rest == ">" || rest.starts_with("> ")).then(|| blank + rest.len().min(2))
            }
            Self::Number => {
                let digits =
                    rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
                if digits == 0 || digits > 7 {
                    return None;
                }
                let after = &rest[digits..];
                let mark = ["|", ":", "\u{2502}", ".", ")"]
                    .into_iter()
                    .find(|mark| after.starts_with(mark));
                let length = blank + digits + mark.map_or(0, str::len);
                let end = line[length..].trim_end_matches(['\r', '\n']);
                (end.is_empty() || end.starts_with([' ', '\t', '{', '}'])).then_some(length)
            }
        }
    }
}
