//! Saved responses in the editor: what is offered, what is shown, and that changes are seen.

use std::path::Path;

use serde_json::{Value, json};

use crate::client::{Client, able, able_but, apply, cursor};

const ACCOUNT: &str =
    include_str!("../../examples/metadata/5f2d9a1c-3b7e-4d68-9c10-8e4a6b2f7d35-Account.json");
const OBJECTS: &str =
    include_str!("../../examples/metadata/5f2d9a1c-3b7e-4d68-9c10-8e4a6b2f7d35-objects.json");
const CUSTOMERS: &str =
    include_str!("../../examples/metadata/a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25.json");
const TARGET: &str =
    r#""target": {"connection_id": "5f2d9a1c-3b7e-4d68-9c10-8e4a6b2f7d35", "object": "Account"}"#;
const MODEL: &str = r#""model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25""#;

struct World {
    folder: tempfile::TempDir,
    client: Client,
}

fn uri(path: &Path) -> String {
    format!("file://{}", path.display())
}

impl World {
    fn new(capabilities: &Value) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::create_dir(folder.path().join("polytomic")).expect("made");
        let world = Self { folder, client: Client::new(capabilities) };
        world.write("polytomic-lint.toml", "metadata = [\"polytomic/\"]\n");
        world.write("polytomic/Account.json", ACCOUNT);
        world.write("polytomic/objects.json", OBJECTS);
        world.write("polytomic/customers.json", CUSTOMERS);
        world
    }

    fn write(&self, name: &str, text: &str) {
        std::fs::write(self.folder.path().join(name), text).expect("written");
    }

    fn uri(&self, name: &str) -> String {
        uri(&self.folder.path().join(name))
    }

    /// The items at the cursor, in order, and the text without it.
    fn complete(&mut self, text: &str) -> (String, Vec<Value>) {
        let (text, position) = cursor(text);
        let uri = self.uri("a.sync.json");
        self.client.open(&uri, "json", &text);
        let params = json!({"textDocument": {"uri": uri}, "position": position});
        let mut items = self.client.request("textDocument/completion", params);
        let items = items.as_array_mut().expect("a list");
        items.sort_by_key(|item| item["sortText"].as_str().expect("an order").to_owned());
        (text, items.clone())
    }

    fn labels(&mut self, text: &str) -> Vec<String> {
        let (_, items) = self.complete(text);
        items.iter().map(|item| item["label"].as_str().unwrap_or_default().to_owned()).collect()
    }

    fn hover(&mut self, text: &str) -> String {
        let (text, position) = cursor(text);
        let uri = self.uri("a.sync.json");
        self.client.open(&uri, "json", &text);
        let params = json!({"textDocument": {"uri": uri}, "position": position});
        let hover = self.client.request("textDocument/hover", params);
        hover["contents"]["value"].as_str().unwrap_or_default().to_owned()
    }
}

#[test]
fn both_sides_of_a_mapping() {
    let mut world = World::new(&able());
    let fields = |mapping: &str| format!("{{{TARGET}, \"fields\": [{mapping}]}}");
    let (text, items) = world.complete(&fields("{\"target\": \"|\"}"));
    assert_eq!(items[0]["label"], "Name", "required ones come first");
    assert_eq!(items[0]["detail"], "Account name, string, required");
    let email = items.iter().find(|item| item["label"] == "Email__c").expect("a field");
    assert_eq!(email["detail"], "Email, email");
    assert!(email["filterText"].as_str().expect("a filter").contains("Email, email"));
    assert!(
        email["documentation"]["value"].as_str().expect("a text").contains("supports identities")
    );
    assert!(!items.iter().any(|item| item["label"] == "CreatedDate"), "read-only");
    let taken = apply(&text, &json!([email["textEdit"]]), false);
    assert_eq!(taken, fields("{\"target\": \"Email__c\"}"));
    // What is mapped comes last.
    let labels = world.labels(&fields("{\"target\": \"Name\"}, {\"target\": |}"));
    assert_eq!(labels.last().map(String::as_str), Some("Name"));
    let (_, items) =
        world.complete(&fields(&format!("{{\"source\": {{{MODEL}, \"field\": \"|\"}}}}")));
    let found: Vec<_> =
        items.iter().map(|it| (it["label"].as_str(), it["detail"].as_str())).collect();
    assert_eq!(found[1], (Some("email"), Some("Email, string, unique")));
    // Where the document is broken at the cursor, too.
    assert!(
        world
            .labels(&format!("{{{TARGET}, \"fields\": [{{\"target\": |"))
            .contains(&"Name".to_owned())
    );
    world.client.end();
}

#[test]
fn modes_functions_values_and_what_is_created() {
    let mut world = World::new(&able());
    let with = |text: &str| format!("{{{TARGET}, {text}}}");
    assert_eq!(world.labels(&with("\"mode\": \"|\"")), ["create", "update", "updateOrCreate"]);
    let filter = |text: &str| {
        with(&format!(
            "\"target_filters\": {{\"conditions\": [{{\"field\": \"Industry\", {text}}}]}}"
        ))
    };
    assert_eq!(
        world.labels(&filter("\"function\": \"|\"")),
        ["Equality", "StringOneOf", "IsNull", "IsNotNull"]
    );
    assert_eq!(
        world.labels(&filter("\"function\": \"Equality\", \"value\": |")),
        ["Banking", "Energy", "Media"]
    );
    let identity = |text: &str| with(&format!("\"identity\": {{{text}}}"));
    assert_eq!(world.labels(&identity("\"target\": \"|\"")), ["Email__c"]);
    assert_eq!(
        world.labels(&identity("\"target\": \"Email__c\", \"function\": \"|\"")),
        ["Equality"]
    );
    let create = |text: &str| {
        format!(
            "{{\"target\": {{\"connection_id\": \"5f2d9a1c-3b7e-4d68-9c10-8e4a6b2f7d35\", \"create\": {{{text}}}}}}}"
        )
    };
    assert_eq!(world.labels(&create("|")), ["name", "account"]);
    assert_eq!(world.labels(&create("\"account\": |")), ["act_42", "act_43"]);
    assert_eq!(world.labels(&with("\"x\": 1").replace("\"Account\"", "\"|\"")), ["Account"]);
    world.client.end();
}

#[test]
fn hover_tells_label_type_and_what_it_can_do() {
    let mut world = World::new(&able());
    let text = format!(
        "{{{TARGET}, \"mode\": \"update\", \"fields\": [{{\"source\": {{{MODEL}, \"field\": \"email\"}}, \"target\": \"Source__c\"}}]}}"
    );
    let field = world.hover(&text.replace("Source__c", "Sou|rce__c"));
    for part in ["**`Source__c`**: First source, string", "cannot be updated", "PT141"] {
        assert!(field.contains(part), "{part} is not in {field}");
    }
    assert!(
        world.hover(&text.replace("\"email\"", "\"em|ail\"")).contains("Email, string, unique")
    );
    let mode = world.hover(&text.replace("\"update\"", "\"up|date\""));
    assert!(
        mode.contains("On this target, it needs an identity, supports Target filters"),
        "{mode}"
    );
    world.client.end();
}

#[test]
fn a_change_of_a_response_is_seen() {
    let watching = [("/workspace/didChangeWatchedFiles", json!({"dynamicRegistration": true}))];
    let mut world = World::new(&able_but(&watching));
    let text = format!(
        "{{\"name\": \"a\", \"mode\": \"create\", \"schedule\": {{\"frequency\": \"manual\"}}, {TARGET}, \"fields\": [{{\"source\": {{{MODEL}, \"field\": \"email\"}}, \"target\": \"Nmae\"}}]}}"
    );
    let body = world.uri("a.sync.json");
    let codes = |items: &[Value]| -> Vec<String> {
        items.iter().filter_map(|item| Some(item["code"].as_str()?.to_owned())).collect()
    };
    assert!(codes(&world.client.diagnose(&body, &text)).contains(&"PT141".to_owned()));
    let asked = world.client.find(|message| {
        message["method"] == "client/registerCapability"
            && message.to_string().contains("polytomic/**/*.json")
    });
    assert_eq!(asked["params"]["registrations"][0]["method"], "workspace/didChangeWatchedFiles");
    world.write("polytomic/Account.json", &ACCOUNT.replace("\"Name\"", "\"Nmae\""));
    let change = json!({"changes": [{"uri": world.uri("polytomic/Account.json"), "type": 2}]});
    world.client.notify("workspace/didChangeWatchedFiles", change);
    assert!(!codes(&world.client.pushed(&body, 1)).contains(&"PT141".to_owned()));
    // What is wrong with one is shown.
    world.write("polytomic/Account.json", "{");
    let saved = json!({"textDocument": {"uri": world.uri("polytomic/Account.json")}});
    world.client.notify("textDocument/didSave", saved.clone());
    world.client.open(&world.uri("polytomic/Account.json"), "json", "{");
    world.client.notify("textDocument/didSave", saved);
    let reported = world.client.find(|message| message["method"] == "window/showMessage");
    assert!(
        reported["params"]["message"].as_str().expect("a text").contains("Account.json:1:"),
        "{reported}"
    );
    world.client.end();
}
