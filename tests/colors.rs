//! Colors change how findings look, not what is there to read.
#![cfg(feature = "cli")]

use std::process::Command;

use anstream::adapter::strip_str;

fn check(color: &str) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_polytomic-lint"))
        .args(["check", "--pedantic", "--color", color, "examples/broken.sync.json"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("the program");
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn colored_findings_say_what_plain_ones_say() {
    let (colored, plain) = (check("always"), check("never"));
    assert!(colored.contains('\u{1b}') && !plain.contains('\u{1b}'));
    let stripped = strip_str(&colored).to_string();
    snapbox::assert_data_eq!(stripped, plain);
}
