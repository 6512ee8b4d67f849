//! Edits in front of a token: what is missing is put in, and what was read too hastily is taken
//! back. They reach back only to the last comma, the last opener, the last run of closers or the
//! last value, so that nothing has to be guessed before there is a sign.

use super::arenas::Put;
use super::hypothesis::{Expect, Hypothesis};
use super::prices::{self, Price};
use super::reading::{Reading, Token};
use super::search::Search;
use super::shift::Facts;
use super::slip::Slip;
use super::text::NOWHERE;
use crate::json::Symbol;

/// What is known of the token at hand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Next {
    pub(super) at: usize,
    pub(super) end: usize,
    pub(super) token: Token,
    pub(super) at_end: bool,
    /// Whether it can be a key, a value, a text.
    pub(super) key: bool,
    pub(super) value: bool,
    pub(super) text: bool,
    /// Whether the first reading is a key.
    pub(super) plain_key: bool,
}

impl Search<'_> {
    pub(super) fn insert(
        &mut self,
        h: &Hypothesis,
        at: usize,
        readings: &[Reading],
        out: &mut Vec<Hypothesis>,
    ) {
        let Some(first) = readings.first() else { return };
        let next = Next {
            at,
            end: first.end as usize,
            token: first.token,
            at_end: first.token == Token::End,
            key: readings.iter().any(Reading::is_key),
            value: readings.iter().any(Reading::is_value),
            text: readings.iter().any(|reading| reading.token == Token::Text),
            plain_key: first.is_key(),
        };
        match h.expect {
            Expect::Separator => self.before_separator(h, next, out),
            Expect::Colon => self.before_colon(h, next, out),
            Expect::FirstKey | Expect::FirstItem => self.after_opener(h, next, out),
            Expect::Top => self.before_top(h, next, out),
            Expect::End if !next.at_end => self.after_body(h, at),
            _ => {}
        }
        if h.expect == Expect::Key
            && h.value != NOWHERE
            && h.comma != NOWHERE
            && next.value
            && !next.plain_key
        {
            self.wrap_value(h, Expect::Item, 0, out);
        }
        if h.closed != 0 {
            self.take_closer_back(h, out);
        }
        if next.token == Token::Open(true) && matches!(h.expect, Expect::Separator | Expect::End) {
            self.swap_opener(h, next);
        }
        if matches!(h.expect, Expect::Key | Expect::Item) {
            self.after_comma(h, next, out);
        }
        if h.expect.is_key() && next.token == Token::Colon {
            let edit = self.put(h, Slip::Key, at, "\"\"");
            let new = Hypothesis {
                expect: Expect::Colon,
                end: at as u32,
                opened: NOWHERE,
                closed: 0,
                key: Symbol::NONE,
                ..*h
            };
            self.offer(h, new, prices::KEY, edit, out);
        }
        let takes = matches!(h.expect, Expect::Item | Expect::FirstItem | Expect::Value);
        if takes && next.key && !next.at_end {
            self.open_object(h, at, out);
        }
        if h.expect == Expect::Value {
            self.before_value(h, next, out);
        }
    }

    /// An edit that puts text in.
    pub(super) fn put(&mut self, h: &Hypothesis, slip: Slip, at: usize, text: &'static str) -> u32 {
        self.edit(h, slip, (at, at), Put::Text(text), Facts::default())
    }

    /// Adds a way on: `new` after an edit at a price; of two tokens that changed places the
    /// second half is cheap.
    pub(super) fn offer(
        &mut self,
        h: &Hypothesis,
        new: Hypothesis,
        price: Price,
        edit: u32,
        out: &mut Vec<Hypothesis>,
    ) {
        let price = if self.is_swap(h, edit) { prices::SWAPPED } else { price };
        let inserted = h.inserted.saturating_add(1);
        self.take(Hypothesis { price: h.price + price, edit, inserted, since: 0, ..new }, out);
    }

    pub(super) fn take(&self, new: Hypothesis, out: &mut Vec<Hypothesis>) {
        if new.price <= self.limit.saturating_add(prices::DELTA) {
            out.push(new);
        }
    }

    /// Whether an edit puts in what the one before has just taken out.
    fn is_swap(&self, h: &Hypothesis, edit: u32) -> bool {
        let (last, edit) = (self.arenas.edit(h.edit), self.arenas.edit(edit));
        let Put::Text(text) = edit.put else { return false };
        h.since == 1
            && h.edit != 0
            && last.put == Put::Nothing
            && last.to > last.from
            && self.lattice.x.text.get(last.from as usize..last.to as usize) == Some(text)
    }
}
