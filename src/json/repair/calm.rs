//! Calm stretches: one hypothesis is alone, each token is the one that it wants, and no sign speaks
//! against any of them. Nearly all of a text with few slips is like this, so that it is read without
//! the lattice: every step makes sure that there is nothing else to consider before it changes the
//! hypothesis, and stops where there may be. With the lattice the result is the same, which a test
//! holds to.

use super::expectations::Types;
use super::hypothesis::{Expect, Hypothesis};
use super::search::Search;
use super::shift::key_hash;

impl Search<'_> {
    /// Reads on for as long as nothing is out of the ordinary; gives the place of what is.
    pub(super) fn calm(&mut self, h: &mut Hypothesis, mut place: usize) -> usize {
        let mut tokens = 0;
        while let Some(next) = self.calm_token(h, place) {
            place = next;
            tokens += 1;
        }
        self.steps += tokens;
        h.since = u8::try_from(tokens).map_or(u8::MAX, |tokens| h.since.saturating_add(tokens));
        place
    }

    /// Reads a token, and gives the place of the next. Nothing where the hypothesis is not alone
    /// with it, which leaves it as it was.
    fn calm_token(&mut self, h: &mut Hypothesis, at: usize) -> Option<usize> {
        let x = &self.lattice.x;
        let byte = x.at(at)?;
        match byte {
            b',' if h.expect == Expect::Separator => {
                let object = self.arenas.frame(h.frame).object;
                let expect = if object { Expect::Key } else { Expect::Item };
                let next = self.next_for(expect, h.frame, at + 1)?;
                h.after_comma(object, at as u32, at as u32 + 1);
                Some(next)
            }
            b':' if h.expect == Expect::Colon => {
                let next = self.next_for(Expect::Value, h.frame, at + 1)?;
                h.after_colon(at as u32 + 1);
                Some(next)
            }
            b'"' if h.expect.is_key() => self.calm_key(h, at),
            b'{' | b'[' if h.expect.is_value() => self.calm_opener(h, byte == b'{', at),
            b'}' | b']' => self.calm_closer(h, byte == b'}', at),
            b'/' if self.lattice.jsonc => Some(x.skip(self.lattice.calm_comment(at)?)),
            _ if h.expect.is_value() && h.frame != 0 => self.calm_scalar(h, byte, at),
            _ => None,
        }
    }

    fn calm_key(&mut self, h: &mut Hypothesis, at: usize) -> Option<usize> {
        let close = self.lattice.calm_string(at)?;
        let next = self.next_for(Expect::Colon, h.frame, close + 1)?;
        let indent = self.calm_indent(h, at)?;
        let key = &self.lattice.x.text[at + 1..close];
        let symbol = self.names.find(self.lattice.x.bytes, at + 1, close);
        let hash = key_hash(symbol, key);
        if self.key_sign(h, symbol, hash) != 0 {
            return None;
        }
        h.content.indent = indent;
        self.arenas.add_key(&mut h.content, hash);
        h.after_key(symbol, at as u32, close as u32 + 1);
        Some(next)
    }

    fn calm_scalar(&mut self, h: &mut Hypothesis, byte: u8, at: usize) -> Option<usize> {
        let (types, end) = match byte {
            b'"' => (Types::TEXT, self.lattice.calm_string(at)? + 1),
            b'-' | b'0'..=b'9' => (Types::NUMBER, self.lattice.calm_number(at)?),
            _ => (Types::LITERAL, self.lattice.calm_literal(at)?),
        };
        let next = self.next_for(Expect::Separator, h.frame, end)?;
        let indent = self.calm_indent(h, at)?;
        if self.type_price(self.value_level(h), types) != 0 {
            return None;
        }
        h.after_value(indent, at as u32, end as u32);
        Some(next)
    }

    fn calm_opener(&mut self, h: &mut Hypothesis, object: bool, at: usize) -> Option<usize> {
        let follows = self.lattice.x.at(at + 1);
        let (expect, types) = match object {
            true if matches!(follows, Some(b'{' | b'%' | b'#')) => return None,
            true => (Expect::FirstKey, Types::OBJECT),
            false if follows == Some(b'o') || self.is_doubled(at) => return None,
            false => (Expect::FirstItem, Types::LIST),
        };
        let next = self.next_for(expect, h.frame, at + 1)?;
        let indent = self.calm_indent(h, at)?;
        if self.type_price(self.value_level(h), types) != 0 {
            return None;
        }
        self.go_in(h, object, indent, at, at as u32 + 1);
        Some(next)
    }

    fn calm_closer(&mut self, h: &mut Hypothesis, object: bool, at: usize) -> Option<usize> {
        let frame = self.arenas.frame(h.frame);
        // At the end of the body wait those who gave up.
        let closes = frame.up != 0
            && frame.object == object
            && matches!(h.expect, Expect::Separator | Expect::FirstKey | Expect::FirstItem)
            && self.closer_sign(frame, at) == 0;
        if !closes {
            return None;
        }
        let next = self.next_for(Expect::Separator, frame.up, at + 1)?;
        // Only closers in a row can be taken back.
        let prev = if h.expect == Expect::Separator { h.closed } else { 0 };
        self.go_out(h, prev, at as u32, at as u32 + 1);
        if self.arenas.is_full() {
            self.arenas.clean(std::iter::once(h));
        }
        Some(next)
    }

    /// The place of the next token, if it begins as one should that comes next in this bracket.
    fn next_for(&self, expect: Expect, frame: u32, end: usize) -> Option<usize> {
        let x = &self.lattice.x;
        let next = x.skip(end);
        expect.fits(x.at(next), self.arenas.frame(frame).object).then_some(next)
    }

    /// The indentation of the siblings of a key or an item, where it is at that as well.
    fn calm_indent(&self, h: &Hypothesis, at: usize) -> Option<i32> {
        let (price, indent) = self.item_sign(h, at);
        (price == 0).then_some(indent)
    }
}
