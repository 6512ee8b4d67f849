//! `metadata`: which saved responses the bodies ask for, which are there, and the commands that
//! fetch the others. Opens no connection.

mod commands;
mod notes;
mod uses;
mod view;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub(super) use self::notes::{notes, old};
use self::uses::{Uses, Wanted};
use super::args::{Listing, Responses};
use super::files::{Files, Given};
use super::output::Output;
use super::{Failure, Status};
use crate::config::{Config, Configs, Discovery, Loaded, Options};
use crate::metadata::{Metadata, OLD_DAYS, Response};
use crate::report::text::printable;

/// What there is of a response that bodies ask for.
#[derive(Debug)]
struct Entry {
    wanted: Wanted,
    /// The file and how many days ago it was taken.
    saved: Option<(String, Option<i64>)>,
    /// The command that fetches it; none for what is there and not old.
    command: Option<String>,
    /// The bodies that ask for it.
    bodies: Vec<String>,
}

impl Entry {
    fn state(&self) -> &'static str {
        match (&self.saved, &self.command) {
            (None, _) => "missing",
            (Some(_), Some(_)) => "old",
            (Some(_), None) => "saved",
        }
    }
}

pub(super) fn run(args: &Responses, output: &mut Output) -> Result<Status, Failure> {
    let how = match &args.config {
        _ if args.no_config => Discovery::Off,
        Some(path) => Discovery::File(path.clone()),
        None => Discovery::Nearest,
    };
    let options = Options { metadata: args.metadata.clone(), ..Options::default() };
    let configs = Arc::new(Configs::new(how, options));
    let given = Given { paths: &args.paths, ..Given::default() };
    let files = Files::collect(&given, &configs, &mut |_| {});
    let mut failed = false;
    let mut fail = |problem: String, output: &mut Output| {
        failed = true;
        output.note(&format!("error: {}", printable(&problem)));
    };
    files.problems.iter().for_each(|problem| fail(problem.clone(), output));
    for empty in &files.empty {
        output.note(&format!("warning: {}", printable(empty)));
    }
    files.broken.iter().for_each(|error| fail(error.to_string(), output));
    let mut asked: BTreeMap<Wanted, Asked> = BTreeMap::new();
    let mut unconfigured = false;
    for input in files.inputs.iter().filter(|input| !input.stdin) {
        let config = match configs.of(input.path()) {
            Ok(config) => config,
            Err(error) => {
                fail(error.to_string(), output);
                continue;
            }
        };
        let uses = match input.read() {
            Ok(bytes) => Uses::of(&input.name, &bytes),
            Err(problem) => {
                fail(problem, output);
                continue;
            }
        };
        let loaded = config.responses_for(input.path());
        unconfigured |= loaded.is_none();
        for wanted in uses.wanted() {
            let one = asked.entry(wanted).or_insert_with(|| Asked::new(&config, input.path()));
            one.bodies.push(input.name.clone());
            // Where one body has the response, another of the same may have none.
            one.loaded = one.loaded.take().or_else(|| loaded.clone());
        }
    }
    let now = notes::now();
    let entries: Vec<Entry> =
        asked.into_iter().map(|(wanted, asked)| asked.entry(wanted, now)).collect();
    let loaded = configs.responses();
    for note in notes(&loaded) {
        match note.is_failure {
            true => fail(note.to_string(), output),
            false => output.note(&format!("warning: {}", printable(&note.to_string()))),
        }
    }
    if unconfigured && !entries.is_empty() {
        output.note(
            "note: no saved responses are configured here; add `metadata = [\"polytomic/\"]` to \
             polytomic-lint.toml, or use `--metadata`",
        );
    }
    let text = match args.format {
        Listing::Human => view::human(&entries),
        Listing::Json => view::json(&entries),
    };
    output.print(text.as_bytes())?;
    output.flush()?;
    Ok(if failed { Status::Failed } else { Status::Clean })
}

/// Who asks for a response, and where it would be.
struct Asked {
    bodies: Vec<String>,
    folder: PathBuf,
    loaded: Option<Arc<Loaded>>,
}

impl Asked {
    fn new(config: &Config, path: &Path) -> Self {
        let folder = config.responses_folder(path).unwrap_or_else(|| PathBuf::from("polytomic"));
        Self { bodies: Vec::new(), folder, loaded: config.responses_for(path) }
    }

    fn entry(self, wanted: Wanted, now: i64) -> Entry {
        let metadata = self.loaded.as_ref().map(|loaded| &loaded.metadata);
        let saved = metadata.and_then(|metadata| wanted.find(metadata));
        let days = |response: &Response| notes::days(response, now);
        let saved = saved.map(|response| (response.file.clone(), days(response)));
        let old = saved.as_ref().is_none_or(|(_, days)| days.is_some_and(|days| days > OLD_DAYS));
        let file = match &saved {
            Some((file, _)) => PathBuf::from(file),
            None => self.folder.join(wanted.file()),
        };
        let command = old.then(|| commands::fetch(&wanted, &file));
        Entry { wanted, saved, command, bodies: self.bodies }
    }
}

impl Wanted {
    /// The response, if it is there.
    fn find<'m>(&self, metadata: &'m Metadata) -> Option<&'m Response> {
        match self {
            Self::Objects { connection } => metadata.objects_response(connection),
            Self::Fields { connection, object } => metadata.fields_response(connection, object),
            Self::Model { id } => metadata.model_response(id),
        }
    }
}
