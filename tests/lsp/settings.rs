//! Configurations: found as on the command line, read again when they change, written to.

use std::path::Path;

use serde_json::{Value, json};

use crate::client::{Client, able, able_but, apply, edits};

const BODY: &str = r#"{"name": "é", "mode": "upsert", "fields": [], "schedule": {}, "target": {"connection_id": "5f2d9a1c-3b7e-4d68-9c10-8e4a6b2f7d35", "object": "A"}, "filter_logic": "A"}"#;

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

fn uri(path: &Path) -> String {
    format!("file://{}", path.display())
}

fn write(path: &Path, text: &str) {
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
    std::fs::write(path, text).expect("written");
}

fn codes(items: &[Value]) -> Vec<&str> {
    items.iter().filter_map(|item| item["code"].as_str()).collect()
}

fn whole() -> Value {
    json!({"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}})
}

#[test]
fn the_nearest_configuration_holds() {
    let folder = folder();
    let at = |path: &str| folder.path().join(path);
    write(&at("polytomic-lint.toml"), "include = [\"bodies/*.json\"]\n[rules]\nPT024 = \"off\"\n");
    write(&at("strict/polytomic-lint.toml"), "strict = true\nexclude = [\"old\"]\njsonc = true\n");
    let mut client = Client::new(&able());
    for other in ["other/a.json", "strict/old/a.sync.json"] {
        client.open(
            &uri(&at(other)),
            "json",
            BODY.replace("mode", "mood").replace("name", "nome").replace("target", "x").as_str(),
        );
    }
    assert!(!client.got("textDocument/publishDiagnostics"));
    let mut found = |path: &str, text: &str| client.diagnose(&uri(&at(path)), text);
    assert!(!codes(&found("a.sync.json", BODY)).contains(&"PT024"));
    let strict = found("strict/deep/a.sync.json", BODY);
    let mode = strict.iter().find(|item| item["code"] == "PT024").expect("it is found");
    assert_eq!(mode["severity"], 1);
    assert_eq!(codes(&found("bodies/a.json", "{}")), ["PT004"]);
    assert!(!codes(&found("strict/c.sync.json", "{} // fine")).contains(&"PT013"));
    client.end();
}

#[test]
fn a_change_of_the_configuration_is_seen() {
    let folder = folder();
    let config = folder.path().join("polytomic-lint.toml");
    let body = uri(&folder.path().join("a.sync.json"));
    let watching = [("/workspace/didChangeWatchedFiles", json!({"dynamicRegistration": true}))];
    let mut client = Client::new(&able_but(&watching));
    let asked = client.find(|message| message["method"] == "client/registerCapability");
    assert_eq!(asked["params"]["registrations"][0]["method"], "workspace/didChangeWatchedFiles");
    client.send_body(&json!({"jsonrpc": "2.0", "id": asked["id"], "result": null}).to_string());
    assert!(codes(&client.diagnose(&body, BODY)).contains(&"PT024"));
    write(&config, "[rules]\nPT024 = \"off\"\n");
    let change = json!({"changes": [{"uri": uri(&config), "type": 1}]});
    client.notify("workspace/didChangeWatchedFiles", change);
    assert!(!codes(&client.pushed(&body, 1)).contains(&"PT024"));
    write(&config, "");
    client.open(&uri(&config), "toml", "");
    client.notify("textDocument/didSave", json!({"textDocument": {"uri": uri(&config)}}));
    assert!(codes(&client.pushed(&body, 1)).contains(&"PT024"));
    client.end();

    let pulling = [
        ("/textDocument/diagnostic", json!({})),
        ("/workspace/diagnostics", json!({"refreshSupport": true})),
    ];
    let mut client = Client::new(&able_but(&pulling));
    client.open(&body, "json", BODY);
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": []}));
    client.find(|message| message["method"] == "workspace/diagnostic/refresh");
    client.end();
}

#[test]
fn what_a_baseline_holds_stays_silent() {
    let folder = folder();
    let at = |path: &str| folder.path().join(path);
    write(&at("polytomic-lint.toml"), "baseline = \"old.json\"\n");
    write(&at("deep/a.sync.json"), BODY);
    let report = polytomic_lint::lint(BODY);
    let mode = report.findings().iter().find(|finding| finding.code == "PT024").expect("found");
    let mut baseline = polytomic_lint::Baseline::default();
    baseline.update("deep/a.sync.json", std::slice::from_ref(mode), |_| false);
    write(&at("old.json"), &baseline.to_string());
    let mut client = Client::new(&able());
    let items = client.diagnose(&uri(&at("deep/a.sync.json")), BODY);
    assert!(!codes(&items).contains(&"PT024") && codes(&items).contains(&"PT073"), "{items:?}");
    assert!(codes(&client.diagnose(&uri(&at("b.sync.json")), BODY)).contains(&"PT024"));
    client.end();
}

#[test]
fn a_mistake_in_the_configuration_is_reported() {
    let folder = folder();
    let config = folder.path().join("polytomic-lint.toml");
    write(&config, "strict = 1\n");
    let mut client = Client::new(&able());
    let body = uri(&folder.path().join("a.sync.json"));
    assert!(codes(&client.diagnose(&body, BODY)).contains(&"PT024"));
    let reported = client.find(|message| message["method"] == "window/showMessage");
    let text = reported["params"]["message"].as_str().expect("a text");
    assert!(
        text.contains(
            "polytomic-lint.toml:1:10: `strict` should be `true` or `false`, not a number"
        ),
        "{text}"
    );
    client.diagnose(&uri(&folder.path().join("b.sync.json")), BODY);
    assert!(!client.got("window/showMessage"), "once");
    let items = client.diagnose(&uri(&config), "pedantic = true\nstrict = 1\n");
    assert_eq!(items[0]["range"]["start"], json!({"line": 1, "character": 9}));
    client.change(&uri(&config), 2, json!([{"text": "strict = true"}]));
    assert_eq!(client.pushed(&uri(&config), 2), Vec::<Value>::new());
    client.end();
}

#[test]
fn the_clients_own_settings_come_with_initialize() {
    let mut client = Client::with(json!({
        "capabilities": able(),
        "initializationOptions": {"apiVersion": "2024-02-08", "strict": true, "ignore": ["PT031"]},
    }));
    let text = r#"{"name": "x", "mode": "upsert", "fields": [], "schedule": {}, "target": {}, "identities": {}}"#;
    let items = client.diagnose("file:///a.sync.json", text);
    let mode = items.iter().find(|item| item["code"] == "PT024").expect("it is found");
    assert_eq!(mode["severity"], 1);
    assert!(codes(&items).contains(&"PT011") && !codes(&items).contains(&"PT031"));
    client.end();
}

fn ignores(client: &mut Client, uri: &str) -> Vec<Value> {
    client.actions(uri, &whole(), Some(&["polytomic-lint.ignore"]))
}

fn of_code<'a>(actions: &'a [Value], code: &str, way: &str) -> &'a Value {
    let title = format!("Ignore {code} here {way}");
    actions.iter().find(|action| action["title"] == title).unwrap_or_else(|| panic!("no {title}"))
}

#[test]
fn a_comment_ignores_one_place() {
    let mut client = Client::new(&able());
    let text = "{\r\n  \"mode\": \"upsert\",\r\n  \"name\": \"x\"\r\n}";
    client.diagnose("file:///nowhere/a.sync.jsonc", text);
    let actions = ignores(&mut client, "file:///nowhere/a.sync.jsonc");
    let edit = &of_code(&actions, "PT024", "with a comment")["edit"];
    let after = apply(text, &edits(edit), false);
    let wanted = "{\r\n  // polytomic-lint-ignore PT024\r\n  \"mode\": \"upsert\",\r\n  \"name\": \"x\"\r\n}";
    assert_eq!(after, wanted);
    client.change("file:///nowhere/a.sync.jsonc", 2, json!([{"text": after}]));
    assert_eq!(codes(&client.pushed("file:///nowhere/a.sync.jsonc", 2)), ["PT004", "PT040"]);
    client.diagnose("file:///nowhere/a.sync.json", text);
    let actions = ignores(&mut client, "file:///nowhere/a.sync.json");
    assert!(
        actions
            .iter()
            .all(|action| { !action["title"].as_str().expect("a title").contains("comment") })
    );
    client.diagnose("file:///nowhere/b.sync.jsonc", "{\"a\" 1}");
    let actions = ignores(&mut client, "file:///nowhere/b.sync.jsonc");
    assert!(!json!(actions).to_string().contains("PT001"));
    client.end();
}

#[test]
fn an_entry_of_the_configuration_ignores_one_place() {
    let folder = folder();
    let config = folder.path().join("polytomic-lint.toml");
    let path = folder.path().join("[odd] é/a.sync.json");
    write(&path, BODY);
    let body = uri(&path).replace('[', "%5B").replace(']', "%5D").replace(' ', "%20");
    write(&config, "strict = true");
    let mut client = Client::new(&able());
    assert!(codes(&client.diagnose(&body, BODY)).contains(&"PT024"));
    let actions = ignores(&mut client, &body);
    let action = of_code(&actions, "PT024", "in polytomic-lint.toml");
    assert_eq!(
        action["edit"]["documentChanges"][0]["textDocument"],
        json!({"uri": uri(&config), "version": null})
    );
    let after = apply("strict = true", &edits(&action["edit"]), false);
    assert_eq!(
        after,
        "strict = true\n\n[[ignore]]\nrule = \"PT024\"\npointer = \"/mode\"\npaths = [\"/[[]odd[]] é/a.sync.json\"]\n"
    );
    write(&config, &after);
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": []}));
    let items = client.pushed(&body, 1);
    assert!(!codes(&items).contains(&"PT024") && codes(&items).contains(&"PT073"), "{items:?}");
    client.end();
}

#[test]
fn a_configuration_is_made_only_by_clients_that_can() {
    let folder = folder();
    let root = uri(folder.path());
    let body = uri(&folder.path().join("deep/a.sync.json"));
    let mut client = Client::with(json!({"rootUri": root, "capabilities": able()}));
    client.diagnose(&body, BODY);
    let actions = ignores(&mut client, &body);
    let edit = &of_code(&actions, "PT024", "in polytomic-lint.toml")["edit"]["documentChanges"];
    assert_eq!(edit[0]["kind"], "create");
    assert_eq!(edit[0]["uri"], format!("{root}/polytomic-lint.toml"));
    let text = edit[1]["edits"][0]["newText"].as_str().expect("a text");
    assert!(text.ends_with("paths = [\"/deep/a.sync.json\"]\n"), "{text}");
    client.end();
    let plain = [("/workspace/workspaceEdit", json!({"documentChanges": true}))];
    let mut client = Client::new(&able_but(&plain));
    client.diagnose(&body, BODY);
    assert_eq!(ignores(&mut client, &body), Vec::<Value>::new());
    client.diagnose("untitled:a.sync.json", BODY);
    assert_eq!(ignores(&mut client, "untitled:a.sync.json"), Vec::<Value>::new());
    client.end();
}

/// A configuration after the entry that ignores PT024 in a body beside it, and what is found then.
fn ignored(config: &str, name: &str) -> (String, Vec<Value>) {
    let folder = folder();
    let place = folder.path().join("polytomic-lint.toml");
    let body = uri(&folder.path().join(name)).replace('\u{7f}', "%7F").replace(' ', "%20");
    write(&place, config);
    let mut client = Client::new(&able());
    client.diagnose(&body, BODY);
    let actions = ignores(&mut client, &body);
    let action = of_code(&actions, "PT024", "in polytomic-lint.toml");
    let after = apply(config, &edits(&action["edit"]), false);
    write(&place, &after);
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": []}));
    let items = client.pushed(&body, 1);
    assert!(!client.got("window/showMessage"), "{after}");
    client.end();
    (after, items)
}

#[test]
fn an_entry_fits_into_the_list_that_is_there() {
    let entry = r#"{ rule = "PT024", pointer = "/mode", paths = ["/a.sync.json"] }"#;
    for (config, wanted) in [
        ("ignore = []", "ignore = [@]"),
        ("ignore = [ ] # none\nstrict = true\n", "ignore = [@ ] # none\nstrict = true\n"),
        ("ignore = [{ rule = \"PT031\" }]\n", "ignore = [@, { rule = \"PT031\" }]\n"),
        (
            "ignore = [\n  { rule = \"PT031\" }, # known\n]\n[rules]\n",
            "ignore = [\n  @,\n  { rule = \"PT031\" }, # known\n]\n[rules]\n",
        ),
        (
            "ignore = [ # known\n  { rule = \"PT031\" }]\n",
            "ignore = [@,  # known\n  { rule = \"PT031\" }]\n",
        ),
    ] {
        let (after, items) = ignored(config, "a.sync.json");
        assert_eq!(after, wanted.replace('@', entry));
        assert!(!codes(&items).contains(&"PT024"), "{after}: {items:?}");
    }
    let (after, items) = ignored("[[ignore]]\r\nrule = \"PT031\"\r\n", "a.sync.json");
    assert!(after.contains("\r\n\r\n[[ignore]]\r\nrule = \"PT024\"\r\n"), "{after:?}");
    assert!(!codes(&items).contains(&"PT024"), "{after}: {items:?}");
}

#[test]
#[cfg(unix)]
fn an_entry_for_a_file_with_an_odd_name_can_be_read() {
    let (after, items) = ignored("", "a \u{7f}.sync.json");
    assert!(!after.contains('\u{7f}') && !codes(&items).contains(&"PT024"), "{after:?}");
}

#[test]
fn no_entry_is_offered_where_it_would_do_nothing_or_harm() {
    let folder = folder();
    let config = folder.path().join("polytomic-lint.toml");
    let body = uri(&folder.path().join("a.sync.json"));
    write(&config, "");
    let mut client = Client::new(&able());
    client.diagnose(&body, BODY);
    assert!(!ignores(&mut client, &body).is_empty());
    // Good on disk, broken in its editor.
    for broken in ["ignore = [", "strict = 1", "[[ignore]]\n", "a = \"\"\"\n"] {
        client.open(&uri(&config), "toml", broken);
        assert_eq!(ignores(&mut client, &body), Vec::<Value>::new(), "{broken}");
        client.notify("textDocument/didClose", json!({"textDocument": {"uri": uri(&config)}}));
    }
    client.end();
    // A configuration from elsewhere has no name for the file.
    write(&folder.path().join("ci/lint.toml"), "");
    let mut client = Client::with(json!({
        "rootUri": uri(folder.path()),
        "capabilities": able(),
        "initializationOptions": {"config": "ci/lint.toml"},
    }));
    client.diagnose(&body, BODY);
    assert_eq!(ignores(&mut client, &body), Vec::<Value>::new());
    let inside = uri(&folder.path().join("ci/a.sync.json"));
    client.diagnose(&inside, BODY);
    let action = of_code(&ignores(&mut client, &inside), "PT024", "in lint.toml").clone();
    let text = edits(&action["edit"]);
    assert!(apply("", &text, false).ends_with("paths = [\"/a.sync.json\"]\n"));
    // A line that begins within a comment can have no other before it.
    let text = "{ /* one\ntwo */ \"mode\": \"upsert\"}";
    client.open("file:///nowhere/a.sync.jsonc", "jsonc", text);
    let actions = json!(ignores(&mut client, "file:///nowhere/a.sync.jsonc")).to_string();
    assert!(actions.contains("PT004") && !actions.contains("PT024"), "{actions}");
    client.end();
}

#[test]
fn settings_that_are_not_understood_are_reported() {
    let mut client = Client::with(json!({
        "capabilities": able(),
        "initializationOptions": {
            "apiVersion": "2020-01-01", "strikt": true, "strict": 1, "select": ["PT0244", "PT024"],
            "ignore": "PT031", "config": null, "showsPages": true,
        },
    }));
    for wanted in [
        "unknown API version `2020-01-01`",
        "unknown setting `strikt`; did you mean `strict`?",
        "`strict` should be `true` or `false`",
        "unknown rule or group `PT0244`",
        "`ignore` should be an array of strings",
    ] {
        let reported = client.find(|message| {
            let text = message["params"]["message"].as_str().unwrap_or_default();
            message["method"] == "window/showMessage" && text.contains(wanted)
        });
        assert_eq!(reported["params"]["type"], 2);
    }
    assert!(!client.got("window/showMessage"), "nothing else");
    client.end();
}

/// The globs that the client is asked to watch, as it is asked.
fn watched(client: &mut Client) -> Value {
    let asked = client.find(|message| message["method"] == "client/registerCapability");
    client.send_body(&json!({"jsonrpc": "2.0", "id": asked["id"], "result": null}).to_string());
    asked["params"]["registrations"][0]["registerOptions"]["watchers"].clone()
}

#[test]
fn what_decides_on_a_body_is_watched_whatever_it_is_called() {
    let folder = folder();
    let at = |path: &str| folder.path().join(path);
    write(&at("ci/lint[1].toml"), "baseline = \"old.json\"\n");
    let body = uri(&at("a.sync.json"));
    for relative in [true, false] {
        let watching = json!({"dynamicRegistration": true, "relativePatternSupport": relative});
        let mut client = Client::with(json!({
            "rootUri": uri(folder.path()),
            "capabilities": able_but(&[("/workspace/didChangeWatchedFiles", watching)]),
            "initializationOptions": {"config": "ci/lint[1].toml"},
        }));
        assert_eq!(watched(&mut client), json!([{"globPattern": "**/polytomic-lint.toml"}]));
        assert!(codes(&client.diagnose(&body, BODY)).contains(&"PT024"));
        let place = |name: &str| match relative {
            true => json!({"baseUri": uri(&at("ci")), "pattern": name}),
            false => format!("{}/{name}", at("ci").display()).into(),
        };
        let wanted = ["lint?1?.toml", "old.json"].map(|name| json!({"globPattern": place(name)}));
        assert_eq!(watched(&mut client), json!(wanted));

        let mut baseline = polytomic_lint::Baseline::default();
        baseline.update("../a.sync.json", polytomic_lint::lint(BODY).findings(), |_| false);
        write(&at("ci/old.json"), &baseline.to_string());
        let change = json!({"changes": [{"uri": uri(&at("ci/old.json")), "type": 1}]});
        client.notify("workspace/didChangeWatchedFiles", change);
        assert!(!codes(&client.pushed(&body, 1)).contains(&"PT024"));
        std::fs::remove_file(at("ci/old.json")).expect("removed");
        let change = json!({"changes": [{"uri": uri(&at("ci/old.json")), "type": 3}]});
        client.notify("workspace/didChangeWatchedFiles", change);
        assert!(codes(&client.pushed(&body, 1)).contains(&"PT024"));
        assert!(!client.got("client/registerCapability"), "once");

        // It is a configuration in its editor too, and holds when it is saved.
        let config = uri(&at("ci/lint[1].toml")).replace('[', "%5B").replace(']', "%5D");
        assert_eq!(client.diagnose(&config, "strict = 1")[0]["source"], "polytomic-lint");
        write(&at("ci/lint[1].toml"), "baseline = \"old.json\"\n[rules]\nPT024 = \"off\"\n");
        client.notify("textDocument/didSave", json!({"textDocument": {"uri": config}}));
        assert!(!codes(&client.pushed(&body, 1)).contains(&"PT024"));
        write(&at("ci/lint[1].toml"), "baseline = \"old.json\"\n");
        client.end();
    }
}

#[test]
fn folders_that_are_added_later_count() {
    let (first, second) = (folder(), folder());
    let folders = json!([{"uri": uri(first.path()), "name": "one"}]);
    let creates = [("/workspace/workspaceEdit/resourceOperations", json!(["create"]))];
    let mut client =
        Client::with(json!({"capabilities": able_but(&creates), "workspaceFolders": folders}));
    let added = json!([{"uri": uri(second.path()), "name": "two"}]);
    let event = json!({"event": {"added": added, "removed": []}});
    client.notify("workspace/didChangeWorkspaceFolders", event);
    let body = uri(&second.path().join("syncs/a.sync.json"));
    client.diagnose(&body, BODY);
    let actions = client.actions(&body, &whole(), Some(&["polytomic-lint.ignore"]));
    let made = actions.iter().find_map(|action| {
        let changes = action["edit"]["documentChanges"].as_array()?;
        changes.iter().find(|change| change["kind"] == "create")
    });
    assert_eq!(made.expect("a new file")["uri"], uri(&second.path().join("polytomic-lint.toml")));
    client.end();
}

#[test]
fn settings_that_change_are_taken_up() {
    let mut client = Client::new(&able());
    let body = "file:///a.sync.json";
    assert!(codes(&client.diagnose(body, BODY)).contains(&"PT024"));
    let change = |settings: Value| json!({"settings": settings});
    let ignoring = json!({"polytomic-lint": {"ignore": ["PT024"]}});
    client.notify("workspace/didChangeConfiguration", change(ignoring));
    assert!(!codes(&client.pushed(body, 1)).contains(&"PT024"));
    client.notify("workspace/didChangeConfiguration", change(json!({})));
    client.notify("workspace/didChangeConfiguration", change(Value::Null));
    assert!(!client.got("textDocument/publishDiagnostics"), "nothing is set");
    client.notify("workspace/didChangeConfiguration", change(json!({"ignore": [], "strikt": 1})));
    client.find(|message| message["method"] == "window/showMessage");
    assert!(codes(&client.pushed(body, 1)).contains(&"PT024"));
    client.end();
}

#[test]
#[cfg(unix)]
fn the_server_ends_when_the_process_that_started_it_is_gone() {
    let mut parent = std::process::Command::new("true").spawn().expect("a process");
    let id = parent.id();
    parent.wait().expect("its end");
    let client = Client::with(json!({"capabilities": able(), "processId": id}));
    assert_eq!(client.wait(), polytomic_lint::lsp::Ending::Cut);
}
