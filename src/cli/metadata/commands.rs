//! The commands that fetch responses.

use std::fmt::Write as _;
use std::path::Path;

use super::uses::Wanted;
use crate::schema::ApiVersion;

/// Where the API is.
const API: &str = "https://app.polytomic.com/api";

impl Wanted {
    /// Where it is saved, below the folder of responses: its IDs are in the path.
    pub(super) fn file(&self) -> String {
        match self {
            Self::Objects { connection } => format!("{connection}.json"),
            Self::Fields { connection, object } => {
                let dots = object.chars().all(|ch| ch == '.');
                let name = if dots { object.replace('.', "%2E") } else { encoded(object) };
                format!("{connection}/{name}.json")
            }
            Self::Model { id } => format!("models/{id}.json"),
        }
    }

    fn url(&self) -> String {
        match self {
            Self::Objects { connection } => format!(
                "{API}/connections/{connection}/modelsync/targetobjects\
                 ?include_target_creation_values=true"
            ),
            Self::Fields { connection, object } => format!(
                "{API}/connections/{connection}/modelsync/target/fields?target={}",
                encoded(object)
            ),
            Self::Model { id } => format!("{API}/models/{id}"),
        }
    }
}

/// One line for a POSIX shell that saves a response into a file.
pub(super) fn fetch(wanted: &Wanted, file: &Path) -> String {
    format!(
        "curl -fsS --create-dirs -o {} -H \"Authorization: Bearer $POLYTOMIC_API_KEY\" \
         -H 'X-Polytomic-Version: {}' '{}'",
        quoted(&file.to_string_lossy()),
        ApiVersion::LATEST,
        wanted.url()
    )
}

/// A text as one part of a URL or of a path.
fn encoded(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                out.push(char::from(byte));
            }
            _ => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

/// A text as one word of a shell.
fn quoted(text: &str) -> String {
    let plain = |ch: char| ch.is_ascii_alphanumeric() || "-_./%~".contains(ch);
    match text.chars().all(plain) && !text.starts_with(['-', '~']) {
        true => text.to_owned(),
        false => format!("'{}'", text.replace('\'', "'\\''")),
    }
}
