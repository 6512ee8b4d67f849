//! Cleaning the arenas of what no hypothesis needs any more, so that memory stays within a small
//! multiple of the text.

use std::collections::HashSet;

use super::arenas::{Arenas, Mixing, Put};
use super::hypothesis::Hypothesis;

impl Arenas {
    /// Drops what none of these hypotheses needs.
    pub(super) fn clean<'h>(&mut self, live: impl Iterator<Item = &'h mut Hypothesis> + 'h) {
        let mut live: Vec<&mut Hypothesis> = live.collect();
        let mut edits = Marks::new(self.edits.len());
        let mut frames = Marks::new(self.frames.len());
        let mut closed = Marks::new(self.closed.len());
        let mut keys = Marks::new(self.keys.len());
        let mut rivals = Marks::new(self.rivals.len());
        for h in &live {
            edits.chain(h.edit, |at| self.edits[at].prev);
            closed.chain(h.closed, |at| self.closed[at].prev);
            frames.chain(h.frame, |at| self.frames[at].up);
            keys.chain(h.content.keys, |at| self.keys[at].prev);
        }
        // Rivals of edits that may win; what the rivals' own edits had for rivals is of no use.
        let mains: Vec<usize> = edits.marked().filter(|at| self.edits[*at].rivals != 0).collect();
        for main in mains {
            let mut at = self.edits[main].rivals;
            while at != 0 {
                rivals.mark(at as usize);
                let rival = self.rivals[at as usize];
                let mut edit = rival.edit;
                while edit != 0 && !edits.is(edit as usize) {
                    edits.mark(edit as usize);
                    self.edits[edit as usize].rivals = 0;
                    edit = self.edits[edit as usize].prev;
                }
                at = rival.next;
            }
        }
        for at in edits.marked() {
            if let Put::Closers(frame) = self.edits[at].put {
                frames.chain(frame, |at| self.frames[at].up);
            }
        }
        for at in closed.marked() {
            frames.chain(self.closed[at].frame, |at| self.frames[at].up);
            keys.chain(self.closed[at].content.keys, |at| self.keys[at].prev);
        }
        for at in frames.marked() {
            keys.chain(self.frames[at].outer.keys, |at| self.keys[at].prev);
        }
        let [edits, frames, closed, keys, rivals] =
            [edits, frames, closed, keys, rivals].map(Marks::numbers);
        compact(&mut self.keys, &keys, |key| key.prev = keys[key.prev as usize]);
        compact(&mut self.frames, &frames, |frame| {
            frame.up = frames[frame.up as usize];
            frame.outer.keys = keys[frame.outer.keys as usize];
        });
        compact(&mut self.closed, &closed, |own| {
            own.prev = closed[own.prev as usize];
            own.frame = frames[own.frame as usize];
            own.content.keys = keys[own.content.keys as usize];
        });
        compact(&mut self.rivals, &rivals, |rival| {
            rival.next = rivals[rival.next as usize];
            rival.edit = edits[rival.edit as usize];
        });
        compact(&mut self.edits, &edits, |edit| {
            edit.prev = edits[edit.prev as usize];
            edit.rivals = rivals[edit.rivals as usize];
            if let Put::Closers(frame) = &mut edit.put {
                *frame = frames[*frame as usize];
            }
        });
        for h in &mut live {
            h.edit = edits[h.edit as usize];
            h.closed = closed[h.closed as usize];
            h.frame = frames[h.frame as usize];
            h.content.keys = keys[h.content.keys as usize];
        }
        let used: HashSet<u32, Mixing> = self.frames.iter().map(|frame| frame.id).collect();
        self.ids.retain(|_, id| used.contains(id));
        self.last_ids = Default::default();
        self.limit = (self.size() * 2).max(1 << 15);
    }
}

/// Which entries of an arena are needed.
#[derive(Debug)]
struct Marks(Vec<bool>);

impl Marks {
    fn new(length: usize) -> Self {
        let mut marks = vec![false; length];
        marks[0] = true;
        Self(marks)
    }

    fn is(&self, at: usize) -> bool {
        self.0[at]
    }

    fn mark(&mut self, at: usize) {
        self.0[at] = true;
    }

    /// Marks an entry and those before it, up to one that is marked.
    fn chain(&mut self, mut at: u32, prev: impl Fn(usize) -> u32) {
        while !self.0[at as usize] {
            self.0[at as usize] = true;
            at = prev(at as usize);
        }
    }

    fn marked(&self) -> impl Iterator<Item = usize> + '_ {
        self.0.iter().enumerate().filter(|(at, marked)| *at > 0 && **marked).map(|(at, _)| at)
    }

    /// The new number of each entry that is kept; of others, that of the next one.
    fn numbers(self) -> Vec<u32> {
        let mut next = 0;
        let mut numbers = Vec::with_capacity(self.0.len() + 1);
        for kept in self.0 {
            numbers.push(next);
            next += u32::from(kept);
        }
        numbers.push(next);
        numbers
    }
}

/// Keeps the entries whose number grows after them.
fn compact<T: Copy>(arena: &mut Vec<T>, numbers: &[u32], mut change: impl FnMut(&mut T)) {
    let mut kept = 0;
    for at in 0..arena.len() {
        if numbers[at + 1] > numbers[at] {
            let mut entry = arena[at];
            change(&mut entry);
            arena[kept] = entry;
            kept += 1;
        }
    }
    arena.truncate(kept);
}
