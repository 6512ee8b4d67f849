//! What is wrong with a saved response, and where.

use std::fmt;

use crate::json::{Kind, Node};
use crate::text::Span;

/// The most problems that are reported of one file.
const MOST: usize = 20;

/// Something in a saved response that is not as it should be. Says what was expected and what is
/// there, and quotes nothing of it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Problem {
    /// The place, in bytes of the file.
    pub span: Span,
    /// An RFC 6901 JSON Pointer to the value; none where the file is not JSON.
    pub pointer: Option<String>,
    /// One sentence.
    pub message: String,
    /// A few words at the place.
    pub label: String,
    /// What to do.
    pub help: String,
    /// Whether the file holds no response at all, so that one is yet to be fetched.
    pub is_no_response: bool,
}

/// Its sentence.
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

/// Notes what is wrong while a response is read.
#[derive(Debug, Default)]
pub(super) struct Reader {
    problems: Vec<Problem>,
    more: usize,
}

impl Reader {
    /// A value of another type than documented.
    pub(super) fn wrong(&mut self, node: Node<'_>, expected: &'static str) {
        if self.problems.len() == MOST {
            self.more += 1;
            return;
        }
        let (path, found) = (path(node), kind(node));
        self.problems.push(Problem {
            span: node.opener(),
            pointer: Some(node.pointer()),
            message: format!("{path} should be {expected}, not {found}"),
            label: format!("expected {expected}"),
            help: "save the response again; until then, this part of it is ignored".to_owned(),
            is_no_response: false,
        });
    }

    /// A key that the response cannot do without.
    pub(super) fn missing(&mut self, object: Node<'_>, key: &str, what: &str) {
        if self.problems.len() == MOST {
            self.more += 1;
            return;
        }
        self.problems.push(Problem {
            span: object.opener(),
            pointer: Some(object.pointer()),
            message: format!("{} is missing `{key}` ({what})", path(object)),
            label: "a required key is missing".to_owned(),
            help: "save the response again; until then, this part of it is ignored".to_owned(),
            is_no_response: false,
        });
    }

    /// An error of the API, saved in the place of what was asked for.
    pub(super) fn refused(&mut self, object: Node<'_>) {
        self.problems.push(Problem {
            span: object.opener(),
            pointer: Some(object.pointer()),
            message: "expected a saved response, found an error of the API".to_owned(),
            label: "not a response".to_owned(),
            help: "fetch it again".to_owned(),
            is_no_response: true,
        });
    }

    pub(super) fn finish(mut self) -> Vec<Problem> {
        if let (Some(last), more @ 1..) = (self.problems.last_mut(), self.more) {
            last.help.push_str(&format!(" ({more} more like this in the file)"));
        }
        self.problems
    }
}

fn path(node: Node<'_>) -> String {
    let path = node.path();
    if path.is_empty() { "the response".to_owned() } else { format!("`{path}`") }
}

/// What is there, without its value.
pub(super) fn kind(node: Node<'_>) -> &'static str {
    match node.kind() {
        Kind::Null => "null",
        Kind::Bool => "a boolean",
        Kind::Number => "a number",
        Kind::String => "a string",
        Kind::Array => "an array",
        Kind::Object => "an object",
        Kind::Error => "something unreadable",
    }
}
