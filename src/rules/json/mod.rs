//! Rules about reading the file.

pub(crate) mod comment;
pub(crate) mod duplicate_key;
pub(crate) mod empty;
pub(crate) mod encoding;
pub(crate) mod findings;
mod habits;
pub(crate) mod not_an_object;
pub(crate) mod number_precision;
pub(crate) mod syntax;
pub(crate) mod too_deep;
pub(crate) mod trailing_comma;
pub(crate) mod unused_ignore;
mod words;

use crate::rules::Rule;

/// In the order of their codes.
pub(super) static RULES: &[&dyn Rule] = &[
    &syntax::JsonSyntax,
    &duplicate_key::DuplicateKey,
    &not_an_object::NotAnObject,
    &comment::JsonComment,
    &trailing_comma::JsonTrailingComma,
    &encoding::JsonEncoding,
    &too_deep::JsonTooDeep,
    &empty::EmptyDocument,
    &number_precision::NumberPrecision,
    &unused_ignore::UnusedIgnore,
];
