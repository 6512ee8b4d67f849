//! Any logic expression with any labels, in both shapes.
#![no_main]

use libfuzzer_sys::fuzz_target;
use polytomic_lint::{Linter, Source};
use serde_json::json;

fuzz_target!(|parts: (String, Vec<String>, bool)| {
    let (logic, labels, escaped) = parts;
    let model = "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25";
    let field = json!({"model_id": model, "field": "plan"});
    let one = |key: &str, label: &String| json!({key: field, "function": "IsNull", "label": label});
    let body = json!({
        "filters": labels.iter().map(|label| one("field", label)).collect::<Vec<_>>(),
        "filter_logic": logic,
        "target": {"filter_logic": logic},
        "model_filters": {
            "conditions": labels.iter().map(|label| one("source", label)).collect::<Vec<_>>(),
            "logic": logic,
        },
    });
    let mut text = body.to_string();
    if escaped {
        text = text.replace('A', "\\u0041").replace('é', "\\u00e9");
    }
    let source = Source::new("a.sync.json", &text);
    let report = Linter::builder().pedantic(true).build().expect("known rules").lint(&source);
    for finding in report.findings() {
        let (start, end) = (finding.span.start as usize, finding.span.end as usize);
        assert!(text.get(start..end).is_some(), "{finding:?}");
    }
});
