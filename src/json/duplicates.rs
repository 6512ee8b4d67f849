//! Equal keys in one object, found when it closes.

use super::NodeId;
use super::string::unescape;
use super::tree::{BARE, ESCAPED, Raw};
use std::borrow::Cow;

/// A key in short: most different keys differ here already.
#[derive(Debug, Clone, Copy)]
pub(super) struct KeyPrint {
    print: u32,
    node: u32,
}

impl KeyPrint {
    /// The key at `node`, which is to be `raw`.
    #[inline]
    pub(super) fn new(text: &str, raw: Raw, node: u32) -> Self {
        let print = if raw.flags() & (ESCAPED | BARE) == 0 {
            print(&text.as_bytes()[raw.start as usize + 1..raw.end as usize - 1])
        } else {
            print(key(text, raw).as_bytes())
        };
        Self { print, node }
    }
}

/// What a key says.
fn key<'t>(text: &'t str, raw: Raw) -> Cow<'t, str> {
    let written = &text[raw.start as usize..raw.end as usize];
    let inner = if raw.flags() & BARE != 0 { written } else { &written[1..written.len() - 1] };
    if raw.flags() & ESCAPED != 0 { Cow::Owned(unescape(inner)) } else { Cow::Borrowed(inner) }
}

/// Made of the length, the first and the last bytes.
#[inline]
fn print(key: &[u8]) -> u32 {
    let short = |key: &[u8]| key.iter().fold(0, |sum: u32, &byte| sum << 8 | u32::from(byte));
    let word = match (key.first_chunk(), key.last_chunk()) {
        (Some(first), Some(last)) => {
            u64::from_le_bytes(*first).rotate_left(7) ^ u64::from_le_bytes(*last)
        }
        _ => match (key.first_chunk(), key.last_chunk()) {
            (Some(first), Some(last)) => {
                u64::from(u32::from_le_bytes(*first)) << 32 | u64::from(u32::from_le_bytes(*last))
            }
            _ => u64::from(short(key)),
        },
    };
    let mixed = (word ^ key.len() as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> 32) as u32
}

/// Of pairs of a first key and a later one, every key but the last of its kind.
pub(super) fn unused(pairs: &[(NodeId, NodeId)]) -> Vec<NodeId> {
    let mut last = std::collections::HashMap::new();
    pairs.iter().map(|(first, later)| last.insert(*first, *later).unwrap_or(*first)).collect()
}

/// Adds every key that equals an earlier one, with the first of its kind. May reorder `keys`.
pub(super) fn find_duplicates(
    text: &str,
    nodes: &[Raw],
    keys: &mut [KeyPrint],
    out: &mut Vec<(NodeId, NodeId)>,
) {
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
        for KeyPrint { node, .. } in run {
            match first.entry(key(text, nodes[*node as usize])) {
                std::collections::hash_map::Entry::Vacant(entry) => {
                    entry.insert(*node);
                }
                std::collections::hash_map::Entry::Occupied(entry) => {
                    out.push((NodeId(*entry.get()), NodeId(*node)));
                }
            }
        }
    }
}
