//! The formats of `check`, from outside: every one says the same, in its own unit, whatever the
//! bodies and their names are.

mod embedded;
mod golden;
mod hostile;
#[path = "../support/hosts.rs"]
mod hosts;
mod limits;
mod places;
mod read;
mod same;
mod schema;

use std::path::Path;
use std::process::{Command, Stdio};

/// All of them; a test compares this to the list of the library.
const FORMATS: [&str; 10] = [
    "human",
    "concise",
    "json",
    "jsonl",
    "sarif",
    "github",
    "gitlab",
    "junit",
    "rdjson",
    "checkstyle",
];

/// What a run printed, and how it ended.
#[derive(Debug)]
struct Run {
    out: String,
    status: i32,
}

/// Runs the program in a folder.
fn run(folder: &Path, args: &[&str]) -> Run {
    let output = Command::new(env!("CARGO_BIN_EXE_polytomic-lint"))
        .args(args)
        .current_dir(folder)
        .env_clear()
        .stdin(Stdio::null())
        .output()
        .expect("the program runs");
    Run {
        out: String::from_utf8(output.stdout).expect("UTF-8"),
        status: output.status.code().expect("no signal"),
    }
}

/// Checks a folder in a format.
fn check(folder: &Path, format: &str, more: &[&str]) -> Run {
    run(folder, &[&["check", "--format", format], more].concat())
}

/// A folder with these files.
fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, bytes) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, bytes).expect("a writable file");
    }
    folder
}
