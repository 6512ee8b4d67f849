//! Walking a folder as Git sees it.

use std::cmp::Ordering;
use std::ffi::OsString;
use std::path::{MAIN_SEPARATOR_STR, Path, PathBuf, is_separator};
use std::sync::{Arc, Mutex, PoisonError};

use ignore::WalkBuilder;

use crate::config::{Config, ConfigError, Configs, absolute};

/// What a walk comes by.
pub(super) enum Met {
    File(Found),
    /// A sentence, and the place that it is about.
    Problem(Option<PathBuf>, String),
    /// The same, of a configuration that cannot be used.
    Broken(PathBuf, Arc<ConfigError>),
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

/// Walks a folder, in no order, until `each` says no. What Git ignores, hidden folders and what
/// configurations exclude are left out; links to folders are not followed.
pub(super) fn walk(folder: &Path, configs: &Arc<Configs>, mut each: impl FnMut(Met) -> bool) {
    let whole = absolute(folder);
    if whole.ancestors().any(is_repository) {
        walk_from(folder, &whole, configs, None, &mut each);
        return;
    }
    // Repositories below a folder that is in none have their own `.gitignore` files alone.
    let repositories = Arc::new(Mutex::new(Vec::new()));
    if !walk_from(folder, &whole, configs, Some(&repositories), &mut each) {
        return;
    }
    let repositories =
        std::mem::take(&mut *repositories.lock().unwrap_or_else(PoisonError::into_inner));
    for repository in &repositories {
        if !walk_from(repository, &absolute(repository), configs, None, &mut each) {
            return;
        }
    }
}

/// What comes after a folder in the path of something in it.
pub(super) fn below<'p>(path: &'p Path, folder: &Path) -> &'p Path {
    // A walk puts names behind the folder as it was given, so that nothing need be taken apart.
    if let Some((whole, start)) = path.to_str().zip(folder.to_str())
        && let Some(rest) = whole.strip_prefix(start)
        && (rest.starts_with(is_separator) || start.ends_with(is_separator))
    {
        return Path::new(rest.trim_start_matches(is_separator));
    }
    path.strip_prefix(folder).unwrap_or(path)
}

/// The order of paths in which a folder's names come in order, each followed by what is in it.
pub(super) fn by_parts(one: &Path, other: &Path) -> Ordering {
    const STEP: usize = 8;
    let (one, other) = (one.as_os_str().as_encoded_bytes(), other.as_os_str().as_encoded_bytes());
    let same = |(one, other): &(&[u8], &[u8])| one == other;
    let at = one.chunks_exact(STEP).zip(other.chunks_exact(STEP)).take_while(same).count() * STEP;
    let rank = |byte: &u8| if is_separator(char::from(*byte)) { 0 } else { u16::from(*byte) + 1 };
    one[at..].iter().map(rank).cmp(other[at..].iter().map(rank))
}

fn is_repository(folder: &Path) -> bool {
    std::fs::symlink_metadata(folder.join(".git")).is_ok()
}

/// Walks a folder that is in a repository, or one that is in none: then the repositories in it
/// are noted in `repositories` and skipped. Whether `each` wants more.
fn walk_from(
    folder: &Path,
    whole: &Path,
    configs: &Arc<Configs>,
    repositories: Option<&Arc<Mutex<Vec<PathBuf>>>>,
    each: &mut impl FnMut(Met) -> bool,
) -> bool {
    let absolute_of = {
        let (folder, mut start) = (folder.to_path_buf(), whole.as_os_str().to_os_string());
        if !whole.as_os_str().as_encoded_bytes().ends_with(b"/") {
            start.push(MAIN_SEPARATOR_STR);
        }
        move |path: &Path| {
            let rest = below(path, &folder);
            let mut whole = OsString::with_capacity(start.len() + rest.as_os_str().len());
            whole.push(&start);
            whole.push(rest);
            PathBuf::from(whole)
        }
    };
    let (asked, whole_of, noted) =
        (Arc::clone(configs), absolute_of.clone(), repositories.cloned());
    let walk = WalkBuilder::new(folder)
        .require_git(repositories.is_none())
        .hidden(true)
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
    // Most files are in the folder of the one before.
    let mut last: Option<(PathBuf, Arc<Config>)> = None;
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
                let whole = absolute_of(&path);
                let config = match last.as_ref().filter(|(folder, _)| is_in(folder, &whole)) {
                    Some((_, config)) => Ok(Arc::clone(config)),
                    None => configs.of(&whole).inspect(|config| {
                        let folder = whole.parent().unwrap_or(&whole);
                        last = Some((folder.to_path_buf(), Arc::clone(config)));
                    }),
                };
                match config {
                    Ok(config) => Met::File(Found { path, whole, config, link }),
                    Err(error) => Met::Broken(path, error),
                }
            }
            Err(error) => Met::Problem(place(&error).map(Path::to_path_buf), error.to_string()),
        };
        if !each(met) {
            return false;
        }
    }
    true
}

/// Whether a file is in a folder itself, by their texts.
fn is_in(folder: &Path, file: &Path) -> bool {
    let (folder, file) = (folder.as_os_str().as_encoded_bytes(), file.as_os_str());
    let rest = file.as_encoded_bytes().strip_prefix(folder);
    let separator = |byte: &u8| is_separator(char::from(*byte));
    let Some([first, name @ ..]) = rest else { return false };
    separator(first) && !name.iter().any(separator)
}

/// What a mistake of a walk is about.
fn place(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::Loop { child, .. } => Some(child),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => {
            place(err)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{below, by_parts};

    #[test]
    fn names_come_in_order_with_what_is_in_them() {
        let sorted = [
            "a/b/c.json",
            "a/b/d/e.json",
            "a/b.json",
            "a.json",
            "ab/a.json",
            "ab.json",
            "abcdefgh/i.json",
            "abcdefgh.json",
            "abcdefghi.json",
            "b",
        ];
        for (place, one) in sorted.iter().enumerate() {
            for (other_place, other) in sorted.iter().enumerate() {
                let order = by_parts(Path::new(one), Path::new(other));
                assert_eq!(order, place.cmp(&other_place), "{one} {other}");
            }
        }
    }

    #[test]
    fn the_rest_of_a_path_is_cut_at_a_folder() {
        for (path, folder, rest) in [
            ("./a.json", ".", "a.json"),
            ("./a.json", "./", "a.json"),
            ("/a/b.json", "/", "a/b.json"),
            ("x/y/a.json", "x/y", "a.json"),
            ("x//y/a.json", "x//y/", "a.json"),
            ("xy/a.json", "x", "xy/a.json"),
            ("x/./a.json", "x/.", "a.json"),
            ("x/./a.json", "./x", "x/./a.json"),
        ] {
            assert_eq!(
                below(Path::new(path), Path::new(folder)),
                Path::new(rest),
                "{path} {folder}"
            );
        }
    }
}
