//! The layers of `ARCHITECTURE.md`: what a folder of `src` imports is to its left, and no two
//! folders import each other.

use std::fs;
use std::path::Path;

/// From the bottom to the top.
const LAYERS: [&str; 17] = [
    "text",
    "rule",
    "json",
    "placeholder",
    "finding",
    "secrets",
    "schema",
    "metadata",
    "endpoint",
    "host",
    "rules",
    "linter",
    "options",
    "report",
    "config",
    "lsp",
    "cli",
];

fn layer(name: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| *layer == name)
}

/// The folders that a file names after `crate::`, with the line; of a file of tests none.
fn imports(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or(text);
    code.lines().enumerate().flat_map(|(number, line)| {
        let line = line.trim_start();
        let code = if line.starts_with("//") { "" } else { line };
        code.match_indices("crate::").map(move |(at, found)| {
            let name = &code[at + found.len()..];
            let end = name.find(|ch: char| !(ch.is_ascii_lowercase() || ch == '_'));
            (number + 1, &name[..end.unwrap_or(name.len())])
        })
    })
}

fn check(folder: usize, path: &Path, up: &mut Vec<String>) {
    if path.is_dir() {
        let entries = fs::read_dir(path).expect("a folder of src");
        return entries.for_each(|entry| check(folder, &entry.expect("an entry").path(), up));
    }
    let text = fs::read_to_string(path).expect("a file of src");
    if text.contains("use proptest::") {
        return;
    }
    for (line, name) in imports(&text) {
        if layer(name).is_some_and(|other| other > folder) {
            up.push(format!("{}:{line} imports {name}", path.display()));
        }
    }
}

#[test]
fn no_layer_imports_one_above_it() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut up = Vec::new();
    for (folder, name) in LAYERS.iter().enumerate() {
        let path = [src.join(name), src.join(name).with_extension("rs")];
        if let Some(path) = path.iter().find(|path| path.exists()) {
            check(folder, path, &mut up);
        }
    }
    assert!(up.is_empty(), "{}", up.join("\n"));
}

#[test]
fn every_folder_has_a_layer() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for entry in fs::read_dir(src).expect("src") {
        let path = entry.expect("an entry").path();
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let known = ["lib", "main", "clean_path_tests"].contains(&name.as_str());
        assert!(known || layer(&name).is_some(), "{name} has no place in the order of layers");
    }
}
