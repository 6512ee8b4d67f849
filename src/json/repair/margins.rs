//! How sure each edit is: how much dearer the next best repair of the same place is.

use std::collections::HashMap;

use super::outcome::{Change, applied, sorted};
use super::prices::Price;
use super::search::Search;
use crate::text::Span;

impl Search<'_> {
    /// How sure each edit is. What the edits of two ways differ in is as sure as their prices are
    /// apart; ways to the same text are no rivals.
    pub(super) fn margins(&mut self, path: &[u32]) -> HashMap<u32, Price> {
        const MANY: usize = 3000;
        let mut margins: HashMap<u32, Price> = HashMap::new();
        let compare = path.len() < MANY;
        for winner in path {
            let mut at = self.arenas.edit(*winner).rivals;
            while at != 0 {
                let rival = self.arenas.rivals[at as usize];
                at = rival.next;
                let Some((own, other)) = self.differing(*winner, rival.edit) else { continue };
                if compare && !other.is_empty() && self.say_the_same(&own, &other) {
                    continue;
                }
                for edit in own {
                    let margin = margins.entry(edit).or_insert(Price::MAX);
                    *margin = rival.gap.min(*margin);
                }
            }
        }
        margins
    }

    /// The edits of two ways from where they part, if that is not too far back.
    fn differing(&self, mut one: u32, mut other: u32) -> Option<(Vec<u32>, Vec<u32>)> {
        const FAR: usize = 24;
        let (mut own, mut others) = (Vec::new(), Vec::new());
        for _ in 0..FAR {
            if one == other {
                break;
            }
            // Of two the later is the one that the other does not have.
            if one > other {
                own.push(one);
                one = self.arenas.edit(one).prev;
            } else {
                others.push(other);
                other = self.arenas.edit(other).prev;
            }
        }
        (one == other && !own.is_empty()).then_some((own, others))
    }

    /// Whether the edits of two ways give the same text but for whitespace.
    fn say_the_same(&mut self, one: &[u32], other: &[u32]) -> bool {
        const FAR: u32 = 2000;
        let mut spell = |edits: &[u32]| {
            let mut changes = Vec::new();
            for at in edits.iter().rev() {
                let edit = *self.arenas.edit(*at);
                changes.append(&mut self.changes(&edit));
            }
            changes
        };
        let (one, other) = (spell(one), spell(other));
        let all = || one.iter().chain(&other).map(|change| change.span);
        let Some(span) = all().reduce(Span::to) else { return true };
        if span.end - span.start > FAR {
            return false;
        }
        let text = self.lattice.x.text;
        let squeezed = |changes: Vec<Change>| {
            let mut out = applied(text, &sorted(changes), span);
            out.retain(|ch| !ch.is_whitespace());
            out
        };
        squeezed(one.clone()) == squeezed(other.clone())
    }
}
