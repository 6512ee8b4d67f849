//! Paths as a configuration means them: relative to its folder.

use std::borrow::Cow;
use std::path::{Component, Path, PathBuf};

use globset::{Glob, GlobBuilder, GlobSet, GlobSetBuilder};

/// Some path globs, of which the last that matches applies.
#[derive(Debug, Clone, Default)]
pub(super) struct Globs {
    set: GlobSet,
    list: Vec<Glob>,
    /// Of each glob, whether it takes back what the ones before it matched.
    negated: Vec<bool>,
}

impl Globs {
    /// Adds one as it is written.
    pub(super) fn add(&mut self, written: &str) -> Result<(), globset::Error> {
        let (negated, glob) = match written.strip_prefix('!') {
            Some(glob) => (true, glob),
            None => (false, written),
        };
        for glob in path_globs(glob)? {
            self.list.push(glob);
            self.negated.push(negated);
        }
        Ok(())
    }

    /// Makes those that were added ready.
    pub(super) fn build(mut self) -> Result<Self, globset::Error> {
        let mut builder = GlobSetBuilder::new();
        for glob in self.list.drain(..) {
            builder.add(glob);
        }
        self.set = builder.build()?;
        Ok(self)
    }

    /// Whether a path fits; it is relative to the folder of the configuration. Nothing where no
    /// glob matches.
    pub(super) fn verdict(&self, path: &Path) -> Option<bool> {
        if self.set.is_empty() {
            return None;
        }
        let last = self.set.matches(path).into_iter().max()?;
        Some(!self.negated.get(last).copied().unwrap_or_default())
    }

    /// Whether one takes back what others match.
    pub(super) fn takes_back(&self) -> bool {
        self.negated.contains(&true)
    }

    /// Whether a path fits.
    pub(super) fn fit(&self, path: &Path) -> bool {
        self.verdict(path).unwrap_or_default()
    }
}

/// A path glob: anchored at the folder if it has a slash, else good at any depth. One that ends in
/// a plain name may mean a folder, and then everything in it.
fn path_globs(written: &str) -> Result<Vec<Glob>, globset::Error> {
    let plain = written.strip_prefix("./").unwrap_or(written);
    let name = plain.strip_suffix('/').unwrap_or(plain);
    let last = name.rsplit('/').next().unwrap_or(name);
    let glob = match name.strip_prefix('/') {
        Some(anchored) => anchored.to_owned(),
        None if name.contains('/') => name.to_owned(),
        None => format!("**/{name}"),
    };
    let mut globs = vec![strict(&glob)?];
    if plain.ends_with('/') || !last.contains(['*', '?', '[', '{']) {
        globs.push(strict(&format!("{glob}/**"))?);
    }
    Ok(globs)
}

/// A glob over JSON Pointers.
pub(super) fn pointer_glob(written: &str) -> Result<Glob, globset::Error> {
    strict(written)
}

fn strict(glob: &str) -> Result<Glob, globset::Error> {
    GlobBuilder::new(glob).literal_separator(true).backslash_escape(true).build()
}

/// Whether a path is absolute and has neither `.` nor `..` in it, as far as its text shows.
fn is_plain(path: &Path) -> bool {
    let bytes = path.as_os_str().as_encoded_bytes();
    let odd = |pair: &[u8]| pair[0] == b'/' && matches!(pair[1], b'.' | b'/');
    cfg!(unix) && path.is_absolute() && !bytes.windows(2).any(odd)
}

/// An absolute path without `.` and `..`, whether or not there is anything. Symbolic links are
/// not followed: a file belongs to the folder that it was named in.
pub(crate) fn absolute(path: &Path) -> PathBuf {
    if is_plain(path) {
        return path.to_path_buf();
    }
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let mut out = PathBuf::new();
    for part in whole.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => drop(out.pop()),
            other => out.push(other),
        }
    }
    out
}

/// The same without a copy, where the path is plain already.
pub(super) fn whole(path: &Path) -> Cow<'_, Path> {
    if is_plain(path) { Cow::Borrowed(path) } else { Cow::Owned(absolute(path)) }
}

/// A path as messages show it: relative where it lies below this folder.
pub(crate) fn displayed(path: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    path.strip_prefix(here).unwrap_or(path).display().to_string()
}

/// A file as another file, such as a baseline, names it: relative to that one's folder, with
/// slashes.
#[cfg(any(feature = "cli", feature = "lsp"))]
pub(crate) fn relative_to(other: &Path, file: &Path) -> String {
    let (other, file) = (absolute(other), absolute(file));
    let folder: Vec<Component<'_>> =
        other.parent().into_iter().flat_map(Path::components).collect();
    let parts: Vec<Component<'_>> = file.components().collect();
    let common = folder.iter().zip(&parts).take_while(|(a, b)| a == b).count();
    let up = folder[common..].iter().map(|_| "..".into());
    let down = parts[common..].iter().map(|part| part.as_os_str().to_string_lossy());
    up.chain(down).collect::<Vec<_>>().join("/")
}
