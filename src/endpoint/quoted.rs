//! Malformed labels that an expression repeats exactly: the label itself is
//! reported, not what follows from it.

use std::ops::Range;

use crate::endpoint::logic;

/// A longer label is not looked for, so that no place of an expression costs more than another.
const LONGEST: usize = 256;

/// Where the labels outside the grammar among these are in an expression; of two that begin at
/// one place the longer.
pub(super) fn places<'l>(text: &str, labels: impl Iterator<Item = &'l str>) -> Vec<Range<usize>> {
    let odd = |label: &&str| {
        !logic::is_label(label)
            && !label.is_empty()
            && label.len() <= LONGEST
            && label.trim() == *label
    };
    let mut labels: Vec<&str> = labels.filter(odd).collect();
    labels.sort_unstable();
    labels.dedup();
    let mut out = Vec::new();
    if labels.is_empty() {
        return out;
    }
    let shorter = shorter(&labels);
    let (mut at, mut before) = (0, None);
    while let Some(first) = text[at..].chars().next() {
        let begins = !(is_word(first) && before.is_some_and(is_word));
        let found = begins.then(|| longest(&text[at..], &labels, &shorter)).flatten();
        let end = at + found.unwrap_or(first.len_utf8());
        if found.is_some() {
            out.push(at..end);
        }
        before = text[at..end].chars().next_back();
        at = end;
    }
    out
}

/// For each of the sorted labels the longest other that it begins with.
fn shorter(labels: &[&str]) -> Vec<Option<usize>> {
    let mut out: Vec<Option<usize>> = Vec::with_capacity(labels.len());
    for (at, label) in labels.iter().enumerate() {
        let mut other = at.checked_sub(1);
        while let Some(shorter) = other.filter(|other| !label.starts_with(labels[*other])) {
            other = out[shorter];
        }
        out.push(other);
    }
    out
}

/// The length of the longest label that a text begins with, where no word goes on after it.
fn longest(text: &str, labels: &[&str], shorter: &[Option<usize>]) -> Option<usize> {
    let head = &text.as_bytes()[..text.len().min(LONGEST)];
    let after = labels.partition_point(|label| label.as_bytes() <= head);
    // Every label that the text begins with begins this one too.
    let mut candidate = after.checked_sub(1);
    while let Some(at) = candidate {
        let label = labels[at];
        if let Some(rest) = text.strip_prefix(label) {
            let goes_on = label.chars().next_back().is_some_and(is_word)
                && rest.chars().next().is_some_and(is_word);
            if !goes_on {
                return Some(label.len());
            }
        }
        candidate = shorter[at];
    }
    None
}

fn is_word(ch: char) -> bool {
    ch == '_' || ch.is_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'t>(text: &'t str, labels: &[&str]) -> Vec<&'t str> {
        places(text, labels.iter().copied()).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn the_longest_is_found_and_no_part_of_a_word() {
        let labels = ["eu-west", "eu-west-2", "é", "1", "A", " x", "b c"];
        assert_eq!(found("eu-west and eu-west-2", &labels), ["eu-west", "eu-west-2"]);
        assert_eq!(found("é or éé or 1 or 11 or A1", &labels), ["é", "1"]);
        assert_eq!(found("(b c)and b cd", &labels), ["b c"]);
        assert_eq!(found("eu-westend or neu-west or eu-west-22", &labels), ["eu-west"]);
        assert_eq!(found("", &labels), [""; 0]);
    }

    #[test]
    fn many_and_long_ones_take_no_time() {
        let labels: Vec<String> = (1..1000).map(|count| "-".repeat(count)).collect();
        let text = "-".repeat(200_000);
        let places = places(&text, labels.iter().map(String::as_str));
        assert_eq!(places.first(), Some(&(0..LONGEST)));
    }
}
