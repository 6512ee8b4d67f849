//! A rule's page in Markdown.

use std::fmt::Write as _;

use crate::rule::RuleInfo;

/// The beginning of a page, short enough for a message: what, and why.
pub(super) fn summary(info: &RuleInfo) -> String {
    let why = info.docs.split("# Bad").next().unwrap_or_default();
    let why: Vec<&str> = why.lines().map(str::trim).collect();
    format!("{} {}: {}\n\n{}", info.code, info.name, info.summary, why.join("\n").trim())
}

/// What `explain` prints, as Markdown.
pub(super) fn rule(info: &RuleInfo) -> String {
    let mut out = format!("# {} {}\n\n{}\n\n", info.code, info.name, info.summary);
    let (level, evidence) = (info.levels_explained(), info.evidence_explained());
    let _ = writeln!(out, "Level: {level}. Evidence: {evidence}.\n");
    for line in info.doc_lines() {
        // Below the page's own heading.
        let deeper = if line.starts_with("# ") { "#" } else { "" };
        let _ = writeln!(out, "{deeper}{line}");
    }
    out
}
