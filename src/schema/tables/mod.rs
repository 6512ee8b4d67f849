//! How a documented shape is written down: plain tables, of which the published schemas, the
//! walk, the messages and the editor's hovers are made.

use crate::json::{Kind, Node, Symbol};
use crate::schema::ApiVersion;
use crate::text::list;
use crate::text::nearest::{folded, same_name};

/// An object with named properties and no others.
#[derive(Debug)]
pub(crate) struct Object {
    /// What people call one: "the sync", "a filter".
    pub(crate) noun: &'static str,
    /// Its name among the definitions of the published schema.
    pub(crate) name: &'static str,
    pub(crate) description: &'static str,
    pub(crate) properties: &'static [Property],
    /// The places of the required ones among them, a bit each.
    pub(crate) required: u64,
    /// One more than the place of each key's property; zero for a key that it does not have.
    places: [u8; Symbol::COUNT],
}

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
    pub(crate) secret: bool,
    pub(crate) purpose: Purpose,
    /// Whether there is more to look at than the shape: a key of answers, a secret, or a
    /// convention of editors.
    pub(crate) special: bool,
    /// A few words for it.
    pub(crate) title: &'static str,
    told: Told,
    /// What is documented of it from a version on, where that differs.
    told_since: Option<(ApiVersion, Told)>,
    /// A JSON array.
    pub(crate) examples: &'static str,
}

/// What a property is for, as far as the walk treats its strings in a way of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    Plain,
    /// It names something; blank, it names nothing.
    Name,
    /// It names a field, unless `field` does.
    FieldId,
    /// A part of a schedule's time.
    ClockPart,
    /// A logic expression.
    Expression,
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

/// That a key which is not always required is needed: the one declaration of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Need {
    pub(crate) when: When,
    /// The version from which on it is an error without the key; where there is none, the API may
    /// do without it.
    pub(crate) error_since: Option<ApiVersion>,
}

/// When a key is needed.
#[derive(Debug, Clone, Copy)]
pub(crate) enum When {
    Always,
    /// Without this other key.
    Without(&'static str),
    /// With this other key.
    With(&'static str),
    /// With more than one item under this other key.
    Several(&'static str),
    /// With this value under another key.
    Is(&'static str, &'static str),
    /// Where no item is under another key, and a key beside the whole object has this value.
    Neither {
        other: &'static str,
        beside: (&'static str, &'static str),
    },
    /// Where other items have a label, or an expression refers to one.
    Labels,
}

impl Need {
    /// An error without the key.
    pub(crate) const fn error(when: When) -> Self {
        Self::error_since(when, ApiVersion::V2022_12_12)
    }

    /// An error without the key from a version on.
    pub(crate) const fn error_since(when: When, version: ApiVersion) -> Self {
        Self { when, error_since: Some(version) }
    }

    /// A warning without the key.
    pub(crate) const fn warning(when: When) -> Self {
        Self { when, error_since: None }
    }

    /// Whether it is an error without the key.
    pub(crate) fn is_error(&self, version: ApiVersion) -> bool {
        self.error_since.is_some_and(|since| version >= since)
    }
}

/// What is documented of a key.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Told {
    pub(crate) description: &'static str,
    /// Where the documentation says so.
    pub(crate) source: &'static str,
}

/// What a value may be.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Shape {
    String,
    Uuid,
    Boolean,
    Integer,
    Any,
    Enum(&'static Values),
    Object(&'static Object),
    List(&'static Shape),
    /// Any keys, string values.
    Strings,
    /// Any keys, any values.
    Free,
}

/// A documented list of values.
#[derive(Debug)]
pub(crate) struct Values {
    /// What people call one: "a sync mode".
    pub(crate) noun: &'static str,
    /// What people call several: "sync modes".
    pub(crate) plural: &'static str,
    pub(crate) name: &'static str,
    pub(crate) told: Told,
    pub(crate) values: &'static [&'static str],
    /// Values outside of the list that the documentation itself has, so that they are no error for
    /// sure.
    pub(crate) seen: &'static [&'static str],
    /// What people write for a value, by folded name.
    pub(crate) synonyms: &'static [(&'static str, &'static str)],
}

impl Values {
    /// Whether a text is one of them.
    pub(crate) fn has(&self, text: Option<&str>) -> bool {
        text.is_some_and(|text| self.values.contains(&text))
    }

    /// The one that a text differs from in case and separators alone.
    pub(crate) fn spelled_otherwise(&self, text: &str) -> Option<&'static str> {
        let is = |value: &&&str| same_name(value, text);
        self.values.iter().find(is).copied()
    }

    /// The one that is called so elsewhere.
    pub(crate) fn called_otherwise(&self, text: &str) -> Option<&'static str> {
        let (lower, folded) = (text.to_lowercase(), folded(text));
        let is = |(word, _): &&(&str, &str)| *word == lower.trim() || *word == folded;
        self.synonyms.iter().find(is).map(|(_, value)| *value)
    }

    /// All of them where they are few, else a few: "one of `a`, `b`, or `c`".
    pub(crate) fn some(&self) -> String {
        const MANY: usize = 12;
        match self.values.len() <= MANY {
            true => format!("one of {}", list(self.values, "or")),
            false => format!("a name such as {}", list(&self.values[..3], "or")),
        }
    }
}

impl Property {
    /// Whether the value is an object of this kind.
    pub(crate) fn holds(&self, object: &Object) -> bool {
        matches!(self.shape, Shape::Object(own) if own.name == object.name)
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
            secret: false,
            purpose: Purpose::Plain,
            special: false,
            title: "",
            told: Told { description: "", source: "" },
            told_since: None,
            examples: "[]",
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

    pub(crate) const fn told(mut self, description: &'static str, source: &'static str) -> Self {
        self.told = Told { description, source };
        self
    }

    pub(crate) const fn told_since(
        mut self,
        version: ApiVersion,
        description: &'static str,
        source: &'static str,
    ) -> Self {
        self.told_since = Some((version, Told { description, source }));
        self
    }

    /// Where a version documents the same.
    pub(crate) const fn cited_since(self, version: ApiVersion, source: &'static str) -> Self {
        let description = self.told.description;
        self.told_since(version, description, source)
    }

    pub(crate) const fn examples(mut self, examples: &'static str) -> Self {
        self.examples = examples;
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

    pub(crate) const fn secret(mut self) -> Self {
        self.secret = true;
        self.special = true;
        self
    }

    /// What is documented of it under a version.
    pub(crate) fn told_in(&self, version: ApiVersion) -> Told {
        self.told_since.filter(|(since, _)| version >= *since).map_or(self.told, |(_, told)| told)
    }

    /// What replaces it under a version, if it is deprecated there.
    pub(crate) fn replacement(&self, version: ApiVersion) -> Option<&'static str> {
        self.deprecated.filter(|(since, _)| version >= *since).map(|(_, instead)| instead)
    }
}

impl Object {
    pub(crate) const fn new(
        noun: &'static str,
        name: &'static str,
        description: &'static str,
        properties: &'static [Property],
    ) -> Self {
        let mut required = 0;
        let mut places = [0; Symbol::COUNT];
        let mut at = 0;
        while at < properties.len() {
            if properties[at].required {
                required |= 1 << at;
            }
            places[properties[at].symbol.number()] = at as u8 + 1;
            at += 1;
        }
        Self { noun, name, description, properties, required, places }
    }

    /// The property of a key, and its place among all.
    #[inline(always)]
    pub(crate) fn find(&self, key: Symbol) -> Option<(usize, &'static Property)> {
        let place = usize::from(self.places[key.number()]).checked_sub(1)?;
        Some((place, self.properties.get(place)?))
    }

    pub(crate) fn property(&self, name: &str) -> Option<(usize, &'static Property)> {
        self.properties.iter().enumerate().find(|(_, property)| property.name == name)
    }

    /// The names of the required keys.
    pub(crate) fn required_names(&self) -> impl Iterator<Item = &'static str> {
        self.properties.iter().filter(|property| property.required).map(|property| property.name)
    }

    /// How many of the required keys an object has.
    pub(crate) fn required_in(&self, node: Node<'_>) -> usize {
        let required = self.properties.iter().filter(|property| property.required);
        required.filter(|property| node.get(property.name).is_some()).count()
    }

    /// The properties that a version has.
    pub(crate) fn known(&self, version: ApiVersion) -> impl Iterator<Item = &'static Property> {
        self.properties.iter().filter(move |property| property.since <= version)
    }
}

impl Shape {
    /// What a person would call it, with an article.
    pub(crate) fn with_article(self) -> String {
        match self {
            Self::Uuid => "a UUID in quotes".to_owned(),
            Self::Enum(values) => format!("{} in quotes", values.noun),
            _ => self.noun().to_owned(),
        }
    }

    /// What it is, with its article.
    pub(crate) fn noun(self) -> &'static str {
        match self {
            Self::String => "a string",
            Self::Uuid => "a UUID",
            Self::Boolean => "`true` or `false`",
            Self::Integer => "a whole number",
            Self::Any => "anything",
            Self::Enum(values) => values.noun,
            Self::Object(_) | Self::Strings | Self::Free => "an object",
            Self::List(_) => "an array",
        }
    }
}
