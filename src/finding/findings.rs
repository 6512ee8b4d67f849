//! The findings of one run while it collects them.

use super::Draft;
use crate::rule::Levels;
use crate::text::Span;

/// Collects the findings of one run.
#[derive(Debug)]
pub struct Findings<'l> {
    pub(crate) levels: &'l Levels,
    pub(crate) drafts: Vec<Draft>,
    /// Advice that is not shown.
    pub(crate) hidden: Vec<Draft>,
    /// Places that were read as something else than what is written there. What they become is
    /// for the fixes of those findings to say.
    pub(crate) doubtful: Vec<Span>,
    /// Where the bodies are, in a text that is an array of several.
    pub(crate) items: Vec<Span>,
}

impl<'l> Findings<'l> {
    pub(crate) fn new(levels: &'l Levels) -> Self {
        Self {
            levels,
            drafts: Vec::new(),
            hidden: Vec::new(),
            doubtful: Vec::new(),
            items: Vec::new(),
        }
    }

    /// Adds a finding on something that is read as what was meant in these places.
    pub(crate) fn push_read(&mut self, mut draft: Draft, doubtful: impl IntoIterator<Item = Span>) {
        draft.is_reading = true;
        self.doubtful.extend(doubtful);
        self.push(draft);
    }

    /// Adds a finding, unless its level is switched off.
    pub fn push(&mut self, mut draft: Draft) {
        if let Some(severity) = self.levels.resolve(draft.info, draft.severity) {
            draft.severity = severity;
            self.drafts.push(draft);
        } else if self.levels.wants(draft.info) {
            self.hidden.push(draft);
        }
    }
}
