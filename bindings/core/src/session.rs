//! A linter with its options, and the calls that every binding offers.

use polytomic_lint::metadata::{Metadata, Problem};
use polytomic_lint::{
    ApiVersion, Applicability, Level, Linter, Report, RuleInfo, Source, find_rules, report,
};
use serde_json::{Value, json};

use crate::{Error, Options, Positions};

/// A linter as options describe it: made once, used for many bodies, from any thread.
#[derive(Debug)]
pub struct Session {
    linter: Linter,
    filename: String,
    positions: Option<Positions>,
    fixes: Applicability,
    /// What is wrong with the saved responses, a line each.
    notes: Vec<String>,
}

impl Session {
    /// A session from the text of a JSON object; an empty text sets no option.
    ///
    /// # Errors
    /// When the options are not right: one that is unknown, of another kind, or names no rule.
    pub fn new(options: &[u8]) -> Result<Self, Error> {
        let options = Options::parse(options)?;
        let (metadata, notes) = metadata(&options);
        Ok(Self {
            linter: linter(&options, metadata)?,
            notes,
            filename: options.filename.unwrap_or_else(|| "body.json".to_owned()),
            positions: options.positions,
            fixes: match options.unsafe_fixes {
                Some(true) => Applicability::Unsafe,
                _ => Applicability::Safe,
            },
        })
    }

    /// The JSON report on a body, under the name that the options gave.
    pub fn lint(&self, body: &[u8]) -> String {
        self.lint_as(&self.filename, body)
    }

    /// The same under another name.
    pub fn lint_as(&self, filename: &str, body: &[u8]) -> String {
        let source = Source::new(filename, body);
        let report = self.linter.lint(&source);
        match self.positions {
            None if self.notes.is_empty() => written(&report),
            _ => self.report(report, &source).to_string(),
        }
    }

    /// Applies fixes until there is nothing left to apply: a JSON object with the `text` (null
    /// where the body is not UTF-8 and cannot be kept byte for byte), the `count` of applied fixes,
    /// and the `report` on the text.
    pub fn fix(&self, body: &[u8]) -> String {
        self.fix_as(&self.filename, body, self.fixes)
    }

    /// The same under another name, and with or without good guesses, whatever the options say.
    pub fn fix_as(&self, filename: &str, body: &[u8], fixes: Applicability) -> String {
        let source = Source::new(filename, body);
        let (text, count, report) = if let Some(fixed) = self.linter.fix(&source, fixes) {
            let source = Source::new(filename, &fixed.text);
            let report = self.report(self.linter.lint(&source), &source);
            (Some(fixed.text), fixed.count, report)
        } else {
            let same = std::str::from_utf8(body).ok().map(str::to_owned);
            (same, 0, self.report(self.linter.lint(&source), &source))
        };
        json!({"text": text, "count": count, "report": report}).to_string()
    }

    fn report(&self, report: Report, source: &Source<'_>) -> Value {
        let mut value = serde_json::from_str(&written(&report)).unwrap_or_default();
        if let Some(positions) = self.positions {
            positions.add(&mut value, source.text());
        }
        if !self.notes.is_empty() {
            value["notes"] = json!(self.notes);
        }
        value
    }
}

fn written(report: &Report) -> String {
    report::json::write(std::slice::from_ref(report), usize::MAX)
}

/// The saved responses, and what is wrong with them; the rest of them is used.
fn metadata(options: &Options) -> (Metadata, Vec<String>) {
    let files = options.metadata.iter().flatten().map(|(name, response)| {
        let text = response.as_str().map_or_else(|| response.to_string(), str::to_owned);
        (name, text)
    });
    let (metadata, problems) = Metadata::read(files);
    let note = |(file, problem): (String, Problem)| {
        let at = problem.pointer.map(|pointer| format!(" at `{pointer}`")).unwrap_or_default();
        format!("{file}{at}: {}; {}", problem.message, problem.help)
    };
    (metadata, problems.into_iter().map(note).collect())
}

fn linter(options: &Options, metadata: Metadata) -> Result<Linter, Error> {
    let mut builder = Linter::builder()
        .metadata(metadata)
        .strict(options.strict.unwrap_or_default())
        .pedantic(options.pedantic.unwrap_or_default());
    if let Some(version) = options.api_version {
        builder = builder.api_version(version.0);
    }
    if let Some(endpoint) = options.endpoint {
        builder = builder.endpoint(endpoint.0);
    }
    if let Some(jsonc) = options.jsonc {
        builder = builder.jsonc(jsonc);
    }
    if let Some(markers) = &options.template_markers {
        builder = builder.template_markers(markers);
    }
    if let Some(select) = &options.select {
        builder = builder.select(known(select)?);
    }
    for (name, level) in options.rules.iter().flatten() {
        builder = builder.level(known([name])?.concat(), *level);
    }
    // What is ignored beats what is selected, and what has a level.
    for rule in options.ignore.iter().flatten() {
        for info in found(rule)? {
            builder = builder.level(info.code, Level::Off);
        }
    }
    builder.build().map_err(Error::of)
}

/// The names themselves, once each is found to be a rule's or a group's.
fn known<'n>(names: impl IntoIterator<Item = &'n String>) -> Result<Vec<String>, Error> {
    names.into_iter().map(|name| found(name).map(|_| name.clone())).collect()
}

fn found(name: &str) -> Result<Vec<&'static RuleInfo>, Error> {
    find_rules(name).map_err(Error::of)
}

/// The JSON Schema of the request body, for an API version or `latest`; latest for an empty text.
///
/// # Errors
/// When the version is unknown.
pub fn schema(version: &str) -> Result<&'static str, Error> {
    let version = if version.is_empty() { "latest" } else { version };
    version.parse::<ApiVersion>().map(polytomic_lint::schema).map_err(Error::of)
}

/// Every rule, as `rules --format json` lists them.
pub fn rules() -> String {
    let all: Vec<Value> =
        polytomic_lint::rules().map(|info| report::json::rule(info, false)).collect();
    Value::from(all).to_string()
}

/// A rule with its documentation, by code or name.
///
/// # Errors
/// When there is no such rule.
pub fn explain(rule: &str) -> Result<String, Error> {
    let found = found(rule)?;
    let [info] = found.as_slice() else {
        return Err(Error(format!("`{rule}` is a group; name one rule")));
    };
    Ok(report::json::rule(info, true).to_string())
}

/// The version of the linter.
pub const fn version() -> &'static str {
    env!("CARGO_PKG_VERSION")
}
