//! What a run found, and the formats to write it in, one per file.
//!
//! Writers that report places in bytes need a file's text: they take each file while its text is at
//! hand and give its *part*; the whole is made of the parts, in the order of the files.

pub mod checkstyle;
pub mod concise;
#[cfg(feature = "miette")]
pub(crate) mod excerpt;
pub mod github;
pub mod gitlab;
#[cfg(feature = "cli")]
pub mod human;
pub mod json;
pub mod junit;
#[cfg(feature = "cli")]
mod layout;
mod place;
pub mod rdjson;
pub mod sarif;
mod template;
pub(crate) mod text;
#[cfg(feature = "miette")]
mod view;
mod writer;

pub use self::place::Place;
#[cfg(feature = "miette")]
pub use self::view::FindingDiagnostic;
pub use self::writer::{Run, Settings, Writer, format, formats, write};
