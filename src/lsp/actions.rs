//! Code actions: fix, fix everything, ignore, explain.

use gen_lsp_types::{CodeAction, CodeActionKind, Command, MessageType, TextEdit, WorkspaceEdit};
use serde_json::{Value, json};

use super::client::Client;
use super::documents::{Checked, Document, Linted};
use super::message::Failure;
use super::params::{self, Actions, Execute};
use super::state::State;
use super::{diagnostics, edits, ignores, pages};
use crate::finding::Finding;
use crate::linter::Report;
use crate::rule::RuleInfo;
use crate::text::{Applicability, Source, Span};

pub(super) const FIX_ALL: &str = "source.fixAll.polytomic-lint";
pub(super) const EXPLAIN: &str = "polytomic-lint.explain";
pub(super) const EXPLAIN_COMMAND: &str = "polytomic-lint.explain";
pub(super) const APPLY_COMMAND: &str = "polytomic-lint.applyEdit";

/// In larger documents everything is fixed only when that is asked for: some editors ask for
/// actions of all kinds at every step of the cursor.
const UNASKED_LIMIT: usize = 1024 * 1024;

/// The actions on a range. They are found by the range alone: the client's diagnostics may be of
/// another moment.
pub(super) fn answer(state: &mut State, params: &Value) -> Result<Value, Failure> {
    let params: Actions = params::read(params)?;
    let uri = &params.text_document.uri;
    let checked = state.documents.get_mut(uri).map(|document| document.checked(&state.settings));
    let state = &*state;
    let (Some(checked), Some(document)) = (checked, state.documents.get(uri)) else {
        return Ok(json!([]));
    };
    let Checked::Linted(linted) = &*checked else { return Ok(json!([])) };
    let report = linted.report();
    let range = document.text.span(params.range.unwrap_or_default());
    let range = Span::new(range.start as u32, range.end as u32);
    let only = params.context.only.as_deref();
    let client = &state.client;
    let mut out = Vec::new();
    let touched = touched(document, report, range);
    let writable = document.is_writable();
    if writable && wanted(only, "quickfix") {
        for finding in &touched {
            quick_fixes(document, finding, client, &mut out);
        }
    }
    let asked = only.is_some() || document.text.len() <= UNASKED_LIMIT;
    if let Some(kind) = fix_all_kind(only).filter(|_| writable && asked && has_safe_fix(report)) {
        out.extend(fix_all(document, linted, client, kind));
    }
    if wanted(only, ignores::KIND) {
        for finding in &touched {
            out.extend(ignores::actions(state, document, linted, finding));
        }
    }
    if wanted(only, EXPLAIN) {
        let mut explained = Vec::new();
        for finding in &touched {
            if !explained.contains(&finding.code) {
                explained.push(finding.code);
                out.push(explain(finding));
            }
        }
    }
    Ok(out.into_iter().filter_map(|action| shaped(action, client)).collect())
}

/// Whether there is something that can be fixed unseen.
fn has_safe_fix(report: &Report) -> bool {
    report
        .findings()
        .iter()
        .any(|finding| finding.fixes.iter().any(|fix| fix.applicability == Applicability::Safe))
}

/// Whether a kind is asked for: itself, or a kind above it.
fn wanted(only: Option<&[String]>, kind: &str) -> bool {
    only.is_none_or(|only| only.iter().any(|above| is_within(kind, above)))
}

fn is_within(kind: &str, above: &str) -> bool {
    above.is_empty()
        || kind.strip_prefix(above).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// The kind of "fix all" to answer with: some clients take none but the one they asked for.
fn fix_all_kind(only: Option<&[String]>) -> Option<CodeActionKind> {
    if only.is_some_and(|only| {
        only.iter().any(|kind| kind == "source.fixAll") && !only.iter().any(|kind| kind == FIX_ALL)
    }) {
        return Some(CodeActionKind::SourceFixAll);
    }
    wanted(only, FIX_ALL).then(|| FIX_ALL.into())
}

/// The findings that a range touches; if none of them has a fix, those on its line too, the nearest
/// first: nobody has to find the column.
fn touched<'r>(document: &Document, report: &'r Report, range: Span) -> Vec<&'r Finding> {
    const MOST: usize = 20;
    let (mut out, others): (Vec<&Finding>, Vec<_>) =
        report.findings().iter().partition(|finding| touches(finding.span, range));
    if !out.iter().all(|finding| finding.fixes.is_empty()) {
        return out;
    }
    let line = document.text.position(range.start as usize).line as usize;
    let line = document.text.line(line);
    let line = Span::new(line.start as u32, line.end as u32);
    if range.end > line.end {
        return out;
    }
    let mut near: Vec<&Finding> = others
        .into_iter()
        .filter(|finding| line.contains(Span::empty(finding.span.start)))
        .filter(|finding| !finding.fixes.is_empty())
        .collect();
    let away = |finding: &&Finding| match finding.span.start >= range.end {
        true => finding.span.start - range.end,
        false => range.start.saturating_sub(finding.span.end),
    };
    near.sort_by_key(away);
    near.truncate(MOST);
    out.extend(near);
    out
}

fn touches(span: Span, range: Span) -> bool {
    span.start <= range.end && range.start <= span.end
}

fn quick_fixes(document: &Document, finding: &Finding, client: &Client, out: &mut Vec<CodeAction>) {
    for fix in &finding.fixes {
        let edits = edits::in_document(document, &fix.edits);
        out.push(CodeAction {
            title: sentence(&fix.title, finding.code),
            kind: Some(CodeActionKind::QuickFix),
            diagnostics: Some(vec![diagnostics::one(document, finding, client)]),
            is_preferred: (fix.applicability == Applicability::Safe).then_some(true),
            edit: Some(edits::of_document(document, edits, client)),
            ..CodeAction::default()
        });
    }
}

/// `remove the comma` as the entry of a menu.
fn sentence(title: &str, code: &str) -> String {
    let mut chars = title.chars();
    let first = chars.next().map(|ch| ch.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{} ({code})", chars.as_str())
}

fn fix_all(
    document: &Document,
    linted: &Linted,
    client: &Client,
    kind: CodeActionKind,
) -> Option<CodeAction> {
    let before = document.text.as_str();
    let source = Source::new(&document.name, before);
    let is_old =
        |finding: &Finding| linted.baseline.as_ref().is_some_and(|known| known.holds(finding));
    let report = linted.report().clone();
    let after =
        linted.linter.fix_where(&source, report, Applicability::Safe, |f| !is_old(f)).0?.text;
    let edits = difference(document, before, &after);
    Some(CodeAction {
        title: "Apply all safe fixes".to_owned(),
        kind: Some(kind),
        edit: Some(edits::of_document(document, edits, client)),
        ..CodeAction::default()
    })
}

/// The edits, line by line, that lead from one text to another: what stays is not touched, so that
/// cursors and folds stay too.
fn difference(document: &Document, before: &str, after: &str) -> Vec<TextEdit> {
    let deadline = std::time::Duration::from_millis(500);
    let mut config = similar::TextDiff::configure();
    let diff = config.timeout(deadline).diff_lines(before, after);
    let mut out: Vec<(Span, String)> = Vec::new();
    let mut at = 0;
    let mut inside = false;
    for change in diff.iter_all_changes() {
        let (tag, line) = (change.tag(), change.value());
        let length = line.len() as u32;
        if tag != similar::ChangeTag::Equal && !inside {
            out.push((Span::empty(at), String::new()));
        }
        inside = tag != similar::ChangeTag::Equal;
        if let (true, Some((span, text))) = (inside, out.last_mut()) {
            match tag {
                similar::ChangeTag::Insert => text.push_str(line),
                _ => span.end += length,
            }
        }
        if tag != similar::ChangeTag::Insert {
            at += length;
        }
    }
    let edit = |(span, new_text)| TextEdit { range: document.text.range(span), new_text };
    out.into_iter().map(edit).collect()
}

fn explain(finding: &Finding) -> CodeAction {
    let title = format!("Explain {} ({})", finding.code, finding.name);
    CodeAction {
        title: title.clone(),
        kind: Some(EXPLAIN.into()),
        command: Some(Command {
            title,
            command: EXPLAIN_COMMAND.to_owned(),
            arguments: Some(vec![json!(finding.code)]),
            tooltip: None,
        }),
        ..CodeAction::default()
    }
}

/// The action as the client takes it: older ones know commands alone.
fn shaped(action: CodeAction, client: &Client) -> Option<Value> {
    if client.action_literals {
        return serde_json::to_value(action).ok();
    }
    let command = match (action.command, action.edit) {
        (Some(command), _) => command,
        (None, Some(edit)) if client.applies_edits => Command {
            title: action.title,
            command: APPLY_COMMAND.to_owned(),
            arguments: Some(vec![serde_json::to_value(edit).ok()?]),
            tooltip: None,
        },
        _ => return None,
    };
    serde_json::to_value(command).ok()
}

/// Runs a command of an action.
pub(super) fn execute(state: &mut State, params: &Value) -> Result<Value, Failure> {
    let Execute { command, arguments } = params::read(params)?;
    let argument = arguments.unwrap_or_default().into_iter().next().unwrap_or_default();
    match command.as_str() {
        EXPLAIN_COMMAND => {
            let name = argument.as_str().unwrap_or_default();
            let found = crate::rules::find_rules(name);
            let found = found.map_err(|error| Failure::refused(error.to_string()))?;
            let all = |line: fn(&RuleInfo) -> String| {
                found.iter().map(|info| line(info)).collect::<Vec<_>>().join("\n\n")
            };
            if !state.client.shows_pages {
                state.outgoing.push(json!({
                    "jsonrpc": "2.0",
                    "method": "window/showMessage",
                    "params": {"type": MessageType::Info, "message": all(pages::summary)},
                }));
            }
            Ok(all(pages::rule).into())
        }
        APPLY_COMMAND => {
            let edit: WorkspaceEdit = params::read(&argument)?;
            state.ask("workspace/applyEdit", &json!({"edit": edit}));
            Ok(Value::Null)
        }
        _ => Err(Failure::refused(format!("`{command}` is not a command of this server"))),
    }
}
