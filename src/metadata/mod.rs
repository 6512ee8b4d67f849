//! What a destination and its models are like, from saved responses of the API: with it, what is
//! a guess about a body becomes certain.
//!
//! A response is recognized by its shape, wrapped in `data` or not. Nothing is read but the bytes
//! that are given, and nothing is kept but in memory.
//!
//! ```
//! use polytomic_lint::{Linter, Source, metadata::Metadata};
//!
//! let model = br#"{"data": {"id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "connection_id": null,
//!     "fields": [{"name": "email", "label": "Email"}]}}"#;
//! let (metadata, problems) = Metadata::read([("model.json", &model[..])]);
//! assert!(problems.is_empty());
//!
//! let linter = Linter::builder().metadata(metadata).build()?;
//! let body = r#"{"fields": [{"target": "Email", "source":
//!     {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "emial"}}]}"#;
//! let report = linter.lint(&Source::new("orders.sync.json", body));
//! assert!(report.findings().iter().any(|finding| finding.code == "PT143"));
//! # Ok::<(), polytomic_lint::UnknownRule>(())
//! ```

mod age;
mod facts;
mod index;
mod near;
mod path;
mod reader;
mod recognize;
mod record;
mod responses;
mod store;

pub use self::age::OLD_DAYS;
pub(crate) use self::facts::{Destination, Fields, ModeFacts, ModelFacts};
pub(crate) use self::near::{Budget, Near, near};
pub use self::reader::Problem;
pub use self::responses::{
    Choice, Content, CreationProperty, FilterFunction, IdentityFunction, Mode, Model, ModelField,
    SourceFields, TargetCreation, TargetField, TargetFields, TargetObject, TargetObjects,
    TargetProperties,
};
pub use self::store::{Metadata, Response};

/// The key that responses of the API are wrapped in.
pub(crate) const ENVELOPE: &str = "data";

/// What came of reading one file.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct Reading {
    /// The responses in it; none in a file of another kind.
    pub responses: Vec<Response>,
    /// What is wrong with them.
    pub problems: Vec<Problem>,
}

impl Reading {
    /// Looks at a file. Its path is part of what it says: an ID in it is the connection (or, for
    /// source fields, the model) that the response is about. `modified` is the file's time in
    /// seconds since 1970, for responses that do not say how old they are.
    pub fn of(path: &str, bytes: &[u8], modified: Option<i64>) -> Self {
        let found = recognize::read(path, bytes);
        let partial = !found.problems.is_empty();
        let responses = found.contents.into_iter().map(|content| Response {
            file: path.to_owned(),
            ids: path::ids(path),
            taken: age::taken(&content).or(modified),
            partial,
            content,
        });
        Self { responses: responses.collect(), problems: found.problems }
    }

    /// Whether the file is none of a response, broken or not.
    pub fn is_other(&self) -> bool {
        self.responses.is_empty() && self.problems.is_empty()
    }

    /// What there is to say about a file of another kind that was named as a response.
    pub fn unknown(bytes: &[u8]) -> Problem {
        recognize::unknown(bytes)
    }
}
