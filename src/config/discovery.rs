//! Which configuration a file has: the nearest from its folder upwards.

use std::collections::HashMap;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::paths::{absolute, displayed};
use super::problem::{ConfigError, Found, Problem};
use super::{Config, Flags};
use crate::text::{Source, Span};

/// What the file is called.
pub const FILE_NAME: &str = "polytomic-lint.toml";
/// No configuration is larger.
const SIZE_LIMIT: u64 = 16 * 1024 * 1024;

/// Where configurations come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Discovery {
    /// The nearest [`FILE_NAME`] from the file upwards.
    Nearest,
    /// This one for every file.
    File(PathBuf),
    /// None at all.
    Off,
}

type Answer = Result<Arc<Config>, Arc<ConfigError>>;

/// The configurations of many files, each read once. Shared between threads.
#[derive(Debug)]
pub struct Configs {
    how: Discovery,
    flags: Arc<Flags>,
    none: Arc<Config>,
    folders: Mutex<HashMap<PathBuf, Answer>>,
}

impl Configs {
    /// Configurations that are found in this way, each under the same flags.
    pub fn new(how: Discovery, flags: Flags) -> Self {
        let flags = Arc::new(flags);
        let none = Arc::new(Config::none(Arc::clone(&flags)));
        Self { how, flags, none, folders: Mutex::default() }
    }

    /// The configuration of a file, the defaults where there is none. The file itself need not be
    /// there.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the configuration, the same for each of its files.
    pub fn of(&self, path: &Path) -> Answer {
        let whole = absolute(path);
        self.of_folder(whole.parent().unwrap_or(&whole))
    }

    /// The configuration of the files in a folder.
    ///
    /// # Errors
    ///
    /// As for [`of`](Self::of).
    pub fn of_folder(&self, folder: &Path) -> Answer {
        if self.how == Discovery::Off {
            return Ok(Arc::clone(&self.none));
        }
        let mut folders = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
        if let Discovery::File(path) = &self.how {
            let named = || {
                let missing = || Err(Arc::new(unreadable(path, "there is no such file")));
                self.read(path).unwrap_or_else(missing)
            };
            return folders.entry(PathBuf::new()).or_insert_with(named).clone();
        }
        let folder = absolute(folder);
        let mut new = Vec::new();
        let mut answer = Ok(Arc::clone(&self.none));
        for folder in folder.ancestors() {
            if let Some(known) = folders.get(folder) {
                answer = known.clone();
                break;
            }
            new.push(folder.to_path_buf());
            if let Some(found) = self.read(&folder.join(FILE_NAME)) {
                answer = found;
                break;
            }
        }
        folders.extend(new.into_iter().map(|folder| (folder, answer.clone())));
        answer
    }

    /// Forgets what has been read, after a configuration has changed.
    pub fn forget(&self) {
        self.folders.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// Nothing where there is no such file.
    fn read(&self, path: &Path) -> Option<Answer> {
        let config = match bytes(path) {
            Ok(bytes) => parse(path, &bytes?, &self.flags),
            Err(error) => Err(unreadable(path, &error.to_string())),
        };
        Some(config.map(Arc::new).map_err(Arc::new))
    }
}

fn bytes(path: &Path) -> std::io::Result<Option<Vec<u8>>> {
    let metadata = match std::fs::metadata(path) {
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            // A link is there for somebody who believes in what it leads to.
            return match std::fs::symlink_metadata(path) {
                Ok(_) => Err(std::io::Error::other("it is a link that leads nowhere")),
                Err(_) => Ok(None),
            };
        }
        other => other?,
    };
    if !metadata.is_file() {
        return Err(std::io::Error::other("it is not a file"));
    }
    let mut bytes = Vec::new();
    std::fs::File::open(path)?.take(SIZE_LIMIT + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > SIZE_LIMIT {
        return Err(std::io::Error::other("it is larger than 16 MiB"));
    }
    Ok(Some(bytes))
}

fn parse(path: &Path, bytes: &[u8], flags: &Arc<Flags>) -> Result<Config, ConfigError> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Config::with_flags(path, text, Arc::clone(flags)),
        Err(_) => {
            let source = Source::new(displayed(path), bytes);
            let place = source.unreadable.first().copied().unwrap_or(Span::empty(0));
            let found = Found::new(place, "these bytes are not UTF-8").help("save it as UTF-8");
            Err(ConfigError {
                file: source.name().to_owned(),
                problems: vec![Problem::at(&source, found)],
            })
        }
    }
}

fn unreadable(path: &Path, why: &str) -> ConfigError {
    let problems = vec![Problem::whole(format!("cannot be read: {why}"))];
    ConfigError { file: displayed(path), problems }
}
