//! What a shell script consists of, as far as bodies may be in it: commands, words, and
//! here-documents.

use std::ops::Range;

use crate::text::Span;

/// A command that may send a body, or make one.
#[derive(Debug, Clone, Default)]
pub(super) struct Command {
    /// Its words, assignments before it included.
    pub(super) words: Vec<Span>,
    /// What it gets as standard input.
    pub(super) input: Option<Input>,
    /// The file that it writes.
    pub(super) output: Option<Span>,
    /// The command whose output it gets.
    pub(super) piped_from: Option<usize>,
}

impl Command {
    /// Where it starts.
    pub(super) fn place(&self) -> Option<u32> {
        self.words.first().map(|word| word.start)
    }
}

/// What is fed into a command.
#[derive(Debug, Clone, Copy)]
pub(super) enum Input {
    /// A here-document, by its number.
    Document(usize),
    /// A word: `<<< word`.
    Word(Span),
    /// A file: `< word`.
    File(Span),
}

/// `<<WORD` up to the line that is that word.
#[derive(Debug, Clone, Copy)]
pub(super) struct Document {
    pub(super) span: Span,
    /// Whether variables in it are filled in.
    pub(super) expands: bool,
}

/// What was found in a script.
#[derive(Debug, Default)]
pub(super) struct Script {
    pub(super) commands: Vec<Command>,
    pub(super) documents: Vec<Document>,
    pub(super) comments: Vec<Span>,
    /// Substitutions, by where they start: their end, and the first of the commands in them.
    pub(super) substitutions: Vec<(Span, usize)>,
    pub(super) functions: Vec<Function>,
}

/// `name() { … }`: the place of the name, and the commands between the braces.
#[derive(Debug)]
pub(super) struct Function {
    pub(super) name: Span,
    pub(super) commands: Range<usize>,
}

/// Longer names are none that mean something here.
const LONGEST: usize = 128;

/// The commands that are looked at; of any other, only what is assigned.
const COMMANDS: [&str; 15] = [
    "curl", "curl.exe", "http", "https", "xh", "xhs", "echo", "printf", "cat", "read", "envsubst",
    "sed", "tee", "tr", "jq",
];

/// Whether a body may be in a command, or come from it.
pub(super) fn is_of_interest(text: &str, command: &Command) -> bool {
    const DECLARED: usize = 4;
    let assigns = |word: &Span| assignment(word.of(text)).is_some();
    command.words.is_empty() && command.input.is_some()
        || command.words.iter().take(DECLARED).any(assigns)
        || name(text, &command.words).is_some()
}

/// The word that names one of the commands that are looked at: its place among the words.
pub(super) fn name(text: &str, words: &[Span]) -> Option<usize> {
    const BEFORE: [&str; 17] = [
        "sudo", "env", "exec", "command", "time", "nohup", "if", "then", "elif", "else", "while",
        "until", "do", "!", "{", "return", "eval",
    ];
    let first = words.iter().position(|word| {
        let word = word.of(text);
        !BEFORE.contains(&word) && assignment(word).is_none()
    })?;
    let word = words[first].of(text);
    let word = if word.len() < LONGEST { word } else { return None };
    let word = word.rsplit('/').next().unwrap_or(word);
    COMMANDS.contains(&word).then_some(first)
}

/// The name of `NAME=value`, and where the value starts. A name before `+=` ends with the plus sign.
pub(super) fn assignment(word: &str) -> Option<(&str, usize)> {
    let head = &word.as_bytes()[..word.len().min(LONGEST)];
    let equals = memchr::memchr(b'=', head)?;
    let name = &word[..equals];
    let mut bytes = name.strip_suffix('+').unwrap_or(name).bytes();
    let starts = bytes.next().is_some_and(|byte| byte.is_ascii_alphabetic() || byte == b'_');
    (starts && bytes.all(|byte| byte.is_ascii_alphanumeric() || byte == b'_'))
        .then_some((name, equals + 1))
}

/// What the word after a sign is.
#[derive(Debug, Clone, Copy)]
pub(super) enum Redirect {
    Input,
    Word,
    Output,
}
