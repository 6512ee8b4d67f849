//! What comes back is the contract's report, with places in the units that were asked for.

use std::path::{Path, PathBuf};

use polytomic_lint_bindings::{Session, explain, rules, schema};
use serde_json::{Value, json};

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

/// The bodies of the tests, and some with characters of every length.
fn bodies() -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<PathBuf> = Vec::new();
    let mut folders = vec![root().join("tests/bodies"), root().join("examples")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "json" || ending == "jsonc") {
                files.push(path);
            }
        }
    }
    files.sort();
    let read = |path: PathBuf| {
        (
            path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            std::fs::read(&path).expect("a body"),
        )
    };
    let mut out: Vec<_> = files.into_iter().map(read).collect();
    assert!(out.len() > 100, "{} bodies", out.len());
    for text in [
        "\u{feff}{\"näme\": \"🦀\", \"mode\": \"🦀upsert\", 'é': \"\u{1d11e}\",}",
        "{\"mode\": \"crea\u{fffd}te\", \"🦀\": True}",
    ] {
        out.push(("wide.sync.json".to_owned(), text.as_bytes().to_vec()));
    }
    out.push((
        "bytes.sync.json".to_owned(),
        b"{\"name\": \"\xff\xf0\x9f\", \"m\xc3\xb6de\": \"x\"}".to_vec(),
    ));
    out.push(("utf-16.sync.json".to_owned(), b"\xff\xfe{\0}\0".to_vec()));
    out
}

/// Takes the ranges out of a report, and holds each against its span.
fn hold(value: &mut Value, measure: &dyn Fn(usize) -> usize) -> usize {
    let mut count = 0;
    match value {
        Value::Array(items) => {
            count += items.iter_mut().map(|item| hold(item, measure)).sum::<usize>();
        }
        Value::Object(object) => {
            if let Some(span) = object.get("span").cloned() {
                let range = object.remove("range").expect("a range beside each span");
                for end in ["start", "end"] {
                    let byte = span[end].as_u64().expect("bytes") as usize;
                    assert_eq!(range[end], json!(measure(byte)), "{object:?}");
                }
                count += 1;
            }
            count += object.values_mut().map(|inner| hold(inner, measure)).sum::<usize>();
        }
        _ => {}
    }
    count
}

#[test]
fn places_are_told_in_units_of_strings_and_nothing_else_changes() {
    let text = std::fs::read_to_string(root().join("schema/report.schema.json")).expect("a schema");
    let report_schema = serde_json::from_str(&text).expect("JSON");
    let validator = jsonschema::validator_for(&report_schema).expect("a schema");
    let plain = Session::new(br#"{"pedantic": true}"#).expect("options");
    let mut ranges = 0;
    for (units, width) in
        [("utf-16", char::len_utf16 as fn(char) -> usize), ("code-points", |_: char| 1)]
    {
        let options = json!({"pedantic": true, "positions": units}).to_string();
        let session = Session::new(options.as_bytes()).expect("options");
        for (name, body) in bodies() {
            let mut found: Value =
                serde_json::from_str(&session.lint_as(&name, &body)).expect("JSON");
            assert!(validator.is_valid(&found), "{name}");
            assert_eq!(found["positions"], units);
            let mut bytes = Vec::new();
            // How a reader would decode it: each unreadable part is one character.
            for chunk in body.utf8_chunks() {
                bytes.extend(chunk.valid().chars().map(|ch| (ch.len_utf8(), width(ch))));
                if !chunk.invalid().is_empty() {
                    bytes.push((chunk.invalid().len(), 1));
                }
            }
            let unread = body.starts_with(b"\xff\xfe");
            let measure = |offset: usize| {
                let (mut byte, mut unit) = (0, 0);
                for (length, width) in &bytes {
                    if byte >= offset {
                        break;
                    }
                    byte += length;
                    unit += width;
                }
                if unread { offset } else { unit }
            };
            ranges += hold(&mut found, &measure);
            found.as_object_mut().expect("a report").remove("positions");
            let without: Value = serde_json::from_str(&plain.lint_as(&name, &body)).expect("JSON");
            assert_eq!(found, without, "{name}");
        }
    }
    assert!(ranges > 1000, "{ranges} ranges");
}

#[test]
fn fixing_gives_the_text_and_what_is_left() {
    let session = Session::new(br#"{"filename": "a.sync.json"}"#).expect("options");
    let fixed: Value =
        serde_json::from_str(&session.fix(br#"{"name": 'Accounts', "active": True}"#))
            .expect("JSON");
    assert_eq!(fixed["text"], r#"{"name": "Accounts", "active": true}"#);
    assert_eq!(fixed["count"], 2);
    assert_eq!(fixed["report"]["diagnostics"][0]["file"], "a.sync.json");

    let same: Value = serde_json::from_str(&session.fix(b"{}")).expect("JSON");
    assert_eq!((&same["text"], &same["count"]), (&json!("{}"), &json!(0)));
    let bytes: Value = serde_json::from_str(&session.fix(b"{\"\xff\": 'a'}")).expect("JSON");
    assert_eq!((&bytes["text"], &bytes["count"]), (&Value::Null, &json!(0)));

    let fixed =
        |options: &[u8]| Session::new(options).expect("options").fix(br#"{"mode": "updat"}"#);
    assert!(fixed(b"").contains("updat\\\""));
    assert!(!fixed(br#"{"unsafe_fixes": true}"#).contains("updat\\\""));
}

#[test]
fn options_do_what_the_command_line_does_with_them() {
    let codes = |options: &str, body: &str| {
        let report: Value = serde_json::from_str(
            &Session::new(options.as_bytes()).expect(options).lint(body.as_bytes()),
        )
        .expect("JSON");
        let all = report["diagnostics"].as_array().expect("diagnostics");
        all.iter()
            .map(|one| {
                format!(
                    "{} {}",
                    one["code"].as_str().unwrap_or_default(),
                    one["severity"].as_str().unwrap_or_default()
                )
            })
            .collect::<Vec<_>>()
    };
    let body =
        r#"{"name": "a", "mode": "replace", "active": true, "nam": 1, /* */ "fields": "@@FIELDS"}"#;
    let select =
        |option: &str| format!(r#"{{"select": ["PT007", "PT013", "PT005", "PT114"]{option}}}"#);
    assert_eq!(
        codes(&select(""), body),
        ["PT114 advice", "PT007 warning", "PT013 error", "PT005 error"]
    );
    assert_eq!(
        codes(&select(r#", "strict": true, "jsonc": true"#), body),
        ["PT114 advice", "PT007 error", "PT005 error"]
    );
    assert_eq!(
        codes(&select(r#", "filename": "a.jsonc""#), body),
        ["PT114 advice", "PT007 warning", "PT005 error"]
    );
    assert_eq!(
        codes(&select(r#", "ignore": ["json", "body"]"#), body),
        ["PT007 warning", "PT005 error"]
    );
    assert_eq!(
        codes(&select(r#", "rules": {"PT007": "off", "body": "error"}"#), body),
        ["PT114 error", "PT013 error", "PT005 error"]
    );
    assert_eq!(
        codes(&select(r#", "template_markers": ["@@"]"#), body),
        ["PT114 advice", "PT007 warning", "PT013 error"]
    );
    assert_eq!(
        codes(r#"{"pedantic": true, "rules": {"shape": "off", "json": "off"}}"#, body),
        ["PT114 advice"]
    );
}

#[test]
fn the_schema_and_the_rules_are_there() {
    assert_eq!(schema(""), schema("2025-09-18"));
    assert!(schema("2024-02-08").expect("a version").contains("2024-02-08"));
    assert!(schema("1999").expect_err("unknown").to_string().contains("1999"));
    let all: Vec<Value> = serde_json::from_str(&rules()).expect("JSON");
    assert!(all.len() > 80);
    for rule in all {
        let code = rule["code"].as_str().expect("a code");
        let page: Value = serde_json::from_str(&explain(code).expect(code)).expect("JSON");
        assert!(page["docs"].as_str().is_some_and(|docs| docs.contains("# Bad")), "{code}");
    }
    assert!(explain("logic").is_err() && explain("nothing").is_err());
}

#[test]
fn saved_responses_are_checked_against_and_what_is_wrong_with_them_is_noted() {
    let id = "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25";
    let model = json!({"data": {"id": id, "connection_id": null, "fields": [{"name": "email", "label": "Email"}]}});
    let body =
        json!({"fields": [{"target": "Email", "source": {"model_id": id, "field": "emial"}}]})
            .to_string();
    let report = |options: Value| -> Value {
        let session = Session::new(options.to_string().as_bytes()).expect("options");
        serde_json::from_str(&session.lint(body.as_bytes())).expect("JSON")
    };
    for response in [model.clone(), json!(model.to_string())] {
        let found = report(json!({"metadata": {"model.json": response}}));
        assert!(found.to_string().contains("PT143"), "{found}");
        assert!(found["notes"].is_null());
    }
    assert!(!report(json!({})).to_string().contains("PT143"));

    let mut broken = model;
    broken["data"]["fields"][0]["name"] = json!(1);
    let found = report(json!({"metadata": {"model.json": broken}}));
    let note = found["notes"][0].as_str().expect("a note");
    assert!(note.starts_with("model.json at `/data/fields/0/name`: "), "{note}");
}
