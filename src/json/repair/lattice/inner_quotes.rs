//! Quotes that neither open nor close a string: inside of one, or one too many.

use super::Lattice;
use crate::json::repair::prices::{self, Price, part};
use crate::json::repair::reading::Token;
use crate::json::repair::slip::Slip;

impl Lattice<'_> {
    /// A quote that belongs nowhere.
    pub(super) fn spare_quote(&mut self, p: usize, next: Option<usize>) {
        let run = next == Some(p + 1) || p > 0 && self.x.at(p - 1) == Some(b'"');
        let price = if run { prices::SPARE_QUOTE_IN_RUN } else { prices::SPARE_QUOTE };
        let mut edits = self.edits();
        edits.remove(Slip::SpareQuote, p, p + 1);
        self.add(Token::Junk, (p, p + 1), price, edits, Slip::None);
    }

    /// The string ends at a later quote of its line; those before are part of its text.
    pub(super) fn inner_quotes(&mut self, p: usize, number: usize, high: usize) {
        const TRIED: usize = 5;
        const MANY: usize = 40;
        let mut close = number + 1;
        for tried in 0..TRIED {
            if close >= high {
                break;
            }
            let near = high.min(number + MANY + 1);
            let next = match self.x.next_close(close, near) {
                Some(next) => next,
                None if tried == 0 && near == high && high - 1 > close => high - 1,
                None => break,
            };
            self.with_inner(p, number, next);
            close = next;
        }
    }

    pub(super) fn with_inner(&mut self, p: usize, number: usize, close: usize) {
        let inner = (close - number - 1) as Price;
        let (Some(first), Some(end)) = (self.x.quote(number + 1), self.x.quote(close)) else {
            return;
        };
        let twice = |at: usize| self.x.bytes[..at].ends_with(b"\\\\");
        let mut odd = self.x.oddness(number + 1, close) * 100;
        if inner % 2 == 1 && inner > 1 {
            odd += 50;
        }
        let each = if inner % 2 == 1 { prices::INNER_QUOTE_ODD } else { prices::INNER_QUOTE_EVEN };
        let signs = part(each, odd);
        let signs = if twice(first) { part(signs, prices::TWICE_ESCAPED) } else { signs };
        let blank = self.x.skip_blank(p + 1, first) == first;
        let price = prices::INNER_QUOTE
            + prices::INNER_QUOTE_MORE * (inner - 1)
            + signs
            + if blank { prices::INNER_QUOTE_BLANK } else { 0 };
        // A key holds no quotes: one in it is rather one too many.
        let word = |ch: char| ch.is_alphanumeric() || matches!(ch, '_' | '-' | '.');
        let (before, after) =
            (&self.x.text[p + 1..first], &self.x.text[first + 1..end.max(first + 1)]);
        if inner == 1
            && !(before.is_empty() && after.is_empty())
            && before.chars().chain(after.chars()).all(word)
            && self.x.peek(end + 1) == Some(b':')
        {
            let mut draft = self.draft(p, end, end + 1, prices::SPARE_QUOTE);
            draft.edits.remove(Slip::SpareQuote, first, first + 1);
            self.string(draft, Slip::None);
        }
        let mut draft = self.draft(p, end, end + 1, price);
        for at in (number + 1..close).filter_map(|number| self.x.quote(number)) {
            if twice(at) {
                draft.edits.remove(Slip::TwiceEscaped, at - 1, at);
            } else {
                draft.edits.put(Slip::InnerQuote, at, "\\");
            }
        }
        self.string(draft, Slip::None);
    }
}
