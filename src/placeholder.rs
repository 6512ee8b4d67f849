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
    /// `{% … %}`, `{{#if}}`, `%{ if }`, `{# … #}`: the file is a template.
    Directive,
    /// An ID that the documentation uses in its examples.
    Sample,
}

/// The IDs of the documentation's examples.
const SAMPLES: [&str; 2] =
    ["248df4b7-aa70-47b8-a036-33ac447e668d", "0ecd09c1-b901-4d27-9053-f0367c427254"];

/// Whether a string is a placeholder, and of what kind.
pub(crate) fn of(text: &str) -> Option<Placeholder> {
    if has_directive(text) {
        return Some(Placeholder::Directive);
    }
    if is_marker(text) {
        return Some(Placeholder::Marker);
    }
    let part = || angled(text).chain(words(text)).next();
    no_marker(text).or_else(|| part().map(|_| Placeholder::Blank))
}

/// Whether a text has a directive of a template language, which decides what is written at all.
pub(crate) fn has_directive(text: &str) -> bool {
    let between = |open: &str, close: &str| {
        text.find(open).is_some_and(|at| text[at + open.len()..].contains(close))
    };
    memchr::memchr2(b'{', b'%', text.as_bytes()).is_some()
        && (between("{%", "%}")
            || between("{#", "#}")
            || between("%{", "}")
            || between("{{#", "}}")
            || between("{{/", "}}"))
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
    let text = text.trim_end();
    angled(text).next().is_some_and(|range| range == (0..text.len()))
}

/// `<connection id>` and `<<name>>`: words in angle brackets. A text with tags that are closed has
/// none.
fn angled(text: &str) -> impl Iterator<Item = Range<usize>> {
    let is_markup = text.contains("</") || text.contains("/>");
    let mut at = if is_markup { text.len() } else { 0 };
    std::iter::from_fn(move || {
        while let Some(offset) = memchr::memchr(b'<', &text.as_bytes()[at..]) {
            let start = at + offset;
            let inner = start + text[start..].bytes().take_while(|byte| *byte == b'<').count();
            let is_word =
                |ch: char| ch.is_alphanumeric() || matches!(ch, ' ' | '_' | '-' | '.' | '\'');
            let end = text[inner..].find(|ch| !is_word(ch)).map_or(text.len(), |end| inner + end);
            let depth = (inner - start).min(2);
            let words = &text[inner..end];
            at = end.max(inner);
            let closed = text[end..].bytes().take_while(|byte| *byte == b'>').count() >= depth;
            if closed && words.starts_with(char::is_alphabetic) && !words.ends_with(' ') {
                at = end + depth;
                return Some(inner - depth..at);
            }
        }
        None
    })
}

/// What a program writes for an object that it did not expect.
const OBJECT: &str = "[object Object]";

/// `YOUR-…` and `YOUR_…` in capitals, and what a program writes for an object, anywhere in a text.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let yours = text.match_indices("YOUR").filter_map(move |(start, _)| {
        let rest = &text[start + 4..];
        let is_word = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        let length = rest.bytes().take_while(|byte| is_word(*byte)).count();
        let alone = !text[..start].ends_with(|ch: char| ch.is_alphanumeric());
        let word = alone && length > 1 && rest.starts_with(['-', '_']);
        word.then_some(start..start + 4 + length)
    });
    yours.chain(text.match_indices(OBJECT).map(|(at, found)| at..at + found.len()))
}

/// What replaces a value only where the text would not do otherwise: `$NAME`, `$(…)`, `%NAME%`,
/// `%s`, `__NAME__`, `#{…}`, `{name}`, `:name`, `[NAME]`, and with `capitals` `NAME_OF_CAPITALS`.
/// Elsewhere that is somebody's text.
pub(crate) fn stands_for_a_value(text: &str, capitals: bool) -> bool {
    let text = text.trim();
    let is_name = |name: &str| {
        name.starts_with(|ch: char| ch.is_ascii_alphabetic() || ch == '_')
            && name
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'))
    };
    let within = |open: &str, close: &str| {
        text.strip_prefix(open)
            .and_then(|rest| rest.strip_suffix(close))
            .filter(|it| !it.is_empty())
    };
    let is_capital = |text: &str| {
        text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_')
    };
    matches!(text, "%s" | "%d" | "%v")
        || within("$", "").is_some_and(is_name)
        || within(":", "").is_some_and(is_name)
        || within("$(", ")").is_some()
        || within("#{", "}").is_some()
        || within("%", "%").is_some_and(is_name)
        || within("__", "__").is_some_and(is_name)
        || within("{", "}").is_some_and(is_name)
        || within("[", "]").is_some_and(is_name)
        || capitals
            && text.len() > 2
            && is_name(text)
            && is_capital(text)
            && text[1..].contains('_')
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
const MARKERS: [(&str, &str); 8] = [
    ("{{{", "}}}"),
    ("${{", "}}"),
    ("{{", "}}"),
    ("${", "}"),
    ("<%", "%>"),
    ("{%", "%}"),
    ("{#", "#}"),
    ("%{", "}"),
];

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
    let begins = |brace: usize| {
        matches!(file.get(brace + 1), Some(b'{' | b'%' | b'#'))
            || brace > 0 && matches!(file[brace - 1], b'$' | b'%')
    };
    let mut braces = memchr::memchr_iter(b'{', file);
    // Every marker has a brace beside another of these, or a percent sign. In a file without
    // faults that has as many braces as objects, none is in a string.
    let brace = match parsed.is_faultless() {
        true => braces.count() != parsed.objects,
        false => braces.any(begins),
    };
    brace
        || parsed.escapes
        || memchr::memchr3_iter(b'%', b'<', b'Y', file)
            .any(|at| file[at] != b'Y' || file[at..].starts_with(b"YOUR"))
        // Brackets are few, so that their places are found faster than the whole text.
        || memchr::memchr_iter(b'[', file).any(|at| file[at..].starts_with(OBJECT.as_bytes()))
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
    let apart: Vec<_> = angled(text).chain(words(text)).take(MANY).collect();
    let touches = |part: &Range<usize>, other: &Range<usize>| {
        part.start < other.end && other.start < part.end
    };
    for part in apart {
        if !out.iter().any(|other| touches(&part, other)) {
            out.push(part);
        }
    }
    out.sort_by_key(|part| part.start);
    out.truncate(MANY);
    out
}

/// Whether a string holds one of the template markers that the configuration allows.
pub(crate) fn is_allowed(text: &str, markers: &[String]) -> bool {
    markers.iter().any(|marker| !marker.is_empty() && text.contains(marker.as_str()))
}
