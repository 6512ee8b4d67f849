//! The names that come closest to one that is not there, each with the label that a person sees.

use std::cell::Cell;

use crate::text::nearest::folded;
use crate::text::shown;

/// A name, and the label beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Near<'m> {
    pub(crate) id: &'m str,
    pub(crate) label: Option<&'m str>,
}

impl<'m> Near<'m> {
    pub(crate) fn new(id: &'m str, label: Option<&'m str>) -> Self {
        Self { id, label: label.filter(|label| !label.trim().is_empty() && *label != id) }
    }
}

/// As messages show it: `` `email__c` (Email) ``.
impl std::fmt::Display for Near<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "`{}`", shown(self.id))?;
        self.label.map_or(Ok(()), |label| write!(f, " ({})", shown(label)))
    }
}

/// How many comparisons are made for one body: what is compared with everything costs.
#[derive(Debug)]
pub(crate) struct Budget(Cell<usize>);

impl Default for Budget {
    fn default() -> Self {
        Self(Cell::new(200_000))
    }
}

impl Budget {
    fn spend(&self, amount: usize) -> bool {
        let left = self.0.get().checked_sub(amount);
        left.map(|left| self.0.set(left)).is_some()
    }
}

/// Up to three candidates that may have been meant, the closest first: the name is misspelled, or
/// it is the label of another.
pub(crate) fn near<'m>(
    name: &str,
    candidates: impl ExactSizeIterator<Item = Near<'m>>,
    budget: &Budget,
) -> Vec<Near<'m>> {
    const MOST: usize = 64;
    let wanted = folded(name);
    if wanted.is_empty() || wanted.len() > MOST || !budget.spend(candidates.len()) {
        return Vec::new();
    }
    let mut scored: Vec<(usize, Near<'m>)> = Vec::new();
    for candidate in candidates {
        let distances = [Some(candidate.id), candidate.label]
            .into_iter()
            .flatten()
            .filter(|other| other.len() <= 2 * MOST)
            .filter_map(|other| distance(&wanted, &folded(other)));
        if let Some(distance) = distances.min() {
            scored.push((distance, candidate));
        }
    }
    scored.sort_by_key(|(distance, _)| *distance);
    scored.into_iter().take(3).map(|(_, candidate)| candidate).collect()
}

fn distance(wanted: &str, other: &str) -> Option<usize> {
    let most = (wanted.len().max(other.len()) / 3).max(1);
    if wanted.chars().count().abs_diff(other.chars().count()) > most {
        return None;
    }
    Some(strsim::damerau_levenshtein(wanted, other)).filter(|distance| *distance <= most)
}
