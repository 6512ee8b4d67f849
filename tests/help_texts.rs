//! Help that names what to write is right: written by hand, it does not lead to another finding of
//! the same level or a higher one at that place.

#[path = "folding/bodies.rs"]
mod bodies;

use polytomic_lint::{ApiVersion, Finding, Linter, Source};

/// What a help text says to write in the place of what is underlined.
fn advised(help: &str) -> Option<&str> {
    const VERBS: [&str; 5] = [
        "write `",
        "spell it `",
        "did you mean `",
        "the closest match is `",
        "Polytomic calls this `",
    ];
    let rest = VERBS.iter().find_map(|verb| help.strip_prefix(verb))?;
    // A hyphen or a comma behind it makes it an example of several.
    let (text, behind) = rest.split_once('`')?;
    let whole = behind.is_empty() || behind.starts_with([';', '?']);
    (whole && !text.contains('…')).then_some(text)
}

/// The text with what is advised in the place of what is underlined.
fn applied(text: &str, finding: &Finding) -> Option<String> {
    let advised = advised(finding.help.as_deref()?)?;
    let (start, end) = (finding.span.start as usize, finding.span.end as usize);
    let old = text.get(start..end)?;
    let is_string = old.starts_with('"') && old.len() > 1 && old.ends_with('"');
    let put = match serde_json::from_str::<serde_json::Value>(advised) {
        Ok(serde_json::Value::String(_)) | Err(_) if is_string && !advised.starts_with('"') => {
            serde_json::Value::from(advised).to_string()
        }
        _ => advised.to_owned(),
    };
    Some(format!("{}{put}{}", &text[..start], &text[end..]))
}

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
    let clock = r#"{"name": "a", "mode": "create", "fields": [{"target": "a", "override_value": "b"}],
        "target": {"connection_id": "5f2d9a1c-3b7e-4d68-9c10-8e4a6b2f7d35", "object": "Account"},
        "schedule": {"frequency": "FREQUENCY", "KEY": VALUE}}"#;
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

#[test]
fn what_a_help_text_says_to_write_is_right() {
    let (mut tried, mut wrong) = (0, Vec::new());
    for (text, version) in texts() {
        for finding in lint(&text, version) {
            let Some(new) = applied(&text, &finding) else { continue };
            tried += 1;
            // What was told in the same run is another mistake, under the key as it was written.
            let before: Vec<&str> = lint(&text, version).iter().map(|it| it.code).collect();
            let there = |it: &&Finding| {
                it.span.start == finding.span.start
                    && it.severity >= finding.severity
                    && (it.code == finding.code || !before.contains(&it.code))
            };
            for next in lint(&new, version).iter().filter(there) {
                wrong.push(format!(
                    "{} {} ({})\n  leads to {} {}\n  in {new}",
                    finding.code,
                    finding.message,
                    finding.help.as_deref().unwrap_or_default(),
                    next.code,
                    next.message,
                ));
            }
        }
    }
    assert!(tried > 200, "{tried} help texts name what to write");
    assert!(wrong.is_empty(), "{} of {tried}:\n{}", wrong.len(), wrong.join("\n"));
}
