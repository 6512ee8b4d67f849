//! Formats with a schema meet it: our own JSON, and SARIF.

use serde_json::{Value, json};
use serde_sarif::sarif::Sarif;

use polytomic_lint::report::{Settings, format, json, write};
use polytomic_lint::{Linter, Source, Summary};

use crate::read::{list, parse};
use crate::{check, folder};

const BROKEN: &[u8] = include_bytes!("../../examples/broken.sync.json");

fn validator() -> jsonschema::Validator {
    let schema = parse(json::schema());
    jsonschema::meta::validate(&schema).expect("a schema");
    jsonschema::validator_for(&schema).expect("a schema")
}

/// Bodies cut off anywhere, so that every kind of finding is met.
fn reports() -> Vec<Value> {
    let linter = Linter::builder().pedantic(true).build().expect("known rules");
    let report = |end: usize| {
        let report = linter.lint(&Source::new("a.sync.json", &BROKEN[..end]));
        parse(&json::write(&[report], usize::MAX))
    };
    (0..=BROKEN.len()).step_by(11).map(report).chain([report(BROKEN.len())]).collect()
}

#[test]
fn reports_meet_the_published_schema() {
    let validator = validator();
    for report in reports() {
        let problems: Vec<String> =
            validator.iter_errors(&report).map(|error| format!("{error} in {report}")).collect();
        assert!(problems.is_empty(), "{}", problems.join("\n"));
    }
}

#[test]
fn the_published_schema_describes_every_key() {
    let validator = validator();
    let report = reports().pop().expect("a report");
    assert!(validator.is_valid(&report));
    let both =
        |value: &Value| list(&value["diagnostics"]).iter().position(|d| d["labels"] != json!([]));
    let at = both(&report).expect("a finding with a second place");
    let places = [
        String::new(),
        "/tool".to_owned(),
        "/summary".to_owned(),
        format!("/diagnostics/{at}"),
        format!("/diagnostics/{at}/span"),
        format!("/diagnostics/{at}/start"),
        format!("/diagnostics/{at}/end"),
        format!("/diagnostics/{at}/labels/0"),
        format!("/diagnostics/{at}/fixes/0"),
        format!("/diagnostics/{at}/fixes/0/edits/0"),
    ];
    for place in places {
        let object = report.pointer(&place).and_then(Value::as_object).expect("an object");
        for key in object.keys() {
            let mut less = report.clone();
            less.pointer_mut(&place).and_then(Value::as_object_mut).expect("an object").remove(key);
            assert!(!validator.is_valid(&less), "{place} without {key}");
        }
        let mut more = report.clone();
        more.pointer_mut(&place).expect("an object")["colour"] = json!("red");
        assert!(!validator.is_valid(&more), "{place} with another key");
    }
}

#[test]
fn sarif_is_what_a_sarif_reader_takes() {
    let folder = folder(&[("a.sync.json", BROKEN), ("b.sync.json", b"{}")]);
    let out = check(folder.path(), "sarif", &["--pedantic"]).out;
    let log: Sarif = serde_json::from_str(&out).expect("SARIF");
    let [run] = log.runs.as_slice() else { panic!("one run") };
    let rules = run.tool.driver.rules.as_deref().expect("rules");
    for result in run.results.as_deref().expect("results") {
        let index = result.rule_index.and_then(|at| usize::try_from(at).ok()).expect("an index");
        assert_eq!(Some(&rules[index].id), result.rule_id.as_ref());
    }
    // A reader that drops what it does not know, and writes what it kept.
    let again = serde_json::to_value(&log).expect("JSON");
    assert_eq!(again, parse(&out), "something is there that SARIF does not have");
}

#[test]
fn what_a_baseline_holds_is_suppressed_in_sarif_and_counted_in_json() {
    let source = Source::new("a.sync.json", BROKEN);
    let mut report = Linter::default().lint(&source);
    let all = report.findings().len();
    report.set_aside(|finding| finding.code == "PT071");
    assert_eq!((report.findings().len(), report.baselined().len()), (all - 1, 1));
    let log = parse(&write(
        format("sarif").expect("a format"),
        &[(&report, &source)],
        &Settings::default(),
    ));
    let results = list(&log["runs"][0]["results"]);
    assert_eq!(results.len(), all);
    for result in results {
        let known = result["ruleId"] == "PT071";
        let suppressions = if known { json!([{"kind": "external"}]) } else { json!([]) };
        assert_eq!(result["suppressions"], suppressions, "{result}");
    }
    assert_eq!(Summary::of(std::slice::from_ref(&report)).baselined, 1);
    let document = parse(&json::write(&[report], usize::MAX));
    assert_eq!(document["summary"]["baselined"], 1);
    assert_eq!(list(&document["diagnostics"]).len(), all - 1);
}
