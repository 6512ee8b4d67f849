//! Brackets.

use super::{Look, SHOWN, Scene};
use crate::json::NodeId;
use crate::json::mistake::What;
use crate::json::repair::{Change, Slip};
use crate::text::Span;

impl Scene<'_> {
    pub(super) fn bracket(&self, span: Span) -> Look {
        let own = self.own();
        if self.repair.slip == Slip::Closer {
            // Whoever left off in a string, or before a value, has to go on there.
            if let Some(change) = self.change(Slip::NoClosingQuote) {
                return self.unclosed_string(change.span);
            }
            if let Some(change) = self.change(Slip::Value) {
                return self.missing_value(change.span);
            }
        }
        let opened = |change: &Change| self.opener(change);
        let brace = |span: Span| matches!(self.byte(span.start as usize), b'{' | b'}');
        match self.repair.slip {
            Slip::Closer => {
                let opener = opened(own).unwrap_or(span);
                let (at, next) = self.next(span.end);
                let brace = own.text.ends_with('}');
                let same_line = !self.text[span.end as usize..at].contains(['\n', '\r']);
                if same_line && next == if brace { b']' } else { b'}' } {
                    let closer = Span::new(at as u32, at as u32 + 1);
                    return (What::WrongCloser { brace: !brace }, closer, vec![opener]);
                }
                let at = if next == b',' { self.next(at as u32 + 1).0 } else { at };
                let mut places = vec![self.token(at)];
                places.extend(self.left_open().into_iter().skip(1).take_while(|p| !p.is_empty()));
                (What::Unclosed { brace }, opener, places)
            }
            Slip::CloserAtEnd | Slip::CommaAtEnd | Slip::ValueAtEnd => self.unclosed_at_end(),
            Slip::Opener | Slip::OpenerOfList => {
                (What::MissingOpener { brace: own.text.ends_with('{') }, span, vec![])
            }
            Slip::SpareCloser => {
                let (at, next) = self.next(span.end);
                let (inner, following) = self.next(at as u32 + 1);
                let root = self.tree.nodes.first().map_or(0, |raw| raw.end);
                // It goes on, unless nothing but closers follows.
                let goes_on = (at as u32) < root
                    && !matches!(next, b'}' | b']' | b':' | 0)
                    && self.last(span.start) != b':'
                    && !(next == b',' && matches!(following, b'}' | b']'));
                let body = self.depth_at(span.start) == 1;
                let place = if next == b',' && !body { inner } else { at };
                let places =
                    if goes_on { vec![Span::new(place as u32, place as u32 + 1)] } else { vec![] };
                let places = places
                    .into_iter()
                    .filter(|place| self.text.is_char_boundary(place.end as usize));
                (
                    What::ExtraCloser { brace: brace(span), body: goes_on && body },
                    span,
                    places.collect(),
                )
            }
            Slip::SpareOpener => (What::ExtraOpener { brace: brace(span) }, span, vec![]),
            Slip::WrongCloser => {
                let places = opened(own).into_iter().collect();
                (What::WrongCloser { brace: brace(span) }, span, places)
            }
            _ => {
                let (at, next) = self.next(span.end);
                let key = (next != 0).then(|| self.token(at)).into_iter().collect();
                (What::WrongOpener { brace: brace(span) }, span, key)
            }
        }
    }

    /// The bracket that a change closes.
    fn opener(&self, change: &Change) -> Option<Span> {
        change.opener.map(|open| Span::new(open, (open + 1).min(self.text.len() as u32)))
    }

    /// What else the author left open at the place: the openers of the missing closers, the
    /// innermost first, and the place for a comma that is missing further on.
    pub(super) fn left_open(&self) -> Vec<Span> {
        let of = |slip: Slip| self.repair.changes.iter().filter(move |change| change.slip == slip);
        let mut places: Vec<Span> =
            of(Slip::Closer).filter_map(|change| self.opener(change)).take(SHOWN).collect();
        let before = |comma: &&Change| {
            self.text[..comma.span.start as usize].ends_with(['}', ']'])
                && of(Slip::Closer).all(|closer| closer.span.start < comma.span.start)
        };
        places.extend(of(Slip::Comma).find(before).map(|comma| comma.span));
        places
    }

    /// How many brackets are open at a place.
    pub(super) fn depth_at(&self, place: u32) -> usize {
        let after = self.tree.nodes.partition_point(|raw| raw.start < place);
        let Some(last) = after.checked_sub(1) else { return 0 };
        let mut node = Some(self.tree.node(NodeId(last as u32)));
        let mut depth = 0;
        while let Some(at) = node {
            let open = !at.is_scalar() && at.span().start < place && place < at.span().end;
            depth += usize::from(open);
            node = at.parent();
        }
        depth
    }

    pub(super) fn unclosed_at_end(&self) -> Look {
        // What is open, from the last node outwards.
        let mut open = Vec::new();
        let last = self.tree.nodes.len().saturating_sub(1) as u32;
        let mut node = (!self.tree.nodes.is_empty()).then(|| self.tree.node(NodeId(last)));
        while let Some(at) = node {
            if at.is_unclosed() {
                open.push(at.opener());
            }
            node = at.parent();
        }
        let closers = self
            .change(Slip::CloserAtEnd)
            .map(|change| change.text.bytes().filter(|byte| matches!(byte, b'}' | b']')).count());
        let all = closers.unwrap_or(open.len());
        open.truncate(all);
        if let Some((inner, outer)) = open.split_first() {
            let brace = self.byte(inner.start as usize) == b'{';
            let outer = outer.iter().take(SHOWN).copied().collect();
            (What::UnclosedAtEnd { brace, all }, *inner, outer)
        } else {
            let span = self.own().span;
            (
                What::MissingValue,
                Span::empty(span.start),
                self.key_before(span.start).into_iter().collect(),
            )
        }
    }
}
