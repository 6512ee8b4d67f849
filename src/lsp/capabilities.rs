//! What the server says of itself.

use gen_lsp_types::{
    CodeActionKind, CodeActionOptions, CompletionOptions, DiagnosticOptions, ExecuteCommandOptions,
    InitializeResult, PositionEncodingKind, RenameOptions, Save, ServerCapabilities, ServerInfo,
    TextDocumentSyncKind, TextDocumentSyncOptions,
};
use serde_json::{Value, json};

use super::client::Client;
use super::text::Unit;
use super::{actions, ignores};

/// The result of `initialize`.
pub(super) fn of(client: &Client) -> Value {
    let kinds = [CodeActionKind::QuickFix, CodeActionKind::SourceFixAll]
        .into_iter()
        .chain([actions::FIX_ALL, ignores::KIND, actions::EXPLAIN].map(CodeActionKind::from));
    let capabilities = ServerCapabilities {
        position_encoding: Some(match client.unit {
            Unit::Utf8 => PositionEncodingKind::UTF8,
            Unit::Utf16 => PositionEncodingKind::UTF16,
        }),
        text_document_sync: Some(
            TextDocumentSyncOptions {
                open_close: Some(true),
                change: Some(TextDocumentSyncKind::Incremental),
                save: Some(Save::Bool(true)),
                ..TextDocumentSyncOptions::default()
            }
            .into(),
        ),
        diagnostic_provider: client.pulls.then(|| {
            DiagnosticOptions {
                identifier: Some("polytomic-lint".to_owned()),
                inter_file_dependencies: false,
                workspace_diagnostics: false,
                ..DiagnosticOptions::default()
            }
            .into()
        }),
        code_action_provider: Some(
            CodeActionOptions {
                code_action_kinds: Some(kinds.collect()),
                ..CodeActionOptions::default()
            }
            .into(),
        ),
        completion_provider: Some(CompletionOptions {
            trigger_characters: Some(["\"", ":", " ", "("].map(str::to_owned).to_vec()),
            ..CompletionOptions::default()
        }),
        hover_provider: Some(true.into()),
        document_symbol_provider: Some(true.into()),
        definition_provider: Some(true.into()),
        references_provider: Some(true.into()),
        document_highlight_provider: Some(true.into()),
        rename_provider: Some(if client.prepares_rename {
            RenameOptions { prepare_provider: Some(true), ..RenameOptions::default() }.into()
        } else {
            true.into()
        }),
        execute_command_provider: Some(ExecuteCommandOptions {
            commands: vec![actions::EXPLAIN_COMMAND.to_owned(), actions::APPLY_COMMAND.to_owned()],
            ..ExecuteCommandOptions::default()
        }),
        ..ServerCapabilities::default()
    };
    let result = InitializeResult {
        capabilities,
        server_info: Some(ServerInfo {
            name: "polytomic-lint".to_owned(),
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
        }),
    };
    let mut result = serde_json::to_value(result).unwrap_or_default();
    let folders = json!({"supported": true, "changeNotifications": true});
    result["capabilities"]["workspace"] = json!({"workspaceFolders": folders});
    result
}
