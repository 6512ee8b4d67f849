//! What people read about broken bodies, to the character.
//!
//! `UPDATE=1 cargo test --test golden_human` writes it anew; read the difference.

use std::path::{Path, PathBuf};

use polytomic_lint::report::human::{self, Look};
use polytomic_lint::{Linter, Source};
use unicode_width::UnicodeWidthChar as _;

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

/// How many columns a terminal draws a line in.
fn columns(line: &str) -> usize {
    line.chars().map(|ch| ch.width().unwrap_or(0)).sum()
}

#[test]
fn no_line_is_wider_than_asked() {
    for width in [40, 60, 80, 90, 120, 200] {
        for (name, bytes) in bodies() {
            let text = shown(&name, &bytes, Look { width, ..Look::default() });
            for line in text.lines() {
                let shows = line.contains(" │ ") || line.contains(" · ");
                // Headlines are one line; what is long in help and has no blank stays whole.
                let wrapped = line.starts_with("  help:") || line.starts_with("        ");
                let fits = columns(line) <= width || wrapped && !line.trim().contains(' ');
                assert!(fits || !shows && !wrapped, "{name}, {width}: {line}");
            }
        }
    }
}

#[test]
fn a_long_line_is_cut_around_the_place_whatever_it_is_made_of() {
    for filler in ["x", "日", "é", "\t", "e\u{301}", "😀\t"] {
        for (before, after) in [(0, 0), (10, 0), (30, 90), (90, 10), (200, 200), (2000, 2000)] {
            let (before, after) = (filler.repeat(before), filler.repeat(after));
            let blanks = |text: &str| text.replace(|ch| ch != '\t', " ");
            // A tab stands outside of strings.
            let (left, right) = match filler.contains('\t') {
                true => (blanks(&before), blanks(&after)),
                false => (format!("\"name\": \"{before}\", "), format!(", \"a\": \"{after}\"")),
            };
            let body = format!("{{{left}\"mode\": \"upsert\"{right}}}\n");
            for width in [40, 41, 57, 80, 100] {
                let source = Source::new("a.json", &body);
                let linter = Linter::builder().select(["PT024"]).build().expect("known rules");
                let report = linter.lint(&source);
                let look = Look { width, ..Look::default() };
                let text = human::write(&report, &source, look, 1);
                let mut lines = text.lines().skip_while(|line| !line.contains(" │ "));
                let (line, under) = (lines.next().expect("a line"), lines.next().expect("a mark"));
                assert!(columns(line) <= width && columns(under) <= width, "{width}: {text}");
                let mark = under.find('─').expect("a mark");
                let place = line.find("\"upsert\"").unwrap_or_else(|| panic!("{width}: {text}"));
                assert_eq!(columns(&under[..mark]), columns(&line[..place]), "{width}: {text}");
                assert!(text.contains(&format!("[a.json:1:{}]", left.chars().count() + 10)));
            }
        }
    }
}

#[test]
fn places_too_far_apart_are_excerpts_of_their_own() {
    let body = format!(
        "{{\n\"target\": {{\"object\": \"A\", \"connection_id\": \"{}\", \"create\": {{\"a\": \"b\"}}}}\n}}",
        "c".repeat(150)
    );
    let source = Source::new("a.json", &body);
    let linter = Linter::builder().select(["PT030"]).build().expect("known rules");
    let report = linter.lint(&source);
    let at = |width| human::write(&report, &source, Look { width, ..Look::default() }, 1);
    snapbox::assert_data_eq!(
        at(70),
        snapbox::str![[r#"
error[PT030]: `target` has both `object` and `create`
   ╭─[a.json:2:12]
 1 │ {
 2 │ "target": {"object": "A", "connection_id": "cccccccccccccccccc...
   ·            ────┬───
   ·                ╰── writes to an existing object
   ╰────
   ╭─[a.json:2:198]
 2 │ ...ccccccccccccccccccccccccccccccc", "create": {"a": "b"}}
   ·                                      ────┬───
   ·                                          ╰── creates a new object
 3 │ }
   ╰────
  help: keep `object` to sync into an existing object, or `create`
        to create a new one


"#]]
    );
    assert_eq!(at(240).matches("a.json:").count(), 1);
}

#[test]
fn a_narration_tells_lines_and_columns_of_the_file() {
    let body = format!("{{\"name\": \"{}\", \"mode\": \"upsert\"}}", "日".repeat(400));
    let source = Source::new("a.json", &body);
    let linter = Linter::builder().select(["PT024"]).build().expect("known rules");
    let look = Look { narrated: true, ..Look::default() };
    let text = human::write(&linter.lint(&source), &source, look, 1);
    assert!(text.contains("label at line 1, columns 422 to 429: expected a sync mode"), "{text}");
    assert!(text.contains("starting at line 1, column 394"), "{text}");
}

#[test]
fn an_id_in_the_help_is_not_broken_at_its_hyphens() {
    let id = "{5f2d9a1c-3b7e-4d68-9c10-8e4a6b2f7d35}";
    let body = format!("{{\"target\": {{\"connection_id\": \"{id}\"}}}}");
    let source = Source::new("a.json", &body);
    let report = Linter::builder().select(["PT021"]).build().expect("known rules").lint(&source);
    for width in 50..70 {
        let text = human::write(&report, &source, Look { width, ..Look::default() }, 1);
        let (_, help) = text.split_once("  help:").expect("help");
        assert!(help.contains(id.trim_matches(['{', '}'])), "{width}: {text}");
    }
}
