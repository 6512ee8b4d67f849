//! Marks of other languages that stand for those of JSON, and marks that stand for nothing.

use std::borrow::Cow;

use super::{Lattice, WINDOW};
use crate::json::repair::prices;
use crate::json::repair::reading::Token;
use crate::json::repair::slip::Slip;

impl Lattice<'_> {
    /// `;`, `=`, `=>`, `(` and marks of full width.
    pub(super) fn foreign_marks(&mut self, p: usize) {
        let Some(ch) = self.x.char_at(p) else { return };
        let (token, text) = match ch {
            '=' | '：' => (Token::Colon, ":"),
            ';' | '；' | '，' | '、' => (Token::Comma, ","),
            '(' | ')' | '［' | '］' | '｛' | '｝' => return self.other_brackets(p, ch),
            _ => return,
        };
        let arrow = self.x.starts_with(p, "=>");
        let end = if arrow { p + 2 } else { p + ch.len_utf8() };
        let mut edits = self.edits();
        edits.add(Slip::ForeignMark, p, end, || Cow::Borrowed(text));
        self.add(token, (p, end), prices::FOREIGN_MARK, edits, Slip::ForeignMark);
        if token == Token::Comma {
            let mut edits = self.edits();
            edits.add(Slip::ForeignMark, p, end, || Cow::Borrowed(":"));
            let price = prices::FOREIGN_MARK + prices::FOREIGN_MARK_FOR_COLON;
            self.add(Token::Colon, (p, end), price, edits, Slip::ForeignMark);
        }
    }

    /// Parentheses, which may stand for either bracket, and brackets of full width.
    fn other_brackets(&mut self, p: usize, ch: char) {
        let open = matches!(ch, '(' | '［' | '｛');
        let of_objects = match ch {
            '(' | ')' => &[false, true][..],
            '［' | '］' => &[false],
            _ => &[true],
        };
        for object in of_objects.iter().copied() {
            let token = if open { Token::Open(object) } else { Token::Close(object) };
            let text = match (open, object) {
                (true, true) => "{",
                (true, false) => "[",
                (false, true) => "}",
                (false, false) => "]",
            };
            let end = p + ch.len_utf8();
            let mut edits = self.edits();
            edits.add(Slip::Parenthesis, p, end, || Cow::Borrowed(text));
            let guess = object && of_objects.len() > 1;
            let price = prices::PARENTHESIS + if guess { prices::PARENTHESIS_FOR_BRACE } else { 0 };
            self.add(token, (p, end), price, edits, Slip::Parenthesis);
        }
    }

    /// A run of marks that JSON does not use.
    pub(super) fn junk(&mut self, p: usize, words: bool) {
        let other = |ch: char| {
            ch.is_alphanumeric()
                || ch.is_whitespace()
                || matches!(ch, '_' | '"' | '\'' | '{' | '}' | '[' | ']' | ',' | ':' | '`')
                || matches!(ch, '\u{201c}' | '\u{201d}' | '\u{2018}' | '\u{2019}')
        };
        let rest = &self.x.text[p..self.x.within(p, WINDOW)];
        let length = rest.find(other).unwrap_or(rest.len());
        // What begins a word is no mark.
        if words && (length == 0 || rest.starts_with(['.', '-', '+', '$', '@'])) {
            return;
        }
        if rest.starts_with('…') {
            return;
        }
        let one = rest.chars().next().map_or(1, char::len_utf8);
        let end = p + length.max(one);
        let single = if end == p + 1 { self.x.bytes[p] } else { 0 };
        let edits = self.edits();
        self.add(Token::Junk, (p, end), 0, edits, Slip::None).mark = single;
    }
}
