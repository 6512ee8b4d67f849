//! Reading a token: the hypothesis behind it.

use super::arenas::{Closed, Edit, Frame, Put};
use super::expectations::{Level, Types};
use super::hypothesis::{Content, Expect, Hypothesis};
use super::prices::{self, Price, part};
use super::reading::{Reading, Token};
use super::search::{Search, place};
use super::slip::Slip;
use super::text::NOWHERE;

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

impl Search<'_, '_> {
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

    /// Reads a token that is as JSON wants it.
    pub(super) fn shift(
        &mut self,
        h: &Hypothesis,
        reading: &Reading,
        at: usize,
    ) -> Option<(Hypothesis, bool)> {
        self.shift_numbered(h, reading, 0, at)
    }

    /// Reads a token, the reading of this number at its place: the hypothesis behind it, and
    /// whether something about it is odd.
    pub(super) fn shift_numbered(
        &mut self,
        h: &Hypothesis,
        reading: &Reading,
        number: usize,
        at: usize,
    ) -> Option<(Hypothesis, bool)> {
        let wanted = match reading.token {
            Token::End => {
                let done = Hypothesis { expect: Expect::Done, ..*h };
                return (h.expect == Expect::End).then_some((done, false));
            }
            Token::Junk => return None,
            Token::Skip => {
                let ellipsis = reading.slip == Slip::Ellipsis;
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
            Token::Text => h.expect.is_value() || h.expect.is_key(),
            Token::Number | Token::Literal | Token::Open(_) => h.expect.is_value(),
        };
        if !wanted {
            return None;
        }
        let h = self.with_reading(h, reading, number);
        let end = reading.end;
        Some(match reading.token {
            Token::Skip => (Hypothesis { inserted: 0, ..h }, true),
            Token::Open(object) => self.open(&h, object, at, end),
            Token::Close(object) => (self.close(&h, object, at, end)?, false),
            Token::Comma if h.expect == Expect::Colon => self.comma_for_colon(&h, at, end),
            Token::Comma => {
                let object = self.arenas.frame(h.frame).object;
                let expect = if object { Expect::Key } else { Expect::Item };
                (Hypothesis { expect, comma: at as u32, end, inserted: 0, ..h }, false)
            }
            Token::Colon => (
                Hypothesis { expect: Expect::Value, end, inserted: 0, opened: NOWHERE, ..h },
                false,
            ),
            Token::Text if h.expect.is_key() => self.key(&h, reading, at),
            _ => self.value(&h, reading, at),
        })
    }

    /// The hypothesis with a reading's own edits and price.
    fn with_reading(&mut self, h: &Hypothesis, reading: &Reading, number: usize) -> Hypothesis {
        if !reading.has_edits() || reading.free {
            return Hypothesis { price: h.price + reading.price, ..*h };
        }
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
        let facts = Facts { content: reading.content, ..Facts::default() };
        let edit = self.edit(h, reading.slip, (from as usize, to as usize), put, facts);
        Hypothesis { price: h.price + price, edit, habits: h.habits.with(reading.habit), ..*h }
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

    fn open(&mut self, h: &Hypothesis, object: bool, at: usize, end: u32) -> (Hypothesis, bool) {
        let (soft, indent) = self.item_sign(h, at);
        let types = if object { Types::OBJECT } else { Types::LIST };
        let soft = soft + self.type_price(self.value_level(h), types);
        let content = Content { indent, ..h.content };
        let x = &self.lattice.x;
        let doubled =
            !object && (x.at(at + 1) == Some(b'[') || at > 0 && x.at(at - 1) == Some(b'['));
        let columns = x.indent(at);
        let line = x.line(at) as u32;
        let h = Hypothesis { price: h.price + soft, content, end, ..*h };
        let next = self.open_frame(&h, object, at as u32, line, columns);
        (Hypothesis { opened: at as u32, ..next }, doubled)
    }

    /// The hypothesis inside a bracket that stands at a place, or is put in there.
    pub(super) fn open_frame(
        &mut self,
        h: &Hypothesis,
        object: bool,
        open: u32,
        line: u32,
        indent: i32,
    ) -> Hypothesis {
        let level = self.value_level(h);
        let frame = self.arenas.push_frame(Frame {
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
        Hypothesis {
            expect: if object { Expect::FirstKey } else { Expect::FirstItem },
            frame,
            content: Content::EMPTY,
            opened: NOWHERE,
            closed: 0,
            comma: NOWHERE,
            inserted: 0,
            value: open,
            ..*h
        }
    }

    fn value(&mut self, h: &Hypothesis, reading: &Reading, at: usize) -> (Hypothesis, bool) {
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
        let content = Content { indent, ..h.content };
        let next = Hypothesis {
            price: h.price + soft,
            expect: if h.frame == 0 { Expect::End } else { Expect::Separator },
            content: if h.frame == 0 { content } else { content.grown() },
            end: reading.end,
            value: at as u32,
            closed: 0,
            opened: NOWHERE,
            inserted: 0,
            comma: NOWHERE,
            ..*h
        };
        (next, reading.key)
    }

    /// How many brackets are in the text of a reading, up to some number.
    fn brackets_in(&self, reading: &Reading) -> Price {
        const ENOUGH: usize = 10;
        let (from, to) = reading.inner;
        let text = &self.lattice.x.bytes[from as usize..to.max(from) as usize];
        memchr::memchr2_iter(b'{', b'[', text).take(ENOUGH).count() as Price
    }

    fn key(&mut self, h: &Hypothesis, reading: &Reading, at: usize) -> (Hypothesis, bool) {
        let (soft, indent) = self.item_sign(h, at);
        let (from, to) = reading.inner;
        let key = &self.lattice.x.text[from as usize..to as usize];
        let symbol = self.names.of(key);
        let hash = key_hash(key);
        let inner = reading.slip == Slip::InnerQuote;
        // A key that is not finished is known to nobody.
        let unfinished = reading.slip == Slip::NoClosingQuote && !reading.key && symbol.is_none();
        let sign = if unfinished { 0 } else { self.key_sign(h, symbol, hash) };
        let soft = soft + sign + if inner { prices::INNER_QUOTE_IN_KEY } else { 0 };
        let content = self.arenas.with_key(Content { indent, ..h.content }, hash);
        let next = Hypothesis {
            price: h.price + soft,
            expect: Expect::Colon,
            content,
            end: reading.end,
            closed: 0,
            opened: if h.expect == Expect::FirstKey { h.opened } else { NOWHERE },
            comma: NOWHERE,
            inserted: 0,
            key: symbol,
            value: at as u32,
            ..*h
        };
        (next, !reading.key)
    }

    fn comma_for_colon(&mut self, h: &Hypothesis, at: usize, end: u32) -> (Hypothesis, bool) {
        let level = self.arenas.frame(h.frame).level;
        let known = self.expected.knows(level, h.key) == Some(true);
        let price = if known { prices::COMMA_FOR_COLON } else { prices::COMMA_FOR_COLON_UNKNOWN };
        let place = (at, end as usize);
        let edit = self.edit(h, Slip::CommaForColon, place, Put::Text(":"), Facts::default());
        let next = Hypothesis {
            price: h.price + price,
            expect: Expect::Value,
            end,
            inserted: 0,
            opened: NOWHERE,
            edit,
            ..*h
        };
        (next, true)
    }

    fn close(&mut self, h: &Hypothesis, object: bool, at: usize, end: u32) -> Option<Hypothesis> {
        let frame = *self.arenas.frame(h.frame);
        let mut h = *h;
        let trailing = matches!(h.expect, Expect::Key | Expect::Item);
        if trailing {
            h = self.drop_comma(&h)?;
        }
        if frame.object != object {
            let (group, price) = match frame.converted {
                true => (pair(frame.open), prices::CONVERTED),
                false => (0, prices::WRONG_CLOSER),
            };
            let facts = Facts { joined: trailing, group, content: false };
            let put = Put::Closer(closer(frame.object), frame.open);
            h.edit = self.edit(&h, Slip::WrongCloser, (at, end as usize), put, facts);
            h.price += price;
        }
        h.price += self.closer_sign(&frame, at);
        // Only closers in a row can be taken back.
        let prev = if h.expect == Expect::Separator && !trailing { h.closed } else { 0 };
        let closed = self.arenas.push_closed(Closed {
            prev,
            frame: h.frame,
            content: h.content,
            at: at as u32,
        });
        let next = self.pop(&h, end, h.edit);
        Some(Hypothesis { closed, inserted: 0, ..next })
    }

    /// Takes the last comma out, which has nothing behind it.
    fn drop_comma(&mut self, h: &Hypothesis) -> Option<Hypothesis> {
        let comma = place(h.comma)?;
        match self.lattice.x.char_at(comma)? {
            ',' if self.lattice.jsonc => return Some(*h),
            ',' | ';' | '；' | '，' => {}
            // It was put in.
            _ => return None,
        }
        let again = h.habits.has(Slip::TrailingComma);
        let price = part(prices::TRAILING_COMMA, if again { prices::REPEAT } else { 100 });
        let span = (comma, comma + self.lattice.x.char_at(comma).map_or(1, char::len_utf8));
        let edit = self.edit(h, Slip::TrailingComma, span, Put::Nothing, Facts::default());
        let habits = h.habits.with(Slip::TrailingComma);
        Some(Hypothesis { price: h.price + price, edit, habits, ..*h })
    }

    /// The hypothesis behind the innermost bracket, which ends at a place.
    pub(super) fn pop(&self, h: &Hypothesis, end: u32, edit: u32) -> Hypothesis {
        let frame = self.arenas.frame(h.frame);
        let outermost = frame.up == 0;
        Hypothesis {
            expect: if outermost { Expect::End } else { Expect::Separator },
            frame: frame.up,
            content: if outermost { frame.outer } else { frame.outer.grown() },
            edit,
            end,
            closed: 0,
            opened: NOWHERE,
            comma: NOWHERE,
            value: frame.open,
            inserted: h.inserted.saturating_add(1),
            key: crate::json::Symbol::NONE,
            ..*h
        }
    }
}

/// What a key is told from others by.
pub(super) fn key_hash(key: &str) -> u32 {
    xxhash_rust::xxh3::xxh3_64(key.as_bytes()) as u32
}

/// The closing bracket of an object or a list.
pub(super) fn closer(object: bool) -> &'static str {
    if object { "}" } else { "]" }
}

/// The opening bracket of an object or a list.
pub(super) fn opener(object: bool) -> &'static str {
    if object { "{" } else { "[" }
}
