//! Which files are linted.

use std::collections::{HashMap, HashSet};
use std::ffi::OsString;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use globset::GlobBuilder;

use super::input::Input;
use super::job::Outcome;
use super::pool::{Slot, Slots};
use super::walk::{Found, Met, below, by_parts, walk};
use crate::config::{ConfigError, Configs, absolute};
use crate::endpoint::{Decided, Endpoint};
use crate::host;

/// A file of a run, and what comes of it.
pub(super) type File = Slot<Input, Outcome>;

/// The files of a run, each once, and what could not be looked at.
#[derive(Debug, Default)]
pub(super) struct Files {
    pub(super) inputs: Slots<Input, Outcome>,
    /// Sentences.
    pub(super) problems: Vec<String>,
    /// Configurations that cannot be used, each once.
    pub(super) broken: Vec<Arc<ConfigError>>,
    /// Given folders and patterns without a file, a sentence each.
    pub(super) empty: Vec<String>,
    /// Where they are, whatever they were called; as texts, which are quicker to compare.
    seen: HashSet<OsString>,
    /// How many of the first are where they are said to be, each once, and not in `seen`: nearly
    /// always that is all of them.
    unnoted: usize,
}

/// What the command line says about files.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Given<'g> {
    pub(super) paths: &'g [PathBuf],
    pub(super) stdin_filename: Option<&'g str>,
    pub(super) force_exclude: bool,
    pub(super) only_included: bool,
}

impl Given<'_> {
    /// Whether a file is left out although it was named.
    fn leaves_out(&self, input: &Input) -> bool {
        let Ok(config) = &input.config else { return false };
        self.force_exclude && config.excludes(&input.whole)
            || self.only_included && !config.takes(&input.whole)
    }
}

impl Files {
    /// The files that the arguments mean. Most are handed to `begin` as soon as they are met, in no
    /// order, some of which may be left out in the end.
    pub(super) fn collect(
        given: &Given<'_>,
        configs: &Arc<Configs>,
        begin: &mut dyn FnMut(&Arc<File>),
    ) -> Self {
        let mut files = Self::default();
        let mut paths: Vec<&Path> = given.paths.iter().map(PathBuf::as_path).collect();
        if paths.is_empty() {
            // A name for standard input is meant for what is read there.
            paths.push(Path::new(if given.stdin_filename.is_some() { "-" } else { "." }));
        }
        let mut stdin = false;
        for path in paths {
            if path.as_os_str() == "-" {
                if !std::mem::replace(&mut stdin, true) {
                    let mut input = Input::stdin(given.stdin_filename, configs);
                    input.excluded = given.leaves_out(&input);
                    files.inputs.push(Arc::new(Slot::new(input)));
                }
            } else if path.is_dir() {
                files.folder(path, configs, begin);
            } else if is_pattern(path) && std::fs::symlink_metadata(path).is_err() {
                files.pattern(path, configs, begin);
            } else {
                let whole = absolute(path);
                let input = Input::file(path.to_path_buf(), configs.of(&whole), whole);
                if !given.leaves_out(&input) {
                    let canonical = canonical(path);
                    files.add(Arc::new(Slot::new(input)), canonical);
                }
            }
        }
        files.sent(given, configs);
        files
    }

    /// Adds the files that requests in the files send, each after the first one that sends it, and
    /// notes with each file what those requests decide.
    fn sent(&mut self, given: &Given<'_>, configs: &Arc<Configs>) {
        if !self.inputs.iter().any(|input| host::may_send_files(&input.name)) {
            return;
        }
        let mut requests: HashMap<PathBuf, Vec<Decided>> = HashMap::new();
        self.note_all();
        for input in std::mem::take(&mut self.inputs) {
            let files = sent_files(&input);
            self.inputs.push(input);
            for (path, decided) in files {
                let (whole, canonical) = (absolute(&path), canonical(&path));
                requests.entry(canonical.clone()).or_default().push(decided);
                let input = Input::file(path, configs.of(&whole), whole);
                if !given.leaves_out(&input) {
                    self.add(Arc::new(Slot::new(input)), canonical);
                }
            }
        }
        if requests.is_empty() {
            return;
        }
        for input in self.inputs.iter_mut().filter(|input| !input.stdin) {
            if let Some(all) = requests.get(&canonical(input.path())) {
                let decided = Decided::together(all);
                // What has begun does not know.
                *input = Arc::new(Slot::new(Input::clone(input).with(decided)));
            }
        }
    }

    /// Whether one of the files is at this place.
    pub(super) fn has(&self, path: &Path) -> bool {
        let place = canonical(path);
        self.seen.contains(place.as_os_str())
            || self.inputs[..self.unnoted].iter().any(|input| input.whole == place)
    }

    fn add(&mut self, file: Arc<File>, canonical: PathBuf) {
        self.note_all();
        if self.seen.insert(canonical.into_os_string()) {
            self.inputs.push(file);
        }
    }

    /// Notes where the first files are.
    fn note_all(&mut self) {
        let unnoted = std::mem::take(&mut self.unnoted);
        let places =
            self.inputs[..unnoted].iter().map(|input| input.whole.clone().into_os_string());
        self.seen.extend(places);
    }

    fn folder(&mut self, folder: &Path, configs: &Arc<Configs>, begin: &mut dyn FnMut(&Arc<File>)) {
        if !self.walked(folder, configs, begin, |found| found.config.takes(&found.whole)) {
            self.empty.push(format!(
                "{}: no files to lint: there is no `*.sync.json` or `*.sync.jsonc`, and nothing \
                 that the configuration includes; name a file to lint it anyway",
                folder.display()
            ));
        }
    }

    /// A pattern that no shell has expanded: its files, and of folders that it matches what a walk
    /// takes.
    fn pattern(
        &mut self,
        pattern: &Path,
        configs: &Arc<Configs>,
        begin: &mut dyn FnMut(&Arc<File>),
    ) {
        let (root, rest) = split(pattern);
        let glob = match GlobBuilder::new(&rest).literal_separator(true).build() {
            Ok(glob) => glob.compile_matcher(),
            Err(error) => {
                let why = error.kind();
                self.problems
                    .push(format!("cannot parse the pattern {}: {why}", pattern.display()));
                return;
            }
        };
        let some = root.is_dir()
            && self.walked(&root, configs, begin, |found| {
                let rest = found.path.strip_prefix(&root).unwrap_or(&found.path);
                let mut folders =
                    rest.ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty());
                glob.is_match(rest) && !found.config.excludes(&found.whole)
                    || folders.any(|folder| glob.is_match(folder))
                        && found.config.takes(&found.whole)
            });
        if !some {
            self.empty.push(format!("{}: no files match this pattern", pattern.display()));
        }
    }

    /// Adds the files of a folder that are wanted; whether there was anything.
    fn walked(
        &mut self,
        folder: &Path,
        configs: &Arc<Configs>,
        begin: &mut dyn FnMut(&Arc<File>),
        wanted: impl Fn(&Found) -> bool,
    ) -> bool {
        let here = folder == Path::new(".");
        let root = canonical(folder);
        // Nearly always nothing on the way to the folder is a link, and a file is called the same.
        let linked = root != absolute(folder);
        // Files and their places, where those are others than said.
        let mut files: Vec<(Arc<File>, Option<PathBuf>)> = Vec::new();
        let (mut problems, mut broken) = (Vec::new(), Vec::new());
        let first = self.inputs.is_empty();
        if !first {
            self.note_all();
        }
        let known = |file: &File| self.seen.contains(file.whole.as_os_str());
        walk(folder, configs, |met| {
            match met {
                Met::File(found) if wanted(&found) => {
                    // A walk follows no links to folders, so nothing needs to be looked up.
                    let place = match (found.link, linked) {
                        (true, _) => Some(canonical(&found.path)),
                        (false, true) => Some(root.join(below(&found.path, folder))),
                        (false, false) => None,
                    };
                    let path = match here {
                        true => below(&found.path, folder).to_path_buf(),
                        false => found.path,
                    };
                    let input = Input::file(path, Ok(found.config), found.whole);
                    let input = if found.link { input } else { input.walked() };
                    let file = Arc::new(Slot::new(input));
                    if !found.link && (first || !known(&file)) {
                        begin(&file);
                    }
                    files.push((file, place));
                }
                Met::File(_) => {}
                Met::Problem(path, problem) => problems.push((path, problem)),
                Met::Broken(path, error) => broken.push((path, error)),
            }
            true
        });
        // A walk goes as the system lists folders; people read names in order.
        files.sort_unstable_by(|(one, _), (other, _)| by_parts(one.path(), other.path()));
        problems.sort_by(|(one, _), (other, _)| one.cmp(other));
        broken.sort_by(|(one, _), (other, _)| by_parts(one, other));
        let some = !(files.is_empty() && problems.is_empty() && broken.is_empty());
        self.problems.extend(problems.into_iter().map(|(_, problem)| problem));
        broken.into_iter().for_each(|(_, error)| self.broken(error));
        if first && files.iter().all(|(_, place)| place.is_none()) {
            self.inputs.extend(files.into_iter().map(|(file, _)| file));
            self.unnoted = self.inputs.len();
            return some;
        }
        for (file, place) in files {
            let place = place.unwrap_or_else(|| file.whole.clone());
            self.add(file, place);
        }
        some
    }

    /// Notes a configuration that cannot be used.
    fn broken(&mut self, error: Arc<ConfigError>) {
        if !self.broken.iter().any(|known| known.file() == error.file()) {
            self.broken.push(error);
        }
    }
}

/// The files that the requests in a file send, as far as they are there, and what those requests
/// decide.
fn sent_files(input: &Input) -> Vec<(PathBuf, Decided)> {
    if input.stdin || !host::may_send_files(&input.name) {
        return Vec::new();
    }
    let text = input.read().unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let keys: Vec<&str> = Endpoint::default().required_keys().collect();
    let folder = input.path().parent().unwrap_or(Path::new(""));
    let files = host::files(&input.name, &text, &keys).into_iter();
    let json = |(path, _): &(PathBuf, Decided)| {
        let ending = path.extension().is_some_and(|ending| ending == "json" || ending == "jsonc");
        ending && path.is_file()
    };
    let path = |file: String| folder.join(file.strip_prefix("./").unwrap_or(&file));
    files.map(|(file, decided)| (path(file), decided)).filter(json).collect()
}

fn canonical(path: &Path) -> PathBuf {
    std::fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf())
}

fn is_pattern(path: &Path) -> bool {
    path.to_string_lossy().contains(['*', '?', '[', '{'])
}

/// The folder that a pattern starts in, and the pattern below it.
fn split(pattern: &Path) -> (PathBuf, String) {
    let mut parts = pattern.components().peekable();
    let mut root = PathBuf::new();
    while let Some(part) = parts.next_if(|part| !is_pattern(Path::new(part))) {
        root.push(part);
    }
    if root.as_os_str().is_empty() {
        root.push(Component::CurDir);
    }
    let rest = parts.map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>();
    (root, rest.join("/"))
}
