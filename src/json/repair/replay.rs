//! From the repaired text back to the original: where each place of it is.

use super::outcome::{Change, Repair, applied};
use super::slip::Slip;
use crate::text::Span;

/// The repaired text, and where its places are in the original.
#[derive(Debug)]
pub(crate) struct Repaired {
    pub(crate) text: String,
    /// The stretches in the order of both texts.
    stretches: Vec<Stretch>,
}

/// A change: its place in the repaired text, and in the original.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    new: Span,
    old: Span,
    /// Of which repair, and of which kind.
    source: Source,
}

/// What put a piece of the repaired text in: the number of the repair, and the kind of edit.
pub(crate) type Source = (u32, Slip);

impl Repaired {
    /// The text with all repairs made.
    pub(super) fn new(text: &str, repairs: &[Repair], others: &[Change]) -> Self {
        const OTHER: u32 = u32::MAX;
        let mut changes: Vec<(Change, u32)> = Vec::new();
        for (number, repair) in repairs.iter().enumerate() {
            changes.extend(repair.changes.iter().map(|change| (change.clone(), number as u32)));
        }
        changes.extend(others.iter().map(|change| (change.clone(), OTHER)));
        changes.sort_by_key(|(change, _)| change.order());
        let mut stretches = Vec::with_capacity(changes.len());
        let (mut old, mut new) = (0, 0);
        for (change, repair) in &changes {
            new += change.span.start.saturating_sub(old);
            old = old.max(change.span.start);
            let end = new + change.text.len() as u32;
            stretches.push(Stretch {
                new: Span::new(new, end),
                old: Span::new(change.span.start, change.span.end.max(old)),
                source: (*repair, change.slip),
            });
            (old, new) = (old.max(change.span.end), end);
        }
        let changes: Vec<Change> = changes.into_iter().map(|(change, _)| change).collect();
        let whole = Span::new(0, text.len() as u32);
        Self { text: applied(text, &changes, whole), stretches }
    }

    /// Where something that begins at a place of the repaired text begins in the original; and
    /// the repair that put its first byte in.
    pub(crate) fn start(&self, place: u32) -> (u32, Option<Source>) {
        if let Some(place) = self.outside(place) {
            return (place, None);
        }
        let next = self.stretches.partition_point(|stretch| stretch.new.end <= place);
        match self.stretches.get(next) {
            Some(inside) if inside.new.start <= place => (inside.old.start, Some(inside.source)),
            _ => (self.shifted(next, place), None),
        }
    }

    /// The same for its end.
    pub(crate) fn end(&self, place: u32) -> (u32, Option<Source>) {
        if let Some(place) = self.outside(place) {
            return (place, None);
        }
        let next = self.stretches.partition_point(|stretch| stretch.new.end < place);
        match self.stretches.get(next) {
            Some(inside) if inside.new.start < place => (inside.old.end, Some(inside.source)),
            _ => {
                // Empty changes that end here are after it.
                let before = self.stretches.partition_point(|stretch| {
                    stretch.new.end < place || stretch.new.end == place && stretch.new.start < place
                });
                (self.shifted(before, place), None)
            }
        }
    }

    /// For how many bytes both texts are the same.
    pub(crate) fn unchanged(&self) -> u32 {
        self.stretches.first().map_or(self.text.len() as u32, |first| first.new.start)
    }

    /// What was changed of the original.
    pub(crate) fn changed(&self) -> impl Iterator<Item = Span> + '_ {
        self.stretches.iter().map(|stretch| stretch.old)
    }

    /// Where something is in the original that is before all changes, or after them.
    pub(crate) fn moved(&self, span: Span) -> Option<Span> {
        let (Some(first), Some(last)) = (self.stretches.first(), self.stretches.last()) else {
            return Some(span);
        };
        let back = |place: u32| last.old.end + (place - last.new.end);
        match span {
            _ if span.end < first.new.start => Some(span),
            _ if span.start > last.new.end => Some(Span::new(back(span.start), back(span.end))),
            _ => None,
        }
    }

    /// A place before all changes, or after them.
    fn outside(&self, place: u32) -> Option<u32> {
        let (Some(first), Some(last)) = (self.stretches.first(), self.stretches.last()) else {
            return Some(place);
        };
        match place {
            _ if place < first.new.start => Some(place),
            _ if place > last.new.end => Some(last.old.end + (place - last.new.end)),
            _ => None,
        }
    }

    /// Whether nothing between two places of the repaired text was changed.
    pub(crate) fn is_as_written(&self, span: Span) -> bool {
        let next = self.stretches.partition_point(|stretch| stretch.new.end < span.start);
        self.stretches.get(next).is_none_or(|stretch| stretch.new.start > span.end)
    }

    /// A place after the first so many stretches, and before the next.
    fn shifted(&self, stretches: usize, place: u32) -> u32 {
        match stretches.checked_sub(1).map(|last| self.stretches[last]) {
            Some(last) => last.old.end + place.saturating_sub(last.new.end),
            None => place,
        }
    }
}
