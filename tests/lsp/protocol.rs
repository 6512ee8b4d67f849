//! JSON-RPC: order, errors, endings, and messages that are none.

use polytomic_lint::lsp::Ending;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::client::{Client, able, able_but, utf8};

const URI: &str = "file:///a.sync.json";

#[test]
fn what_comes_before_initialize_and_after_shutdown_is_refused() {
    let mut client = Client::silent();
    assert_eq!(client.refused("textDocument/hover", json!({}))["code"], -32002);
    client.notify("textDocument/didOpen", json!({}));
    client.request("initialize", json!({"capabilities": {}}));
    assert_eq!(client.refused("initialize", json!({"capabilities": {}}))["code"], -32600);
    assert_eq!(client.refused("textDocument/unheardOf", json!({}))["code"], -32601);
    assert_eq!(client.refused("textDocument/codeAction", json!({"range": 1}))["code"], -32602);
    client.request("shutdown", Value::Null);
    assert_eq!(client.refused("textDocument/hover", json!({}))["code"], -32600);
    client.notify("exit", Value::Null);
    assert_eq!(client.wait(), Ending::Orderly);
}

#[test]
fn an_end_without_shutdown_is_none_in_good_order() {
    let mut client = Client::new(&able());
    client.notify("exit", Value::Null);
    assert_eq!(client.wait(), Ending::Cut);
    assert_eq!(Client::new(&able()).hang_up(), Ending::Cut);
    assert_eq!(Client::silent().hang_up(), Ending::Cut);
    let mut client = Client::new(&able());
    client.request("shutdown", Value::Null);
    assert_eq!(client.hang_up(), Ending::Orderly);
}

#[test]
fn what_is_no_message_is_answered_and_the_conversation_goes_on() {
    let mut client = Client::new(&able());
    let deep = "[".repeat(200_000);
    let bodies = [("{", -32700), ("\u{0}", -32700), ("[]", -32600), ("{}", -32600), ("7", -32600)];
    for (body, code) in bodies.into_iter().chain([(deep.as_str(), -32700)]) {
        client.send_body(body);
        let answer = client.find(|message| message["id"].is_null() && message["error"].is_object());
        assert_eq!(answer["error"]["code"], code, "{body:.20}");
    }
    client.send_bytes(b"Content-Length: 3\r\n\r\n\xff\xfe\xfd");
    assert_eq!(
        client.find(|m| m["id"].is_null() && m["error"].is_object())["error"]["code"],
        -32700
    );
    for header in ["Content-Length: abc\r\n\r\n", "Content-Type: x\r\n\r\n", "\n:\n\n"] {
        client.send_bytes(header.as_bytes());
        let answer = client.find(|message| message["id"].is_null() && message["error"].is_object());
        assert_eq!(answer["error"]["code"], -32700, "{header}");
    }
    client.send_bytes(b"Content-Length: 999999999999\r\n\r\n");
    assert_eq!(
        client.find(|m| m["id"].is_null() && m["error"].is_object())["error"]["code"],
        -32600
    );
    assert_eq!(client.find(|m| m["method"] == "window/showMessage")["params"]["type"], 1);
    let ids = [json!("text"), json!(7), json!(9_007_199_254_740_993_i64)];
    for id in ids {
        let request = json!({"jsonrpc": "2.0", "id": id, "method": "nothing"});
        client.send_body(&request.to_string());
        client.find(|message| message["id"] == id);
    }
    client.end();
}

#[test]
fn answers_to_the_server_and_unknown_notifications_are_taken() {
    let mut client = Client::new(&able());
    client.send_body(r#"{"jsonrpc": "2.0", "id": "x", "result": null}"#);
    client.send_body(r#"{"jsonrpc": "2.0", "id": "x", "error": {"code": 1, "message": ""}}"#);
    client.notify("$/setTrace", json!({"value": "off"}));
    client.notify("textDocument/didChange", json!({"textDocument": {"uri": URI}}));
    client.change("file:///never-opened", 2, json!([{"text": "x"}]));
    client.end();
}

#[test]
fn the_unit_of_positions_is_agreed_on() {
    let encoding = |capabilities: &Value| {
        let mut client = Client::silent();
        let answer = client.request("initialize", json!({"capabilities": capabilities}));
        answer["capabilities"]["positionEncoding"].clone()
    };
    assert_eq!(encoding(&able()), "utf-16");
    assert_eq!(encoding(&able_but(&[utf8()])), "utf-8");
    let odd = json!({"general": {"positionEncodings": "utf-8"}, "textDocument": 7});
    assert_eq!(encoding(&odd), "utf-16");
}

/// Editors have a formatter, folding, and colors for JSON, which a server that had its own would take
/// the place of.
#[test]
fn what_editors_do_with_every_json_is_left_to_them() {
    let mut client = Client::silent();
    let answer = client.request("initialize", json!({"capabilities": able()}));
    let capabilities = answer["capabilities"].as_object().expect("capabilities");
    assert!(capabilities.contains_key("hoverProvider"), "{capabilities:?}");
    for (name, _) in capabilities {
        for left in ["ormatting", "folding", "semanticTokens", "selectionRange", "color"] {
            assert!(!name.contains(left), "{name}");
        }
    }
}

#[test]
fn a_client_that_reads_nothing_and_goes_away_holds_nothing_up() {
    let mut client = Client::new(&able());
    for version in 0..200 {
        let uri = format!("file:///{version}.sync.json");
        client.open(&uri, "json", &"[".repeat(1000));
    }
    assert_eq!(client.hang_up(), Ending::Cut);
}

#[test]
fn a_request_that_waits_can_be_cancelled() {
    let pulling = [("/textDocument/diagnostic", json!({}))];
    let mut client = Client::new(&able_but(&pulling));
    // Both come before there is time to answer the first.
    let pull = json!({"jsonrpc": "2.0", "id": 77, "method": "textDocument/diagnostic", "params": {"textDocument": {"uri": URI}}});
    let cancel = json!({"jsonrpc": "2.0", "method": "$/cancelRequest", "params": {"id": 77}});
    let framed = |message: &Value| {
        let body = message.to_string();
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    };
    client.send_bytes((framed(&pull) + &framed(&cancel)).as_bytes());
    let answer = client.answer(77);
    let fine = answer["result"]["kind"] == "full" || answer["error"]["code"] == -32800;
    assert!(fine, "{answer}");
    client.end();
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_bring_it_down(
        noise in prop::collection::vec(prop_oneof![
            prop::collection::vec(any::<u8>(), 0..40),
            prop::sample::select(vec![
                &b"Content-Length: "[..], b"\r\n\r\n", b"\n\n", b"{\"id\": 1}", b"12", b"\"method\": \"exit\"",
                b"Content-Length: 18446744073709551615\r\n\r\n",
            ]).prop_map(<[u8]>::to_vec),
        ], 0..20),
    ) {
        let mut client = Client::new(&able());
        client.send_bytes(&noise.concat());
        prop_assert_eq!(client.hang_up(), Ending::Cut);
    }
}
