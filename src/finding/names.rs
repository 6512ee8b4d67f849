//! Codes and names of rules that come from a report instead of a declaration.

use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};

use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

/// Rules are few; more distinct names are no report of this tool.
const LIMIT: usize = 10_000;

/// Reads a name. Each distinct one is kept for the rest of the process, since a finding refers to
/// the names of its rule and does not own them.
pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<&'static str, D::Error> {
    static KNOWN: Mutex<Option<HashSet<&'static str>>> = Mutex::new(None);
    let name = String::deserialize(from)?;
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    let known = known.get_or_insert_default();
    if let Some(name) = known.get(name.as_str()) {
        return Ok(name);
    }
    if known.len() >= LIMIT || name.len() > 256 {
        return Err(D::Error::custom("too many or too long names of rules"));
    }
    let name: &'static str = name.leak();
    known.insert(name);
    Ok(name)
}
