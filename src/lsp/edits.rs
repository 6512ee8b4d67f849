//! Edits of documents, in the form that the client takes.

use std::collections::HashMap;

use gen_lsp_types::{
    CreateFile, CreateFileOptions, DocumentChange, Edit as LspEdit,
    OptionalVersionedTextDocumentIdentifier, TextDocumentEdit, TextDocumentIdentifier, TextEdit,
    WorkspaceEdit,
};

use super::client::Client;
use super::documents::Document;
use crate::text::Edit;

/// Edits of the linter as edits of a document.
pub(super) fn in_document(document: &Document, edits: &[Edit]) -> Vec<TextEdit> {
    edits
        .iter()
        .map(|edit| TextEdit { range: document.text.range(edit.span), new_text: edit.text.clone() })
        .collect()
}

/// An edit of one document.
pub(super) fn of_document(
    document: &Document,
    edits: Vec<TextEdit>,
    client: &Client,
) -> WorkspaceEdit {
    of_file(&document.uri, document.version, edits, client)
}

/// An edit of one file, open or not.
pub(super) fn of_file(
    uri: &str,
    version: Option<i64>,
    edits: Vec<TextEdit>,
    client: &Client,
) -> WorkspaceEdit {
    if !client.document_changes {
        return WorkspaceEdit {
            changes: Some(HashMap::from([(uri.into(), edits)])),
            ..WorkspaceEdit::default()
        };
    }
    WorkspaceEdit {
        document_changes: Some(vec![changed(uri, version, edits)]),
        ..WorkspaceEdit::default()
    }
}

/// An edit that makes a file with a text.
pub(super) fn of_new_file(uri: &str, text: String) -> WorkspaceEdit {
    let create = CreateFile {
        uri: uri.into(),
        options: Some(CreateFileOptions { overwrite: Some(false), ignore_if_exists: Some(true) }),
        annotation_id: None,
    };
    let insert = TextEdit { range: gen_lsp_types::Range::default(), new_text: text };
    WorkspaceEdit {
        document_changes: Some(vec![
            DocumentChange::CreateFile(create),
            changed(uri, None, vec![insert]),
        ]),
        ..WorkspaceEdit::default()
    }
}

fn changed(uri: &str, version: Option<i64>, edits: Vec<TextEdit>) -> DocumentChange {
    DocumentChange::TextDocumentEdit(TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier {
            version: version.and_then(|version| i32::try_from(version).ok()),
            text_document_identifier: TextDocumentIdentifier { uri: uri.into() },
        },
        edits: edits.into_iter().map(LspEdit::TextEdit).collect(),
    })
}
