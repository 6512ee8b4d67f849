//! What the parser knows of a list or an object that is still open.

use super::Kind;
use super::key_table::{Symbol, Symbols};

/// An open list or object.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    pub(super) node: u32,
    pub(super) count: u32,
    pub(super) form: Form,
    /// Whether two keys may be the same: both are unknown, or their symbols share a bit.
    pub(super) repeats: bool,
    pub(super) keys: Symbols,
}

/// What is open, and by which bracket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// `[`
    List,
    /// `{`
    Object,
}

impl Frame {
    #[inline(always)]
    pub(super) fn new(node: usize, form: Form) -> Self {
        Self { node: node as u32, count: 0, form, repeats: false, keys: Symbols::default() }
    }

    #[inline(always)]
    pub(super) fn is_object(self) -> bool {
        self.form == Form::Object
    }

    #[inline(always)]
    pub(super) fn kind(self) -> Kind {
        if self.is_object() { Kind::Object } else { Kind::Array }
    }

    #[inline(always)]
    pub(super) fn closer(self) -> u8 {
        if self.is_object() { b'}' } else { b']' }
    }

    /// Notes a key.
    #[inline(always)]
    pub(super) fn meet(&mut self, key: Symbol) {
        self.repeats |= self.keys.contains(key);
        self.keys = self.keys.with(key);
    }
}
