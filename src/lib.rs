//! Checks the body of a Polytomic Create Sync request before you send it: finds every mistake in one
//! run, each at its exact bytes, with what to do about it.
//!
//! ```
//! let report = polytomic_lint::lint(br#"{"name": "Accounts", "mode": "upsert"}"#);
//! for finding in report.findings() {
//!     println!("{}:{} {}", finding.start.line, finding.start.column, finding.message);
//! }
//! assert!(report.has_errors());
//! ```
//!
//! ```toml
//! [dependencies]
//! polytomic-lint = { version = "0.1", default-features = false }
//! ```
//!
//! Without the default features, it has neither command line nor terminal code.
//!
//! Any bytes are accepted: a file that is not JSON, not UTF-8, or not a body gets findings too.
//! Linting touches neither the file system nor the network, no input makes it panic, and the same
//! input gives the same report.
//!
//! # Settings
//!
//! [`lint()`] checks against the latest API version and reports errors and warnings. Configure a
//! [`Linter`] for anything else; it is made once and can be shared between threads.
//!
//! ```
//! use polytomic_lint::{ApiVersion, Level, Linter, Severity, Source};
//!
//! let linter = Linter::builder()
//!     .api_version(ApiVersion::V2024_02_08)
//!     .strict(true)                            // what may be rejected is an error
//!     .pedantic(true)                          // advice too
//!     .level("destructive-mode", Level::Off)   // a rule by name or code, or a group of them
//!     .template_markers(["${"])                // strings that another program fills in
//!     .build()?;
//! let report = linter.lint(&Source::new("orders.sync.json", br#"{"mode": "insert"}"#));
//! assert_eq!(report.count(Severity::Warning), 0);
//! # Ok::<(), polytomic_lint::UnknownRule>(())
//! ```
//!
//! An [error](Severity::Error) is what the API will reject or the documentation forbids, a
//! [warning](Severity::Warning) is accepted but almost certainly a mistake, and
//! [advice](Severity::Advice) is a suggestion or something worth knowing. [`rules()`] lists every rule,
//! with what it finds, how certain it is, and examples.
//!
//! # Findings and fixes
//!
//! A [`Finding`] is plain data that serializes: the rule's code, a sentence, what to do, the bytes
//! with line and column, a JSON Pointer, and [`Fix`]es. A [safe](Applicability::Safe) fix keeps
//! what the author clearly meant; [`apply`] applies fixes to the text, and leaves every byte outside
//! their edits as it is.
//!
//! ```
//! use polytomic_lint::{Applicability, apply, lint};
//!
//! let text = r#"{"name": 'Accounts', "active": True}"#;
//! let report = lint(text);
//! let safe = report.findings().iter().filter_map(|finding| {
//!     finding.fixes.iter().find(|fix| fix.applicability == Applicability::Safe)
//! });
//! let fixed = apply(text, safe).ok_or("nothing to fix")?;
//! assert_eq!(fixed.text, r#"{"name": "Accounts", "active": true}"#);
//! # Ok::<(), &str>(())
//! ```
//!
//! # Showing them
//!
//! Programs that report through [`miette`] get each finding as a `Diagnostic` with an excerpt of the
//! file ([`Finding::diagnostic`]); the excerpt is as large as what it shows, whatever the file's
//! size. The [`report`] module writes what the command line writes.
//!
//! ```
//! use miette::Diagnostic;
//! use polytomic_lint::{Source, lint};
//!
//! let text = r#"{"mode": "upsert"}"#;
//! let source = Source::new("a.sync.json", text);
//! let report = lint(text);
//! let view = report.findings()[0].diagnostic(&source);
//! assert!(view.source_code().is_some());
//! ```
//!
//! # A rule of your own
//!
//! A [`Rule`] has a declaration and looks at a [`Body`]: `target`, `filters`, `schedule` by name,
//! resolved once, where what is absent or was reported already says so. [`Draft`] states what was
//! found.
//!
//! ```
//! use polytomic_lint::{
//!     Body, Findings, Linter, Rule, RuleInfo, Severity, Source,
//! };
//!
//! struct NoReplace;
//!
//! static NO_REPLACE: RuleInfo =
//!     RuleInfo::new("ACME002", "no-replace", "syncs that replace everything")
//!         .with_severity(Severity::Error)
//!         .with_docs("Replacing is for the data team.");
//!
//! impl Rule for NoReplace {
//!     fn info(&self) -> &'static RuleInfo {
//!         &NO_REPLACE
//!     }
//!
//!     fn check(&self, body: &Body<'_>, out: &mut Findings<'_>) {
//!         if let Some(mode) = body.top.mode.node().filter(|mode| mode.is_text("replace")) {
//!             let finding = self.finding(mode, "the sync replaces everything");
//!             out.push(finding.help("ask the data team"));
//!         }
//!     }
//! }
//!
//! let linter = Linter::builder().rule(NoReplace).build()?;
//! let report = linter.lint(&Source::new("a.sync.json", r#"{"mode": "replace"}"#));
//! assert!(report.findings().iter().any(|finding| finding.code == "ACME002"));
//! # Ok::<(), polytomic_lint::UnknownRule>(())
//! ```
//!
//! # The body itself
//!
//! [`model::SyncRequest`] is the body as Rust types, for programs that make one; [`schema`] is its
//! JSON Schema, for editors and other validators.
//!
//! # Features
//!
//! With `default-features = false` no terminal crate comes along: linting, fixes, and reports for
//! programs are all there. What can be added:
//!
//! - `miette` (on by default, part of all others): each finding as a `miette::Diagnostic`.
//! - `cli` (on by default): the command line and the drawings for terminals.
//! - `lsp` (on by default): the language server.
//! - `config` (part of both): finding and reading `polytomic-lint.toml`.
//!
//! Types of three other crates are part of the API and of its version: [`uuid`] in [`model`],
//! `serde`'s traits on findings, reports, and the model, and `miette`'s traits where that feature is
//! on. `jsonschema`, `serde_json`'s values apart from [`model`]'s free values, and everything else
//! stay inside.

#[cfg(test)]
mod clean_path_tests;
#[cfg(feature = "cli")]
pub mod cli;
#[cfg(feature = "config")]
pub mod config;
mod endpoint;
mod finding;
mod host;
mod json;
mod linter;
#[cfg(feature = "lsp")]
pub mod lsp;
pub mod metadata;
#[cfg(feature = "config")]
pub mod options;
mod placeholder;
pub mod report;
mod rule;
mod rules;
mod schema;
mod secrets;
#[cfg(test)]
#[path = "../tests/support/mod.rs"]
mod support;
mod text;

#[doc(hidden)]
pub use endpoint::generate_schema;
pub use endpoint::model;
pub use endpoint::schema;
pub use endpoint::{
    Body, Condition, Conditions, Endpoint, Filter, Identities, Identity, Mapping, Mappings,
    MappingsIter, Override, RunAfter, Schedule, Slot, SourceRef, Target, Top, UnknownEndpoint,
};
pub use finding::{BodyPlace, Draft, Finding, Findings, HostKind, Label, key_span};
pub use json::{Kind, Member, Node, NodeId, Tree};
pub use linter::suppress::baseline::{Baseline, BaselineError};
pub use linter::{Analysis, AnalyzedBody, Linter, LinterBuilder, Report, Summary};
#[cfg(feature = "miette")]
pub use report::FindingDiagnostic;
pub use rule::{Evidence, FixKind, Group, Level, RuleInfo, Severity, Tag, UnknownLevel};
pub use rules::{Rule, UnknownRule, find_rules, rules};
pub use schema::{ApiVersion, UnknownVersion};
pub use text::{Applicability, Edit, Fix, Fixed, Position, Source, Span, apply, list, shown};
/// The crate of the IDs in [`model`].
pub use uuid;

/// Lints a body with the default settings: the latest API version, errors and warnings.
pub fn lint(bytes: impl AsRef<[u8]>) -> Report {
    Linter::default().lint(&Source::new("body.json", bytes.as_ref()))
}

/// What the search for what was meant makes of a text, for the fuzz targets.
#[cfg(fuzzing)]
#[doc(hidden)]
pub fn repaired(text: &str) -> Option<String> {
    let tables = Endpoint::default().tables;
    let options =
        json::Options { names: tables.keys, expected: tables, ..json::Options::default() };
    json::repaired(text, options)
}

/// Applies the fixes of everything that is found with the default settings; see [`Linter::fix`].
///
/// ```
/// use polytomic_lint::{Applicability, fix};
///
/// let fixed = fix(r#"{"active": True}"#, Applicability::Safe).expect("a literal of Python");
/// assert_eq!(fixed.text, r#"{"active": true}"#);
/// ```
pub fn fix(text: &str, applicability: Applicability) -> Option<Fixed> {
    Linter::default().fix(&Source::new("body.json", text), applicability)
}

/// Reads a text as JSON, broken or not, without linting it.
///
/// ```
/// let tree = polytomic_lint::parse(r#"{"name": "Accounts", "fields": [1, 2}"#);
/// assert_eq!(tree.at("/fields/1").map(|node| node.raw()), Some("2"));
/// ```
pub fn parse(text: &str) -> Tree<'_> {
    json::parse(text, json::Options::default()).tree
}
