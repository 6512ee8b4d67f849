//! What identifies a finding across edits: its rule, its place without indices, what it is about
//! without layout and escapes, and a number among equal ones.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::Write as _;

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
    seen: HashMap<u128, u32>,
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
        let is_name = |step: &&str| step.is_empty() || !step.bytes().all(|b| b.is_ascii_digit());
        let pointer = pointer.unwrap_or("-");
        let mut key = String::with_capacity(code.len() + pointer.len() + 64);
        key.push_str(code);
        key.push('\n');
        for (number, step) in pointer.split('/').filter(is_name).enumerate() {
            if number > 0 {
                key.push('/');
            }
            key.push_str(step);
        }
        key.push('\n');
        key.push_str(&self.canonical(subject));
        let hash = xxh3_128(key.as_bytes());
        let ordinal = self.seen.entry(hash).or_insert(0);
        *ordinal += 1;
        let mut fingerprint = hex(hash);
        if *ordinal > 1 {
            // Writing to a string does not fail.
            let _ = write!(fingerprint, "-{ordinal}");
        }
        fingerprint
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
                let hash = || hex(xxh3_128(canonical(span.of(text)).as_bytes()));
                Cow::Owned(self.long.entry(span).or_insert_with(hash).clone())
            }
        }
    }
}

/// A hash as it is written, with its leading zeros.
fn hex(hash: u128) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut out = [0; 32];
    for (digits, byte) in out.chunks_exact_mut(2).zip(hash.to_be_bytes()) {
        digits[0] = DIGITS[usize::from(byte >> 4)];
        digits[1] = DIGITS[usize::from(byte & 0xf)];
    }
    String::from_utf8_lossy(&out).into_owned()
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
