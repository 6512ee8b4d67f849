//! `check`: files in, findings out.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Instant;

use super::args::{Check, FailOn};
use super::files::{self, Input};
use super::format::Writer;
use super::output::Output;
use super::{Failure, Status, fixing};
use crate::finding::Severity;
use crate::linter::Linter;
use crate::report::{Report, Summary};
use crate::rule::Level;
use crate::rules::find_rules;
use crate::source::Source;

/// What a run has gathered.
#[derive(Default)]
struct Run {
    reports: Vec<Report>,
    /// What each file adds to the output.
    parts: Vec<String>,
    /// Diffs, or the fixed text of standard input.
    fixed: String,
    failed: bool,
    fixes: usize,
}

pub(super) fn run(args: &Check, output: &mut Output) -> Result<Status, Failure> {
    let started = Instant::now();
    let linter = linter(args)?;
    let (inputs, problems) = files::collect(&args.paths, &args.stdin_filename);
    let mut run = Run { failed: !problems.is_empty(), ..Run::default() };
    problems.iter().for_each(|problem| output.note(&format!("error: {problem}")));
    if args.show_files {
        let names: String = inputs.iter().map(|input| format!("{}\n", input.name)).collect();
        return output.print(&names);
    }
    for input in &inputs {
        one(args, &linter, input, &mut run, output);
    }
    if inputs.is_empty() && !run.failed && !args.quiet {
        output.note(
            "nothing to lint: no `*.sync.json` or `*.sync.jsonc` here; name a file to lint it",
        );
    }
    let text = writer(args, output).whole(&run.parts, &run.reports, !run.failed);
    let summary = Summary::of(&run.reports);
    let status = status(args, &run, summary);
    // Fixed text and diffs take standard output; findings then go to standard error.
    let printed = match (&args.output_file, run.fixed.is_empty() && !prints_text(args)) {
        (Some(path), _) => {
            output.save(path, &text).and_then(|()| output.print(&run.fixed).map(drop))
        }
        (None, true) => output.print(&text).map(drop),
        (None, false) => {
            output.note(text.trim_end());
            output.print(&run.fixed).map(drop)
        }
    };
    match printed {
        Err(Failure::Output(error)) if error.kind() == std::io::ErrorKind::BrokenPipe => {
            return Ok(status);
        }
        other => other?,
    }
    if !args.quiet {
        if args.statistics {
            statistics(&run.reports, output);
        }
        output.note(&told(summary, run.fixes, started.elapsed()));
    }
    Ok(status)
}

fn writer(args: &Check, output: &Output) -> Writer {
    let look = output.look(args.narrated, args.output_file.is_some());
    Writer { format: args.format, look, limit: args.max_diagnostics }
}

/// Whether standard output belongs to something else than findings.
fn prints_text(args: &Check) -> bool {
    args.diff || args.fix && args.paths.iter().any(|path| path.as_os_str() == "-")
}

fn one(args: &Check, linter: &Linter, input: &Input, run: &mut Run, output: &mut Output) {
    let mut bytes = match input.read() {
        Ok(bytes) => bytes,
        Err(problem) => {
            run.failed = true;
            return output.note(&format!("error: {problem}"));
        }
    };
    // A mistake of ours in one file is told, and the others are linted.
    let linted = catch_unwind(AssertUnwindSafe(|| {
        let fixed = (args.fix || args.diff)
            .then(|| fixing::fix(linter, &input.name, &bytes, args.unsafe_fixes))
            .flatten();
        let from_stdin = input.path.is_none() && args.fix && !args.diff;
        if let Some(fixed) = fixed {
            if args.diff {
                run.fixed.push_str(&fixing::diff(&input.name, &bytes, &fixed.bytes));
            } else {
                let written = input.path.as_ref().map(|path| fixing::write(path, &fixed.bytes));
                if let Some(Err(error)) = written {
                    run.failed = true;
                    output.note(&format!("error: {}: cannot be written: {error}", input.name));
                    return lint(args, linter, input, &bytes, output);
                }
                bytes = fixed.bytes;
                run.fixes += fixed.count;
            }
        }
        if from_stdin {
            run.fixed.push_str(&String::from_utf8_lossy(&bytes));
        }
        lint(args, linter, input, &bytes, output)
    }));
    match linted {
        Ok((report, text)) => {
            run.parts.push(text);
            run.reports.push(report);
        }
        Err(_) => {
            run.failed = true;
            output.note(&format!(
                "error: {}: polytomic-lint {} has a bug that this file brings out; the file was not linted",
                input.name,
                env!("CARGO_PKG_VERSION"),
            ));
        }
    }
}

fn lint(
    args: &Check,
    linter: &Linter,
    input: &Input,
    bytes: &[u8],
    output: &Output,
) -> (Report, String) {
    let source = Source::new(&input.name, bytes);
    let report = linter.lint(&source);
    let text = writer(args, output).part(&report, &source);
    (report, text)
}

fn linter(args: &Check) -> Result<Linter, Failure> {
    let known = |names: &[String]| {
        names.iter().try_for_each(|name| {
            find_rules(name).map(drop).map_err(|error| Failure::Usage(error.to_string()))
        })
    };
    known(&args.select)?;
    known(&args.ignore)?;
    let mut builder =
        Linter::builder().api_version(args.api_version).strict(args.strict).pedantic(args.pedantic);
    if !args.select.is_empty() {
        builder = builder.select(args.select.iter().cloned());
    }
    for name in &args.ignore {
        builder = builder.level(name.clone(), Level::Off);
    }
    Ok(builder.build())
}

fn status(args: &Check, run: &Run, summary: Summary) -> Status {
    let found = match args.fail_on {
        FailOn::Error => summary.errors,
        FailOn::Warning => summary.errors + summary.warnings,
        FailOn::Advice => summary.errors + summary.warnings + summary.advice,
        FailOn::Never => 0,
    };
    match (run.failed, found) {
        (true, _) => Status::Failed,
        (false, 0) => Status::Clean,
        (false, _) => Status::Found,
    }
}

fn told(summary: Summary, fixes: usize, took: std::time::Duration) -> String {
    let many = |count: usize, one: &str, more: &str| {
        format!("{count} {}", if count == 1 { one } else { more })
    };
    let mut parts = vec![
        many(summary.errors, "error", "errors"),
        many(summary.warnings, "warning", "warnings"),
    ];
    if summary.advice > 0 {
        parts.push(format!("{} advice", summary.advice));
    }
    let mut out = format!(
        "checked {} in {} ms: {}",
        many(summary.files, "file", "files"),
        took.as_millis(),
        parts.join(", ")
    );
    if fixes > 0 {
        out += &format!("; applied {}", many(fixes, "fix", "fixes"));
    }
    if summary.fixable > 0 {
        out += &format!("; `--fix` mends {}", summary.fixable);
    }
    out
}

fn statistics(reports: &[Report], output: &mut Output) {
    let mut counts: BTreeMap<(&str, &str, Severity), usize> = BTreeMap::new();
    for finding in reports.iter().flat_map(Report::findings) {
        *counts.entry((finding.code, finding.name, finding.severity)).or_default() += 1;
    }
    for ((code, name, severity), count) in counts {
        output.note(&format!("{count:>6} {severity} {code} {name}"));
    }
}
