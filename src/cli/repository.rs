//! The root of the repository that a run is in.

use std::path::{Path, PathBuf};

use crate::report::Place;

/// Where platforms say that the repository is checked out.
const VARIABLES: [&str; 2] = ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"];

/// The current folder and the root of its repository: what the platform says, else the folder of
/// `.git`, else the current folder itself.
pub(super) fn place() -> Place {
    let folder = std::env::current_dir().unwrap_or_default();
    let mut named = VARIABLES.iter().filter_map(std::env::var_os).filter(|root| !root.is_empty());
    let root = named
        .find_map(|root| above(&folder, Path::new(&root)))
        .or_else(|| folder.ancestors().find(|folder| folder.join(".git").exists()))
        .map_or_else(|| folder.clone(), Path::to_path_buf);
    Place { folder, root }
}

/// The ancestor of a folder that is `root`, which may be written in another way.
fn above<'f>(folder: &'f Path, root: &Path) -> Option<&'f Path> {
    let same = |other: &&Path| *other == root;
    folder.ancestors().find(same).or_else(|| {
        let canonical = |path: &Path| std::fs::canonicalize(path).ok();
        let root: PathBuf = canonical(root)?;
        folder.ancestors().find(|folder| canonical(folder).as_ref() == Some(&root))
    })
}
