//! From drafts to findings: positions, fingerprints, order.

use std::collections::HashMap;

use crate::finding::{Draft, Finding, Label, is_obeyed};
use crate::fix::Fix;
use crate::json::Tree;
use crate::source::{Source, Span};

/// The findings of a file, in its order.
pub(crate) fn findings(
    source: &Source<'_>,
    tree: Option<&Tree<'_>>,
    mut drafts: Vec<Draft>,
) -> Vec<Finding> {
    let whole = tree.and_then(Tree::root).map(|_| String::new());
    let order = |draft: &Draft| (draft.span.start, draft.info.code, draft.span.end);
    drafts.sort_by_key(order);
    let mut seen = HashMap::new();
    drafts.into_iter().map(|draft| finding(source, whole.as_ref(), draft, &mut seen)).collect()
}

fn finding(
    source: &Source<'_>,
    whole: Option<&String>,
    draft: Draft,
    seen: &mut HashMap<u128, u32>,
) -> Finding {
    let pointer = draft.pointer.or_else(|| whole.cloned());
    let subject = draft.subject.as_deref().unwrap_or_else(|| draft.span.of(source.text()));
    let fingerprint = fingerprint(draft.info.code, pointer.as_deref(), subject, seen);
    let label = |(span, message): (Span, String)| {
        let message = plain(message);
        let (start, end) = (source.position(span.start), source.position(span.end));
        Label { span, start, end, message }
    };
    Finding {
        code: draft.info.code,
        name: draft.info.name,
        severity: draft.severity,
        message: plain(draft.message),
        help: draft.help.map(plain),
        url: draft.info.url(),
        evidence: draft.info.evidence,
        pointer,
        span: draft.span,
        start: source.position(draft.span.start),
        end: source.position(draft.span.end),
        label: plain(draft.label),
        labels: draft.labels.into_iter().map(label).collect(),
        fixes: draft.fixes.into_iter().filter_map(offered).collect(),
        fingerprint,
    }
}

/// A text without what a terminal would obey, whatever of the file found its way into it.
fn plain(text: String) -> String {
    if !text.contains(is_obeyed) {
        return text;
    }
    text.chars().map(|ch| if is_obeyed(ch) { char::REPLACEMENT_CHARACTER } else { ch }).collect()
}

/// A fix that changes something.
fn offered(mut fix: Fix) -> Option<Fix> {
    fix.title = plain(fix.title);
    (!fix.edits.is_empty()).then_some(fix)
}

/// Rule, pointer without indices, subject without layout, and a number among equals.
fn fingerprint(
    code: &str,
    pointer: Option<&str>,
    subject: &str,
    seen: &mut HashMap<u128, u32>,
) -> String {
    let is_index = |step: &&str| step.is_empty() || !step.bytes().all(|b| b.is_ascii_digit());
    let place: Vec<&str> = pointer.unwrap_or("-").split('/').filter(is_index).collect();
    let words: Vec<&str> = subject.split_ascii_whitespace().collect();
    let key = format!("{code}\n{}\n{}", place.join("/"), words.join(" "));
    let hash = xxhash_rust::xxh3::xxh3_128(key.as_bytes());
    let ordinal = seen.entry(hash).or_insert(0);
    *ordinal += 1;
    if *ordinal == 1 { format!("{hash:032x}") } else { format!("{hash:032x}-{ordinal}") }
}
