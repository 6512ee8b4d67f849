//! Fixing any text comes to an end and does no harm: safe fixes lose nothing and add no error.
#![no_main]

#[path = "../../support/harmless.rs"]
mod harmless;

use libfuzzer_sys::fuzz_target;
use polytomic_lint::{Applicability, Linter, Source};

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    let Ok(text) = std::str::from_utf8(rest) else { return };
    let linter = Linter::default();
    let name = if first % 2 == 1 { "a.sync.json" } else { "a.sync.jsonc" };
    if let Err(harm) = harmless::harm(&linter, name, text) {
        panic!("{harm}\n{text}");
    }
    let fixed = linter.fix(&Source::new(name, text), Applicability::Unsafe);
    if let Some(fixed) = fixed {
        let again = linter.fix(&Source::new(name, &*fixed.text), Applicability::Unsafe);
        assert!(again.is_none(), "a second run changes {}\ninto {again:?}", fixed.text);
    }
});
