//! What to make of a byte that JSON does not want: say what was meant, and go on where the
//! author would.

mod end;
mod keys;
mod separators;
mod strays;
mod trivia;
mod values;

use crate::json::packed_node::KEY;
use crate::json::parser::{Expect, Parser, is_word};
use crate::json::scan::white;
use crate::json::word::{self, Meaning};
use crate::text::{Span, shown};

impl Parser<'_, '_> {
    /// Deals with the byte at `self.at`, which does not fit what is expected.
    #[cold]
    pub(in crate::json) fn odd(&mut self, byte: u8) {
        if self.trivia(byte) {
            return;
        }
        match self.expect {
            Expect::Top => self.odd_top(byte),
            Expect::Value | Expect::FirstElement | Expect::Element => self.odd_value(byte),
            Expect::FirstKey | Expect::Key => self.odd_key(byte),
            Expect::Colon => self.odd_colon(byte),
            Expect::Separator => self.odd_separator(byte),
            Expect::End => self.after_the_end(byte),
            Expect::Stop => {}
        }
    }

    pub(in crate::json) fn here(&self, length: usize) -> Span {
        Span::new(self.at as u32, (self.at + length) as u32)
    }

    fn word_length(&self) -> usize {
        self.text[self.at..]
            .char_indices()
            .find(|(_, ch)| !(ch.is_alphanumeric() || ch.is_ascii() && is_word(*ch as u8)))
            .map_or(self.text.len() - self.at, |(offset, _)| offset)
    }

    fn colon_follows(&self, at: usize) -> bool {
        self.text[at..].trim_start_matches([' ', '\n', '\r', '\t']).starts_with([':', '='])
    }

    /// Whether a key with its colon, quoted or not, stands here.
    pub(in crate::json) fn key_follows(&self) -> bool {
        let rest = &self.text[self.at..];
        let Some(quote) = rest.chars().next().filter(|ch| matches!(ch, '"' | '\'' | '`')) else {
            let length = self.word_length();
            return length > 0 && self.colon_follows(self.at + length);
        };
        let mut skip = false;
        for (offset, ch) in rest.char_indices().skip(1) {
            match ch {
                '\n' | '\r' => break,
                _ if skip => skip = false,
                '\\' => skip = true,
                _ if ch == quote => return self.colon_follows(self.at + offset + 1),
                _ => {}
            }
        }
        // Without an end on its line: an unclosed string, and most likely a key.
        self.text[self.last_end..self.at].contains(['\n', '\r'])
    }

    pub(in crate::json) fn value_follows(&self, byte: u8) -> bool {
        matches!(byte, b'"' | b'\'' | b'`' | b'{' | b'[' | b'-') || byte.is_ascii_digit() || {
            let length = self.word_length();
            let word = &self.text[self.at..self.at + length];
            matches!(word, "true" | "false" | "null")
                || matches!(word::meaning(word), Meaning::Literal(..))
        }
    }

    /// Where the key begins that stands behind a place and what is blank there, if one does.
    pub(in crate::json) fn key_behind(&mut self, from: usize) -> Option<usize> {
        let key = white(self.bytes, from);
        let resume = std::mem::replace(&mut self.at, key);
        let follows = self.bytes.get(key) == Some(&b'"') && self.key_follows();
        self.at = resume;
        follows.then_some(key)
    }

    /// Whether nothing but brackets and separators follows a quote on its line: a quote too many.
    pub(in crate::json) fn is_lone_quote(&self) -> bool {
        let due = matches!(self.expect, Expect::Value | Expect::Top);
        let mut brackets = 0;
        for byte in self.bytes[self.at + 1..].iter().copied() {
            match byte {
                b'\n' | b'\r' => break,
                b' ' | b'\t' => {}
                b'{' | b'[' => brackets += 1,
                // Where a value is due, it may be meant to hold a closer.
                b'}' | b']' if brackets > 0 || !due => brackets += 1,
                b',' | b':' if brackets > 0 || !due => {}
                _ => return false,
            }
        }
        brackets > 0
    }

    /// The key whose value is due: "the key `name`".
    pub(in crate::json) fn last_key(&self) -> String {
        let Some(raw) = self.nodes.last().filter(|raw| raw.is(KEY) && raw.is_string()) else {
            return "the key before it".to_owned();
        };
        let text = &self.text[raw.start as usize..raw.end as usize];
        let inner = ['"', '\'', '`'].iter().find_map(|quote| {
            text.strip_prefix(*quote).map(|rest| rest.strip_suffix(*quote).unwrap_or(rest))
        });
        format!("the key `{}`", shown(inner.unwrap_or(text)))
    }
}

/// Up to the end of the line.
pub(in crate::json) fn line_length(rest: &str) -> usize {
    memchr::memchr2(b'\n', b'\r', rest.as_bytes()).unwrap_or(rest.len())
}

pub(in crate::json) fn is_bracket(byte: u8) -> bool {
    matches!(byte, b'{' | b'}' | b'[' | b']')
}

fn is_curly_quote(ch: char) -> bool {
    matches!(ch, '\u{2018}'..='\u{201e}' | '\u{ab}' | '\u{bb}')
}
