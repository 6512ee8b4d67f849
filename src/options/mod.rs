//! What can be set about a run, declared once: the options of the command line, the keys of the
//! configuration, the settings of the editor, and what the bindings take are made of this list.

use std::path::{Path, PathBuf};

use crate::endpoint::Endpoint;
use crate::linter::{Linter, LinterBuilder};
use crate::rules::find_rules;
use crate::schema::ApiVersion;

#[cfg(feature = "lsp")]
mod json;
mod values;

pub use self::values::{FailOn, Given, Refused, Setting};

/// The declaration of one setting.
#[derive(Debug)]
#[non_exhaustive]
pub struct Key {
    /// In kebab case, as the command line and the configuration write it.
    pub name: &'static str,
    /// What it takes.
    pub kind: Kind,
    /// Whether its table needs it.
    pub required: bool,
    /// As an option of the command line, if it is one.
    pub option: Option<OptionText>,
    /// As a key of the configuration, if it is one.
    pub key: Option<KeyText>,
    /// Whether an editor can set it.
    pub editor: bool,
    /// Whether `[[overrides]]` can set it for some files.
    pub overridden: bool,
}

/// How the command line shows a setting.
#[derive(Debug)]
#[non_exhaustive]
pub struct OptionText {
    /// One line of help.
    pub help: &'static str,
    /// What its value is called; empty for a switch.
    pub value: &'static str,
    /// The heading that it is listed under.
    pub heading: &'static str,
}

/// How the configuration shows a setting.
#[derive(Debug)]
#[non_exhaustive]
pub struct KeyText {
    /// Markdown, for editors and for the commented file.
    pub description: &'static str,
    /// A value as TOML writes it; of a table, its lines.
    pub example: &'static str,
}

/// What a setting takes.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum Kind {
    /// `true` or `false`.
    Flag,
    /// A date that names an API version, or `latest`.
    Version,
    /// One of a few names.
    Choice(&'static [Choice]),
    /// Any string.
    Text,
    /// The path of a file.
    Path,
    /// An array of paths.
    Paths,
    /// An array of strings, none empty.
    Texts,
    /// An array of path globs.
    Globs,
    /// One glob over JSON Pointers.
    Pointer,
    /// A code, a name, or a group.
    Rule,
    /// An array of codes, names, and groups.
    Rules,
    /// Levels by code, name, or group.
    Levels,
    /// Tables of some keys, any number of them.
    Tables(&'static [Key]),
}

/// One of the names that a setting takes.
#[derive(Debug)]
#[non_exhaustive]
pub struct Choice {
    /// As it is written.
    pub name: &'static str,
    /// What it means, in a few words.
    pub help: &'static str,
}

/// The headings of the command line's help.
pub mod heading {
    /// Which rules run, and how strictly.
    pub const RULES: &str = "Rules";
    /// What is fixed.
    pub const FIXES: &str = "Fixes";
    /// Which files are read.
    pub const FILES: &str = "Files";
    /// What is printed.
    pub const OUTPUT: &str = "Output";
    /// What counts.
    pub const STATUS: &str = "Baseline and exit status";
}

impl Key {
    /// A setting that neither the command line nor the configuration knows yet.
    pub const fn new(name: &'static str, kind: Kind) -> Self {
        Self {
            name,
            kind,
            required: false,
            option: None,
            key: None,
            editor: false,
            overridden: false,
        }
    }

    /// Makes it a key of the configuration.
    pub const fn key(mut self, description: &'static str, example: &'static str) -> Self {
        self.key = Some(KeyText { description, example });
        self
    }

    /// Makes it an option of `check`.
    pub const fn option(
        mut self,
        heading: &'static str,
        value: &'static str,
        help: &'static str,
    ) -> Self {
        self.option = Some(OptionText { help, value, heading });
        self
    }

    /// Lets editors set it.
    pub const fn editor(mut self) -> Self {
        self.editor = true;
        self
    }

    /// Lets `[[overrides]]` set it for some files.
    pub const fn overridden(mut self) -> Self {
        self.overridden = true;
        self
    }

    /// Makes it a required key of its table.
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }
}

const ENDPOINTS: &[Choice] = &[
    Choice { name: Endpoint::CREATE_SYNC.name(), help: "Create Sync" },
    Choice { name: Endpoint::UPDATE_SYNC.name(), help: "Update Sync" },
];

/// Makes the list, the struct with a field for each of its entries, and what goes over all of them.
macro_rules! options {
    ($( $(#[doc = $doc:literal])+ $field:ident: $type:ty = $key:expr; )+) => {
        /// The settings of a run, from the command line, a configuration, an editor, or a program;
        /// a field that is not set leaves the usual. [`Options::over`] puts them on top of others,
        /// and [`Options::builder`] makes a linter of them.
        #[derive(Debug, Clone, Default, PartialEq, Eq)]
        #[non_exhaustive]
        pub struct Options {
            $( $(#[doc = $doc])+ pub $field: $type, )+
        }

        /// The declaration of every field of [`Options`].
        pub const OPTIONS: &[Key] = &[$($key),+];

        impl Options {
            /// Sets the field that a key declares; a list grows.
            ///
            /// # Errors
            ///
            /// Why the value was not taken.
            pub fn set(&mut self, key: &Key, given: Given<'_>) -> Result<(), Refused> {
                $({
                    const KEY: Key = $key;
                    if key.name == KEY.name {
                        let value = <$type as Setting>::take(KEY.kind, given)?;
                        let base = std::mem::take(&mut self.$field);
                        self.$field = value.over(base);
                        return Ok(());
                    }
                })+
                Ok(())
            }

            /// These settings on top of others: what is set here takes precedence, lists add up.
            #[must_use]
            pub fn over(self, base: Self) -> Self {
                Self { $( $field: self.$field.over(base.$field), )+ }
            }

            /// Makes relative paths start at a folder.
            pub fn resolve(&mut self, folder: &Path) {
                $( self.$field.resolve(folder); )+
            }
        }
    };
}

options! {
    /// The API version to check against.
    api_version: Option<ApiVersion> = Key::new("api-version", Kind::Version)
        .option(
            heading::RULES,
            "VERSION",
            "API version to check against: 2022-12-12, 2023-04-25, 2024-02-08, 2025-09-18, or \
             latest [default: latest]",
        )
        .key(
            "The API version to check bodies against: `2022-12-12`, `2023-04-25`, `2024-02-08`, \
             `2025-09-18`, or `latest`.",
            "\"latest\"",
        )
        .editor();
    /// The request that bodies are for.
    endpoint: Option<Endpoint> = Key::new("endpoint", Kind::Choice(ENDPOINTS))
        .option(heading::RULES, "ENDPOINT", "Request that the bodies are for [default: create]")
        .key(
            "The request that bodies are for: `create` (Create Sync, the default) or `update` \
             (Update Sync, which takes the same body and replaces the whole sync).",
            "\"update\"",
        )
        .overridden()
        .editor();
    /// Files and folders of saved API responses.
    metadata: Vec<PathBuf> = Key::new("metadata", Kind::Paths)
        .option(
            heading::RULES,
            "PATH",
            "File or folder of saved API responses to check against (repeatable)",
        )
        .key(
            "Files and folders of saved API responses about the targets and models of the bodies, \
             relative to the folder of this file. `polytomic-lint metadata` prints the commands \
             that save them.",
            "[\"polytomic/\"]",
        )
        .overridden()
        .editor();
    /// Whether warnings about keys, types, and values are errors.
    strict: Option<bool> = Key::new("strict", Kind::Flag)
        .option(heading::RULES, "", "Report warnings about keys, types, and values as errors")
        .key("Reports warnings about keys, types, and values as errors.", "true")
        .editor();
    /// Whether advice is shown.
    pedantic: Option<bool> = Key::new("pedantic", Kind::Flag)
        .option(heading::RULES, "", "Also report advice")
        .key("Also reports advice.", "true");
    /// Only these rules: codes, names, or groups.
    select: Vec<String> = Key::new("select", Kind::Rules)
        .option(
            heading::RULES,
            "RULE",
            "Run only these rules (comma-separated codes, names, or groups)",
        )
        .editor();
    /// Not these rules: codes, names, or groups.
    ignore: Vec<String> = Key::new("ignore", Kind::Rules)
        .option(heading::RULES, "RULE", "Skip these rules (comma-separated codes, names, or groups)")
        .editor();
    /// The lowest level that makes a run fail.
    fail_on: Option<FailOn> = Key::new("fail-on", Kind::Choice(FailOn::CHOICES))
        .option(
            heading::STATUS,
            "LEVEL",
            "Lowest level that causes exit status 1 [default: error]",
        )
        .key(
            "The lowest level that causes exit status 1: `error`, `warning`, `advice`, or `never`.",
            "\"warning\"",
        );
    /// The lowest level that is a failed test in `JUnit` reports; what makes a run fail where it is
    /// not set.
    junit_failures: Option<FailOn> = Key::new("junit-failures", Kind::Choice(FailOn::CHOICES))
        .option(
            heading::OUTPUT,
            "LEVEL",
            "Lowest level that is a failed test in JUnit reports [default: that of --fail-on]",
        )
        .key(
            "The lowest level that is a failed test in JUnit reports, by default that of \
             `fail-on`: `error`, `warning`, `advice`, or `never`.",
            "\"advice\"",
        );
    /// Whether comments and trailing commas are allowed; by the file's name where it is not set.
    jsonc: Option<bool> = Key::new("jsonc", Kind::Flag).key(
        "Whether to allow comments and trailing commas. By default, they are allowed only in \
         `.jsonc` files.",
        "true",
    );
    /// Strings with one of these are filled in before the body is sent.
    template_markers: Vec<String> = Key::new("template-markers", Kind::Texts).key(
        "A string that contains one of these markers is filled in before the body is sent, so \
         every rule accepts it.",
        "[\"${\", \"{{\"]",
    );
    /// The file of known findings.
    baseline: Option<PathBuf> = Key::new("baseline", Kind::Path)
        .option(heading::STATUS, "FILE", "Hide the findings recorded in this baseline file")
        .key(
            "A file of known findings to hide, relative to the folder of this file. \
             `check --update-baseline` writes it.",
            "\"polytomic-lint-baseline.json\"",
        );
}

impl Options {
    /// A linter with these settings, as far as they are about one.
    pub fn builder(&self) -> LinterBuilder {
        let mut builder = Linter::builder()
            .usual_endpoint(self.endpoint.unwrap_or_default())
            .usual_version(self.api_version.unwrap_or_default())
            .strict(self.strict.unwrap_or_default())
            .pedantic(self.pedantic.unwrap_or_default())
            .template_markers(self.template_markers.iter().cloned());
        if let Some(jsonc) = self.jsonc {
            builder = builder.jsonc(jsonc);
        }
        if !self.select.is_empty() {
            builder = builder.select(self.select.iter().cloned());
        }
        builder
    }
}

/// The rules that some names mean; what is unknown has been refused.
pub(crate) fn codes(names: &[String]) -> Vec<&'static str> {
    let rules = names.iter().filter_map(|name| find_rules(name).ok()).flatten();
    rules.map(|info| info.code).collect()
}
