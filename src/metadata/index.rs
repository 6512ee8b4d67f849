//! Where each name is in a list: a table of its own, since every name of a body is looked up.

use std::hash::{BuildHasher as _, RandomState};

use xxhash_rust::xxh3::xxh3_64_with_seed;

/// The places of names in a list, which is asked for the names themselves.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// Part of a name's hash, and its place counted from one; a power of two of them, at most half
    /// of them taken.
    slots: Box<[(u32, u32)]>,
    /// So that nobody can choose names that all meet in one slot.
    seed: u64,
    /// The places of fields that a sync has to fill.
    pub(super) required: Vec<u32>,
}

impl Index {
    /// The index of some names; of equal ones the first counts.
    pub(super) fn of<'n>(names: impl ExactSizeIterator<Item = &'n str> + Clone) -> Self {
        let size = (2 * names.len()).next_power_of_two().max(2);
        let seed = RandomState::new().hash_one(size);
        let mut index = Self { slots: vec![(0, 0); size].into(), seed, required: Vec::new() };
        for (at, name) in names.enumerate() {
            let (mut slot, tag) = index.start(name.as_bytes());
            while index.slots[slot].1 != 0 {
                slot = (slot + 1) & (index.slots.len() - 1);
            }
            index.slots[slot] = (tag, u32::try_from(at + 1).unwrap_or_default());
        }
        index
    }

    /// The same, with which of the fields a sync has to fill.
    pub(super) fn requiring(self, required: impl Iterator<Item = bool>) -> Self {
        let required = (0..).zip(required).filter(|(_, required)| *required);
        Self { required: required.map(|(at, _)| at).collect(), ..self }
    }

    /// The place of a name; `named` gives the name at a place.
    #[inline]
    pub(super) fn find<'n>(&self, name: &[u8], named: impl Fn(usize) -> &'n str) -> Option<usize> {
        if self.slots.is_empty() {
            return None;
        }
        let (mut slot, tag) = self.start(name);
        loop {
            match self.slots[slot] {
                (_, 0) => return None,
                (other, at) if other == tag && named(at as usize - 1).as_bytes() == name => {
                    return Some(at as usize - 1);
                }
                _ => slot = (slot + 1) & (self.slots.len() - 1),
            }
        }
    }

    /// The slot to look into first, and what to compare there.
    #[inline]
    fn start(&self, name: &[u8]) -> (usize, u32) {
        let hash = xxh3_64_with_seed(name, self.seed);
        (hash as usize & (self.slots.len() - 1), (hash >> 32) as u32)
    }
}

#[cfg(test)]
mod tests {
    use super::Index;

    #[test]
    fn every_name_is_found_where_it_is_first() {
        for count in [0, 1, 2, 3, 100, 5_000] {
            let names: Vec<String> = (0..count).map(|at| format!("n{}", at % 4_000)).collect();
            let index = Index::of(names.iter().map(String::as_str));
            let find = |name: &str| index.find(name.as_bytes(), |at| &names[at]);
            for at in 0..count.min(4_000) {
                assert_eq!(find(&format!("n{at}")), Some(at));
            }
            assert_eq!(find("x"), None);
            assert_eq!(find(""), None);
        }
        assert_eq!(Index::default().find(b"x", |_| "x"), None);
    }
}
