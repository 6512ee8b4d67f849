//! From drafts to findings: positions, fingerprints, order.

use std::sync::Arc;

use crate::finding::fingerprint::{Fingerprints, Subject};
use crate::finding::{Draft, Finding, Label};
use crate::json::Tree;
use crate::rules::json::syntax;
use crate::schema::Tables;
use crate::secrets::{Mask, Secrets};
use crate::text::{Fix, Source, Span, is_obeyed};

/// The findings of a file, in its order.
pub(crate) fn findings(
    tables: &'static Tables,
    source: &Source<'_>,
    tree: Option<&Tree<'_>>,
    secrets: &Secrets,
    doubtful: &[Span],
    mut drafts: Vec<Draft>,
) -> Vec<Finding> {
    if drafts.is_empty() {
        return Vec::new();
    }
    if let Some(mask) = Mask::new(source.text(), secrets, &tables.vocabulary) {
        drafts.iter_mut().for_each(|draft| mask.draft(draft));
    }
    let whole = tree.and_then(Tree::root).map(|_| String::new());
    drafts.sort_by_key(|draft| (draft.span.start, draft.info.code, draft.span.end));
    let syntax = drafts.iter().filter(|draft| draft.info.code == syntax::INFO.code);
    let broken = Broken::new(syntax.map(|draft| draft.span).collect());
    let doubtful = Broken::new(doubtful.to_vec());
    let mut seen = Fingerprints::default();
    let secrets: Arc<[Span]> = secrets.spans.as_slice().into();
    let complete = |mut draft: Draft| {
        if draft.info.code != syntax::INFO.code {
            let is_off = |span| broken.touches(span) || !draft.is_reading && doubtful.touches(span);
            draft.fixes.retain(|fix| !fix.edits.iter().any(|edit| is_off(edit.span)));
        }
        finding(source, whole.as_ref(), &secrets, draft, &mut seen)
    };
    drafts.into_iter().map(complete).collect()
}

fn finding(
    source: &Source<'_>,
    whole: Option<&String>,
    secrets: &Arc<[Span]>,
    draft: Draft,
    seen: &mut Fingerprints,
) -> Finding {
    let pointer = draft.pointer.or_else(|| whole.cloned());
    let tied = draft.tied_to.as_deref().or(pointer.as_deref());
    let subject = match &draft.subject {
        Some(subject) => Subject::Stated(subject),
        None => Subject::At(draft.span, source.text()),
    };
    let fingerprint = seen.next(draft.info.code, tied, subject);
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
        secrets: Arc::clone(secrets),
    }
}

/// The places that are no JSON, or that are read as something else. What they become is for their
/// own fixes to say; another edit there could turn into part of something else.
struct Broken(Vec<Span>);

impl Broken {
    fn new(mut places: Vec<Span>) -> Self {
        places.sort_unstable();
        // Each reaches as far as any before it, so that the last one before a place decides.
        let mut end = 0;
        for place in &mut places {
            end = place.end.max(end);
            place.end = end;
        }
        Self(places)
    }

    fn touches(&self, span: Span) -> bool {
        let before = self.0.partition_point(|broken| broken.start <= span.end);
        before > 0 && self.0[before - 1].end >= span.start
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
