//! Strings and keys without a closing quote: what they took in is given back.

use super::packed_node::{BARE, ESCAPED, KEY};
use super::parser::{Expect, Parser, Scanned, is_word};
use super::{Kind, Problem};
use crate::text::{Fix, Span};

impl Parser<'_, '_> {
    /// A string that the line's end cuts off. Nothing behind it on the line is read, but a comma
    /// at the end of the line counts.
    #[cold]
    pub(super) fn unclosed_string(&mut self, scanned: Scanned) {
        if self.is_lone_quote() {
            return self.spare("a quote too many", "quotes");
        }
        let (start, end) = (self.at, scanned.end);
        let line = self.text[start..end].trim_end();
        let body = line.strip_suffix(',').unwrap_or(line);
        let comma = body.len() < line.len();
        let span = Span::new(start as u32, (start + line.len()) as u32);
        let close = Span::empty((start + body.len()) as u32);
        let key = matches!(self.expect, Expect::FirstKey | Expect::Key);
        let what = if key { "this key" } else { "this string" };
        let problem = Problem::syntax(span, format!("{what} has no closing quote on its line"))
            .label("opens here")
            .help("close it with `\"`; a line break inside a string is written `\\n`");
        if key && let Some(name_end) = self.name_before_colon(start, end) {
            let close = Span::empty(name_end as u32);
            self.report(problem.fix(Fix::unsafe_("close the key", vec![(close, "\"".to_owned())])));
            return self.push_key(BARE, start + 1, name_end);
        }
        if !key && let Some(string_end) = self.runs_on_to(end) {
            let edits = line_breaks(self.text, end, string_end);
            self.report(problem.fix(Fix::unsafe_("write the line breaks as `\\n`", edits)));
            return self.push(Kind::Error, 0, start, string_end);
        }
        if let Some(quote) = self.escaped_closer(start, end, key) {
            let backslash = Span::new(quote as u32 - 1, quote as u32);
            self.report(
                Problem::syntax(
                    Span::new(start as u32, quote as u32 + 1),
                    format!("the closing quote of {what} is escaped"),
                )
                .label("ends with `\\\"`")
                .help("remove the backslash; a backslash at the end is written `\\\\`")
                .fix(Fix::unsafe_("remove the backslash", vec![(backslash, String::new())])),
            );
            return match key {
                true => self.push_key(ESCAPED, start, quote + 1),
                false => self.push(Kind::Error, 0, start, quote + 1),
            };
        }
        if !key && let Some(length) = self.closers_taken_in(line, end) {
            let close = start + line[..length].trim_end().len();
            let place = Span::empty(close as u32);
            let span = Span::new(start as u32, close as u32);
            self.report(
                Problem { span, ..problem }
                    .fix(Fix::unsafe_("close the string", vec![(place, "\"".to_owned())])),
            );
            self.push(Kind::Error, 0, start, close);
            self.at = start + length;
            return;
        }
        // A backslash at the end would take the new quote in.
        let slashes = body.len() - body.trim_end_matches('\\').len();
        let quote = if slashes % 2 == 1 { "\\\"" } else { "\"" };
        self.report(problem.fix(Fix::unsafe_("close the string", vec![(close, quote.to_owned())])));
        if key {
            self.push_error_key(start, start + body.len());
        }
        self.push(Kind::Error, 0, start, start + line.len());
        self.at = end;
        self.swallowed = self.text[end..].trim_ascii().is_empty();
        if comma {
            self.mark = start + body.len();
            self.last_end = self.mark;
            self.expect = match self.stack.last() {
                Some(frame) if frame.is_object() => Expect::Key,
                Some(_) => Expect::Element,
                None => Expect::End,
            };
        }
    }

    /// Where the closers at the end of a line begin that a string without its quote took in: those
    /// that are due and lacking further down.
    fn closers_taken_in(&mut self, line: &str, end: usize) -> Option<usize> {
        let closers = |byte: u8| matches!(byte, b'}' | b']' | b',' | b' ' | b'\t');
        let length = line.bytes().rposition(|byte| !closers(byte)).map_or(1, |at| at + 1);
        let mut open = self.stack.iter().rev();
        let mut count = 0;
        for byte in line.bytes().skip(length).filter(|byte| matches!(byte, b'}' | b']')) {
            count += 1;
            open.next().filter(|frame| frame.closer() == byte)?;
        }
        let due = self.open_brackets() - count;
        (count > 0 && self.surplus_ahead(end) == Some(due)).then_some(length)
    }

    /// The first escaped quote in a string or a key without an end that would end it.
    fn escaped_closer(&self, start: usize, end: usize, key: bool) -> Option<usize> {
        let quotes = self.text[start + 1..end].match_indices("\\\"");
        let mut quotes = quotes.map(|(offset, _)| start + 1 + offset + 1);
        quotes.find(|quote| {
            let behind = &self.text[quote + 1..end];
            match key {
                true => behind.trim_start().starts_with(':'),
                false => !behind.is_empty() && self.ends_a_string(*quote),
            }
        })
    }

    /// The end of a key that lacks its closing quote: a name, then a colon and a value.
    fn name_before_colon(&mut self, start: usize, end: usize) -> Option<usize> {
        let (name, rest) = self.text[start + 1..end].split_once(':')?;
        let name = name.trim_end();
        let value = end - rest.trim_start().len();
        let (byte, at) = (*self.bytes.get(value)?, self.at);
        self.at = value;
        let follows = value < end && self.value_follows(byte);
        self.at = at;
        (follows && !name.is_empty() && name.bytes().all(is_word)).then_some(start + 1 + name.len())
    }

    /// Where a string that runs on over lines ends: behind the next quote, if that closes a
    /// string and no bracket comes before it.
    fn runs_on_to(&self, from: usize) -> Option<usize> {
        let mut at = from;
        while let Some(&byte) = self.bytes.get(at) {
            match byte {
                b'"' => return self.ends_a_string(at).then_some(at + 1),
                b'{' | b'}' | b'[' | b']' => return None,
                b'\\' => at += 2,
                _ => at += 1,
            }
        }
        None
    }

    /// `"a": "6, "b": 1`: a string that took the comma behind it in, and the quote of what follows.
    pub(super) fn unclosed_before_comma(&mut self) -> bool {
        let Some(raw) = self.nodes.last().copied() else { return false };
        let (start, end) = (raw.start as usize, raw.end as usize);
        if end != self.at || !raw.is_usual_string() || raw.is(KEY) {
            return false;
        }
        let inner = &self.text[start + 1..end - 1];
        let Some(value) = inner.trim_end().strip_suffix(',').map(str::trim_end) else {
            return false;
        };
        if !self.is_start_of_text() {
            return false;
        }
        let (close, comma) = (start + 1 + value.len(), start + inner.trim_end().len());
        let place = Span::empty(close as u32);
        self.report(
            Problem::syntax(
                Span::new(start as u32, close as u32),
                "this string has no closing quote",
            )
            .label("opens here")
            .help("close it with `\"` before the comma")
            .fix(Fix::unsafe_("close the string", vec![(place, "\"".to_owned())])),
        );
        self.pop_value();
        let object = self.stack.last().is_some_and(|frame| frame.is_object());
        self.push(Kind::String, BARE, start + 1, close);
        (self.mark, self.at) = (comma, end - 1);
        self.expect = if object { Expect::Key } else { Expect::Element };
        true
    }

    /// Whether the quote before this place opens a key, or an item of a list.
    fn is_start_of_text(&self) -> bool {
        const FAR: usize = 200;
        let object = self.stack.last().is_some_and(|frame| frame.is_object());
        let rest = &self.text[self.at..];
        let rest = &rest[..rest.floor_char_boundary(FAR)];
        let end = rest.find(['"', '\n', '\r', '\\']).unwrap_or(rest.len());
        rest[end..].starts_with('"')
            && match object {
                true => rest[end + 1..].trim_start_matches([' ', '\t']).starts_with(':'),
                false => self.ends_a_string(self.at + end),
            }
    }
}

/// Edits that write each line break as an escape.
fn line_breaks(text: &str, from: usize, to: usize) -> Vec<(Span, String)> {
    let bytes = &text.as_bytes()[..to];
    let mut edits = Vec::new();
    let mut at = from;
    while let Some(offset) = memchr::memchr2(b'\n', b'\r', &bytes[at..]) {
        let start = at + offset;
        at = start + if bytes[start..].starts_with(b"\r\n") { 2 } else { 1 };
        edits.push((Span::new(start as u32, at as u32), "\\n".to_owned()));
    }
    edits
}
