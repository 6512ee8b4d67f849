//! Shell scripts: the bodies that curl and httpie commands send.

mod curl;
mod expansions;
mod lexer;
mod redirects;
mod script;
mod words;

use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use self::curl::{Data, Sent};
use self::script::{Command, Input, Script};
use super::builder::Builder;
use super::{Around, Bodiless, Embedded, Reading, Scope, likeness};
use crate::endpoint::{Aim, RequestText};
use crate::text::Span;

/// Reads the part of a text that is a script.
pub(super) fn read(scope: Scope<'_>, part: Span, around: Around<'_>, out: &mut Reading<'_>) {
    let script = lexer::read(scope.text, part);
    let shell = Shell {
        scope,
        variables: variables(scope.text, &script),
        functions: functions(scope.text, &script),
        written: written(scope.text, &script),
        script: &script,
        used: RefCell::default(),
        depth: Cell::new(0),
    };
    let first = out.bodies.len();
    for (index, command) in script.commands.iter().enumerate() {
        let Some(sent) = shell.sent(command) else { continue };
        shell.take(index, sent, around, out);
    }
    let mut bodies = out.bodies.split_off(first);
    bodies.sort_by_key(Embedded::start);
    bodies.dedup_by_key(|body| body.start());
    out.bodies.append(&mut bodies);
    out.comments.extend_from_slice(&script.comments);
}

/// What variables are set to: the parts of words, in the order of the text.
type Variables<'f> = HashMap<&'f str, Vec<Value>>;

#[derive(Debug, Clone, Copy)]
struct Value {
    /// Where it is set.
    at: u32,
    from: From,
}

#[derive(Debug, Clone, Copy)]
enum From {
    Word(Span),
    Document(usize),
    /// More than one place: `NAME+=value`.
    Parts,
}

fn variables<'f>(text: &'f str, script: &Script) -> Variables<'f> {
    let mut out: Variables<'f> = HashMap::new();
    let mut set = |name, at, from| out.entry(name).or_default().push(Value { at, from });
    for command in &script.commands {
        for word in &command.words {
            if let Some((name, start)) = script::assignment(word.of(text)) {
                let value = Span::new(word.start + start as u32, word.end);
                match name.strip_suffix('+') {
                    Some(name) => set(name, word.start, From::Parts),
                    None => set(name, word.start, From::Word(value)),
                }
            }
        }
        // `read -r -d '' NAME <<EOF`
        let reads = script::name(text, &command.words)
            .is_some_and(|at| command.words[at].of(text) == "read");
        if let (true, Some(Input::Document(number)), Some(last)) =
            (reads, command.input, command.words.last())
        {
            set(last.of(text), last.start, From::Document(number));
        }
    }
    out.values_mut().for_each(|values| values.sort_by_key(|value| value.at));
    out
}

/// The functions of a script by their names: the commands of each.
fn functions<'f>(text: &'f str, script: &Script) -> HashMap<&'f str, Range<usize>> {
    let functions = script.functions.iter();
    functions.map(|one| (one.name.of(text), one.commands.clone())).collect()
}

/// The files that commands of a script write, by their names: the numbers of the commands.
fn written<'f>(text: &'f str, script: &Script) -> HashMap<&'f str, Vec<usize>> {
    let mut out: HashMap<&'f str, Vec<usize>> = HashMap::new();
    for (index, command) in script.commands.iter().enumerate() {
        let tee = script::name(text, &command.words)
            .filter(|at| command.words[*at].of(text) == "tee")
            .and_then(|at| command.words[at + 1..].last());
        if let Some(file) = command.output.as_ref().or(tee) {
            out.entry(bare_name(file.of(text))).or_default().push(index);
        }
    }
    out
}

/// The name of a file without quotes, as far as it is between one pair.
fn bare_name(word: &str) -> &str {
    let name = word.trim_matches(['"', '\'']);
    name.strip_prefix("./").unwrap_or(name)
}

struct Shell<'s, 'f> {
    scope: Scope<'f>,
    script: &'s Script,
    variables: Variables<'f>,
    functions: HashMap<&'f str, Range<usize>>,
    written: HashMap<&'f str, Vec<usize>>,
    /// Where what is read only once starts, however many commands send it: values of variables,
    /// functions, and files that the script writes.
    used: RefCell<HashSet<u32>>,
    /// How many substitutions and pipes lead to what is being read.
    depth: Cell<u32>,
}

/// What is nested deeper is not looked for.
const DEEPEST: u32 = 16;

impl<'f> Shell<'_, 'f> {
    fn said(&self, part: Span) -> RequestText {
        let mut out = Builder::new(self.scope.text);
        words::read(self.scope.text, self.script, part, &mut out);
        // A variable between quotes of the shell is no string of its own here.
        let text = out.text().to_owned();
        let varies = out.has_variables();
        let text = if varies { text.replace('"', "") } else { text };
        RequestText { text, span: part, varies }
    }

    fn sent(&self, command: &Command) -> Option<Sent> {
        let text = self.scope.text;
        let at = script::name(text, &command.words)?;
        let (place, rest) = (command.words[at], &command.words[at + 1..]);
        let name = place.of(text);
        let said = |part| self.said(part);
        match name.rsplit('/').next()? {
            "curl" | "curl.exe" => Some(curl::curl(text, place, rest, &said)),
            "http" | "https" | "xh" | "xhs" => Some(curl::httpie(text, place, rest, &said)),
            _ => None,
        }
    }

    fn take(&self, index: usize, sent: Sent, around: Around<'_>, out: &mut Reading<'_>) {
        let aim = sent.request.aim();
        if matches!(aim, Aim::Other | Aim::Elsewhere) && !self.scope.any {
            return;
        }
        let command = &self.script.commands[index];
        let certain = matches!(aim, Aim::Syncs | Aim::Sync);
        for data in &sent.data {
            let found = match *data {
                Data::Word(part) => self.word(part),
                Data::File(part) => Some(Found::File(part)),
                Data::Input => self.input(command),
            };
            let found = match found {
                Some(Found::File(part)) => self.written(part, index).or(Some(Found::File(part))),
                found => found,
            };
            match found {
                Some(Found::File(part)) if certain => {
                    let said = self.said(part);
                    let name = said.text.trim_start_matches('@');
                    if !said.varies && !name.is_empty() && name != "-" {
                        let name = Some(name.to_owned());
                        out.elsewhere.push(Bodiless { name, request: sent.request });
                        return;
                    }
                }
                Some(Found::Again) if certain => {
                    out.elsewhere.push(Bodiless { name: None, request: sent.request });
                    return;
                }
                Some(Found::Body(body, opening)) if self.scope.is_meant(aim, body.text()) => {
                    let (text, map, variables) = body.finish();
                    out.bodies.push(Embedded {
                        kind: around.kind,
                        text,
                        map: map.with_prefix(around.prefix),
                        variables,
                        request: Some(sent.request),
                        opening,
                        jsonc: false,
                    });
                    return;
                }
                _ => {}
            }
        }
    }

    /// What a word says; of one that is a variable or a substitution, what that is.
    fn word(&self, part: Span) -> Option<Found<'f>> {
        let mut out = Builder::new(self.scope.text);
        words::read(self.scope.text, self.script, part, &mut out);
        if !out.is_variable() {
            return Some(Found::Body(out, part.start));
        }
        let place = out.place()?;
        let text = place.of(self.scope.text);
        let Some(name) = text.strip_prefix('$') else { return self.substitution(place) };
        if name.starts_with('(') {
            return self.substitution(place);
        }
        let name = name.trim_start_matches('{').trim_end_matches('}');
        let values = self.variables.get(name)?;
        let before = values.partition_point(|value| value.at < part.start).checked_sub(1)?;
        let value = values[before];
        if !self.used.borrow_mut().insert(value.at) {
            return Some(Found::Again);
        }
        match value.from {
            From::Parts => None,
            From::Document(number) => Some(self.document(number, value.at)),
            From::Word(part) => {
                let mut out = Builder::new(self.scope.text);
                words::read(self.scope.text, self.script, part, &mut out);
                match out.place().filter(|_| out.is_variable()) {
                    Some(place) => self.substitution(place),
                    None => Some(Found::Body(out, value.at)),
                }
            }
        }
    }

    /// `$(cat <<EOF …)`, `$(cat file)`, `$(<file)`, `$(function)`.
    fn substitution(&self, place: Span) -> Option<Found<'f>> {
        let inner = place.of(self.scope.text).trim_matches(['$', '(', ')', '`', ' ']);
        let name = inner.split_ascii_whitespace().next().unwrap_or_default();
        if let Some(commands) = self.functions.get(name) {
            return self.function(commands.clone());
        }
        let known = &self.script.substitutions;
        let index = known.binary_search_by_key(&place.start, |(span, _)| span.start).ok()?;
        let (span, first) = known[index];
        let command = self.script.commands.get(first)?;
        let inside = match (command.words.first(), command.input) {
            (Some(word), _) => span.contains(*word),
            (None, Some(Input::File(word) | Input::Word(word))) => span.contains(word),
            (None, _) => false,
        };
        if inside { self.output(command) } else { None }
    }

    /// What the commands of a function write.
    fn function(&self, commands: Range<usize>) -> Option<Found<'f>> {
        const MOST: usize = 64;
        let end = commands.end.min(self.script.commands.len()).min(commands.start + MOST);
        let first = self.script.commands.get(commands.start)?.place()?;
        if !self.used.borrow_mut().insert(first) {
            return Some(Found::Again);
        }
        self.script.commands.get(commands.start..end)?.iter().find_map(|one| self.output(one))
    }

    /// What the last command before this one that writes a file puts into it.
    fn written(&self, file: Span, index: usize) -> Option<Found<'f>> {
        let name = file.of(self.scope.text).trim_start_matches(['"', '\'', '@']);
        let writers = self.written.get(bare_name(name))?;
        let last = writers.partition_point(|writer| *writer < index).checked_sub(1)?;
        let command = &self.script.commands[writers[last]];
        if !self.used.borrow_mut().insert(command.place()?) {
            return Some(Found::Again);
        }
        self.output(command)
    }

    /// What a command gets as standard input.
    fn input(&self, command: &Command) -> Option<Found<'f>> {
        match command.input {
            Some(Input::Document(number)) => Some(self.document(number, command.place()?)),
            Some(Input::Word(part)) => self.word(part),
            Some(Input::File(part)) => Some(Found::File(part)),
            None => self.output(self.script.commands.get(command.piped_from?)?),
        }
    }

    /// What a command writes, if it is one that passes on what it is given.
    fn output(&self, command: &Command) -> Option<Found<'f>> {
        if self.depth.get() >= DEEPEST {
            return None;
        }
        self.depth.set(self.depth.get() + 1);
        let found = self.passed_on(command);
        self.depth.set(self.depth.get() - 1);
        found
    }

    fn passed_on(&self, command: &Command) -> Option<Found<'f>> {
        let text = self.scope.text;
        let Some(at) = script::name(text, &command.words) else {
            return match command.input? {
                Input::File(part) if command.words.is_empty() => Some(Found::File(part)),
                _ => None,
            };
        };
        let rest = &command.words[at + 1..];
        match command.words[at].of(text) {
            "echo" | "printf" => self.word(*rest.last()?),
            "cat" => match (command.input, rest) {
                (None, [part]) => Some(Found::File(*part)),
                (None, [_, ..]) => None,
                _ => self.input(command),
            },
            "envsubst" | "sed" | "tee" | "tr" => self.input(command),
            // Any other filter makes another text.
            "jq" if rest.iter().all(|word| is_identity(word.of(text))) => self.input(command),
            _ => None,
        }
    }

    fn document(&self, number: usize, opening: u32) -> Found<'f> {
        let mut out = Builder::new(self.scope.text);
        words::read_document(self.scope.text, self.script.documents[number], &mut out);
        Found::Body(out, opening)
    }
}

/// Whether a word of `jq` leaves its input as it is: an option of layout, or the filter `.`.
fn is_identity(word: &str) -> bool {
    matches!(word, "." | "'.'" | "\".\"" | "-c" | "-M" | "-S" | "--compact-output")
}

/// What a request sends.
enum Found<'f> {
    /// A text, and where what it is part of starts.
    Body(Builder<'f>, u32),
    /// The word that names a file.
    File(Span),
    /// What another request sends, too.
    Again,
}

impl Scope<'_> {
    /// Whether what a request sends is a body of this endpoint, or was meant to be.
    pub(super) fn is_meant(self, aim: Aim, text: &str) -> bool {
        const FEW: usize = 2;
        const MOST: usize = 3;
        let needed = match aim {
            _ if self.any => return starts_as_json(text),
            Aim::Syncs | Aim::Sync => return starts_as_json(text),
            Aim::Open => FEW,
            Aim::Unknown => MOST,
            Aim::Other | Aim::Elsewhere => return false,
        };
        likeness::keys_in(text, self.keys) >= needed
    }
}

fn starts_as_json(text: &str) -> bool {
    text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']).starts_with(['{', '['])
}

/// The commands that send or show a body.
pub(crate) const COMMANDS: &[&str] =
    &["curl", "curl.exe", "http", "https", "xh", "xhs", "wget", "cat", "echo", "printf"];

/// Whether a text begins with a command that sends or shows a body.
pub(super) fn begins_with_command(text: &str) -> bool {
    let word = text.split_ascii_whitespace().next().unwrap_or_default();
    COMMANDS.contains(&word) && text.len() > word.len()
}

/// Whether a text without a name is a script: a command, perhaps after comments and settings. A
/// command for another shell is none.
pub(super) fn is_script(text: &str) -> bool {
    let quoted_otherwise = || {
        let signs = ["^\"", "^\n", "^\r\n", " `\n", " `\r\n"];
        signs.iter().any(|sign| memchr::memmem::find(text.as_bytes(), sign.as_bytes()).is_some())
    };
    let comment = |line: &&str| line.starts_with('#');
    let length: usize = text.split_inclusive('\n').take_while(comment).map(str::len).sum();
    let rest = &text[length..];
    let word = rest.split_ascii_whitespace().next().unwrap_or_default();
    let setting = matches!(word, "export" | "set") || script::assignment(word).is_some();
    let sends = || memchr::memmem::find(rest.as_bytes(), b"\ncurl ").is_some();
    (begins_with_command(rest) || setting && sends()) && !quoted_otherwise()
}
