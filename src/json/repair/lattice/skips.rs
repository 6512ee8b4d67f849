//! What is between tokens for reasons of another language: comments, template markers and
//! directives, prefixes of lines, odd white space.

use std::borrow::Cow;

use super::{Lattice, WINDOW};
use crate::json::lexer::{self, Comment};
use crate::json::repair::prices;
use crate::json::repair::reading::Token;
use crate::json::repair::slip::Slip;

/// Markers of templates: how one begins, what must not be in it, how it ends.
const MARKERS: &[(&str, &str, &str)] = &[
    ("${{", "\n", "}}"),
    ("{{{", "\n\"", "}}}"),
    ("{{", "\n\"{}", "}}"),
    ("${", "{}\n\"", "}"),
    ("#{", "{}\n\"", "}"),
    ("<<", "<>\n\"", ">>"),
    ("<", "<>\n\",", ">"),
    ("$(", "()\n\"", ")"),
];

impl Lattice<'_> {
    /// A template marker in the place of a value, and a directive.
    pub(super) fn templates(&mut self, p: usize) {
        let byte = self.x.bytes[p];
        if !matches!(byte, b'$' | b'{' | b'#' | b'<' | b'%' | b'@' | b':' | b'[' | b'?') {
            return;
        }
        if let Some(end) = self.marker(p) {
            let glued = self
                .x
                .char_at(end)
                .is_some_and(|next| next.is_alphanumeric() || matches!(next, '"' | '\''));
            let text = &self.x.text[p..end];
            let page = ["<html>", "<body>"].iter().any(|tag| text.eq_ignore_ascii_case(tag));
            if !glued && !page {
                let mut edits = self.edits();
                self.quoted(&mut edits, Slip::Template, p, end);
                let reading =
                    self.add(Token::Text, (p, end), prices::TEMPLATE, edits, Slip::Template);
                reading.content = true;
            }
        }
        if let (b'{' | b'%' | b'<', Some(end)) = (byte, self.directive(p)) {
            let mut edits = self.edits();
            edits.remove(Slip::Directive, p, end);
            self.add(Token::Skip, (p, end), prices::DIRECTIVE, edits, Slip::Directive).content =
                true;
        }
    }

    /// The end of a template marker.
    fn marker(&self, p: usize) -> Option<usize> {
        let window = &self.x.text[p..self.x.within(p, WINDOW)];
        for (open, without, close) in MARKERS {
            let Some(inner) = window.strip_prefix(open) else { continue };
            let Some(length) = inner.find(close) else { continue };
            // What is in quotes between its braces is part of it.
            let quoted = close.starts_with('}').then(|| quoted_argument(inner, close)).flatten();
            if let Some(length) = quoted {
                return Some(p + open.len() + length + close.len());
            }
            let own = &inner[..length];
            let empty = own.is_empty() && matches!(*open, "<" | "<<");
            if !empty && !own.contains(|ch| without.contains(ch)) {
                return Some(p + open.len() + length + close.len());
            }
        }
        self.named(p, window)
    }

    /// A marker that is a name: `%NAME%`, `$NAME`, `@name`, `:name`, `{name}`,
    /// `[object Object]`, `?`.
    fn named(&self, p: usize, window: &str) -> Option<usize> {
        let name = |text: &str, more: &[char]| {
            let first = text.starts_with(|ch: char| ch.is_ascii_alphabetic() || ch == '_');
            let word = |ch: char| ch.is_alphanumeric() || ch == '_' || more.contains(&ch);
            let length = text.find(|ch| !word(ch)).unwrap_or(text.len());
            (first && length > 0).then_some(length)
        };
        let rest = window.get(1..)?;
        match window.as_bytes()[0] {
            b'{' => {
                let length = name(rest, &['.'])?;
                rest[length..].starts_with('}').then_some(p + length + 2)
            }
            b'%' => {
                let length = name(rest, &[])?;
                rest[length..].starts_with('%').then_some(p + length + 2)
            }
            b'$' => Some(p + 1 + name(rest, &[])?),
            b':' => {
                let length = name(rest, &[])?;
                let literal = lexer::is_literal(&rest[..length]);
                (!literal).then_some(p + 1 + length)
            }
            b'@' => Some(p + 1 + name(rest, &['.'])?),
            b'[' => {
                let inner = rest.strip_prefix("object ")?;
                let length = name(inner, &[])?;
                let known = inner.starts_with(|ch: char| ch.is_ascii_uppercase());
                (known && inner[length..].starts_with(']')).then_some(p + 8 + length + 1)
            }
            b'?' => matches!(self.x.peek(p + 1), Some(b',' | b'}' | b']')).then_some(p + 1),
            _ => None,
        }
    }

    /// The end of a directive of a template.
    fn directive(&self, p: usize) -> Option<usize> {
        const FAR: usize = 1000;
        let window = &self.x.text[p..self.x.within(p, FAR)];
        let to = |from: usize, close: &str| {
            window.get(from..)?.find(close).map(|length| p + from + length + close.len())
        };
        if window.starts_with("{%") {
            return to(2, "%}");
        }
        if window.starts_with("<%") {
            return to(2, "%>");
        }
        if let Some(inner) = window.strip_prefix("%{") {
            let length = inner.find(['{', '}', '\n'])?;
            return inner[length..].starts_with('}').then_some(p + 2 + length + 1);
        }
        if let Some(inner) = window.strip_prefix("{{") {
            const WORDS: [&str; 8] =
                ["if", "else", "end", "range", "with", "define", "include", "template"];
            let inner = inner.strip_prefix(['-', '~']).unwrap_or(inner).trim_start();
            let word = inner.split(|ch: char| !ch.is_alphanumeric()).next().unwrap_or_default();
            let known = WORDS.contains(&word) || word == "block";
            if inner.starts_with(['#', '/', '^', '!', '>', '&']) || known {
                return to(2, "}}");
            }
            return None;
        }
        if window.starts_with("{#") { to(2, "#}") } else { None }
    }

    /// White space that is none to JSON, and bytes that are no text.
    pub(super) fn odd_space(&mut self, p: usize) -> bool {
        let place = p as u32;
        if self.unreadable.binary_search_by_key(&place, |span| span.start).is_ok() {
            let end = p + self.x.char_at(p).map_or(1, char::len_utf8);
            let mut edits = self.edits();
            edits.add(Slip::Unreadable, p, end, || Cow::Borrowed(" "));
            self.add(Token::Skip, (p, end), 1, edits, Slip::Unreadable);
            return true;
        }
        let byte = self.x.bytes[p];
        if byte.is_ascii() && !matches!(byte, 0 | 0xb | 0xc) {
            return false;
        }
        let rest = &self.x.text[p..];
        let length: usize =
            rest.chars().take_while(|ch| is_odd_space(*ch)).map(char::len_utf8).sum();
        if length == 0 {
            return false;
        }
        let mut edits = self.edits();
        edits.add(Slip::OddSpace, p, p + length, || Cow::Borrowed(" "));
        self.add(Token::Skip, (p, p + length), prices::ODD_SPACE, edits, Slip::OddSpace);
        true
    }

    /// A prompt, a line number, the `+` of a diff, a marker of a merge conflict.
    pub(super) fn line_prefix(&mut self, p: usize) {
        if let Some(end) = self.merge_marker(p) {
            let mut edits = self.edits();
            edits.remove(Slip::MergeMarker, p, end);
            let reading =
                self.add(Token::Skip, (p, end), prices::MERGE_MARKER, edits, Slip::MergeMarker);
            reading.content = true;
            return;
        }
        let Some(end) = self.prefix(p).filter(|end| *end <= self.x.line_end(p)) else { return };
        // With the blanks before it, and the one after a prompt.
        let prompt = matches!(self.x.bytes[p], b'>' | b'$' | b'%' | b'.');
        let blank = prompt && self.x.at(end) == Some(b' ');
        let from = self.x.line_start(p);
        let mut edits = self.edits();
        edits.remove(Slip::LinePrefix, from, end + usize::from(blank));
        self.add(Token::Skip, (p, end), prices::LINE_PREFIX, edits, Slip::LinePrefix);
    }

    fn merge_marker(&self, p: usize) -> Option<usize> {
        const FAR: usize = 20_000;
        let line_end = self.x.line_end(p);
        let line = &self.x.bytes[p..line_end];
        if line.starts_with(b"<<<<<<<") || line.starts_with(b">>>>>>>") {
            return Some(line_end);
        }
        if !line.starts_with(b"=======") && !line.starts_with(b"|||||||") {
            return None;
        }
        // What the other side has, and the common ancestor, is left out with it.
        let rest = &self.x.bytes[line_end..(line_end + FAR).min(self.x.len())];
        let found = memchr::memmem::find(rest, b"\n>>>>>>>");
        Some(found.map_or(line_end, |at| self.x.line_end(line_end + at + 1)))
    }

    /// The end of what is before the text of a line.
    fn prefix(&self, p: usize) -> Option<usize> {
        let bytes = self.x.bytes;
        let marks = [">>>", "...", ">", "$", "%", "+"];
        for mark in marks.into_iter().filter(|mark| self.x.starts_with(p, mark)) {
            let end = p + mark.len();
            let next = self.x.at(end);
            let before = matches!(
                next,
                None | Some(b' ' | b'\t' | b'{' | b'}' | b'[' | b']' | b'"' | b'\n' | b'\r')
            );
            // Alone on its line, it leaves something out.
            let rest = self.x.at(self.x.skip_blank(end, self.x.len()));
            let ellipsis = mark == "..." && matches!(rest, None | Some(b'\n' | b'\r' | b','));
            if before && !ellipsis {
                return Some(end);
            }
        }
        let digits = bytes[p..].iter().take(7).take_while(|byte| byte.is_ascii_digit()).count();
        if digits == 0 || digits > 6 {
            return None;
        }
        let end = p + digits;
        let mark = self.x.char_at(end);
        if let Some(mark @ ('|' | ':' | '.' | ')' | '\u{2502}')) = mark {
            let after = end + mark.len_utf8();
            let touches = matches!(mark, '|' | ':')
                && matches!(self.x.at(after), Some(b'{' | b'}' | b'[' | b']' | b'"'));
            let apart = self.x.at(after).is_none_or(lexer::is_space);
            if touches || apart {
                return Some(after);
            }
        }
        let blank = matches!(self.x.at(end), Some(b' ' | b'\t'));
        let next = self.x.at(self.x.skip_blank(end, self.x.len()));
        let goes_on = next.is_some_and(|next| !next.is_ascii_whitespace() && next != b',');
        // A number may touch what it numbers.
        let touches = matches!(self.x.at(end), Some(b'{' | b'}' | b'"'));
        (blank && goes_on || touches).then_some(end)
    }

    pub(super) fn comments(&mut self, p: usize) {
        let comment = lexer::comment(&self.x.bytes[p..]);
        let block = matches!(comment, Some(Comment::Block { .. }));
        let markup = self.x.starts_with(p, "<!--");
        let line = comment.is_some() && !block || self.x.starts_with(p, "-- ");
        let end = if block {
            self.comment_end(p + 2, b"*/", &self.no_comment_end)
        } else if markup {
            self.comment_end(p + 4, b"-->", &self.no_markup_end).or(Some(self.x.line_end(p)))
        } else if line {
            Some(self.x.line_end(p))
        } else {
            return;
        };
        let allowed = self.jsonc && (block || comment == Some(Comment::Line));
        let open = end.is_none();
        let end = end.unwrap_or(self.x.len());
        let mut price = prices::COMMENT + if open { prices::COMMENT_OPEN } else { 0 };
        let mut content = open;
        if !block {
            let body = &self.x.bytes[p..end.min(p + WINDOW * 2)];
            if body.iter().any(|byte| b"\"{}[]".contains(byte)) {
                price += prices::COMMENT_EATS;
                content = true;
            }
            let before = p.checked_sub(1).and_then(|before| self.x.at(before));
            let touches = before.is_some_and(|byte| !b" \t\r\n,{}[]".contains(&byte));
            let color = self.x.bytes[p] == b'#'
                && self.x.at(p + 1).is_some_and(|next| !b" \t#!\r\n".contains(&next));
            if touches || color {
                price += prices::COMMENT_TOUCHES;
            }
        }
        let mut edits = self.edits();
        let from = if allowed || end < self.x.len() && !b"\r\n".contains(&self.x.bytes[end]) {
            p
        } else {
            // The blanks before it go with it where it ends a line.
            let mut from = p;
            while from > 0 && matches!(self.x.bytes[from - 1], b' ' | b'\t') {
                from -= 1;
            }
            from
        };
        edits.remove(Slip::Comment, from, end);
        let free = allowed && !open;
        let price = if free { 0 } else { price };
        let reading = self.add(Token::Skip, (p, end), price, edits, Slip::Comment);
        (reading.content, reading.free) = (content && !free, free);
    }

    /// The end of a comment in a file that may have comments.
    pub(in crate::json::repair) fn calm_comment(&self, p: usize) -> Option<usize> {
        match lexer::comment(&self.x.bytes[p..])? {
            Comment::Line => Some(self.x.line_end(p)),
            Comment::Block { .. } => self.comment_end(p + 2, b"*/", &self.no_comment_end),
            Comment::Hash => None,
        }
    }

    /// Whether a comment in slashes begins here.
    pub(super) fn is_comment(&self, place: usize) -> bool {
        let rest = self.x.bytes.get(place..).unwrap_or_default();
        lexer::comment(rest).is_some_and(Comment::is_in_slashes)
    }

    /// The first place from here on that is neither whitespace nor a block comment.
    pub(super) fn after_comments(&self, mut place: usize) -> usize {
        const MANY: usize = 4;
        for _ in 0..MANY {
            place = self.x.skip(place);
            let comment = self.x.bytes.get(place..).and_then(lexer::comment);
            if !matches!(comment, Some(Comment::Block { .. })) {
                break;
            }
            let Some(end) = self.comment_end(place + 2, b"*/", &self.no_comment_end) else { break };
            place = end;
        }
        place
    }

    fn comment_end(&self, from: usize, close: &[u8], none: &Cell) -> Option<usize> {
        if from >= none.get() {
            return None;
        }
        let rest = self.x.bytes.get(from..)?;
        let found = memchr::memmem::find(rest, close).map(|at| from + at + close.len());
        if found.is_none() {
            none.set(from);
        }
        found
    }
}

/// The length of what is in a marker that has arguments in quotes, each behind a mark of a program
/// and before one, as in `var.x["a"]`.
fn quoted_argument(inner: &str, close: &str) -> Option<usize> {
    let bytes = inner.as_bytes();
    let (mut quote, mut any) = (None, false);
    for (at, byte) in bytes.iter().copied().enumerate() {
        match (byte, quote) {
            (b'\n' | b'{', _) => return None,
            (b'"' | b'\'', None) => {
                if !matches!(bytes[..at].last(), Some(b'(' | b'[' | b' ' | b',' | b'|' | b'=')) {
                    return None;
                }
                (quote, any) = (Some(byte), true);
            }
            (_, Some(open)) if byte == open => {
                if !matches!(bytes.get(at + 1), Some(b')' | b']' | b' ' | b',' | b'}' | b'|')) {
                    return None;
                }
                quote = None;
            }
            (b'}', None) => return (any && inner[at..].starts_with(close)).then_some(at),
            _ => {}
        }
    }
    None
}

type Cell = std::cell::Cell<usize>;

/// White space, and characters that show nothing, that JSON does not take for a space.
pub(super) fn is_odd_space(ch: char) -> bool {
    ch.is_whitespace() && !matches!(ch, ' ' | '\t' | '\n' | '\r')
        || matches!(ch, '\0' | '\u{180e}' | '\u{feff}' | '\u{200b}'..='\u{200f}')
        || matches!(ch, '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}')
}
