//! Where a node is, for machines (RFC 6901) and for people.

use super::{Kind, Node, NodeId};
use crate::text::push_shown;

impl<'a> Node<'a> {
    /// The RFC 6901 JSON Pointer to this value; of a key, to the value it names. Where keys of
    /// thousands of bytes are on the way, it ends before them.
    pub fn pointer(self) -> String {
        let mut out = String::with_capacity(USUAL);
        self.steps(|step| {
            match step {
                Step::Key(Some(key)) if out.len() + key.raw().len() > POINTER => return false,
                Step::Key(key) => {
                    let key = key.and_then(Node::text).unwrap_or_default();
                    out.push('/');
                    match key.bytes().any(|byte| matches!(byte, b'~' | b'/')) {
                        true => out.push_str(&key.replace('~', "~0").replace('/', "~1")),
                        false => out.push_str(&key),
                    }
                }
                Step::Index(index) => {
                    out.push('/');
                    out.push_str(itoa::Buffer::new().format(index));
                }
            }
            true
        });
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
        self.steps(|step| {
            if out.len() - start > PATH {
                out.push('…');
                return false;
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
            true
        });
    }

    /// Gives `each` the steps to this value, from the outermost on, until it says no.
    #[inline]
    fn steps(self, mut each: impl FnMut(Step<'a>) -> bool) {
        // Nearly every value has few others around it.
        let mut few = [NodeId(0); 12];
        let mut many = Vec::new();
        let written = self.written();
        let mut count = 0;
        let mut next = Some(written);
        while let Some(at) = next {
            match few.get_mut(count) {
                Some(place) if many.is_empty() => *place = at.id(),
                _ if many.is_empty() => many = [&few[..], &[at.id()]].concat(),
                _ => many.push(at.id()),
            }
            count += 1;
            next = at.parent();
        }
        let way = if many.is_empty() { &few[..count] } else { &many };
        for step in way.windows(2).rev() {
            let [at, parent] = [step[0], step[1]].map(|id| written.tree.node(id));
            let step = match parent.kind() {
                Kind::Array => Step::Index(at.ordinal()),
                _ => Step::Key(if at.is_key() { Some(at) } else { at.key() }),
            };
            if !each(step) {
                return;
            }
        }
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
