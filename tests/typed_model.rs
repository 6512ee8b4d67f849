//! The typed request has what the published schemas have, no more and no less.

#[path = "support/clean.rs"]
mod clean;

use std::collections::BTreeSet;

use polytomic_lint::model::SyncRequest;
use polytomic_lint::{ApiVersion, Linter, Severity, Source, schema};
use serde_json::{Map, Value};

fn published(version: ApiVersion) -> Value {
    serde_json::from_str(schema(version)).expect("JSON")
}

fn resolve<'s>(root: &'s Value, schema: &'s Value) -> &'s Value {
    match schema["$ref"].as_str().and_then(|name| name.strip_prefix('#')) {
        Some(pointer) => root.pointer(pointer).expect("a definition"),
        None => schema,
    }
}

/// A value with every documented key, at every level, as the examples fill them in.
fn full(root: &Value, schema: &Value) -> Value {
    let shape = resolve(root, schema);
    let items = &shape["items"];
    if let Some(properties) = shape["properties"].as_object() {
        let wanted = properties.iter().filter(|(key, property)| is_request_key(key, property));
        return wanted
            .map(|(key, property)| (key.clone(), full(root, property)))
            .collect::<Map<_, _>>()
            .into();
    }
    if items.is_object() {
        return Value::Array(vec![full(root, items)]);
    }
    let own = |schema: &Value| schema["examples"].get(0).cloned();
    own(schema).or_else(|| own(shape)).unwrap_or_else(|| match shape["format"].as_str() {
        Some("uuid") => "9c4e2f7a-58b1-4d3c-8a6f-1e0b7d9c5a24".into(),
        _ => "x".into(),
    })
}

/// Not what only answers have, nor what editors put in.
fn is_request_key(key: &str, property: &Value) -> bool {
    property["readOnly"] != true && key != "$schema"
}

/// The places of all keys: `/filters/0/field/model_id`.
fn keys(value: &Value, place: &str, out: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                out.insert(format!("{place}/{key}"));
                keys(value, &format!("{place}/{key}"), out);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                keys(item, &format!("{place}/{index}"), out);
            }
        }
        _ => {}
    }
}

#[test]
fn every_documented_key_goes_through_the_types() {
    for version in ApiVersion::ALL {
        let root = published(version);
        let body = full(&root, &root);
        let typed: SyncRequest = serde_json::from_value(body.clone()).expect("a typed request");
        let again = serde_json::to_value(&typed).expect("JSON");
        let (mut before, mut after) = (BTreeSet::new(), BTreeSet::new());
        keys(&body, "", &mut before);
        keys(&again, "", &mut after);
        assert!(before.len() > 60, "{version}: {before:#?}");
        assert_eq!(before, after, "{version}");
        assert_eq!(body, again, "{version}");
    }
}

#[test]
fn the_types_have_no_key_that_is_not_documented() {
    // What the latest version does not know, the types do not write: their full output has no
    // error of shape but the pairs that exclude each other.
    let root = published(ApiVersion::LATEST);
    let typed: SyncRequest = serde_json::from_value(full(&root, &root)).expect("a typed request");
    let text = serde_json::to_string(&typed).expect("JSON");
    let report = Linter::builder()
        .strict(true)
        .build()
        .expect("known rules")
        .lint(&Source::new("a.json", &text));
    let wrong: Vec<_> = report
        .findings()
        .iter()
        .filter(|f| f.severity == Severity::Error && f.code < "PT030")
        .map(|f| (f.code, &f.message))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_documented_value_has_its_variant() {
    let root = published(ApiVersion::LATEST);
    let definitions = root["$defs"].as_object().expect("definitions");
    let lists: Vec<_> = definitions.iter().filter(|(_, list)| list["enum"].is_array()).collect();
    assert_eq!(lists.len(), 6);
    for (name, list) in lists {
        for value in list["enum"].as_array().expect("values") {
            let known = match name.as_str() {
                "mode" => variant::<polytomic_lint::model::SyncMode>(value),
                "frequency" => variant::<polytomic_lint::model::Frequency>(value),
                "field_type" => variant::<polytomic_lint::model::FieldType>(value),
                "filter_function" => variant::<polytomic_lint::model::FilterFunction>(value),
                "identity_function" => variant::<polytomic_lint::model::IdentityFunction>(value),
                "identity_strategy" => variant::<polytomic_lint::model::IdentityStrategy>(value),
                other => panic!("a list that the types do not have: {other}"),
            };
            assert!(known, "{name} has no variant for {value}");
        }
    }
}

fn variant<T: serde::de::DeserializeOwned + serde::Serialize + std::fmt::Debug>(
    value: &Value,
) -> bool {
    let Ok(known) = serde_json::from_value::<T>(value.clone()) else { return false };
    serde_json::to_value(&known).ok().as_ref() == Some(value)
        && !format!("{known:?}").starts_with("Other")
}

#[test]
fn bodies_keep_what_they_say() {
    for path in clean::paths() {
        let text = std::fs::read_to_string(&path).expect("a readable body");
        let Ok(sync) = serde_json::from_str::<SyncRequest>(&text) else {
            panic!("{}: not read", path.display())
        };
        let again = serde_json::to_string(&sync).expect("JSON");
        let report = polytomic_lint::lint(&again);
        assert!(!report.has_errors(), "{}: {:#?}", path.display(), report.findings());
    }
}

#[test]
fn what_lists_leave_open_is_kept_and_null_is_a_value() {
    let text = r#"{"name":"A","mode":"mirror","fields":[],"target":{"connection_id":"5f2d9a1c-3b7e-4d68-9c10-8e4a6b2f7d35"},"schedule":{},"filters":[{"function":"Equality","value":null},{"function":"IsNull"}]}"#;
    let sync: SyncRequest = serde_json::from_str(text).expect("a typed request");
    assert_eq!(sync.mode, polytomic_lint::model::SyncMode::Other("mirror".to_owned()));
    assert_eq!(serde_json::to_string(&sync).expect("JSON"), text);
    assert!(serde_json::from_str::<SyncRequest>(&text.replace("Equality", "Equals")).is_err());
}
