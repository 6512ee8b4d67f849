//! A body that was copied with what was around it: a terminal with its prompts, a command, line
//! numbers, a fence, the answer of a chat, a page of documentation.

use std::borrow::Cow;

use super::prompts::{BLANK, Lines, Prefix, PrefixKind, blanked, prompt_length, without_prompts};
use super::{Around, Embedded, HostKind, Map, Reading, Scope, Style};
use super::{likeness, markdown, shell, work};
use crate::json::lexer::{Lexer, TokenKind};
use crate::text::Span;

/// A body, and what has to go for it to be alone.
#[derive(Debug)]
pub(crate) struct Pasted<'f> {
    pub(crate) body: Embedded<'f>,
    pub(crate) what: What,
    /// The first line of what does not belong to it.
    pub(crate) place: Span,
    /// What leaves the body alone.
    pub(crate) edits: Vec<(Span, String)>,
}

/// What is around a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum What {
    /// A command of this name.
    Command(String),
    Fence,
    Text,
    /// What lines start with, and how many do.
    Prompts(String, usize),
    LineNumbers(String),
    /// The sign of added lines in a diff.
    Signs(String),
    /// The first of what a log writes before its lines.
    Log(String),
}

/// The body in a text, if it is clear which that is.
pub(super) fn read(scope: Scope<'_>) -> Option<Pasted<'_>> {
    let text = scope.text;
    let start = text.len() - text.trim_start_matches(BLANK).len();
    let prompts = without_prompts(text);
    if let Some((bare, prefix)) = &prompts
        && bare.trim_start_matches(BLANK).starts_with(['{', '"'])
    {
        return Some(prefixed(text, bare, prefix));
    }
    let body = command(scope, start)
        .or_else(|| fence(scope))
        .or_else(|| if text[start..].starts_with('#') { None } else { object(scope) });
    let Some((body, fence)) = body else {
        let (bare, prefix) = prompts?;
        return is_prompted(text, &prefix).then(|| prefixed(text, &bare, &prefix));
    };
    Some(around(text, start, prompts.map(|(_, prefix)| prefix), body, fence))
}

/// Whether all that is in the way is what the lines start with.
fn is_prompted(text: &str, prefix: &Prefix) -> bool {
    let bare = blanked(text, &prefix.places);
    !shell::begins_with_command(bare.trim_start_matches(BLANK))
}

fn around<'f>(
    text: &str,
    start: usize,
    prefix: Option<Prefix>,
    body: Embedded<'f>,
    fence: bool,
) -> Pasted<'f> {
    let whole = body.map.whole();
    let end = text.trim_end().len() as u32;
    let line = text[start..].lines().next().unwrap_or_default();
    let line = line.get(..(whole.start as usize).saturating_sub(start)).unwrap_or(line).trim_end();
    let place = Span::new(start as u32, (start + line.len()) as u32);
    let bare = line[prompt_length(line).unwrap_or(0)..].trim_start();
    let what = if shell::begins_with_command(bare) {
        // Its first word alone: the rest is long, and may hold a token.
        What::Command(bare.split_ascii_whitespace().next().unwrap_or_default().to_owned())
    } else if fence && line.starts_with(['`', '~']) {
        What::Fence
    } else {
        What::Text
    };
    let mut edits = vec![(Span::new(start as u32, whole.start), String::new())];
    if body.map.is_verbatim(whole.len()) {
        let inside = prefix.iter().flat_map(|prefix| &prefix.places);
        edits.extend(inside.filter(|place| whole.contains(**place)).map(|p| (*p, String::new())));
    } else {
        edits.push((whole, body.text.clone().into_owned()));
    }
    edits.push((Span::new(whole.end, end.max(whole.end)), String::new()));
    edits.retain(|(span, text)| !span.is_empty() || !text.is_empty());
    Pasted { body, what, place, edits }
}

fn prefixed<'f>(text: &str, bare: &str, prefix: &Prefix) -> Pasted<'f> {
    let places = &prefix.places;
    let first = places.first().copied().unwrap_or(Span::empty(0));
    let shown = first.of(text).trim().to_owned();
    let what = match prefix.kind {
        PrefixKind::Prompt => What::Prompts(shown, places.len()),
        PrefixKind::Number => What::LineNumbers(shown),
        PrefixKind::Added => What::Signs(shown),
        PrefixKind::Log => What::Log(shown),
    };
    Pasted {
        body: verbatim(Cow::Owned(bare.to_owned()), 0),
        what,
        place: first,
        edits: places.iter().map(|place| (*place, String::new())).collect(),
    }
}

/// A body that is in the file as it is.
fn verbatim(text: Cow<'_, str>, start: u32) -> Embedded<'_> {
    Embedded {
        kind: HostKind::Markdown,
        map: Map::verbatim(start, text.len() as u32, Style::Verbatim),
        text,
        variables: Vec::new(),
        request: None,
        opening: start,
        jsonc: false,
    }
}

/// The last body that a command in a text sends.
fn command(scope: Scope<'_>, start: usize) -> Option<(Embedded<'_>, bool)> {
    let text = scope.text;
    let mut found = None;
    let mut lines = Lines { text, at: start };
    while let Some(line) = lines.next() {
        let prompt = prompt_length(line.of(text)).unwrap_or(0);
        if !shell::begins_with_command(line.of(text)[prompt..].trim_start()) {
            continue;
        }
        let region = region(text, line, prompt > 0);
        lines.at = region.end as usize;
        let bare = without_region_prompts(region.of(text), prompt > 0);
        // A file that is one command is about this endpoint, whatever its URL.
        let any = scope.any || line.start as usize == start;
        let mut inner = Reading::default();
        let scope = Scope { text: &bare, keys: scope.keys, any };
        let around = Around { kind: HostKind::Shell, prefix: "" };
        shell::read(scope, Span::new(0, bare.len() as u32), around, &mut inner);
        inner.shift(region.start);
        found = inner.bodies.pop().or(found);
    }
    found.map(|body| (body, false))
}

/// The lines of a command: those with a prompt that follow it, or all.
fn region(text: &str, first: Span, prompted: bool) -> Span {
    let goes_on = |line: &str| line.trim_start_matches([' ', '\t']).starts_with('>');
    let rest = &text[first.end as usize..];
    let length: usize =
        rest.split_inclusive('\n').take_while(|line| goes_on(line)).map(str::len).sum();
    match prompted && length > 0 {
        true => Span::new(first.start, first.end + length as u32),
        false => Span::new(first.start, text.len() as u32),
    }
}

/// The lines with prompts blanked.
fn without_region_prompts(text: &str, prompted: bool) -> Cow<'_, str> {
    if !prompted {
        return Cow::Borrowed(text);
    }
    let lines = Lines { text, at: 0 };
    let mut places = Vec::new();
    for line in lines {
        let length = prompt_length(line.of(text)).unwrap_or(0) as u32;
        places.push(Span::new(line.start, line.start + length));
    }
    Cow::Owned(blanked(text, &places))
}

/// The last block with a body in it, or the only one with an object.
fn fence(scope: Scope<'_>) -> Option<(Embedded<'_>, bool)> {
    const ENOUGH: usize = 2;
    let text = scope.text;
    memchr::memmem::find(text.as_bytes(), b"```")
        .or_else(|| memchr::memmem::find(text.as_bytes(), b"~~~"))?;
    let mut parts: Vec<Span> =
        markdown::fences(text, &mut Vec::new()).iter().map(|fence| fence.content).collect();
    if parts.is_empty() {
        parts.extend(on_one_line(text));
    }
    parts.retain(|part| part.of(text).trim_start().starts_with('{'));
    let like = |part: &&Span| likeness::keys_in(part.of(text), scope.keys) >= ENOUGH;
    let part = match parts.iter().rev().find(like) {
        Some(part) => *part,
        None if parts.len() == 1 => parts[0],
        None => return None,
    };
    Some((verbatim(Cow::Borrowed(trimmed(text, part).of(text)), trimmed(text, part).start), true))
}

/// A whole block on one line.
fn on_one_line(text: &str) -> Option<Span> {
    let first = text.find("```")? + 3;
    let length = text[first..].find("```")?;
    let inside = &text[first..first + length];
    let word = inside.find(|ch: char| !ch.is_ascii_alphanumeric())?;
    Some(Span::new((first + word) as u32, (first + length) as u32))
}

fn trimmed(text: &str, part: Span) -> Span {
    let inside = part.of(text);
    let start = part.start + (inside.len() - inside.trim_start_matches(BLANK).len()) as u32;
    Span::new(start, start + inside.trim_matches(BLANK).len() as u32)
}

/// The last object in a text that is like a body, or the only one that is at all.
fn object(scope: Scope<'_>) -> Option<(Embedded<'_>, bool)> {
    const ENOUGH: usize = 2;
    let text = scope.text;
    let mut objects: Vec<(Span, usize)> = Vec::new();
    let mut tries = 16;
    let mut at = 0;
    while let Some(brace) = memchr::memchr(b'{', &text.as_bytes()[at..]) {
        let start = at + brace;
        let end = object_end(text, start);
        at = end.unwrap_or(start + 1);
        if end.is_none() {
            tries -= 1;
        }
        let part = Span::new(start as u32, end.unwrap_or(text.len()) as u32);
        objects.push((part, likeness::keys_in(part.of(text), scope.keys)));
        if tries == 0 {
            break;
        }
    }
    let named = |text: &str| text.contains(char::is_alphabetic);
    let like = objects.iter().rev().find(|(_, keys)| *keys >= ENOUGH);
    let only = || objects.first().filter(|(_, keys)| objects.len() == 1 && *keys > 0);
    let (part, _) = like.or_else(only)?;
    if !named(&text[..part.start as usize]) {
        return None;
    }
    let part = trimmed(text, *part);
    Some((verbatim(Cow::Borrowed(part.of(text)), part.start), false))
}

/// The place after the brace that closes the one at `start`; its brackets need not be closed.
fn object_end(text: &str, start: usize) -> Option<usize> {
    let mut depth = 0_u32;
    let end = Lexer::from(text, start).find_map(|token| {
        match token.kind {
            TokenKind::Open { brace: true } => depth += 1,
            TokenKind::Close { brace: true } if depth == 1 => return Some(token.span.end as usize),
            TokenKind::Close { brace: true } => depth -= 1,
            _ => {}
        }
        None
    });
    work::note(end.unwrap_or(text.len()) - start);
    end
}
