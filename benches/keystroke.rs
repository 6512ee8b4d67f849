//! From a keystroke to the diagnostics that follow it: `cargo bench --bench keystroke`.
//!
//! A client in the same process types into bodies, clean and broken, and waits for what is pushed. Each
//! line is the median and the worst of many keystrokes, so the way through pipes and the reading of
//! JSON are in it.

use std::fmt::Write as _;
use std::io::{BufRead, BufReader, PipeReader, PipeWriter, Read, Write, pipe};
use std::time::{Duration, Instant};

use polytomic_lint::lsp::serve;
use serde_json::{Value, json};

const MODEL: &str = "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25";
const URI: &str = "file:///a.sync.json";

/// A body of about `size` bytes, with some things to say about it.
fn body(size: usize, pretty: bool) -> String {
    let mut fields = String::new();
    let mut count = 0;
    while fields.len() + 600 < size || count == 0 {
        if count > 0 {
            fields.push_str(", ");
        }
        let _ = write!(
            fields,
            r#"{{"source": {{"model_id": "{MODEL}", "field": "column_{count}"}}, "target": "Größe_{count}__c", "new": false}}"#
        );
        count += 1;
    }
    let text = format!(
        r#"{{"name": "Accounts", "mode": "upsert", "active": true, "fields": [{fields}], "schedule": {{"frequency": "daily", "hour": "6", "minute": "30"}}, "target": {{"connection_id": "5f2d9a1c-3b7e-4d68-9c10-8e4a6b2f7d35", "object": "Account"}}}}"#
    );
    let value: Value = serde_json::from_str(&text).expect("valid JSON");
    if pretty { format!("{value:#}") } else { value.to_string() }
}

struct Client {
    input: PipeWriter,
    output: BufReader<PipeReader>,
}

impl Client {
    fn new() -> Self {
        let (server_reads, input) = pipe().expect("a pipe");
        let (output, server_writes) = pipe().expect("a pipe");
        std::thread::spawn(move || serve(server_reads, server_writes));
        let mut client = Self { input, output: BufReader::new(output) };
        let params = json!({"capabilities": {"textDocument": {"publishDiagnostics": {"versionSupport": true}}}});
        client.send(&json!({"jsonrpc": "2.0", "id": 0, "method": "initialize", "params": params}));
        client.read();
        client
    }

    fn send(&mut self, message: &Value) {
        let body = message.to_string();
        write!(self.input, "Content-Length: {}\r\n\r\n{body}", body.len()).expect("sent");
    }

    fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    fn read(&mut self) -> Value {
        let mut line = String::new();
        self.output.read_line(&mut line).expect("a header");
        let length = line.trim_end().rsplit(' ').next().and_then(|number| number.parse().ok());
        self.output.read_line(&mut line).expect("a blank line");
        let mut body = vec![0; length.expect("a length")];
        self.output.read_exact(&mut body).expect("a body");
        serde_json::from_slice(&body).expect("JSON")
    }

    /// Waits for the diagnostics of a version.
    fn wait(&mut self, version: u32) {
        while self.read()["params"]["version"] != version {}
    }
}

fn main() {
    let mut out = std::io::stdout().lock();
    let kinds = [
        ("10 KB", 10_000, None, 1.0),
        ("1 MB", 1_000_000, None, 10.0),
        ("10 MB", 10_000_000, None, 100.0),
        ("10 KB without a comma", 10_000, Some(","), 1.0),
        ("10 KB without a closing brace", 10_000, Some("}"), 1.0),
        ("1 MB without a comma", 1_000_000, Some(","), 40.0),
        ("1 MB without a closing brace", 1_000_000, Some("}"), 40.0),
    ];
    for (name, size, lost, wanted) in kinds {
        for pretty in [true, false] {
            let mut text = body(size, pretty);
            if let Some(at) = lost.and_then(|mark| text[..size / 3].rfind(mark)) {
                text.remove(at);
            }
            let mut client = Client::new();
            let document = json!({"uri": URI, "languageId": "json", "version": 1, "text": text});
            client.notify("textDocument/didOpen", json!({"textDocument": document}));
            client.wait(1);
            // In the middle of the text, where a line or the whole has to move.
            let middle = if pretty { (text.lines().count() / 2, 0) } else { (0, size / 2) };
            let at = json!({"line": middle.0, "character": middle.1});
            let mut times = Vec::new();
            for version in 2..60 {
                let range = json!({"start": at, "end": at});
                let document = json!({"uri": URI, "version": version});
                let changes = json!([{"range": range, "text": " "}]);
                let start = Instant::now();
                client.notify(
                    "textDocument/didChange",
                    json!({"textDocument": document, "contentChanges": changes}),
                );
                client.wait(version);
                times.push(start.elapsed());
            }
            times.sort_unstable();
            let ms = |time: Duration| time.as_secs_f64() * 1000.0;
            let layout = if pretty { "pretty" } else { "minified" };
            let _ = writeln!(
                out,
                "keystroke in {name} {layout}: median {:.2} ms, worst {:.2} ms (wanted: {wanted} ms)",
                ms(times[times.len() / 2]),
                ms(times[times.len() - 1]),
            );
        }
    }
}
