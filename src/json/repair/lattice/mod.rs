//! The text as a lattice: at every place all ways in which one token can be read there, each with
//! a price and the edits that make it JSON.
//!
//! The plain readings of a place, with which most begin, are those of [`lexer`]: marks, strings,
//! literals, words, and comments; numbers are those of [`number`](crate::json::number). What is added
//! here are the other ones.
//! A reading knows nothing of what is open; the search decides which of them it can use. What is
//! looked at ahead is bounded, by a window or by an index of [`IndexedText`].

mod escapes;
mod expressions;
mod half_strings;
mod inner_quotes;
mod marks;
mod numbers;
mod quotes;
mod skips;
mod strings;
mod templates;
mod words;

use std::borrow::Cow;
use std::cell::Cell;

use super::prices::{self, Price};
use super::reading::{Edits, Piece, Reading, Token};
use super::slip::Slip;
use super::text::IndexedText;
use crate::text::Span;

/// The readings of one place.
#[derive(Debug)]
pub(super) struct Lattice<'t> {
    pub(super) x: IndexedText<'t>,
    pub(super) jsonc: bool,
    pub(super) unreadable: &'t [Span],
    out: Vec<Reading>,
    /// The edits of the readings, where they are asked for.
    pieces: Vec<Piece>,
    spelled: bool,
    /// From here on no block comment, or comment of XML, ends.
    no_comment_end: Cell<usize>,
    no_markup_end: Cell<usize>,
    /// Where the closers of each kind of quotes were looked for in vain.
    no_quote: [(usize, usize); quotes::KINDS],
}

impl<'t> Lattice<'t> {
    pub(super) fn new(text: &'t str, jsonc: bool, unreadable: &'t [Span]) -> Self {
        Self {
            x: IndexedText::new(text),
            jsonc,
            unreadable,
            out: Vec::new(),
            pieces: Vec::new(),
            spelled: false,
            no_comment_end: Cell::new(usize::MAX),
            no_markup_end: Cell::new(usize::MAX),
            no_quote: [(0, 0); quotes::KINDS],
        }
    }

    /// All readings at a place.
    pub(super) fn read(&mut self, place: usize, out: &mut Vec<Reading>) {
        self.out.clear();
        self.lex(place);
        out.clear();
        out.append(&mut self.out);
    }

    /// The edits of the reading of this number at a place.
    pub(super) fn spell(&mut self, place: usize, number: usize) -> Vec<Piece> {
        (self.spelled, self.pieces) = (true, Vec::new());
        self.out.clear();
        self.lex(place);
        self.spelled = false;
        let pieces = std::mem::take(&mut self.pieces);
        let (from, to) = self.out.get(number).map_or((0, 0), |reading| reading.pieces);
        let mut own = pieces[from as usize..to as usize].to_vec();
        own.sort_by_key(|piece| piece.span);
        own
    }

    fn edits(&self) -> Edits {
        Edits { spelled: self.spelled, ..Edits::default() }
    }

    /// Adds a reading without edits.
    fn plain(&mut self, token: Token, start: usize, end: usize) {
        let edits = self.edits();
        self.add(token, (start, end), 0, edits, Slip::None);
    }

    /// Adds a reading, and gives it back for what is special about it.
    fn add(
        &mut self,
        token: Token,
        (start, end): (usize, usize),
        price: Price,
        mut edits: Edits,
        habit: Slip,
    ) -> &mut Reading {
        let from = self.pieces.len() as u32;
        self.pieces.append(&mut edits.pieces);
        let (first, slip) = edits.first.unwrap_or((start as u32, Slip::None));
        let base = match habit {
            Slip::None => 0,
            _ => price.min(base_price(habit).unwrap_or(price)),
        };
        let number = self.out.len();
        self.out.push(Reading {
            price,
            base,
            habit,
            slip,
            changed: (first, edits.last.max(first)),
            inner: (start as u32, end as u32),
            pieces: (from, self.pieces.len() as u32),
            ..self.bare_reading(token, start, end)
        });
        &mut self.out[number]
    }

    fn lex(&mut self, p: usize) {
        let Some(byte) = self.x.at(p) else {
            return self.plain(Token::End, self.x.len(), self.x.len());
        };
        if let Some(token) = Token::mark(byte) {
            self.plain(token, p, p + 1);
            if matches!(byte, b'{' | b'[' | b':') {
                self.templates(p);
            }
            match byte {
                b':' => self.symbol_key(p),
                b'[' => {
                    self.list_of_pairs(p);
                    self.bracket_prefix(p);
                }
                _ => {}
            }
            return;
        }
        if byte == b'"' {
            if !self.strings(p) {
                self.other_quotes(p);
            }
            return;
        }
        if self.x.is_first(p) {
            self.line_prefix(p);
        }
        if self.odd_space(p) {
            return;
        }
        if self.number(p) {
            return;
        }
        self.comments(p);
        self.templates(p);
        self.other_quotes(p);
        let words = self.words(p);
        self.foreign_marks(p);
        self.junk(p, words);
    }

    /// A reading without edits.
    fn bare_reading(&self, token: Token, start: usize, end: usize) -> Reading {
        let (start, end) = (start as u32, end as u32);
        let text = token == Token::Text;
        Reading {
            token,
            start,
            end,
            price: 0,
            base: 0,
            habit: Slip::None,
            slip: Slip::None,
            changed: (start, start),
            inner: if text { (start + 1, end - 1) } else { (start, end) },
            key: text && matches!(self.x.peek(end as usize), Some(b':' | b'=')),
            content: false,
            free: false,
            word: false,
            mark: 0,
            pieces: (0, 0),
        }
    }

    /// Puts a piece of text in quotes.
    fn quoted(&self, edits: &mut Edits, slip: Slip, from: usize, to: usize) {
        let text = &self.x.text[from..to];
        edits.add(slip, from, to, || Cow::Owned(crate::json::quote(text)));
    }
}

/// How far ahead anything is looked for.
const WINDOW: usize = 200;

/// The first price of a habit, where it is not that of the reading.
fn base_price(habit: Slip) -> Option<Price> {
    Some(match habit {
        Slip::QuoteSingle | Slip::QuoteCurly => prices::QUOTES,
        Slip::QuoteDoubled | Slip::QuoteTriple | Slip::QuoteBacktick => prices::QUOTES_DOUBLED,
        Slip::QuoteEscaped | Slip::QuoteEntity => prices::QUOTES_ESCAPED,
        Slip::BareKey => prices::BARE_KEY,
        Slip::BareText => prices::BARE_TEXT,
        Slip::NoOpeningQuote => prices::NO_OPENING_QUOTE,
        Slip::ForeignWord => prices::FOREIGN_WORD,
        Slip::BadEscape => prices::BAD_ESCAPE,
        Slip::Control => prices::CONTROL,
        Slip::Comment => prices::COMMENT,
        Slip::Template => prices::TEMPLATE,
        Slip::Call => prices::CALL,
        Slip::StringPrefix => prices::STRING_PREFIX,
        Slip::BracketPrefix => prices::BRACKET_PREFIX,
        Slip::Color => prices::COLOR,
        Slip::ForeignMark => prices::FOREIGN_MARK,
        Slip::Parenthesis => prices::PARENTHESIS,
        Slip::OddSpace => prices::ODD_SPACE,
        Slip::LineEnd => prices::LINE_END,
        Slip::LinePrefix => prices::LINE_PREFIX,
        Slip::MergeMarker => prices::MERGE_MARKER,
        _ => return None,
    })
}
