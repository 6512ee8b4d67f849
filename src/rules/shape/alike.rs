//! What a name that is not documented may mean, by the name alone. It is looked up once for each
//! name: the same slip is often made again and again.

use std::cell::OnceCell;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, PoisonError};

use super::called;
use super::misplaced::{self, Home};
use crate::schema::tables::{Object, Property, Purpose};
use crate::schema::{ApiVersion, Context};
use crate::text::list;
use crate::text::nearest::{folded, nearest, same_name};

/// The names that were looked up in a body, each in the tables where it was met.
#[derive(Default)]
pub(super) struct Names {
    all: Vec<Alike>,
    places: HashMap<(&'static str, String), usize>,
    /// The place of the last one, which is nearly always the next one too.
    last: usize,
}

impl Names {
    pub(super) fn of(&mut self, table: &'static Object, name: &str) -> &mut Alike {
        let again = self.all.get(self.last).is_some_and(|it| it.table.is(table) && it.name == name);
        if !again {
            self.last = *self.places.entry((table.name, name.to_owned())).or_insert_with(|| {
                self.all.push(Alike::new(table, name));
                self.all.len() - 1
            });
        }
        &mut self.all[self.last]
    }
}

/// What one name may mean in one table.
pub(super) struct Alike {
    table: &'static Object,
    name: String,
    /// The name without case and separators.
    pub(super) folded: String,
    /// The key of the table that differs from it in case and separators alone; there are no two.
    pub(super) same: Option<&'static Property>,
    /// The keys that are called so elsewhere, the likeliest first.
    pub(super) synonyms: Vec<&'static Property>,
    home: OnceCell<Option<Home>>,
    /// The keys that are near, by which of them an object has not.
    near: Vec<(u64, Vec<&'static str>)>,
    /// The keys that there are.
    advice: OnceCell<&'static str>,
}

impl Alike {
    fn new(table: &'static Object, name: &str) -> Self {
        let folded = folded(name);
        Self {
            table,
            name: name.to_owned(),
            synonyms: called::synonyms(table, &folded),
            folded,
            same: table.properties.iter().find(|property| same_name(property.name, name)),
            home: OnceCell::new(),
            near: Vec::new(),
            advice: OnceCell::new(),
        }
    }

    /// The level where the name is at home instead, as it is written or otherwise.
    pub(super) fn home(&self, context: Context<'_>) -> Option<Home> {
        *self.home.get_or_init(|| misplaced::home(context, self.table, &self.name))
    }

    /// The three nearest keys among those that an object has not, a bit each.
    pub(super) fn near(&mut self, absent: u64) -> &[&'static str] {
        let known = self.near.iter().position(|(of, _)| *of == absent);
        let place = known.unwrap_or_else(|| {
            let names = self.table.among(absent).map(|property| property.name);
            self.near.push((absent, nearest(&self.name, names, 3)));
            self.near.len() - 1
        });
        &self.near[place].1
    }

    /// What to do about a name that is like none: the keys of the table, where they are few.
    pub(super) fn advice(&self, context: Context<'_>) -> &'static str {
        self.advice.get_or_init(|| advice(self.table, context.version))
    }
}

/// The keys of a table in a version, where they are few: put together once, and kept.
fn advice(table: &'static Object, version: ApiVersion) -> &'static str {
    static KNOWN: Mutex<BTreeMap<(&str, u8), &str>> = Mutex::new(BTreeMap::new());
    let mut all = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    all.entry((table.name, version as u8)).or_insert_with(|| {
        let usual = |p: &&Property| !p.read_only && p.purpose != Purpose::SchemaReference;
        let keys: Vec<&str> = table.known(version).filter(usual).map(|it| it.name).collect();
        match keys.len() {
            0..=12 => format!("the keys of {} are {}", table.noun, list(keys, "and")).leak(),
            _ => "remove it, or look up its real name in the documentation",
        }
    })
}

#[cfg(test)]
mod tests {
    use crate::endpoint::tables::{PLACES, SYNC};
    use crate::text::nearest::folded;

    #[test]
    fn no_table_has_two_keys_of_the_same_folded_name() {
        let tables = PLACES.iter().map(|(_, table)| *table).chain([&SYNC]);
        for table in tables {
            let mut names: Vec<String> = table.properties.iter().map(|p| folded(p.name)).collect();
            let count = names.len();
            names.sort();
            names.dedup();
            assert_eq!(names.len(), count, "{}", table.name);
        }
    }
}
