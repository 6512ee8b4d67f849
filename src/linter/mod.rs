//! The whole pipeline: bytes in, report out.

mod analysis;
mod builder;
mod finalize;
mod fix_loop;
mod report;
pub(crate) mod suppress;

use std::sync::Mutex;

pub use self::analysis::Analysis;
pub use self::builder::LinterBuilder;
pub use self::report::{Report, Summary};
use self::suppress::{Ignore, Suppressions};
use crate::endpoint::{Body, Endpoint, known};
use crate::finding::Findings;
use crate::json::{self, Buffer, Node, NodeId, Options, Parsed, Symbols};
use crate::metadata::Metadata;
use crate::placeholder;
use crate::rule::{Levels, RuleInfo};
use crate::rules::Rule;
use crate::rules::json::findings as reading;
use crate::rules::shape::{foreign_shape, meant, violations};
use crate::schema::{ApiVersion, Context, Walk};
use crate::secrets::{self, Secrets};
use crate::text::{Encoding, Source};

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
    jsonc: Option<bool>,
    template_markers: Vec<String>,
    levels: Levels,
    own: Vec<Box<dyn Rule>>,
    /// Every rule, for those who ask by name.
    infos: Vec<&'static RuleInfo>,
    /// The tool's own rules that can report something visible.
    checks: Vec<Asked>,
    /// Those whose findings are not: asked only where an ignore may be about them.
    silent: Vec<Asked>,
    ignores: Vec<Ignore>,
    metadata: Option<Metadata>,
    /// The memory of the last tree, for the next.
    spare: Mutex<Buffer>,
}

/// What comes of one text.
struct Read<'t> {
    parsed: Parsed<'t>,
    /// The object that was linted.
    root: Option<NodeId>,
    report: Report,
}

/// Rules that are about the same keys.
type Asked = (Symbols, Vec<&'static dyn Rule>);

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
        self.jsonc.unwrap_or_else(|| name.ends_with(".jsonc"))
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
        // While another thread has it, there is none.
        let mut spare = self.spare.try_lock().ok();
        let buffer = spare.as_deref_mut().map(std::mem::take).unwrap_or_default();
        let mut read = self.read(source, buffer);
        let buffer = read.parsed.take_buffer();
        if let (Some(spare), true) = (spare.as_deref_mut(), buffer.size() <= SPARE) {
            *spare = buffer;
        }
        read.report
    }

    /// The same, with the tree that was read on the way.
    pub fn analyze<'t>(&self, source: &'t Source<'_>) -> Analysis<'t> {
        if source.encoding != Encoding::Utf8 {
            return Analysis::unread(self, source.text(), self.unread(source));
        }
        Analysis::new(self, self.read(source, Buffer::default()))
    }

    /// A file in another encoding.
    fn unread(&self, source: &Source<'_>) -> Report {
        let mut out = Findings::new(&self.levels);
        reading::unread(source.encoding, &mut out);
        self.report(source, None, &Secrets::default(), out)
    }

    fn read<'t>(&self, source: &'t Source<'_>, buffer: Buffer) -> Read<'t> {
        let mut out = Findings::new(&self.levels);
        let tables = self.endpoint.tables;
        let jsonc = self.takes_comments(source.name());
        let options = Options {
            jsonc,
            unreadable: &source.unreadable,
            names: tables.keys,
            expected: tables.expectations(),
        };
        let parsed = json::parse_into(source.text(), options, buffer);
        reading::report(source, &parsed, &mut out);
        let root = reading::body(&parsed.tree, &mut out);
        let body = root.map(|root| Context { root, tables, version: self.version });
        let templates = placeholder::any_marker(&parsed);
        let walk = body.map(|body| Walk::over(body, templates, &self.template_markers));
        let secrets = match &walk {
            Some(walk) if walk.clean && walk.plain && parsed.is_faultless() => Secrets::default(),
            _ => {
                let vocabulary = &tables.vocabulary;
                secrets::find(&parsed, source.text(), &self.template_markers, vocabulary)
            }
        };
        let root = root.map(Node::id);
        if let Some((body, walk)) = body.zip(walk) {
            let ignores = !self.ignores.is_empty() || (jsonc && !parsed.comments.is_empty());
            self.check(body, &walk, (parsed.keys, ignores, templates), &secrets, &mut out);
        }
        let report = self.report(source, Some((&parsed, jsonc)), &secrets, out);
        Read { parsed, root, report }
    }

    /// All findings about a body that was parsed.
    fn check(
        &self,
        body: Context<'_>,
        walk: &Walk<'_, '_>,
        (keys, ignores, templates): (Symbols, bool, bool),
        secrets: &Secrets,
        out: &mut Findings<'_>,
    ) {
        // What is wrong in one way is read as it was meant, so that the rest can be told as well.
        if !walk.clean {
            if foreign_shape::report(body, out) {
                return;
            }
            if let Some(meant) = meant::read(body, &self.offered(body.root), out) {
                let Some(root) = meant.tree.root() else { return };
                let body = Context { root, ..body };
                let walk = Walk::over(body, templates, &self.template_markers);
                return self.ask(body, &walk, (keys.union(meant.keys), ignores), secrets, out);
            }
        }
        self.ask(body, walk, (keys, ignores), secrets, out);
    }

    /// Asks every rule.
    fn ask(
        &self,
        body: Context<'_>,
        walk: &Walk<'_, '_>,
        (keys, ignores): (Symbols, bool),
        secrets: &Secrets,
        out: &mut Findings<'_>,
    ) {
        // Only what does not fit the documented shape is asked about.
        let offered = if walk.clean { Vec::new() } else { self.offered(body.root) };
        let marks = violations::report(body, walk, &offered, out);
        let mut body = Body::unread(
            body.root,
            self.endpoint,
            self.version,
            &self.template_markers,
            &marks,
            secrets,
        );
        body.with(self.metadata.as_ref());
        body.read();
        let silent = if ignores { self.silent.as_slice() } else { &[] };
        for (_, rules) in self.checks.iter().chain(silent).filter(|(asked, _)| asked.meets(keys)) {
            rules.iter().for_each(|rule| rule.check(&body, out));
        }
        for rule in &self.own {
            if self.levels.wants(rule.info())
                && self.endpoint.tables.keys.all(rule.keys()).meets(keys)
            {
                rule.check(&body, out);
            }
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
        Report::aside(
            source.name(),
            finalize::findings(self.endpoint.tables, source, None, &secrets, &[], out.drafts),
        )
    }

    /// What is left of the findings when ignores have been suppressed.
    fn report(
        &self,
        source: &Source<'_>,
        read: Option<(&Parsed<'_>, bool)>,
        secrets: &Secrets,
        out: Findings<'_>,
    ) -> Report {
        let tree = read.map(|(parsed, _)| &parsed.tree);
        let comments = read.filter(|(_, jsonc)| *jsonc).map(|(parsed, _)| &*parsed.comments);
        let broken = |(parsed, _): (&Parsed<'_>, bool)| {
            parsed.mistakes.iter().any(|mistake| mistake.what.is_syntax())
        };
        let settled = read.is_some_and(|read| !broken(read));
        let findings = finalize::findings(
            self.endpoint.tables,
            source,
            tree,
            secrets,
            &out.doubtful,
            out.drafts,
        );
        let suppressions = Suppressions::new(
            self.endpoint.tables,
            &self.infos,
            &self.levels,
            &self.ignores,
            source,
            comments.unwrap_or_default(),
        );
        if suppressions.is_empty() {
            return Report::new(source.name(), findings, secrets.spans.clone(), settled);
        }
        let hidden = finalize::findings(
            self.endpoint.tables,
            source,
            tree,
            secrets,
            &out.doubtful,
            out.hidden,
        );
        let suppressed = suppressions.apply(source, findings, &hidden, settled, secrets);
        Report::new(source.name(), suppressed.findings, secrets.spans.clone(), settled)
            .with_ignores(suppressed.used)
    }
}
