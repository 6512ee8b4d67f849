//! What the lines of a copied text start with that is not part of them: prompts of a terminal, line
//! numbers, the signs of a diff, the times of a log.

use super::{shell, work};
use crate::json::log_prefix::log_prefix;
use crate::text::Span;

pub(super) const BLANK: [char; 5] = ['\u{feff}', ' ', '\t', '\r', '\n'];

/// The text with these places blanked; line ends stay.
pub(super) fn blanked(text: &str, places: &[Span]) -> String {
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

/// The lines of a text from a place on, with their ends.
#[derive(Debug)]
pub(super) struct Lines<'t> {
    pub(super) text: &'t str,
    pub(super) at: usize,
}

impl Iterator for Lines<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        let rest = &self.text.as_bytes()[self.at..];
        if rest.is_empty() {
            return None;
        }
        let length = memchr::memchr(b'\n', rest).map_or(rest.len(), |end| end + 1);
        let start = self.at;
        self.at += length;
        Some(Span::new(start as u32, self.at as u32))
    }
}

/// What lines start with that is not part of them.
#[derive(Debug)]
pub(super) struct Prefix {
    pub(super) kind: PrefixKind,
    pub(super) places: Vec<Span>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PrefixKind {
    Prompt,
    Number,
    Added,
    /// A time, or the name of a service, as a log has it.
    Log,
}

/// The text with prompts, line numbers or the signs of a diff blanked, if its lines start with
/// such.
pub(super) fn without_prompts(text: &str) -> Option<(String, Prefix)> {
    let mut lines = text.lines().filter(|line| !line.trim_matches(BLANK).is_empty());
    let first = lines.next()?;
    let kinds = [PrefixKind::Prompt, PrefixKind::Log, PrefixKind::Number, PrefixKind::Added];
    let kind = kinds.into_iter().find(|kind| {
        kind.length(first).is_some_and(|length| {
            let rest = first[length..].trim_start();
            rest.starts_with(['{', '"'])
                || *kind == PrefixKind::Prompt && shell::begins_with_command(rest)
        })
    })?;
    let (with, without) = lines.fold((1, 0), |(with, without), line| {
        let has = kind.length(line).is_some();
        (with + usize::from(has), without + usize::from(!has))
    });
    // One line of a log may say something.
    let alone = kind == PrefixKind::Log && with == 1;
    if alone || kind != PrefixKind::Prompt && with <= without {
        return None;
    }
    let lines = Lines { text, at: 0 };
    let mut places = Vec::new();
    for line in lines {
        let length = kind.length(line.of(text)).unwrap_or(0) as u32;
        if length > 0 {
            places.push(Span::new(line.start, line.start + length));
        }
    }
    Some((blanked(text, &places), Prefix { kind, places }))
}

impl PrefixKind {
    /// The bytes of the prefix on this line.
    fn length(self, line: &str) -> Option<usize> {
        match self {
            Self::Prompt => prompt_length(line),
            Self::Number => number_length(line),
            Self::Added => line.starts_with('+').then_some(1),
            Self::Log => log_prefix(line.trim_end_matches(['\r', '\n'])),
        }
    }
}

/// The bytes of a prompt, with the blank after it: `$ `, `> `, or the same without a blank, as
/// pages give it when they are copied.
pub(super) fn prompt_length(line: &str) -> Option<usize> {
    work::note(line.len());
    let blank = line.len() - line.trim_start_matches(['\u{feff}', ' ', '\t']).len();
    let rest = line[blank..].trim_end();
    let mark = [">>>", "...", ">", "$", "%"].into_iter().find(|mark| {
        rest.strip_prefix(mark).is_some_and(|after| {
            let bare = match *mark {
                ">" => !after.starts_with(['(', '&', '=']),
                "$" | "%" => shell::begins_with_command(after),
                _ => false,
            };
            bare || after.is_empty() || after.starts_with(' ')
        })
    });
    let Some(mark) = mark else { return long_prompt_length(line) };
    // What a mail quotes may have been quoted before.
    let again = rest[mark.len()..].len() - rest[mark.len()..].trim_start_matches(" >").len();
    let length = if mark == ">" { mark.len() + again } else { mark.len() };
    let spaced = rest[length..].starts_with(' ');
    Some(blank + length + usize::from(spaced))
}

/// The bytes of a prompt that says where a command runs: `me@host:~$ `, `C:\> `, `PS C:\> `.
fn long_prompt_length(line: &str) -> Option<usize> {
    const LONGEST: usize = 80;
    let head = &line[..line.floor_char_boundary(LONGEST)];
    let end = head.find(['$', '%', '#', '>'])? + 1;
    let text = head[..end].contains(['"', '\'', '`', '{', '=']);
    (!text && shell::begins_with_command(line[end..].trim_start())).then(|| {
        let rest = &line[end..];
        end + rest.len() - rest.trim_start_matches(' ').len()
    })
}

/// The bytes of a line number: `12 `, `12|`, `12:`, or before a bracket.
fn number_length(line: &str) -> Option<usize> {
    let blank = line.len() - line.trim_start_matches(['\u{feff}', ' ', '\t']).len();
    let rest = &line[blank..];
    let digits = rest.len() - rest.trim_start_matches(|ch: char| ch.is_ascii_digit()).len();
    if digits == 0 || digits > 7 {
        return None;
    }
    let after = &rest[digits..];
    let mark = ["|", ":", "\u{2502}", ".", ")"].into_iter().find(|mark| after.starts_with(mark));
    let length = blank + digits + mark.map_or(0, str::len);
    let end = line[length..].trim_end_matches(['\r', '\n']);
    (end.is_empty() || end.starts_with([' ', '\t', '{', '}'])).then_some(length)
}
