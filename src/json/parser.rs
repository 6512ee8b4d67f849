//! The main loop: one pass, no recursion. What is not JSON goes to [`recovery`](super::recovery),
//! so that a clean file never enters it.

use std::collections::BTreeSet;

use super::duplicates::{find_duplicates, unused};
use super::frame::{Form, Frame};
use super::key_table::{Habits, Symbol, Symbols};
use super::outside::Wrapping;
use super::packed_node::{BARE, ESCAPED, KEY, PARTIAL, Raw, TRUE, UNUSED};
use super::scan::{special, white};
use super::string::unescape;
use super::{Buffer, DEPTH_LIMIT, Kind, MISTAKES, NodeId, Options, Parsed, Problem, Tree};
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
    /// Nothing but white space.
    End,
    /// What follows is given up; something has been said about it.
    Stop,
}

pub(super) struct Parser<'t, 'o> {
    pub(super) text: &'t str,
    pub(super) bytes: &'t [u8],
    pub(super) at: usize,
    pub(super) expect: Expect,
    pub(super) nodes: Vec<Raw>,
    pub(super) stack: Vec<Frame>,
    /// The last comma or colon that was read.
    pub(super) mark: usize,
    /// One past the last key, value or bracket.
    pub(super) last_end: usize,
    pub(super) problems: Vec<Problem>,
    pub(super) comments: Vec<Span>,
    pub(super) options: Options<'o>,
    pub(super) too_deep: bool,
    /// The end of something unread that a quote without an end runs through: what is put there
    /// becomes part of it.
    pub(super) open_quote: usize,
    /// The last string ran on to the end of the file and may have taken closers with it.
    pub(super) swallowed: bool,
    /// The file ends in the middle of a word, so that nothing more is known of it.
    pub(super) cut_off: bool,
    /// One past the last byte that is no white space.
    pub(super) text_end: usize,
    /// How many bytes may still be looked at ahead of their turn.
    pub(super) ahead: usize,
    pub(super) wrapping: Option<Wrapping>,
    /// Where a search for this closing quote has failed on this line: its end.
    pub(super) unclosed: Option<(char, usize)>,
    pub(super) habits: Option<Box<Habits>>,
    duplicates: Vec<(NodeId, NodeId)>,
    root_repeats: bool,
    /// A list or an object inside was opened again, so that its keys are compared twice.
    pub(super) reopened: bool,
    objects: usize,
    escapes: bool,
    /// The known keys that stand anywhere.
    keys: Symbols,
}

/// What ended a string.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scanned {
    /// One past the closing quote, or the end of the line.
    pub(super) end: usize,
    pub(super) escaped: bool,
    pub(super) closed: bool,
}

impl<'t, 'o> Parser<'t, 'o> {
    pub(super) fn new(text: &'t str, options: Options<'o>, buffer: Buffer) -> Self {
        let Buffer { mut nodes, mut frames, habits } = buffer;
        nodes.clear();
        frames.clear();
        // About as many as a real body has, and never more than two bytes for each of the text.
        nodes.reserve(text.len() / 9 + 4);
        Self {
            text,
            bytes: text.as_bytes(),
            at: if text.starts_with(BOM) { BOM.len() } else { 0 },
            expect: Expect::Top,
            nodes,
            stack: frames,
            mark: 0,
            last_end: 0,
            problems: Vec::new(),
            comments: Vec::new(),
            options,
            too_deep: false,
            open_quote: 0,
            swallowed: false,
            cut_off: false,
            text_end: text.trim_end().len(),
            ahead: 1 << 20,
            wrapping: None,
            unclosed: None,
            habits,
            duplicates: Vec::new(),
            root_repeats: false,
            reopened: false,
            objects: 0,
            escapes: false,
            keys: Symbols::default(),
        }
    }

    pub(super) fn run(mut self) -> Parsed<'t> {
        while self.expect != Expect::Stop && self.problems.len() <= MISTAKES {
            self.straight();
            self.at = white(self.bytes, self.at);
            let Some(&byte) = self.bytes.get(self.at) else { break };
            self.step(byte);
        }
        self.end_of_file();
        if self.root_repeats && self.nodes.first().is_some_and(|raw| raw.is_object()) {
            find_duplicates(self.text, &self.nodes, 0, &mut self.duplicates);
        }
        if !self.duplicates.is_empty() {
            if self.reopened {
                let mut seen = BTreeSet::new();
                self.duplicates.retain(|pair| seen.insert(*pair));
            }
            for unused in unused(&self.duplicates) {
                self.nodes[unused.0 as usize].set(UNUSED);
            }
        }
        Parsed {
            tree: Tree::new(self.text, self.nodes),
            problems: self.problems,
            comments: self.comments,
            duplicates: self.duplicates,
            objects: self.objects,
            escapes: self.escapes,
            // Whatever is asked about every body meets this one, though it has no key at all.
            keys: self.keys.with(Symbol::NONE),
            spare: (self.stack, self.habits),
        }
    }

    /// One token of any kind, well formed or not.
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
                self.mark = self.at;
                self.at += 1;
                self.expect = if object { Expect::Key } else { Expect::Element };
            }
            b'}' if object => self.end_innermost(),
            b']' if !object => self.end_innermost(),
            _ => self.odd(byte),
        }
    }

    pub(super) fn colon(&mut self) {
        self.mark = self.at;
        self.at += 1;
        self.expect = Expect::Value;
    }

    /// A string or a key, whichever is expected.
    fn string(&mut self) {
        let scanned = self.scan_string();
        if !scanned.closed {
            return self.unclosed_string(scanned);
        }
        self.push_text(if scanned.escaped { ESCAPED } else { 0 }, self.at, scanned.end);
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
        match super::number::scan(self.bytes, start) {
            Some(end) => {
                if super::number::may_lose_digits(&self.bytes[start..end]) {
                    self.imprecise(start, end);
                }
                self.push(Kind::Number, 0, start, end);
            }
            None => self.odd(self.bytes[start]),
        }
    }

    /// Adds a value and goes on behind it.
    pub(super) fn push(&mut self, kind: Kind, flags: u32, start: usize, end: usize) {
        self.nodes.push(Raw::new(kind, flags, start, end, self.nodes.len()));
        self.at = end;
        self.last_end = end;
        self.after_value();
    }

    /// Adds a key and goes on behind it.
    pub(super) fn push_key(&mut self, flags: u32, start: usize, end: usize) {
        let inner = if flags & BARE != 0 { start..end } else { start + 1..end.max(start + 2) - 1 };
        let symbol = match flags & ESCAPED {
            0 => self.options.names.find(self.bytes, inner.start, inner.end),
            _ => self.options.names.of(&unescape(&self.text[inner])),
        };
        if let Some(frame) = self.stack.last_mut() {
            frame.meet(symbol);
        }
        self.nodes.push(Raw::key(flags, symbol, start, end, self.nodes.len()));
        self.at = end;
        self.last_end = end;
        self.expect = Expect::Colon;
    }

    /// Notes that something in the innermost object could not be read.
    pub(super) fn mark_partial(&mut self) {
        if let Some(frame) = self.stack.last().filter(|frame| frame.is_object()) {
            self.nodes[frame.node as usize].set(PARTIAL);
        }
    }

    /// Takes the last value back, which has no parts.
    pub(super) fn pop_value(&mut self) -> Option<Raw> {
        if let Some(frame) = self.stack.last_mut() {
            frame.count -= 1;
        }
        self.nodes.pop()
    }

    /// Takes the last key back.
    pub(super) fn pop_key(&mut self) {
        self.nodes.pop();
    }

    /// Adds a key that could not be read.
    pub(super) fn push_error_key(&mut self, start: usize, end: usize) {
        self.mark_partial();
        self.nodes.push(Raw::new(Kind::Error, KEY, start, end, self.nodes.len()));
    }

    fn after_value(&mut self) {
        let Some(frame) = self.stack.last_mut() else {
            self.expect = Expect::End;
            return;
        };
        frame.count += 1;
        self.expect = Expect::Separator;
    }

    pub(super) fn open(&mut self, object: bool) {
        if self.stack.len() >= DEPTH_LIMIT {
            return self.skip_deep();
        }
        self.open_frame(if object { Form::Object } else { Form::List });
        self.at += 1;
        self.last_end = self.at;
    }

    pub(super) fn open_frame(&mut self, form: Form) {
        let frame = Frame::new(self.nodes.len(), form);
        self.nodes.push(Raw::new(frame.kind(), 0, self.at, self.at + 1, self.nodes.len()));
        self.stack.push(frame);
        self.expect = if frame.is_object() { Expect::FirstKey } else { Expect::FirstElement };
    }

    /// Takes the closer of the innermost list or object.
    pub(super) fn end_innermost(&mut self) {
        self.at += 1;
        self.close_frame(self.at);
    }

    /// Ends the innermost list or object at the byte `end`.
    pub(super) fn close_frame(&mut self, end: usize) {
        let Some(frame) = self.stack.pop() else { return };
        let mut nodes = std::mem::take(&mut self.nodes);
        self.close(frame, &mut nodes, end);
        self.nodes = nodes;
        self.last_end = end;
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
        // The outermost object may go on; its keys are compared when the file ends.
        match frame.node {
            0 => self.root_repeats = true,
            node => find_duplicates(self.text, nodes, node as usize, &mut self.duplicates),
        }
    }

    /// Opens the root again, whose closer turned out to be one too early.
    pub(super) fn reopen_root(&mut self) {
        self.stack.push(Frame { count: self.nodes[0].count(), ..Frame::new(0, Form::Object) });
        self.root_repeats = true;
        self.expect = Expect::Separator;
    }

    /// Reads a string from its opening quote at `self.at`; moves nothing.
    pub(super) fn scan_string(&mut self) -> Scanned {
        let mut at = self.at + 1;
        let mut escaped = false;
        loop {
            at = special(self.bytes, at);
            match self.bytes.get(at) {
                Some(b'"') => return Scanned { end: at + 1, escaped, closed: true },
                Some(b'\\') => {
                    escaped = true;
                    self.escapes = true;
                    at = self.escape(at);
                }
                Some(b'\n' | b'\r') | None => return Scanned { end: at, escaped, closed: false },
                Some(_) => at = self.control_characters(at),
            }
        }
    }

    /// Checks one escape and returns the place behind it.
    fn escape(&mut self, at: usize) -> usize {
        match self.bytes.get(at + 1) {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => at + 2,
            _ => self.odd_escape(at),
        }
    }

    /// Reports a problem, with the value around it.
    pub(super) fn report(&mut self, mut problem: Problem) {
        problem.node = problem.node.or(self.stack.last().map(|frame| frame.node));
        self.add(problem);
    }

    pub(super) fn add(&mut self, problem: Problem) {
        match self.problems.len() {
            0..MISTAKES => self.problems.push(problem),
            MISTAKES => {
                self.swallowed = true;
                self.problems.push(
                    Problem::syntax(
                        Span::new(problem.span.start, problem.span.start),
                        format!(
                            "there are {MISTAKES} mistakes before this place; the rest is not read"
                        ),
                    )
                    .label("reading ends here")
                    .help("this is most likely not JSON at all; look at the first mistake"),
                );
            }
            _ => {}
        }
    }
}

/// A byte that can stand in a word, a number or a name.
pub(super) fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$' | b'-' | b'.' | b'+')
}
