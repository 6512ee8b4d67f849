//! Bodies judged by saved responses: what is a guess without them is certain, or is not said.

mod answers;
mod mistakes;
mod reading;
#[path = "../support/mod.rs"]
mod support;
mod world;
