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
//! assert_eq!(error.to_string(), "polytomic-lint.toml:1:10: `strict` should be `true` or `false`, not a number");
//! ```

mod discovery;
#[cfg(feature = "lsp")]
pub(crate) mod entry;
mod keys;
#[cfg(any(feature = "cli", feature = "lsp"))]
mod known;
mod layer;
mod paths;
mod problem;
mod reader;
mod responses;
mod schema;
mod starter;
mod syntax;
mod values;

use std::borrow::Cow;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

pub use self::discovery::{Configs, Discovery, FILE_NAME};
pub(crate) use self::layer::Layer;
use self::paths::whole;
pub(crate) use self::paths::{absolute, displayed};
pub use self::problem::{ConfigError, Problem};
pub use self::responses::{Loaded, Note};
use self::responses::{Place, Responses};
pub use self::schema::{generate as generate_schema, schema};
pub use self::starter::starter;
#[cfg(any(feature = "cli", feature = "lsp"))]
pub(crate) use self::{known::Known, paths::relative_to};
use crate::endpoint::Decided;
use crate::linter::Linter;
use crate::options::codes;
pub use crate::options::{FailOn, Options};
use crate::rule::Level;
use crate::text::{Span, has_ending};

/// One configuration. What it says about a file is asked with the file's path.
#[derive(Debug)]
pub struct Config {
    folder: PathBuf,
    /// What it is made of: the one that it builds on before itself. None for the defaults.
    layers: Vec<Arc<Layer>>,
    /// The settings that take precedence over any configuration.
    given: Options,
    /// The same on top of those of all layers.
    options: Options,
    responses: Arc<Responses>,
    linters: Mutex<Linters>,
}

/// The linters that a configuration has made.
#[derive(Debug, Default)]
struct Linters {
    /// For files that no override and no ignore is for, which is nearly always all of them.
    usual: Option<Arc<Linter>>,
    others: HashMap<Choice, Arc<Linter>>,
}

/// Which overrides and ignores are for a file, by their numbers, and what the request that sends
/// it decides.
type Choice = (Vec<usize>, Vec<usize>, Decided);

impl Config {
    /// The defaults, with nothing but these settings.
    pub fn none(options: Options) -> Self {
        let folder = absolute(Path::new("."));
        Self {
            folder,
            layers: Vec::new(),
            given: options.clone(),
            options,
            responses: Arc::default(),
            linters: Mutex::default(),
        }
    }

    /// A configuration from its text; nothing is read but `text`, and not what it extends.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with it.
    pub fn parse(path: impl AsRef<Path>, text: &str) -> Result<Self, ConfigError> {
        let layer = Layer::read(path.as_ref(), text)?;
        Ok(Self::new(vec![Arc::new(layer)], &Options::default()))
    }

    fn new(layers: Vec<Arc<Layer>>, given: &Options) -> Self {
        let folder = layers.last().map(|layer| layer.folder.clone()).unwrap_or_default();
        let set = layers.iter().fold(Options::default(), |base, layer| layer.options().over(base));
        let options = given.clone().over(set);
        Self { folder, layers, options, ..Self::none(given.clone()) }
    }

    /// The same, with saved responses that are shared with other configurations.
    fn sharing(self, responses: &Arc<Responses>) -> Self {
        Self { responses: Arc::clone(responses), ..self }
    }

    /// Forgets the linters, which keep what was read.
    fn forget(&self) {
        *self.linters.lock().unwrap_or_else(PoisonError::into_inner) = Linters::default();
    }

    /// What the file is called; empty for the defaults.
    pub fn name(&self) -> &str {
        self.layers.last().map(|layer| layer.name.as_str()).unwrap_or_default()
    }

    /// The folder that its paths are relative to.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Its text.
    pub fn text(&self) -> &str {
        self.layers.last().map(|layer| layer.text.as_str()).unwrap_or_default()
    }

    /// What it is made of: the one that it builds on before itself.
    pub(crate) fn layers(&self) -> &[Arc<Layer>] {
        &self.layers
    }

    /// What is odd about it but no mistake, such as a level that has no effect.
    pub fn warnings(&self) -> impl Iterator<Item = &Problem> {
        self.layers.iter().flat_map(|layer| &layer.warnings)
    }

    /// The settings in force.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// The lowest level that makes a run fail.
    pub fn fail_on(&self) -> FailOn {
        self.options.fail_on.unwrap_or_default()
    }

    /// The lowest level that is a failed test in `JUnit` reports.
    pub fn junit_failures(&self) -> FailOn {
        self.options.junit_failures.unwrap_or(self.fail_on())
    }

    /// Where its baseline is.
    pub fn baseline(&self) -> Option<&Path> {
        self.options.baseline.as_deref()
    }

    /// Whether a walk takes a file: it has one of the usual endings or is included, and is not
    /// excluded.
    pub fn takes(&self, path: &Path) -> bool {
        self.includes(path) && !self.excludes(path) && !self.is_response(path)
    }

    /// Whether a file is one of the saved responses, whatever `include` matches.
    fn is_response(&self, path: &Path) -> bool {
        let overrides = self.overrides().flat_map(|(_, one)| &one.options.metadata);
        let mut places = self.options.metadata.iter().chain(overrides).peekable();
        if places.peek().is_none() || has_ending(path.as_os_str().as_encoded_bytes(), ".sync.json")
        {
            return false;
        }
        let path = absolute(path);
        places.any(|place| path.starts_with(absolute(place)))
    }

    /// Whether a file has one of the usual endings or is included.
    pub fn includes(&self, path: &Path) -> bool {
        let name = path.as_os_str().as_encoded_bytes();
        let usual = has_ending(name, ".sync.json") || has_ending(name, ".sync.jsonc");
        self.last_word(path, |layer, path| layer.settings.include.verdict(path)).unwrap_or(usual)
    }

    /// Whether a file, or the folder that it is in, is excluded.
    pub fn excludes(&self, path: &Path) -> bool {
        self.last_word(path, |layer, path| layer.settings.exclude.verdict(path)).unwrap_or_default()
    }

    /// Whether a folder is excluded with everything in it.
    pub fn skips(&self, folder: &Path) -> bool {
        let takes_back = |layer: &Arc<Layer>| layer.settings.exclude.takes_back();
        self.excludes(folder) && !self.layers.iter().any(takes_back)
    }

    /// What the last layer says that says anything.
    fn last_word(
        &self,
        path: &Path,
        verdict: impl Fn(&Layer, &Path) -> Option<bool>,
    ) -> Option<bool> {
        let path = self.whole(path)?;
        self.layers.iter().rev().find_map(|layer| verdict(layer, layer.relative(&path)))
    }

    /// A path as the layers compare it; nothing where there are none, which is asked of each of
    /// thousands of files.
    fn whole<'p>(&self, path: &'p Path) -> Option<Cow<'p, Path>> {
        (!self.layers.is_empty()).then(|| whole(path))
    }

    /// The linter for a file. Saved responses are read when the first file needs them.
    pub fn linter_for(&self, path: &Path) -> Arc<Linter> {
        self.linter_for_sent(path, Decided::default())
    }

    /// The linter for a file that a request in another file sends.
    pub(crate) fn linter_for_sent(&self, path: &Path, decided: Decided) -> Arc<Linter> {
        let choice = (self.overrides_for(path), self.ignores_for(path), decided);
        let mut linters = self.linters.lock().unwrap_or_else(PoisonError::into_inner);
        let linter = if choice == Choice::default() {
            linters.usual.get_or_insert_with(|| Arc::new(self.linter(&choice)))
        } else {
            let others = linters.others.entry(choice);
            others.or_insert_with_key(|choice| Arc::new(self.linter(choice)))
        };
        Arc::clone(linter)
    }

    /// The overrides that are for a file, by their numbers.
    fn overrides_for(&self, path: &Path) -> Vec<usize> {
        let Some(path) = self.whole(path) else { return Vec::new() };
        let overrides = self.overrides().enumerate();
        let fits = |(_, (layer, one)): &(usize, (&Layer, &reader::Override))| {
            one.paths.fit(layer.relative(&path))
        };
        overrides.filter(fits).map(|(index, _)| index).collect()
    }

    /// The saved responses that a file is checked against, read now unless they have been; nothing
    /// where none are set.
    pub fn responses_for(&self, path: &Path) -> Option<Arc<Loaded>> {
        self.responses(&self.options_for(&self.overrides_for(path)))
    }

    fn responses(&self, options: &Options) -> Option<Arc<Loaded>> {
        let places = self.places(options);
        (!places.is_empty()).then(|| self.responses.at(&places))
    }

    /// The files and folders of the responses that a file is checked against.
    #[cfg(feature = "lsp")]
    pub(crate) fn responses_places(&self, path: &Path) -> Vec<PathBuf> {
        let options = self.options_for(&self.overrides_for(path));
        options.metadata.iter().map(|path| absolute(path)).collect()
    }

    /// The folder that the responses about a file are saved in, as messages show it: the first one
    /// that is set.
    #[cfg(feature = "cli")]
    pub(crate) fn responses_folder(&self, path: &Path) -> Option<PathBuf> {
        let options = self.options_for(&self.overrides_for(path));
        let is_folder =
            |path: &&PathBuf| path.is_dir() || path.extension().is_none_or(|end| end != "json");
        options.metadata.iter().find(is_folder).map(|path| displayed(path).into())
    }

    fn places(&self, options: &Options) -> Vec<Place> {
        let layers = self.layers.iter().map(|layer| layer.folder.clone());
        let bases: Vec<PathBuf> = layers.rev().chain([absolute(Path::new("."))]).collect();
        let place = |path: &PathBuf| {
            let base = bases.iter().find(|base| absolute(path).starts_with(base));
            let base = base.cloned().unwrap_or_default();
            Place { base, needed: self.given.metadata.contains(path), path: path.clone() }
        };
        options.metadata.iter().map(place).collect()
    }

    /// The settings for a file that some overrides are for.
    fn options_for(&self, overrides: &[usize]) -> Options {
        let mut count = 0;
        let mut set = Options::default();
        for layer in &self.layers {
            set = layer.options().over(set);
            for one in &layer.settings.overrides {
                if overrides.contains(&count) {
                    set = one.options.clone().over(set);
                }
                count += 1;
            }
        }
        self.given.clone().over(set)
    }

    /// Every override, each with the layer that has it.
    fn overrides(&self) -> impl Iterator<Item = (&Layer, &reader::Override)> {
        self.layers
            .iter()
            .flat_map(|layer| layer.settings.overrides.iter().map(move |one| (layer.as_ref(), one)))
    }

    /// Every ignore, each with the layer that has it.
    fn ignores(&self) -> impl Iterator<Item = (&Arc<Layer>, &reader::Ignore)> {
        self.layers
            .iter()
            .flat_map(|layer| layer.settings.ignores.iter().map(move |one| (layer, one)))
    }

    fn linter(&self, (overrides, ignores, decided): &Choice) -> Linter {
        let mut levels: HashMap<&str, Level> = HashMap::new();
        let mut count = 0;
        for layer in &self.layers {
            levels.extend(layer.settings.rules.iter().copied());
            for one in &layer.settings.overrides {
                if overrides.contains(&count) {
                    levels.extend(one.rules.iter().copied());
                }
                count += 1;
            }
        }
        let options = self.options_for(overrides);
        for code in codes(&options.select) {
            levels.retain(|other, level| *other != code || *level != Level::Off);
        }
        levels.extend(codes(&options.ignore).into_iter().map(|code| (code, Level::Off)));
        let mut builder = options.builder();
        // What is given beats the request that sends a body, which beats the configuration.
        if let Some(endpoint) = decided.endpoint {
            builder = builder.usual_endpoint(endpoint);
        }
        if let Some(version) = decided.version {
            builder = builder.usual_version(version);
        }
        if let Some(endpoint) = self.given.endpoint {
            builder = builder.endpoint(endpoint);
        }
        if let Some(version) = self.given.api_version {
            builder = builder.api_version(version);
        }
        if let Some(loaded) = self.responses(&options) {
            builder = builder.metadata(loaded.metadata.clone());
        }
        for (code, level) in levels {
            builder = builder.level(code, level);
        }
        for (_, (_, ignore)) in
            self.ignores().enumerate().filter(|(index, _)| ignores.contains(index))
        {
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
        let Some(path) = self.whole(path) else { return Vec::new() };
        let fits = |(layer, ignore): &(&Arc<Layer>, &reader::Ignore)| {
            ignore.paths.as_ref().is_none_or(|paths| paths.fit(layer.relative(&path)))
        };
        let ignores = self.ignores().enumerate().filter(|(_, ignore)| fits(ignore));
        ignores.map(|(index, _)| index).collect()
    }

    /// How many `[[ignore]]` entries there are.
    pub fn ignore_count(&self) -> usize {
        self.ignores().count()
    }

    /// The rule that an `[[ignore]]` entry names, and where it names it in the file that has it.
    pub fn ignore(&self, index: usize) -> Option<(&str, Span)> {
        let (_, ignore) = self.ignores().nth(index)?;
        Some((&ignore.rule, ignore.span))
    }
}
