//! Text that comes from elsewhere, made harmless for whoever reads or parses the output.

use std::borrow::Cow;

use crate::text::joined::joiners;
use crate::text::{Position, is_obeyed, is_plain, is_plain_without};

/// Whether a terminal would obey the character, or a reader be misled by it: control characters,
/// those that reorder text, and those that take no room.
pub(super) fn hostile(ch: char) -> bool {
    is_obeyed(ch) || matches!(ch, '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// A text on one line, without anything hostile.
pub(crate) fn printable(text: &str) -> Cow<'_, str> {
    if is_plain(text) {
        return Cow::Borrowed(text);
    }
    let harmless = |(ch, joins): (char, bool)| match hostile(ch) && !joins {
        true => char::REPLACEMENT_CHARACTER,
        false => ch,
    };
    Cow::Owned(joiners(text).map(harmless).collect())
}

/// Adds a number.
pub(super) fn push_number(out: &mut String, number: u32) {
    out.push_str(itoa::Buffer::new().format(number));
}

/// Adds `:line:column: `.
pub(super) fn push_place(out: &mut String, place: Position) {
    out.push(':');
    push_number(out, place.line);
    out.push(':');
    push_number(out, place.column);
    out.push_str(": ");
}

/// A JSON text in which hostile characters are escaped too: it means the same.
pub(super) fn escaped(json: String) -> String {
    // What is ASCII, the writer has escaped; outside of strings there is nothing else.
    let special = |ch: char| ch >= '\u{7f}' && hostile(ch);
    if json.is_ascii() && memchr::memchr(0x7f, json.as_bytes()).is_none() {
        return json;
    }
    let mut out = String::with_capacity(json.len());
    for ch in json.chars() {
        if special(ch) {
            out.push_str(&format!("\\u{:04x}", ch as u32));
        } else {
            out.push(ch);
        }
    }
    out
}

/// A value as JSON on one line.
pub(super) fn json(value: &impl serde::Serialize) -> String {
    escaped(serde_json::to_string(value).unwrap_or_default())
}

/// Between two values on lines of their own. Within one, a line end is written as an escape.
pub(super) const SEPARATOR: &str = ",\n";

/// How often a text has a part.
pub(super) fn count(text: &str, part: &str) -> usize {
    memchr::memmem::find_iter(text.as_bytes(), part).count()
}

/// A text as XML 1.0 takes it, in an attribute or between tags.
pub(super) fn xml(text: &str) -> Cow<'_, str> {
    if is_plain_without(text, [b'&', b'<', b'>', b'"', b'\'']) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for (ch, joins) in joiners(text) {
        match ch {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            '\u{fffe}' | '\u{ffff}' => out.push(char::REPLACEMENT_CHARACTER),
            _ if hostile(ch) && !joins => out.push(char::REPLACEMENT_CHARACTER),
            _ => out.push(ch),
        }
    }
    Cow::Owned(out)
}

/// The parts of several files with something around them. That of a single file is not copied.
pub(super) fn framed(parts: Vec<String>, before: &str, after: &str) -> String {
    let mut parts = parts.into_iter();
    let mut out = parts.next().unwrap_or_default();
    out.reserve(
        before.len() + after.len() + parts.as_slice().iter().map(String::len).sum::<usize>(),
    );
    out.insert_str(0, before);
    out.extend(parts);
    out.push_str(after);
    out
}

/// The same of items of a list that the parts hold, some of them none, each item on its line.
pub(super) fn framed_list(mut parts: Vec<String>, before: &str, after: &str) -> String {
    parts.retain(|part| !part.is_empty());
    if parts.is_empty() {
        return [before, "[]", after].concat();
    }
    for part in parts.iter_mut().skip(1) {
        part.insert_str(0, SEPARATOR);
    }
    framed(parts, &format!("{before}[\n"), &format!("\n]{after}"))
}

/// Adds items of a list that the parts of several files hold, some of them empty, each on its line.
pub(super) fn push_list(out: &mut String, parts: &[impl AsRef<str>]) {
    let parts = parts.iter().map(AsRef::as_ref).filter(|part| !part.is_empty());
    out.reserve(parts.clone().map(|part| part.len() + SEPARATOR.len()).sum::<usize>() + 4);
    let mut some = false;
    for part in parts {
        out.push_str(if some { SEPARATOR } else { "[\n" });
        out.push_str(part);
        some = true;
    }
    out.push_str(if some { "\n]" } else { "[]" });
}
