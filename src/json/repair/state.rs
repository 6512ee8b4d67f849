//! A hypothesis: what has been read so far, what is open, what it cost. Hypotheses are small and
//! copied; what they share (open brackets, edits, closers, keys) is linked in arenas, which are
//! cleaned of what no hypothesis needs, so that memory stays within a small multiple of the text.

use std::collections::HashMap;

use super::expectations::Level;
use super::prices::Price;
use super::slip::{Habits, Slip};
use super::text::NOWHERE;
use crate::json::Symbol;

/// What may come next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Expect {
    /// The outermost value.
    Top,
    /// The value of a key.
    Value,
    /// An item or `]`.
    FirstItem,
    /// An item; a comma came before.
    Item,
    /// A key or `}`.
    FirstKey,
    /// A key; a comma came before.
    Key,
    Colon,
    /// A comma or the closer.
    Separator,
    /// Nothing.
    End,
    /// The end of the file was read.
    Done,
}

impl Expect {
    pub(super) fn is_value(self) -> bool {
        matches!(self, Self::Top | Self::Value | Self::FirstItem | Self::Item)
    }

    pub(super) fn is_key(self) -> bool {
        matches!(self, Self::FirstKey | Self::Key)
    }
}

/// What an open bracket holds so far.
#[derive(Debug, Clone, Copy)]
pub(super) struct Content {
    /// The columns of its children's indentation; negative before it is known.
    pub(super) indent: i32,
    /// How many children it has.
    pub(super) items: u32,
    /// Its keys: a filter of them, and the last of their list.
    pub(super) filter: u64,
    pub(super) keys: u32,
}

impl Content {
    pub(super) const EMPTY: Self = Self { indent: -1, items: 0, filter: 0, keys: 0 };

    pub(super) fn grown(self) -> Self {
        Self { items: self.items + 1, ..self }
    }
}

/// An open bracket.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    pub(super) up: u32,
    /// What the bracket around it held when this one was opened.
    pub(super) outer: Content,
    pub(super) object: bool,
    /// Whether it was turned into the other kind.
    pub(super) converted: bool,
    /// Where it stands, and on which line; no line where it was put in.
    pub(super) open: u32,
    pub(super) line: u32,
    /// The columns of its line's indentation; negative where that says nothing.
    pub(super) indent: i32,
    pub(super) level: Level,
    /// Two frames of one number are the same for all that follows.
    pub(super) id: u32,
    pub(super) depth: u32,
}

/// A closer that was just read, and what it closed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Closed {
    pub(super) prev: u32,
    pub(super) frame: u32,
    pub(super) content: Content,
    pub(super) at: u32,
}

/// A key of an object, by its hash.
#[derive(Debug, Clone, Copy)]
pub(super) struct KeyEntry {
    pub(super) prev: u32,
    pub(super) hash: u32,
}

/// What an edit puts into the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Put {
    Nothing,
    Text(&'static str),
    /// The closers of a frame and all around it.
    Closers(u32),
    /// The closer of the bracket that stands at a place.
    Closer(&'static str, u32),
    /// The edits of the reading of this number at the edit's place.
    Reading(u32, u16),
}

/// One edit of a hypothesis, and a link to the one before.
#[derive(Debug, Clone, Copy)]
pub(super) struct Edit {
    pub(super) prev: u32,
    pub(super) slip: Slip,
    /// Whether it belongs to the mistake before it.
    pub(super) joined: bool,
    /// Whether it takes away or changes what the text says.
    pub(super) content: bool,
    pub(super) from: u32,
    pub(super) to: u32,
    pub(super) put: Put,
    /// Edits of one group are one mistake, wherever they are: the bracket of a pair, or junk of
    /// one kind.
    pub(super) group: u32,
    /// Other ways to the same state, as a list.
    pub(super) rivals: u32,
}

/// Another way to a state: what it cost more, and its last edit.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rival {
    pub(super) next: u32,
    pub(super) gap: Price,
    pub(super) edit: u32,
}

/// A hypothesis.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hypothesis {
    pub(super) price: Price,
    pub(super) expect: Expect,
    /// Whether text before the body was passed over, or braces around it put in.
    pub(super) wrapped: bool,
    /// Edits in front of the token at hand, and tokens since the last edit.
    pub(super) inserted: u8,
    pub(super) since: u8,
    /// The mark of the last junk.
    pub(super) junk: u8,
    pub(super) key: Symbol,
    pub(super) frame: u32,
    pub(super) content: Content,
    pub(super) edit: u32,
    pub(super) habits: Habits,
    /// The last comma, the end of the last token, the start of the last value.
    pub(super) comma: u32,
    pub(super) end: u32,
    pub(super) value: u32,
    pub(super) closed: u32,
    /// The opener that was just read.
    pub(super) opened: u32,
    /// A doubled opener that was taken out: its closer may be doubled, too.
    pub(super) doubled: u32,
    /// Where the last token that was passed over ends.
    pub(super) gone: u32,
}

/// What makes two hypotheses at one place the same for all that follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Identity {
    frame: u32,
    indent: i32,
    expect: Expect,
    wrapped: bool,
    first: bool,
}

impl Hypothesis {
    pub(super) fn start() -> Self {
        Self {
            price: 0,
            expect: Expect::Top,
            wrapped: false,
            inserted: 0,
            since: 9,
            junk: 0,
            key: Symbol::NONE,
            frame: 0,
            content: Content::EMPTY,
            edit: 0,
            habits: Habits::default(),
            comma: NOWHERE,
            end: 0,
            value: NOWHERE,
            closed: 0,
            opened: NOWHERE,
            doubled: NOWHERE,
            gone: NOWHERE,
        }
    }
}

/// Everything that hypotheses share. Number zero of each list stands for none.
#[derive(Debug)]
pub(super) struct Arenas {
    pub(super) frames: Vec<Frame>,
    pub(super) edits: Vec<Edit>,
    pub(super) closed: Vec<Closed>,
    pub(super) keys: Vec<KeyEntry>,
    pub(super) rivals: Vec<Rival>,
    ids: HashMap<FrameKey, u32>,
    next_id: u32,
    /// The size at which they are cleaned next.
    limit: usize,
}

/// What makes frames the same: the one around with its indentation, the kind, its own indentation,
/// the level.
type FrameKey = (u32, i32, bool, i32, Level, bool);

const NO_CONTENT: Content = Content::EMPTY;

impl Arenas {
    pub(super) fn new() -> Self {
        let frame = Frame {
            up: 0,
            outer: NO_CONTENT,
            object: false,
            converted: false,
            open: NOWHERE,
            line: NOWHERE,
            indent: -1,
            level: Level::UNKNOWN,
            id: 0,
            depth: 0,
        };
        let edit = Edit {
            prev: 0,
            slip: Slip::None,
            joined: false,
            content: false,
            from: 0,
            to: 0,
            put: Put::Nothing,
            group: 0,
            rivals: 0,
        };
        Self {
            frames: vec![frame],
            edits: vec![edit],
            closed: vec![Closed { prev: 0, frame: 0, content: NO_CONTENT, at: 0 }],
            keys: vec![KeyEntry { prev: 0, hash: 0 }],
            rivals: vec![Rival { next: 0, gap: 0, edit: 0 }],
            ids: HashMap::new(),
            next_id: 1,
            limit: 1 << 15,
        }
    }

    pub(super) fn frame(&self, number: u32) -> &Frame {
        &self.frames[number as usize]
    }

    pub(super) fn edit(&self, number: u32) -> &Edit {
        &self.edits[number as usize]
    }

    pub(super) fn identity(&self, h: &Hypothesis) -> Identity {
        Identity {
            frame: self.frame(h.frame).id,
            indent: h.content.indent,
            expect: h.expect,
            wrapped: h.wrapped,
            first: h.expect == Expect::Colon && h.content.items == 0,
        }
    }

    /// Adds an open bracket; its number among the equal ones is found here.
    pub(super) fn push_frame(&mut self, mut frame: Frame) -> u32 {
        let up = self.frame(frame.up);
        frame.depth = up.depth + 1;
        let key =
            (up.id, frame.outer.indent, frame.object, frame.indent, frame.level, frame.converted);
        let next = &mut self.next_id;
        frame.id = *self.ids.entry(key).or_insert_with(|| {
            *next += 1;
            *next
        });
        self.frames.push(frame);
        self.frames.len() as u32 - 1
    }

    pub(super) fn push_edit(&mut self, edit: Edit) -> u32 {
        self.edits.push(edit);
        self.edits.len() as u32 - 1
    }

    pub(super) fn push_closed(&mut self, closed: Closed) -> u32 {
        self.closed.push(closed);
        self.closed.len() as u32 - 1
    }

    /// Whether an object has a key of this hash among its last ones.
    pub(super) fn has_key(&self, content: &Content, hash: u32) -> bool {
        const FAR: usize = 64;
        if content.filter >> (hash % 64) & 1 == 0 {
            return false;
        }
        let mut at = content.keys;
        for _ in 0..FAR {
            let entry = self.keys[at as usize];
            if at == 0 {
                return false;
            }
            if entry.hash == hash {
                return true;
            }
            at = entry.prev;
        }
        false
    }

    pub(super) fn with_key(&mut self, content: Content, hash: u32) -> Content {
        self.keys.push(KeyEntry { prev: content.keys, hash });
        let keys = self.keys.len() as u32 - 1;
        Content { keys, filter: content.filter | 1 << (hash % 64), ..content }
    }

    /// Notes another way to a state of which `winner` is the last edit.
    pub(super) fn rival(&mut self, winner: u32, gap: Price, loser: u32) {
        const MANY: usize = 8;
        let mut count = 0;
        let mut at = self.edits[winner as usize].rivals;
        while at != 0 {
            count += 1;
            at = self.rivals[at as usize].next;
        }
        if count < MANY {
            let next = self.edits[winner as usize].rivals;
            self.rivals.push(Rival { next, gap, edit: loser });
            self.edits[winner as usize].rivals = self.rivals.len() as u32 - 1;
        }
    }

    fn size(&self) -> usize {
        self.edits.len()
            + self.frames.len()
            + self.closed.len()
            + self.keys.len()
            + self.rivals.len()
            + self.ids.len()
    }

    /// Whether there may be enough to clean away.
    pub(super) fn is_full(&self) -> bool {
        self.size() > self.limit
    }

    /// Drops what none of these hypotheses needs.
    pub(super) fn clean<'h>(&mut self, live: impl Iterator<Item = &'h mut Hypothesis> + 'h) {
        let mut live: Vec<&mut Hypothesis> = live.collect();
        let mut edits = Marks::new(self.edits.len());
        let mut frames = Marks::new(self.frames.len());
        let mut closed = Marks::new(self.closed.len());
        let mut keys = Marks::new(self.keys.len());
        let mut rivals = Marks::new(self.rivals.len());
        for h in &live {
            edits.chain(h.edit, |at| self.edits[at].prev);
            closed.chain(h.closed, |at| self.closed[at].prev);
            frames.chain(h.frame, |at| self.frames[at].up);
            keys.chain(h.content.keys, |at| self.keys[at].prev);
        }
        // Rivals of edits that may win; what the rivals' own edits had for rivals is of no use.
        let mains: Vec<usize> = edits.marked().filter(|at| self.edits[*at].rivals != 0).collect();
        for main in mains {
            let mut at = self.edits[main].rivals;
            while at != 0 {
                rivals.mark(at as usize);
                let rival = self.rivals[at as usize];
                let mut edit = rival.edit;
                while edit != 0 && !edits.is(edit as usize) {
                    edits.mark(edit as usize);
                    self.edits[edit as usize].rivals = 0;
                    edit = self.edits[edit as usize].prev;
                }
                at = rival.next;
            }
        }
        for at in edits.marked() {
            if let Put::Closers(frame) = self.edits[at].put {
                frames.chain(frame, |at| self.frames[at].up);
            }
        }
        for at in closed.marked() {
            frames.chain(self.closed[at].frame, |at| self.frames[at].up);
            keys.chain(self.closed[at].content.keys, |at| self.keys[at].prev);
        }
        for at in frames.marked() {
            keys.chain(self.frames[at].outer.keys, |at| self.keys[at].prev);
        }
        let [edits, frames, closed, keys, rivals] =
            [edits, frames, closed, keys, rivals].map(Marks::numbers);
        compact(&mut self.keys, &keys, |key| key.prev = keys[key.prev as usize]);
        compact(&mut self.frames, &frames, |frame| {
            frame.up = frames[frame.up as usize];
            frame.outer.keys = keys[frame.outer.keys as usize];
        });
        compact(&mut self.closed, &closed, |own| {
            own.prev = closed[own.prev as usize];
            own.frame = frames[own.frame as usize];
            own.content.keys = keys[own.content.keys as usize];
        });
        compact(&mut self.rivals, &rivals, |rival| {
            rival.next = rivals[rival.next as usize];
            rival.edit = edits[rival.edit as usize];
        });
        compact(&mut self.edits, &edits, |edit| {
            edit.prev = edits[edit.prev as usize];
            edit.rivals = rivals[edit.rivals as usize];
            if let Put::Closers(frame) = &mut edit.put {
                *frame = frames[*frame as usize];
            }
        });
        for h in &mut live {
            h.edit = edits[h.edit as usize];
            h.closed = closed[h.closed as usize];
            h.frame = frames[h.frame as usize];
            h.content.keys = keys[h.content.keys as usize];
        }
        let mut used: Vec<u32> = self.frames.iter().map(|frame| frame.id).collect();
        used.sort_unstable();
        self.ids.retain(|_, id| used.binary_search(id).is_ok());
        self.limit = (self.size() * 2).max(1 << 15);
    }
}

/// Which entries of an arena are needed.
#[derive(Debug)]
struct Marks(Vec<bool>);

impl Marks {
    fn new(length: usize) -> Self {
        let mut marks = vec![false; length];
        marks[0] = true;
        Self(marks)
    }

    fn is(&self, at: usize) -> bool {
        self.0[at]
    }

    fn mark(&mut self, at: usize) {
        self.0[at] = true;
    }

    /// Marks an entry and those before it, up to one that is marked.
    fn chain(&mut self, mut at: u32, prev: impl Fn(usize) -> u32) {
        while !self.0[at as usize] {
            self.0[at as usize] = true;
            at = prev(at as usize);
        }
    }

    fn marked(&self) -> impl Iterator<Item = usize> + '_ {
        self.0.iter().enumerate().filter(|(at, marked)| *at > 0 && **marked).map(|(at, _)| at)
    }

    /// The new number of each entry that is kept; of others, that of the next one.
    fn numbers(self) -> Vec<u32> {
        let mut next = 0;
        let mut numbers = Vec::with_capacity(self.0.len() + 1);
        for kept in self.0 {
            numbers.push(next);
            next += u32::from(kept);
        }
        numbers.push(next);
        numbers
    }
}

/// Keeps the entries whose number grows behind them.
fn compact<T: Copy>(arena: &mut Vec<T>, numbers: &[u32], mut change: impl FnMut(&mut T)) {
    let mut kept = 0;
    for at in 0..arena.len() {
        if numbers[at + 1] > numbers[at] {
            let mut entry = arena[at];
            change(&mut entry);
            arena[kept] = entry;
            kept += 1;
        }
    }
    arena.truncate(kept);
}
