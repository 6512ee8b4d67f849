//! A connection with one target, a model, and a body that is right there.

use polytomic_lint::metadata::Metadata;
use polytomic_lint::{Finding, Linter, Source};
use serde_json::{Value, json};

use crate::valid;

pub(crate) use crate::valid::{CONNECTION, MODEL};

/// The responses of `examples/metadata`, to be changed.
#[derive(Debug, Clone)]
pub(crate) struct Fixture {
    pub(crate) objects: Value,
    pub(crate) account: Value,
    pub(crate) model: Value,
}

impl Fixture {
    pub(crate) fn new() -> Self {
        let read = |text: &str| serde_json::from_str(text).expect("a saved response");
        Self {
            objects: read(include_str!(
                "../../examples/metadata/5f2d9a1c-3b7e-4d68-9c10-8e4a6b2f7d35-objects.json"
            )),
            account: read(include_str!(
                "../../examples/metadata/5f2d9a1c-3b7e-4d68-9c10-8e4a6b2f7d35-Account.json"
            )),
            model: read(include_str!(
                "../../examples/metadata/a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25.json"
            )),
        }
    }

    /// With another value at a place of the target's response.
    pub(crate) fn target(mut self, pointer: &str, value: Value) -> Self {
        put(&mut self.account, &format!("/data{pointer}"), value);
        self
    }

    /// With another value at a place of the list of objects.
    pub(crate) fn objects(mut self, pointer: &str, value: Value) -> Self {
        put(&mut self.objects, pointer, value);
        self
    }

    pub(crate) fn files(&self) -> Vec<(String, Vec<u8>)> {
        vec![
            (format!("polytomic/{CONNECTION}/objects.json"), self.objects.to_string().into_bytes()),
            (format!("polytomic/{CONNECTION}/Account.json"), self.account.to_string().into_bytes()),
            ("polytomic/customers.json".to_owned(), self.model.to_string().into_bytes()),
        ]
    }

    pub(crate) fn metadata(&self) -> Metadata {
        let (metadata, problems) = Metadata::read(self.files());
        assert_eq!(problems, [], "the responses of these tests are good");
        metadata
    }

    pub(crate) fn lint(&self, body: &Value) -> Vec<Finding> {
        lint(self.metadata(), body)
    }
}

pub(crate) fn lint(metadata: Metadata, body: &Value) -> Vec<Finding> {
    let linter = Linter::builder().metadata(metadata).build().expect("known rules");
    linter.lint(&Source::new("body.sync.json", body.to_string().as_bytes())).into_findings()
}

/// Sets a value at a pointer; null takes it out.
pub(crate) fn put(root: &mut Value, pointer: &str, value: Value) {
    let (parent, key) = pointer.rsplit_once('/').expect("a pointer");
    match root.pointer_mut(parent).expect("a place") {
        Value::Object(map) if value.is_null() => {
            map.remove(key);
        }
        Value::Object(map) => {
            map.insert(key.to_owned(), value);
        }
        Value::Array(items) if key == "-" => items.push(value),
        Value::Array(items) => items[key.parse::<usize>().expect("an index")] = value,
        _ => panic!("no container at {parent}"),
    }
}

/// A model field, as a source.
pub(crate) fn source(field: &str) -> Value {
    json!({"model_id": MODEL, "field": field})
}

/// A body with nothing wrong in it, with changes.
pub(crate) fn body(changes: &[(&str, Value)]) -> Value {
    let mut body = valid::with(json!({
        "mode": "updateOrCreate",
        "identities": {"mappings": [
            {"source": source("email"), "target": "Email__c", "function": "Equality"},
        ]},
        "fields": [
            {"source": source("name"), "target": "Name"},
            {"source": source("plan"), "target": "Industry"},
        ],
    }));
    for (pointer, value) in changes {
        put(&mut body, pointer, value.clone());
    }
    body
}

/// Target filters with one condition.
pub(crate) fn filter(condition: Value) -> Value {
    json!({"conditions": [condition]})
}
