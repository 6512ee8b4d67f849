//! Where a file is in its repository, as the platforms of repositories name it.

use std::path::{Component, MAIN_SEPARATOR, Path, PathBuf};

/// The folders that paths are relative to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// The folder that the names of files are relative to: the current one, absolute.
    pub folder: PathBuf,
    /// The root of the repository, a folder above that one or the same.
    pub root: PathBuf,
}

impl Place {
    /// A file's name relative to the root, with slashes and without `./`; what is not below the
    /// root stays as it is.
    pub(super) fn path(&self, file: &str) -> String {
        let mut whole = PathBuf::new();
        for part in self.folder.join(file).components() {
            match part {
                Component::CurDir => {}
                Component::ParentDir => drop(whole.pop()),
                other => whole.push(other),
            }
        }
        let below = whole.strip_prefix(&self.root).ok().filter(|_| whole != self.root);
        let path = below.unwrap_or_else(|| Path::new(file));
        let path = path.strip_prefix(".").unwrap_or(path);
        path.to_string_lossy().replace(MAIN_SEPARATOR, "/")
    }
}

#[cfg(test)]
mod tests {
    use super::Place;

    #[test]
    #[cfg(unix)]
    fn paths_are_told_from_the_root() {
        let place = Place { folder: "/repo/sub".into(), root: "/repo".into() };
        for (file, path) in [
            ("a.json", "sub/a.json"),
            ("./a.json", "sub/a.json"),
            ("../a.json", "a.json"),
            ("x/../a.json", "sub/a.json"),
            ("/repo/b/a.json", "b/a.json"),
            ("../../other/a.json", "../../other/a.json"),
            ("/elsewhere/a.json", "/elsewhere/a.json"),
        ] {
            assert_eq!(place.path(file), path);
        }
        assert_eq!(Place::default().path("./a.json"), "a.json");
    }
}
