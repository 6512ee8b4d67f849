//! Numbers, and what else begins with one.

use std::borrow::Cow;

use super::Lattice;
use crate::json::number;
use crate::json::repair::prices;
use crate::json::repair::reading::Token;
use crate::json::repair::slip::Slip;

impl Lattice<'_> {
    /// A number, and what else begins with one.
    pub(super) fn number(&mut self, p: usize) -> bool {
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

    pub(super) fn decimal_comma(&mut self, p: usize, comma: usize) {
        let Some(end) = self.decimal_comma_end(p, comma) else { return };
        let mut edits = self.edits();
        edits.add(Slip::DecimalComma, comma, comma + 1, || Cow::Borrowed("."));
        let reading = self.add(Token::Number, (p, end), prices::DECIMAL_COMMA, edits, Slip::None);
        reading.content = true;
    }
}
