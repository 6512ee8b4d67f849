//! Which response holds for which body.

use polytomic_lint::metadata::{Metadata, Reading};
use serde_json::{Value, json};

use super::fixture::{CONNECTION, Fixture, MODEL, body, lint, source};

fn codes(files: &[(String, Value)], body: &Value) -> Vec<&'static str> {
    let files = files.iter().map(|(path, value)| (path.clone(), value.to_string()));
    let (metadata, problems) = Metadata::read(files);
    assert_eq!(problems, []);
    lint(metadata, body).iter().map(|finding| finding.code).collect()
}

fn wrong() -> Value {
    body(&[("/fields/1/target", json!("Nope"))])
}

#[test]
fn with_data_or_without() {
    let world = Fixture::new();
    for (account, model) in [
        (world.account.clone(), world.model.clone()),
        (world.account["data"].clone(), world.model["data"].clone()),
    ] {
        let files = [("a.json".to_owned(), account), ("b.json".to_owned(), model)];
        let body =
            body(&[("/fields/1/target", json!("Nope")), ("/fields/0/source/field", json!("nope"))]);
        assert_eq!(codes(&files, &body), ["PT143", "PT141"]);
    }
    for objects in [world.objects.clone(), world.objects["data"].clone()] {
        let files = [("a.json".to_owned(), objects)];
        assert_eq!(codes(&files, &body(&[("/mode", json!("append"))])), ["PT140"]);
    }
    // All models at once, and the fields of a source that are saved for a model.
    let list = json!({"data": [world.model["data"]]});
    let sources = json!({"data": world.model["data"]["fields"]});
    let bad = body(&[("/fields/0/source/field", json!("nope"))]);
    assert_eq!(codes(&[("models.json".to_owned(), list)], &bad), ["PT143"]);
    assert_eq!(codes(&[(format!("{MODEL}.json"), sources.clone())], &bad), ["PT143"]);
    assert_eq!(codes(&[("sources.json".to_owned(), sources)], &bad), [""; 0]);
}

#[test]
fn an_id_in_the_path_is_the_connection() {
    let account = Fixture::new().account;
    let at = |path: String| codes(&[(path, account.clone())], &wrong());
    assert_eq!(at("Account.json".to_owned()), ["PT141"]);
    assert_eq!(at(format!("{CONNECTION}/Account.json")), ["PT141"]);
    assert_eq!(at(format!("{}-Account.json", CONNECTION.to_uppercase())), ["PT141"]);
    assert_eq!(at("6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90/Account.json".to_owned()), [""; 0]);
    // What is saved for the connection beats what is for all.
    let mut other = account.clone();
    other["data"]["fields"][2]["id"] = json!("Nope");
    let both = [("Account.json".to_owned(), other), (format!("{CONNECTION}/a.json"), account)];
    assert_eq!(codes(&both, &wrong()), ["PT141"]);
}

#[test]
fn other_files_are_passed_over() {
    for other in [
        body(&[]),
        json!({"data": body(&[("/id", json!(MODEL))])}),
        json!({"data": {"id": CONNECTION, "name": "Warehouse", "type": {"id": "postgresql"}, "configuration": {}}}),
        json!({"data": [{"id": CONNECTION, "name": "Warehouse", "type": {"id": "postgresql"}, "status": "healthy"}]}),
        json!({"data": [{"id": CONNECTION, "email": "a@example.com"}]}),
        json!({"name": "package", "version": "1.0.0"}),
        json!([]),
        json!({}),
        json!(1),
        json!("text"),
        json!({"data": null}),
    ] {
        let reading = Reading::of("other.json", other.to_string().as_bytes(), None);
        assert!(reading.is_other(), "{other:#}: {:?}", reading.problems);
    }
    let unknown = Reading::unknown(b"{\"name\": \"Jane Doe\"}");
    assert_eq!(unknown.message, "expected a saved response, found an object of another kind");
}

#[test]
fn they_can_be_written_and_read_back() {
    let metadata = Fixture::new().metadata();
    let text = serde_json::to_string(&metadata).expect("plain data");
    let back: Metadata = serde_json::from_str(&text).expect("the same");
    assert_eq!(back.responses(), metadata.responses());
    let twice = serde_json::to_string(&back).expect("plain data");
    assert_eq!(twice, text);
    assert_eq!(lint(back, &wrong()), lint(metadata, &wrong()));
}

#[test]
fn of_several_the_newest_counts() {
    let world = Fixture::new();
    let old = world
        .clone()
        .target("/refreshed_at", json!("2025-01-01T00:00:00Z"))
        .target("/fields/2/id", json!("Nope"));
    for files in [
        [("a.json".to_owned(), world.account.clone()), ("b.json".to_owned(), old.account.clone())],
        [("a.json".to_owned(), old.account), ("b.json".to_owned(), world.account)],
    ] {
        assert_eq!(codes(&files, &wrong()), ["PT141"]);
    }
    let _ = source("email");
}
