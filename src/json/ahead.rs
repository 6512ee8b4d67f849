//! Looking ahead: brackets outside of strings, without reading anything else.

use std::cmp::Ordering;

use super::parser::Parser;

/// The brackets of a text from some place on, strings passed over.
#[derive(Debug)]
pub(super) struct Brackets<'t> {
    bytes: &'t [u8],
    at: usize,
}

impl<'t> Brackets<'t> {
    pub(super) fn new(bytes: &'t [u8], at: usize) -> Self {
        Self { bytes, at }
    }

    /// The bracket that closes what is open at the start.
    pub(super) fn closer(self) -> Option<(usize, u8)> {
        let mut depth = 0_usize;
        for (at, byte) in self {
            match byte {
                b'{' | b'[' => depth += 1,
                _ if depth == 0 => return Some((at, byte)),
                _ => depth -= 1,
            }
        }
        None
    }

    /// Behind the string that opens at `at`, or the end of its line where nothing closes it.
    fn string_end(&self, at: usize) -> usize {
        let mut end = at + 1;
        while let Some(&byte) = self.bytes.get(end) {
            match byte {
                b'"' => return end + 1,
                b'\n' | b'\r' => return end,
                b'\\' => end += 2,
                _ => end += 1,
            }
        }
        self.bytes.len()
    }
}

impl Iterator for Brackets<'_> {
    type Item = (usize, u8);

    fn next(&mut self) -> Option<Self::Item> {
        while let Some(&byte) = self.bytes.get(self.at) {
            let at = self.at;
            self.at = if byte == b'"' { self.string_end(at) } else { at + 1 };
            if matches!(byte, b'{' | b'}' | b'[' | b']') {
                return Some((at, byte));
            }
        }
        None
    }
}

/// Behind the bracket that closes the one at `open`; the end of the text where none does.
pub(super) fn value_end(bytes: &[u8], open: usize) -> usize {
    Brackets::new(bytes, open + 1).closer().map_or(bytes.len(), |(at, _)| at + 1)
}

impl Parser<'_, '_> {
    /// How many more closers than openers follow; nothing once too much has been read ahead.
    pub(super) fn surplus_ahead(&mut self, from: usize) -> Option<i64> {
        if !self.may_read_ahead(self.bytes.len() - from) {
            return None;
        }
        let brackets = Brackets::new(self.bytes, from);
        Some(brackets.map(|(_, byte)| if matches!(byte, b'{' | b'[') { -1 } else { 1 }).sum())
    }

    /// Keeps all reading ahead in a file within a bound, so that it stays linear.
    pub(super) fn may_read_ahead(&mut self, length: usize) -> bool {
        let left = self.ahead.checked_sub(length);
        self.ahead = left.unwrap_or(self.ahead);
        left.is_some()
    }

    /// What closes the innermost bracket, by counting alone.
    pub(super) fn closer_ahead(&mut self) -> Option<(usize, u8)> {
        const WINDOW: usize = 1 << 16;
        let end = self.bytes.len().min(self.at + WINDOW);
        if !self.may_read_ahead(end - self.at) {
            return None;
        }
        Brackets::new(&self.bytes[..end], self.at).closer()
    }

    /// How many brackets are open.
    pub(super) fn open_brackets(&self) -> i64 {
        self.stack.iter().filter(|frame| !frame.is_bare()).count() as i64
    }

    /// Whether fewer or more closers follow than what is open needs; nothing once too much has
    /// been read ahead.
    pub(super) fn balance(&mut self, from: usize) -> Option<Ordering> {
        Some(self.surplus_ahead(from)?.cmp(&self.open_brackets()))
    }
}
