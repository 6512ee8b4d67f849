//! A client in the same process: it speaks to the server over pipes, as an editor does.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, PipeReader, PipeWriter, Read, Write, pipe};
use std::sync::mpsc::{Receiver, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use polytomic_lint::lsp::{Ending, serve};
use serde_json::{Value, json};

/// Longer than anything takes; only a test that fails waits for it.
const PATIENCE: Duration = Duration::from_mins(1);

pub(crate) struct Client {
    input: Option<PipeWriter>,
    incoming: Receiver<Value>,
    server: JoinHandle<Ending>,
    requests: i64,
    /// Messages of the server that nobody has asked for yet.
    unasked: VecDeque<Value>,
}

/// A client that can do most things, as the common editors.
pub(crate) fn able() -> Value {
    json!({
        "workspace": {
            "applyEdit": true,
            "workspaceEdit": {"documentChanges": true, "resourceOperations": ["create"]},
        },
        "textDocument": {
            "publishDiagnostics": {
                "relatedInformation": true,
                "versionSupport": true,
                "tagSupport": {"valueSet": [1, 2]},
            },
            "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}}},
            "completion": {"completionItem": {
                "snippetSupport": true,
                "documentationFormat": ["markdown", "plaintext"],
            }},
            "hover": {"contentFormat": ["markdown", "plaintext"]},
            "documentSymbol": {"hierarchicalDocumentSymbolSupport": true},
            "rename": {"prepareSupport": true},
        },
    })
}

/// `able`, with other values at some pointers.
pub(crate) fn able_but(changes: &[(&str, Value)]) -> Value {
    let mut capabilities = able();
    for (pointer, value) in changes {
        let (parent, key) = pointer.rsplit_once('/').expect("a pointer");
        let parent = parent.split('/').skip(1).fold(&mut capabilities, |at, key| &mut at[key]);
        parent[key] = value.clone();
    }
    capabilities
}

pub(crate) fn utf8() -> (&'static str, Value) {
    ("/general/positionEncodings", json!(["utf-16", "utf-8"]))
}

impl Client {
    /// A server that has not been spoken to.
    pub(crate) fn silent() -> Self {
        let (server_reads, input) = pipe().expect("a pipe");
        let (output, server_writes) = pipe().expect("a pipe");
        let server = std::thread::spawn(move || serve(server_reads, server_writes));
        let (sender, incoming) = channel();
        std::thread::spawn(move || {
            let mut output = BufReader::new(output);
            while let Some(message) = read(&mut output) {
                if sender.send(message).is_err() {
                    return;
                }
            }
        });
        let unasked = VecDeque::new();
        Self { input: Some(input), incoming, server, requests: 0, unasked }
    }

    /// A server that is initialized.
    pub(crate) fn new(capabilities: &Value) -> Self {
        Self::with(json!({"processId": null, "rootUri": null, "capabilities": capabilities}))
    }

    pub(crate) fn with(params: Value) -> Self {
        let mut client = Self::silent();
        let answer = client.request("initialize", params);
        assert_eq!(answer["serverInfo"]["name"], "polytomic-lint");
        client.notify("initialized", json!({}));
        client
    }

    pub(crate) fn send_bytes(&mut self, bytes: &[u8]) {
        self.input.as_mut().expect("an open input").write_all(bytes).expect("a server that reads");
    }

    pub(crate) fn send_body(&mut self, body: &str) {
        let message = format!("Content-Length: {}\r\n\r\n{body}", body.len());
        self.send_bytes(message.as_bytes());
    }

    pub(crate) fn notify(&mut self, method: &str, params: Value) {
        let message = json!({"jsonrpc": "2.0", "method": method, "params": params});
        self.send_body(&message.to_string());
    }

    /// Sends a request and goes on; its id.
    pub(crate) fn ask(&mut self, method: &str, params: Value) -> i64 {
        self.requests += 1;
        let id = self.requests;
        let message = json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params});
        self.send_body(&message.to_string());
        id
    }

    /// The whole answer to a request.
    pub(crate) fn answer(&mut self, id: i64) -> Value {
        self.find(|message| message["id"] == id && message.get("method").is_none())
    }

    /// The result of a request that succeeds.
    pub(crate) fn request(&mut self, method: &str, params: Value) -> Value {
        let id = self.ask(method, params);
        let mut answer = self.answer(id);
        assert_eq!(answer.get("error"), None, "{method}");
        answer["result"].take()
    }

    /// The error of a request that fails.
    pub(crate) fn refused(&mut self, method: &str, params: Value) -> Value {
        let id = self.ask(method, params);
        let mut answer = self.answer(id);
        assert_eq!(answer.get("result"), None, "{method}");
        answer["error"].take()
    }

    /// The next message that fits, those before it kept.
    pub(crate) fn find(&mut self, wanted: impl Fn(&Value) -> bool) -> Value {
        if let Some(at) = self.unasked.iter().position(&wanted) {
            return self.unasked.remove(at).expect("it is there");
        }
        loop {
            let message = self.incoming.recv_timeout(PATIENCE).expect("an answer");
            if wanted(&message) {
                return message;
            }
            self.unasked.push_back(message);
        }
    }

    /// Whether a message of this method came before the answer to a request that is sent now.
    pub(crate) fn got(&mut self, method: &str) -> bool {
        self.refused("test/sync", Value::Null);
        self.unasked.iter().any(|message| message["method"] == method)
    }

    pub(crate) fn open(&mut self, uri: &str, language: &str, text: &str) {
        let document = json!({"uri": uri, "languageId": language, "version": 1, "text": text});
        self.notify("textDocument/didOpen", json!({"textDocument": document}));
    }

    pub(crate) fn change(&mut self, uri: &str, version: i64, changes: Value) {
        let document = json!({"uri": uri, "version": version});
        let params = json!({"textDocument": document, "contentChanges": changes});
        self.notify("textDocument/didChange", params);
    }

    /// The diagnostics that are pushed for a version.
    pub(crate) fn pushed(&mut self, uri: &str, version: i64) -> Vec<Value> {
        let message = self.find(|message| {
            message["method"] == "textDocument/publishDiagnostics"
                && message["params"]["uri"] == uri
                && message["params"].get("version").is_none_or(|v| *v == version)
        });
        message["params"]["diagnostics"].as_array().expect("a list").clone()
    }

    /// Opens a document and takes what is pushed.
    pub(crate) fn diagnose(&mut self, uri: &str, text: &str) -> Vec<Value> {
        self.open(uri, "json", text);
        self.pushed(uri, 1)
    }

    pub(crate) fn actions(
        &mut self,
        uri: &str,
        range: &Value,
        only: Option<&[&str]>,
    ) -> Vec<Value> {
        let mut context = json!({"diagnostics": []});
        if let Some(only) = only {
            context["only"] = json!(only);
        }
        let document = json!({"uri": uri});
        let params = json!({"textDocument": document, "range": range, "context": context});
        let found = self.request("textDocument/codeAction", params);
        found.as_array().expect("a list").clone()
    }

    /// Ends the conversation in good order.
    pub(crate) fn end(mut self) {
        self.request("shutdown", Value::Null);
        self.notify("exit", Value::Null);
        assert_eq!(self.server.join().expect("no panic"), Ending::Orderly);
    }

    /// Closes the input and waits for the server.
    pub(crate) fn hang_up(mut self) -> Ending {
        drop(self.input.take());
        self.server.join().expect("no panic")
    }

    /// Waits for the server without closing anything.
    pub(crate) fn wait(self) -> Ending {
        self.server.join().expect("no panic")
    }
}

fn read(output: &mut BufReader<PipeReader>) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        output.read_line(&mut line).ok().filter(|count| *count > 0)?;
        match line.trim_end().split_once(": ") {
            Some(("Content-Length", value)) => length = value.parse().ok()?,
            _ => break,
        }
    }
    let mut body = vec![0; length];
    output.read_exact(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}

/// Applies text edits as an editor does, in UTF-16 or bytes.
pub(crate) fn apply(text: &str, edits: &Value, utf8: bool) -> String {
    let mut edits: Vec<(usize, usize, &str)> = edits
        .as_array()
        .expect("a list")
        .iter()
        .map(|edit| {
            let at = |end: &str| offset(text, &edit["range"][end], utf8);
            (at("start"), at("end"), edit["newText"].as_str().expect("a text"))
        })
        .collect();
    edits.sort_by_key(|(start, end, _)| (*start, *end));
    let mut out = String::new();
    let mut at = 0;
    for (start, end, new) in edits {
        assert!(start >= at, "edits overlap");
        out += &text[at..start];
        out += new;
        at = end;
    }
    out + &text[at..]
}

/// The edits of an action or a rename, wherever they stand.
pub(crate) fn edits(edit: &Value) -> Value {
    match edit.get("documentChanges") {
        Some(changes) => changes[0]["edits"].clone(),
        None => {
            edit["changes"].as_object().and_then(|all| all.values().next()).expect("edits").clone()
        }
    }
}

/// The byte of a position, by the protocol's words.
pub(crate) fn offset(text: &str, position: &Value, utf8: bool) -> usize {
    let number = |key: &str| position[key].as_u64().expect("a number") as usize;
    let (mut line, mut at) = (number("line"), 0);
    while line > 0 {
        let Some(end) = text[at..].find(['\r', '\n']) else { return text.len() };
        at += end + if text[at + end..].starts_with("\r\n") { 2 } else { 1 };
        line -= 1;
    }
    let mut left = number("character");
    for ch in text[at..].chars() {
        let width = if utf8 { ch.len_utf8() } else { ch.len_utf16() };
        if left < width || ch == '\n' || ch == '\r' {
            break;
        }
        left -= width;
        at += ch.len_utf8();
    }
    at
}

/// The position of a byte.
pub(crate) fn position(text: &str, offset: usize, utf8: bool) -> Value {
    let mut line = 0;
    let mut start = 0;
    let bytes = text.as_bytes();
    for (at, &byte) in bytes[..offset].iter().enumerate() {
        if byte == b'\n' || byte == b'\r' && bytes.get(at + 1) != Some(&b'\n') {
            line += 1;
            start = at + 1;
        }
    }
    let before = &text[start..offset];
    let character = if utf8 { before.len() } else { before.encode_utf16().count() };
    json!({"line": line, "character": character})
}

/// The position of `|`, and the text without it.
pub(crate) fn cursor(text: &str) -> (String, Value) {
    let at = text.find('|').expect("a cursor");
    let text = text.replacen('|', "", 1);
    let position = position(&text, at, false);
    (text, position)
}
