//! The tokens of a logic expression, and what makes a text a label or an operator.

use std::ops::Range;

/// A label or an operator, or something that is neither.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Token {
    Label,
    /// Digits alone.
    Number,
    And,
    Or,
    Open,
    Close,
    /// What is not in the grammar.
    Stray,
}

/// The tokens of an expression, in order.
pub(crate) fn tokens(text: &str, quoted: &[Range<usize>]) -> Vec<(Token, Range<usize>)> {
    let mut out = Vec::new();
    let mut chars = text.char_indices().peekable();
    let mut quoted = quoted.iter().peekable();
    while let Some((start, ch)) = chars.next() {
        if let Some(label) = quoted.next_if(|label| label.start == start) {
            while chars.next_if(|(at, _)| *at < label.end).is_some() {}
            out.push((Token::Label, label.clone()));
            continue;
        }
        let limit = quoted.peek().map_or(text.len(), |label| label.start);
        let mut end = start + ch.len_utf8();
        let mut take_while = |wanted: &dyn Fn(char) -> bool| {
            while let Some((at, ch)) = chars.next_if(|(at, ch)| *at < limit && wanted(*ch)) {
                end = at + ch.len_utf8();
            }
            end
        };
        let token = match ch {
            _ if ch.is_whitespace() => continue,
            '(' => Token::Open,
            ')' => Token::Close,
            '&' | '|' => {
                end = take_while(&|next| next == ch);
                Token::Stray
            }
            _ if ch == '_' || ch.is_alphanumeric() => {
                end = take_while(&|ch| ch == '_' || ch.is_alphanumeric());
                word(&text[start..end])
            }
            '!' | ',' => Token::Stray,
            _ => {
                end = take_while(&|ch| {
                    !(ch.is_whitespace() || ch.is_alphanumeric() || "()_&|!,".contains(ch))
                });
                Token::Stray
            }
        };
        out.push((token, start..end));
    }
    out
}

fn word(word: &str) -> Token {
    match word {
        _ if word.eq_ignore_ascii_case("and") => Token::And,
        _ if word.eq_ignore_ascii_case("or") => Token::Or,
        _ if is_called_like_an_operator(word) => Token::Stray,
        _ if word.bytes().all(|byte| byte.is_ascii_digit()) => Token::Number,
        _ if is_label(word) => Token::Label,
        _ => Token::Stray,
    }
}

/// Whether a text is `and` or `or`, in any case.
pub(crate) fn is_operator(text: &str) -> bool {
    text.eq_ignore_ascii_case("and") || text.eq_ignore_ascii_case("or")
}

/// Whether a text is an operator here or elsewhere: `not` and `xor` too, in any case.
pub(crate) fn is_called_like_an_operator(text: &str) -> bool {
    is_operator(text) || text.eq_ignore_ascii_case("not") || text.eq_ignore_ascii_case("xor")
}

/// Whether a text is a label by the documented grammar.
pub(crate) fn is_label(text: &str) -> bool {
    let mut bytes = text.bytes();
    bytes.next().is_some_and(|first| first == b'_' || first.is_ascii_alphabetic())
        && bytes.all(|byte| byte == b'_' || byte.is_ascii_alphanumeric())
}
