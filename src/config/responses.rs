//! Saved responses in files and folders: found, read once, and kept.

use std::collections::HashMap;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use super::paths::{absolute, displayed};
use crate::metadata::{Metadata, Problem, Reading, Response};
use crate::text::{Position, Source, has_ending};

/// A larger file is not read.
const SIZE_LIMIT: u64 = 512 * 1024 * 1024;
/// Folders deeper than this are not looked into.
const DEPTH_LIMIT: usize = 32;

/// A path of responses, and what it is relative to.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Place {
    pub(super) path: PathBuf,
    pub(super) base: PathBuf,
    /// Whether the run cannot do without it.
    pub(super) needed: bool,
}

/// Everything that was read from some paths.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct Loaded {
    /// The responses.
    pub metadata: Metadata,
    /// What there is to say about their files.
    pub notes: Vec<Note>,
    /// The files and folders that were looked at.
    pub sources: Vec<PathBuf>,
}

/// Something to say about a file of responses.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Note {
    /// The file, as messages show it.
    pub file: String,
    /// The place in it; none where the file could not be read.
    pub start: Option<Position>,
    /// One sentence.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// Whether the file holds no response at all, so that one is yet to be fetched.
    pub is_no_response: bool,
    /// Whether a file that was asked for could not be read, so that the run fails.
    pub is_failure: bool,
}

impl std::fmt::Display for Note {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.file)?;
        if let Some(start) = self.start {
            write!(f, ":{}:{}", start.line, start.column)?;
        }
        write!(f, ": {}", self.message)?;
        self.help.as_ref().map_or(Ok(()), |help| write!(f, " ({help})"))
    }
}

/// The responses of a run; each set of paths is read once, when a linter first needs it.
#[derive(Debug, Default)]
pub(super) struct Responses {
    loaded: Mutex<HashMap<Vec<Place>, Arc<Loaded>>>,
}

impl Responses {
    /// What is at some places.
    pub(super) fn at(&self, places: &[Place]) -> Arc<Loaded> {
        let mut loaded = self.loaded.lock().unwrap_or_else(PoisonError::into_inner);
        let read = || Arc::new(load(places));
        Arc::clone(loaded.entry(places.to_vec()).or_insert_with(read))
    }

    /// Everything that was read so far.
    pub(super) fn all(&self) -> Vec<Arc<Loaded>> {
        let loaded = self.loaded.lock().unwrap_or_else(PoisonError::into_inner);
        let mut all: Vec<_> = loaded.iter().collect();
        all.sort_by(|(one, _), (other, _)| {
            let paths =
                |places: &[Place]| places.iter().map(|it| it.path.clone()).collect::<Vec<_>>();
            paths(one).cmp(&paths(other))
        });
        all.into_iter().map(|(_, loaded)| Arc::clone(loaded)).collect()
    }

    /// Forgets what was read.
    pub(super) fn forget(&self) {
        self.loaded.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

fn load(places: &[Place]) -> Loaded {
    let mut loader = Loader::default();
    for place in places {
        match std::fs::metadata(&place.path) {
            Ok(found) if found.is_dir() => loader.folder(&place.path, place, 0),
            Ok(_) => loader.file(&place.path, place, true),
            Err(error) => loader.unread(&place.path, &error.to_string(), place.needed),
        }
        loader.sources.push(place.path.clone());
    }
    let Loader { responses, notes, sources } = loader;
    Loaded { metadata: Metadata::from(responses), notes, sources }
}

#[derive(Default)]
struct Loader {
    responses: Vec<Response>,
    notes: Vec<Note>,
    sources: Vec<PathBuf>,
}

impl Loader {
    /// Everything in a folder that may be a response, in the order of names. Links to folders are
    /// not followed.
    fn folder(&mut self, folder: &Path, place: &Place, depth: usize) {
        let entries = match std::fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) => return self.unread(folder, &error.to_string(), true),
        };
        let mut entries: Vec<_> = entries.filter_map(Result::ok).collect();
        entries.sort_by_key(std::fs::DirEntry::file_name);
        for entry in entries {
            let path = entry.path();
            let name = entry.file_name().to_string_lossy().into_owned();
            let Ok(kind) = entry.file_type() else { continue };
            if name.starts_with('.') {
                continue;
            }
            if kind.is_dir() && depth < DEPTH_LIMIT {
                self.folder(&path, place, depth + 1);
            } else if is_named_like_a_response(&name) && path.is_file() {
                self.file(&path, place, false);
            }
        }
    }

    fn file(&mut self, path: &Path, place: &Place, named: bool) {
        let (bytes, modified) = match read(path) {
            Ok(read) => read,
            Err(error) => return self.unread(path, &error.to_string(), true),
        };
        self.sources.push(path.to_path_buf());
        // What lies above the folder of the configuration says nothing about the response.
        let whole = absolute(path);
        let within = whole.strip_prefix(&place.base).unwrap_or(path);
        let file = displayed(path);
        let reading = Reading::of(&within.to_string_lossy(), &bytes, modified);
        let mut problems = reading.problems;
        if named && reading.responses.is_empty() && problems.is_empty() {
            problems.push(Reading::unknown(&bytes));
        }
        let response = |response| Response { file: file.clone(), ..response };
        self.responses.extend(reading.responses.into_iter().map(response));
        if !problems.is_empty() {
            let source = Source::new(file.clone(), &bytes);
            self.notes.extend(problems.into_iter().map(|problem| note(&source, problem)));
        }
    }

    fn unread(&mut self, path: &Path, why: &str, is_failure: bool) {
        self.notes.push(Note {
            file: displayed(path),
            start: None,
            message: format!("cannot be read: {why}"),
            help: None,
            is_no_response: false,
            is_failure,
        });
    }
}

fn note(source: &Source<'_>, problem: Problem) -> Note {
    Note {
        file: source.name().to_owned(),
        start: Some(source.position(problem.span.start)),
        message: problem.message,
        help: Some(problem.help),
        is_no_response: problem.is_no_response,
        is_failure: false,
    }
}

/// A file's bytes, and its time.
fn read(path: &Path) -> std::io::Result<(Vec<u8>, Option<i64>)> {
    let about = std::fs::metadata(path)?;
    if !about.is_file() {
        return Err(std::io::Error::other("it is not a file"));
    }
    if about.len() > SIZE_LIMIT {
        return Err(std::io::Error::other("it is larger than 512 MiB"));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(about.len()).unwrap_or_default() + 1);
    File::open(path)?.take(SIZE_LIMIT + 1).read_to_end(&mut bytes)?;
    Ok((bytes, about.modified().ok().and_then(seconds)))
}

fn seconds(time: SystemTime) -> Option<i64> {
    i64::try_from(time.duration_since(UNIX_EPOCH).ok()?.as_secs()).ok()
}

/// Whether a file is a response by its name, in a folder of them.
fn is_named_like_a_response(name: &str) -> bool {
    has_ending(name.as_bytes(), ".json") && !has_ending(name.as_bytes(), ".sync.json")
}
