//! The search for what was meant, against `serde_json`: what it makes of any text is JSON, and JSON
//! it leaves as it is.
#![no_main]

use libfuzzer_sys::fuzz_target;
use polytomic_lint::repaired;
use serde::de::IgnoredAny;

/// Deeper nesting than this is reported, not read.
const DEPTH: usize = 100;

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    // A NUL is reported, and left where it is.
    if text.contains('\0') || text.trim().is_empty() || text.matches(['{', '[']).count() > DEPTH {
        return;
    }
    let fixed = repaired(text);
    if is_json(text.trim_start_matches('\u{feff}')) {
        assert_eq!(fixed.as_deref(), Some(text), "JSON that was changed");
        return;
    }
    if let Some(fixed) = fixed {
        assert!(is_json(fixed.trim_start_matches('\u{feff}')), "{text}\nbecame\n{fixed}");
    }
});

/// By the grammar alone: a number that no double holds is fine, and so is half a character.
fn is_json(text: &str) -> bool {
    serde_json::from_str::<IgnoredAny>(text).is_ok()
}
