//! Markers and directives of templates.

use super::{Lattice, WINDOW};
use crate::json::lexer;
use crate::json::repair::prices;
use crate::json::repair::reading::Token;
use crate::json::repair::slip::Slip;

/// Markers of templates: how one begins, what must not be in it, how it ends.
const MARKERS: &[(&str, &str, &str)] = &[
    ("${{", "\n", "}}"),
    ("{{{", "\n\"", "}}}"),
    ("{{", "\n\"{}", "}}"),
    ("${", "{}\n\"", "}"),
    ("%{", "{}\n\"", "}"),
    ("#{", "{}\n\"", "}"),
    ("<<", "<>\n\"", ">>"),
    ("<", "<>\n\",", ">"),
    ("$(", "()\n\"", ")"),
];

impl Lattice<'_> {
    /// A template marker in the place of a value, and a directive.
    pub(super) fn templates(&mut self, p: usize) {
        let byte = self.x.bytes[p];
        if !matches!(byte, b'$' | b'{' | b'#' | b'<' | b'%' | b'@' | b':' | b'[' | b'?') {
            return;
        }
        if let Some(end) = self.marker(p) {
            let glued = self
                .x
                .char_at(end)
                .is_some_and(|next| next.is_alphanumeric() || matches!(next, '"' | '\''));
            let text = &self.x.text[p..end];
            let page = ["<html>", "<body>"].iter().any(|tag| text.eq_ignore_ascii_case(tag));
            if !glued && !page {
                let mut edits = self.edits();
                self.quoted(&mut edits, Slip::Template, p, end);
                let reading =
                    self.add(Token::Text, (p, end), prices::TEMPLATE, edits, Slip::Template);
                reading.content = true;
            }
        }
        if let (b'{' | b'%' | b'<', Some(end)) = (byte, self.directive(p)) {
            let mut edits = self.edits();
            edits.remove(Slip::Directive, p, end);
            self.add(Token::Skip, (p, end), prices::DIRECTIVE, edits, Slip::Directive).content =
                true;
        }
    }

    /// The end of a template marker.
    fn marker(&self, p: usize) -> Option<usize> {
        let window = &self.x.text[p..self.x.within(p, WINDOW)];
        for (open, without, close) in MARKERS {
            let Some(inner) = window.strip_prefix(open) else { continue };
            let Some(length) = inner.find(close) else { continue };
            // What is in quotes between its braces is part of it.
            let quoted = close.starts_with('}').then(|| quoted_argument(inner, close)).flatten();
            if let Some(length) = quoted {
                return Some(p + open.len() + length + close.len());
            }
            let own = &inner[..length];
            let empty = own.is_empty() && matches!(*open, "<" | "<<");
            if !empty && !own.contains(|ch| without.contains(ch)) {
                return Some(p + open.len() + length + close.len());
            }
        }
        self.named(p, window)
    }

    /// A marker that is a name: `%NAME%`, `%(name)s`, `%s`, `$NAME`, `$ENV{NAME}`, `@name`, `:name`,
    /// `{name}`, `[[name]]`, `[object Object]`, `?`.
    fn named(&self, p: usize, window: &str) -> Option<usize> {
        let name = |text: &str, more: &[char]| {
            let first = text.starts_with(|ch: char| ch.is_ascii_alphabetic() || ch == '_');
            let word = |ch: char| ch.is_alphanumeric() || ch == '_' || more.contains(&ch);
            let length = text.find(|ch| !word(ch)).unwrap_or(text.len());
            (first && length > 0).then_some(length)
        };
        let rest = window.get(1..)?;
        match window.as_bytes()[0] {
            b'{' => {
                let variable = rest.strip_prefix('$').unwrap_or(rest);
                let end = rest.len() - variable.len() + name(variable, &['.'])?;
                rest[end..].starts_with('}').then_some(p + 1 + end + 1)
            }
            b'%' => {
                // As `printf` fills it in, with a name or without.
                let named = rest.strip_prefix('(').and_then(|inner| Some(name(inner, &['.'])? + 1));
                let conversion = match named {
                    Some(end) => rest[end..].strip_prefix(')'),
                    None => Some(rest),
                };
                let word = |ch: char| ch.is_alphanumeric() || ch == '_';
                if let Some(after) = conversion.and_then(|it| it.strip_prefix(['s', 'd', 'v', 'f']))
                    && !after.starts_with(|ch| word(ch) || ch == '%')
                {
                    return Some(p + window.len() - after.len());
                }
                let length = name(rest, &[])?;
                rest[length..].starts_with('%').then_some(p + length + 2)
            }
            b'$' => {
                let end = name(rest, &[])?;
                let key = rest[end..].strip_prefix('{').and_then(|key| {
                    let inner = &key[..key.find('}')?];
                    let bare = inner.trim_matches(['\'', '"']);
                    (name(bare, &['-', '.']) == Some(bare.len())).then_some(inner.len() + 2)
                });
                Some(p + 1 + end + key.unwrap_or(0))
            }
            b':' => {
                let length = name(rest, &[])?;
                let literal = lexer::is_literal(&rest[..length]);
                (!literal).then_some(p + 1 + length)
            }
            b'@' if rest.starts_with('{') => {
                let end = 1 + name(&rest[1..], &['.'])?;
                rest[end..].starts_with('}').then_some(p + 1 + end + 1)
            }
            b'@' => Some(p + 1 + name(rest, &['.'])?),
            b'[' if rest.starts_with('[') => {
                let inner = &rest[1..];
                let blanks = inner.len() - inner.trim_start_matches(' ').len();
                let length = name(&inner[blanks..], &['.', '-'])?;
                let literal = lexer::is_literal(&inner[blanks..blanks + length]);
                let after = &inner[blanks + length..];
                let close = after.trim_start_matches(' ');
                (!literal && close.starts_with("]]")).then_some(p + window.len() - close.len() + 2)
            }
            b'[' => {
                let inner = rest.strip_prefix("object ")?;
                let length = name(inner, &[])?;
                let known = inner.starts_with(|ch: char| ch.is_ascii_uppercase());
                (known && inner[length..].starts_with(']')).then_some(p + 8 + length + 1)
            }
            b'?' => matches!(self.x.peek(p + 1), Some(b',' | b'}' | b']')).then_some(p + 1),
            _ => None,
        }
    }

    /// The end of a directive of a template.
    fn directive(&self, p: usize) -> Option<usize> {
        const FAR: usize = 1000;
        let window = &self.x.text[p..self.x.within(p, FAR)];
        let to = |from: usize, close: &str| {
            window.get(from..)?.find(close).map(|length| p + from + length + close.len())
        };
        if window.starts_with("{%") {
            return to(2, "%}");
        }
        if window.starts_with("<%") {
            return to(2, "%>");
        }
        if let Some(inner) = window.strip_prefix("%{") {
            let length = inner.find(['{', '}', '\n'])?;
            return inner[length..].starts_with('}').then_some(p + 2 + length + 1);
        }
        if let Some(inner) = window.strip_prefix("{{") {
            const WORDS: [&str; 8] =
                ["if", "else", "end", "range", "with", "define", "include", "template"];
            let inner = inner.strip_prefix(['-', '~']).unwrap_or(inner).trim_start();
            let word = inner.split(|ch: char| !ch.is_alphanumeric()).next().unwrap_or_default();
            let known = WORDS.contains(&word) || word == "block";
            if inner.starts_with(['#', '/', '^', '!', '>', '&']) || known {
                return to(2, "}}");
            }
            return None;
        }
        if window.starts_with("{#") { to(2, "#}") } else { None }
    }
}

/// The length of what is in a marker that has arguments in quotes, each behind a mark of a program
/// and before one, as in `var.x["a"]`.
fn quoted_argument(inner: &str, close: &str) -> Option<usize> {
    let bytes = inner.as_bytes();
    let (mut quote, mut any) = (None, false);
    for (at, byte) in bytes.iter().copied().enumerate() {
        match (byte, quote) {
            (b'\n' | b'{', _) => return None,
            (b'"' | b'\'', None) => {
                if !matches!(bytes[..at].last(), Some(b'(' | b'[' | b' ' | b',' | b'|' | b'=')) {
                    return None;
                }
                (quote, any) = (Some(byte), true);
            }
            (_, Some(open)) if byte == open => {
                if !matches!(bytes.get(at + 1), Some(b')' | b']' | b' ' | b',' | b'}' | b'|')) {
                    return None;
                }
                quote = None;
            }
            (b'}', None) => return (any && inner[at..].starts_with(close)).then_some(at),
            _ => {}
        }
    }
    None
}
