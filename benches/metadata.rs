//! What saved responses cost: `cargo bench --bench metadata`.
//!
//! Linting with a target of 5,000 fields and a model of as many is compared with linting without,
//! the best of several rounds of both in turn; reading large responses, broken ones, too, is
//! compared with `serde_json::from_slice::<Value>`.

mod support;
#[path = "../tests/support/valid.rs"]
mod valid;

use std::fmt::Write as _;
use std::hint::black_box;
use std::io::Write as _;
use std::time::Instant;

use polytomic_lint::metadata::Metadata;
use polytomic_lint::{Linter, Source};
use serde_json::{Value, json};

use support::{race, ratio};
use valid::{CONNECTION, MODEL};

/// A clean body with so many mappings.
fn body(count: usize) -> String {
    let fields: Vec<Value> = (0..count)
        .map(|n| {
            json!({
                "source": {"model_id": MODEL, "field": format!("column_{n}")},
                "target": format!("Field_{n}__c"),
            })
        })
        .collect();
    valid::with(json!({
        "mode": "updateOrCreate",
        "identities": {"mappings": [{
            "source": {"model_id": MODEL, "field": "column_1"},
            "target": "Field_4999__c",
            "function": "Equality",
        }]},
        "fields": fields,
        "schedule": {"frequency": "daily", "hour": "6", "minute": "30"},
    }))
    .to_string()
}

/// A target with so many fields, all that is documented of each.
fn target(count: usize) -> String {
    let mut fields = String::new();
    for n in 0..count {
        let _ = write!(
            fields,
            r#"{}{{"id":"Field_{n}__c","name":"Field {n}","type":"string","source_type":"text","required":false,"createable":true,"updateable":true,"filterable":true,"filter_functions":[{{"id":"Equality","requires_value":true,"multi_value":false,"values":[]}}],"supports_identity":true,"identity_functions":[{{"id":"Equality","label":"Equals"}}],"encryptable":false,"association":false,"multiple_associations":false}}"#,
            if n == 0 { "" } else { "," },
        );
    }
    let modes = r#"[{"mode":"updateOrCreate","requires_identity":true,"supports_field_sync_mode":true,"supports_target_filters":false}]"#;
    format!(r#"{{"data":{{"id":"Account","name":"Account","modes":{modes},"fields":[{fields}]}}}}"#)
}

fn model(count: usize) -> String {
    let fields: Vec<Value> = (0..count).map(|n| json!({"name": format!("column_{n}")})).collect();
    json!({"data": {"id": MODEL, "connection_id": CONNECTION, "fields": fields}}).to_string()
}

fn read(text: &str) -> Metadata {
    Metadata::read([("Account.json", black_box(text))]).0
}

fn main() {
    let mut out = std::io::stdout().lock();
    let mut say = |line: String| {
        let _ = writeln!(out, "{line}");
    };
    let files = [("Account.json", target(5_000)), ("model.json", model(5_000))];
    let (metadata, problems) = Metadata::read(files);
    assert!(problems.is_empty(), "responses that are right");
    let with = Linter::builder().metadata(metadata).build().expect("known rules");
    let without = Linter::default();
    for count in [1, 10, 100, 1_000] {
        let text = body(count);
        let lint = |linter: &Linter| {
            drop(black_box(linter.lint(&Source::new("a.json", black_box(&text)))));
        };
        assert!(with.lint(&Source::new("a.json", &text)).is_clean(), "a body that is right");
        let cost = ratio(race(|| lint(&with), || lint(&without)));
        say(format!("{count} mappings: {cost:.2} times linting without responses (wanted: 1.5)"));
    }
    let text = target(5_000);
    let start = Instant::now();
    drop(black_box(read(&text)));
    say(format!("5,000 fields ({} bytes): read in {:?}", text.len(), start.elapsed()));
    let large = target(220_000);
    let broken = &large[..large.len() - 10];
    for (name, text) in [("right", large.as_str()), ("cut off", broken)] {
        let start = Instant::now();
        drop(black_box(read(text)));
        let took = start.elapsed();
        say(format!("{} MB, {name}: read in {took:?}", text.len() / 1_000_000));
    }
    let million: String = (0..1_000_000).fold(String::new(), |mut out, n| {
        let _ = write!(out, r#"{}{{"id":"f{n}"}}"#, if n == 0 { "" } else { "," });
        out
    });
    let million = format!(r#"{{"id":"Account","modes":[],"fields":[{million}]}}"#);
    let start = Instant::now();
    let metadata = read(&million);
    say(format!("a million fields: read in {:?}", start.elapsed()));
    let linter = Linter::builder().metadata(metadata).build().expect("known rules");
    let text = body(100);
    let start = Instant::now();
    let found = linter.lint(&Source::new("a.json", &text)).findings().len();
    say(format!("{found} findings against a million fields: {:?}", start.elapsed()));
}
