//! What is shown: the same as on the command line, at the same places, on the right documents.

use polytomic_lint::{Linter, Severity, Source};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::client::{Client, able, able_but, offset, position, utf8};

const URI: &str = "file:///é/a.sync.json";
const BODY: &str = "{\n  \"name\": \"Zürich 😀\", \"mode\": \"upsert\",\r\n  \"fields\": [\r],\n  \"schedule\": {\"frequency\": \"daily\"},\n  \"target\": {\"connection_id\": \"5f2d9a1c-3b7e-4d68-9c10-8e4a6b2f7d35\", \"object\": \"A\", \"create\": {}},\n  \"filter_logic\": \"A and é\"\n}\n";

fn pulling() -> Value {
    able_but(&[("/textDocument/diagnostic", json!({}))])
}

/// What the command line has to say, as code, level and byte range.
fn expected(name: &str, text: &str) -> Vec<(String, i64, usize, usize, String)> {
    let report = Linter::builder()
        .pedantic(true)
        .build()
        .expect("known rules")
        .lint(&Source::new(name, text));
    report
        .findings()
        .iter()
        .map(|f| {
            let level = match f.severity {
                Severity::Error => 1,
                Severity::Warning => 2,
                _ => 4,
            };
            let span = (f.span.start as usize, f.span.end as usize);
            (f.code.to_owned(), level, span.0, span.1, f.message.clone())
        })
        .collect()
}

/// What the editor was given, as the same.
fn shown(text: &str, items: &[Value], utf8: bool) -> Vec<(String, i64, usize, usize, String)> {
    items
        .iter()
        .map(|item| {
            let at = |end: &str| {
                let found = offset(text, &item["range"][end], utf8);
                assert_eq!(position(text, found, utf8), item["range"][end], "{item}");
                found
            };
            let message = item["message"].as_str().expect("a text");
            (
                item["code"].as_str().expect("a code").to_owned(),
                item["severity"].as_i64().expect("a number"),
                at("start"),
                at("end"),
                message.lines().next().unwrap_or_default().to_owned(),
            )
        })
        .collect()
}

#[test]
fn everything_the_command_line_shows_is_shown_at_the_same_places() {
    assert!(expected("a.sync.json", BODY).len() > 5);
    for utf8_wanted in [false, true] {
        let capabilities = if utf8_wanted { able_but(&[utf8()]) } else { able() };
        let mut client = Client::new(&capabilities);
        let items = client.diagnose(URI, BODY);
        assert_eq!(shown(BODY, &items, utf8_wanted), expected("a.sync.json", BODY));
        client.end();
    }
}

#[test]
fn the_help_second_places_and_tags_come_along() {
    let mut client = Client::new(&able());
    let items = client.diagnose(URI, BODY);
    let find = |code: &str| items.iter().find(|item| item["code"] == code).expect("a diagnostic");
    let mode = find("PT024");
    assert_eq!(mode["source"], "polytomic-lint");
    assert!(mode["message"].as_str().expect("a text").lines().count() > 1);
    let both = find("PT030");
    assert_eq!(both["relatedInformation"][0]["location"]["uri"], URI);
    assert_eq!(find("PT012")["tags"], json!([2]));
    assert_eq!(find("PT012")["severity"], 4);
    client.end();
    let none = [
        ("/textDocument/publishDiagnostics/relatedInformation", json!(false)),
        ("/textDocument/publishDiagnostics/tagSupport", json!(null)),
    ];
    let mut client = Client::new(&able_but(&none));
    for item in client.diagnose(URI, BODY) {
        assert_eq!((item.get("relatedInformation"), item.get("tags")), (None, None));
    }
    client.end();
}

#[test]
fn a_client_that_pulls_gets_no_push_and_one_that_does_not_is_cleared_on_close() {
    let mut client = Client::new(&pulling());
    client.open(URI, "json", BODY);
    let pull = |client: &mut Client, previous: &Value| {
        let document = json!({"uri": URI});
        let params = json!({"textDocument": document, "previousResultId": previous});
        client.request("textDocument/diagnostic", params)
    };
    let full = pull(&mut client, &Value::Null);
    assert_eq!(full["kind"], "full");
    let items = full["items"].as_array().expect("a list");
    assert_eq!(shown(BODY, items, false), expected("a.sync.json", BODY));
    let same = pull(&mut client, &full["resultId"]);
    assert_eq!(same, json!({"kind": "unchanged", "resultId": full["resultId"]}));
    client.change(URI, 2, json!([{"text": "{"}]));
    let other = pull(&mut client, &full["resultId"]);
    assert_eq!(other["kind"], "full");
    let unknown = json!({"textDocument": {"uri": "file:///unknown.sync.json"}});
    assert_eq!(client.request("textDocument/diagnostic", unknown)["items"], json!([]));
    client.notify("textDocument/didClose", json!({"textDocument": {"uri": URI}}));
    assert!(!client.got("textDocument/publishDiagnostics"));
    client.end();

    let mut client = Client::new(&able());
    assert!(!client.diagnose(URI, BODY).is_empty());
    client.notify("textDocument/didClose", json!({"textDocument": {"uri": URI}}));
    assert_eq!(client.pushed(URI, 1), Vec::<Value>::new());
    client.end();
}

#[test]
fn only_bodies_are_linted() {
    let mut client = Client::new(&able());
    let half = r#"{"name": "a", "mode": "b", "target": {}}"#;
    let cases = [
        ("file:///a.sync.json", "json", "{}", true),
        ("file:///a.sync.jsonc", "jsonc", "{} // fine", true),
        ("file:///package.json", "json", r#"{"name": "a", "mode": "b"}"#, false),
        ("file:///body.json", "json", half, true),
        ("file:///body.json?x#y", "json", half, true),
        ("untitled:Untitled-1", "json", half, true),
        ("untitled:Untitled-2", "plaintext", half, false),
        ("untitled:Untitled-3", "polytomic-sync", "{}", true),
        ("file:///body.txt", "plaintext", half, false),
        ("file:///broken.json", "json", r#"{"name": "a" "mode": "b", "target": {"#, true),
        ("file:///list.json", "json", "[{\"name\": 1, \"mode\": 1, \"target\": 1}]", false),
    ];
    for (uri, language, text, linted) in cases {
        client.open(uri, language, text);
        if linted {
            assert!(!client.pushed(uri, 1).is_empty(), "{uri}");
        } else {
            assert!(!client.got("textDocument/publishDiagnostics"), "{uri}");
        }
    }
    client.change("file:///body.json", 2, json!([{"text": "{\"a\": 1}"}]));
    assert_eq!(client.pushed("file:///body.json", 2), Vec::<Value>::new());
    client.end();
}

#[test]
fn the_name_decides_on_comments() {
    let mut client = Client::new(&able());
    let text = r#"{"name": "a", "mode": "create", "target": {}, /* x */ "a": 1,}"#;
    let mut comments = |uri: &str, language: &str| {
        client.open(uri, language, text);
        client.pushed(uri, 1).iter().filter(|item| item["code"] == "PT013").count()
    };
    assert_eq!(comments("file:///a.sync.json", "jsonc"), 1);
    assert_eq!(comments("file:///a.sync.jsonc", "json"), 0);
    assert_eq!(comments("untitled:Untitled-1", "jsonc"), 0);
    client.end();
}

#[test]
fn of_many_keystrokes_the_last_is_shown() {
    let mut client = Client::new(&able());
    client.open(URI, "json", BODY);
    for version in 2..400 {
        let end = json!({"line": 0, "character": 0});
        let change = json!({"range": {"start": end, "end": end}, "text": " "});
        client.change(URI, version, json!([change]));
    }
    let text = " ".repeat(398) + BODY;
    assert_eq!(shown(&text, &client.pushed(URI, 399), false), expected("a.sync.json", &text));
    client.end();
}

#[test]
fn a_document_that_is_too_large_is_refused_with_words() {
    let mut client = Client::new(&able());
    let text = " ".repeat(101 * 1024 * 1024);
    let items = client.diagnose(URI, &text);
    assert!(items[0]["message"].as_str().expect("a text").contains("larger than 100 MiB"));
    assert_eq!(items[0]["severity"], 3);
    assert_eq!(client.find(|m| m["method"] == "window/showMessage")["params"]["type"], 2);
    client.change(URI, 2, json!([{"text": "{}"}]));
    assert_eq!(client.pushed(URI, 2)[0]["code"], "PT004");
    client.end();
}

#[test]
fn odd_positions_of_edits_damage_nothing() {
    let at = |line: i64, character: f64| json!({"line": line, "character": character});
    let cases = [
        (at(0, 99.0), at(0, 99.0), "ab!\ncd\n"),
        (at(9, 0.0), at(10, 0.0), "ab\ncd\n!"),
        (at(0, 1.0), at(99, 99.0), "a!"),
        (at(1, 2.0), at(0, 1.0), "ab\ncd!\n"),
        (at(-3, -1.0), at(-3, 1.0), "!b\ncd\n"),
        (at(0, 1.0), at(0, 1.7e308), "a!\ncd\n"),
        (at(0, 1.0), at(5_000_000_000, 0.0), "a!"),
    ];
    for (start, end, after) in cases {
        let mut client = Client::new(&able());
        client.diagnose(URI, "ab\ncd\n");
        let change = json!({"range": {"start": start, "end": end}, "text": "!"});
        client.change(URI, 2, json!([change]));
        let items = client.pushed(URI, 2);
        assert_eq!(shown(after, &items, false), expected("a.sync.json", after), "{change}");
        client.end();
    }
}

/// Pieces that meet in every way: characters of every width, line ends, brackets, mistakes.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        "[ -~éß€😀\n\r]{0,6}",
        prop::sample::select(vec!["\r\n", "\"mode\": ", "{", "}", "\"", "\\u00e9", ", ,", ""])
            .prop_map(str::to_owned),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn the_server_has_the_text_that_the_editor_has(
        edits in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), piece()), 1..12),
        utf8_wanted in any::<bool>(),
    ) {
        let capabilities = if utf8_wanted { able_but(&[utf8()]) } else { able() };
        let mut client = Client::new(&capabilities);
        let mut text = BODY.to_owned();
        client.diagnose(URI, &text);
        for (version, (from, to, new)) in (2..).zip(&edits) {
            let pick = |index: &prop::sample::Index| text.floor_char_boundary(index.index(text.len() + 1));
            // No client can name a place between CR and LF.
            let sane = |at: usize| if text[..at].ends_with('\r') && text[at..].starts_with('\n') { at - 1 } else { at };
            let (from, to) = (sane(pick(from)), sane(pick(to)));
            let (from, to) = (from.min(to), from.max(to));
            let range = json!({
                "start": position(&text, from, utf8_wanted),
                "end": position(&text, to, utf8_wanted),
            });
            text.replace_range(from..to, new);
            client.change(URI, version, json!([{"range": range, "text": new}]));
        }
        let items = client.pushed(URI, 1 + i64::try_from(edits.len()).expect("few edits"));
        prop_assert_eq!(shown(&text, &items, utf8_wanted), expected("a.sync.json", &text));
        client.end();
    }
}
