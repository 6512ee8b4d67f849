//! How a documented shape is written down: plain tables, of which the published schemas, the
//! walk, the messages and the editor's hovers are made.

mod need;
mod property;
mod values;

use crate::json::{Node, Symbol};
use crate::schema::ApiVersion;

pub(crate) use self::need::{Need, When};
pub(crate) use self::property::{Docs, Property, Purpose};
pub(crate) use self::values::Values;

/// An object with named properties and no others.
#[derive(Debug)]
pub(crate) struct Object {
    /// What people call one: "the sync", "a filter".
    pub(crate) noun: &'static str,
    /// Its name among the definitions of the published schema.
    pub(crate) name: &'static str,
    pub(crate) description: &'static str,
    pub(crate) properties: &'static [Property],
    /// Keys that were documented once.
    pub(crate) removed: &'static [Removed],
    /// The places of the required ones among them, a bit each.
    pub(crate) required: u64,
    /// One more than the place of each key's property; zero for a key that it does not have.
    places: [u8; Symbol::COUNT],
}

/// A key that was documented once and is not any more.
#[derive(Debug)]
pub(crate) struct Removed {
    pub(crate) name: &'static str,
    /// The year since which it is not documented.
    pub(crate) since: &'static str,
    /// What to do instead.
    pub(crate) instead: &'static str,
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
        Self { noun, name, description, properties, removed: &[], required, places }
    }

    pub(crate) const fn removed(mut self, removed: &'static [Removed]) -> Self {
        self.removed = removed;
        self
    }

    /// Whether it is this table, and not another that looks like it.
    pub(crate) fn is(&self, table: &Self) -> bool {
        std::ptr::eq(self, table)
    }

    /// The property of a key, and its place among all.
    #[inline]
    pub(crate) fn find(&self, key: Symbol) -> Option<(usize, &'static Property)> {
        let place = usize::from(self.places[key.number()]).checked_sub(1)?;
        Some((place, self.properties.get(place)?))
    }

    pub(crate) fn property(&self, name: &str) -> Option<(usize, &'static Property)> {
        self.properties.iter().enumerate().find(|(_, property)| property.name == name)
    }

    /// The array that such an object is there for.
    pub(crate) fn entries(&self) -> Option<&'static Property> {
        self.properties.iter().find(|property| property.entries)
    }

    /// The properties of some places, a bit each.
    pub(crate) fn among(&self, places: u64) -> impl Iterator<Item = &'static Property> + use<> {
        let all = self.properties.iter().enumerate();
        all.filter(move |(place, _)| places >> place & 1 == 1).map(|(_, property)| property)
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
