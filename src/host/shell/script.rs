//! Splits a shell script into commands, words and here-documents: as much of the language as it
//! takes to tell where each ends. One pass, with a stack of its own for what is nested.

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
}

/// Longer expansions are taken for a dollar sign that is just text.
const EXPANSION: usize = 4096;

/// Longer names are none that mean something here.
const LONGEST: usize = 128;

/// The commands that are looked at; of any other, only what is assigned.
const COMMANDS: [&str; 9] = ["curl", "http", "https", "xh", "xhs", "echo", "printf", "cat", "read"];

#[derive(Debug)]
enum Frame {
    /// Commands up to a closer, if they have one; where their substitution starts, if it is one.
    Commands { closer: Option<u8>, start: Option<u32>, first: usize, current: Current },
    /// Between double quotes.
    Quotes,
}

/// A command that is being read.
#[derive(Debug, Default)]
struct Current {
    command: Command,
    word: Option<u32>,
    /// What the next word is for.
    redirect: Option<Redirect>,
    /// The command before a `|`.
    pipe: Option<usize>,
}

#[derive(Debug, Clone, Copy)]
enum Redirect {
    Input,
    Word,
    Output,
}

struct Lexer<'t> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    end: usize,
    stack: Vec<Frame>,
    /// Here-documents whose lines follow: the number, and the word that ends it.
    pending: Vec<(usize, String)>,
    script: Script,
    ends: Ends,
}

/// Reads the part of a text that is a script.
pub(super) fn read(text: &str, part: Span) -> Script {
    let mut lexer = Lexer {
        text,
        bytes: text.as_bytes(),
        at: part.start as usize,
        end: part.end as usize,
        stack: Vec::new(),
        pending: Vec::new(),
        script: Script::default(),
        ends: Ends::default(),
    };
    lexer.open(None, None);
    lexer.run();
    lexer.script.substitutions.sort_unstable_by_key(|(span, _)| span.start);
    lexer.script
}

impl Lexer<'_> {
    fn run(&mut self) {
        while self.at < self.end {
            match self.stack.last() {
                Some(Frame::Quotes) => self.quoted(),
                _ => self.plain(),
            }
        }
        while !self.stack.is_empty() {
            self.close();
        }
    }

    fn peek(&self, ahead: usize) -> Option<u8> {
        self.bytes[..self.end].get(self.at + ahead).copied()
    }

    fn open(&mut self, closer: Option<u8>, start: Option<u32>) {
        let first = self.script.commands.len();
        self.stack.push(Frame::Commands { closer, start, first, current: Current::default() });
    }

    fn close(&mut self) {
        self.end_command(false);
        if let Some(Frame::Commands { start: Some(start), first, .. }) = self.stack.pop() {
            self.script.substitutions.push((Span::new(start, self.at as u32), first));
        }
    }

    fn current(&mut self) -> Option<&mut Current> {
        match self.stack.last_mut() {
            Some(Frame::Commands { current, .. }) => Some(current),
            _ => None,
        }
    }

    fn begin_word(&mut self) {
        let at = self.at as u32;
        if let Some(current) = self.current() {
            current.word.get_or_insert(at);
        }
    }

    fn in_word(&mut self) -> bool {
        self.current().is_some_and(|current| current.word.is_some())
    }

    fn plain(&mut self) {
        let byte = self.bytes[self.at];
        match byte {
            b' ' | b'\t' | b'\r' => {
                self.end_word();
                self.at += 1;
            }
            b'\n' => {
                self.end_command(false);
                self.at += 1;
                self.here_documents();
            }
            b'\\' => self.backslash(),
            b'\'' => {
                self.begin_word();
                let rest = &self.bytes[self.at + 1..self.end];
                self.at = memchr::memchr(b'\'', rest).map_or(self.end, |end| self.at + end + 2);
            }
            b'"' => {
                self.begin_word();
                self.at += 1;
                self.stack.push(Frame::Quotes);
            }
            b'$' => self.dollar(true),
            b'`' => self.backtick(),
            b'(' => {
                self.end_word();
                self.at += 1;
                self.open(Some(b')'), None);
            }
            b')' => {
                self.end_command(false);
                self.at += 1;
                if matches!(self.stack.last(), Some(Frame::Commands { closer: Some(b')'), .. })) {
                    self.close();
                }
            }
            b'|' | b'&' | b';' => self.operator(byte),
            b'<' => self.input(),
            b'>' => self.output(),
            b'#' if !self.in_word() => {
                let rest = &self.bytes[self.at..self.end];
                let end = memchr::memchr(b'\n', rest).map_or(self.end, |end| self.at + end);
                let comment = self.text[self.at..end].trim_end();
                let span = Span::new(self.at as u32, (self.at + comment.len()) as u32);
                self.script.comments.push(span);
                self.at = end;
            }
            _ => {
                self.begin_word();
                let ordinary = |byte: &&u8| !b" \t\r\n\\'\"$`()|&;<>#".contains(byte);
                let rest = &self.bytes[self.at + 1..self.end];
                self.at += 1 + rest.iter().take_while(ordinary).count();
                // In a word it is a character as any other.
                while self.at < self.end && self.bytes[self.at] == b'#' {
                    self.at += 1;
                }
            }
        }
    }

    /// Between double quotes, up to the next thing that means something.
    fn quoted(&mut self) {
        match self.bytes[self.at] {
            b'"' => {
                self.at += 1;
                self.stack.pop();
            }
            b'\\' => self.at = (self.at + 2).min(self.end),
            b'$' => self.dollar(false),
            b'`' => self.backtick(),
            _ => {
                let ordinary = |byte: &&u8| !matches!(byte, b'"' | b'\\' | b'$' | b'`');
                let rest = &self.bytes[self.at + 1..self.end];
                self.at += 1 + rest.iter().take_while(ordinary).count();
            }
        }
    }

    /// A line that goes on, or a character that means nothing.
    fn backslash(&mut self) {
        match (self.peek(1), self.peek(2)) {
            (Some(b'\n'), _) => self.at += 2,
            (Some(b'\r'), Some(b'\n')) => self.at += 3,
            _ => {
                self.begin_word();
                self.at = (self.at + 2).min(self.end);
            }
        }
    }

    fn dollar(&mut self, plain: bool) {
        if plain {
            self.begin_word();
        }
        match self.peek(1) {
            Some(b'(') => {
                let start = self.at as u32;
                self.at += 2;
                self.open(Some(b')'), Some(start));
            }
            Some(b'{') => {
                let end = self.ends.expansion(&self.bytes[..self.end], self.at);
                self.at = end.unwrap_or(self.at + 2);
            }
            Some(b'\'') if plain => {
                let mut at = self.at + 2;
                while at < self.end && self.bytes[at] != b'\'' {
                    at += if self.bytes[at] == b'\\' { 2 } else { 1 };
                }
                self.at = (at + 1).min(self.end);
            }
            _ => self.at += 1,
        }
    }

    /// Opens a substitution, or closes the one that is open, be it within quotes.
    fn backtick(&mut self) {
        let ticks = |frame: Option<&Frame>| {
            matches!(frame, Some(Frame::Commands { closer: Some(b'`'), .. }))
        };
        let mut frames = self.stack.iter().rev();
        let last = frames.next();
        let quoted = matches!(last, Some(Frame::Quotes)) && ticks(frames.next());
        if quoted || ticks(last) {
            if quoted {
                self.stack.pop();
            }
            self.end_command(false);
            self.at += 1;
            self.close();
        } else {
            self.begin_word();
            let start = self.at as u32;
            self.at += 1;
            self.open(Some(b'`'), Some(start));
        }
    }

    fn operator(&mut self, byte: u8) {
        let next = self.peek(1);
        if byte == b'&' && next == Some(b'>') {
            self.end_word();
            self.at += 1;
            return self.output();
        }
        let pipe = byte == b'|' && next != Some(b'|');
        self.end_command(pipe);
        let double = next == Some(byte) || pipe && next == Some(b'&');
        self.at += if double { 2 } else { 1 };
    }

    fn input(&mut self) {
        self.end_word();
        let rest = &self.text.as_bytes()[self.at..self.end];
        let (length, redirect) = if rest.starts_with(b"<<<") {
            (3, Redirect::Word)
        } else if rest.starts_with(b"<<") {
            return self.document();
        } else if rest.starts_with(b"<(") {
            self.at += 2;
            return self.open(Some(b')'), None);
        } else if rest.starts_with(b"<&") || rest.starts_with(b"<>") {
            (2, Redirect::Output)
        } else {
            (1, Redirect::Input)
        };
        self.at += length;
        if let Some(current) = self.current() {
            current.redirect = Some(redirect);
        }
    }

    fn output(&mut self) {
        self.end_word();
        self.at += 1;
        match self.peek(0) {
            Some(b'(') => {
                self.at += 1;
                return self.open(Some(b')'), None);
            }
            Some(b'>' | b'|' | b'&') => self.at += 1,
            _ => {}
        }
        if let Some(current) = self.current() {
            current.redirect = Some(Redirect::Output);
        }
    }

    /// `<<WORD`: its lines follow on the next line.
    fn document(&mut self) {
        self.at += 2;
        while matches!(self.peek(0), Some(b'-' | b' ' | b'\t')) {
            self.at += 1;
        }
        let rest = &self.text[self.at..self.end];
        let ends = |ch: char| ch.is_whitespace() || "|&;<>()`".contains(ch);
        let raw = &rest[..rest.find(ends).unwrap_or(rest.len())];
        self.at += raw.len();
        let word: String = raw.chars().filter(|ch| !"'\"\\".contains(*ch)).collect();
        if word.is_empty() {
            return;
        }
        let number = self.script.documents.len();
        let expands = word.len() == raw.len();
        self.script.documents.push(Document { span: Span::empty(self.at as u32), expands });
        self.pending.push((number, word));
        if let Some(current) = self.current() {
            current.command.input = Some(Input::Document(number));
        }
    }

    /// Takes the lines of here-documents, which start here.
    fn here_documents(&mut self) {
        for (number, word) in std::mem::take(&mut self.pending) {
            let start = self.at;
            let mut end = self.end;
            let mut next = self.end;
            for line in self.text[start..self.end].split_inclusive('\n') {
                let from = self.at;
                self.at += line.len();
                if line.trim() == word {
                    (end, next) = (from, self.at);
                    break;
                }
            }
            self.at = next;
            self.script.documents[number].span = Span::new(start as u32, end as u32);
        }
    }

    fn end_word(&mut self) {
        let at = self.at as u32;
        let Some(current) = self.current() else { return };
        let Some(start) = current.word.take() else { return };
        let word = Span::new(start, at);
        match current.redirect.take() {
            None => current.command.words.push(word),
            Some(Redirect::Input) => current.command.input = Some(Input::File(word)),
            Some(Redirect::Word) => current.command.input = Some(Input::Word(word)),
            Some(Redirect::Output) => current.command.output = Some(word),
        }
    }

    fn end_command(&mut self, pipe: bool) {
        self.end_word();
        let text = self.text;
        let next = self.script.commands.len();
        let Some(current) = self.current() else { return };
        current.redirect = None;
        let mut command = std::mem::take(&mut current.command);
        command.piped_from = current.pipe.take();
        if is_of_interest(text, &command) {
            current.pipe = pipe.then_some(next);
            self.script.commands.push(command);
        }
    }
}

fn is_of_interest(text: &str, command: &Command) -> bool {
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

/// The name of `NAME=value`, and where the value starts.
pub(super) fn assignment(word: &str) -> Option<(&str, usize)> {
    let head = &word.as_bytes()[..word.len().min(LONGEST)];
    let equals = memchr::memchr(b'=', head)?;
    let name = &word[..equals];
    let mut bytes = name.bytes();
    let starts = bytes.next().is_some_and(|byte| byte.is_ascii_alphabetic() || byte == b'_');
    (starts && bytes.all(|byte| byte.is_ascii_alphanumeric() || byte == b'_'))
        .then_some((name, equals + 1))
}

/// Looks for the ends of expansions, as long as that leads anywhere: what is opened again and again
/// and not closed is text.
#[derive(Debug, Default)]
pub(super) struct Ends {
    /// Bytes that were looked at in vain.
    spent: usize,
}

impl Ends {
    const ENOUGH: usize = 1 << 20;

    /// Behind `${…}`, which starts at `at`.
    pub(super) fn expansion(&mut self, bytes: &[u8], at: usize) -> Option<usize> {
        self.find(bytes, at, b'{', b'}')
    }

    /// Behind `$(…)`, which starts at `at`.
    pub(super) fn substitution(&mut self, bytes: &[u8], at: usize) -> Option<usize> {
        self.find(bytes, at, b'(', b')')
    }

    fn find(&mut self, bytes: &[u8], at: usize, open: u8, close: u8) -> Option<usize> {
        let limit = bytes.len().min(at + EXPANSION);
        if self.spent > Self::ENOUGH {
            return None;
        }
        let (mut end, mut depth) = (at + 1, 0_u32);
        while end < limit {
            match bytes[end] {
                b'\\' => end += 1,
                byte if byte == open => depth += 1,
                byte if byte == close && depth <= 1 => return Some(end + 1),
                byte if byte == close => depth -= 1,
                _ => {}
            }
            end += 1;
        }
        self.spent += limit - at;
        None
    }
}
