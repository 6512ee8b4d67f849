//! Markdown: fenced blocks of JSON, shell and HTTP, indented and inside lists and quotes.

use std::borrow::Cow;

use super::{Around, Embedded, HostKind, Map, Reading, Scope, Style};
use super::{http, likeness, prompts, shell, work};
use crate::text::Span;

/// A fenced block.
#[derive(Debug)]
pub(super) struct Fence {
    /// The line that opens it, from its first mark on.
    pub(super) opening: Span,
    /// The lines between.
    pub(super) content: Span,
    /// The line that closes it, without its end; empty where nothing does.
    pub(super) closing: Span,
    language: Language,
    /// What each line starts with.
    prefix: Span,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Language {
    Json,
    Jsonc,
    Shell,
    Http,
    /// Nothing is said of it.
    Unsaid,
    Other,
}

impl Language {
    fn of(info: &str) -> Self {
        let info = info.trim_start_matches(['{', '.', ' ']);
        let ends = |ch: char| ch.is_whitespace() || ",{}:;".contains(ch);
        let word = info.split(ends).next().unwrap_or_default().to_ascii_lowercase();
        match word.as_str() {
            "" => Self::Unsaid,
            "json" => Self::Json,
            "jsonc" | "json5" => Self::Jsonc,
            "sh" | "bash" | "zsh" | "shell" | "console" | "curl" | "terminal" | "shell-session"
            | "shellsession" | "shellscript" => Self::Shell,
            "http" | "rest" => Self::Http,
            _ => Self::Other,
        }
    }
}

/// The blocks of a document and its comments. Linear: each line is looked at once.
pub(super) fn fences(text: &str, comments: &mut Vec<Span>) -> Vec<Fence> {
    let mut out = Vec::new();
    let mut open: Option<(Fence, &str, usize)> = None;
    let mut comment: Option<u32> = None;
    let mut at = 0_u32;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len() as u32;
        work::note(line.len());
        let bare = line.trim_end_matches(['\n', '\r']);
        if let Some((fence, mark, depth)) = &mut open {
            let (prefix, quotes) = quote_prefix(bare, *depth);
            let rest = bare[prefix..].trim();
            let left = quotes < *depth;
            let closes = rest.starts_with(*mark) && rest.trim_start_matches(first(mark)).is_empty();
            if !left && !closes {
                fence.content.end = at;
                continue;
            }
            if closes && !left {
                let from = start + (bare.len() - bare[prefix..].trim_start().len()) as u32;
                fence.closing = Span::new(from, from + rest.len() as u32);
            }
            out.extend(open.take().map(|(fence, ..)| fence));
            if closes && !left {
                continue;
            }
        }
        if let Some(from) = comment {
            if let Some(end) = bare.find("-->") {
                comments.push(Span::new(from, start + end as u32 + 3));
                comment = None;
            }
            continue;
        }
        if let Some((prefix, depth, length)) = opening(bare) {
            let (mark, info) = bare[prefix..].split_at(length);
            let from = start + prefix as u32;
            let fence = Fence {
                opening: Span::new(from, start + bare.trim_end().len() as u32),
                content: Span::empty(at),
                closing: Span::empty(at),
                language: Language::of(info.trim()),
                prefix: Span::new(start, from),
            };
            open = Some((fence, mark, depth));
            continue;
        }
        comment = comments_in(bare, start, comments);
    }
    out.extend(open.map(|(fence, ..)| fence));
    out
}

/// Notes the comments on a line; where one starts that goes on.
fn comments_in(line: &str, start: u32, comments: &mut Vec<Span>) -> Option<u32> {
    let mut from = 0;
    while let Some(at) = line[from..].find("<!--").map(|at| from + at) {
        let Some(end) = line[at..].find("-->").map(|end| at + end + 3) else {
            return Some(start + at as u32);
        };
        comments.push(Span::new(start + at as u32, start + end as u32));
        from = end;
    }
    None
}

fn first(mark: &str) -> char {
    mark.chars().next().unwrap_or_default()
}

/// The bytes of up to `most` quote marks at the start of a line, and how many there are.
fn quote_prefix(line: &str, most: usize) -> (usize, usize) {
    let bytes = line.as_bytes();
    let (mut at, mut quotes) = (0, 0);
    while quotes < most {
        let mark = at + bytes[at..].iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        if bytes.get(mark) != Some(&b'>') {
            break;
        }
        quotes += 1;
        at = mark + 1;
    }
    (at, quotes)
}

/// Where a line opens a block: the bytes before its marks, the quotes around it, and the length of
/// the marks.
fn opening(line: &str) -> Option<(usize, usize, usize)> {
    const DEEPEST: usize = 32;
    if memchr::memmem::find(line.as_bytes(), b"```").is_none()
        && memchr::memmem::find(line.as_bytes(), b"~~~").is_none()
    {
        return None;
    }
    let (mut at, mut depth) = (0, 0);
    loop {
        at += line[at..].len() - line[at..].trim_start_matches([' ', '\t', '\u{feff}']).len();
        let rest = &line[at..];
        let mark = rest.chars().next()?;
        if mark == '`' || mark == '~' {
            let length = rest.len() - rest.trim_start_matches(mark).len();
            // Code on a line of its own is no block.
            let inline = mark == '`' && rest[length..].contains('`');
            return (length >= 3 && !inline).then_some((at, depth, length));
        }
        let digits = rest.len() - rest.trim_start_matches(|ch: char| ch.is_ascii_digit()).len();
        let marker = match mark {
            '>' if depth < DEEPEST => {
                depth += 1;
                1
            }
            '-' | '*' | '+' if rest[1..].starts_with([' ', '\t']) => 1,
            '0'..='9' if digits < 10 && rest[digits..].starts_with([')', '.']) => digits + 1,
            _ => return None,
        };
        at += marker;
    }
}

pub(super) fn read<'f>(scope: Scope<'f>, out: &mut Reading<'f>) {
    let mut comments = Vec::new();
    for fence in fences(scope.text, &mut comments) {
        let first = out.bodies.len();
        block(scope, &fence, out);
        // A comment before the block is about everything in it, also with empty lines between.
        let opening = line_after_comment(scope.text, &comments, fence.opening.start);
        let opening = opening.unwrap_or(fence.opening.start);
        out.bodies[first..].iter_mut().for_each(|body| body.opening = opening);
    }
    out.comments.append(&mut comments);
}

/// The line after the comment that is right before a place, but for empty lines.
fn line_after_comment(text: &str, comments: &[Span], place: u32) -> Option<u32> {
    let before = &text[..place as usize];
    let end = before.trim_end_matches([' ', '\t', '\r', '\n', '>']).len();
    work::note(before.len() - end);
    // The comment itself ends with such a sign.
    let end = end + 1;
    let last = comments.partition_point(|comment| comment.end as usize <= end).checked_sub(1)?;
    let lines = memchr::memchr(b'\n', before.as_bytes().get(end..)?)?;
    (comments[last].end as usize == end).then_some((end + lines + 1) as u32)
}

fn block<'f>(scope: Scope<'f>, fence: &Fence, out: &mut Reading<'f>) {
    let text = scope.text;
    let start = fence.content.of(text).trim_start_matches([' ', '\t', '\r', '\n', '>']);
    let language = match fence.language {
        Language::Unsaid if start.starts_with(['{', '/']) => Language::Json,
        Language::Unsaid if begins_with_command(start) => Language::Shell,
        language => language,
    };
    let prefix = fence.prefix.of(text);
    let prefix = if prefix.contains('>') { continued(prefix) } else { String::new() };
    let around = Around { kind: HostKind::Markdown, prefix: &prefix };
    let (content, marks) = without_quotes(text, fence);
    let mut inner = Reading::default();
    if matches!(language, Language::Json | Language::Jsonc) {
        json(scope, (content, language), around, &mut inner);
        return append(inner, fence, &marks, out);
    }
    let part = |text: &str| Span::new(0, text.len() as u32);
    match language {
        Language::Shell => {
            let bare = prompts::without_prompts(&content).map(|(bare, _)| bare);
            let content = bare.as_deref().unwrap_or(&content);
            shell::read(Scope { text: content, ..scope }, part(content), around, &mut inner);
        }
        Language::Http => {
            http::read(Scope { text: &content, ..scope }, part(&content), around, &mut inner);
        }
        _ => {}
    }
    append(inner, fence, &marks, out);
}

/// Takes what was found in a block, without the marks of quotes.
fn append<'f>(mut inner: Reading<'f>, fence: &Fence, marks: &[Span], out: &mut Reading<'f>) {
    if !marks.is_empty() {
        for body in &mut inner.bodies {
            let map = std::mem::replace(&mut body.map, Map::verbatim(0, 0, Style::Verbatim));
            let (text, map) = map.without(&body.text, marks);
            (body.text, body.map) = (Cow::Owned(text), map);
        }
    }
    out.append(inner, fence.content.start);
}

fn begins_with_command(text: &str) -> bool {
    shell::begins_with_command(text.trim_start_matches(['$', '%', ' ']))
}

fn json<'f>(
    scope: Scope<'f>,
    (content, language): (Cow<'f, str>, Language),
    around: Around<'_>,
    out: &mut Reading<'f>,
) {
    const ENOUGH: usize = 2;
    if likeness::keys_in(&content, scope.keys) < ENOUGH {
        return;
    }
    let blank = |ch: char| matches!(ch, ' ' | '\t' | '\r' | '\n');
    let skipped = (content.len() - content.trim_start_matches(blank).len()) as u32;
    let length = content.trim_matches(blank).len() as u32;
    let part = Span::new(skipped, skipped + length);
    let map = Map::verbatim(skipped, length, Style::Verbatim);
    out.bodies.push(Embedded {
        kind: around.kind,
        text: match content {
            Cow::Borrowed(content) => Cow::Borrowed(part.of(content)),
            Cow::Owned(content) => Cow::Owned(part.of(&content).to_owned()),
        },
        map: map.with_prefix(around.prefix),
        variables: Vec::new(),
        request: None,
        opening: skipped,
        jsonc: language == Language::Jsonc,
    });
}

/// What the lines in a block start with, where only the first has the marker of a list.
fn continued(prefix: &str) -> String {
    prefix.chars().map(|ch| if ch == '>' || ch == '\t' { ch } else { ' ' }).collect()
}

/// The text of a block with the marks of quotes blanked, and where they are in it.
fn without_quotes<'f>(text: &'f str, fence: &Fence) -> (Cow<'f, str>, Vec<Span>) {
    let content = fence.content.of(text);
    let depth = fence.prefix.of(text).matches('>').count();
    if depth == 0 {
        return (Cow::Borrowed(content), Vec::new());
    }
    let mut out = String::with_capacity(content.len());
    let mut marks = Vec::new();
    for line in content.split_inclusive('\n') {
        let (prefix, _) = quote_prefix(line, depth);
        let start = out.len();
        let blank = usize::from(prefix > 0 && line[prefix..].starts_with(' '));
        marks.push(Span::new(start as u32, (start + prefix + blank) as u32));
        out.extend(line[..prefix].chars().map(|ch| if ch == '>' { ' ' } else { ch }));
        out.push_str(&line[prefix..]);
    }
    marks.retain(|mark| !mark.is_empty());
    (Cow::Owned(out), marks)
}
