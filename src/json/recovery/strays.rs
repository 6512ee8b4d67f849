//! What cannot be understood, and where reading goes on behind it.

use crate::json::parser::{Expect, Parser};
use crate::json::{Kind, Problem};
use crate::text::shown;

impl Parser<'_, '_> {
    /// Skips what cannot be understood, in one finding.
    pub(in crate::json) fn stray(&mut self) {
        let (length, quoted) = self.stray_length();
        let span = self.here(length);
        // A quote without an end may have taken the last closers with it.
        self.swallowed = quoted && self.text[self.at + length..].trim_ascii().is_empty();
        self.open_quote = if quoted { self.at + length } else { 0 };
        let text = shown(span.of(self.text));
        let value = matches!(self.expect, Expect::Value | Expect::Element | Expect::FirstElement);
        let problem = match self.expect {
            Expect::Value | Expect::Element | Expect::FirstElement => {
                Problem::syntax(span, format!("`{text}` is not a value that JSON knows"))
                    .label("not JSON")
                    .help("a value is a string in double quotes, a number, `true`, `false`, `null`, a list or an object")
            }
            Expect::Separator => Problem::syntax(span, format!("`{text}` stands after a value that is complete"))
                .label("not expected here")
                .help("a quote inside a string is written `\\\"`; members are separated by commas"),
            _ => Problem::syntax(span, format!("`{text}` stands where a key is expected"))
                .label("not a key")
                .help("a key stands in double quotes and has a colon and a value behind it"),
        };
        self.report(problem);
        let (start, end) = (self.at, self.at + length);
        if value {
            self.push(Kind::Error, 0, start, end);
        } else {
            self.mark_partial();
            (self.at, self.last_end) = (end, end);
            // It stands for a member: what parts it from the next is nothing of its own.
            if matches!(self.expect, Expect::FirstKey | Expect::Key) {
                self.expect = Expect::Separator;
            }
        }
        // Whether a comma is missing behind it is not worth another finding.
        let rest = self.text[end..].trim_start_matches([' ', '\n', '\r', '\t']);
        if self.expect == Expect::Separator && !rest.starts_with([',', '}', ']']) {
            let object = self.stack.last().is_some_and(|frame| frame.is_object());
            self.mark = end;
            self.expect = if object { Expect::Key } else { Expect::Element };
        }
    }

    /// Whether the quote at this place closes a string, by what follows it.
    pub(in crate::json) fn ends_a_string(&self, quote: usize) -> bool {
        let after = self.text[quote + 1..].trim_start_matches([' ', '\t']);
        after.is_empty() || after.starts_with([',', '}', ']', '\n', '\r'])
    }

    /// To the next comma or bracket outside of strings, or the end of the line; and whether that
    /// is inside of one.
    fn stray_length(&self) -> (usize, bool) {
        let rest = &self.text[self.at..];
        let mut quoted = false;
        let mut end = rest.len();
        for (offset, ch) in rest.char_indices() {
            match ch {
                '\n' | '\r' => {
                    end = offset;
                    break;
                }
                '"' if self.ends_a_string(self.at + offset) => {
                    end = offset + 1;
                    break;
                }
                '"' => quoted = !quoted,
                ',' | '{' | '}' | '[' | ']' if !quoted && offset > 0 => {
                    end = offset;
                    break;
                }
                _ => {}
            }
        }
        let first = rest.chars().next().map_or(0, char::len_utf8);
        (rest[..end].trim_end().len().max(first), quoted)
    }
}
