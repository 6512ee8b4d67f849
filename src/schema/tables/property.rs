//! A documented key: its values, its versions, what it is for, and what is documented of it.

use super::{Need, Object, Shape, When};
use crate::json::{Kind, Symbol};
use crate::schema::ApiVersion;

/// A key and the values that it can have.
#[derive(Debug)]
pub(crate) struct Property {
    pub(crate) name: &'static str,
    /// The parser's number for the name.
    pub(crate) symbol: Symbol,
    pub(crate) shape: Shape,
    pub(crate) required: bool,
    /// When it is needed, where it is not required.
    pub(crate) need: Option<Need>,
    /// Whether nearly every such object has it, so that a new one starts with it.
    pub(crate) usual: bool,
    /// Whether null is documented.
    pub(crate) null: bool,
    pub(crate) since: ApiVersion,
    /// Deprecated from this version on, in favor of another key.
    pub(crate) deprecated: Option<(ApiVersion, &'static str)>,
    /// Only in responses.
    pub(crate) read_only: bool,
    /// Whether it is the array that its object is there for, so that people write the array, or a
    /// single entry of it, in place of the object.
    pub(crate) entries: bool,
    /// Whether it is the model field that a Target filter compares with.
    pub(crate) compared: bool,
    pub(crate) secret: bool,
    pub(crate) purpose: Purpose,
    /// Whether there is more to look at than the shape: a read-only key, a secret, or a
    /// convention of editors.
    pub(crate) special: bool,
    /// A few words for it.
    pub(crate) title: &'static str,
    docs: Docs,
    /// What is documented of it from a version on, where that differs.
    docs_since: Option<(ApiVersion, Docs)>,
    /// A JSON array.
    pub(crate) examples: &'static str,
    /// What is usually written where any string is taken.
    pub(crate) suggestions: &'static [&'static str],
}

/// What a property is for, as far as the walk treats its strings in a way of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    Plain,
    /// It names something; blank, it names nothing.
    Name,
    /// It names a field, unless the other way to name one does.
    FieldId,
    /// A part of a schedule's time.
    ClockPart,
    /// A logic expression.
    Expression,
    /// What an expression calls a filter.
    Label,
    /// A value that every record gets.
    FixedValue,
    /// A field of a model that may be named otherwise, or not at all: where its parts are nil or
    /// blank it is not there, which is how responses and clients write that.
    Reference,
    /// The name of a type, which can be `string`.
    TypeName,
    /// State of the server, which may hold JSON in strings.
    State,
    /// Where editors find the schema.
    SchemaReference,
}

impl Purpose {
    /// Whether only some strings fit, so that a placeholder does not.
    pub(crate) fn has_closed_form(self) -> bool {
        matches!(self, Self::ClockPart | Self::Expression)
    }
}

/// What is documented of a key.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Docs {
    pub(crate) description: &'static str,
    /// Where the documentation says so.
    pub(crate) source: &'static str,
}

impl Property {
    /// The key that makes this one unnecessary.
    pub(crate) fn other_way(&self) -> Option<&'static str> {
        match self.need?.when {
            When::Without(other) => Some(other),
            _ => None,
        }
    }

    /// Whether the value is an object of this kind.
    pub(crate) fn holds(&self, object: &Object) -> bool {
        matches!(self.shape, Shape::Object(own) if own.is(object))
    }

    /// Whether a value is of the right kind, whatever is in it.
    pub(crate) fn takes(&self, kind: Kind) -> bool {
        match (self.shape, kind) {
            (_, Kind::Error) | (Shape::Any, _) => true,
            (_, Kind::Null) => self.null,
            (Shape::String | Shape::Uuid | Shape::Enum(_), _) => kind == Kind::String,
            (Shape::Boolean, _) => kind == Kind::Bool,
            (Shape::Integer, _) => kind == Kind::Number,
            (Shape::Object(_) | Shape::Strings | Shape::Free, _) => kind == Kind::Object,
            (Shape::List(_), _) => kind == Kind::Array,
        }
    }

    pub(crate) const fn new(symbol: Symbol, name: &'static str, shape: Shape) -> Self {
        Self {
            name,
            symbol,
            shape,
            required: false,
            need: None,
            usual: false,
            null: false,
            since: ApiVersion::V2022_12_12,
            deprecated: None,
            read_only: false,
            entries: false,
            compared: false,
            secret: false,
            purpose: Purpose::Plain,
            special: false,
            title: "",
            docs: Docs { description: "", source: "" },
            docs_since: None,
            examples: "[]",
            suggestions: &[],
        }
    }

    pub(crate) const fn purpose(mut self, purpose: Purpose) -> Self {
        self.purpose = purpose;
        self.special |= matches!(purpose, Purpose::SchemaReference);
        self
    }

    pub(crate) const fn titled(mut self, title: &'static str) -> Self {
        self.title = title;
        self
    }

    pub(crate) const fn docs(mut self, description: &'static str, source: &'static str) -> Self {
        self.docs = Docs { description, source };
        self
    }

    pub(crate) const fn docs_since(
        mut self,
        version: ApiVersion,
        description: &'static str,
        source: &'static str,
    ) -> Self {
        self.docs_since = Some((version, Docs { description, source }));
        self
    }

    /// Where a version documents the same.
    pub(crate) const fn cited_since(self, version: ApiVersion, source: &'static str) -> Self {
        let description = self.docs.description;
        self.docs_since(version, description, source)
    }

    pub(crate) const fn examples(mut self, examples: &'static str) -> Self {
        self.examples = examples;
        self
    }

    pub(crate) const fn suggestions(mut self, suggestions: &'static [&'static str]) -> Self {
        self.suggestions = suggestions;
        self
    }

    pub(crate) const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    pub(crate) const fn needed(mut self, need: Need) -> Self {
        self.need = Some(need);
        self
    }

    pub(crate) const fn usual(mut self) -> Self {
        self.usual = true;
        self
    }

    pub(crate) const fn or_null(mut self) -> Self {
        self.null = true;
        self
    }

    pub(crate) const fn since(mut self, version: ApiVersion) -> Self {
        self.since = version;
        self
    }

    pub(crate) const fn deprecated(mut self, since: ApiVersion, instead: &'static str) -> Self {
        self.deprecated = Some((since, instead));
        self
    }

    pub(crate) const fn read_only(mut self) -> Self {
        self.read_only = true;
        self.special = true;
        self
    }

    pub(crate) const fn entries(mut self) -> Self {
        self.entries = true;
        self
    }

    pub(crate) const fn compared(mut self) -> Self {
        self.compared = true;
        self
    }

    pub(crate) const fn secret(mut self) -> Self {
        self.secret = true;
        self.special = true;
        self
    }

    /// What is documented of it under a version.
    pub(crate) fn docs_in(&self, version: ApiVersion) -> Docs {
        self.docs_since.filter(|(since, _)| version >= *since).map_or(self.docs, |(_, docs)| docs)
    }

    /// What replaces it under a version, if it is deprecated there.
    pub(crate) fn replacement(&self, version: ApiVersion) -> Option<&'static str> {
        self.deprecated.filter(|(since, _)| version >= *since).map(|(_, instead)| instead)
    }
}
