//! Every format says the same.

use crate::read::{Seen, list, parse, read};
use crate::{FORMATS, check, folder, hosts};

/// Bodies of every kind: right, broken in the middle of anything, not JSON at all.
fn bodies() -> Vec<(String, Vec<u8>)> {
    let broken = include_bytes!("../../examples/broken.sync.json");
    let mut out: Vec<(String, Vec<u8>)> = Vec::new();
    for end in (0..broken.len()).step_by(53) {
        out.push((format!("cut-{end:04}.sync.json"), broken[..end].to_vec()));
    }
    let text = String::from_utf8_lossy(broken);
    let utf16: Vec<u8> =
        [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let one_line = text.replace('\n', " ");
    let old = text.replace('\n', "\r");
    let wide = text.replace("\"name\": \"", "\"name\": \"日😀é").replace('\n', "\r\n");
    out.extend([
        ("broken.sync.json".to_owned(), broken.to_vec()),
        ("clean.sync.json".to_owned(), include_bytes!("../../examples/clean.sync.json").to_vec()),
        ("utf16.sync.json".to_owned(), utf16),
        ("one-line.sync.json".to_owned(), one_line.into_bytes()),
        ("old-line-ends.sync.json".to_owned(), old.into_bytes()),
        ("wide.sync.json".to_owned(), format!("\u{feff}{wide}").into_bytes()),
        (
            "not-utf8.sync.json".to_owned(),
            b"{\"name\": \"\xff\xfe\", \"mode\": \"upsert\"}".to_vec(),
        ),
        ("list.sync.json".to_owned(), b"[1,\n2]".to_vec()),
        ("deep.sync.json".to_owned(), b"[".repeat(140)),
        ("blank.sync.json".to_owned(), b"\n\n".to_vec()),
        ("polytomic-lint.toml".to_owned(), b"include = [\"hosts/**\", \"*.sync.json\"]".to_vec()),
    ]);
    for host in hosts::around(&wide) {
        let (_, ending) = host.name.split_once('.').expect("an ending");
        // A line of its own is a body.
        let text = if ending == "jsonl" { host.text().replace("\r\n", " ") } else { host.text() };
        out.push((format!("hosts/{}.{ending}", host.label), text.into_bytes()));
    }
    out
}

/// The column of a byte offset in bytes of its line; a byte order mark takes none.
fn byte_column(bytes: &[u8], offset: usize) -> u64 {
    let ends = |at: &usize| match bytes[*at] {
        b'\n' => true,
        b'\r' => bytes.get(at + 1) != Some(&b'\n'),
        _ => false,
    };
    let start = (0..offset).rev().find(ends).map_or(0, |at| at + 1);
    let mark = if start == 0 && bytes.starts_with("\u{feff}".as_bytes()) { 3 } else { 0 };
    (offset.saturating_sub(start + mark) + 1) as u64
}

#[test]
fn every_format_there_is_is_tested() {
    let all: Vec<&str> = polytomic_lint::report::formats().iter().map(|one| one.name()).collect();
    assert_eq!(all, FORMATS);
}

#[test]
fn every_format_has_the_same_findings_at_the_same_places() {
    let bodies = bodies();
    let files: Vec<(&str, &[u8])> =
        bodies.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    let folder = folder(&files);
    let more = ["--pedantic", "--max-diagnostics", "100000"];
    let json = check(folder.path(), "json", &more);
    let wanted = read("json", &json.out);
    assert!(wanted.len() > 100, "too few findings to compare: {}", wanted.len());
    let document = parse(&json.out);
    for format in FORMATS {
        let run = check(folder.path(), format, &more);
        assert_eq!(run.status, 1, "{format}");
        let found = read(format, &run.out);
        assert_eq!(found.len(), wanted.len(), "{format}");
        for (at, (found, wanted)) in found.into_iter().zip(&wanted).enumerate() {
            let value = &list(&document["diagnostics"])[at];
            let one_line = value["start"]["line"] == value["end"]["line"];
            let mut wanted: Seen = wanted.clone();
            match format {
                "human" => (wanted.file, wanted.line, wanted.column) = (String::new(), 0, 0),
                "github" if !one_line => wanted.column = 0,
                "rdjson" => {
                    let bytes = files.iter().find(|(name, _)| *name == wanted.file);
                    let start = value["span"]["start"].as_u64().expect("a number");
                    wanted.column = byte_column(bytes.expect("a file").1, start as usize);
                }
                _ => {}
            }
            assert_eq!(found, wanted, "{format}, {value}");
        }
    }
}

#[test]
fn a_clean_run_says_so_in_every_format() {
    let folder = folder(&[("a.sync.json", include_bytes!("../../examples/clean.sync.json"))]);
    for format in FORMATS {
        let run = check(folder.path(), format, &[]);
        assert_eq!(run.status, 0, "{format}");
        assert_eq!(read(format, &run.out), [], "{format}");
    }
    assert_eq!(check(folder.path(), "gitlab", &[]).out, "[]\n");
    assert_eq!(check(folder.path(), "github", &[]).out, "");
    let junit = check(folder.path(), "junit", &[]).out;
    assert!(junit.contains(r#"tests="1" failures="0""#), "{junit}");
    let log = parse(&check(folder.path(), "sarif", &[]).out);
    assert_eq!(log["runs"][0]["results"], serde_json::json!([]));
    let rules = list(&log["runs"][0]["tool"]["driver"]["rules"]);
    assert_eq!(rules.len(), polytomic_lint::rules().count());
    for rule in rules {
        for (short, value) in
            [("short", &rule["shortDescription"]), ("full", &rule["fullDescription"])]
        {
            let length = value["text"].as_str().expect("a text").chars().count();
            assert!((1..=1024).contains(&length), "{short} description of {rule}");
        }
        for (shape, value) in
            [("text", &rule["help"]["text"]), ("markdown", &rule["help"]["markdown"])]
        {
            assert!(value.as_str().is_some_and(|text| !text.is_empty()), "{shape} help of {rule}");
        }
    }
}

#[test]
fn cases_of_junit_keep_their_names_when_lines_move() {
    let broken = String::from_utf8_lossy(include_bytes!("../../examples/broken.sync.json"));
    let names = |body: &str| {
        let folder = folder(&[("a.sync.json", body.as_bytes())]);
        let out = check(folder.path(), "junit", &["--pedantic"]).out;
        let document = roxmltree::Document::parse(&out).expect("XML");
        let cases = document.descendants().filter(|node| node.has_tag_name("testcase"));
        let names = cases.filter_map(|case| case.attribute("name").map(str::to_owned));
        names.collect::<Vec<_>>()
    };
    let before = names(&broken);
    assert_eq!(names(&format!("\n\n{broken}")), before);
    let different: std::collections::BTreeSet<&String> = before.iter().collect();
    assert_eq!(different.len(), before.len(), "two cases are one to a reader: {before:?}");
}

#[test]
fn nothing_to_lint_is_a_whole_document_too() {
    let folder = folder(&[]);
    for format in FORMATS {
        let run = check(folder.path(), format, &[]);
        assert_eq!(run.status, 0, "{format}");
        assert_eq!(read(format, &run.out), [], "{format}");
    }
}

#[test]
fn junit_has_failures_for_what_fails_a_run_and_the_rest_as_output() {
    let broken = include_bytes!("../../examples/broken.sync.json");
    let folder = folder(&[("a.sync.json", broken)]);
    let count = |args: &[&str]| {
        let out = check(folder.path(), "junit", &[args, &["--pedantic"]].concat()).out;
        roxmltree::Document::parse(&out).expect("XML");
        let others = out.split("<system-out>").nth(1).map_or(0, |rest| rest.matches("[PT").count());
        (out.matches("<failure ").count(), others)
    };
    let (errors, others) = count(&[]);
    assert!(errors > 0 && others > 0);
    assert_eq!(count(&["--fail-on", "advice"]), (errors + others, 0));
    assert_eq!(count(&["--fail-on", "never"]), (0, errors + others));
    assert_eq!(count(&["--fail-on", "never", "--junit-failures", "error"]), (errors, others));
    assert_eq!(count(&["--junit-failures", "never"]), (0, errors + others));
}
