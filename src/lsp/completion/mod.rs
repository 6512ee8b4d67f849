//! What could be written at the cursor.

use gen_lsp_types::{
    CompletionItem, CompletionItemKind, CompletionItemTag, Documentation, InsertTextFormat,
    TextEdit,
};
use serde_json::{Value, json};

use super::client::Client;
use super::cursor::{self, Context, Place, Step};
use super::message::Failure;
use super::params::{self, Completion};
use super::part::Part;
use super::server::State;
use super::skeletons::Skeleton;
use super::{expressions, hover, meanings, responses, used, view};
use crate::endpoint::{Arity, Marks};
use crate::linter::AnalyzedBody;
use crate::schema::tables::{Object, Property, Shape, When};
use crate::text::{BOM, Span};

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
    let logic = property.is_some_and(is_logic) && context.place == Place::Value;
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

fn is_logic(property: &Property) -> bool {
    matches!(property.name, "filter_logic" | "logic")
}

/// The way from the body, a wrapper around it passed over.
pub(super) fn unwrapped(path: &[Step]) -> &[Step] {
    match path {
        [Step::Key(key), rest @ ..] if ["data", "sync", "body"].contains(&key.as_str()) => rest,
        _ => path,
    }
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
    /// What saved responses offer at the place; nothing where they say nothing about it.
    fn known(&self, cursor: usize) -> Option<Value> {
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

    fn keys(&self, object: &'static Object, colon: bool) -> Vec<CompletionItem> {
        let there = |name: &str| self.context.siblings.iter().any(|(key, _)| key == name);
        // Of two keys that stand in for each other, one is there.
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

    fn key(
        &self,
        object: &'static Object,
        property: &'static Property,
        colon: bool,
        index: usize,
    ) -> CompletionItem {
        let old = property.replacement(self.part.body.api_version()).is_some();
        let rank = match () {
            () if property.required => 0,
            () if old || property.name == "$schema" => 2,
            () => 1,
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

    fn values(&self, shape: Shape, property: Option<&'static Property>) -> Vec<CompletionItem> {
        let mut out = Vec::new();
        let own = property.filter(|_| matches!(self.context.path.last(), Some(Step::Key(_))));
        match shape {
            Shape::Enum(values) => {
                for (index, value) in values.values.iter().enumerate() {
                    let mut item = self.quoted(value, index + self.rank(values.name, value));
                    item.documentation =
                        meanings::of(values.name, value).map(|text| self.markup(text.to_owned()));
                    item.kind = Some(CompletionItemKind::EnumMember);
                    out.push(item);
                }
            }
            Shape::Boolean => out.extend(["true", "false"].map(|word| self.plain(word))),
            Shape::Object(object) if object.name == "schedule" => out.extend(self.schedules()),
            Shape::Object(object) => {
                let mut text = Skeleton::new(self.snippets());
                text.object(object);
                out.push(self.skeleton(object, text));
            }
            Shape::List(Shape::Object(object)) => {
                let mut text = Skeleton::new(self.snippets());
                text.value(shape);
                out.push(self.skeleton(object, text));
            }
            _ => {
                let usual = own.map_or(&[][..], |property| usual(property.name));
                out.extend(usual.iter().enumerate().map(|(index, it)| self.quoted(it, index)));
                let used = own.map(|property| match (shape, property.name) {
                    (Shape::Uuid, name) => used::values(self.part.body, name),
                    (_, "label") => used::next_label(self.part.body).into_iter().collect(),
                    _ => Vec::new(),
                });
                let used = used.into_iter().flatten().filter(|id| !self.is_replaced(id));
                out.extend(used.enumerate().map(|(index, it)| self.quoted(&it, index)));
            }
        }
        if own.is_some_and(|property| property.null) {
            out.push(self.plain("null"));
        }
        out
    }

    /// Whether a value is the one that is written at the cursor.
    fn is_replaced(&self, value: &str) -> bool {
        self.part.text()[self.context.replace.clone()].trim_matches('"') == value
    }

    /// How far down a value goes: first those that fit what stands beside it.
    fn rank(&self, list: &str, function: &str) -> usize {
        const BEHIND: usize = 100;
        if list != "filter_function" {
            return 0;
        }
        let value = self.context.siblings.iter().find(|(key, _)| key == "value");
        let arity = Arity::of(function);
        let number = |raw: &str| raw.starts_with(|ch: char| ch == '-' || ch.is_ascii_digit());
        let fits = match value.map(|(_, raw)| raw.as_str()) {
            None | Some("null") => return 0,
            Some("") => matches!(arity, Some(Arity::List | Arity::Two)),
            Some("true" | "false") => arity == Some(Arity::Equal),
            Some(raw) if number(raw) => arity == Some(Arity::Equal) || function.contains("Than"),
            Some(_) => {
                matches!(arity, Some(Arity::Equal | Arity::One)) && !function.contains("Than")
            }
        };
        if fits { 0 } else { BEHIND }
    }

    fn schedules(&self) -> Vec<CompletionItem> {
        let all = [
            ("manual", r#"{ "frequency": "manual" }"#),
            ("continuous", r#"{ "frequency": "continuous" }"#),
            ("hourly", r#"{ "frequency": "hourly", "minute": "0" }"#),
            ("daily", r#"{ "frequency": "daily", "hour": "6", "minute": "0" }"#),
            (
                "weekly",
                r#"{ "frequency": "weekly", "day_of_week": "monday", "hour": "6", "minute": "0" }"#,
            ),
            ("runafter", r#"{ "frequency": "runafter", "run_after": { "sync_ids": [""] } }"#),
        ];
        let one = |(index, (name, json)): (usize, &(&str, &str))| {
            let mut text = Skeleton::new(self.snippets());
            text.raw(json);
            let about = meanings::of("frequency", name).unwrap_or_default();
            CompletionItem {
                kind: Some(CompletionItemKind::Struct),
                documentation: Some(self.markup(about.to_owned())),
                ..self.item(&format!("{name} schedule"), text, &format!("0{index:02}"))
            }
        };
        all.iter().enumerate().map(one).collect()
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

    fn skeleton(&self, object: &'static Object, text: Skeleton) -> CompletionItem {
        CompletionItem {
            kind: Some(CompletionItemKind::Struct),
            documentation: Some(self.markup(object.description.to_owned())),
            ..self.item(object.noun, text, "000")
        }
    }

    fn quoted(&self, value: &str, rank: usize) -> CompletionItem {
        let mut text = Skeleton::new(self.snippets());
        text.raw(&crate::json::quote(value));
        CompletionItem {
            kind: Some(CompletionItemKind::Value),
            ..self.item(value, text, &format!("0{rank:03}"))
        }
    }

    fn plain(&self, word: &str) -> CompletionItem {
        let mut text = Skeleton::new(self.snippets());
        text.raw(word);
        CompletionItem {
            kind: Some(CompletionItemKind::Keyword),
            ..self.item(word, text, &format!("1{word}"))
        }
    }

    /// An item that replaces what is written there, with the commas that are lacking.
    fn item(&self, label: &str, text: Skeleton, rank: &str) -> CompletionItem {
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
    fn ended(&self, text: String) -> String {
        let before =
            if self.context.comma_before == Some(self.context.replace.start) { ", " } else { "" };
        let after = if self.context.comma_after { "," } else { "" };
        format!("{before}{text}{after}")
    }

    /// The comma that belongs to an earlier place.
    fn comma(&self) -> Option<Vec<TextEdit>> {
        let at = self.context.comma_before.filter(|at| *at != self.context.replace.start)?;
        let comma = self.part.edit(Span::empty(at as u32), ",".to_owned())?;
        Some(vec![comma])
    }

    /// Whether the client fills in places of what it is given; not where that is escaped.
    fn snippets(&self) -> bool {
        self.client.snippets && self.part.is_verbatim()
    }

    fn markup(&self, text: String) -> Documentation {
        hover::markup(text, self.client.completion_markdown).into()
    }
}

fn span(range: &std::ops::Range<usize>) -> Span {
    Span::new(range.start as u32, range.end as u32)
}

/// What is usually written at a place that takes any string.
fn usual(key: &str) -> &'static [&'static str] {
    match key {
        "sync_mode" => &["updateOrCreate", "create"],
        "minute" => &["0", "15", "30", "45"],
        "day_of_week" => {
            &["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
        }
        _ => &[],
    }
}
