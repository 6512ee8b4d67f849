//! Tells what is wrong with the body of a Create Sync request to Polytomic before it is sent:
//! every mistake in one run, each at its exact bytes, with what to do about it.
//!
//! ```
//! let report = polytomic_lint::lint(br#"{"name": "Accounts", "mode": "upsert"}"#);
//! for finding in report.findings() {
//!     println!("{}:{} {}", finding.start.line, finding.start.column, finding.message);
//! }
//! assert!(report.has_errors());
//! ```
//!
//! A [`Linter`] has settings and can be shared between threads; a [`Source`] knows lines and
//! columns; a [`Finding`] is plain data with [`Fix`]es. Nothing here touches the file system or the
//! network, and no input makes it panic.

#[cfg(feature = "cli")]
pub mod cli;
mod complete;
#[cfg(feature = "config")]
pub mod config;
mod finding;
mod fingerprint;
mod fix;
mod fixing;
mod json;
mod linter;
mod logic;
#[cfg(feature = "lsp")]
pub mod lsp;
pub mod model;
mod nearest;
mod reading;
pub mod report;
mod request;
mod rule;
mod rules;
mod schema;
mod secrets;
mod source;
#[cfg(test)]
#[path = "../tests/support/mod.rs"]
mod support;
mod suppress;
mod version;

pub use finding::{Draft, Finding, Label, Severity, key_span, list, shown};
pub use fix::{Applicability, Edit, Fix, apply};
pub use fixing::{Fixed, fix};
pub use json::{Kind, Member, Node, NodeId, Tree};
pub use linter::{Linter, LinterBuilder};
pub use report::{FindingDiagnostic, Report, Summary};
pub use request::{
    Body, Condition, Conditions, Filter, Identities, Identity, Mapping, Override, RunAfter,
    Schedule, Slot, SourceRef, Target, Top,
};
pub use rule::{Evidence, Findings, FixKind, Group, Level, Rule, RuleInfo};
pub use rules::{UnknownRule, find_rules, rules};
#[doc(hidden)]
pub use schema::generate as generate_schema;
pub use schema::text as schema;
pub use source::{Position, Source, Span};
pub use suppress::baseline::{Baseline, BaselineError};
pub use version::{ApiVersion, UnknownVersion};

/// Lints a body with the default settings: the latest API version, errors and warnings.
pub fn lint(bytes: impl AsRef<[u8]>) -> Report {
    Linter::default().lint(&Source::new("body.json", bytes.as_ref()))
}
