//! The same slip of syntax again and again is one finding, at its first place.

use std::collections::HashMap;

use crate::finding::Draft;
use crate::rules::json::{comment, encoding, syntax, trailing_comma};
use crate::text::{Applicability, Edit, Fix};

/// From so many on they are one.
pub(super) const MANY: usize = 4;
/// So many places after the first one are labeled.
pub(super) const SHOWN: usize = 7;

/// The same findings, in their order, without those that another one includes.
pub(super) fn folded(drafts: Vec<Draft>) -> Vec<Draft> {
    if drafts.len() < MANY {
        return drafts;
    }
    let mut kinds: HashMap<(&str, String), usize> = HashMap::new();
    for draft in drafts.iter().filter(|draft| may_be_a_habit(draft)) {
        *kinds.entry(kind(draft)).or_default() += 1;
    }
    kinds.retain(|_, count| *count >= MANY);
    if kinds.is_empty() {
        return drafts;
    }
    let mut out: Vec<Draft> = Vec::with_capacity(drafts.len());
    let mut first: HashMap<(&str, String), Habit> = HashMap::new();
    for mut draft in drafts {
        let kind = may_be_a_habit(&draft).then(|| kind(&draft));
        let Some(kind) = kind.filter(|kind| kinds.contains_key(kind)) else {
            out.push(draft);
            continue;
        };
        if let Some(habit) = first.get_mut(&kind) {
            habit.add(&mut out[habit.at], draft);
        } else {
            first.insert(kind, Habit::new(out.len(), &mut draft));
            out.push(draft);
        }
    }
    for habit in first.into_values() {
        habit.finish(&mut out);
    }
    out
}

/// The finding on one slip, while others like it are found.
struct Habit {
    /// Its place among the findings.
    at: usize,
    count: usize,
    /// What fixes all of them; nothing if one of them has no fix.
    fix: Option<Fix>,
}

impl Habit {
    fn new(at: usize, first: &mut Draft) -> Self {
        let fix = (!first.fixes.is_empty()).then(|| first.fixes.swap_remove(0));
        first.fixes.clear();
        Self { at, count: 1, fix }
    }

    fn add(&mut self, first: &mut Draft, mut other: Draft) {
        if self.count <= SHOWN {
            first.labels.push((other.span, "here too".to_owned()));
        }
        self.count += 1;
        let next = (!other.fixes.is_empty()).then(|| other.fixes.swap_remove(0));
        self.fix = self.fix.take().zip(next).map(|(mut fix, next)| {
            if next.applicability == Applicability::Unsafe {
                fix.applicability = Applicability::Unsafe;
            }
            fix.edits.extend(next.edits);
            fix
        });
    }

    fn finish(self, out: &mut [Draft]) {
        let Some(draft) = out.get_mut(self.at) else { return };
        let others = self.count - 1;
        draft.message = format!("{}, and {others} more like it", draft.message);
        draft.fixes.extend(self.fix.and_then(|fix| {
            let title = format!("{}, and fix the {others} others", fix.title);
            let fix = Fix::new(title, fix.applicability, fix.edits);
            let apart = |edits: &[Edit]| edits[0].span.end <= edits[1].span.start;
            fix.edits.windows(2).all(apart).then_some(fix)
        }));
    }
}

/// Whether it is a slip of syntax, and not the end of the file or of what is read.
fn may_be_a_habit(draft: &Draft) -> bool {
    let rules = [&syntax::INFO, &comment::INFO, &trailing_comma::INFO, &encoding::INFO];
    rules.iter().any(|info| info.code == draft.info.code)
}

/// What a slip is, whatever the text is that it is about.
fn kind(draft: &Draft) -> (&'static str, String) {
    let words = draft.message.split('`').step_by(2);
    let words = words.flat_map(str::chars).filter(|ch| !ch.is_ascii_digit());
    (draft.info.code, words.collect())
}
