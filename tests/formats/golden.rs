//! One small body in every format. `UPDATE=1 cargo test --test formats` writes the files anew.

use std::path::Path;

use serde_json::Value;
use snapbox::IntoData;

use crate::read::parse;
use crate::{FORMATS, check, folder};

const BODY: &str = r#"{
  "name": "Comptes d’été 😀", "mode": "upsert",
  "target": {
    "connection_id": "5f2d9a1c-3b7e-4d68-9c10-8e4a6b2f7d35", "object": "Account",
    "create": {"name": "New"}
  },
  "fields": [
    {"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "name"}, "target": "Name"},
  ],
  "schedule": {"frequency": "manual"}
}
"#;

#[test]
fn every_format_looks_as_it_did() {
    let folder = folder(&[("orders.sync.json", BODY.as_bytes())]);
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/formats");
    for format in FORMATS {
        let out = check(folder.path(), format, &["--select", "PT014,PT024,PT030"]).out;
        let out = if format == "sarif" { spoken_rules_only(&out) } else { out };
        let out = out.replace(&format!("\"{}\"", env!("CARGO_PKG_VERSION")), "\"[VERSION]\"");
        let file = golden.join(format!("{format}.txt"));
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&file, &out).expect("a writable file");
        }
        let wanted = std::fs::read_to_string(&file).unwrap_or_default();
        snapbox::assert_data_eq!(out, wanted.raw());
    }
}

/// The log without the rules that found nothing, which are many, and without documentation.
fn spoken_rules_only(out: &str) -> String {
    let mut log = parse(out);
    let run = &mut log["runs"][0];
    let mut all = run["tool"]["driver"]["rules"].take();
    let mut rules = Vec::new();
    for result in run["results"].as_array_mut().expect("results") {
        let index = result.as_object_mut().and_then(|result| result.remove("ruleIndex"));
        let rule = &mut all[index.and_then(|at| at.as_u64()).expect("an index") as usize];
        rule["help"] = "[DOCS]".into();
        rule["fullDescription"] = "[DOCS]".into();
        rules.push(rule.clone());
    }
    run["tool"]["driver"]["rules"] = Value::from(rules);
    format!("{log:#}\n")
}
