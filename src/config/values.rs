//! One value of the configuration, read as what its key takes.

use globset::Glob;
use toml::de::DeValue;

use super::FailOn;
use super::keys::{FAIL_ON, Key, Kind, LEVELS, TOP, find};
use super::paths::{Globs, path_globs};
use super::problem::Found;
use super::reader::{Levels, Reader, Value, entries, span};
use crate::endpoint::Endpoint;
use crate::rule::{Level, RuleInfo};
use crate::rules::find_rules;
use crate::schema::ApiVersion;
use crate::text::nearest::nearest;
use crate::text::{Span, list, shown};

impl Reader<'_> {
    pub(super) fn wrong(&mut self, key: &Key, value: &Value<'_>) {
        let wanted = match key.kind {
            Kind::Flag => "`true` or `false`",
            Kind::Version
            | Kind::Endpoint
            | Kind::FailOn
            | Kind::Text
            | Kind::Path
            | Kind::Pointer
            | Kind::Rule => "a text in quotes",
            Kind::Markers | Kind::Globs => "a list of texts",
            Kind::Levels => "a table of levels",
            Kind::Tables(_) => "a list of tables",
        };
        let place = span(value.span());
        let message = format!("`{}` is {}, but it takes {wanted}", key.name, kind(value.get_ref()));
        let mut problem = Found::new(place, message);
        if matches!(value.get_ref(), DeValue::Datetime(_)) {
            problem = problem.help(format!("write \"{}\"", shown(place.of(self.text))));
        } else if let Kind::Tables(_) = key.kind {
            problem = problem.help(format!("begin each with `[[{}]]`", key.name));
        } else if !key.example.contains('\n') {
            problem = problem.help(format!("for instance `{} = {}`", key.name, key.example));
        }
        self.push(problem);
    }

    pub(super) fn flag(&mut self, key: &Key, value: &Value<'_>) -> Option<bool> {
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            self.wrong(key, value);
        }
        flag
    }

    pub(super) fn text<'v>(&mut self, key: &Key, value: &'v Value<'_>) -> Option<&'v str> {
        let text = value.get_ref().as_str();
        match text {
            None => self.wrong(key, value),
            Some("") if !matches!(key.kind, Kind::Text | Kind::Pointer) => {
                self.push(Found::new(span(value.span()), format!("`{}` is empty", key.name)));
                return None;
            }
            Some(_) => {}
        }
        text
    }

    pub(super) fn version(&mut self, value: &Value<'_>) -> Option<ApiVersion> {
        let text = self.text(find(TOP, "api-version")?, value)?;
        let version = text.parse().ok();
        if version.is_none() {
            let known = ApiVersion::ALL.map(ApiVersion::as_str).into_iter().chain(["latest"]);
            let message = format!("`{}` is not a known API version", shown(text));
            self.choice(value, message, text, known);
        }
        version
    }

    pub(super) fn endpoint(&mut self, key: &Key, value: &Value<'_>) -> Option<Endpoint> {
        let text = self.text(key, value)?;
        let endpoint = text.parse().ok();
        if endpoint.is_none() {
            let message = format!("unknown endpoint `{}`", shown(text));
            self.choice(value, message, text, Endpoint::ALL.map(Endpoint::name));
        }
        endpoint
    }

    pub(super) fn fail_on(&mut self, value: &Value<'_>) -> Option<FailOn> {
        let text = self.text(find(TOP, "fail-on")?, value)?;
        let level = FailOn::named(text);
        if level.is_none() {
            let message = format!("`fail-on` does not know `{}`", shown(text));
            self.choice(value, message, text, FAIL_ON);
        }
        level
    }

    /// A problem with a value that is none of a few.
    pub(super) fn choice(
        &mut self,
        value: &Value<'_>,
        message: String,
        text: &str,
        known: impl IntoIterator<Item = &'static str>,
    ) {
        let known: Vec<_> = known.into_iter().collect();
        let begun = known.iter().copied().find(|name| text.len() > 2 && name.starts_with(text));
        let near = begun.or_else(|| nearest(text, known.iter().copied(), 1).into_iter().next());
        let hint = near.map(|near| format!("did you mean `{near}`? ")).unwrap_or_default();
        self.push(
            Found::new(span(value.span()), message)
                .help(format!("{hint}there are {}", list(known, "and"))),
        );
    }

    pub(super) fn texts<'v>(&mut self, key: &Key, value: &'v Value<'_>) -> Vec<(&'v str, Span)> {
        let Some(items) = value.get_ref().as_array() else {
            self.wrong(key, value);
            return Vec::new();
        };
        let mut out = Vec::new();
        for item in items {
            let place = span(item.span());
            match item.get_ref().as_str() {
                Some("") => {
                    self.push(Found::new(place, format!("an empty text in `{}`", key.name)))
                }
                Some(text) => out.push((text, place)),
                None => {
                    let found = kind(item.get_ref());
                    let message =
                        format!("`{}` has {found}, but it takes texts in quotes", key.name);
                    self.push(Found::new(place, message));
                }
            }
        }
        out
    }

    pub(super) fn markers(&mut self, key: &Key, value: &Value<'_>) -> Vec<String> {
        self.texts(key, value).into_iter().map(|(text, _)| text.to_owned()).collect()
    }

    pub(super) fn globs(&mut self, key: &Key, value: &Value<'_>) -> Globs {
        let texts = self.texts(key, value);
        let globs = texts.into_iter().filter_map(|(text, at)| self.glob(path_globs(text), at));
        let globs: Vec<Vec<Glob>> = globs.collect();
        Globs::new(globs.into_iter().flatten()).unwrap_or_else(|error| {
            self.push(bad_glob(&error, span(value.span())));
            Globs::default()
        })
    }

    pub(super) fn glob<T>(&mut self, glob: Result<T, globset::Error>, at: Span) -> Option<T> {
        glob.map_err(|error| self.push(bad_glob(&error, at))).ok()
    }

    pub(super) fn rule(&mut self, name: &str, at: Span) -> Option<Vec<&'static RuleInfo>> {
        match find_rules(name) {
            Ok(rules) => Some(rules),
            Err(error) => {
                let message = format!("`{}` is not a rule or a group", shown(name));
                let problem = Found::new(at, message);
                self.push(match error.nearest {
                    Some(near) => problem.help(format!("did you mean `{near}`?")),
                    None => problem.help("`polytomic-lint rules` lists them all"),
                });
                None
            }
        }
    }

    pub(super) fn levels(&mut self, key: &Key, value: &Value<'_>) -> Levels {
        let Some(table) = value.get_ref().as_table() else {
            self.wrong(key, value);
            return Vec::new();
        };
        let (mut groups, mut own) = (Levels::new(), Levels::new());
        for (name, at, value) in entries(table) {
            let rules = self.rule(name, at);
            let level = self.level(name, value);
            let (Some(rules), Some(level)) = (rules, level) else { continue };
            let group = rules.iter().any(|info| info.group.name().eq_ignore_ascii_case(name));
            let into = if group { &mut groups } else { &mut own };
            for info in rules {
                if into.iter().any(|(code, _)| *code == info.code) {
                    let message = format!("the level of `{name}` is set a second time");
                    let what =
                        format!("`{}` and `{}` are one rule; keep one", info.code, info.name);
                    self.push(Found::new(at, message).help(what));
                    break;
                }
                into.push((info.code, level));
            }
        }
        groups.extend(own);
        groups
    }

    pub(super) fn level(&mut self, name: &str, value: &Value<'_>) -> Option<Level> {
        let Some(text) = value.get_ref().as_str() else {
            let message = format!("the level of `{}` is {}", shown(name), kind(value.get_ref()));
            self.push(
                Found::new(span(value.span()), message)
                    .help(format!("write one of {}", list(LEVELS.map(quoted), "and"))),
            );
            return None;
        };
        let level = match text {
            "off" => Level::Off,
            "advice" => Level::Advice,
            "warning" => Level::Warning,
            "error" => Level::Error,
            _ => {
                let meant = match text {
                    "info" | "hint" | "note" => "advice",
                    "deny" | "forbid" | "fatal" => "error",
                    "allow" | "none" | "ignore" | "never" => "off",
                    other => other,
                };
                let message = format!("`{}` is not a level", shown(text));
                self.choice(value, message, meant, LEVELS);
                return None;
            }
        };
        Some(level)
    }
}

fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}

fn bad_glob(error: &globset::Error, at: Span) -> Found {
    Found::new(at, format!("this glob cannot be read: {}", error.kind())).help(
        "`*`, `**`, `?`, `[ab]` and `{a,b}` mean something; write `\\\\` before one that does not",
    )
}

fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "`true` or `false`",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
