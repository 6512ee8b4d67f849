//! What was meant by a text that is not JSON: the cheapest edits that make it JSON.
//!
//! The text ([`text`]) is a lattice: at every place there are one or more [readings](reading) of
//! one token, each with a price ([`lattice`]). [Hypotheses](hypothesis) advance through it
//! ([`search`]): they read a token ([`shift`]), put in what is missing in front of it ([`insert`],
//! with [`separators`], [`openers`] and [`closers`]), or pass over what does not belong
//! ([`around`]), and pay for each edit from one table ([`prices`]). Signs that a person would see,
//! such as indentation and keys that are documented elsewhere ([`expectations`]), cost without an
//! edit ([`signs`]). What hypotheses share is in [`arenas`], which are cleaned now and then
//! ([`cleaning`]).
//!
//! The cheapest hypothesis that reads the whole text wins. Its edits, laid out as the file is
//! ([`layout`]), are the [`outcome`]: how much dearer the next one is tells how sure each edit is
//! ([`margins`]), and edits that belong together are one mistake ([`grouping`]). [`replay`] finds
//! the places of the repaired text in the original.
//!
//! Where one reading fits for nothing and nothing speaks against it, no other edit is tried, and
//! where that holds for every hypothesis, the lattice is not even asked ([`calm`]). At most
//! [`prices::BEAM`] hypotheses are followed at a place; what is looked at ahead is bounded.

mod arenas;
mod around;
mod calm;
mod cleaning;
mod closers;
mod expectations;
mod grouping;
mod hypothesis;
mod insert;
mod lattice;
mod layout;
mod margins;
mod openers;
mod outcome;
mod prices;
mod reading;
mod replay;
mod search;
mod separators;
mod shift;
mod signs;
mod slip;
#[cfg(test)]
mod tests;
mod text;

pub(crate) use expectations::{Expectations, Expects, Level, Types};
pub(crate) use outcome::{Change, Repair, with_repairs};
pub(crate) use replay::Repaired;
pub(crate) use slip::Slip;

use super::KeyTable;
use crate::text::Span;

/// What is known of a text before it is read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Given<'g> {
    /// Comments and trailing commas are fine.
    pub(crate) jsonc: bool,
    /// Places that were no UTF-8.
    pub(crate) unreadable: &'g [Span],
    pub(crate) names: &'static KeyTable,
    pub(crate) expected: &'g Expectations,
}

/// What the search found.
#[derive(Debug)]
pub(crate) struct Outcome {
    /// The mistakes, in the order of the text.
    pub(crate) repairs: Vec<Repair>,
    pub(crate) repaired: Repaired,
    /// How many hypotheses were followed.
    #[cfg(test)]
    pub(crate) steps: usize,
    /// The most at one place before the end.
    #[cfg(test)]
    pub(crate) widest: usize,
}

/// Finds the cheapest edits that make a text JSON; nothing where it has no value at all. Takes
/// time and memory linear in the text.
pub(crate) fn repair(text: &str, given: Given<'_>) -> Option<Outcome> {
    search::Search::new(text, given).outcome()
}
