//! Equal keys in one object, found when it closes.

use super::NodeId;
use super::packed_node::{BARE, ESCAPED, Raw};
use super::string::unescape;
use crate::text::all_differ::print;
use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// Adds every key of the object at `node` that equals an earlier one, with the first of its kind.
pub(super) fn find_duplicates(
    text: &str,
    nodes: &[Raw],
    node: usize,
    out: &mut Vec<(NodeId, NodeId)>,
) {
    const FEW: usize = 8;
    if nodes[node].count() as usize > FEW {
        return among_many(text, nodes, node, out);
    }
    // Most objects have a handful of keys, which differ as they are written.
    let mut seen = [""; FEW];
    for (at, (_, raw)) in keys(nodes, node).enumerate() {
        let written = &text[raw.start as usize..raw.end as usize];
        let odd = raw.flags() & (ESCAPED | BARE) != 0;
        match seen.get_mut(at) {
            Some(place) if !odd => *place = written,
            _ => return among_many(text, nodes, node, out),
        }
        if seen[..at].contains(&written) {
            return among_many(text, nodes, node, out);
        }
    }
}

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
fn key(text: &str, raw: Raw) -> Cow<'_, str> {
    let written = &text[raw.start as usize..raw.end as usize];
    let inner = if raw.flags() & BARE != 0 { written } else { &written[1..written.len() - 1] };
    if raw.flags() & ESCAPED != 0 { Cow::Owned(unescape(inner)) } else { Cow::Borrowed(inner) }
}

/// Of pairs of a first key and a later one, every key but the last of its kind.
pub(super) fn unused(pairs: &[(NodeId, NodeId)]) -> Vec<NodeId> {
    let mut last = HashMap::new();
    pairs.iter().map(|(first, later)| last.insert(*first, *later).unwrap_or(*first)).collect()
}
