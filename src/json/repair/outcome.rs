//! What came out: the edits of the cheapest repair, how sure each is, and the mistakes that they
//! make up.

use super::arenas::{Edit, Put};
use super::grouping::grouped;
use super::hypothesis::Hypothesis;
use super::layout;
use super::prices::{Price, SAFE_MARGIN};
use super::search::Search;
use super::slip::Slip;
use crate::text::Span;
use std::borrow::Cow;
use std::collections::HashMap;

/// An edit of the text.
#[derive(Debug, Clone)]
pub(crate) struct Change {
    pub(crate) slip: Slip,
    pub(crate) span: Span,
    pub(crate) text: Cow<'static, str>,
    /// The bracket that it closes, or `None`.
    pub(crate) opener: Option<u32>,
    pub(super) joined: bool,
    pub(super) content: bool,
    pub(super) group: u32,
    pub(super) margin: Price,
    /// Its place among those that put text in at one place.
    sequence: i64,
}

/// One mistake of the author: the edits that fix it, and how sure they are.
#[derive(Debug, Clone)]
pub(crate) struct Repair {
    /// What it is about, most telling first.
    pub(crate) slip: Slip,
    /// In the order of the text.
    pub(crate) changes: Vec<Change>,
    /// How much dearer the next best repair of the same place is.
    pub(crate) margin: Price,
    /// Whether content (a key, a text, a number, a literal) is taken out or changed.
    pub(crate) content: bool,
    /// The repairs of the same habit that were folded into it, this one included.
    pub(crate) folded: Vec<Span>,
    /// Whether the rest of the text is read otherwise once it is made.
    pub(crate) shifts_others: bool,
}

impl Repair {
    /// Whether no other repair comes near.
    pub(crate) fn is_sure(&self) -> bool {
        self.margin >= SAFE_MARGIN
    }

    /// Whether no other repair is even in sight.
    pub(crate) fn is_beyond_doubt(&self) -> bool {
        self.margin == Price::MAX
    }

    /// Whether it may be made unseen: no bracket is moved, nothing that carries content goes, and
    /// no other repair comes near.
    pub(crate) fn is_safe(&self) -> bool {
        let half = |change: &Change| matches!(change.slip, Slip::NoOpeningQuote | Slip::Colon);
        // Where more than a quote or a colon is missing, it may have been meant elsewhere.
        let more = self.changes.iter().any(half) && !self.changes.iter().all(half);
        self.is_sure()
            && !(self.content || self.shifts_others || more)
            && self.changes.iter().all(|change| change.slip.is_safe())
    }

    /// Where its most telling change is.
    pub(crate) fn own_span(&self) -> Span {
        let own = self.changes.iter().find(|change| change.slip == self.slip);
        own.map_or_else(|| self.span(), |change| change.span)
    }

    pub(crate) fn span(&self) -> Span {
        let spans = self.changes.iter().map(|change| change.span);
        spans.reduce(Span::to).unwrap_or(Span::empty(0))
    }
}

impl Slip {
    /// Whether a repair of this kind keeps what the author plainly meant.
    fn is_safe(self) -> bool {
        matches!(
            self,
            Self::Comma
                | Self::Colon
                | Self::SpareComma
                | Self::TrailingComma
                | Self::SpareColon
                | Self::CommaForColon
                | Self::QuoteSingle
                | Self::QuoteCurly
                | Self::BareKey
                | Self::NoOpeningQuote
                | Self::ForeignWord
                | Self::ForeignMark
                | Self::OddEscape
                | Self::OddNumber
                | Self::Control
                | Self::OddSpace
                | Self::Comment
                | Self::LineEnd
                | Self::LinePrefix
                | Self::Before
                | Self::After
                | Self::Fragment
                | Self::CloserAtEnd
                | Self::CommaAtEnd
        )
    }
}

impl Search<'_> {
    /// The mistakes on the way of the hypothesis that won, and the changes that are none, of bytes
    /// that are no text.
    pub(super) fn mistakes(&mut self, winner: &Hypothesis) -> (Vec<Repair>, Vec<Change>) {
        let mut path = Vec::new();
        let mut at = winner.edit;
        while at != 0 {
            path.push(at);
            at = self.arenas.edit(at).prev;
        }
        path.reverse();
        let margins = self.margins(&path);
        let mut changes = Vec::with_capacity(path.len());
        for at in path {
            let margin = margins.get(&at).copied().unwrap_or(Price::MAX);
            let edit = *self.arenas.edit(at);
            let mut own = self.changes(&edit);
            own.iter_mut().for_each(|change| change.margin = margin);
            changes.append(&mut own);
        }
        number(&mut changes);
        let changes = without_taken_back(changes);
        let (others, changes): (Vec<_>, Vec<_>) =
            changes.into_iter().partition(|change| change.slip == Slip::Unreadable);
        (grouped(self.lattice.x.text, changes), others)
    }

    /// The changes of one edit.
    pub(super) fn changes(&mut self, edit: &Edit) -> Vec<Change> {
        let change = |text: Cow<'static, str>, opener: Option<u32>| Change {
            slip: edit.slip,
            span: Span::new(edit.from, edit.to),
            text,
            opener,
            joined: edit.joined,
            content: edit.content,
            group: edit.group,
            margin: Price::MAX,
            sequence: 0,
        };
        let x = &self.lattice.x;
        vec![match edit.put {
            Put::Nothing => change(Cow::Borrowed(""), None),
            Put::Text(text) => change(Cow::Borrowed(text), None),
            Put::Closer(text, open) if edit.slip == Slip::Closer => {
                change(layout::closer(x, text, open, edit.from), Some(open))
            }
            Put::Closer(text, open) => change(Cow::Borrowed(text), Some(open)),
            Put::Closers(frame) => {
                let mut brackets = Vec::new();
                let mut at = frame;
                while at != 0 {
                    let frame = self.arenas.frame(at);
                    brackets.push((frame.object, frame.open));
                    at = frame.up;
                }
                let opener = brackets.first().map(|(_, open)| *open);
                change(layout::closers(x, &brackets, edit.from), opener)
            }
            Put::Reading(place, number) => {
                let pieces = self.lattice.spell(place as usize, usize::from(number));
                let made = pieces.into_iter().enumerate().map(|(number, piece)| Change {
                    slip: piece.slip,
                    span: piece.span,
                    text: piece.text,
                    opener: None,
                    joined: edit.joined || number > 0,
                    content: edit.content,
                    group: edit.group,
                    margin: Price::MAX,
                    sequence: 0,
                });
                return made.collect();
            }
        }]
    }
}

impl Change {
    /// The order in the text. What is put in at one place stays in the order in which it was.
    pub(crate) fn order(&self) -> (u32, bool, i64) {
        let empty = self.span.is_empty();
        (self.span.start, !empty, if empty { self.sequence } else { self.span.end.into() })
    }
}

/// Numbers the changes in the order in which they were made. The opener of a list around a value
/// that was read already comes before what was put in where the value begins.
fn number(changes: &mut [Change]) {
    let mut begins: HashMap<u32, i64> = HashMap::new();
    for (number, change) in changes.iter_mut().enumerate() {
        change.sequence = i64::from(number as u32) << 24;
        let place = change.span.start;
        match change.slip {
            Slip::OpenerOfList => {
                let before = begins.get(&place).map_or(change.sequence, |begin| begin - 1);
                change.sequence = before;
                begins.insert(place, before);
            }
            Slip::Opener | Slip::NoOpeningQuote if change.span.is_empty() => {
                begins.entry(place).or_insert(change.sequence);
            }
            _ => {}
        }
    }
}

/// Of two changes of the same text, as of a parenthesis that is read as a bracket and then taken
/// out, the later one is what becomes of it.
fn without_taken_back(changes: Vec<Change>) -> Vec<Change> {
    let mut last: HashMap<Span, usize> = HashMap::new();
    for (number, change) in changes.iter().enumerate().filter(|(_, change)| !change.span.is_empty())
    {
        last.insert(change.span, number);
    }
    let is_last = |(number, change): &(usize, Change)| {
        last.get(&change.span).is_none_or(|last| last == number)
    };
    changes.into_iter().enumerate().filter(is_last).map(|(_, change)| change).collect()
}

pub(super) fn sorted(mut changes: Vec<Change>) -> Vec<Change> {
    changes.sort_by_key(Change::order);
    changes
}

/// A text with some repairs made.
pub(crate) fn with_repairs<'r>(text: &str, repairs: impl Iterator<Item = &'r Repair>) -> String {
    let changes = sorted(repairs.flat_map(|repair| repair.changes.iter().cloned()).collect());
    applied(text, &changes, Span::new(0, text.len() as u32))
}

/// The part of a text with its changes, which are sorted.
pub(super) fn applied(text: &str, changes: &[Change], part: Span) -> String {
    let mut out = String::with_capacity(part.len() + changes.len() * 2);
    let mut at = part.start;
    for change in changes {
        if change.span.start >= at {
            out.push_str(Span::new(at, change.span.start).of(text));
        }
        // What is put into text that goes is put after it.
        out.push_str(&change.text);
        at = at.max(change.span.end);
    }
    out.push_str(Span::new(at, part.end.max(at)).of(text));
    out
}
