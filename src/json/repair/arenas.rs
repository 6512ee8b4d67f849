//! What hypotheses share: open brackets, edits, closers and keys, each linked to the one before.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::expectations::Level;
use super::hypothesis::{Content, Expect, Hypothesis, Identity};
use super::prices::Price;
use super::slip::Slip;
use super::text::NOWHERE;

/// An open bracket.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    pub(super) up: u32,
    /// What the bracket around it held when this one was opened.
    pub(super) outer: Content,
    pub(super) object: bool,
    /// Whether it was turned into the other kind.
    pub(super) converted: bool,
    /// Where it is, and on which line; no line where it was put in.
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
    /// The closer of the bracket that is at a place.
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

/// Everything that hypotheses share. Number zero of each list means none.
#[derive(Debug)]
pub(super) struct Arenas {
    pub(super) frames: Vec<Frame>,
    pub(super) edits: Vec<Edit>,
    pub(super) closed: Vec<Closed>,
    pub(super) keys: Vec<KeyEntry>,
    pub(super) rivals: Vec<Rival>,
    pub(super) ids: HashMap<FrameKey, u32, Mixing>,
    next_id: u32,
    /// By depth: the last frame and its number.
    pub(super) last_ids: [(FrameKey, u32); 16],
    /// The size at which they are cleaned next.
    pub(super) limit: usize,
}

/// What makes frames the same: the one around with its indentation, the kind, its own indentation,
/// the level.
type FrameKey = (u32, i32, bool, i32, Level, bool);

/// A quick hash of a few numbers that no text can choose.
#[derive(Debug, Default)]
pub(super) struct Mix(u64);

pub(super) type Mixing = BuildHasherDefault<Mix>;

impl Hasher for Mix {
    fn finish(&self) -> u64 {
        self.0 ^ self.0 >> 32
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.write_u8(*byte));
    }

    fn write_u8(&mut self, number: u8) {
        self.write_u64(number.into());
    }

    fn write_u16(&mut self, number: u16) {
        self.write_u64(number.into());
    }

    fn write_u32(&mut self, number: u32) {
        self.write_u64(number.into());
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = (self.0.rotate_left(29) ^ number).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

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
            ids: HashMap::default(),
            next_id: 1,
            last_ids: [Default::default(); 16],
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
    #[inline(always)]
    pub(super) fn push_frame(&mut self, mut frame: Frame) -> u32 {
        let up = self.frame(frame.up);
        frame.depth = up.depth + 1;
        let key =
            (up.id, frame.outer.indent, frame.object, frame.indent, frame.level, frame.converted);
        frame.id = self.id(key, frame.depth);
        self.frames.push(frame);
        self.frames.len() as u32 - 1
    }

    /// The number of a frame among the equal ones. The last of each depth is remembered: it is
    /// mostly one like its siblings.
    #[inline(always)]
    fn id(&mut self, key: FrameKey, depth: u32) -> u32 {
        let place = depth as usize % self.last_ids.len();
        let (last, id) = self.last_ids[place];
        if last == key && id != 0 {
            return id;
        }
        let id = self.other_id(key);
        self.last_ids[place] = (key, id);
        id
    }

    #[inline(never)]
    fn other_id(&mut self, key: FrameKey) -> u32 {
        let next = &mut self.next_id;
        *self.ids.entry(key).or_insert_with(|| {
            *next += 1;
            *next
        })
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

    pub(super) fn add_key(&mut self, content: &mut Content, hash: u32) {
        self.keys.push(KeyEntry { prev: content.keys, hash });
        content.keys = self.keys.len() as u32 - 1;
        content.filter |= 1 << (hash % 64);
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

    pub(super) fn size(&self) -> usize {
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
}
