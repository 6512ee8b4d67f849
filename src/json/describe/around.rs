//! What is around the body: text, a second document, comments that do not end.

use super::{Look, Scene};
use crate::json::lexer::{Comment, leading_comment, value_end};
use crate::json::mistake::{Around, What};
use crate::json::repair::Slip;
use crate::text::Span;

impl Scene<'_> {
    /// The opening of a comment that does not end, which takes the rest along.
    pub(super) fn unclosed_comment(&self) -> Option<Span> {
        let comment = self.trimmed(self.change(Slip::Comment)?.span);
        let (kind, _) = leading_comment(comment.of(self.text))?;
        (kind == Comment::Block { closed: false })
            .then_some(Span::new(comment.start, comment.start + 2))
    }

    pub(super) fn around(&self) -> Look {
        let changes = &self.repair.changes;
        let find = |slip: Slip| changes.iter().find(|change| change.slip == slip);
        if let Some(second) = find(Slip::SecondDocument) {
            let text = second.span.of(self.text);
            let skipped = text.len() - text.trim_start_matches([',', ' ', '\t', '\r', '\n']).len();
            let start = second.span.start as usize + skipped;
            let end = document_end(self.text, start).min(second.span.end as usize);
            return (What::SecondDocument, Span::new(start as u32, end as u32), vec![]);
        }
        if let Some(fragment) = find(Slip::Fragment) {
            let key = self.token(fragment.span.end as usize);
            let key = if key.is_empty() { self.line(fragment.span.start) } else { key };
            return (What::Fragment, key, vec![]);
        }
        let first = &changes[0];
        let span = self.trimmed(first.span);
        let head = span.of(self.text);
        let line = head.lines().next().unwrap_or_default().trim_end();
        let fence = |text: &str| {
            text.starts_with("```") || text.starts_with("~~~") || matches!(text, "'" | "`")
        };
        let around = match find(Slip::Before) {
            None => Around::After,
            Some(_) if is_command(line, self.commands) => Around::Command,
            Some(_) if fence(line) => Around::Fence,
            Some(_) => Around::Text,
        };
        let span = Span::new(span.start, span.start + line.len() as u32);
        (What::Surrounded(around), span, vec![])
    }
}

/// Where the document that begins at a place ends, by its brackets.
fn document_end(text: &str, start: usize) -> usize {
    value_end(text, start).unwrap_or(start + text[start..].trim_end().len())
}

/// Whether a line begins with one of the commands, after its prompt. Only its first word is looked
/// at: a body on one line is long.
pub(in crate::json) fn is_command(line: &str, commands: &[&str]) -> bool {
    let command = line.trim_start_matches(['$', '%', '>', ' ']);
    commands.iter().any(|name| {
        let rest = command.strip_prefix(name);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']))
    })
}
