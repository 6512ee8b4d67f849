//! The language server, spoken to as editors speak to it.

mod actions;
mod client;
mod completion;
mod diagnostics;
mod embedded;
mod hover_and_labels;
mod protocol;
mod responses;
mod settings;
