//! The requests that are known: tables of the documented body, a view of a body with its parts by
//! name, logic expressions, and the body as Rust types.

mod body;
mod clock;
mod comparison;
#[cfg(test)]
mod conformance;
mod functions;
pub(crate) mod keys;
pub(crate) mod known;
pub(crate) mod logic;
mod mappings;
mod marks;
pub mod model;
pub(crate) mod needs;
pub(crate) mod objects;
mod quoted;
mod request;
mod scopes;
mod slot;
pub(crate) mod tables;
mod views;

use std::str::FromStr;
use std::sync::LazyLock;

pub use self::body::Body;
pub(crate) use self::clock::{Part, part};
pub(crate) use self::comparison::Comparison;
pub(crate) use self::functions::Arity;
pub(crate) use self::known::{ModeWord, level_by_responses};
pub use self::mappings::{Mappings, MappingsIter};
pub(crate) use self::marks::Marks;
#[cfg(feature = "config")]
pub(crate) use self::request::Decided;
pub(crate) use self::request::{Aim, Header, Request, RequestText, Sender};
pub(crate) use self::scopes::{Logic, Named, Scope, letter};
pub use self::slot::Slot;
pub use self::views::{
    Condition, Conditions, Filter, Identities, Identity, Mapping, Override, RunAfter, Schedule,
    SourceRef, Target, Top,
};
use crate::schema::expectations::Kept;
use crate::schema::{ApiVersion, Schemas, Tables, publish};
use crate::secrets::Vocabulary;

/// A request of the API whose body can be linted.
///
/// ```
/// use polytomic_lint::Endpoint;
/// assert_eq!("update".parse(), Ok(Endpoint::UPDATE_SYNC));
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Endpoint {
    name: &'static str,
    title: &'static str,
    /// Whether it replaces a whole object, so that absent keys are reset.
    pub(crate) replaces: bool,
    pub(crate) tables: &'static Tables,
}

impl Endpoint {
    /// `POST /api/syncs`.
    pub const CREATE_SYNC: Self =
        Self { name: "create", title: "Create Sync", replaces: false, tables: &SYNC };
    /// `PUT /api/syncs/{id}`, which takes the same body and replaces the whole sync.
    pub const UPDATE_SYNC: Self =
        Self { name: "update", title: "Update Sync", replaces: true, tables: &SYNC };
    /// Every endpoint, the default first.
    pub const ALL: [Self; 2] = [Self::CREATE_SYNC, Self::UPDATE_SYNC];

    /// Its name on the command line and in the configuration.
    pub const fn name(self) -> &'static str {
        self.name
    }

    /// The keys that its body needs.
    pub(crate) fn required_keys(self) -> impl Iterator<Item = &'static str> {
        self.tables.body.required_names()
    }

    /// What the documentation calls it.
    pub fn title(self) -> &'static str {
        self.title
    }
}

impl Default for Endpoint {
    fn default() -> Self {
        Self::CREATE_SYNC
    }
}

impl PartialEq for Endpoint {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Endpoint {}

impl std::hash::Hash for Endpoint {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.name.hash(state);
    }
}

impl std::fmt::Display for Endpoint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

/// A name that no endpoint has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown endpoint `{0}`; the endpoints are `create` and `update`")]
pub struct UnknownEndpoint(pub String);

impl FromStr for Endpoint {
    type Err = UnknownEndpoint;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let named = |endpoint: &Self| endpoint.name == text;
        Self::ALL.into_iter().find(named).ok_or_else(|| UnknownEndpoint(text.to_owned()))
    }
}

/// The body of a sync.
static SYNC: Tables = Tables {
    body: &tables::SYNC,
    schemas: Schemas::new([
        include_str!("../../schema/create-sync/2022-12-12.schema.json"),
        include_str!("../../schema/create-sync/2023-04-25.schema.json"),
        include_str!("../../schema/create-sync/2024-02-08.schema.json"),
        include_str!("../../schema/create-sync/2025-09-18.schema.json"),
    ]),
    keys: &keys::KEYS,
    vocabulary: Vocabulary {
        passphrase: keys::symbol("encryption_passphrase"),
        target: keys::symbol("target"),
        value: keys::symbol("override_value"),
        words: LazyLock::new(tables::words),
    },
    expected: Kept::new(),
};

/// The JSON Schema (draft 2020-12) of the request body under a version.
///
/// ```
/// use polytomic_lint::{ApiVersion, schema};
/// assert!(schema(ApiVersion::LATEST).contains("https://json-schema.org/draft/2020-12/schema"));
/// ```
pub fn schema(version: ApiVersion) -> &'static str {
    SYNC.schemas.text(version)
}

/// The text that the schema file of a version is to have.
#[doc(hidden)]
pub fn generate_schema(version: ApiVersion) -> String {
    let schema = publish::schema(SYNC.body, version);
    format!("{schema:#}\n")
}
