//! Everything that linting one text gives, for programs that show more than findings.

use super::{Linter, Read, Report};
use crate::endpoint::Endpoint;
use crate::finding::BodyPlace;
use crate::host::Map;
use crate::json::{Node, NodeId, Parsed, Tree};
use crate::metadata::Metadata;
use crate::schema::ApiVersion;
#[cfg(feature = "lsp")]
use crate::schema::Context;
use crate::text::Span;

/// The tree of a text, the body in it, and what was found, all of one reading.
///
/// ```
/// use polytomic_lint::{Linter, Source};
///
/// let source = Source::new("a.sync.json", r#"{"data": {"name": "Accounts", "mode": "upsert"}}"#);
/// let analysis = Linter::default().analyze(&source);
/// assert_eq!(analysis.body().map(|body| body.pointer()), Some("/data".to_owned()));
/// assert!(analysis.report().has_errors());
/// ```
#[derive(Debug)]
pub struct Analysis<'t> {
    whole: AnalyzedBody<'t>,
    /// The bodies of a file that is no single body.
    embedded: Option<Vec<AnalyzedBody<'static>>>,
    comments: Vec<Span>,
    report: Report,
}

/// A body as it was read: a whole file, or one of the bodies in it.
#[derive(Debug)]
pub struct AnalyzedBody<'t> {
    tree: Tree<'t>,
    root: Option<NodeId>,
    endpoint: Endpoint,
    version: ApiVersion,
    metadata: Option<Metadata>,
    /// Secrets, in bytes of its text.
    secrets: Vec<Span>,
    /// Where it is in the file around it, and how its bytes lead there.
    inside: Option<(Option<BodyPlace>, Map)>,
}

impl<'t> Analysis<'t> {
    pub(super) fn new(linter: &Linter, read: Read<'t>) -> Self {
        let Read { parsed, root, report, .. } = read;
        let Parsed { tree, comments, .. } = parsed;
        let secrets = report.secrets.clone();
        let whole = AnalyzedBody { root, secrets, ..AnalyzedBody::unread(linter, tree) };
        Self { whole, embedded: None, comments, report }
    }

    pub(super) fn unread(linter: &Linter, text: &'t str, report: Report) -> Self {
        let whole = AnalyzedBody::unread(linter, Tree::unread(text));
        Self { whole, embedded: None, comments: Vec::new(), report }
    }

    pub(super) fn of_host(
        linter: &Linter,
        text: &'t str,
        report: Report,
        bodies: Vec<AnalyzedBody<'static>>,
    ) -> Self {
        Self { embedded: Some(bodies), ..Self::unread(linter, text, report) }
    }

    /// The same with a copy of the text, so that it can be kept.
    pub fn into_owned(self) -> Analysis<'static> {
        let Self { whole, embedded, comments, report } = self;
        Analysis { whole: whole.into_owned(), embedded, comments, report }
    }

    /// The file as one body; without a tree for a file that has bodies in it.
    #[cfg(feature = "lsp")]
    pub(crate) fn whole(&self) -> &AnalyzedBody<'t> {
        &self.whole
    }

    /// Whether the file is no single body, but has bodies in it.
    #[cfg(feature = "lsp")]
    pub(crate) fn is_host(&self) -> bool {
        self.embedded.is_some()
    }

    /// The bodies in a file that has bodies in it, in its order; none for a file that is one body.
    ///
    /// ```
    /// use polytomic_lint::{Linter, Source};
    ///
    /// let text = "```json\n{\"name\": \"Accounts\", \"mode\": \"create\"}\n```\n";
    /// let source = Source::new("setup.md", text);
    /// let analysis = Linter::default().analyze(&source);
    /// let body = analysis.embedded().first().expect("a body");
    /// let name = body.body().and_then(|body| body.get("name")).expect("its name");
    /// assert_eq!(body.in_file(name.span()).of(text), "\"Accounts\"");
    /// ```
    pub fn embedded(&self) -> &[AnalyzedBody<'static>] {
        self.embedded.as_deref().unwrap_or_default()
    }

    /// The whole document.
    pub fn tree(&self) -> &Tree<'t> {
        &self.whole.tree
    }

    /// The object that was linted: the outermost one, or the one in a wrapper.
    pub fn body(&self) -> Option<Node<'_>> {
        self.whole.body()
    }

    /// Its comments, in order; bytes of the file.
    pub fn comments(&self) -> &[Span] {
        &self.comments
    }

    /// What was found.
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// The report, to set findings aside.
    pub fn report_mut(&mut self) -> &mut Report {
        &mut self.report
    }

    /// The request that the body was linted for.
    pub fn endpoint(&self) -> Endpoint {
        self.whole.endpoint
    }

    /// The API version that it was checked against.
    pub fn api_version(&self) -> ApiVersion {
        self.whole.version
    }
}

impl<'t> AnalyzedBody<'t> {
    /// One that nothing is known of.
    fn unread(linter: &Linter, tree: Tree<'t>) -> Self {
        Self {
            tree,
            root: None,
            endpoint: linter.endpoint,
            version: linter.version,
            metadata: linter.metadata.clone(),
            secrets: Vec::new(),
            inside: None,
        }
    }

    pub(super) fn in_host(
        linter: &Linter,
        (tree, root): (Tree<'t>, Option<NodeId>),
        (endpoint, version): (Endpoint, ApiVersion),
        secrets: Vec<Span>,
        (place, map): (Option<BodyPlace>, Map),
    ) -> AnalyzedBody<'static> {
        let inside = Some((place, map));
        Self { root, endpoint, version, secrets, inside, ..Self::unread(linter, tree) }.into_owned()
    }

    fn into_owned(self) -> AnalyzedBody<'static> {
        let Self { tree, root, endpoint, version, metadata, secrets, inside } = self;
        let tree = tree.into_owned();
        AnalyzedBody { tree, root, endpoint, version, metadata, secrets, inside }
    }

    /// Its values, and its text as it was read, quotes and escapes of the file taken away.
    pub fn tree(&self) -> &Tree<'t> {
        &self.tree
    }

    /// The object that was linted: the outermost one, or the one in a wrapper.
    pub fn body(&self) -> Option<Node<'_>> {
        self.root.map(|id| self.tree.node(id))
    }

    /// The request that it was linted for.
    pub fn endpoint(&self) -> Endpoint {
        self.endpoint
    }

    /// The API version that it was checked against.
    pub fn api_version(&self) -> ApiVersion {
        self.version
    }

    /// Which body of the file it is; nothing where the file holds no other.
    pub fn place(&self) -> Option<BodyPlace> {
        self.inside.as_ref()?.0
    }

    /// The bytes of the file for bytes of its text.
    pub fn in_file(&self, span: Span) -> Span {
        self.inside.as_ref().map_or(span, |(_, map)| map.span(span))
    }
}

/// What an editor asks.
#[cfg(feature = "lsp")]
impl AnalyzedBody<'_> {
    /// The saved responses that it was checked against.
    pub(crate) fn metadata(&self) -> Option<&Metadata> {
        self.metadata.as_ref()
    }

    /// The secrets in it, in bytes of its text.
    pub(crate) fn secrets(&self) -> &[Span] {
        &self.secrets
    }

    /// The body together with what is declared about it.
    pub(crate) fn context(&self) -> Option<Context<'_>> {
        let root = self.body()?;
        Some(Context { root, tables: self.endpoint.tables, version: self.version })
    }

    /// How its bytes lead to those of the file around it.
    pub(crate) fn map(&self) -> Option<&Map> {
        self.inside.as_ref().map(|(_, map)| map)
    }
}
