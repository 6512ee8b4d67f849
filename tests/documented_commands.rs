//! Every command that the README and the documentation show is run, or is listed here with what
//! tries it.
#![cfg(all(feature = "cli", feature = "lsp", unix))]

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Commands of other programs, by how they start, and what tries them.
const TRIED_ELSEWHERE: &[(&str, &str)] = &[
    ("cargo install", "by hand, as docs/installing.md says"),
    ("cargo binstall", "not yet, as docs/installing.md says"),
    ("cargo test", "this is one"),
    ("pip install", "scripts/try-wheel"),
    ("pipx install", "not yet: there is no release"),
    ("uvx polytomic-lint", "not yet: there is no release"),
    ("maturin build", "scripts/try-wheel"),
    ("rustup target add", "by hand, as docs/installing.md says"),
    ("scripts/", "by hand, as docs/installing.md says"),
    ("cargo doc", ".ci/run"),
    ("export ", "it sets a variable for the next command"),
    ("npm ", "the scripts of the bindings and of the extension"),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn pages() -> Vec<PathBuf> {
    let docs = std::fs::read_dir(root().join("docs")).expect("docs");
    let docs = docs.map(|entry| entry.expect("an entry").path());
    let mut pages: Vec<PathBuf> =
        docs.filter(|path| path.extension().is_some_and(|e| e == "md")).collect();
    pages.push(root().join("README.md"));
    pages.sort();
    pages
}

/// The commands of a page: the lines of `console` and `sh` blocks, what other blocks run, and the
/// commands in backticks.
fn commands(page: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut block: Option<&str> = None;
    let mut goes_on = false;
    for line in page.lines() {
        let trimmed = line.trim();
        if let Some(language) = trimmed.strip_prefix("```") {
            block = block.is_none().then_some(language);
            continue;
        }
        match block {
            Some("console" | "sh") if !trimmed.is_empty() => {
                let command = trimmed.split("  #").next().unwrap_or_default().trim();
                match out.last_mut().filter(|_| goes_on) {
                    Some(last) => *last = format!("{last} {command}"),
                    None => out.push(command.to_owned()),
                }
                goes_on = command.ends_with('|');
            }
            Some("text" | "json" | "jsonc" | "toml" | "rust") => {}
            Some(_) => {
                let start = trimmed.find("polytomic-lint check");
                out.extend(start.map(|at| trimmed[at..].trim_end_matches('\'').to_owned()));
            }
            None => {
                let code = line.split('`').skip(1).step_by(2);
                let own =
                    code.filter(|code| code.starts_with("polytomic-lint ") && !code.contains('…'));
                out.extend(own.map(|code| code.replace("CODE", "PT071").replace("SHELL", "bash")));
            }
        }
    }
    out
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        match entry.path().is_dir() {
            true => copy(&entry.path(), &target),
            false => drop(std::fs::copy(entry.path(), target).expect("a copy")),
        }
    }
}

/// A folder with what the commands refer to.
fn folder() -> tempfile::TempDir {
    let place = tempfile::tempdir().expect("a folder");
    let write = |path: &str, text: &str| {
        let path = place.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    };
    let broken = std::fs::read_to_string(root().join("examples/broken.sync.json")).expect("one");
    for path in ["syncs/a.sync.json", "body.json"] {
        write(path, &broken);
    }
    copy(&root().join("examples"), &place.path().join("examples"));
    // No test connects to the network, and reviewdog is not here.
    for (program, script) in [("curl", "exit 0"), ("reviewdog", "cat > /dev/null")] {
        write(&format!("bin/{program}"), &format!("#!/bin/sh\n{script}\n"));
        let executable = std::fs::Permissions::from_mode(0o755);
        let file = place.path().join("bin").join(program);
        std::fs::set_permissions(file, executable).expect("an executable file");
    }
    for folder in [
        ".local/share/bash-completion/completions",
        ".config/fish/completions",
        ".local/share/man/man1",
        "functions",
        "results/polytomic-lint",
    ] {
        std::fs::create_dir_all(place.path().join(folder)).expect("a folder");
    }
    place
}

/// The status of a command in a folder of its own, and what it says.
fn run(command: &str) -> (Option<i32>, String) {
    let place = folder();
    let binary = Path::new(env!("CARGO_BIN_EXE_polytomic-lint")).parent().expect("a folder");
    let (stubs, others) = (place.path().join("bin"), std::env::var("PATH").unwrap_or_default());
    let path = format!("{}:{}:{others}", stubs.display(), binary.display());
    // An array of zsh, which counts from 1.
    let baseline = "polytomic-lint check syncs --baseline polytomic-lint-baseline.json";
    let script = format!(
        "{baseline} --update-baseline > /dev/null 2>&1
        set -o pipefail; fpath=('' functions); {command}"
    );
    let output = Command::new("bash")
        .args(["-c", &script])
        .current_dir(place.path())
        .env("PATH", path)
        .env("HOME", place.path())
        .env_remove("POLYTOMIC_LINT_FORMAT")
        .stdin(Stdio::null())
        .output()
        .expect("bash");
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn every_command_of_the_documentation_can_be_carried_out() {
    let mut count = 0;
    let mut bad = Vec::new();
    for page in pages() {
        let text = std::fs::read_to_string(&page).expect("a page");
        for command in commands(&text) {
            let own = command.replace("cargo run -- ", "polytomic-lint ");
            let is_own = own.starts_with("polytomic-lint ") || own.contains("| polytomic-lint ");
            let elsewhere = TRIED_ELSEWHERE.iter().any(|(start, _)| command.starts_with(start));
            if elsewhere {
                continue;
            }
            let name = page.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if !is_own {
                bad.push(format!("{name}: nothing tries `{command}`"));
                continue;
            }
            count += 1;
            let (status, log) = run(&own);
            // Findings are what the examples are for.
            if !matches!(status, Some(0 | 1)) || log.contains("error: ") {
                bad.push(format!("{name}: `{command}` ends with {status:?}: {log}"));
            }
        }
    }
    assert!(bad.is_empty(), "{}", bad.join("\n"));
    assert!(count >= 20, "only {count} commands were found");
}
