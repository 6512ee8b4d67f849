//! What a word of a shell says: quotes removed, variables kept apart from text.

use super::expansions::Ends;
use super::script::{Document, Script};
use crate::host::builder::Builder;
use crate::host::map::Style;
use crate::text::Span;

/// A substitution in backticks that is longer than this is taken for text.
const TICKS: usize = 1024;

/// Reads a part of a word; `text` is the file.
pub(super) fn read(text: &str, script: &Script, part: Span, out: &mut Builder<'_>) {
    let mut word = Word {
        bytes: text.as_bytes(),
        text,
        script,
        end: part.end as usize,
        out,
        ends: Ends::default(),
    };
    word.plain(part.start as usize);
}

/// Reads a here-document.
pub(super) fn read_document(text: &str, document: Document, out: &mut Builder<'_>) {
    let span = document.span;
    if !document.expands {
        return out.copy(span, Style::Verbatim);
    }
    let none = Script::default();
    let end = span.end as usize;
    let mut word =
        Word { bytes: text.as_bytes(), text, script: &none, end, out, ends: Ends::default() };
    word.document(span.start as usize);
}

struct Word<'t, 'o, 'f> {
    text: &'t str,
    bytes: &'t [u8],
    script: &'t Script,
    end: usize,
    out: &'o mut Builder<'f>,
    ends: Ends,
}

impl Word<'_, '_, '_> {
    fn copy(&mut self, from: usize, to: usize, style: Style) {
        self.out.copy(Span::new(from as u32, to as u32), style);
    }

    /// The first of these bytes from `at` on, or the end.
    fn next(&self, at: usize, special: &[u8]) -> usize {
        let rest = self.bytes.get(at..self.end).unwrap_or_default();
        at + rest.iter().position(|byte| special.contains(byte)).unwrap_or(rest.len())
    }

    /// The length of the character at a place.
    fn length(&self, at: usize) -> usize {
        let rest = self.text.get(at..self.end).unwrap_or_default();
        rest.chars().next().map_or(1, char::len_utf8)
    }

    fn plain(&mut self, mut at: usize) {
        while at < self.end {
            match self.bytes[at] {
                b'\'' => at = self.single_quotes(at + 1),
                b'"' => at = self.expanding(at + 1, Style::DoubleQuotes),
                b'$' if self.bytes.get(at + 1) == Some(&b'\'') => at = self.dollar_quotes(at + 2),
                b'$' if self.bytes.get(at + 1) == Some(&b'"') => at += 1,
                b'$' | b'`' => at = self.variable(at, Style::NoQuotes),
                b'\\' => {
                    let length = self.length(at + 1);
                    let line_end = matches!(self.bytes.get(at + 1), Some(b'\n' | b'\r'));
                    if !line_end && at + 1 < self.end {
                        let place = Span::new(at as u32, (at + 1 + length) as u32);
                        self.out.replace(
                            place,
                            &self.text[at + 1..at + 1 + length],
                            Style::NoQuotes,
                        );
                    }
                    at += 1 + length;
                }
                _ => {
                    let end = self.next(at, b"'\"$`\\");
                    self.copy(at, end, Style::NoQuotes);
                    at = end;
                }
            }
        }
    }

    /// Between single quotes; the place after them. A quote in there is written as `'\''` or `'"'"'`,
    /// which is one place.
    fn single_quotes(&mut self, mut at: usize) -> usize {
        loop {
            let end = self.next(at, b"'");
            self.copy(at, end, Style::SingleQuotes);
            let rest = self.bytes.get(end..self.end).unwrap_or_default();
            let quote =
                [&b"'\\''"[..], b"'\"'\"'"].into_iter().find(|quote| rest.starts_with(quote));
            let Some(quote) = quote else { return end + 1 };
            at = end + quote.len();
            let place = Span::new(end as u32, at as u32);
            self.out.replace(place, "'", Style::SingleQuotes);
        }
    }

    fn document(&mut self, at: usize) {
        self.expanding(at, Style::HereDocument);
    }

    /// Between double quotes, or in a here-document; the place after it.
    fn expanding(&mut self, mut at: usize, style: Style) -> usize {
        let quoted = style == Style::DoubleQuotes;
        while at < self.end {
            match self.bytes[at] {
                b'"' if quoted => return at + 1,
                b'$' | b'`' => at = self.variable(at, style),
                b'\\' => match self.bytes.get(at + 1).filter(|_| at + 1 < self.end) {
                    Some(b'\n') => at += 2,
                    Some(b'\r') if self.bytes.get(at + 2) == Some(&b'\n') => at += 3,
                    Some(b'$' | b'`' | b'\\') => at = self.escape(at, style),
                    Some(b'"') if quoted => at = self.escape(at, style),
                    _ => {
                        self.copy(at, at + 1, style);
                        at += 1;
                    }
                },
                _ => {
                    let end = self.next(at, if quoted { b"\"$`\\" } else { b"$`\\" });
                    self.copy(at, end, style);
                    at = end;
                }
            }
        }
        at
    }

    fn escape(&mut self, at: usize, style: Style) -> usize {
        let place = Span::new(at as u32, at as u32 + 2);
        self.out.replace(place, &self.text[at + 1..at + 2], style);
        at + 2
    }

    /// A variable or a substitution, or a dollar sign that is just text.
    fn variable(&mut self, at: usize, style: Style) -> usize {
        if let Some(end) = self.variable_end(at).filter(|end| *end <= self.end) {
            self.out.variable(Span::new(at as u32, end as u32));
            return end;
        }
        self.copy(at, at + 1, style);
        at + 1
    }

    fn variable_end(&mut self, at: usize) -> Option<usize> {
        let known = &self.script.substitutions;
        if let Ok(index) = known.binary_search_by_key(&(at as u32), |(span, _)| span.start) {
            return Some(known[index].0.end as usize);
        }
        let rest = &self.bytes[at..self.end];
        if rest[0] == b'`' {
            let rest = &rest[1..rest.len().min(TICKS)];
            return memchr::memchr(b'`', rest).map(|end| at + end + 2);
        }
        match rest.get(1)? {
            b'{' => self.ends.expansion(&self.bytes[..self.end], at),
            b'(' => self.ends.substitution(&self.bytes[..self.end], at),
            byte if byte.is_ascii_alphabetic() || *byte == b'_' => {
                let name = |byte: &&u8| byte.is_ascii_alphanumeric() || **byte == b'_';
                Some(at + 1 + rest[1..].iter().take_while(name).count())
            }
            byte if byte.is_ascii_digit() || b"@*#?$!-".contains(byte) => Some(at + 2),
            _ => None,
        }
    }

    /// Between `$'` and `'`; the place after it.
    fn dollar_quotes(&mut self, mut at: usize) -> usize {
        while at < self.end && self.bytes[at] != b'\'' {
            if self.bytes[at] != b'\\' {
                let end = self.next(at, b"'\\");
                self.copy(at, end, Style::DollarQuotes);
                at = end;
                continue;
            }
            let rest = self.text.get(at + 1..self.end).unwrap_or_default();
            let (length, said) = ansi_escape(rest);
            let place = Span::new(at as u32, (at + 1 + length) as u32);
            match said {
                Some(ch) => {
                    let mut buffer = [0; 4];
                    self.out.replace(place, ch.encode_utf8(&mut buffer), Style::DollarQuotes);
                }
                None => self.copy(at, at + 1 + length, Style::DollarQuotes),
            }
            at += 1 + length;
        }
        at + 1
    }
}

/// What follows a backslash between `$'` and `'`: its length, and the character it says; nothing
/// where it is text as it is.
fn ansi_escape(rest: &str) -> (usize, Option<char>) {
    let Some(first) = rest.chars().next() else { return (0, None) };
    let digits = |skip: usize, most: usize, radix: u32| {
        let digits = rest[skip..].chars().take(most).take_while(|ch| ch.is_digit(radix)).count();
        let value = u32::from_str_radix(&rest[skip..skip + digits], radix).ok();
        (skip + digits, value.and_then(char::from_u32))
    };
    match first {
        'n' => (1, Some('\n')),
        't' => (1, Some('\t')),
        'r' => (1, Some('\r')),
        '\\' | '\'' | '"' | '?' => (1, Some(first)),
        'x' => digits(1, 2, 16),
        'u' => digits(1, 4, 16),
        'U' => digits(1, 8, 16),
        '0'..='7' => digits(0, 3, 8),
        _ => (first.len_utf8(), None),
    }
}
