//! Code actions: the command line's fixes, found by the range.

use polytomic_lint::{Applicability, Fix, Linter, Source, apply as apply_fixes};
use serde_json::{Value, json};

use crate::client::{Client, able, able_but, apply, edits, position, utf8};

const URI: &str = "file:///a.sync.json";
const BODY: &str = r#"{
  "name": "Zürich 😀", "mode": "create", "active": True,
  "fields": [{"target": "Größe", "source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "x"}},],
  "schedule": {"frequency": "Manual"},
  "target": {"connection_id": "5f2d9a1c-3b7e-4d68-9c10-8e4a6b2f7d35", "object": "A", "create": {"name": "b"}},
}"#;

fn whole(text: &str, utf8: bool) -> Value {
    json!({"start": {"line": 0, "character": 0}, "end": position(text, text.len(), utf8)})
}

fn of_kind<'a>(actions: &'a [Value], kind: &str) -> Vec<&'a Value> {
    actions.iter().filter(|action| action["kind"] == kind).collect()
}

#[test]
fn there_is_one_quick_fix_for_each_fix_with_the_same_result() {
    let report = Linter::builder()
        .pedantic(true)
        .build()
        .expect("known rules")
        .lint(&Source::new("a.sync.json", BODY));
    let fixes: Vec<&Fix> = report.findings().iter().flat_map(|f| &f.fixes).collect();
    assert!(fixes.len() > 5);
    for utf8_wanted in [false, true] {
        let capabilities = if utf8_wanted { able_but(&[utf8()]) } else { able() };
        let mut client = Client::new(&capabilities);
        client.diagnose(URI, BODY);
        let actions = client.actions(URI, &whole(BODY, utf8_wanted), Some(&["quickfix"]));
        assert_eq!(actions.len(), fixes.len());
        for (action, fix) in actions.iter().zip(&fixes) {
            let by_editor = apply(BODY, &edits(&action["edit"]), utf8_wanted);
            let by_command = apply_fixes(BODY, [*fix]).expect("a fix that changes something").text;
            assert_eq!(by_editor, by_command);
            let safe = fix.applicability == Applicability::Safe;
            assert_eq!(action.get("isPreferred").is_some(), safe);
            assert_eq!(action["diagnostics"].as_array().map(Vec::len), Some(1));
        }
        client.end();
    }
}

#[test]
fn actions_are_found_by_the_range_alone() {
    let mut client = Client::new(&able());
    client.diagnose(URI, BODY);
    let at = BODY.find("True").expect("it is there");
    for offset in [at, at + 2, at + 4] {
        let place = position(BODY, offset, false);
        let range = json!({"start": place, "end": place});
        let actions = client.actions(URI, &range, Some(&["quickfix"]));
        assert_eq!(actions.len(), 1, "{offset}");
        assert_eq!(actions[0]["diagnostics"][0]["code"], "PT001");
    }
    let place = position(BODY, BODY.len(), false);
    let range = json!({"start": place, "end": place});
    assert_eq!(client.actions(URI, &range, Some(&["quickfix"])), Vec::<Value>::new());
    client.end();
}

#[test]
fn fix_all_applies_what_is_safe_until_nothing_is_left() {
    let mut client = Client::new(&able());
    client.diagnose(URI, BODY);
    for only in ["source.fixAll", "source.fixAll.polytomic-lint", "source"] {
        let actions = client.actions(URI, &whole(BODY, false), Some(&[only]));
        assert_eq!(actions.len(), 1, "{only}");
        let fixed = apply(BODY, &edits(&actions[0]["edit"]), false);
        assert!(actions[0]["kind"].as_str().is_some_and(|kind| kind.starts_with(only)));
        assert!(fixed.contains("\"active\": true") && fixed.contains("\"manual\""));
        assert!(fixed.contains("\"object\": \"A\", \"create\""), "nothing unsafe");
        let left = Linter::default().lint(&Source::new("a.sync.json", &fixed));
        assert!(left.findings().iter().all(|finding| {
            finding.fixes.first().is_none_or(|fix| fix.applicability != Applicability::Safe)
        }));
    }
    assert_eq!(client.actions(URI, &whole(BODY, false), Some(&["refactor"])), Vec::<Value>::new());
    client.change(URI, 2, json!([{"text": "{}"}]));
    assert_eq!(
        client.actions(URI, &whole("{}", false), Some(&["source.fixAll"])),
        Vec::<Value>::new()
    );
    client.end();
}

#[test]
fn edits_and_actions_have_the_form_that_the_client_takes() {
    let plain = [("/workspace/workspaceEdit", json!({}))];
    let mut client = Client::new(&able_but(&plain));
    client.diagnose(URI, BODY);
    let actions = client.actions(URI, &whole(BODY, false), Some(&["quickfix"]));
    assert!(actions[0]["edit"]["changes"][URI].is_array());
    assert_eq!(actions[0]["edit"].get("documentChanges"), None);
    client.end();

    let old = [("/textDocument/codeAction", json!({}))];
    let mut client = Client::new(&able_but(&old));
    client.diagnose(URI, BODY);
    let commands = client.actions(URI, &whole(BODY, false), None);
    assert!(commands.iter().all(|command| command["command"].is_string()));
    let command = &commands[0];
    assert_eq!(command["command"], "polytomic-lint.applyEdit");
    let params = json!({"command": command["command"], "arguments": command["arguments"]});
    client.request("workspace/executeCommand", params);
    let asked = client.find(|message| message["method"] == "workspace/applyEdit");
    assert!(asked["params"]["edit"]["documentChanges"].is_array());
    client.end();
}

#[test]
fn a_rule_is_explained_on_demand() {
    let mut client = Client::new(&able());
    client.diagnose(URI, BODY);
    let actions = client.actions(URI, &whole(BODY, false), None);
    let explain = of_kind(&actions, "polytomic-lint.explain");
    let titles: Vec<&str> = explain.iter().filter_map(|action| action["title"].as_str()).collect();
    assert!(titles.contains(&"Explain PT030 (target-object-and-create)"), "{titles:?}");
    let run =
        |argument: &str| json!({"command": "polytomic-lint.explain", "arguments": [argument]});
    let page = client.request("workspace/executeCommand", run("PT030"));
    assert!(page.as_str().is_some_and(|page| page.starts_with("# PT030 target-object-and-create")));
    let shown = client.find(|message| message["method"] == "window/showMessage");
    let text = shown["params"]["message"].as_str().expect("a text");
    assert!(
        text.starts_with("PT030 target-object-and-create: ") && !text.contains("```"),
        "{text}"
    );
    let refused = client.refused("workspace/executeCommand", run("PT0300"));
    assert!(refused["message"].as_str().is_some_and(|text| text.contains("PT030")));
    client.end();
}

#[test]
fn with_the_cursor_anywhere_on_a_line_its_fixes_are_offered() {
    let mut client = Client::new(&able());
    client.diagnose(URI, BODY);
    let at = BODY.find("\"schedule\"").expect("it is there");
    let place = position(BODY, at + 1, false);
    let range = json!({"start": place, "end": place});
    let actions = client.actions(URI, &range, Some(&["quickfix"]));
    let titles: Vec<_> = actions.iter().filter_map(|action| action["title"].as_str()).collect();
    assert_eq!(titles, ["Change to `manual` (PT024)"]);
    client.end();
}
