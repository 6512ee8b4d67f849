//! Passing over what is there: a token, the rest of some lines, text around the body.

use super::arenas::Put;
use super::hypothesis::{Expect, Hypothesis};
use super::prices::{self, Price, part};
use super::reading::{Reading, Token};
use super::search::{Search, place};
use super::shift::{Facts, pair};
use super::slip::Slip;
use super::text::NOWHERE;

/// A token that is passed over.
#[derive(Debug, Clone, Copy)]
struct Gone {
    slip: Slip,
    price: Price,
    content: bool,
}

impl Search<'_> {
    /// Passes over the token at hand.
    pub(super) fn pass_over(&mut self, h: &Hypothesis, at: usize, readings: &[Reading]) {
        if h.expect == Expect::Done {
            return;
        }
        let adjacent = place(h.gone).is_some_and(|gone| self.lattice.x.skip(gone) == at);
        for (number, reading) in readings.iter().enumerate() {
            let again = |other: &Reading| other.token == reading.token && other.end == reading.end;
            if readings[..number].iter().any(again) {
                continue;
            }
            if let Some(gone) = self.price_of_passing(h, at, reading, adjacent) {
                self.pass(h, at, reading, gone, adjacent);
            }
        }
        if !matches!(h.expect, Expect::Top | Expect::End) {
            self.panic(h, at);
        }
    }

    fn price_of_passing(
        &self,
        h: &Hypothesis,
        at: usize,
        reading: &Reading,
        adjacent: bool,
    ) -> Option<Gone> {
        let x = &self.lattice.x;
        let last = self.arenas.edit(h.edit).slip;
        let more = |slip: Slip| adjacent && last == slip;
        let (slip, price, content) = match reading.token {
            Token::End | Token::Skip => return None,
            Token::Junk if reading.word => {
                let slip = Slip::StrayWord;
                let price = if more(slip) { prices::DELETED_MORE } else { reading.price };
                (slip, price, true)
            }
            Token::Junk if reading.has_edits() => (reading.slip, reading.price, false),
            Token::Junk => {
                let known = reading.mark != 0 && reading.mark == h.junk;
                let price = match () {
                    () if known => part(prices::JUNK, prices::REPEAT),
                    () if adjacent => prices::JUNK_MORE,
                    () => prices::JUNK,
                };
                // Around the body it is rather part of more.
                let around = matches!(h.expect, Expect::Top | Expect::End);
                (Slip::Junk, price + if around { prices::JUNK_AROUND } else { 0 }, false)
            }
            _ if reading.has_edits() => return None,
            Token::Comma => {
                let run = h.expect.is_key()
                    || matches!(h.expect, Expect::Item | Expect::FirstItem)
                    || matches!(x.peek(reading.end as usize), Some(b',' | b'}' | b']'));
                let price = if run { prices::SPARE_COMMA_IN_RUN } else { prices::SPARE_COMMA };
                (Slip::SpareComma, price, false)
            }
            // What has a colon after it was hardly meant as a body.
            Token::Colon => (Slip::SpareColon, prices::SPARE_COLON, h.expect == Expect::End),
            Token::Close(_) if self.doubled(h, at) != 0 => {
                (Slip::SpareCloser, prices::CONVERTED, false)
            }
            Token::Close(_) => {
                let run = at > 0 && x.at(at - 1) == x.at(at);
                let price = if run { prices::SPARE_CLOSER_IN_RUN } else { prices::SPARE_CLOSER };
                (Slip::SpareCloser, price, false)
            }
            Token::Open(_) => {
                let run = x.at(at + 1) == x.at(at);
                if h.expect == Expect::Top && !run {
                    return None;
                }
                let price = if run { prices::SPARE_OPENER_IN_RUN } else { prices::SPARE_OPENER };
                (Slip::SpareOpener, price, false)
            }
            _ if h.expect == Expect::Top => return None,
            _ => {
                let slip = Slip::DeletedValue;
                let price = if more(slip) { prices::DELETED_MORE } else { prices::DELETED_VALUE };
                (slip, price, true)
            }
        };
        Some(Gone { slip, price, content })
    }

    fn pass(&mut self, h: &Hypothesis, at: usize, reading: &Reading, gone: Gone, adjacent: bool) {
        let Gone { slip, mut price, content } = gone;
        let end = reading.end as usize;
        let last = self.arenas.edit(h.edit);
        let put_before = match last.put {
            Put::Text(text) | Put::Closer(text, _) => Some(text),
            _ => None,
        };
        let swapped = h.since == 1
            && h.edit != 0
            && last.from == last.to
            && !content
            && put_before.is_some_and(|text| Some(text) == self.lattice.x.text.get(at..end));
        if swapped {
            price = prices::SWAPPED;
        }
        let group = match slip {
            // Junk of one mark is one mistake.
            Slip::Junk if reading.mark != 0 => u32::from(reading.mark) << 1 | 1 << 31,
            Slip::SpareCloser => self.doubled(h, at),
            Slip::SpareOpener if self.lattice.x.at(at + 1) == self.lattice.x.at(at) => {
                pair(at as u32)
            }
            _ => 0,
        };
        let facts = Facts { joined: adjacent, content, group };
        let edit = self.edit(h, slip, (at, end), Put::Nothing, facts);
        let junk = if slip == Slip::Junk { reading.mark } else { h.junk };
        let new = Hypothesis {
            price: h.price + price,
            edit,
            gone: reading.end,
            inserted: 0,
            since: 0,
            junk,
            doubled: match slip {
                Slip::SpareOpener if group != 0 => at as u32,
                Slip::SpareCloser if group != 0 => NOWHERE,
                _ => h.doubled,
            },
            ..*h
        };
        self.push(end, new);
    }

    /// Gives up what is there, up to the next line that begins with a key or a closer.
    fn panic(&mut self, h: &Hypothesis, at: usize) {
        let x = &self.lattice.x;
        let Some(member) = x.next_member(at) else { return };
        let lines = (x.line(member) - x.line(at)).min(100_000) as Price;
        let price = prices::PANIC + prices::PANIC_LINE * lines;
        if h.price + price > self.limit.saturating_add(prices::DELTA) {
            return;
        }
        let span = (at, x.before(member).max(at));
        let end = h.end as usize;
        let mut new = Hypothesis { price: h.price + price, inserted: 0, ..*h };
        let missing = match h.expect {
            Expect::Value => Some(" null"),
            Expect::Colon => Some(": null"),
            _ => None,
        };
        if let Some(text) = missing {
            new.edit = self.edit(h, Slip::Value, (end, end), Put::Text(text), Facts::default());
            new.value = NOWHERE;
            new.expect = Expect::Separator;
            new.content = h.content.grown();
        }
        let facts = Facts { joined: missing.is_some(), content: true, group: 0 };
        new.edit = self.edit(&new, Slip::Panic, span, Put::Nothing, facts);
        self.push(member, new);
    }

    /// Text before the body, which begins at one of the next brackets.
    pub(super) fn before_body(&mut self, h: &Hypothesis, at: usize, key: bool) {
        const TRIED: usize = 6;
        if h.wrapped {
            return;
        }
        let bracket = matches!(self.lattice.x.at(at), Some(b'{' | b'['));
        let key = key || self.lattice.begins_with_member(at);
        let from = at + usize::from(bracket);
        let openers: Vec<usize> = self.lattice.x.openers(from).take(TRIED).collect();
        for (tried, opener) in openers.into_iter().enumerate() {
            let x = &self.lattice.x;
            let price = prices::AROUND
                + prices::AROUND_BRACKET * tried as Price
                + if x.is_first(opener) { 0 } else { prices::AROUND_INLINE }
                + prices::AROUND_MARK * x.marks(at, opener)
                + if key { prices::AROUND_KEY } else { 0 };
            let facts = Facts { content: self.has_words(at, opener), ..Facts::default() };
            let edit = self.edit(h, Slip::Before, (at, opener), Put::Nothing, facts);
            let new = Hypothesis { price: h.price + price, edit, wrapped: true, inserted: 0, ..*h };
            self.push(opener, new);
        }
    }

    /// Text after the body.
    pub(super) fn after_body(&mut self, h: &Hypothesis, at: usize) {
        let x = &self.lattice.x;
        let end = x.last.max(at);
        // Nothing is after a body whose closer had to be put in.
        let bracket = place(h.value).and_then(|value| x.at(value));
        let scalar = |byte: u8| matches!(byte, b'"' | b'-' | b'0'..=b'9');
        let closed = h.closed == 0 && bracket.is_some_and(|byte| !scalar(byte));
        if !closed && self.is_document(at) {
            let facts = Facts { content: true, ..Facts::default() };
            let edit = self.edit(h, Slip::SecondDocument, (at, end), Put::Nothing, facts);
            let price = h.price.saturating_add(prices::SECOND_DOCUMENT);
            let new = Hypothesis { price, edit, inserted: 0, comma: NOWHERE, ..*h };
            return self.push(self.lattice.x.len(), new);
        }
        let marks = x.marks(at, end);
        let price = if h.wrapped { prices::AFTER_MORE } else { prices::AROUND }
            + prices::AROUND_MARK.saturating_mul(marks)
            + if closed { prices::AFTER_UNCLOSED } else { 0 }
            + if self.begins_with_member(at) { prices::AFTER_MEMBER } else { 0 };
        let content = marks > 0 || self.has_words(at, end);
        let facts = Facts { content, ..Facts::default() };
        let edit = self.edit(h, Slip::After, (at, end), Put::Nothing, facts);
        let price = h.price.saturating_add(price);
        let new = Hypothesis { price, edit, inserted: 0, comma: NOWHERE, ..*h };
        self.push(self.lattice.x.len(), new);
    }

    /// Whether a key is here, or a comma and a text: it is rather the next member of the body.
    fn begins_with_member(&self, at: usize) -> bool {
        let x = &self.lattice.x;
        match x.at(at) {
            Some(b',') => matches!(x.peek(at + 1), Some(b'"' | b'\'')),
            Some(b'"') => x.key_ends(at, x.line_end(at)),
            _ => false,
        }
    }

    /// Whether another document begins here, with a comma before it or not.
    fn is_document(&self, at: usize) -> bool {
        let x = &self.lattice.x;
        let first = match x.at(at) {
            Some(b',') => x.skip(at + 1),
            _ => at,
        };
        let inner = x.peek(first + 1);
        match x.at(first) {
            Some(b'{') => matches!(inner, Some(b'"' | b'}')),
            Some(b'[') => matches!(inner, Some(b'{' | b'[' | b'"' | b'0'..=b'9' | b']')),
            _ => false,
        }
    }

    /// Whether more than a fence is between two places, or something of a body.
    fn has_words(&self, from: usize, to: usize) -> bool {
        const FAR: usize = 400;
        if to - from > FAR {
            return true;
        }
        let text = &self.lattice.x.text[from..to];
        let fence = text.trim_start();
        let rest = fence.trim_start_matches(['`', '~']);
        let rest = match fence.len() - rest.len() {
            3.. => rest.trim_start_matches(|ch: char| ch.is_alphanumeric() || ch == '_'),
            _ => text,
        };
        rest.contains(|ch: char| ch.is_alphanumeric() || "_{}[]\"".contains(ch))
    }
}
