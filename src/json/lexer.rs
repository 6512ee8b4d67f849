//! The plain reading of a text: its tokens one after the other, whitespace and comments included.
//!
//! Where the parser stops, everything that looks at text instead of a tree starts from these: the
//! repair search, which adds other readings of the same places to them; comments among items; and
//! the editor, whose cursor is often in a half-written line. Reads what was asked for and no more.
//!
//! The search asks for one token at a time: [`mark`], [`string_end`], [`word_length`],
//! [`is_literal`], and [`comment`] are the plain readings of a place, [`number`](super::number) that
//! of numbers.

use super::scan::special;
use crate::text::Span;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// Spaces, tabs, and line ends.
    Space,
    Comment(Comment),
    /// `{`, or `[` if false.
    Open {
        brace: bool,
    },
    /// `}`, or `]` if false.
    Close {
        brace: bool,
    },
    Comma,
    Colon,
    /// Text in double quotes; without a closing one up to the end of its line.
    String {
        closed: bool,
    },
    /// A number, a literal, or anything else up to the next other token.
    Word,
}

/// How a comment is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Comment {
    /// `// …`, to the end of the line.
    Line,
    /// `# …`, to the end of the line; no file of ours may have it.
    Hash,
    /// `/* … */`; without an end up to the end of the text.
    Block { closed: bool },
}

impl Comment {
    /// Whether it is one of those that a file for people may have.
    pub(super) fn is_in_slashes(self) -> bool {
        self != Self::Hash
    }
}

/// A piece of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) kind: TokenKind,
    pub(crate) span: Span,
}

impl Token {
    /// Whether it means nothing: whitespace or a comment.
    pub(crate) fn is_trivia(self) -> bool {
        matches!(self.kind, TokenKind::Space | TokenKind::Comment(_))
    }
}

/// The tokens of a text from a place on.
#[derive(Debug, Clone)]
pub(crate) struct Lexer<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Lexer<'t> {
    /// Reads on from a place, which is between two tokens.
    pub(crate) fn from(text: &'t str, at: usize) -> Self {
        Self { text, at }
    }

    /// The next token that is neither whitespace nor a comment.
    #[cfg(feature = "lsp")]
    pub(crate) fn next_solid(&mut self) -> Option<Token> {
        self.find(|token| !token.is_trivia())
    }
}

impl Iterator for Lexer<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        let bytes = self.text.as_bytes();
        let rest = bytes.get(self.at..)?;
        let (kind, length) = match *rest.first()? {
            b'"' => {
                let (length, closed) = string_end(rest, 0);
                (TokenKind::String { closed }, length)
            }
            byte if mark(byte).is_some() => (mark(byte)?, 1),
            byte if is_space(byte) => {
                let end = rest.iter().position(|byte| !is_space(*byte));
                (TokenKind::Space, end.unwrap_or(rest.len()))
            }
            _ => match comment(rest) {
                Some(Comment::Block { .. }) => {
                    let end = memchr::memmem::find(&rest[2..], b"*/").map(|inner| inner + 4);
                    let comment = Comment::Block { closed: end.is_some() };
                    (TokenKind::Comment(comment), end.unwrap_or(rest.len()))
                }
                Some(line) => {
                    let end = memchr::memchr2(b'\n', b'\r', rest);
                    (TokenKind::Comment(line), end.unwrap_or(rest.len()))
                }
                None => (TokenKind::Word, word_length(rest)),
            },
        };
        let start = self.at;
        self.at += length;
        Some(Token { kind, span: Span::new(start as u32, self.at as u32) })
    }
}

/// What a byte is that is a token by itself.
pub(super) fn mark(byte: u8) -> Option<TokenKind> {
    Some(match byte {
        b'{' | b'[' => TokenKind::Open { brace: byte == b'{' },
        b'}' | b']' => TokenKind::Close { brace: byte == b'}' },
        b',' => TokenKind::Comma,
        b':' => TokenKind::Colon,
        _ => return None,
    })
}

/// The comment that begins here. Whether a block ends is not looked for.
pub(super) fn comment(rest: &[u8]) -> Option<Comment> {
    match rest {
        [b'/', b'/', ..] => Some(Comment::Line),
        [b'/', b'*', ..] => Some(Comment::Block { closed: false }),
        [b'#', ..] => Some(Comment::Hash),
        _ => None,
    }
}

/// The comment at the beginning of a text, with its length.
pub(super) fn leading_comment(rest: &str) -> Option<(Comment, usize)> {
    comment(rest.as_bytes())?;
    match Lexer::from(rest, 0).next()? {
        Token { kind: TokenKind::Comment(comment), span } => Some((comment, span.end as usize)),
        _ => None,
    }
}

/// Whether a byte is whitespace of JSON.
pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
}

/// The end of the string whose quote, of any kind of one byte, is at a place, and whether it has its
/// closing quote: without one it ends with its line.
pub(crate) fn string_end(bytes: &[u8], open: usize) -> (usize, bool) {
    let quote = bytes[open];
    let mut at = open + 1;
    loop {
        if quote == b'"' {
            at = special(bytes, at);
        }
        match bytes.get(at) {
            Some(byte) if *byte == quote => return (at + 1, true),
            Some(b'\\') if bytes.get(at + 1).is_some_and(|next| !is_line_end(*next)) => at += 2,
            Some(byte) if !is_line_end(*byte) => at += 1,
            _ => return (at.min(bytes.len()), false),
        }
    }
}

fn is_line_end(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

/// The literals of JSON.
pub(super) const LITERALS: [&str; 3] = ["true", "false", "null"];

pub(super) fn is_literal(word: &str) -> bool {
    LITERALS.contains(&word)
}

/// A byte that can be in a word, a number or a name.
pub(super) fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$' | b'-' | b'.' | b'+')
}

/// The length of a word: at least one character, up to whitespace, a mark, a quote, or a comment
/// in slashes.
pub(super) fn word_length(rest: &[u8]) -> usize {
    let ends = |at: usize| {
        let byte = rest[at];
        let slashes = || comment(&rest[at..]).is_some_and(Comment::is_in_slashes);
        is_space(byte) || byte == b'"' || mark(byte).is_some() || byte == b'/' && slashes()
    };
    (1..rest.len()).find(|at| ends(*at)).unwrap_or(rest.len())
}

/// The end of the array or object that opens at a place; nothing where it does not end.
pub(super) fn value_end(text: &str, open: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for token in Lexer::from(text, open) {
        match token.kind {
            TokenKind::Open { .. } => depth += 1,
            TokenKind::Close { .. } => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(token.span.end as usize);
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<(TokenKind, &str)> {
        let tokens: Vec<Token> = Lexer::from(text, 0).collect();
        let ends = tokens.iter().map(|token| token.span.end);
        let starts = tokens.iter().skip(1).map(|token| token.span.start);
        assert!(starts.eq(ends.take(tokens.len().saturating_sub(1))), "no gaps in {text:?}");
        tokens.into_iter().map(|token| (token.kind, token.span.of(text))).collect()
    }

    #[test]
    fn every_byte_is_in_one_token() {
        use TokenKind::{Close, Colon, Comma, Open, Space, String, Word};
        let block = |closed| TokenKind::Comment(Comment::Block { closed });
        assert_eq!(
            kinds("{\"a\\\"\": [1, tru]} // {"),
            [
                (Open { brace: true }, "{"),
                (String { closed: true }, "\"a\\\"\""),
                (Colon, ":"),
                (Space, " "),
                (Open { brace: false }, "["),
                (Word, "1"),
                (Comma, ","),
                (Space, " "),
                (Word, "tru"),
                (Close { brace: false }, "]"),
                (Close { brace: true }, "}"),
                (Space, " "),
                (TokenKind::Comment(Comment::Line), "// {"),
            ]
        );
        assert_eq!(kinds("1/* }"), [(Word, "1"), (block(false), "/* }")]);
        assert_eq!(
            kinds("/**/#\n"),
            [(block(true), "/**/"), (TokenKind::Comment(Comment::Hash), "#"), (Space, "\n")]
        );
        assert_eq!(
            kinds("\"a\\\nb\"é"),
            [
                (String { closed: false }, "\"a\\"),
                (Space, "\n"),
                (Word, "b"),
                (String { closed: false }, "\"é")
            ]
        );
    }

    #[test]
    fn a_string_in_other_quotes_ends_at_them_or_with_its_line() {
        assert_eq!(string_end(b"x'a\\'\"b' c'", 1), (8, true));
        assert_eq!(string_end(b"`a\\\n`", 0), (3, false));
        assert_eq!(string_end(b"'", 0), (1, false));
    }

    #[test]
    fn a_value_ends_at_its_own_bracket() {
        assert_eq!(value_end(r#"x[{"a]": 1} /* ] */]]"#, 1), Some(20));
        assert_eq!(value_end("[[", 0), None);
    }
}
