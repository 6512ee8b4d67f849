//! Where a node is, for machines (RFC 6901) and for people.

use super::{Kind, Node};

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
                    match key.contains(['~', '/']) {
                        true => out.push_str(&key.replace('~', "~0").replace('/', "~1")),
                        false => out.push_str(&key),
                    }
                }
                Step::Index(index) => {
                    out.push('/');
                    push_number(&mut out, index);
                }
            }
        }
        out
    }

    /// The place as people write it: `filters[2].label`; empty for the root. Shortened where it
    /// would be too long to read.
    pub fn path(self) -> String {
        let mut out = String::with_capacity(USUAL);
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
                    push_shown(&mut out, &key);
                }
                Step::Index(index) => {
                    out.push('[');
                    push_number(&mut out, index);
                    out.push(']');
                }
            }
        }
        out
    }

    fn steps(self) -> Vec<Step<'a>> {
        let mut steps = Vec::with_capacity(8);
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

/// Bytes that most pointers and paths fit into.
const USUAL: usize = 40;
/// Bytes of a pointer, and of a path, beyond which nothing is added.
const POINTER: usize = 4096;
const PATH: usize = 160;

/// A key as messages show it; nearly every one is short and plain, and needs no copy.
fn push_shown(out: &mut String, key: &str) {
    match key.len() <= 80 && crate::text::is_plain(key) {
        true => out.push_str(key),
        false => out.push_str(&crate::text::shown(key)),
    }
}

fn push_number(out: &mut String, number: usize) {
    if number > 9 {
        push_number(out, number / 10);
    }
    out.push(char::from(b'0' + (number % 10) as u8));
}

enum Step<'a> {
    Key(Option<Node<'a>>),
    Index(usize),
}
