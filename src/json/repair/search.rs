//! The search: places in order, at each a few hypotheses, the cheapest first.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use super::arenas::Arenas;
use super::expectations::Expectations;
use super::hypothesis::{Expect, Hypothesis, Identity};
use super::lattice::Lattice;
use super::prices::{BEAM, BEAM_AT_END, DELTA, Price, SAFE_MARGIN};
use super::reading::{Reading, Token};
use super::text::NOWHERE;
use super::{Given, Outcome, Repaired};
use crate::json::KeyTable;
use crate::text::BOM;

pub(super) struct Search<'t> {
    pub(super) lattice: Lattice<'t>,
    pub(super) expected: &'t Expectations,
    pub(super) names: &'static KeyTable,
    pub(super) arenas: Arenas,
    pending: BTreeMap<u32, Vec<Hypothesis>>,
    /// The prices of all that waits, with their places.
    cheapest: BinaryHeap<Reverse<(Price, u32)>>,
    spare: Vec<Vec<Hypothesis>>,
    /// The readings at the place at hand, and those of a place that is looked at ahead.
    pub(super) readings: Vec<Reading>,
    pub(super) ahead: Vec<Reading>,
    /// What is dearer at the place at hand is given up.
    pub(super) limit: Price,
    /// Whether calm stretches are read without the lattice; a test compares.
    pub(super) calms: bool,
    /// How many hypotheses were followed.
    pub(super) steps: usize,
    /// The most at one place before the end.
    #[cfg(test)]
    pub(super) widest: usize,
}

/// A hypothesis that is less cheap than another way to the same state by so much or more is not
/// remembered.
const FAR_BEHIND: Price = SAFE_MARGIN / 2 * 3;

impl<'t> Search<'t> {
    pub(super) fn new(text: &'t str, given: Given<'t>) -> Self {
        Self {
            lattice: Lattice::new(text, given.jsonc, given.unreadable),
            expected: given.expected.for_text(text.as_bytes()),
            names: given.names,
            arenas: Arenas::new(),
            pending: BTreeMap::new(),
            cheapest: BinaryHeap::new(),
            spare: Vec::new(),
            readings: Vec::new(),
            ahead: Vec::new(),
            limit: 0,
            calms: true,
            steps: 0,
            #[cfg(test)]
            widest: 0,
        }
    }

    /// The edits of the cheapest way through the text.
    pub(super) fn outcome(mut self) -> Option<Outcome> {
        let winner = self.run()?;
        let (repairs, others) = self.mistakes(&winner);
        Some(Outcome {
            repaired: Repaired::new(self.lattice.x.text, &repairs, &others),
            repairs,
            #[cfg(test)]
            steps: self.steps,
            #[cfg(test)]
            widest: self.widest,
        })
    }

    /// The hypothesis that reads the whole text at the lowest price.
    fn run(&mut self) -> Option<Hypothesis> {
        let text = self.lattice.x.text;
        let start = if text.starts_with(BOM) { BOM.len() } else { 0 };
        self.push(start, Hypothesis::start());
        let mut best: Option<Hypothesis> = None;
        while let Some((place, mut waiting)) = self.pending.pop_first() {
            let mut place = place as usize;
            // Whoever gave up waits at the end.
            let end = self.lattice.x.len() as u32;
            let next = self.pending.first_key_value().map_or(end, |(next, _)| *next);
            if self.calms && next >= end && best.is_none() {
                place = self.calm(&mut waiting, place);
            }
            self.settle(place, &mut waiting, &mut best);
            waiting.clear();
            self.spare.push(waiting);
            self.clean(best.as_mut_slice());
        }
        best
    }

    /// Cleans the arenas now and then of what neither those that wait nor these need.
    pub(super) fn clean(&mut self, others: &mut [Hypothesis]) {
        if self.arenas.is_full() {
            self.arenas.clean(self.pending.values_mut().flatten().chain(others));
        }
    }

    /// Follows the cheapest hypotheses of one place.
    fn settle(
        &mut self,
        place: usize,
        waiting: &mut Vec<Hypothesis>,
        best: &mut Option<Hypothesis>,
    ) {
        let at_end = place >= self.lattice.x.len();
        let own = waiting.iter().map(|h| h.price).min().unwrap_or_default();
        let floor = self.floor(place).map_or(own, |floor| floor.min(own));
        self.limit = if at_end { Price::MAX / 4 } else { floor + DELTA };
        waiting.retain(|h| h.price <= self.limit);
        let mut readings = std::mem::take(&mut self.readings);
        self.lattice.read(place, &mut readings);
        self.readings = readings;
        let mut settled: Vec<(Identity, u32, Price)> = Vec::with_capacity(BEAM);
        while settled.len() < if at_end { BEAM_AT_END } else { BEAM } {
            let Some(number) = (0..waiting.len()).min_by_key(|number| waiting[*number].price)
            else {
                break;
            };
            // In order, so that of equal prices the earlier comes first.
            let h = waiting.remove(number);
            let beaten = |best: &Hypothesis| h.price > best.price + FAR_BEHIND;
            if h.price > self.limit || best.as_ref().is_some_and(beaten) {
                break;
            }
            let identity = self.arenas.identity(&h);
            if let Some((_, edit, price)) = settled.iter().find(|(own, ..)| *own == identity) {
                self.lost((*edit, *price), (h.edit, h.price));
                continue;
            }
            settled.push((identity, h.edit, h.price));
            self.steps += 1;
            self.expand(&h, place, waiting);
            if h.expect == Expect::Done && best.as_ref().is_none_or(|best| h.price < best.price) {
                *best = Some(h);
            }
        }
        #[cfg(test)]
        if !at_end {
            self.widest = self.widest.max(settled.len());
        }
        for h in waiting.iter() {
            let identity = self.arenas.identity(h);
            if let Some((_, edit, price)) = settled.iter().find(|(own, ..)| *own == identity) {
                self.lost((*edit, *price), (h.edit, h.price));
            }
        }
    }

    /// The price of the cheapest that waits at a place or after it.
    pub(super) fn floor(&mut self, place: usize) -> Option<Price> {
        while let Some(Reverse((price, at))) = self.cheapest.peek() {
            if *at as usize >= place {
                return Some(*price);
            }
            self.cheapest.pop();
        }
        None
    }

    /// Lets a hypothesis wait at a place; of two in the same state the cheaper one.
    pub(super) fn push(&mut self, place: usize, h: Hypothesis) {
        const ROOM: usize = 4 * BEAM;
        if h.price > self.limit.saturating_add(DELTA) && self.steps > 0 {
            return;
        }
        let place = self.lattice.x.skip(place) as u32;
        let spare = &mut self.spare;
        let bucket = self.pending.entry(place).or_insert_with(|| spare.pop().unwrap_or_default());
        let identity = self.arenas.identity(&h);
        let same = bucket.iter().position(|other| self.arenas.identity(other) == identity);
        let (winner, loser) = match same {
            Some(at) if bucket[at].price <= h.price => (bucket[at], Some(h)),
            Some(at) => (h, Some(std::mem::replace(&mut bucket[at], h))),
            None => {
                if bucket.len() >= ROOM {
                    let worst = (0..bucket.len()).max_by_key(|at| bucket[*at].price);
                    let Some(worst) = worst.filter(|at| bucket[*at].price > h.price) else {
                        return;
                    };
                    bucket.remove(worst);
                }
                bucket.push(h);
                (h, None)
            }
        };
        if let Some(loser) = loser {
            self.lost((winner.edit, winner.price), (loser.edit, loser.price));
            if winner.price >= loser.price && winner.edit != h.edit {
                return;
            }
        }
        self.cheapest.push(Reverse((winner.price, place)));
    }

    /// Two ways to the same state: noted at the winner's last edit, looked at when the search is
    /// over.
    fn lost(&mut self, (winner, price): (u32, Price), (loser, dearer): (u32, Price)) {
        let gap = dearer - price;
        if winner != 0 && winner != loser && gap < FAR_BEHIND {
            self.arenas.rival(winner, gap, loser);
        }
    }

    /// The ways on from here. Where one reading fits for nothing and nothing speaks against it,
    /// no other edit is tried: this gate makes clean stretches cost one step a token.
    fn expand(&mut self, h: &Hypothesis, place: usize, out: &mut Vec<Hypothesis>) {
        let readings = std::mem::take(&mut self.readings);
        let mut natural = false;
        for (number, reading) in readings.iter().enumerate() {
            let mut next = *h;
            let Some(odd) = self.shift(&mut next, reading, number, place) else { continue };
            next.since = if next.edit == h.edit { h.since.saturating_add(1) } else { 0 };
            if next.expect == Expect::Done {
                natural |= !odd;
                self.push(self.lattice.x.len(), next);
                continue;
            }
            let end = reading.end as usize;
            natural |= reading.free || next.price == h.price && !odd && self.fits(&next, end);
            self.push(end, next);
        }
        if !natural {
            self.pass_over(h, place, &readings);
            let end = readings.first().is_some_and(|reading| reading.token == Token::End);
            let most = if self.is_left_off(h, place) { 10 } else { 4 };
            if h.inserted < most || end {
                self.insert(h, place, &readings, out);
            }
        }
        self.readings = readings;
    }

    /// Whether what follows is what the state wants, at first sight.
    fn fits(&self, h: &Hypothesis, place: usize) -> bool {
        h.expect.fits(self.lattice.x.peek(place), self.arenas.frame(h.frame).object)
    }
}

/// No place: of a hypothesis that has none.
pub(super) fn place(at: u32) -> Option<usize> {
    (at != NOWHERE).then_some(at as usize)
}
