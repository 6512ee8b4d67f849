//! What a repair is about: the kind of mistake, where it points, what else has to do with it, and
//! which of its edits are offered.

mod around;
mod brackets;
mod offer;
mod quotes;
mod separators;
mod words;

pub(super) use self::around::is_command;
use super::edits::with_lines;
use super::mistake::{Around, Certainty, Mistake, What};
use super::packed_node::KEY;
use super::repair::{Change, Repair, Slip};
use super::scan::white;
use super::{NodeId, Tree};
use crate::text::Span;

/// So many other places of a mistake that is made again and again are reported.
const SHOWN: usize = 8;

/// The mistake that a repair fixes.
pub(super) fn describe(tree: &Tree<'_>, commands: &[&str], repair: Repair) -> Option<Mistake> {
    let scene = Scene { tree, text: tree.text(), commands, repair: &repair };
    let (what, span, mut places) = scene.look()?;
    let certainty = match () {
        () if !repair.is_sure() => Certainty::Unsure,
        () if repair.is_safe() && scene.keeps_content(what) => Certainty::Plain,
        () if what == What::Surrounded(Around::Command) => Certainty::Plain,
        () => Certainty::Likely,
    };
    let count = repair.folded.len().max(1);
    if count > 1 {
        let others = repair.folded.iter().skip(1).take(SHOWN);
        places = others.map(|other| scene.trimmed(*other)).collect();
    }
    let span = scene.whole_characters(span);
    let mut places: Vec<Span> =
        places.into_iter().map(|place| scene.whole_characters(place)).collect();
    let edits = match scene.is_offered(what) {
        true if what == What::Comment => with_lines(scene.text, scene.edits()),
        true => scene.edits(),
        false => Vec::new(),
    };
    let about = match what {
        What::MissingColon | What::MissingValue => places.pop(),
        _ => None,
    };
    Some(Mistake { what, span, places, about, edits, certainty, count, node: None })
}

type Look = (What, Span, Vec<Span>);

struct Scene<'s> {
    tree: &'s Tree<'s>,
    text: &'s str,
    commands: &'s [&'s str],
    repair: &'s Repair,
}

impl Scene<'_> {
    /// A span that cuts no character.
    fn whole_characters(&self, span: Span) -> Span {
        let start = self.text.floor_char_boundary(span.start as usize);
        let end = self.text.ceil_char_boundary(span.end.max(span.start) as usize);
        Span::new(start as u32, end as u32)
    }

    /// The first change of a kind.
    fn change(&self, slip: Slip) -> Option<&Change> {
        self.repair.changes.iter().find(|change| change.slip == slip)
    }

    /// The most telling change.
    fn own(&self) -> &Change {
        let slip = self.repair.slip;
        self.change(slip).unwrap_or(&self.repair.changes[0])
    }

    fn byte(&self, place: usize) -> u8 {
        self.text.as_bytes().get(place).copied().unwrap_or_default()
    }

    /// The next byte that is no whitespace, and where it is.
    fn next(&self, place: u32) -> (usize, u8) {
        let at = white(self.text.as_bytes(), place as usize);
        (at, self.byte(at))
    }

    /// The last byte before a place that is no whitespace.
    fn last(&self, place: u32) -> u8 {
        let before = self.text[..place as usize].trim_end_matches([' ', '\t', '\r', '\n']);
        before.as_bytes().last().copied().unwrap_or_default()
    }

    /// A span without the whitespace around it.
    fn trimmed(&self, span: Span) -> Span {
        let text = span.of(self.text);
        let start = span.start + (text.len() - text.trim_start().len()) as u32;
        Span::new(start, start.max(span.start + text.trim_end().len() as u32))
    }

    /// The place to the end of its line.
    fn line(&self, start: u32) -> Span {
        let rest = &self.text[start as usize..];
        let line = &rest[..rest.find(['\n', '\r']).unwrap_or(rest.len())];
        Span::new(start, start + line.trim_end().len() as u32)
    }

    /// The token that begins at a place: a string to its end, a word, or one character.
    fn token(&self, at: usize) -> Span {
        let after = self.tree.nodes.partition_point(|raw| raw.start < at as u32);
        let here = self.tree.nodes[after..].iter().take_while(|raw| raw.start == at as u32);
        let node = here.copied().find(|raw| !raw.is_bracket() && raw.end > raw.start);
        let end = match node {
            Some(raw) => raw.end as usize,
            _ => at + self.text[at..].chars().next().map_or(0, char::len_utf8),
        };
        Span::new(at as u32, end as u32)
    }

    /// The key whose colon or value is before a place.
    fn key_before(&self, place: u32) -> Option<Span> {
        let after = self.tree.nodes.partition_point(|raw| raw.start < place);
        let before = self.tree.nodes[..after].iter().rev().take(4);
        let key = before.copied().find(|raw| raw.is(KEY))?;
        Some(Span::new(key.start, key.end))
    }

    /// Whether the string at a place is a key, by its node.
    fn is_key(&self, span: Span) -> bool {
        let after = self.tree.nodes.partition_point(|raw| raw.start < span.start);
        let near = self.tree.nodes[after..].iter().take(2);
        near.copied().any(|raw| raw.start <= span.end && raw.is(KEY) && raw.end >= span.start)
    }

    /// The string or key that a place is in.
    fn string_around(&self, place: u32) -> Option<Span> {
        let after = self.tree.nodes.partition_point(|raw| raw.start <= place);
        let raw = self.tree.nodes.get(after.checked_sub(1)?)?;
        let span = self.tree.node(NodeId(after as u32 - 1)).span();
        (raw.end >= place && !raw.is_bracket()).then_some(span)
    }

    fn look(&self) -> Option<Look> {
        let own = self.own();
        let span = own.span;
        if let Some(comment) = self.unclosed_comment() {
            return Some((What::UnclosedComment, comment, vec![]));
        }
        if let (Some(comment), true) =
            (self.change(Slip::Comment), self.repair.slip != Slip::Comment)
            && self.change(Slip::CloserAtEnd).is_some()
        {
            return Some((What::CommentEats, self.trimmed(comment.span), vec![]));
        }
        if let Some(swap) = self.swap() {
            return Some(swap);
        }
        Some(match self.repair.slip {
            Slip::Before | Slip::After | Slip::Fragment | Slip::SecondDocument => self.around(),
            Slip::Comma
            | Slip::Colon
            | Slip::Value
            | Slip::Key
            | Slip::SpareComma
            | Slip::TrailingComma
            | Slip::SpareColon
            | Slip::CommaForColon
            | Slip::ForeignMark => self.separator(span),
            Slip::Closer
            | Slip::CloserAtEnd
            | Slip::CommaAtEnd
            | Slip::ValueAtEnd
            | Slip::Opener
            | Slip::OpenerOfList
            | Slip::SpareCloser
            | Slip::SpareOpener
            | Slip::WrongCloser
            | Slip::WrongOpener => self.bracket(span),
            Slip::InnerQuote
            | Slip::TwiceEscaped
            | Slip::NoClosingQuote
            | Slip::NoOpeningQuote
            | Slip::SpareQuote
            | Slip::EscapedCloser
            | Slip::Lines
            | Slip::MismatchedQuote
            | Slip::QuoteSingle
            | Slip::QuoteCurly
            | Slip::QuoteDoubled
            | Slip::QuoteEscaped
            | Slip::QuoteEntity
            | Slip::QuoteTriple
            | Slip::QuoteBacktick
            | Slip::EscapedBreak => self.quote(span),
            Slip::None | Slip::Unreadable => return None,
            slip => self.other(slip, span),
        })
    }
}
