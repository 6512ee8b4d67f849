//! From TOML to settings; every mistake on the way is noted, and reading goes on.

use std::path::PathBuf;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::FailOn;
use super::keys::{Key, Kind, TOP, find};
use super::paths::{Globs, pointer_glob};
use super::problem::Found;
use super::syntax;
use crate::endpoint::Endpoint;
use crate::rule::Level;
use crate::rules::find_rules;
use crate::schema::ApiVersion;
use crate::text::nearest::nearest;
use crate::text::{Span, list, shown};

/// What a configuration says.
#[derive(Debug, Default)]
pub(super) struct Settings {
    pub(super) api_version: Option<ApiVersion>,
    pub(super) endpoint: Option<Endpoint>,
    pub(super) strict: bool,
    pub(super) pedantic: bool,
    pub(super) fail_on: Option<FailOn>,
    pub(super) jsonc: Option<bool>,
    pub(super) template_markers: Vec<String>,
    pub(super) include: Globs,
    pub(super) exclude: Globs,
    pub(super) baseline: Option<PathBuf>,
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
    pub(super) endpoint: Option<Endpoint>,
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

pub(super) fn span(range: std::ops::Range<usize>) -> Span {
    Span::new(range.start as u32, range.end as u32)
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
            let Some(key) = self.key(TOP, name, at, "") else { continue };
            match key.name {
                "api-version" => settings.api_version = self.version(value),
                "endpoint" => settings.endpoint = self.endpoint(key, value),
                "strict" => settings.strict = self.flag(key, value).unwrap_or_default(),
                "pedantic" => settings.pedantic = self.flag(key, value).unwrap_or_default(),
                "fail-on" => settings.fail_on = self.fail_on(value),
                "jsonc" => settings.jsonc = self.flag(key, value),
                "template-markers" => settings.template_markers = self.markers(key, value),
                "include" => settings.include = self.globs(key, value),
                "exclude" => settings.exclude = self.globs(key, value),
                "baseline" => settings.baseline = self.text(key, value).map(PathBuf::from),
                "rules" => settings.rules = self.levels(key, value),
                "overrides" => {
                    settings.overrides = self.tables(key, value, Self::one_override);
                }
                _ => settings.ignores = self.tables(key, value, Self::one_ignore),
            }
        }
        settings
    }

    /// The declaration of a key, or a problem with the nearest name.
    fn key(
        &mut self,
        keys: &'static [Key],
        name: &str,
        at: Span,
        place: &str,
    ) -> Option<&'static Key> {
        let found = find(keys, name);
        if found.is_none() {
            let message = format!("`{}` is not a key of {}", shown(name), or_file(place));
            let problem = Found::new(at, message);
            let names = keys.iter().map(|key| key.name);
            let near = nearest(name, names.clone(), 1).into_iter().next();
            self.push(match near {
                Some(near) => problem.help(format!("did you mean `{near}`?")),
                None if place.is_empty() && find_rules(name).is_ok() => {
                    problem.help("levels of rules stand under `[rules]`")
                }
                None => problem.help(format!("there are {}", list(names, "and"))),
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

    /// Says which required keys a table lacks.
    fn complete(&mut self, keys: &[Key], place: &str, item: &Value<'_>) -> bool {
        let table = item.get_ref().as_table();
        let lacks =
            |key: &&Key| key.required && table.is_some_and(|table| !table.contains_key(key.name));
        let missing: Vec<&Key> = keys.iter().filter(lacks).collect();
        for key in &missing {
            let message = format!("this `[[{place}]]` has no `{}`", key.name);
            let help = format!("for instance `{} = {}`", key.name, key.example);
            self.push(Found::new(span(item.span()), message).help(help));
        }
        missing.is_empty()
    }

    fn one_override(&mut self, keys: &'static [Key], item: &Value<'_>) -> Option<Override> {
        let complete = self.complete(keys, "overrides", item);
        let (mut paths, mut rules, mut endpoint) = (Globs::default(), Levels::new(), None);
        for (name, at, value) in entries(item.get_ref().as_table()?) {
            let Some(key) = self.key(keys, name, at, "[[overrides]]") else { continue };
            match key.name {
                "paths" => paths = self.globs(key, value),
                "endpoint" => endpoint = self.endpoint(key, value),
                _ => rules = self.levels(key, value),
            }
        }
        complete.then_some(Override { paths, rules, endpoint })
    }

    fn one_ignore(&mut self, keys: &'static [Key], item: &Value<'_>) -> Option<Ignore> {
        self.complete(keys, "ignore", item);
        let (mut rule, mut pointer, mut paths) = (None, None, None);
        for (name, at, value) in entries(item.get_ref().as_table()?) {
            let Some(key) = self.key(keys, name, at, "[[ignore]]") else { continue };
            let place = span(value.span());
            match key.name {
                "rule" => {
                    let text = self.text(key, value)?;
                    rule = self.rule(text, place).map(|_| (text, place));
                }
                "pointer" => {
                    let Some(text) = self.text(key, value) else { continue };
                    if !text.is_empty() && !text.starts_with(['/', '*', '{', '[']) {
                        let message = format!("the pointer `{}` begins with no slash", shown(text));
                        let help = format!("for instance `/{}`", text.replace('.', "/"));
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

fn or_file(place: &str) -> String {
    if place.is_empty() { "this file".to_owned() } else { format!("`{place}`") }
}
