//! From drafts to findings: positions, fingerprints, order.

use std::borrow::Cow;
use std::sync::Arc;

use crate::finding::fingerprint::{Fingerprints, Subject};
use crate::finding::{BodyPlace, Draft, Finding, HostKind, Label};
use crate::host::Map;
use crate::rule::Group;
use crate::rules::json::{duplicate_key, not_an_object, syntax};
use crate::schema::Tables;
use crate::secrets::{Mask, Secrets};
use crate::text::{Applicability, Edit, Fix, Source, Span, is_obeyed, is_plain};

/// A text that findings are about, and the file that it is in.
#[derive(Debug)]
pub(crate) struct LintedText<'t> {
    pub(crate) tables: &'static Tables,
    /// What was read: the file itself, or a body in it.
    pub(crate) text: &'t str,
    /// Whether there is a value at all.
    pub(crate) is_json: bool,
    /// The secrets of the text.
    pub(crate) secrets: &'t Secrets,
    /// The places of it that are read otherwise than they are written.
    pub(crate) doubtful: &'t [Span],
    /// The bodies of a text that is an array of several.
    pub(crate) items: &'t [Span],
    pub(crate) file: &'t Source<'t>,
    /// For a body in a file: where its bytes are.
    pub(crate) map: Option<&'t Map>,
    pub(crate) body: Option<BodyPlace>,
}

impl<'t> LintedText<'t> {
    /// A file as it is.
    pub(crate) fn file(
        tables: &'static Tables,
        file: &'t Source<'_>,
        is_json: bool,
        secrets: &'t Secrets,
    ) -> Self {
        Self {
            tables,
            text: file.text(),
            is_json,
            secrets,
            doubtful: &[],
            items: &[],
            file,
            map: None,
            body: None,
        }
    }

    fn place(&self, span: Span) -> Span {
        self.map.map_or(span, |map| map.span(span))
    }

    /// The body of several that a place is in.
    fn item(&self, span: Span) -> Option<BodyPlace> {
        let index = self.items.partition_point(|item| item.end < span.end);
        let item = self.items.get(index).filter(|item| item.start <= span.start)?;
        let start = self.file.position(self.place(*item).start);
        Some(BodyPlace { index: index as u32, kind: HostKind::List, start })
    }

    /// A fix as edits of the file; nothing where it would change what is around a body.
    fn fix(&self, mut fix: Fix) -> Option<Fix> {
        let Some(map) = self.map else { return Some(fix) };
        let mut edits = Vec::with_capacity(fix.edits.len());
        for edit in &fix.edits {
            edits.extend(map.edit(edit)?);
        }
        fix.edits = edits;
        Some(fix)
    }
}

/// The findings of a file, in its order.
pub(crate) fn findings(text: &LintedText<'_>, drafts: &mut Vec<Draft>) -> Vec<Finding> {
    if drafts.is_empty() {
        return Vec::new();
    }
    let secrets: Arc<[Span]> = text.secrets.spans.as_slice().into();
    findings_in(text, drafts, &secrets, &mut Fingerprints::default())
}

/// The findings of a text in a file, in its order; `secrets` are those of the file. The memory of
/// the drafts stays for others.
pub(crate) fn findings_in(
    text: &LintedText<'_>,
    drafts: &mut Vec<Draft>,
    secrets: &Arc<[Span]>,
    seen: &mut Fingerprints,
) -> Vec<Finding> {
    if let Some(mask) = Mask::new(text.text, text.secrets, &text.tables.vocabulary) {
        drafts.iter_mut().for_each(|draft| mask.draft(draft));
    }
    drafts.sort_by_key(|draft| (draft.span.start, draft.info.code, draft.span.end));
    let syntax = drafts.iter().filter(|draft| draft.info.code == syntax::INFO.code);
    // Where it is a guess what is inside of what, so is what a rule says of it.
    let guessed = has_guess(drafts);
    let broken = Broken::new(syntax.flat_map(broken_by).collect());
    let doubtful = Broken::new(text.doubtful.to_vec());
    seen.next_text();
    let complete = |mut draft: Draft| {
        if draft.info.code != syntax::INFO.code {
            let is_off = |edit: &Edit| {
                broken.touches(edit.span)
                    || !broken.0.is_empty() && takes_marks(text.text, edit)
                    || !draft.is_reading && doubtful.is_next_to(edit)
            };
            draft.fixes.retain(|fix| !fix.edits.iter().any(is_off));
            if guessed
                && (draft.info.group != Group::Json || draft.info.code == duplicate_key::INFO.code)
            {
                let fixes = draft.fixes.iter_mut();
                fixes.for_each(|fix| fix.applicability = Applicability::Unsafe);
            }
        }
        finding(text, secrets, draft, seen)
    };
    drafts.drain(..).map(complete).collect()
}

/// Whether it is a guess what some of the text was meant to be.
pub(super) fn has_guess(drafts: &[Draft]) -> bool {
    drafts.iter().any(|draft| match draft.info.code {
        code if code == syntax::INFO.code => !draft.fixes.iter().any(is_safe),
        code if code == not_an_object::INFO.code => !draft.fixes.iter().all(is_safe),
        _ => false,
    })
}

fn is_safe(fix: &Fix) -> bool {
    fix.applicability == Applicability::Safe
}

/// Where a mistake of syntax is: its place, and those that are fixed with it.
fn broken_by(draft: &Draft) -> impl Iterator<Item = Span> {
    let edits = draft.fixes.iter().flat_map(|fix| &fix.edits).map(|edit| edit.span);
    std::iter::once(draft.span).chain(edits)
}

/// Whether an edit turns a string or a key with marks of JSON in it into one without: where a quote
/// is missing, the marks may be none of its own.
fn takes_marks(text: &str, edit: &Edit) -> bool {
    let marks = |text: &str| {
        let inner = text.strip_prefix('"').map(|rest| rest.strip_suffix('"').unwrap_or(rest));
        inner.map(|inner| inner.contains(['{', '}', '[', ']', ',', ':', '"', '\n']))
    };
    marks(edit.span.of(text)) == Some(true) && marks(&edit.text) == Some(false)
}

fn finding(
    text: &LintedText<'_>,
    secrets: &Arc<[Span]>,
    draft: Draft,
    seen: &mut Fingerprints,
) -> Finding {
    let pointer = draft.pointer.or_else(|| text.is_json.then(String::new));
    let tied = draft.tied_to.as_deref().or(pointer.as_deref());
    let subject = match &draft.subject {
        Some(subject) => Subject::Stated(subject),
        None => Subject::At(draft.span, text.text),
    };
    let fingerprint = seen.next(draft.info.code, tied, subject);
    let position = |at| text.file.position(at);
    let label = |(span, message): (Span, String)| {
        let (span, message) = (text.place(span), plain(message));
        Label { span, start: position(span.start), end: position(span.end), message }
    };
    let span = text.place(draft.span);
    let fixes = draft.fixes.into_iter().filter_map(|fix| text.fix(fix)).filter_map(offered);
    Finding {
        code: draft.info.code,
        name: draft.info.name,
        severity: draft.severity,
        message: plain(draft.message),
        help: draft.help.map(said),
        url: draft.info.url(),
        evidence: draft.info.evidence,
        pointer,
        span,
        start: position(span.start),
        end: position(span.end),
        label: said(draft.label),
        labels: draft.labels.into_iter().map(label).collect(),
        fixes: fixes.collect(),
        fingerprint,
        body: text.body.or_else(|| text.item(draft.span)),
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

    /// Whether an edit changes one of the places, or puts text beside it. Taking away what is
    /// beside it, such as a comma, leaves it as it is.
    fn is_next_to(&self, edit: &Edit) -> bool {
        if !edit.text.is_empty() {
            return self.touches(edit.span);
        }
        let before = self.0.partition_point(|place| place.start < edit.span.end);
        before > 0 && self.0[before - 1].end > edit.span.start
    }
}

/// A text without what a terminal would obey, whatever of the file found its way into it.
fn plain(text: String) -> String {
    if is_plain(&text) || !text.contains(is_obeyed) {
        return text;
    }
    text.chars().map(|ch| if is_obeyed(ch) { char::REPLACEMENT_CHARACTER } else { ch }).collect()
}

/// The same of a text that a rule may have declared, which is plain.
fn said(text: Cow<'static, str>) -> Cow<'static, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text),
        Cow::Owned(text) => Cow::Owned(plain(text)),
    }
}

/// A fix that changes something. Edits that touch are one: a run of brackets is removed at once.
fn offered(mut fix: Fix) -> Option<Fix> {
    fix.title = plain(fix.title);
    fix.edits.dedup_by(|next, edit| {
        let touch = edit.span.end == next.span.start;
        if touch {
            edit.span.end = next.span.end;
            edit.text.push_str(&next.text);
        }
        touch
    });
    (!fix.edits.is_empty()).then_some(fix)
}
