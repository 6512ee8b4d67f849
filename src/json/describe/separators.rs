//! Commas, colons, keys and values.

use super::{Look, Scene};
use crate::json::mistake::{Mark, What};
use crate::json::packed_node::KEY;
use crate::json::repair::{Change, Slip};
use crate::text::Span;

impl Scene<'_> {
    /// Two neighbors that changed places.
    pub(super) fn swap(&self) -> Option<Look> {
        let [one, two] = &*self.repair.changes else { return None };
        let pairs = |put: &Change, gone: &Change| {
            put.span.is_empty()
                && !put.text.is_empty()
                && gone.text.is_empty()
                && gone.span.of(self.text) == put.text
        };
        if one.slip == two.slip || !(pairs(one, two) || pairs(two, one)) {
            return None;
        }
        let (span, put) = if one.span.is_empty() { (two.span, one) } else { (one.span, two) };
        let between = Span::new(one.span.end, two.span.start.max(one.span.end)).of(self.text);
        let far = between.bytes().filter(|byte| matches!(byte, b'}' | b']')).count() > 1;
        let places = if far { vec![put.span] } else { vec![] };
        Some((What::Swapped, span, places))
    }

    /// The value of a key, with what else was left open there; the key comes last.
    pub(super) fn missing_value(&self, span: Span) -> Look {
        let places = match self.key_before(span.start) {
            Some(key) => self.left_open().into_iter().chain([key]).collect(),
            None => vec![],
        };
        (What::MissingValue, span, places)
    }

    pub(super) fn separator(&self, span: Span) -> Look {
        let key_or_item = || {
            let (at, _) = self.next(span.end);
            // Between them may be a comment.
            let after = self.tree.nodes.partition_point(|raw| raw.start < span.end);
            self.tree.nodes.get(after).is_some_and(|raw| raw.is(KEY)) || {
                let token = self.token(at);
                self.next(token.end).1 == b':'
            }
        };
        match self.repair.slip {
            Slip::Comma => (What::MissingComma { key: key_or_item() }, span, vec![]),
            Slip::Colon => {
                (What::MissingColon, span, self.key_before(span.start).into_iter().collect())
            }
            Slip::Value => self.missing_value(span),
            Slip::Key => (What::MissingKey, Span::new(span.start, span.start + 1), vec![]),
            Slip::TrailingComma => {
                let (_, next) = self.next(span.end);
                (What::TrailingComma { brace: next == b'}' }, span, vec![])
            }
            Slip::SpareComma | Slip::SpareColon => {
                let all = self.repair.changes.iter();
                let run: Vec<_> = all.filter(|change| change.slip == self.repair.slip).collect();
                let count = if self.repair.folded.is_empty() { run.len() } else { 1 };
                let to = if count > 1 { run[count - 1].span.end } else { span.end };
                let whole = Span::new(span.start, to);
                if self.repair.slip == Slip::SpareColon {
                    return (What::ExtraColon { run: count }, whole, vec![]);
                }
                let leading = matches!(self.last(span.start), b'{' | b'[' | b':' | 0);
                (What::ExtraComma { run: count, leading }, whole, vec![])
            }
            _ => {
                let mark = if self.own().text == ":" { Mark::Colon } else { Mark::Comma };
                (What::WrongMark(mark), span, vec![])
            }
        }
    }
}
