//! Many files, and files with many mistakes: `cargo bench --bench files`.
//!
//! Every figure is a ratio of two things in the same run, in turn: by the best time of several
//! rounds, or by CPU time.

mod support;

use std::hint::black_box;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use polytomic_lint::report::{Run, Settings, formats};
use polytomic_lint::{ApiVersion, Linter, Source, schema};
use serde_json::Value;

use support::{per, race, ratio};

const FILES: usize = 2_000;
const MISTAKES: usize = 10_000;
const MODEL: &str = "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25";

fn check(folder: &Path, jobs: &str) {
    let status = Command::new(env!("CARGO_BIN_EXE_polytomic-lint"))
        .args(["check", "--quiet", "--no-config", "--jobs", jobs, "."])
        .current_dir(folder)
        .stdout(Stdio::null())
        .status();
    assert!(status.expect("the program runs").success(), "clean bodies");
}

/// A body of about two megabytes, with so many unknown keys among its fields.
fn body(mistakes: usize) -> String {
    let count = 16_000;
    let fields: Vec<String> = (0..count)
        .map(|n| {
            let wrong = if n < mistakes { r#","sorce":1"# } else { "" };
            format!(
                r#"{{"source":{{"model_id":"{MODEL}","field":"column_{n}"}},"target":"Field_{n}__c"{wrong}}}"#
            )
        })
        .collect();
    let clean = include_str!("../examples/clean.sync.json");
    let mut value: Value = serde_json::from_str(clean).expect("JSON");
    value["fields"] = Value::Array(Vec::new());
    value.to_string().replace("\"fields\":[]", &format!("\"fields\":[{}]", fields.join(",")))
}

/// The ratio of the CPU time of two things, run in turn, other processes that they wait for
/// included; that of their best times where the system does not tell.
fn cpu_ratio(mut one: impl FnMut(), mut other: impl FnMut()) -> f64 {
    // The system counts hundredths of a second, so that it takes many rounds.
    const ROUNDS: usize = 60;
    let mut spent = [0, 0];
    for _ in 0..ROUNDS {
        let Some(start) = cpu_ticks() else { return ratio(race(one, other)) };
        one();
        let middle = cpu_ticks().unwrap_or(start);
        other();
        let end = cpu_ticks().unwrap_or(middle);
        spent = [spent[0] + middle - start, spent[1] + end - middle];
    }
    per(spent[0], spent[1])
}

/// The CPU time of this process and of those that it has waited for, in the system's unit.
fn cpu_ticks() -> Option<usize> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    // Behind the name, which may have blanks in it.
    let (_, fields) = stat.rsplit_once(')')?;
    let of = |field: &str| field.parse::<usize>().ok();
    fields.split_whitespace().skip(11).take(4).map(of).sum()
}

fn main() {
    let mut out = std::io::stdout().lock();
    let mut say = |line: String| {
        let _ = writeln!(out, "{line}");
    };
    let folder = tempfile::tempdir().expect("a folder");
    let clean = include_str!("../examples/clean.sync.json");
    for n in 0..FILES {
        std::fs::write(folder.path().join(format!("f{n}.sync.json")), clean).expect("written");
    }
    let schema: Value = serde_json::from_str(schema(ApiVersion::LATEST)).expect("JSON");
    // Started anew each time, as the program is.
    let validate = || {
        let validator = jsonschema::validator_for(&schema).expect("a schema");
        for entry in std::fs::read_dir(folder.path()).expect("a folder").flatten() {
            let bytes = std::fs::read(entry.path()).expect("a file");
            let value: Value = serde_json::from_slice(&bytes).expect("JSON");
            assert!(validator.is_valid(&value), "a clean body");
        }
    };
    let small = cpu_ratio(|| check(folder.path(), "1"), validate);
    say(format!(
        "{FILES} small files, one thread: {small:.2} of the CPU time of parsing and schema (wanted: 1.2)"
    ));
    let threads = ratio(race(|| check(folder.path(), "2"), || check(folder.path(), "1")));
    say(format!("{FILES} small files, two threads: {threads:.2} of one (wanted: 0.6)"));

    let linter = Linter::default();
    let (right, wrong) = (body(0), body(MISTAKES));
    for format in formats() {
        let run = |text: &str| {
            let source = Source::new("a.sync.json", text);
            let report = linter.lint(&source);
            let settings = Settings::default();
            let part = black_box(format.part(&report, &source, &settings));
            // As the program does: other parts are written as they are.
            if format.is_document() {
                black_box(format.whole(vec![part], Run::new(&[report]), &settings));
            }
        };
        let times = ratio(race(|| run(&wrong), || run(&right)));
        let name = format.name();
        say(format!("{MISTAKES} mistakes in 2 MB, {name}: {times:.1} of none (wanted: 4)"));
    }
}
