//! What a shell command reads and writes: `<`, `>`, `<<<`, and here-documents.

use super::lexer::Lexer;
use super::script::{Document, Input, Redirect};
use crate::text::Span;

impl Lexer<'_> {
    pub(super) fn input(&mut self) {
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

    pub(super) fn output(&mut self) {
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
    pub(super) fn here_documents(&mut self) {
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
}
