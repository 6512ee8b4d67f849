//! What people read about broken bodies, to the character.
//!
//! `UPDATE=1 cargo test --test golden_human` writes it anew; read the difference.

use std::path::{Path, PathBuf};

use polytomic_lint::report::human::{self, Look};
use polytomic_lint::{Linter, Source};

fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

/// The broken bodies: a name and what stands in the file.
fn bodies() -> Vec<(String, Vec<u8>)> {
    let folder = std::fs::read_dir(tests().join("bodies/broken")).expect("a folder");
    let mut out: Vec<_> = folder
        .map(|file| {
            let path = file.expect("a file").path();
            let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
            (name, std::fs::read(&path).expect("a readable body"))
        })
        .collect();
    out.sort();
    out
}

fn shown(name: &str, bytes: &[u8], look: Look) -> String {
    let source = Source::new(format!("{name}.json"), bytes);
    let report = Linter::default().lint(&source);
    assert!(!report.is_clean(), "{name} has nothing to find");
    human::write(&report, &source, look, usize::MAX)
}

/// Compares with the golden file, or writes it; what differs is named in the end.
fn hold(name: &str, found: &str, wrong: &mut Vec<String>) {
    let path = tests().join(format!("golden/human/{name}.txt"));
    if std::env::var_os("UPDATE").is_some() {
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(&path, found).expect("a writable file");
    }
    let wanted = std::fs::read_to_string(&path).unwrap_or_default();
    if wanted != found {
        wrong.push(format!("{}:\n{found}", path.display()));
    }
}

#[test]
fn broken_bodies_are_shown_as_ever() {
    let bodies = bodies();
    assert!(bodies.len() >= 40, "bodies are missing");
    let mut wrong = Vec::new();
    for (name, bytes) in &bodies {
        hold(name, &shown(name, bytes, Look { width: 90, ..Look::default() }), &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn other_looks_are_as_ever() {
    let wanted =
        ["object-and-create", "wide-characters", "minified", "control-characters", "cut-off"];
    let looks = [
        ("ascii", Look { unicode: false, width: 60, ..Look::default() }),
        ("narrated", Look { narrated: true, ..Look::default() }),
        ("color", Look { color: true, width: 120, ..Look::default() }),
    ];
    let mut wrong = Vec::new();
    for (name, bytes) in bodies().iter().filter(|(name, _)| wanted.contains(&name.as_str())) {
        for (look_name, look) in looks {
            hold(&format!("{name}.{look_name}"), &shown(name, bytes, look), &mut wrong);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_golden_file_has_its_body() {
    let names: Vec<String> = bodies().into_iter().map(|(name, _)| name).collect();
    for file in std::fs::read_dir(tests().join("golden/human")).expect("a folder") {
        let file = file.expect("a file").file_name().to_string_lossy().into_owned();
        let name = file.split('.').next().unwrap_or_default().to_owned();
        assert!(names.contains(&name), "{file} belongs to no body");
    }
}

#[test]
fn no_line_is_wider_than_asked() {
    for (name, bytes) in bodies() {
        let text = shown(&name, &bytes, Look { width: 90, ..Look::default() });
        for line in text.lines() {
            // Headlines are one line, and excerpts show the file; what is wrapped is help.
            let wrapped = line.starts_with("  help:") || line.starts_with("        ");
            assert!(
                !wrapped || line.chars().count() <= 90 || !line.trim().contains(' '),
                "{name}: {line}"
            );
        }
    }
}
