//! Words without quotes: what other languages write for JSON's literals.

use super::Kind;
use super::packed_node::TRUE;

/// What a bare word stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A literal of another language: its kind, flags, and JSON's way to write it.
    Literal(Kind, u32, &'static str),
    /// A number that JSON does not have.
    NoNumber,
    /// Text that lacks its quotes.
    Text,
}

/// The literal that a word was plainly meant to be: cut short, or with one letter wrong.
pub(super) fn misspelt(word: &str) -> Option<&'static str> {
    let lower = word.to_ascii_lowercase();
    ["true", "false", "null"].into_iter().find(|literal| {
        (lower.len() > 1 && literal.starts_with(&lower))
            || (lower.len() > 2 && strsim::osa_distance(&lower, literal) == 1)
    })
}

pub(super) fn meaning(word: &str) -> Meaning {
    match word {
        "True" | "TRUE" => Meaning::Literal(Kind::Bool, TRUE, "true"),
        "False" | "FALSE" => Meaning::Literal(Kind::Bool, 0, "false"),
        "None" | "Null" | "NULL" | "nil" | "Nil" | "undefined" => {
            Meaning::Literal(Kind::Null, 0, "null")
        }
        "NaN" | "nan" | "Infinity" | "-Infinity" | "+Infinity" | "-NaN" => Meaning::NoNumber,
        _ => Meaning::Text,
    }
}
