//! What holds for any input at all. `PROPTEST_CASES=100000 cargo test --test properties` looks
//! further than the usual run.

mod support;

use std::collections::{BTreeSet, HashSet};
use std::sync::OnceLock;

use polytomic_lint::report::{Settings, format, human, json};
use polytomic_lint::{
    ApiVersion, Applicability, Finding, Fix, Fixed, Group, Linter, Report, Severity, Source, Span,
    apply, rules, schema,
};
use proptest::prelude::*;
use serde_json::Value;
use support::config;

fn pedantic() -> Linter {
    Linter::builder().pedantic(true).build().expect("known rules")
}

/// What holds for a report over any bytes.
fn hold(source: &Source<'_>, report: &Report) -> Result<(), TestCaseError> {
    let text = source.text();
    let inside = |span: Span, what: &str| {
        let (start, end) = (span.start as usize, span.end as usize);
        prop_assert!(start <= end && end <= text.len(), "{what} {span} of {}", text.len());
        prop_assert!(text.is_char_boundary(start), "{what} {span} cuts a character");
        prop_assert!(text.is_char_boundary(end), "{what} {span} cuts a character");
        Ok(())
    };
    let mut fingerprints = HashSet::new();
    for finding in report.findings() {
        inside(finding.span, finding.code)?;
        for label in &finding.labels {
            inside(label.span, "a label")?;
            prop_assert!(label.start <= label.end);
        }
        prop_assert!(finding.start <= finding.end);
        for fix in &finding.fixes {
            prop_assert!(is_plain(&fix.title), "{:?}", fix.title);
            prop_assert!(!fix.edits.is_empty(), "{}: a fix without edits", finding.code);
            for edit in &fix.edits {
                inside(edit.span, "an edit")?;
            }
            let apart = fix.edits.windows(2).all(|two| two[0].span.end <= two[1].span.start);
            prop_assert!(apart, "{}: edits overlap: {:?}", finding.code, fix.edits);
        }
        prop_assert!(is_plain(&finding.message), "{:?}", finding.message);
        prop_assert!(!finding.message.is_empty() && !finding.message.ends_with('.'));
        prop_assert!(finding.help.as_deref().is_none_or(is_plain), "{:?}", finding.help);
        prop_assert!(fingerprints.insert(&finding.fingerprint), "a fingerprint twice");
    }
    let sorted = report.findings().is_sorted_by_key(|f| (f.span.start, f.code));
    prop_assert!(sorted, "not in the order of the file");
    Ok(())
}

/// Whether a terminal would obey nothing in it.
fn is_plain(text: &str) -> bool {
    !text.contains(|ch: char| {
        ch.is_control() || matches!(ch, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    })
}

/// Mistakes that keep something from being read.
fn unread(report: &Report) -> usize {
    let json = |code| rules().any(|rule| rule.code == code && rule.group == Group::Json);
    let errors = report.findings().iter().filter(|f| f.severity == Severity::Error);
    errors.filter(|finding| json(finding.code)).count()
}

fn described(findings: &[Finding]) -> Vec<String> {
    findings.iter().map(|f| format!("{} {} {}", f.code, f.span, f.message)).collect()
}

proptest! {
    #![proptest_config(config(1500))]

    #[test]
    fn any_bytes_give_a_sound_report(file in support::file()) {
        let source = Source::new("a.sync.json", &file.0);
        let linter = pedantic();
        let report = linter.lint(&source);
        hold(&source, &report)?;
        let again = linter.lint(&Source::new("a.sync.json", &file.0));
        prop_assert_eq!(report.findings(), again.findings());
        let jsonc = Source::new("a.sync.jsonc", &file.0);
        hold(&jsonc, &linter.lint(&jsonc))?;
    }

    #[test]
    fn every_finding_can_be_shown(file in support::file()) {
        let source = Source::new("a.sync.json", &file.0);
        let report = pedantic().lint(&source);
        let concise = format("concise").expect("a format");
        let mut written = vec![concise.part(&report, &source, &Settings::default())];
        for (unicode, narrated, width) in [(true, false, 80), (false, false, 40), (true, true, 200)] {
            let look = human::Look { unicode, narrated, width, ..human::Look::default() };
            written.push(human::write(&report, &source, look, usize::MAX));
        }
        for text in written {
            for line in text.lines() {
                prop_assert!(is_plain(&line.replace('\t', " ")), "{line:?}");
            }
            for finding in report.findings() {
                prop_assert!(text.contains(finding.code), "{} is not shown", finding.code);
            }
        }
        let machine = json::write(std::slice::from_ref(&report), usize::MAX);
        prop_assert!(serde_json::from_str::<Value>(&machine).is_ok());
    }

    #[test]
    fn layout_and_the_order_of_keys_change_no_finding(
        body in support::changed_value(),
        turn in 0..7_usize,
    ) {
        // What contradicts something points at the later of the two.
        const BY_ORDER: [&str; 7] =
            ["PT008", "PT023", "PT028", "PT030", "PT053", "PT061", "PT096"];
        let places = |text: &str| -> (Vec<&'static str>, BTreeSet<(&'static str, Option<String>)>) {
            let report = pedantic().lint(&Source::new("a.sync.json", text));
            let mut codes: Vec<_> = report.findings().iter().map(|f| f.code).collect();
            codes.sort_unstable();
            let places = report.findings().iter().filter(|f| !BY_ORDER.contains(&f.code));
            (codes, places.map(|f| (f.code, f.pointer.clone())).collect())
        };
        let dense = places(&body.to_string());
        prop_assert_eq!(&dense, &places(&format!("{body:#}")));
        prop_assert_eq!(&dense, &places(&format!("{body:#}").replace('\n', "\r\n")));
        prop_assert_eq!(&dense, &places(&support::reordered(&body, turn)));
    }

    #[test]
    fn pointers_lead_to_a_value(body in support::changed_value()) {
        let text = body.to_string();
        let report = pedantic().lint(&Source::new("a.sync.json", &text));
        for finding in report.findings() {
            let pointer = finding.pointer.as_deref().unwrap_or("missing");
            prop_assert!(body.pointer(pointer).is_some(), "{}: {pointer}", finding.code);
        }
    }
}

/// The fixes of a report, one a finding, up to an applicability.
fn best(report: &Report, unsafe_too: bool) -> Vec<&Fix> {
    let fixes = report.findings().iter().filter_map(|finding| finding.fixes.first());
    fixes.filter(|fix| unsafe_too || fix.applicability == Applicability::Safe).collect()
}

/// Every byte outside of the edits stands in the fixed text, in order.
fn keeps_the_rest(text: &str, fix: &Fix, fixed: &str) -> bool {
    let (mut rest, mut at) = (fixed, 0);
    for edit in &fix.edits {
        let kept = &text[at..edit.span.start as usize];
        let Some(after) = rest.strip_prefix(kept).and_then(|r| r.strip_prefix(&*edit.text)) else {
            return false;
        };
        (rest, at) = (after, edit.span.end as usize);
    }
    rest == &text[at..]
}

proptest! {
    #![proptest_config(config(1500))]

    #[test]
    fn a_safe_fix_adds_no_error(file in support::slightly_broken()) {
        let Ok(text) = String::from_utf8(file.0) else { return Ok(()) };
        let linter = Linter::default();
        let report = linter.lint(&Source::new("a.sync.json", &text));
        for fix in best(&report, false) {
            let Some(Fixed { text: fixed, count: 1, .. }) = apply(&text, [fix]) else { continue };
            prop_assert!(keeps_the_rest(&text, fix, &fixed));
            let after = linter.lint(&Source::new("a.sync.json", &fixed));
            prop_assert!(
                unread(&after) <= unread(&report),
                "`{}` adds an error\nbefore: {:#?}\nafter: {:#?}\n{text}\n---\n{fixed}",
                fix.title, described(report.findings()), described(after.findings()),
            );
        }
    }

    #[test]
    fn fixing_comes_to_an_end(file in support::file(), unsafe_too in any::<bool>()) {
        let Ok(mut text) = String::from_utf8(file.0) else { return Ok(()) };
        let linter = Linter::default();
        let mut report = linter.lint(&Source::new("a.sync.json", &text));
        let (before, mut rounds) = (unread(&report), 0);
        while let Some(Fixed { text: next, .. }) = apply(&text, best(&report, unsafe_too)) {
            let after = linter.lint(&Source::new("a.sync.json", &next));
            if unread(&after) > unread(&report) || next == text {
                break;
            }
            (text, report) = (next, after);
            rounds += 1;
            prop_assert!(rounds < 30, "fixing does not end: {text}\n{:#?}", described(report.findings()));
        }
        prop_assert!(unread(&report) <= before);
    }
}

/// Rules that say what a schema says, with `--strict`.
const SHAPE: [&str; 12] = [
    "PT004", "PT005", "PT006", "PT007", "PT009", "PT011", "PT020", "PT021", "PT024", "PT032",
    "PT023", "PT059",
];

/// Whether a placeholder at a place breaks the schema: not where a schema sees any string.
fn is_closed(pointer: &str) -> bool {
    let name = pointer.rsplit('/').next().unwrap_or_default();
    !matches!(
        name,
        "minute" | "hour" | "day_of_month" | "month" | "day_of_week" | "filter_logic" | "logic"
    )
}

fn validator(version: ApiVersion) -> &'static jsonschema::Validator {
    static ALL: OnceLock<Vec<jsonschema::Validator>> = OnceLock::new();
    let build = |version| {
        let schema: Value = serde_json::from_str(schema(version)).expect("JSON");
        jsonschema::options().should_validate_formats(true).build(&schema).expect("a schema")
    };
    let place = ApiVersion::ALL.iter().position(|other| *other == version).expect("a version");
    &ALL.get_or_init(|| ApiVersion::ALL.into_iter().map(build).collect())[place]
}

proptest! {
    #![proptest_config(config(1200))]

    #[test]
    fn the_published_schema_rejects_what_the_strict_rules_of_shape_do(
        body in support::changed_value(),
        version in proptest::sample::select(ApiVersion::ALL.as_slice()),
    ) {
        let validator = validator(version);
        let linter = Linter::builder().api_version(version).strict(true).build().expect("known rules");
        let text = body.to_string();
        let report = linter.lint(&Source::new("a.sync.json", &text));
        if report.findings().iter().any(|f| matches!(f.code, "PT003" | "PT010")) {
            return Ok(());
        }
        let rejected = report.findings().iter().any(|f| {
            f.severity == Severity::Error
                && SHAPE.contains(&f.code)
                && (f.code != "PT023" && f.code != "PT059"
                    || is_closed(f.pointer.as_deref().unwrap_or_default()))
        });
        prop_assert_eq!(
            rejected,
            !validator.is_valid(&body),
            "{}: {:#?}\n{:#?}\n{:#}", version, described(report.findings()),
            validator.iter_errors(&body).map(|e| e.to_string()).collect::<Vec<_>>(), body
        );
    }
}
