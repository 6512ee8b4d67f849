//! What a key that is not documented is called here: misspelled, or named as elsewhere.

use super::alike::Alike;
use super::misplaced;
use super::type_reading;
use super::unknown_key::INFO;
use crate::endpoint::Marks;
use crate::endpoint::model::FieldType;
use crate::endpoint::needs::is_error_without;
use crate::endpoint::tables::{FILTER, MODEL_CONDITION, SCHEDULE, TARGET_CONDITION};
use crate::finding::Draft;
use crate::json::{Kind, Member, Node, edits};
use crate::rule::Severity;
use crate::schema::tables::{Object, Property, Shape};
use crate::schema::{Context, Expected, Walk};
use crate::text::nearest::{folded, same_name};
use crate::text::{Fix, list, push_shown, shown};

/// What is called otherwise elsewhere: the key as people write it, folded, and ours.
const SYNONYMS: [(&str, &str); 49] = [
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
    ("field", "fields"),
    ("column", "field"),
    ("connection", "connection_id"),
    ("model", "model_id"),
    ("destination", "target"),
    ("mappings", "fields"),
    ("fieldmappings", "fields"),
    ("enabled", "active"),
    ("value", "override_value"),
    ("replacement", "override"),
    ("logic", "filter_logic"),
    ("filterlogic", "logic"),
    ("filters", "conditions"),
    ("overridevalue", "override"),
    ("config", "configuration"),
    ("settings", "configuration"),
    ("options", "configuration"),
    ("type", "frequency"),
    ("interval", "frequency"),
    ("freq", "frequency"),
    ("cadence", "frequency"),
    ("period", "frequency"),
    ("repeat", "frequency"),
    ("every", "frequency"),
    ("weekday", "day_of_week"),
    ("weekdays", "day_of_week"),
    ("days", "day_of_week"),
    ("dayofweek", "day_of_week"),
    ("dow", "day_of_week"),
    ("dom", "day_of_month"),
    ("monthday", "day_of_month"),
    ("day", "day_of_month"),
    ("type", "field_type"),
    ("to", "target"),
];

/// Bytes of most messages besides the key.
const USUAL: usize = 42;

/// An object with keys that are not known in it.
pub(super) struct Place<'a> {
    context: Context<'a>,
    object: Node<'a>,
    table: &'static Object,
    /// The places in the table of the keys it could have and has not, a bit each.
    absent: u64,
}

impl<'a> Place<'a> {
    pub(super) fn new(context: Context<'a>, object: Node<'a>, table: &'static Object) -> Self {
        let present = object.values().filter_map(|(key, _)| table.find(key));
        let present = present.fold(0_u64, |all, (place, _)| all | 1 << place);
        let possible = table.properties.iter().enumerate();
        let possible = possible.filter(|(_, p)| p.since <= context.version && !p.read_only);
        let possible = possible.fold(0_u64, |all, (place, _)| all | 1 << place);
        Self { context, object, table, absent: possible & !present }
    }

    /// Whether it could have this key and has not.
    fn lacks(&self, property: &Property) -> bool {
        let place = self.table.find(property.symbol).map(|(place, _)| place);
        place.is_some_and(|place| self.absent >> place & 1 == 1)
    }

    /// The key that was meant, where there is one confident answer, and the finding on it. Another
    /// key cannot be read as the same.
    pub(super) fn meant(
        &mut self,
        member: Member<'a>,
        key: &str,
        alike: &mut Alike,
        marks: &mut Marks,
    ) -> Option<(Draft, &'static Property)> {
        let same = alike.same.filter(|p| p.since <= self.context.version);
        let (draft, property) = if let Some(property) = same.filter(|p| self.lacks(p)) {
            let name = property.name;
            let fix = Fix::safe(format!("rename to `{name}`"), edits::rename(member.key, name));
            let draft = self.meant_as(member, key, property, marks);
            (draft.help(format!("spell it `{name}`")).fix(fix), property)
        } else if same.is_some() || self.takes_no_field_of_a_model(key) {
            return None;
        } else if let Some(property) = self.synonym(member, alike) {
            if readable(member, property) && self.why_no_field(property).is_none() {
                let name = property.name;
                let draft = self.meant_as(member, key, property, marks);
                let help = format!("Polytomic calls this `{name}`");
                (draft.help(help).fix(rename(member, name)), property)
            } else {
                return None;
            }
        } else {
            let property = self.near(member, key, alike)?;
            let draft = self.meant_as(member, key, property, marks);
            let name = property.name;
            (draft.help(format!("did you mean `{name}`?")).fix(rename(member, name)), property)
        };
        let place = self.table.find(property.symbol).map(|(place, _)| place);
        self.absent &= !place.map_or(0, |place| 1 << place);
        Some((draft, property))
    }

    /// The one documented key that is near, if its value would do there.
    fn near(&self, member: Member<'a>, key: &str, alike: &mut Alike) -> Option<&'static Property> {
        if !member.key.symbol().is_none()
            && misplaced::is_at_home_elsewhere(self.context, self.table, key)
        {
            return None;
        }
        let near = alike.near(self.absent);
        let [only] = near else { return None };
        let (_, property) = self.table.property(only)?;
        readable(member, property).then_some(property)
    }

    fn takes_no_field_of_a_model(&self, key: &str) -> bool {
        let names = [&FILTER, &TARGET_CONDITION].map(|table| table.properties.iter());
        let mut compared = names.into_iter().flatten().filter(|property| property.compared);
        self.table.is(&MODEL_CONDITION) && compared.any(|property| same_name(property.name, key))
    }

    /// A key that is called otherwise here, or that is here already.
    pub(super) fn called_otherwise(
        &self,
        member: Member<'a>,
        key: &str,
        alike: &mut Alike,
        marks: &mut Marks,
    ) -> Option<Draft> {
        if let Some(twin) = alike.same.filter(|p| p.since <= self.context.version) {
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
        if self.takes_no_field_of_a_model(key) {
            let help = "use `value`; only Target filters can compare with a model field";
            return Some(self.unknown(member, key).help(help));
        }
        if let Some(help) = self.parts_of_a_time(&alike.folded) {
            return Some(self.unknown(member, key).help(help));
        }
        let property = self.synonym(member, alike)?;
        // Another tool's list under our name would only be wrong in another way.
        let would_do = Walk::would_do(self.context, member.value, property);
        if let Some(why) = self.why_no_field(property) {
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

    /// What to do about a key, folded, that holds the whole time elsewhere, and is several keys here.
    fn parts_of_a_time(&self, key: &str) -> Option<&'static str> {
        if !self.table.is(&SCHEDULE) {
            return None;
        }
        match key {
            "cron" | "cronexpression" | "cronschedule" | "crontab" | "expression" => Some(
                "write each part of the expression under its own key: `minute`, `hour`, `day_of_month`, `month`, and `day_of_week`",
            ),
            "time" | "timeofday" | "at" | "starttime" | "runat" => {
                Some("write it as `hour` and `minute`, both strings; times are in UTC")
            }
            "timezone" | "tz" => Some("remove it, and write `hour` and `minute` in UTC"),
            _ => None,
        }
    }

    /// What to do about a filter or a condition that cannot be compared with a model field; `{name}`
    /// is the key for one that can.
    fn why_no_field(&self, property: &Property) -> Option<&'static str> {
        if !property.compared {
            return None;
        }
        let has = |key| self.object.get(key).is_some_and(|value| value.kind() != Kind::Null);
        let of_model = match self.object.get("field_type") {
            Some(kind) => kind.is_text(FieldType::Model.name()),
            None => self.table.is(&FILTER) && has("field"),
        };
        if of_model {
            Some("use `value`; Polytomic calls this `{name}`, but only Target filters can have it")
        } else {
            has("value").then_some(
                "keep only one of the two; Polytomic calls this `{name}`, and `value` is already here",
            )
        }
    }

    /// A key near several others, or like none.
    pub(super) fn other(
        &self,
        member: Member<'a>,
        key: &str,
        alike: &mut Alike,
        marks: &mut Marks,
    ) -> Draft {
        let near = alike.near(self.absent);
        if let Some((_, property)) = near.first().and_then(|name| self.table.property(name)) {
            let kind = other_kind(member, property);
            let fix = kind.is_none().then(|| rename(member, property.name));
            let kind = kind.map_or_else(String::new, |kind| format!(" {kind}"));
            return self
                .meant_as(member, key, property, marks)
                .help(format!("did you mean {}?{kind}", list(near, "or")))
                .maybe_fix(fix);
        }
        self.unknown(member, key).help(alike.advice(self.context))
    }

    /// A key that is read as another: rules that miss that other stay silent, and the finding gets
    /// their level.
    fn meant_as(
        &self,
        member: Member<'a>,
        key: &str,
        property: &'static Property,
        marks: &mut Marks,
    ) -> Draft {
        marks.misspelled.insert((self.object.id(), property.name));
        let draft = self.unknown(member, key);
        match is_error_without(self.context, self.object, property, marks) {
            true => draft.severity(Severity::Error),
            false => draft,
        }
    }

    fn unknown(&self, member: Member<'a>, key: &str) -> Draft {
        let mut message = String::with_capacity(USUAL + key.len().min(USUAL));
        message.push_str("unknown key `");
        push_shown(&mut message, key);
        if self.object == self.context.root {
            message.push_str("` in the sync");
        } else {
            message.push_str("` in `");
            self.object.push_path(&mut message);
            message.push('`');
        }
        Draft::key(&INFO, member.value, message).label("not documented here")
    }

    /// What a key is called here; only where its value is of the kind that is expected there.
    fn synonym(&self, member: Member<'a>, alike: &Alike) -> Option<&'static Property> {
        let wants_object = |p: &Property| matches!(p.shape, Shape::Object(_));
        let object = matches!(member.value.kind(), Kind::Object | Kind::Error);
        let fits = |p: &&Property| self.lacks(p) && (!wants_object(p) || object);
        alike.synonyms.iter().copied().find(fits)
    }
}

/// The keys of a table that are called otherwise elsewhere: so, folded.
pub(super) fn synonyms(table: &'static Object, name: &str) -> Vec<&'static Property> {
    let names = SYNONYMS.iter().filter(|(word, _)| *word == name).map(|(_, name)| *name);
    names.filter_map(|name| table.property(name)).map(|(_, property)| property).collect()
}

/// One condition or mapping that is where an array of them belongs, under a key of its own:
/// the key, and the finding.
pub(super) fn lone_entry(
    object: Node<'_>,
    table: &'static Object,
) -> Option<(Draft, &'static Property)> {
    let list = table.entries()?;
    let Shape::List(Shape::Object(entry)) = list.shape else { return None };
    let (mut own, mut all) = (0, 0);
    for member in object.members() {
        let key = member.key.text()?;
        all += 1;
        let key = folded(&key);
        own += usize::from(entry.properties.iter().any(|it| folded(it.name) == key));
        if table.properties.iter().any(|it| folded(it.name) == key) {
            return None;
        }
    }
    // Another key is a mistake of the entry's own.
    if own < 2 || own <= all / 2 {
        return None;
    }
    let name = list.name;
    let whole = object.raw();
    let first = object.members().next()?;
    let noun = entry.noun.split_once(' ').map_or(entry.noun, |(_, noun)| noun);
    let message = format!("`{}` is a single {noun}, but needs a `{name}` array", object.path());
    let wrapped = format!("{{\"{name}\": [{whole}]}}");
    let draft = Draft::key(&INFO, first.value, message)
        .label(format!("expected `{name}`"))
        .help(format!("wrap it in `{name}`: `{{\"{name}\": [{{…}}]}}`"))
        .fix(Fix::unsafe_(format!("wrap the object in `{name}`"), edits::replace(object, wrapped)));
    Some((draft, list))
}

/// Whether the value of a key can be read under another.
fn readable(member: Member<'_>, property: &'static Property) -> bool {
    let expected = Expected { shape: property.shape, property: Some(property) };
    property.takes(member.value.kind()) || type_reading::reading(expected, member.value).is_some()
}

/// The kind that the right key takes, where another comes after the wrong one.
fn other_kind(member: Member<'_>, property: &Property) -> Option<String> {
    let right = property.takes(member.value.kind());
    (!right).then(|| format!("it takes {}", property.shape.with_article()))
}

fn rename(member: Member<'_>, name: &str) -> Fix {
    Fix::unsafe_(format!("rename to `{name}`"), edits::rename(member.key, name))
}
