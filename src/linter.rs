//! The whole pipeline: bytes in, report out.

use std::collections::HashMap;
use std::sync::Mutex;

use crate::finding::Finding;
use crate::json::{self, Buffer, Options, Parsed, Symbols, Topic, paste};
use crate::report::Report;
use crate::request::Body;
use crate::request::keys::NAMES;
use crate::request::placeholder;
use crate::request::shape::SYNC;
use crate::rule::{Findings, Level, Levels, Rule, RuleInfo};
use crate::schema::{self, Context, Walk};
use crate::secrets::{self, Secrets};
use crate::source::{Encoding, Source};
use crate::suppress::{Ignore, Wishes};
use crate::version::ApiVersion;
use crate::{complete, reading, rules};

/// Lints bodies. Made once, used for many, shared between threads.
///
/// ```
/// use polytomic_lint::{ApiVersion, Linter, Source};
///
/// let linter = Linter::builder().api_version(ApiVersion::V2024_02_08).strict(true).build();
/// let report = linter.lint(&Source::new("orders.sync.json", br#"{"mode": "upsert"}"#));
/// assert!(report.findings().iter().any(|finding| finding.code == "PT024"));
/// ```
pub struct Linter {
    version: ApiVersion,
    jsonc: Option<bool>,
    template_markers: Vec<String>,
    levels: Levels,
    own: Vec<Box<dyn Rule>>,
    /// Every rule, for those who ask by name.
    infos: Vec<&'static RuleInfo>,
    /// The tool's own rules that can say something which is shown.
    checks: Vec<Asked>,
    /// Those whose findings are not: asked only where an ignore may be about them.
    silent: Vec<Asked>,
    ignores: Vec<Ignore>,
    /// The memory of the last tree, for the next.
    spare: Mutex<Buffer>,
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
        Self::builder().build()
    }
}

impl Linter {
    /// A linter with settings of your own.
    pub fn builder() -> LinterBuilder {
        LinterBuilder::default()
    }

    /// The API version that bodies are judged by.
    pub fn api_version(&self) -> ApiVersion {
        self.version
    }

    /// Whether comments and trailing commas are fine in a file of this name.
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

    /// Reads a body and says what is wrong with it. Any bytes will do; nothing is read or
    /// written but `source`.
    pub fn lint(&self, source: &Source<'_>) -> Report {
        let mut out = Findings::new(&self.levels);
        match source.encoding {
            Encoding::Utf8 => self.lint_text(source, out),
            other => {
                reading::unread(other, &mut out);
                self.report(source, None, &Secrets::default(), out)
            }
        }
    }

    fn lint_text(&self, source: &Source<'_>, mut out: Findings<'_>) -> Report {
        let jsonc = self.takes_comments(source.name());
        let (text, pasted) = paste::strip(source.text());
        let options = Options { jsonc, unreadable: &source.unreadable, names: &NAMES };
        // While another thread has it, there is none.
        let mut spare = self.spare.try_lock().ok();
        let buffer = spare.as_deref_mut().map(std::mem::take).unwrap_or_default();
        let mut parsed = json::parse_into(&text, options, buffer);
        parsed.problems.extend(pasted.map(|problem| *problem));
        reading::report(source, &parsed, &mut out);
        let root = reading::body(&parsed.tree, &mut out);
        let body = root.map(|root| Context { root, object: &SYNC, version: self.version });
        let templates = placeholder::any_marker(&parsed);
        let walk = body.map(|body| Walk::over(body, templates, &self.template_markers));
        let secrets = match &walk {
            Some(walk) if walk.clean && walk.plain && parsed.is_faultless() => Secrets::default(),
            _ => secrets::find(&parsed, source.text(), &self.template_markers),
        };
        if let Some((body, walk)) = body.zip(walk) {
            let ignores = !self.ignores.is_empty() || (jsonc && !parsed.comments.is_empty());
            self.check(body, &walk, (parsed.keys, ignores), &secrets, &mut out);
        }
        let report = self.report(source, Some((&parsed, jsonc)), &secrets, out);
        let buffer = parsed.take_buffer();
        if let (Some(spare), true) = (spare.as_deref_mut(), buffer.size() <= SPARE) {
            *spare = buffer;
        }
        report
    }

    /// Everything that is said about a body that was read.
    fn check(
        &self,
        body: Context<'_>,
        walk: &Walk<'_, '_>,
        (keys, ignores): (Symbols, bool),
        secrets: &Secrets,
        out: &mut Findings<'_>,
    ) {
        let marks = schema::report(body, walk, out);
        if marks.foreign {
            return;
        }
        let mut body =
            Body::unread(body.root, self.version, &self.template_markers, &marks, secrets);
        body.read();
        let silent = if ignores { self.silent.as_slice() } else { &[] };
        for (_, rules) in self.checks.iter().chain(silent).filter(|(asked, _)| asked.meets(keys)) {
            rules.iter().for_each(|rule| rule.check(&body, out));
        }
        for rule in &self.own {
            if self.levels.wants(rule.info()) && NAMES.all(rule.keys()).meets(keys) {
                rule.check(&body, out);
            }
        }
    }

    /// A report on another text than a body, such as the configuration.
    #[cfg(feature = "cli")]
    pub(crate) fn report_on(&self, source: &Source<'_>, drafts: Vec<crate::Draft>) -> Report {
        let mut out = Findings::new(&self.levels);
        drafts.into_iter().for_each(|draft| out.push(draft));
        let secrets = Secrets::default();
        Report::aside(source.name(), complete::findings(source, None, &secrets, out.drafts))
    }

    /// What is left of the findings when ignores have been heard.
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
            parsed.problems.iter().any(|problem| problem.topic == Topic::Syntax)
        };
        let settled = read.is_some_and(|read| !broken(read));
        let findings = complete::findings(source, tree, secrets, out.drafts);
        let wishes = Wishes::new(
            &self.infos,
            &self.levels,
            &self.ignores,
            source,
            comments.unwrap_or_default(),
        );
        if wishes.is_empty() {
            return Report::new(source.name(), findings, secrets.spans.clone(), settled);
        }
        let hidden = complete::findings(source, tree, secrets, out.hidden);
        let heard = wishes.hear(source, findings, &hidden, settled, secrets);
        Report::new(source.name(), heard.findings, secrets.spans.clone(), settled)
            .with_ignores(heard.used)
    }
}

/// Settings of a [`Linter`].
#[derive(Default)]
pub struct LinterBuilder {
    version: ApiVersion,
    jsonc: Option<bool>,
    template_markers: Vec<String>,
    strict: bool,
    pedantic: bool,
    selected: Option<Vec<String>>,
    levels: Vec<(String, Level)>,
    own: Vec<Box<dyn Rule>>,
    ignores: Vec<Ignore>,
}

impl std::fmt::Debug for LinterBuilder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LinterBuilder").field("version", &self.version).finish_non_exhaustive()
    }
}

impl LinterBuilder {
    /// The API version to judge by; the latest unless said otherwise.
    pub fn api_version(mut self, version: ApiVersion) -> Self {
        self.version = version;
        self
    }

    /// Raises the warnings of rules about shape to errors.
    pub fn strict(mut self, strict: bool) -> Self {
        self.strict = strict;
        self
    }

    /// Shows advice too.
    pub fn pedantic(mut self, pedantic: bool) -> Self {
        self.pedantic = pedantic;
        self
    }

    /// Whether comments and trailing commas are fine; unless said, the name's ending `.jsonc`
    /// decides.
    pub fn jsonc(mut self, jsonc: bool) -> Self {
        self.jsonc = Some(jsonc);
        self
    }

    /// Strings that hold one of these, such as `${`, are filled in later and satisfy every rule.
    pub fn template_markers(
        mut self,
        markers: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        self.template_markers = markers.into_iter().map(Into::into).collect();
        self
    }

    /// Only these rules speak, their advice included: codes, names or groups. PT001 always does.
    /// What is not known is ignored; [`find_rules`](crate::find_rules) tells.
    pub fn select(mut self, names: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.selected.get_or_insert_default().extend(names.into_iter().map(Into::into));
        self
    }

    /// Sets the level of a rule, by code or name, or of a group. A rule's own level beats its
    /// group's; of two for the same, the later counts. PT001 stays as it is.
    pub fn level(mut self, name: impl Into<String>, level: Level) -> Self {
        self.levels.push((name.into(), level));
        self
    }

    /// Leaves out the findings of a rule, a name or a group for which `matches` holds. PT001
    /// always speaks.
    pub fn ignore(
        mut self,
        name: impl Into<String>,
        matches: impl Fn(&Finding) -> bool + Send + Sync + 'static,
    ) -> Self {
        self.ignores.push(Ignore {
            name: name.into(),
            codes: Vec::new(),
            matches: Box::new(matches),
        });
        self
    }

    /// Adds a rule of your own.
    pub fn rule(mut self, rule: impl Rule + 'static) -> Self {
        self.own.push(Box::new(rule));
        self
    }

    /// The linter.
    pub fn build(mut self) -> Linter {
        let infos: Vec<&'static RuleInfo> =
            rules::all().map(Rule::info).chain(self.own.iter().map(|rule| rule.info())).collect();
        let codes = |name: &str| {
            infos
                .iter()
                .filter(|info| info.answers_to(name))
                .map(|info| info.code)
                .collect::<Vec<_>>()
        };
        // A rule's own level beats its group's.
        let is_group = |(name, _): &&(String, Level)| {
            infos.iter().any(|info| info.group.name().eq_ignore_ascii_case(name))
        };
        let (groups, rules): (Vec<_>, Vec<_>) = self.levels.iter().partition(is_group);
        let mut set = HashMap::new();
        for (name, level) in groups.into_iter().chain(rules) {
            set.extend(codes(name).into_iter().map(|code| (code, *level)));
        }
        for ignore in &mut self.ignores {
            ignore.codes = codes(&ignore.name);
        }
        let selected =
            self.selected.map(|names| names.iter().flat_map(|name| codes(name)).collect());
        let levels = Levels { strict: self.strict, pedantic: self.pedantic, selected, set };
        let (shown, silent): (Vec<_>, Vec<_>) = rules::all()
            .filter(|rule| levels.wants(rule.info()))
            .partition(|rule| levels.shows(rule.info()));
        Linter {
            version: self.version,
            checks: asked(shown),
            silent: asked(silent),
            jsonc: self.jsonc,
            template_markers: self.template_markers,
            levels,
            own: self.own,
            infos,
            ignores: self.ignores,
            spare: Mutex::default(),
        }
    }
}

fn asked(rules: Vec<&'static dyn Rule>) -> Vec<Asked> {
    let mut out: Vec<Asked> = Vec::new();
    for rule in rules {
        let keys = NAMES.all(rule.keys());
        match out.iter_mut().find(|(others, _)| *others == keys) {
            Some((_, together)) => together.push(rule),
            None => out.push((keys, vec![rule])),
        }
    }
    out
}
