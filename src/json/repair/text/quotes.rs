//! The quotes of a text: which comes next, and what those around it say of one.

use super::{IndexedText, Row};

/// So far apart at most are quotes with nothing between them.
const NEAR: usize = 20;

impl IndexedText<'_> {
    /// The number of the first quote from a place on, mostly that of the last one or soon after.
    pub(in crate::json::repair) fn quote_from(&self, place: usize) -> usize {
        const SOON: usize = 4;
        let is_before =
            |index: usize| self.quotes.get(index).is_some_and(|quote| (*quote as usize) < place);
        let hint = self.quote_hint.get();
        if hint == 0 || is_before(hint - 1) {
            for index in hint..hint + SOON {
                if !is_before(index) {
                    self.quote_hint.set(index);
                    return index;
                }
            }
        }
        let index = self.quotes.partition_point(|quote| (*quote as usize) < place);
        self.quote_hint.set(index);
        index
    }

    /// Where a quote is.
    pub(in crate::json::repair) fn quote(&self, index: usize) -> Option<usize> {
        self.quotes.get(index).map(|quote| *quote as usize)
    }

    /// Whether what is after a quote may stand after a string.
    pub(in crate::json::repair) fn quote_closes(&self, index: usize) -> bool {
        self.quote(index).is_some_and(|quote| self.may_close(quote))
    }

    /// Whether what is before a quote may stand before a string.
    pub(in crate::json::repair) fn quote_opens(&self, index: usize) -> bool {
        self.quote(index).is_some_and(|quote| self.may_open(quote))
    }

    /// The first quote after one, and before another, that closes.
    pub(in crate::json::repair) fn next_close(&self, index: usize, before: usize) -> Option<usize> {
        (index + 1..before.min(self.quotes.len())).find(|index| self.quote_closes(*index))
    }

    /// Whether a string from this quote to the next is what it seems, by the quotes on its line.
    pub(in crate::json::repair) fn is_paired(&self, index: usize) -> bool {
        let Some(at) = self.quote(index) else { return false };
        let row = self.row_of(self.line(at));
        self.is_paired_on(&row, index)
            && self.quote_closes(index + 1)
            && self.begins_string(&row, at)
    }

    /// The same by the number of quotes on its line, and by the one after the string.
    #[inline(always)]
    pub(super) fn is_paired_on(&self, row: &Row, index: usize) -> bool {
        let (low, high) = row.quotes;
        index + 1 < high
            && ((high - low) % 2 == 0 || self.is_odd_elsewhere(index, (low, high)))
            && (index + 2 >= high || self.quote_opens(index + 2))
    }

    /// On a line with very many quotes, such as a body on one line, one too many or too few says
    /// nothing about a string that is followed by others which are as they should be.
    #[cold]
    fn is_odd_elsewhere(&self, index: usize, (low, high): (usize, usize)) -> bool {
        const MANY: usize = 64;
        const NEAR: usize = 16;
        let as_expected = |number: usize| match (number - index) % 2 {
            0 => self.quote_opens(number),
            _ => self.quote_closes(number),
        };
        high - low > MANY && (index..high.min(index + NEAR)).all(as_expected)
    }

    /// How many of the quotes from one to another look like an end or a beginning; before a colon,
    /// or the arrow of a pair, one counts twice.
    pub(in crate::json::repair) fn oddness(&self, from: usize, to: usize) -> u32 {
        let weight = |index: usize| {
            let Some(at) = self.quote(index) else { return 0 };
            let (opens, closes) = (self.may_open(at), self.may_close(at));
            let colon = closes && matches!(self.peek(at + 1), Some(b':' | b'='));
            let near = self
                .quote(index + 1)
                .is_some_and(|next| next - at < NEAR && self.skip_blank(at + 1, next) == next);
            let own = if colon { 2 } else { u32::from(opens || closes) };
            own + u32::from(near)
        };
        (from..to).map(weight).sum()
    }

    /// The numbers of the quotes on the line of a place.
    pub(in crate::json::repair) fn quotes_on_line(&self, place: usize) -> (usize, usize) {
        self.row_of(self.line(place)).quotes
    }

    /// Whether what comes after this quote can come after a string.
    pub(in crate::json::repair) fn may_close(&self, quote: usize) -> bool {
        let mut place = quote + 1;
        while let Some(b' ' | b'\t') = self.at(place) {
            place += 1;
        }
        matches!(self.at(place), None | Some(b',' | b'}' | b']' | b':' | b'\r' | b'\n'))
            || self.starts_with(place, "=>")
    }

    #[inline(always)]
    pub(super) fn may_open(&self, quote: usize) -> bool {
        let mut place = quote;
        while place > 0 && matches!(self.bytes[place - 1], b' ' | b'\t') {
            place -= 1;
        }
        place == 0
            || matches!(self.bytes[place - 1], b',' | b'{' | b'[' | b':' | b'\r' | b'\n')
            || self.bytes[..place].ends_with(b"=>")
    }
}

#[cfg(test)]
mod tests {
    use super::super::IndexedText;
    use crate::json::lexer::string_end;
    use crate::support::config;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(config(2_000))]

        #[test]
        fn the_index_has_the_strings_of_the_plain_reading(text in r#"["\\\na,]{0,40}"#) {
            let x = IndexedText::new(&text);
            for (number, at) in (0..).map_while(|number| Some((number, x.quote(number)?))) {
                let next = x.quote(number + 1).filter(|next| *next < x.line_end(at));
                let (end, closed) = string_end(x.bytes, at);
                prop_assert_eq!(closed.then_some(end - 1), next);
                prop_assert!(closed || end == x.line_end(at));
            }
        }
    }
}
