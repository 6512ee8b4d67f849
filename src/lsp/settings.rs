//! Which documents are linted, and how: by their configurations, as on the command line.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::Value;

use super::baselines::Baselines;
use super::documents::Document;
use super::uri;
use crate::config::{Config, ConfigError, Configs, Discovery, FILE_NAME, Known, Options, absolute};
use crate::endpoint::Endpoint;
use crate::linter::Linter;

/// The settings in force.
#[derive(Debug)]
pub(super) struct Settings {
    configs: Configs,
    /// The defaults, where a configuration cannot be read.
    none: Config,
    baselines: Baselines,
    /// The first folder that is open, for documents without a path.
    root: Option<PathBuf>,
    /// The configuration that the client names, which may be called anything.
    named: Option<PathBuf>,
    /// Whether files with bodies in them are linted without being included.
    embedded: bool,
    /// Mistakes in configurations that have been reported.
    reported: HashSet<String>,
}

/// What `initializationOptions` takes besides the options that an editor can set.
const OTHERS: [&str; 3] = ["config", "embedded", "showsPages"];

impl Settings {
    /// Reads the client's own settings from the parameters of `initialize`.
    pub(super) fn new(params: &Value, roots: &[String]) -> Self {
        let text = |name: &str| {
            params.pointer(&format!("/initializationOptions/{name}")).and_then(Value::as_str)
        };
        let mut options = Options { pedantic: Some(true), ..options(params).0 };
        let root = roots.iter().find_map(|root| uri::to_path(root));
        if let Some(root) = &root {
            options.resolve(root);
        }
        let named = text("config")
            .filter(|path| !path.is_empty())
            .map(|path| absolute(&root.as_deref().unwrap_or(Path::new("")).join(path)));
        let embedded = params.pointer("/initializationOptions/embedded") == Some(&true.into());
        let how = named.clone().map_or(Discovery::Nearest, Discovery::File);
        let none = Config::none(options.clone());
        Self {
            configs: Configs::new(how, options),
            none,
            baselines: Baselines::default(),
            root,
            named,
            embedded,
            reported: HashSet::new(),
        }
    }

    /// The files besides the usual configurations that decide on a document: the configuration
    /// that the client names, and the baseline.
    pub(super) fn sources(&self, document: &Document) -> Vec<PathBuf> {
        let baseline = document.path.as_deref().and_then(|file| self.configs.of(file).ok());
        let baseline = baseline.and_then(|config| config.baseline().map(absolute));
        self.named.clone().into_iter().chain(baseline).collect()
    }

    /// The folders whose saved responses decide on a document, or files of such.
    pub(super) fn responses(&self, document: &Document) -> Vec<PathBuf> {
        let config = self.configs.of(&self.path(document)).ok();
        let config = config.as_deref().unwrap_or(&self.none);
        config.responses_places(&self.path(document))
    }

    /// What is wrong with the saved responses, in sentences, each once.
    pub(super) fn response_news(&mut self) -> Vec<String> {
        let loaded = self.configs.responses();
        let notes = loaded.iter().flat_map(|loaded| &loaded.notes).map(ToString::to_string);
        notes.filter(|text| self.reported.insert(text.clone())).collect()
    }

    /// Whether a document is a configuration.
    pub(super) fn is_config(&self, document: &Document) -> bool {
        Path::new(&document.name).file_name().is_some_and(|name| name == FILE_NAME)
            || self.named.is_some() && self.named == document.path
    }

    /// What the baseline of a document's configuration says about it.
    pub(super) fn baseline(&self, document: &Document) -> Option<Known> {
        let file = document.path.as_deref()?;
        self.baselines.of(self.configs.of(file).ok()?.baseline()?, file)
    }

    /// The linter for a document; nothing for one that is excluded, or in which no body is wanted.
    pub(super) fn linter(&self, document: &Document) -> Option<Arc<Linter>> {
        let path = self.path(document);
        let config = self.configs.of(&path).ok();
        let config = config.as_deref().unwrap_or(&self.none);
        let wanted = !config.excludes(&path)
            && (config.includes(&path)
                || document.is_declared()
                || self.embedded && document.has_bodies()
                || document.is_json() && looks_like_body(document));
        wanted.then(|| config.linter_for(&path))
    }

    /// Whether the name alone says that a document is a body.
    pub(super) fn takes_name(&self, document: &Document) -> bool {
        let path = self.path(document);
        let config = self.configs.of(&path).ok();
        config.as_deref().unwrap_or(&self.none).takes(&path)
    }

    /// The path of a document, or one that a document without a path could have.
    fn path(&self, document: &Document) -> PathBuf {
        match (&document.path, &self.root) {
            (Some(path), _) => path.clone(),
            (None, Some(root)) => root.join(&document.name),
            (None, None) => PathBuf::from(&document.name),
        }
    }

    /// The configuration of a document that is a file, if there is one and it can be read.
    pub(super) fn config(&self, document: &Document) -> Option<Arc<Config>> {
        let config = self.configs.of(document.path.as_deref()?).ok()?;
        (!config.name().is_empty()).then_some(config)
    }

    /// Whether a document's configuration cannot be read.
    pub(super) fn is_broken(&self, document: &Document) -> bool {
        self.configs.of(&self.path(document)).is_err()
    }

    /// What is wrong with the configuration of a document, once.
    pub(super) fn news(&mut self, document: &Document) -> Option<String> {
        let error = self.configs.of(&self.path(document)).err()?;
        let text = format!("{error}; using the defaults until it is fixed");
        self.reported.insert(text.clone()).then_some(text)
    }

    /// Forgets the configurations, which may have changed.
    pub(super) fn forget(&mut self) {
        self.configs.forget();
        self.baselines = Baselines::default();
        self.reported.clear();
    }
}

/// What the client sets, and what of it is not understood, in sentences.
fn options(params: &Value) -> (Options, Vec<String>) {
    let Some(Value::Object(options)) = params.get("initializationOptions") else {
        return <_>::default();
    };
    Options::from_json(options, &OTHERS, |key| key.editor)
}

/// What in the client's own settings is not understood, in sentences.
pub(super) fn misunderstood(params: &Value) -> Vec<String> {
    let mut problems = options(params).1;
    let other = |name: &str| params.pointer(&format!("/initializationOptions/{name}"));
    for name in ["showsPages", "embedded"] {
        if other(name).is_some_and(|value| !value.is_boolean() && !value.is_null()) {
            problems.push(format!("`{name}` should be `true` or `false`"));
        }
    }
    if other("config").is_some_and(|value| !value.is_string() && !value.is_null()) {
        problems.push("`config` should be a string".to_owned());
    }
    problems.into_iter().map(|text| format!("initializationOptions: {text}")).collect()
}

/// What is wrong with a configuration as it is in its editor.
pub(super) fn problems(document: &Document) -> Option<ConfigError> {
    Config::parse(&document.name, document.text.as_str()).err()
}

/// Whether a JSON document has at least three of the required keys at its top.
fn looks_like_body(document: &Document) -> bool {
    let body = Endpoint::CREATE_SYNC.tables.body;
    crate::parse(document.text.as_str()).root().is_some_and(|root| body.required_in(root) >= 3)
}
