//! From drafts to findings: positions, fingerprints, order.

use crate::finding::{Draft, Finding, Label};
use crate::fingerprint::Fingerprints;
use crate::json::Tree;
use crate::source::{Source, Span};

/// The findings of a file, in its order.
pub(crate) fn findings(
    source: &Source<'_>,
    tree: Option<&Tree<'_>>,
    mut drafts: Vec<Draft>,
) -> Vec<Finding> {
    let whole = tree.and_then(Tree::root).map(|_| String::new());
    drafts.sort_by(|a, b| (a.span, a.info.code).cmp(&(b.span, b.info.code)));
    let mut seen = Fingerprints::default();
    drafts.into_iter().map(|draft| finding(source, whole.as_ref(), draft, &mut seen)).collect()
}

fn finding(
    source: &Source<'_>,
    whole: Option<&String>,
    draft: Draft,
    seen: &mut Fingerprints,
) -> Finding {
    let pointer = draft.pointer.or_else(|| whole.cloned());
    let subject = draft.subject.as_deref().unwrap_or_else(|| draft.span.of(source.text()));
    let tied = draft.tied_to.as_deref().or(pointer.as_deref());
    let fingerprint = seen.next(draft.info.code, tied, subject);
    let label = |(span, message): (Span, String)| {
        let (start, end) = (source.position(span.start), source.position(span.end));
        Label { span, start, end, message }
    };
    Finding {
        code: draft.info.code,
        name: draft.info.name,
        severity: draft.severity,
        message: draft.message,
        help: draft.help,
        url: draft.info.url(),
        evidence: draft.info.evidence,
        pointer,
        span: draft.span,
        start: source.position(draft.span.start),
        end: source.position(draft.span.end),
        label: draft.label,
        labels: draft.labels.into_iter().map(label).collect(),
        fixes: draft.fixes,
        fingerprint,
    }
}
