//! "Ignore this here": a comment where comments are fine, an entry of the configuration anywhere.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use gen_lsp_types::{CodeAction, Position, Range, TextEdit, WorkspaceEdit};

use super::actions::IGNORE;
use super::documents::{Document, Documents};
use super::server::State;
use super::text::Text;
use super::{edits, uri};
use crate::config::FILE_NAME;
use crate::finding::Finding;
use crate::json::quote;
use crate::linter::Linter;
use crate::rule::RuleInfo;
use crate::rules::json::{syntax, unused_ignore};

/// Rules whose findings cannot be ignored: what cannot be read, and ignores themselves.
const NEVER: [&RuleInfo; 2] = [&syntax::INFO, &unused_ignore::INFO];

/// The ways to pass over a finding.
pub(super) fn actions(
    state: &State,
    document: &Document,
    linter: &Linter,
    finding: &Finding,
) -> Vec<CodeAction> {
    if NEVER.iter().any(|rule| rule.code == finding.code) {
        return Vec::new();
    }
    let action = |title: String, edit: WorkspaceEdit| CodeAction {
        title,
        kind: Some(IGNORE.into()),
        edit: Some(edit),
        ..CodeAction::default()
    };
    let mut out = Vec::new();
    if linter.takes_comments(&document.name) {
        let title = format!("Ignore {} here, by a comment", finding.code);
        out.push(action(title, comment(state, document, finding)));
    }
    if let Some(edit) = entry(state, document, finding) {
        out.push(action(format!("Ignore {} here, in {FILE_NAME}", finding.code), edit));
    }
    out
}

/// A comment on a line of its own before the finding's.
fn comment(state: &State, document: &Document, finding: &Finding) -> WorkspaceEdit {
    let text = &document.text;
    let line = text.position(finding.span.start as usize).line;
    let content = &text.as_str()[text.line(line as usize)];
    let indent = &content[..content.len() - content.trim_start_matches([' ', '\t']).len()];
    let end = if text.as_str().contains("\r\n") { "\r\n" } else { "\n" };
    let at = Position { line, character: 0 };
    let new_text = format!("{indent}// polytomic-lint-ignore {}{end}", finding.code);
    let insert = TextEdit { range: Range { start: at, end: at }, new_text };
    edits::of_document(document, vec![insert], &state.client)
}

/// An entry at the end of the nearest configuration, or in a new one.
fn entry(state: &State, document: &Document, finding: &Finding) -> Option<WorkspaceEdit> {
    let path = document.path.as_deref()?;
    if state.settings.is_broken(document) {
        return None;
    }
    let Some(config) = state.settings.config(document) else {
        let folder = root_of(state, path)?;
        let file = uri::from_path(&folder.join(FILE_NAME));
        let text = ignore(path.strip_prefix(&folder).ok()?, finding);
        return state.client.creates_files.then(|| edits::of_new_file(&file, text));
    };
    let relative = path.strip_prefix(config.folder()).unwrap_or(path);
    let file = Path::new(config.name()).file_name()?;
    let file = uri::from_path(&config.folder().join(file));
    let open = open_file(&state.documents, &file);
    let on_disk = Text::new(config.text().to_owned(), state.client.unit);
    let (text, version) = open.map_or((&on_disk, None), |open| (&open.text, open.version));
    let at = text.position(text.len());
    let gap = match text.as_str() {
        "" => "",
        text if text.ends_with('\n') => "\n",
        _ => "\n\n",
    };
    let new_text = format!("{gap}{}", ignore(relative, finding));
    let insert = TextEdit { range: Range { start: at, end: at }, new_text };
    let file = open.map_or(file.as_str(), |open| &open.uri);
    Some(edits::of_file(file, version, vec![insert], &state.client))
}

fn open_file<'d>(documents: &'d Documents, file: &str) -> Option<&'d Document> {
    let path = uri::to_path(file);
    documents.iter().find(|document| document.path.is_some() && document.path == path)
}

/// The open folder that a file is in, or else its own.
fn root_of(state: &State, path: &Path) -> Option<PathBuf> {
    let roots = state.client.roots.iter().filter_map(|root| uri::to_path(root));
    let inside =
        roots.filter(|root| path.starts_with(root)).min_by_key(|root| root.as_os_str().len());
    inside.or_else(|| path.parent().map(Path::to_path_buf))
}

fn ignore(path: &Path, finding: &Finding) -> String {
    let path = path.to_string_lossy().replace('\\', "/");
    let mut out = format!("[[ignore]]\nrule = \"{}\"\n", finding.code);
    if let Some(pointer) = &finding.pointer {
        let _ = writeln!(out, "pointer = {}", quote(&literal(pointer)));
    }
    // The slash holds it to this one file.
    let _ = writeln!(out, "paths = [{}]", quote(&format!("/{}", literal(&path))));
    out
}

/// A text as a glob that means nothing but itself.
fn literal(text: &str) -> String {
    let mut out = String::new();
    for ch in text.chars() {
        match ch {
            '\\' => out.push_str("\\\\"),
            '*' | '?' | '[' | ']' | '{' | '}' => {
                let _ = write!(out, "[{ch}]");
            }
            _ => out.push(ch),
        }
    }
    out
}
