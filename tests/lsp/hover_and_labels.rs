//! Hover, outline, and labels with everything that goes with them.

use serde_json::{Value, json};

use crate::client::{Client, able, able_but, apply, cursor, edits, offset, position, utf8};

const URI: &str = "file:///a.sync.json";

fn ask(client: &mut Client, method: &str, text: &str) -> (String, Value) {
    let (text, position) = cursor(text);
    client.open(URI, "json", &text);
    let params = json!({"textDocument": {"uri": URI}, "position": position});
    let result = client.request(method, params);
    (text, result)
}

fn hovered(client: &mut Client, text: &str) -> String {
    let (_, hover) = ask(client, "textDocument/hover", text);
    hover["contents"]["value"].as_str().unwrap_or_default().to_owned()
}

#[test]
fn a_key_is_explained_with_the_rules_that_watch_it() {
    let mut client = Client::new(&able());
    let text = hovered(&mut client, r#"{"name": "é", "mo|de": "upsert", "fields": []}"#);
    for part in ["**`mode`**: a sync mode", "required", "`updateOrCreate`", "PT024", "Source: "] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let text = hovered(&mut client, r#"{"identit|y": {}}"#);
    assert!(text.contains("Deprecated since API version 2025-09-18; use identities instead"));
    assert!(text.contains("advice PT012"), "{text}");
    let text = hovered(&mut client, r#"{"model_filters": {"|logic": ""}}"#);
    assert!(text.contains("PT070 logic-syntax"), "{text}");
    let text = hovered(&mut client, r#"{"schedule": {"frequency": "da|ily"}}"#);
    assert!(text.starts_with("**`daily`** (frequency)\n\nRuns every day"), "{text}");
    for nothing in [r#"{"nam|}"#, r"{|}", r#"{"name": "x|"}"#, "|"] {
        assert_eq!(hovered(&mut client, nothing), "", "{nothing}");
    }
    client.end();
    let plain = [("/textDocument/hover/contentFormat", json!(["plaintext"]))];
    let mut client = Client::new(&able_but(&plain));
    let (_, hover) = ask(&mut client, "textDocument/hover", r#"{"mo|de": 1}"#);
    assert_eq!(hover["contents"]["kind"], "plaintext");
    assert!(hover["contents"]["value"].as_str().is_some_and(|text| !text.contains('`')));
    client.end();
}

#[test]
fn a_key_in_broken_text_is_explained_as_it_was_meant() {
    let mut client = Client::new(&able());
    let open = "{\n  \"name\": \"n\",\n  \"schedule\": {\n    \"frequency\": \"manual\",\n  \"mo|de\": \"create\",\n  \"fields\": []\n}\n";
    let text = hovered(&mut client, open);
    assert!(text.contains("**`mode`**: a sync mode"), "{text}");
    let unfinished = "{\n  \"name\": \"n\n  \"mo|de\": \"create\",\n  \"fields\": []\n}\n";
    let text = hovered(&mut client, unfinished);
    assert!(text.contains("**`mode`**: a sync mode"), "{text}");
    client.end();
}

#[test]
fn a_label_shows_its_filter() {
    let mut client = Client::new(&able());
    let text = hovered(&mut client, &labels(r#""é or pa\u0069|d and T""#));
    assert_eq!(text, "**`paid`**: `plan` `Equality` `pro`");
    let text = hovered(&mut client, &labels(r#""T|""#));
    assert_eq!(text, "**`T`**: no filter of `filter_logic` has this label");
    client.end();
}

#[test]
fn secrets_stay_where_they_are() {
    let mut client = Client::new(&able());
    let body = r#"{"encryption_passphrase": "s3cr3t-s3cr3t", "override_fields": [{"target": "x", "override_value": "s3cr3t-s3cr3t"}], "target": {"configuration": {"password": "s3cr3t-s3cr3t"}, "create": {"token": "s3cr3t-s3cr3t"}}, "name": "a|"}"#;
    let (text, _) = ask(&mut client, "textDocument/hover", body);
    let document = json!({"textDocument": {"uri": URI}});
    let symbols = client.request("textDocument/documentSymbol", document);
    assert!(!symbols.to_string().contains("s3cr3t"));
    for at in text.match_indices("s3cr3t-").map(|(at, _)| at + 1).chain([3, 60]) {
        let params =
            json!({"textDocument": {"uri": URI}, "position": {"line": 0, "character": at}});
        let hover = client.request("textDocument/hover", params);
        assert!(!hover.to_string().contains("s3cr3t"));
    }
    client.end();
}

#[test]
fn fields_and_filters_are_in_the_outline_by_name() {
    let body = r#"{"name": "é", "fields": [{"target": "Email", "source": {"field": "email"}}, {"target": ""}, 7], "filters": [{"label": "A", "field_id": "x", "function": "IsNull"}, {"function": "True"}], "": 1|}"#;
    let mut client = Client::new(&able());
    ask(&mut client, "textDocument/hover", body);
    let document = json!({"textDocument": {"uri": URI}});
    let symbols = client.request("textDocument/documentSymbol", document.clone());
    let names = |of: &Value| -> Vec<String> {
        let list = of.as_array().expect("a list").iter();
        list.map(|symbol| symbol["name"].as_str().expect("a name").to_owned()).collect()
    };
    assert_eq!(names(&symbols), ["name", "fields", "filters", "(no name)"]);
    assert_eq!(symbols[0]["detail"], "é");
    assert_eq!(names(&symbols[1]["children"]), ["Email", "field"]);
    assert_eq!(symbols[1]["children"][0]["detail"], "from email");
    assert_eq!(names(&symbols[2]["children"]), ["A", "True"]);
    client.end();
    let flat = [("/textDocument/documentSymbol", json!({}))];
    let mut client = Client::new(&able_but(&flat));
    ask(&mut client, "textDocument/hover", body);
    let symbols = client.request("textDocument/documentSymbol", document);
    let email = symbols.as_array().and_then(|all| all.iter().find(|one| one["name"] == "Email"));
    assert_eq!(email.map(|one| &one["containerName"]), Some(&json!("fields")));
    client.end();
}

/// A body with filters of both kinds and an expression of the one.
fn labels(logic: &str) -> String {
    format!(
        r#"{{"filters": [
  {{"field_id": "plan", "field_type": "Model", "function": "Equality", "value": "pro", "label": "p\u0061id"}},
  {{"field_id": "size", "field_type": "Model", "function": "IsNull", "label": "é"}},
  {{"field_id": "Stage", "field_type": "Target", "function": "IsNull", "label": "T"}},
  {{"field_id": "Other", "field_type": "Target", "function": "IsNull", "label": "paid"}}
], "filter_logic": {logic}, "target": {{"filter_logic": "T or paid"}}, "mode": "update", "name": "x"}}"#
    )
}

fn texts(text: &str, places: &Value) -> Vec<String> {
    let list = places.as_array().expect("a list").iter();
    list.map(|place| {
        let at = |end: &str| offset(text, &place["range"][end], false);
        text[at("start")..at("end")].to_owned()
    })
    .collect()
}

#[test]
fn labels_lead_to_their_filters_and_back() {
    let mut client = Client::new(&able());
    let body = labels(r#""(|paid or é) and pa\u0069d and Paid""#);
    let (text, found) = ask(&mut client, "textDocument/definition", &body);
    assert_eq!(texts(&text, &found), [r"p\u0061id"]);
    let (_, position) = cursor(&body);
    let params = json!({"textDocument": {"uri": URI}, "position": position, "context": {"includeDeclaration": true}});
    let found = client.request("textDocument/references", params.clone());
    assert_eq!(texts(&text, &found), [r"p\u0061id", "paid", r"pa\u0069d"]);
    let highlights = client.request("textDocument/documentHighlight", params);
    let kinds: Vec<_> = highlights.as_array().expect("a list").iter().map(|h| &h["kind"]).collect();
    assert_eq!(kinds, [3, 2, 2]);
    let back = labels(r#""paid""#).replace(r#""p\u0061id""#, r#""p\u006|1id""#);
    let (text, found) = ask(&mut client, "textDocument/references", &back);
    assert_eq!(texts(&text, &found), ["paid"]);
    let (_, nothing) = ask(&mut client, "textDocument/definition", r#"{"name": "A|"}"#);
    assert_eq!(nothing, Value::Null);
    let positional = r#"{"model_filters": {"conditions": [{"function": "IsNull"}, {"function": "True"}], "logic": "A and B|"}}"#;
    let (text, found) = ask(&mut client, "textDocument/definition", positional);
    assert_eq!(
        offset(&text, &found[0]["range"]["start"], false),
        text.find(r#"{"function": "True""#).expect("it is there")
    );
    client.end();
}

fn rename(client: &mut Client, body: &str, name: &str) -> Result<String, String> {
    let (text, position) = cursor(body);
    client.open(URI, "json", &text);
    let params = json!({"textDocument": {"uri": URI}, "position": position, "newName": name});
    let id = client.ask("textDocument/rename", params.clone());
    let answer = client.answer(id);
    match answer.get("error") {
        Some(error) => Err(error["message"].as_str().expect("a text").to_owned()),
        None => Ok(apply(&text, &edits(&answer["result"]), false)),
    }
}

#[test]
fn a_label_is_renamed_in_its_scope_alone() {
    let mut client = Client::new(&able());
    let logic = r#""(paid| or é) and p\u0061id and Paid""#;
    let wanted = labels(r#""(plan or é) and plan and Paid""#).replace(r"p\u0061id", "plan");
    assert_eq!(rename(&mut client, &labels(logic), "plan"), Ok(wanted));
    let odd = labels(r#""paid or |é""#);
    let wanted = labels(r#""paid or size""#).replace("\"label\": \"é\"", "\"label\": \"size\"");
    assert_eq!(rename(&mut client, &odd, "size"), Ok(wanted));
    let both = r#"{"filters": [{"field_id": "x", "function": "IsNull", "label": "|a"}], "filter_logic": "a", "target": {"filter_logic": "a or a"}}"#;
    let wanted = both.replace('|', "").replace("\"a\"", "\"b\"").replace("a or a", "b or b");
    assert_eq!(rename(&mut client, both, "b"), Ok(wanted));
    client.end();
}

#[test]
fn bytes_count_where_they_were_agreed_on() {
    let mut client = Client::new(&able_but(&[utf8()]));
    let body = r#"{"name": "é😀", "model_filters": {"conditions": [{"label": "x"}], "logic": "x or ((x))"}, "z": "é"}"#;
    client.open(URI, "json", body);
    let at = position(body, body.find("x))").expect("it is there"), true);
    let params = json!({"textDocument": {"uri": URI}, "position": at, "newName": "longer"});
    let renamed = client.request("textDocument/rename", params);
    let wanted = body.replace("\"x\"", "\"longer\"").replace("x or ((x))", "longer or ((longer))");
    assert_eq!(apply(body, &edits(&renamed), true), wanted);
    let at = position(body, body.find("model_filters").expect("it is there"), true);
    let hover =
        client.request("textDocument/hover", json!({"textDocument": {"uri": URI}, "position": at}));
    assert_eq!(hover["range"]["start"]["character"], 19);
    client.end();
}

#[test]
fn what_cannot_be_renamed_says_why() {
    let mut client = Client::new(&able());
    let at = labels(r#""pai|d and é""#);
    let refusals = [
        (at.as_str(), "1x", "`1x` cannot be a label"),
        (&at, "", "`` cannot be a label"),
        (&at, "AND", "is an operator"),
        (&at, "é", "`é` cannot be a label"),
        (r#"{"na|me": "x"}"#, "b", "there is no label here"),
        (r#"{"filter_logic": "A| and", "filters": []}"#, "b", "no filter here is labeled `A`"),
        (
            r#"{"filter_logic": "A|", "filters": [{"field": {}}]}"#,
            "b",
            "is only the position of a filter",
        ),
        (
            r#"{"model_filters": {"conditions": [{"label": "x|"}, {"label": "y"}]}}"#,
            "y",
            "another filter here is labeled `y`",
        ),
    ];
    for (body, name, wanted) in refusals {
        let refused = rename(&mut client, body, name).expect_err(wanted);
        assert!(refused.contains(wanted), "{refused}");
    }
    let (text, found) = ask(&mut client, "textDocument/prepareRename", &at);
    assert_eq!(found["placeholder"], "paid");
    assert_eq!(
        offset(&text, &found["range"]["start"], false),
        text.find("\"paid and").expect("it is there") + 1
    );
    let params = json!({"textDocument": {"uri": URI}, "position": {"line": 0, "character": 0}});
    let refused = client.refused("textDocument/prepareRename", params);
    assert!(refused["message"].as_str().is_some_and(|text| text.contains("no label here")));
    client.end();
}

#[test]
fn a_wrong_value_and_an_unknown_key_say_what_the_finding_says() {
    let mut client = Client::new(&able());
    let text = hovered(&mut client, r#"{"name": "é", "mo|dee": "create", "fields": []}"#);
    assert!(text.starts_with("error PT007: unknown key `modee` in the sync"), "{text}");
    assert!(text.contains("Help: did you mean `mode`?"), "{text}");
    let text = hovered(&mut client, r#"{"mode": "ups|ert", "fields": []}"#);
    assert!(text.starts_with("error PT024: unknown sync mode `upsert`"), "{text}");
    client.end();
}
