//! The line at hand, for whoever reads on from token to token: what is on it is looked up once.
//!
//! What is always inlined here, in the index, and in the reading of calm strings saves 2 % of the
//! instructions of linting 30 KB with one slip (`cargo bench --bench lint`).

use super::{IndexedText, NOWHERE};
use crate::json::scan::special;

/// A line, and how far its quotes are read.
#[derive(Debug, Clone, Copy)]
pub(in crate::json::repair) struct Row {
    number: u32,
    columns: i32,
    /// Its first byte that is no blank, its end, and the start of the next line.
    first: usize,
    end: usize,
    next: usize,
    /// The numbers of its first quote and of the one after its last.
    pub(super) quotes: (usize, usize),
    /// The number of a quote before which there is none any more.
    quote: usize,
    /// Whether the mark that was read last is all that is before the next token.
    pub(in crate::json::repair) after_mark: bool,
}

impl Row {
    /// Whether nothing but blanks is before a place on it.
    #[inline(always)]
    pub(in crate::json::repair) fn is_first(&self, place: usize) -> bool {
        self.first == place
    }

    /// The columns of its indentation, and its number.
    #[inline(always)]
    pub(in crate::json::repair) fn indent_and_line(&self) -> (i32, u32) {
        (self.columns, self.number)
    }

    /// The same, where nothing but blanks is before a place on it.
    #[inline(always)]
    pub(in crate::json::repair) fn columns_before(&self, place: usize) -> Option<(i32, u32)> {
        self.is_first(place).then_some((self.columns, self.number))
    }
}

impl IndexedText<'_> {
    /// The line of a place, to read on from there.
    pub(in crate::json::repair) fn row(&self, place: usize) -> Row {
        Row { quote: self.quote_from(place), ..self.row_of(self.line(place)) }
    }

    /// A line, to read on from its start.
    pub(super) fn row_of(&self, number: usize) -> Row {
        let (line, next) = (&self.lines[number], self.lines.get(number + 1));
        let low = line.quotes as usize;
        Row {
            number: number as u32,
            columns: line.columns,
            first: line.first as usize,
            end: line.end as usize,
            next: next.map_or(NOWHERE, |next| next.start) as usize,
            quotes: (low, next.map_or(self.quotes.len(), |next| next.quotes as usize)),
            quote: low,
            after_mark: false,
        }
    }

    /// Goes on to the line of a place, which is not before the last one.
    #[inline(always)]
    pub(in crate::json::repair) fn follow(&self, row: &mut Row, place: usize) {
        while place >= row.next {
            let Row { quote, after_mark, .. } = *row;
            *row = Row { quote, after_mark, ..self.row_of(row.number as usize + 1) };
        }
    }

    /// The number of the first quote from a place on.
    #[inline(always)]
    fn next_quote(&self, row: &mut Row, place: usize) -> usize {
        while self.quotes.get(row.quote).is_some_and(|quote| (*quote as usize) < place) {
            row.quote += 1;
        }
        row.quote
    }

    /// The closing quote of a string that begins here, if a mark follows that may follow a string:
    /// nothing where the quotes on its line leave a doubt.
    #[inline(always)]
    pub(in crate::json::repair) fn closing(&self, row: &mut Row, at: usize) -> Option<usize> {
        let index = self.next_quote(row, at);
        let paired = self.quote(index) == Some(at)
            && self.is_paired_on(row, index)
            && (row.after_mark || self.begins_string(row, at));
        row.quote = index + 2;
        self.quote(index + 1).filter(|_| paired)
    }

    /// Whether what is before a quote may stand before a string.
    pub(super) fn begins_string(&self, row: &Row, quote: usize) -> bool {
        row.is_first(quote) || self.may_open(quote)
    }

    /// Whether a string between two quotes needs no look at what is in it.
    #[inline(always)]
    pub(in crate::json::repair) fn is_plain(&self, open: usize, close: usize) -> bool {
        self.plain || special(self.bytes, open + 1) == close
    }

    /// Whether a string may end on the rest of the line, by the next quote there.
    pub(in crate::json::repair) fn is_half_string(&self, row: &mut Row, at: usize) -> bool {
        let index = self.next_quote(row, at);
        self.quote(index).is_some_and(|quote| quote < row.end.max(at)) && self.quote_closes(index)
    }
}
