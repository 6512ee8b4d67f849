//! Equal keys in one object, found when it closes.

use super::NodeId;
use super::string::unescape;
use super::tree::{BARE, ESCAPED};
use std::borrow::Cow;

/// A key in short: most different keys differ here already.
#[derive(Debug, Clone, Copy)]
pub(super) struct KeyPrint {
    print: u64,
    node: u32,
    start: u32,
    length: u32,
    flags: u32,
}

impl KeyPrint {
    /// `raw` is the key as written, within the text at `start`.
    pub(super) fn new(raw: &str, flags: u32, node: u32) -> Self {
        let mut key = Self { print: 0, node, start: 0, length: raw.len() as u32, flags };
        key.print = match key.inner(raw) {
            Cow::Borrowed(inner) => print(inner.as_bytes()),
            Cow::Owned(inner) => print(inner.as_bytes()),
        };
        key
    }

    pub(super) fn at(mut self, start: usize) -> Self {
        self.start = start as u32;
        self
    }

    fn inner<'t>(&self, raw: &'t str) -> Cow<'t, str> {
        let inner = if self.flags & BARE != 0 { raw } else { &raw[1..raw.len() - 1] };
        if self.flags & ESCAPED != 0 { Cow::Owned(unescape(inner)) } else { Cow::Borrowed(inner) }
    }

    fn text<'t>(&self, text: &'t str) -> Cow<'t, str> {
        self.inner(&text[self.start as usize..(self.start + self.length) as usize])
    }
}

/// Length, first and last bytes.
fn print(key: &[u8]) -> u64 {
    let take = |part: &[u8]| part.iter().fold(0_u64, |sum, &byte| sum << 8 | u64::from(byte));
    let head = &key[..key.len().min(3)];
    let tail = &key[key.len().saturating_sub(4)..];
    (key.len() as u64) << 56 | take(head) << 32 | take(tail)
}

/// Of pairs of a first key and a later one, every key but the last of its kind.
pub(super) fn unused(pairs: &[(NodeId, NodeId)]) -> Vec<NodeId> {
    let mut last = std::collections::HashMap::new();
    pairs.iter().map(|(first, later)| last.insert(*first, *later).unwrap_or(*first)).collect()
}

/// Adds every key that equals an earlier one, with the first of its kind. May reorder `keys`.
pub(super) fn find_duplicates(text: &str, keys: &mut [KeyPrint], out: &mut Vec<(NodeId, NodeId)>) {
    const FEW: usize = 16;
    if keys.len() <= FEW {
        let twice =
            keys.iter().enumerate().any(|(i, a)| keys[..i].iter().any(|b| b.print == a.print));
        if !twice {
            return;
        }
    }
    keys.sort_unstable_by_key(|key| (key.print, key.node));
    for run in keys.chunk_by(|a, b| a.print == b.print).filter(|run| run.len() > 1) {
        let mut first = std::collections::HashMap::new();
        for key in run {
            match first.entry(key.text(text)) {
                std::collections::hash_map::Entry::Vacant(entry) => {
                    entry.insert(key.node);
                }
                std::collections::hash_map::Entry::Occupied(entry) => {
                    out.push((NodeId(*entry.get()), NodeId(key.node)));
                }
            }
        }
    }
}
