//! Strings that are not as JSON wants them: escapes, control characters, other quotes, no end.

use super::parser::{Expect, Parser, Scanned, is_word};
use super::raw::{BARE, ESCAPED, KEY};
use super::string::{quote, unescape};
use super::{Kind, Problem, Topic};
use crate::fix::Fix;
use crate::source::Span;

impl Parser<'_, '_> {
    /// An escape that is not one of JSON's plain ones; returns the place behind it.
    #[cold]
    pub(super) fn odd_escape(&mut self, at: usize) -> usize {
        let unit = |at: usize| {
            let digits = self.text.get(at + 2..at + 6)?;
            (self.bytes[at..at + 2] == *b"\\u" && digits.bytes().all(|b| b.is_ascii_hexdigit()))
                .then(|| u32::from_str_radix(digits, 16).ok())?
        };
        match unit(at) {
            Some(0xd800..0xdc00) if matches!(unit(at + 6), Some(0xdc00..0xe000)) => at + 12,
            Some(0xd800..0xe000) => {
                let span = Span::new(at as u32, at as u32 + 6);
                let escape = span.of(self.text);
                let problem = Problem::new(
                    Topic::Encoding,
                    span,
                    format!("the escape `{escape}` is half of a surrogate pair"),
                )
                .label("the other half is missing")
                .help("characters beyond U+FFFF take two escapes, such as `\\ud83d\\ude00`; write both, or the character itself");
                self.report_string(problem);
                at + 6
            }
            Some(_) => at + 6,
            None => self.bad_escape(at),
        }
    }

    fn bad_escape(&mut self, at: usize) -> usize {
        let hex = self.bytes.get(at + 1) == Some(&b'u');
        let mut end = at + 1 + usize::from(hex);
        while hex && end < at + 6 && self.bytes.get(end).is_some_and(u8::is_ascii_hexdigit) {
            end += 1;
        }
        let spoiler = self.text[end..].chars().next();
        let stop = match spoiler {
            Some('\n' | '\r') | None => return end,
            Some(ch) => end + ch.len_utf8(),
        };
        let span = Span::new(at as u32, stop as u32);
        let shown = crate::finding::shown(span.of(self.text));
        let message = if hex {
            format!("`{shown}` is not an escape: `\\u` takes four hexadecimal digits")
        } else {
            format!("`{shown}` is not an escape that JSON has")
        };
        let backslash = Span::empty(at as u32);
        let problem = Problem::syntax(span, message)
            .label("not an escape")
            .help("write `\\\\` for a backslash; JSON's escapes are `\\\"`, `\\\\`, `\\/`, `\\b`, `\\f`, `\\n`, `\\r`, `\\t` and `\\uXXXX`")
            .fix(Fix::unsafe_("double the backslash", vec![(backslash, "\\".to_owned())]));
        self.report_string(problem);
        if hex { end } else { stop }
    }

    /// A run of raw control characters in a string; returns the place behind it.
    #[cold]
    pub(super) fn control_characters(&mut self, at: usize) -> usize {
        let nul = self.bytes[at] == 0;
        let mut end = at;
        while self
            .bytes
            .get(end)
            .is_some_and(|&b| b < 0x20 && (b == 0) == nul && b != b'\n' && b != b'\r')
        {
            end += 1;
        }
        let span = Span::new(at as u32, end as u32);
        if nul {
            let problem = nul_bytes(span);
            self.report_string(problem);
            return end;
        }
        let written: String = self.bytes[at..end].iter().map(|&byte| escape_of(byte)).collect();
        let name = match self.bytes[at] {
            b'\t' => "a tab".to_owned(),
            byte => format!("the control character U+{byte:04X}"),
        };
        let problem = Problem::syntax(span, format!("{name} stands bare in a string"))
            .label("needs an escape")
            .help(format!("write `{}`", crate::finding::shown(&written)))
            .fix(Fix::safe("write it as an escape", vec![(span, written)]));
        self.report_string(problem);
        end
    }

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

    /// The place of a closing quote on this line whose opening one is missing, for a text that
    /// begins at `start`.
    pub(super) fn half_quoted(&self, start: usize) -> Option<usize> {
        // Only so far: the next word would look at the same line again.
        const FAR: usize = 200;
        let rest = &self.text[start..];
        let ends =
            |ch: char| matches!(ch, '"' | ',' | ':' | '{' | '}' | '[' | ']' | '\\' | '\n' | '\r');
        let (end, _) = rest.char_indices().take(FAR).find(|(_, ch)| ends(*ch))?;
        let after = rest[end..].strip_prefix('"')?.trim_start_matches([' ', '\t']);
        let closed = after.is_empty() || after.starts_with([',', '}', ']', '\n', '\r']);
        closed.then_some(start + end)
    }

    pub(super) fn half_quoted_value(&mut self, end: usize) {
        self.report_half_quoted("string", end);
        self.push(Kind::String, BARE, self.at, end);
        (self.at, self.last_end) = (end + 1, end + 1);
    }

    pub(super) fn half_quoted_key(&mut self, end: usize) {
        self.report_half_quoted("key", end);
        self.push_key(BARE, self.at, end);
        (self.at, self.last_end) = (end + 1, end + 1);
    }

    fn report_half_quoted(&mut self, what: &str, end: usize) {
        let span = Span::new(self.at as u32, end as u32 + 1);
        let shown = crate::finding::shown(&self.text[self.at..end]);
        let opening = vec![(Span::empty(self.at as u32), "\"".to_owned())];
        self.report(
            Problem::syntax(span, format!("the {what} `{shown}` has no opening quote"))
                .label("closes here, opens nowhere")
                .help("write `\"` before it")
                .fix(Fix::safe("open the quotes", opening)),
        );
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
        self.nodes.pop();
        let Some(frame) = self.stack.last_mut() else { return true };
        frame.count -= 1;
        let object = frame.is_object();
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

    /// A string in other quotes than JSON's: `'a'`, `` `a` ``, “a”.
    #[cold]
    pub(super) fn other_quotes(&mut self, open: char) {
        let start = self.at;
        let inner = start + open.len_utf8();
        let close = match open {
            '\u{201c}' | '\u{201d}' | '\u{201e}' => ['\u{201d}', '\u{201c}'],
            '\u{2018}' | '\u{2019}' => ['\u{2019}', '\u{2018}'],
            '\u{ab}' => ['\u{bb}', '\u{bb}'],
            _ => [open, open],
        };
        let mut end = None;
        let mut escaped = false;
        let mut skip = false;
        // How far a quote that ends the string is looked for behind an apostrophe.
        const FAR: usize = 200;
        let known = self.unclosed.is_some_and(|(ch, to)| ch == open && start < to);
        let rest = if known { "" } else { &self.text[inner..] };
        for (offset, ch) in rest.char_indices() {
            match ch {
                '\n' | '\r' => {
                    if end.is_none() {
                        self.unclosed = Some((open, inner + offset));
                    }
                    break;
                }
                _ if skip => skip = false,
                '\\' => (skip, escaped) = (true, end.is_none() || escaped),
                _ if close.contains(&ch) => {
                    let behind = inner + offset + ch.len_utf8();
                    let ends = self.ends_a_string_or_key(behind);
                    if ends || end.is_none() {
                        end = Some((inner + offset, behind));
                    }
                    if ends {
                        break;
                    }
                }
                _ if end.is_some_and(|(_, to)| inner + offset > to + FAR) => break,
                _ => {}
            }
        }
        let Some((inner_end, end)) = end else {
            let known = self.unclosed.is_some_and(|(ch, to)| ch == open && start < to);
            self.unclosed = if known { self.unclosed } else { Some((open, self.text.len())) };
            return self.stray();
        };
        let raw = &self.text[inner..inner_end];
        let text = if escaped { unescape(raw) } else { raw.to_owned() };
        let kind = if open.is_ascii() {
            "JSON's quotes are double ones"
        } else {
            "JSON knows straight double quotes only"
        };
        let name = match open {
            '\'' => "single quotes",
            '`' => "backquotes",
            _ => "curly quotes",
        };
        let span = Span::new(start as u32, end as u32);
        let title = "write double quotes";
        let edits = vec![(span, quote(&text))];
        // An apostrophe, or an escape of another language, makes it a guess.
        let plain = !has_foreign_escape(raw) && self.ends_a_string_or_key(end);
        let fix = if plain { Fix::safe(title, edits) } else { Fix::unsafe_(title, edits) };
        self.report(
            Problem::syntax(span, format!("`{}` stands in {name}", crate::finding::shown(&text)))
                .label("needs double quotes")
                .help(kind)
                .fix(fix),
        );
        let escaped = if escaped { ESCAPED } else { 0 };
        // One-byte quotes are cut off like JSON's; others stay outside of the node.
        let (flags, from, to) = if open.is_ascii() {
            (escaped, start, end)
        } else {
            (escaped | BARE, inner, inner_end)
        };
        self.push_text(flags, from, to);
        self.at = end;
        self.last_end = end;
    }

    /// Whether what stands behind a closing quote can follow one.
    fn ends_a_string_or_key(&self, end: usize) -> bool {
        !self.text[end..].starts_with(|ch: char| ch.is_alphanumeric() || ch == '_')
    }

    /// Adds a string as a key or as a value, whichever is expected.
    pub(super) fn push_text(&mut self, flags: u32, start: usize, end: usize) {
        match self.expect {
            Expect::FirstKey | Expect::Key => self.push_key(flags & !KEY, start, end),
            _ => self.push(Kind::String, flags, start, end),
        }
    }

    /// Reports a problem inside the string or key that is about to be added.
    fn report_string(&mut self, mut problem: Problem) {
        problem.node = Some(self.nodes.len() as u32);
        self.add(problem);
    }
}

/// Whether a text has an escape that JSON does not have, but for quotes.
fn has_foreign_escape(raw: &str) -> bool {
    let mut rest = raw;
    while let Some((_, behind)) = rest.split_once('\\') {
        let Some(known) = behind
            .strip_prefix(['"', '\\', '/', 'b', 'f', 'n', 'r', 't', '\'', '`'])
            .or_else(|| {
                let (digits, behind) = behind.strip_prefix('u')?.split_at_checked(4)?;
                digits.bytes().all(|byte| byte.is_ascii_hexdigit()).then_some(behind)
            })
        else {
            return true;
        };
        rest = known;
    }
    false
}

/// The finding for raw NULs, wherever they stand.
pub(super) fn nul_bytes(span: Span) -> Problem {
    let many =
        if span.len() == 1 { "a NUL byte".to_owned() } else { format!("{} NUL bytes", span.len()) };
    Problem::new(Topic::Encoding, span, format!("{many} at byte {} of the file", span.start))
        .label("not text")
        .help("remove it; if most of the file looks like this, it was saved in another encoding than UTF-8")
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

fn escape_of(byte: u8) -> String {
    match byte {
        b'\t' => "\\t".to_owned(),
        8 => "\\b".to_owned(),
        0xc => "\\f".to_owned(),
        _ => format!("\\u{byte:04x}"),
    }
}
