//! Completion: what is offered, and what the document is after it was taken.

use serde_json::{Value, json};

use crate::client::{Client, able, able_but, apply, cursor};

const URI: &str = "file:///a.sync.json";

fn plain() -> Value {
    able_but(&[("/textDocument/completion/completionItem", json!({}))])
}

fn complete(client: &mut Client, text: &str) -> (String, Vec<Value>) {
    let (text, position) = cursor(text);
    client.open(URI, "json", &text);
    let params = json!({"textDocument": {"uri": URI}, "position": position});
    let mut items = client.request("textDocument/completion", params);
    let items = items.as_array_mut().expect("a list");
    items.sort_by_key(|item| item["sortText"].as_str().expect("an order").to_owned());
    (text, items.clone())
}

fn labels(items: &[Value]) -> Vec<&str> {
    items.iter().filter_map(|item| item["label"].as_str()).collect()
}

/// The text after an item was taken.
fn taken(text: &str, items: &[Value], label: &str) -> String {
    let item = items.iter().find(|item| item["label"] == label);
    let item = item.unwrap_or_else(|| panic!("no {label} among {:?}", labels(items)));
    let mut edits = vec![item["textEdit"].clone()];
    edits.extend(item["additionalTextEdits"].as_array().into_iter().flatten().cloned());
    apply(text, &json!(edits), false)
}

/// Takes an item where the cursor is, and says what the document is then.
fn after(text: &str, label: &str) -> String {
    let mut client = Client::new(&plain());
    let (text, items) = complete(&mut client, text);
    let out = taken(&text, &items, label);
    client.end();
    out
}

#[test]
fn keys_that_are_allowed_here_and_not_there_yet_come_required_first() {
    let mut client = Client::new(&able());
    let (_, items) = complete(&mut client, r#"{"name": "é", |, "mode": "create"}"#);
    let found = labels(&items);
    assert_eq!(&found[..3], ["fields", "target", "schedule"]);
    for gone in ["name", "mode", "id", "created_at", "connection_id"] {
        assert!(!found.contains(&gone), "{gone}");
    }
    assert!(items[0]["documentation"]["value"].as_str().expect("a text").contains("required"));
    let old = items.iter().find(|item| item["label"] == "identity").expect("it is there");
    assert!(old["sortText"].as_str() > items[5]["sortText"].as_str());
    let (_, items) = complete(&mut client, r#"{"target": {"object": "A", |}}"#);
    assert_eq!(labels(&items)[0], "connection_id");
    assert!(!labels(&items).contains(&"create"));
    let (_, items) = complete(&mut client, r#"{"fields": [{"target": "A"}, {|}]}"#);
    assert_eq!(&labels(&items)[..2], ["target", "source"]);
    client.end();
}

#[test]
fn what_is_written_is_json_with_the_commas_it_needs() {
    let cases = [
        (r#"{"mode": |}"#, "create", r#"{"mode": "create"}"#),
        (r#"{"mode": "|"}"#, "update", r#"{"mode": "update"}"#),
        (r#"{"mode": "cre|"}"#, "create", r#"{"mode": "create"}"#),
        (r#"{"mode": "up|sert", "name": ""}"#, "replace", r#"{"mode": "replace", "name": ""}"#),
        ("{\"mode\": |\n \"name\": \"\"}", "create", "{\"mode\": \"create\",\n \"name\": \"\"}"),
        (r#"{"mode": | "create"}"#, "update", r#"{"mode": "update"}"#),
        ("{\"mode\": \"|\n}", "append", "{\"mode\": \"append\"\n}"),
        (r#"{"active": t|}"#, "true", r#"{"active": true}"#),
        (r#"{"active": |, "name": ""}"#, "false", r#"{"active": false, "name": ""}"#),
        (r#"{"filters": |}"#, "null", r#"{"filters": null}"#),
        (r#"{"na|"}"#, "name", r#"{"name": ""}"#),
        (r"{na|}", "name", r#"{"name": ""}"#),
        (r#"{"na|": "x"}"#, "name", r#"{"name": "x"}"#),
        (r#"{| "mode": "create"}"#, "name", r#"{"name": "", "mode": "create"}"#),
        ("{\"mode\": \"create\"\n |}", "name", "{\"mode\": \"create\",\n \"name\": \"\"}"),
        ("{\"mode\": 1\n \"na|\n}", "name", "{\"mode\": 1,\n \"name\": \"\"\n}"),
        (
            r#"{"policies": [], "a": {}, |"mode": 1}"#,
            "active",
            r#"{"policies": [], "a": {}, "active": false,"mode": 1}"#,
        ),
        (
            r#"{"schedule": |}"#,
            "daily schedule",
            r#"{"schedule": { "frequency": "daily", "hour": "6", "minute": "0" }}"#,
        ),
        (
            r#"{"target": {"connection_id": "", "sea|"}}"#,
            "search_values",
            r#"{"target": {"connection_id": "", "search_values": {}}}"#,
        ),
        (
            r#"{"fields": [|]}"#,
            "a field mapping",
            r#"{"fields": [{ "source": { "model_id": "", "field": "" }, "target": "" }]}"#,
        ),
        (
            r#"{"fields": [{} |]}"#,
            "a field mapping",
            r#"{"fields": [{}, { "source": { "model_id": "", "field": "" }, "target": "" }]}"#,
        ),
        (
            r#"{"data": {"mode": "|", "name": "", "target": {}}}"#,
            "create",
            r#"{"data": {"mode": "create", "name": "", "target": {}}}"#,
        ),
    ];
    for (text, label, wanted) in cases {
        let found = after(text, label);
        assert_eq!(found, wanted, "{text}");
    }
}

#[test]
fn a_document_broken_at_the_cursor_is_completed_too() {
    assert_eq!(
        after("{ \"tar|", "target"),
        "{ \"target\": { \"connection_id\": \"\", \"object\": \"\" }"
    );
    assert_eq!(
        after("{ \"schedule\": { \"freq|", "frequency"),
        "{ \"schedule\": { \"frequency\": \"\""
    );
    assert_eq!(after("{ \"mode\": |", "create").len(), "{ \"mode\": \"create\"".len());
}

#[test]
fn a_document_broken_further_up_is_completed_as_it_was_meant() {
    let offered = |text: &str| {
        let mut client = Client::new(&plain());
        let (_, items) = complete(&mut client, text);
        client.end();
        labels(&items).into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    // Without its closer the schedule would take the keys of the sync.
    let open = "{\n  \"name\": \"n\",\n  \"schedule\": {\n    \"frequency\": \"manual\",\n  \"fields\": [],\n  \"mo|\n}\n";
    let found = offered(open);
    assert!(found.iter().any(|label| label == "mode"), "{found:?}");
    assert!(!found.iter().any(|label| label == "name" || label == "minute"), "{found:?}");
    // With one closer too many the target would be closed.
    let closed = "{\n  \"name\": \"n\",\n  \"target\": {\n    \"connection_id\": \"\"},\n    \"obj|\n  },\n  \"mode\": \"create\"\n}\n";
    let found = offered(closed);
    assert!(found.iter().any(|label| label == "object"), "{found:?}");
    let value = "{\n  \"name\": \"n\"\n  \"schedule\": {\n    \"frequency\": \"manual\",\n  \"mode\": \"|\"\n}\n";
    let found = offered(value);
    assert!(found.iter().any(|label| label.contains("create")), "{found:?}");
}

#[test]
fn every_key_leaves_json_with_and_without_snippets() {
    for capabilities in [plain(), able()] {
        let snippets = capabilities == able();
        let mut client = Client::new(&capabilities);
        let places = [
            r#"{"name": "x", |}"#,
            r#"{"target": {|}, "name": "x"}"#,
            r#"{"schedule": {"run_after": {|}}}"#,
            r#"{"filters": [{|}]}"#,
            r#"{"target_filters": {"conditions": [{|}]}}"#,
            r#"{"overrides": [{"value": {|}}, {|}]}"#,
            r#"{"override_fields": [{"target": "x"|}]}"#,
        ];
        for place in places {
            let (text, items) = complete(&mut client, place);
            for label in labels(&items) {
                let mut out = taken(&text, &items, label);
                if snippets {
                    assert!(items.iter().all(|item| item["insertTextFormat"] == 2));
                    out = without_stops(&out);
                }
                let json: Result<Value, _> = serde_json::from_str(&out);
                assert!(json.is_ok(), "{label}: {out}");
            }
            if !snippets {
                assert!(items.iter().all(|item| item.get("insertTextFormat").is_none()));
            }
        }
        client.end();
    }
}

/// A snippet as it is when nothing is filled in: the first choice, the default, or nothing.
fn without_stops(text: &str) -> String {
    let mut out = String::new();
    let text = text.replace("\\$", "\u{0}");
    let mut rest = text.as_str();
    while let Some(at) = rest.find('$') {
        out += &rest[..at];
        rest = &rest[at + 1..];
        let Some(inner) = rest.strip_prefix('{') else {
            rest = rest.trim_start_matches(|ch: char| ch.is_ascii_digit());
            continue;
        };
        let end = inner.find('}').expect("an end");
        let stop = inner[..end].trim_start_matches(|ch: char| ch.is_ascii_digit());
        out += stop.trim_start_matches([':', '|']).split(['|', ',']).next().unwrap_or_default();
        rest = &inner[end + 1..];
    }
    (out + rest).replace('\0', "$")
}

#[test]
fn functions_that_fit_the_value_beside_come_first() {
    let mut client = Client::new(&able());
    let (_, items) =
        complete(&mut client, r#"{"filters": [{"function": "|", "value": ["a", "b"]}]}"#);
    assert_eq!(&labels(&items)[..3], ["StringOneOf", "StringNotOneOf", "Between"]);
    let (_, items) = complete(&mut client, r#"{"filters": [{"value": 7, "function": "|"}]}"#);
    assert_eq!(&labels(&items)[..3], ["Equality", "Inequality", "GreaterThan"]);
    assert_eq!(items[0]["documentation"]["value"], "Takes one value.");
    client.end();
}

#[test]
fn expressions_are_completed_word_by_word() {
    let body = |logic: &str| {
        format!(
            r#"{{"filters": [{{"field_id": "plan", "field_type": "Model", "function": "IsNull", "label": "paid"}}, {{"field_id": "x", "field_type": "Model", "function": "IsNull", "label": "b"}}, {{"field_id": "y", "field_type": "Target", "function": "IsNull", "label": "t"}}], "filter_logic": {logic}, "name": "", "mode": "", "target": {{"filter_logic": ""}}}}"#
        )
    };
    let cases = [
        (r#""|""#, vec!["paid", "b"]),
        (r#""pa|""#, vec!["paid", "b"]),
        (r#""paid |""#, vec!["and", "or"]),
        (r#""paid an|""#, vec!["and", "or"]),
        (r#""paid and (|""#, vec!["paid", "b"]),
        (r#""(paid) o|r b""#, vec!["and", "or"]),
        ("|", vec!["paid and b"]),
    ];
    let mut client = Client::new(&able());
    for (logic, wanted) in cases {
        let (_, items) = complete(&mut client, &body(logic));
        assert_eq!(labels(&items), wanted, "{logic}");
    }
    let (text, items) = complete(&mut client, &body(r#""b and p|""#));
    assert!(taken(&text, &items, "paid").contains(r#""filter_logic": "b and paid","#));
    assert_eq!(items[0]["detail"], "`plan` `IsNull`");
    // A name before there is an expression is described like any other; of a secret only that it is one.
    let value = r#""label": "paid", "value": "sk_live_4f9a8b7c6d5e4f3a2b1c0d9e""#;
    let secret = body(r#""|""#).replace(r#""label": "paid""#, value);
    let (_, items) = complete(&mut client, &secret);
    assert_eq!(items[0]["detail"], "`plan` `IsNull` (a secret)");
    let target = body(r#""b""#).replace(r#"{"filter_logic": ""}"#, r#"{"filter_logic": "|"}"#);
    let (_, items) = complete(&mut client, &target);
    assert_eq!(labels(&items), ["t"]);
    client.end();
}

#[test]
fn nothing_is_offered_where_nothing_is_known() {
    let mut client = Client::new(&able());
    let places = [
        r#"{"name": "|"}"#,
        r#"{"unknown": "|"}"#,
        r#"{"mode" |: "x"}"#,
        r#"{"mode": |{}}"#,
        r#"{"target": {"configuration": {"|"}}}"#,
        "{\"name\": 1 // |\n}",
        "{}|",
        "[|]",
    ];
    for place in places {
        assert_eq!(complete(&mut client, place).1, Vec::<Value>::new(), "{place}");
    }
    let (text, position) = cursor(r#"{"name": "", |}"#);
    client.open(URI, "json", &text);
    let params = json!({"textDocument": {"uri": URI}, "position": position, "context": {"triggerKind": 2, "triggerCharacter": " "}});
    assert_eq!(client.request("textDocument/completion", params), json!([]));
    client.open("file:///other.json", "json", "{\"mode\": }");
    let params = json!({"textDocument": {"uri": "file:///other.json"}, "position": {"line": 0, "character": 9}});
    assert_eq!(client.request("textDocument/completion", params), json!([]));
    client.end();
}

#[test]
fn no_place_in_any_document_is_too_odd() {
    let text = r#"{"mode": "up", "filters": [{"function": "x", "label": "é😀", }], "filter_logic": "A and (", /* x */ "target": {"create": {"a": [1, }}, "schedule"#;
    let mut client = Client::new(&able());
    for version in 0..=text.len() {
        if !text.is_char_boundary(version) {
            continue;
        }
        let (before, after) = text.split_at(version);
        for document in
            [format!("{before}|"), format!("{before}|{after}"), format!("{before}|\n}}")]
        {
            complete(&mut client, &document);
        }
    }
    client.end();
}

#[test]
fn an_empty_file_gets_a_body_to_start_from() {
    let body = after("|", "a sync");
    let report = polytomic_lint::lint(&body);
    assert!(report.findings().iter().all(|finding| !finding.code.starts_with("PT001")), "{body}");
    assert!(body.starts_with("{ \"name\""), "{body}");
    assert_eq!(after("\n  |\n", "a sync"), format!("\n  {body}\n"));
}

#[test]
fn ids_of_the_body_and_the_next_label_are_offered() {
    const ID: &str = "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25";
    let text = r#"{"fields": [{"target": "A", "source": {"model_id": "ID", "field": "a"}},
        {"target": "B", "source": {"model_id": "ID", "field": "b"}},
        {"target": "C", "source": {"model_id": "|", "field": "c"}}],
        "filters": [{"label": "A", "function": "IsNull"}, {"label": "", "function": "IsNull"}]}"#;
    let text = text.replace("ID", ID);
    assert_eq!(after(&text, ID), text.replace('|', ID));
    let text = text.replace('|', "").replace(r#"{"label": "","#, r#"{"label": "|","#);
    assert_eq!(after(&text, "B"), text.replace('|', "B"));
}
