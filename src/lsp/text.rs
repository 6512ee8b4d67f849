//! A document's text as its editor edits it: lines, and positions in the agreed unit.

use std::cell::OnceCell;

use gen_lsp_types::{Position, Range};

use crate::text::Span;

/// What a position's `character` counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    /// Bytes.
    Utf8,
    /// UTF-16 code units.
    Utf16,
}

/// How far apart the counts are that long lines are looked up in.
const STEP: usize = 1024;

/// A text and the byte offsets of its lines, which an edit changes only where it edits.
#[derive(Debug)]
pub(super) struct Text {
    content: String,
    lines: Vec<usize>,
    unit: Unit,
    /// UTF-16 units before every [`STEP`] bytes; nothing where the text is ASCII.
    counts: OnceCell<Option<Vec<usize>>>,
}

impl Text {
    pub(super) fn new(text: String, unit: Unit) -> Self {
        let mut lines = vec![0];
        scan(text.as_bytes(), 0, text.len(), &mut lines);
        Self { content: text, lines, unit, counts: OnceCell::new() }
    }

    pub(super) fn as_str(&self) -> &str {
        &self.content
    }

    pub(super) fn len(&self) -> usize {
        self.content.len()
    }

    pub(super) fn unit(&self) -> Unit {
        self.unit
    }

    /// The bytes of a line without its end; the end of the text for a line after the last.
    pub(super) fn line(&self, line: usize) -> std::ops::Range<usize> {
        let Some(&start) = self.lines.get(line) else {
            return self.content.len()..self.content.len();
        };
        let end = self.lines.get(line + 1).copied().unwrap_or(self.content.len());
        let body = &self.content[start..end];
        start..start + body.trim_end_matches(['\r', '\n']).len()
    }

    /// The byte a position means. After a line's end it means the end, inside a character the
    /// character's start.
    pub(super) fn offset(&self, position: Position) -> usize {
        let line = self.line(position.line as usize);
        let wanted = position.character as usize;
        if self.unit == Unit::Utf8 {
            return self
                .content
                .floor_char_boundary(line.end.min(line.start.saturating_add(wanted)));
        }
        let body = &self.content[line];
        let start = body.as_ptr() as usize - self.content.as_ptr() as usize;
        start + nth_unit(body, wanted)
    }

    /// The position of a byte.
    pub(super) fn position(&self, offset: usize) -> Position {
        let offset = self.content.floor_char_boundary(offset.min(self.content.len()));
        let line = self.lines.partition_point(|&start| start <= offset).saturating_sub(1);
        let start = self.lines[line];
        let character = match self.unit {
            Unit::Utf8 => offset - start,
            Unit::Utf16 if offset - start < 2 * STEP => {
                units(&self.content.as_bytes()[start..offset])
            }
            Unit::Utf16 => self.before(offset) - self.before(start),
        };
        Position { line: line as u32, character: character as u32 }
    }

    /// The range of some bytes.
    pub(super) fn range(&self, span: Span) -> Range {
        Range {
            start: self.position(span.start as usize),
            end: self.position(span.end.max(span.start) as usize),
        }
    }

    /// The bytes of a range; an empty one where its end is before its start.
    pub(super) fn span(&self, range: Range) -> std::ops::Range<usize> {
        let start = self.offset(range.start);
        start..self.offset(range.end).max(start)
    }

    /// Puts another text in the place of a range.
    pub(super) fn edit(&mut self, range: Range, new: &str) {
        let span = self.span(range);
        let first = self.lines.partition_point(|&start| start < span.start).saturating_sub(1);
        let after = self.lines.partition_point(|&start| start <= span.end);
        self.content.replace_range(span.clone(), new);
        let end = span.start + new.len();
        let mut between = Vec::new();
        scan(self.content.as_bytes(), self.lines[first], end, &mut between);
        for start in &mut self.lines[after..] {
            *start = *start - span.end + end;
        }
        self.lines.splice(first + 1..after, between);
        self.counts = OnceCell::new();
    }

    fn before(&self, offset: usize) -> usize {
        let bytes = self.content.as_bytes();
        let counts = self.counts.get_or_init(|| {
            (!bytes.is_ascii()).then(|| {
                let mut before = 0;
                let count = |chunk: &[u8]| {
                    let start = before;
                    before += units(chunk);
                    start
                };
                bytes.chunks(STEP).map(count).collect()
            })
        });
        let Some(counts) = counts else { return offset };
        let step = (offset / STEP).min(counts.len().saturating_sub(1));
        counts.get(step).copied().unwrap_or(0) + units(&bytes[step * STEP..offset])
    }
}

/// The line starts that `bytes[from..to]` makes: one after every LF, CRLF and lone CR.
fn scan(bytes: &[u8], from: usize, to: usize, lines: &mut Vec<usize>) {
    for at in memchr::memchr2_iter(b'\n', b'\r', &bytes[from..to]) {
        let at = from + at;
        if bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n') {
            lines.push(at + 1);
        }
    }
}

/// UTF-16 units of whole or partial characters: a character counts at its first byte.
fn units(bytes: &[u8]) -> usize {
    bytes.iter().map(|&byte| usize::from(byte & 0xc0 != 0x80) + usize::from(byte >= 0xf0)).sum()
}

/// The byte of a UTF-16 unit; the end where the text is shorter.
fn nth_unit(text: &str, wanted: usize) -> usize {
    let mut left = wanted;
    let mut at = 0;
    for chunk in text.as_bytes().chunks(STEP) {
        let here = units(chunk);
        if here > left {
            break;
        }
        left -= here;
        at += chunk.len();
    }
    // A chunk may end inside a character, whose units were counted at its start.
    at = text.ceil_char_boundary(at);
    for (index, ch) in text[at..].char_indices() {
        if left < ch.len_utf16() {
            return at + index;
        }
        left -= ch.len_utf16();
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(line: u32, character: u32) -> Position {
        Position { line, character }
    }

    #[test]
    fn positions_go_both_ways_and_clamp() {
        let text = Text::new("aé😀b\r\n\rx\n".to_owned(), Unit::Utf16);
        assert_eq!(text.offset(at(0, 2)), 3);
        assert_eq!(text.offset(at(0, 3)), 3, "inside a pair means its start");
        assert_eq!(text.offset(at(0, 4)), 7);
        assert_eq!(text.offset(at(0, 99)), 8);
        assert_eq!(text.offset(at(2, 1)), 12);
        assert_eq!(text.offset(at(3, 0)), 13);
        assert_eq!(text.offset(at(9, 9)), 13);
        assert_eq!(text.position(7), at(0, 4));
        assert_eq!(text.position(11), at(2, 0));
        let text = Text::new("é\n".to_owned(), Unit::Utf8);
        assert_eq!(text.offset(at(0, 1)), 0);
        assert_eq!(text.position(2), at(0, 2));
    }

    #[test]
    fn long_lines_are_counted_the_same() {
        let line = "ab😀é".repeat(3000);
        let text = Text::new(line.clone(), Unit::Utf16);
        let mut units = 0;
        for (offset, ch) in line.char_indices() {
            assert_eq!(text.position(offset), at(0, units));
            assert_eq!(text.offset(at(0, units)), offset);
            units += ch.len_utf16() as u32;
        }
    }

    #[test]
    fn edits_keep_the_lines_right() {
        let pieces = ["", "a", "\n", "\r", "\r\n", "é\n\r", "xy\rz\n"];
        let mut state = 7_usize;
        let mut next = |limit: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695);
            (state >> 33) % limit.max(1)
        };
        for _ in 0..300 {
            let mut text = Text::new("one\r\ntwo\rthree\n".to_owned(), Unit::Utf16);
            for _ in 0..12 {
                let start = text.position(next(text.len() + 1));
                let end = text.position(next(text.len() + 1));
                text.edit(Range { start, end }, pieces[next(pieces.len())]);
                assert_eq!(
                    text.lines,
                    Text::new(text.content.clone(), Unit::Utf16).lines,
                    "{text:?}"
                );
            }
        }
    }
}
