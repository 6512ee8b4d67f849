//! Which files are linted, and what is in them.

use std::collections::HashSet;
use std::io::Read;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

/// Larger files are refused.
pub(super) const SIZE_LIMIT: u64 = 512 * 1024 * 1024;

/// A file to lint.
#[derive(Debug)]
pub(super) struct Input {
    /// What messages call it: the path as given, or as walked below a given folder.
    pub(super) name: String,
    /// Nothing for standard input.
    pub(super) path: Option<PathBuf>,
}

/// The files that some paths mean, each once, and what could not be looked at.
pub(super) fn collect(paths: &[PathBuf], stdin_name: &str) -> (Vec<Input>, Vec<String>) {
    let here = [PathBuf::from(".")];
    let paths = if paths.is_empty() { &here[..] } else { paths };
    let mut seen = HashSet::new();
    let (mut inputs, mut problems) = (Vec::new(), Vec::new());
    let mut add = |path: PathBuf| {
        let same = std::fs::canonicalize(&path).unwrap_or_else(|_| path.clone());
        if seen.insert(same) {
            inputs.push(Input { name: path.display().to_string(), path: Some(path) });
        }
    };
    let mut stdin = false;
    for path in paths {
        if path.as_os_str() == "-" {
            stdin = true;
        } else if path.is_dir() {
            walk(path, &mut add, &mut problems);
        } else {
            add(path.clone());
        }
    }
    if stdin {
        inputs.push(Input { name: stdin_name.to_owned(), path: None });
    }
    (inputs, problems)
}

fn walk(folder: &Path, add: &mut impl FnMut(PathBuf), problems: &mut Vec<String>) {
    let walk = WalkBuilder::new(folder)
        .require_git(false)
        .hidden(true)
        .sort_by_file_path(Path::cmp)
        .build();
    for entry in walk {
        match entry {
            Ok(entry) if is_sync(entry.path()) && entry.path().is_file() => {
                let path = entry.path();
                let plain = path.strip_prefix("./").unwrap_or(path);
                let given = folder.as_os_str() == "." && !plain.as_os_str().is_empty();
                add(if given { plain.to_path_buf() } else { path.to_path_buf() });
            }
            Ok(_) => {}
            Err(error) => problems.push(error.to_string()),
        }
    }
}

fn is_sync(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    name.ends_with(".sync.json") || name.ends_with(".sync.jsonc")
}

impl Input {
    /// Its bytes.
    ///
    /// # Errors
    ///
    /// A sentence on why it cannot be read.
    pub(super) fn read(&self) -> Result<Vec<u8>, String> {
        let fail = |error: std::io::Error| format!("{}: cannot be read: {error}", self.name);
        let mut bytes = Vec::new();
        let limit = SIZE_LIMIT + 1;
        match &self.path {
            Some(path) => {
                let file = std::fs::File::open(path).map_err(fail)?;
                let size = file.metadata().map_err(fail)?.len();
                bytes.reserve(usize::try_from(size.min(SIZE_LIMIT)).unwrap_or_default());
                file.take(limit).read_to_end(&mut bytes).map_err(fail)?;
            }
            None => {
                std::io::stdin().lock().take(limit).read_to_end(&mut bytes).map_err(fail)?;
            }
        }
        if bytes.len() as u64 > SIZE_LIMIT {
            return Err(format!("{}: is larger than 512 MiB, which is the limit", self.name));
        }
        Ok(bytes)
    }
}
