//! Items as the client takes them: the text they put in, and the commas that are missing there.

use gen_lsp_types::{
    CompletionItem, CompletionItemKind, Documentation, InsertTextFormat, TextEdit,
};

use super::Items;
use crate::lsp::hover;
use crate::lsp::skeletons::Skeleton;
use crate::schema::tables::Object;
use crate::text::Span;

impl Items<'_> {
    pub(super) fn skeleton(&self, object: &'static Object, text: Skeleton) -> CompletionItem {
        CompletionItem {
            kind: Some(CompletionItemKind::Struct),
            documentation: Some(self.markup(object.description.to_owned())),
            ..self.item(object.noun, text, "000")
        }
    }

    pub(super) fn quoted(&self, value: &str, rank: usize) -> CompletionItem {
        let mut text = Skeleton::new(self.snippets());
        text.raw(&crate::json::quote(value));
        CompletionItem {
            kind: Some(CompletionItemKind::Value),
            ..self.item(value, text, &format!("0{rank:03}"))
        }
    }

    pub(super) fn plain(&self, word: &str) -> CompletionItem {
        let mut text = Skeleton::new(self.snippets());
        text.raw(word);
        CompletionItem {
            kind: Some(CompletionItemKind::Keyword),
            ..self.item(word, text, &format!("1{word}"))
        }
    }

    /// An item that replaces what is written there, with the commas that are missing.
    pub(super) fn item(&self, label: &str, text: Skeleton, rank: &str) -> CompletionItem {
        let replace = &self.context.replace;
        let new_text = self.ended(text.finish());
        // Editors compare what is typed, from the start of the replaced text on, with this.
        let quoted = self.part.text()[replace.clone()].starts_with('"');
        let filter = if quoted { format!("\"{label}\"") } else { label.to_owned() };
        CompletionItem {
            label: label.to_owned(),
            sort_text: Some(rank.to_owned()),
            filter_text: self.part.edit(span(replace), filter).map(|edit| edit.new_text),
            insert_text_format: self.snippets().then_some(InsertTextFormat::Snippet),
            text_edit: self.part.edit(span(replace), new_text).map(Into::into),
            additional_text_edits: self.comma(),
            ..CompletionItem::default()
        }
    }

    /// The text with the commas that belong to the same place.
    pub(super) fn ended(&self, text: String) -> String {
        let before =
            if self.context.comma_before == Some(self.context.replace.start) { ", " } else { "" };
        let after = if self.context.comma_after { "," } else { "" };
        format!("{before}{text}{after}")
    }

    /// The comma that belongs to an earlier place.
    pub(super) fn comma(&self) -> Option<Vec<TextEdit>> {
        let at = self.context.comma_before.filter(|at| *at != self.context.replace.start)?;
        let comma = self.part.edit(Span::empty(at as u32), ",".to_owned())?;
        Some(vec![comma])
    }

    /// Whether the client fills in places of what it is given; not where that is escaped.
    pub(super) fn snippets(&self) -> bool {
        self.client.snippets && self.part.is_verbatim()
    }

    pub(super) fn markup(&self, text: String) -> Documentation {
        hover::markup(text, self.client.completion_markdown).into()
    }
}

pub(super) fn span(range: &std::ops::Range<usize>) -> Span {
    Span::new(range.start as u32, range.end as u32)
}
