//! What is between tokens for reasons of another language: comments, prefixes of lines, odd white
//! space.

use std::borrow::Cow;

use super::{Lattice, WINDOW};
use crate::json::lexer::{self, Comment};
use crate::json::log_prefix::log_prefix;
use crate::json::repair::prices;
use crate::json::repair::reading::Token;
use crate::json::repair::slip::Slip;

/// What the codes of a terminal begin with.
const ESCAPE: u8 = 0x1b;

impl Lattice<'_> {
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
        if byte == ESCAPE {
            return self.color(p);
        }
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

    /// What a terminal shows as a color: `ESC [ 1 ; 39 m`.
    fn color(&mut self, p: usize) -> bool {
        let mut end = p;
        while self.x.at(end) == Some(ESCAPE) && self.x.at(end + 1) == Some(b'[') {
            let codes = &self.x.bytes[end + 2..self.x.within(end + 2, WINDOW)];
            let codes = codes.iter().take_while(|byte| matches!(byte, b'0'..=b'9' | b';'));
            let last = end + 2 + codes.count();
            if !self.x.at(last).is_some_and(|byte| byte.is_ascii_alphabetic()) {
                break;
            }
            end = last + 1;
        }
        if end == p {
            return false;
        }
        let mut edits = self.edits();
        edits.remove(Slip::Color, p, end);
        let reading = self.add(Token::Skip, (p, end), prices::COLOR, edits, Slip::Color);
        // Its letters are no text, but nobody sees that.
        reading.content = true;
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
        let line = &self.x.text[p..self.x.line_end(p).min(self.x.within(p, WINDOW))];
        let log = log_prefix(line).map(|length| p + length);
        let own = || self.prefix(p).filter(|end| *end <= self.x.line_end(p));
        let Some(end) = log.or_else(own) else { return };
        // With the blanks before it, and the one after a prompt.
        let prompt = matches!(self.x.bytes[p], b'>' | b'$' | b'%' | b'.');
        let blank = prompt && self.x.at(end) == Some(b' ');
        let from = self.x.line_start(p);
        let mut edits = self.edits();
        edits.remove(Slip::LinePrefix, from, end + usize::from(blank));
        let reading = self.add(Token::Skip, (p, end), prices::LINE_PREFIX, edits, Slip::LinePrefix);
        // It has words.
        reading.content = log.is_some();
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
            let mut end = p + mark.len();
            while mark == ">" && self.x.starts_with(end, " >") {
                end += 2;
            }
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

type Cell = std::cell::Cell<usize>;

/// White space, and characters that show nothing, that JSON does not take for a space.
pub(super) fn is_odd_space(ch: char) -> bool {
    ch.is_whitespace() && !matches!(ch, ' ' | '\t' | '\n' | '\r')
        || matches!(ch, '\0' | '\u{180e}' | '\u{feff}' | '\u{200b}'..='\u{200f}')
        || matches!(ch, '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}')
}
