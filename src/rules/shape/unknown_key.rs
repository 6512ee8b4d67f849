use std::collections::HashSet;

use crate::finding::{Draft, Severity, list, shown};
use crate::fix::Fix;
use crate::json::{Member, Node, edits};
use crate::nearest::{folded, nearest};
use crate::request::{Marks, shape};
use crate::rule::{Findings, declare_rule};
use crate::schema::Context;
use crate::schema::shape::{Object, Property};
use crate::version::ApiVersion;

declare_rule! {
    /// Finds a key that the documentation does not have at its place: misspelt, in camel case, named
    /// as another API names it, or at the wrong level.
    ///
    /// Whether the API rejects unknown keys or passes over them is not documented. Where the right key
    /// is one that the body needs, the finding is an error, and says both at once.
    ///
    /// # Bad
    /// ```json
    /// {"sync_all_record": true}
    /// ```
    /// ```text
    /// 1:2: warning[PT007]: `sync_all_record` is not a key of a sync
    /// ```
    /// # Good
    /// ```json
    /// {"sync_all_records": true}
    /// ```
    UnknownKey {
        code: "PT007", name: "unknown-key", group: Shape, severity: Warning,
        evidence: Implied, fix: Both, strict: true,
        summary: "a key that is not documented at its place",
    }
}

/// What is called otherwise elsewhere: the key as people write it, folded, and ours.
const SYNONYMS: [(&str, &str); 21] = [
    ("organization", "organization_id"),
    ("orgid", "organization_id"),
    ("operator", "function"),
    ("op", "function"),
    ("comparison", "function"),
    ("new", "new_field"),
    ("newfield", "new"),
    ("newfield", "new_name"),
    ("valuefield", "value_source"),
    ("valuesource", "value_field"),
    ("source", "field"),
    ("field", "source"),
    ("column", "field"),
    ("connection", "connection_id"),
    ("model", "model_id"),
    ("destination", "target"),
    ("mappings", "fields"),
    ("enabled", "active"),
    ("value", "override_value"),
    ("replacement", "override"),
    ("logic", "filter_logic"),
];

/// Says of each key of an object that it does not know what may have been meant.
pub(crate) fn report<'a>(
    context: Context<'a>,
    object: Node<'a>,
    names: &[String],
    marks: &mut Marks,
    out: &mut Findings<'_>,
) {
    let Some(table) = context.table(object) else { return };
    let absent: Vec<&'static Property> = table
        .known(context.version)
        .filter(|p| !p.read_only && object.get(p.name).is_none())
        .collect();
    let names: HashSet<&str> = names.iter().map(String::as_str).collect();
    let unknown =
        object.members().filter(|m| m.key.text().is_some_and(|key| names.contains(&*key)));
    for member in unknown {
        let Some(key) = member.key.text() else { continue };
        if key == "enricher" && table.name == "sync" {
            super::removed_key::report(member.value, out);
        } else if let Some((_, property)) = table.property(&key) {
            super::newer_key::report(member.value, property, context.version, out);
        } else {
            one(context, table, &absent, object, member, &key, marks, out);
        }
    }
}

#[expect(clippy::too_many_arguments, reason = "one place, seen from all sides")]
fn one<'a>(
    context: Context<'a>,
    table: &'static Object,
    absent: &[&'static Property],
    object: Node<'a>,
    member: Member<'a>,
    key: &str,
    marks: &mut Marks,
    out: &mut Findings<'_>,
) {
    let draft =
        Draft::key(&INFO, member.value, format!("`{}` is not a key of {}", shown(key), table.noun))
            .label("not known here");
    let rename = |to: &str| edits::rename(member.key, to);
    let same = absent.iter().find(|p| folded(p.name) == folded(key));
    let level = Level::of(context, table, key);
    let near = || {
        let names = nearest(key, absent.iter().map(|p| p.name), 3);
        absent.iter().copied().find(|p| names.first() == Some(&p.name)).map(|p| (p, names))
    };
    let draft = if let Some(property) = same {
        stands_for(object, property, table, context.version, marks, draft)
            .help(format!("write `{}`", property.name))
            .fix(Fix::safe(format!("write `{}`", property.name), rename(property.name)))
    } else if let Some(property) = synonym(key, absent) {
        stands_for(object, property, table, context.version, marks, draft)
            .help(format!("here it is called `{}`", property.name))
            .fix(Fix::unsafe_(format!("write `{}`", property.name), rename(property.name)))
    } else if let Some(level) = level {
        let draft = if level.needed(context) {
            marks.misspelt.insert((context.root.id(), level.property.name));
            draft.severity(Severity::Error)
        } else {
            draft
        };
        draft.help(format!("`{}` belongs {}", shown(key), level.place))
    } else if let Some((property, names)) = near() {
        stands_for(object, property, table, context.version, marks, draft)
            .help(format!("did you mean {}?", list(&names, "or")))
            .fix(Fix::unsafe_(format!("write `{}`", property.name), rename(property.name)))
    } else {
        let keys: Vec<&str> = table
            .known(context.version)
            .filter(|p| !p.read_only && p.name != "$schema")
            .map(|p| p.name)
            .collect();
        match keys.len() {
            0..=12 => draft.help(format!("{} has {}", table.noun, list(keys, "and"))),
            _ => draft.help("take it out, or look for its name in the documentation"),
        }
    };
    out.push(draft);
}

/// A key that stands for another: rules that miss that other stay silent, and the finding gets
/// their level.
fn stands_for(
    object: Node<'_>,
    property: &'static Property,
    table: &Object,
    version: ApiVersion,
    marks: &mut Marks,
    draft: Draft,
) -> Draft {
    marks.misspelt.insert((object.id(), property.name));
    let needed = property.required
        || matches!(
            (table.name, property.name),
            ("filter" | "override", "field" | "field_id") | ("identities", "strategy")
        )
        || (table.name == "override_field"
            && property.name == "override_value"
            && version >= ApiVersion::V2025_09_18);
    if needed { draft.severity(Severity::Error) } else { draft }
}

fn synonym(key: &str, absent: &[&'static Property]) -> Option<&'static Property> {
    let key = folded(key);
    let mut names = SYNONYMS.iter().filter(|(word, _)| *word == key).map(|(_, name)| *name);
    names.find_map(|name| absent.iter().copied().find(|p| p.name == name))
}

/// Another level of the body where a key is at home.
struct Level {
    place: &'static str,
    property: &'static Property,
    top: bool,
}

impl Level {
    fn of(context: Context<'_>, table: &Object, key: &str) -> Option<Self> {
        let (_, property) =
            match context.object.property(key).filter(|_| table.name != context.object.name) {
                Some(found) if !found.1.read_only && found.1.since <= context.version => {
                    return Some(Self { place: "at the top level", property: found.1, top: true });
                }
                _ => shape::PLACES.iter().find_map(|(_, object)| {
                    (object.name != table.name).then(|| object.property(key))?
                })?,
            };
        let (place, _) = shape::PLACES
            .iter()
            .find(|(_, object)| object.name != table.name && object.property(key).is_some())?;
        Some(Self { place, property, top: false })
    }

    /// Whether it is a key that the body lacks and needs.
    fn needed(&self, context: Context<'_>) -> bool {
        self.top && self.property.required && context.root.get(self.property.name).is_none()
    }
}
