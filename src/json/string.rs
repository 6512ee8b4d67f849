//! Escapes: from a string's text in the file to what it says, and back.

use std::ops::Range;

use crate::text::Span;

/// What a string says. Escapes that mean nothing are kept; a lone surrogate becomes
/// U+FFFD.
pub(super) fn unescape(inner: &str) -> String {
    let mut out = String::with_capacity(inner.len());
    for (text, ..) in Pieces::new(inner) {
        match text {
            Piece::Plain(part) => out.push_str(part),
            Piece::Char(ch) => out.push(ch),
        }
    }
    out
}

/// The bytes of `inner` that `range` of its unescaped text was written with.
pub(super) fn locate(inner: &str, range: Range<usize>) -> (usize, usize) {
    let (mut at, mut start, mut end) = (0, None, inner.len());
    for (piece, from, to) in Pieces::new(inner) {
        let (length, plain) = match piece {
            Piece::Plain(part) => (part.len(), true),
            Piece::Char(ch) => (ch.len_utf8(), false),
        };
        let inside = |offset: usize| if plain { from + (offset - at) } else { from };
        if start.is_none() && range.start < at + length {
            start = Some(inside(range.start.max(at)));
        }
        if range.end <= at + length {
            end = if plain { from + range.end.saturating_sub(at) } else { to };
            if range.end == at {
                end = from;
            }
            break;
        }
        at += length;
    }
    let start = start.unwrap_or(inner.len());
    (start, end.max(start))
}

/// Where the parts of a string's text are in the file: found once, asked often.
#[derive(Debug)]
pub(crate) struct Places {
    start: u32,
    /// The escapes: where the text goes on after each, and where the file does, as offsets.
    escapes: Vec<Escape>,
}

#[derive(Debug, Clone, Copy)]
struct Escape {
    text: Span,
    file: Span,
}

impl Places {
    /// `escaped` is the inside of a string that has escapes, or nothing.
    pub(super) fn new(start: u32, escaped: &str) -> Self {
        let mut at = 0;
        let mut escapes = Vec::new();
        for (piece, from, to) in Pieces::new(escaped) {
            let length = match piece {
                Piece::Plain(part) => part.len(),
                Piece::Char(ch) => ch.len_utf8(),
            };
            if matches!(piece, Piece::Char(_)) {
                let text = Span::new(at as u32, (at + length) as u32);
                escapes.push(Escape { text, file: Span::new(from as u32, to as u32) });
            }
            at += length;
        }
        Self { start, escapes }
    }

    /// The place in the file of a range of the text; an escape that it touches is in it.
    pub(crate) fn span(&self, range: &Range<usize>) -> Span {
        let start = self.offset(range.start as u32, false);
        let end = self.offset(range.end as u32, true);
        Span::new(self.start + start, self.start + end.max(start))
    }

    fn offset(&self, at: u32, is_end: bool) -> u32 {
        let before = self.escapes.partition_point(|escape| escape.text.start < at);
        match before.checked_sub(1).map(|index| self.escapes[index]) {
            None => at,
            Some(Escape { text, file }) if at >= text.end => file.end + (at - text.end),
            Some(Escape { file, .. }) => {
                if is_end {
                    file.end
                } else {
                    file.start
                }
            }
        }
    }
}

/// `text` as a JSON string, quotes included.
pub(crate) fn quote(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// `text` as it is in a JSON string, without quotes.
pub(crate) fn escape(text: &str) -> String {
    let quoted = quote(text);
    quoted[1..quoted.len() - 1].to_owned()
}

enum Piece<'t> {
    Plain(&'t str),
    Char(char),
}

/// The parts of a string: plain text and escapes, with their places.
struct Pieces<'t> {
    inner: &'t str,
    at: usize,
}

impl<'t> Pieces<'t> {
    fn new(inner: &'t str) -> Self {
        Self { inner, at: 0 }
    }

    fn unicode(&self, at: usize) -> Option<u32> {
        let digits = self.inner.get(at + 2..at + 6)?;
        let escape = self.inner.as_bytes().get(at..at + 2)? == b"\\u";
        (escape && digits.bytes().all(|b| b.is_ascii_hexdigit()))
            .then(|| u32::from_str_radix(digits, 16).ok())?
    }

    fn escape(&self) -> (char, usize) {
        let at = self.at;
        if let Some(high) = self.unicode(at) {
            if (0xd800..0xdc00).contains(&high)
                && let Some(low @ 0xdc00..0xe000) = self.unicode(at + 6)
            {
                let code = 0x1_0000 + ((high - 0xd800) << 10) + (low - 0xdc00);
                return (char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER), 12);
            }
            return (char::from_u32(high).unwrap_or(char::REPLACEMENT_CHARACTER), 6);
        }
        match self.inner[at + 1..].chars().next() {
            Some('n') => ('\n', 2),
            Some('t') => ('\t', 2),
            Some('r') => ('\r', 2),
            Some('b') => ('\u{8}', 2),
            Some('f') => ('\u{c}', 2),
            Some(ch) => (ch, 1 + ch.len_utf8()),
            None => ('\\', 1),
        }
    }
}

impl<'t> Iterator for Pieces<'t> {
    type Item = (Piece<'t>, usize, usize);

    fn next(&mut self) -> Option<Self::Item> {
        let from = self.at;
        let rest = self.inner.get(from..).filter(|rest| !rest.is_empty())?;
        let plain = memchr::memchr(b'\\', rest.as_bytes()).unwrap_or(rest.len());
        if plain > 0 {
            self.at += plain;
            return Some((Piece::Plain(&rest[..plain]), from, self.at));
        }
        let (ch, length) = self.escape();
        self.at += length;
        Some((Piece::Char(ch), from, self.at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_of_the_text_is_found_after_escapes() {
        let inner = r"A \u0041ND \ud83d\ude00 B";
        let text = unescape(inner);
        assert_eq!(text, "A AND 😀 B");
        let at = |part: &str| {
            let start = text.find(part).unwrap_or_default();
            let range = start..start + part.len();
            let (from, to) = locate(inner, range.clone());
            assert_eq!(Places::new(0, inner).span(&range), Span::new(from as u32, to as u32));
            &inner[from..to]
        };
        assert_eq!(at("AND"), r"\u0041ND");
        assert_eq!(at("😀"), r"\ud83d\ude00");
        assert_eq!(at("B"), "B");
    }
}
