//! Where a node stands, for machines (RFC 6901) and for people.

use super::{Kind, Node};

impl Node<'_> {
    /// The RFC 6901 JSON Pointer to this value; of a key, to the value it names.
    pub fn pointer(self) -> String {
        let mut out = String::new();
        for step in self.steps() {
            out.push('/');
            match step {
                Step::Key(key) => out.push_str(&key.replace('~', "~0").replace('/', "~1")),
                Step::Index(index) => out.push_str(&index.to_string()),
            }
        }
        out
    }

    /// The place as people write it: `filters[2].label`; empty for the root.
    pub fn path(self) -> String {
        let mut out = String::new();
        for step in self.steps() {
            match step {
                Step::Key(key) => {
                    if !out.is_empty() {
                        out.push('.');
                    }
                    out.push_str(&key);
                }
                Step::Index(index) => out.push_str(&format!("[{index}]")),
            }
        }
        out
    }

    fn steps(self) -> Vec<Step> {
        let mut steps = Vec::new();
        let mut at = self;
        while let Some(parent) = at.parent() {
            steps.push(match parent.kind() {
                Kind::Array => Step::Index(at.ordinal()),
                _ => {
                    let key = if at.is_key() { Some(at) } else { at.key() };
                    Step::Key(key.and_then(Node::text).unwrap_or_default().into_owned())
                }
            });
            at = parent;
        }
        steps.reverse();
        steps
    }
}

enum Step {
    Key(String),
    Index(usize),
}
