//! A hypothesis: what may come next, what the innermost bracket holds so far, what it cost.
//! Hypotheses are small and copied; what they share is in the [arenas](super::arenas).

use super::prices::Price;
use super::slip::Habits;
use super::text::NOWHERE;
use crate::json::Symbol;

/// What may come next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Expect {
    /// The outermost value.
    Top,
    /// The value of a key.
    Value,
    /// An item or `]`.
    FirstItem,
    /// An item; a comma came before.
    Item,
    /// A key or `}`.
    FirstKey,
    /// A key; a comma came before.
    Key,
    Colon,
    /// A comma or the closer.
    Separator,
    /// Nothing.
    End,
    /// The end of the file was read.
    Done,
}

impl Expect {
    pub(super) fn is_value(self) -> bool {
        matches!(self, Self::Top | Self::Value | Self::FirstItem | Self::Item)
    }

    pub(super) fn is_key(self) -> bool {
        matches!(self, Self::FirstKey | Self::Key)
    }

    /// Whether the next token is what comes here in an object or a list, by its first byte.
    #[inline(always)]
    pub(super) fn fits(self, next: Option<u8>, object: bool) -> bool {
        let value =
            || matches!(next, Some(b'"' | b'{' | b'[' | b'-' | b'0'..=b'9' | b't' | b'f' | b'n'));
        match self {
            Self::Separator => next == Some(b',') || next == Some(if object { b'}' } else { b']' }),
            Self::Colon => next == Some(b':'),
            Self::Value | Self::Item => value(),
            Self::FirstItem => value() || next == Some(b']'),
            Self::Key => next == Some(b'"'),
            Self::FirstKey => matches!(next, Some(b'"' | b'}')),
            Self::Top | Self::End | Self::Done => next.is_none(),
        }
    }
}

/// What an open bracket holds so far.
#[derive(Debug, Clone, Copy)]
pub(super) struct Content {
    /// The columns of its children's indentation; negative before it is known.
    pub(super) indent: i32,
    /// How many children it has.
    pub(super) items: u32,
    /// Its keys: a filter of them, and the last of their list.
    pub(super) filter: u64,
    pub(super) keys: u32,
}

impl Content {
    pub(super) const EMPTY: Self = Self { indent: -1, items: 0, filter: 0, keys: 0 };

    pub(super) fn grown(self) -> Self {
        Self { items: self.items + 1, ..self }
    }
}

/// A hypothesis.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hypothesis {
    pub(super) price: Price,
    pub(super) expect: Expect,
    /// Whether text before the body was passed over, or braces around it put in.
    pub(super) wrapped: bool,
    /// Edits in front of the token at hand, and tokens since the last edit.
    pub(super) inserted: u8,
    pub(super) since: u8,
    /// The mark of the last junk.
    pub(super) junk: u8,
    pub(super) key: Symbol,
    pub(super) frame: u32,
    pub(super) content: Content,
    pub(super) edit: u32,
    pub(super) habits: Habits,
    /// The last comma, the end of the last token, the start of the last value.
    pub(super) comma: u32,
    pub(super) end: u32,
    pub(super) value: u32,
    pub(super) closed: u32,
    /// The opener that was just read.
    pub(super) opened: u32,
    /// A doubled opener that was taken out: its closer may be doubled, too.
    pub(super) doubled: u32,
    /// Where the last token that was passed over ends.
    pub(super) gone: u32,
}

/// What makes two hypotheses at one place the same for all that follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Identity {
    pub(super) frame: u32,
    pub(super) indent: i32,
    pub(super) expect: Expect,
    pub(super) wrapped: bool,
    pub(super) first: bool,
}

impl Hypothesis {
    pub(super) fn start() -> Self {
        Self {
            price: 0,
            expect: Expect::Top,
            wrapped: false,
            inserted: 0,
            since: 9,
            junk: 0,
            key: Symbol::NONE,
            frame: 0,
            content: Content::EMPTY,
            edit: 0,
            habits: Habits::default(),
            comma: NOWHERE,
            end: 0,
            value: NOWHERE,
            closed: 0,
            opened: NOWHERE,
            doubled: NOWHERE,
            gone: NOWHERE,
        }
    }

    /// After a comma between the members of an object or the items of a list.
    pub(super) fn after_comma(&mut self, object: bool, at: u32, end: u32) {
        self.expect = if object { Expect::Key } else { Expect::Item };
        (self.comma, self.end, self.inserted) = (at, end, 0);
    }

    pub(super) fn after_colon(&mut self, end: u32) {
        self.expect = Expect::Value;
        (self.end, self.inserted, self.opened) = (end, 0, NOWHERE);
    }

    pub(super) fn after_key(&mut self, symbol: Symbol, at: u32, end: u32) {
        if self.expect != Expect::FirstKey {
            self.opened = NOWHERE;
        }
        self.expect = Expect::Colon;
        (self.key, self.end, self.value) = (symbol, end, at);
        (self.closed, self.comma, self.inserted) = (0, NOWHERE, 0);
    }

    /// After a value without parts, where `indent` is that of its siblings.
    pub(super) fn after_value(&mut self, indent: i32, at: u32, end: u32) {
        self.content.indent = indent;
        if self.frame == 0 {
            self.expect = Expect::End;
        } else {
            self.expect = Expect::Separator;
            self.content = self.content.grown();
        }
        (self.end, self.value, self.closed) = (end, at, 0);
        (self.opened, self.comma, self.inserted) = (NOWHERE, NOWHERE, 0);
    }
}
