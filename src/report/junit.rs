//! JUnit's XML: a suite a file, a failed case a finding, a passed one where there is none.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::text::xml;
use crate::finding::Finding;
use crate::linter::Report;
use crate::text::shown;

/// What a file adds.
pub fn part(report: &Report, limit: usize) -> String {
    let name = xml(report.file());
    let class = name.strip_suffix(".json").or_else(|| name.strip_suffix(".jsonc"));
    let class = class.unwrap_or(&name);
    let failures = report.findings().len().min(limit);
    let tests = failures.max(1);
    let mut out = format!(
        "  <testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" skipped=\"0\" package=\"org.polytomic-lint\">\n"
    );
    if failures == 0 {
        let _ = writeln!(out, "    <testcase name=\"no findings\" classname=\"{class}\"/>");
    }
    let mut seen = HashMap::new();
    for finding in report.findings().iter().take(limit) {
        let (line, column) = (finding.start.line, finding.start.column);
        let (code, severity) = (xml(finding.code), finding.severity);
        let case = xml(&case(finding, &mut seen));
        let message = xml(&finding.message);
        let _ = write!(
            out,
            "    <testcase name=\"{case}\" classname=\"{class}\" file=\"{name}\" line=\"{line}\" column=\"{column}\">\n      \
             <failure type=\"{severity}\" message=\"{message}\">{name}:{line}:{column}: {severity}[{code}]: {message}"
        );
        if let Some(help) = &finding.help {
            let _ = write!(out, "\nhelp: {}", xml(help));
        }
        out.push_str("</failure>\n    </testcase>\n");
    }
    out + "  </testsuite>\n"
}

/// What a case is called: without lines, so that it is the same case after others have moved it.
fn case(finding: &Finding, seen: &mut HashMap<String, usize>) -> String {
    let mut name = format!("{} {}", finding.code, finding.name);
    if let Some(pointer) = finding.pointer.as_deref().filter(|pointer| !pointer.is_empty()) {
        let _ = write!(name, " {}", shown(pointer));
    }
    let count = seen.entry(name.clone()).or_insert(0);
    *count += 1;
    if *count > 1 {
        let _ = write!(name, " ({count})");
    }
    name
}

/// The whole, of its parts in order.
pub fn whole(parts: &[String], reports: &[Report], limit: usize) -> String {
    let counts = reports.iter().map(|report| report.findings().len().min(limit));
    let (tests, failures) =
        counts.fold((0, 0), |(tests, failures), count| (tests + count.max(1), failures + count));
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"polytomic-lint\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\">\n{}</testsuites>\n",
        parts.concat()
    )
}
