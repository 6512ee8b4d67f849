//! The text of one file, and where its bytes are: lines and columns in every unit.

use std::borrow::Cow;
use std::fmt;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use serde::{Deserialize, Serialize};

/// A range of bytes in the file as it is on disk, end exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// The first byte, counted from zero.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span from its two ends.
    pub fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// An empty place before the byte `at`.
    pub fn empty(at: u32) -> Self {
        Self { start: at, end: at }
    }

    /// The part of `text` it names; empty where it does not fit.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or_default()
    }

    /// Its length in bytes.
    pub fn len(self) -> usize {
        self.end.saturating_sub(self.start) as usize
    }

    /// Whether it names a place between two bytes.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// Whether `other` lies inside it.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span over both.
    pub fn to(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

/// A place for people: line and column, both counted from one, the column in Unicode code
/// points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Position {
    /// The line, from one. Lines end at LF, CRLF and a lone CR.
    pub line: u32,
    /// The column, from one, in code points. A byte order mark takes no column.
    pub column: u32,
}

/// Why a file's bytes are not plain UTF-8.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Encoding {
    Utf8,
    /// Another one, with its name and byte order; nothing of it is read.
    Other(&'static str),
    /// More bytes than a [`Span`] can name; nothing of them is read.
    TooLong,
}

/// A file to lint: a name for messages, and its text.
///
/// Bytes that are not UTF-8 are kept in place: each unreadable part is replaced by one character
/// of the same length, so that offsets are those of the file on disk.
///
/// ```
/// use polytomic_lint::Source;
/// let source = Source::new("a.sync.json", b"{\n  \"mode\": \"create\"\n}");
/// assert_eq!(source.position(4).line, 2);
/// ```
pub struct Source<'a> {
    name: Cow<'a, str>,
    titled: bool,
    text: Cow<'a, str>,
    pub(crate) encoding: Encoding,
    pub(crate) unreadable: Vec<Span>,
    index: OnceLock<Index>,
    /// How many positions were asked for before there was an index.
    asked: AtomicUsize,
}

/// The mark that some editors put at the start of UTF-8 files.
pub(crate) const BOM: &str = "\u{feff}";

/// Without the text, which may hold secrets.
impl fmt::Debug for Source<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Source");
        shown.field("name", &self.name).field("bytes", &self.text.len()).finish_non_exhaustive()
    }
}

impl<'a> Source<'a> {
    /// A source from bytes of any kind. `name` is what messages call the file. Of 4 GiB and more
    /// nothing is read; linting says so.
    pub fn new(name: impl Into<Cow<'a, str>>, bytes: &'a (impl AsRef<[u8]> + ?Sized)) -> Self {
        let bytes = bytes.as_ref();
        let mut unreadable = Vec::new();
        let encoding = encoding_of(bytes);
        let readable = if encoding == Encoding::Utf8 { bytes } else { &[] };
        let text = match simdutf8::basic::from_utf8(readable) {
            Ok(text) => Cow::Borrowed(text),
            Err(_) => Cow::Owned(repair(readable, &mut unreadable)),
        };
        let name = name.into();
        let (index, asked) = (OnceLock::new(), AtomicUsize::new(0));
        Self { name, titled: true, text, encoding, unreadable, index, asked }
    }

    /// The same, where the name is only for messages: what the file is, its text decides.
    ///
    /// ```
    /// use polytomic_lint::Source;
    /// let source = Source::new("stdin", "curl -d '{}' https://app.polytomic.com/api/syncs").untitled();
    /// ```
    pub fn untitled(mut self) -> Self {
        self.titled = false;
        self
    }

    /// Another text of the same name.
    pub(crate) fn with_text<'b>(&'b self, text: &'b str) -> Source<'b> {
        let renewed = Source::new(&*self.name, text);
        Source { titled: self.titled, ..renewed }
    }

    /// The name, if it shows what the file is.
    pub(crate) fn file_name(&self) -> Option<&str> {
        self.titled.then_some(&*self.name)
    }

    /// What messages call the file.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The text, as long in bytes as the file.
    pub fn text(&self) -> &str {
        &self.text
    }

    pub(crate) fn has_bom(&self) -> bool {
        self.text.starts_with(BOM)
    }

    /// Line and column of a byte offset; one past the end means the end.
    pub fn position(&self, offset: u32) -> Position {
        /// For so many it is quicker to count than to note all lines.
        const FEW: usize = 8;
        let offset = offset.min(self.text.len() as u32);
        if self.index.get().is_none() && self.asked.fetch_add(1, Relaxed) < FEW {
            let before = &self.text.as_bytes()[..offset as usize];
            if memchr::memchr(b'\r', before).is_none() {
                return self.counted(before);
            }
        }
        let index = self.index();
        let line = index.line(offset);
        let start = self.column_start(line);
        Position {
            line: line as u32 + 1,
            column: index.chars(&self.text, start.min(offset), offset) + 1,
        }
    }

    /// The position after some bytes without CR.
    fn counted(&self, before: &[u8]) -> Position {
        let lines = memchr::memchr_iter(b'\n', before).count();
        let start = memchr::memrchr(b'\n', before).map_or(0, |at| at + 1);
        let start = if lines == 0 && self.has_bom() { BOM.len().min(before.len()) } else { start };
        Position { line: lines as u32 + 1, column: count_chars(&before[start..]) + 1 }
    }

    /// The one-based column of an offset in UTF-8 bytes; one past the end means the end.
    pub fn byte_column(&self, offset: u32) -> u32 {
        let offset = offset.min(self.text.len() as u32);
        let start = self.column_start(self.index().line(offset));
        offset.saturating_sub(start) + 1
    }

    /// The bytes of a line, counted from zero, without its end.
    pub fn line_span(&self, line: usize) -> Span {
        let lines = &self.index().lines;
        let start = self.column_start(line);
        let next = lines.get(line + 1).copied().unwrap_or(self.text.len() as u32);
        let body = Span::new(start, next.max(start)).of(&self.text);
        Span::new(start, start + body.trim_end_matches(['\r', '\n']).len() as u32)
    }

    /// The zero-based line of an offset.
    pub fn line_of(&self, offset: u32) -> usize {
        self.index().line(offset)
    }

    /// The number of lines; a final line end opens one more, empty line.
    pub fn line_count(&self) -> usize {
        self.index().lines.len()
    }

    fn column_start(&self, line: usize) -> u32 {
        let start = self.index().lines.get(line).copied().unwrap_or(self.text.len() as u32);
        if start == 0 && self.has_bom() { BOM.len() as u32 } else { start }
    }

    fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::new(&self.text))
    }
}

fn encoding_of(bytes: &[u8]) -> Encoding {
    // How a body may begin.
    let first = |byte: u8| matches!(byte, b'{' | b'[' | b' ' | b'\n' | b'\r' | b'\t' | b'"');
    match *bytes {
        _ if u32::try_from(bytes.len()).is_err() => Encoding::TooLong,
        [0xff, 0xfe, 0, 0, ..] => Encoding::Other("little-endian UTF-32"),
        [0, 0, 0xfe, 0xff, ..] => Encoding::Other("big-endian UTF-32"),
        [0xff, 0xfe, ..] => Encoding::Other("little-endian UTF-16"),
        [0xfe, 0xff, ..] => Encoding::Other("big-endian UTF-16"),
        // Without a mark, every other byte of the first characters is zero, or three of four are.
        [one, 0, 0, 0, ..] if first(one) => Encoding::Other("little-endian UTF-32"),
        [0, 0, 0, one, ..] if first(one) => Encoding::Other("big-endian UTF-32"),
        [one, 0, _, 0, ..] if first(one) => Encoding::Other("little-endian UTF-16"),
        [0, one, 0, _, ..] if first(one) => Encoding::Other("big-endian UTF-16"),
        _ => Encoding::Utf8,
    }
}

/// Replaces each maximal invalid part (one to three bytes) by one character of its length.
fn repair(bytes: &[u8], unreadable: &mut Vec<Span>) -> String {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        let length = chunk.invalid().len();
        if length > 0 {
            let start = text.len() as u32;
            unreadable.push(Span::new(start, start + length as u32));
            text.push(['?', '\u{bf}', char::REPLACEMENT_CHARACTER][length - 1]);
        }
    }
    text
}

/// Line starts, and the code points before every [`STEP`] bytes where the text is not ASCII, so
/// that a column on a line of megabytes costs no scan of the line.
#[derive(Debug)]
struct Index {
    lines: Vec<u32>,
    chars: Option<Vec<u32>>,
}

const STEP: usize = 1024;

impl Index {
    fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut lines = vec![0];
        for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            let crlf = bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n');
            if !crlf {
                lines.push(at as u32 + 1);
            }
        }
        let chars = (!text.is_ascii()).then(|| {
            let mut before = 0;
            bytes
                .chunks(STEP)
                .map(|chunk| {
                    let start = before;
                    before += count_chars(chunk);
                    start
                })
                .collect()
        });
        Self { lines, chars }
    }

    fn line(&self, offset: u32) -> usize {
        self.lines.partition_point(|&start| start <= offset).saturating_sub(1)
    }

    fn chars(&self, text: &str, start: u32, end: u32) -> u32 {
        match &self.chars {
            None => end - start,
            Some(steps) => before(steps, text, end) - before(steps, text, start),
        }
    }
}

/// The characters before an offset.
fn before(steps: &[u32], text: &str, offset: u32) -> u32 {
    let offset = offset as usize;
    let step = (offset / STEP).min(steps.len().saturating_sub(1));
    steps.get(step).copied().unwrap_or(0) + count_chars(&text.as_bytes()[step * STEP..offset])
}

fn count_chars(bytes: &[u8]) -> u32 {
    if bytes.is_ascii() {
        return bytes.len() as u32;
    }
    bytes.iter().filter(|&&byte| byte & 0xc0 != 0x80).count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_that_is_counted_is_the_one_that_is_looked_up() {
        for text in ["\u{feff}{\n  \"ä\": 1\n}\n", "é\n\n ö", "a\r\nb\rc\nd", ""] {
            let indexed = Source::new("a.json", text);
            indexed.index();
            for offset in 0..text.len() as u32 + 2 {
                let counted = Source::new("a.json", text).position(offset);
                assert_eq!(counted, indexed.position(offset), "{text:?} {offset}");
            }
        }
    }
}
