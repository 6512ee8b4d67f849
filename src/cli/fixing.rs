//! Putting a fixed text in place, and showing what that would change.

use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Puts the bytes into place by a rename, so that a crash leaves the old file or the new one.
pub(super) fn write(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    // A link stays a link: what it names is replaced.
    let path: PathBuf = std::fs::canonicalize(path)?;
    let metadata = std::fs::metadata(&path)?;
    if metadata.permissions().readonly() {
        return Err(std::io::Error::from(std::io::ErrorKind::PermissionDenied));
    }
    place(&path, bytes, Some(metadata.permissions()))
}

/// The same for a file that may not be there yet.
pub(super) fn write_new(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    match std::fs::metadata(path) {
        Ok(_) => write(path, bytes),
        Err(_) => place(path, bytes, None),
    }
}

fn place(
    path: &Path,
    bytes: &[u8],
    permissions: Option<std::fs::Permissions>,
) -> std::io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let mut builder = tempfile::Builder::new();
    builder.prefix(".polytomic-lint-");
    #[cfg(unix)]
    if permissions.is_none() {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder.unwrap_or(Path::new(".")))?;
    file.write_all(bytes)?;
    if let Some(permissions) = permissions {
        file.as_file().set_permissions(permissions)?;
    }
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
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
