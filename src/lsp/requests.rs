//! Requests that are answered at once.

use serde_json::Value;

use super::message::Failure;
use super::state::State;
use super::{actions, completion, hover, labels, symbols};

/// The answer to a request about a document.
pub(super) fn answer(state: &mut State, method: &str, params: &Value) -> Result<Value, Failure> {
    match method {
        "textDocument/codeAction" => actions::answer(state, params),
        "workspace/executeCommand" => actions::execute(state, params),
        "textDocument/hover" => hover::answer(state, params),
        "textDocument/completion" => completion::answer(state, params),
        "textDocument/documentSymbol" => symbols::answer(state, params),
        "textDocument/definition" => labels::definition(state, params),
        "textDocument/references" => labels::references(state, params),
        "textDocument/documentHighlight" => labels::highlights(state, params),
        "textDocument/prepareRename" => labels::prepare_rename(state, params),
        "textDocument/rename" => labels::rename(state, params),
        _ => Err(Failure::unknown_method(method)),
    }
}
