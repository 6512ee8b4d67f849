//! Walking a folder as Git sees it.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use ignore::WalkBuilder;

use crate::config::{Config, ConfigError, Configs, absolute};

/// What a walk comes by.
pub(super) enum Met {
    File(Found),
    Problem(String),
    Broken(Arc<ConfigError>),
}

/// A file on the way.
pub(super) struct Found {
    /// Below the folder as it was given.
    pub(super) path: PathBuf,
    /// The same, absolute.
    pub(super) whole: PathBuf,
    pub(super) config: Arc<Config>,
    pub(super) link: bool,
}

/// Walks a folder in the order of its names, until `each` says no. What Git ignores, hidden
/// folders and what configurations exclude are left out; links to folders are not followed.
pub(super) fn walk(folder: &Path, configs: &Arc<Configs>, mut each: impl FnMut(Met) -> bool) {
    let whole = absolute(folder);
    if whole.ancestors().any(is_repository) {
        walk_from(folder, &whole, configs, None, &mut each);
        return;
    }
    // Repositories below a folder that is in none have their own `.gitignore` files alone.
    let repositories = Arc::new(Mutex::new(Vec::new()));
    let mut met = Vec::new();
    let mut gather = |one| {
        met.push(one);
        true
    };
    walk_from(folder, &whole, configs, Some(&repositories), &mut gather);
    let repositories =
        std::mem::take(&mut *repositories.lock().unwrap_or_else(PoisonError::into_inner));
    for repository in &repositories {
        walk_from(repository, &absolute(repository), configs, None, &mut gather);
    }
    if !repositories.is_empty() {
        met.sort_by(|one, other| path(one).cmp(&path(other)));
    }
    for one in met {
        if !each(one) {
            return;
        }
    }
}

/// A path below a folder, in memory that is as large as it has to be.
fn joined(folder: &Path, rest: &Path) -> PathBuf {
    let length = folder.as_os_str().len() + 1 + rest.as_os_str().len();
    let mut path = PathBuf::with_capacity(length);
    path.push(folder);
    path.push(rest);
    path
}

fn path(met: &Met) -> Option<&Path> {
    match met {
        Met::File(found) => Some(&found.path),
        Met::Problem(_) | Met::Broken(_) => None,
    }
}

fn is_repository(folder: &Path) -> bool {
    std::fs::symlink_metadata(folder.join(".git")).is_ok()
}

/// Walks a folder that is in a repository, or one that is in none: then the repositories in it
/// are noted in `repositories` and skipped.
fn walk_from(
    folder: &Path,
    whole: &Path,
    configs: &Arc<Configs>,
    repositories: Option<&Arc<Mutex<Vec<PathBuf>>>>,
    each: &mut impl FnMut(Met) -> bool,
) {
    let below = {
        let (folder, whole) = (folder.to_path_buf(), whole.to_path_buf());
        move |path: &Path| match path.strip_prefix(&folder) {
            Ok(rest) => joined(&whole, rest),
            Err(_) => absolute(path),
        }
    };
    let (asked, whole_of, noted) = (Arc::clone(configs), below.clone(), repositories.cloned());
    let walk = WalkBuilder::new(folder)
        .require_git(repositories.is_none())
        .hidden(true)
        // The entries of one folder, which differ in their names alone: names need not be cut out.
        .sort_by_file_path(|one, other| one.as_os_str().cmp(other.as_os_str()))
        .filter_entry(move |entry| {
            if entry.depth() == 0 || !entry.file_type().is_some_and(|kind| kind.is_dir()) {
                return true;
            }
            let whole = whole_of(entry.path());
            if asked.of(&whole).is_ok_and(|config| config.skips(&whole)) {
                return false;
            }
            let Some(noted) = noted.as_ref().filter(|_| is_repository(&whole)) else { return true };
            let mut noted = noted.lock().unwrap_or_else(PoisonError::into_inner);
            noted.push(entry.path().to_path_buf());
            false
        })
        .build();
    for entry in walk {
        let met = match entry {
            Ok(entry) => {
                let kind = entry.file_type();
                let file = kind.is_some_and(|kind| kind.is_file());
                let link = kind.is_some_and(|kind| kind.is_symlink());
                if !file && !link {
                    continue;
                }
                let path = entry.into_path();
                // Where a link leads nowhere, reading it shows that; folders, pipes, and sockets are
                // skipped.
                if link && std::fs::metadata(&path).is_ok_and(|to| !to.is_file()) {
                    continue;
                }
                let whole = below(&path);
                match configs.of(&whole) {
                    Ok(config) => Met::File(Found { path, whole, config, link }),
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
