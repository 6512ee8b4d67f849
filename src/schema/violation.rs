//! What `jsonschema` rejects, as plain data: which node, and in what way.

use std::sync::OnceLock;

use jsonschema::error::ValidationErrorKind;
use jsonschema::{PatternOptions, Validator};

use super::adapter::{Document, Instance, handle};
use crate::json::{Kind, Node};
use crate::version::ApiVersion;

/// A place where a body does not fit its schema.
#[derive(Debug)]
pub(crate) enum Violation<'a> {
    WrongType(Node<'a>),
    NotListed(Node<'a>),
    NotUuid(Node<'a>),
    Missing(Node<'a>, String),
    Unknown(Node<'a>, Vec<String>),
}

/// Everything in which a body does not fit the published schema of a version.
pub(crate) fn violations(root: Node<'_>, version: ApiVersion) -> Vec<Violation<'_>> {
    let Some(validator) = validator(version) else { return Vec::new() };
    let mut out = Vec::new();
    for error in validator.iter_errors(Instance::Node(root)) {
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
                out.push(Violation::Unknown(node, unexpected.clone()));
            }
            // `format` says the same as `pattern`.
            _ => {}
        }
    }
    out
}

/// The validator of a version; made when the first body does not fit, once a process.
fn validator(version: ApiVersion) -> Option<&'static Validator<Document>> {
    static VALIDATORS: [OnceLock<Option<Validator<Document>>>; ApiVersion::ALL.len()] =
        [const { OnceLock::new() }; ApiVersion::ALL.len()];
    VALIDATORS[version as usize]
        .get_or_init(|| {
            let schema = serde_json::from_str(super::text(version)).ok()?;
            jsonschema::options_for::<Document>()
                .should_validate_formats(true)
                .with_pattern_options(PatternOptions::regex())
                .build(&schema)
                .ok()
        })
        .as_ref()
}
