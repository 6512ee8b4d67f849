//! XML for `JUnit` readers: one suite per file, a failed case per finding that is a failure, a passed one where
//! there is none.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::text::{count, framed, push_place, xml};
use super::{Run, Settings, Writer};
use crate::finding::Finding;
use crate::linter::Report;
use crate::text::Source;
use crate::text::shown;

/// Bytes that most findings take that are no failures.
const LINE: usize = 200;

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

    fn whole(&self, parts: Vec<String>, _: Run<'_>, _: &Settings) -> String {
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
        let case = case(finding, &mut seen);
        let (case, severity, message) = (xml(&case), finding.severity, xml(&finding.message));
        let _ = write!(
            out,
            "    <testcase name=\"{case}\" classname=\"{class}\" file=\"{name}\" line=\"{line}\" column=\"{column}\">\n      \
             <failure type=\"{severity}\" message=\"{message}\">",
        );
        push_failure(&mut out, &name, finding);
        out.push_str("</failure>\n    </testcase>\n");
    }
    let mut others = shown().filter(|finding| !fails(finding)).peekable();
    if others.peek().is_some() {
        out.reserve((report.findings().len() - failures).min(settings.limit()) * LINE);
        out.push_str("    <system-out>");
        while let Some(finding) = others.next() {
            push_output(&mut out, &name, finding);
            if others.peek().is_some() {
                out.push('\n');
            }
        }
        out.push_str("</system-out>\n");
    }
    out + "  </testsuite>\n"
}

/// Adds a failure as text.
fn push_failure(out: &mut String, file: &str, finding: &Finding) {
    out.push_str(file);
    push_place(out, finding.start);
    push_rule(out, finding);
    out.push_str(": ");
    push_message(out, finding);
}

/// Adds any other finding as text. A line does not start with the file, whose name could be a
/// command of the runner that shows it.
fn push_output(out: &mut String, file: &str, finding: &Finding) {
    push_rule(out, finding);
    out.push_str(" at ");
    out.push_str(file);
    push_place(out, finding.start);
    push_message(out, finding);
}

fn push_rule(out: &mut String, finding: &Finding) {
    out.push_str(finding.severity.name());
    out.push('[');
    out.push_str(&xml(finding.code));
    out.push(']');
}

fn push_message(out: &mut String, finding: &Finding) {
    out.push_str(&xml(&finding.message));
    if let Some(help) = &finding.help {
        out.push_str("\nhelp: ");
        out.push_str(&xml(help));
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
fn whole(parts: Vec<String>) -> String {
    let count = |tag| parts.iter().map(|part| count(part, tag)).sum::<usize>();
    // What files say is escaped, so that these are the tags themselves.
    let (tests, failures) = (count("<testcase "), count("<failure "));
    let before = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"polytomic-lint\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\">\n"
    );
    framed(parts, &before, "</testsuites>\n")
}
