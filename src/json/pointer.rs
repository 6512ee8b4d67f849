//! Where a node is, for machines (RFC 6901) and for people.

use super::{Kind, Node, NodeId};
use crate::text::push_shown;

impl<'a> Node<'a> {
    /// The RFC 6901 JSON Pointer to this value; of a key, to the value it names. Where keys of
    /// thousands of bytes are on the way, it ends before them.
    pub fn pointer(self) -> String {
        let mut out = String::with_capacity(USUAL);
        for step in self.steps() {
            match step {
                Step::Key(Some(key)) if out.len() + key.raw().len() > POINTER => break,
                Step::Key(key) => {
                    let key = key.and_then(Node::text).unwrap_or_default();
                    out.push('/');
                    match memchr::memchr2(b'~', b'/', key.as_bytes()) {
                        Some(_) => out.push_str(&key.replace('~', "~0").replace('/', "~1")),
                        None => out.push_str(&key),
                    }
                }
                Step::Index(index) => {
                    out.push('/');
                    out.push_str(itoa::Buffer::new().format(index));
                }
            }
        }
        out
    }

    /// The place as people write it: `filters[2].label`; empty for the root. Shortened where it
    /// would be too long to read.
    pub fn path(self) -> String {
        let mut out = String::with_capacity(USUAL);
        self.push_path(&mut out);
        out
    }

    /// Adds the place as people write it to a text.
    pub(crate) fn push_path(self, out: &mut String) {
        let start = out.len();
        for step in self.steps() {
            if out.len() - start > PATH {
                out.push('…');
                break;
            }
            match step {
                Step::Key(key) => {
                    if out.len() > start {
                        out.push('.');
                    }
                    let key = key.and_then(Node::text).unwrap_or_default();
                    push_shown(out, &key);
                }
                Step::Index(index) => {
                    out.push('[');
                    out.push_str(itoa::Buffer::new().format(index));
                    out.push(']');
                }
            }
        }
    }

    /// The steps to this value, from the outermost on.
    fn steps(self) -> impl Iterator<Item = Step<'a>> {
        // Nearly every value has few others around it.
        let (mut few, mut count) = ([NodeId(0); 12], 0);
        let mut many = Vec::new();
        let written = self.written();
        let mut next = Some(written);
        while let Some(at) = next {
            match few.get_mut(count) {
                Some(place) => *place = at.id(),
                None => many.push(at.id()),
            }
            count += 1;
            next = at.parent();
        }
        let node = move |place: usize| {
            let id = few.get(place).or_else(|| many.get(place - few.len()));
            id.map(|id| written.tree.node(*id))
        };
        (1..count).rev().filter_map(move |place| {
            let (parent, at) = (node(place)?, node(place - 1)?);
            Some(match parent.kind() {
                Kind::Array => Step::Index(at.ordinal()),
                _ => Step::Key(if at.is_key() { Some(at) } else { at.key() }),
            })
        })
    }
}

/// Bytes that most pointers and paths fit into.
const USUAL: usize = 40;
/// Bytes of a pointer, and of a path, beyond which nothing is added.
const POINTER: usize = 4096;
const PATH: usize = 160;

enum Step<'a> {
    Key(Option<Node<'a>>),
    Index(usize),
}
