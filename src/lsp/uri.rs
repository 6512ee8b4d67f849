//! `file:` URIs and paths.

use std::path::{Path, PathBuf};

/// The path of a `file:` URI.
pub(super) fn to_path(uri: &str) -> Option<PathBuf> {
    let rest = uri.strip_prefix("file://")?;
    let path = decoded(&rest[rest.find('/')?..]);
    // `/c:/folder` is `c:/folder` there.
    let drive = cfg!(windows) && path.as_bytes().get(2) == Some(&b':');
    Some(PathBuf::from(if drive { &path[1..] } else { &path }))
}

/// The `file:` URI of an absolute path.
pub(super) fn from_path(path: &Path) -> String {
    let path = path.to_string_lossy().replace('\\', "/");
    let mut out = String::from(if path.starts_with('/') { "file://" } else { "file:///" });
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-_.~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// The last part of a URI of any kind, for messages and for what its ending says.
pub(super) fn name(uri: &str) -> String {
    let path = uri.split(['?', '#']).next().unwrap_or_default();
    decoded(path.rsplit(['/', ':']).next().unwrap_or_default())
}

fn decoded(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.as_bytes().iter();
    while let Some(&byte) = bytes.next() {
        let rest = bytes.as_slice();
        let code = (byte == b'%')
            .then(|| std::str::from_utf8(rest.get(..2)?).ok())
            .flatten()
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        if code.is_some() {
            bytes.nth(1);
        }
        out.push(code.unwrap_or(byte));
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_survive_the_way_there_and_back() {
        let path = Path::new("/a b/é%20/x.sync.json");
        assert_eq!(from_path(path), "file:///a%20b/%C3%A9%2520/x.sync.json");
        assert_eq!(to_path(&from_path(path)).as_deref(), Some(path));
        assert_eq!(to_path("untitled:Untitled-1"), None);
        assert_eq!(name("untitled:Untitled-1.sync.json"), "Untitled-1.sync.json");
        assert_eq!(to_path("file:///a%zz%4"), Some(PathBuf::from("/a%zz%4")));
    }
}
