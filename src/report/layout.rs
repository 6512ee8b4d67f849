//! What a diagnostic shows of its source, cut to the width that it is drawn in.

use std::borrow::Cow;
use std::ops::Range;

use miette::{
    Diagnostic, LabeledSpan, MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents,
};
use unicode_width::UnicodeWidthChar as _;

use crate::text::joined;

/// Lines shown before and after that of a place.
pub(super) const CONTEXT: usize = 1;
/// The fewest columns of a line that are shown before the place.
const BEFORE: usize = 3;
/// The columns of the corner before a label's text.
const CORNER: usize = 4;
/// What marks the place where a line is cut.
const DOTS: &str = "...";
/// The drawing has tabs of this many columns.
const TAB: usize = 4;

/// A part of a source that some labels need, with its first line and column, counted from zero.
pub(super) struct Piece<'d> {
    pub(super) text: Cow<'d, str>,
    pub(super) name: Option<String>,
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) labels: Vec<Label>,
}

/// A label and where it is: in bytes of its piece, and in the whole.
pub(super) struct Label {
    pub(super) text: Option<String>,
    primary: bool,
    pub(super) range: Range<usize>,
    /// Line and column, in code points, counted from zero.
    pub(super) place: (usize, usize),
}

impl Piece<'_> {
    /// Its lines, each with its offset; a line end at the end opens no further one.
    pub(super) fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.strip_suffix('\n').unwrap_or(&self.text).split('\n').scan(0, |at, line| {
            let start = std::mem::replace(at, *at + line.len() + 1);
            Some((start, line))
        })
    }

    /// The labels that start on a line.
    pub(super) fn labels_on(&self, start: usize, line: &str) -> impl Iterator<Item = &Label> {
        let range = start..=start + line.len();
        self.labels.iter().filter(move |label| range.contains(&label.range.start))
    }
}

/// The pieces that a diagnostic shows, in the order of its source. Nothing where there is no place
/// to show.
pub(super) fn pieces(diagnostic: &dyn Diagnostic) -> Vec<Piece<'_>> {
    let (Some(source), Some(labels)) = (diagnostic.source_code(), diagnostic.labels()) else {
        return Vec::new();
    };
    let mut labels: Vec<LabeledSpan> = labels.collect();
    labels.sort_by_key(|label| label.inner().offset());
    let mut out: Vec<(usize, Piece<'_>)> = Vec::new();
    for label in labels {
        let span = label.inner();
        let (Ok(around), Ok(at)) =
            (source.read_span(span, CONTEXT, CONTEXT), source.read_span(span, 0, 0))
        else {
            continue;
        };
        let offset = around.span().offset();
        if out.last().is_none_or(|(last, _)| *last != offset) {
            let text = String::from_utf8_lossy(around.data()).into_owned().into();
            let name = around.name().map(str::to_owned);
            let (line, column) = (around.line(), around.column());
            out.push((offset, Piece { text, name, line, column, labels: Vec::new() }));
        }
        let Some((_, piece)) = out.last_mut() else { continue };
        let end = |at: usize| at.saturating_sub(offset).min(piece.text.len());
        piece.labels.push(Label {
            text: label.label().map(str::to_owned),
            primary: label.primary(),
            range: end(span.offset())..end(span.offset() + span.len()),
            place: (at.line(), at.column()),
        });
    }
    out.into_iter().map(|(_, piece)| piece).collect()
}

/// A source of its own, with lines no longer than there is room for; places have other offsets in
/// it, and the same lines and columns.
#[derive(Debug, Default)]
pub(super) struct Narrow {
    parts: Vec<Part>,
    pub(super) labels: Vec<LabeledSpan>,
    /// The places by their offsets.
    places: Vec<(usize, (usize, usize))>,
}

#[derive(Debug)]
struct Part {
    start: usize,
    line: usize,
    name: Option<String>,
    text: String,
}

impl Narrow {
    /// What `diagnostic` shows, to be drawn in `width` columns, line numbers and all.
    pub(super) fn new(diagnostic: &dyn Diagnostic, width: usize) -> Self {
        let mut narrow = Self::default();
        for piece in pieces(diagnostic) {
            let last = piece.line + piece.lines().count();
            // A blank, the number, a blank, a bar, a blank.
            let room = width.saturating_sub(last.to_string().len() + 4).max(4 * BEFORE);
            narrow.open(&piece, piece.line);
            for (index, (start, line)) in piece.lines().enumerate() {
                let groups = groups(&piece, start, line, room);
                if groups.is_empty() {
                    let whole = columns(line.trim_end());
                    narrow.line(cut(line, 0..room.min(whole), whole));
                }
                for (number, group) in groups.iter().enumerate() {
                    // Places too far apart to be seen at once are excerpts of their own.
                    if number > 0 {
                        narrow.open(&piece, piece.line + index);
                    }
                    narrow.group(line, group, room);
                }
            }
            // Of a file without text there is no line to draw.
            if let Some(part) = narrow.parts.last_mut().filter(|_| piece.text.is_empty()) {
                part.text.clear();
            }
        }
        narrow
    }

    fn open(&mut self, piece: &Piece<'_>, line: usize) {
        // A gap, so that a place belongs to one part.
        let start = self.parts.last().map_or(0, |part| part.start + part.text.len() + 2);
        let name = piece.name.clone();
        self.parts.push(Part { start, line, name, text: String::new() });
    }

    /// Adds a line; its offset in the whole.
    fn line(&mut self, line: String) -> usize {
        let Some(part) = self.parts.last_mut() else { return 0 };
        if !part.text.is_empty() {
            part.text.push('\n');
        }
        let at = part.start + part.text.len();
        // An empty first line is a line all the same.
        part.text.push_str(if line.is_empty() { " " } else { &line });
        at
    }

    fn group(&mut self, line: &str, group: &[Spot<'_>], room: usize) {
        let whole =
            columns(line.trim_end()).max(group.iter().map(|spot| spot.end).max().unwrap_or(0));
        let window = window(whole, group, room);
        let text = cut(line, window.clone(), whole);
        let offset = |column: usize| byte_at(&text, column.min(window.end) - window.start);
        let spans: Vec<_> = group
            .iter()
            .map(|spot| {
                let end = if spot.label.range.is_empty() { spot.start } else { spot.end };
                (offset(spot.start), offset(end))
            })
            .collect();
        let at = self.line(text);
        for (spot, (start, end)) in group.iter().zip(spans) {
            let middle = usize::midpoint(spot.start, spot.end.min(window.end)) - window.start;
            let room = room.saturating_sub(middle + CORNER);
            let text = spot.label.text.as_ref().map(|text| wrapped(text, room));
            let range = at + start..at + end;
            self.places.push((range.start, spot.label.place));
            self.labels.push(match spot.label.primary {
                true => LabeledSpan::new_primary_with_span(text, range),
                false => LabeledSpan::new_with_span(text, range),
            });
        }
    }
}

/// A label on its line, in columns as they are drawn, from zero.
struct Spot<'p> {
    label: &'p Label,
    start: usize,
    end: usize,
    /// Where the label's text ends.
    right: usize,
}

/// The labels of a line, those together that there is room for.
fn groups<'p>(piece: &'p Piece<'_>, start: usize, line: &str, room: usize) -> Vec<Vec<Spot<'p>>> {
    let mut groups: Vec<Vec<Spot<'p>>> = Vec::new();
    for label in piece.labels_on(start, line) {
        let column = |at: usize| columns(line.get(..at - start).unwrap_or(line));
        let from = column(label.range.start);
        let to = column(label.range.end).max(from + 1);
        // The text is to the right of the middle.
        let text = label.text.as_ref().map_or(0, |text| columns(text) + CORNER);
        let spot =
            Spot { label, start: from, end: to, right: to.max(usize::midpoint(from, to) + text) };
        match groups.last_mut() {
            Some(group) if spot.right.max(right(group)) - group[0].start + BEFORE <= room => {
                group.push(spot);
            }
            _ => groups.push(vec![spot]),
        }
    }
    groups
}

fn right(group: &[Spot<'_>]) -> usize {
    group.iter().map(|spot| spot.right).max().unwrap_or_default()
}

/// Which columns of a line of `whole` are shown: the places with their labels, then as much on
/// either side as there is room for.
fn window(whole: usize, group: &[Spot<'_>], room: usize) -> Range<usize> {
    let start = group.first().map_or(0, |spot| spot.start);
    let total = whole.max(right(group));
    if total <= room {
        return 0..whole;
    }
    let end = group.iter().map(|spot| spot.end).max().unwrap_or(start);
    let needed = right(group).max(whole.min(end + DOTS.len())) - start;
    let spare = room - needed.min(room - BEFORE);
    let from = start.saturating_sub((spare / 2).max(BEFORE)).min(total - room);
    // Three characters are no better than three dots.
    let from = if from <= DOTS.len() && start + needed <= room { 0 } else { from };
    from..whole.min(from + room)
}

/// A label's text in lines of so many columns, as far as its words allow.
fn wrapped(text: &str, room: usize) -> String {
    let (mut out, mut column) = (String::new(), 0);
    for word in text.split(' ') {
        let width = columns(word);
        match column {
            0 => {}
            _ if column + 1 + width > room => {
                out.push('\n');
                column = 0;
            }
            _ => {
                out.push(' ');
                column += 1;
            }
        }
        out.push_str(word);
        column += width;
    }
    out
}

/// How many columns a text takes.
fn columns(text: &str) -> usize {
    text.chars().fold(0, |column, ch| column + columns_of(ch, column))
}

fn columns_of(ch: char, column: usize) -> usize {
    if ch == '\t' { TAB - column % TAB } else { ch.width().unwrap_or(0) }
}

/// The byte where a column of a text without tabs begins.
fn byte_at(text: &str, wanted: usize) -> usize {
    let mut column = 0;
    let found = text.char_indices().find(|(_, ch)| {
        let before = column;
        column += columns_of(*ch, column);
        before >= wanted
    });
    found.map_or(text.len(), |(at, _)| at)
}

/// Some columns of a line of `whole`, with dots where it is cut and blanks for tabs.
fn cut(line: &str, window: Range<usize>, whole: usize) -> String {
    let (left, right) = (window.start > 0, window.end < whole);
    let from = window.start + if left { DOTS.len() } else { 0 };
    let to = window.end - if right { DOTS.len() } else { 0 };
    let mut out = String::from(if left { DOTS } else { "" });
    let mut column = 0;
    for piece in joined::pieces(line) {
        let width = piece.chars().fold(0, |width, ch| width + columns_of(ch, column + width));
        let (start, end) = (column, column + width);
        column = end;
        if start >= from && end <= to && piece != "\t" && (width > 0 || !left || start > from) {
            out.push_str(piece);
        } else {
            // Of a tab, or a picture that is cut, as much as is there to see.
            out.extend((start.max(from)..end.min(to)).map(|_| ' '));
        }
        if end > to {
            break;
        }
    }
    if right {
        out.push_str(DOTS);
    }
    out
}

impl SourceCode for Narrow {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let (start, end) = (span.offset(), span.offset() + span.len());
        let fits = |part: &&Part| part.start <= start && end <= part.start + part.text.len();
        let part = self.parts.iter().find(fits).ok_or(MietteError::OutOfBounds)?;
        let (mut line, mut column) = (part.line, 0);
        if before == 0
            && after == 0
            && let Some((_, place)) = self.places.iter().find(|(at, _)| *at == start)
        {
            (line, column) = *place;
        }
        let whole = (part.start, part.text.len()).into();
        let data = part.text.as_bytes();
        let count = part.text.split('\n').count();
        Ok(Box::new(match part.name.clone() {
            Some(name) => MietteSpanContents::new_named(name, data, whole, line, column, count),
            None => MietteSpanContents::new(data, whole, line, column, count),
        }))
    }
}
