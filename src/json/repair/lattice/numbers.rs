//! Numbers, and what else begins with one.

use std::borrow::Cow;

use super::Lattice;
use crate::json::lexer::LITERALS;
use crate::json::number;
use crate::json::repair::prices;
use crate::json::repair::reading::Token;
use crate::json::repair::slip::Slip;
use crate::json::repair::text::Row;

impl Lattice<'_> {
    /// A number, and what else begins with one.
    pub(super) fn number(&mut self, p: usize) -> bool {
        let Some(end) = number::prefix(self.x.bytes, p) else { return false };
        let glued = self.x.char_at(end).is_some_and(|next| {
            // A colon glues only what is no key: `12:30`.
            let time = || self.x.char_at(end + 1).is_some_and(char::is_alphanumeric);
            next.is_alphanumeric()
                || matches!(next, '_' | '.' | '+' | '-' | '$' | '%' | '/')
                || next == ':' && time()
        });
        if glued && !self.is_comment(end) {
            self.number_elsewhere(p);
            return false;
        }
        self.plain(Token::Number, p, end);
        if self.x.peek(end) == Some(b':') {
            let mut edits = self.edits();
            self.quoted(&mut edits, Slip::BareKey, p, end);
            self.add(Token::Text, (p, end), prices::BARE_KEY, edits, Slip::BareKey).key = true;
        }
        self.number_elsewhere(p);
        if matches!(self.x.peek(end), Some(b'+' | b'*' | b'-' | b'/')) {
            self.expression(p);
        }
        self.half_quoted(p);
        true
    }

    /// The end of a number that can be nothing else: no part of one, no text without a quote.
    pub(in crate::json::repair) fn calm_number(&self, row: &mut Row, p: usize) -> Option<usize> {
        let x = &self.x;
        let end = number::prefix(x.bytes, p).filter(|end| self.ends_word(*end))?;
        let comma = x.at(end) == Some(b',');
        let local = comma && self.local_number(p).is_some();
        let prefix = !comma && row.is_first(p);
        (!local && !prefix && !x.is_half_string(row, p)).then_some(end)
    }

    /// The end of a literal.
    pub(in crate::json::repair) fn calm_literal(&self, p: usize) -> Option<usize> {
        let word = LITERALS.into_iter().find(|word| self.x.starts_with(p, word))?;
        Some(p + word.len()).filter(|end| self.ends_word(*end))
    }

    /// Whether a mark or the end of the line comes here.
    fn ends_word(&self, end: usize) -> bool {
        matches!(self.x.at(end), Some(b',' | b'}' | b']' | b'\n' | b'\r'))
    }

    /// A number as it is written in some countries: `1,5`, `1.000,50`, `1,000`, `1'000`, `1 000`, or
    /// `1_000,5`.
    pub(super) fn number_elsewhere(&mut self, p: usize) {
        let Some(local) = self.local_number(p) else { return };
        let slip = if local.decimal_comma { Slip::DecimalComma } else { Slip::OddNumber };
        let text = &self.x.text[p..local.end];
        let mut edits = self.edits();
        edits.add(slip, p, local.end, || {
            let digits = text.chars().enumerate().filter_map(|(at, ch)| match ch {
                '0'..='9' | '-' => Some(ch),
                _ if Some(p + at) == local.decimal => Some('.'),
                _ => None,
            });
            Cow::Owned(digits.collect())
        });
        let span = (p, local.end);
        self.add(Token::Number, span, prices::DECIMAL_COMMA, edits, Slip::None).content = true;
    }

    /// A number with a decimal comma, or marks between thousands, where no list can be meant.
    pub(super) fn local_number(&self, p: usize) -> Option<LocalNumber> {
        let byte = |at: usize| self.x.at(at);
        let digits = |from: usize| {
            let rest = self.x.bytes.get(from..).unwrap_or_default();
            rest.iter().take_while(|byte| byte.is_ascii_digit()).count()
        };
        let whole = p + usize::from(matches!(byte(p), Some(b'-' | b'+')));
        let mut end = whole + digits(whole);
        let mark = byte(end).filter(|mark| matches!(mark, b',' | b'.' | b'\'' | b' ' | b'_'))?;
        let thousands = byte(whole) != Some(b'0')
            && (1..=3).contains(&(end - whole))
            && digits(end + 1) == 3
            // One point alone is a decimal point.
            && (mark != b'.' || matches!(byte(end + 4), Some(b',' | b'.')));
        while thousands && byte(end) == Some(mark) && digits(end + 1) == 3 {
            end += 4;
        }
        let decimal = byte(end).filter(|sign| {
            matches!(sign, b',' | b'.') && !(thousands && *sign == mark) && end > whole
        });
        let decimal = decimal.filter(|_| digits(end + 1) > 0).map(|_| end);
        let decimal_comma = decimal.is_some_and(|at| byte(at) == Some(b','));
        if let Some(at) = decimal {
            end = at + 1 + digits(at + 1);
        }
        let ended = match self.x.peek(end) {
            Some(b'}' | b']') => true,
            Some(b',') => self.x.at(end) == Some(b',') && self.x.peek(end + 1) == Some(b'"'),
            _ => false,
        };
        (ended && (thousands || decimal_comma)).then_some(LocalNumber {
            end,
            decimal,
            decimal_comma,
        })
    }
}

/// A number as it is written in some countries.
#[derive(Debug, Clone, Copy)]
pub(super) struct LocalNumber {
    end: usize,
    /// Where its decimal mark is.
    decimal: Option<usize>,
    decimal_comma: bool,
}
