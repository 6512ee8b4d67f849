//! What came out: the edits of the cheapest repair, how sure each is, and the mistakes that they
//! make up.

use std::borrow::Cow;
use std::collections::HashMap;

use super::layout;
use super::prices::{Price, SAFE_MARGIN};
use super::search::Search;
use super::slip::Slip;
use super::state::{Edit, Hypothesis, Put};
use crate::text::Span;

/// An edit of the text.
#[derive(Debug, Clone)]
pub(crate) struct Change {
    pub(crate) slip: Slip,
    pub(crate) span: Span,
    pub(crate) text: Cow<'static, str>,
    /// The bracket that it closes, or `None`.
    pub(crate) opener: Option<u32>,
    joined: bool,
    content: bool,
    group: u32,
    margin: Price,
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
}

impl Repair {
    /// Whether no other repair comes near.
    pub(crate) fn is_sure(&self) -> bool {
        self.margin >= SAFE_MARGIN
    }

    /// Whether it may be made unseen: no bracket is moved, nothing that carries content goes, and
    /// no other repair comes near.
    pub(crate) fn is_safe(&self) -> bool {
        self.is_sure() && !self.content && self.changes.iter().all(|change| change.slip.is_safe())
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

impl Search<'_, '_> {
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
        let (others, changes): (Vec<_>, Vec<_>) =
            changes.into_iter().partition(|change| change.slip == Slip::Unreadable);
        (grouped(self.lattice.x.text, changes), others)
    }

    /// The changes of one edit.
    fn changes(&mut self, edit: &Edit) -> Vec<Change> {
        let change = |text: Cow<'static, str>, opener: Option<u32>| Change {
            slip: edit.slip,
            span: Span::new(edit.from, edit.to),
            text,
            opener,
            joined: edit.joined,
            content: edit.content,
            group: edit.group,
            margin: Price::MAX,
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
                });
                return made.collect();
            }
        }]
    }

    /// How sure each edit is. What the edits of two ways differ in is as sure as their prices are
    /// apart; ways to the same text are no rivals.
    fn margins(&mut self, path: &[u32]) -> HashMap<u32, Price> {
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

    /// Whether the edits of two ways give the same text but for white space.
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

impl Change {
    /// The order in the text. What is put in at one place stays in the order in which it was, but
    /// for the opener of a list around a value that was read already.
    pub(crate) fn order(&self) -> (u32, bool, u8, u32) {
        let rank = match self.slip {
            Slip::Opener | Slip::NoOpeningQuote => 2,
            Slip::OpenerOfList => 1,
            _ => 0,
        };
        (self.span.start, !self.span.is_empty(), rank, self.span.end)
    }
}

fn sorted(mut changes: Vec<Change>) -> Vec<Change> {
    changes.sort_by_key(Change::order);
    changes
}

/// The part of a text with its changes, which are sorted.
pub(super) fn applied(text: &str, changes: &[Change], part: Span) -> String {
    let mut out = String::with_capacity(part.len() + changes.len() * 2);
    let mut at = part.start;
    for change in changes {
        if change.span.start >= at {
            out.push_str(Span::new(at, change.span.start).of(text));
        }
        // What is put into text that goes is put behind it.
        out.push_str(&change.text);
        at = at.max(change.span.end);
    }
    out.push_str(Span::new(at, part.end.max(at)).of(text));
    out
}

/// Neighboring edits are one mistake, and so are all of one habit, the two of a pair, and what
/// stands around the body.
fn grouped(text: &str, changes: Vec<Change>) -> Vec<Repair> {
    let changes = sorted(changes);
    let mut roots: Vec<usize> = (0..changes.len()).collect();
    let mut seen: HashMap<u32, usize> = HashMap::new();
    let open_comment = changes.iter().any(|change| is_open_comment(text, change));
    for index in 0..changes.len() {
        if let Some(before) = index.checked_sub(1)
            && belong_together(text, &changes[before], &changes[index])
        {
            let (own, other) = (root(&mut roots, index), root(&mut roots, before));
            roots[own.max(other)] = own.min(other);
        }
        if let Some(group) = group_of(&changes, index, &seen, open_comment) {
            let first = *seen.entry(group).or_insert(index);
            let (own, other) = (root(&mut roots, index), root(&mut roots, first));
            roots[own.max(other)] = own.min(other);
        }
    }
    let mut places: HashMap<usize, usize> = HashMap::new();
    let mut repairs: Vec<Repair> = Vec::new();
    for (index, change) in changes.into_iter().enumerate() {
        let root = root(&mut roots, index);
        let place = *places.entry(root).or_insert_with(|| {
            repairs.push(Repair {
                slip: change.slip,
                changes: Vec::new(),
                margin: Price::MAX,
                content: false,
                folded: Vec::new(),
            });
            repairs.len() - 1
        });
        let repair = &mut repairs[place];
        repair.margin = repair.margin.min(change.margin);
        repair.content |= change.content;
        repair.changes.push(change);
    }
    for repair in &mut repairs {
        // Of equal ones the first.
        let slips = repair.changes.iter().map(|change| change.slip).rev();
        let telling = slips.max_by_key(|slip| slip.tells());
        repair.slip = telling.unwrap_or(repair.slip);
    }
    folded(repairs)
}

/// A slip that is made four times or more in a file is one mistake.
fn folded(repairs: Vec<Repair>) -> Vec<Repair> {
    const MANY: usize = 4;
    let mut counts: HashMap<Slip, usize> = HashMap::new();
    for repair in &repairs {
        *counts.entry(repair.slip).or_default() += 1;
    }
    let is_many = |slip: Slip| slip.is_habit() && counts.get(&slip).is_some_and(|n| *n >= MANY);
    if !repairs.iter().any(|repair| is_many(repair.slip)) {
        return repairs;
    }
    let mut first: HashMap<Slip, usize> = HashMap::new();
    let mut out: Vec<Repair> = Vec::with_capacity(repairs.len());
    for mut repair in repairs {
        if !is_many(repair.slip) {
            out.push(repair);
            continue;
        }
        let span = repair.own_span();
        match first.get(&repair.slip) {
            Some(place) => {
                let all = &mut out[*place];
                all.folded.push(span);
                all.margin = all.margin.min(repair.margin);
                all.content |= repair.content;
                all.changes.append(&mut repair.changes);
            }
            None => {
                first.insert(repair.slip, out.len());
                repair.folded.push(span);
                out.push(repair);
            }
        }
    }
    out
}

fn root(roots: &mut [usize], mut index: usize) -> usize {
    while roots[index] != index {
        roots[index] = roots[roots[index]];
        index = roots[index];
    }
    index
}

/// Edits of one group are one mistake, wherever they are.
fn group_of(
    changes: &[Change],
    index: usize,
    seen: &HashMap<u32, usize>,
    open_comment: bool,
) -> Option<u32> {
    const OPEN_COMMENT: u32 = 1 << 27;
    const AROUND: u32 = 1 << 30;
    const HABIT: u32 = 1 << 29;
    let change = &changes[index];
    match change.slip {
        _ if change.group != 0 => Some(change.group),
        // It takes the rest of the file along.
        Slip::CloserAtEnd | Slip::CommaAtEnd | Slip::ValueAtEnd if open_comment => {
            Some(OPEN_COMMENT)
        }
        Slip::Comment if open_comment && index + 1 == changes.len() => Some(OPEN_COMMENT),
        Slip::Before | Slip::After | Slip::Fragment => Some(AROUND),
        Slip::CloserAtEnd => {
            let around = seen.get(&AROUND).map(|first| changes[*first].slip);
            (around == Some(Slip::Fragment)).then_some(AROUND)
        }
        // The prompts of a command are part of it.
        Slip::LinePrefix | Slip::LineEnd if seen.contains_key(&AROUND) => Some(AROUND),
        Slip::EscapedBreak => Some(HABIT | Slip::QuoteEscaped as u32),
        slip if slip.has_one_cause() => Some(HABIT | slip as u32),
        _ => None,
    }
}

/// Whether a comment takes the rest of the file along.
fn is_open_comment(text: &str, change: &Change) -> bool {
    change.slip == Slip::Comment && change.span.end as usize == text.len() && {
        let comment = change.span.of(text).trim();
        let open = comment.starts_with("/*") && (comment.len() < 4 || !comment.ends_with("*/"));
        // On a line of its own a comment hides what closes the body.
        open || !comment.starts_with("/*") && comment.contains(['}', ']'])
    }
}

fn belong_together(text: &str, before: &Change, change: &Change) -> bool {
    if change.joined {
        return true;
    }
    let between = match change.span.start.checked_sub(before.span.end) {
        Some(_) => Span::new(before.span.end, change.span.start).of(text).trim(),
        None => "",
    };
    let swapped = |put: &Change, gone: &Change| {
        !put.text.is_empty() && gone.text.is_empty() && put.text == gone.span.of(text)
    };
    if (swapped(before, change) || swapped(change, before)) && is_one_token(between) {
        return true;
    }
    // The comma before what was left out goes with it.
    if before.slip == Slip::TrailingComma && change.slip == Slip::Ellipsis {
        return between.is_empty();
    }
    // What has a code of its own, or stands between tokens, is a mistake of its own.
    if before.slip.stands_alone() || change.slip.stands_alone() {
        return false;
    }
    let habit = |change: &Change| {
        (change.slip.is_habit() || change.group != 0).then_some((change.slip, change.group))
    };
    // Two habits side by side are two.
    let apart = match (habit(before), habit(change)) {
        (Some(one), Some(other)) => one != other && !between.is_empty(),
        _ => false,
    };
    let near = between.is_empty() || between.len() == 1 && "{}[],:\"".contains(between);
    near && !apart
}

/// Whether at most one token stands between two edits.
fn is_one_token(between: &str) -> bool {
    const FAR: usize = 400;
    let bytes = between.as_bytes();
    match bytes.first() {
        None => true,
        _ if bytes.len() > FAR => false,
        Some(b'"') => {
            let mut escaped = false;
            let end = bytes.iter().skip(1).position(|byte| {
                let closes = *byte == b'"' && !escaped;
                escaped = *byte == b'\\' && !escaped;
                closes
            });
            end.is_some_and(|end| end + 2 == bytes.len())
        }
        Some(b'{' | b'}' | b'[' | b']' | b',' | b':') => bytes.len() == 1,
        _ => !between.contains(|ch: char| ch.is_whitespace() || "{}[],:\"".contains(ch)),
    }
}
