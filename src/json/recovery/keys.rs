//! Keys that are not as JSON writes them, and what stands where their colon should.

use super::{is_bracket, is_curly_quote};
use crate::json::packed_node::BARE;
use crate::json::parser::{Expect, Parser, is_word};
use crate::json::{Problem, quote};
use crate::text::{Fix, Span, shown};

impl Parser<'_, '_> {
    pub(super) fn odd_key(&mut self, byte: u8) {
        match byte {
            b'}' if self.closer_before_key() => {}
            b'}' => {
                self.trailing_comma();
                self.end_innermost();
            }
            b',' => self.spare_comma(),
            b']' => self.wrong_closer(byte),
            b'\'' | b'`' => self.other_quotes(char::from(byte)),
            b':' => {
                let span = self.here(1);
                self.report(
                    Problem::syntax(span, "a colon without a key before it")
                        .label("no key")
                        .help("write the key in double quotes before the colon"),
                );
                self.push_error_key(self.at, self.at);
                self.colon();
            }
            b'{' if self.expect == Expect::FirstKey && self.template_of_braces() => {}
            b'[' if self.bracket_before_key() => {}
            b'{' | b'['
                if self.item_among_keys()
                    || self.bracket_before_key()
                    || self.bracket_before_bracket() => {}
            b'{' | b'[' => {
                let span = self.here(1);
                let what = if byte == b'{' { "an object" } else { "a list" };
                self.report(
                    Problem::syntax(span, format!("{what} stands where a key is expected"))
                        .label("no key")
                        .help("write a key and a colon before it, or remove the bracket"),
                );
                self.push_error_key(self.at, self.at);
                self.open(byte == b'{');
            }
            b'\\' if self.is_first_of_all(1) && self.bytes.get(self.at + 1) == Some(&b'"') => {
                self.copied_out(2, "escaped, as within a string", "write `\"` for each `\\\"`");
            }
            _ => self.bare_key(),
        }
    }

    /// Whether so many nodes were read, the body's brace among them.
    fn is_first_of_all(&self, nodes: usize) -> bool {
        self.stack.len() == 1 && self.nodes.len() == nodes
    }

    /// A body whose quotes are written as some other place wants them: said once, and given up.
    fn copied_out(&mut self, length: usize, how: &str, help: &str) {
        let span = self.here(length);
        self.report(
            Problem::syntax(span, format!("the quotes of this body are {how}"))
                .label("as are all others, by the look of it")
                .help(format!("take the JSON itself out of there: {help}")),
        );
        self.expect = Expect::Stop;
        self.swallowed = true;
    }

    fn bare_key(&mut self) {
        let ch = self.text[self.at..].chars().next().unwrap_or(' ');
        if is_curly_quote(ch) {
            return self.other_quotes(ch);
        }
        let length = self.word_length();
        if length > 0 && self.is_cut_off(length) {
            self.at += length;
            return;
        }
        let behind = self.at + length;
        if length > 0 && self.bytes.get(behind) == Some(&b'"') && self.colon_follows(behind + 1) {
            return self.half_quoted_key(behind);
        }
        let wide = self.text[behind..].trim_start().starts_with('：');
        if length == 0 || !wide && !self.colon_follows(behind) {
            return self.stray();
        }
        let word = &self.text[self.at..self.at + length];
        let span = self.here(length);
        let quoted = quote(word);
        self.report(
            Problem::syntax(span, format!("the key `{}` has no quotes", shown(word)))
                .label("needs double quotes")
                .fix(Fix::safe("put the key in quotes", vec![(span, quoted)])),
        );
        self.push_key(BARE, self.at, self.at + length);
    }

    /// The length of a word that stands between a key and its colon.
    fn word_before_colon(&self) -> Option<usize> {
        let length = self.word_length();
        (length > 0
            && self.text[self.at + length..].trim_start_matches([' ', '\t']).starts_with(':'))
        .then_some(length)
    }

    pub(super) fn odd_colon(&mut self, byte: u8) {
        let wide = self.text[self.at..].starts_with('：');
        if wide || matches!(byte, b'=' | b';') {
            let more = match wide {
                true => '：'.len_utf8() - 1,
                false => usize::from(self.bytes.get(self.at + 1) == Some(&b'>')),
            };
            let span = self.here(1 + more);
            self.report(
                Problem::syntax(
                    span,
                    format!("`{}` stands where a colon is expected", span.of(self.text)),
                )
                .label("JSON writes `:`")
                .fix(Fix::safe("write a colon", vec![(span, ":".to_owned())])),
            );
            self.at += more;
            self.colon();
        } else if byte == b'"' && self.colon_follows(self.at + 1) {
            self.spare("a second quote behind the key", "quotes");
        } else if self.doubled_quotes() {
            self.at = self.last_end - 2;
            self.copied_out(2, "doubled, as in a table (CSV)", "write `\"` for each `\"\"`");
        } else if self.unclosed_key() || self.quote_in_key(byte) {
            // Reading goes on behind the key.
        } else if let Some(length) = self.word_before_colon() {
            self.stands_before("the colon", length);
        } else if is_bracket(byte) && self.colon_follows(self.at + 1) {
            self.spare("a bracket between a key and its colon", "brackets");
        } else if matches!(byte, b',' | b'}' | b']') && self.brace_before_text() {
            // What seemed a key is the value.
        } else if matches!(byte, b',' | b'}' | b']') {
            self.missing_value();
        } else {
            let place = Span::empty(self.last_end as u32);
            let mut problem = Problem::syntax(place, format!("no colon after {}", self.last_key()))
                .label("a colon belongs here");
            if self.value_follows(byte) {
                problem = problem.fix(Fix::safe("insert a colon", vec![(place, ":".to_owned())]));
            }
            self.report(problem);
            self.expect = Expect::Value;
        }
    }

    /// `{""name"": ""x""}`, at the very beginning.
    fn doubled_quotes(&self) -> bool {
        let behind = self.at + self.word_length();
        self.is_first_of_all(2)
            && self.last_end == self.at
            && self.text[..self.at].ends_with("\"\"")
            && behind > self.at
            && self.text[behind..].starts_with("\"\"")
    }

    /// `"na"me": "x"`: a quote too many within a key or before it.
    fn quote_in_key(&mut self, byte: u8) -> bool {
        let behind = self.at + self.word_length();
        let Some(raw) = self.nodes.last().copied().filter(|raw| raw.is_string()) else {
            return false;
        };
        let (start, end) = (raw.start as usize, raw.end as usize);
        let closed = self.bytes.get(behind) == Some(&b'"') && self.colon_follows(behind + 1);
        if !is_word(byte) || self.at > end || raw.is(BARE) || !closed {
            return false;
        }
        // With nothing but blanks before it, the second quote is the one that opens the key.
        let before = self.text[start + 1..end - 1].trim().is_empty();
        let spare = if before { start } else { end - 1 };
        let span = Span::new(spare as u32, spare as u32 + 1);
        let place = if before { "before" } else { "within" };
        self.report(
            Problem::syntax(span, format!("a quote too many {place} a key"))
                .label("not needed")
                .fix(Fix::unsafe_("remove the quote", vec![(span, String::new())])),
        );
        self.pop_key();
        if before {
            self.push_key(0, end - 1, behind + 1);
        } else {
            self.push_error_key(start, behind + 1);
            self.at = behind + 1;
            self.last_end = self.at;
        }
        true
    }

    /// `"name: "x"`: a key without its closing quote takes the colon in, and the opening of its
    /// value.
    fn unclosed_key(&mut self) -> bool {
        let Some(raw) = self.nodes.last().copied() else { return false };
        let (start, end) = (raw.start as usize, raw.end as usize);
        let Some(inner) = self.text[start..end].strip_prefix('"').and_then(|t| t.strip_suffix('"'))
        else {
            return false;
        };
        let Some((name, rest)) = inner.split_once(':') else { return false };
        let opens = rest.bytes().all(|byte| matches!(byte, b' ' | b'\t' | b'{' | b'['));
        if self.at > end || name.is_empty() || !name.bytes().all(is_word) || !opens {
            return false;
        }
        let colon = start + 1 + name.len();
        let span = Span::new(start as u32, colon as u32);
        self.report(
            Problem::syntax(span, format!("the key `{name}` has no closing quote"))
                .label("opens here")
                .fix(Fix::safe(
                    "close the key",
                    vec![(Span::empty(colon as u32), "\"".to_owned())],
                )),
        );
        self.pop_key();
        self.push_key(BARE, start + 1, colon);
        self.colon();
        true
    }
}
