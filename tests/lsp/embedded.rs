//! Bodies inside scripts, pages, and request files: linted where that is set or included, with fixes,
//! hovers, and completions inside of the bodies and nothing outside.

use serde_json::{Value, json};

use crate::client::{Client, able, able_but, apply, cursor, edits, offset};

const URL: &str = "https://app.polytomic.com/api/syncs";

/// A client whose settings ask for bodies in other files.
fn client(capabilities: &Value) -> Client {
    Client::with(json!({
        "processId": null,
        "rootUri": null,
        "capabilities": capabilities,
        "initializationOptions": {"embedded": true},
    }))
}

/// A body in every kind of file, `KEY` and `VALUE` in it, as each language is called.
fn files(body: &str) -> Vec<(&'static str, &'static str, String)> {
    let lines = body.replace('\n', "\n> ");
    let double = body.replace('"', "\\\"");
    let json = serde_json::to_string(body).expect("a string");
    let crlf = body.replace('\n', "\r\n");
    vec![
        ("file:///a.md", "markdown", format!("# Größe 😀\r\n\r\n```json\r\n{crlf}\r\n```\r\n")),
        ("file:///q.md", "markdown", format!("> - é\n>\n> ```json\n> {lines}\n> ```\n")),
        ("file:///a.sh", "shellscript", format!("# 😀\ncurl {URL} -d '{body}'\n")),
        ("file:///b.sh", "shellscript", format!("# 😀\ncurl {URL} -d \"{double}\"\n")),
        ("file:///c.sh", "shellscript", format!("curl {URL} -d @- <<'EOF'\n{body}\nEOF\n")),
        ("file:///a.http", "http", format!("# 😀\nPOST {URL}\n\n{body}\n\n###\n")),
        (
            "file:///a.postman_collection.json",
            "json",
            format!(
                r#"{{"info": {{"name": "é 😀", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"}}, "item": [{{"request": {{"method": "POST", "url": "{URL}", "body": {{"mode": "raw", "raw": {json}}}}}}}]}}"#
            ),
        ),
    ]
}

fn body(mode: &str) -> String {
    format!(
        "{{\n  \"name\": \"é 😀\", \"mode\": {mode},\n  \"fields\": [{{\"source\": {{\"model_id\": \"a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25\", \"field\": \"e\"}}, \"target\": \"E\"}}],\n  \"schedule\": {{\"frequency\": \"manual\"}},\n  \"target\": {{\"connection_id\": \"5f2d9a1c-3b7e-4d68-9c10-8e4a6b2f7d35\", \"object\": \"A\"}}\n}}"
    )
}

fn open(client: &mut Client, uri: &str, language: &str, text: &str) -> Vec<Value> {
    client.open(uri, language, text);
    client.pushed(uri, 1)
}

fn found<'v>(diagnostics: &'v [Value], code: &str) -> Option<&'v Value> {
    diagnostics.iter().find(|diagnostic| diagnostic["code"] == code)
}

fn covered<'t>(text: &'t str, range: &Value) -> &'t str {
    &text[offset(text, &range["start"], false)..offset(text, &range["end"], false)]
}

#[test]
fn findings_and_quick_fixes_are_inside_of_the_body() {
    let mut client = client(&able());
    for (uri, language, text) in files(&body("\"Update_Or_Create\"")) {
        let diagnostics = open(&mut client, uri, language, &text);
        let mode = found(&diagnostics, "PT024").unwrap_or_else(|| panic!("{text}"));
        assert!(covered(&text, &mode["range"]).contains("Update_Or_Create"), "{text}");
        let actions = client.actions(uri, &mode["range"], Some(&["quickfix"]));
        let fix = actions.iter().find(|action| action["isPreferred"] == true).expect("a safe fix");
        let fixed = apply(&text, &edits(&fix["edit"]), false);
        assert_eq!(fixed, text.replace("Update_Or_Create", "updateOrCreate"));
        let all = client.actions(uri, &mode["range"], Some(&["source.fixAll"]));
        assert_eq!(apply(&text, &edits(&all[0]["edit"]), false), fixed);
        assert!(client.actions(uri, &mode["range"], None).iter().all(|action| {
            !action["title"].as_str().expect("a title").contains("with a comment")
        }));
    }
    client.end();
}

#[test]
fn hovers_tell_about_keys_and_values_of_the_body() {
    let mut client = client(&able());
    for (uri, language, text) in files(&body("\"create\"")) {
        open(&mut client, uri, language, &text);
        let at = text.find("frequency").expect("the key");
        let position = crate::client::position(&text, at + 1, false);
        let params = json!({"textDocument": {"uri": uri}, "position": position});
        let hover = client.request("textDocument/hover", params);
        let reported = hover["contents"]["value"].as_str().unwrap_or_else(|| panic!("{text}"));
        assert!(reported.contains("How often"), "{reported}");
        assert!(covered(&text, &hover["range"]).contains("frequency"));
        let start = json!({"textDocument": {"uri": uri}, "position": {"line": 0, "character": 0}});
        assert_eq!(client.request("textDocument/hover", start), Value::Null);
    }
    client.end();
}

#[test]
fn completions_are_written_as_the_place_wants_them() {
    for (snippets, capabilities) in [
        (true, able()),
        (false, able_but(&[("/textDocument/completion/completionItem", json!({}))])),
    ] {
        let mut client = client(&capabilities);
        for (marked, label, end) in
            [("\"cr|\"", "create", "\"create\""), ("|", "append", "\"append\"")]
        {
            for (uri, language, text) in files(&body(marked)) {
                let (text, position) = cursor(&text);
                open(&mut client, uri, language, &text);
                let params = json!({"textDocument": {"uri": uri}, "position": position});
                let items = client.request("textDocument/completion", params);
                let items = items.as_array().unwrap_or_else(|| panic!("{text}"));
                let item = items.iter().find(|item| item["label"] == label);
                let item = item.unwrap_or_else(|| panic!("no {label}: {text} {items:?}"));
                let after = apply(&text, &json!([item["textEdit"]]), false);
                let whole = files(&body(end)).into_iter().find(|(other, ..)| *other == uri);
                assert_eq!(Some(after), whole.map(|(_, _, text)| text));
                let typed =
                    covered(&text, &item["textEdit"]["range"]).trim_end_matches(['"', '\\']);
                assert!(item["filterText"].as_str().expect("a filter").starts_with(typed));
                let snippet = item["insertTextFormat"] == 2;
                let escaped = uri.ends_with("b.sh") || language == "json";
                assert_eq!(snippet, snippets && !escaped, "{text}");
            }
        }
        client.end();
    }
}

#[test]
fn outside_of_bodies_nothing_is_offered() {
    let mut client = client(&able());
    for (uri, language, text) in files(&body("\"create\"")) {
        open(&mut client, uri, language, &text);
        let params = json!({"textDocument": {"uri": uri}, "position": {"line": 0, "character": 1}});
        assert_eq!(client.request("textDocument/completion", params), json!([]), "{text}");
    }
    client.end();
}

#[test]
fn labels_are_renamed_inside_of_the_body() {
    let labeled = body("\"create\"").replace(
        "\"schedule\"",
        "\"filters\": [{\"field_id\": \"a\", \"field_type\": \"Model\", \"function\": \"IsNull\", \"label\": \"AB\"}], \"filter_logic\": \"AB\",\n  \"schedule\"",
    );
    let mut client = client(&able());
    for (uri, language, text) in files(&labeled) {
        open(&mut client, uri, language, &text);
        let position = crate::client::position(&text, text.rfind("AB").expect("it"), false);
        let params =
            json!({"textDocument": {"uri": uri}, "position": position, "newName": "first"});
        let edit = client.request("textDocument/rename", params);
        assert_eq!(apply(&text, &edits(&edit), false), text.replace("AB", "first"));
    }
    client.end();
}

#[test]
fn without_the_setting_only_included_files_are_linted() {
    let folder = tempfile::tempdir().expect("a folder");
    let config = folder.path().join("polytomic-lint.toml");
    std::fs::write(config, "include = [\"docs/**/*.md\"]\n").expect("written");
    let text = format!("```json\n{}\n```\n", body("\"upsert\""));
    let mut client = Client::new(&able());
    let uri = |path: &str| format!("file://{}/{path}", folder.path().display());
    client.open(&uri("other.md"), "markdown", &text);
    assert!(!open(&mut client, &uri("docs/a/b.md"), "markdown", &text).is_empty());
    assert!(!client.got("textDocument/publishDiagnostics"), "a page that is not included");
    client.end();
}

#[test]
fn other_files_are_never_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let config = folder.path().join("polytomic-lint.toml");
    std::fs::write(config, "include = [\"*.txt\"]\n").expect("written");
    let uri = format!("file://{}/a.txt", folder.path().display());
    let text = format!("POST\n$curl {URL} -d '{}'\n", body("\"Update_Or_Create\""));
    let mut client = client(&able());
    let diagnostics = open(&mut client, &uri, "plaintext", &text);
    let range = &found(&diagnostics, "PT024").expect("the mode")["range"];
    assert_eq!(client.actions(&uri, range, Some(&["quickfix", "source.fixAll"])), [] as [Value; 0]);
    client.end();
}

#[test]
fn documents_without_a_name_are_read_by_their_language() {
    let mut client = client(&able());
    let text = format!("```json\n{}\n```\n", body("\"upsert\""));
    let diagnostics = open(&mut client, "untitled:Untitled-1", "markdown", &text);
    assert!(found(&diagnostics, "PT024").is_some(), "{diagnostics:?}");
    client.end();
}
