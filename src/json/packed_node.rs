//! One entry of the arena: what a node is, where it is, and what was noted of it.

use super::key_table::Symbol;

/// What a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Kind {
    /// `null`
    Null,
    /// `true` or `false`
    Bool,
    /// A number, kept as the text it was written with.
    Number,
    /// A string, or the key of a member.
    String,
    /// `[…]`
    Array,
    /// `{…}`
    Object,
    /// Something that could not be read; a finding of syntax is already about it.
    Error,
}

impl Kind {
    /// The word a person uses for it, with its article: "a string", "an object".
    pub fn with_article(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool => "a boolean",
            Self::Number => "a number",
            Self::String => "a string",
            Self::Array => "an array",
            Self::Object => "an object",
            Self::Error => "something unreadable",
        }
    }
}

/// One entry of the arena.
#[derive(Debug, Clone, Copy)]
pub(super) struct Raw {
    pub(super) start: u32,
    pub(super) end: u32,
    /// The first node after this one's subtree.
    pub(super) next: u32,
    /// Kind in the lowest four bits, flags in the next four, then the number of children, or a
    /// key's symbol.
    info: u32,
}

pub(super) const KEY: u32 = 1 << 4;
/// A string with escapes, or a boolean that is true.
pub(super) const ESCAPED: u32 = 1 << 5;
pub(super) const TRUE: u32 = 1 << 5;
/// A string that is without quotes (an unquoted key).
pub(super) const BARE: u32 = 1 << 6;
/// A list or an object whose closing bracket is missing.
pub(super) const UNCLOSED: u32 = 1 << 6;
/// An object with a member that could not be read, or in which the file ends.
pub(super) const PARTIAL: u32 = 1 << 5;
/// A key that is in its object again further down, where the value is that counts.
pub(super) const UNUSED: u32 = 1 << 7;
const COUNT_SHIFT: u32 = 8;
/// A count of so many or more is counted anew.
pub(super) const COUNT_MAX: u32 = (1 << 24) - 1;

impl Raw {
    /// The node number `id`, without anything in it.
    #[inline]
    pub(super) fn new(kind: Kind, flags: u32, start: usize, end: usize, id: usize) -> Self {
        let next = id as u32 + 1;
        Self { start: start as u32, end: end as u32, next, info: kind as u32 | flags }
    }

    #[inline]
    pub(super) fn key(flags: u32, symbol: Symbol, start: usize, end: usize, id: usize) -> Self {
        let flags = flags | KEY | (symbol.number() as u32) << COUNT_SHIFT;
        Self::new(Kind::String, flags, start, end, id)
    }

    /// The same as node number `id`, with nothing in it yet.
    pub(super) fn moved_to(self, id: usize) -> Self {
        Self { next: id as u32 + 1, ..self }
    }

    pub(super) fn set(&mut self, flag: u32) {
        self.info |= flag;
    }

    /// Turns it into something that could not be read.
    pub(super) fn make_error(&mut self) {
        self.info = self.info & (KEY | UNUSED) | Kind::Error as u32;
    }

    /// Takes the flags of a string for those that its original has.
    pub(super) fn set_string(&mut self, flags: u32) {
        self.info = self.info & !(ESCAPED | BARE) | flags;
    }

    #[inline]
    pub(super) fn kind(self) -> Kind {
        match self.info & 0xf {
            0 => Kind::Null,
            1 => Kind::Bool,
            2 => Kind::Number,
            3 => Kind::String,
            4 => Kind::Array,
            5 => Kind::Object,
            _ => Kind::Error,
        }
    }

    pub(super) fn is_string(self) -> bool {
        self.kind() == Kind::String
    }

    /// A string in double quotes, without escapes.
    #[inline]
    pub(super) fn is_usual_string(self) -> bool {
        self.info & (0xf | ESCAPED | BARE) == Kind::String as u32
    }

    pub(super) fn is_object(self) -> bool {
        self.kind() == Kind::Object
    }

    pub(super) fn is_bracket(self) -> bool {
        matches!(self.kind(), Kind::Array | Kind::Object)
    }

    /// The symbol of a key.
    pub(super) fn symbol(self) -> Symbol {
        Symbol::new(self.count())
    }

    /// The flags without those of a key.
    pub(super) fn flags(self) -> u32 {
        self.info & (ESCAPED | BARE)
    }

    pub(super) fn is(self, flag: u32) -> bool {
        self.info & flag != 0
    }

    pub(super) fn count(self) -> u32 {
        self.info >> COUNT_SHIFT
    }

    pub(super) fn set_count(&mut self, count: u32) {
        self.info = self.info & ((1 << COUNT_SHIFT) - 1) | count.min(COUNT_MAX) << COUNT_SHIFT;
    }
}
