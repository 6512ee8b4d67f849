//! The same slip on line after line is one finding from its fourth time on, and its fix repairs all
//! of them; up to three are a finding each.

use polytomic_lint::{Finding, Linter, Source, apply, lint};

/// A body that is right, a key a line, with options under which people write anything.
fn body() -> String {
    let options: String = (0..12)
        .map(|i| format!("      \"option{i}\": \"value {i}\",\n"))
        .collect::<Vec<_>>()
        .concat();
    format!(
        r#"{{
  "name": "Plans",
  "mode": "create",
  "active": false,
  "schedule": {{
    "frequency": "manual"
  }},
  "target": {{
    "connection_id": "5f2d9a1c-3b7e-4d68-9c10-8e4a6b2f7d35",
    "object": "Account",
    "configuration": {{
{options}      "last": true
    }}
  }},
  "fields": [
    {{
      "source": {{
        "model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25",
        "field": "plan"
      }},
      "target": "Plan"
    }}
  ]
}}
"#
    )
}

/// What a slip makes of a line.
type Slip = fn(&str) -> String;

/// The lines of the options, changed, up to so many of them.
fn options(count: usize, change: impl Fn(&str) -> String) -> String {
    let mut left = count;
    let body = body();
    let lines = body.lines().map(|line| {
        let is_option = line.contains("\"option") && left > 0;
        left -= usize::from(is_option);
        let line = if is_option { change(line) } else { line.to_owned() };
        line + "\n"
    });
    let lines: Vec<String> = lines.collect();
    lines.concat()
}

fn every_line(change: impl Fn(&str) -> String) -> String {
    body().lines().map(|line| change(line) + "\n").collect()
}

#[track_caller]
fn one(name: &str, text: &str) -> Finding {
    let findings = lint(text).into_findings();
    let codes: Vec<_> = findings.iter().map(|it| (it.code, &it.message)).collect();
    assert_eq!(findings.len(), 1, "{name}: {codes:#?}\n{text}");
    findings.into_iter().next().expect("one")
}

#[test]
fn the_body_is_clean() {
    assert_eq!(lint(body()).findings(), []);
}

#[test]
fn a_slip_on_every_line_is_one_finding() {
    let kinds: [(&str, String); 16] = [
        ("tabs in one string", body().replace("value 1\"", "a\tb\tc\td\te\tf\"")),
        ("single quotes", body().replace('"', "'")),
        ("bare keys", {
            every_line(|line| match line.split_once("\": ") {
                Some((key, rest)) => format!("{}: {rest}", key.replacen('"', "", 1)),
                None => line.to_owned(),
            })
        }),
        ("no-break spaces", every_line(|line| line.replace("  ", "\u{a0}\u{a0}"))),
        ("plus signs of a diff", every_line(|line| format!("+{line}"))),
        ("line ends of a shell", every_line(|line| format!("{line} \\"))),
        ("entities", body().replace('"', "&quot;")),
        ("escaped quotes", body().replace('"', "\\\"")),
        ("missing commas", options(12, |line| line.trim_end_matches(',').to_owned())),
        ("doubled commas", options(12, |line| format!("{line},"))),
        ("equals signs", options(12, |line| line.replacen(':', " =", 1))),
        ("comments", options(12, |line| format!("{line} // note"))),
        (
            "Python's words",
            options(12, |line| {
                line.split_once(": ").map_or(String::new(), |(key, _)| format!("{key}: True,"))
            }),
        ),
        (
            "misspelled words",
            options(12, |line| {
                line.split_once(": ").map_or(String::new(), |(key, _)| format!("{key}: tru,"))
            }),
        ),
        ("curly quotes", options(12, |line| line.replacen('"', "“", 1).replacen('"', "”", 1))),
        (
            "odd numbers",
            options(12, |line| {
                line.split_once(": ").map_or(String::new(), |(key, _)| format!("{key}: +1,"))
            }),
        ),
    ];
    for (name, text) in kinds {
        let found = one(name, &text);
        let fixes: Vec<_> = found.fixes.iter().take(1).collect();
        assert!(!fixes.is_empty(), "{name}: {found:#?}");
        let fixed = apply(&text, fixes).expect("a fix that applies").text;
        assert_eq!(lint(&fixed).findings(), [], "{name}: {fixed}");
    }
}

#[test]
fn from_the_fourth_on() {
    let linter = Linter::default();
    let slips: [(&str, Slip); 4] = [
        ("PT001", |line| line.replacen(':', " =", 1)),
        ("PT001", |line| line.replace("value", "va\\qlue")),
        ("PT001", |line| {
            line.split_once(": ").map_or(String::new(), |(key, _)| format!("{key}: tru,"))
        }),
        ("PT013", |line| format!("{line} # note")),
    ];
    for (code, slip) in slips {
        for count in 1..=6 {
            let text = options(count, slip);
            let report = linter.lint(&Source::new("a.sync.json", &text));
            let found = report.findings().iter().filter(|it| it.code == code).count();
            assert_eq!(found, if count < 4 { count } else { 1 }, "{count} times {text}");
        }
    }
}

#[test]
fn a_key_used_again_and_again_is_one_finding() {
    for (values, safe) in [("1", true), ("N", false)] {
        let line = |i: usize| format!("\"a\": {}, ", values.replace('N', &i.to_string()));
        for count in 2..8 {
            let keys: String = (0..count).map(line).collect();
            let text = body().replace("\"last\"", &format!("{keys}\"last\""));
            let report = lint(&text);
            let found = report.findings().iter().filter(|it| it.code == "PT002");
            let found: Vec<_> = found.collect();
            let expected = if count < 5 { count - 1 } else { 1 };
            assert_eq!(found.len(), expected, "{count}: {found:#?}");
            let is_safe = found[0].fixes[0].applicability == polytomic_lint::Applicability::Safe;
            assert_eq!(is_safe, safe, "{found:#?}");
            if count > 4 {
                let fixed = apply(&text, [&found[0].fixes[0]]).expect("a fix").text;
                assert_eq!(lint(&fixed).findings(), [], "{fixed}");
                assert!(fixed.contains(&line(count - 1)), "{fixed}");
            }
        }
    }
}
