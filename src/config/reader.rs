//! From TOML to settings; every mistake on the way is noted, and reading goes on.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::keys::{Key, Kind, table, text, top};
use super::paths::{Globs, pointer_glob};
use super::problem::{Found, span};
use super::syntax;
use crate::options::Options;
use crate::rule::Level;
use crate::rules::find_rules;
use crate::text::Span;
use crate::text::nearest::nearest;
use crate::text::{list, shown};

/// What a configuration says.
#[derive(Debug, Default)]
pub(super) struct Settings {
    pub(super) options: Options,
    /// The configuration that it builds on, and where it says so.
    pub(super) extends: Option<(String, Span)>,
    pub(super) include: Globs,
    pub(super) exclude: Globs,
    pub(super) rules: Levels,
    pub(super) overrides: Vec<Override>,
    pub(super) ignores: Vec<Ignore>,
}

/// Codes and their levels, groups before the rules that beat them.
pub(super) type Levels = Vec<(&'static str, Level)>;

#[derive(Debug)]
pub(super) struct Override {
    pub(super) paths: Globs,
    pub(super) rules: Levels,
    pub(super) options: Options,
}

#[derive(Debug)]
pub(super) struct Ignore {
    /// The rule as it is written.
    pub(super) rule: String,
    pub(super) pointer: Option<globset::GlobMatcher>,
    /// Every file, where it is missing.
    pub(super) paths: Option<Globs>,
    /// The value of `rule`.
    pub(super) span: Span,
}

pub(super) type Value<'i> = Spanned<DeValue<'i>>;

/// Reads a whole file.
pub(super) fn read(text: &str) -> (Settings, Vec<Found>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut reader = Reader { text, problems: Vec::new() };
    let settings = reader.top(table.get_ref());
    let mut problems = reader.problems;
    syntax::merge(text, &errors, &mut problems);
    (settings, problems)
}

/// The entries of a table, in the order of the file.
pub(super) fn entries<'t, 'i>(table: &'t DeTable<'i>) -> Vec<(&'t str, Span, &'t Value<'i>)> {
    let mut out: Vec<_> = table
        .iter()
        .map(|(key, value)| (key.get_ref().as_ref(), span(key.span()), value))
        .collect();
    out.sort_by_key(|(_, span, _)| *span);
    out
}

/// Reads one file.
pub(super) struct Reader<'t> {
    pub(super) text: &'t str,
    pub(super) problems: Vec<Found>,
}

impl Reader<'_> {
    pub(super) fn push(&mut self, found: Found) {
        self.problems.push(found);
    }

    fn top(&mut self, table: &DeTable<'_>) -> Settings {
        let mut settings = Settings::default();
        for (name, at, value) in entries(table) {
            let Some(key) = self.key(top(), name, at, "") else { continue };
            match key.name {
                "extends" => {
                    let place = span(value.span());
                    settings.extends = self.text(key, value).map(|path| (path.to_owned(), place));
                }
                "include" => settings.include = self.globs(key, value),
                "exclude" => settings.exclude = self.globs(key, value),
                "rules" => settings.rules = self.levels(key, value),
                "overrides" => {
                    settings.overrides = self.tables(key, value, Self::one_override);
                }
                "ignore" => settings.ignores = self.tables(key, value, Self::one_ignore),
                _ => self.option(&mut settings.options, key, value),
            }
        }
        settings
    }

    /// The declaration of a key, or a problem with the nearest name.
    fn key(
        &mut self,
        keys: impl Iterator<Item = &'static Key> + Clone,
        name: &str,
        at: Span,
        place: &str,
    ) -> Option<&'static Key> {
        let found = keys.clone().find(|key| key.name == name);
        if found.is_none() {
            let place_of = if place.is_empty() { String::new() } else { format!(" in `{place}`") };
            let problem = Found::new(at, format!("unknown key `{}`{place_of}", shown(name)));
            let names = keys.map(|key| key.name);
            let near = nearest(name, names.clone(), 1).into_iter().next();
            self.push(match near {
                Some(near) => problem.help(format!("did you mean `{near}`?")),
                None if place.is_empty() && find_rules(name).is_ok() => {
                    problem.help("set the levels of rules under `[rules]`")
                }
                None => problem.help(format!("the keys are {}", list(names, "and"))),
            });
        }
        found
    }

    fn tables<T>(
        &mut self,
        key: &'static Key,
        value: &Value<'_>,
        one: fn(&mut Self, &'static [Key], &Value<'_>) -> Option<T>,
    ) -> Vec<T> {
        let (Kind::Tables(keys), Some(items)) = (key.kind, value.get_ref().as_array()) else {
            self.wrong(key, value);
            return Vec::new();
        };
        let mut out = Vec::new();
        for item in items {
            if item.get_ref().is_table() {
                out.extend(one(self, keys, item));
            } else {
                self.wrong(key, item);
            }
        }
        out
    }

    /// Reports the required keys that a table is missing.
    fn complete(&mut self, keys: &[Key], place: &str, item: &Value<'_>) -> bool {
        let table = item.get_ref().as_table();
        let is_missing =
            |key: &&Key| key.required && table.is_some_and(|table| !table.contains_key(key.name));
        let missing: Vec<&Key> = keys.iter().filter(is_missing).collect();
        for key in &missing {
            let message = format!("this `[[{place}]]` is missing `{}`", key.name);
            let help = format!("for example, `{} = {}`", key.name, text(key).example);
            self.push(Found::new(span(item.span()), message).help(help));
        }
        missing.is_empty()
    }

    fn one_override(&mut self, keys: &'static [Key], item: &Value<'_>) -> Option<Override> {
        let complete = self.complete(keys, "overrides", item);
        let (mut paths, mut rules, mut options) = <(Globs, Levels, Options)>::default();
        for (name, at, value) in entries(item.get_ref().as_table()?) {
            let Some(key) = self.key(table("overrides", keys), name, at, "[[overrides]]") else {
                continue;
            };
            match key.name {
                "paths" => paths = self.globs(key, value),
                "rules" => rules = self.levels(key, value),
                _ => self.option(&mut options, key, value),
            }
        }
        complete.then_some(Override { paths, rules, options })
    }

    fn one_ignore(&mut self, keys: &'static [Key], item: &Value<'_>) -> Option<Ignore> {
        self.complete(keys, "ignore", item);
        let (mut rule, mut pointer, mut paths) = (None, None, None);
        for (name, at, value) in entries(item.get_ref().as_table()?) {
            let Some(key) = self.key(keys.iter(), name, at, "[[ignore]]") else { continue };
            let place = span(value.span());
            match key.name {
                "rule" => {
                    let text = self.text(key, value)?;
                    let rules = self.rule(text, place);
                    if rules.as_ref().is_some_and(|rules| rules.iter().all(|info| info.always_on)) {
                        let message = format!("`{}` cannot be ignored", shown(text));
                        let help =
                            "remove this `[[ignore]]`; a body that is not JSON cannot be sent";
                        self.push(Found::new(place, message).help(help).warning());
                    }
                    rule = rules.map(|_| (text, place));
                }
                "pointer" => {
                    let Some(text) = self.text(key, value) else { continue };
                    if !text.is_empty() && !text.starts_with(['/', '*', '{', '[']) {
                        let message =
                            format!("the pointer `{}` does not start with a slash", shown(text));
                        let help = format!("for example, `/{}`", text.replace('.', "/"));
                        self.push(Found::new(place, message).help(help));
                        continue;
                    }
                    pointer = self.glob(pointer_glob(text), place);
                }
                "paths" => paths = Some(self.globs(key, value)),
                _ => drop(self.text(key, value)),
            }
        }
        let (rule, span) = rule?;
        Some(Ignore {
            rule: rule.to_owned(),
            pointer: pointer.map(|glob| glob.compile_matcher()),
            paths,
            span,
        })
    }
}
