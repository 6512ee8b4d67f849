//! One file of a configuration, which may build on another.

use std::path::{Path, PathBuf};

use super::problem::{ConfigError, Found, Problem};
use super::reader::{self, Settings};
use super::{absolute, displayed};
use crate::options::Options;
use crate::text::Source;
use crate::text::shown;

/// What one file says.
#[derive(Debug)]
pub(crate) struct Layer {
    /// What the file is called.
    pub(crate) name: String,
    /// The folder that its paths are relative to.
    pub(crate) folder: PathBuf,
    pub(crate) text: String,
    pub(super) settings: Settings,
    pub(super) warnings: Vec<Problem>,
}

impl Layer {
    /// Reads a file's text.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with it.
    pub(super) fn read(path: &Path, text: &str) -> Result<Self, ConfigError> {
        let name = displayed(path);
        let (mut settings, found) = reader::read(text);
        let source = Source::new(&name, text);
        let (warnings, errors): (Vec<_>, Vec<_>) =
            found.into_iter().partition(|found| found.warning);
        let placed = |found: Vec<Found>| -> Vec<Problem> {
            found.into_iter().map(|found| Problem::at(&source, found)).collect()
        };
        if !errors.is_empty() {
            return Err(ConfigError { problems: placed(errors), file: name.clone() });
        }
        let whole = absolute(path);
        let folder = whole.parent().unwrap_or(&whole).to_path_buf();
        settings.options.resolve(&folder);
        settings.overrides.iter_mut().for_each(|one| one.options.resolve(&folder));
        let warnings = placed(warnings);
        Ok(Self { name, folder, text: text.to_owned(), settings, warnings })
    }

    pub(super) fn options(&self) -> Options {
        self.settings.options.clone()
    }

    /// A path as this file's globs mean it, relative to its folder.
    pub(super) fn relative<'p>(&self, path: &'p Path) -> &'p Path {
        path.strip_prefix(&self.folder).unwrap_or(path)
    }

    /// The file that it builds on.
    pub(super) fn extends(&self) -> Option<PathBuf> {
        self.settings.extends.as_ref().map(|(path, _)| absolute(&self.folder.join(path)))
    }

    /// What is wrong with the file that it builds on.
    pub(super) fn bad_base(&self, why: &str) -> ConfigError {
        let source = Source::new(&self.name, &self.text);
        let problem = match &self.settings.extends {
            Some((path, span)) => {
                let message = format!("cannot extend `{}`: {why}", shown(path));
                Problem::at(&source, Found::new(*span, message))
            }
            None => Problem::whole(why),
        };
        ConfigError { file: self.name.clone(), problems: vec![problem] }
    }

    /// How many `[[ignore]]` entries it has.
    #[cfg(feature = "cli")]
    pub(crate) fn ignore_count(&self) -> usize {
        self.settings.ignores.len()
    }
}
