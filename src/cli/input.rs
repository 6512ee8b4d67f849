//! What is in a file, or on standard input.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::config::{Config, ConfigError, Configs, absolute};
use crate::endpoint::Decided;
use crate::text::Source;

/// Larger files are refused.
const SIZE_LIMIT: u64 = 512 * 1024 * 1024;

/// Most files are smaller, and are read at once.
const USUAL: usize = 16 * 1024;

/// What standard input is called, unless a name is given.
const STDIN: &str = "stdin.json";

/// A file to lint.
#[derive(Debug, Clone)]
pub(super) struct Input {
    /// What messages call it: the path as given, or as walked below a given folder.
    pub(super) name: String,
    /// Where it is, if the name does not say it.
    nameless: Option<PathBuf>,
    /// Where it is, or for standard input seems to be, absolute.
    pub(super) whole: PathBuf,
    pub(super) config: Result<Arc<Config>, Arc<ConfigError>>,
    pub(super) stdin: bool,
    /// Whether it is to be passed on as it is.
    pub(super) excluded: bool,
    /// What the requests that send it decide, where files that are linted have such requests.
    pub(super) decided: Decided,
    /// Whether the name was given, so that its ending says what the input is.
    titled: bool,
    /// Whether a walk has seen that it is a file.
    walked: bool,
}

impl Input {
    pub(super) fn file(
        path: PathBuf,
        config: Result<Arc<Config>, Arc<ConfigError>>,
        whole: PathBuf,
    ) -> Self {
        let (name, nameless) = match path.into_os_string().into_string() {
            Ok(name) => (name, None),
            Err(path) => (path.to_string_lossy().into_owned(), Some(path.into())),
        };
        Self {
            name,
            nameless,
            whole,
            config,
            stdin: false,
            excluded: false,
            decided: Decided::default(),
            titled: true,
            walked: false,
        }
    }

    /// Where it is, or for standard input seems to be.
    pub(super) fn path(&self) -> &Path {
        self.nameless.as_deref().unwrap_or(Path::new(&self.name))
    }

    /// The same, of a file that a walk has seen.
    pub(super) fn walked(self) -> Self {
        Self { walked: true, ..self }
    }

    /// The same, with what the requests that send it decide.
    pub(super) fn with(self, decided: Decided) -> Self {
        Self { decided, ..self }
    }

    /// Standard input, by the name that is given for it.
    pub(super) fn stdin(given: Option<&str>, configs: &Configs) -> Self {
        let name = given.unwrap_or(STDIN);
        let whole = absolute(Path::new(name));
        let config = configs.of(&whole);
        let file = Self::file(PathBuf::from(name), config, whole);
        Self { stdin: true, titled: given.is_some(), ..file }
    }

    /// A text of this name.
    pub(super) fn source<'b>(&'b self, bytes: &'b [u8]) -> Source<'b> {
        let source = Source::new(&self.name, bytes);
        if self.titled { source } else { source.untitled() }
    }

    /// Its bytes.
    ///
    /// # Errors
    ///
    /// A sentence on why it cannot be read.
    pub(super) fn read(&self) -> Result<Vec<u8>, String> {
        let bytes = match (self.stdin, self.walked) {
            (true, _) => limited(std::io::stdin().lock(), 0),
            // Nothing more is asked about thousands of files.
            (_, true) => File::open(self.path()).and_then(|file| limited(file, 0)),
            _ => read(self.path()),
        };
        match bytes {
            Ok(Some(bytes)) => Ok(bytes),
            Ok(None) => Err(format!("{} is larger than the limit of 512 MiB", self.name)),
            Err(error) => Err(format!("cannot read {}: {error}", self.name)),
        }
    }
}

/// Nothing for what is too large.
fn read(path: &Path) -> std::io::Result<Option<Vec<u8>>> {
    let metadata = std::fs::metadata(path)?;
    // A shell's `<(…)` is a pipe with somebody at its other end; any other pipe may block forever.
    let piped = path.starts_with("/dev/fd") || path == Path::new("/dev/stdin");
    if !metadata.is_file() && !piped {
        return Err(std::io::Error::other("it is not a file"));
    }
    if metadata.len() > SIZE_LIMIT {
        return Ok(None);
    }
    limited(File::open(path)?, metadata.len())
}

fn limited(from: impl Read, size: u64) -> std::io::Result<Option<Vec<u8>>> {
    let size = usize::try_from(size).unwrap_or_default();
    let mut bytes = Vec::with_capacity(size.saturating_add(1).max(USUAL));
    from.take(SIZE_LIMIT + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= SIZE_LIMIT).then_some(bytes))
}
