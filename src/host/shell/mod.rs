//! Shell scripts: the bodies that curl and httpie commands send.

mod curl;
mod script;
mod words;

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use self::curl::{Data, Sent};
use self::script::{Command, Input, Script};
use super::builder::Builder;
use super::{Around, Embedded, Reading, Scope, likeness};
use crate::endpoint::{Aim, Said};
use crate::text::Span;

/// Reads the part of a text that is a script.
pub(super) fn read(scope: Scope<'_>, part: Span, around: Around<'_>, out: &mut Reading<'_>) {
    let script = script::read(scope.text, part);
    let variables = variables(scope.text, &script);
    let shell = Shell { scope, variables, script: &script, used: RefCell::default() };
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
}

fn variables<'f>(text: &'f str, script: &Script) -> Variables<'f> {
    let mut out: Variables<'f> = HashMap::new();
    let mut set = |name, at, from| out.entry(name).or_default().push(Value { at, from });
    for command in &script.commands {
        for word in &command.words {
            if let Some((name, start)) = script::assignment(word.of(text)) {
                let value = Span::new(word.start + start as u32, word.end);
                set(name, word.start, From::Word(value));
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

struct Shell<'s, 'f> {
    scope: Scope<'f>,
    script: &'s Script,
    variables: Variables<'f>,
    /// The values of variables that were read: each once, however many commands send it.
    used: RefCell<HashSet<u32>>,
}

impl<'f> Shell<'_, 'f> {
    fn said(&self, part: Span) -> Said {
        let mut out = Builder::new(self.scope.text);
        words::read(self.scope.text, self.script, part, &mut out);
        // A variable between quotes of the shell is no string of its own here.
        let text = out.text().to_owned();
        let varies = out.has_variables();
        let text = if varies { text.replace('"', "") } else { text };
        Said { text, span: part, varies }
    }

    fn sent(&self, command: &Command) -> Option<Sent> {
        let text = self.scope.text;
        let at = script::name(text, &command.words)?;
        let (place, rest) = (command.words[at], &command.words[at + 1..]);
        let name = place.of(text);
        let said = |part| self.said(part);
        match name.rsplit('/').next()? {
            "curl" => Some(curl::curl(text, place, rest, &said)),
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
        for data in &sent.data {
            let found = match *data {
                Data::Word(part) => self.word(part),
                Data::File(part) => Some(Found::File(part)),
                Data::Input => self.input(command),
            };
            match found {
                Some(Found::File(part)) if matches!(aim, Aim::Syncs | Aim::Sync) => {
                    let said = self.said(part);
                    let name = said.text.trim_start_matches('@');
                    if !said.varies && !name.is_empty() && name != "-" {
                        out.files.push(name.to_owned());
                        return;
                    }
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
            return None;
        }
        match value.from {
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

    /// `$(cat <<EOF …)`, `$(cat file)`, `$(<file)`.
    fn substitution(&self, place: Span) -> Option<Found<'f>> {
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

    /// What a command gets as standard input.
    fn input(&self, command: &Command) -> Option<Found<'f>> {
        match command.input {
            Some(Input::Document(number)) => {
                Some(self.document(number, command.words.first()?.start))
            }
            Some(Input::Word(part)) => self.word(part),
            Some(Input::File(part)) => Some(Found::File(part)),
            None => self.output(self.script.commands.get(command.piped_from?)?),
        }
    }

    /// What a command writes: `echo`, `printf` and `cat` alone.
    fn output(&self, command: &Command) -> Option<Found<'f>> {
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
                (Some(Input::Document(number)), _) => {
                    Some(self.document(number, command.words[at].start))
                }
                (Some(Input::File(part)), _) => Some(Found::File(part)),
                (None, [part]) => Some(Found::File(*part)),
                _ => None,
            },
            _ => None,
        }
    }

    fn document(&self, number: usize, opening: u32) -> Found<'f> {
        let mut out = Builder::new(self.scope.text);
        words::read_document(self.scope.text, self.script.documents[number], &mut out);
        Found::Body(out, opening)
    }
}

/// What a request sends.
enum Found<'f> {
    /// A text, and where what it is part of starts.
    Body(Builder<'f>, u32),
    /// The word that names a file.
    File(Span),
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

/// Whether a text begins with a command that sends or shows a body.
pub(super) fn begins_with_command(text: &str) -> bool {
    let word = text.split_ascii_whitespace().next().unwrap_or_default();
    matches!(word, "curl" | "http" | "https" | "xh" | "xhs" | "wget" | "cat" | "echo" | "printf")
        && text.len() > word.len()
}
