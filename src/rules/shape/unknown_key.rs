use std::collections::HashSet;

use super::misplaced;
use super::needed::needed;
use crate::endpoint::Marks;
use crate::finding::{Draft, Findings};
use crate::json::{Kind, Member, Node, edits};
use crate::rule::Severity;
use crate::rules::declare_rule;
use crate::schema::tables::{Object, Property, Shape};
use crate::schema::{Context, Walk};
use crate::text::nearest::{folded, nearest};
use crate::text::{Fix, list, shown};

declare_rule! {
    /// Finds a key that is not documented where it is: misspelled, in camel case, named as in
    /// another API, or at the wrong level.
    ///
    /// Whether the API rejects unknown keys or ignores them is not documented. If the body needs
    /// the right key, the finding is an error, and the missing key is not reported again.
    ///
    /// # Bad
    /// ```json
    /// {"sync_all_record": true}
    /// ```
    /// ```text
    /// 1:2: warning[PT007]: unknown key `sync_all_record` in the sync
    /// ```
    /// # Fixed
    /// ```json
    /// {"sync_all_records": true}
    /// ```
    /// # Good
    /// ```json
    /// {"sync_all_records": true}
    /// ```
    UnknownKey {
        code: "PT007", name: "unknown-key", group: Shape, severity: Warning,
        evidence: Implied, fix: Both, strict: true, since: "0.1.0",
        summary: "unknown or misplaced key",
    }
}

/// Other names for a key: the key as people write it, folded, and ours.
const SYNONYMS: [(&str, &str); 30] = [
    ("organization", "organization_id"),
    ("orgid", "organization_id"),
    ("operator", "function"),
    ("op", "function"),
    ("comparison", "function"),
    ("new", "new_field"),
    ("new", "new_name"),
    ("newname", "new"),
    ("newname", "new_field"),
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
    ("filterlogic", "logic"),
    ("filters", "conditions"),
    ("overridevalue", "override"),
    ("weekday", "day_of_week"),
    ("day", "day_of_month"),
    ("to", "target"),
];

/// Reports the unknown keys of an object, each with what was probably meant.
pub(crate) fn report<'a>(
    context: Context<'a>,
    object: Node<'a>,
    names: &[String],
    marks: &mut Marks,
    out: &mut Findings<'_>,
) {
    let Some(table) = context.table(object) else { return };
    let names: HashSet<&str> = names.iter().map(String::as_str).collect();
    let absent: Vec<&'static Property> = table
        .known(context.version)
        .filter(|p| !p.read_only && object.get(p.name).is_none())
        .collect();
    if let Some(draft) = lone_entry(object, table, &names, marks) {
        return out.push(draft);
    }
    let place = Place { context, object, table, absent };
    let mut misplaced = misplaced::Misplaced::new(context, object, table);
    for member in object.members() {
        let Some(key) = member.key.text().filter(|key| names.contains(&**key)) else { continue };
        if key == "enricher" && table.name == "sync" {
            super::removed_key::report(member.value, out);
        } else if let Some((_, property)) = table.property(&key) {
            super::newer_key::report(member.value, property, context.version, out);
        } else if let Some(draft) = place.renamed(member, &key, marks) {
            out.push(draft);
        } else if !misplaced.takes(member, &key) {
            out.push(place.other(member, &key, marks));
        }
    }
    misplaced.report(marks, out);
}

/// A single condition or mapping in place of an object with an array of them.
fn lone_entry(
    object: Node<'_>,
    table: &'static Object,
    names: &HashSet<&str>,
    marks: &mut Marks,
) -> Option<Draft> {
    let (list, entry) = table.properties.iter().find_map(|property| match property.shape {
        Shape::List(Shape::Object(entry)) if matches!(property.name, "conditions" | "mappings") => {
            Some((property.name, entry))
        }
        _ => None,
    })?;
    let own = |name: &&str| entry.property(name).is_some();
    if names.len() < 2 || names.len() != object.len() || !names.iter().all(own) {
        return None;
    }
    marks.misspelt.insert((object.id(), list));
    let whole = object.raw();
    let first = object.members().next()?;
    let noun = entry.noun.split_once(' ').map_or(entry.noun, |(_, noun)| noun);
    let message = format!("`{}` is a single {noun}, but needs a `{list}` array", object.path());
    let wrapped = format!("{{\"{list}\": [{whole}]}}");
    Some(
        Draft::key(&INFO, first.value, message)
            .label(format!("expected `{list}`"))
            .help(format!("wrap it in `{list}`: `{{\"{list}\": [{{…}}]}}`"))
            .fix(Fix::unsafe_(
                format!("wrap the object in `{list}`"),
                edits::replace(object, wrapped),
            )),
    )
}

/// An object with unknown keys.
struct Place<'a> {
    context: Context<'a>,
    object: Node<'a>,
    table: &'static Object,
    /// The keys it can have but does not.
    absent: Vec<&'static Property>,
}

impl<'a> Place<'a> {
    /// A key in another spelling, or under another name.
    fn renamed(&self, member: Member<'a>, key: &str, marks: &mut Marks) -> Option<Draft> {
        let same = self.absent.iter().find(|p| folded(p.name) == folded(key));
        if let Some(property) = same {
            let name = property.name;
            return Some(
                self.meant_as(member, key, property, marks)
                    .help(format!("spell it `{name}`"))
                    .fix(Fix::safe(format!("rename to `{name}`"), edits::rename(member.key, name))),
            );
        }
        if let Some(twin) =
            self.table.known(self.context.version).find(|p| folded(p.name) == folded(key))
        {
            let here = match self.object.get(twin.name) {
                Some(_) => "is already here",
                None => "is a read-only key",
            };
            return Some(
                self.unknown(member, key).help(format!("remove it; `{}` {here}", twin.name)).fix(
                    Fix::unsafe_(format!("remove `{}`", shown(key)), edits::remove(member.value)),
                ),
            );
        }
        if self.table.name == "model_condition"
            && matches!(folded(key).as_str(), "valuefield" | "valuesource")
        {
            let help = "use `value`; only Target filters can compare with a model field";
            return Some(self.unknown(member, key).help(help));
        }
        let property = self.synonym(member, key)?;
        // Another tool's array under our name would still be wrong.
        let would_do = Walk::would_do(self.context, member.value, property);
        if matches!(property.name, "value_field" | "value_source")
            && let Some(why) = self.takes_no_field_as_value()
        {
            let help = why.replace("{name}", property.name);
            return Some(self.meant_as(member, key, property, marks).help(help));
        }
        let then = match other_kind(member, property) {
            Some(kind) => format!(", and {kind}"),
            None if would_do => String::new(),
            None => "; its value needs fixing too".to_owned(),
        };
        Some(
            self.meant_as(member, key, property, marks)
                .help(format!("Polytomic calls this `{}`{then}", property.name))
                .maybe_fix(would_do.then(|| rename(member, property.name))),
        )
    }

    /// What to do about a filter or a condition that cannot be compared with a model field; `{name}`
    /// is the key for one that can.
    fn takes_no_field_as_value(&self) -> Option<&'static str> {
        let has = |key| self.object.get(key).is_some_and(|value| value.kind() != Kind::Null);
        let of_model = match self.object.get("field_type") {
            Some(kind) => kind.is_text("Model"),
            None => self.table.name == "filter" && has("field"),
        };
        if of_model {
            Some("use `value`; Polytomic calls this `{name}`, but only Target filters can have it")
        } else {
            has("value").then_some(
                "keep only one of the two; Polytomic calls this `{name}`, and `value` is already here",
            )
        }
    }

    /// A key close to another, or to none.
    fn other(&self, member: Member<'a>, key: &str, marks: &mut Marks) -> Draft {
        let near = nearest(key, self.absent.iter().map(|p| p.name), 3);
        if let Some(property) =
            near.first().and_then(|name| self.absent.iter().find(|p| p.name == *name))
        {
            let kind = other_kind(member, property);
            let fix = kind.is_none().then(|| rename(member, property.name));
            let kind = kind.map_or_else(String::new, |kind| format!(" {kind}"));
            return self
                .meant_as(member, key, property, marks)
                .help(format!("did you mean {}?{kind}", list(&near, "or")))
                .maybe_fix(fix);
        }
        let known = self.table.known(self.context.version);
        let keys: Vec<&str> =
            known.filter(|p| !p.read_only && p.name != "$schema").map(|p| p.name).collect();
        self.unknown(member, key).help(match keys.len() {
            0..=12 => format!("the keys of {} are {}", self.table.noun, list(keys, "and")),
            _ => "remove it, or look up its real name in the documentation".to_owned(),
        })
    }

    /// A key that was meant to be another: rules about that missing key stay silent, and this
    /// finding gets their level.
    fn meant_as(
        &self,
        member: Member<'a>,
        key: &str,
        property: &'static Property,
        marks: &mut Marks,
    ) -> Draft {
        marks.misspelt.insert((self.object.id(), property.name));
        let draft = self.unknown(member, key);
        match needed(self.context, self.object, self.table, property, marks) {
            true => draft.severity(Severity::Error),
            false => draft,
        }
    }

    fn unknown(&self, member: Member<'a>, key: &str) -> Draft {
        let place = match self.object == self.context.root {
            true => "the sync".to_owned(),
            false => format!("`{}`", self.object.path()),
        };
        Draft::key(&INFO, member.value, format!("unknown key `{}` in {place}", shown(key)))
            .label("not documented here")
    }

    /// Polytomic's name for a key, if the value has the type that is expected there.
    fn synonym(&self, member: Member<'a>, key: &str) -> Option<&'static Property> {
        let key = folded(key);
        let mut names = SYNONYMS.iter().filter(|(word, _)| *word == key).map(|(_, name)| *name);
        let wants_object = |p: &Property| matches!(p.shape, Shape::Object(_));
        let object = matches!(member.value.kind(), Kind::Object | Kind::Error);
        names.find_map(|name| {
            let found = self.absent.iter().copied().find(|p| p.name == name)?;
            (!wants_object(found) || object).then_some(found)
        })
    }
}

/// The type that the right key takes, if the value of the wrong one has another.
fn other_kind(member: Member<'_>, property: &Property) -> Option<String> {
    let right = property.takes(member.value.kind());
    (!right).then(|| format!("it takes {}", property.shape.with_article()))
}

fn rename(member: Member<'_>, name: &str) -> Fix {
    Fix::unsafe_(format!("rename to `{name}`"), edits::rename(member.key, name))
}
