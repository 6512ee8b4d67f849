//! What a kind of document is documented to hold, as far as the search makes use of it: soft signs
//! that are handed in, so that JSON knows no endpoint.

use crate::json::Symbol;

/// A level of a document: an object with its keys, or what a list holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(crate) struct Level(u16);

impl Level {
    /// A level of which nothing is known.
    pub(crate) const UNKNOWN: Self = Self(0);
}

/// A set of JSON types; none means that any will do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Types(u8);

impl Types {
    pub(crate) const ANY: Self = Self(0);
    pub(crate) const OBJECT: Self = Self(1);
    pub(crate) const LIST: Self = Self(2);
    pub(crate) const TEXT: Self = Self(4);
    pub(crate) const NUMBER: Self = Self(8);
    pub(crate) const LITERAL: Self = Self(16);

    /// Whether a value of this type is as documented.
    pub(super) fn take(self, other: Self) -> bool {
        self.0 == 0 || self.0 & other.0 != 0
    }

    /// Both.
    pub(crate) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// What is documented at one level.
#[derive(Debug, Clone, Default)]
struct Entry {
    types: Types,
    /// The level after each known key, by symbol; nothing where any key may stand.
    keys: Option<Box<[Level; Symbol::COUNT]>>,
    item: Level,
}

/// Whoever knows what a kind of document holds; asked when a text is broken.
pub(crate) trait Expects: std::fmt::Debug {
    /// What it is documented to hold.
    fn expectations(&self) -> &Expectations;
}

impl Expects for Expectations {
    fn expectations(&self) -> &Expectations {
        self
    }
}

/// The levels of a kind of document.
#[derive(Debug, Clone, Default)]
pub(crate) struct Expectations {
    entries: Vec<Entry>,
    root: Level,
    /// Keys of the outermost object: a text with none of them is another kind of document.
    words: Vec<&'static str>,
}

impl Expectations {
    /// Nothing is expected.
    pub(crate) const NONE: &'static Self =
        &Self { entries: Vec::new(), root: Level::UNKNOWN, words: Vec::new() };

    /// Adds a level; the first is the outermost.
    pub(crate) fn add(&mut self, types: Types) -> Level {
        if self.entries.is_empty() {
            self.entries.push(Entry::default());
        }
        self.entries.push(Entry { types, ..Entry::default() });
        let level = Level(self.entries.len() as u16 - 1);
        if self.root == Level::UNKNOWN {
            self.root = level;
        }
        level
    }

    /// Says that a level has these keys and no others.
    pub(crate) fn close(&mut self, level: Level) {
        self.entries[usize::from(level.0)].keys = Some(Box::new([Level::UNKNOWN; Symbol::COUNT]));
    }

    /// Declares what the value of a key holds.
    pub(crate) fn value_of(&mut self, level: Level, key: Symbol, value: Level) {
        if let Some(keys) = &mut self.entries[usize::from(level.0)].keys {
            keys[key.number()] = value;
        }
    }

    /// Says what a list holds.
    pub(crate) fn holding(&mut self, level: Level, item: Level) {
        self.entries[usize::from(level.0)].item = item;
    }

    /// Names a key by which a document of this kind is recognized.
    pub(crate) fn recognized_by(&mut self, key: &'static str) {
        self.words.push(key);
    }

    /// Itself where a text is a document of this kind, as far as can be seen.
    pub(super) fn for_text(&self, text: &[u8]) -> &Self {
        let quoted = |at: usize, length: usize| {
            let quote = |byte: Option<&u8>| matches!(byte, Some(b'"' | b'\''));
            at > 0 && quote(text.get(at - 1)) && quote(text.get(at + length))
        };
        let found = self.words.iter().any(|word| {
            memchr::memmem::find_iter(text, word.as_bytes())
                .take(64)
                .any(|at| quoted(at, word.len()))
        });
        if found { self } else { Self::NONE }
    }

    fn entry(&self, level: Level) -> Option<&Entry> {
        self.entries.get(usize::from(level.0)).filter(|_| level != Level::UNKNOWN)
    }

    pub(super) fn root(&self) -> Level {
        self.root
    }

    pub(super) fn child(&self, level: Level, key: Symbol) -> Level {
        let keys = self.entry(level).and_then(|entry| entry.keys.as_ref());
        keys.map_or(Level::UNKNOWN, |keys| keys[key.number()])
    }

    pub(super) fn item(&self, level: Level) -> Level {
        self.entry(level).map_or(Level::UNKNOWN, |entry| entry.item)
    }

    /// Whether a key is documented at a level; nothing where any key may stand.
    pub(super) fn knows(&self, level: Level, key: Symbol) -> Option<bool> {
        let keys = self.entry(level)?.keys.as_ref()?;
        Some(keys[key.number()] != Level::UNKNOWN)
    }

    pub(super) fn types(&self, level: Level) -> Types {
        self.entry(level).map_or(Types::ANY, |entry| entry.types)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}
