//! Strings that are not as JSON wants them: escapes, control characters, quotes of another kind or on
//! one side only.

use super::packed_node::{BARE, ESCAPED, KEY};
use super::parser::{Expect, Parser};
use super::string::{quote, unescape};
use super::{Kind, Problem, Topic};
use crate::text::{Fix, Span};

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
        let shown = crate::text::shown(span.of(self.text));
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
            .help(format!("write `{}`", crate::text::shown(&written)))
            .fix(Fix::safe("write it as an escape", vec![(span, written)]));
        self.report_string(problem);
        end
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
        let shown = crate::text::shown(&self.text[self.at..end]);
        let opening = vec![(Span::empty(self.at as u32), "\"".to_owned())];
        self.report(
            Problem::syntax(span, format!("the {what} `{shown}` has no opening quote"))
                .label("closes here, opens nowhere")
                .help("write `\"` before it")
                .fix(Fix::safe("open the quotes", opening)),
        );
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
            Problem::syntax(span, format!("`{}` stands in {name}", crate::text::shown(&text)))
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

fn escape_of(byte: u8) -> String {
    match byte {
        b'\t' => "\\t".to_owned(),
        8 => "\\b".to_owned(),
        0xc => "\\f".to_owned(),
        _ => format!("\\u{byte:04x}"),
    }
}
