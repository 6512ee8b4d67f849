//! JSON with spans: a parser, what was meant where it stops, and the tree that comes out.
//!
//! Knows JSON and nothing else.

mod describe;
#[cfg(test)]
mod differential;
mod duplicates;
pub(crate) mod edits;
mod fast_path;
mod frame;
mod key_table;
pub(crate) mod lexer;
pub(crate) mod list_layout;
pub(crate) mod log_prefix;
mod members;
pub(crate) mod mistake;
mod node;
mod node_edits;
mod number;
mod packed_node;
mod parse_string;
mod parser;
mod pointer;
mod recover;
pub(crate) mod repair;
mod reread;
mod resume;
mod scan;
mod string;
mod tree;

use crate::text::Span;

use repair::{Expectations, Expects};

pub(crate) use key_table::{KeyTable, Symbol, Symbols};
pub use members::Member;
pub(crate) use mistake::{Mistake, What};
pub use node::Node;
pub use packed_node::Kind;
pub(crate) use recover::starts_like_json;
pub(crate) use reread::{Name, Reading, Readings, doubtful, reread};
pub(crate) use string::{Places, escape, quote};
pub use tree::{NodeId, Tree};

/// Deeper nesting than this is not read.
pub(crate) const DEPTH_LIMIT: usize = 128;

/// What has more mistakes than this is no JSON; the rest of it is not read.
pub(crate) const MISTAKES: usize = 250_000;

/// What the parser takes for granted.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Options<'o> {
    /// Comments and trailing commas are fine.
    pub(crate) jsonc: bool,
    /// Places that were no UTF-8, in order; somebody else reports them.
    pub(crate) unreadable: &'o [Span],
    /// The keys that get a symbol.
    pub(crate) names: &'static KeyTable,
    /// What is documented, as signs for what was meant by broken text.
    pub(crate) expected: &'o dyn Expects,
    /// The commands that send or show a body, with which a line before it may begin.
    pub(crate) commands: &'static [&'static str],
}

impl Default for Options<'_> {
    fn default() -> Self {
        Self {
            jsonc: false,
            unreadable: &[],
            names: KeyTable::NONE,
            expected: Expectations::NONE,
            commands: &[],
        }
    }
}

/// What reading a text gives.
#[derive(Debug)]
pub(crate) struct Parsed<'t> {
    pub(crate) tree: Tree<'t>,
    pub(crate) mistakes: Vec<Mistake>,
    /// Comments, in order; allowed or not.
    pub(crate) comments: Vec<Span>,
    /// The stretches of the text that the tree does not tell as they are written, in order.
    pub(crate) unsure: Vec<Span>,
    /// Pairs of equal keys in one object: the first and a later one.
    pub(crate) duplicates: Vec<(NodeId, NodeId)>,
    /// How many objects were closed, by a brace of their own or not.
    pub(crate) objects: usize,
    /// Whether a string or a key has escapes.
    pub(crate) escapes: bool,
    /// The known keys anywhere in it.
    pub(crate) keys: Symbols,
    spare: (Vec<frame::Frame>, Option<Box<key_table::Habits>>),
}

impl<'t> Parsed<'t> {
    fn new(text: &'t str, read: parser::Read) -> Self {
        Self {
            tree: Tree::new(text, read.nodes),
            mistakes: read.mistakes,
            comments: read.comments,
            unsure: read.unsure,
            duplicates: read.duplicates,
            objects: read.objects,
            escapes: read.escapes,
            keys: read.keys,
            spare: read.spare,
        }
    }

    /// Its memory, for the next one; leaves an empty tree.
    pub(crate) fn take_buffer(&mut self) -> Buffer {
        let (frames, habits) = std::mem::take(&mut self.spare);
        Buffer { nodes: std::mem::take(&mut self.tree.nodes), frames, habits }
    }

    /// Whether the text is JSON and nothing but that, every key once.
    pub(crate) fn is_faultless(&self) -> bool {
        self.mistakes.is_empty() && self.comments.is_empty() && self.duplicates.is_empty()
    }
}

/// Reads a text of any kind. Takes time linear in its length and stack independent of it.
pub(crate) fn parse<'t>(text: &'t str, options: Options<'_>) -> Parsed<'t> {
    parse_into(text, options, Buffer::default())
}

/// The memory of a tree that is no longer needed, and what the parser learned from it.
#[derive(Debug, Default)]
pub(crate) struct Buffer {
    nodes: Vec<packed_node::Raw>,
    frames: Vec<frame::Frame>,
    habits: Option<Box<key_table::Habits>>,
}

impl Buffer {
    /// Bytes that it holds.
    pub(crate) fn size(&self) -> usize {
        self.nodes.capacity() * size_of::<packed_node::Raw>()
    }
}

/// Reads a text of any kind, in the memory of an earlier one. Takes time linear in its length and
/// stack independent of it.
// Apart from its caller, for the registers that its loop needs.
#[inline(never)]
pub(crate) fn parse_into<'t>(text: &'t str, options: Options<'_>, buffer: Buffer) -> Parsed<'t> {
    let read = parser::Parser::new(text, options, buffer).run();
    if !read.whole {
        return recover::recover(text, options, read);
    }
    Parsed::new(text, read)
}

/// The text that the search takes a text for; JSON as it is, and nothing where there is no value.
#[cfg(fuzzing)]
pub(crate) fn repaired(text: &str, options: Options<'_>) -> Option<String> {
    if parser::Parser::new(text, options, Buffer::default()).run().whole {
        return Some(text.to_owned());
    }
    recover::repaired(text, options)
}
