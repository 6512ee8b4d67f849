//! The part of a file that a finding shows: whole lines where they are short, a window of a long
//! one, nothing that a terminal would obey, no secret.

use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};

use super::text::{hostile, printable};
use crate::text::joined::joiners;
use crate::text::{Position, Source, Span};

/// Bytes shown on either side of a place on a line that is too long.
const MARGIN: u32 = 60;
/// Longer lines are cut.
const LONG: usize = 300;
/// A label is never longer.
const LABEL: u32 = 120;

/// What one finding shows of its file. As large as what it shows, whatever the file's size.
#[derive(Debug)]
pub(crate) struct Excerpt {
    name: String,
    pieces: Vec<Piece>,
    starts: Vec<(u32, Position)>,
}

#[derive(Debug)]
struct Piece {
    span: Span,
    line: usize,
    column: usize,
    data: Vec<u8>,
}

impl Excerpt {
    /// The surroundings of some places, which [`underlined`] has made fit to be shown.
    pub(crate) fn new(source: &Source<'_>, secrets: &[Span], places: &[Span]) -> Self {
        let mut windows: Vec<(Span, usize)> =
            places.iter().map(|span| window(source, *span)).collect();
        windows.sort_unstable();
        windows.dedup_by(|later, earlier| {
            // Neighbors are one piece, unless that would include what is between them.
            let near = later.0.start <= earlier.0.end.saturating_add(2);
            if near {
                earlier.0 = earlier.0.to(later.0);
            }
            near
        });
        let pieces = windows
            .into_iter()
            .map(|(span, line)| {
                let mut data = harmless_text(source, secrets, span);
                mark_cuts(&mut data, source, span, places);
                let column = source.position(span.start).column as usize - 1;
                Piece { span, line, column, data }
            })
            .collect();
        let starts = places.iter().map(|span| (span.start, source.position(span.start))).collect();
        Self { name: printable(source.name()).into_owned(), pieces, starts }
    }
}

/// The part of a span that is underlined: on one line, short, and at the end of the file its last
/// character.
pub(crate) fn underlined(source: &Source<'_>, span: Span) -> Span {
    let text = source.text();
    let first = source.line_span(0).start;
    if span.start >= text.len() as u32 {
        let last = text.trim_end_matches(['\n', '\r']).char_indices().next_back();
        let last = last.map(|(at, ch)| Span::new(at as u32, (at + ch.len_utf8()) as u32));
        return last.filter(|last| last.start >= first).unwrap_or(Span::empty(first));
    }
    let line = source.line_span(source.line_of(span.start));
    // A byte order mark is shown nowhere.
    let start = span.start.clamp(line.start, line.end);
    let end = floor(text, span.end.min(line.end).min(start + LABEL)).max(start);
    Span::new(start, end)
}

/// What is shown around a place, and the zero-based line where that begins.
fn window(source: &Source<'_>, span: Span) -> (Span, usize) {
    let line = source.line_of(span.start);
    let from = line.saturating_sub(1);
    let to = (line + 1).min(source.line_count().saturating_sub(1));
    let mut lines = (from..=to).map(|line| source.line_span(line));
    if lines.clone().all(|line| line.len() <= LONG) {
        return (lines.by_ref().reduce(Span::to).unwrap_or(span), from);
    }
    let own = source.line_span(line);
    let text = source.text();
    let start = floor(text, span.start.saturating_sub(MARGIN).max(own.start));
    let end = floor(text, (span.end + MARGIN).min(own.end)).max(start);
    (Span::new(start, end), line)
}

fn harmless_text(source: &Source<'_>, secrets: &[Span], span: Span) -> Vec<u8> {
    let mut out = Vec::with_capacity(span.len());
    let mut at = span.start;
    for (ch, joins) in joiners(span.of(source.text())) {
        let length = ch.len_utf8();
        let secret = secrets.partition_point(|secret| secret.end <= at);
        let hidden = secrets.get(secret).is_some_and(|secret| secret.start <= at);
        let after = source.text().as_bytes().get((at + 1) as usize);
        match harmless(ch) {
            // A line end of its own.
            _ if ch == '\r' && after != Some(&b'\n') => out.push(b'\n'),
            _ if hidden => out.extend(std::iter::repeat_n(b'*', length)),
            Some(replacement) if !joins => out.extend_from_slice(replacement.as_bytes()),
            _ => out.extend_from_slice(ch.encode_utf8(&mut [0; 4]).as_bytes()),
        }
        at += length as u32;
    }
    out
}

/// Dots where a window cuts a line, in place of as many characters that no label needs.
fn mark_cuts(data: &mut [u8], source: &Source<'_>, span: Span, places: &[Span]) {
    const DOTS: &[u8; 3] = b"...";
    let line = source.line_span(source.line_of(span.start));
    let free = |from: u32, to: u32| places.iter().all(|p| p.end < from || p.start > to);
    if span.start > line.start
        && free(span.start, span.start + 3)
        && let Some(first) = data.first_chunk_mut().filter(|first: &&mut [u8; 3]| first.is_ascii())
    {
        *first = *DOTS;
    }
    let line = source.line_span(source.line_of(span.end));
    if span.end < line.end
        && free(span.end.saturating_sub(3), span.end)
        && let Some(last) = data.last_chunk_mut().filter(|last: &&mut [u8; 3]| last.is_ascii())
    {
        *last = *DOTS;
    }
}

/// What replaces a character that a terminal would obey, with the same number of bytes.
fn harmless(ch: char) -> Option<&'static str> {
    if matches!(ch, '\n' | '\t') || !hostile(ch) {
        return None;
    }
    Some(match ch.len_utf8() {
        1 if ch == '\r' => " ",
        1 => "?",
        2 => "\u{bf}",
        _ => "\u{fffd}",
    })
}

fn floor(text: &str, at: u32) -> u32 {
    text.floor_char_boundary(at as usize) as u32
}

impl SourceCode for Excerpt {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let start = span.offset() as u32;
        let wanted = Span::new(start, start + span.len() as u32);
        // Two places in different pieces are two excerpts: no piece has both.
        let piece = self.pieces.iter().find(|piece| piece.span.contains(wanted));
        let piece = piece.ok_or(MietteError::OutOfBounds)?;
        let (mut line, mut column) = (piece.line, piece.column);
        if before == 0
            && after == 0
            && let Some((_, place)) = self.starts.iter().find(|(at, _)| *at == start)
        {
            (line, column) = (place.line as usize - 1, place.column as usize - 1);
        }
        let count = memchr::memchr_iter(b'\n', &piece.data).count() + 1;
        let span = (piece.span.start as usize, piece.span.len()).into();
        let name = self.name.clone();
        Ok(Box::new(MietteSpanContents::new_named(name, &piece.data, span, line, column, count)))
    }
}
