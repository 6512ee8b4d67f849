//! Quotes: of another kind, missing, too many, inside of a string.

use super::{Look, Scene};
use crate::json::mistake::{Quotes, What};
use crate::json::repair::Slip;
use crate::text::Span;

impl Scene<'_> {
    pub(super) fn quote(&self, span: Span) -> Look {
        let key = self.is_key(span);
        let other = |quotes: Quotes, span: Span| (What::OtherQuotes { quotes, key }, span, vec![]);
        match self.repair.slip {
            Slip::QuoteSingle => {
                let backquotes = self.byte(span.start as usize) != b'\'';
                other(if backquotes { Quotes::Backquotes } else { Quotes::Single }, span)
            }
            Slip::QuoteCurly => other(Quotes::Curly, span),
            Slip::QuoteTriple => other(Quotes::Tripled, span),
            Slip::QuoteBacktick => other(Quotes::Backquotes, span),
            Slip::QuoteDoubled if self.byte(span.start as usize) == b'\'' => {
                other(Quotes::Single, span)
            }
            Slip::QuoteDoubled => other(Quotes::Doubled, Span::new(span.start, span.start + 2)),
            Slip::QuoteEntity => other(Quotes::Entities, Span::new(span.start, span.start + 6)),
            Slip::QuoteEscaped | Slip::EscapedBreak => {
                let quote = self.change(Slip::QuoteEscaped).map_or(span, |change| change.span);
                other(Quotes::Escaped, Span::new(quote.start, quote.start + 2))
            }
            Slip::MismatchedQuote => other(Quotes::Mismatched, span),
            Slip::InnerQuote | Slip::TwiceEscaped => self.inner_quote(),
            Slip::NoClosingQuote | Slip::Lines => self.unclosed_string(span),
            Slip::EscapedCloser => {
                let string = self.string_around(span.start);
                let string =
                    string.map(|string| Span::new(string.start.min(span.start), span.end + 1));
                let start = string.map_or(span.start, |string| self.opening_quote(string.start));
                (What::EscapedCloser { key }, Span::new(start, span.end + 1), vec![])
            }
            Slip::NoOpeningQuote => {
                let end = self.text[span.start as usize..].find('"').unwrap_or(0) as u32 + 1;
                let whole = Span::new(span.start, span.start + end);
                (What::MissingOpeningQuote { key }, whole, vec![])
            }
            _ => {
                let (_, next) = self.next(span.end);
                (What::ExtraQuote { key: next == b':' || key }, span, vec![])
            }
        }
    }

    /// The quote right before the text of a string, if there is one.
    pub(super) fn opening_quote(&self, start: u32) -> u32 {
        let before = start.checked_sub(1).filter(|at| self.byte(*at as usize) == b'"');
        if self.byte(start as usize) == b'"' { start } else { before.unwrap_or(start) }
    }

    pub(super) fn inner_quote(&self) -> Look {
        let own = self.own();
        let at = own.span.start;
        let twice = self.repair.slip == Slip::TwiceEscaped;
        let span = if twice {
            // The backslashes and the quote.
            let before = self.text[..at as usize].bytes().rev().take_while(|b| *b == b'\\').count();
            Span::new(at - before as u32, own.span.end + 1)
        } else {
            Span::new(at, at + 1)
        };
        let string = self.string_around(at);
        let template = string.is_some_and(|string| {
            let inner = string.of(self.text);
            inner.contains("{{") || inner.contains("${")
        });
        (What::InnerQuote { twice, template }, span, string.into_iter().collect())
    }

    pub(super) fn unclosed_string(&self, span: Span) -> Look {
        let lines = self.repair.slip == Slip::Lines;
        let start = match self.string_around(span.start) {
            Some(string) => self.opening_quote(string.start),
            None => span.start,
        };
        let line = self.line(start);
        let key = self.is_key(Span::new(start, start + 1));
        let what = What::UnclosedString { key, lines };
        if lines {
            return (what, line, vec![]);
        }
        let rest = Span::new(span.end, line.end.max(span.end)).of(self.text);
        let alone = rest == "," || rest.starts_with([',', ':']) && !rest.contains('"');
        let whole = if alone { line } else { Span::new(start, span.end) };
        (what, whole, self.left_open())
    }
}
