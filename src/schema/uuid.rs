//! What a text in the place of a UUID looks like. The shape decides, not the version nibble: the
//! documentation's own ids are of no RFC version.

use std::fmt::Write as _;

/// The form of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Form {
    Canonical,
    UpperCase,
    Nil,
    Blank,
    /// Another way to write a UUID: its name, and the canonical form.
    Other(&'static str, String),
    /// None at all; what is wrong.
    Bad(String),
}

/// Looks at a text; allocates only where it is not a UUID.
pub(crate) fn form(text: &str) -> Form {
    if let Some(form) = canonical(text.as_bytes()) {
        return form;
    }
    if text.trim().is_empty() {
        return Form::Blank;
    }
    other(text).unwrap_or_else(|| Form::Bad(explain(text)))
}

/// Whether a text is 8-4-4-4-12 digits in lower case, and not all of them zero.
#[inline]
pub(crate) fn is_canonical(text: &[u8]) -> bool {
    canonical(text) == Some(Form::Canonical)
}

/// The forms of 8-4-4-4-12 digits, told apart in one pass.
#[inline]
fn canonical(bytes: &[u8]) -> Option<Form> {
    let bytes: &[u8; 36] = bytes.try_into().ok()?;
    if [8, 13, 18, 23].iter().any(|&at| bytes[at] != b'-') {
        return None;
    }
    // All digits side by side, without a branch: the compiler looks at sixteen of them at once.
    let mut digits = [0_u8; 32];
    let groups = [(0, 0, 8), (8, 9, 4), (12, 14, 4), (16, 19, 4), (20, 24, 12)];
    for (to, from, length) in groups {
        digits[to..to + length].copy_from_slice(&bytes[from..from + length]);
    }
    let (mut bad, mut upper, mut other) = (0_u8, 0_u8, 0_u8);
    for byte in digits {
        let number = byte.wrapping_sub(b'0') < 10;
        let letter = (byte | 0x20).wrapping_sub(b'a') < 6;
        bad |= u8::from(!(number | letter));
        upper |= u8::from(byte.wrapping_sub(b'A') < 6);
        other |= byte ^ b'0';
    }
    match (bad, other, upper) {
        (1, ..) => None,
        (_, 0, _) => Some(Form::Nil),
        (_, _, 1) => Some(Form::UpperCase),
        _ => Some(Form::Canonical),
    }
}

fn other(text: &str) -> Option<Form> {
    let inner = text.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
    let (name, inner) = match inner {
        Some(inner) => ("in braces", inner),
        None if text.len() == 32 => ("without hyphens", text),
        None => ("as a URN", urn(text)?),
    };
    let id = uuid::Uuid::try_parse(inner).ok()?;
    Some(Form::Other(name, id.hyphenated().to_string()))
}

/// What stands behind `urn:uuid:`, in any case.
fn urn(text: &str) -> Option<&str> {
    const PREFIX: &str = "urn:uuid:";
    let (prefix, rest) = text.split_at_checked(PREFIX.len())?;
    prefix.eq_ignore_ascii_case(PREFIX).then_some(rest)
}

/// What keeps a text from being a UUID, in exact numbers.
fn explain(text: &str) -> String {
    let mut out = String::new();
    let count = text.chars().count();
    let groups: Vec<&str> = text.split('-').collect();
    let lengths = [8, 4, 4, 4, 12];
    if text.trim() != text {
        return "it has white space around it".to_owned();
    }
    if let Some((at, ch)) =
        text.chars().enumerate().find(|(_, ch)| !ch.is_ascii_hexdigit() && *ch != '-')
    {
        let looks_like = groups.len() == 5 || count == 36 || count == 32;
        if looks_like {
            let shown = if ch.is_control() { '\u{fffd}' } else { ch };
            let _ = write!(out, "`{shown}` at position {} is not hexadecimal", at + 1);
            return out;
        }
    }
    if count != 36 {
        let characters = if count == 1 { "character" } else { "characters" };
        let _ = write!(out, "it has {count} {characters}, a UUID has 36");
    }
    if groups.len() == 5 {
        const NAMES: [&str; 5] = ["first", "second", "third", "fourth", "last"];
        for ((group, length), name) in groups.iter().zip(lengths).zip(NAMES) {
            if group.len() != length {
                let sep = if out.is_empty() { "" } else { "; " };
                let shown = crate::finding::shown(group);
                let _ = write!(
                    out,
                    "{sep}the {name} group `{shown}` has {} digits, it needs {length}",
                    group.len()
                );
                break;
            }
        }
    } else if count == 36 {
        let _ = write!(out, "it has {} groups, a UUID has five: 8-4-4-4-12", groups.len());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_way_to_miss_is_told_apart() {
        let bad = |text: &str| match form(text) {
            Form::Bad(why) => why,
            other => format!("{other:?}"),
        };
        assert_eq!(form("6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90"), Form::Canonical);
        assert_eq!(
            bad("6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e9"),
            "it has 35 characters, a UUID has 36; the last group `0a4f2b7d1e9` has 11 digits, it needs 12"
        );
        assert_eq!(
            bad("6b1c7a52-9d0z-4f53-8c66-0a4f2b7d1e90"),
            "`z` at position 13 is not hexadecimal"
        );
        assert!(matches!(
            form("{6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90}"),
            Form::Other("in braces", _)
        ));
        assert!(matches!(
            form("6b1c7a529d0e4f538c660a4f2b7d1e90"),
            Form::Other("without hyphens", _)
        ));
    }
}
