//! Edits that mend a finding, and putting them into a text.

use serde::{Deserialize, Serialize};

use crate::source::Span;

/// Whether a fix may be applied unseen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Applicability {
    /// Keeps the meaning that the author plainly had.
    Safe,
    /// A good guess, to be looked at.
    Unsafe,
}

/// A replacement of some bytes of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// The bytes to replace; an empty span inserts.
    pub span: Span,
    /// What to put there.
    pub text: String,
}

/// One way to mend a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fix {
    /// What it does, as an imperative: "remove the comma".
    pub title: String,
    /// Whether it may be applied unseen.
    pub applicability: Applicability,
    /// Edits in the order of the file, none overlapping.
    pub edits: Vec<Edit>,
}

impl Fix {
    /// A fix that keeps the plain meaning.
    pub fn safe(title: impl Into<String>, edits: Vec<(Span, String)>) -> Self {
        Self::new(title, Applicability::Safe, edits)
    }

    /// A fix that needs a look.
    pub fn unsafe_(title: impl Into<String>, edits: Vec<(Span, String)>) -> Self {
        Self::new(title, Applicability::Unsafe, edits)
    }

    /// A fix of the given applicability.
    pub fn new(
        title: impl Into<String>,
        applicability: Applicability,
        edits: Vec<(Span, String)>,
    ) -> Self {
        let mut edits: Vec<Edit> =
            edits.into_iter().map(|(span, text)| Edit { span, text }).collect();
        edits.sort_by_key(|edit| edit.span);
        Self { title: title.into(), applicability, edits }
    }
}

/// The text after as many of the fixes as do not touch one another, in the order given, and how
/// many that were. `None` where there was nothing to do. A fix whose edits overlap, or name bytes
/// that the text does not have or that cut a character, is left out.
///
/// ```
/// use polytomic_lint::{apply, lint};
///
/// let text = r#"{"mode": "create",}"#;
/// let report = lint(text);
/// let fixes = report.findings().iter().flat_map(|finding| finding.fixes.first());
/// let safe = fixes.filter(|fix| fix.applicability == polytomic_lint::Applicability::Safe);
/// let (fixed, count) = apply(text, safe).expect("a comma too many");
/// assert_eq!((fixed.as_str(), count), (r#"{"mode": "create"}"#, 1));
/// ```
pub fn apply<'f>(text: &str, fixes: impl IntoIterator<Item = &'f Fix>) -> Option<(String, usize)> {
    let mut taken: Vec<&Edit> = Vec::new();
    let mut count = 0;
    let mut used = std::collections::BTreeMap::<u32, u32>::new();
    let free = |used: &std::collections::BTreeMap<u32, u32>, span: Span| {
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
    Some((out, count))
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
