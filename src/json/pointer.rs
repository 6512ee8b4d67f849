//! Where a node stands, for machines (RFC 6901) and for people.

use super::{Kind, Node};

impl<'a> Node<'a> {
    /// The RFC 6901 JSON Pointer to this value; of a key, to the value it names. Where keys of
    /// thousands of bytes are on the way, it ends before them.
    pub fn pointer(self) -> String {
        let mut out = String::new();
        for step in self.steps() {
            match step {
                Step::Key(Some(key)) if out.len() + key.raw().len() > POINTER => break,
                Step::Key(key) => {
                    let key = key.and_then(Node::text).unwrap_or_default();
                    out.push('/');
                    match key.contains(['~', '/']) {
                        true => out.push_str(&key.replace('~', "~0").replace('/', "~1")),
                        false => out.push_str(&key),
                    }
                }
                Step::Index(index) => {
                    out.push('/');
                    out.push_str(&index.to_string());
                }
            }
        }
        out
    }

    /// The place as people write it: `filters[2].label`; empty for the root. Shortened where it
    /// would be too long to read.
    pub fn path(self) -> String {
        let mut out = String::new();
        for step in self.steps() {
            if out.len() > PATH {
                out.push('…');
                break;
            }
            match step {
                Step::Key(key) => {
                    if !out.is_empty() {
                        out.push('.');
                    }
                    let key = key.and_then(Node::text).unwrap_or_default();
                    out.push_str(&crate::text::shown(&key));
                }
                Step::Index(index) => out.push_str(&format!("[{index}]")),
            }
        }
        out
    }

    fn steps(self) -> Vec<Step<'a>> {
        let mut steps = Vec::new();
        let mut at = self.written();
        while let Some(parent) = at.parent() {
            steps.push(match parent.kind() {
                Kind::Array => Step::Index(at.ordinal()),
                _ => Step::Key(if at.is_key() { Some(at) } else { at.key() }),
            });
            at = parent;
        }
        steps.reverse();
        steps
    }
}

/// Bytes of a pointer, and of a path, beyond which nothing is added.
const POINTER: usize = 4096;
const PATH: usize = 160;

enum Step<'a> {
    Key(Option<Node<'a>>),
    Index(usize),
}
