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

    /// `["name" => "n"]`: the brackets of PHP around pairs.
    pub(super) fn list_of_pairs(&mut self, p: usize) {
        if self.holds_pairs(p) {
            let mut edits = self.edits();
            edits.add(Slip::WrongOpener, p, p + 1, || Cow::Borrowed("{"));
            let price = prices::LIST_OF_PAIRS;
            self.add(Token::Open(true), (p, p + 1), price, edits, Slip::WrongOpener);
        }
    }

    /// Whether a pair as PHP writes it begins after a bracket.
    fn holds_pairs(&self, bracket: usize) -> bool {
        let key = self.operand(self.x.skip(bracket + 1));
        key.is_some_and(|key| self.x.starts_with(self.x.skip(key.end), "=>"))
    }

    /// Whether a bracket is here, and after it a member of an object as other languages write them.
    pub(in crate::json::repair) fn begins_with_member(&self, bracket: usize) -> bool {
        match self.x.at(bracket) {
            Some(b'[') => self.holds_pairs(bracket),
            Some(b'{') => {
                let key = self.operand(self.x.skip(bracket + 1));
                key.is_some_and(|key| self.x.peek(key.end) == Some(b'='))
            }
            _ => false,
        }
    }

    /// `@{`, `%{`, `map[string]any{`, `[]string{`, `new[] {`: a type or a sign before a bracket.
    pub(super) fn bracket_prefix(&mut self, p: usize) {
        const FAR: usize = 80;
        let window = &self.x.text[p..self.x.within(p, FAR).min(self.x.line_end(p))];
        let Some((length, object)) = prefix_of_bracket(window) else { return };
        let slip = Slip::BracketPrefix;
        let mut edits = self.edits();
        match object {
            true => edits.remove(slip, p, p + length),
            false => edits.add(slip, p, p + length + 1, || Cow::Borrowed("[")),
        }
        let span = (p, p + length + 1);
        let reading = self.add(Token::Open(object), span, prices::BRACKET_PREFIX, edits, slip);
        reading.content = true;
    }

    /// Whether a list without items is rather that of a type, as in `[]string{`.
    pub(in crate::json::repair) fn is_type(&self, p: usize) -> bool {
        self.x.at(p + 2).is_some_and(|byte| byte.is_ascii_alphabetic() || byte == b'*')
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

/// How long what is before a brace is in another language, and whether the brace is that of an
/// object.
fn prefix_of_bracket(text: &str) -> Option<(usize, bool)> {
    if text.starts_with("@{") || text.starts_with("%{") {
        return Some((1, true));
    }
    let length = text.find('{')?;
    let name = text[..length].trim_end();
    let of_type = |ch: char| ch.is_ascii_alphanumeric() || "_.*&<>[], ".contains(ch);
    if name.is_empty() || !name.chars().all(of_type) {
        return None;
    }
    // A list in Go begins so, and in C# ends so.
    let list = name.starts_with("[]")
        || name.starts_with("new List<")
        || name.starts_with("new") && name.ends_with("[]");
    let map =
        name.starts_with("map[") && !name.contains(' ') || name.starts_with("new Dictionary<");
    (list || map).then_some((length, map))
}
