//! What a run of the program takes besides time: `cargo bench --bench process`.
//!
//! Memory is counted by Linux, instructions by Valgrind, and system calls by strace; where one of them
//! is not there, its line says so. The start is that of the released program, too, once
//! `scripts/build-static` has built it.

#[allow(dead_code, reason = "nothing is timed here")]
mod support;

use std::fmt::Write as _;
use std::hint::black_box;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use polytomic_lint::{Linter, Source};
use support::per;

const PROGRAM: &str = env!("CARGO_BIN_EXE_polytomic-lint");
const CLEAN: &str = include_str!("../examples/clean.sync.json");
const MODEL: &str = "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25";

/// A clean body of about 20 MB, as editors and as programs write it. It is written into one piece of
/// memory, since whatever else was needed would stay with the process and count as the linter's.
fn body(pretty: bool) -> Box<str> {
    let (separator, count) = if pretty { (",\n", 110_000) } else { (",", 180_000) };
    let mut text = String::with_capacity(24 << 20);
    text.push_str(r#"{"name": "Accounts", "mode": "create", "fields": ["#);
    for n in 0..count {
        text.push_str(if n == 0 { "" } else { separator });
        let written = match pretty {
            true => write!(
                text,
                "    {{\n      \"source\": {{\n        \"model_id\": \"{MODEL}\",\n        \"field\": \"column_{n}\"\n      }},\n      \"target\": \"Field_{n}__c\"\n    }}"
            ),
            false => write!(
                text,
                r#"{{"source":{{"model_id":"{MODEL}","field":"column_{n}"}},"target":"Field_{n}__c"}}"#
            ),
        };
        written.expect("written");
    }
    let target = format!(r#"{{"connection_id": "{MODEL}", "object": "Account"}}"#);
    write!(text, r#"], "schedule": {{"frequency": "manual"}}, "target": {target}}}"#)
        .expect("written");
    text.into_boxed_str()
}

/// The most memory that this process had, in bytes, since the last time this was asked.
fn peak() -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    std::fs::write("/proc/self/clear_refs", "5").ok()?;
    line.split_whitespace().next()?.parse::<usize>().ok().map(|kilobytes| kilobytes << 10)
}

/// The bytes of memory a byte of input, the text included.
fn memory(pretty: bool) -> Option<f64> {
    peak()?;
    let before = peak()?;
    let text = body(pretty);
    peak()?;
    let linter = Linter::default();
    assert!(
        black_box(linter.lint(&Source::new("a.json", &*text))).is_clean(),
        "a body that is right"
    );
    Some(per(peak()?.saturating_sub(before), text.len()))
}

/// What a tool prints about a program that it runs, wherever it prints it; nothing where the tool
/// is not installed.
fn told_by(tool: &[&str], program: &[&str]) -> Option<String> {
    let (name, options) = tool.split_first()?;
    let mut command = Command::new(name);
    command.args(options).args(program).stdin(Stdio::null()).stdout(Stdio::null());
    let output = command.stderr(Stdio::piped()).output().ok()?;
    Some(String::from_utf8_lossy(&output.stderr).into_owned())
}

/// How many instructions a program executes.
fn instructions(program: &[&str]) -> Option<f64> {
    let tool = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"];
    let output = told_by(&tool, program)?;
    let (_, count) = output.split_once("Collected : ")?;
    count.split_whitespace().next()?.parse().ok()
}

/// The program as a release has it for Linux, where `scripts/build-static` has built it. Most of a
/// start is the loader's work, which it does without.
fn released() -> Option<PathBuf> {
    let target = Path::new(PROGRAM).parent()?.parent()?;
    let triple = format!("{}-unknown-linux-gnu", std::env::consts::ARCH);
    let program = target.join(triple).join("release/polytomic-lint");
    program.is_file().then_some(program)
}

/// How many system calls a run over a folder of clean files has.
fn calls(folder: &Path, files: usize) -> Option<usize> {
    for n in 0..files {
        std::fs::write(folder.join(format!("f{n}.sync.json")), CLEAN).ok()?;
    }
    let folder = folder.to_str()?;
    let program = [PROGRAM, "check", "--quiet", "--no-config", "--jobs", "1", folder];
    let output = told_by(&["strace", "-f", "-qq"], &program)?;
    // Where tracing is forbidden, there is nothing.
    Some(output.lines().count()).filter(|count| *count > files)
}

fn main() {
    let mut out = std::io::stdout().lock();
    let mut say = |line: String| {
        let _ = writeln!(out, "{line}");
    };
    for (layout, pretty) in [("pretty", true), ("minified", false)] {
        say(match memory(pretty) {
            Some(memory) => {
                format!("20 MB {layout}: {memory:.2} bytes of memory a byte (wanted: 3.0)")
            }
            None => format!("20 MB {layout}: memory cannot be read here"),
        });
    }
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("a.sync.json");
    std::fs::write(&file, CLEAN).expect("written");
    let file = file.to_str().expect("a path");
    let released = released();
    let builds = [
        ("as it is released, static", released.as_deref().and_then(Path::to_str)),
        ("as the benches are built, dynamic", Some(PROGRAM)),
    ];
    for (build, program) in builds {
        let Some(program) = program else {
            say(format!("one small file, {build}: `scripts/build-static` has not been run"));
            continue;
        };
        let start = instructions(&[program, "check", "--quiet", "--no-config", file])
            .zip(instructions(&["cat", file]));
        say(match start {
            Some((ours, theirs)) => {
                let times = ours / theirs;
                format!(
                    "one small file, {build}: {times:.2} of the instructions of `cat` (wanted: 2.5)"
                )
            }
            None => format!("one small file, {build}: there is no Valgrind to count instructions"),
        });
    }
    let few = tempfile::tempdir().expect("a folder");
    let many = tempfile::tempdir().expect("a folder");
    say(match calls(few.path(), 100).zip(calls(many.path(), 1_100)) {
        Some((few, many)) => {
            let each = per(many.saturating_sub(few), 1_000);
            format!("many small files: {each:.2} system calls a file (wanted: 5)")
        }
        None => "many small files: there is no strace to count system calls".to_owned(),
    });
}
