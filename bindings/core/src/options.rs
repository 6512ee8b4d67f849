//! The options of all bindings: one line each, from which reading them, their schema and the tests
//! of every binding follow.

use std::collections::BTreeMap;
use std::str::FromStr;

use polytomic_lint::{ApiVersion, Endpoint, Level};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use crate::{Error, Positions};

/// What is said about an option.
#[derive(Debug, Clone, Copy)]
pub struct OptionInfo {
    /// Its name in JSON and in Python; JavaScript writes it in camel case.
    pub name: &'static str,
    /// The lines of one sentence.
    pub doc: &'static [&'static str],
    /// What its value has to be, after "should be".
    pub expected: &'static str,
    schema: fn() -> Value,
}

/// What an option's type says about its values.
trait Kind: DeserializeOwned {
    const EXPECTED: &'static str;
    fn schema() -> Value;
}

impl Kind for bool {
    const EXPECTED: &'static str = "`true` or `false`";
    fn schema() -> Value {
        json!({"type": "boolean"})
    }
}

impl Kind for String {
    const EXPECTED: &'static str = "a string";
    fn schema() -> Value {
        json!({"type": "string"})
    }
}

impl Kind for Vec<String> {
    const EXPECTED: &'static str = "an array of strings";
    fn schema() -> Value {
        json!({"type": "array", "items": {"type": "string"}})
    }
}

impl Kind for BTreeMap<String, Level> {
    const EXPECTED: &'static str = "an object from rules to `off`, `advice`, `warning`, or `error`";
    fn schema() -> Value {
        let levels = ["off", "advice", "warning", "error"];
        json!({"type": "object", "additionalProperties": {"enum": levels}})
    }
}

impl Kind for Named<ApiVersion> {
    const EXPECTED: &'static str = "an API version such as `2024-02-08`, or `latest`";
    fn schema() -> Value {
        let known = ApiVersion::ALL.map(ApiVersion::as_str);
        json!({"enum": known.into_iter().chain(["latest"]).collect::<Vec<_>>()})
    }
}

impl Kind for Named<Endpoint> {
    const EXPECTED: &'static str = "`create` or `update`";
    fn schema() -> Value {
        json!({"enum": Endpoint::ALL.map(Endpoint::name)})
    }
}

impl Kind for BTreeMap<String, Value> {
    const EXPECTED: &'static str = "an object from file names to saved responses";
    fn schema() -> Value {
        json!({"type": "object"})
    }
}

impl Kind for Positions {
    const EXPECTED: &'static str = "`utf-16` or `code-points`";
    fn schema() -> Value {
        json!({"enum": Self::ALL})
    }
}

/// A value that is written as its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(try_from = "String", bound = "T: FromStr<Err: std::fmt::Display>")]
pub struct Named<T>(pub T);

impl<T: FromStr> TryFrom<String> for Named<T> {
    type Error = T::Err;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse().map(Self)
    }
}

macro_rules! options {
    ($($(#[doc = $doc:literal])+ $name:ident: $type:ty,)+) => {
        /// What a caller asked for; whatever is absent has its default.
        #[derive(Debug, Clone, Default)]
        #[non_exhaustive]
        pub struct Options {
            $($(#[doc = $doc])+ pub $name: Option<$type>,)+
        }

        /// Every option.
        pub static OPTIONS: &[OptionInfo] = &[$(OptionInfo {
            name: stringify!($name),
            doc: &[$($doc),+],
            expected: <$type as Kind>::EXPECTED,
            schema: <$type as Kind>::schema,
        },)+];

        impl Options {
            fn set(&mut self, name: &str, value: Value) -> Result<(), Error> {
                match name {
                    $(stringify!($name) => self.$name = read(name, value)?,)+
                    _ => return Err(unknown(name)),
                }
                Ok(())
            }
        }
    };
}

options! {
    /// What messages call the body; `.jsonc` at its end allows comments and trailing commas.
    filename: String,
    /// The API version to check against; the latest by default.
    api_version: Named<ApiVersion>,
    /// Which request the body is for: `create`, the default, or `update`.
    endpoint: Named<Endpoint>,
    /// Saved responses of the API to check against: an object from file names to what they contain,
    /// as JSON or as its text.
    metadata: BTreeMap<String, Value>,
    /// Whether the warnings of rules about shape are errors.
    strict: bool,
    /// Whether advice is shown too.
    pedantic: bool,
    /// Whether comments and trailing commas are allowed, whatever the name is.
    jsonc: bool,
    /// The only rules to run, advice included: codes, names, or groups.
    select: Vec<String>,
    /// Rules not to run: codes, names, or groups.
    ignore: Vec<String>,
    /// Levels of rules, by code, name, or group.
    rules: BTreeMap<String, Level>,
    /// A string that contains one of these, such as `${`, is filled in later and satisfies every rule.
    template_markers: Vec<String>,
    /// Whether `fix` also applies fixes that are good guesses.
    unsafe_fixes: bool,
    /// The units that `range` beside each `span` counts.
    positions: Positions,
}

impl Options {
    /// Reads a JSON object of options; an empty text is an empty object, and `null` an option that
    /// is not set.
    ///
    /// # Errors
    /// For what is no JSON object, for an unknown option, and for a value of another kind.
    pub fn parse(text: &[u8]) -> Result<Self, Error> {
        let mut options = Self::default();
        if text.is_empty() {
            return Ok(options);
        }
        let map: Map<String, Value> = serde_json::from_slice(text)
            .map_err(|error| Error(format!("the options should be a JSON object: {error}")))?;
        for (name, value) in map {
            options.set(&name, value)?;
        }
        Ok(options)
    }
}

fn read<T: Kind>(name: &str, value: Value) -> Result<Option<T>, Error> {
    if value.is_null() {
        return Ok(None);
    }
    let shown = value.to_string();
    let shown =
        if shown.chars().count() > 80 { "another value".to_owned() } else { format!("`{shown}`") };
    serde_json::from_value(value)
        .map(Some)
        .map_err(|_| Error(format!("option `{name}` should be {}, not {shown}", T::EXPECTED)))
}

fn unknown(name: &str) -> Error {
    let near = OPTIONS
        .iter()
        .map(|option| (strsim::damerau_levenshtein(name, option.name), option.name))
        .min()
        .filter(|(distance, _)| *distance <= 3);
    let hint = if let Some((_, near)) = near {
        format!("did you mean `{near}`?")
    } else {
        let names: Vec<_> = OPTIONS.iter().map(|option| option.name).collect();
        format!("the options are {}", names.join(", "))
    };
    let shown: String = name.chars().take(80).collect();
    Error(format!("unknown option `{}`; {hint}", shown.escape_debug()))
}

/// The JSON Schema of the options.
pub fn schema() -> Value {
    let properties: Map<String, Value> = OPTIONS
        .iter()
        .map(|option| {
            let mut schema = (option.schema)();
            schema["description"] = option.doc.concat().trim().into();
            (option.name.to_owned(), schema)
        })
        .collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:polytomic-lint:options:1",
        "title": "polytomic-lint options",
        "description": "What the bindings of polytomic-lint take beside a body.",
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
    })
}
