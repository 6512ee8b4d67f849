//! Bodies inside scripts, documents, request files, and collections: the same findings as alone, at
//! their places in the file, and nothing outside of a body is written.

use polytomic_lint::report::human;
use polytomic_lint::{Applicability, Finding, HostKind, Linter, Source, apply};

const BODY: &str = r#"{
	"name": "Größe 😀",
	"mode": "Create",
	"fields": [{"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "email"}, "target": "Email"}],
	"schedule": {"frequency": "dayly", "hour": "5", "minute": 30},
	"target": {"connection_id": "5f2d9a1c-3b7e-4d68-9c10-8e4a6b2f7d35", "object": "Account"}
}"#;

const URL: &str = "https://app.polytomic.com/api/syncs";

fn lint(name: &str, text: &str) -> Vec<Finding> {
    Linter::default().lint(&Source::new(name, text)).into_findings()
}

/// The body in every host, with what is before it and its escapes.
fn hosts() -> Vec<(&'static str, HostKind, String)> {
    let double = BODY.replace('"', "\\\"");
    let json = serde_json::to_string(BODY).expect("a string");
    let crlf = BODY.replace('\n', "\r\n");
    let quoted = BODY.replace('\n', "\n> ");
    vec![
        ("a.sh", HostKind::Shell, format!("\u{feff}# é\tit's\ncurl {URL} -d '{BODY}'\n")),
        ("a.sh", HostKind::Shell, format!("curl {URL} -d \"{double}\"\r\n")),
        ("a.sh", HostKind::Shell, format!("curl {URL} --json @- <<'EOF'\n{BODY}\nEOF\n")),
        (
            "a.md",
            HostKind::Markdown,
            format!("\u{feff}# Größe\r\n\r\n```json\r\n{crlf}\r\n```\r\n"),
        ),
        ("a.md", HostKind::Markdown, format!("> ```json\n> {quoted}\n> ```\n")),
        ("a.http", HostKind::Http, format!("POST {URL}\nA: é\n\n{BODY}\n\n###\n")),
        ("a.jsonl", HostKind::Lines, format!("{}\n", BODY.replace('\n', " "))),
        (
            "a.json",
            HostKind::Postman,
            format!(
                r#"{{"info": {{"schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"}}, "item": [{{"name": "é", "request": {{"method": "POST", "url": "{URL}", "body": {{"mode": "raw", "raw": {json}}}}}}}]}}"#
            ),
        ),
    ]
}

/// Code and pointer of what is found in a body itself.
fn inside(findings: &[Finding]) -> Vec<(&str, Option<&str>)> {
    let request = |code: &str| code.starts_with("PT13");
    let own = findings.iter().filter(|finding| !request(finding.code));
    own.map(|finding| (finding.code, finding.pointer.as_deref())).collect()
}

#[test]
fn a_body_has_the_same_findings_wherever_it_is() {
    let alone = lint("a.json", BODY);
    assert_eq!(alone.len(), 3, "{alone:#?}");
    for (name, kind, text) in hosts() {
        let found = lint(name, &text);
        assert_eq!(inside(&found), inside(&alone), "{text}");
        let own = found.iter().filter(|finding| !finding.code.starts_with("PT13"));
        for (finding, same) in own.zip(&alone) {
            assert_eq!(finding.fingerprint, same.fingerprint, "{text}");
            assert_eq!(finding.span.of(&text).replace('\\', ""), same.span.of(BODY), "{text}");
            let body = finding.body.expect("the body it is about");
            assert_eq!((body.index, body.kind), (0, kind));
        }
    }
}

#[test]
fn fixes_stay_inside_the_body() {
    for (name, _, text) in hosts() {
        let found = lint(name, &text);
        let safe = found.iter().filter_map(|finding| {
            finding.fixes.iter().find(|fix| fix.applicability == Applicability::Safe)
        });
        let fixed = apply(&text, safe).expect("fixes").text;
        let again = lint(name, &fixed);
        assert_eq!(inside(&again), [("PT024", Some("/schedule/frequency"))], "{fixed}");
        let start = text.find("mode").expect("the mode");
        assert_eq!(text[..start], fixed[..start]);
        let end = text.rfind("target").expect("the target");
        assert!(fixed.ends_with(&text[end..]), "{fixed}");
    }
}

#[test]
fn variables_satisfy_rules_and_secrets_stay_hidden() {
    let text = format!(
        "curl {URL} -u \"3d0c7f1e-5a2b-4c9d-8e6f-1b2a3c4d5e6f:\" -d '{{\"name\": \"x\", \"mode\": \"create\", \"schedule\": {{\"frequency\": \"manual\"}},\n\"fields\": [{{\"source\": {{\"model_id\": \"'\"$MODEL\"'\", \"field\": \"email\"}}, \"target\": \"email\"}}],\n\"target\": {{\"connection_id\": \"'$CONNECTION'\", \"object\": \"contacts\"}}}}'\n"
    );
    let found = lint("a.sh", &text);
    assert_eq!(inside(&found), []);
    assert!(found.iter().any(|finding| finding.code == "PT132"));
    let said = serde_json::to_string(&found).expect("findings");
    assert!(!said.contains("3d0c7f1e"), "{said}");
}

#[test]
fn the_rest_of_a_line_with_a_secret_is_shown() {
    let text = format!(
        "curl -H \"Authorization: Bearer sk-live-1234567890abcdef\" -H 'X-Api-Key: hunter2hunter2' {URL} -d '{{\"mode\": \"dayly\"}}'\n"
    );
    let source = Source::new("a.sh", &text);
    let shown = human::write(
        &Linter::default().lint(&source),
        &source,
        human::Look { width: 200, ..human::Look::default() },
        usize::MAX,
    );
    assert!(!shown.contains("1234567890") && !shown.contains("hunter2"), "{shown}");
    assert!(shown.contains("{\"mode\": \"dayly\"}"), "{shown}");
}

#[test]
fn comments_of_the_host_ignore_findings() {
    for (name, text) in [
        (
            "a.md",
            format!("<!-- polytomic-lint-ignore PT005, PT024: why -->\n```json\n{BODY}\n```\n"),
        ),
        ("a.sh", format!("# polytomic-lint-ignore PT005, PT024: why\ncurl {URL} -d '{BODY}'\n")),
        ("a.http", format!("// polytomic-lint-ignore PT005, PT024: why\nPOST {URL}\n\n{BODY}\n")),
    ] {
        assert_eq!(inside(&lint(name, &text)), [], "{text}");
    }
}

#[test]
fn a_page_that_was_copied_is_one_finding_besides_those_of_the_body() {
    let page = format!(
        "Create Sync\n\nPOST\n$curl -X POST {URL} \\\n> -u \"<username>:<password>\" \\\n> -d '{{\n> \"fields\": [\n> {{\n> \"target\": \"name\"\n> }}\n> ],\n> \"mode\": \"create\",\n> \"name\": \"Users Sync\",\n> \"schedule\": {{}},\n> \"target\": {{\n> \"connection_id\": \"248df4b7-aa70-47b8-a036-33ac447e668d\"\n> }}\n>}}'\n1{{\n2 \"data\": {{\n3 \"mode\": \"x\"\n"
    );
    let found = lint("page.sync.json", &page);
    let codes: Vec<&str> = found.iter().map(|finding| finding.code).collect();
    assert_eq!(codes, ["PT003", "PT050", "PT090", "PT031", "PT023"]);
}

#[test]
fn other_languages_are_named() {
    for name in ["main.tf", "sync.py", "sync.yaml"] {
        let found = lint(name, "resource \"polytomic_sync\" \"a\" {}\n");
        assert_eq!(found.len(), 1, "{found:#?}");
        assert!(found[0].fixes.is_empty());
    }
}

#[test]
fn fingerprints_hold_when_text_moves_around_a_block() {
    for (name, _, text) in hosts() {
        let moved = match name {
            "a.md" => {
                text.replacen("```json", "<!-- é -->\n\n```json", 1).replace("> ```", "> é\n> ```")
            }
            "a.sh" => format!("# é\n\n{}", text.trim_start_matches('\u{feff}')),
            "a.http" => format!("# é\n{text}"),
            "a.jsonl" => format!("{{}}\n{text}"),
            _ => text.replacen("{\"info\"", "\n{ \"info\"", 1),
        };
        let of = |text: &str| -> Vec<String> {
            let found = lint(name, text).into_iter().filter(|finding| {
                finding.body.is_some_and(|body| body.index == 0 || moved == text)
                    && finding.pointer.as_deref().is_some_and(|pointer| !pointer.is_empty())
            });
            found.map(|finding| finding.fingerprint.clone()).collect()
        };
        assert!(!of(&text).is_empty(), "{text}");
        assert_eq!(of(&text), of(&moved), "{moved}");
    }
}

#[test]
fn the_examples_of_a_documentation_are_linted_with_three_lines() {
    let page = include_str!("../docs/hosts.md");
    let config = page.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next());
    let config = config.expect("a configuration");
    assert_eq!(config.lines().count(), 3, "{config}");
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("polytomic-lint.toml"), config).expect("written");
    std::fs::create_dir_all(folder.path().join("docs/guides")).expect("a folder");
    let text = format!("# Setup\n\n```json\n{BODY}\n```\n");
    for name in ["docs/guides/setup.md", "other.md"] {
        std::fs::write(folder.path().join(name), &text).expect("written");
    }
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_polytomic-lint"))
        .args(["check", "--format", "concise"])
        .current_dir(folder.path())
        .output()
        .expect("it runs");
    let shown = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(1), "{shown}");
    assert!(shown.contains("docs/guides/setup.md:8:28: error[PT024]"), "{shown}");
    assert!(!shown.contains("other.md"), "{shown}");
}
