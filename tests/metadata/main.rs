//! Bodies judged by saved responses: what is a guess without them is certain, or is not said.

mod broken_responses;
mod fixture;
mod mistakes;
mod responses;
#[path = "../support/mod.rs"]
mod support;
#[path = "../support/valid.rs"]
mod valid;
