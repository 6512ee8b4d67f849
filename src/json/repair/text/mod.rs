//! The text, with what the search looks up again and again: its lines and their indentation, its
//! quotes, its marks. Everything here is made once, in time and memory linear in the text.

mod quotes;
mod row;

use std::cell::{Cell, OnceCell};

use crate::json::lexer::is_space;
use crate::json::scan::{each_quote_or_control, spaces, white};
use crate::text::BOM;

pub(super) use row::Row;

/// No place in the text.
pub(super) const NOWHERE: u32 = u32::MAX;

/// So many lines are looked at for the next member; to pass over more is dearer than anything else.
const LINES_AHEAD: usize = 16;

/// So far from its beginning a key ends.
const KEY: usize = 200;

/// Columns of a tab.
const TAB: i32 = 4;

#[derive(Debug, Clone, Copy)]
struct Line {
    start: u32,
    /// The first byte that is no blank; the end where there is none.
    first: u32,
    end: u32,
    /// The columns of blanks before its first byte.
    columns: i32,
    /// How many quotes are before it.
    quotes: u32,
}

#[derive(Debug)]
pub(super) struct IndexedText<'t> {
    pub(super) text: &'t str,
    pub(super) bytes: &'t [u8],
    /// One past the last byte that is no whitespace.
    pub(super) last: usize,
    lines: Vec<Line>,
    /// The quotes that no backslash escapes.
    quotes: Vec<u32>,
    /// Whether it has no backslash, and no control characters but line ends.
    plain: bool,
    /// How far the indentation can be believed, in halves: 0, 1 or 2.
    pub(super) trust: u32,
    line_hint: Cell<usize>,
    quote_hint: Cell<usize>,
    marks: OnceCell<Vec<u32>>,
    openers: OnceCell<Vec<u32>>,
}

impl<'t> IndexedText<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let bytes = text.as_bytes();
        let mut made = Self {
            text,
            bytes,
            last: text.trim_end_matches([' ', '\t', '\r', '\n']).len(),
            lines: Vec::with_capacity(bytes.len() / 32 + 1),
            quotes: Vec::with_capacity(bytes.len() / 10 + 1),
            plain: memchr::memchr(b'\\', bytes).is_none(),
            trust: 0,
            line_hint: Cell::new(0),
            quote_hint: Cell::new(0),
            marks: OnceCell::new(),
            openers: OnceCell::new(),
        };
        made.index();
        made.trust = made.style();
        made
    }

    fn index(&mut self) {
        let bytes = self.bytes;
        let escapes = !self.plain;
        let mut start = if self.text.starts_with(BOM) { BOM.len() } else { 0 };
        // How many quotes are before the line.
        let mut quotes = 0;
        each_quote_or_control(bytes, |at, byte| {
            let follows = |before: u8| at > 0 && bytes[at - 1] == before;
            if byte == b'"' {
                if !escapes || !self.escaped(at) {
                    self.quotes.push(at as u32);
                }
            } else if byte == b'\n' && follows(b'\r') {
                start = at + 1;
            } else if matches!(byte, b'\n' | b'\r') {
                self.add_line(start, at, quotes);
                (start, quotes) = (at + 1, self.quotes.len());
            } else {
                self.plain = false;
            }
        });
        self.add_line(start, bytes.len(), quotes);
    }

    fn add_line(&mut self, start: usize, end: usize, quotes: usize) {
        let mut first = spaces(self.bytes, start);
        let mut columns = i32::try_from(first - start).unwrap_or(i32::MAX);
        while first < end {
            match self.bytes[first] {
                b' ' => columns = columns.saturating_add(1),
                b'\t' => columns = (columns / TAB).saturating_add(1).saturating_mul(TAB),
                _ => break,
            }
            first += 1;
        }
        let [start, first, end, quotes] = [start, first, end, quotes].map(|place| place as u32);
        self.lines.push(Line { start, first, end, columns, quotes });
    }

    pub(super) fn len(&self) -> usize {
        self.bytes.len()
    }

    #[inline(always)]
    pub(super) fn at(&self, place: usize) -> Option<u8> {
        self.bytes.get(place).copied()
    }

    pub(super) fn char_at(&self, place: usize) -> Option<char> {
        self.text.get(place..)?.chars().next()
    }

    pub(super) fn starts_with(&self, place: usize, text: &str) -> bool {
        self.bytes.get(place..).is_some_and(|rest| rest.starts_with(text.as_bytes()))
    }

    /// Whether a backslash escapes what is here.
    pub(super) fn escaped(&self, at: usize) -> bool {
        const FAR: usize = 64;
        let before = &self.bytes[at.saturating_sub(FAR)..at];
        before.iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 1
    }

    /// The number of the line that a place is on, mostly that of the last one or soon after.
    pub(super) fn line(&self, place: usize) -> usize {
        const SOON: usize = 4;
        let starts =
            |line: usize| self.lines.get(line).is_some_and(|own| own.start as usize <= place);
        let hint = self.line_hint.get();
        if starts(hint) {
            for line in hint..hint + SOON {
                if !starts(line + 1) {
                    self.line_hint.set(line);
                    return line;
                }
            }
        }
        // Before the first line is no more than the byte order mark.
        let after = self.lines.partition_point(|line| line.start as usize <= place);
        let line = after.saturating_sub(1);
        self.line_hint.set(line);
        line
    }

    pub(super) fn line_start(&self, place: usize) -> usize {
        self.lines[self.line(place)].start as usize
    }

    pub(super) fn line_end(&self, place: usize) -> usize {
        (self.lines[self.line(place)].end as usize).max(place)
    }

    /// Whether nothing but blanks is before a place on its line.
    pub(super) fn is_first(&self, place: usize) -> bool {
        self.lines[self.line(place)].first as usize == place
    }

    /// The columns of blanks before a place, and its line, where nothing else is before it.
    pub(super) fn columns_before(&self, place: usize) -> Option<(i32, u32)> {
        let number = self.line(place);
        let line = &self.lines[number];
        (line.first as usize == place).then_some((line.columns, number as u32))
    }

    /// The columns of blanks that the line of a place begins with.
    pub(super) fn indent(&self, place: usize) -> i32 {
        self.indent_and_line(place).0
    }

    /// The same, and the number of the line.
    pub(super) fn indent_and_line(&self, place: usize) -> (i32, u32) {
        let number = self.line(place);
        (self.lines[number].columns, number as u32)
    }

    /// The blanks that the line of a place begins with.
    pub(super) fn indentation(&self, place: usize) -> &'t str {
        let line = self.lines[self.line(place)];
        &self.text[line.start as usize..line.first as usize]
    }

    #[inline(always)]
    pub(super) fn skip(&self, place: usize) -> usize {
        white(self.bytes, place)
    }

    pub(super) fn skip_blank(&self, mut place: usize, end: usize) -> usize {
        while place < end && matches!(self.bytes[place], b' ' | b'\t') {
            place += 1;
        }
        place
    }

    /// The byte that the next token begins with; comments are not looked through.
    pub(super) fn peek(&self, place: usize) -> Option<u8> {
        self.at(self.skip(place))
    }

    /// The end of what is before a place.
    pub(super) fn before(&self, mut place: usize) -> usize {
        while place > 0 && is_space(self.bytes[place - 1]) {
            place -= 1;
        }
        place
    }

    /// How far the indentation can be believed: how many lines are where their brackets and
    /// siblings say.
    fn style(&self) -> u32 {
        const LINES: usize = 4000;
        let (mut good, mut bad) = (0_u32, 0_u32);
        let mut last = None;
        for line in self.lines.iter().take(LINES).filter(|line| line.first < line.end) {
            let columns = line.columns;
            let byte = self.bytes[line.first as usize];
            let closer = matches!(byte, b'}' | b']');
            let fits = match last {
                Some((b'{' | b'[', before)) if !closer => Some(columns > before),
                Some((end, before)) if closer && !matches!(end, b'{' | b'[') => {
                    Some(columns < before)
                }
                Some((b',', before)) if columns == before => Some(true),
                Some((b',', _)) if byte != b'{' => Some(false),
                _ => None,
            };
            good += u32::from(fits == Some(true));
            bad += u32::from(fits == Some(false));
            let end = self.before(line.end as usize).max(line.first as usize + 1);
            last = Some((self.bytes[end - 1], columns));
        }
        match (good, good + bad) {
            (0, _) => 0,
            (_, 0..2) => 1,
            (_, all) if good * 4 > all * 3 => 2,
            (_, all) if good * 2 > all => 1,
            _ => 0,
        }
    }

    /// How many marks of JSON stand between two places; where there are many soon, about as many as
    /// their distance tells.
    pub(super) fn marks(&self, from: usize, to: usize) -> u32 {
        const MANY: usize = 64;
        const NEAR: usize = 1000;
        let is_mark = |byte: u8| matches!(byte, b'"' | b'{' | b'}' | b'[' | b']' | b':');
        let near = &self.bytes[from..to.min(from + NEAR)];
        let count = near.iter().filter(|byte| is_mark(**byte)).count();
        // The arrow of a list of pairs, as in PHP.
        let count = count + memchr::memmem::find_iter(near, b"=>").count();
        if near.len() == to - from {
            return count as u32;
        }
        if count >= MANY {
            return (count * ((to - from) / NEAR)) as u32;
        }
        let marks = self.marks.get_or_init(|| {
            let all = self.bytes.iter().enumerate();
            all.filter(|(_, byte)| is_mark(**byte)).map(|(at, _)| at as u32).collect()
        });
        let before = |place: usize| marks.partition_point(|mark| (*mark as usize) < place);
        (before(to) - before(from)) as u32
    }

    /// The opening brackets from a place on.
    pub(super) fn openers(&self, from: usize) -> impl Iterator<Item = usize> + '_ {
        let openers = self.openers.get_or_init(|| {
            memchr::memchr2_iter(b'{', b'[', self.bytes).map(|at| at as u32).collect()
        });
        let first = openers.partition_point(|opener| (*opener as usize) < from);
        openers[first..].iter().map(|opener| *opener as usize)
    }

    /// Where one of the next lines that begins with a key or a closer has it.
    pub(super) fn next_member(&self, place: usize) -> Option<usize> {
        let line = self.line(place);
        let near = self.lines.iter().skip(line + 1).take(LINES_AHEAD);
        let begins = |line: &&Line| {
            let first = line.first as usize;
            first < line.end as usize
                && match self.bytes[first] {
                    b'}' | b']' => true,
                    b'"' => self.key_ends(first, line.end as usize),
                    _ => false,
                }
        };
        near.copied().find(|line| begins(&line)).map(|line| line.first as usize)
    }

    /// Whether a key in quotes, with its colon, begins here.
    pub(super) fn key_ends(&self, quote: usize, end: usize) -> bool {
        let inner = &self.bytes[quote + 1..end.min(quote + KEY)];
        memchr::memchr(b'"', inner)
            .is_some_and(|length| self.peek(quote + length + 2) == Some(b':'))
    }

    /// The largest place within so many bytes that is no middle of a character.
    pub(super) fn within(&self, place: usize, bytes: usize) -> usize {
        self.text.floor_char_boundary((place + bytes).min(self.len()))
    }
}
