//! No output of any kind shows a secret, whatever is wrong around it and whichever rules are on.

#[path = "support/valid.rs"]
mod valid;

use std::fmt::Write as _;

use miette::{GraphicalReportHandler, GraphicalTheme};
use polytomic_lint::{Body, Findings, Level, Linter, Rule, RuleInfo, Source, report};
use valid::{CONNECTION, MODEL};

/// Bodies with `hunter2` and `xyzzy99` in the places of secrets, whole or broken.
const BODIES: [(&str, &str); 53] = [
    ("a passphrase", r#"{"encryption_passphrase": "hunter2-xyzzy99"}"#),
    ("with escapes", r#"{"encryption_passphrase": "\u0068unter2 \"xyzzy99\" \/"}"#),
    (
        "a misspelled key",
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
    ("a user of a shell command", "curl -u me:hunter2-xyzzy99 https://example.com\n"),
    ("a user with a long password", "curl -u me:LONGPASSWORD https://example.com\n"),
    ("a user around a body", "curl --user 'me:hunter2-xyzzy99' -d '{\"name\": \"A\"}'\n"),
    (
        "a comment that ignores it",
        "{\n  // polytomic-lint-ignore sk_live_hunter2xyzzy99abcdefg\n  \"name\": \"A\"\n}",
    ),
    (
        "an ignore beside it",
        "{\n  // polytomic-lint-ignore PT071\n  \"encryption_passphrase\": \"hunter2-xyzzy99\"\n}",
    ),
    (
        "a label that is one",
        r#"{"filters": [{"function": "IsNull", "label": "sk_live_hunter2xyzzy99abcdefg"}], "filter_logic": "A"}"#,
    ),
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
        "an object under the name",
        r#"{"target": {"configuration": {"secret": {"value": "hunter2", "id": "\u0078yzzy99"}}}}"#,
    ),
    (
        "create",
        r#"{"target": {"create": {"name": "A", "api_key": "hunter2-xyzzy99", "password": 4812657}}}"#,
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
    text.replace("LONGPASSWORD", &"hunter2-xyzzy99".repeat(40))
        .replace("LONG", &format!("'{}'", "hunter2 xyzzy99 ".repeat(40)))
        .replace("DEEP", &"{\"a\": ".repeat(200))
}

fn leaks(out: &str) -> bool {
    ["hunter2", "unter2", "xyzzy99", "yzzy99", "4812657"].iter().any(|part| out.contains(part))
}

/// Everything that the library says about a body.
fn said(linter: &Linter, name: &str, text: &str) -> String {
    let source = Source::new(name, text);
    let report = linter.lint(&source);
    let reports = [report];
    let mut out = report::json::write(&reports, usize::MAX);
    for format in report::formats() {
        out += &format.part(&reports[0], &source, &report::Settings::default());
    }
    for finding in reports[0].findings() {
        let view = finding.diagnostic(&source);
        let theme = GraphicalTheme::unicode_nocolor();
        GraphicalReportHandler::new_themed(theme).render_report(&mut out, &view).expect("a string");
        let _ = write!(out, "{finding:?}");
    }
    let _ = write!(out, "{source:?}");
    out
}

#[test]
fn the_library_never_says_one() {
    let mut wrong = String::new();
    let mut linters = vec![
        ("default".to_owned(), Linter::default()),
        (
            "all".to_owned(),
            Linter::builder().pedantic(true).strict(true).build().expect("known rules"),
        ),
        (
            "without".to_owned(),
            Linter::builder()
                .pedantic(true)
                .level("body", Level::Off)
                .build()
                .expect("known rules"),
        ),
    ];
    for rule in polytomic_lint::rules() {
        linters.push((
            rule.code.to_owned(),
            Linter::builder().select([rule.code]).build().expect("known rules"),
        ));
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

/// A body that is right, with one more member and one more part of `target`.
fn right(member: &str, target: &str) -> String {
    valid::completed(&format!(
        r#"{{"fields": [{{"source": {{"model_id": "{MODEL}", "field": "ssn"}}, "target": "SSN", "encryption_enabled": true}}], {member}, "target": {{"connection_id": "{CONNECTION}", "object": "Account"{target}}}}}"#
    ))
}

fn lint(text: &str) -> Vec<polytomic_lint::Finding> {
    Linter::default().lint(&Source::new("a.sync.json", text)).into_findings()
}

#[test]
fn fixes_are_edits_around_it() {
    for (broken, repaired) in [
        (r"'hunter2'", r#""hunter2""#),
        (r"hunter2", r#""hunter2""#),
        (r"4711", r#""4711""#),
        ("\u{201c}hunter2\u{201d}", r#""hunter2""#),
        (r#""hunter2" ,"#, r#""hunter2""#),
    ] {
        let text = right(&format!(r#""encryption_passphrase": {broken}"#), "");
        let findings = lint(&text);
        let fixes: Vec<_> = findings.iter().flat_map(|finding| &finding.fixes).collect();
        assert!(!fixes.is_empty(), "{broken}");
        for edit in fixes.iter().flat_map(|fix| &fix.edits) {
            assert!(!edit.text.contains("hunter2") && !edit.text.contains("4711"), "{edit:?}");
        }
        let fixed = polytomic_lint::apply(&text, fixes).expect("something to fix").text;
        assert!(fixed.contains(&format!(r#""encryption_passphrase": {repaired}"#)), "{fixed}");
    }
}

#[test]
fn fingerprints_do_not_depend_on_it() {
    let prints = |secret: &str| -> Vec<String> {
        let member = format!(r#""encryption_passphrase": {secret}"#);
        let text = right(&member, r#", "configuration": {"api_key": "SECRET"}"#)
            .replace("SECRET", secret.trim_matches('"'));
        lint(&text).into_iter().map(|finding| finding.fingerprint).collect()
    };
    assert_eq!(prints("\"hunter2\"").len(), 2);
    assert_eq!(prints("\"hunter2\""), prints("\"something else\""));
    assert_eq!(prints("'hunter2'"), prints("'something else'"));
    assert_eq!(prints("4711"), prints("815"));
}

#[test]
fn messages_say_all_but_the_secret() {
    let said = |value: &str| -> Vec<String> {
        let text = right(&format!(r#""encryption_passphrase": {value}"#), "");
        lint(&text)
            .into_iter()
            .map(|finding| {
                format!(
                    "{}: {} ({})",
                    finding.code,
                    finding.message,
                    finding.help.unwrap_or_default()
                )
            })
            .collect()
    };
    assert_eq!(
        said("4711"),
        [
            "PT005: `encryption_passphrase` should be a string, not the number `*****` (write `\"*****\"`)",
            "PT112: the passphrase is hardcoded in `encryption_passphrase` (use a template marker such as `${POLYTOMIC_PASSPHRASE}`, and fill it in when you send the body)"
        ]
    );
    assert_eq!(
        said("'hunter2'")[0],
        "PT001: `*****` is in single quotes (JSON strings and keys use double quotes)"
    );
    assert_eq!(said("\"${PASSPHRASE}\""), Vec::<String>::new());
    // A word that messages have anyway is no reason to garble them.
    let text = right(r#""encryption_passphrase": "schedule""#, "")
        .replace("\"schedule\": {", "\"schedul\": {");
    assert!(
        lint(&text).iter().any(|finding| finding.message == "unknown key `schedul` in the sync")
    );
}

#[test]
fn what_is_no_secret_is_not_taken_for_one() {
    for configuration in [
        r#""token_url": "https://login.example.com/oauth/token""#,
        r#""secret_name": "prod/crm""#,
        r#""tokenizer": "standard-2024""#,
        r#""password_policy": "strict-12-characters""#,
        r#""auth": "basic", "auth_type": "oauth2""#,
        r#""auth": "service_account_v""#,
        r#""token": "bearer", "password": "required", "use_token": true, "max_tokens": 4096"#,
        r#""access_key_id": "main", "primary_key": "id_2024_long_enough", "author": "A. B. Cee 123""#,
        r#""url": "https://example.com/a?b=c&page=2", "email": "me@example.com""#,
        r#""note": "sk-some-long-slug-of-a-product-name", "formula": "a = b + c""#,
        r#""api_key": "${API_KEY}", "password": "<your password>", "secret": "env:CRM_SECRET""#,
        r#""password": "********""#,
        r#""path": "/a/b/xoxo", "id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90""#,
    ] {
        let target = format!(r#", "configuration": {{{configuration}}}"#);
        let text = right(r#""encryption_passphrase": "${P}""#, &target);
        let findings = lint(&text);
        assert!(!findings.iter().any(|f| f.code == "PT113"), "{configuration}: {findings:?}");
        let misspelled = text.replace("\"name\"", "\"namee\"");
        let all = said(&Linter::default(), "a.sync.json", &misspelled);
        assert!(!all.contains("***") || configuration.contains("***"), "{configuration}: {all}");
    }
}

#[test]
fn each_shape_is_known() {
    for secret in [
        "sk_live_4eC39HqLyjWDarjtT1zdp7dc",
        "ghp_16C7e42F292c6912E7710c838347Ae178B4a",
        "xoxb-17653672481-19874698323-pdFZKVeTuE8sk7oOcHrzqqgy",
        "AKIAIOSFODNN7EXAMPLE",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N",
        "-----BEGIN RSA PRIVATE KEY-----\\nMIIEow\\n-----END RSA PRIVATE KEY-----",
        "Bearer 4f9d2c7ab1e3",
        "postgres://me:s3cr3t-word@db.example.com/x",
        "Server=db;User=me;Password=s3cr3t-word;",
        "{\\\"password\\\": \\\"s3cr3t-word\\\"}",
    ] {
        let target = format!(r#", "configuration": {{"option": "{secret}"}}"#);
        let text = right(r#""encryption_passphrase": "${P}""#, &target);
        assert!(lint(&text).iter().any(|finding| finding.code == "PT113"), "{secret}");
        let out = said(&Linter::default(), "a.sync.json", &text);
        assert!(!out.contains(secret), "{secret}: {out}");
    }
}

#[test]
fn many_secrets_take_no_longer_than_many_of_anything() {
    let time = |count: usize| {
        let items: Vec<String> =
            (0..count).map(|at| format!(r#""password_{at}": "hunter2-{at}-xyzzy""#)).collect();
        let target = format!(r#", "configuration": {{{}}}"#, items.join(", "));
        let text = right(r#""encryption_passphrase": "${P}""#, &target);
        assert_eq!(lint(&text).len(), count);
    };
    // Quadratic work over as many would run for minutes.
    time(20_000);
}

#[test]
#[cfg(feature = "cli")]
fn the_command_line_never_prints_one() {
    let folder = tempfile::tempdir().expect("a folder");
    for (number, (_, text)) in BODIES.iter().enumerate() {
        std::fs::write(folder.path().join(format!("{number}.sync.json")), body(text))
            .expect("a file");
    }
    let run = |arguments: &[&str]| {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_polytomic-lint"))
            .current_dir(folder.path())
            .args(["check", "."])
            .args(arguments)
            .output()
            .expect("a run");
        let out = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(
            out.len() > 1000 || arguments.contains(&"--select"),
            "{arguments:?} prints nothing"
        );
        for text in [out, String::from_utf8_lossy(&output.stderr).into_owned()] {
            let line = text.lines().find(|line| leaks(line));
            assert_eq!(line, None, "{arguments:?}");
        }
    };
    let help = std::process::Command::new(env!("CARGO_BIN_EXE_polytomic-lint"))
        .args(["check", "--help"])
        .output()
        .expect("help");
    let help = String::from_utf8_lossy(&help.stdout).into_owned();
    for format in [
        "human",
        "concise",
        "json",
        "jsonl",
        "sarif",
        "github",
        "gitlab",
        "junit",
        "rdjson",
        "checkstyle",
    ] {
        if help.contains(&format!("- {format}:")) {
            run(&["--format", format, "--pedantic"]);
            run(&["--format", format, "--pedantic", "--ignore", "body"]);
            run(&["--format", format, "--select", "PT112,PT018,PT027"]);
        }
    }
    run(&["--narrated", "--pedantic", "--strict"]);
    run(&["--color", "always", "--pedantic", "--statistics"]);
}

/// Says everything of a body that `{:?}` says.
struct Shown(std::sync::Mutex<String>);

impl Rule for &'static Shown {
    fn info(&self) -> &'static RuleInfo {
        polytomic_lint::find_rules("PT119").expect("a rule")[0]
    }

    fn check(&self, body: &Body<'_>, _: &mut Findings<'_>) {
        *self.0.lock().expect("no panic") = format!("{body:?} {:?}", body.root.tree());
    }
}

#[test]
fn nothing_shows_one_to_a_debugger() {
    static SHOWN: Shown = Shown(std::sync::Mutex::new(String::new()));
    let linter = Linter::builder().rule(&SHOWN).build().expect("known rules");
    let text = r#"{"encryption_passphrase": "hunter2 \"xyzzy99\"", "mode": "create", "name": "A"}"#;
    let report = linter.lint(&Source::new("a.sync.json", text));
    let shown = SHOWN.0.lock().expect("no panic").clone();
    assert!(shown.contains("Body") && !leaks(&shown), "{shown}");
    assert!(!leaks(&format!("{report:?}")));
    let body = right(r#""encryption_passphrase": "hunter2""#, "");
    let sync: polytomic_lint::model::SyncRequest = serde_json::from_str(&body).expect("a body");
    let shown = format!("{sync:?}");
    assert!(shown.contains("*****") && !leaks(&shown), "{shown}");
    assert!(serde_json::to_string(&sync).expect("JSON").contains("hunter2"));
}
