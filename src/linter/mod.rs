//! The whole pipeline: bytes in, report out.

mod analysis;
mod builder;
mod embedded;
mod finalize;
mod fix_loop;
mod report;
pub(crate) mod suppress;

use std::sync::{Mutex, PoisonError};

pub use self::analysis::{Analysis, AnalyzedBody};
pub use self::builder::LinterBuilder;
use self::finalize::LintedText;
pub use self::report::{Report, Summary};
use self::suppress::{Ignore, Opening, Suppressions};
use crate::endpoint::{Body, Endpoint, Request, known};
use crate::finding::{Draft, Findings};
use crate::host::{self, Kind};
use crate::json::{self, Buffer, Node, NodeId, Options, Parsed, Symbols};
use crate::metadata::Metadata;
use crate::placeholder;
use crate::rule::{Levels, RuleInfo};
use crate::rules::Rule;
use crate::rules::json::findings::{self as reading, Bodies};
use crate::rules::shape::{foreign_shape, meant, other_endpoint, violations};
use crate::schema::{ApiVersion, Context, Walk};
use crate::secrets::{self, Secrets, Where};
use crate::text::{Encoding, Source, Span, has_ending};

/// Lints bodies. Made once, used for many, shared between threads.
///
/// ```
/// use polytomic_lint::{ApiVersion, Linter, Source};
///
/// let linter = Linter::builder().api_version(ApiVersion::V2024_02_08).strict(true).build()?;
/// let report = linter.lint(&Source::new("orders.sync.json", br#"{"mode": "upsert"}"#));
/// assert!(report.findings().iter().any(|finding| finding.code == "PT024"));
/// # Ok::<(), polytomic_lint::UnknownRule>(())
/// ```
pub struct Linter {
    endpoint: Endpoint,
    version: ApiVersion,
    /// Whether a request around a body does not decide on its endpoint, or on its version.
    fixed: (bool, bool),
    jsonc: Option<bool>,
    template_markers: Vec<String>,
    levels: Levels,
    own: Vec<Box<dyn Rule>>,
    /// Every rule, for those who ask by name.
    infos: Vec<&'static RuleInfo>,
    /// The tool's own rules that can report something visible.
    checks: Vec<Asked>,
    /// Those that are about a request around a body.
    requests: Vec<&'static dyn Rule>,
    /// Those whose findings are not: asked only where an ignore may be about them.
    silent: Vec<Asked>,
    ignores: Vec<Ignore>,
    metadata: Option<Metadata>,
    /// The memory of the last trees, one for each thread, for the next.
    spare: Mutex<Vec<Spare>>,
}

/// What comes of one text.
struct Read<'t> {
    parsed: Parsed<'t>,
    /// The object that was linted.
    root: Option<NodeId>,
    report: Report,
    drafts: Vec<Draft>,
}

/// Memory of an earlier text for the next.
#[derive(Default)]
struct Spare {
    buffer: Buffer,
    /// None of them, but room for as many as there were.
    drafts: Vec<Draft>,
}

/// A rule, and the keys it is about.
type Asked = (Symbols, &'static dyn Rule);

/// More memory is not kept between two bodies.
const SPARE: usize = 16 << 20;

impl std::fmt::Debug for Linter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Linter").field("version", &self.version).finish_non_exhaustive()
    }
}

impl Default for Linter {
    fn default() -> Self {
        // Without names there is none that is unknown.
        Self::builder().build().unwrap_or_else(|_| unreachable!("no rule was named"))
    }
}

impl Linter {
    /// A linter with settings of your own.
    pub fn builder() -> LinterBuilder {
        LinterBuilder::default()
    }

    /// The API version that bodies are checked against.
    pub fn api_version(&self) -> ApiVersion {
        self.version
    }

    /// Whether comments and trailing commas are allowed in a file of this name.
    pub(crate) fn takes_comments(&self, name: &str) -> bool {
        self.jsonc.unwrap_or_else(|| has_ending(name.as_bytes(), ".jsonc"))
    }

    /// Every rule of this linter, the tool's own first.
    pub fn rules(&self) -> impl Iterator<Item = &'static RuleInfo> {
        self.infos.iter().copied()
    }

    /// Whether a rule shows what it usually finds: it is selected and not off, and advice is
    /// shown if it is advice.
    pub fn shows(&self, info: &RuleInfo) -> bool {
        self.levels.shows(info)
    }

    /// Checks a body and reports what is wrong with it. Any bytes are accepted; only `source` is
    /// read, and nothing is written.
    pub fn lint(&self, source: &Source<'_>) -> Report {
        if source.encoding != Encoding::Utf8 {
            return self.unread(source);
        }
        match host::kind_of(source.file_name(), source.text()) {
            Kind::Json => {
                let mut read = self.read(source, self.spare());
                self.keep(Spare { buffer: read.parsed.take_buffer(), drafts: read.drafts });
                read.report
            }
            kind => match self.lint_host(source, kind, None) {
                Some(report) => report,
                None => self.read(source, Spare::default()).report,
            },
        }
    }

    /// The same, with the tree that was read on the way. A file with bodies in it has none of its
    /// own; its bodies have.
    pub fn analyze<'t>(&self, source: &'t Source<'_>) -> Analysis<'t> {
        if source.encoding != Encoding::Utf8 {
            return Analysis::unread(self, source.text(), self.unread(source));
        }
        match host::kind_of(source.file_name(), source.text()) {
            Kind::Json => Analysis::new(self, self.read(source, Spare::default())),
            kind => {
                let mut bodies = Vec::new();
                match self.lint_host(source, kind, Some(&mut bodies)) {
                    Some(report) => Analysis::of_host(self, source.text(), report, bodies),
                    None => Analysis::new(self, self.read(source, Spare::default())),
                }
            }
        }
    }

    /// The memory of an earlier text.
    fn spare(&self) -> Spare {
        self.spare.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default()
    }

    /// Keeps the memory of a text for another.
    fn keep(&self, spare: Spare) {
        if spare.buffer.size() + spare.drafts.capacity() * size_of::<Draft>() <= SPARE {
            self.spare.lock().unwrap_or_else(PoisonError::into_inner).push(spare);
        }
    }

    /// A file in another encoding.
    fn unread(&self, source: &Source<'_>) -> Report {
        let mut out = Findings::new(&self.levels);
        reading::unread(source.encoding, &mut out);
        self.report(source, &Linted::default(), &mut out)
    }

    /// Reads a file that is one body.
    fn read<'t>(&self, source: &'t Source<'_>, spare: Spare) -> Read<'t> {
        let Spare { buffer, drafts } = spare;
        let mut out = Findings { drafts, ..Findings::new(&self.levels) };
        let task = Task {
            text: source.text(),
            marked: source.has_bom(),
            unreadable: &source.unreadable,
            jsonc: self.takes_comments(source.name()),
            markers: &self.template_markers,
            endpoint: self.endpoint,
            version: self.version,
            request: None,
            ignores: !self.ignores.is_empty(),
        };
        let (parsed, root, secrets) = self.read_body(&task, buffer, &mut out);
        let comments = if task.jsonc { parsed.comments.as_slice() } else { &[] };
        let linted = Linted::new(&parsed, secrets, comments);
        let report = self.report(source, &linted, &mut out);
        Read { parsed, root, report, drafts: out.drafts }
    }

    /// Reads one body and says what is wrong with it. That it is always inlined saves, together with
    /// [`Body::has_source`](crate::Body::has_source), 0.2 % of the instructions of a body of 30 KB.
    #[inline(always)]
    fn read_body<'t>(
        &self,
        task: &Task<'t, '_>,
        buffer: Buffer,
        out: &mut Findings<'_>,
    ) -> (Parsed<'t>, Option<NodeId>, Secrets) {
        let Task { text, jsonc, markers, endpoint, .. } = *task;
        let tables = endpoint.tables;
        let options = Options {
            jsonc,
            unreadable: task.unreadable,
            names: tables.keys,
            expected: tables,
            commands: host::COMMANDS,
        };
        let parsed = json::parse_into(text, options, buffer);
        reading::report((task.marked, task.unreadable), &parsed, out);
        let bodies = reading::bodies(&parsed.tree, out);
        let root = match bodies {
            Bodies::One(root) => Some(root),
            _ => None,
        };
        let body = root.map(|root| Context { root, tables, version: task.version });
        let templates = placeholder::any_marker(&parsed);
        let walk = body.map(|body| Walk::over(body, templates, markers));
        let plain = walk.as_ref().filter(|walk| walk.plain);
        let secrets = if plain.is_some_and(|walk| walk.clean) && parsed.is_faultless() {
            Secrets::default()
        } else {
            let words = &tables.vocabulary;
            let place = match plain {
                // Of a duplicate key, the walk met the last.
                Some(walk) if parsed.duplicates.is_empty() => match walk.clean {
                    true => Where::Nowhere,
                    false if !parsed.is_faultless() => Where::Anywhere,
                    false => Where::left(&parsed.tree, &walk.rejected, words),
                },
                _ => Where::Anywhere,
            };
            secrets::find(&parsed, text, markers, place, words)
        };
        let root = root.map(Node::id);
        if let Some((body, walk)) = body.zip(walk) {
            let ignores = task.ignores || (jsonc && !parsed.comments.is_empty());
            self.check(body, &walk, (parsed.keys, ignores, templates), (task, &secrets), out);
        } else if let Bodies::All(list) = bodies {
            let ignores = task.ignores || (jsonc && !parsed.comments.is_empty());
            for root in list.elements().filter(|item| item.kind() == json::Kind::Object) {
                out.items.push(root.span());
                let body = Context { root, tables, version: task.version };
                let walk = Walk::over(body, templates, markers);
                self.check(body, &walk, (parsed.keys, ignores, templates), (task, &secrets), out);
            }
        }
        (parsed, root, secrets)
    }

    /// All findings about a body that was parsed.
    fn check(
        &self,
        body: Context<'_>,
        walk: &Walk<'_, '_>,
        (keys, ignores, templates): (Symbols, bool, bool),
        (task, secrets): (&Task<'_, '_>, &Secrets),
        out: &mut Findings<'_>,
    ) {
        // What is wrong in one way is read as it was meant, so that the rest is checked as well.
        if !walk.clean {
            if other_endpoint::report(body, out) || foreign_shape::report(body, out) {
                return;
            }
            if let Some(meant) = meant::read(body, walk, &self.offered(body.root), out) {
                let Some(root) = meant.tree.root() else { return };
                let body = Context { root, ..body };
                let walk = Walk::over(body, templates, task.markers);
                let asked = (keys.union(meant.keys), ignores);
                return self.ask(body, &walk, asked, (task, secrets), out);
            }
        }
        self.ask(body, walk, (keys, ignores), (task, secrets), out);
    }

    /// Asks every rule.
    fn ask(
        &self,
        body: Context<'_>,
        walk: &Walk<'_, '_>,
        (keys, ignores): (Symbols, bool),
        (task, secrets): (&Task<'_, '_>, &Secrets),
        out: &mut Findings<'_>,
    ) {
        // Only what does not fit the documented shape is asked about.
        let offered = if walk.clean { Vec::new() } else { self.offered(body.root) };
        let marks = violations::report(body, walk, &offered, out);
        let mut body =
            Body::unread(body.root, task.endpoint, task.version, task.markers, &marks, secrets);
        body.with(self.metadata.as_ref());
        body.request = task.request;
        body.read();
        let silent = if ignores { self.silent.as_slice() } else { &[] };
        for (_, rule) in self.checks.iter().chain(silent).filter(|(asked, _)| asked.meets(keys)) {
            rule.check(&body, out);
        }
        for rule in &self.own {
            if self.levels.wants(rule.info())
                && self.endpoint.tables.keys.all(rule.keys()).meets(keys)
            {
                rule.check(&body, out);
            }
        }
        if task.request.is_some() {
            self.requests.iter().for_each(|rule| rule.check(&body, out));
        }
    }

    /// The values outside of documented lists that saved responses offer.
    fn offered(&self, root: Node<'_>) -> Vec<NodeId> {
        self.metadata.as_ref().map(|known| known::offered(root, known)).unwrap_or_default()
    }

    /// A report on another text than a body, such as the configuration.
    #[cfg(feature = "cli")]
    pub(crate) fn report_on(&self, source: &Source<'_>, drafts: Vec<crate::Draft>) -> Report {
        let mut out = Findings::new(&self.levels);
        drafts.into_iter().for_each(|draft| out.push(draft));
        let secrets = Secrets::default();
        let text = LintedText::file(self.endpoint.tables, source, false, &secrets);
        Report::aside(source.name(), finalize::findings(&text, &mut out.drafts))
    }

    /// What is left of the findings when ignores have been suppressed.
    fn report(&self, source: &Source<'_>, linted: &Linted<'_>, out: &mut Findings<'_>) -> Report {
        let Linted { secrets, is_json, settled, comments } = linted;
        let text = LintedText::file(self.endpoint.tables, source, *is_json, secrets);
        let text = LintedText { doubtful: &out.doubtful, items: &out.items, ..text };
        let findings = finalize::findings(&text, &mut out.drafts);
        let suppressions = self.suppressions(source, comments, &[]);
        if suppressions.is_empty() {
            return Report::new(source.name(), findings, secrets.spans.clone(), *settled);
        }
        let hidden = finalize::findings(&text, &mut out.hidden);
        let suppressed = suppressions.apply(source, findings, &hidden, *settled, secrets);
        Report::new(source.name(), suppressed.findings, secrets.spans.clone(), *settled)
            .with_ignores(suppressed.used)
    }

    fn suppressions<'l>(
        &'l self,
        source: &Source<'_>,
        comments: &[Span],
        openings: &'l [Opening],
    ) -> Suppressions<'l> {
        let tables = self.endpoint.tables;
        let (infos, levels, ignores) = (&self.infos, &self.levels, &self.ignores);
        Suppressions::new(tables, infos, levels, ignores, source, comments, openings)
    }
}

/// A body to lint, and what is known of it.
struct Task<'t, 'm> {
    text: &'t str,
    /// Whether it starts with a byte order mark.
    marked: bool,
    /// What is not UTF-8 in it.
    unreadable: &'m [Span],
    jsonc: bool,
    markers: &'m [String],
    endpoint: Endpoint,
    version: ApiVersion,
    request: Option<&'m Request>,
    /// Whether something may be ignored in it.
    ignores: bool,
}

/// What linting a body leaves besides findings.
#[derive(Default)]
struct Linted<'p> {
    secrets: Secrets,
    /// Whether there is a value at all.
    is_json: bool,
    /// Whether it was read whole.
    settled: bool,
    /// Its comments, where it may have some.
    comments: &'p [Span],
}

impl<'p> Linted<'p> {
    fn new(parsed: &Parsed<'_>, secrets: Secrets, comments: &'p [Span]) -> Self {
        let broken = parsed.mistakes.iter().any(|mistake| mistake.what.is_syntax());
        let is_json = parsed.tree.root().is_some();
        Self { secrets, is_json, settled: !broken, comments }
    }
}
