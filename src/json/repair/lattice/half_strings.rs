//! Strings of which one quote is missing, escaped, of another kind, or lines further on.

use std::borrow::Cow;

use super::{Lattice, WINDOW};
use crate::json::lexer::is_literal;
use crate::json::number;
use crate::json::repair::prices::{self, Price};
use crate::json::repair::reading::Token;
use crate::json::repair::slip::Slip;

impl Lattice<'_> {
    /// The closing quote was meant to stand before some mark, or at the end of the line.
    pub(super) fn unclosed(&mut self, p: usize, closed: bool, stop: usize) {
        const FIRST: usize = 3;
        const LAST: usize = 4;
        const FAR: usize = 2000;
        let line_end = self.x.line_end(p);
        let window = stop.min(p + FAR);
        let mark = |at: &usize| matches!(self.x.bytes[*at], b',' | b'}' | b']' | b':');
        let mut marks: Vec<usize> = (p + 1..window).filter(mark).collect();
        let any = !marks.is_empty();
        if marks.len() > FIRST + LAST {
            marks.drain(FIRST..marks.len() - LAST);
        }
        for at in marks {
            self.unclosed_before(p, at, line_end);
        }
        if closed {
            return;
        }
        let end = self.trimmed(p + 1, stop);
        let tail = self.x.bytes[p + 1..end].last().copied();
        let takes = match tail {
            Some(b',') if any => true,
            _ => matches!(tail, Some(b'}' | b']')),
        };
        let price = prices::NO_CLOSING_QUOTE + if takes { prices::TAKES_MARKS } else { 0 };
        let mut draft = self.draft(p, end, end, price);
        draft.edits.put(Slip::NoClosingQuote, end, "\"");
        self.string(draft, Slip::None);
    }

    pub(super) fn unclosed_before(&mut self, p: usize, mark: usize, line_end: usize) {
        let mut end = mark;
        while end > p + 1 && matches!(self.x.bytes[end - 1], b' ' | b'\t') {
            end -= 1;
        }
        let after = self.x.skip_blank(mark + 1, line_end);
        let next = if after < line_end { self.x.at(after) } else { None };
        let mut price = prices::NO_CLOSING_QUOTE;
        match self.x.bytes[mark] {
            b',' => {
                let trailing = matches!(next, Some(b'}' | b']'));
                let goes_on = |next: u8| !matches!(next, b'"' | b'{' | b'[');
                if !trailing && next.is_some_and(goes_on) {
                    price += prices::CUTS_TEXT;
                }
            }
            b':' => {
                let name = &self.x.text[p + 1..end];
                let word = |ch: char| ch.is_alphanumeric() || matches!(ch, '_' | '$' | '.' | '-');
                if name.is_empty() || !name.chars().all(word) {
                    price += prices::CUTS_TEXT + prices::ODD_NAME;
                } else if next.is_some_and(|next| {
                    !matches!(next, b'"' | b'{' | b'[' | b'-' | b'0'..=b'9' | b't' | b'f' | b'n')
                }) {
                    price += prices::CUTS_TEXT;
                }
            }
            _ => {
                let rest = self.x.bytes[mark..line_end.min(mark + WINDOW)].trim_ascii();
                let closes = |byte: &u8| {
                    matches!(byte, b'}' | b']' | b',' | b' ' | b'\t' | b';' | b'\'' | b'`' | b')')
                };
                if !rest.iter().all(closes) {
                    price += prices::CUTS_TEXT;
                }
                if self.x.bytes[..end].ends_with(b",") {
                    price += prices::TAKES_COMMA;
                }
            }
        }
        // A number after blanks has a quote too many rather than one too few.
        let text = &self.x.text[p + 1..end];
        let inner = text.trim_start();
        let scalar = number::scan(inner.as_bytes(), 0) == Some(inner.len()) || is_literal(inner);
        if scalar && inner.len() < text.len() {
            price += prices::QUOTED_SCALAR;
        }
        if end > p + 1 && self.x.bytes[end - 1] == b'\\' && self.x.escaped(end) {
            return;
        }
        let mut draft = self.draft(p, end, end, price);
        draft.edits.put(Slip::NoClosingQuote, end, "\"");
        self.string(draft, Slip::None);
    }

    /// A string over several lines, up to the next quote.
    pub(super) fn lines(&mut self, p: usize, number: usize, next: Option<usize>) {
        const FAR: usize = 3000;
        const LINES: usize = 10;
        let Some(close) = next else { return };
        let lines = self.x.line(close) - self.x.line(p);
        let goes_on = self.x.quote_opens(number + 1);
        let odd = lines_of_structure(&self.x.bytes[p..close.min(p + FAR)], goes_on);
        let price = prices::LINES
            + prices::LINES_EACH * lines.min(LINES) as Price
            + if self.x.quote_closes(number + 1) { 0 } else { prices::LINES_NO_END }
            + prices::LINES_ODD * odd;
        let draft = self.draft(p, close, close + 1, price);
        self.string(draft, Slip::None);
    }

    /// Another kind of quote closes it.
    pub(super) fn mismatched(&mut self, p: usize, stop: usize) {
        let stop = stop.min(self.x.within(p, WINDOW));
        let inner = &self.x.text[p + 1..stop];
        let other = |ch: char| matches!(ch, '\'' | '`' | '\u{2019}' | '\u{201d}' | '\u{201c}');
        let found = inner.match_indices(other).find_map(|(at, quote)| {
            let end = p + 1 + at + quote.len();
            let fence = quote == "`" && self.x.at(end) == Some(b'`');
            (!fence && self.x.may_close(end - 1)).then_some((p + 1 + at, end))
        });
        let Some((at, end)) = found else { return };
        let mut draft = self.draft(p, at, end, prices::QUOTES_MISMATCHED);
        draft.edits.add(Slip::MismatchedQuote, at, end, || Cow::Borrowed("\""));
        self.string(draft, Slip::None);
    }

    /// A double quote closes what another kind has opened.
    pub(super) fn opened_otherwise(&mut self, p: usize, start: usize) {
        let number = self.x.quote_from(start);
        let Some(quote) = self.x.quote(number) else { return };
        if quote >= self.x.line_end(p) || quote - p > WINDOW || !self.x.quote_closes(number) {
            return;
        }
        let mut edits = self.edits();
        edits.add(Slip::MismatchedQuote, p, start, || Cow::Borrowed("\""));
        let price = prices::QUOTES_MISMATCHED + self.inside(start, quote, &mut edits);
        let reading = self.add(Token::Text, (p, quote + 1), price, edits, Slip::None);
        reading.inner = (start as u32, quote as u32);
    }

    /// The closing quote is escaped.
    pub(super) fn escaped_closer(&mut self, p: usize, stop: usize) {
        const FAR: usize = 2000;
        let stop = stop.min(p + FAR);
        let found = memchr::memmem::find_iter(&self.x.bytes[p + 1..stop], b"\\\"")
            .map(|at| p + 1 + at)
            .find(|at| self.x.may_close(at + 1) && at + 2 < self.x.len());
        let Some(at) = found else { return };
        let mut draft = self.draft(p, at, at + 2, prices::ESCAPED_CLOSER);
        draft.edits.remove(Slip::EscapedCloser, at, at + 1);
        self.string(draft, Slip::None);
    }

    /// Text with a closing quote only.
    pub(super) fn half_quoted(&mut self, p: usize) {
        const FAR: usize = 300;
        let number = self.x.quote_from(p);
        let Some(quote) = self.x.quote(number) else { return };
        if quote >= self.x.line_end(p) || !self.x.quote_closes(number) || quote - p > FAR {
            return;
        }
        let body = &self.x.text[p..quote];
        let marks = body.bytes().filter(|byte| b",{}[]:".contains(byte)).count() as Price;
        let scalar = number::scan(body.as_bytes(), 0) == Some(body.len()) || is_literal(body);
        let price = prices::NO_OPENING_QUOTE
            + prices::MARK_INSIDE * marks
            + if scalar { prices::CUTS_TEXT } else { 0 };
        let mut edits = self.edits();
        edits.put(Slip::NoOpeningQuote, p, "\"");
        self.inside(p, quote, &mut edits);
        let reading = self.add(Token::Text, (p, quote + 1), price, edits, Slip::NoOpeningQuote);
        reading.inner = (p as u32, quote as u32);
    }
}

/// How many lines of what may be a string look like structure, up to three.
fn lines_of_structure(text: &[u8], goes_on: bool) -> Price {
    let bracket = |byte: u8| matches!(byte, b'{' | b'}' | b'[' | b']');
    let (mut odd, mut last) = (0, 0);
    for byte in text.iter().copied() {
        match byte {
            b' ' | b'\t' => {}
            b'\n' | b'\r' if if goes_on { last == b',' } else { bracket(last) } => {
                (odd, last) = (odd + 1, 0);
            }
            b'\n' | b'\r' => last = b'\n',
            _ => {
                odd += Price::from(goes_on && bracket(byte));
                last = byte;
            }
        }
    }
    (odd + Price::from(goes_on && last == b'\n')).min(3)
}
