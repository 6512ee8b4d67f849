//! Keys that are at home at another level of the body: one finding for all that belong together,
//! which speaks for what is missing there.

use super::needed::needed;
use super::unknown_key::INFO;
use crate::endpoint::{Marks, tables};
use crate::finding::{Draft, Findings, key_span};
use crate::json::{Kind, Member, Node};
use crate::rule::Severity;
use crate::schema::Context;
use crate::schema::tables::{Object, Property};
use crate::text::list;

/// Another level of the body where keys are at home, and the keys.
struct Home<'a> {
    place: &'static str,
    object: &'static Object,
    members: Vec<(Member<'a>, &'static Property)>,
}

/// The misplaced keys of one object.
pub(super) struct Misplaced<'a> {
    context: Context<'a>,
    object: Node<'a>,
    table: &'static Object,
    homes: Vec<Home<'a>>,
}

impl<'a> Misplaced<'a> {
    pub(super) fn new(context: Context<'a>, object: Node<'a>, table: &'static Object) -> Self {
        Self { context, object, table, homes: Vec::new() }
    }

    /// Keeps a key for the finding, if it is at home elsewhere.
    pub(super) fn takes(&mut self, member: Member<'a>, key: &str) -> bool {
        let top = ("at the top level", self.context.tables.body);
        let homes = std::iter::once(top).chain(tables::PLACES);
        let others = homes.filter(|(_, home)| home.name != self.table.name);
        let mut found = others.filter_map(|(place, home)| {
            let (_, property) = home.property(key)?;
            let known = !property.read_only && property.since <= self.context.version;
            known.then_some((place, home, property))
        });
        let first = found.next();
        // A level right below is nearer than any other.
        let below = first.into_iter().chain(found).find(|(_, home, _)| self.below(home).is_some());
        let Some((place, object, property)) = below.or(first) else { return false };
        match self.homes.iter_mut().find(|home| home.object.name == object.name) {
            Some(home) => home.members.push((member, property)),
            None => self.homes.push(Home { place, object, members: vec![(member, property)] }),
        }
        true
    }

    /// The key of this object under which a level stands.
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
            let (is, belong) = match names.len() {
                1 => ("is not a key", "belongs"),
                _ => ("are not keys", "belong"),
            };
            let (missing, severity) = self.missed(home, marks);
            let named = list(&names, "and");
            let noun = self.table.noun;
            let mut draft = Draft::key(&INFO, first.value, format!("{named} {is} of {noun}"))
                .label("not known here")
                .severity(severity)
                .subject(names.join(" "))
                .help(format!("{named} {belong} {}{missing}", home.place));
            for (member, _) in others {
                draft = draft.second(key_span(member.value), "nor is this");
            }
            out.push(draft);
        }
    }

    /// What lacks the keys: the level itself, or the object that lacks the level. The finding
    /// speaks for it.
    fn missed(&self, home: &Home<'a>, marks: &mut Marks) -> (String, Severity) {
        let root = self.context.root;
        let level = if home.object.name == self.context.tables.body.name {
            Some(root)
        } else {
            let (owner, table, property) = match self.below(home.object) {
                Some(property) => (self.object, self.table, property),
                None => match section(self.context.tables.body, home.object) {
                    Some(property) => (root, self.context.tables.body, property),
                    None => return (String::new(), INFO.severity),
                },
            };
            let level = owner.get(property.name);
            if level.is_none() {
                marks.misspelt.insert((owner.id(), property.name));
                let severity = match needed(self.context, owner, table, property, marks) {
                    true => Severity::Error,
                    false => INFO.severity,
                };
                return (format!("; there is no `{}` yet", property.name), severity);
            }
            level
        };
        let mut severity = INFO.severity;
        for (_, property) in &home.members {
            let Some(level) = level.filter(|level| level.kind() == Kind::Object) else { continue };
            if level.get(property.name).is_none() {
                marks.misspelt.insert((level.id(), property.name));
                if needed(self.context, level, home.object, property, marks) {
                    severity = Severity::Error;
                }
            }
        }
        (String::new(), severity)
    }
}

/// The key of an object under which another stands.
fn section(table: &Object, inner: &Object) -> Option<&'static Property> {
    table.properties.iter().find(|property| property.holds(inner))
}
