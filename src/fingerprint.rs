//! What makes a finding the same one tomorrow: its rule, its place without indices, what it is
//! about without layout and escapes, and a number among equals.

use std::collections::HashMap;

use serde_json::Value;

/// The fingerprints of one file.
#[derive(Debug, Default)]
pub(crate) struct Fingerprints {
    seen: HashMap<u128, u32>,
}

impl Fingerprints {
    /// The next one; findings come in the order of the file.
    pub(crate) fn next(&mut self, code: &str, pointer: Option<&str>, subject: &str) -> String {
        let is_name = |step: &&str| step.is_empty() || !step.bytes().all(|b| b.is_ascii_digit());
        let place: Vec<&str> = pointer.unwrap_or("-").split('/').filter(is_name).collect();
        let key = format!("{code}\n{}\n{}", place.join("/"), canonical(subject));
        let hash = xxhash_rust::xxh3::xxh3_128(key.as_bytes());
        let ordinal = self.seen.entry(hash).or_insert(0);
        *ordinal += 1;
        if *ordinal == 1 { format!("{hash:032x}") } else { format!("{hash:032x}-{ordinal}") }
    }
}

/// A text of the file as its writer meant it, however it is laid out and escaped.
fn canonical(subject: &str) -> String {
    let subject = subject.trim();
    // Numbers stay as written: more digits than a double has are a difference.
    if !subject.starts_with(|ch: char| ch.is_ascii_digit() || ch == '-')
        && let Ok(mut value) = serde_json::from_str::<Value>(subject)
    {
        value.sort_all_objects();
        return match value {
            Value::String(text) => text,
            other => other.to_string(),
        };
    }
    // A part of a string, such as a label in an expression.
    if subject.contains('\\')
        && let Ok(text) = serde_json::from_str::<String>(&format!("\"{subject}\""))
    {
        return text;
    }
    subject.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}
