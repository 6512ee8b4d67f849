//! Puts the text of a body together from parts of its file, with its map.

use std::borrow::Cow;

use super::map::{Map, Piece, Style};
use super::work;
use crate::text::Span;

/// The text of a body in the making, with its map and its variables.
#[derive(Debug)]
pub(super) struct Builder<'f> {
    /// The file, as long as it is on disk, with what is never part of a body blanked.
    file: &'f str,
    text: String,
    pieces: Vec<Piece>,
    /// What another program fills in: some of their texts, each once.
    variables: Vec<String>,
    /// Whether the end of the text is inside a JSON string, and after a backslash in it.
    in_string: bool,
    escaped: bool,
}

/// More texts of variables than these are recognized by their first bytes.
const MANY: usize = 16;

impl<'f> Builder<'f> {
    pub(super) fn new(file: &'f str) -> Self {
        Self {
            file,
            text: String::new(),
            pieces: Vec::new(),
            variables: Vec::new(),
            in_string: false,
            escaped: false,
        }
    }

    /// Takes bytes of the file as they are.
    pub(super) fn copy(&mut self, place: Span, style: Style) {
        let file = self.file;
        let text = place.of(file);
        if text.is_empty() {
            return;
        }
        let at = self.text.len() as u32;
        match self.pieces.last_mut() {
            // A copy that the file goes on with.
            Some(last)
                if last.style == style
                    && last.place + last.size == place.start
                    && at - last.at == last.size =>
            {
                last.size += place.len() as u32;
            }
            _ => {
                self.pieces.push(Piece { at, place: place.start, size: place.len() as u32, style });
            }
        }
        self.push(text);
    }

    /// Takes what bytes of the file say.
    pub(super) fn replace(&mut self, place: Span, text: &str, style: Style) {
        if text.is_empty() {
            return;
        }
        let at = self.text.len() as u32;
        self.pieces.push(Piece { at, place: place.start, size: place.len() as u32, style });
        self.push(text);
    }

    /// Takes a variable: as a part of a string, or as a string of its own.
    pub(super) fn variable(&mut self, place: Span) {
        work::note(place.len());
        let shown: String = place
            .of(self.file)
            .chars()
            .map(|ch| match ch {
                '"' => '\'',
                '\\' => '/',
                _ if ch.is_control() => ' ',
                _ => ch,
            })
            .collect();
        let bare = !self.in_string;
        let text = if bare { format!("\"{shown}\"") } else { shown.clone() };
        self.replace(place, &text, Style::StandIn);
        let texts = &mut self.variables;
        if texts.len() >= MANY || texts.contains(&shown) {
            return;
        }
        texts.push(shown);
        if texts.len() == MANY {
            texts.extend(["${", "$(", "{{", "$", "`"].map(str::to_owned));
        }
    }

    fn push(&mut self, text: &str) {
        work::note(text.len());
        for byte in text.bytes() {
            match byte {
                _ if self.escaped => self.escaped = false,
                b'\\' if self.in_string => self.escaped = true,
                b'"' => self.in_string = !self.in_string,
                // A string of JSON ends with its line at the latest.
                b'\n' => self.in_string = false,
                _ => {}
            }
        }
        self.text.push_str(text);
    }

    /// What was read so far.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Whether something in it is filled in later.
    pub(super) fn has_variables(&self) -> bool {
        !self.variables.is_empty()
    }

    /// Whether it is nothing but one variable.
    pub(super) fn is_variable(&self) -> bool {
        matches!(self.pieces.as_slice(), [only] if only.style == Style::StandIn)
    }

    /// The place in the file of everything that was taken.
    pub(super) fn place(&self) -> Option<Span> {
        let (first, last) = (self.pieces.first()?, self.pieces.last()?);
        Some(Span::new(first.place, last.place + last.size))
    }

    /// The text, its map, and its variables.
    pub(super) fn finish<'t>(self) -> (Cow<'t, str>, Map, Vec<String>) {
        let map = Map {
            len: self.text.len() as u32,
            pieces: self.pieces,
            prefix: Box::default(),
            lines: Vec::new(),
        };
        (Cow::Owned(self.text), map, self.variables)
    }
}
