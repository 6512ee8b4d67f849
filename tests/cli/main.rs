//! The program from outside: real files in a folder of its own, real exit statuses.

mod baseline;
mod commands;
mod configuration;
mod endpoints;
mod files;
mod fixing;
mod hosts;
#[path = "../support/hosts.rs"]
mod hosts_around;
mod ignores;
mod metadata;
mod output;
mod shells;
#[path = "../support/valid.rs"]
mod valid;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A body without a finding.
const CLEAN: &str = valid::TEXT;

/// A body with one warning, PT031.
fn warned() -> String {
    CLEAN.replace(", \"object\": \"Account\"", "")
}

/// A body with one error, PT030.
fn broken() -> String {
    CLEAN.replace(
        "\"object\": \"Account\"",
        "\"object\": \"Account\", \"create\": { \"name\": \"A\" }",
    )
}

/// A body with one error that `--fix` fixes, PT014.
fn fixable() -> String {
    CLEAN.replace("\"target\": \"Name\"", "\"target\": \"Name\",")
}

/// What in the environment changes a run.
const VARIABLES: [&str; 9] = [
    "POLYTOMIC_LINT_FORMAT",
    "NO_COLOR",
    "FORCE_COLOR",
    "CLICOLOR",
    "CLICOLOR_FORCE",
    "NO_GRAPHICS",
    "TERM",
    "GITHUB_WORKSPACE",
    "CI_PROJECT_DIR",
];

/// A folder for one test.
struct Folder(tempfile::TempDir);

/// What a run gave.
struct Ran {
    status: i32,
    out: String,
    err: String,
}

impl Folder {
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = Self(tempfile::tempdir().expect("a folder"));
        files.iter().for_each(|(name, text)| folder.write(name, text));
        folder
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(path, text).expect("written");
    }

    fn read(&self, name: &str) -> String {
        String::from_utf8(std::fs::read(self.path(name)).expect("a file")).expect("UTF-8")
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_polytomic-lint"));
        command.args(args).current_dir(self.0.path());
        VARIABLES.iter().for_each(|name| {
            command.env_remove(name);
        });
        command
    }

    fn run(&self, args: &[&str]) -> Ran {
        self.feed(args, b"")
    }

    /// A run with something on standard input.
    fn feed(&self, args: &[&str], input: &[u8]) -> Ran {
        ran(self.command(args), input)
    }

    /// The lines of `check --format concise` with these arguments.
    fn check(&self, args: &[&str]) -> (i32, Vec<String>) {
        let args = [&["check", "--format", "concise"], args].concat();
        let ran = self.run(&args);
        (ran.status, ran.out.lines().map(place).collect())
    }
}

/// `path:line:column` and the code of a line.
fn place(line: &str) -> String {
    let (place, rest) = line.split_once(": ").expect("a place");
    let code = rest.split(['[', ']']).nth(1).expect("a code");
    format!("{place} {code}")
}

fn ran(mut command: Command, input: &[u8]) -> Ran {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program");
    let mut stdin = child.stdin.take().expect("standard input");
    let input = input.to_vec();
    // A program that does not read its input is no failure of the test.
    let feeding = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().expect("an end");
    feeding.join().expect("fed");
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    Ran {
        status: output.status.code().expect("an exit status, no signal"),
        out: text(output.stdout),
        err: text(output.stderr),
    }
}

fn exists(path: &Path) -> bool {
    std::fs::symlink_metadata(path).is_ok()
}
