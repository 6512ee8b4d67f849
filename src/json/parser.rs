//! The main loop: one pass, no recursion. It reads JSON and nothing else, but for comments and
//! trailing commas where they are fine; at anything else it stops, and
//! [`recover`](super::recover) finds out what was meant.
//!
//! What is always inlined here, in `frame`, `members`, and `tree` saves 0.3 % of the instructions
//! of linting a large body (`cargo bench --bench lint`).

use super::duplicates::{find_duplicates, unused};
use super::frame::{Form, Frame};
use super::key_table::{Habits, Symbol, Symbols};
use super::lexer::{Comment, is_word, leading_comment, value_end};
use super::mistake::{Mistake, What};
use super::number;
use super::packed_node::{ESCAPED, Raw, TRUE, UNUSED};
use super::scan::white;
use super::string::unescape;
use super::{Buffer, DEPTH_LIMIT, Kind, NodeId, Options};
use crate::text::{BOM, Span};

/// What may come next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Expect {
    /// The outermost value.
    Top,
    /// A member's value.
    Value,
    /// An element or `]`.
    FirstElement,
    /// An element; a comma came before.
    Element,
    /// A key or `}`.
    FirstKey,
    /// A key; a comma came before.
    Key,
    Colon,
    /// A comma or the closer.
    Separator,
    /// Nothing but whitespace.
    End,
    /// Nothing: what is here is not JSON.
    Stop,
}

pub(super) struct Parser<'t, 'o> {
    pub(super) text: &'t str,
    pub(super) bytes: &'t [u8],
    pub(super) at: usize,
    pub(super) expect: Expect,
    pub(super) nodes: Vec<Raw>,
    pub(super) stack: Vec<Frame>,
    mistakes: Vec<Mistake>,
    comments: Vec<Span>,
    unsure: Vec<Span>,
    pub(super) options: Options<'o>,
    too_deep: bool,
    pub(super) habits: Option<Box<Habits>>,
    duplicates: Vec<(NodeId, NodeId)>,
    pub(super) objects: usize,
    pub(super) escapes: bool,
    /// The known keys anywhere.
    pub(super) keys: Symbols,
}

/// What was read of a text.
#[derive(Debug)]
pub(super) struct Read {
    /// Whether it is JSON up to its end.
    pub(super) whole: bool,
    pub(super) nodes: Vec<Raw>,
    pub(super) mistakes: Vec<Mistake>,
    pub(super) comments: Vec<Span>,
    pub(super) unsure: Vec<Span>,
    pub(super) duplicates: Vec<(NodeId, NodeId)>,
    pub(super) objects: usize,
    pub(super) escapes: bool,
    pub(super) keys: Symbols,
    pub(super) spare: (Vec<Frame>, Option<Box<Habits>>),
}

impl Read {
    /// Its memory, for another try.
    pub(super) fn into_buffer(self) -> Buffer {
        let (frames, habits) = self.spare;
        Buffer { nodes: self.nodes, frames, habits }
    }
}

impl<'t, 'o> Parser<'t, 'o> {
    pub(super) fn new(text: &'t str, options: Options<'o>, buffer: Buffer) -> Self {
        let Buffer { mut nodes, mut frames, habits } = buffer;
        nodes.clear();
        frames.clear();
        Self { stack: frames, habits, ..Self::with_nodes(text, options, nodes) }
    }

    /// A parser that begins with some nodes.
    #[inline(always)]
    pub(super) fn with_nodes(text: &'t str, options: Options<'o>, mut nodes: Vec<Raw>) -> Self {
        // About as many as a real body has, and never more than two bytes for each of the text.
        nodes.reserve((text.len() / 9 + 4).saturating_sub(nodes.len()));
        Self {
            text,
            bytes: text.as_bytes(),
            at: if text.starts_with(BOM) { BOM.len() } else { 0 },
            expect: Expect::Top,
            nodes,
            stack: Vec::new(),
            mistakes: Vec::new(),
            comments: Vec::new(),
            unsure: Vec::new(),
            options,
            too_deep: false,
            habits: None,
            duplicates: Vec::new(),
            objects: 0,
            escapes: false,
            keys: Symbols::default(),
        }
    }

    pub(super) fn run(mut self) -> Read {
        while self.expect != Expect::Stop {
            self.straight();
            self.at = white(self.bytes, self.at);
            let Some(&byte) = self.bytes.get(self.at) else { break };
            self.step(byte);
        }
        let empty = self.expect == Expect::Top && self.comments.is_empty();
        if !self.duplicates.is_empty() {
            for unused in unused(&self.duplicates) {
                self.nodes[unused.0 as usize].set(UNUSED);
            }
        }
        Read {
            whole: self.expect == Expect::End || empty,
            nodes: self.nodes,
            mistakes: self.mistakes,
            comments: self.comments,
            unsure: self.unsure,
            duplicates: self.duplicates,
            objects: self.objects,
            escapes: self.escapes,
            // Whatever is asked about every body meets this one, though it has no key at all.
            keys: self.keys.with(Symbol::NONE),
            spare: (self.stack, self.habits),
        }
    }

    /// Stops before something that is not JSON, unless it is allowed here.
    #[cold]
    fn odd(&mut self, byte: u8) {
        if self.options.jsonc && byte == b'/' {
            let comment = leading_comment(&self.text[self.at..]);
            if let Some((Comment::Line | Comment::Block { closed: true }, length)) = comment {
                self.comments.push(Span::new(self.at as u32, (self.at + length) as u32));
                self.at += length;
                return;
            }
        }
        let trailing = self.options.jsonc
            && match self.expect {
                Expect::Key => byte == b'}',
                Expect::Element => byte == b']',
                _ => false,
            };
        if trailing {
            return self.end_innermost();
        }
        self.expect = Expect::Stop;
    }

    /// One token.
    fn step(&mut self, byte: u8) {
        match self.expect {
            Expect::Value | Expect::Element | Expect::FirstElement | Expect::Top => {
                self.value(byte);
            }
            Expect::FirstKey | Expect::Key => self.key(byte),
            Expect::Separator => self.separator(byte),
            Expect::Colon if byte == b':' => self.colon(),
            _ => self.odd(byte),
        }
    }

    fn value(&mut self, byte: u8) {
        match byte {
            b'"' => self.string(),
            b'{' => self.open(true),
            b'[' => self.open(false),
            b'-' | b'0'..=b'9' => self.number(),
            b't' if self.word(b"true") => self.literal(Kind::Bool, TRUE, 4),
            b'f' if self.word(b"false") => self.literal(Kind::Bool, 0, 5),
            b'n' if self.word(b"null") => self.literal(Kind::Null, 0, 4),
            b']' if self.expect == Expect::FirstElement => self.end_innermost(),
            _ => self.odd(byte),
        }
    }

    fn key(&mut self, byte: u8) {
        match byte {
            b'"' => self.string(),
            b'}' if self.expect == Expect::FirstKey => self.end_innermost(),
            _ => self.odd(byte),
        }
    }

    fn separator(&mut self, byte: u8) {
        let object = self.stack.last().is_none_or(|frame| frame.is_object());
        match byte {
            b',' => {
                self.at += 1;
                self.expect = if object { Expect::Key } else { Expect::Element };
            }
            b'}' if object => self.end_innermost(),
            b']' if !object => self.end_innermost(),
            _ => self.odd(byte),
        }
    }

    fn colon(&mut self) {
        self.at += 1;
        self.expect = Expect::Value;
    }

    /// A string or a key, whichever is expected.
    fn string(&mut self) {
        let Some((end, escaped)) = self.scan_string() else {
            self.expect = Expect::Stop;
            return;
        };
        let flags = if escaped { ESCAPED } else { 0 };
        match self.expect {
            Expect::FirstKey | Expect::Key => self.push_key(flags, self.at, end),
            _ => self.push(Kind::String, flags, self.at, end),
        }
    }

    fn word(&self, word: &[u8]) -> bool {
        self.bytes[self.at..].starts_with(word)
            && !self.bytes.get(self.at + word.len()).is_some_and(|&b| is_word(b))
    }

    fn literal(&mut self, kind: Kind, flags: u32, length: usize) {
        self.push(kind, flags, self.at, self.at + length);
    }

    fn number(&mut self) {
        let start = self.at;
        match number::scan(self.bytes, start) {
            Some(end) => {
                if number::may_lose_digits(&self.bytes[start..end]) {
                    self.imprecise(start, end);
                }
                self.push(Kind::Number, 0, start, end);
            }
            None => self.odd(self.bytes[start]),
        }
    }

    /// Adds a value and goes on after it.
    fn push(&mut self, kind: Kind, flags: u32, start: usize, end: usize) {
        self.nodes.push(Raw::new(kind, flags, start, end, self.nodes.len()));
        self.at = end;
        self.after_value();
    }

    /// Adds a key and goes on after it.
    fn push_key(&mut self, flags: u32, start: usize, end: usize) {
        let inner = start + 1..end - 1;
        let symbol = match flags & ESCAPED {
            0 => self.options.names.find(self.bytes, inner.start, inner.end),
            _ => self.options.names.of(&unescape(&self.text[inner])),
        };
        if let Some(frame) = self.stack.last_mut() {
            frame.meet(symbol);
        }
        self.nodes.push(Raw::key(flags, symbol, start, end, self.nodes.len()));
        self.at = end;
        self.expect = Expect::Colon;
    }

    fn after_value(&mut self) {
        let Some(frame) = self.stack.last_mut() else {
            self.expect = Expect::End;
            return;
        };
        frame.count += 1;
        self.expect = Expect::Separator;
    }

    fn open(&mut self, object: bool) {
        if self.stack.len() >= DEPTH_LIMIT {
            return self.skip_deep();
        }
        self.open_frame(if object { Form::Object } else { Form::List });
        self.at += 1;
    }

    fn open_frame(&mut self, form: Form) {
        let frame = Frame::new(self.nodes.len(), form);
        self.nodes.push(Raw::new(frame.kind(), 0, self.at, self.at + 1, self.nodes.len()));
        self.stack.push(frame);
        self.expect = if frame.is_object() { Expect::FirstKey } else { Expect::FirstElement };
    }

    /// Takes the closer of the innermost list or object.
    fn end_innermost(&mut self) {
        self.at += 1;
        self.close_frame(self.at);
    }

    /// Ends the innermost list or object at the byte `end`.
    fn close_frame(&mut self, end: usize) {
        let Some(frame) = self.stack.pop() else { return };
        let mut nodes = std::mem::take(&mut self.nodes);
        self.close(frame, &mut nodes, end);
        self.nodes = nodes;
        self.after_value();
    }

    /// Completes the node of a list or an object that ends at the byte `end`.
    #[inline(always)]
    pub(super) fn close(&mut self, frame: Frame, nodes: &mut [Raw], end: usize) {
        let next = nodes.len() as u32;
        let raw = &mut nodes[frame.node as usize];
        raw.end = end as u32;
        raw.next = next;
        raw.set_count(frame.count);
        self.objects += usize::from(frame.is_object());
        self.keys = self.keys.union(frame.keys);
        if frame.repeats {
            self.compare_keys(frame, nodes);
        }
    }

    #[cold]
    fn compare_keys(&mut self, frame: Frame, nodes: &[Raw]) {
        find_duplicates(self.text, nodes, frame.node as usize, &mut self.duplicates);
    }

    #[cold]
    fn imprecise(&mut self, start: usize, end: usize) {
        if number::loss(&self.text[start..end]).is_some() {
            self.note(What::Imprecise, start, end);
        }
    }

    /// Passes over a list or an object that is nested too deep.
    #[cold]
    fn skip_deep(&mut self) {
        let start = self.at;
        if !self.too_deep {
            self.too_deep = true;
            self.note(What::TooDeep, start, start + 1);
            if let Some(mistake) = self.mistakes.last_mut() {
                mistake.node = self.stack.last().map(|frame| frame.node);
            }
        }
        match value_end(self.text, start) {
            Some(end) => {
                self.unsure.push(Span::new(start as u32, end as u32));
                self.push(Kind::Error, 0, start, end);
            }
            None => self.expect = Expect::Stop,
        }
    }

    /// Notes a mistake in the value that is about to be added, which does not stop the reading.
    pub(super) fn note(&mut self, what: What, start: usize, end: usize) {
        let mistake = Mistake::new(what, Span::new(start as u32, end as u32));
        let node = Some(self.nodes.len() as u32);
        self.mistakes.push(Mistake { node, ..mistake });
    }
}
