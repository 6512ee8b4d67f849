//! Closers: those that are missing, also at the end of the file, and those that came too early.

use super::arenas::Put;
use super::hypothesis::{Expect, Hypothesis};
use super::insert::Next;
use super::prices::{self, Price};
use super::reading::Token;
use super::search::{Search, place};
use super::shift::{Facts, pair};
use super::slip::Slip;
use super::text::NOWHERE;

impl Search<'_> {
    /// The group of a closer that is taken out: that of the doubled opener of its kind that was; 0
    /// where there is none.
    pub(super) fn doubled(&self, h: &Hypothesis, closer: usize) -> u32 {
        let at = |place: usize| self.lattice.x.at(place);
        let open = place(h.doubled).and_then(at);
        match (open, at(closer)) {
            (Some(b'{'), Some(b'}')) | (Some(b'['), Some(b']')) => pair(h.doubled),
            _ => 0,
        }
    }

    pub(super) fn closer_price(&self, h: &Hypothesis, next: Next) -> Price {
        match (next.at_end, self.is_cut(h)) {
            (true, true) => prices::CLOSER_AT_END_MORE,
            (true, false) => prices::CLOSER_AT_END,
            _ if self.is_left_off(h, next.at) => prices::CLOSER_MORE,
            _ => prices::CLOSER,
        }
    }

    /// A closer for the innermost bracket, after what was read last.
    pub(super) fn close_here(&mut self, h: &Hypothesis, next: Next, out: &mut Vec<Hypothesis>) {
        let frame = self.arenas.frame(h.frame);
        let put = Put::Closer(closer(frame.object), frame.open);
        let end = h.end as usize;
        let edit = self.edit(h, Slip::Closer, (end, end), put, Facts::default());
        let price = h.price + self.closer_price(h, next);
        let mut new = *h;
        self.pop(&mut new, h.end);
        self.take(Hypothesis { price, edit, ..new }, out);
    }

    /// The file ends: whatever is open is closed, in one edit.
    pub(super) fn close_all(&mut self, h: &Hypothesis, out: &mut Vec<Hypothesis>) {
        // From some depth on more of them say nothing.
        const DEEP: u32 = 20;
        let depth = self.arenas.frame(h.frame).depth;
        let first = if self.is_cut(h) || h.wrapped {
            prices::CLOSER_AT_END_MORE
        } else {
            prices::CLOSER_AT_END
        };
        let price = first + prices::CLOSER_AT_END_MORE * depth.saturating_sub(1).min(DEEP);
        let facts = Facts { joined: self.is_cut(h), ..Facts::default() };
        let end = h.end as usize;
        let edit = self.edit(h, Slip::CloserAtEnd, (end, end), Put::Closers(h.frame), facts);
        let new = Hypothesis {
            price: h.price + price,
            expect: Expect::End,
            frame: 0,
            edit,
            closed: 0,
            opened: NOWHERE,
            comma: NOWHERE,
            inserted: 0,
            since: 0,
            ..*h
        };
        self.take(new, out);
    }

    /// Whether the last edit is the end of the file already.
    pub(super) fn is_cut(&self, h: &Hypothesis) -> bool {
        let last = self.arenas.edit(h.edit);
        let ended = || self.lattice.x.skip(last.to as usize) >= self.lattice.x.len();
        h.edit != 0
            && match last.slip {
                Slip::CloserAtEnd | Slip::ValueAtEnd | Slip::CommaAtEnd => true,
                Slip::NoClosingQuote | Slip::OddNumber => ended(),
                _ => false,
            }
    }

    /// Whether the author left off before this token, at the end of a line: the last edit puts in
    /// what is missing there.
    pub(super) fn is_left_off(&self, h: &Hypothesis, next: usize) -> bool {
        let last = self.arenas.edit(h.edit);
        let unfinished = matches!(
            last.slip,
            Slip::Closer
                | Slip::Value
                | Slip::CommaAtEnd
                | Slip::NoClosingQuote
                | Slip::NearLiteral
                | Slip::BareText
                | Slip::OddNumber
        );
        h.edit != 0 && unfinished && last.to >= h.end && self.apart(h.end, next)
    }

    /// After a comma: the closer is before it, or the file ends.
    pub(super) fn after_comma(&mut self, h: &Hypothesis, next: Next, out: &mut Vec<Hypothesis>) {
        let x = &self.lattice.x;
        let Some(comma) = place(h.comma).filter(|comma| x.at(*comma) == Some(b',')) else { return };
        if h.end as usize != comma + 1 {
            return;
        }
        let frame = *self.arenas.frame(h.frame);
        if frame.up != 0 {
            let at = x.before(comma);
            let put = Put::Closer(closer(frame.object), frame.open);
            let edit = self.edit(h, Slip::Closer, (at, at), put, Facts::default());
            let object = self.arenas.frame(frame.up).object;
            let new = Hypothesis {
                expect: if object { Expect::Key } else { Expect::Item },
                frame: frame.up,
                content: frame.outer.grown(),
                closed: 0,
                value: frame.open,
                ..*h
            };
            let price = self.closer_price(h, next);
            self.offer(h, new, price, edit, out);
        }
        let early = matches!(next.token, Token::Close(_)) && self.closer_sign(&frame, next.at) > 0;
        if next.at_end || early {
            let facts = Facts { joined: self.is_cut(h), ..Facts::default() };
            let edit = self.edit(h, Slip::CommaAtEnd, (comma, comma + 1), Put::Nothing, facts);
            let new = Hypothesis {
                expect: Expect::Separator,
                end: comma as u32,
                comma: NOWHERE,
                closed: 0,
                ..*h
            };
            self.offer(h, new, prices::TRAILING_COMMA, edit, out);
        }
    }

    /// A closer was one too many, or too early: what it closed goes on.
    pub(super) fn take_closer_back(&mut self, h: &Hypothesis, out: &mut Vec<Hypothesis>) {
        let closed = self.arenas.closed[h.closed as usize];
        let prev = self.arenas.closed[closed.prev as usize];
        let run = closed.prev != 0 && prev.at + 1 == closed.at;
        let doubled = self.doubled(h, closed.at as usize);
        let price = match () {
            () if doubled != 0 => prices::CONVERTED,
            () if run => prices::SPARE_CLOSER_IN_RUN,
            () => prices::SPARE_CLOSER,
        };
        let object = self.arenas.frame(closed.frame).object;
        let back = Hypothesis {
            frame: closed.frame,
            content: closed.content,
            closed: closed.prev,
            value: NOWHERE,
            doubled: if doubled != 0 { NOWHERE } else { h.doubled },
            ..*h
        };
        let empty = closed.content.items == 0;
        let new = match h.expect {
            Expect::Separator | Expect::End => {
                let expect = match (empty, object) {
                    (false, _) => Expect::Separator,
                    (true, true) => Expect::FirstKey,
                    (true, false) => Expect::FirstItem,
                };
                Hypothesis { expect, end: closed.at + 1, ..back }
            }
            // A comma has to have something before it.
            Expect::Key | Expect::Item if !empty => {
                Hypothesis { expect: if object { Expect::Key } else { Expect::Item }, ..back }
            }
            _ => return,
        };
        let span = (closed.at as usize, closed.at as usize + 1);
        let facts = Facts { group: doubled, ..Facts::default() };
        let edit = self.edit(h, Slip::SpareCloser, span, Put::Nothing, facts);
        self.offer(h, new, price, edit, out);
    }
}

/// The closing bracket of an object or a list.
pub(super) fn closer(object: bool) -> &'static str {
    if object { "}" } else { "]" }
}
