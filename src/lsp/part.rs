//! A body in a document: the document itself, or a part of it that is a script, a page, or another
//! file with bodies in it. What is said of a body in bytes of its text is said of the document here.

use gen_lsp_types::{Range, TextEdit};

use super::documents::{Document, Linted};
use crate::linter::AnalyzedBody;
use crate::text::{Edit, Span};

/// A body, and the document that it is in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part<'a> {
    document: &'a Document,
    pub(super) body: &'a AnalyzedBody<'static>,
}

impl<'a> Part<'a> {
    /// The body at a byte of a document.
    pub(super) fn at(document: &'a Document, linted: &'a Linted, offset: usize) -> Option<Self> {
        let analysis = &linted.analysis;
        if !analysis.is_host() {
            return Some(Self { document, body: analysis.whole() });
        }
        let offset = offset as u32;
        let holds = |body: &&AnalyzedBody<'_>| {
            let place = body.map().map(|map| map.whole());
            place.is_some_and(|place| place.start <= offset && offset <= place.end)
        };
        Some(Self { document, body: analysis.embedded().iter().find(holds)? })
    }

    /// The text of the body.
    pub(super) fn text(&self) -> &'a str {
        match self.body.map() {
            Some(_) => self.body.tree().text(),
            None => self.document.text.as_str(),
        }
    }

    /// The byte of its text for a byte of the document.
    pub(super) fn inside(&self, offset: usize) -> usize {
        let offset = self.body.map().map_or(offset, |map| map.offset(offset as u32) as usize);
        let text = self.text();
        text.floor_char_boundary(offset.min(text.len()))
    }

    /// The range in the document of some bytes of its text.
    pub(super) fn range(&self, span: Span) -> Range {
        self.document.text.range(self.body.in_file(span))
    }

    /// Another text in the place of some bytes, written as it has to be there; nothing where that
    /// would change more than the body.
    pub(super) fn edit(&self, span: Span, text: String) -> Option<TextEdit> {
        let edit = Edit { span, text };
        let edit = match self.body.map() {
            None => edit,
            Some(map) => <[Edit; 1]>::try_from(map.edit(&edit)?).ok().map(|[edit]| edit)?,
        };
        Some(TextEdit { range: self.document.text.range(edit.span), new_text: edit.text })
    }

    /// Whether what is put there stays as it is.
    pub(super) fn is_verbatim(&self) -> bool {
        self.body.map().is_none_or(|map| map.keeps_text())
    }
}
