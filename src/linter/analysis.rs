//! Everything that linting one text gives, for programs that show more than findings.

use super::{Linter, Read, Report};
use crate::endpoint::Endpoint;
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
    tree: Tree<'t>,
    body: Option<NodeId>,
    comments: Vec<Span>,
    report: Report,
    endpoint: Endpoint,
    version: ApiVersion,
    metadata: Option<Metadata>,
}

impl<'t> Analysis<'t> {
    pub(super) fn new(linter: &Linter, read: Read<'t>) -> Self {
        let Read { parsed, root: body, report } = read;
        let Parsed { tree, comments, .. } = parsed;
        let (endpoint, version) = (linter.endpoint, linter.version);
        let metadata = linter.metadata.clone();
        Self { tree, body, comments, report, endpoint, version, metadata }
    }

    pub(super) fn unread(linter: &Linter, text: &'t str, report: Report) -> Self {
        Self {
            tree: Tree::unread(text),
            body: None,
            comments: Vec::new(),
            report,
            endpoint: linter.endpoint,
            version: linter.version,
            metadata: linter.metadata.clone(),
        }
    }

    /// The same with a copy of the text, so that it can be kept.
    pub fn into_owned(self) -> Analysis<'static> {
        let Self { tree, body, comments, report, endpoint, version, metadata } = self;
        Analysis { tree: tree.into_owned(), body, comments, report, endpoint, version, metadata }
    }

    /// The saved responses that it was checked against.
    #[cfg(feature = "lsp")]
    pub(crate) fn metadata(&self) -> Option<&Metadata> {
        self.metadata.as_ref()
    }

    /// The whole document.
    pub fn tree(&self) -> &Tree<'t> {
        &self.tree
    }

    /// The object that was linted: the outermost one, or the one in a wrapper.
    pub fn body(&self) -> Option<Node<'_>> {
        self.body.map(|id| self.tree.node(id))
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
        self.endpoint
    }

    /// The API version that it was checked against.
    pub fn api_version(&self) -> ApiVersion {
        self.version
    }

    /// The body together with what is declared about it.
    #[cfg(feature = "lsp")]
    pub(crate) fn context(&self) -> Option<Context<'_>> {
        let root = self.body()?;
        Some(Context { root, tables: self.endpoint.tables, version: self.version })
    }
}
