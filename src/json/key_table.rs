//! Keys that are known beforehand: the parser numbers them as it reads, so that whoever asks for
//! one afterwards compares numbers.
//!
//! What is always inlined here saves 0.9 % of the instructions of linting a large body (`cargo
//! bench --bench lint`).

use super::scan::word_at;

/// The number of a known key; zero for any other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Symbol(u8);

impl Symbol {
    /// A key that is not known.
    pub(crate) const NONE: Self = Self(0);

    /// More than any symbol's number.
    pub(crate) const COUNT: usize = MOST + 1;

    pub(super) fn new(number: u32) -> Self {
        Self(number as u8 & MOST as u8)
    }

    /// Less than [`Symbol::COUNT`].
    #[inline(always)]
    pub(crate) const fn number(self) -> usize {
        self.0 as usize
    }

    pub(crate) fn is_none(self) -> bool {
        self == Self::NONE
    }
}

/// A set of keys. Symbols that lie [`BITS`] apart share a bit, so that it may hold more than was
/// put in, never less.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Symbols(u64);

const BITS: u32 = u64::BITS;

impl Symbols {
    /// Every key.
    pub(crate) const ALL: Self = Self(u64::MAX);

    /// The set with one more.
    #[inline(always)]
    pub(crate) const fn with(self, symbol: Symbol) -> Self {
        Self(self.0 | 1 << (symbol.0 as u32 % BITS))
    }

    #[inline(always)]
    pub(crate) fn contains(self, symbol: Symbol) -> bool {
        self.0 >> (u32::from(symbol.0) % BITS) & 1 == 1
    }

    /// Whether the two have one in common.
    #[inline(always)]
    pub(crate) fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    #[inline(always)]
    pub(crate) fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// The known keys, made at compile time.
#[derive(Debug)]
pub(crate) struct KeyTable {
    names: &'static [&'static str],
    slots: [Slot; SLOTS],
}

const SLOTS: usize = 256;
/// So many leave the table with room.
const MOST: usize = 127;

/// The first and the last eight bytes of a name, and what it is.
#[derive(Debug, Clone, Copy)]
struct Slot {
    head: u64,
    tail: u64,
    length: u32,
    symbol: Symbol,
}

/// Keys up to this length are distinguished by their first and last bytes alone.
const SHORT: usize = 16;

/// Where a key is in the table, or would be.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Place(u8);

/// Which key came after which, the last time: most objects look like the one before.
#[derive(Debug)]
pub(super) struct Habits([Place; SLOTS]);

impl Default for Habits {
    fn default() -> Self {
        Self([Place::default(); SLOTS])
    }
}

impl Habits {
    /// What came after a key.
    #[inline(always)]
    pub(super) fn after(&self, key: Place) -> Place {
        self.0[usize::from(key.0)]
    }

    pub(super) fn note(&mut self, key: Place, next: Place) {
        self.0[usize::from(key.0)] = next;
    }
}

impl KeyTable {
    /// No name at all.
    pub(crate) const NONE: &'static Self = &Self::new(&[]);

    pub(crate) const fn new(names: &'static [&'static str]) -> Self {
        assert!(names.len() <= MOST, "more names than the table has room for");
        let free = Slot { head: 0, tail: 0, length: 0, symbol: Symbol::NONE };
        let mut slots = [free; SLOTS];
        let mut at = 0;
        while at < names.len() {
            let name = names[at].as_bytes();
            let (head, tail) = ends(name);
            let mut slot = place(head, tail);
            while slots[slot].symbol.0 != 0 {
                slot = (slot + 1) % SLOTS;
            }
            let symbol = Symbol(at as u8 + 1);
            slots[slot] = Slot { head, tail, length: name.len() as u32, symbol };
            at += 1;
        }
        Self { names, slots }
    }

    /// The symbol of one of `names`, for use at compile time.
    ///
    /// # Panics
    ///
    /// When it is none of them, which then stops the build.
    pub(crate) const fn number(names: &[&str], name: &str) -> Symbol {
        let mut at = 0;
        while at < names.len() {
            if same(names[at].as_bytes(), name.as_bytes()) {
                return Symbol(at as u8 + 1);
            }
            at += 1;
        }
        panic!("the name is not listed")
    }

    /// The symbol of what is between two places of a text, if it is a known name.
    pub(super) fn find(&self, text: &[u8], start: usize, end: usize) -> Symbol {
        self.symbol(self.place(text, start, end))
    }

    #[inline(always)]
    pub(super) fn symbol(&self, place: Place) -> Symbol {
        self.slots[usize::from(place.0)].symbol
    }

    /// The place of what is between two places of a text.
    #[inline(always)]
    pub(super) fn place(&self, text: &[u8], start: usize, end: usize) -> Place {
        let length = end - start;
        let (head, tail) = words(text, start, end);
        let mut at = place(head, tail);
        loop {
            let slot = &self.slots[at];
            let same = slot.head == head && slot.tail == tail && slot.length as usize == length;
            let name = || self.names[slot.symbol.number() - 1].as_bytes();
            if slot.symbol.is_none() || same && (length <= SHORT || *name() == text[start..end]) {
                return Place(at as u8);
            }
            at = (at + 1) % SLOTS;
        }
    }

    /// Where the name of a place ends, if it is what begins here and a quote follows. Its length
    /// is known beforehand, so that nothing waits for the end to be found.
    #[inline(always)]
    pub(super) fn end(&self, place: Place, text: &[u8], start: usize) -> Option<usize> {
        let slot = &self.slots[usize::from(place.0)];
        let end = start + slot.length as usize;
        let quoted = text.get(end) == Some(&b'"') && slot.length as usize <= SHORT;
        (quoted && (slot.head, slot.tail) == words(text, start, end)).then_some(end)
    }

    /// The symbols of some names, or of every key.
    pub(crate) fn all(&self, names: Option<&[&str]>) -> Symbols {
        let together = |set: Symbols, name: &&str| set.with(self.of(name));
        names.map_or(Symbols::ALL, |names| names.iter().fold(Symbols::default(), together))
    }

    /// The symbol of a text.
    pub(super) fn of(&self, text: &str) -> Symbol {
        self.find(text.as_bytes(), 0, text.len())
    }
}

/// The first and the last eight bytes; of fewer than eight, those and nothing.
#[inline(always)]
fn words(text: &[u8], start: usize, end: usize) -> (u64, u64) {
    match end - start {
        8.. => (word_at(text, start), word_at(text, end - 8)),
        length => (word_at(text, start) & ((1 << (8 * length)) - 1), 0),
    }
}

/// The same as [`words`], of a whole name at compile time.
const fn ends(name: &[u8]) -> (u64, u64) {
    let (mut head, mut tail) = (0, 0);
    let mut at = 0;
    while at < name.len() && at < 8 {
        head |= (name[at] as u64) << (8 * at);
        if name.len() >= 8 {
            tail |= (name[name.len() - 8 + at] as u64) << (8 * at);
        }
        at += 1;
    }
    (head, tail)
}

const fn place(head: u64, tail: u64) -> usize {
    let mixed = (head ^ tail.rotate_left(29)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> 56) as usize % SLOTS
}

const fn same(one: &[u8], other: &[u8]) -> bool {
    let mut at = 0;
    while at < one.len() && at < other.len() && one[at] == other[at] {
        at += 1;
    }
    at == one.len() && at == other.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &[&str] = &["a", "name", "model_id", "field_id", "encryption_passphrase"];
    static NAMES: KeyTable = KeyTable::new(LIST);

    #[test]
    fn known_names_are_found_wherever_they_stand() {
        for (text, found) in [
            ("a", 1),
            ("name", 2),
            ("model_id", 3),
            ("field_id", 4),
            ("encryption_passphrase", 5),
            ("", 0),
            ("nam", 0),
            ("names", 0),
            ("encryption_passphrasE", 0),
            ("encryption_Passphrase", 0),
            ("encryptipassphrase", 0),
        ] {
            assert_eq!(NAMES.of(text), Symbol(found), "{text}");
            let around = format!("\"{text}\": {{}}");
            assert_eq!(NAMES.find(around.as_bytes(), 1, 1 + text.len()), Symbol(found), "{text}");
        }
        assert_eq!(KeyTable::number(LIST, "name"), Symbol(2));
    }
}
