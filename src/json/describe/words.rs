//! Words, numbers, escapes, and what belongs to other languages.

use super::{Look, Scene};
use crate::json::mistake::{Position, What};
use crate::json::number;
use crate::json::repair::Slip;
use crate::text::Span;

impl Scene<'_> {
    pub(super) fn other(&self, slip: Slip, span: Span) -> Look {
        let word = span.of(self.text);
        let what = match slip {
            Slip::BareKey => What::MissingQuotes { key: true },
            Slip::NearLiteral => What::NearLiteral,
            Slip::BareText => What::MissingQuotes { key: self.is_key(span) },
            Slip::ForeignWord if number::is_no_number(word) => What::NoNumber,
            Slip::ForeignWord => What::ForeignWord,
            Slip::OddNumber => What::OddNumber,
            Slip::DecimalComma => {
                let number = self.string_around(span.start).unwrap_or(span);
                return (What::DecimalComma, number, vec![]);
            }
            Slip::BadEscape => return self.bad_escape(span),
            Slip::OddEscape => What::NeedlessEscape,
            Slip::SplicedQuote => {
                let start = span.start.saturating_sub(1);
                return (What::SplicedQuote, Span::new(start, span.end), vec![]);
            }
            Slip::Control => {
                let run = self.text[span.start as usize..].bytes();
                let run = run.take_while(|byte| *byte < b' ' && !matches!(byte, 0 | b'\n' | b'\r'));
                let end = span.start + run.count().max(1) as u32;
                return (What::Control, Span::new(span.start, end), vec![]);
            }
            Slip::Comment => {
                let comment = self.trimmed(span);
                let what = if self.repair.content { What::CommentEats } else { What::Comment };
                return (what, comment, vec![]);
            }
            Slip::Template => What::Template,
            Slip::Directive => What::Directive,
            Slip::Call => {
                return (What::Call, self.call(), vec![]);
            }
            Slip::Expression => What::Expression,
            Slip::Spread => {
                let whole = word.trim_end().trim_end_matches(',').trim_end();
                let whole = Span::new(span.start, span.start + whole.len() as u32);
                return (What::Spread, whole, vec![]);
            }
            Slip::StringPrefix => What::StringPrefix,
            Slip::BracketPrefix => {
                let prefix = word.trim_end_matches(['{', '[']).trim_end();
                let prefix = Span::new(span.start, span.start + prefix.len() as u32);
                return (What::BracketPrefix, prefix, vec![]);
            }
            Slip::Color => What::Color,
            Slip::Ellipsis => {
                let dots = Span::new(span.start, span.start + 3);
                return (What::Ellipsis, dots, vec![]);
            }
            Slip::Parenthesis => {
                let changes = self.repair.changes.iter().filter(|change| change.slip == slip);
                let span = changes.map(|change| change.span).reduce(Span::to).unwrap_or(span);
                return (What::Parentheses, span, vec![]);
            }
            Slip::OddSpace if word.starts_with('\0') => What::Nul,
            Slip::OddSpace => What::OddSpace,
            Slip::LineEnd => What::LineEnd,
            Slip::LinePrefix => {
                let number = word.trim_start().trim_end_matches(|ch: char| !ch.is_ascii_digit());
                let number = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
                What::LinePrefix { number }
            }
            Slip::MergeMarker => {
                return (What::MergeConflict, self.line(span.start), vec![]);
            }
            Slip::Joined => What::Joined,
            Slip::SideBySide => What::SideBySide,
            _ => return self.unexpected(),
        };
        (what, span, vec![])
    }

    /// The first call: all of it was changed, or what is around its argument was removed.
    fn call(&self) -> Span {
        let mut own = self.repair.changes.iter().filter(|change| change.slip == Slip::Call);
        match (own.next(), own.next()) {
            (Some(before), Some(after)) if before.text.is_empty() => before.span.to(after.span),
            (Some(whole), _) => whole.span,
            _ => self.own().span,
        }
    }

    pub(super) fn bad_escape(&self, span: Span) -> Look {
        let start = span.start as usize;
        let bytes = self.text.as_bytes();
        let hex = self.byte(start + 1) == b'u';
        let mut end = start + 1 + usize::from(hex);
        while hex && end < start + 6 && bytes.get(end).is_some_and(u8::is_ascii_hexdigit) {
            end += 1;
        }
        let spoiler = self.text[end.min(self.text.len())..].chars().next();
        let spoiler = spoiler.filter(|ch| !matches!(ch, '\n' | '\r'));
        let end = end + spoiler.map_or(0, char::len_utf8);
        (What::BadEscape { hex }, Span::new(start as u32, end as u32), vec![])
    }

    pub(super) fn unexpected(&self) -> Look {
        let gone =
            self.repair.changes.iter().filter(|change| change.span.len() > change.text.len());
        let span = gone.map(|change| change.span).reduce(Span::to).unwrap_or(self.own().span);
        let span = self.trimmed(span);
        let (_, next) = self.next(span.end);
        let position = match (self.last(span.start), next) {
            (b':', b'"' | b'{' | b'[' | b'0'..=b'9' | b'-' | b't' | b'f' | b'n') => {
                Position::BeforeValue
            }
            (_, b':') => Position::AfterKey,
            (b',' | b'{', _) => Position::BeforeKey,
            _ => Position::AfterValue,
        };
        (What::Unexpected(position), span, vec![])
    }
}
