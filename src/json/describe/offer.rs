//! Which edits of a repair are offered, and whether they keep what the text says.

use super::Scene;
use crate::json::mistake::{Foreign, What};
use crate::json::repair::{Change, Slip};
use crate::text::Span;

impl Scene<'_> {
    /// Whether a plain repair of this kind loses nothing.
    pub(super) fn keeps_content(&self, what: What) -> bool {
        let word = self.own().span.of(self.text);
        match what {
            // It may be an id.
            What::OddNumber => {
                let hex = word.starts_with("0x") || word.starts_with("0X");
                let id = !hex && !word.contains('.');
                !(id && word.trim_start_matches(['-', '+']).starts_with('0'))
            }
            What::UnclosedAtEnd { .. } => false,
            What::Swapped => {
                !self.repair.changes.iter().any(|change| change.text.contains(['{', '}', '[', ']']))
            }
            What::OtherQuotes { .. } => {
                // An escape of another language is lost.
                !self.repair.changes.iter().any(|change| {
                    change.text.contains("\\\\") && !change.span.of(self.text).contains("\\\\")
                })
            }
            _ => true,
        }
    }

    /// Whether the fix is more than a guess at what is missing.
    pub(super) fn is_offered(&self, what: What) -> bool {
        let any = |slip: Slip| self.repair.changes.iter().any(|change| change.slip == slip);
        let lost = any(Slip::Value) || any(Slip::ValueAtEnd) || any(Slip::Key);
        let dropped = any(Slip::Panic) || any(Slip::DeletedValue);
        let no = matches!(
            what,
            What::NoNumber
                | What::Expression
                | What::Spread
                | What::Directive
                | What::MergeConflict
                | What::SecondDocument
                | What::UnclosedComment
                | What::CommentEats
                | What::Nul
                | What::NotJson(Foreign::Unknown)
        );
        !(lost || dropped || no)
    }

    /// The edits, those at one place as one.
    pub(super) fn edits(&self) -> Vec<(Span, String)> {
        let mut edits: Vec<(Span, String)> = Vec::with_capacity(self.repair.changes.len());
        let mut changes: Vec<&Change> = self.repair.changes.iter().collect();
        changes.sort_by_key(|change| change.order());
        for change in changes {
            match edits.last_mut() {
                Some((span, text)) if change.span.start < span.end || change.span == *span => {
                    text.push_str(&change.text);
                    *span = span.to(change.span);
                }
                Some((span, text)) if change.span.start == span.end && span.is_empty() => {
                    text.push_str(&change.text);
                    *span = span.to(change.span);
                }
                _ => edits.push((change.span, change.text.to_string())),
            }
        }
        edits
    }
}
