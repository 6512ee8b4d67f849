//! What a text in place of a UUID looks like. The form decides, not the version nibble: the
//! documentation's own IDs have no RFC version.

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
    /// Not a UUID; a verb phrase says what is wrong: "has 35 characters instead of 36".
    Bad(String),
}

/// The ID that names nothing.
pub(crate) const NIL: &str = "00000000-0000-0000-0000-000000000000";

/// Looks at a text; allocates only if it is not a UUID.
pub(crate) fn form(text: &str) -> Form {
    if let Some(form) = canonical(text.as_bytes()) {
        return form;
    }
    if text.trim().is_empty() {
        return Form::Blank;
    }
    other(text).unwrap_or_else(|| Form::Bad(explain(text)))
}

/// Whether a text is 8-4-4-4-12 digits in lowercase, and not all zero. Every ID of a clean body
/// passes here, so it looks at eight digits at a time.
#[inline]
pub(crate) fn is_canonical(text: &[u8]) -> bool {
    let Some(digits) = digits(text) else { return false };
    digits.iter().fold(HIGHS, |all, word| all & lower_hex(*word)) == HIGHS
        && digits.iter().any(|word| *word != ONES * u64::from(b'0'))
}

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGHS: u64 = ONES << 7;

/// The digits without the hyphens, if those are where they belong.
#[inline]
fn digits(text: &[u8]) -> Option<[u64; 4]> {
    let bytes: &[u8; 36] = text.try_into().ok()?;
    if [8, 13, 18, 23].iter().any(|&at| bytes[at] != b'-') {
        return None;
    }
    let four = |at: usize| {
        let digits = [bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]];
        u64::from(u32::from_le_bytes(digits))
    };
    let eight = |low: usize, high: usize| four(low) | four(high) << 32;
    Some([eight(0, 4), eight(9, 14), eight(19, 24), eight(28, 32)])
}

/// The highest bit of each byte that is `0` to `9` or `a` to `f`.
#[inline]
fn lower_hex(word: u64) -> u64 {
    // Bytes below 0x80 reach the highest bit when they are at least `least`, without a carry.
    let low = word & !HIGHS;
    let from = |least: u8| low + ONES * u64::from(0x80 - least);
    let digit = from(b'0') & !from(b'9' + 1);
    let letter = from(b'a') & !from(b'f' + 1);
    (digit | letter) & !word & HIGHS
}

/// The forms of 8-4-4-4-12 digits.
fn canonical(bytes: &[u8]) -> Option<Form> {
    let words = digits(bytes)?;
    let mut digits = words.iter().flat_map(|word| word.to_le_bytes());
    if !digits.clone().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    Some(match () {
        () if digits.clone().all(|digit| digit == b'0') => Form::Nil,
        () if digits.any(|digit| digit.is_ascii_uppercase()) => Form::UpperCase,
        () => Form::Canonical,
    })
}

fn other(text: &str) -> Option<Form> {
    let inner = text.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
    let (name, inner) = match inner {
        Some(inner) => ("in braces", inner),
        None if text.len() == 32 => ("without hyphens", text),
        None => ("written as a URN", urn(text)?),
    };
    let id = uuid::Uuid::try_parse(inner).ok()?;
    Some(Form::Other(name, id.hyphenated().to_string()))
}

/// The text after `urn:uuid:`, in any case.
fn urn(text: &str) -> Option<&str> {
    const PREFIX: &str = "urn:uuid:";
    let (prefix, rest) = text.split_at_checked(PREFIX.len())?;
    prefix.eq_ignore_ascii_case(PREFIX).then_some(rest)
}

/// Why a text is not a UUID, in exact numbers.
fn explain(text: &str) -> String {
    let mut out = String::new();
    let count = text.chars().count();
    let groups: Vec<&str> = text.split('-').collect();
    let lengths = [8, 4, 4, 4, 12];
    if text.trim() != text {
        return "has whitespace around it".to_owned();
    }
    if let Some((at, ch)) =
        text.chars().enumerate().find(|(_, ch)| !ch.is_ascii_hexdigit() && *ch != '-')
    {
        let looks_like = groups.len() == 5 || count == 36 || count == 32;
        if looks_like {
            let shown = if ch.is_control() { '\u{fffd}' } else { ch };
            let _ = write!(
                out,
                "has `{shown}` at position {}, which is not a hexadecimal digit",
                at + 1
            );
            return out;
        }
    }
    if count != 36 {
        let characters = if count == 1 { "character" } else { "characters" };
        let _ = write!(out, "has {count} {characters} instead of 36");
    }
    if groups.len() == 5 {
        const NAMES: [&str; 5] = ["first", "second", "third", "fourth", "last"];
        for ((group, length), name) in groups.iter().zip(lengths).zip(NAMES) {
            if group.len() != length {
                let shown = crate::text::shown(group);
                let count = group.len();
                let _ = match out.is_empty() {
                    true => write!(
                        out,
                        "has {count} digits instead of {length} in its {name} group, `{shown}`"
                    ),
                    false => write!(out, ", {count} instead of {length} in the {name} group"),
                };
                break;
            }
        }
    } else if count == 36 {
        let _ = write!(out, "has {} groups instead of 5", groups.len());
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
            "has 35 characters instead of 36, 11 instead of 12 in the last group"
        );
        assert_eq!(
            bad("6b1c7a52-9d0z-4f53-8c66-0a4f2b7d1e90"),
            "has `z` at position 13, which is not a hexadecimal digit"
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

    #[test]
    fn the_quick_look_agrees_with_the_long_one() {
        let id = b"6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90";
        let nil = b"00000000-0000-0000-0000-000000000000";
        for (at, byte) in (0..36).flat_map(|at| (0..128).map(move |byte| (at, byte))) {
            for base in [id, nil] {
                let mut text = *base;
                text[at] = byte;
                let long = canonical(&text) == Some(Form::Canonical);
                assert_eq!(is_canonical(&text), long, "{}", String::from_utf8_lossy(&text));
            }
        }
        assert!(is_canonical(id) && !is_canonical(nil));
        assert!(!is_canonical(&id[1..]) && !is_canonical("é".repeat(18).as_bytes()));
    }
}
