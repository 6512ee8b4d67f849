//! What a run says about the saved responses that it used.

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::config::{Loaded, Note};
use crate::metadata::{OLD_DAYS, Response};

/// What there is to say about their files, each once.
pub(in crate::cli) fn notes(loaded: &[Arc<Loaded>]) -> Vec<&Note> {
    let mut out: Vec<&Note> = Vec::new();
    for note in loaded.iter().flat_map(|loaded| &loaded.notes) {
        if !out.contains(&note) {
            out.push(note);
        }
    }
    out
}

/// That some of them are old, in one sentence.
pub(in crate::cli) fn old(loaded: &[Arc<Loaded>]) -> Option<String> {
    let now = now();
    let mut old: Vec<(i64, &str)> = loaded
        .iter()
        .flat_map(|loaded| loaded.metadata.responses())
        .filter_map(|response| Some((days(response, now)?, &*response.file)))
        .filter(|(days, _)| *days > OLD_DAYS)
        .collect();
    old.sort_unstable();
    old.dedup_by_key(|(_, file)| *file);
    let (days, file) = *old.last()?;
    let others = match old.len() - 1 {
        0 => String::new(),
        1 => " (and one more is old)".to_owned(),
        more => format!(" (and {more} more are old)"),
    };
    Some(format!(
        "{file}: the saved response is {days} days old{others}; `polytomic-lint metadata` prints \
         the commands that fetch it again"
    ))
}

/// How many days ago a response was taken.
pub(super) fn days(response: &Response, now: i64) -> Option<i64> {
    Some((now - response.taken?) / (24 * 60 * 60))
}

/// Seconds since 1970.
pub(super) fn now() -> i64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(now.as_secs()).unwrap_or_default()
}
