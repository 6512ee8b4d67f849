//! What the client can do. Read leniently: one odd capability is no reason to refuse the others.

use serde_json::Value;

use super::text::Unit;

/// The capabilities that make a difference.
#[derive(Debug)]
pub(super) struct Client {
    pub(super) unit: Unit,
    /// Asks for diagnostics itself.
    pub(super) pulls: bool,
    /// Can be asked to ask again.
    pub(super) refreshes: bool,
    pub(super) versions: bool,
    pub(super) related: bool,
    pub(super) tags: Vec<u64>,
    pub(super) descriptions: bool,
    /// Takes code actions, not commands alone.
    pub(super) action_literals: bool,
    pub(super) document_changes: bool,
    pub(super) creates_files: bool,
    pub(super) applies_edits: bool,
    pub(super) snippets: bool,
    pub(super) completion_markdown: bool,
    pub(super) tagged_items: bool,
    pub(super) hover_markdown: bool,
    pub(super) nested_symbols: bool,
    pub(super) prepares_rename: bool,
    pub(super) registers_watches: bool,
    /// Watches a file below a folder that is not open.
    pub(super) relative_patterns: bool,
    /// Shows the result of "explain" itself.
    pub(super) shows_pages: bool,
    /// The folders that are open.
    pub(super) roots: Vec<String>,
}

impl Client {
    /// Reads the parameters of `initialize`.
    pub(super) fn new(params: &Value) -> Self {
        let at = |pointer: &str| params.pointer(&format!("/capabilities{pointer}"));
        let yes = |pointer: &str| at(pointer).and_then(Value::as_bool).unwrap_or_default();
        let there = |pointer: &str| at(pointer).is_some_and(Value::is_object);
        let has = |pointer: &str, wanted: &str| {
            let list = at(pointer).and_then(Value::as_array);
            list.is_some_and(|list| list.iter().any(|item| item == wanted))
        };
        let markdown_first = |pointer: &str| {
            at(pointer).and_then(|list| list.get(0)).is_some_and(|kind| kind == "markdown")
        };
        let utf8 = has("/general/positionEncodings", "utf-8");
        Self {
            unit: if utf8 { Unit::Utf8 } else { Unit::Utf16 },
            pulls: there("/textDocument/diagnostic"),
            refreshes: yes("/workspace/diagnostics/refreshSupport")
                || yes("/workspace/diagnostic/refreshSupport"),
            versions: yes("/textDocument/publishDiagnostics/versionSupport"),
            related: yes("/textDocument/publishDiagnostics/relatedInformation")
                || yes("/textDocument/diagnostic/relatedInformation"),
            tags: ["/textDocument/publishDiagnostics", "/textDocument/diagnostic"]
                .iter()
                .filter_map(|of| at(&format!("{of}/tagSupport/valueSet")))
                .filter_map(Value::as_array)
                .flatten()
                .filter_map(Value::as_u64)
                .collect(),
            descriptions: yes("/textDocument/publishDiagnostics/codeDescriptionSupport")
                || yes("/textDocument/diagnostic/codeDescriptionSupport"),
            action_literals: there("/textDocument/codeAction/codeActionLiteralSupport"),
            document_changes: yes("/workspace/workspaceEdit/documentChanges"),
            creates_files: yes("/workspace/workspaceEdit/documentChanges")
                && has("/workspace/workspaceEdit/resourceOperations", "create"),
            applies_edits: yes("/workspace/applyEdit"),
            snippets: yes("/textDocument/completion/completionItem/snippetSupport"),
            completion_markdown: markdown_first(
                "/textDocument/completion/completionItem/documentationFormat",
            ),
            tagged_items: there("/textDocument/completion/completionItem/tagSupport"),
            hover_markdown: markdown_first("/textDocument/hover/contentFormat"),
            nested_symbols: yes("/textDocument/documentSymbol/hierarchicalDocumentSymbolSupport"),
            prepares_rename: yes("/textDocument/rename/prepareSupport"),
            registers_watches: yes("/workspace/didChangeWatchedFiles/dynamicRegistration"),
            relative_patterns: yes("/workspace/didChangeWatchedFiles/relativePatternSupport"),
            shows_pages: params.pointer("/initializationOptions/showsPages")
                == Some(&Value::Bool(true)),
            roots: roots(params),
        }
    }
}

fn roots(params: &Value) -> Vec<String> {
    let folders = params.pointer("/workspaceFolders").and_then(Value::as_array);
    let mut out: Vec<String> = folders
        .into_iter()
        .flatten()
        .filter_map(|folder| folder.get("uri")?.as_str().map(str::to_owned))
        .collect();
    if out.is_empty() {
        out.extend(params.get("rootUri").and_then(Value::as_str).map(str::to_owned));
    }
    out
}
