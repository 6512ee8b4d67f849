//! Words without quotes: literals, those of other languages, numbers that JSON writes otherwise,
//! keys, text, calls, and words that do not belong.

use std::borrow::Cow;

use super::{Lattice, WINDOW};
use crate::json::lexer::{LITERALS, is_literal, word_length};
use crate::json::number;
use crate::json::repair::prices::{self, Price};
use crate::json::repair::reading::Token;
use crate::json::repair::slip::Slip;

/// How other languages write `true`, `false` and `null`.
fn foreign(word: &str) -> Option<&'static str> {
    Some(match word {
        "True" | "TRUE" => "true",
        "False" | "FALSE" => "false",
        "None" | "NULL" | "Null" | "nil" | "Nil" | "undefined" | "undef" | "NONE" => "null",
        _ if number::is_no_number(word) => "null",
        _ => return None,
    })
}

/// The literal that a word was plainly meant to be: cut short, with one letter wrong, or in another
/// word for it.
pub(in crate::json) fn nearly_literal(word: &str) -> Option<&'static str> {
    if word.len() > 6 {
        return None;
    }
    let lower = word.to_ascii_lowercase();
    match &*lower {
        "yes" | "on" => return Some("true"),
        "no" | "off" => return Some("false"),
        _ => {}
    }
    LITERALS.into_iter().find(|literal| {
        (lower.len() > 1 && literal.starts_with(&lower))
            || (lower.len() > 2 && strsim::osa_distance(&lower, literal) == 1)
    })
}

/// Whether a number has digits after a zero at its front, which are lost in a number of JSON.
fn has_leading_zero(word: &str) -> bool {
    let digits = word.trim_start_matches(['-', '+']).as_bytes();
    matches!(digits, [b'0', b'0'..=b'9', ..])
}

/// What Python may write before the quote of a string.
fn is_string_prefix(word: &str) -> bool {
    matches!(word, "u" | "b" | "r" | "f" | "rb" | "br")
}

/// Which brackets a word before a parenthesis stands for: whether those of objects.
pub(super) fn brackets_of(word: &str) -> Option<&'static [bool]> {
    Some(match word {
        "dict" | "Map" | "hash" => &[true],
        // In PHP it holds keys or none.
        "array" => &[false, true],
        "list" | "tuple" | "List" | "Array" => &[false],
        _ => return None,
    })
}

fn is_word(ch: char) -> bool {
    ch.is_alphanumeric() || matches!(ch, '_' | '$' | '.' | '-' | '+' | '@')
}

impl Lattice<'_> {
    /// The readings of a word; whether there is one.
    pub(super) fn words(&mut self, p: usize) -> bool {
        self.escaped_breaks(p);
        self.left_out(p);
        let Some(end) = self.word_end(p) else { return false };
        let text = self.x.text;
        let word = &text[p..end];
        let literal = is_literal(word);
        if literal {
            self.plain(Token::Literal, p, end);
            if self.ends_value(end) {
                return true;
            }
        } else if let Some(json) = foreign(word) {
            let mut edits = self.edits();
            edits.add(Slip::ForeignWord, p, end, || Cow::Borrowed(json));
            let reading =
                self.add(Token::Literal, (p, end), prices::FOREIGN_WORD, edits, Slip::ForeignWord);
            // No literal of JSON says the same.
            reading.content = number::is_no_number(word);
        }
        let nearly = (!literal).then(|| nearly_literal(word)).flatten();
        if let Some(json) = nearly.filter(|_| foreign(word).is_none()) {
            let mut edits = self.edits();
            edits.add(Slip::NearLiteral, p, end, || Cow::Borrowed(json));
            self.add(Token::Literal, (p, end), prices::NEAR_LITERAL, edits, Slip::None).content =
                true;
        }
        let odd_number = number::json_for(word);
        if let Some(json) = &odd_number {
            let mut edits = self.edits();
            edits.add(Slip::OddNumber, p, end, || Cow::Owned(json.clone()));
            let reading = self.add(Token::Number, (p, end), prices::ODD_NUMBER, edits, Slip::None);
            // What is missing at its end nobody can say.
            reading.content = !word.contains(|ch: char| ch.is_ascii_digit())
                || word.ends_with(['-', '+'])
                || word.ends_with(['e', 'E']) && !word.contains(['x', 'X']);
            if has_leading_zero(word) {
                let mut edits = self.edits();
                self.quoted(&mut edits, Slip::OddNumber, p, end);
                self.add(Token::Text, (p, end), prices::LEADING_ZERO, edits, Slip::None);
            }
        }
        if word.starts_with('+') {
            self.number_elsewhere(p);
        }
        self.string_prefix(p, end);
        self.half_quoted(p);
        self.expression(p);
        self.constructor(p, end);
        self.bracket_prefix(p);
        self.tagged(p);
        self.bare_key(p, end);
        self.bare_text(p, end, literal || foreign(word).is_some() || odd_number.is_some());
        let mut edits = self.edits();
        edits.remove(Slip::StrayWord, p, end);
        self.add(Token::Junk, (p, end), prices::STRAY_WORD, edits, Slip::None).word = true;
        true
    }

    /// Whether what comes after a literal can follow a value.
    pub(super) fn ends_value(&self, end: usize) -> bool {
        let next = self.x.skip_blank(end, self.x.len());
        matches!(self.x.at(next), None | Some(b',' | b'}' | b']' | b'\r' | b'\n'))
    }

    /// The end of the word that begins here: of a name or a path its last character, of anything
    /// else that of the plain reading.
    fn word_end(&self, p: usize) -> Option<usize> {
        const FAR: usize = 2000;
        let rest = &self.x.text[p..self.x.within(p, FAR)];
        let first = rest.chars().next()?;
        let length = if is_word(first) || first == '/' {
            let other = |ch| !(is_word(ch) || matches!(ch, '/' | '\\'));
            rest.find(other).unwrap_or(rest.len())
        } else if "<(*&^~!?%#|=".contains(first) {
            word_length(rest.as_bytes())
        } else {
            return None;
        };
        Some(p + length)
    }

    /// `\n` outside of strings, and the backslash at the end of a line.
    fn escaped_breaks(&mut self, p: usize) {
        if self.x.bytes[p] != b'\\' {
            return;
        }
        if p + 1 >= self.x.line_end(p) {
            let mut edits = self.edits();
            edits.remove(Slip::LineEnd, p, p + 1);
            self.add(Token::Skip, (p, p + 1), prices::LINE_END, edits, Slip::LineEnd);
        }
        let mut out = String::new();
        let mut at = p;
        loop {
            let slashes = self.x.bytes[at..].iter().take_while(|byte| **byte == b'\\').count();
            match self.x.at(at + slashes) {
                Some(b'n') if slashes > 0 => out.push('\n'),
                Some(b't' | b'r') if slashes > 0 => {}
                _ => break,
            }
            at += slashes + 1;
        }
        if at > p {
            let mut edits = self.edits();
            edits.add(Slip::EscapedBreak, p, at, || Cow::Owned(out));
            self.add(Token::Skip, (p, at), prices::ESCAPED_BREAK, edits, Slip::EscapedBreak);
        }
    }

    /// `...`, alone or with the comma after it; with a name it is what a program spreads here.
    fn left_out(&mut self, p: usize) {
        let length = match () {
            () if self.x.starts_with(p, "...") => 3,
            () if self.x.starts_with(p, "\u{2026}") => 3,
            () if self.x.starts_with(p, "**") => 2,
            () => return,
        };
        let name = self.operand(p + length).filter(|name| !name.is_string());
        let (slip, price, end) = match name {
            Some(name) => (Slip::Spread, prices::SPREAD, name.end),
            None if length == 3 => (Slip::Ellipsis, prices::ELLIPSIS, p + length),
            None => return,
        };
        let comma = self.x.skip(end);
        let with_comma = (self.x.at(comma) == Some(b',')).then_some(comma + 1);
        for end in [Some(end), with_comma].into_iter().flatten() {
            let mut edits = self.edits();
            edits.remove(slip, p, end);
            self.add(Token::Skip, (p, end), price, edits, Slip::None);
        }
    }

    /// `u"text"`.
    fn string_prefix(&mut self, p: usize, end: usize) {
        const MOST: usize = 3;
        let word = &self.x.text[p..end];
        let quote = matches!(self.x.at(end), Some(b'"' | b'\''));
        if !quote || !is_string_prefix(word) {
            return;
        }
        let before = self.out.len();
        if self.x.at(end) == Some(b'"') {
            self.strings(end);
        }
        self.other_quotes(end);
        let mut strings: Vec<_> = self.out.drain(before..).collect();
        strings.retain(|reading| reading.token == Token::Text);
        strings.truncate(MOST);
        for mut reading in strings {
            let from = self.pieces.len() as u32;
            if self.spelled {
                let mut edits = self.edits();
                edits.remove(Slip::StringPrefix, p, end);
                self.pieces.append(&mut edits.pieces);
                let own = reading.pieces.0 as usize..reading.pieces.1 as usize;
                let own = self.pieces[own].to_vec();
                self.pieces.extend(own);
            }
            reading.pieces = (from, self.pieces.len() as u32);
            reading.start = p as u32;
            reading.price += prices::STRING_PREFIX;
            reading.habit = Slip::StringPrefix;
            reading.base = reading.price.min(prices::STRING_PREFIX);
            reading.slip = Slip::StringPrefix;
            reading.changed = (p as u32, reading.changed.1.max(end as u32));
            self.out.push(reading);
        }
    }

    /// `array(`, `dict(`: brackets as other languages write them.
    fn constructor(&mut self, p: usize, end: usize) {
        let Some(objects) = brackets_of(&self.x.text[p..end]) else { return };
        let open = self.x.skip_blank(end, self.x.len());
        if self.x.at(open) != Some(b'(') {
            return;
        }
        for object in objects.iter().copied() {
            let text = if object { "{" } else { "[" };
            let mut edits = self.edits();
            edits.add(Slip::Parenthesis, p, open + 1, || Cow::Borrowed(text));
            let span = (p, open + 1);
            self.add(Token::Open(object), span, prices::PARENTHESIS, edits, Slip::Parenthesis);
        }
    }

    /// `!Ref name`: a value that a tag of YAML says how to read.
    fn tagged(&mut self, p: usize) {
        let line = &self.x.text[p..self.x.line_end(p).min(self.x.within(p, WINDOW))];
        let Some(tag) = line.strip_prefix('!') else { return };
        let word = |ch: char| ch.is_ascii_alphanumeric() || matches!(ch, ':' | '!' | '.' | '_');
        let length = tag.find(|ch| !word(ch)).unwrap_or(tag.len());
        let value = tag[length..].trim_start_matches([' ', '\t']);
        let start = p + line.len() - value.len();
        if length == 0 || value.len() == tag.len() - length {
            return;
        }
        let end = match self.operand(start) {
            Some(operand) => operand.end,
            None => start + value.find([',', '}', ']', '"', '{', '[']).unwrap_or(value.len()),
        };
        let end = self.trimmed(p, end);
        if end > start && self.ends_value(end) {
            let mut edits = self.edits();
            self.quoted(&mut edits, Slip::Expression, p, end);
            let reading = self.add(Token::Text, (p, end), prices::EXPRESSION, edits, Slip::None);
            reading.content = true;
        }
    }

    fn bare_key(&mut self, p: usize, end: usize) {
        let next = self.x.skip(end);
        let colon = matches!(self.x.char_at(next), Some(':' | '=' | '：'));
        if !colon || next >= self.x.line_end(p) {
            return;
        }
        let entity = self.x.text[p..end].contains("&quot;");
        let mut edits = self.edits();
        self.quoted(&mut edits, Slip::BareKey, p, end);
        let price = prices::BARE_KEY + if entity { prices::BARE_ENTITY } else { 0 };
        // A backslash may have been meant as one, or not.
        let escape = self.x.bytes[p..end].contains(&b'\\');
        let reading = self.add(Token::Text, (p, end), price, edits, Slip::BareKey);
        reading.content = escape;
        reading.key = true;
    }

    /// `:name =>`, as Ruby writes keys.
    pub(super) fn symbol_key(&mut self, p: usize) {
        let name = &self.x.text.as_bytes()[p + 1..self.x.within(p, WINDOW)];
        let word = |byte: &&u8| byte.is_ascii_alphanumeric() || **byte == b'_';
        let end = p + 1 + name.iter().take_while(word).count();
        if end == p + 1 || !self.x.starts_with(self.x.skip(end), "=>") {
            return;
        }
        let text = self.x.text;
        let mut edits = self.edits();
        let quoted = || Cow::Owned(crate::json::quote(&text[p + 1..end]));
        edits.add(Slip::BareKey, p, end, quoted);
        let reading = self.add(Token::Text, (p, end), prices::BARE_KEY, edits, Slip::BareKey);
        reading.inner.0 += 1;
        reading.key = true;
    }

    /// The word alone as text, or more of its line.
    fn bare_text(&mut self, p: usize, end: usize, known: bool) {
        // With more brackets it is too dear for anybody.
        const OPENERS: Price = (2 * prices::DELTA + prices::BARE_TEXT) / prices::BARE_MARK;
        let line_end = self.x.line_end(p).max(end);
        let mut ends = [end; 6];
        let mut count = 1;
        let stop = line_end.min(self.x.within(end, WINDOW * 2));
        let (mut marks, mut openers) = (0, 0);
        let mut at = end;
        loop {
            let byte = if at < stop { self.x.bytes[at] } else { b'"' };
            if matches!(byte, b',' | b'}' | b']') || self.x.bytes[at..stop].starts_with(b" //") {
                (ends[count], count, marks) = (at, count + 1, marks + 1);
                if marks == 4 {
                    break;
                }
            } else if byte == b'"' {
                (ends[count], count) = (at, count + 1);
                break;
            } else if matches!(byte, b'{' | b'[') {
                openers += 1;
                if openers > OPENERS {
                    break;
                }
            }
            at += 1;
        }
        let mut seen = [0; 6];
        for index in 0..count {
            let to = self.trimmed(p, ends[index]);
            if to == p || seen[..index].contains(&to) || self.x.bytes[to - 1] == b',' {
                continue;
            }
            seen[index] = to;
            self.bare(p, end, to, line_end, known);
        }
    }

    fn bare(&mut self, p: usize, word_end: usize, to: usize, line_end: usize, known: bool) {
        let body = &self.x.text[p..to];
        let rest = &self.x.text[word_end.min(to)..to];
        let strange = body.contains("/*")
            || body.contains(" //")
            || body.contains("&quot;")
            || body.starts_with("//")
            || body.starts_with(['(', ')'])
            || body.starts_with("...")
            || rest.starts_with('\'') && is_string_prefix(&self.x.text[p..word_end]);
        let mark = |byte: &u8| matches!(byte, b',' | b'{' | b'}' | b'[' | b']');
        let colon = |(at, byte): (usize, u8)| {
            byte == b':'
                && (rest[..at].contains(',')
                    || rest.as_bytes().get(at + 1).is_none_or(u8::is_ascii_whitespace))
        };
        let quote = |(at, _): (usize, &str)| rest[..at].ends_with([' ', '\t']);
        let inside = rest.as_bytes().iter().filter(|byte| mark(byte)).count()
            + rest.bytes().enumerate().filter(|pair| colon(*pair)).count()
            + rest.match_indices(['\'', '\u{201c}']).filter(|pair| quote(*pair)).count();
        let mut price = prices::BARE_TEXT
            + match () {
                () if body.contains("*/") => prices::BARE_COMMENT,
                () if strange => prices::BARE_STRANGE,
                () => 0,
            }
            + prices::BARE_MARK * inside as Price
            + if body.ends_with(['}', ']']) { prices::TAKES_MARKS } else { 0 }
            + if known { prices::BARE_TEXT_KNOWN } else { 0 };
        if to == word_end && to < line_end && matches!(self.x.bytes[to], b' ' | b'\t') {
            let at = self.x.skip_blank(to, line_end);
            let ends = |next: char| ",}]:\"'\u{201c}\r\n".contains(next);
            if !self.is_comment(at) && self.x.char_at(at).is_some_and(|next| !ends(next)) {
                price += prices::CUTS_TEXT;
            }
        }
        let mut edits = self.edits();
        self.quoted(&mut edits, Slip::BareText, p, to);
        self.add(Token::Text, (p, to), price, edits, Slip::BareText);
    }
}
