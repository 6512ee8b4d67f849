//! XML for `JUnit` readers: one suite per file, a failed case per finding that is a failure, a passed one where
//! there is none.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::text::{count, xml};
use super::{Run, Settings, Writer};
use crate::finding::Finding;
use crate::linter::Report;
use crate::text::Source;
use crate::text::shown;

/// The format `junit`.
#[derive(Debug)]
pub struct Junit;

impl Writer for Junit {
    fn name(&self) -> &'static str {
        "junit"
    }

    fn about(&self) -> &'static str {
        "JUnit XML"
    }

    fn part(&self, report: &Report, _: &Source<'_>, settings: &Settings) -> String {
        part(report, settings)
    }

    fn is_document(&self) -> bool {
        true
    }

    fn whole(&self, parts: &[String], _: Run<'_>, _: &Settings) -> String {
        whole(parts)
    }
}

/// What a file adds: a case for each finding that is a failure, and the others as output.
fn part(report: &Report, settings: &Settings) -> String {
    let name = xml(report.file());
    let class = name.strip_suffix(".json").or_else(|| name.strip_suffix(".jsonc"));
    let class = class.unwrap_or(&name);
    let fails =
        |finding: &&Finding| settings.failure.is_some_and(|lowest| finding.severity >= lowest);
    let shown = || report.findings().iter().take(settings.limit());
    let failures = shown().filter(fails).count();
    let tests = failures.max(1);
    let mut out = format!(
        "  <testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" skipped=\"0\" package=\"org.polytomic-lint\">\n"
    );
    if failures == 0 {
        let _ = writeln!(out, "    <testcase name=\"no findings\" classname=\"{class}\"/>");
    }
    let mut seen = HashMap::new();
    for finding in shown().filter(fails) {
        let (line, column) = (finding.start.line, finding.start.column);
        let case = xml(&case(finding, &mut seen));
        let (severity, message) = (finding.severity, xml(&finding.message));
        let _ = writeln!(
            out,
            "    <testcase name=\"{case}\" classname=\"{class}\" file=\"{name}\" line=\"{line}\" column=\"{column}\">\n      \
             <failure type=\"{severity}\" message=\"{message}\">{}</failure>\n    </testcase>",
            failed(&name, finding)
        );
    }
    let others: Vec<String> =
        shown().filter(|finding| !fails(finding)).map(|finding| output(&name, finding)).collect();
    if !others.is_empty() {
        let _ = writeln!(out, "    <system-out>{}</system-out>", others.join("\n"));
    }
    out + "  </testsuite>\n"
}

/// A failure as text.
fn failed(file: &str, finding: &Finding) -> String {
    let (line, column) = (finding.start.line, finding.start.column);
    format!("{file}:{line}:{column}: {}: {}", rule(finding), message(finding))
}

/// Any other finding as text. A line does not start with the file, whose name could be a command
/// of the runner that shows it.
fn output(file: &str, finding: &Finding) -> String {
    let (line, column) = (finding.start.line, finding.start.column);
    format!("{} at {file}:{line}:{column}: {}", rule(finding), message(finding))
}

fn rule(finding: &Finding) -> String {
    format!("{}[{}]", finding.severity, xml(finding.code))
}

fn message(finding: &Finding) -> String {
    let message = xml(&finding.message);
    match &finding.help {
        Some(help) => format!("{message}\nhelp: {}", xml(help)),
        None => message,
    }
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
fn whole(parts: &[String]) -> String {
    let count = |tag| parts.iter().map(|part| count(part, tag)).sum::<usize>();
    // What files say is escaped, so that these are the tags themselves.
    let (tests, failures) = (count("<testcase "), count("<failure "));
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"polytomic-lint\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\">\n{}</testsuites>\n",
        parts.concat()
    )
}
