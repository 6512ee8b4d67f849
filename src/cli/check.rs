//! `check`: files in, findings out.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use super::args::Check;
use super::baselines::{Baselines, Gone, Updates};
use super::files::{Files, Given};
use super::input::Input;
use super::job::{Job, Outcome};
use super::output::{Output, Stream};
use super::pool::Pool;
use super::summary::Tally;
use super::unused::Usage;
use super::writing::Writing;
use super::{Failure, Status, fixing, metadata, panics};
use crate::config::{Config, ConfigError, Configs, Discovery};
use crate::finding::{Finding, HostKind};
use crate::linter::Report;
use crate::report::human;
use crate::report::text::printable;
use crate::rules::find_rules;
use crate::text::{Applicability, Fix};

pub(super) fn run(args: &Check, output: &mut Output) -> Result<Status, Failure> {
    let started = Instant::now();
    let configs = Arc::new(Configs::new(discovery(args), args.options.clone()));
    let baselines = Baselines::new(args);
    let given = Given {
        paths: &args.paths,
        stdin_filename: args.stdin_filename.as_deref(),
        force_exclude: args.force_exclude,
        only_included: args.only_included,
    };
    let mut run = Run::new(args, &baselines, output);
    panics::silence();
    let job = Job { args, baselines: &baselines, writing: run.writing.clone() };
    // What writes files begins when nothing stands against the run any more.
    let early = !(args.show_files || args.fix || args.diff || args.update_baseline);
    Pool::new(args.jobs).with(&|input: &Input| job.run(input), |crew| {
        let files = Files::collect(&given, &configs, &mut |file| {
            if early {
                crew.begin(file);
            }
        });
        run.missed(&files);
        if args.show_files {
            return run.show(&files);
        }
        run.try_output(&files)?;
        run.idle_options();
        let total = files.inputs.len();
        let mut done = 0;
        crew.each(files.inputs, |input, outcome| {
            run.take(input, outcome);
            done += 1;
            if !args.quiet {
                run.output.progress(done, total, started);
            }
        });
        run.ignores(&configs);
        run.responses(&configs);
        run.finish(started)
    })
}

/// What a run gathers, file by file.
struct Run<'r> {
    args: &'r Check,
    baselines: &'r Baselines,
    output: &'r mut Output,
    writing: Writing,
    tally: Tally,
    usage: Usage,
    updates: Updates,
    gone: Gone,
    /// For formats that are one document: what each file adds, and the reports.
    parts: Vec<String>,
    reports: Vec<Report>,
    /// What goes to the output file.
    saved: String,
    /// Warnings about configurations.
    reported: BTreeSet<String>,
    printed: Result<(), Failure>,
}

impl<'r> Run<'r> {
    fn new(args: &'r Check, baselines: &'r Baselines, output: &'r mut Output) -> Self {
        let stream = match (output_file(args), prints_text(args)) {
            (Some(_), _) => Stream::File,
            (None, true) => Stream::Error,
            (None, false) => Stream::Output,
        };
        let look = output.look(args.narrated, stream);
        Self {
            args,
            baselines,
            output,
            writing: Writing::new(args.format, look, args.max_diagnostics),
            tally: Tally::default(),
            usage: Usage::default(),
            updates: Updates::default(),
            gone: Gone::default(),
            parts: Vec::new(),
            reports: Vec::new(),
            saved: String::new(),
            reported: BTreeSet::new(),
            printed: Ok(()),
        }
    }

    /// Reports what could not be looked at.
    fn missed(&mut self, files: &Files) {
        files.problems.iter().for_each(|problem| self.problem(problem));
        files.broken.iter().for_each(|error| self.broken(error));
        for empty in &files.empty {
            match self.args.fail_on_empty {
                true => self.problem(empty),
                false => self.warning(empty),
            }
        }
    }

    /// Prints the names of the files instead of linting them.
    fn show(self, files: &Files) -> Result<Status, Failure> {
        let inputs = files.inputs.iter().filter(|input| !input.excluded);
        let names: String = inputs.map(|input| printable(&input.name) + "\n").collect();
        self.output.print(names.as_bytes())?;
        self.output.flush()?;
        Ok(self.status())
    }

    /// Makes sure that the output file can be written and is no input.
    fn try_output(&self, files: &Files) -> Result<(), Failure> {
        let Some(path) = output_file(self.args) else { return Ok(()) };
        let fail = |error| Failure::Write { path: path.display().to_string(), error };
        if files.has(path) || self.args.options.baseline.as_deref() == Some(path) {
            let why = std::io::Error::other("it is an input of this run");
            return Err(fail(why));
        }
        fixing::try_save(path).map_err(fail)
    }

    fn warning(&mut self, text: &str) {
        if !self.args.quiet {
            self.output.note(&format!("warning: {}", printable(text)));
        }
    }

    /// Reports options that have no effect.
    fn idle_options(&mut self) {
        if self.args.unsafe_fixes && !self.args.fix && !self.args.diff {
            self.warning("`--unsafe-fixes` has no effect without `--fix` or `--diff`");
        }
        for name in &self.args.options.ignore {
            let rules = find_rules(name).unwrap_or_default();
            if !rules.is_empty() && rules.iter().all(|info| info.always_on) {
                self.warning(&format!(
                    "`{name}` cannot be ignored; a body that is not JSON cannot be sent"
                ));
            }
        }
    }

    /// Reports what is odd about a configuration, once.
    fn odd(&mut self, config: &Config) {
        if self.args.quiet || config.warnings().next().is_none() {
            return;
        }
        let look = self.output.look(self.args.narrated, Stream::Error);
        for problem in config.warnings() {
            let text = human::problem(problem, look);
            if self.reported.insert(text.clone()) {
                self.output.note(text.trim_end());
            }
        }
    }

    fn problem(&mut self, problem: &str) {
        if self.tally.fail(problem) {
            self.output.note(&format!("error: {}", printable(problem)));
        }
    }

    /// Reports everything that is wrong with a configuration.
    fn broken(&mut self, error: &ConfigError) {
        if !self.tally.fail(&error.to_string()) {
            return;
        }
        let look = self.output.look(self.args.narrated, Stream::Error);
        for problem in error.problems() {
            let text = match problem.start() {
                Some(_) => human::problem(problem, look),
                None => format!("error: {}", printable(&problem.to_string())),
            };
            self.output.note(text.trim_end());
        }
    }

    fn take(&mut self, input: &Input, mut outcome: Outcome) {
        outcome.problems.iter().for_each(|problem| self.problem(problem));
        if let Some(error) = outcome.broken.take() {
            self.broken(&error);
        }
        self.usage.take(&input.whole, &outcome);
        self.updates.take(self.baselines, &input.whole, &outcome);
        self.gone.take(self.baselines, &input.whole, &outcome);
        self.tally.fixes += outcome.fixes;
        self.tally.embedded += outcome.embedded;
        self.print(&outcome.printed);
        if let (Some(report), Some(config)) = (outcome.report, outcome.config) {
            self.odd(&config);
            self.tally.count(&report, config.fail_on());
            self.tally.inside += report.findings().iter().filter(|it| is_safe_inside(it)).count();
            if !self.args.unsafe_fixes {
                let guesses = || report.findings().iter().filter(|it| is_guess(it));
                self.tally.guesses += guesses().count();
                self.tally.guesses_inside += guesses().filter(|it| is_inside(it)).count();
            }
            self.keep(report, outcome.text);
        }
    }

    fn keep(&mut self, report: Report, part: String) {
        if self.writing.by_file() {
            return self.write(&part);
        }
        self.parts.push(part);
        self.reports.push(report);
    }

    /// Puts findings where they belong.
    fn write(&mut self, text: &str) {
        match (output_file(self.args), prints_text(self.args)) {
            (Some(_), _) => self.saved.push_str(text),
            (None, true) if text.is_empty() || self.args.diff && self.args.quiet => {}
            (None, true) => self.output.note(text.trim_end()),
            (None, false) => self.print(text.as_bytes()),
        }
    }

    /// Prints to standard output; the first failure is the one that is reported.
    fn print(&mut self, bytes: &[u8]) {
        if self.printed.is_ok() {
            self.printed = self.output.print(bytes);
        }
    }

    /// Ignores of configurations that had nothing to do.
    fn ignores(&mut self, configs: &Arc<Configs>) {
        for mut unused in std::mem::take(&mut self.usage).report(configs) {
            let path = std::path::Path::new(&unused.layer.name).to_path_buf();
            let known = self.baselines.of(&unused.config, &path).ok().flatten();
            let taken = self.baselines.takes(&unused.config).unwrap_or_else(|problem| {
                self.problem(&problem);
                false
            });
            unused.report.set_aside(|finding| {
                taken || known.as_ref().is_some_and(|known| known.holds(finding))
            });
            let old = unused.report.baselined();
            self.updates.add(self.baselines, &unused.config, &unused.linter, &path, old);
            self.tally.count(&unused.report, unused.config.fail_on());
            let source = crate::text::Source::new(&unused.layer.name, &unused.layer.text);
            let part = self.writing.part(&unused.report, &source, unused.config.junit_failures());
            self.keep(unused.report, part);
        }
    }

    /// What there is to say about saved responses, and how old they are.
    fn responses(&mut self, configs: &Configs) {
        let loaded = configs.responses();
        for note in metadata::notes(&loaded) {
            if note.is_failure {
                self.problem(&note.to_string());
            } else if !self.args.quiet {
                let commands = match note.is_no_response {
                    true => "; `polytomic-lint metadata` prints the commands that fetch responses",
                    false => "",
                };
                self.output.note(&format!("warning: {}{commands}", printable(&note.to_string())));
            }
        }
        if let Some(advice) = metadata::old(&loaded).filter(|_| !self.args.quiet) {
            self.output.note(&format!("advice: {}", printable(&advice)));
        }
    }

    fn finish(mut self, started: Instant) -> Result<Status, Failure> {
        let parts = std::mem::take(&mut self.parts);
        let document = self.writing.whole(parts, &self.reports, !self.tally.failed);
        self.write(&document);
        if let Some(note) = self.writing.note(&self.reports) {
            self.warning(&note);
        }
        if let Some(path) = output_file(self.args) {
            Output::save(path, &self.saved)?;
        }
        for problem in std::mem::take(&mut self.updates).write() {
            self.problem(&problem);
        }
        for gone in std::mem::take(&mut self.gone).messages(self.baselines) {
            self.warning(&gone);
        }
        self.printed = match std::mem::replace(&mut self.printed, Ok(())) {
            Ok(()) => self.output.flush(),
            failed => failed,
        };
        if !self.args.quiet {
            if self.args.statistics {
                self.output.note(self.tally.statistics().trim_end());
            }
            self.output.note(&self.tally.line(started.elapsed()));
        }
        let status = self.status();
        self.printed.map(|()| status)
    }

    fn status(&self) -> Status {
        match (self.tally.failed, self.tally.found) {
            (true, _) => Status::Failed,
            (false, true) => Status::Found,
            (false, false) => Status::Clean,
        }
    }
}

/// Whether a finding has fixes, and none of them is safe.
fn is_guess(finding: &Finding) -> bool {
    let guess = |fix: &Fix| fix.applicability == Applicability::Unsafe;
    !finding.fixes.is_empty() && finding.fixes.iter().all(guess)
}

/// Whether a finding is in a body inside of another file.
fn is_inside(finding: &Finding) -> bool {
    finding.body.is_some_and(|body| body.kind != HostKind::List)
}

/// The same, with a safe fix.
fn is_safe_inside(finding: &Finding) -> bool {
    let safe = |fix: &Fix| fix.applicability == Applicability::Safe;
    is_inside(finding) && finding.fixes.iter().any(safe)
}

/// The file that findings go to; `-` is standard output.
fn output_file(args: &Check) -> Option<&Path> {
    args.output_file.as_deref().filter(|path| path.as_os_str() != "-")
}

/// Whether standard output belongs to something else than findings.
fn prints_text(args: &Check) -> bool {
    args.diff || args.fix && reads_stdin(args)
}

fn reads_stdin(args: &Check) -> bool {
    match args.paths.as_slice() {
        [] => args.stdin_filename.is_some(),
        paths => paths.iter().any(|path| path.as_os_str() == "-"),
    }
}

fn discovery(args: &Check) -> Discovery {
    match &args.config {
        _ if args.no_config => Discovery::Off,
        Some(path) => Discovery::File(path.clone()),
        None => Discovery::Nearest,
    }
}
