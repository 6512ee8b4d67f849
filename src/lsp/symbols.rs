//! The outline: keys, and the entries of lists by what people call them.

use gen_lsp_types::{
    BaseSymbolInformation, DocumentSymbol, Location, SymbolInformation, SymbolKind,
};
use serde_json::{Value, json};

use super::documents::Document;
use super::message::Failure;
use super::params::{self, About};
use super::state::State;
use super::view;
use crate::json::{Kind, Node};
use crate::schema::Context;
use crate::schema::tables::Shape;
use crate::text::{Span, shown};

/// Lists with more entries than this are shown without them.
const MANY: usize = 5_000;

/// The symbols of a document.
pub(super) fn answer(state: &mut State, params: &Value) -> Result<Value, Failure> {
    let about: About = params::read(params)?;
    let nested = state.client.nested_symbols;
    let Some((document, linted)) = state.linted(&about.text_document.uri) else {
        return Ok(json!([]));
    };
    let Some(context) = linted.analysis.whole().context() else { return Ok(json!([])) };
    let symbols = Outline { document, context }.members(context.root, true);
    if nested {
        return Ok(json!(symbols));
    }
    let mut flat = Vec::new();
    for symbol in symbols {
        flatten(document, symbol, None, &mut flat);
    }
    Ok(json!(flat))
}

struct Outline<'a> {
    document: &'a Document,
    context: Context<'a>,
}

impl<'a> Outline<'a> {
    fn members(&self, object: Node<'a>, top: bool) -> Vec<DocumentSymbol> {
        let symbol = |member: crate::json::Member<'a>| {
            let (key, value) = (member.key, member.value);
            let children = match value.kind() {
                Kind::Object if top => self.members(value, false),
                Kind::Array => self.items(value),
                _ => Vec::new(),
            };
            self.symbol(
                shown(&key.text().unwrap_or_default()),
                self.detail(value),
                kind(value),
                key.span().to(value.span()),
                key.span(),
                children,
            )
        };
        object.members().map(symbol).collect()
    }

    fn items(&self, list: Node<'a>) -> Vec<DocumentSymbol> {
        if list.len() > MANY {
            return Vec::new();
        }
        let noun = match view::property_of(self.context, list) {
            Some((_, Shape::List(Shape::Object(object)))) => object.name,
            _ => return Vec::new(),
        };
        let items = list.elements().filter(|item| item.kind() == Kind::Object);
        items
            .map(|item| {
                let (name, detail) = titled(item, noun);
                self.symbol(name, detail, SymbolKind::Field, item.span(), item.opener(), Vec::new())
            })
            .collect()
    }

    /// What a short value is; nothing of values that may be secret.
    fn detail(&self, value: Node<'a>) -> Option<String> {
        let (property, shape) = view::property_of(self.context, value)?;
        let plain = matches!(shape, Shape::Enum(_) | Shape::Boolean | Shape::Uuid)
            || ["name", "object", "filter_logic", "logic"].contains(&property.name);
        let scalar = !matches!(value.kind(), Kind::Object | Kind::Array | Kind::Error);
        (plain && scalar).then(|| shown(&value.text().unwrap_or(value.raw().into())))
    }

    #[expect(deprecated, reason = "the type has the field")]
    fn symbol(
        &self,
        name: String,
        detail: Option<String>,
        kind: SymbolKind,
        span: Span,
        selection: Span,
        children: Vec<DocumentSymbol>,
    ) -> DocumentSymbol {
        DocumentSymbol {
            // Some editors refuse the whole outline for one name of nothing.
            name: if name.trim().is_empty() { "(no name)".to_owned() } else { name },
            detail,
            kind,
            tags: None,
            deprecated: None,
            range: self.document.text.range(span),
            selection_range: self.document.text.range(selection),
            children: (!children.is_empty()).then_some(children),
        }
    }
}

/// What an entry of a list is called, and what else is worth a glance.
fn titled(item: Node<'_>, noun: &str) -> (String, Option<String>) {
    let text = |key: &str| {
        let text = item.get(key)?.text()?;
        (!text.trim().is_empty()).then(|| shown(&text))
    };
    let inner = |key: &str| item.get(key)?.get("field")?.text().map(|text| shown(&text));
    let source = inner("source").or_else(|| inner("field"));
    let field = source.clone().or_else(|| text("field")).or_else(|| text("field_id"));
    let function = text("function");
    match noun {
        "filter" | "override" | "model_condition" | "target_condition" => {
            let what = [field, function].into_iter().flatten().collect::<Vec<_>>().join(" ");
            match text("label") {
                Some(label) => (label, (!what.is_empty()).then_some(what)),
                None if what.is_empty() => (noun.replace('_', " "), None),
                None => (what, None),
            }
        }
        _ => {
            let from = source.map(|source| format!("from {source}"));
            (text("target").unwrap_or_else(|| noun.replace('_', " ")), from)
        }
    }
}

fn kind(value: Node<'_>) -> SymbolKind {
    match value.kind() {
        Kind::Null | Kind::Error => SymbolKind::Null,
        Kind::Bool => SymbolKind::Boolean,
        Kind::Number => SymbolKind::Number,
        Kind::String => SymbolKind::String,
        Kind::Array => SymbolKind::Array,
        Kind::Object => SymbolKind::Object,
    }
}

#[expect(deprecated, reason = "the type has the field")]
fn flatten(
    document: &Document,
    symbol: DocumentSymbol,
    container: Option<&str>,
    out: &mut Vec<SymbolInformation>,
) {
    let name = symbol.name.clone();
    out.push(SymbolInformation {
        deprecated: None,
        location: Location { uri: document.uri.as_str().into(), range: symbol.range },
        base_symbol_information: BaseSymbolInformation {
            name: symbol.name,
            kind: symbol.kind,
            tags: None,
            container_name: container.map(str::to_owned),
        },
    });
    for child in symbol.children.into_iter().flatten() {
        flatten(document, child, Some(&name), out);
    }
}
