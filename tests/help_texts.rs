//! Help that names what to write is right: written by hand, it does not lead to another finding of
//! the same level or a higher one at that place.

#[path = "folding/bodies.rs"]
mod bodies;
#[path = "support/by_hand.rs"]
mod by_hand;

use bodies::valid;
use by_hand::{Advice, advice, followed};
use polytomic_lint::{ApiVersion, Finding, Linter, Source, apply};

fn lint(text: &str, version: ApiVersion) -> Vec<Finding> {
    let linter = Linter::builder().pedantic(true).api_version(version).build().expect("a linter");
    linter.lint(&Source::new("body.json", text)).into_findings()
}

fn texts() -> Vec<(String, ApiVersion)> {
    let mut out = Vec::new();
    for (_, body, _) in bodies::cases() {
        out.push((body.to_string(), ApiVersion::LATEST));
    }
    for text in include_str!("messages/bodies.txt").split("\n---\n") {
        match text.strip_prefix("2024-02-08\n") {
            Some(text) => out.push((text.to_owned(), ApiVersion::V2024_02_08)),
            None => out.push((text.to_owned(), ApiVersion::LATEST)),
        }
    }
    let clock = valid::completed(r#"{"schedule": {"frequency": "FREQUENCY", "KEY": VALUE}}"#);
    for frequency in ["hourly", "daily", "weekly", "custom", "builder", "cron", "monthly", "Daily"]
    {
        for key in ["minute", "hour", "day_of_month", "month", "day_of_week", "Minute", "job_id"] {
            for value in
                ["5", "25", "2.5", "-1", "1e999", "99", "true", "9007199254740993", "\"x\""]
            {
                let text = clock.replace("FREQUENCY", frequency).replace("KEY", key);
                out.push((text.replace("VALUE", value), ApiVersion::LATEST));
            }
        }
    }
    out
}

/// The rules about syntax: what is left of a text that is still broken is read anew.
const SYNTAX: [&str; 5] = ["PT001", "PT003", "PT013", "PT014", "PT015"];

/// Findings that a place has more of than before, of the level of one that is gone or a higher one.
fn led_to(
    finding: &Finding,
    before: (&[Finding], &str),
    after: (&[Finding], &str, bool),
) -> Vec<String> {
    let (after, place, inside) = after;
    let is_at = |it: &&Finding, place: &str| {
        let pointer = it.pointer.as_deref().unwrap_or_default();
        let below = || pointer.strip_prefix(place).is_some_and(|rest| rest.starts_with('/'));
        it.severity >= finding.severity && (pointer == place || inside && below())
    };
    let count = |list: &[Finding], place: &str, code: &str| {
        list.iter().filter(|it| it.code == code && is_at(it, place)).count()
    };
    let more = |it: &&Finding| {
        // What was reported in the same run is another mistake.
        let old = count(before.0, before.1, it.code).max(count(before.0, place, it.code));
        let allowed = if it.code == finding.code { old.saturating_sub(1) } else { old };
        count(after, place, it.code) > allowed
    };
    let at = after.iter().filter(|it| is_at(it, place)).filter(more);
    at.map(|it| format!("{} {} {}", it.severity, it.code, it.message)).collect()
}

#[test]
fn what_a_help_text_says_to_do_is_right() {
    let (mut tried, mut wrong, mut unknown) = (0, Vec::new(), Vec::new());
    for (text, version) in texts() {
        let before = lint(&text, version);
        for finding in &before {
            let Some(help) = finding.help.as_deref() else { continue };
            let Some(advice) = advice(help) else {
                unknown.push(format!("{} {help}", finding.code));
                continue;
            };
            let pointer = finding.pointer.clone().unwrap_or_default();
            let mut ways = followed(&text, finding, &advice);
            // Where a fix does what the help says, that is tried, too.
            let fixed = finding.fixes.first().and_then(|fix| apply(&text, [fix]));
            ways.extend(fixed.map(|fixed| (fixed.text, pointer.clone(), true)));
            let is_syntax = SYNTAX.contains(&finding.code);
            if is_syntax && before.iter().filter(|it| SYNTAX.contains(&it.code)).count() > 1 {
                continue;
            }
            let (choices, mut found) = (ways.len(), Vec::new());
            for (new, place, inside) in ways {
                if is_syntax && !matches!(advice, Advice::Write(_)) {
                    continue;
                }
                tried += 1;
                let after = lint(&new, version);
                let next = led_to(finding, (&before, &pointer), (&after, &place, inside));
                if !next.is_empty() {
                    found.push(format!(
                        "{} {} {}\n  help: {help}\n  leads to {}\n  from {text}\n  to {new}",
                        finding.severity,
                        finding.code,
                        finding.message,
                        next.join(", "),
                    ));
                }
            }
            // Of a list of values one has to be right, since each has needs of its own.
            let is_list = matches!(&advice, Advice::Write(values) if values.len() > 2);
            if !is_list || found.len() == choices {
                wrong.append(&mut found);
            }
        }
    }
    unknown.sort_unstable();
    unknown.dedup();
    assert!(unknown.is_empty(), "help texts of no known form:\n{}", unknown.join("\n"));
    assert!(tried > 1_500, "{tried} ways to follow a help text");
    assert!(wrong.is_empty(), "{} of {tried}:\n{}", wrong.len(), wrong.join("\n"));
}
