//! One value of the configuration, read as what its key takes.

use toml::de::DeValue;

use super::keys::{Key, Kind, LEVELS, text};
use super::paths::Globs;
use super::problem::{Found, span};
use super::reader::{Levels, Reader, Value, entries};
use crate::options::{Given, Options, Refused};
use crate::rule::{Level, RuleInfo};
use crate::rules::{UnknownRule, find_rules};
use crate::text::Span;
use crate::text::nearest::nearest;
use crate::text::{list, shown};

impl Reader<'_> {
    pub(super) fn wrong(&mut self, key: &Key, value: &Value<'_>) {
        let place = span(value.span());
        let wanted = key.kind.wanted();
        let message = format!("`{}` should be {wanted}, not {}", key.name, kind(value.get_ref()));
        let mut problem = Found::new(place, message);
        let example = text(key).example;
        if matches!(value.get_ref(), DeValue::Datetime(_)) {
            problem = problem.help(format!("write \"{}\"", shown(place.of(self.text))));
        } else if let Kind::Tables(_) = key.kind {
            problem = problem.help(format!("start each with `[[{}]]`", key.name));
        } else if !example.contains('\n') {
            problem = problem.help(format!("for example, `{} = {example}`", key.name));
        }
        self.push(problem);
    }

    /// Takes the value of a key that is a setting.
    pub(super) fn option(&mut self, options: &mut Options, key: &Key, value: &Value<'_>) {
        let given = match value.get_ref() {
            DeValue::Boolean(flag) => Given::Flag(*flag),
            DeValue::String(_) => match self.text(key, value) {
                Some(text) => Given::Text(text),
                None => return,
            },
            DeValue::Array(_) => {
                Given::Texts(self.texts(key, value).into_iter().map(|(text, _)| text).collect())
            }
            _ => return self.wrong(key, value),
        };
        match options.set(key, given) {
            Ok(()) => {}
            Err(Refused::Type) => self.wrong(key, value),
            Err(Refused::Choice { message, text, choices }) => {
                self.choice(value, message, &text, choices);
            }
            Err(Refused::Rule(error)) => self.unknown(&error, span(value.span())),
        }
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
                .help(format!("{hint}use {}", list(known, "or"))),
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
                Some("") => self.push(Found::new(place, format!("empty string in `{}`", key.name))),
                Some(text) => out.push((text, place)),
                None => {
                    let found = kind(item.get_ref());
                    let message =
                        format!("`{}` should contain only strings, not {found}", key.name);
                    self.push(Found::new(place, message));
                }
            }
        }
        out
    }

    pub(super) fn globs(&mut self, key: &Key, value: &Value<'_>) -> Globs {
        let mut globs = Globs::default();
        for (text, at) in self.texts(key, value) {
            if text.contains('\\') {
                self.push(backslash(key, at));
            }
            self.glob(globs.add(text), at);
        }
        globs.build().unwrap_or_else(|error| {
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
                self.unknown(&error, at);
                None
            }
        }
    }

    fn unknown(&mut self, error: &UnknownRule, at: Span) {
        let problem = Found::new(at, format!("unknown rule or group `{}`", shown(&error.name)));
        self.push(match error.nearest {
            Some(near) => problem.help(format!("did you mean `{near}`?")),
            None => problem.help("list them with `polytomic-lint rules`"),
        });
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
            if let [only] = rules.as_slice()
                && only.always_on
                && level != Level::Error
            {
                let message = format!("`{}` is always an error", shown(name));
                let help = "remove it; a body that is not JSON cannot be sent";
                self.push(Found::new(at, message).help(help).warning());
            }
            let into = if group { &mut groups } else { &mut own };
            for info in rules {
                if into.iter().any(|(code, _)| *code == info.code) {
                    let message = format!("the level of `{name}` is set twice");
                    let what =
                        format!("`{}` and `{}` are the same rule; keep one", info.code, info.name);
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
            let message = format!(
                "the level of `{}` should be a string, not {}",
                shown(name),
                kind(value.get_ref())
            );
            self.push(
                Found::new(span(value.span()), message)
                    .help(format!("use {}", list(LEVELS.map(quoted), "or"))),
            );
            return None;
        };
        if let Ok(level) = text.parse() {
            return Some(level);
        }
        let meant = match text {
            "info" | "hint" | "note" => "advice",
            "deny" | "forbid" | "fatal" => "error",
            "allow" | "none" | "ignore" | "never" => "off",
            other => other,
        };
        let message = format!("unknown level `{}` for `{}`", shown(text), shown(name));
        self.choice(value, message, meant, LEVELS);
        None
    }
}

fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}

fn bad_glob(error: &globset::Error, at: Span) -> Found {
    Found::new(at, format!("this glob cannot be parsed: {}", error.kind())).help(
        "`*`, `**`, `?`, `[ab]`, and `{a,b}` are special; put one in brackets, as in `[*]`, to match \
         it literally",
    )
}

/// Docs, since the path of another system matches nothing here.
fn backslash(key: &Key, at: Span) -> Found {
    Found::new(at, format!("`\\` in `{}` does not separate folders", key.name))
        .help(
            "use `/`, on every system; put a special character in brackets, as in `[*]`, to match \
             it literally",
        )
        .warning()
}

fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a string",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(true) => "`true`",
        DeValue::Boolean(false) => "`false`",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "an array",
        DeValue::Table(_) => "a table",
    }
}
