//! No output of any kind shows a secret, whatever is wrong around it and whichever rules are on.

use std::fmt::Write as _;

use miette::{GraphicalReportHandler, GraphicalTheme};
use polytomic_lint::{Level, Linter, Source, report};

/// Bodies with `hunter2` and `xyzzy99` in the places of secrets, whole or broken.
const BODIES: [(&str, &str); 46] = [
    ("a passphrase", r#"{"encryption_passphrase": "hunter2-xyzzy99"}"#),
    ("with escapes", r#"{"encryption_passphrase": "\u0068unter2 \"xyzzy99\" \/"}"#),
    (
        "a misspelt key",
        r#"{"encryption_pasphrase": "hunter2-xyzzy99", "encryptionPassphrase": "hunter2"}"#,
    ),
    ("an escaped key", r#"{"encryption\u005fpassphrase": "hunter2-xyzzy99"}"#),
    ("twice", r#"{"encryption_passphrase": "hunter2", "encryption_passphrase": "xyzzy99"}"#),
    ("a list", r#"{"encryption_passphrase": ["hunter2", "xyzzy99"]}"#),
    ("an object", r#"{"encryption_passphrase": {"hunter2": "xyzzy99"}}"#),
    ("single quotes", r#"{"encryption_passphrase": 'hunter2 xyzzy99'}"#),
    ("single quotes and an escape", r#"{"encryption_passphrase": 'hunter2\' "xyzzy99"'}"#),
    ("backquotes", "{\"encryption_passphrase\": `hunter2 xyzzy99`}"),
    ("curly quotes", "{\"encryption_passphrase\": \u{201c}hunter2 xyzzy99\u{201d}}"),
    ("no quotes", r#"{"encryption_passphrase": hunter2}"#),
    ("no quotes and a blank", r#"{"encryption_passphrase": hunter2 xyzzy99, "name": "A"}"#),
    ("no quotes and a comma", r#"{"encryption_passphrase": hunter2, xyzzy99, "name": "A"}"#),
    ("no closing quote", "{\"encryption_passphrase\": \"hunter2 xyzzy99,\n\"name\": \"A\"}"),
    ("no opening quote", r#"{"encryption_passphrase": hunter2 xyzzy99", "name": "A"}"#),
    ("a quote inside", r#"{"encryption_passphrase": "hunter2"xyzzy99", "name": "A"}"#),
    ("a quote and a colon inside", r#"{"encryption_passphrase": "hunter2": "xyzzy99"}"#),
    ("a backtick inside", r#"{"encryption_passphrase": 'hunter2`xyzzy99`'}"#),
    ("over two lines", "{\"encryption_passphrase\": \"hunter2\nxyzzy99\",\n\"name\": \"A\"}"),
    ("a tab inside", "{\"encryption_passphrase\": \"hunter2\txyzzy99\"}"),
    ("a bad escape", r#"{"encryption_passphrase": "hunter2\xyzzy99"}"#),
    ("half a surrogate", r#"{"encryption_passphrase": "hunter2\ud83d xyzzy99"}"#),
    ("no comma before", r#"{"name": "A" "encryption_passphrase": "hunter2 xyzzy99"}"#),
    ("no colon", r#"{"encryption_passphrase" "hunter2 xyzzy99"}"#),
    ("an equals sign", r#"{"encryption_passphrase" = "hunter2 xyzzy99"}"#),
    ("a key without its quote", r#"{"encryption_passphrase: "hunter2 xyzzy99"}"#),
    ("no braces", r#""encryption_passphrase": "hunter2 xyzzy99""#),
    ("another tool's file", "encryption_passphrase: hunter2 xyzzy99\n"),
    ("an environment file", "ENCRYPTION_PASSPHRASE=hunter2-xyzzy99\n"),
    ("a shell command", "curl -H 'Authorization: Bearer hunter2-xyzzy99' -d '{}'\n"),
    ("a cut file", r#"{"encryption_passphrase": "hunter2 xyz"#),
    ("a very long one", r#"{"encryption_passphrase": LONG}"#),
    ("too deep", r#"{"a": DEEP{"encryption_passphrase": "hunter2-xyzzy99"}}"#),
    (
        "configuration",
        r#"{"target": {"configuration": {"password": "hunter2", "db": {"clientSecret": "xyzzy99"}}}}"#,
    ),
    (
        "configuration in a string",
        r#"{"target": {"configuration": "{\"password\": \"hunter2\"}"}}"#,
    ),
    ("encoded twice", r#"{"target": {"configuration": {"password": "[\"hunter2\"]"}}}"#),
    (
        "create",
        r#"{"target": {"create": {"name": "A", "api_key": "hunter2-xyzzy99", "password": 1234567}}}"#,
    ),
    (
        "an override",
        r#"{"override_fields": [{"target": "Api_Token__c", "override_value": "hunter2-xyzzy99"}]}"#,
    ),
    (
        "an override of a list",
        r#"{"override_fields": [{"target": "Password__c", "override_value": ["hunter2", "xyzzy99"]}]}"#,
    ),
    ("a URL", r#"{"target": {"configuration": {"url": "postgres://me:hunter2@db/x"}}}"#),
    (
        "a connection string",
        r#"{"target": {"configuration": {"dsn": "Server=db;Password=hunter2;"}}}"#,
    ),
    (
        "a token in a filter",
        r#"{"filters": [{"function": "Equals", "value": "sk_live_hunter2xyzzy99abcdefg"}]}"#,
    ),
    ("a token as a mode", r#"{"mode": "sk_live_hunter2xyzzy99abcdefg"}"#),
    (
        "a token as a key",
        r#"{"sk_live_hunter2xyzzy99abcdefg": 1, "sk_live_hunter2xyzzy99abcdefg": 2}"#,
    ),
    (
        "a private key over lines",
        "{\"private_key\": \"-----BEGIN PRIVATE KEY-----\nhunter2\nxyzzy99\n-----END PRIVATE KEY-----\"}",
    ),
];

fn body(text: &str) -> String {
    text.replace("LONG", &format!("'{}'", "hunter2 xyzzy99 ".repeat(40)))
        .replace("DEEP", &"{\"a\": ".repeat(200))
}

fn leaks(out: &str) -> bool {
    ["hunter2", "unter2", "xyzzy99", "yzzy99", "1234567"].iter().any(|part| out.contains(part))
}

/// Everything that the library says about a body.
fn said(linter: &Linter, name: &str, text: &str) -> String {
    let source = Source::new(name, text);
    let report = linter.lint(&source);
    let reports = [report];
    let mut out = report::json::write(&reports, usize::MAX);
    out += &report::concise::write(&reports[0], usize::MAX);
    for finding in reports[0].findings() {
        let view = finding.diagnostic(&source);
        let theme = GraphicalTheme::unicode_nocolor();
        GraphicalReportHandler::new_themed(theme).render_report(&mut out, &view).expect("a string");
        let _ = write!(out, "{finding:?}");
    }
    out
}

#[test]
fn the_library_never_says_one() {
    let mut wrong = String::new();
    let mut linters = vec![
        ("default".to_owned(), Linter::default()),
        ("all".to_owned(), Linter::builder().pedantic(true).strict(true).build()),
        ("without".to_owned(), Linter::builder().pedantic(true).level("body", Level::Off).build()),
    ];
    for rule in polytomic_lint::rules() {
        linters.push((rule.code.to_owned(), Linter::builder().select([rule.code]).build()));
    }
    for (what, text) in BODIES {
        let text = body(text);
        for (mode, linter) in &linters {
            for name in ["a.sync.json", "a.sync.jsonc"] {
                let out = said(linter, name, &text);
                if leaks(&out) && !wrong.contains(what) {
                    let line = out.lines().find(|line| leaks(line)).unwrap_or_default();
                    let _ = writeln!(wrong, "{what} ({mode}): {line}");
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
