//! The commented file that `init` writes.

use std::fmt::Write as _;

use super::keys::{Key, Kind, table, text, top};

/// Columns of its comments.
const WIDTH: usize = 96;

/// A configuration that says nothing yet but shows everything that can be said.
pub fn starter() -> String {
    let mut out = String::from(
        "# Configuration of polytomic-lint. All keys are optional; the commented-out lines are\n\
         # examples. `polytomic-lint schema --config` prints the JSON Schema of this file, and\n\
         # `polytomic-lint rules` lists the rules.\n",
    );
    for key in top() {
        out.push('\n');
        describe(&mut out, text(key).description);
        match key.kind {
            Kind::Tables(keys) => {
                let _ = writeln!(out, "# [[{}]]", key.name);
                table(key.name, keys).for_each(|key| entry(&mut out, key));
            }
            Kind::Levels => {
                let _ = writeln!(out, "[{}]", key.name);
                for line in text(key).example.lines() {
                    let _ = writeln!(out, "# {line}");
                }
            }
            _ => entry(&mut out, key),
        }
    }
    out
}

fn entry(out: &mut String, key: &Key) {
    let _ = writeln!(out, "# {} = {}", key.name, text(key).example);
}

/// A comment, wrapped.
fn describe(out: &mut String, text: &str) {
    let mut column = WIDTH;
    for word in text.split_whitespace() {
        if column + word.len() + 1 > WIDTH {
            if !out.ends_with('\n') {
                out.push('\n');
            }
            out.push('#');
            column = 1;
        }
        out.push(' ');
        out.push_str(word);
        column += word.len() + 1;
    }
    out.push('\n');
}
