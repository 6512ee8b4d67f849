//! What a format of reports does, and which there are.

use std::fmt;

use crate::linter::Report;
use crate::rule::Severity;
use crate::text::Source;

/// A format of reports. Adding one is a file with a writer and a line in [`formats`].
pub trait Writer: fmt::Debug + Sync {
    /// Its name on the command line.
    fn name(&self) -> &'static str;

    /// What it is, in a few words.
    fn about(&self) -> &'static str;

    /// What a file adds. Some formats give places in bytes or excerpts, hence the source.
    fn part(&self, report: &Report, source: &Source<'_>, settings: &Settings) -> String;

    /// Whether all files together are one document, which [`whole`](Self::whole) makes of its
    /// parts; otherwise parts are written one after another.
    fn is_document(&self) -> bool {
        false
    }

    /// The document, of the parts of all files in order.
    fn whole(&self, parts: Vec<String>, run: Run<'_>, settings: &Settings) -> String {
        let _ = (run, settings);
        parts.concat()
    }
}

/// What whoever reads the report wants of it.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Settings {
    /// The most findings to write of one file; without it all of them, or as many as the format
    /// finds useful.
    pub limit: Option<usize>,
    /// Where the files are in their repository, for formats whose readers need that.
    pub place: super::Place,
    /// The lowest severity that is a failure, in formats of test results; nothing where none is.
    pub failure: Option<Severity>,
    /// What people want of the format for terminals.
    #[cfg(feature = "cli")]
    pub look: super::human::Look,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            limit: None,
            place: super::Place::default(),
            failure: Some(Severity::Error),
            #[cfg(feature = "cli")]
            look: super::human::Look::default(),
        }
    }
}

impl Settings {
    pub(super) fn limit(&self) -> usize {
        self.limit.unwrap_or(usize::MAX)
    }
}

/// What a whole document is about.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Run<'r> {
    /// The reports of all files in order.
    pub reports: &'r [Report],
    /// Whether every file could be linted.
    pub complete: bool,
}

impl<'r> Run<'r> {
    /// A run in which every file could be linted.
    pub fn new(reports: &'r [Report]) -> Self {
        Self { reports, complete: true }
    }

    /// The same run; `complete` is whether every file could be linted.
    pub fn with_complete(mut self, complete: bool) -> Self {
        self.complete = complete;
        self
    }
}

/// Every format, in the order of the documentation.
///
/// ```
/// use polytomic_lint::report::{Settings, format};
/// use polytomic_lint::{Source, lint};
///
/// let text = r#"{"mode": "upsert"}"#;
/// let github = format("github").expect("a format");
/// let part = github.part(&lint(text), &Source::new("a.sync.json", text), &Settings::default());
/// assert!(part.starts_with("::error file="));
/// ```
pub fn formats() -> &'static [&'static dyn Writer] {
    &[
        #[cfg(feature = "cli")]
        &super::human::Human,
        &super::concise::Concise,
        &super::json::Json,
        &super::json::JsonLines,
        &super::sarif::Sarif,
        &super::github::Github,
        &super::gitlab::Gitlab,
        &super::junit::Junit,
        &super::rdjson::Rdjson,
        &super::checkstyle::Checkstyle,
    ]
}

/// The format of a name.
pub fn format(name: &str) -> Option<&'static dyn Writer> {
    formats().iter().copied().find(|format| format.name() == name)
}

/// The whole of a few files at once.
///
/// ```
/// use polytomic_lint::report::{Settings, formats, write};
/// use polytomic_lint::{Source, lint};
///
/// let text = r#"{"mode": "upsert"}"#;
/// let (report, source) = (lint(text), Source::new("a.sync.json", text));
/// for format in formats() {
///     assert!(!write(*format, &[(&report, &source)], &Settings::default()).is_empty());
/// }
/// ```
pub fn write(format: &dyn Writer, files: &[(&Report, &Source<'_>)], settings: &Settings) -> String {
    let part = |(report, source): &(&Report, &Source<'_>)| format.part(report, source, settings);
    let parts: Vec<String> = files.iter().map(part).collect();
    if !format.is_document() {
        return parts.concat();
    }
    let reports: Vec<Report> = files.iter().map(|(report, _)| (*report).clone()).collect();
    format.whole(parts, Run::new(&reports), settings)
}
