//! Putting fixes into a text.

use std::collections::BTreeMap;

use super::{Edit, Fix, Span};

/// A text after its fixes.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fixed {
    /// The whole text after the fixes.
    pub text: String,
    /// How many fixes were applied.
    pub count: usize,
}

/// The text after as many of the fixes as do not touch one another, in the order given. `None`
/// where there was nothing to do. A fix whose edits overlap, or name bytes
/// that the text does not have or that cut a character, is left out.
///
/// ```
/// use polytomic_lint::{apply, lint};
///
/// let text = r#"{"mode": "create",}"#;
/// let report = lint(text);
/// let fixes = report.findings().iter().flat_map(|finding| finding.fixes.first());
/// let safe = fixes.filter(|fix| fix.applicability == polytomic_lint::Applicability::Safe);
/// let fixed = apply(text, safe).expect("an extra comma");
/// assert_eq!((fixed.text.as_str(), fixed.count), (r#"{"mode": "create"}"#, 1));
/// ```
pub fn apply<'f>(text: &str, fixes: impl IntoIterator<Item = &'f Fix>) -> Option<Fixed> {
    let mut taken: Vec<&Edit> = Vec::new();
    let mut count = 0;
    let mut used = BTreeMap::<u32, u32>::new();
    let free = |used: &BTreeMap<u32, u32>, span: Span| {
        used.range(..=span.end).next_back().is_none_or(|(_, &end)| end < span.start)
    };
    for fix in fixes {
        if !fits(text, fix) || !fix.edits.iter().all(|edit| free(&used, edit.span)) {
            continue;
        }
        for edit in &fix.edits {
            used.insert(edit.span.start, edit.span.end);
            taken.push(edit);
        }
        count += 1;
    }
    if taken.is_empty() {
        return None;
    }
    taken.sort_by_key(|edit| edit.span);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for edit in taken {
        out.push_str(&text[at..edit.span.start as usize]);
        out.push_str(&edit.text);
        at = edit.span.end as usize;
    }
    out.push_str(&text[at..]);
    Some(Fixed { text: out, count })
}

/// Whether a fix changes something, every edit names a part of the text, and none overlaps another.
fn fits(text: &str, fix: &Fix) -> bool {
    let place = |edit: &Edit| text.get(edit.span.start as usize..edit.span.end as usize).is_some();
    let apart = |pair: &[Edit]| pair[0].span.end <= pair[1].span.start;
    !fix.edits.is_empty()
        && fix.edits.iter().all(place)
        && fix.edits.is_sorted_by_key(|e| e.span)
        && fix.edits.windows(2).all(apart)
}
