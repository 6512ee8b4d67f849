//! Splits a shell script into commands, words and here-documents: as much of the language as it
//! takes to tell where each ends. One pass, with a stack of its own for what is nested.

use super::expansions::Ends;
use super::script::{Command, Function, Input, Redirect, Script, is_of_interest};
use crate::host::work;
use crate::text::Span;

#[derive(Debug)]
enum Frame {
    /// Commands up to a closer, if they have one; where their substitution starts, if it is one.
    Commands { closer: Option<u8>, start: Option<u32>, first: usize, current: Current },
    /// Between double quotes.
    Quotes,
}

/// A command that is being read.
#[derive(Debug, Default)]
pub(super) struct Current {
    pub(super) command: Command,
    word: Option<u32>,
    /// What the next word is for.
    pub(super) redirect: Option<Redirect>,
    /// The command before a `|`.
    pipe: Option<usize>,
}

/// Reads a script from its start to its end.
#[derive(Debug)]
pub(super) struct Lexer<'t> {
    pub(super) text: &'t str,
    bytes: &'t [u8],
    pub(super) at: usize,
    pub(super) end: usize,
    stack: Vec<Frame>,
    /// Here-documents whose lines follow: the number, and the word that ends it.
    pub(super) pending: Vec<(usize, String)>,
    pub(super) script: Script,
    ends: Ends,
    /// The function whose brace follows.
    defined: Option<usize>,
    /// Braces that are open, with the functions that they are of.
    braces: Vec<Option<usize>>,
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
        defined: None,
        braces: Vec::new(),
    };
    lexer.open(None, None);
    lexer.run();
    lexer.script.substitutions.sort_unstable_by_key(|(span, _)| span.start);
    lexer.script
}

impl Lexer<'_> {
    fn run(&mut self) {
        while self.at < self.end {
            let from = self.at;
            match self.stack.last() {
                Some(Frame::Quotes) => self.quoted(),
                _ => self.plain(),
            }
            work::note(self.at - from + 1);
        }
        while !self.stack.is_empty() {
            self.close();
        }
    }

    pub(super) fn peek(&self, ahead: usize) -> Option<u8> {
        self.bytes[..self.end].get(self.at + ahead).copied()
    }

    pub(super) fn open(&mut self, closer: Option<u8>, start: Option<u32>) {
        let first = self.script.commands.len();
        self.stack.push(Frame::Commands { closer, start, first, current: Current::default() });
    }

    fn close(&mut self) {
        self.end_command(false);
        if let Some(Frame::Commands { start: Some(start), first, .. }) = self.stack.pop() {
            self.script.substitutions.push((Span::new(start, self.at as u32), first));
        }
    }

    pub(super) fn current(&mut self) -> Option<&mut Current> {
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
            b'(' if self.defines() => {}
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

    /// Takes `name()`, if this is where its parenthesis is.
    fn defines(&mut self) -> bool {
        let (text, at) = (self.text, self.at);
        let rest = &self.bytes[at + 1..self.end];
        let blank = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        let Some(current) = self.current().filter(|_| rest.get(blank) == Some(&b')')) else {
            return false;
        };
        // The name, or what is left of `name ()`.
        let name = match (current.word, current.command.words.as_slice()) {
            (Some(start), []) => Span::new(start, at as u32),
            (Some(start), [first]) if first.of(text) == "function" => Span::new(start, at as u32),
            (None, [name]) => *name,
            _ => return false,
        };
        (current.word, current.command) = (None, Command::default());
        self.define(name);
        self.at = at + blank + 2;
        true
    }

    fn define(&mut self, name: Span) {
        self.defined = Some(self.script.functions.len());
        let first = self.script.commands.len();
        self.script.functions.push(Function { name, commands: first..usize::MAX });
    }

    /// Notes the braces around functions, and `function name`.
    fn note_word(&mut self, word: Span) {
        let text = self.text;
        let Some(current) = self.current() else { return };
        match (word.of(text), current.command.words.as_slice()) {
            ("{", [only]) if *only == word => {
                let function = self.defined.take();
                self.braces.push(function);
            }
            ("}", [only]) if *only == word => {
                let end = self.script.commands.len();
                if let Some(function) = self.braces.pop().flatten() {
                    self.script.functions[function].commands.end = end;
                }
            }
            (_, [only]) if *only == word => self.defined = None,
            (_, [first, name]) if first.of(text) == "function" && *name == word => {
                current.command = Command::default();
                self.define(word);
            }
            _ => {}
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

    pub(super) fn end_word(&mut self) {
        let at = self.at as u32;
        let Some(current) = self.current() else { return };
        let Some(start) = current.word.take() else { return };
        let word = Span::new(start, at);
        match current.redirect.take() {
            None => {
                current.command.words.push(word);
                self.note_word(word);
            }
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
