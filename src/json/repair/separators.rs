//! Commas, colons and values that are missing.

use super::arenas::Put;
use super::expectations::Types;
use super::hypothesis::{Content, Expect, Hypothesis};
use super::insert::Next;
use super::prices::{self, part};
use super::reading::{Reading, Token};
use super::search::Search;
use super::shift::Facts;
use super::slip::Slip;
use super::text::NOWHERE;

impl Search<'_> {
    pub(super) fn before_separator(
        &mut self,
        h: &Hypothesis,
        next: Next,
        out: &mut Vec<Hypothesis>,
    ) {
        let object = self.arenas.frame(h.frame).object;
        if if object { next.text } else { next.value } {
            self.put_comma(h, object, next, out);
        }
        if next.at_end {
            self.close_all(h, out);
        } else {
            self.close_here(h, next, out);
        }
        let in_list = object
            && h.value != NOWHERE
            && match next.token {
                Token::Close(false) => true,
                Token::Comma => self.item_follows(next.end),
                _ => false,
            };
        if in_list {
            // A list of one is rather a bracket too many.
            let own_line = self.lattice.x.is_first(next.at);
            let list = next.token == Token::Comma || own_line;
            let one = if list { 0 } else { prices::OPENER_OF_ONE };
            self.wrap_value(h, Expect::Separator, one, out);
        }
    }

    /// Whether a value that is no key comes after a comma.
    pub(super) fn item_follows(&mut self, from: usize) -> bool {
        let at = self.lattice.x.skip(from);
        let mut ahead = std::mem::take(&mut self.ahead);
        self.lattice.read(at, &mut ahead);
        let item = !ahead.iter().any(Reading::is_key) && ahead.iter().any(Reading::is_value);
        self.ahead = ahead;
        item
    }

    pub(super) fn put_comma(
        &mut self,
        h: &Hypothesis,
        object: bool,
        next: Next,
        out: &mut Vec<Hypothesis>,
    ) {
        let last = *self.arenas.edit(h.edit);
        let taken_back = h.edit != 0 && last.slip == Slip::SpareCloser && last.to >= h.end;
        let price = match () {
            () if taken_back => prices::COMMA_AFTER_SPARE_CLOSER,
            () if self.is_left_off(h, next.at) => prices::COMMA_MORE,
            () if last.slip == Slip::Panic && last.to >= h.end => prices::COMMA_AFTER_PANIC,
            () => {
                let first = match self.apart(h.end, next.at) {
                    true => prices::COMMA_AT_LINE_END,
                    false => prices::COMMA,
                };
                // Formats whose lines end without commas write keys in their own way, too.
                let other = h.habits.has(Slip::BareKey) || h.habits.has(Slip::ForeignMark);
                match h.habits.has(Slip::Comma) {
                    true if other && first == prices::COMMA_AT_LINE_END => {
                        part(first, prices::REPEAT)
                    }
                    true => first * prices::COMMA_AGAIN / prices::COMMA,
                    false => first,
                }
            }
        };
        let end = h.end as usize;
        let facts = Facts { joined: taken_back, ..Facts::default() };
        let edit = self.edit(h, Slip::Comma, (end, end), Put::Text(","), facts);
        let new = Hypothesis {
            expect: if object { Expect::Key } else { Expect::Item },
            comma: h.end,
            habits: h.habits.with(Slip::Comma),
            ..*h
        };
        self.offer(h, new, price, edit, out);
    }

    pub(super) fn before_colon(&mut self, h: &Hypothesis, next: Next, out: &mut Vec<Hypothesis>) {
        let frame = *self.arenas.frame(h.frame);
        if next.value {
            let edit = self.put(h, Slip::Colon, h.end as usize, ":");
            let new = Hypothesis { expect: Expect::Value, opened: NOWHERE, ..*h };
            self.offer(h, new, prices::COLON, edit, out);
        }
        let ends = matches!(next.token, Token::Comma | Token::Close(_));
        // The author left off after the key, unless it is a line of prose.
        let last = self.arenas.edit(h.edit);
        // A set of one is rather a key without a value, but in the quotes of Python.
        let python = last.slip == Slip::QuoteSingle && last.to == h.end;
        let one = if next.token == Token::Comma || python { 0 } else { prices::SET_OF_ONE };
        let prose = last.slip == Slip::BareText && last.to >= h.end;
        let left_off = next.plain_key && !prose && h.frame != 0 && self.apart(h.end, next.at);
        if ends || next.at_end || left_off {
            self.put_value(h, next, ": null", out);
        }
        if !ends || h.content.items > 0 || frame.open == NOWHERE || h.opened == NOWHERE {
            return;
        }
        // A list of texts in the brackets of an object, or a value in such brackets.
        let content = Content { items: 1, filter: 0, keys: 0, ..h.content };
        let new = self.converted(h, frame, false, content);
        let edit = self.change_opener(h, &frame, false);
        let new = Hypothesis { expect: Expect::Separator, ..new };
        self.offer(h, new, prices::WRONG_OPENER + one, edit, out);
        if frame.up != 0 {
            let edit = self.drop_opener(h, &frame);
            let new = Hypothesis {
                expect: Expect::Separator,
                frame: frame.up,
                content: frame.outer.grown(),
                opened: NOWHERE,
                ..*h
            };
            self.offer(h, new, prices::SPARE_OPENER, edit, out);
        }
    }

    /// A value where there is none.
    pub(super) fn put_value(
        &mut self,
        h: &Hypothesis,
        next: Next,
        text: &'static str,
        out: &mut Vec<Hypothesis>,
    ) {
        let (slip, price) = match next.at_end {
            true => (Slip::ValueAtEnd, prices::VALUE_AT_END),
            false if self.is_left_off(h, next.at) => (Slip::Value, prices::VALUE_MORE),
            false if next.plain_key && self.apart(h.end, next.at) => {
                (Slip::Value, prices::VALUE_AT_LINE_END)
            }
            false => (Slip::Value, prices::VALUE),
        };
        let facts = Facts { joined: next.at_end && self.is_cut(h), ..Facts::default() };
        let end = h.end as usize;
        let edit = self.edit(h, slip, (end, end), Put::Text(text), facts);
        let new = Hypothesis {
            expect: Expect::Separator,
            content: h.content.grown(),
            opened: NOWHERE,
            value: NOWHERE,
            ..*h
        };
        self.offer(h, new, price, edit, out);
    }

    pub(super) fn before_value(&mut self, h: &Hypothesis, next: Next, out: &mut Vec<Hypothesis>) {
        if let Token::Close(object) = next.token {
            // `"a": ]`: the opener of what is empty.
            let end = h.end as usize;
            let text = if object { " {" } else { " [" };
            let edit = self.put(h, Slip::Opener, end, text);
            let types = if object { Types::OBJECT } else { Types::LIST };
            let price = prices::OPENER + self.type_price(self.value_level(h), types);
            let mut new = *h;
            self.open_frame(&mut new, object, h.end, NOWHERE, h.content.indent);
            let price = h.price + price;
            self.take(
                Hypothesis { price, edit, inserted: h.inserted.saturating_add(1), ..new },
                out,
            );
        }
        let ends = matches!(next.token, Token::Comma | Token::Close(_)) || next.at_end;
        if ends || next.plain_key && h.frame != 0 && self.apart(h.end, next.at) {
            self.put_value(h, next, " null", out);
        } else if next.key && h.frame != 0 {
            // The comma is missing, too.
            let end = h.end as usize;
            let edit = self.put(h, Slip::Value, end, " null,");
            let new = Hypothesis {
                expect: Expect::Key,
                content: h.content.grown(),
                comma: NOWHERE,
                opened: NOWHERE,
                value: NOWHERE,
                ..*h
            };
            self.offer(h, new, prices::VALUE + prices::COMMA_AFTER_SPARE_CLOSER, edit, out);
        }
    }
}
