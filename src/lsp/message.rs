//! JSON-RPC: what a message is, and what goes wrong with one.

use gen_lsp_types::MessageType;
use serde::Serialize;
use serde_json::{Value, json};

/// A message from the client.
#[derive(Debug)]
pub(super) enum Message {
    Request {
        id: Value,
        method: String,
        params: Value,
    },
    Notification {
        method: String,
        params: Value,
    },
    /// An answer to a request of ours.
    Response,
}

/// Why a request gets no result.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Failure {
    code: i32,
    message: String,
}

impl Failure {
    pub(super) fn not_json(message: impl Into<String>) -> Self {
        Self { code: -32700, message: message.into() }
    }

    pub(super) fn bad_request(message: impl Into<String>) -> Self {
        Self { code: -32600, message: message.into() }
    }

    pub(super) fn unknown_method(method: &str) -> Self {
        Self { code: -32601, message: format!("`{method}` is not a method of this server") }
    }

    pub(super) fn bad_params(error: &serde_json::Error) -> Self {
        Self { code: -32602, message: format!("the parameters do not match the method: {error}") }
    }

    pub(super) fn bug() -> Self {
        let version = env!("CARGO_PKG_VERSION");
        Self {
            code: -32603,
            message: format!("this request triggers a bug in polytomic-lint {version}"),
        }
    }

    pub(super) fn not_initialized() -> Self {
        Self { code: -32002, message: "`initialize` comes first".to_owned() }
    }

    pub(super) fn cancelled() -> Self {
        Self { code: -32800, message: "cancelled".to_owned() }
    }

    /// Something that the person at the editor is to read.
    pub(super) fn refused(message: impl Into<String>) -> Self {
        Self { code: -32803, message: message.into() }
    }
}

/// The answer to a request.
pub(super) fn response(id: &Value, result: Result<Value, Failure>) -> Value {
    match result {
        Ok(result) => json!({"jsonrpc": "2.0", "id": id, "result": result}),
        Err(failure) => json!({"jsonrpc": "2.0", "id": id, "error": failure}),
    }
}

/// Reads a message.
///
/// # Errors
///
/// The id to answer to, which is null where none can be read, and what is wrong.
pub(super) fn parse(body: &[u8]) -> Result<Message, (Value, Failure)> {
    let value = serde_json::from_slice(body).or_else(|error| {
        let repaired = without_lone_surrogates(body).ok_or(error)?;
        serde_json::from_slice(&repaired)
    });
    let not_json = |error| (Value::Null, Failure::not_json(format!("not JSON: {error}")));
    let mut value: Value = value.map_err(not_json)?;
    let Some(object) = value.as_object_mut() else {
        return Err((Value::Null, Failure::bad_request("a message needs to be a JSON object")));
    };
    let params = object.remove("params").unwrap_or_default();
    let id = object.remove("id");
    match (object.remove("method"), id) {
        (Some(Value::String(method)), Some(id)) if !(id.is_array() || id.is_object()) => {
            Ok(Message::Request { id, method, params })
        }
        (Some(Value::String(method)), None) => Ok(Message::Notification { method, params }),
        (None, Some(_)) if object.contains_key("result") || object.contains_key("error") => {
            Ok(Message::Response)
        }
        (_, id) => {
            let id = id.filter(|id| id.is_string() || id.is_number()).unwrap_or_default();
            Err((id, Failure::bad_request("a message needs a `method`")))
        }
    }
}

/// Some editors hold half a surrogate pair for a moment and send it as they hold it. It becomes
/// U+FFFD, which is one UTF-16 unit too.
fn without_lone_surrogates(body: &[u8]) -> Option<Vec<u8>> {
    let code = |at: usize| {
        let digits = body.get(at..at + 6)?.strip_prefix(b"\\u")?;
        u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
    };
    let mut out = body.to_vec();
    let mut found = false;
    let mut at = 0;
    while let Some(next) = memchr::memchr(b'\\', body.get(at..)?) {
        at += next;
        at += match (code(at), code(at + 6)) {
            (Some(0xd800..0xdc00), Some(0xdc00..0xe000)) => 12,
            (Some(0xd800..0xe000), _) => {
                out[at + 2..at + 6].copy_from_slice(b"fffd");
                found = true;
                6
            }
            _ => 2,
        };
    }
    found.then_some(out)
}

/// A message for the person at the editor.
pub(super) fn shown(kind: MessageType, text: &str) -> Value {
    let params = json!({"type": kind, "message": text});
    json!({"jsonrpc": "2.0", "method": "window/showMessage", "params": params})
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_a_surrogate_pair_is_read() {
        let body =
            br#"{"method": "x", "params": ["\ud83d", "\ud83d\ude00", "\\ud83d", "\udc00a"]}"#;
        let Ok(Message::Notification { params, .. }) = parse(body) else { unreachable!() };
        assert_eq!(params, json!(["\u{fffd}", "😀", "\\ud83d", "\u{fffd}a"]));
    }

    #[test]
    fn what_is_no_message_says_so() {
        let code = |body: &str| parse(body.as_bytes()).err().map(|(_, failure)| failure.code);
        assert_eq!(code("{"), Some(-32700));
        assert_eq!(code("[]"), Some(-32600));
        assert_eq!(code(r#"{"id": 1}"#), Some(-32600));
        assert_eq!(code(r#"{"id": 1, "result": null}"#), None);
        assert_eq!(code(&"[".repeat(100_000)), Some(-32700));
    }
}
