//! Openers: those that are missing, of the wrong kind, too many, or after the first key.

use super::arenas::{Frame, Put};
use super::expectations::{Level, Types};
use super::hypothesis::{Content, Expect, Hypothesis};
use super::insert::Next;
use super::prices::{self, Price};
use super::reading::Token;
use super::search::{Search, place};
use super::shift::{Facts, key_hash, pair};
use super::slip::Slip;
use super::text::NOWHERE;

impl Search<'_> {
    /// After an opener: it is empty and not closed, of the wrong kind, or one too many.
    pub(super) fn after_opener(&mut self, h: &Hypothesis, next: Next, out: &mut Vec<Hypothesis>) {
        let frame = *self.arenas.frame(h.frame);
        if next.at_end {
            return self.close_all(h, out);
        }
        // The closer of a bracket around it has that one's indentation.
        if next.token != Token::Close(frame.object) || self.closer_sign(&frame, next.at) > 0 {
            self.close_here(h, next, out);
        }
        if h.opened == NOWHERE {
            return;
        }
        let other = !frame.object;
        let fits = if other { next.key && next.value } else { !(next.key && next.value) };
        if fits || next.token == Token::Close(other) {
            let types = |object: bool| if object { Types::OBJECT } else { Types::LIST };
            // What it costs that it is of the one kind was paid already.
            let price = (prices::WRONG_OPENER + self.type_price(frame.level, types(other)))
                .saturating_sub(self.type_price(frame.level, types(frame.object)));
            let new = self.converted(h, frame, other, Content::EMPTY);
            let expect = if other { Expect::FirstKey } else { Expect::FirstItem };
            let edit = self.change_opener(h, &frame, other);
            let one = !other && next.text && self.lattice.x.peek(next.end) == Some(b'}');
            let price = price + if one { prices::SET_OF_ONE } else { 0 };
            self.offer(h, Hypothesis { expect, ..new }, price, edit, out);
        }
        let x = &self.lattice.x;
        let open = frame.open as usize;
        let run = next.at == open + 1 && x.at(next.at) == x.at(open);
        let price = if run { prices::SPARE_OPENER_IN_RUN } else { prices::SPARE_OPENER };
        let expect = match frame.up {
            0 => Expect::Top,
            up if self.arenas.frame(up).object => Expect::Value,
            _ if frame.outer.items > 0 => Expect::Item,
            _ => Expect::FirstItem,
        };
        let facts = Facts { group: if run { pair(frame.open) } else { 0 }, ..Facts::default() };
        let edit = self.edit(h, Slip::SpareOpener, (open, open + 1), Put::Nothing, facts);
        let new = Hypothesis {
            expect,
            frame: frame.up,
            content: frame.outer,
            opened: NOWHERE,
            doubled: if run { frame.open } else { h.doubled },
            ..*h
        };
        self.offer(h, new, price, edit, out);
    }

    /// The same bracket, taken for one of the other kind.
    pub(super) fn converted(
        &mut self,
        h: &Hypothesis,
        frame: Frame,
        object: bool,
        content: Content,
    ) -> Hypothesis {
        let frame = self.arenas.push_frame(Frame { object, converted: true, ..frame });
        Hypothesis { frame, content, opened: NOWHERE, ..*h }
    }

    pub(super) fn change_opener(&mut self, h: &Hypothesis, frame: &Frame, object: bool) -> u32 {
        let span = (frame.open as usize, frame.open as usize + 1);
        let facts = Facts { group: pair(frame.open), ..Facts::default() };
        self.edit(h, Slip::WrongOpener, span, Put::Text(opener(object)), facts)
    }

    pub(super) fn drop_opener(&mut self, h: &Hypothesis, frame: &Frame) -> u32 {
        let span = (frame.open as usize, frame.open as usize + 1);
        self.edit(h, Slip::SpareOpener, span, Put::Nothing, Facts::default())
    }

    /// An object that was never opened begins with this key.
    pub(super) fn open_object(&mut self, h: &Hypothesis, at: usize, out: &mut Vec<Hypothesis>) {
        let x = &self.lattice.x;
        let list = h.frame != 0 && !self.arenas.frame(h.frame).object;
        let indent = match () {
            () if list && h.content.indent >= 0 => h.content.indent,
            () if h.end > 0 && !x.is_first(at) => x.indent(h.end as usize - 1),
            () => -1,
        };
        // Behind a key it belongs on the line of the key.
        let end = h.end as usize;
        let (place, text) = match h.expect {
            Expect::Value if self.apart(h.end, at) => {
                let place = x.skip_blank(end, x.line_end(end));
                (place, if place == end { " {" } else { "{" })
            }
            _ => (at, "{"),
        };
        let edit = self.put(h, Slip::Opener, place, text);
        let mut new = *h;
        self.open_frame(&mut new, true, place as u32, NOWHERE, indent);
        let price = h.price + prices::OPENER;
        self.take(Hypothesis { price, edit, inserted: h.inserted.saturating_add(1), ..new }, out);
    }

    pub(super) fn before_top(&mut self, h: &Hypothesis, next: Next, out: &mut Vec<Hypothesis>) {
        if next.key {
            let level = self.expected.root();
            let frame = self.arenas.push_frame(Frame {
                up: 0,
                outer: Content::EMPTY,
                object: true,
                converted: false,
                open: next.at as u32,
                line: NOWHERE,
                indent: -1,
                level,
                id: 0,
                depth: 0,
            });
            let edit = self.put(h, Slip::Fragment, next.at, "{");
            let new = Hypothesis {
                price: h.price + prices::FRAGMENT,
                expect: Expect::FirstKey,
                frame,
                content: Content::EMPTY,
                edit,
                end: next.at as u32,
                inserted: h.inserted.saturating_add(1),
                wrapped: true,
                ..*h
            };
            self.take(new, out);
        }
        self.before_body(h, next.at, next.key);
    }

    /// The level of the value that was read last.
    pub(super) fn level_of_value(&self, h: &Hypothesis) -> Level {
        match h.closed {
            0 => self.value_level(h),
            closed => self.arenas.frame(self.arenas.closed[closed as usize].frame).level,
        }
    }

    /// The last value of an object is the first item of a list that was never opened.
    pub(super) fn wrap_value(
        &mut self,
        h: &Hypothesis,
        expect: Expect,
        more: Price,
        out: &mut Vec<Hypothesis>,
    ) {
        let Some(start) = place(h.value) else { return };
        let level = self.level_of_value(h);
        let mut price = prices::OPENER_OF_LIST + more;
        let types = self.expected.types(level);
        if !self.expected.is_empty() && types != Types::ANY {
            let own = match self.lattice.x.at(start) {
                Some(b'{') => Types::OBJECT,
                Some(b'[') => Types::LIST,
                _ => Types::TEXT,
            };
            if types.has(Types::LIST) {
                price -= self.type_price(level, own);
            } else {
                price += prices::TYPE;
            }
        }
        let x = &self.lattice.x;
        let indent = if x.is_first(start) { x.indent(start) } else { -1 };
        let frame = self.arenas.push_frame(Frame {
            up: h.frame,
            outer: Content { items: h.content.items.saturating_sub(1), ..h.content },
            object: false,
            converted: false,
            open: h.value,
            line: NOWHERE,
            indent: h.content.indent,
            level,
            id: 0,
            depth: 0,
        });
        let edit = self.put(h, Slip::OpenerOfList, start, "[");
        let new = Hypothesis {
            price: h.price + price,
            expect,
            frame,
            content: Content { indent, items: 1, filter: 0, keys: 0 },
            edit,
            inserted: h.inserted.saturating_add(1),
            closed: 0,
            since: 0,
            ..*h
        };
        self.take(new, out);
    }

    /// `"a": "b" {: 1`: the opener and the first key of an object have changed places.
    pub(super) fn swap_opener(&mut self, h: &Hypothesis, next: Next) {
        let x = &self.lattice.x;
        let Some(start) = place(h.value) else { return };
        let end = h.end as usize;
        let text = x.at(start) == Some(b'"') && end > start + 1 && x.at(end - 1) == Some(b'"');
        if !text || h.closed != 0 || x.skip(end) != next.at || x.peek(next.end) != Some(b':') {
            return;
        }
        let key = &x.text[start + 1..end - 1];
        let symbol = self.names.of(key);
        let hash = key_hash(symbol, key);
        let first = x.is_first(next.at);
        let indent = if first { x.indent(next.at) } else { -1 };
        let (columns, line) = x.indent_and_line(start);
        let level = self.value_level(h);
        let items = h.content.items.saturating_sub(u32::from(h.frame != 0));
        let frame = self.arenas.push_frame(Frame {
            up: h.frame,
            outer: Content { items, ..h.content },
            object: true,
            converted: false,
            open: h.value,
            line,
            indent: columns,
            level,
            id: 0,
            depth: 0,
        });
        let opened = self.put(h, Slip::Opener, start, "{");
        let inner = Hypothesis { edit: opened, ..*h };
        let span = (next.at, next.end);
        let facts = Facts { joined: true, ..Facts::default() };
        let edit = self.edit(&inner, Slip::SpareOpener, span, Put::Nothing, facts);
        let mut content = Content { indent, ..Content::EMPTY };
        self.arenas.add_key(&mut content, hash);
        let new = Hypothesis {
            price: h.price + prices::OPENER + prices::SWAPPED_OPENER,
            expect: Expect::Colon,
            frame,
            content,
            key: symbol,
            edit,
            end: next.end as u32,
            opened: NOWHERE,
            comma: NOWHERE,
            inserted: 0,
            since: 0,
            ..*h
        };
        self.push(next.end, new);
    }
}

/// The opening bracket of an object or a list.
fn opener(object: bool) -> &'static str {
    if object { "{" } else { "[" }
}
