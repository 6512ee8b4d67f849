//! One body with ten different mistakes gives ten findings, each at its place, in one run.

use polytomic_lint::{Linter, Source};

const BODY: &str = r#"{
  "name": 'Accounts to Salesforce',
  "mode": "insert",
  "fields": [
    {
      "source": { "model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c2", "field": "email" },
      "target": "Email",
    },
    {
      "source": { "model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "name" }
      "target": "Name"
    }
  ],
  "filters": [
    {
      "field": { "model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan" },
      "function": "StringOneOf",
      "value": "pro",
      "label": "A"
    },
    {
      "function": "IsNotNull",
      "label": "B"
    }
  ],
  "filter_logic": "A AND (B OR C)",
  "target": {
    "connectionId": "5f2d9a1c-3b7e-4d68-9c10-8e4a6b2f7d35",
    "object": "Account",
    "create": { "name": "Accounts" }
  },
  "schedule": { "frequency": "manual" }
}
"#;

#[test]
fn ten_mistakes_are_ten_findings_in_one_run() {
    let report = Linter::default().lint(&Source::new("a.sync.json", BODY));
    let found: Vec<_> = report
        .findings()
        .iter()
        .map(|f| (f.code, f.start.line, f.start.column, f.span.of(BODY)))
        .collect();
    assert_eq!(
        found,
        [
            // Syntax: other quotes, a comma too many, a comma too few.
            ("PT001", 2, 11, "'Accounts to Salesforce'"),
            // Shape: a value that is not listed, an id that is none, a key in another spelling.
            ("PT024", 3, 11, "\"insert\""),
            ("PT020", 6, 31, "\"a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c2\""),
            ("PT014", 7, 24, ","),
            ("PT001", 10, 88, ""),
            // Meaning: a lone value for a list, a filter of no field, a label of no filter, an
            // object that exists and is made.
            ("PT068", 18, 16, "\"pro\""),
            ("PT060", 21, 5, "{"),
            ("PT071", 26, 32, "C"),
            ("PT007", 28, 5, "\"connectionId\""),
            ("PT030", 30, 5, "\"create\""),
        ]
    );
    assert_eq!(BODY.lines().nth(9).map(|line| line.len() + 1), Some(88), "at the end of its line");
}

#[test]
fn what_its_safe_fixes_leave_is_not_theirs() {
    let mut text = BODY.to_owned();
    for _ in 0..5 {
        let report = polytomic_lint::lint(&text);
        let safe = report.findings().iter().filter_map(|finding| {
            finding.fixes.iter().find(|f| f.applicability == polytomic_lint::Applicability::Safe)
        });
        match polytomic_lint::apply(&text, safe) {
            Some(fixed) => text = fixed.text,
            None => break,
        }
    }
    let codes: Vec<_> = polytomic_lint::lint(&text).findings().iter().map(|f| f.code).collect();
    assert_eq!(codes, ["PT024", "PT020", "PT060", "PT071", "PT030"]);
    assert!(serde_json::from_str::<serde_json::Value>(&text).is_ok());
}

#[test]
fn what_is_missing_is_reported_at_a_whole_character() {
    // The brace before `é` is missing, and so are keys of the object.
    let text = r#"{"name": "n", "fields": [ésource": {"field": "email"}}], "target": {}}"#;
    let report = polytomic_lint::lint(text);
    let is_missing = |it: &&polytomic_lint::Finding| {
        it.code == "PT004" && it.pointer.as_deref() == Some("/fields/0")
    };
    let missing = report.findings().iter().find(is_missing);
    let span = missing.expect("a finding about the object").span;
    assert_eq!(text.get(span.start as usize..span.end as usize), Some("é"));
}
