//! The rule catalogue, sentence by sentence: bodies in which the expected places are marked.

mod case;
mod json;
mod logic;

mod filters;
mod shape;
mod target;
mod who_speaks;
