//! `polytomic-lint.toml`: finding it, reading it, and the linter it makes for a file.
//!
//! ```
//! use polytomic_lint::config::Config;
//!
//! let text = "[rules]\nPT031 = \"error\"\n";
//! let config = Config::parse("/syncs/polytomic-lint.toml", text).expect("a good configuration");
//! let linter = config.linter_for("/syncs/orders.sync.json".as_ref());
//! # let _ = linter;
//! let error = Config::parse("polytomic-lint.toml", "strict = 1").expect_err("a bad one");
//! assert_eq!(error.to_string(), "polytomic-lint.toml:1:10: `strict` is a number, but it takes `true` or `false`");
//! ```

mod discovery;
#[cfg(feature = "lsp")]
pub(crate) mod entry;
mod keys;
#[cfg(any(feature = "cli", feature = "lsp"))]
mod known;
mod paths;
mod problem;
mod reader;
mod schema;
mod starter;
mod syntax;
mod values;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

pub use self::discovery::{Configs, Discovery, FILE_NAME};
pub(crate) use self::paths::{absolute, displayed};
pub use self::problem::{ConfigError, Problem};
use self::reader::Settings;
pub use self::schema::{generate as generate_schema, schema};
pub use self::starter::starter;
#[cfg(any(feature = "cli", feature = "lsp"))]
pub(crate) use self::{known::Known, paths::relative_to};
use crate::endpoint::Endpoint;
use crate::linter::Linter;
use crate::rule::{Level, Severity};
use crate::rules::find_rules;
use crate::schema::ApiVersion;
use crate::text::{Source, Span};

/// The least level that makes a run fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum FailOn {
    /// Errors alone.
    #[default]
    Error,
    /// Warnings too.
    Warning,
    /// Advice too.
    Advice,
    /// Nothing.
    Never,
}

impl FailOn {
    fn named(name: &str) -> Option<Self> {
        match name {
            "error" => Some(Self::Error),
            "warning" => Some(Self::Warning),
            "advice" => Some(Self::Advice),
            "never" => Some(Self::Never),
            _ => None,
        }
    }

    /// Whether a finding of this severity makes a run fail.
    pub fn counts(self, severity: Severity) -> bool {
        match self {
            Self::Error => severity >= Severity::Error,
            Self::Warning => severity >= Severity::Warning,
            Self::Advice => severity >= Severity::Advice,
            Self::Never => false,
        }
    }
}

/// What beats every configuration: the options of a command line, or an editor's settings.
#[derive(Debug, Clone, Default)]
pub struct Flags {
    /// The API version.
    pub api_version: Option<ApiVersion>,
    /// The request that bodies are for.
    pub endpoint: Option<Endpoint>,
    /// Raises the warnings of rules about shape to errors.
    pub strict: bool,
    /// Shows advice too.
    pub pedantic: bool,
    /// Only these rules: codes, names or groups.
    pub select: Vec<String>,
    /// Not these rules: codes, names or groups.
    pub ignore: Vec<String>,
    /// The least level that makes a run fail.
    pub fail_on: Option<FailOn>,
}

/// One configuration. What it says about a file is asked with the file's path.
#[derive(Debug)]
pub struct Config {
    name: String,
    folder: PathBuf,
    text: String,
    settings: Settings,
    flags: Arc<Flags>,
    linters: Mutex<HashMap<Choice, Arc<Linter>>>,
}

/// Which overrides and ignores are for a file, by their numbers.
type Choice = (Vec<usize>, Vec<usize>);

impl Config {
    /// The defaults, with nothing but flags.
    pub fn none(flags: Arc<Flags>) -> Self {
        let folder = absolute(Path::new("."));
        Self::new(String::new(), folder, String::new(), Settings::default(), flags)
    }

    /// A configuration from its text; nothing is read but `text`.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with it.
    pub fn parse(path: impl AsRef<Path>, text: &str) -> Result<Self, ConfigError> {
        Self::with_flags(path.as_ref(), text, Arc::default())
    }

    fn with_flags(path: &Path, text: &str, flags: Arc<Flags>) -> Result<Self, ConfigError> {
        let name = displayed(path);
        let (settings, found) = reader::read(text);
        if found.is_empty() {
            let whole = absolute(path);
            let folder = whole.parent().unwrap_or(&whole).to_path_buf();
            return Ok(Self::new(name, folder, text.to_owned(), settings, flags));
        }
        let source = Source::new(&name, text);
        let problems = found.into_iter().map(|found| Problem::at(&source, found)).collect();
        Err(ConfigError { file: name, problems })
    }

    fn new(
        name: String,
        folder: PathBuf,
        text: String,
        settings: Settings,
        flags: Arc<Flags>,
    ) -> Self {
        Self { name, folder, text, settings, flags, linters: Mutex::default() }
    }

    /// What the file is called; empty for the defaults.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The folder that its paths are relative to.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Its text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The least level that makes a run fail.
    pub fn fail_on(&self) -> FailOn {
        self.flags.fail_on.or(self.settings.fail_on).unwrap_or_default()
    }

    /// Where its baseline is.
    pub fn baseline(&self) -> Option<PathBuf> {
        self.settings.baseline.as_ref().map(|path| self.folder.join(path))
    }

    /// Whether a walk takes a file: it has one of the usual endings or is included, and is not
    /// excluded.
    pub fn takes(&self, path: &Path) -> bool {
        self.includes(path) && !self.excludes(path)
    }

    /// Whether a file has one of the usual endings or is included.
    pub fn includes(&self, path: &Path) -> bool {
        let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
        name.ends_with(".sync.json")
            || name.ends_with(".sync.jsonc")
            || self.settings.include.fit(&self.relative(path))
    }

    /// Whether a file, or the folder that it is in, is excluded.
    pub fn excludes(&self, path: &Path) -> bool {
        self.settings.exclude.fit(&self.relative(path))
    }

    fn relative(&self, path: &Path) -> PathBuf {
        let whole = absolute(path);
        whole.strip_prefix(&self.folder).map(Path::to_path_buf).unwrap_or(whole)
    }

    /// The linter for a file.
    pub fn linter_for(&self, path: &Path) -> Arc<Linter> {
        let relative = self.relative(path);
        let overrides = self.settings.overrides.iter().enumerate();
        let overrides = overrides.filter(|(_, one)| one.paths.fit(&relative));
        let choice = (overrides.map(|(index, _)| index).collect(), self.ignores_at(&relative));
        let mut linters = self.linters.lock().unwrap_or_else(PoisonError::into_inner);
        let linter =
            linters.entry(choice).or_insert_with_key(|choice| Arc::new(self.linter(choice)));
        Arc::clone(linter)
    }

    fn ignores_at(&self, relative: &Path) -> Vec<usize> {
        let fits =
            |ignore: &reader::Ignore| ignore.paths.as_ref().is_none_or(|paths| paths.fit(relative));
        let ignores = self.settings.ignores.iter().enumerate();
        ignores.filter(|(_, ignore)| fits(ignore)).map(|(index, _)| index).collect()
    }

    fn linter(&self, (overrides, ignores): &Choice) -> Linter {
        let (settings, flags) = (&self.settings, &*self.flags);
        let mut levels: HashMap<&str, Level> = settings.rules.iter().copied().collect();
        let mut endpoint = settings.endpoint;
        for index in overrides {
            endpoint = settings.overrides[*index].endpoint.or(endpoint);
            levels.extend(settings.overrides[*index].rules.iter().copied());
        }
        let codes = |names: &[String]| -> Vec<&'static str> {
            let rules = names.iter().filter_map(|name| find_rules(name).ok()).flatten();
            rules.map(|info| info.code).collect()
        };
        for code in codes(&flags.select) {
            levels.retain(|other, level| *other != code || *level != Level::Off);
        }
        levels.extend(codes(&flags.ignore).into_iter().map(|code| (code, Level::Off)));
        let mut builder = Linter::builder()
            .endpoint(flags.endpoint.or(endpoint).unwrap_or_default())
            .api_version(flags.api_version.or(settings.api_version).unwrap_or_default())
            .strict(flags.strict || settings.strict)
            .pedantic(flags.pedantic || settings.pedantic)
            .template_markers(settings.template_markers.iter().cloned());
        if let Some(jsonc) = settings.jsonc {
            builder = builder.jsonc(jsonc);
        }
        if !flags.select.is_empty() {
            builder = builder.select(flags.select.iter().cloned());
        }
        for (code, level) in levels {
            builder = builder.level(code, level);
        }
        for index in ignores {
            let ignore = &settings.ignores[*index];
            let pointer = ignore.pointer.clone();
            builder =
                builder.ignore(&ignore.rule, move |finding| match (&pointer, &finding.pointer) {
                    (None, _) => true,
                    (Some(glob), Some(pointer)) => glob.is_match(pointer),
                    (Some(_), None) => false,
                });
        }
        builder.build().unwrap_or_default()
    }

    /// The `[[ignore]]` entries that are for a file, in the order in which
    /// [`Report::used_ignores`](crate::Report::used_ignores) numbers them.
    pub fn ignores_for(&self, path: &Path) -> Vec<usize> {
        self.ignores_at(&self.relative(path))
    }

    /// How many `[[ignore]]` entries there are.
    pub fn ignore_count(&self) -> usize {
        self.settings.ignores.len()
    }

    /// The rule that an `[[ignore]]` entry names, and where it names it.
    pub fn ignore(&self, index: usize) -> Option<(&str, Span)> {
        let ignore = self.settings.ignores.get(index)?;
        Some((&ignore.rule, ignore.span))
    }
}
