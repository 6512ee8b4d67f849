//! Files with bodies in them: each body is linted on its own text, and everything that is said of it
//! is mapped back to the file.

use std::borrow::Cow;
use std::sync::Arc;

use super::finalize::{self, LintedText};
use super::suppress::Opening;
use super::{AnalyzedBody, Linted, Linter, Report, Spare, Task};
use crate::endpoint::{Body, Endpoint, Marks, Request};
use crate::finding::fingerprint::Fingerprints;
use crate::finding::{BodyPlace, Draft, Finding, Findings, HostKind};
use crate::host::{self, Embedded, Kind, Map, Pasted, Reading, Scope, Style};
use crate::json::{self, Options, Tree};
use crate::rules::json::{encoding, not_an_object};
use crate::schema::ApiVersion;
use crate::secrets::{self, Secrets};
use crate::text::{Applicability, BOM, Source, Span};

/// Where what was read of bodies is kept.
type Kept<'k> = &'k mut Vec<AnalyzedBody<'static>>;

/// What was found in one body, in bytes of its text.
struct Found<'f> {
    text: Cow<'f, str>,
    map: Map,
    place: Option<BodyPlace>,
    linted: Linted<'static>,
    comments: Vec<Span>,
    drafts: Vec<Draft>,
    hidden: Vec<Draft>,
    doubtful: Vec<Span>,
}

impl Linter {
    /// Lints a file that is no single body, and keeps what was read of its bodies where that is
    /// asked for. Nothing for a file that is a single body after all.
    #[cold]
    pub(super) fn lint_host(
        &self,
        source: &Source<'_>,
        kind: Kind,
        kept: Option<Kept<'_>>,
    ) -> Option<Report> {
        let mut out = Findings::new(&self.levels);
        let scope = Scope { text: source.text(), keys: &self.required(), any: false };
        match kind {
            Kind::Json => None,
            Kind::Host(kind) => {
                let reading = host::read(kind, scope);
                Some(self.lint_bodies(source, reading, kind, kept, out))
            }
            Kind::Paste => {
                let pasted = host::read_paste(scope)?;
                Some(self.lint_pasted(source, pasted, kept, out))
            }
            Kind::Foreign(language) => {
                out.push(not_an_object::foreign(source, language));
                Some(self.report(source, &Linted { settled: true, ..Linted::default() }, &mut out))
            }
        }
    }

    /// The names that distinguish a body from other objects.
    fn required(&self) -> Vec<&'static str> {
        self.endpoint.required_keys().collect()
    }

    fn lint_bodies(
        &self,
        source: &Source<'_>,
        reading: Reading<'_>,
        kind: HostKind,
        mut kept: Option<Kept<'_>>,
        out: Findings<'_>,
    ) -> Report {
        let Reading { bodies, mut comments, mut named, elsewhere } = reading;
        let requests = bodies.iter().filter_map(|body| body.request.as_ref());
        let requests = requests.chain(elsewhere.iter().map(|one| &one.request));
        named.extend(requests.filter_map(|request| password(source.text(), request)));
        let mut found = Vec::new();
        let mut openings: Vec<Opening> = Vec::with_capacity(bodies.len());
        let ignores = !self.ignores.is_empty() || !comments.is_empty();
        let around = around(source.text(), kind, &bodies);
        let mut settled = true;
        for (index, body) in bodies.into_iter().enumerate() {
            let line = |at| source.line_of(at) as u32 + 1;
            let sent = body.request.as_ref().map_or(body.opening, |request| request.place.start);
            openings.push([line(body.opening), line(sent)]);
            let first = body.text.len() - body.text.trim_start().len();
            let start = body.map.span(Span::new(first as u32, first as u32 + 1)).start;
            let start = source.position(start);
            let place = BodyPlace { index: index as u32, kind: body.kind, start };
            let jsonc = self.jsonc.unwrap_or(body.jsonc);
            let one = self.lint_embedded(source, body, Some(place), (jsonc, ignores), &mut kept);
            settled &= one.linted.settled;
            comments.extend(one.comments.iter().map(|span| one.map.span(*span)));
            let silent = one.drafts.is_empty() && one.hidden.is_empty();
            if !silent || !one.linted.secrets.spans.is_empty() {
                found.push(one);
            }
        }
        found.extend(elsewhere.iter().map(|one| self.lint_request(&one.request)));
        comments.sort_unstable_by_key(|comment| comment.start);
        let tables = self.endpoint.tables;
        let secrets = secrets::around(&around, &named, &self.template_markers, &tables.vocabulary);
        self.report_found(source, found, (&comments, &openings, settled), secrets, out)
    }

    fn lint_pasted(
        &self,
        source: &Source<'_>,
        pasted: Pasted<'_>,
        mut kept: Option<Kept<'_>>,
        mut out: Findings<'_>,
    ) -> Report {
        let mark =
            source.has_bom().then(|| encoding::byte_order_mark(Span::new(0, BOM.len() as u32)));
        mark.into_iter().for_each(|draft| out.push(draft));
        let tables = self.endpoint.tables;
        let around = around(source.text(), HostKind::Shell, std::slice::from_ref(&pasted.body));
        let secrets = secrets::around(&around, &[], &self.template_markers, &tables.vocabulary);
        let place = pasted.place;
        let touches = |span: &Span| span.start <= place.end && span.end >= place.start;
        let hides = secrets.spans.iter().any(touches);
        let draft = not_an_object::pasted(source.text(), &pasted, hides);
        let mut body = pasted.body;
        let settings = self.settings(&body);
        // What is pasted is meant as a body alone.
        body.request = None;
        let jsonc = self.takes_comments(source.name());
        let task = (jsonc, !self.ignores.is_empty());
        let mut one = self.lint_with(source, body, None, (task, settings), &mut kept);
        let comments: Vec<Span> = one.comments.drain(..).map(|span| one.map.span(span)).collect();
        // Brackets and quotes tell where text around the body begins, and a repair may move that.
        if pasted.what == host::What::Text && finalize::has_guess(&one.drafts) {
            let fixes = one.drafts.iter_mut().flat_map(|draft| &mut draft.fixes);
            fixes.for_each(|fix| fix.applicability = Applicability::Unsafe);
        }
        out.push(if one.linted.is_json { draft.pointing_at_whole() } else { draft });
        let settled = one.linted.settled;
        self.report_found(source, vec![one], (&comments, &[], settled), secrets, out)
    }

    /// The endpoint and the version that a request decides on.
    fn settings(&self, body: &Embedded<'_>) -> (Endpoint, ApiVersion) {
        let decided = body.request.as_ref().map(Request::decides).unwrap_or_default();
        let (endpoint, version) = self.fixed;
        (
            decided.endpoint.filter(|_| !endpoint).unwrap_or(self.endpoint),
            decided.version.filter(|_| !version).unwrap_or(self.version),
        )
    }

    /// What there is to say of a request whose body is elsewhere.
    fn lint_request<'f>(&self, request: &Request) -> Found<'f> {
        let mut out = Findings::new(&self.levels);
        let parsed = json::parse("{}", Options::default());
        if let Some(root) = parsed.tree.root() {
            let (marks, secrets) = (Marks::default(), Secrets::default());
            let (endpoint, version, markers) =
                (self.endpoint, self.version, self.template_markers.as_slice());
            let mut body = Body::unread(root, endpoint, version, markers, &marks, &secrets);
            body.request = Some(request);
            self.requests.iter().for_each(|rule| rule.check(&body, &mut out));
        }
        let Findings { drafts, hidden, doubtful, .. } = out;
        Found {
            text: Cow::Borrowed(""),
            map: Map::verbatim(request.place.start, 0, Style::Verbatim),
            place: None,
            linted: Linted::default(),
            comments: Vec::new(),
            drafts,
            hidden,
            doubtful,
        }
    }

    fn lint_embedded<'f>(
        &self,
        source: &Source<'_>,
        body: Embedded<'f>,
        place: Option<BodyPlace>,
        task: (bool, bool),
        kept: &mut Option<Kept<'_>>,
    ) -> Found<'f> {
        let settings = self.settings(&body);
        self.lint_with(source, body, place, (task, settings), kept)
    }

    fn lint_with<'f>(
        &self,
        source: &Source<'_>,
        body: Embedded<'f>,
        place: Option<BodyPlace>,
        ((jsonc, ignores), settings): ((bool, bool), (Endpoint, ApiVersion)),
        kept: &mut Option<Kept<'_>>,
    ) -> Found<'f> {
        let (endpoint, version) = settings;
        let mut out = Findings::new(&self.levels);
        let mut markers = Cow::Borrowed(&self.template_markers[..]);
        if !body.variables.is_empty() {
            markers.to_mut().extend(body.variables);
        }
        let unreadable = body.map.inside(&source.unreadable);
        let task = Task {
            text: &body.text,
            marked: false,
            unreadable: &unreadable,
            jsonc,
            markers: &markers,
            endpoint,
            version,
            request: body.request.as_ref(),
            ignores,
        };
        let Spare { buffer, drafts: room } = self.spare();
        let (mut parsed, root, secrets) = self.read_body(&task, buffer, &mut out);
        let linted = Linted::new(&parsed, secrets, &[]);
        let comments = if jsonc { std::mem::take(&mut parsed.comments) } else { Vec::new() };
        if let Some(kept) = kept {
            let tree = std::mem::replace(&mut parsed.tree, Tree::unread(""));
            let (secrets, inside) = (linted.secrets.spans.clone(), (place, body.map.clone()));
            let one = AnalyzedBody::in_host(self, (tree, root), settings, secrets, inside);
            kept.push(one);
        }
        self.keep(Spare { buffer: parsed.take_buffer(), drafts: room });
        drop(parsed);
        let Findings { drafts, hidden, doubtful, .. } = out;
        Found { text: body.text, map: body.map, place, linted, comments, drafts, hidden, doubtful }
    }

    /// Everything that was found in bodies and around them, as one report.
    fn report_found(
        &self,
        source: &Source<'_>,
        found: Vec<Found<'_>>,
        (comments, openings, settled): (&[Span], &[Opening], bool),
        mut secrets: Secrets,
        out: Findings<'_>,
    ) -> Report {
        for one in &found {
            secrets.spans.extend(one.linted.secrets.spans.iter().map(|span| one.map.span(*span)));
        }
        secrets.settle();
        let all: Arc<[Span]> = secrets.spans.as_slice().into();
        let tables = self.endpoint.tables;
        let suppressions = self.suppressions(source, comments, openings);
        let collect = |inside: Vec<(&Found<'_>, Vec<Draft>)>, mut around: Vec<Draft>| {
            let mut seen = Fingerprints::default();
            let mut findings: Vec<Finding> = Vec::new();
            let mut file = LintedText::file(tables, source, false, &secrets);
            findings.extend(finalize::findings_in(&file, &mut around, &all, &mut seen));
            for (one, drafts) in inside {
                let (mut outside, mut drafts): (Vec<_>, Vec<_>) =
                    drafts.into_iter().partition(|draft| draft.outside);
                let Linted { is_json, secrets, .. } = &one.linted;
                let (body, map) = (one.place, Some(&one.map));
                let text = LintedText {
                    tables,
                    text: &one.text,
                    is_json: *is_json,
                    secrets,
                    doubtful: &one.doubtful,
                    items: &[],
                    file: source,
                    map,
                    body,
                };
                file.body = body;
                if !drafts.is_empty() {
                    findings.extend(finalize::findings_in(&text, &mut drafts, &all, &mut seen));
                }
                if !outside.is_empty() {
                    findings.extend(finalize::findings_in(&file, &mut outside, &all, &mut seen));
                }
            }
            findings.sort_by_key(|finding| (finding.span.start, finding.code, finding.span.end));
            findings
        };
        let mut found = found;
        let drafts: Vec<_> = found.iter_mut().map(|one| std::mem::take(&mut one.drafts)).collect();
        let hidden: Vec<_> = found.iter_mut().map(|one| std::mem::take(&mut one.hidden)).collect();
        let findings = collect(found.iter().zip(drafts).collect(), out.drafts);
        let spans = secrets.spans.clone();
        if suppressions.is_empty() {
            return Report::new(source.name(), findings, spans, settled);
        }
        let hidden = collect(found.iter().zip(hidden).collect(), out.hidden);
        let suppressed = suppressions.apply(source, findings, &hidden, settled, &secrets);
        Report::new(source.name(), suppressed.findings, spans, settled)
            .with_ignores(suppressed.used)
    }
}

/// The part of a request's credentials that is secret, with the name of a secret: the password of a
/// user, or where there is none what is in the place of the user.
fn password(text: &str, request: &Request) -> Option<(String, Span)> {
    let said = request.credentials.as_ref().filter(|said| !said.varies)?;
    let raw = said.span.of(text);
    let inner = raw.trim_matches(['"', '\'']);
    let start = said.span.start + (raw.len() - raw.trim_start_matches(['"', '\'']).len()) as u32;
    let (user, password) = inner.split_once(':').unwrap_or((inner, ""));
    let (at, secret) = match password {
        "" => (start, user),
        _ => (start + user.len() as u32 + 1, password),
    };
    Some(("password".to_owned(), Span::new(at, at + secret.len() as u32)))
}

/// The file with its bodies blanked, for what looks at the rest of it.
fn around<'f>(text: &'f str, kind: HostKind, bodies: &[Embedded<'_>]) -> Cow<'f, str> {
    // There is nothing but bodies.
    if kind == HostKind::Lines {
        return Cow::Borrowed("");
    }
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for body in bodies {
        let whole = body.map.whole();
        let (start, end) = (whole.start as usize, whole.end as usize);
        if start < at {
            continue;
        }
        out.push_str(&text[at..start]);
        out.extend(text[start..end].bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
        at = end;
    }
    out.push_str(&text[at..]);
    Cow::Owned(out)
}
