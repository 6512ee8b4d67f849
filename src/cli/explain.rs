//! Rules, explained on a page or listed, a line each.

use std::fmt::Write as _;

use serde_json::Value;

use super::Failure;
use super::args::Listing;
use crate::report::json::rule;
use crate::rule::RuleInfo;
use crate::rules::{find_rules, rules};

/// A rule's page.
pub(super) fn page(name: &str, format: Listing) -> Result<String, Failure> {
    let found = find_rules(name).map_err(|error| Failure::Usage(error.to_string()))?;
    if format == Listing::Json {
        let pages: Vec<Value> = found.iter().map(|info| rule(info, true)).collect();
        let value = if let [one] = pages.as_slice() { one.clone() } else { Value::from(pages) };
        return Ok(format!("{value:#}\n"));
    }
    Ok(found.iter().map(|info| human(info)).collect::<Vec<_>>().join("\n"))
}

fn human(info: &RuleInfo) -> String {
    let mut out = format!("{} {}: {}\n\n", info.code, info.name, info.summary);
    let fix = info.fix.name();
    let _ = writeln!(
        out,
        "level: {}\nevidence: {}\nfix: {fix}, group: {}, since {}\n",
        info.levels_explained(),
        info.evidence_explained(),
        info.group.name(),
        info.since,
    );
    for line in info.doc_lines() {
        let _ = writeln!(out, "{line}");
    }
    out
}

/// Every rule, a line each.
pub(super) fn list(format: Listing) -> String {
    if format == Listing::Json {
        let all: Vec<Value> = rules().map(|info| rule(info, false)).collect();
        return format!("{:#}\n", Value::from(all));
    }
    let mut out = String::new();
    let levels = rules().map(|info| info.levels().len()).max().unwrap_or_default();
    let names = rules().map(|info| info.name.len()).max().unwrap_or_default();
    for info in rules() {
        let _ = writeln!(
            out,
            "{:<6} {:<levels$}  {:<names$}  {}",
            info.code,
            info.levels(),
            info.name,
            info.summary_with_levels()
        );
    }
    out
}
