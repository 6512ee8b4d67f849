//! Commas and colons: missing, doubled, or with nothing behind them.

use crate::json::parser::{Expect, Parser};
use crate::json::{Kind, Problem, Topic};
use crate::text::{Fix, Span};

impl Parser<'_, '_> {
    pub(super) fn odd_separator(&mut self, byte: u8) {
        let object = self.stack.last().is_some_and(|frame| frame.is_object());
        match byte {
            b'}' | b']' => self.wrong_closer(byte),
            b':' => self.colon_after_value(object),
            b'"' if self.spare_quote_behind() => self.spare("a quote too many", "quotes"),
            _ if self.unclosed_before_comma() => {}
            _ if byte == b';' || self.text[self.at..].starts_with('，') => {
                let length = self.text[self.at..].chars().next().map_or(1, char::len_utf8);
                let span = self.here(length);
                let what = if byte == b';' { "a semicolon" } else { "a full-width comma" };
                self.report(
                    Problem::syntax(span, format!("{what} stands where a comma is expected"))
                        .label("JSON writes `,`")
                        .fix(Fix::safe("write a comma", vec![(span, ",".to_owned())])),
                );
                self.mark = self.at;
                self.at += length;
                self.expect = if object { Expect::Key } else { Expect::Element };
            }
            b'"' if self.is_lone_quote() => self.spare("a quote too many", "quotes"),
            b'"' | b'{' | b'[' if object && self.goes_on_inside(byte) => {}
            b'{' | b'[' if self.number_before_bracket() => {}
            b'{' | b'[' if self.bracket_before_closer() => {}
            // The colon behind it will tell what is meant.
            b'"' if !object && self.bytes[self.last_end - 1] == b'}' && self.key_follows() => {
                self.expect = Expect::Element;
            }
            _ if object && !self.key_follows() => self.stray(),
            _ if !object && !self.value_follows(byte) => self.stray(),
            _ => {
                let place = Span::empty(self.last_end as u32);
                let what = if object { "member" } else { "item" };
                self.report(
                    Problem::syntax(place, format!("no comma before the next {what}"))
                        .label("a comma belongs here")
                        .fix(Fix::safe("insert a comma", vec![(place, ",".to_owned())])),
                );
                self.expect = if object { Expect::Key } else { Expect::Element };
            }
        }
    }

    /// `"a": 6"`: a quote that touches a number or a word and opens nothing.
    fn spare_quote_behind(&self) -> bool {
        let last = self.nodes.last().copied();
        self.at == self.last_end
            && last.is_some_and(|raw| matches!(raw.kind(), Kind::Number | Kind::Bool | Kind::Null))
            && self.ends_a_string(self.at)
    }

    /// `"a": 1[2]`: a number before the value.
    fn number_before_bracket(&mut self) -> bool {
        let Some(raw) = self.nodes.last().copied() else { return false };
        let between = self.text[self.last_end..self.at].bytes().all(|byte| byte == b' ');
        if raw.kind() != Kind::Number || raw.end as usize != self.last_end || !between {
            return false;
        }
        self.pop_value();
        let object = self.stack.last().is_some_and(|frame| frame.is_object());
        self.expect = if object { Expect::Value } else { Expect::Element };
        self.at = raw.start as usize;
        self.stands_before("the value", raw.end as usize - self.at);
        true
    }

    pub(super) fn spare_comma(&mut self) {
        let doubled = matches!(self.expect, Expect::Key | Expect::Element);
        let what =
            if doubled { "a second comma in a row" } else { "a comma with nothing before it" };
        self.spare(what, "commas");
    }

    /// A separator too many, or a whole run of them.
    pub(in crate::json) fn spare(&mut self, what: &str, many: &str) {
        let rest = &self.bytes[self.at..];
        let length = rest.iter().take_while(|byte| **byte == rest[0]).count();
        let span = self.here(length);
        let (message, label, help) = match length {
            1 => (what.to_owned(), "one too many", "remove it"),
            _ => (format!("{length} {many} too many"), "not needed", "remove them"),
        };
        self.report(
            Problem::syntax(span, message)
                .label(label)
                .help(help)
                .fix(Fix::safe(help, vec![(span, String::new())])),
        );
        self.at += length;
    }

    pub(super) fn trailing_comma(&mut self) {
        // Something else may have stood for the comma, which was said.
        let comma = self.mark >= self.last_end && self.bytes.get(self.mark) == Some(&b',');
        if self.options.jsonc || !comma {
            return;
        }
        let span = Span::new(self.mark as u32, self.mark as u32 + 1);
        let what = if self.bytes[self.at] == b'}' { "brace" } else { "bracket" };
        self.report(
            Problem::new(Topic::TrailingComma, span, format!("a comma before the closing {what}"))
                .label("nothing follows it")
                .help("JSON ends a list without one; remove it (the documentation's own snippets have this comma)")
                .fix(Fix::safe("remove the comma", vec![(span, String::new())])),
        );
    }
}
