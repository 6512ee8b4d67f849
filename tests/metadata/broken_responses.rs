//! Responses that are broken or hostile end well, and each problem has its place.

use polytomic_lint::metadata::{Metadata, Reading};
use polytomic_lint::{Linter, Source};
use serde_json::{Value, json};

use proptest::prelude::*;

use super::fixture::{Fixture, body, lint, put};
use super::support;

fn problems(text: &str) -> Vec<String> {
    let source = Source::new("a.json", text.as_bytes());
    let shown = |problem: &polytomic_lint::metadata::Problem| {
        let start = source.position(problem.span.start);
        format!("{}:{}: {}", start.line, start.column, problem.message)
    };
    Reading::of("a.json", text.as_bytes(), None).problems.iter().map(shown).collect()
}

#[test]
fn what_is_wrong_is_reported_with_its_place_and_without_its_value() {
    let text = "{\"data\": {\"id\": \"Account\", \"modes\": [],\n  \"fields\": [{\"id\": 7, \"name\": \"Jane Doe\"},\n    {\"name\": \"Jane Doe\", \"required\": \"yes\"}, \"x\"]}}";
    assert_eq!(
        problems(text),
        [
            "2:21: `data.fields[0].id` should be a string, not a number",
            "2:14: `data.fields[0]` is missing `id` (what a mapping's `target` refers to)",
            "3:38: `data.fields[1].required` should be a boolean, not a string",
            "3:5: `data.fields[1]` is missing `id` (what a mapping's `target` refers to)",
            "3:46: `data.fields[2]` should be an object, not a string",
        ]
    );
    assert_eq!(
        problems("{\"data\": {\"id\": \"Account\","),
        ["1:10: the saved response is not JSON"]
    );
    assert_eq!(problems(""), ["1:1: the saved response is not JSON"]);
    assert_eq!(
        problems("{\"key\": \"unauthorized\", \"message\": \"Jane's key\", \"status\": 401}"),
        ["1:1: expected a saved response, found an error of the API"]
    );
    let many = format!("{{\"modes\": [], \"id\": \"a\", \"fields\": [{}0]}}", "0,".repeat(1000));
    assert_eq!(problems(&many).len(), 20);
}

#[test]
fn the_rest_is_used_and_what_is_missing_is_not_unknown() {
    let mut world = Fixture::new();
    put(&mut world.account, "/data/fields/3", json!("broken"));
    let (metadata, problems) = Metadata::read(world.files());
    assert_eq!(problems.len(), 1);
    assert!(problems[0].0.ends_with("Account.json"));
    let linter = Linter::builder().metadata(metadata).build().expect("known rules");
    let codes = |body: &Value| {
        let text = body.to_string();
        let report = linter.lint(&Source::new("a.sync.json", text.as_bytes()));
        report.findings().iter().map(|finding| finding.code).collect::<Vec<_>>()
    };
    assert_eq!(codes(&body(&[("/fields/1/target", json!("LastActivity"))])), [""; 0]);
    assert_eq!(codes(&body(&[("/fields/1/target", json!("CreatedDate"))])), ["PT141"]);
}

#[test]
fn wrong_types_anywhere_end_well() {
    let world = Fixture::new();
    let mut places = Vec::new();
    for (at, (_, bytes)) in world.files().iter().enumerate() {
        let value: Value = serde_json::from_slice(bytes).expect("JSON");
        pointers(&value, String::new(), &mut |pointer| places.push((at, pointer)));
    }
    let wrong = body(&[("/fields/1/target", json!("Nope")), ("/mode", json!("append"))]);
    for (at, pointer) in places.iter().filter(|(_, pointer)| !pointer.is_empty()) {
        for value in [json!(1), json!("x"), json!([]), json!({}), json!(true), json!([[1]])] {
            let mut files = world.files();
            let mut changed: Value = serde_json::from_slice(&files[*at].1).expect("JSON");
            put(&mut changed, pointer, value);
            files[*at].1 = changed.to_string().into_bytes();
            let (metadata, _) = Metadata::read(files);
            let linter =
                Linter::builder().metadata(metadata).pedantic(true).build().expect("known rules");
            linter.lint(&Source::new("a.sync.json", wrong.to_string().as_bytes()));
        }
    }
}

fn pointers(value: &Value, at: String, out: &mut impl FnMut(String)) {
    match value {
        Value::Object(map) => {
            map.iter().for_each(|(key, value)| pointers(value, format!("{at}/{key}"), out));
        }
        Value::Array(items) => {
            items
                .iter()
                .enumerate()
                .for_each(|(key, value)| pointers(value, format!("{at}/{key}"), out));
        }
        _ => {}
    }
    out(at);
}

#[test]
fn hostile_names_end_well() {
    let long = "x".repeat(100_000);
    let names = [
        "",
        " ",
        "\u{1b}[31mred",
        "\u{202e}",
        "a\nb",
        "`",
        "'$(rm)'",
        long.as_str(),
        "日本",
        "/~",
        "\0",
    ];
    let mut world = Fixture::new();
    for name in names {
        put(
            &mut world.account,
            "/data/fields/-",
            json!({"id": name, "name": name, "values": [{"value": name}]}),
        );
    }
    let (metadata, _) = Metadata::read(world.files());
    let linter = Linter::builder().metadata(metadata).build().expect("known rules");
    for name in names {
        let mistyped = format!("{name}y");
        let text = body(&[("/fields/1/target", json!(mistyped))]).to_string();
        let report = linter.lint(&Source::new("a.sync.json", text.as_bytes()));
        for finding in report.findings() {
            let reported = format!("{}{:?}", finding.message, finding.help);
            assert!(
                !reported.contains(['\u{1b}', '\u{202e}', '\0']) && reported.len() < 2000,
                "{reported}"
            );
        }
    }
}

#[test]
fn many_fields_and_many_mistakes_take_no_long_time() {
    let fields: Vec<Value> = (0..20_000)
        .map(|at| json!({"id": format!("field_{at}"), "name": format!("Field {at}")}))
        .collect();
    let world = Fixture::new().target("/fields", json!(fields));
    let mappings: Vec<Value> = (0..2_000)
        .map(|at| json!({"source": super::fixture::source("name"), "target": format!("feild_{at}x")}))
        .collect();
    let found = world.lint(&body(&[("/fields", json!(mappings))]));
    assert_eq!(found.iter().filter(|finding| finding.code == "PT141").count(), 2_000);
}

/// Without optimization, a twentieth of the million fields and hundred megabytes has to do.
const SCALE: usize = if cfg!(debug_assertions) { 20 } else { 1 };

#[test]
fn a_million_fields_in_a_hundred_megabytes_are_read() {
    let field = |at: usize| {
        format!(
            r#"{{"id":"F{at:07}","name":"Field {at}","type":"string","required":{},"createable":true,"updateable":true,"filterable":true}}"#,
            at.is_multiple_of(1_000)
        )
    };
    let fields: Vec<String> = (0..1_000_000 / SCALE).map(field).collect();
    let fields = fields.join(",");
    assert!(fields.len() > 100_000_000 / SCALE);
    let text = format!(
        r#"{{"data":{{"id":"Account","modes":[],"properties":{{}},"fields":[{fields}]}}}}"#
    );
    let (metadata, problems) = Metadata::read([("target.json", text.as_bytes())]);
    assert!(problems.is_empty(), "{problems:?}");
    let found = lint(metadata, &body(&[("/fields/1/target", json!("F0000001"))]));
    let own: Vec<&str> =
        found.iter().filter(|it| it.code == "PT141").map(|it| &*it.message).collect();
    assert!(own.iter().all(|message| message.len() < 1_000), "{own:?}");
    let required = |message: &&&str| {
        message.contains("`F0000000` (Field 0)") && message.contains(" more, required by")
    };
    assert_eq!(own.iter().filter(required).count(), 1, "{own:?}");
}

proptest! {
    #![proptest_config(support::config(300))]

    /// Any bytes, and responses that are broken anywhere, end well.
    #[test]
    fn any_bytes_end_well(file in support::file(), at in any::<prop::sample::Index>(), cut in 0_usize..9) {
        let reading = Reading::of("a.json", &file.0, None);
        prop_assert!(reading.problems.len() <= 20);
        Reading::unknown(&file.0);
        let mut files = Fixture::new().files();
        for (_, bytes) in &mut files {
            let from = at.index(bytes.len());
            let to = (from + cut).min(bytes.len());
            bytes.splice(from..to, file.0.iter().copied().take(cut));
        }
        let (metadata, _) = Metadata::read(files);
        lint(metadata, &body(&[("/fields/1/target", json!("Nope"))]));
    }
}
