//! Reading in a straight line: one tight loop, no recursion, for as long as the text is as JSON
//! wants it. Whatever else is there is left to the parser's slower steps.
//!
//! What is always inlined here saves 1.7 % of the instructions of linting a large body (`cargo
//! bench --bench lint`).

use super::frame::{Form, Frame};
use super::key_table::{Habits, KeyTable, Place};
use super::packed_node::{Raw, TRUE};
use super::parser::{Expect, Parser};
use super::scan::{is_calm, special, white, word_at};
use super::{DEPTH_LIMIT, Kind, number};

impl Parser<'_, '_> {
    /// Reads on inside the innermost list or object, and stops before what is out of the ordinary.
    #[inline(never)]
    pub(super) fn straight(&mut self) {
        let (mut first, mut separator) = match self.expect {
            Expect::FirstKey | Expect::FirstElement => (true, false),
            Expect::Key | Expect::Element => (false, false),
            Expect::Separator => (false, true),
            _ => return,
        };
        let Some(mut frame) = self.stack.pop() else { return };
        // What the loop needs is in variables of its own, which the compiler can keep in registers.
        let (bytes, names) = (self.bytes, self.options.names);
        let mut at = white(bytes, self.at);
        let mut nodes = std::mem::take(&mut self.nodes);
        let mut habits = self.habits.take().unwrap_or_default();
        let mut last_key = Place::default();

        self.expect = 'reading: loop {
            if !separator {
                if frame.is_object() {
                    let Some((place, end)) = key(names, &mut habits, last_key, bytes, at) else {
                        break if first { Expect::FirstKey } else { Expect::Key };
                    };
                    last_key = place;
                    let symbol = names.symbol(place);
                    frame.meet(symbol);
                    nodes.push(Raw::key(0, symbol, at, end, nodes.len()));
                    at = white(bytes, end);
                    if bytes.get(at) != Some(&b':') {
                        break Expect::Colon;
                    }
                    at = white(bytes, at + 1);
                }
                let due = match (frame.is_object(), first) {
                    (true, _) => Expect::Value,
                    (false, true) => Expect::FirstElement,
                    (false, false) => Expect::Element,
                };
                let Some(&byte) = bytes.get(at) else { break due };
                if let b'{' | b'[' = byte {
                    if self.stack.len() + 1 >= DEPTH_LIMIT {
                        break due;
                    }
                    self.stack.push(frame);
                    let form = if byte == b'{' { Form::Object } else { Form::List };
                    frame = Frame::new(nodes.len(), form);
                    nodes.push(Raw::new(frame.kind(), 0, at, at + 1, nodes.len()));
                    at = white(bytes, at + 1);
                    if bytes.get(at) != Some(&frame.closer()) {
                        first = true;
                        continue;
                    }
                } else {
                    let Some((kind, flags, end)) = scalar(bytes, byte, at) else { break due };
                    nodes.push(Raw::new(kind, flags, at, end, nodes.len()));
                    frame.count += 1;
                    at = white(bytes, end);
                }
            }
            separator = false;
            loop {
                match bytes.get(at) {
                    Some(b',') => {
                        at = white(bytes, at + 1);
                        first = false;
                        continue 'reading;
                    }
                    Some(byte) if *byte == frame.closer() => {}
                    _ => break 'reading Expect::Separator,
                }
                at += 1;
                self.close(frame, &mut nodes, at);
                let Some(outer) = self.stack.pop() else {
                    self.at = at;
                    (self.nodes, self.habits) = (nodes, Some(habits));
                    self.expect = Expect::End;
                    return;
                };
                frame = outer;
                frame.count += 1;
                at = white(bytes, at);
            }
        };
        self.stack.push(frame);
        self.at = at;
        (self.nodes, self.habits) = (nodes, Some(habits));
    }
}

/// The place among the names and the end of a key that begins here and has nothing special in it.
#[inline(always)]
fn key(
    names: &KeyTable,
    habits: &mut Habits,
    last: Place,
    bytes: &[u8],
    at: usize,
) -> Option<(Place, usize)> {
    if bytes.get(at) != Some(&b'"') {
        return None;
    }
    let likely = habits.after(last);
    if let Some(quote) = names.end(likely, bytes, at + 1) {
        return Some((likely, quote + 1));
    }
    let end = plain_string(bytes, at)?;
    let place = names.place(bytes, at + 1, end - 1);
    habits.note(last, place);
    Some((place, end))
}

/// The length of a UUID.
const ID: usize = 36;

/// The end of a string that begins here and has nothing special in it.
#[inline(always)]
pub(super) fn plain_string(bytes: &[u8], at: usize) -> Option<usize> {
    if bytes.get(at) != Some(&b'"') {
        return None;
    }
    // Most long strings are ids: whether it is one as long is seen at once.
    if bytes.get(at + 1 + ID) == Some(&b'"') && is_calm::<ID>(bytes, at + 1) {
        return Some(at + ID + 2);
    }
    let end = special(bytes, at + 1);
    (bytes.get(end) == Some(&b'"')).then_some(end + 1)
}

/// The kind, the flags and the end of a value without parts.
#[inline(always)]
fn scalar(bytes: &[u8], byte: u8, at: usize) -> Option<(Kind, u32, usize)> {
    let (kind, flags, end) = match byte {
        b'"' => return plain_string(bytes, at).map(|end| (Kind::String, 0, end)),
        b'-' | b'0'..=b'9' => {
            let end = number::scan(bytes, at)?;
            let exact = !number::may_lose_digits(bytes.get(at..end)?);
            return exact.then_some((Kind::Number, 0, end));
        }
        b't' if starts_with(bytes, at, b"true") => (Kind::Bool, TRUE, at + 4),
        b'f' if starts_with(bytes, at, b"fals") && bytes.get(at + 4) == Some(&b'e') => {
            (Kind::Bool, 0, at + 5)
        }
        b'n' if starts_with(bytes, at, b"null") => (Kind::Null, 0, at + 4),
        _ => return None,
    };
    let ended = matches!(bytes.get(end), Some(b',' | b'}' | b']' | b' ' | b'\n' | b'\r' | b'\t'));
    ended.then_some((kind, flags, end))
}

#[inline(always)]
fn starts_with(bytes: &[u8], at: usize, word: &[u8; 4]) -> bool {
    word_at(bytes, at) as u32 == u32::from_le_bytes(*word)
}
