//! Prompts, line numbers and shell commands that came along when a body was copied.

use std::borrow::Cow;

use super::ahead::value_end;
use super::recovery::line_length;
use super::{Problem, Topic};
use crate::text::{Fix, Span, shown};

/// The text with all that blanked, as long as before, and the one finding for it.
pub(crate) fn strip(text: &str) -> (Cow<'_, str>, Option<Box<Problem>>) {
    let body = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    // A body of its own begins with a brace; a fragment with a key.
    if body.is_empty() || body.starts_with(['{', '[', '"', '\'', '/', '`']) {
        return (Cow::Borrowed(text), None);
    }
    strip_around(text, body)
}

#[cold]
fn strip_around<'t>(text: &'t str, body: &str) -> (Cow<'t, str>, Option<Box<Problem>>) {
    let prefixes = Prefix::of(text).map(|prefix| (prefix, prefix.places(text)));
    let places = prefixes.as_ref().map_or(&[][..], |(_, places)| places);
    let bare = blanked(text, places);
    let first = (text.len() - body.len()) as u32;
    let Some(around) = command(&bare, first) else {
        // What cannot be taken away in whole is left to the parser.
        return match prefixes {
            Some((prefix, places)) if !is_command(&bare) => {
                let problem = before_lines(text, prefix, &places);
                (Cow::Owned(bare), problem.map(Box::new))
            }
            _ => (Cow::Borrowed(text), None),
        };
    };
    let mut edits: Vec<Span> = around.to_vec();
    let free = |place: &&Span| !around.iter().any(|part| part.contains(**place));
    edits.extend(places.iter().filter(free));
    edits.retain(|span| !span.is_empty());
    let problem = around_body(text, around[0], &edits);
    (Cow::Owned(blanked(&bare, &around)), Some(Box::new(problem)))
}

fn before_lines(text: &str, prefix: Prefix, places: &[Span]) -> Option<Problem> {
    let first = *places.first()?;
    let shown = first.of(text).trim();
    let message = match (prefix, places.len()) {
        (Prefix::Prompt, 1) => format!("the prompt `{shown}` before the body is not part of it"),
        (Prefix::Prompt, _) => {
            format!("the prompts before the lines, such as `{shown}`, are not part of the body")
        }
        (Prefix::Number, _) => format!(
            "the line numbers before the lines, such as `{shown}`, are not part of the body"
        ),
    };
    let edits = places.iter().map(|place| (*place, String::new())).collect();
    Some(
        Problem::new(Topic::NotAnObject, first, message)
            .label("came along when it was copied")
            .help(if places.len() == 1 { "remove it" } else { "remove them from every line" })
            .fix(Fix::safe("keep only the body", edits)),
    )
}

fn around_body(text: &str, head: Span, edits: &[Span]) -> Problem {
    let line = &head.of(text)[..line_length(head.of(text))].trim_end();
    let span = Span::new(head.start, head.start + line.len() as u32);
    // Its first word alone: the rest is long, and may hold a token.
    let word = line.trim_start_matches(['$', '%', '>', ' ']).split_ascii_whitespace().next();
    let what = word.map_or_else(String::new, |word| format!("`{}` ", shown(word)));
    Problem::new(
        Topic::NotAnObject,
        span,
        format!("the shell command {what}stands around the body"),
    )
    .label("not part of the body")
    .help("keep only the JSON that the command sends")
    .fix(Fix::safe("keep only the body", edits.iter().map(|span| (*span, String::new())).collect()))
}

/// The text with these places blanked; line ends stay.
fn blanked(text: &str, places: &[Span]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for place in places.iter().filter(|place| !place.is_empty()) {
        out.push_str(&text[at..place.start as usize]);
        out.extend(place.of(text).bytes().map(|byte| match byte {
            b'\n' | b'\r' => char::from(byte),
            _ => ' ',
        }));
        at = place.end as usize;
    }
    out.push_str(&text[at..]);
    out
}

/// Whether the text begins with a command that sends or shows a body.
fn is_command(text: &str) -> bool {
    let word = text.split_ascii_whitespace().next().unwrap_or_default();
    matches!(word, "curl" | "http" | "https" | "wget" | "cat" | "echo" | "printf")
}

/// What stands before and behind the body that a command sends, if it can be told apart.
fn command(text: &str, first: u32) -> Option<[Span; 2]> {
    if !is_command(text) {
        return None;
    }
    let end = text.trim_end().len();
    let (start, stop) = quoted(text).or_else(|| here_document(text)).or_else(|| next_line(text))?;
    Some([Span::new(first, start as u32), Span::new(stop as u32, end.max(stop) as u32)])
}

/// `-d '{…}'`: from the brace behind a quote to the one that closes it.
fn quoted(text: &str) -> Option<(usize, usize)> {
    let start = text.match_indices('\'').find_map(|(at, quote)| {
        let behind = &text[at + quote.len()..];
        let body = behind.trim_start();
        body.starts_with('{').then(|| text.len() - body.len())
    })?;
    let end = value_end(text.as_bytes(), start);
    // Where the brackets do not match, the last quote ends it.
    let end = match text[end..].trim_start().starts_with('\'') {
        true => end,
        false => text.rfind('\'').filter(|quote| *quote > start)?,
    };
    Some((start, end))
}

/// `<<EOF`: the lines up to that word.
fn here_document(text: &str) -> Option<(usize, usize)> {
    let mark = text.find("<<")?;
    let line = mark + line_length(&text[mark..]);
    let word = text[mark + 2..line].trim_start_matches('-').split_ascii_whitespace().next()?;
    let word = word.trim_matches(['\'', '"']);
    let body = text[line..].trim_start();
    let start = text.len() - body.len();
    let mut at = start;
    for row in body.split_inclusive('\n') {
        if row.trim() == word && !word.is_empty() {
            return body.starts_with('{').then_some((start, at));
        }
        at += row.len();
    }
    None
}

/// `cat body.json`, and the body on the lines behind it.
fn next_line(text: &str) -> Option<(usize, usize)> {
    let command = text.trim_start();
    let body = command[line_length(command)..].trim_start();
    body.starts_with('{').then(|| (text.len() - body.len(), text.len()))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Prefix {
    Prompt,
    Number,
}

impl Prefix {
    /// The prefix that the first line has, and for numbers nearly every other.
    fn of(text: &str) -> Option<Self> {
        let mut lines = text.lines().filter(|line| !line.trim().is_empty());
        let first = lines.next()?;
        let prefix = [Self::Prompt, Self::Number].into_iter().find(|prefix| {
            prefix.length(first).is_some_and(|length| {
                let rest = first[length..].trim_start();
                rest.starts_with(['{', '"']) || *prefix == Self::Prompt && is_command(rest)
            })
        })?;
        let (with, without) = lines.fold((1, 0), |(with, without), line| {
            let has = prefix.length(line).is_some();
            (with + usize::from(has), without + usize::from(!has))
        });
        (prefix == Self::Prompt || with > without).then_some(prefix)
    }

    /// Where it stands.
    fn places(self, text: &str) -> Vec<Span> {
        let mut places = Vec::new();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let length = self.length(line).unwrap_or(0);
            if length > 0 {
                places.push(Span::new(at, at + length as u32));
            }
            at += line.len() as u32;
        }
        places
    }

    /// The bytes of the prefix on this line.
    fn length(self, line: &str) -> Option<usize> {
        let blank = line.len() - line.trim_start_matches(['\u{feff}', ' ', '\t']).len();
        let rest = &line[blank..];
        match self {
            Self::Prompt => {
                let rest = rest.trim_end();
                let mark = [">>>", "...", ">", "$", "%"].into_iter().find(|mark| {
                    rest.strip_prefix(mark)
                        .is_some_and(|after| after.is_empty() || after.starts_with(' '))
                })?;
                Some(blank + rest.len().min(mark.len() + 1))
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
