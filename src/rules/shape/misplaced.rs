//! Keys that belong at another level of the body: one finding for all that belong at the same
//! level, in place of the findings about what is missing there.

use super::unknown_key::INFO;
use crate::endpoint::needs::is_error_without;
use crate::endpoint::{Marks, tables};
use crate::finding::{Draft, Findings, key_span};
use crate::json::{Kind, Member, Node};
use crate::rule::Severity;
use crate::schema::Context;
use crate::schema::tables::{Object, Property};
use crate::text::list;
use crate::text::nearest::same_name;

/// Another level of the body where keys belong, and the keys.
struct Level<'a> {
    place: &'static str,
    object: &'static Object,
    members: Vec<(Member<'a>, &'static Property)>,
}

/// Where a key belongs: the name of the level, its table, and the key there.
pub(super) type Home = (&'static str, &'static Object, &'static Property);

/// What is called otherwise at the level where it belongs, folded.
const NAMES: [(&str, &str); 4] = [
    ("config", "configuration"),
    ("settings", "configuration"),
    ("connection", "connection_id"),
    ("model", "model_id"),
];

/// The misplaced keys of one object.
pub(super) struct Misplaced<'a> {
    context: Context<'a>,
    object: Node<'a>,
    table: &'static Object,
    homes: Vec<Level<'a>>,
}

impl<'a> Misplaced<'a> {
    pub(super) fn new(context: Context<'a>, object: Node<'a>, table: &'static Object) -> Self {
        Self { context, object, table, homes: Vec::new() }
    }

    /// Keeps a key for the finding on those that belong elsewhere.
    pub(super) fn take(&mut self, member: Member<'a>, (place, object, property): Home) {
        match self.homes.iter_mut().find(|home| home.object.name == object.name) {
            Some(home) => home.members.push((member, property)),
            None => self.homes.push(Level { place, object, members: vec![(member, property)] }),
        }
    }

    /// The key of this object whose value is that level.
    fn below(&self, home: &Object) -> Option<&'static Property> {
        section(self.table, home)
    }

    pub(super) fn report(mut self, marks: &mut Marks, out: &mut Findings<'_>) {
        for home in &mut self.homes {
            // Whatever the order of keys in the file, the finding is the same.
            home.members.sort_by_key(|(_, property)| property.name);
        }
        for home in &self.homes {
            let Some(((first, _), others)) = home.members.split_first() else { continue };
            let keys = home.members.iter().filter_map(|(member, _)| member.key.text());
            let names: Vec<String> = keys.map(std::borrow::Cow::into_owned).collect();
            let (belong, them) = match names.len() {
                1 => ("belongs", "it"),
                _ => ("belong", "them"),
            };
            let (missing, severity) = self.missed(home, marks);
            let named = list(&names, "and");
            let directly = if self.below(home.object).is_some() { "directly " } else { "" };
            let here = match self.object == self.context.root {
                true => "at the top level".to_owned(),
                false => format!("{directly}in `{}`", self.object.path()),
            };
            let place = home.place;
            let renamed =
                |(member, property): &&(Member<'_>, &Property)| !member.key.is_text(property.name);
            let renamed = home.members.iter().filter(renamed).map(|(_, it)| it.name);
            let renamed: Vec<&str> = renamed.collect();
            let renamed = match renamed.is_empty() {
                true => String::new(),
                false => format!(" as {}", list(renamed, "and")),
            };
            let help = match (missing, place.strip_prefix("in ")) {
                (Some(key), _) => format!("add `{key}` and move {them} in there{renamed}"),
                (None, Some(place)) => format!("move {them} into {place}{renamed}"),
                (None, None) => format!("move {them} to the top level{renamed}"),
            };
            let message = format!("{named} {belong} {place}, not {here}");
            let mut draft = Draft::key(&INFO, first.value, message)
                .label("misplaced")
                .severity(severity)
                .subject(names.join(" "))
                .help(help);
            for (member, _) in others {
                draft = draft.second(key_span(member.value), "misplaced too");
            }
            out.push(draft);
        }
    }

    /// Marks the keys that are missing where they belong, so that only this finding is reported;
    /// returns the key of the level if that is missing itself, and the severity.
    fn missed(&self, home: &Level<'a>, marks: &mut Marks) -> (Option<&'static str>, Severity) {
        let root = self.context.root;
        let level = if home.object.name == self.context.tables.body.name {
            Some(root)
        } else {
            let (owner, property) = match self.below(home.object) {
                Some(property) => (self.object, property),
                None => match section(self.context.tables.body, home.object) {
                    Some(property) => (root, property),
                    None => return (None, INFO.severity),
                },
            };
            let level = owner.get(property.name);
            if level.is_none() {
                marks.misspelled.insert((owner.id(), property.name));
                let severity = match is_error_without(self.context, owner, property, marks) {
                    true => Severity::Error,
                    false => INFO.severity,
                };
                return (Some(property.name), severity);
            }
            level
        };
        let mut severity = INFO.severity;
        for (_, property) in &home.members {
            let Some(level) = level.filter(|level| level.kind() == Kind::Object) else { continue };
            if level.get(property.name).is_none() {
                marks.misspelled.insert((level.id(), property.name));
                if is_error_without(self.context, level, property, marks) {
                    severity = Severity::Error;
                }
            }
        }
        (None, severity)
    }
}

/// Whether a key is documented at another level of the body than that of a table.
pub(super) fn is_at_home_elsewhere(
    context: Context<'_>,
    table: &'static Object,
    key: &str,
) -> bool {
    home_by(context, table, |level| level.property(key)).is_some()
}

/// Where a key is at home that is none of a table, as it is written, or spelled or called otherwise.
pub(super) fn home(context: Context<'_>, table: &'static Object, key: &str) -> Option<Home> {
    home_by(context, table, |level| level.property(key)).or_else(|| {
        let called = NAMES.iter().find(|(word, _)| same_name(word, key)).map(|(_, name)| *name);
        let is = |property: &Property| {
            same_name(property.name, key) || called.is_some_and(|name| property.name == name)
        };
        home_by(context, table, |level| {
            level.properties.iter().enumerate().find(|(_, property)| is(property))
        })
    })
}

/// Where a key is at home, by how a table finds it.
fn home_by(
    context: Context<'_>,
    table: &'static Object,
    find: impl Fn(&'static Object) -> Option<(usize, &'static Property)>,
) -> Option<Home> {
    let top = ("at the top level", context.tables.body);
    let homes = std::iter::once(top).chain(tables::PLACES);
    let others = homes.filter(|(_, home)| home.name != table.name);
    let mut found = others.filter_map(|(place, home)| {
        let (_, property) = find(home)?;
        let known = !property.read_only && property.since <= context.version;
        known.then_some((place, home, property))
    });
    let first = found.next();
    // A level directly below is closer than any other.
    let below = first.into_iter().chain(found).find(|(_, home, _)| section(table, home).is_some());
    below.or(first)
}

/// The key of an object whose value is another.
fn section(table: &Object, inner: &Object) -> Option<&'static Property> {
    table.properties.iter().find(|property| property.holds(inner))
}
