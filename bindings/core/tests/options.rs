//! The options are what their schema says, and what the configuration has is among them.

use std::path::Path;

use polytomic_lint_bindings::{OPTIONS, Session, options};
use serde_json::{Value, json};

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

/// Something that an option takes.
fn example(schema: &Value) -> Value {
    if let Some(first) = schema["enum"].get(0) {
        return first.clone();
    }
    if schema["additionalProperties"].is_null() && schema["type"] == "object" {
        return json!({"polytomic/model.json": {"data": {}}});
    }
    match schema["type"].as_str() {
        Some("boolean") => json!(true),
        Some("string") => json!("a.sync.json"),
        Some("array") => json!(["PT071"]),
        Some("object") => json!({"PT071": "off"}),
        other => panic!("no example of {other:?}"),
    }
}

#[test]
fn their_schema_is_published() {
    let wanted = format!("{:#}\n", options::schema());
    let file = root().join("schema/options.schema.json");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&file, &wanted).expect("a writable file");
    }
    let found = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(found == wanted, "stale; UPDATE=1 cargo test -p polytomic-lint-bindings writes it");
    jsonschema::meta::validate(&options::schema()).unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn each_takes_what_its_schema_says_and_nothing_else() {
    let schema = options::schema();
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    for option in OPTIONS {
        let good = json!({option.name: example(&schema["properties"][option.name])});
        assert!(validator.is_valid(&good), "{good}");
        Session::new(good.to_string().as_bytes()).expect(option.name);
        Session::new(json!({option.name: null}).to_string().as_bytes()).expect(option.name);

        let bad = json!({option.name: 1.5});
        assert!(!validator.is_valid(&bad), "{bad}");
        let error = Session::new(bad.to_string().as_bytes()).expect_err(option.name).to_string();
        let wanted = format!("option `{}` should be {}, not `1.5`", option.name, option.expected);
        assert_eq!(error, wanted);
    }
}

#[test]
fn every_setting_is_an_option_or_about_runs() {
    // How a run ends, how it is reported, and what is known: none is about one body.
    let about_runs = ["fail-on", "junit-failures", "baseline"];
    let missing: Vec<_> = polytomic_lint::options::OPTIONS
        .iter()
        .map(|key| key.name)
        .filter(|name| !about_runs.contains(name))
        .filter(|name| !OPTIONS.iter().any(|option| option.name == name.replace('-', "_")))
        .collect();
    assert!(missing.is_empty(), "not among the options of the bindings: {missing:?}");
}

#[test]
fn what_is_wrong_with_options_is_told() {
    for (options, wanted) in [
        (
            "[]",
            "the options should be a JSON object: invalid type: sequence, expected a map at line 1 column 0",
        ),
        (r#"{"stric": true}"#, "unknown option `stric`; did you mean `strict`?"),
        (r#"{"select": ["PT999"]}"#, "unknown rule or group `PT999`; did you mean `PT099`?"),
        (r#"{"rules": {"logik": "off"}}"#, "unknown rule or group `logik`; did you mean `logic`?"),
        (
            r#"{"api_version": "2024"}"#,
            "option `api_version` should be an API version such as `2024-02-08`, or `latest`, not `\"2024\"`",
        ),
    ] {
        assert_eq!(Session::new(options.as_bytes()).expect_err(options).to_string(), wanted);
    }
    let far = Session::new(br#"{"verbose": 1}"#).expect_err("unknown").to_string();
    assert!(
        far.starts_with("unknown option `verbose`; the options are filename, api_version"),
        "{far}"
    );
}
