//! `{{name}}`, as request files and collections have it.

use super::work;

/// The length of `{{name}}` at the start of a text.
pub(super) fn length(text: &str) -> Option<usize> {
    const LONGEST: usize = 256;
    let rest = text.strip_prefix("{{")?;
    let rest = &rest.as_bytes()[..rest.len().min(LONGEST)];
    let end = memchr::memmem::find(rest, b"}}")?;
    // `{{"a": {}}` is an object in an object.
    let name = |byte: &u8| !matches!(byte, b'"' | b'\\' | b'\n' | b'{' | b':');
    (end > 0 && rest[..end].iter().all(name)).then_some(end + 4)
}

/// A text with the values of its variables in place of them, as far as they are known and short.
pub(super) fn filled<'v>(text: &str, value: impl Fn(&str) -> Option<&'v str>) -> String {
    const LONGEST: usize = 4096;
    work::note(text.len());
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("{{") {
        let (before, marker) = rest.split_at(at);
        out.push_str(before);
        let Some(length) = length(marker) else {
            out.push_str("{{");
            rest = &marker[2..];
            continue;
        };
        let (marker, after) = marker.split_at(length);
        let name = marker.trim_matches(['{', '}']).trim();
        let value = value(name).filter(|value| value.len() < LONGEST && out.len() < LONGEST);
        out.push_str(value.unwrap_or(marker));
        rest = after;
    }
    out + rest
}
