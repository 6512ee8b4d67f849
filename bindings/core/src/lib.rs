//! What every binding does: bytes and options as JSON in, JSON out.
//!
//! A binding passes a body and the text of its options here, and hands on what comes back. Which
//! options there are stands in [`options`] alone.

pub mod options;
mod places;
mod session;

pub use options::{OPTIONS, Options};
pub use places::Positions;
pub use session::{Session, explain, rules, schema, version};

/// Why a call could not be carried out; its text is for people.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Error(pub String);

impl Error {
    fn of(error: impl std::fmt::Display) -> Self {
        Self(error.to_string())
    }
}

/// The example in Rust.
#[cfg(doctest)]
#[doc = include_str!("../../../docs/embedding.md")]
struct Embedding;
