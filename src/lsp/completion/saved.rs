//! What saved responses offer at a place.

use gen_lsp_types::{CompletionItem, CompletionItemKind};
use serde_json::{Value, json};

use super::{Items, MANY};
use crate::endpoint::Marks;
use crate::lsp::cursor::unwrapped;
use crate::lsp::cursor::{Place, Step};
use crate::lsp::skeletons::Skeleton;
use crate::lsp::{responses, view};
use crate::schema::tables::Shape;

impl Items<'_> {
    /// What saved responses offer at the place; nothing where they say nothing about it.
    pub(super) fn known(&self, cursor: usize) -> Option<Value> {
        let metadata = self.part.body.metadata()?;
        let marks = Marks::default();
        let body = view::request(self.part.body, &marks)?;
        let path = unwrapped(&self.context.path);
        let sibling = |name: &str| {
            let (_, raw) = self.context.siblings.iter().find(|(key, _)| key == name)?;
            serde_json::from_str::<String>(raw).ok()
        };
        if let Place::Key { colon } = self.context.place {
            let create = [Step::Key("target".to_owned()), Step::Key("create".to_owned())];
            let properties = responses::properties(&body);
            let there = |name: &str| self.context.siblings.iter().any(|(key, _)| key == name);
            let items = properties.iter().filter(|property| !there(&property.id));
            let items = items.enumerate().map(|(index, property)| {
                let mut text = Skeleton::new(self.snippets());
                text.raw(&crate::json::quote(&property.id));
                if !colon {
                    text.raw(": ");
                    text.value(Shape::String);
                }
                CompletionItem {
                    kind: Some(CompletionItemKind::Property),
                    detail: property.title.clone(),
                    ..self.item(&property.id, text, &format!("0{index:06}"))
                }
            });
            return (path == create && !properties.is_empty())
                .then(|| json!(items.collect::<Vec<_>>()));
        }
        let known = responses::at(metadata, &body, path, &sibling)?;
        let mut offers = known.offers(&body);
        // Of many, those that hold what is typed; the client asks again when more is.
        let many = offers.len() > MANY;
        if many {
            let typed = &self.part.text()[self.context.replace.start..cursor];
            let typed = typed.trim_matches('"').to_lowercase();
            let holds = |text: &str| text.to_lowercase().contains(&typed);
            offers.retain(|offer| holds(&offer.text) || holds(&offer.detail));
        }
        offers.sort_by_key(|offer| offer.rank);
        offers.truncate(MANY);
        let items: Vec<CompletionItem> =
            offers.into_iter().enumerate().map(|(index, offer)| self.offer(index, offer)).collect();
        Some(match many {
            true => json!({"isIncomplete": true, "items": items}),
            false => json!(items),
        })
    }

    fn offer(&self, index: usize, offer: responses::Offer) -> CompletionItem {
        let item = self.quoted(&offer.text, 0);
        let about = Some(offer.about).filter(|about| !about.is_empty());
        // A label is typed as well as an ID.
        let filter = item.filter_text.map(|filter| format!("{filter} {}", offer.detail));
        CompletionItem {
            kind: Some(CompletionItemKind::Field),
            sort_text: Some(format!("0{index:06}")),
            filter_text: filter,
            detail: Some(offer.detail).filter(|detail| !detail.is_empty()),
            documentation: about.map(|about| self.markup(about)),
            ..item
        }
    }
}
