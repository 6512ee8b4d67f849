//! Fixing settles: a second time changes nothing, nothing gets worse, and what cannot be kept byte
//! for byte is left alone.

use polytomic_lint::{Applicability, Fix, Linter, Report, Severity, Source, apply};

fn lint(linter: &Linter, text: &str) -> Report {
    linter.lint(&Source::new("a.sync.jsonc", text))
}

/// The bad examples of all rules, alone and several at once, broken further.
fn bodies() -> Vec<String> {
    let mut out = Vec::new();
    for rule in polytomic_lint::rules() {
        let Some((_, bad)) = rule.docs.split_once("# Bad") else { continue };
        let lines = bad.lines().skip_while(|line| !line.trim().starts_with("```json")).skip(1);
        let text: Vec<&str> = lines.take_while(|line| line.trim() != "```").collect();
        let text = text.join("\n");
        out.push(text.replace(": ", " ").replace("\"name\"", "'name'"));
        out.push(text.replace(',', ",,"));
        out.push(text.replace('}', ",} // polytomic-lint-ignore PT071, PT999, PT030: why\n"));
        out.push(text.trim_end_matches(['}', '\n']).to_owned());
        out.push(text);
    }
    let inner: Vec<&str> = out
        .iter()
        .filter_map(|text| text.trim().strip_prefix('{')?.strip_suffix('}'))
        .take(60)
        .collect();
    out.push(format!("{{{}}}", inner.join(",\n")));
    out.push(format!("{{\"filters\": [{}1]}}", ",".repeat(1000)));
    out
}

#[test]
fn a_second_time_changes_nothing_and_nothing_gets_worse() {
    let mut some = 0;
    for kind in [Applicability::Safe, Applicability::Unsafe] {
        for pedantic in [false, true] {
            let linter = Linter::builder().pedantic(pedantic).build().expect("known rules");
            for body in bodies() {
                let source = Source::new("a.sync.jsonc", &body);
                let Some(fixed) = linter.fix(&source, kind) else { continue };
                some += 1;
                assert_ne!(fixed.text, body);
                let again = linter.fix(&Source::new("a.sync.jsonc", &fixed.text), kind);
                assert_eq!(again, None, "{body}\nbecame\n{}", fixed.text);
                let errors = |text: &str| lint(&linter, text).count(Severity::Error);
                assert!(errors(&fixed.text) <= errors(&body), "{body}\nbecame\n{}", fixed.text);
            }
        }
    }
    assert!(some > 100, "{some} bodies were fixed");
}

#[test]
fn what_is_not_utf_8_is_left_alone() {
    for bytes in [&b"{\"a\": \"\xff\",}"[..], b"\xff\xfe{\0}\0"] {
        assert_eq!(
            Linter::default().fix(&Source::new("a.json", bytes), Applicability::Unsafe),
            None
        );
    }
}

#[test]
fn a_fix_that_does_not_fit_the_text_keeps_none_from_being_applied() {
    let span = |start, end| polytomic_lint::Span::new(start, end);
    let fix = |edits: &[(u32, u32, &str)]| {
        let edits = edits.iter().map(|(start, end, text)| (span(*start, *end), (*text).to_owned()));
        Fix::safe("a fix", edits.collect())
    };
    let good = fix(&[(0, 1, "x"), (3, 3, "y")]);
    let mut unsorted = fix(&[(0, 1, "x"), (3, 3, "y")]);
    unsorted.edits.reverse();
    let odd = [
        fix(&[]),
        fix(&[(2, 9, "")]),
        fix(&[(0, 2, ""), (1, 3, "")]),
        fix(&[(1, 0, "")]),
        fix(&[(5, 6, "")]),
        unsorted,
    ];
    for odd in &odd {
        let text = "abcd\u{e9}";
        let good_alone = apply(text, [&good]);
        assert_eq!(good_alone.as_ref().map(|fixed| &*fixed.text), Some("xbcyd\u{e9}"));
        assert_eq!(apply(text, [odd]), None, "{odd:?}");
        assert_eq!(apply(text, [odd, &good]), good_alone, "{odd:?}");
    }
}

#[test]
fn a_comma_directly_after_a_value_that_is_read_as_another_has_a_fix() {
    let text = r#"{"schedule": {"frequency": "dayly",}, "mode": "upsert",}"#;
    let linter = Linter::default();
    let report = linter.lint(&Source::new("a.sync.json", text));
    let commas = report.findings().iter().filter(|finding| finding.code == "PT014");
    assert_eq!(commas.map(|finding| finding.fixes.len()).collect::<Vec<_>>(), [1, 1]);
    let fixed = linter.fix(&Source::new("a.sync.json", text), Applicability::Safe).expect("commas");
    assert_eq!(fixed.text, r#"{"schedule": {"frequency": "dayly"}, "mode": "upsert"}"#);
}
