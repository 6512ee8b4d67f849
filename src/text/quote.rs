//! Found values as messages show them: on one line, shortened, without control characters.

use super::joined::continues;

/// No found value is shown with more characters.
const LIMIT: usize = 80;

/// A found value as messages show it: shortened to about eighty characters, on one line,
/// with line ends as they are written in JSON.
pub fn shown(raw: &str) -> String {
    if raw.len() <= LIMIT && is_plain(raw) {
        return raw.to_owned();
    }
    let mut out = String::new();
    for (count, ch) in raw.chars().enumerate() {
        if count == LIMIT {
            end_whole(&mut out, ch);
            out.push('…');
            break;
        }
        match ch {
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            _ if is_obeyed(ch) => out.push('\u{fffd}'),
            _ => out.push(ch),
        }
    }
    out
}

/// Adds a found value as messages show it; nearly every one is short and plain, and needs no copy.
pub(crate) fn push_shown(out: &mut String, raw: &str) {
    match raw.len() <= LIMIT && is_plain(raw) {
        true => out.push_str(raw),
        false => out.push_str(&shown(raw)),
    }
}

/// Takes what is drawn as one with the next character off the end.
fn end_whole(out: &mut String, mut next: char) {
    const MOST: usize = 12;
    for _ in 0..MOST {
        let Some(last) = out.chars().next_back().filter(|last| continues(*last, next)) else {
            return;
        };
        out.pop();
        next = last;
    }
}

/// Whether a text is of characters that every reader takes as they are; nearly every one is.
pub(crate) fn is_plain(text: &str) -> bool {
    is_plain_without(text, [])
}

/// The same of a text that has none of some bytes. Blocks are tested at once.
#[inline]
pub(crate) fn is_plain_without<const N: usize>(text: &str, special: [u8; N]) -> bool {
    const BLOCK: usize = 16;
    let odd = |byte: u8| {
        let outside = u8::from(!(b' '..=b'~').contains(&byte));
        special.iter().fold(outside, |odd, other| odd | u8::from(byte == *other))
    };
    let whole = |block: &[u8; BLOCK]| block.iter().fold(0, |all, byte| all | odd(*byte)) == 0;
    let (blocks, rest) = text.as_bytes().as_chunks();
    let mut last = [b' '; BLOCK];
    last[..rest.len()].copy_from_slice(rest);
    blocks.iter().all(whole) && whole(&last)
}

/// Whether a terminal would obey a character instead of showing it: controls, and what turns the
/// direction of text.
pub(crate) fn is_obeyed(ch: char) -> bool {
    ch.is_control()
        || matches!(ch, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// `a`, `b`, and `c`, each in backticks.
pub fn list<S: AsRef<str>>(items: impl IntoIterator<Item = S>, word: &str) -> String {
    let items: Vec<S> = items.into_iter().collect();
    let length: usize = items.iter().map(|item| item.as_ref().len() + 4).sum();
    let mut out = String::with_capacity(length + word.len() + 2);
    for (number, item) in items.iter().enumerate() {
        let last = number + 1 == items.len();
        if number > 0 {
            out.push_str(if items.len() > 2 { ", " } else { " " });
        }
        if number > 0 && last {
            out.push_str(word);
            out.push(' ');
        }
        out.push('`');
        out.push_str(item.as_ref());
        out.push('`');
    }
    out
}

/// `this, that, and the other`.
pub(crate) fn join(items: &[String], word: &str) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first, last] => format!("{first} {word} {last}"),
        [first @ .., last] => format!("{}, {word} {last}", first.join(", ")),
    }
}
