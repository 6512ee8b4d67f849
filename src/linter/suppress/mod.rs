//! Findings that a user does not want to see: by settings, by comments in the file, by a baseline.

pub(crate) mod baseline;
mod inline;

use std::collections::{HashMap, HashSet};
use std::fmt;

use self::inline::Inline;
use super::finalize::{self, LintedText};
use crate::finding::Finding;
use crate::rule::{Levels, RuleInfo};
use crate::rules;
use crate::schema::Tables;
use crate::secrets::Secrets;
use crate::text::{Source, Span};

/// One ignore of the settings.
pub(crate) struct Ignore {
    /// A code, a name or a group.
    pub(crate) name: String,
    /// The codes it means, once the rules are known.
    pub(crate) codes: Vec<&'static str>,
    pub(crate) matches: Box<dyn Fn(&Finding) -> bool + Send + Sync>,
}

impl fmt::Debug for Ignore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ignore").field("name", &self.name).finish_non_exhaustive()
    }
}

/// Everything that decides which findings of a file are ignored.
#[derive(Debug)]
pub(crate) struct Suppressions<'l> {
    tables: &'static Tables,
    /// Every rule of the linter.
    pub(crate) rules: &'l [&'static RuleInfo],
    pub(crate) levels: &'l Levels,
    pub(crate) ignores: &'l [Ignore],
    inline: Vec<Inline>,
    openings: &'l [Opening],
}

/// The lines, from one, on which a body and what it is part of start: an ignore about one of them is
/// about the whole body, since there is no place for comments in it.
pub(crate) type Opening = [u32; 2];

/// What is left, and which ignores of the settings had something to do.
#[derive(Debug)]
pub(crate) struct Suppressed {
    pub(crate) findings: Vec<Finding>,
    pub(crate) used: Vec<usize>,
}

impl<'l> Suppressions<'l> {
    /// The suppressions of a linter, and those of the comments in a file that may have comments.
    pub(crate) fn new(
        tables: &'static Tables,
        rules: &'l [&'static RuleInfo],
        levels: &'l Levels,
        ignores: &'l [Ignore],
        source: &Source<'_>,
        comments: &[Span],
        openings: &'l [Opening],
    ) -> Self {
        let inline = inline::read(source, comments, rules);
        Self { tables, rules, levels, ignores, inline, openings }
    }

    /// Whether there are none, so that nothing has to be kept for them.
    pub(crate) fn is_empty(&self) -> bool {
        self.ignores.is_empty() && self.inline.is_empty()
    }

    /// Removes what is ignored. `hidden` is the advice that is not shown, which an ignore may be
    /// meant for all the same. In a file that could not be read whole (not `settled`), an ignore
    /// without a finding is no surprise, and nothing is said of it.
    // Not inlined, so that the path of a clean body stays short.
    #[inline(never)]
    pub(crate) fn apply(
        self,
        source: &Source<'_>,
        findings: Vec<Finding>,
        hidden: &[Finding],
        settled: bool,
        secrets: &Secrets,
    ) -> Suppressed {
        let mut suppressed = Matching::new(&self);
        for finding in hidden {
            suppressed.silences(finding);
        }
        let mut left: Vec<Finding> =
            findings.into_iter().filter(|finding| !suppressed.silences(finding)).collect();
        if settled {
            let mut drafts = inline::unused(source, &self, |place| suppressed.met.contains(&place));
            let text = LintedText::file(self.tables, source, false, secrets);
            let mut unused = finalize::findings(&text, &mut drafts);
            // Around bodies nothing is written.
            if !self.openings.is_empty() {
                unused.iter_mut().for_each(|finding| finding.fixes.clear());
            }
            left.extend(unused.into_iter().filter(|finding| !suppressed.silences(finding)));
            left.sort_by_key(|finding| (finding.span.start, finding.code, finding.span.end));
        }
        let mut used: Vec<usize> = suppressed.used.into_iter().collect();
        used.sort_unstable();
        Suppressed { findings: left, used }
    }

    fn rules_of(&self, name: &str) -> impl Iterator<Item = &'static RuleInfo> {
        self.rules.iter().copied().filter(move |info| info.answers_to(name))
    }

    /// Whether a rule of this name could have reported something.
    fn is_on(&self, name: &str) -> bool {
        self.rules_of(name).any(|info| self.levels.shows(info))
    }
}

struct Matching<'w> {
    suppressions: &'w Suppressions<'w>,
    /// Ignores of the settings with something to do.
    used: HashSet<usize>,
    /// The same of comments: which one, and which of its names.
    met: HashSet<(usize, usize)>,
    /// What comments name, by line and code: those that are not yet met.
    comments: HashMap<(u32, &'static str), Vec<(usize, usize)>>,
}

impl<'w> Matching<'w> {
    fn new(suppressions: &'w Suppressions<'w>) -> Self {
        let mut comments: HashMap<_, Vec<_>> = HashMap::new();
        for (index, inline) in suppressions.inline.iter().enumerate() {
            for (number, (name, _)) in inline.names.iter().enumerate() {
                for info in suppressions.rules_of(name) {
                    comments.entry((inline.line, info.code)).or_default().push((index, number));
                }
            }
        }
        Self { suppressions, used: HashSet::new(), met: HashSet::new(), comments }
    }

    fn silences(&mut self, finding: &Finding) -> bool {
        // What cannot be read cannot be sent.
        if finding.code == rules::json::syntax::INFO.code {
            return false;
        }
        let mut silent = false;
        for (index, ignore) in self.suppressions.ignores.iter().enumerate() {
            if ignore.codes.contains(&finding.code) && (ignore.matches)(finding) {
                self.used.insert(index);
                silent = true;
            }
        }
        let body =
            finding.body.and_then(|body| self.suppressions.openings.get(body.index as usize));
        let lines = body.into_iter().flatten().copied();
        let lines = lines.chain([finding.start.line, inline::WHOLE_FILE]);
        for line in lines {
            if let Some(names) = self.comments.get_mut(&(line, finding.code)) {
                self.met.extend(names.drain(..));
                silent = true;
            }
        }
        silent
    }
}
