//! Files made to be slow, deep or large are linted like any other. How the time grows is what
//! `cargo bench --bench growth` tells.

#[path = "support/hostile.rs"]
mod hostile;

use polytomic_lint::report::{Settings, format, human, json};
use polytomic_lint::{Finding, Linter, Report, Source, apply};

/// Without optimization, files a twentieth as large have to do.
const SCALE: usize = if cfg!(debug_assertions) { 20 } else { 1 };

fn lint(bytes: &[u8]) -> Report {
    Linter::builder()
        .pedantic(true)
        .build()
        .expect("known rules")
        .lint(&Source::new("a.sync.json", bytes))
}

fn made(name: &str, n: usize) -> Vec<u8> {
    let (_, make) = hostile::KINDS.iter().find(|(own, _)| *own == name).expect("a kind of file");
    make(n)
}

fn count(report: &Report, code: &str) -> usize {
    report.findings().iter().filter(|finding| finding.code == code).count()
}

fn first<'r>(report: &'r Report, code: &str) -> &'r Finding {
    report.findings().iter().find(|f| f.code == code).unwrap_or_else(|| panic!("no {code}"))
}

#[test]
fn every_kind_is_linted_shown_and_fixed() {
    for (name, make) in hostile::KINDS {
        for n in [0, 1, 2, 3_000] {
            let bytes = make(n);
            let source = Source::new(hostile::file_name(name), &bytes);
            let report =
                Linter::builder().pedantic(true).build().expect("known rules").lint(&source);
            for finding in report.findings() {
                let text = source.text();
                let (start, end) = (finding.span.start as usize, finding.span.end as usize);
                assert!(text.get(start..end).is_some(), "{name}: {finding:?}");
                assert!(finding.message.chars().count() < 1_000, "{name}: {}", finding.message);
            }
            assert!(human::write(&report, &source, human::Look::default(), 100).len() < 500_000);
            let concise = format("concise").expect("a format");
            let lines = concise.part(&report, &source, &Settings::default());
            assert!(lines.lines().count() == report.findings().len());
            let machine = json::write(std::slice::from_ref(&report), usize::MAX);
            assert!(serde_json::from_str::<serde_json::Value>(&machine).is_ok(), "{name}");
            let fixes: Vec<_> = report.findings().iter().filter_map(|f| f.fixes.first()).collect();
            assert!(fixes.is_empty() || apply(source.text(), fixes).is_some(), "{name}");
        }
    }
}

#[test]
fn depth_is_one_finding() {
    for name in ["opening brackets", "opening braces with keys", "nested and closed"] {
        let report = lint(&made(name, 100_000));
        assert_eq!(count(&report, "PT016"), 1, "{name}");
        assert!(report.findings().len() <= 5, "{name}: {:#?}", report.findings());
    }
    let nested = |depth: usize| {
        let value = "[".repeat(depth) + &"]".repeat(depth);
        lint(hostile::body(&format!(r#", "a": {value}"#)).as_bytes())
    };
    assert_eq!(count(&nested(119), "PT016"), 0);
    let deep = nested(139);
    assert_eq!(count(&deep, "PT016"), 1);
    assert_eq!(first(&deep, "PT016").span.len(), 1);
}

#[test]
fn megabytes_of_one_character_end() {
    const CHARACTERS: [&str; 16] =
        ["[", "{", "]", "\"", ",", ":", "'", "\\", "/", "#", "-", "a", " ", "\r", "\0", "\u{feff}"];
    for character in CHARACTERS {
        let report = lint(character.repeat(10_000_000 / SCALE / character.len()).as_bytes());
        assert!(!report.findings().is_empty(), "{character:?}");
    }
}

#[test]
fn reading_ends_where_there_are_more_mistakes_than_json() {
    let report = lint(&made("lines that end in CR", 260_000));
    assert_eq!(count(&report, "PT001"), 2, "those that were read are one finding");
    let last = report.findings().iter().rfind(|f| f.code == "PT001").expect("a finding");
    assert!(last.message.contains("250000 mistakes"), "{}", last.message);
    let commas = lint(&made("commas", 100_000));
    assert!(commas.findings().len() < 5, "a run is one finding: {:#?}", commas.findings());
}

#[test]
fn many_keys_are_told_apart() {
    let n = 1_000_000 / SCALE;
    let report = lint(&made("one key again and again", n));
    assert_eq!(count(&report, "PT002"), 1);
    assert!(first(&report, "PT002").message.ends_with(&format!("used {n} times")));
    let report = lint(&made("unknown keys", n));
    assert_eq!((count(&report, "PT007"), count(&report, "PT002")), (n, 0));
    assert_eq!(count(&lint(&made("keys that look alike", n / 10)), "PT002"), 0);
}

#[test]
fn all_findings_on_one_line_are_there() {
    let n = 100_000 / SCALE;
    let bytes = made("findings on one line", n);
    let report = lint(&bytes);
    assert_eq!(count(&report, "PT007"), n);
    let last = report.findings().last().expect("a finding");
    assert_eq!(last.start.line, 1);
    assert_eq!(last.start.column, last.span.start + 1);
    let text = human::write(&report, &Source::new("a", &bytes), human::Look::default(), 100);
    let more = format!("{} more findings", report.findings().len() - 100);
    assert!(text.len() < 1_000_000 && text.contains(&more), "{}", text.len());
}

#[test]
fn findings_at_the_end_of_a_long_line_are_shown_there() {
    let filler = format!(r#", "encryption_passphrase": "{}""#, "${日本語}".repeat(840_000));
    let keys: String = (0..100).map(|i| format!(r#", "k{i}x": {i}"#)).collect::<Vec<_>>().concat();
    let bytes = hostile::body(&(filler + &keys));
    assert!(bytes.len() > 10_000_000);
    let report = lint(bytes.as_bytes());
    assert_eq!(count(&report, "PT007"), 100);
    let source = Source::new("a.sync.json", &bytes);
    let text = human::write(&report, &source, human::Look::default(), usize::MAX);
    assert!(text.len() < 200_000, "{}", text.len());
    for i in 0..100 {
        assert!(text.contains(&format!("\"k{i}x\"")), "k{i}x is not shown");
    }
    let characters = bytes[..bytes.find("\"k99x\"").expect("k99x")].chars().count();
    assert!(text.contains(&format!("a.sync.json:1:{}]", characters + 1)));
}

#[test]
fn long_expressions_are_taken_apart() {
    let n = 100_000 / SCALE;
    let report = lint(&made("labels of no filter", n));
    assert_eq!((count(&report, "PT071"), count(&report, "PT072")), (n, n));
    assert_eq!(count(&lint(&made("labels, one by one", n)), "PT071"), n);
    assert_eq!(count(&lint(&made("parentheses", n)), "PT070"), 1);
    assert_eq!(count(&lint(&made("filters, one label", n)), "PT077"), n - 1);
    let bytes = made("labels after escapes", n);
    let report = lint(&bytes);
    let last = report.findings().iter().rfind(|f| f.code == "PT071").expect("a finding");
    let source = Source::new("a", &bytes);
    assert_eq!(last.span.of(source.text()), format!(r"\u0042{}", n - 1));
}

#[test]
fn bytes_that_are_no_text_are_named_where_they_stand() {
    let n = 100_000 / SCALE;
    let report = lint(&made("bytes that are no text", n));
    assert_eq!(count(&report, "PT015"), 1);
    let second = &first(&report, "PT015").labels[0];
    assert_eq!((second.span.start, second.span.len(), second.start.column), (10, 2, 11));
}

#[test]
fn lines_that_end_in_a_lone_cr_are_lines() {
    let n = 100_000 / SCALE;
    let report = lint(&made("lines that end in CR", n));
    let found = first(&report, "PT001");
    assert!(found.message.ends_with(&format!("and {} more like it", n - 1)), "{}", found.message);
    let places = found.labels.iter().map(|label| (label.start.line, label.start.column));
    assert_eq!(places.collect::<Vec<_>>(), (3..10).map(|line| (line, 6)).collect::<Vec<_>>());
}

#[test]
fn a_report_grows_with_its_findings_not_with_the_values() {
    let n = 1_000_000 / SCALE;
    let report = lint(&made("a key of megabytes, findings inside", n));
    let all = json::write(std::slice::from_ref(&report), usize::MAX);
    // A slip that is made everywhere is one finding; its fix has an edit for each.
    let edits =
        report.findings().iter().flat_map(|finding| &finding.fixes).map(|fix| fix.edits.len());
    let parts = report.findings().len() + edits.sum::<usize>();
    assert!(all.len() / parts < 2_000, "{} bytes", all.len());
    let long = "x".repeat(1_000_000);
    let more = format!(r#", "mode": "{long}", "{long}": 1, "active": "{long}""#);
    let report = lint(hostile::body(&more).as_bytes());
    assert!(report.findings().len() >= 4);
    assert!(json::write(std::slice::from_ref(&report), usize::MAX).len() < 100_000);
}

#[test]
fn what_once_broke_holds() {
    let cases: [&[u8]; 9] = [
        b"{\"a\"/* never closed",
        b"{\"a\": /* never closed",
        b"{\"a\" // the end",
        b"\"filter_logic\": \"A AND (B\"name\"",
        b"\"schedule\": {\"frequency\": \"\n\\\xc2\xa0\n\"name\"\"mode\": \"create\"",
        b"{{\"",
        b"{{[\"",
        b"[{}:  ]",
        b"{\"a\": [\n'b\": {},\n\"c\": 1}",
    ];
    for case in cases {
        let source = Source::new("a.sync.json", case);
        let report = lint(case);
        assert!(!report.findings().is_empty(), "{}", case.escape_ascii());
        let text = source.text();
        for finding in report.findings() {
            let edits = finding.fixes.iter().flat_map(|fix| &fix.edits).map(|edit| edit.span);
            for span in edits.chain([finding.span]) {
                let inside = text.get(span.start as usize..span.end as usize);
                assert!(inside.is_some(), "{}: {finding:?}", case.escape_ascii());
            }
        }
        human::write(&report, &source, human::Look::default(), usize::MAX);
    }
}

#[test]
fn a_report_is_at_most_about_a_hundred_times_its_file() {
    // A mistake in every few bytes, each at a place of its own: requests without any header, and
    // objects without the keys they need.
    const MORE: [(&str, usize); 2] = [("requests: many", 170), ("objects that lack keys", 140)];
    let mut wrong = Vec::new();
    for (name, make) in hostile::KINDS {
        let bytes = make(3_000);
        let source = Source::new(hostile::file_name(name), &bytes);
        let report = Linter::builder().pedantic(true).build().expect("known rules").lint(&source);
        let size = |finding| serde_json::to_string(finding).map_or(0, |text| text.len());
        let largest = report.findings().iter().map(size).max().unwrap_or_default();
        let all: usize = report.findings().iter().map(size).sum();
        let more = MORE.iter().find(|(kind, _)| *kind == name).map_or(100, |(_, times)| *times);
        if largest > 2_000 + 100 * bytes.len() || all > 4_000 + more * bytes.len() {
            wrong.push(format!("{name}: {largest} and {all} bytes of {}", bytes.len()));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn expressions_of_one_slip_are_one_finding_and_a_small_report() {
    let n = 1_000_000 / SCALE;
    let filter = r#""filters": [{"field": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}, "function": "IsNull"}]"#;
    let repeated = [
        ("", "(", "A", ""),
        ("A", "", "", ")"),
        ("", "(", "A", ")"),
        ("A and ", "()", "", ""),
        ("A", " )(", "", ""),
        ("", "and ", "", ""),
        ("", "A && ", "A", ""),
        ("", "NOT ", "A", ""),
        ("A ", "#", "", ""),
        ("A", ", A", "", ""),
        ("A", " A", "", ""),
        ("", "() or ", "A", ""),
    ];
    for (start, before, middle, after) in repeated {
        let logic = format!("{start}{}{middle}{}", before.repeat(n), after.repeat(n));
        let bytes = hostile::body(&format!(r#", {filter}, "filter_logic": "{logic}""#));
        let report = lint(bytes.as_bytes());
        assert!(count(&report, "PT070") <= 3, "{before}: {}", count(&report, "PT070"));
        let text = json::write(std::slice::from_ref(&report), usize::MAX);
        assert!(text.len() < 100 * bytes.len(), "{before}: {} of {}", text.len(), bytes.len());
    }
}
