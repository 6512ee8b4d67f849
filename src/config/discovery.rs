//! Which configuration a file has: the nearest from its folder upwards.

use std::collections::HashMap;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::layer::Layer;
use super::paths::{absolute, displayed, whole};
use super::problem::{ConfigError, Found, Problem};
use super::responses::Responses;
use super::{Config, Loaded, Options};
use crate::text::{Source, Span};

/// What the file is called.
pub const FILE_NAME: &str = "polytomic-lint.toml";
/// No configuration is larger.
const SIZE_LIMIT: u64 = 16 * 1024 * 1024;
/// No more configurations build on each other.
const DEPTH: usize = 32;

/// Where configurations come from.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
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
    options: Options,
    none: Arc<Config>,
    responses: Arc<Responses>,
    /// The answers for folders, and for configurations themselves.
    read: Mutex<HashMap<PathBuf, Answer>>,
}

impl Configs {
    /// Configurations that are found in this way, each under the same settings, which take
    /// precedence.
    pub fn new(how: Discovery, options: Options) -> Self {
        let responses = Arc::default();
        let none = Arc::new(Config::none(options.clone()).sharing(&responses));
        Self { how, options, none, responses, read: Mutex::default() }
    }

    /// The configuration of a file, the defaults where there is none. The file itself need not be
    /// there.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the configuration, the same for each of its files.
    pub fn of(&self, path: &Path) -> Answer {
        if self.how == Discovery::Off {
            return Ok(Arc::clone(&self.none));
        }
        let path = whole(path);
        self.of_folder(path.parent().unwrap_or(&path))
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
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        if let Discovery::File(path) = &self.how {
            let missing = || Err(Arc::new(unreadable(path, "there is no such file")));
            return self.file(path, &mut Vec::new(), &mut read).unwrap_or_else(missing);
        }
        let folder = whole(folder);
        if let Some(known) = read.get(&*folder) {
            return known.clone();
        }
        let mut new = Vec::new();
        let mut answer = Ok(Arc::clone(&self.none));
        for folder in folder.ancestors() {
            if let Some(known) = read.get(folder) {
                answer.clone_from(known);
                break;
            }
            new.push(folder.to_path_buf());
            if let Some(found) = self.file(&folder.join(FILE_NAME), &mut Vec::new(), &mut read) {
                answer = found;
                break;
            }
        }
        read.extend(new.into_iter().map(|folder| (folder, answer.clone())));
        answer
    }

    /// The saved responses that were read so far.
    pub fn responses(&self) -> Vec<Arc<Loaded>> {
        self.responses.all()
    }

    /// Forgets what has been read, after a configuration or a saved response has changed.
    pub fn forget(&self) {
        self.responses.forget();
        self.none.forget();
        self.read.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// One configuration with what it builds on; nothing where there is no such file. `chain` are
    /// those that build on it.
    fn file(
        &self,
        path: &Path,
        chain: &mut Vec<PathBuf>,
        read: &mut HashMap<PathBuf, Answer>,
    ) -> Option<Answer> {
        let known = absolute(path);
        if let Some(answer) = read.get(&known) {
            return Some(answer.clone());
        }
        let answer = match bytes(path) {
            Ok(bytes) => {
                let bytes = bytes?;
                chain.push(known.clone());
                let config = self.layers(path, &bytes, chain, read);
                chain.pop();
                config
            }
            Err(error) => Err(Arc::new(unreadable(path, &error.to_string()))),
        };
        read.insert(known, answer.clone());
        Some(answer)
    }

    fn layers(
        &self,
        path: &Path,
        bytes: &[u8],
        chain: &mut Vec<PathBuf>,
        read: &mut HashMap<PathBuf, Answer>,
    ) -> Answer {
        let layer = parse(path, bytes).map_err(Arc::new)?;
        let mut layers = Vec::new();
        if let Some(base) = layer.extends() {
            if chain.contains(&base) {
                return Err(Arc::new(layer.bad_base("it builds on this file")));
            }
            if chain.len() > DEPTH {
                return Err(Arc::new(layer.bad_base("too many files build on each other")));
            }
            let missing = || Err(Arc::new(layer.bad_base("there is no such file")));
            let base = self.file(&base, chain, read).unwrap_or_else(missing)?;
            layers.extend(base.layers().iter().cloned());
        }
        layers.push(Arc::new(layer));
        Ok(Arc::new(Config::new(layers, &self.options).sharing(&self.responses)))
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

fn parse(path: &Path, bytes: &[u8]) -> Result<Layer, ConfigError> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Layer::read(path, text);
    }
    let source = Source::new(displayed(path), bytes);
    let place = source.unreadable.first().copied().unwrap_or(Span::empty(0));
    let found = Found::new(place, "these bytes are not UTF-8").help("save it as UTF-8");
    let problems = vec![Problem::at(&source, found)];
    Err(ConfigError { file: source.name().to_owned(), problems })
}

fn unreadable(path: &Path, why: &str) -> ConfigError {
    let problems = vec![Problem::whole(format!("cannot read {}: {why}", displayed(path)))];
    ConfigError { file: displayed(path), problems }
}
