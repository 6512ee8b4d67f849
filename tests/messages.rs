//! Everything the linter says, once, for readers who review its voice: from the examples of the
//! rules, the bodies of `folding`, and those of `messages/bodies.txt`.
//!
//! `UPDATE=1 cargo test --test messages` writes the lists.

#[path = "folding/bodies.rs"]
mod bodies;
#[path = "support/responses.rs"]
mod responses;

use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;
use std::path::Path;

use polytomic_lint::{ApiVersion, Applicability, Endpoint, Finding, Linter, Source};

/// The blocks of JSON in a rule's documentation, with the ending of a file that may hold each.
fn examples(docs: &str) -> Vec<(&str, String)> {
    let mut out: Vec<(&str, String)> = Vec::new();
    let mut inside = false;
    for line in docs.lines() {
        let line = line.strip_prefix(' ').unwrap_or(line);
        match line {
            "```json" | "```jsonc" | "```http" => {
                inside = true;
                out.push((line.trim_start_matches('`'), String::new()));
            }
            "```" => inside = false,
            _ if inside => {
                if let Some((_, last)) = out.last_mut() {
                    last.push_str(line);
                    last.push('\n');
                }
            }
            _ => {}
        }
    }
    out
}

/// What a body is checked against.
type Against = (ApiVersion, Endpoint);

const LATEST: Against = (ApiVersion::LATEST, Endpoint::CREATE_SYNC);

/// What the examples of a rule are checked against, as its documentation says.
fn against(docs: &str) -> Against {
    let line = |name| docs.lines().find_map(|line| line.trim().strip_prefix(name));
    let version = line("API version: ").map(|version| version.parse().expect("a version"));
    let endpoint = line("Endpoint: ").map(|name| name.parse().expect("an endpoint"));
    (version.unwrap_or_default(), endpoint.unwrap_or_default())
}

fn lint(ending: &str, text: &[u8], (version, endpoint): Against) -> Vec<Finding> {
    let linter = Linter::builder()
        .pedantic(true)
        .api_version(version)
        .endpoint(endpoint)
        .build()
        .expect("known rules");
    linter.lint(&Source::new(format!("body.{ending}"), text)).into_findings()
}

/// The same body, judged by saved responses too.
fn lint_known(ending: &str, text: &[u8]) -> Vec<Finding> {
    let linter = Linter::builder().metadata(responses::examples()).build().expect("known rules");
    linter.lint(&Source::new(format!("body.{ending}"), text)).into_findings()
}

/// A text with its values left out, so that one sentence about many values is one sentence.
fn template(text: &str) -> String {
    let mut out = String::new();
    for (index, part) in text.split('`').enumerate() {
        if index % 2 == 0 {
            out.extend(part.chars().map(|ch| if ch.is_ascii_digit() { '0' } else { ch }));
        } else {
            out.push('`');
        }
    }
    for joined in ["`, `", "`, and `", "`, or `", "` and `", "` or `"] {
        while out.contains(joined) {
            out = out.replace(joined, "`");
        }
    }
    while out.contains("00") {
        out = out.replace("00", "0");
    }
    out
}

/// A finding as it is read, without its place.
fn shown(finding: &Finding) -> String {
    let mut out = format!("  {}: {}\n", finding.severity, finding.message);
    if !finding.label.is_empty() {
        let _ = writeln!(out, "    here: {}", finding.label);
    }
    let mut seconds: Vec<&str> = finding.labels.iter().map(|l| l.message.as_str()).collect();
    seconds.dedup();
    for second in seconds {
        let _ = writeln!(out, "    there: {second}");
    }
    if let Some(help) = &finding.help {
        let _ = writeln!(out, "    help: {help}");
    }
    for fix in &finding.fixes {
        let kind = match fix.applicability {
            Applicability::Safe => "fix",
            _ => "unsafe fix",
        };
        let _ = writeln!(out, "    {kind}: {}", fix.title);
    }
    out
}

fn hold(name: &str, wanted: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, wanted).expect("a writable file");
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(found == wanted, "{name} is stale; UPDATE=1 cargo test --test messages writes it anew");
}

#[test]
fn every_message_once() {
    let mut texts: Vec<(&str, Vec<u8>, Against)> = Vec::new();
    for rule in polytomic_lint::rules() {
        let version = against(rule.docs);
        for (ending, text) in examples(rule.docs) {
            // As it stands, and with what a whole body needs.
            if let Ok(example) = serde_json::from_str(&text) {
                texts.push(("json", bodies::with(example).to_string().into_bytes(), version));
            }
            texts.push((ending, text.into_bytes(), version));
        }
    }
    for (_, body, _) in bodies::cases() {
        texts.push(("json", body.to_string().into_bytes(), LATEST));
    }
    let further = include_str!("messages/bodies.txt");
    for text in further.split("\n---\n").filter(|text| !text.trim().is_empty()) {
        let old = text.strip_prefix("2024-02-08\n");
        let version = old.map_or(LATEST, |_| (ApiVersion::V2024_02_08, Endpoint::CREATE_SYNC));
        texts.push(("json", old.unwrap_or(text).as_bytes().to_vec(), version));
    }
    for text in include_str!("messages/hosts.txt").split("\n---\n") {
        let (ending, text) = text.split_once('\n').expect("an ending and a text");
        texts.push((ending, text.as_bytes().to_vec(), LATEST));
    }
    for bytes in [
        &b"\xff\xfe{\x00}\x00"[..],
        b"\xef\xbb\xbf{}",
        b"{\"name\": \"a\xff\"}",
        b"",
        b"{\"name\": \"a\0\0\"}",
    ] {
        texts.push(("json", bytes.to_vec(), LATEST));
    }
    let deep = format!("{{\"a\": {}{}}}", "[".repeat(140), "]".repeat(140));
    texts.push(("json", deep.into_bytes(), LATEST));
    let known = include_str!("messages/known.txt").split("\n---\n");
    let known = known.flat_map(|text| lint_known("json", text.as_bytes()));
    let mut seen = HashSet::new();
    let mut by_rule: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let found = texts.iter().map(|(ending, text, version)| lint(ending, text, *version));
    for findings in found.chain([known.collect()]) {
        for finding in findings {
            let declared = polytomic_lint::rules().find(|rule| rule.code == finding.code);
            let declared = declared.expect("a rule of the tool");
            let also = declared.also.iter().map(|(level, _)| *level);
            // Rules are not asked where none of their levels is shown.
            assert!(
                also.chain([declared.severity]).any(|level| level == finding.severity),
                "{} does not declare the level {}",
                finding.code,
                finding.severity
            );
            let shown = shown(&finding);
            if seen.insert((finding.code, template(&shown))) {
                by_rule
                    .entry(format!("{} {}", finding.code, finding.name))
                    .or_default()
                    .push(shown);
            }
        }
    }
    for rule in polytomic_lint::rules() {
        let key = format!("{} {}", rule.code, rule.name);
        assert!(by_rule.contains_key(&key), "{key} is silent; add a body to messages/bodies.txt");
    }
    let mut out = String::new();
    for (rule, messages) in by_rule {
        let _ = writeln!(out, "{rule}\n{}", messages.concat());
    }
    hold("messages.txt", &out);
}

#[test]
fn what_is_said_of_bodies_with_one_mistake() {
    let mut out = String::new();
    for (what, body, _) in bodies::cases() {
        let _ = writeln!(out, "{what}");
        for f in lint("json", body.to_string().as_bytes(), LATEST) {
            let pointer = f.pointer.as_deref().unwrap_or_default();
            let _ = writeln!(out, "  {} {} {pointer}: {}", f.severity, f.code, f.message);
            if let Some(help) = &f.help {
                let _ = writeln!(out, "    help: {help}");
            }
        }
    }
    hold("folding.txt", &out);
}
