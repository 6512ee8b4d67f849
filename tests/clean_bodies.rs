//! Bodies that are right have no error: ours, and those of a folder that
//! `POLYTOMIC_LINT_BODIES` names (its `SOURCES.tsv` says which are clean).

use std::path::{Path, PathBuf};

use polytomic_lint::{Linter, Severity, Source};

fn errors(path: &Path) -> Vec<String> {
    let bytes = std::fs::read(path).expect("a readable body");
    let report = Linter::default().lint(&Source::new(path.display().to_string(), &bytes));
    report
        .findings()
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .map(|f| {
            format!(
                "{}:{}:{}: {} {}",
                path.display(),
                f.start.line,
                f.start.column,
                f.code,
                f.message
            )
        })
        .collect()
}

fn json_files(folder: &Path) -> Vec<PathBuf> {
    let mut out: Vec<_> =
        std::fs::read_dir(folder).expect("a folder").map(|f| f.expect("a file").path()).collect();
    out.retain(|path| path.extension().is_some_and(|ending| ending == "json"));
    out.sort();
    out
}

#[test]
fn clean_bodies_of_this_repository_have_no_error() {
    let files = json_files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bodies/clean"));
    assert!(files.len() >= 10, "bodies are missing");
    let wrong: Vec<String> = files.iter().flat_map(|path| errors(path)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn clean_bodies_of_the_named_folder_have_no_error() {
    let Some(folder) = std::env::var_os("POLYTOMIC_LINT_BODIES").map(PathBuf::from) else { return };
    let table = std::fs::read_to_string(folder.join("SOURCES.tsv")).expect("SOURCES.tsv");
    let mut wrong = Vec::new();
    for line in table.lines().skip(1) {
        let mut cells = line.split('\t');
        let (Some(file), Some(expect)) = (cells.next(), cells.next()) else { continue };
        let found = errors(&folder.join(file));
        match expect {
            "clean" => wrong.extend(found),
            _ if found.is_empty() => wrong.push(format!("{file}: has no error, but should")),
            _ => {}
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
