//! The open documents, and what linting them gave.

use std::collections::HashMap;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;

use super::params::{Change, OpenedDocument};
use super::settings::{self, Settings};
use super::text::{Text, Unit};
use super::uri;
use crate::config::{ConfigError, Known};
use crate::host::{self, Writable};
use crate::linter::{Analysis, Linter, Report};
use crate::text::{Source, has_ending};

/// Larger documents are not linted.
pub(super) const SIZE_LIMIT: usize = 100 * 1024 * 1024;

/// Languages of editors that know bodies as such, the second with comments.
const LANGUAGES: [&str; 2] = ["polytomic-sync", "polytomic-sync-jsonc"];

/// What the names of files in a language end with.
const ENDINGS: [(&str, &str); 7] = [
    ("jsonc", ".jsonc"),
    ("polytomic-sync-jsonc", ".jsonc"),
    ("markdown", ".md"),
    ("shellscript", ".sh"),
    ("sh", ".sh"),
    ("http", ".http"),
    ("rest", ".http"),
];

/// A document as its editor holds it.
#[derive(Debug)]
pub(super) struct Document {
    pub(super) uri: String,
    pub(super) version: Option<i64>,
    pub(super) language: String,
    pub(super) path: Option<PathBuf>,
    /// What the linter calls it; its ending decides on comments.
    pub(super) name: String,
    pub(super) text: Text,
    /// Whether anything has been pushed for it.
    pub(super) pushed: bool,
    checked: Option<Rc<Checked>>,
}

/// What there is to say about a document.
#[derive(Debug)]
pub(super) enum Checked {
    /// Neither a sync body nor a configuration.
    Other,
    /// A configuration, and what is wrong with it.
    Config(Option<ConfigError>),
    TooLarge,
    Linted(Rc<Linted>),
}

/// A body as it was linted: once for each text.
#[derive(Debug)]
pub(super) struct Linted {
    pub(super) analysis: Analysis<'static>,
    pub(super) linter: Arc<Linter>,
    pub(super) baseline: Option<Known>,
}

impl Linted {
    /// The findings that no baseline holds.
    pub(super) fn report(&self) -> &Report {
        self.analysis.report()
    }
}

impl Document {
    fn new(opened: OpenedDocument, unit: Unit) -> Self {
        let path = uri::to_path(&opened.uri);
        let mut name = match &path {
            Some(path) => path.display().to_string(),
            None => uri::name(&opened.uri),
        };
        // A document that is no file has no ending to show what it is.
        let ending = ENDINGS.iter().find(|(language, _)| *language == opened.language_id);
        if let (None, false, Some((_, ending))) = (&path, name.contains('.'), ending) {
            name += ending;
        }
        Self {
            path,
            name,
            language: opened.language_id,
            version: opened.version,
            uri: opened.uri,
            text: Text::new(opened.text, unit),
            pushed: false,
            checked: None,
        }
    }

    /// Whether its author has said by its language that it is a body.
    pub(super) fn is_declared(&self) -> bool {
        LANGUAGES.contains(&self.language.as_str())
    }

    /// Whether it is a script, a page, or another file with bodies in it.
    pub(super) fn has_bodies(&self) -> bool {
        let source = Source::new(&self.name, self.text.as_str());
        host::has_bodies(source.file_name(), source.text())
    }

    /// Whether fixes may change it: it is a body, or what they change is in one.
    pub(super) fn is_writable(&self) -> bool {
        let source = Source::new(&self.name, self.text.as_str());
        host::writable(source.file_name(), source.text()) != Writable::Nothing
    }

    /// Whether its language or its name says that it is JSON.
    pub(super) fn is_json(&self) -> bool {
        ["json", "jsonc"].contains(&self.language.as_str())
            || [".json", ".jsonc"].iter().any(|end| has_ending(self.name.as_bytes(), end))
    }

    /// The report on the current text; linted once for each text.
    pub(super) fn checked(&mut self, settings: &Settings) -> Rc<Checked> {
        let checked = match self.checked.take() {
            Some(checked) => checked,
            None => Rc::new(self.check(settings)),
        };
        self.checked = Some(Rc::clone(&checked));
        checked
    }

    fn check(&self, settings: &Settings) -> Checked {
        if settings.is_config(self) && self.text.len() <= SIZE_LIMIT {
            return Checked::Config(settings::problems(self));
        }
        if self.text.len() > SIZE_LIMIT {
            return if settings.takes_name(self) { Checked::TooLarge } else { Checked::Other };
        }
        match settings.linter(self) {
            Some(linter) => {
                let source = Source::new(&self.name, self.text.as_str());
                let mut analysis = linter.analyze(&source).into_owned();
                let baseline = settings.baseline(self);
                if let Some(known) = &baseline {
                    analysis.report_mut().set_aside(|finding| known.holds(finding));
                }
                Checked::Linted(Rc::new(Linted { analysis, linter, baseline }))
            }
            None => Checked::Other,
        }
    }

    /// The body as it was linted, if it is one.
    pub(super) fn linted(&mut self, settings: &Settings) -> Option<Rc<Linted>> {
        match &*self.checked(settings) {
            Checked::Linted(linted) => Some(Rc::clone(linted)),
            _ => None,
        }
    }

    /// Forgets what linting gave.
    pub(super) fn forget(&mut self) {
        self.checked = None;
    }
}

/// All of them, by URI.
#[derive(Debug, Default)]
pub(super) struct Documents {
    by_uri: HashMap<String, Document>,
}

impl Documents {
    pub(super) fn open(&mut self, opened: OpenedDocument, unit: Unit) {
        let document = Document::new(opened, unit);
        self.by_uri.insert(document.uri.clone(), document);
    }

    pub(super) fn close(&mut self, uri: &str) -> Option<Document> {
        self.by_uri.remove(uri)
    }

    pub(super) fn get(&self, uri: &str) -> Option<&Document> {
        self.by_uri.get(uri)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Document> {
        self.by_uri.values()
    }

    pub(super) fn get_mut(&mut self, uri: &str) -> Option<&mut Document> {
        self.by_uri.get_mut(uri)
    }

    pub(super) fn iter_mut(&mut self) -> impl Iterator<Item = &mut Document> {
        self.by_uri.values_mut()
    }

    /// Applies changes, each to what the one before left.
    pub(super) fn change(&mut self, uri: &str, version: Option<i64>, changes: Vec<Change>) {
        let Some(document) = self.by_uri.get_mut(uri) else { return };
        document.version = version.or(document.version);
        document.checked = None;
        for change in changes {
            match change.range {
                Some(range) => document.text.edit(range, &change.text),
                None => document.text = Text::new(change.text, document.text.unit()),
            }
        }
    }
}
