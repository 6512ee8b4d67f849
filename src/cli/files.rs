//! Which files are linted.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ignore::WalkBuilder;

use super::input::Input;
use crate::config::{Config, ConfigError, Configs};

/// The files of a run, each once, and what could not be looked at.
#[derive(Debug, Default)]
pub(super) struct Files {
    pub(super) inputs: Vec<Input>,
    /// Sentences.
    pub(super) problems: Vec<String>,
    /// Configurations that cannot be used, each once.
    pub(super) broken: Vec<Arc<ConfigError>>,
    /// Given folders with nothing to lint.
    pub(super) empty: Vec<String>,
    seen: HashSet<PathBuf>,
}

impl Files {
    /// The files that the arguments mean.
    pub(super) fn collect(
        paths: &[PathBuf],
        stdin_filename: &str,
        force_exclude: bool,
        configs: &Arc<Configs>,
    ) -> Self {
        let mut files = Self::default();
        let here = [PathBuf::from(".")];
        let paths = if paths.is_empty() { &here[..] } else { paths };
        let mut stdin = false;
        for path in paths {
            if path.as_os_str() == "-" {
                if !std::mem::replace(&mut stdin, true) {
                    files.inputs.push(Input::stdin(stdin_filename));
                }
            } else if path.is_dir() {
                files.folder(path, configs);
            } else if !force_exclude || !configs.of(path).is_ok_and(|config| config.excludes(path))
            {
                files.add(path.clone());
            }
        }
        files
    }

    fn add(&mut self, path: PathBuf) {
        let same = std::fs::canonicalize(&path).unwrap_or_else(|_| path.clone());
        if self.seen.insert(same) {
            self.inputs.push(Input::file(path));
        }
    }

    fn folder(&mut self, folder: &Path, configs: &Arc<Configs>) {
        let mut some = false;
        walk(folder, configs, |met| {
            match met {
                Met::File(path, config) => {
                    if config.takes(&path) {
                        some = true;
                        let plain = folder == Path::new(".") && path.starts_with(".");
                        let path = match path.strip_prefix(".") {
                            Ok(plain_path) if plain => plain_path.to_path_buf(),
                            _ => path,
                        };
                        self.add(path);
                    }
                }
                Met::Problem(problem) => {
                    some = true;
                    self.problems.push(problem);
                }
                Met::Broken(error) => {
                    some = true;
                    self.broken(error);
                }
            }
            true
        });
        if !some {
            self.empty.push(folder.display().to_string());
        }
    }

    /// Notes a configuration that cannot be used.
    pub(super) fn broken(&mut self, error: Arc<ConfigError>) {
        if !self.broken.iter().any(|known| known.file() == error.file()) {
            self.broken.push(error);
        }
    }
}

/// What a walk comes by.
pub(super) enum Met {
    /// A file, and the configuration that it has.
    File(PathBuf, Arc<Config>),
    Problem(String),
    Broken(Arc<ConfigError>),
}

/// Walks a folder in the order of its names, until `each` says no. What Git ignores, hidden
/// folders and what configurations exclude are left out; links to folders are not followed.
pub(super) fn walk(folder: &Path, configs: &Arc<Configs>, mut each: impl FnMut(Met) -> bool) {
    let asked = Arc::clone(configs);
    let walk = WalkBuilder::new(folder)
        .require_git(false)
        .hidden(true)
        .sort_by_file_path(Path::cmp)
        .filter_entry(move |entry| {
            let folder = entry.depth() > 0 && entry.file_type().is_some_and(|kind| kind.is_dir());
            let path = entry.path();
            !folder || !asked.of(path).is_ok_and(|config| config.skips(path))
        })
        .build();
    for entry in walk {
        let met = match entry {
            Ok(entry) => {
                let kind = entry.file_type();
                let file = kind.is_some_and(|kind| kind.is_file());
                let link = kind.is_some_and(|kind| kind.is_symlink());
                if !file && !link || link && entry.path().is_dir() {
                    continue;
                }
                let path = entry.into_path();
                match configs.of(&path) {
                    // Where a link leads nowhere, reading it tells; pipes and sockets are passed.
                    Ok(_) if link && std::fs::metadata(&path).is_ok_and(|to| !to.is_file()) => {
                        continue;
                    }
                    Ok(config) => Met::File(path, config),
                    Err(error) => Met::Broken(error),
                }
            }
            Err(error) => Met::Problem(error.to_string()),
        };
        if !each(met) {
            return;
        }
    }
}
