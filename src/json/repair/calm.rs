//! Calm stretches: each token is the one that every hypothesis wants, and no sign speaks against any
//! of them. Nearly all of a text with few slips is like this, so that it is read without the lattice:
//! every step makes sure that there is nothing else to consider before it changes a hypothesis, and
//! stops where there may be. With the lattice the result is the same, which a test holds to.
//!
//! What is always inlined here and, for it, in the other files of this folder saves 6 % of the
//! instructions of linting 30 KB with one slip (`cargo bench --bench lint`).

use super::expectations::Types;
use super::hypothesis::{Expect, Hypothesis};
use super::prices::{BEAM, DELTA};
use super::search::Search;
use super::shift::key_hash;
use super::text::Row;

/// After so many tokens it is looked whether there is something to clean away.
const MANY: usize = 256;

impl Search<'_> {
    /// Lets the hypotheses of a place read on together for as long as nothing is out of the ordinary;
    /// gives the place of what is.
    pub(super) fn calm(&mut self, waiting: &mut [Hypothesis], mut place: usize) -> usize {
        let byte = self.lattice.x.at(place);
        let fits = |h: &Hypothesis| h.expect.fits(byte, self.arenas.frame(h.frame).object);
        if !waiting.iter().all(fits) {
            return place;
        }
        let mut row = self.lattice.x.row(place);
        loop {
            let (next, tokens) = match waiting {
                [only] => self.calm_alone(only, &mut row, place),
                _ => self.calm_together(waiting, &mut row, place),
            };
            place = next;
            self.steps += tokens * waiting.len();
            for h in &mut *waiting {
                let since = u8::try_from(tokens).unwrap_or(u8::MAX);
                h.since = h.since.saturating_add(since);
            }
            if tokens < MANY {
                return place;
            }
            self.clean(waiting);
        }
    }

    /// Reads some tokens with the only hypothesis; gives the place of the next, and how many they are.
    fn calm_alone(
        &mut self,
        h: &mut Hypothesis,
        row: &mut Row,
        mut place: usize,
    ) -> (usize, usize) {
        let mut tokens = 0;
        while tokens < MANY
            && let Some((next, read)) = self.calm_tokens(h, row, place)
        {
            place = next;
            tokens += read;
        }
        (place, tokens)
    }

    /// The same with several, which stay as they are where they are not of one mind, or are about to
    /// come to the same state.
    fn calm_together(
        &mut self,
        waiting: &mut [Hypothesis],
        row: &mut Row,
        mut place: usize,
    ) -> (usize, usize) {
        let own = waiting.iter().map(|h| h.price).min().unwrap_or_default();
        let floor = self.floor(place).map_or(own, |floor| floor.min(own));
        let followed = |h: &Hypothesis| h.price <= floor + DELTA;
        let mut tokens = 0;
        if waiting.len() > BEAM || !waiting.iter().all(followed) {
            return (place, tokens);
        }
        let mut before = Vec::with_capacity(waiting.len());
        while tokens < MANY {
            before.clear();
            before.extend_from_slice(waiting);
            let mut next = None;
            let calm = waiting.iter_mut().all(|h| {
                let mut own = *row;
                let Some(read) = self.calm_tokens(h, &mut own, place) else { return false };
                // With a comma or without it.
                let same = next.is_none_or(|(other, _)| other == read);
                next = Some((read, own));
                same
            });
            let next = next.filter(|_| calm && !self.have_met(waiting));
            let Some(((end, read), own)) = next else {
                waiting.copy_from_slice(&before);
                break;
            };
            (place, *row) = (end, own);
            tokens += read;
        }
        (place, tokens)
    }

    /// Whether two hypotheses are in the same state.
    fn have_met(&self, waiting: &[Hypothesis]) -> bool {
        (1..waiting.len()).any(|number| {
            let identity = self.arenas.identity(&waiting[number]);
            waiting[..number].iter().any(|other| self.arenas.identity(other) == identity)
        })
    }

    /// Reads a token, with the colon or the comma after it where that is calm as well; gives the place
    /// of the next, and how many they are. Nothing where there is something else to consider, which
    /// leaves the hypothesis as it was.
    #[inline(always)]
    fn calm_tokens(
        &mut self,
        h: &mut Hypothesis,
        row: &mut Row,
        at: usize,
    ) -> Option<(usize, usize)> {
        let byte = self.lattice.x.at(at)?;
        let next = match byte {
            b',' if h.expect == Expect::Separator => (self.calm_comma(h, at)?, 1),
            b':' if h.expect == Expect::Colon => (self.calm_colon(h, at)?, 1),
            b'"' if h.expect.is_key() => {
                let colon = self.calm_key(h, row, at)?;
                self.calm_colon(h, colon).map_or((colon, 1), |next| (next, 2))
            }
            b'{' | b'[' if h.expect.is_value() => (self.calm_opener(h, row, byte == b'{', at)?, 1),
            b'}' | b']' => {
                let next = self.calm_closer(h, row, byte == b'}', at)?;
                self.with_comma(h, next)
            }
            b'/' if self.lattice.jsonc => {
                row.after_mark = false;
                return Some((self.lattice.x.skip(self.lattice.calm_comment(at)?), 1));
            }
            _ if h.expect.is_value() && h.frame != 0 => {
                let next = self.calm_scalar(h, row, byte, at)?;
                self.with_comma(h, next)
            }
            _ => return None,
        };
        row.after_mark = true;
        Some(next)
    }

    #[inline(always)]
    fn calm_colon(&self, h: &mut Hypothesis, at: usize) -> Option<usize> {
        let next = self.next_for(Expect::Value, true, at + 1)?;
        h.after_colon(at as u32 + 1);
        Some(next)
    }

    #[inline(always)]
    fn calm_comma(&self, h: &mut Hypothesis, at: usize) -> Option<usize> {
        let object = self.arenas.frame(h.frame).object;
        let expect = if object { Expect::Key } else { Expect::Item };
        let next = self.next_for(expect, object, at + 1)?;
        h.after_comma(object, at as u32, at as u32 + 1);
        Some(next)
    }

    /// After a value: with the comma that follows.
    #[inline(always)]
    fn with_comma(&self, h: &mut Hypothesis, at: usize) -> (usize, usize) {
        let comma = self.lattice.x.at(at) == Some(b',');
        comma.then(|| self.calm_comma(h, at)).flatten().map_or((at, 1), |next| (next, 2))
    }

    #[inline(always)]
    fn calm_key(&mut self, h: &mut Hypothesis, row: &mut Row, at: usize) -> Option<usize> {
        let x = &self.lattice.x;
        x.follow(row, at);
        let close = self.lattice.calm_string(row, at)?;
        let next = self.next_for(Expect::Colon, true, close + 1)?;
        let indent = self.calm_indent(h, row, at)?;
        let symbol = self.names.find(x.bytes, at + 1, close);
        let hash = key_hash(symbol, &x.text[at + 1..close]);
        if self.key_sign(h, symbol, hash) != 0 {
            return None;
        }
        h.content.indent = indent;
        self.arenas.add_key(&mut h.content, hash);
        h.after_key(symbol, at as u32, close as u32 + 1);
        Some(next)
    }

    #[inline(always)]
    fn calm_scalar(
        &mut self,
        h: &mut Hypothesis,
        row: &mut Row,
        byte: u8,
        at: usize,
    ) -> Option<usize> {
        self.lattice.x.follow(row, at);
        let (types, end) = match byte {
            b'"' => (Types::TEXT, self.lattice.calm_string(row, at)? + 1),
            b'-' | b'0'..=b'9' => (Types::NUMBER, self.lattice.calm_number(row, at)?),
            _ => (Types::LITERAL, self.lattice.calm_literal(at)?),
        };
        let next = self.next_for(Expect::Separator, self.arenas.frame(h.frame).object, end)?;
        let indent = self.calm_indent(h, row, at)?;
        if self.type_price(self.value_level(h), types) != 0 {
            return None;
        }
        h.after_value(indent, at as u32, end as u32);
        Some(next)
    }

    fn calm_opener(
        &mut self,
        h: &mut Hypothesis,
        row: &mut Row,
        object: bool,
        at: usize,
    ) -> Option<usize> {
        let x = &self.lattice.x;
        x.follow(row, at);
        let follows = x.at(at + 1);
        let (expect, types) = match object {
            true if matches!(follows, Some(b'{' | b'%' | b'#')) => return None,
            true => (Expect::FirstKey, Types::OBJECT),
            false if follows == Some(b'o') || self.is_doubled(at) => return None,
            // `[]string{`
            false if follows == Some(b']') && self.lattice.is_type(at) => return None,
            false => (Expect::FirstItem, Types::LIST),
        };
        let next = self.next_for(expect, object, at + 1)?;
        let indent = self.calm_indent(h, row, at)?;
        let level = self.value_level(h);
        if self.type_price(level, types) != 0 {
            return None;
        }
        let place = (at as u32, at as u32 + 1);
        self.go_in(h, (object, level), indent, place, row.indent_and_line());
        Some(next)
    }

    fn calm_closer(
        &mut self,
        h: &mut Hypothesis,
        row: &mut Row,
        object: bool,
        at: usize,
    ) -> Option<usize> {
        self.lattice.x.follow(row, at);
        let frame = self.arenas.frame(h.frame);
        // At the end of the body wait those who gave up.
        let closes = frame.up != 0
            && frame.object == object
            && matches!(h.expect, Expect::Separator | Expect::FirstKey | Expect::FirstItem)
            && self.outdent_sign(frame, || row.columns_before(at)) == 0;
        if !closes {
            return None;
        }
        let outer = self.arenas.frame(frame.up).object;
        let next = self.next_for(Expect::Separator, outer, at + 1)?;
        // Only closers in a row can be taken back.
        let prev = if h.expect == Expect::Separator { h.closed } else { 0 };
        self.go_out(h, prev, at as u32, at as u32 + 1);
        Some(next)
    }

    /// The place of the next token, if it begins as one should that comes next in a bracket of this
    /// kind.
    #[inline(always)]
    fn next_for(&self, expect: Expect, object: bool, end: usize) -> Option<usize> {
        let x = &self.lattice.x;
        let next = x.skip(end);
        expect.fits(x.at(next), object).then_some(next)
    }

    /// The indentation of the siblings of a key or an item, where it is at that as well.
    #[inline(always)]
    fn calm_indent(&self, h: &Hypothesis, row: &Row, at: usize) -> Option<i32> {
        let (price, indent) = self.indent_sign(h, || row.columns_before(at));
        (price == 0).then_some(indent)
    }
}
