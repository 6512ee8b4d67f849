//! One mistake, one finding: each body of one plain cause gives just the findings it lists.

mod bodies;

use polytomic_lint::{Linter, Source};
use serde_json::{Value, json};

fn found(body: &Value, pedantic: bool) -> Vec<String> {
    let text = serde_json::to_string_pretty(body).expect("JSON");
    let report = Linter::builder()
        .pedantic(pedantic)
        .build()
        .expect("known rules")
        .lint(&Source::new("body.json", &text));
    let line = |f: &polytomic_lint::Finding| {
        format!("{} {} {}", f.severity, f.code, f.pointer.as_deref().unwrap_or_default())
    };
    report.findings().iter().map(line).collect()
}

#[test]
fn one_mistake_is_one_finding() {
    assert_eq!(
        found(&bodies::with(json!({})), true),
        [""; 0],
        "the body they are made of is right"
    );
    let mut wrong = Vec::new();
    for (what, body, wanted) in bodies::cases() {
        for pedantic in [true, false] {
            let mut wanted: Vec<&str> = wanted.to_vec();
            wanted.retain(|line| pedantic || !line.starts_with("advice"));
            let mut said = found(&body, pedantic);
            wanted.sort_unstable();
            said.sort_unstable();
            if said != wanted {
                wrong.push(format!("{what} (pedantic: {pedantic}): {said:#?}, not {wanted:#?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
