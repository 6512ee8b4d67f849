//! Reading a token: the hypothesis after it.

use super::arenas::{Closed, Edit, Frame, Put};
use super::closers::closer;
use super::expectations::{Level, Types};
use super::hypothesis::{Content, Expect, Hypothesis};
use super::prices::{self, Price, part};
use super::reading::{Reading, Token};
use super::search::{Search, place};
use super::slip::Slip;
use super::text::NOWHERE;
use crate::json::Symbol;

/// What is known of an edit beside its place.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Facts {
    pub(super) joined: bool,
    pub(super) content: bool,
    pub(super) group: u32,
}

/// The edits of the brackets of a pair are one mistake.
pub(super) fn pair(open: u32) -> u32 {
    open.wrapping_mul(2) | 1
}

impl Search<'_> {
    /// Adds an edit to those of a hypothesis, and gives its number.
    pub(super) fn edit(
        &mut self,
        h: &Hypothesis,
        slip: Slip,
        (from, to): (usize, usize),
        put: Put,
        facts: Facts,
    ) -> u32 {
        self.arenas.push_edit(Edit {
            prev: h.edit,
            slip,
            joined: facts.joined,
            content: facts.content,
            from: from as u32,
            to: to as u32,
            put,
            group: facts.group,
            rivals: 0,
        })
    }

    /// Reads a token, the reading of this number at its place: takes the hypothesis after it and
    /// says whether something about it is odd. Nothing where the hypothesis cannot take it, which
    /// leaves it as it was or half changed.
    pub(super) fn shift(
        &mut self,
        h: &mut Hypothesis,
        reading: &Reading,
        number: usize,
        at: usize,
    ) -> Option<bool> {
        if reading.token == Token::End {
            let ends = h.expect == Expect::End;
            h.expect = Expect::Done;
            return ends.then_some(false);
        }
        if !self.takes(h, reading) {
            return None;
        }
        if reading.has_edits() && !reading.free {
            self.take_edits(h, reading, number);
        } else {
            h.price += reading.price;
        }
        let end = reading.end;
        Some(match reading.token {
            Token::Skip => {
                h.inserted = 0;
                true
            }
            Token::Open(object) => {
                // What is done to the bracket later is done to it alone.
                let kept = object && reading.slip == Slip::BracketPrefix;
                let at = if kept { end as usize - 1 } else { at };
                let odd = self.open(h, object, at, end);
                // Its closer is that of the other kind.
                let converted = match reading.slip {
                    Slip::WrongOpener => true,
                    Slip::BracketPrefix => !object,
                    _ => false,
                };
                if converted {
                    let frame = *self.arenas.frame(h.frame);
                    *h = self.converted(h, frame, object, h.content);
                }
                odd
            }
            Token::Close(object) => {
                self.close(h, object, at, end)?;
                false
            }
            Token::Comma if h.expect == Expect::Colon => self.comma_for_colon(h, at, end),
            Token::Comma => {
                h.after_comma(self.arenas.frame(h.frame).object, at as u32, end);
                false
            }
            Token::Colon => {
                h.after_colon(end);
                false
            }
            Token::Text if h.expect.is_key() => self.key(h, reading, at),
            _ => self.value(h, reading, at),
        })
    }

    /// Whether a hypothesis can take a token, with edits or without.
    fn takes(&self, h: &Hypothesis, reading: &Reading) -> bool {
        match reading.token {
            Token::End | Token::Junk => false,
            Token::Skip => {
                let ellipsis = matches!(reading.slip, Slip::Ellipsis | Slip::Spread);
                !ellipsis || h.frame != 0 && !matches!(h.expect, Expect::Value | Expect::Colon)
            }
            Token::Colon => h.expect == Expect::Colon,
            Token::Comma => {
                h.expect == Expect::Separator
                    || h.expect == Expect::Colon
                        && !reading.has_edits()
                        && !matches!(
                            self.lattice.x.peek(reading.end as usize),
                            Some(b'}' | b']' | b',') | None
                        )
            }
            Token::Close(_) => {
                h.frame != 0 && !matches!(h.expect, Expect::Colon | Expect::Value | Expect::End)
            }
            Token::Text | Token::Number | Token::Literal if h.expect == Expect::Top => {
                h.gone == NOWHERE && reading.slip.makes_a_body()
            }
            // Between two items a comma may be missing.
            Token::Text if reading.slip == Slip::SideBySide => h.expect == Expect::Value,
            Token::Text => h.expect.is_value() || h.expect.is_key(),
            Token::Number | Token::Literal | Token::Open(_) => h.expect.is_value(),
        }
    }

    /// Takes a reading's own edits, and pays for them.
    fn take_edits(&mut self, h: &mut Hypothesis, reading: &Reading, number: usize) {
        let mut price = reading.price;
        if h.habits.has(reading.habit) {
            let repeat = match reading.habit {
                Slip::NoOpeningQuote => prices::REPEAT_NO_OPENING_QUOTE,
                Slip::BareText => prices::REPEAT_BARE_TEXT,
                _ => prices::REPEAT,
            };
            price -= part(reading.base, 100 - repeat);
        }
        let (from, to) = reading.changed;
        let put = Put::Reading(reading.start, number as u16);
        // A body is no scalar: what such a text was meant as is a guess.
        let scalar =
            h.expect == Expect::Top && !matches!(reading.token, Token::Open(_) | Token::Skip);
        // The other bracket of the pair is changed with it.
        let both = match reading.slip {
            Slip::WrongOpener => true,
            Slip::BracketPrefix => reading.token == Token::Open(false),
            _ => false,
        };
        let group = if both { pair(reading.start) } else { 0 };
        let facts = Facts { content: reading.content || scalar, group, ..Facts::default() };
        h.edit = self.edit(h, reading.slip, (from as usize, to as usize), put, facts);
        h.price += price;
        h.habits = h.habits.with(reading.habit);
    }

    /// The level that is documented for the value that comes next.
    pub(super) fn value_level(&self, h: &Hypothesis) -> Level {
        if self.expected.is_empty() {
            return Level::UNKNOWN;
        }
        if h.frame == 0 {
            return self.expected.root();
        }
        let frame = self.arenas.frame(h.frame);
        match frame.object {
            true => self.expected.child(frame.level, h.key),
            false => self.expected.item(frame.level),
        }
    }

    pub(super) fn type_price(&self, level: Level, types: Types) -> Price {
        if self.expected.types(level).take(types) { 0 } else { prices::TYPE }
    }

    fn open(&mut self, h: &mut Hypothesis, object: bool, at: usize, end: u32) -> bool {
        let (soft, indent) = self.item_sign(h, at);
        let types = if object { Types::OBJECT } else { Types::LIST };
        let level = self.value_level(h);
        h.price += soft + self.type_price(level, types);
        let line = self.lattice.x.indent_and_line(at);
        self.go_in(h, (object, level), indent, (at as u32, end), line);
        !object && self.is_doubled(at)
    }

    /// Goes into a bracket that is in the text, on a line of so many columns and of this number,
    /// where `indent` is that of its siblings.
    #[inline(always)]
    pub(super) fn go_in(
        &mut self,
        h: &mut Hypothesis,
        inside: (bool, Level),
        indent: i32,
        (at, end): (u32, u32),
        (columns, line): (i32, u32),
    ) {
        h.content.indent = indent;
        h.end = end;
        self.push_frame(h, inside, at, line, columns);
        h.opened = at;
    }

    /// Whether a bracket is one of two of its kind beside each other, and not of more.
    pub(super) fn is_doubled(&self, at: usize) -> bool {
        let bytes = self.lattice.x.bytes;
        let same = |byte: &&u8| **byte == bytes[at];
        let before = bytes[..at].iter().rev().take(2).take_while(same).count();
        let after = bytes[at + 1..].iter().take(2).take_while(same).count();
        before + after == 1
    }

    /// Goes into a bracket that is at a place, or is put in there.
    pub(super) fn open_frame(
        &mut self,
        h: &mut Hypothesis,
        object: bool,
        open: u32,
        line: u32,
        indent: i32,
    ) {
        let level = self.value_level(h);
        self.push_frame(h, (object, level), open, line, indent);
    }

    #[inline(always)]
    fn push_frame(
        &mut self,
        h: &mut Hypothesis,
        (object, level): (bool, Level),
        open: u32,
        line: u32,
        indent: i32,
    ) {
        h.frame = self.arenas.push_frame(Frame {
            up: h.frame,
            outer: h.content,
            object,
            converted: false,
            open,
            line,
            indent,
            level,
            id: 0,
            depth: 0,
        });
        h.expect = if object { Expect::FirstKey } else { Expect::FirstItem };
        h.content = Content::EMPTY;
        (h.opened, h.comma, h.closed) = (NOWHERE, NOWHERE, 0);
        (h.inserted, h.value) = (0, open);
    }

    fn value(&mut self, h: &mut Hypothesis, reading: &Reading, at: usize) -> bool {
        let (soft, indent) = self.item_sign(h, at);
        let types = match reading.token {
            Token::Number => Types::NUMBER,
            Token::Literal => Types::LITERAL,
            _ => Types::TEXT,
        };
        let soft = soft + self.type_price(self.value_level(h), types);
        let x = &self.lattice.x;
        let next = x.skip(reading.end as usize);
        // `"a" {: 1`: the opener and the first key have changed places.
        let swapped = x.at(next) == Some(b'{') && x.peek(next + 1) == Some(b':');
        let ends = next >= x.len() || x.at(next) == Some(b';') && x.skip(next + 1) >= x.len();
        let soft = soft
            + match () {
                () if h.frame != 0 || swapped => 0,
                () if !ends => prices::SCALAR_BODY,
                () if reading.has_edits() => prices::SCALAR_BRACKET * self.brackets_in(reading),
                () => 0,
            };
        h.price += soft;
        h.after_value(indent, at as u32, reading.end);
        reading.key
    }

    /// How many brackets are in the text of a reading, up to some number.
    fn brackets_in(&self, reading: &Reading) -> Price {
        const ENOUGH: usize = 10;
        let (from, to) = reading.inner;
        let text = &self.lattice.x.bytes[from as usize..to.max(from) as usize];
        memchr::memchr2_iter(b'{', b'[', text).take(ENOUGH).count() as Price
    }

    fn key(&mut self, h: &mut Hypothesis, reading: &Reading, at: usize) -> bool {
        let (soft, indent) = self.item_sign(h, at);
        let (from, to) = reading.inner;
        let key = &self.lattice.x.text[from as usize..to as usize];
        let symbol = self.names.of(key);
        let hash = key_hash(symbol, key);
        let inner = reading.slip == Slip::InnerQuote;
        // A key that is not finished is known to nobody.
        let unfinished = reading.slip == Slip::NoClosingQuote && !reading.key && symbol.is_none();
        let sign = if unfinished { 0 } else { self.key_sign(h, symbol, hash) };
        h.price += soft + sign + if inner { prices::INNER_QUOTE_IN_KEY } else { 0 };
        h.content.indent = indent;
        self.arenas.add_key(&mut h.content, hash);
        h.after_key(symbol, at as u32, reading.end);
        !reading.key
    }

    fn comma_for_colon(&mut self, h: &mut Hypothesis, at: usize, end: u32) -> bool {
        let level = self.arenas.frame(h.frame).level;
        let known = self.expected.knows(level, h.key) == Some(true);
        let place = (at, end as usize);
        h.edit = self.edit(h, Slip::CommaForColon, place, Put::Text(":"), Facts::default());
        h.price += if known { prices::COMMA_FOR_COLON } else { prices::COMMA_FOR_COLON_UNKNOWN };
        h.after_colon(end);
        true
    }

    fn close(&mut self, h: &mut Hypothesis, object: bool, at: usize, end: u32) -> Option<()> {
        let frame = *self.arenas.frame(h.frame);
        let trailing = matches!(h.expect, Expect::Key | Expect::Item);
        // Only closers in a row can be taken back.
        let prev = if h.expect == Expect::Separator { h.closed } else { 0 };
        if trailing {
            self.drop_comma(h)?;
        }
        if frame.object != object {
            let (group, price) = match frame.converted {
                true => (pair(frame.open), prices::CONVERTED),
                false => (0, prices::WRONG_CLOSER),
            };
            let facts = Facts { joined: trailing, group, content: false };
            let put = Put::Closer(closer(frame.object), frame.open);
            h.edit = self.edit(h, Slip::WrongCloser, (at, end as usize), put, facts);
            h.price += price;
        }
        h.price += self.closer_sign(&frame, at);
        self.go_out(h, prev, at as u32, end);
        Some(())
    }

    /// Goes out of the innermost bracket by a closer that is in the text, after the closer
    /// `prev`.
    pub(super) fn go_out(&mut self, h: &mut Hypothesis, prev: u32, at: u32, end: u32) {
        let closed = Closed { prev, frame: h.frame, content: h.content, at };
        let closed = self.arenas.push_closed(closed);
        self.pop(h, end);
        (h.closed, h.inserted) = (closed, 0);
    }

    /// Takes the last comma out, which has nothing after it.
    fn drop_comma(&mut self, h: &mut Hypothesis) -> Option<()> {
        let comma = place(h.comma)?;
        match self.lattice.x.char_at(comma)? {
            ',' if self.lattice.jsonc => return Some(()),
            ',' | ';' | '；' | '，' => {}
            // It was put in.
            _ => return None,
        }
        let again = h.habits.has(Slip::TrailingComma);
        let span = (comma, comma + self.lattice.x.char_at(comma).map_or(1, char::len_utf8));
        h.edit = self.edit(h, Slip::TrailingComma, span, Put::Nothing, Facts::default());
        h.habits = h.habits.with(Slip::TrailingComma);
        h.price += part(prices::TRAILING_COMMA, if again { prices::REPEAT } else { 100 });
        Some(())
    }

    /// Goes out of the innermost bracket, which ends at a place.
    pub(super) fn pop(&self, h: &mut Hypothesis, end: u32) {
        let frame = self.arenas.frame(h.frame);
        if frame.up == 0 {
            h.expect = Expect::End;
            h.content = frame.outer;
        } else {
            h.expect = Expect::Separator;
            h.content = frame.outer.grown();
        }
        (h.frame, h.value, h.end) = (frame.up, frame.open, end);
        (h.closed, h.opened, h.comma) = (0, NOWHERE, NOWHERE);
        h.inserted = h.inserted.saturating_add(1);
        h.key = Symbol::NONE;
    }
}

/// What a key is distinguished from others by.
pub(super) fn key_hash(symbol: Symbol, key: &str) -> u32 {
    match symbol.is_none() {
        true => xxhash_rust::xxh3::xxh3_64(key.as_bytes()) as u32,
        false => symbol.number() as u32,
    }
}
