//! The language server, spoken to as editors speak to it.

mod actions;
mod client;
mod completion;
mod diagnostics;
mod embedded;
mod protocol;
mod reading;
mod responses;
mod settings;
