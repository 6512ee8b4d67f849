//! The bodies of the tests that are right.

use std::path::{Path, PathBuf};

/// Their files, in the same order everywhere: the valid body, and those with more in them.
pub(crate) fn paths() -> Vec<PathBuf> {
    let bodies = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bodies");
    let files = std::fs::read_dir(bodies.join("clean")).expect("a folder");
    let mut paths: Vec<_> = files.map(|file| file.expect("a file").path()).collect();
    paths.push(bodies.join("valid.json"));
    paths.sort();
    paths
}

/// The texts of those that are JSON.
#[allow(dead_code, reason = "not every test needs the texts alone")]
pub(crate) fn texts() -> Vec<String> {
    let texts = paths().into_iter().map(|path| std::fs::read_to_string(path).expect("a body"));
    texts.filter(|text| serde_json::from_str::<serde_json::Value>(text).is_ok()).collect()
}
