//! Names and values that would command a terminal, a runner or a parser.

use proptest::prelude::{ProptestConfig, any, prop_assert_eq, proptest};

use polytomic_lint::report::{Settings, Writer, format, formats, write};
use polytomic_lint::{Linter, Report, Source};

use crate::read::{list, parse, property, read};
use crate::{FORMATS, check, folder};

const NAMES: [&str; 9] = [
    "::error::boo.sync.json",
    "]]>&<b>.sync.json",
    "a \"quoted\" 'name'.sync.json",
    "bidi\u{202e}nosj.sync.json",
    "colon:comma,percent%25.sync.json",
    "escape\u{1b}[31m\u{7}\u{9b}.sync.json",
    "new\nline\r.sync.json",
    "sp ace#and?é日😀.sync.json",
    "#[error]boo.sync.json",
];

/// A body whose values and keys do the same, raw and escaped.
fn body() -> String {
    let text =
        "]]>::error::\u{202e}\u{2066}\u{7f}\u{85}\u{9b}31m\u{ffff}\u{feff}<&\\\"\\u001b[31m\\n";
    format!(
        "{{\"na{text}\": 1, \"mode\": \"up{text}\", \"target\": {{\"object\": \"{text}\", \"create\": 1}},\n\
         \"filters\": [{{\"function\": \"{text}\", \"label\": \"A{text}\"}}], \"filter_logic\": \"B{text} AND\",\n\
         \"schedule\": {{\"frequency\": \"{text}\"}}, \"fields\": [{{\"source\": \"\u{1b}[31m\u{0}\u{7}\"}}]}}"
    )
}

/// What a person should never meet in a terminal or a log.
fn hostile(ch: char) -> bool {
    let hidden = matches!(ch, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
    ch != '\n' && ch.is_control() || hidden
}

fn harmless(format: &str, out: &str) {
    let found: Vec<_> = out.char_indices().filter(|(_, ch)| hostile(*ch)).collect();
    assert!(found.is_empty(), "{format}: {found:?} in {out}");
    for line in out.lines().filter(|_| format != "github") {
        assert!(!line.trim_start().starts_with("::"), "{format}: {line}");
    }
    if ["junit", "checkstyle"].contains(&format) {
        assert!(!out.contains("]]>") && !out.contains('\u{ffff}'), "{format}: {out}");
    }
}

fn outputs(report: &Report, source: &Source<'_>) -> Vec<(&'static str, String)> {
    let machines = formats().iter().filter(|format| format.name() != "human");
    let written = |format: &&'static dyn Writer| {
        (format.name(), write(*format, &[(report, source)], &Settings::default()))
    };
    machines.map(written).collect()
}

#[test]
fn names_and_values_are_harmless_in_every_writer() {
    let body = body();
    let linter = Linter::builder().pedantic(true).build().expect("known rules");
    for name in NAMES {
        let source = Source::new(name, &body);
        let report = linter.lint(&source);
        assert!(report.findings().len() > 5, "too few findings");
        for (format, out) in outputs(&report, &source) {
            harmless(format, &out);
            let found = read(format, &out);
            assert_eq!(found.len(), report.findings().len(), "{format}: {out}");
            // Formats with escapes keep the name; the others have it with replacements.
            let kept: String = match format {
                "json" | "jsonl" | "sarif" | "gitlab" | "rdjson" => name.to_owned(),
                "github" => name.replace(|ch| hostile(ch) && ch != '\r', "\u{fffd}"),
                _ => {
                    let plain = name.replace(|ch| ch == '\n' || hostile(ch), "\u{fffd}");
                    let command = format == "concise" && plain.starts_with("::");
                    if command { format!("./{plain}") } else { plain }
                }
            };
            assert!(found.iter().all(|found| found.file == kept), "{format}: {kept:?}: {out}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_harmless_and_can_be_read(name in any::<String>(), key in any::<String>()) {
        let body = format!("{{\"{key}\": 1, \"{key}\": 2, \"mode\": \"{key}\"}} {key}");
        let source = Source::new(format!("a{name}"), &body);
        let report = Linter::builder().pedantic(true).build().expect("known rules").lint(&source);
        for (format, out) in outputs(&report, &source) {
            harmless(format, &out);
            prop_assert_eq!(read(format, &out).len(), report.findings().len(), "{}", format);
        }
    }
}

#[cfg(unix)]
#[test]
fn names_and_values_are_harmless_on_the_command_line() {
    let body = body();
    let files = NAMES.map(|name| (name, body.as_bytes()));
    let folder = folder(&files);
    for format in FORMATS {
        let run = check(folder.path(), format, &["--pedantic"]);
        assert_eq!(run.status, 1, "{format}");
        harmless(format, &run.out);
    }
    harmless("narrated", &check(folder.path(), "human", &["--narrated", "--pedantic"]).out);
}

/// What a file adds in a format.
fn part(name: &str, source: &Source<'_>) -> String {
    let report = Linter::default().lint(source);
    format(name).expect("a format").part(&report, source, &Settings::default())
}

#[test]
fn a_message_cannot_end_a_workflow_command() {
    let body = r#"{"a%0Ab::error file=x::": 1, "mode": "a\nb"}"#;
    let source = Source::new("a.sync.json", body);
    let out = part("github", &source);
    assert!(out.contains("a%250Ab::error file=x::"), "{out}");
    for line in out.lines() {
        assert_eq!(property(line, "file").as_deref(), Some("a.sync.json"), "{line}");
        assert!(line.starts_with("::error ") || line.starts_with("::warning "), "{line}");
    }
}

#[test]
fn the_same_body_in_two_files_is_two_issues() {
    let broken = include_bytes!("../../examples/broken.sync.json");
    let folder = folder(&[("a.sync.json", broken), ("b.sync.json", broken)]);
    let report = parse(&check(folder.path(), "gitlab", &[]).out);
    let mut prints: Vec<&str> =
        list(&report).iter().filter_map(|issue| issue["fingerprint"].as_str()).collect();
    let all = prints.len();
    prints.sort_unstable();
    prints.dedup();
    assert_eq!((prints.len(), all), (all, list(&report).len()));
    // However the folder is named, it is the same project.
    let absolute = std::fs::canonicalize(folder.path()).expect("a path");
    let named = check(folder.path(), "gitlab", &[absolute.to_str().expect("UTF-8")]);
    assert_eq!(parse(&named.out), report);
    assert_eq!(
        parse(&check(folder.path(), "gitlab", &["./a.sync.json", "./b.sync.json"]).out),
        report
    );
}

#[test]
fn sarif_names_files_by_addresses() {
    let uri = |name: &str| {
        let source = Source::new(name, "{}");
        let part = part("sarif", &source);
        let result = parse(part.lines().next().expect("a result").trim_end_matches(','));
        let location = &result["locations"][0]["physicalLocation"]["artifactLocation"];
        location["uri"].as_str().expect("an address").to_owned()
    };
    assert_eq!(uri("./bodies/a b.json"), "bodies/a%20b.json");
    assert_eq!(uri("a:é.json"), "a%3A%C3%A9.json");
    assert_eq!(uri("/bodies/100%.json"), "file:///bodies/100%25.json");
}

#[test]
fn a_value_cannot_become_a_link_in_sarif() {
    let body = r#"{"name": "A", "mode": "[here](https://example.com)"}"#;
    let source = Source::new("a.sync.json", body);
    let part = part("sarif", &source);
    assert!(part.contains("here") && !part.contains("here]("), "{part}");
}
