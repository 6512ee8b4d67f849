//! Strings in double quotes: as they stand, with quotes inside, without an end, over several lines.

use super::Lattice;
use crate::json::lexer::string_end;
use crate::json::repair::prices::Price;
use crate::json::repair::reading::{Edits, Token};
use crate::json::repair::slip::Slip;
use crate::json::repair::text::Row;

/// A string between two places, before its text has been looked at.
#[derive(Debug)]
pub(super) struct Draft {
    open: usize,
    /// Where its text ends, and where the string does.
    close: usize,
    end: usize,
    price: Price,
    pub(super) edits: Edits,
}

impl Lattice<'_> {
    /// The readings of a double quote; whether the plain one is all that there is to it.
    pub(super) fn strings(&mut self, p: usize) -> bool {
        let number = self.x.quote_from(p);
        if self.x.quote(number) != Some(p) {
            // Escaped: no beginning of a string.
            let edits = self.edits();
            self.add(Token::Junk, (p, p + 1), 0, edits, Slip::None);
            return false;
        }
        let (end, closed) = string_end(self.x.bytes, p);
        // Where its text ends, as it is written.
        let stop = end - usize::from(closed);
        if closed {
            let close = stop;
            let draft = self.draft(p, close, end, 0);
            let well = self.string(draft, Slip::None);
            if self.x.at(self.after_comments(close + 1)).is_some_and(may_go_on) {
                self.expression(p);
            }
            if well && self.x.is_paired(number) {
                return true;
            }
        }
        let next = self.x.quote(number + 1);
        let (_, high) = self.x.quotes_on_line(p);
        self.spare_quote(p, next);
        self.inner_quotes(p, number, high);
        self.unclosed(p, closed, stop);
        if !closed {
            self.lines(p, number, next);
        }
        self.escaped_closer(p, stop);
        self.mismatched(p, stop);
        false
    }

    /// The closing quote of a string where nothing on its line is out of the ordinary, if a mark
    /// follows that may follow a string.
    #[inline(always)]
    pub(in crate::json::repair) fn calm_string(&self, row: &mut Row, p: usize) -> Option<usize> {
        let close = self.x.closing(row, p)?;
        let clean = self.x.is_plain(p, close) || {
            let mut edits = self.edits();
            self.inside(p + 1, close, &mut edits) == 0 && edits.first.is_none()
        };
        clean.then_some(close)
    }

    pub(super) fn draft(&self, open: usize, close: usize, end: usize, price: Price) -> Draft {
        Draft { open, close, end, price, edits: self.edits() }
    }

    /// Adds a string, with what has to be fixed in its text; whether that is nothing.
    pub(super) fn string(&mut self, draft: Draft, habit: Slip) -> bool {
        let Draft { open, close, end, price, mut edits } = draft;
        let own = edits.first.is_some();
        let more = self.inside(open + 1, close, &mut edits);
        let habit = match edits.first {
            Some((_, slip)) if habit == Slip::None && !own && slip != Slip::Lines => slip,
            _ => habit,
        };
        let well = more == 0 && edits.first.is_none();
        let reading = self.add(Token::Text, (open, end), price + more, edits, habit);
        reading.inner = ((open + 1) as u32, (close.max(open + 1)) as u32);
        well
    }

    /// Where the text between two places ends.
    pub(super) fn trimmed(&self, from: usize, to: usize) -> usize {
        from + self.x.text[from..to].trim_end().len()
    }
}

/// Whether an operator after a string, or another string, may begin so.
fn may_go_on(byte: u8) -> bool {
    matches!(byte, b'+' | b'|' | b'?' | b'%' | b'.' | b'o' | b'&' | b'~' | b'<' | b'"' | b'\'')
}
