//! Text that comes from elsewhere, made harmless for whoever reads or parses the output.

use crate::text::joined::joiners;
use crate::text::{is_obeyed, is_plain};

/// Whether a terminal would obey the character, or a reader be misled by it: control characters,
/// those that reorder text, and those that take no room.
pub(super) fn hostile(ch: char) -> bool {
    is_obeyed(ch) || matches!(ch, '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// A text on one line, without anything hostile.
pub(crate) fn printable(text: &str) -> String {
    if is_plain(text) {
        return text.to_owned();
    }
    let harmless = |(ch, joins): (char, bool)| match hostile(ch) && !joins {
        true => char::REPLACEMENT_CHARACTER,
        false => ch,
    };
    joiners(text).map(harmless).collect()
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

/// Values as JSON, each on its line, with commas between them.
pub(super) fn lines(values: impl Iterator<Item = impl serde::Serialize>) -> String {
    let mut out = Vec::new();
    for value in values {
        if !out.is_empty() {
            out.extend_from_slice(SEPARATOR.as_bytes());
        }
        // Nothing that reports are made of cannot be written.
        let _ = serde_json::to_writer(&mut out, &value);
    }
    escaped(String::from_utf8(out).unwrap_or_default())
}

/// Between two values on lines of their own. Within one, a line end is written as an escape.
pub(super) const SEPARATOR: &str = ",\n";

/// How often a text has a part.
pub(super) fn count(text: &str, part: &str) -> usize {
    memchr::memmem::find_iter(text.as_bytes(), part).count()
}

/// A text as XML 1.0 takes it, in an attribute or between tags.
pub(super) fn xml(text: &str) -> String {
    if is_plain(text) && !text.contains(['&', '<', '>', '"', '\'']) {
        return text.to_owned();
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
    out
}

/// Items of a list that the parts of several files hold, some of them empty, each on its line.
pub(super) fn list(parts: &[impl AsRef<str>]) -> String {
    let parts: Vec<&str> =
        parts.iter().map(AsRef::as_ref).filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { "[]".to_owned() } else { format!("[\n{}\n]", parts.join(SEPARATOR)) }
}
