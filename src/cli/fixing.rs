//! Putting a fixed text in place, and showing what that would change.

use std::fs::Metadata;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

/// Puts new bytes in place of the old ones by a rename, so that a crash leaves the old file or the
/// new one. A file that has other bytes by now is left alone.
pub(super) fn replace(path: &Path, old: &[u8], new: &[u8]) -> std::io::Result<()> {
    let (path, metadata) = writable(path)?;
    place(&path, new, Some(&metadata), || match std::fs::read(&path)? == old {
        true => Ok(()),
        false => Err(std::io::Error::other(
            "it changed while it was being linted; run the command again",
        )),
    })
}

/// The same for a file that may not be there yet, whatever its bytes are.
pub(super) fn write_new(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    match std::fs::metadata(path) {
        Ok(_) => {
            let (path, metadata) = writable(path)?;
            place(&path, bytes, Some(&metadata), || Ok(()))
        }
        Err(_) => place(path, bytes, None, || Ok(())),
    }
}

/// Whether a report can be saved there, as far as that is known without doing so. A folder that
/// is missing is made.
pub(super) fn try_save(path: &Path) -> std::io::Result<()> {
    match std::fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => Err(std::io::Error::other("it is a folder")),
        Ok(metadata) if metadata.is_file() => {
            std::fs::OpenOptions::new().append(true).open(path).map(drop)
        }
        // A device or a pipe, which looking at it may change.
        Ok(_) => Ok(()),
        Err(_) => {
            if let Some(folder) = path.parent() {
                std::fs::create_dir_all(folder)?;
            }
            temporary(path, &mut Builder::new()).map(drop)
        }
    }
}

/// Whether [`write_new`] could put something there, as far as that is known without doing so.
pub(super) fn try_write(path: &Path) -> std::io::Result<()> {
    let path = match std::fs::metadata(path) {
        Ok(_) => writable(path)?.0,
        Err(_) => path.to_path_buf(),
    };
    temporary(&path, &mut Builder::new()).map(drop)
}

/// Where a file is, and what it is, if it may be replaced. A link stays a link: what it names is
/// replaced.
fn writable(path: &Path) -> std::io::Result<(PathBuf, Metadata)> {
    let path = std::fs::canonicalize(path)?;
    let metadata = std::fs::metadata(&path)?;
    if !metadata.is_file() {
        return Err(std::io::Error::other("it is not a file"));
    }
    if metadata.permissions().readonly() {
        return Err(std::io::Error::from(std::io::ErrorKind::PermissionDenied));
    }
    Ok((path, metadata))
}

fn place(
    path: &Path,
    bytes: &[u8],
    old: Option<&Metadata>,
    check: impl FnOnce() -> std::io::Result<()>,
) -> std::io::Result<()> {
    let mut builder = Builder::new();
    #[cfg(unix)]
    if old.is_none() {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    let mut file = temporary(path, &mut builder)?;
    file.write_all(bytes)?;
    if let Some(old) = old {
        #[cfg(unix)]
        keep_owner(file.as_file(), old)?;
        #[cfg(unix)]
        keep_attributes(path, file.path());
        // After the owner, since a change of that takes special bits away.
        file.as_file().set_permissions(old.permissions())?;
    }
    file.as_file().sync_all()?;
    check()?;
    file.persist(path)?;
    Ok(())
}

fn temporary(path: &Path, builder: &mut Builder<'_, '_>) -> std::io::Result<NamedTempFile> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    builder.prefix(".polytomic-lint-").tempfile_in(folder.unwrap_or(Path::new(".")))
}

/// Gives a new file the owner and the group of the old one, as far as this user may: another's
/// file becomes one's own, as when an editor saves it.
#[cfg(unix)]
fn keep_owner(file: &std::fs::File, old: &Metadata) -> std::io::Result<()> {
    use std::os::unix::fs::{MetadataExt, fchown};
    let new = file.metadata()?;
    let owner = (old.uid() != new.uid()).then_some(old.uid());
    let group = (old.gid() != new.gid()).then_some(old.gid());
    if (owner.is_some() || group.is_some()) && fchown(file, owner, group).is_err() {
        let _ = fchown(file, None, group);
    }
    Ok(())
}

/// Gives a new file the extended attributes of the old one, access lists among them, as far as this
/// user may.
#[cfg(unix)]
fn keep_attributes(old: &Path, new: &Path) {
    for name in xattr::list(old).into_iter().flatten() {
        if let Ok(Some(value)) = xattr::get(old, &name) {
            let _ = xattr::set(new, &name, &value);
        }
    }
}

/// A unified diff that `patch -p0` takes.
pub(super) fn diff(name: &str, before: &str, after: &str) -> String {
    let lines = |text| str::split_inclusive(text, '\n').collect::<Vec<&str>>();
    let (before, after) = (lines(before), lines(after));
    let diff = similar::TextDiff::configure().newline_terminated(true).diff_slices(&before, &after);
    let name = header(name);
    diff.unified_diff().header(&name, &name).to_string()
}

/// A file's name as `patch` reads it: quoted where it would be cut short, ended by a tab where it
/// has blanks.
fn header(name: &str) -> String {
    if !name.contains(|ch: char| ch.is_ascii_control() || ch == '"' || ch == '\\') {
        return if name.contains(' ') { format!("{name}\t") } else { name.to_owned() };
    }
    let mut out = String::from("\"");
    for ch in name.chars() {
        match ch {
            '"' | '\\' => out.extend(['\\', ch]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            ch if ch.is_ascii_control() => out.push_str(&format!("\\{:03o}", ch as u32)),
            ch => out.push(ch),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_file_that_changed_meanwhile_is_left_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("a.sync.json");
        std::fs::write(&file, "saved by a person").expect("written");
        let error = super::replace(&file, b"linted", b"fixed").expect_err("it changed");
        assert!(error.to_string().starts_with("it changed while"), "{error}");
        assert_eq!(std::fs::read(&file).expect("read"), b"saved by a person");
        super::replace(&file, b"saved by a person", b"fixed").expect("as it was read");
        assert_eq!(std::fs::read(&file).expect("read"), b"fixed");
        assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 1);
    }
}
