//! A body has the same findings in every file that bodies are found in, and fixes change nothing around
//! it. `PROPTEST_CASES=100000 cargo test --test bodies_in_hosts` looks further than the usual run.

#[path = "support/hosts.rs"]
mod hosts;
mod support;

use std::path::Path;

use hosts::Host;
use polytomic_lint::{Applicability, Finding, Linter, Source};
use proptest::prelude::*;

fn lint(name: &str, text: &str) -> Vec<Finding> {
    Linter::builder()
        .pedantic(true)
        .build()
        .expect("known rules")
        .lint(&Source::new(name, text))
        .into_findings()
}

/// What is found in a body: code, pointer, and the text that it points at.
fn reported<'f>(findings: &'f [Finding], text: &str) -> Vec<(&'f str, Option<&'f str>, String)> {
    let reported = |finding: &'f Finding| {
        (finding.code, finding.pointer.as_deref(), finding.span.of(text).to_owned())
    };
    let mut reported: Vec<_> = findings.iter().map(reported).collect();
    reported.sort();
    reported
}

/// Bodies that a person could have put anywhere.
fn bodies() -> Vec<String> {
    let mut out = Vec::new();
    for folder in ["broken", "clean"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bodies").join(folder);
        let files = std::fs::read_dir(folder).expect("a folder");
        let mut files: Vec<_> = files.map(|file| file.expect("a file").path()).collect();
        files.sort();
        out.extend(files.iter().filter_map(|file| std::fs::read_to_string(file).ok()));
    }
    out.retain(|text| is_usual(text));
    out
}

/// Whether a text is a body by itself, and nothing in it means something to a file around it.
fn is_usual(text: &str) -> bool {
    let keys = ["\"name\"", "\"mode\"", "\"fields\"", "\"schedule\"", "\"target\""];
    text.starts_with('{')
        && keys.iter().filter(|key| text.contains(**key)).count() >= 3
        && !["```", "~~~", "{{", "\nEOF", "###", "\0"].iter().any(|mark| text.contains(mark))
}

/// The findings that are the same everywhere; what is wrong with the requests around is not.
fn compare(host: &Host, body: &str, known: bool) -> Result<(), TestCaseError> {
    let alone = lint("a.json", body);
    let text = host.text();
    let mut found = lint(host.name, &text);
    found.retain(|finding| {
        finding.body.is_some_and(|place| {
            place.kind == host.kind && place.index == u32::from(host.label == "lines")
        }) && !finding.code.starts_with("PT13")
    });
    // What is hardly a body anymore is an object like any other in a page.
    if !known && found.is_empty() && host.label.starts_with("markdown") {
        return Ok(());
    }
    let mut wanted: Vec<_> = reported(&alone, body)
        .into_iter()
        .map(|(code, pointer, text)| (code, pointer, (host.written)(&text)))
        .collect();
    wanted.sort();
    prop_assert_eq!(reported(&found, &text), wanted, "{} {}", host.label, text);
    Ok(())
}

/// What fixing leaves around the body, and in it.
fn fix(host: &Host, body: &str, applicability: Applicability) -> Result<(), TestCaseError> {
    let linter = Linter::default();
    let text = host.text();
    let Some(fixed) = linter.fix(&Source::new(host.name, &text), applicability) else {
        return Ok(());
    };
    let inside = fixed.text.strip_prefix(&*host.before).and_then(|t| t.strip_suffix(&*host.after));
    prop_assert!(inside.is_some(), "{}: {}", host.label, fixed.text);
    let alone = linter.fix(&Source::new("a.json", body), applicability).map(|fixed| fixed.text);
    let alone = alone.map(|text| (host.written)(&text));
    prop_assert_eq!(inside, alone.as_deref(), "{}", host.label);
    Ok(())
}

fn one_line(host: &Host, body: &str) -> String {
    match host.label {
        "lines" => body.replace(['\n', '\r'], " "),
        _ => body.to_owned(),
    }
}

fn hold(body: &str, host: usize, known: bool) -> Result<(), TestCaseError> {
    let body = body.trim();
    // In a page, an object in `data` is a response.
    if body.contains("\"data\": {") && hosts::around("")[host].label.starts_with("markdown") {
        return Ok(());
    }
    let label = &hosts::around(body)[host];
    let body = one_line(label, body);
    let host = hosts::around(&body).swap_remove(host);
    compare(&host, &body, known)?;
    fix(&host, &body, Applicability::Safe)?;
    fix(&host, &body, Applicability::Unsafe)
}

#[test]
fn known_bodies_have_the_same_findings_everywhere() {
    let bodies = bodies();
    assert!(bodies.len() > 60, "{}", bodies.len());
    let mut wrong = Vec::new();
    for body in &bodies {
        for host in 0..hosts::around("").len() {
            if let Err(error) = hold(body, host, true) {
                wrong.push(error.to_string());
            }
        }
    }
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
}

const PIECES: [&str; 18] = [
    "", ",", "\"", "}", "]", "{", ":", "é", "😀", "\t", "'", "\\", "\n", "$X", "${X}", "`x`",
    "true", "//",
];

proptest! {
    #![proptest_config(support::config(400))]

    #[test]
    fn changed_bodies_have_the_same_findings_everywhere(
        which in any::<prop::sample::Index>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), 0..4_usize, 0..PIECES.len()), 0..4),
        host in 0..hosts::around("").len(),
    ) {
        static BODIES: std::sync::LazyLock<Vec<String>> = std::sync::LazyLock::new(bodies);
        let mut text = which.get(&BODIES).clone();
        for (at, length, piece) in changes {
            let start = text.floor_char_boundary(at.index(text.len()));
            let end = text.ceil_char_boundary((start + length).min(text.len()));
            text.replace_range(start..end, PIECES[piece]);
        }
        prop_assume!(is_usual(&text));
        hold(&text, host, false)?;
    }
}
