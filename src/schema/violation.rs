//! What `jsonschema` rejects, as plain data: which node, and in what way.

use std::sync::OnceLock;

use jsonschema::error::ValidationErrorKind;
use jsonschema::{PatternOptions, Validator};

use super::adapter::{Document, Instance, Shown, handle};
use crate::json::{Kind, Node};
use crate::schema::ApiVersion;

/// A place where a body does not fit its schema.
#[derive(Debug)]
pub(crate) enum Violation<'a> {
    WrongType(Node<'a>),
    NotListed(Node<'a>),
    NotUuid(Node<'a>),
    Missing(Node<'a>, String),
    Unknown(Node<'a>, Keys),
}

/// Which keys of an object it should not have.
#[derive(Debug)]
pub(crate) enum Keys {
    Named(Vec<String>),
    /// All that its table has not.
    Undocumented,
}

impl<'a> Violation<'a> {
    /// The value that does not fit, or the object that has keys it should not have, or lacks some.
    pub(super) fn node(&self) -> Node<'a> {
        match self {
            Self::WrongType(node)
            | Self::NotListed(node)
            | Self::NotUuid(node)
            | Self::Missing(node, _)
            | Self::Unknown(node, _) => *node,
        }
    }
}

/// The published schemas of an endpoint, one a version, and the validators made of them.
#[derive(Debug)]
pub(crate) struct Schemas {
    /// In the order of [`ApiVersion::ALL`].
    texts: [&'static str; VERSIONS],
    /// Made when the first body does not fit, once a process.
    validators: [OnceLock<Option<Validator<Document>>>; VERSIONS],
}

const VERSIONS: usize = ApiVersion::ALL.len();

impl Schemas {
    pub(crate) const fn new(texts: [&'static str; VERSIONS]) -> Self {
        Self { texts, validators: [const { OnceLock::new() }; VERSIONS] }
    }

    /// The schema of a version.
    pub(crate) fn text(&self, version: ApiVersion) -> &'static str {
        self.texts[version as usize]
    }

    fn validator(&self, version: ApiVersion) -> Option<&Validator<Document>> {
        let make = || {
            let schema = serde_json::from_str(self.text(version)).ok()?;
            jsonschema::options_for::<Document>()
                .should_validate_formats(true)
                .with_pattern_options(PatternOptions::regex())
                .build(&schema)
                .ok()
        };
        self.validators[version as usize].get_or_init(make).as_ref()
    }
}

/// Everything in which what is shown of a body does not fit the published schema of a version.
pub(crate) fn violations<'a>(
    (root, shown): (Node<'a>, Shown<'a>),
    schemas: &Schemas,
    version: ApiVersion,
) -> Vec<Violation<'a>> {
    let Some(validator) = schemas.validator(version) else { return Vec::new() };
    let mut out = Vec::new();
    for error in validator.iter_errors(Instance::Node(root, shown)) {
        let Some(id) = handle(error.instance()) else { continue };
        let node = root.tree.node(id);
        if node.kind() == Kind::Error {
            continue;
        }
        match error.kind() {
            ValidationErrorKind::Type { .. } => out.push(Violation::WrongType(node)),
            // Another type than a string is a wrong type already.
            ValidationErrorKind::Enum { .. } if node.kind() == Kind::String => {
                out.push(Violation::NotListed(node));
            }
            ValidationErrorKind::Pattern { .. } => out.push(Violation::NotUuid(node)),
            ValidationErrorKind::Required { property } => {
                out.push(Violation::Missing(
                    node,
                    property.as_str().unwrap_or_default().to_owned(),
                ));
            }
            ValidationErrorKind::AdditionalProperties { unexpected } => {
                out.push(Violation::Unknown(node, Keys::Named(unexpected.clone())));
            }
            // `format` says the same as `pattern`.
            _ => {}
        }
    }
    out
}
