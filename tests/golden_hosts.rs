//! What people read about bodies in other files, to the character.
//!
//! `UPDATE=1 cargo test --test golden_hosts` writes it anew; read the difference.

#[path = "support/hosts.rs"]
mod hosts;

use std::path::Path;

use polytomic_lint::report::human::{self, Look};
use polytomic_lint::{Linter, Source};

/// Mistakes of syntax, shape, and meaning, after other characters than ASCII and tabs.
const BODY: &str = "{\n\t\"name\": \"Größe 😀\",\t\"mode\": \"Create\",\n\t\"fields\": [{\"target\": \"É\"}],\n\t'schedule': {\"frequency\": \"dayly\"}\n\t\"target\": {\"connection_id\": \"$X`\", \"object\": \"😀\\\\\"}\n}";

#[test]
fn bodies_in_other_files_are_shown_as_ever() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/hosts");
    let update = std::env::var_os("UPDATE").is_some();
    let mut wrong = Vec::new();
    for end in ["\n", "\r\n"] {
        let body = BODY.replace('\n', end);
        for host in hosts::around(&body) {
            let text = match host.label {
                "lines" => {
                    format!("{}{}{}", host.before, body.replace(['\n', '\r'], " "), host.after)
                }
                _ => host.text(),
            };
            let source = Source::new(host.name, &text);
            let report = Linter::default().lint(&source);
            let codes: Vec<&str> = report.findings().iter().map(|finding| finding.code).collect();
            for code in ["PT001", "PT020", "PT024"] {
                assert!(codes.contains(&code), "{}: {codes:?}", host.label);
            }
            let shown =
                human::write(&report, &source, Look { width: 90, ..Look::default() }, usize::MAX);
            let crlf = if end == "\n" { "" } else { "-crlf" };
            let path = folder.join(format!("{}{crlf}.txt", host.label));
            if update {
                std::fs::create_dir_all(&folder).expect("a folder");
                std::fs::write(&path, &shown).expect("a writable file");
            }
            if std::fs::read_to_string(&path).unwrap_or_default() != shown {
                wrong.push(format!("{}:\n{shown}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
