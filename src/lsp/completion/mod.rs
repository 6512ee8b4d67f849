//! What could be written at the cursor.

mod items;
mod saved;
mod values;

use gen_lsp_types::{CompletionItem, CompletionItemKind, CompletionItemTag};
use serde_json::{Value, json};

use self::items::span;

use super::client::Client;
use super::cursor::{self, Context, Place, Step, unwrapped};
use super::message::Failure;
use super::params::{self, Completion};
use super::part::Part;
use super::skeletons::Skeleton;
use super::state::State;
use super::{expressions, hover};
use crate::linter::AnalyzedBody;
use crate::schema::tables::{Need, Object, Property, Purpose, Shape, When};
use crate::text::BOM;

/// More items than this are not offered at once.
const MANY: usize = 2_000;

/// The completions at a place.
pub(super) fn answer(state: &mut State, params: &Value) -> Result<Value, Failure> {
    let Completion { at, context } = params::read(params)?;
    let uri = &at.text_document.uri;
    let trigger = context.and_then(|context| context.trigger_character);
    let nothing = Ok(json!([]));
    let Some(linted) =
        state.documents.get_mut(uri).and_then(|document| document.linted(&state.settings))
    else {
        return nothing;
    };
    let Some(document) = state.documents.get(uri) else { return nothing };
    let cursor = document.text.offset(at.position);
    let Some(part) = Part::at(document, &linted, cursor) else { return nothing };
    let cursor = part.inside(cursor);
    let Some(context) = cursor::context(part.text(), cursor, part.body.tree().root()) else {
        let blank = part.text().trim_start_matches(BOM).trim();
        return if blank.is_empty() { Ok(whole(part, &state.client, cursor)) } else { nothing };
    };
    let items = Items { part, client: &state.client, context: &context };
    if let Some(known) = items.known(cursor) {
        return Ok(known);
    }
    let wrapper = context.place == Place::Value && unwrapped(&context.path).is_empty();
    let Some((shape, property)) = resolve(part.body, &context.path).filter(|_| !wrapper) else {
        return nothing;
    };
    let logic = property.is_some_and(|it| it.purpose == Purpose::Expression)
        && context.place == Place::Value;
    // These two ask inside an expression only.
    if !logic && trigger.is_some_and(|trigger| trigger == " " || trigger == "(") {
        return nothing;
    }
    let mut items = match (context.place, shape) {
        (Place::Key { colon }, Shape::Object(object)) => items.keys(object, colon),
        (Place::Key { .. }, _) => Vec::new(),
        (Place::Value, _) if logic => items.logic(cursor),
        (Place::Value, shape) => items.values(shape, property),
    };
    // In a variable of a script nothing can be written.
    items.retain(|item| item.text_edit.is_some());
    Ok(json!(items))
}

/// A body to start from, where there is nothing yet.
fn whole(part: Part<'_>, client: &Client, cursor: usize) -> Value {
    let context = Context {
        path: Vec::new(),
        place: Place::Value,
        replace: cursor..cursor,
        comma_before: None,
        comma_after: false,
        siblings: Vec::new(),
    };
    let items = Items { part, client, context: &context };
    let object = part.body.endpoint().tables.body;
    let mut text = Skeleton::new(items.snippets());
    text.object(object);
    json!([items.skeleton(object, text)])
}

/// What is documented at the end of a path, and the key that led there.
fn resolve(body: &AnalyzedBody<'_>, path: &[Step]) -> Option<(Shape, Option<&'static Property>)> {
    let (mut shape, mut property) = (Shape::Object(body.endpoint().tables.body), None);
    for step in unwrapped(path) {
        (shape, property) = match (shape, step) {
            (Shape::Object(object), Step::Key(key)) => {
                let (_, found) = object.property(key)?;
                (found.shape, Some(found))
            }
            (Shape::List(item), Step::Item) => (*item, property),
            _ => return None,
        };
    }
    Some((shape, property))
}

/// One list in the making.
struct Items<'a> {
    part: Part<'a>,
    client: &'a Client,
    context: &'a Context,
}

impl Items<'_> {
    fn keys(&self, object: &'static Object, colon: bool) -> Vec<CompletionItem> {
        let there = |name: &str| self.context.siblings.iter().any(|(key, _)| key == name);
        // Of two keys that replace each other, one is there.
        let without = |property: &Property| match property.need.map(|need| need.when) {
            Some(When::Without(other)) => Some(other),
            _ => None,
        };
        let settled = |name: &str| {
            object.properties.iter().any(|property| match without(property) {
                Some(other) if property.name == name => there(other),
                Some(other) if other == name => there(property.name),
                _ => false,
            })
        };
        let fits = |property: &&Property| {
            !property.read_only && !there(property.name) && !settled(property.name)
        };
        let properties = object.known(self.part.body.api_version()).filter(fits).enumerate();
        properties.map(|(index, property)| self.key(object, property, colon, index)).collect()
    }

    /// Whether a key is needed beside those that are there, as far as these show it.
    fn is_needed(&self, need: Need) -> bool {
        let value = |name: &str| {
            let (_, raw) = self.context.siblings.iter().find(|(key, _)| key == name)?;
            Some(raw.as_str())
        };
        match need.when {
            When::Always => true,
            When::Without(other) => value(other).is_none(),
            When::With(other) => value(other).is_some(),
            When::Is(key, wanted) => value(key) == Some(&*crate::json::quote(wanted)),
            // What is inside of another value or around the object is not looked at.
            When::Several(_) | When::Neither { .. } | When::Labels => false,
        }
    }

    fn key(
        &self,
        object: &'static Object,
        property: &'static Property,
        colon: bool,
        index: usize,
    ) -> CompletionItem {
        let old = property.replacement(self.part.body.api_version()).is_some();
        let aside = old || property.purpose == Purpose::SchemaReference;
        let is_needed = |need: &Need| self.is_needed(*need);
        // The key that another one is needed without serves as well as that one.
        let instead = |other: &Property| {
            other.need.filter(is_needed).is_some_and(|need| match need.when {
                When::Without(name) => name == property.name,
                _ => false,
            })
        };
        let needed =
            property.need.as_ref().is_some_and(is_needed) || object.properties.iter().any(instead);
        let rank = match () {
            () if property.required => 0,
            () if needed => 1,
            () if aside => 3,
            () => 2,
        };
        let mut text = Skeleton::new(self.snippets());
        text.raw(&format!("\"{}\"", property.name));
        if !colon {
            text.raw(": ");
            text.value(property.shape);
        }
        let about = hover::describe(object, property, self.part.body.api_version());
        CompletionItem {
            kind: Some(CompletionItemKind::Property),
            detail: Some(if property.required { "required" } else { "optional" }.to_owned()),
            documentation: Some(self.markup(about)),
            tags: (old && self.client.tagged_items).then(|| vec![CompletionItemTag::Deprecated]),
            ..self.item(property.name, text, &format!("{rank}{index:02}"))
        }
    }

    fn logic(&self, cursor: usize) -> Vec<CompletionItem> {
        let found = expressions::candidates(self.part, self.context, cursor);
        let Some(found) = found else { return Vec::new() };
        let place = span(&found.replace);
        let quote = found.whole;
        let one = |(index, (name, detail)): (usize, (String, Option<String>))| {
            let new_text = if quote {
                self.ended(crate::json::quote(&name))
            } else {
                crate::json::escape(&name)
            };
            CompletionItem {
                kind: Some(match detail {
                    Some(_) => CompletionItemKind::Reference,
                    None => CompletionItemKind::Operator,
                }),
                detail,
                sort_text: Some(format!("0{index:03}")),
                filter_text: self.part.edit(place, new_text.clone()).map(|edit| edit.new_text),
                text_edit: self.part.edit(place, new_text).map(Into::into),
                additional_text_edits: self.comma(),
                label: name,
                ..CompletionItem::default()
            }
        };
        found.names.into_iter().enumerate().map(one).collect()
    }
}
