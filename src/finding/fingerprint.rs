//! What identifies a finding across edits: its rule, its place without indices, what it is about
//! without layout and escapes, and a number among equal ones.

use std::borrow::Cow;
use std::collections::HashMap;

use serde_json::Value;
use xxhash_rust::xxh3::xxh3_128;

use crate::text::Span;

/// What a finding is about.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Subject<'t> {
    Stated(&'t str),
    /// A place in a text.
    At(Span, &'t str),
}

/// The fingerprints of one file.
#[derive(Debug, Default)]
pub(crate) struct Fingerprints {
    /// How often each was there, but for the last.
    seen: HashMap<u128, u32>,
    /// The last one, which is often the next one too, and how often it was there.
    last: (u128, u32),
    /// What the next one is made of.
    key: Vec<u8>,
    /// Texts that are long, in short, since many findings may point at one.
    long: HashMap<Span, String>,
}

impl Fingerprints {
    /// The next one; findings come in the order of the file.
    pub(crate) fn next(
        &mut self,
        code: &str,
        pointer: Option<&str>,
        subject: Subject<'_>,
    ) -> String {
        let is_name = |step: &&[u8]| step.is_empty() || !step.iter().all(u8::is_ascii_digit);
        let mut key = std::mem::take(&mut self.key);
        key.clear();
        key.extend_from_slice(code.as_bytes());
        key.push(b'\n');
        let steps = pointer.unwrap_or("-").as_bytes().split(|byte| *byte == b'/');
        for (number, step) in steps.filter(is_name).enumerate() {
            if number > 0 {
                key.push(b'/');
            }
            key.extend_from_slice(step);
        }
        key.push(b'\n');
        key.extend_from_slice(self.canonical(subject).as_bytes());
        let hash = xxh3_128(&key);
        self.key = key;
        let ordinal = self.count(hash);
        let mut fingerprint = String::with_capacity(LENGTH);
        push_hex(&mut fingerprint, hash);
        if ordinal > 1 {
            fingerprint.push('-');
            fingerprint.push_str(itoa::Buffer::new().format(ordinal));
        }
        fingerprint
    }

    /// How often a hash has been there, this time included.
    fn count(&mut self, hash: u128) -> u32 {
        let (last, count) = self.last;
        if last != hash || count == 0 {
            if count > 0 {
                self.seen.insert(last, count);
            }
            self.last = (hash, self.seen.get(&hash).copied().unwrap_or(0));
        }
        self.last.1 += 1;
        self.last.1
    }

    /// Goes on with another text.
    pub(crate) fn next_text(&mut self) {
        self.long.clear();
    }

    fn canonical<'t>(&mut self, subject: Subject<'t>) -> Cow<'t, str> {
        const LONG: usize = 1024;
        match subject {
            Subject::Stated(text) => canonical(text),
            Subject::At(span, text) if span.len() < LONG => canonical(span.of(text)),
            Subject::At(span, text) => {
                let hash = || {
                    let mut hex = String::new();
                    push_hex(&mut hex, xxh3_128(canonical(span.of(text)).as_bytes()));
                    hex
                };
                Cow::Owned(self.long.entry(span).or_insert_with(hash).clone())
            }
        }
    }
}

/// Room for a hash and the usual number among equal ones.
const LENGTH: usize = 40;

/// A hash as it is written, with its leading zeros.
pub(crate) fn push_hex(out: &mut String, hash: u128) {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut hex = [0; 32];
    for (digits, byte) in hex.chunks_exact_mut(2).zip(hash.to_be_bytes()) {
        digits[0] = DIGITS[usize::from(byte >> 4)];
        digits[1] = DIGITS[usize::from(byte & 0xf)];
    }
    out.push_str(str::from_utf8(&hex).unwrap_or_default());
}

/// A text of the file without layout and escapes.
fn canonical(subject: &str) -> Cow<'_, str> {
    let subject = subject.trim();
    if let [b'"', inner @ .., b'"'] = subject.as_bytes()
        && inner.iter().all(|byte| !matches!(byte, b'"' | b'\\' | ..=0x1f))
    {
        return Cow::Borrowed(&subject[1..subject.len() - 1]);
    }
    // Numbers stay as written: more digits than a double has are a difference.
    if !subject.starts_with(|ch: char| ch.is_ascii_digit() || ch == '-')
        && let Ok(mut value) = serde_json::from_str::<Value>(subject)
    {
        value.sort_all_objects();
        return Cow::Owned(match value {
            Value::String(text) => text,
            other => other.to_string(),
        });
    }
    // A part of a string, such as a label in an expression.
    if subject.contains('\\')
        && let Ok(text) = serde_json::from_str::<String>(&format!("\"{subject}\""))
    {
        return Cow::Owned(text);
    }
    Cow::Owned(subject.split_ascii_whitespace().collect::<Vec<_>>().join(" "))
}
