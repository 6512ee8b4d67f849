//! Placeholders: strings that have not been filled in yet.

use std::ops::Range;

use crate::json::Parsed;

/// The kind of a placeholder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Placeholder {
    /// `<connection id>`, `YOUR-…`, `TODO`, `string`.
    Blank,
    /// `{{…}}`, `${…}`: something that another program fills in.
    Marker,
    /// An ID that the documentation uses in its examples.
    Sample,
}

/// The IDs of the documentation's examples.
const SAMPLES: [&str; 2] =
    ["248df4b7-aa70-47b8-a036-33ac447e668d", "0ecd09c1-b901-4d27-9053-f0367c427254"];

/// Whether a string is a placeholder, and of what kind.
pub(crate) fn of(text: &str) -> Option<Placeholder> {
    if is_marker(text) {
        return Some(Placeholder::Marker);
    }
    no_marker(text)
}

/// The same for a string that holds no marker.
pub(crate) fn no_marker(text: &str) -> Option<Placeholder> {
    // Nearly every string is settled by its first byte or its length.
    let kind = match text.as_bytes().first()? {
        b' ' | b'\t' => return no_marker(text.trim()),
        b'<' => is_angled(text),
        b'Y' | b'y' => starts_with_your(text),
        b's' | b'T' | b't' | b'F' | b'C' | b'R' | b'X' | b'x' => is_word(text),
        _ => false,
    };
    if kind {
        return Some(Placeholder::Blank);
    }
    let sample = text.len() == 36
        && matches!(text.as_bytes()[0], b'2' | b'0')
        && SAMPLES.iter().any(|id| text.eq_ignore_ascii_case(id));
    sample.then_some(Placeholder::Sample)
}

fn is_angled(text: &str) -> bool {
    let inner = text.trim_end().strip_prefix('<').and_then(|rest| rest.strip_suffix('>'));
    inner.is_some_and(|inner| {
        inner.starts_with(char::is_alphabetic) && !inner.contains(['<', '>', '/', '='])
    })
}

fn starts_with_your(text: &str) -> bool {
    text.get(..5).is_some_and(|head| {
        head.eq_ignore_ascii_case("your-") || head.eq_ignore_ascii_case("your_")
    })
}

fn is_word(text: &str) -> bool {
    const WORDS: [&str; 10] = [
        "string",
        "TODO",
        "todo",
        "FIXME",
        "CHANGEME",
        "CHANGE_ME",
        "REPLACE_ME",
        "REPLACEME",
        "XXX",
        "xxx",
    ];
    let text = text.trim_end();
    (text.len() < 11 && WORDS.contains(&text))
        || text.starts_with("TODO:")
        || text.starts_with("TODO ")
}

/// The common kinds of template markers.
const MARKERS: [(&str, &str); 3] = [("{{", "}}"), ("${", "}"), ("<%", "%>")];

/// Whether the first bytes of a string show that it is none of these, in a file without template
/// markers, nor blank, nor JSON itself. Nearly every string is settled by this.
#[inline(always)]
pub(crate) fn is_ordinary(text: &[u8]) -> bool {
    let Some(first) = text.first() else { return false };
    let odd = match text {
        [first, second, third, ..] => matches!(
            [first | 0x20, second | 0x20, third | 0x20],
            [b'y', b'o', b'u']
                | [b's', b't', b'r']
                | [b't', b'o', b'd']
                | [b'f', b'i', b'x']
                | [b'c', b'h', b'a']
                | [b'r', b'e', b'p']
                | [b'x', b'x', b'x']
        ),
        _ => false,
    };
    let sample = text.len() == 36 && matches!(first, b'2' | b'0');
    (first.is_ascii_alphanumeric() || *first == b'_') && !odd && !sample
}

/// Whether a string somewhere in a file may hold a template marker of a common kind.
pub(crate) fn any_marker(parsed: &Parsed<'_>) -> bool {
    let file = parsed.tree.text().as_bytes();
    // Every marker has a brace or a percent sign. In a file without faults that has as many braces
    // as objects, none is in a string.
    !parsed.is_faultless()
        || parsed.escapes
        || memchr::memchr_iter(b'{', file).count() != parsed.objects
        || memchr::memchr(b'%', file).is_some()
}

/// Whether a string holds a template marker of a common kind: `{{…}}`, `${…}`, `<%…%>`.
pub(crate) fn is_marker(text: &str) -> bool {
    memchr::memchr2(b'{', b'%', text.as_bytes()).is_some()
        && MARKERS.iter().any(|(open, close)| {
            text.find(open).is_some_and(|at| text[at + open.len()..].contains(close))
        })
}

/// The first template markers in a string, in order.
pub(crate) fn markers(text: &str) -> Vec<Range<usize>> {
    const MANY: usize = 8;
    let mut out = Vec::new();
    let mut at = 0;
    // Where a kind has no further closer, none of its openers counts.
    let mut kinds = MARKERS.to_vec();
    while !kinds.is_empty() && out.len() < MANY {
        let next = |(open, _): &(&str, &str)| text[at..].find(open).map(|offset| at + offset);
        let first = kinds.iter().enumerate().filter_map(|(i, kind)| Some((next(kind)?, i))).min();
        let Some((start, kind)) = first else { break };
        let (open, close) = kinds[kind];
        match text[start + open.len()..].find(close) {
            Some(length) => {
                at = start + open.len() + length + close.len();
                out.push(start..at);
            }
            None => drop(kinds.remove(kind)),
        }
    }
    out
}

/// Whether a string holds one of the template markers that the configuration allows.
pub(crate) fn is_allowed(text: &str, markers: &[String]) -> bool {
    markers.iter().any(|marker| !marker.is_empty() && text.contains(marker.as_str()))
}
