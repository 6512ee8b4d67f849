//! JSON with spans: a parser that recovers from every mistake, and the tree it leaves.
//!
//! Knows JSON and nothing else.

mod ahead;
mod brackets;
#[cfg(test)]
mod differential;
mod duplicates;
pub(crate) mod edits;
mod fast_path;
mod frame;
mod key_table;
pub(crate) mod list_layout;
mod members;
mod node;
mod node_edits;
mod number;
mod outside;
mod packed_node;
mod parser;
pub(crate) mod paste;
mod pointer;
mod quotes;
mod recovery;
mod reopen;
mod reread;
mod scan;
mod string;
mod tree;
mod unclosed;
mod word;

use crate::text::{Fix, Span};

pub(crate) use key_table::{KeyTable, Symbol, Symbols};
pub use members::Member;
pub use node::Node;
pub use packed_node::Kind;
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
}

impl Default for Options<'_> {
    fn default() -> Self {
        Self { jsonc: false, unreadable: &[], names: KeyTable::NONE }
    }
}

/// What a problem is about; each has a rule of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Topic {
    Syntax,
    NotAnObject,
    Comment,
    TrailingComma,
    Encoding,
    TooDeep,
    Precision,
}

/// Something that JSON does not allow.
#[derive(Debug)]
pub(crate) struct Problem {
    pub(crate) topic: Topic,
    pub(crate) span: Span,
    pub(crate) message: String,
    pub(crate) label: &'static str,
    pub(crate) help: Option<String>,
    pub(crate) second: Vec<(Span, &'static str)>,
    pub(crate) fix: Option<Fix>,
    /// The innermost value that could be read around it.
    pub(crate) node: Option<u32>,
}

impl Problem {
    fn new(topic: Topic, span: Span, message: impl Into<String>) -> Self {
        Self {
            topic,
            span,
            message: message.into(),
            label: "",
            help: None,
            second: Vec::new(),
            fix: None,
            node: None,
        }
    }

    fn syntax(span: Span, message: impl Into<String>) -> Self {
        Self::new(Topic::Syntax, span, message)
    }

    fn label(mut self, label: &'static str) -> Self {
        self.label = label;
        self
    }

    fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    fn second(mut self, span: Span, label: &'static str) -> Self {
        self.second.push((span, label));
        self
    }

    fn fix(mut self, fix: Fix) -> Self {
        self.fix = Some(fix);
        self
    }
}

/// What reading a text gives.
#[derive(Debug)]
pub(crate) struct Parsed<'t> {
    pub(crate) tree: Tree<'t>,
    pub(crate) problems: Vec<Problem>,
    /// Comments, in order; allowed or not.
    pub(crate) comments: Vec<Span>,
    /// Pairs of equal keys in one object: the first and a later one.
    pub(crate) duplicates: Vec<(NodeId, NodeId)>,
    /// How many objects were closed, by a brace of their own or not.
    pub(crate) objects: usize,
    /// Whether a string or a key has escapes.
    pub(crate) escapes: bool,
    /// The known keys that stand anywhere in it.
    pub(crate) keys: Symbols,
    spare: (Vec<frame::Frame>, Option<Box<key_table::Habits>>),
}

impl Parsed<'_> {
    /// Its memory, for the next one; leaves an empty tree.
    pub(crate) fn take_buffer(&mut self) -> Buffer {
        let (frames, habits) = std::mem::take(&mut self.spare);
        Buffer { nodes: std::mem::take(&mut self.tree.nodes), frames, habits }
    }

    /// Whether the text is JSON and nothing but that, every key once.
    pub(crate) fn is_faultless(&self) -> bool {
        self.problems.is_empty() && self.comments.is_empty() && self.duplicates.is_empty()
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
    parser::Parser::new(text, options, buffer).run()
}
