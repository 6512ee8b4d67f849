//! Settings from a JSON object, as editors send them.

use serde_json::{Map, Value};

use super::{Given, Key, OPTIONS, Options, Refused};
use crate::text::nearest::{nearest, snake};
use crate::text::{list, shown};

impl Options {
    /// Reads settings from a JSON object, whose names may be in any case (`api-version`,
    /// `api_version`, `apiVersion`). What is not understood is reported, a sentence each, and left out;
    /// `others` are names that the caller reads itself.
    pub(crate) fn from_json(
        object: &Map<String, Value>,
        others: &[&str],
        accepts: impl Fn(&Key) -> bool,
    ) -> (Self, Vec<String>) {
        let (mut options, mut problems) = (Self::default(), Vec::new());
        let known = || OPTIONS.iter().filter(|key| accepts(key));
        for (name, value) in object.iter().filter(|(_, value)| !value.is_null()) {
            let Some(key) = known().find(|key| key.answers_to(name)) else {
                if !others.contains(&name.as_str()) {
                    let names = known().map(|key| key.name).chain(others.iter().copied());
                    let near = nearest(name, names, 1).into_iter().next().map(camel);
                    let near = near.map(|near| format!("; did you mean `{near}`?"));
                    let near = near.unwrap_or_default();
                    problems.push(format!("unknown setting `{}`{near}", shown(name)));
                }
                continue;
            };
            let refused = |refused| refusal(name, key, refused);
            let set = match given(value) {
                Some(given) => options.set(key, given),
                None => Err(Refused::Type),
            };
            problems.extend(set.err().map(refused));
        }
        (options, problems)
    }
}

impl Key {
    /// Whether it has a name, in whatever case: `api-version`, `api_version`, `apiVersion`.
    fn answers_to(&self, name: &str) -> bool {
        snake(name) == snake(self.name)
    }
}

fn given(value: &Value) -> Option<Given<'_>> {
    match value {
        Value::Bool(flag) => Some(Given::Flag(*flag)),
        Value::String(text) => Some(Given::Text(text)),
        Value::Array(items) => {
            items.iter().map(Value::as_str).collect::<Option<_>>().map(Given::Texts)
        }
        _ => None,
    }
}

fn refusal(name: &str, key: &Key, refused: Refused) -> String {
    match refused {
        Refused::Type => format!("`{name}` should be {}", key.kind.wanted()),
        Refused::Choice { message, choices, .. } => {
            format!("{message}; use {}", list(choices, "or"))
        }
        Refused::Rule(error) => error.to_string(),
    }
}

/// A name in camel case: `api-version` becomes `apiVersion`.
fn camel(name: &str) -> String {
    let mut parts = name.split('-');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let mut chars = part.chars();
        out.extend(chars.next().into_iter().flat_map(char::to_uppercase));
        out.push_str(chars.as_str());
    }
    out
}

#[cfg(test)]
mod tests {
    use crate::options::{OPTIONS, Options};

    #[test]
    fn names_are_unique_in_every_case() {
        for (index, key) in OPTIONS.iter().enumerate() {
            assert!(!OPTIONS[..index].iter().any(|other| other.answers_to(key.name)), "{key:?}");
        }
    }

    #[test]
    fn json_is_read_in_every_case_and_what_is_wrong_is_refusal() {
        let value = serde_json::json!({
            "apiVersion": "2024-02-08", "fail_on": "warn", "strict": 1, "template-markers": ["${"],
            "select": ["PT971"], "pedantik": true, "config": "x", "baseline": null,
        });
        let object = value.as_object().expect("an object");
        let (options, problems) = Options::from_json(object, &["config"], |_| true);
        assert_eq!(options.api_version.map(|version| version.as_str()), Some("2024-02-08"));
        assert_eq!(options.template_markers, ["${"]);
        let (first, others) = problems.split_first().expect("several");
        assert!(first.starts_with("unknown level `warn` for `fail-on`; use `error`"), "{first}");
        assert_eq!(
            others,
            [
                "unknown setting `pedantik`; did you mean `pedantic`?",
                "unknown rule or group `PT971`; did you mean `PT071`?",
                "`strict` should be `true` or `false`",
            ]
        );
    }
}
