//! How much a text is like a body, without reading it as JSON.

use super::work;
use crate::json::lexer::string_end;

/// How many of `keys` the outermost object of a text has, as far as that is clear from a text
/// that may be broken: quotes of any kind or none, any case, `-` for `_`.
pub(crate) fn keys_in(text: &str, keys: &[&str]) -> usize {
    work::note(text.len());
    let bytes = text.as_bytes();
    let mut found = vec![false; keys.len()];
    let (mut at, mut depth) = (0, 0_u32);
    while at < bytes.len() {
        match bytes[at] {
            b'{' | b'[' => depth += 1,
            // A bracket too many does not end the object.
            b'}' | b']' => depth = depth.saturating_sub(1).max(1),
            b'"' | b'\'' => {
                let (end, _) = string_end(bytes, at);
                if depth == 1 && followed_by_colon(bytes, end) {
                    note(&mut found, keys, &text[at + 1..end.saturating_sub(1).max(at + 1)]);
                }
                at = end;
                continue;
            }
            byte if byte.is_ascii_alphabetic() || byte == b'_' => {
                let word = |byte: &u8| byte.is_ascii_alphanumeric() || b"_-".contains(byte);
                let length = bytes[at..].iter().take_while(|byte| word(byte)).count();
                if depth == 1 && followed_by_colon(bytes, at + length) {
                    note(&mut found, keys, &text[at..at + length]);
                }
                at += length;
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    found.into_iter().filter(|found| *found).count()
}

fn followed_by_colon(bytes: &[u8], at: usize) -> bool {
    let rest = bytes.get(at..).unwrap_or_default();
    rest.iter().find(|byte| !matches!(byte, b' ' | b'\t')) == Some(&b':')
}

fn note(found: &mut [bool], keys: &[&str], key: &str) {
    let same = |a: char, b: char| a.eq_ignore_ascii_case(&b) || (a == '-' && b == '_');
    for (found, name) in found.iter_mut().zip(keys) {
        *found |= key.chars().count() == name.chars().count()
            && key.chars().zip(name.chars()).all(|(a, b)| same(a, b));
    }
}

#[cfg(test)]
mod tests {
    use super::keys_in;

    const KEYS: [&str; 3] = ["name", "mode", "target"];

    #[test]
    fn keys_of_the_outermost_object_count() {
        assert_eq!(keys_in(r#"{"name": "a", "mode": {"target": 1}}"#, &KEYS), 2);
        assert_eq!(keys_in("{name: 'a', 'Mode': 1, // target\n}", &KEYS), 2);
        assert_eq!(keys_in(r#"{"data": {"name": 1, "mode": 2, "target": 3}}"#, &KEYS), 0);
        assert_eq!(keys_in(r#"{"name: "a", "mode": 1}"#, &KEYS), 0);
        assert_eq!(keys_in("name: a\nmode: b", &KEYS), 0);
        assert_eq!(keys_in("{\"n\u{e9}\": \"name:\", \"name\": \"\u{1f600}\"}", &KEYS), 1);
    }
}
