//! "Ignore this here": a comment where comments are fine, an entry of the configuration anywhere.

use std::path::{Path, PathBuf};

use gen_lsp_types::{CodeAction, Position, Range, TextEdit, WorkspaceEdit};

use super::documents::{Document, Documents, Linted};
use super::state::State;
use super::text::Text;
use super::{edits, uri};
use crate::config::{FILE_NAME, entry};
use crate::finding::Finding;
use crate::rule::RuleInfo;
use crate::rules::json::{syntax, unused_ignore};

/// Rules whose findings cannot be ignored: what cannot be read, and ignores themselves.
const NEVER: [&RuleInfo; 2] = [&syntax::INFO, &unused_ignore::INFO];

/// The kind of these actions.
pub(super) const KIND: &str = "polytomic-lint.ignore";

/// The ways to ignore a finding.
pub(super) fn actions(
    state: &State,
    document: &Document,
    linted: &Linted,
    finding: &Finding,
) -> Vec<CodeAction> {
    if NEVER.iter().any(|rule| rule.code == finding.code) {
        return Vec::new();
    }
    let action = |title: String, edit: WorkspaceEdit| CodeAction {
        title,
        kind: Some(KIND.into()),
        edit: Some(edit),
        ..CodeAction::default()
    };
    let mut out = Vec::new();
    if linted.linter.takes_comments(&document.name)
        && !linted.analysis.is_host()
        && let Some(edit) = comment(state, document, linted, finding)
    {
        out.push(action(format!("Ignore {} here with a comment", finding.code), edit));
    }
    if let Some((file, edit)) = entry(state, document, finding) {
        out.push(action(format!("Ignore {} here in {file}", finding.code), edit));
    }
    out
}

/// A comment on a line of its own before the finding's; nothing where that line begins within
/// another comment.
fn comment(
    state: &State,
    document: &Document,
    linted: &Linted,
    finding: &Finding,
) -> Option<WorkspaceEdit> {
    let text = &document.text;
    let line = text.position(finding.span.start as usize).line;
    let place = text.line(line as usize);
    let start = place.start as u32;
    let comments = linted.analysis.comments();
    if comments.iter().any(|other| other.start < start && start < other.end) {
        return None;
    }
    let content = &text.as_str()[place];
    let indent = &content[..content.len() - content.trim_start_matches([' ', '\t']).len()];
    let end = if text.as_str().contains("\r\n") { "\r\n" } else { "\n" };
    let at = Position { line, character: 0 };
    let new_text = format!("{indent}// polytomic-lint-ignore {}{end}", finding.code);
    let insert = TextEdit { range: Range { start: at, end: at }, new_text };
    Some(edits::of_document(document, vec![insert], &state.client))
}

/// An entry in the nearest configuration, or in a new one, and what that is called.
fn entry(state: &State, document: &Document, finding: &Finding) -> Option<(String, WorkspaceEdit)> {
    let path = document.path.as_deref()?;
    if state.settings.is_broken(document) {
        return None;
    }
    let added = |config: &str, relative: &Path| {
        let relative = relative.to_string_lossy().replace('\\', "/");
        entry::ignore(config, finding.code, finding.pointer.as_deref(), &relative)
    };
    let Some(config) = state.settings.config(document) else {
        let folder = root_of(state, path)?;
        let file = uri::from_path(&folder.join(FILE_NAME));
        let text = added("", path.strip_prefix(&folder).ok()?)?.text;
        let edit = state.client.creates_files.then(|| edits::of_new_file(&file, text))?;
        return Some((FILE_NAME.to_owned(), edit));
    };
    // A configuration has no name for what lies outside its folder.
    let relative = path.strip_prefix(config.folder()).ok()?;
    let name = Path::new(config.name()).file_name()?;
    let file = uri::from_path(&config.folder().join(name));
    let open = open_file(&state.documents, &file);
    let on_disk = Text::new(config.text().to_owned(), state.client.unit);
    let (text, version) = open.map_or((&on_disk, None), |open| (&open.text, open.version));
    let entry::Addition { at, text: new_text } = added(text.as_str(), relative)?;
    let at = text.position(at);
    let insert = TextEdit { range: Range { start: at, end: at }, new_text };
    let file = open.map_or(file.as_str(), |open| &open.uri);
    let edit = edits::of_file(file, version, vec![insert], &state.client);
    Some((name.to_string_lossy().into_owned(), edit))
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
