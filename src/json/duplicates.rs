//! Equal keys in one object.

use super::string::unescape;
use super::tree::{BARE, ESCAPED, Raw};
use super::{Node, NodeId, Tree};
use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

impl Tree<'_> {
    /// Pairs of equal keys in one object, anywhere: the first and a later one.
    pub(crate) fn duplicates(&self) -> Vec<(NodeId, NodeId)> {
        let mut out = Vec::new();
        for node in self.nodes().filter(|node| node.may_have_duplicates()) {
            among_many(self.text, &self.nodes, node.id().0 as usize, &mut out);
        }
        out
    }
}

impl Node<'_> {
    /// Whether this is an object in which a key may stand twice: of many keys or odd ones nothing
    /// is said yet.
    pub(crate) fn may_have_duplicates(self) -> bool {
        const FEW: usize = 8;
        let (text, nodes) = (self.tree.text, &self.tree.nodes);
        let node = self.id().0 as usize;
        let count = nodes[node].count() as usize;
        if !nodes[node].is_object() || count < 2 {
            return false;
        }
        if count > FEW {
            return true;
        }
        let mut seen = [""; FEW];
        for (at, (_, raw)) in keys(nodes, node).enumerate() {
            let Some(place) = seen.get_mut(at) else { return true };
            if raw.flags() & (ESCAPED | BARE) != 0 {
                return true;
            }
            *place = &text[raw.start as usize..raw.end as usize];
            let key = *place;
            if seen[..at].contains(&key) {
                return true;
            }
        }
        false
    }
}

/// Adds every key of the object at `node` that equals an earlier one, with the first of its kind.
fn among_many(text: &str, nodes: &[Raw], node: usize, out: &mut Vec<(NodeId, NodeId)>) {
    let mut prints: Vec<(u64, u32)> =
        keys(nodes, node).map(|(id, raw)| (print(key(text, raw).as_bytes()), id)).collect();
    prints.sort_unstable();
    for run in prints.chunk_by(|a, b| a.0 == b.0).filter(|run| run.len() > 1) {
        let mut first = HashMap::new();
        for (_, id) in run {
            match first.entry(key(text, nodes[*id as usize])) {
                Entry::Vacant(entry) => {
                    entry.insert(*id);
                }
                Entry::Occupied(entry) => out.push((NodeId(*entry.get()), NodeId(*id))),
            }
        }
    }
}

/// The keys of an object that could be read.
fn keys(nodes: &[Raw], node: usize) -> impl Iterator<Item = (u32, Raw)> {
    let end = nodes[node].next as usize;
    let mut at = node + 1;
    std::iter::from_fn(move || {
        while at + 1 < end {
            let (id, raw) = (at as u32, nodes[at]);
            at = nodes[at + 1].next as usize;
            if raw.is_string() {
                return Some((id, raw));
            }
        }
        None
    })
}

/// What a key says.
fn key<'t>(text: &'t str, raw: Raw) -> Cow<'t, str> {
    let written = &text[raw.start as usize..raw.end as usize];
    let inner = if raw.flags() & BARE != 0 { written } else { &written[1..written.len() - 1] };
    if raw.flags() & ESCAPED != 0 { Cow::Owned(unescape(inner)) } else { Cow::Borrowed(inner) }
}

/// Made of the length, the first and the last bytes.
#[inline]
fn print(key: &[u8]) -> u64 {
    let word = match (key.first_chunk(), key.last_chunk()) {
        (Some(first), Some(last)) => {
            u64::from_le_bytes(*first).rotate_left(7) ^ u64::from_le_bytes(*last)
        }
        _ => match (key.first_chunk(), key.last_chunk()) {
            (Some(first), Some(last)) => {
                u64::from(u32::from_le_bytes(*first)) << 32 | u64::from(u32::from_le_bytes(*last))
            }
            _ => key.iter().fold(0, |sum, &byte| sum << 8 | u64::from(byte)),
        },
    };
    word ^ (key.len() as u64) << 56
}
