//! The end of the file, which closes whatever is open.

use crate::json::frame::Frame;
use crate::json::packed_node::{KEY, PARTIAL, UNCLOSED};
use crate::json::parser::{Expect, Parser};
use crate::json::{Kind, Problem};
use crate::text::{Fix, Span, shown};

impl Parser<'_, '_> {
    /// Ends the file: whatever is open is closed, with one finding.
    pub(in crate::json) fn end_of_file(&mut self) {
        if self.expect == Expect::End && self.wrapping.is_none() {
            return;
        }
        let end = self.text.trim_end_matches([' ', '\n', '\r', '\t']).len();
        self.report_wrapping(end);
        if self.nodes.is_empty() {
            return;
        }
        // Every key has a value, whatever ended the reading.
        if self.nodes.last().is_some_and(|raw| raw.is(KEY)) {
            self.push(Kind::Error, 0, self.last_end, self.last_end);
        }
        let open: Vec<_> =
            self.stack.iter().rev().filter(|frame| !frame.is_bare()).copied().collect();
        if let Some((inner, outer)) = open.split_first()
            && !self.swallowed
        {
            self.report_unclosed(*inner, outer, end);
        }
        while let Some(frame) = self.stack.last() {
            let node = &mut self.nodes[frame.node as usize];
            node.set(UNCLOSED);
            if frame.is_object() && !frame.is_bare() {
                node.set(PARTIAL);
            }
            self.close_frame(end);
        }
    }

    fn report_unclosed(&mut self, inner: Frame, outer: &[Frame], end: usize) {
        const SHOWN: usize = 8;
        let opener = |parser: &Self, frame: &Frame| {
            let start = parser.nodes[frame.node as usize].start;
            Span::new(start, start + 1)
        };
        let closers: String = std::iter::once(&inner)
            .chain(outer)
            .map(|frame| if frame.is_object() { '}' } else { ']' })
            .collect();
        let open = if inner.is_object() { '{' } else { '[' };
        let mut problem = Problem::syntax(
            opener(self, &inner),
            format!("the file ends before this `{open}` is closed"),
        )
        .label("never closed")
        .help(format!("close with `{}`", shown(&closers)));
        for frame in outer.iter().take(SHOWN) {
            problem = problem.second(opener(self, frame), "never closed either");
        }
        let whole =
            matches!(self.expect, Expect::Separator | Expect::FirstKey | Expect::FirstElement);
        // Behind a comment or something unread, closers might become part of it.
        let blank = self.text.get(self.last_end..end).is_some_and(|rest| rest.trim().is_empty());
        if whole && blank && !self.cut_off {
            let place = Span::empty(end as u32);
            problem = problem.fix(Fix::unsafe_("close what is open", vec![(place, closers)]));
        }
        self.report(problem);
    }

    /// What is put at the end of the text: on a new line where it would become part of a comment.
    pub(in crate::json) fn behind(&self, end: usize, added: &str) -> String {
        let comment = self.comments.last().filter(|comment| comment.end as usize >= end);
        let runs_on = comment.is_some_and(|comment| !comment.of(self.text).starts_with("/*"));
        if runs_on { format!("\n{added}") } else { added.to_owned() }
    }
}
