//! Edits in front of a token: what is missing is put in, and what was read too hastily is taken
//! back. They reach back only to the last comma, the last opener, the last run of closers or the
//! last value, so that nothing has to be guessed before there is a sign.

use super::expectations::{Level, Types};
use super::lattice::{Reading, Token};
use super::prices::{self, Price};
use super::search::{Search, place};
use super::shift::{Facts, closer, key_hash, opener, pair};
use super::slip::Slip;
use super::state::{Content, Expect, Frame, Hypothesis, Put};
use super::text::NOWHERE;
use crate::json::Symbol;

/// The group of a closer that is taken out: that of the doubled opener that was.
pub(super) fn doubled(h: &Hypothesis) -> u32 {
    if h.doubled == NOWHERE { 0 } else { pair(h.doubled) }
}

/// What is known of the token at hand.
#[derive(Debug, Clone, Copy)]
struct Next {
    at: usize,
    end: usize,
    token: Token,
    at_end: bool,
    /// Whether it can be a key, a value, a text.
    key: bool,
    value: bool,
    text: bool,
    /// Whether the first reading is a key.
    plain_key: bool,
}

impl Search<'_, '_> {
    pub(super) fn insert(
        &mut self,
        h: &Hypothesis,
        at: usize,
        readings: &[Reading],
        out: &mut Vec<Hypothesis>,
    ) {
        let Some(first) = readings.first() else { return };
        let next = Next {
            at,
            end: first.end as usize,
            token: first.token,
            at_end: first.token == Token::End,
            key: readings.iter().any(Reading::is_key),
            value: readings.iter().any(Reading::is_value),
            text: readings.iter().any(|reading| reading.token == Token::Text),
            plain_key: first.is_key(),
        };
        match h.expect {
            Expect::Separator => self.before_separator(h, next, out),
            Expect::Colon => self.before_colon(h, next, out),
            Expect::FirstKey | Expect::FirstItem => self.behind_opener(h, next, out),
            Expect::Top => self.before_top(h, next, out),
            Expect::End if !next.at_end => self.behind_body(h, at),
            _ => {}
        }
        if h.expect == Expect::Key
            && h.value != NOWHERE
            && h.comma != NOWHERE
            && next.value
            && !next.plain_key
        {
            self.wrap_value(h, Expect::Item, 0, out);
        }
        if h.closed != 0 {
            self.take_closer_back(h, out);
        }
        if next.token == Token::Open(true) && matches!(h.expect, Expect::Separator | Expect::End) {
            self.swap_opener(h, next);
        }
        if matches!(h.expect, Expect::Key | Expect::Item) {
            self.behind_comma(h, next, out);
        }
        if h.expect.is_key() && next.token == Token::Colon {
            let edit = self.put(h, Slip::Key, at, "\"\"");
            let new = Hypothesis {
                expect: Expect::Colon,
                end: at as u32,
                opened: NOWHERE,
                closed: 0,
                key: Symbol::NONE,
                ..*h
            };
            self.offer(h, new, prices::KEY, edit, out);
        }
        let takes = matches!(h.expect, Expect::Item | Expect::FirstItem | Expect::Value);
        if takes && next.key && !next.at_end {
            self.open_object(h, at, out);
        }
        if h.expect == Expect::Value {
            self.before_value(h, next, out);
        }
    }

    /// An edit that puts text in.
    fn put(&mut self, h: &Hypothesis, slip: Slip, at: usize, text: &'static str) -> u32 {
        self.edit(h, slip, (at, at), Put::Text(text), Facts::default())
    }

    /// Adds a way on: `new` behind an edit at a price; of two tokens that changed places the
    /// second half is cheap.
    fn offer(
        &mut self,
        h: &Hypothesis,
        new: Hypothesis,
        price: Price,
        edit: u32,
        out: &mut Vec<Hypothesis>,
    ) {
        let price = if self.is_swap(h, edit) { prices::SWAPPED } else { price };
        let inserted = h.inserted.saturating_add(1);
        self.take(Hypothesis { price: h.price + price, edit, inserted, since: 0, ..new }, out);
    }

    fn take(&self, new: Hypothesis, out: &mut Vec<Hypothesis>) {
        if new.price <= self.limit.saturating_add(prices::DELTA) {
            out.push(new);
        }
    }

    /// Whether an edit puts in what the one before has just taken out.
    fn is_swap(&self, h: &Hypothesis, edit: u32) -> bool {
        let (last, edit) = (self.arenas.edit(h.edit), self.arenas.edit(edit));
        let Put::Text(text) = edit.put else { return false };
        h.since == 1
            && h.edit != 0
            && last.put == Put::Nothing
            && last.to > last.from
            && self.lattice.x.text.get(last.from as usize..last.to as usize) == Some(text)
    }

    fn closer_price(&self, h: &Hypothesis, next: Next) -> Price {
        match (next.at_end, self.is_cut(h)) {
            (true, true) => prices::CLOSER_AT_END_MORE,
            (true, false) => prices::CLOSER_AT_END,
            _ => prices::CLOSER,
        }
    }

    /// A closer for the innermost bracket, behind what was read last.
    fn close_here(&mut self, h: &Hypothesis, next: Next, out: &mut Vec<Hypothesis>) {
        let frame = self.arenas.frame(h.frame);
        let put = Put::Closer(closer(frame.object), frame.open);
        let end = h.end as usize;
        let edit = self.edit(h, Slip::Closer, (end, end), put, Facts::default());
        let price = h.price + self.closer_price(h, next);
        let new = self.pop(h, h.end, edit);
        self.take(Hypothesis { price, ..new }, out);
    }

    fn before_separator(&mut self, h: &Hypothesis, next: Next, out: &mut Vec<Hypothesis>) {
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
    fn item_follows(&mut self, behind: usize) -> bool {
        let at = self.lattice.x.skip(behind);
        let mut ahead = std::mem::take(&mut self.ahead);
        self.lattice.read(at, &mut ahead);
        let item = !ahead.iter().any(Reading::is_key) && ahead.iter().any(Reading::is_value);
        self.ahead = ahead;
        item
    }

    fn put_comma(&mut self, h: &Hypothesis, object: bool, next: Next, out: &mut Vec<Hypothesis>) {
        let last = *self.arenas.edit(h.edit);
        let taken_back = h.edit != 0 && last.slip == Slip::SpareCloser && last.to >= h.end;
        let price = match () {
            () if taken_back => prices::COMMA_AFTER_SPARE_CLOSER,
            () if last.slip == Slip::Panic && last.to >= h.end => 2_00,
            () => {
                let first = match self.apart(h.end, next.at) {
                    true => prices::COMMA_AT_LINE_END,
                    false => prices::COMMA,
                };
                if h.habits.has(Slip::Comma) {
                    first * prices::COMMA_AGAIN / prices::COMMA
                } else {
                    first
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

    /// A closer was one too many, or too early: what it closed goes on.
    fn take_closer_back(&mut self, h: &Hypothesis, out: &mut Vec<Hypothesis>) {
        let closed = self.arenas.closed[h.closed as usize];
        let prev = self.arenas.closed[closed.prev as usize];
        let run = closed.prev != 0 && prev.at + 1 == closed.at;
        let price = match () {
            () if h.doubled != NOWHERE => prices::CONVERTED,
            () if run => prices::SPARE_CLOSER_IN_RUN,
            () => prices::SPARE_CLOSER,
        };
        let object = self.arenas.frame(closed.frame).object;
        let back = Hypothesis {
            frame: closed.frame,
            content: closed.content,
            closed: closed.prev,
            value: NOWHERE,
            doubled: NOWHERE,
            ..*h
        };
        let empty = closed.content.items == 0;
        let new = match h.expect {
            Expect::Separator | Expect::End => {
                let expect = match (empty, object) {
                    (false, _) => Expect::Separator,
                    (true, true) => Expect::FirstKey,
                    (true, false) => Expect::FirstItem,
                };
                Hypothesis { expect, end: closed.at + 1, ..back }
            }
            // A comma has to have something before it.
            Expect::Key | Expect::Item if !empty => {
                Hypothesis { expect: if object { Expect::Key } else { Expect::Item }, ..back }
            }
            _ => return,
        };
        let span = (closed.at as usize, closed.at as usize + 1);
        let facts = Facts { group: doubled(h), ..Facts::default() };
        let edit = self.edit(h, Slip::SpareCloser, span, Put::Nothing, facts);
        self.offer(h, new, price, edit, out);
    }

    /// `"a": "b" {: 1`: the opener and the first key of an object have changed places.
    fn swap_opener(&mut self, h: &Hypothesis, next: Next) {
        let x = &self.lattice.x;
        let Some(start) = place(h.value) else { return };
        let end = h.end as usize;
        let text = x.at(start) == Some(b'"') && end > start + 1 && x.at(end - 1) == Some(b'"');
        if !text || h.closed != 0 || x.skip(end) != next.at || x.peek(next.end) != Some(b':') {
            return;
        }
        let key = &x.text[start + 1..end - 1];
        let symbol = self.names.of(key);
        let hash = key_hash(key);
        let first = x.is_first(next.at);
        let indent = if first { x.indent(next.at) } else { -1 };
        let (line, columns) = (x.line(start) as u32, x.indent(start));
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
        let content = self.arenas.with_key(Content { indent, ..Content::EMPTY }, hash);
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

    /// Behind a comma: the closer stands before it, or the file ends.
    fn behind_comma(&mut self, h: &Hypothesis, next: Next, out: &mut Vec<Hypothesis>) {
        let x = &self.lattice.x;
        let Some(comma) = place(h.comma).filter(|comma| x.at(*comma) == Some(b',')) else { return };
        if h.end as usize != comma + 1 {
            return;
        }
        let frame = *self.arenas.frame(h.frame);
        if frame.up != 0 {
            let at = x.before(comma);
            let put = Put::Closer(closer(frame.object), frame.open);
            let edit = self.edit(h, Slip::Closer, (at, at), put, Facts::default());
            let object = self.arenas.frame(frame.up).object;
            let new = Hypothesis {
                expect: if object { Expect::Key } else { Expect::Item },
                frame: frame.up,
                content: frame.outer.grown(),
                closed: 0,
                value: frame.open,
                ..*h
            };
            let price = self.closer_price(h, next);
            self.offer(h, new, price, edit, out);
        }
        if next.at_end {
            let facts = Facts { joined: self.is_cut(h), ..Facts::default() };
            let edit = self.edit(h, Slip::CommaAtEnd, (comma, comma + 1), Put::Nothing, facts);
            let new = Hypothesis {
                expect: Expect::Separator,
                end: comma as u32,
                comma: NOWHERE,
                closed: 0,
                ..*h
            };
            self.offer(h, new, prices::TRAILING_COMMA, edit, out);
        }
    }

    /// Behind an opener: it is empty and not closed, of the wrong kind, or one too many.
    fn behind_opener(&mut self, h: &Hypothesis, next: Next, out: &mut Vec<Hypothesis>) {
        let frame = *self.arenas.frame(h.frame);
        if next.at_end {
            return self.close_all(h, out);
        }
        if next.token != Token::Close(frame.object) {
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
    fn converted(
        &mut self,
        h: &Hypothesis,
        frame: Frame,
        object: bool,
        content: Content,
    ) -> Hypothesis {
        let frame = self.arenas.push_frame(Frame { object, converted: true, ..frame });
        Hypothesis { frame, content, opened: NOWHERE, ..*h }
    }

    fn change_opener(&mut self, h: &Hypothesis, frame: &Frame, object: bool) -> u32 {
        let span = (frame.open as usize, frame.open as usize + 1);
        let facts = Facts { group: pair(frame.open), ..Facts::default() };
        self.edit(h, Slip::WrongOpener, span, Put::Text(opener(object)), facts)
    }

    fn drop_opener(&mut self, h: &Hypothesis, frame: &Frame) -> u32 {
        let span = (frame.open as usize, frame.open as usize + 1);
        self.edit(h, Slip::SpareOpener, span, Put::Nothing, Facts::default())
    }

    /// An object that was never opened begins with this key.
    fn open_object(&mut self, h: &Hypothesis, at: usize, out: &mut Vec<Hypothesis>) {
        let x = &self.lattice.x;
        let list = h.frame != 0 && !self.arenas.frame(h.frame).object;
        let indent = match () {
            () if list && h.content.indent >= 0 => h.content.indent,
            () if h.end > 0 && !x.is_first(at) => x.indent(h.end as usize - 1),
            () => -1,
        };
        let edit = self.put(h, Slip::Opener, at, "{");
        let new = self.open_frame(h, true, at as u32, NOWHERE, indent);
        let price = h.price + prices::OPENER;
        self.take(Hypothesis { price, edit, inserted: h.inserted.saturating_add(1), ..new }, out);
    }

    fn before_colon(&mut self, h: &Hypothesis, next: Next, out: &mut Vec<Hypothesis>) {
        let frame = *self.arenas.frame(h.frame);
        if next.value {
            let edit = self.put(h, Slip::Colon, h.end as usize, ":");
            let new = Hypothesis { expect: Expect::Value, opened: NOWHERE, ..*h };
            self.offer(h, new, prices::COLON, edit, out);
        }
        let ends = matches!(next.token, Token::Comma | Token::Close(_));
        // A set of one is rather a key without a value.
        let one = if next.token == Token::Comma { 0 } else { prices::SET_OF_ONE };
        if ends || next.at_end {
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
    fn put_value(
        &mut self,
        h: &Hypothesis,
        next: Next,
        text: &'static str,
        out: &mut Vec<Hypothesis>,
    ) {
        let (slip, price) = match next.at_end {
            true => (Slip::ValueAtEnd, prices::VALUE_AT_END),
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

    fn before_value(&mut self, h: &Hypothesis, next: Next, out: &mut Vec<Hypothesis>) {
        if let Token::Close(object) = next.token {
            // `"a": ]`: the opener of what is empty.
            let end = h.end as usize;
            let text = if object { " {" } else { " [" };
            let edit = self.put(h, Slip::Opener, end, text);
            let types = if object { Types::OBJECT } else { Types::LIST };
            let price = prices::OPENER + self.type_price(self.value_level(h), types);
            let new = self.open_frame(h, object, h.end, NOWHERE, h.content.indent);
            let price = h.price + price;
            self.take(
                Hypothesis { price, edit, inserted: h.inserted.saturating_add(1), ..new },
                out,
            );
        }
        if matches!(next.token, Token::Comma | Token::Close(_)) || next.at_end {
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

    fn before_top(&mut self, h: &Hypothesis, next: Next, out: &mut Vec<Hypothesis>) {
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
    fn level_of_value(&self, h: &Hypothesis) -> Level {
        match h.closed {
            0 => self.value_level(h),
            closed => self.arenas.frame(self.arenas.closed[closed as usize].frame).level,
        }
    }

    /// The last value of an object is the first item of a list that was never opened.
    fn wrap_value(
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

    /// The file ends: whatever is open is closed, in one edit.
    fn close_all(&mut self, h: &Hypothesis, out: &mut Vec<Hypothesis>) {
        // From some depth on more of them say nothing.
        const DEEP: u32 = 20;
        let depth = self.arenas.frame(h.frame).depth;
        let first = if self.is_cut(h) || h.wrapped {
            prices::CLOSER_AT_END_MORE
        } else {
            prices::CLOSER_AT_END
        };
        let price = first + prices::CLOSER_AT_END_MORE * depth.saturating_sub(1).min(DEEP);
        let facts = Facts { joined: self.is_cut(h), ..Facts::default() };
        let end = h.end as usize;
        let edit = self.edit(h, Slip::CloserAtEnd, (end, end), Put::Closers(h.frame), facts);
        let new = Hypothesis {
            price: h.price + price,
            expect: Expect::End,
            frame: 0,
            edit,
            closed: 0,
            opened: NOWHERE,
            comma: NOWHERE,
            inserted: 0,
            since: 0,
            ..*h
        };
        self.take(new, out);
    }

    /// Whether the last edit is the end of the file already.
    pub(super) fn is_cut(&self, h: &Hypothesis) -> bool {
        let last = self.arenas.edit(h.edit);
        let ended = || self.lattice.x.skip(last.to as usize) >= self.lattice.x.len();
        h.edit != 0
            && match last.slip {
                Slip::CloserAtEnd | Slip::ValueAtEnd | Slip::CommaAtEnd => true,
                Slip::NoClosingQuote | Slip::OddNumber => ended(),
                _ => false,
            }
    }
}
