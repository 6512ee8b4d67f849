//! The findings of one run as they are gathered.

use super::Draft;
use crate::rule::Levels;

/// Where the findings of one run are gathered.
#[derive(Debug)]
pub struct Findings<'l> {
    pub(crate) levels: &'l Levels,
    pub(crate) drafts: Vec<Draft>,
    /// Advice that is not shown.
    pub(crate) hidden: Vec<Draft>,
}

impl<'l> Findings<'l> {
    pub(crate) fn new(levels: &'l Levels) -> Self {
        Self { levels, drafts: Vec::new(), hidden: Vec::new() }
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
