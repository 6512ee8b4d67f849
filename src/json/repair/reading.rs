//! One way to read a token, with the edits that make it JSON.

use std::borrow::Cow;

use super::prices::Price;
use super::slip::Slip;
use crate::json::lexer::{self, TokenKind};
use crate::text::Span;

/// What a reading takes a piece of text for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token {
    /// `{` or `[`, the first if true.
    Open(bool),
    Close(bool),
    Comma,
    Colon,
    Text,
    Number,
    Literal,
    /// Something to pass over: a comment, a directive, a prefix, odd whitespace.
    Skip,
    /// Marks, a word or a quote that belong nowhere.
    Junk,
    End,
}

impl Token {
    /// The plain reading of a mark.
    pub(super) fn mark(byte: u8) -> Option<Self> {
        Some(match lexer::mark(byte)? {
            TokenKind::Open { brace } => Self::Open(brace),
            TokenKind::Close { brace } => Self::Close(brace),
            TokenKind::Comma => Self::Comma,
            TokenKind::Colon => Self::Colon,
            _ => return None,
        })
    }
}

/// One way to read a token.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reading {
    pub(super) token: Token,
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) price: Price,
    /// The part of the price that a habit makes cheap.
    pub(super) base: Price,
    pub(super) habit: Slip,
    /// What its edits fix first; none where it has no edits.
    pub(super) slip: Slip,
    /// From the first byte that an edit changes to the last.
    pub(super) changed: (u32, u32),
    /// The text of a string without its quotes, for looking keys up.
    pub(super) inner: (u32, u32),
    /// Whether a colon follows.
    pub(super) key: bool,
    /// Whether the edits change what the text says.
    pub(super) content: bool,
    /// Whether it is fine as it is: a comment in a file that may have comments.
    pub(super) free: bool,
    /// Of junk: a word, which is dear to pass over.
    pub(super) word: bool,
    /// Of junk: the one mark that it is a run of.
    pub(super) mark: u8,
    /// Where its edits are in [`Lattice::pieces`], if they were asked for.
    pub(super) pieces: (u32, u32),
}

impl Reading {
    pub(super) fn has_edits(&self) -> bool {
        self.slip != Slip::None
    }

    pub(super) fn is_value(&self) -> bool {
        matches!(self.token, Token::Text | Token::Number | Token::Literal | Token::Open(_))
    }

    pub(super) fn is_key(&self) -> bool {
        self.token == Token::Text && self.key
    }
}

/// An edit of a reading.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub(super) slip: Slip,
    pub(super) span: Span,
    pub(super) text: Cow<'static, str>,
}

/// The edits that a reading needs while it is made: counted always, written down on request.
#[derive(Debug, Default)]
pub(super) struct Edits {
    /// Whether they are written down.
    pub(super) spelled: bool,
    pub(super) pieces: Vec<Piece>,
    pub(super) first: Option<(u32, Slip)>,
    pub(super) last: u32,
}

impl Edits {
    pub(super) fn add(
        &mut self,
        slip: Slip,
        from: usize,
        to: usize,
        text: impl FnOnce() -> Cow<'static, str>,
    ) {
        if self.first.is_none_or(|(at, _)| (from as u32) < at) {
            self.first = Some((from as u32, slip));
        }
        self.last = self.last.max(to as u32);
        if self.spelled {
            let span = Span::new(from as u32, to as u32);
            self.pieces.push(Piece { slip, span, text: text() });
        }
    }

    pub(super) fn remove(&mut self, slip: Slip, from: usize, to: usize) {
        self.add(slip, from, to, || Cow::Borrowed(""));
    }

    pub(super) fn put(&mut self, slip: Slip, at: usize, text: &'static str) {
        self.add(slip, at, at, || Cow::Borrowed(text));
    }
}
