//! The text as a lattice: at every place all ways in which one token can be read there, each with
//! a price and the edits that make it JSON.
//!
//! Marks and comments are those of the plain reading ([`lexer`]), to which others are added here.
//! A reading knows nothing of what is open; the search decides which of them it can use. What is
//! looked at ahead is bounded, by a window or by an index of [`Text`].

mod quotes;
mod skips;
mod strings;
mod words;

use std::borrow::Cow;
use std::cell::Cell;

use super::prices::{self, Price};
use super::slip::Slip;
use super::text::Text;
use crate::json::lexer::{self, TokenKind};
use crate::json::number;
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
    /// Something to pass over: a comment, a directive, a prefix, odd white space.
    Skip,
    /// Marks, a word or a quote that belong nowhere.
    Junk,
    End,
}

impl Token {
    /// The plain reading of a mark.
    fn mark(byte: u8) -> Option<Self> {
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
    pieces: (u32, u32),
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
struct Edits {
    /// Whether they are written down.
    spelled: bool,
    pieces: Vec<Piece>,
    first: Option<(u32, Slip)>,
    last: u32,
}

impl Edits {
    fn add(
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

    fn remove(&mut self, slip: Slip, from: usize, to: usize) {
        self.add(slip, from, to, || Cow::Borrowed(""));
    }

    fn put(&mut self, slip: Slip, at: usize, text: &'static str) {
        self.add(slip, at, at, || Cow::Borrowed(text));
    }
}

/// The readings of one place.
#[derive(Debug)]
pub(super) struct Lattice<'t> {
    pub(super) x: Text<'t>,
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
            x: Text::new(text),
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

    /// The one reading of a place where nothing is out of the ordinary.
    pub(super) fn calm(&self, p: usize) -> Option<Reading> {
        let ended = |end: usize| matches!(self.x.at(end), Some(b',' | b'}' | b']' | b'\n' | b'\r'));
        let next = self.x.at(p + 1);
        let byte = self.x.at(p)?;
        let (token, end) = match byte {
            b'{' if matches!(next, Some(b'{' | b'%' | b'#')) => return None,
            b'[' if next == Some(b'o') => return None,
            b'"' => (Token::Text, self.calm_string(p)? + 1),
            b't' if self.x.starts_with(p, "true") && ended(p + 4) => (Token::Literal, p + 4),
            b'f' if self.x.starts_with(p, "false") && ended(p + 5) => (Token::Literal, p + 5),
            b'n' if self.x.starts_with(p, "null") && ended(p + 4) => (Token::Literal, p + 4),
            b'/' if self.jsonc => return self.calm_comment(p),
            b'-' | b'0'..=b'9' => {
                let end = number::prefix(self.x.bytes, p).filter(|end| ended(*end))?;
                let comma = self.x.at(end) == Some(b',');
                let decimal = comma && self.decimal_comma_end(p, end).is_some();
                let prefix = !comma && self.x.is_first(p);
                let number = self.x.quote_from(p);
                let half = self.x.quote_closes(number)
                    && self.x.quote(number).is_some_and(|quote| quote < self.x.line_end(p));
                if decimal || prefix || half {
                    return None;
                }
                (Token::Number, end)
            }
            _ => (Token::mark(byte)?, p + 1),
        };
        Some(self.bare_reading(token, p, end))
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
            key: text && self.x.peek(end as usize) == Some(b':'),
            content: false,
            free: false,
            word: false,
            mark: 0,
            pieces: (0, 0),
        }
    }

    /// A number, and what else begins with one.
    fn number(&mut self, p: usize) -> bool {
        let Some(end) = number::prefix(self.x.bytes, p) else { return false };
        let glued = self.x.char_at(end).is_some_and(|next| {
            // A colon glues only what is no key: `12:30`.
            let time = || self.x.char_at(end + 1).is_some_and(char::is_alphanumeric);
            next.is_alphanumeric()
                || matches!(next, '_' | '.' | '+' | '-' | '$' | '%' | '/')
                || next == ':' && time()
        });
        let comment = self.x.starts_with(end, "/*") || self.x.starts_with(end, "//");
        if glued && !comment {
            return false;
        }
        self.plain(Token::Number, p, end);
        if self.x.peek(end) == Some(b':') {
            let mut edits = self.edits();
            self.quoted(&mut edits, Slip::BareKey, p, end);
            self.add(Token::Text, (p, end), prices::BARE_KEY, edits, Slip::BareKey).key = true;
        }
        if self.x.at(end) == Some(b',') {
            self.decimal_comma(p, end);
        }
        self.half_quoted(p);
        true
    }

    /// The end of a number that is written with a decimal comma where no list can be meant.
    pub(super) fn decimal_comma_end(&self, p: usize, comma: usize) -> Option<usize> {
        let digits = |from: usize| {
            let rest = self.x.bytes.get(from..).unwrap_or_default();
            from + rest.iter().take_while(|byte| byte.is_ascii_digit()).count()
        };
        let whole = digits(p + usize::from(self.x.at(p) == Some(b'-')));
        let end = digits(comma + 1);
        let closed = || matches!(self.x.peek(end), Some(b'}' | b']'));
        (whole == comma && end > comma + 1 && closed()).then_some(end)
    }

    fn decimal_comma(&mut self, p: usize, comma: usize) {
        let Some(end) = self.decimal_comma_end(p, comma) else { return };
        let mut edits = self.edits();
        edits.add(Slip::DecimalComma, comma, comma + 1, || Cow::Borrowed("."));
        let reading = self.add(Token::Number, (p, end), prices::DECIMAL_COMMA, edits, Slip::None);
        reading.content = true;
    }

    /// `;`, `=`, `=>`, `(` and marks of full width.
    fn foreign_marks(&mut self, p: usize) {
        let Some(ch) = self.x.char_at(p) else { return };
        let (token, text) = match ch {
            '=' | '：' => (Token::Colon, ":"),
            ';' | '；' | '，' => (Token::Comma, ","),
            '(' | ')' => return self.parentheses(p, ch == '('),
            _ => return,
        };
        let arrow = self.x.starts_with(p, "=>");
        let end = if arrow { p + 2 } else { p + ch.len_utf8() };
        let mut edits = self.edits();
        edits.add(Slip::ForeignMark, p, end, || Cow::Borrowed(text));
        self.add(token, (p, end), prices::FOREIGN_MARK, edits, Slip::ForeignMark);
        if token == Token::Comma {
            let mut edits = self.edits();
            edits.add(Slip::ForeignMark, p, end, || Cow::Borrowed(":"));
            let price = prices::FOREIGN_MARK + prices::FOREIGN_MARK_FOR_COLON;
            self.add(Token::Colon, (p, end), price, edits, Slip::ForeignMark);
        }
    }

    fn parentheses(&mut self, p: usize, open: bool) {
        for object in [false, true] {
            let token = if open { Token::Open(object) } else { Token::Close(object) };
            let text = match (open, object) {
                (true, true) => "{",
                (true, false) => "[",
                (false, true) => "}",
                (false, false) => "]",
            };
            let mut edits = self.edits();
            edits.add(Slip::Parenthesis, p, p + 1, || Cow::Borrowed(text));
            let price = prices::PARENTHESIS + if object { 1_00 } else { 0 };
            self.add(token, (p, p + 1), price, edits, Slip::Parenthesis);
        }
    }

    /// A run of marks that JSON does not use.
    fn junk(&mut self, p: usize, words: bool) {
        let other = |ch: char| {
            ch.is_alphanumeric()
                || ch.is_whitespace()
                || matches!(ch, '_' | '"' | '\'' | '{' | '}' | '[' | ']' | ',' | ':' | '`')
                || matches!(ch, '\u{201c}' | '\u{201d}' | '\u{2018}' | '\u{2019}')
        };
        let rest = &self.x.text[p..self.x.within(p, WINDOW)];
        let length = rest.find(other).unwrap_or(rest.len());
        // What begins a word is no mark.
        if words && (length == 0 || rest.starts_with(['.', '-', '+', '$', '@'])) {
            return;
        }
        let one = rest.chars().next().map_or(1, char::len_utf8);
        let end = p + length.max(one);
        let single = if end == p + 1 { self.x.bytes[p] } else { 0 };
        let edits = self.edits();
        self.add(Token::Junk, (p, end), 0, edits, Slip::None).mark = single;
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
        Slip::ForeignMark => prices::FOREIGN_MARK,
        Slip::Parenthesis => prices::PARENTHESIS,
        Slip::OddSpace => prices::ODD_SPACE,
        Slip::LineEnd => prices::LINE_END,
        Slip::LinePrefix => prices::LINE_PREFIX,
        Slip::MergeMarker => prices::MERGE_MARKER,
        _ => return None,
    })
}
