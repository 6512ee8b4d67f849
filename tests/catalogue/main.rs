//! The rule catalogue, sentence by sentence: bodies in which the expected places are marked.

mod case;
mod json;
mod logic;

#[path = "../support/clean.rs"]
mod clean;
mod filters;
mod precedence;
mod shape;
mod target;
#[path = "../support/valid.rs"]
mod valid;
