//! Strings in double quotes: as they stand, with quotes inside, without an end, over several lines.

use std::borrow::Cow;

use super::{Edits, Lattice, Token, WINDOW};
use crate::json::repair::prices::{self, Price, part};
use crate::json::repair::slip::Slip;
use crate::json::scan::special;

/// More edits than these are not written into one string.
const MOST: usize = 200;

/// A string between two places, before its text has been looked at.
#[derive(Debug)]
struct Draft {
    open: usize,
    /// Where its text ends, and where the string does.
    close: usize,
    end: usize,
    price: Price,
    edits: Edits,
}

impl Lattice<'_> {
    /// The readings of a double quote; whether the plain one is all that there is to it.
    pub(super) fn strings(&mut self, p: usize) -> bool {
        let number = self.x.quote_from(p);
        if self.x.quote(number) != Some(p) {
            // Escaped: no beginning of a string.
            let edits = self.edits();
            self.add(Token::Junk, (p, p + 1), 0, edits, Slip::None);
            return false;
        }
        let line_end = self.x.line_end(p);
        let next = self.x.quote(number + 1);
        let here = next.filter(|next| *next < line_end);
        let (low, high) = self.x.quotes_on_line(p);
        if let Some(close) = here {
            let draft = self.draft(p, close, close + 1, 0);
            let well = self.string(draft, Slip::None);
            if self.x.peek(close + 1) == Some(b'+') {
                self.joined(p, close);
            }
            let even = (high - low) % 2 == 0;
            let next_opens = number + 2 >= high || self.x.quote_opens(number + 2);
            if well
                && even
                && self.x.quote_closes(number + 1)
                && self.x.quote_opens(number)
                && next_opens
            {
                return true;
            }
        }
        self.spare_quote(p, next);
        self.inner_quotes(p, number, high);
        self.unclosed(p, here.is_some(), here.unwrap_or(line_end));
        if here.is_none() {
            self.lines(p, number, next);
        }
        self.escaped_closer(p, here.unwrap_or(line_end));
        self.mismatched(p, here.unwrap_or(line_end));
        false
    }

    /// The closing quote of a string where nothing on its line is out of the ordinary.
    pub(super) fn calm_string(&self, p: usize) -> Option<usize> {
        let x = &self.x;
        let number = x.quote_from(p);
        let close = x.quote(number + 1)?;
        let (low, high) = x.quotes_on_line(p);
        let calm = number + 1 < high
            && x.quote(number) == Some(p)
            && (high - low) % 2 == 0
            && x.quote_closes(number + 1)
            && x.quote_opens(number)
            && (number + 2 >= high || x.quote_opens(number + 2));
        if !calm {
            return None;
        }
        let clean = special(x.bytes, p + 1) == close || {
            let mut edits = self.edits();
            self.inside(p + 1, close, &mut edits) == 0 && edits.first.is_none()
        };
        clean.then_some(close)
    }

    fn draft(&self, open: usize, close: usize, end: usize, price: Price) -> Draft {
        Draft { open, close, end, price, edits: self.edits() }
    }

    /// Adds a string, with what has to be fixed in its text; whether that is nothing.
    fn string(&mut self, draft: Draft, habit: Slip) -> bool {
        let Draft { open, close, end, price, mut edits } = draft;
        let own = edits.first.is_some();
        let more = self.inside(open + 1, close, &mut edits);
        let habit = match edits.first {
            Some((_, slip)) if habit == Slip::None && !own && slip != Slip::Lines => slip,
            _ => habit,
        };
        let well = more == 0 && edits.first.is_none();
        let reading = self.add(Token::Text, (open, end), price + more, edits, habit);
        reading.inner = ((open + 1) as u32, (close.max(open + 1)) as u32);
        well
    }

    /// Looks for what JSON does not allow between the quotes; gives its price.
    pub(super) fn inside(&self, from: usize, to: usize, edits: &mut Edits) -> Price {
        let bytes = &self.x.bytes[..to];
        let (mut price, mut count) = (0, 0);
        let mut bad_escape = false;
        let mut at = special(bytes, from);
        while at < to && count < MOST {
            let end = match bytes[at] {
                b'\\' => match self.escape(at, to) {
                    Ok(end) => end,
                    Err((slip, end, text)) => {
                        bad_escape |= slip == Slip::BadEscape;
                        price += if price == 0 {
                            prices::BAD_ESCAPE
                        } else {
                            part(prices::BAD_ESCAPE, 20)
                        };
                        count += 1;
                        // A doubled backslash is put in, not exchanged.
                        let (from, text) = match text {
                            Some(text) => (end, text),
                            None => (at, Cow::Borrowed("\\")),
                        };
                        edits.add(slip, at, from, || text);
                        end.max(at + 1)
                    }
                },
                // NULs are a matter of encoding, and stay.
                byte @ 1..b' ' => {
                    price += if price == 0 { prices::CONTROL } else { part(prices::CONTROL, 10) };
                    count += 1;
                    let windows = byte == b'\r' && bytes.get(at + 1) == Some(&b'\n');
                    let end = at + if windows { 2 } else { 1 };
                    let line = matches!(byte, b'\n' | b'\r');
                    let slip = if line { Slip::Lines } else { Slip::Control };
                    edits.add(slip, at, end, || escape_of(byte));
                    end
                }
                _ => at + 1,
            };
            at = special(bytes, end);
        }
        if bad_escape {
            self.other_backslashes(from, to, edits);
        }
        price
    }

    /// The end of a good escape; of a bad one what it is, its end and the text for it, or nothing
    /// where a backslash before it fixes it.
    fn escape(
        &self,
        at: usize,
        to: usize,
    ) -> Result<usize, (Slip, usize, Option<Cow<'static, str>>)> {
        let rest = &self.x.text[at..to];
        // A shell writes an apostrophe so inside of apostrophes.
        if rest.starts_with("\\''") && self.x.bytes[..at].ends_with(b"'") {
            return Err((Slip::ShellQuote, at + 3, Some(Cow::Borrowed(""))));
        }
        let Some(next) = rest[1..].chars().next() else {
            return Err((Slip::BadEscape, at + 1, Some(Cow::Borrowed("\\\\"))));
        };
        match next {
            '"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' => Ok(at + 2),
            'u' => {
                let digits = rest[2..].bytes().take(4).take_while(u8::is_ascii_hexdigit).count();
                if digits == 4 { Ok(at + 6) } else { Err((Slip::BadEscape, at + 2 + digits, None)) }
            }
            '\'' | '`' | '\u{201e}' | '\u{201c}' => {
                let text = match next {
                    '\'' => "'",
                    '`' => "`",
                    '\u{201e}' => "\u{201e}",
                    _ => "\u{201c}",
                };
                Err((Slip::OddEscape, at + 1 + next.len_utf8(), Some(Cow::Borrowed(text))))
            }
            '\n' | '\r' => {
                let length = if rest[1..].starts_with("\r\n") { 2 } else { 1 };
                Err((Slip::Lines, at + 1 + length, Some(Cow::Borrowed("\\n"))))
            }
            // What is wrong by itself is told by itself.
            next if next < ' ' => Err((Slip::BadEscape, at + 1, None)),
            _ => Err((Slip::BadEscape, at + 1 + next.len_utf8(), None)),
        }
    }

    /// In a Windows path the backslashes before `n` and `t` are meant as such, too.
    fn other_backslashes(&self, from: usize, to: usize, edits: &mut Edits) {
        let text = &self.x.bytes[from..to];
        let path = matches!(text, [drive, b':', b'\\', ..] if drive.is_ascii_alphabetic());
        if !path {
            return;
        }
        for at in memchr::memchr_iter(b'\\', text).take(MOST) {
            let escape = matches!(text.get(at + 1), Some(b'b' | b'f' | b'n' | b'r' | b't'));
            let word = text.get(at + 2).is_some_and(u8::is_ascii_alphanumeric);
            if escape && word && !(at > 0 && text[at - 1] == b'\\') {
                edits.put(Slip::BadEscape, from + at, "\\");
            }
        }
    }

    /// A quote that belongs nowhere.
    fn spare_quote(&mut self, p: usize, next: Option<usize>) {
        let run = next == Some(p + 1) || p > 0 && self.x.at(p - 1) == Some(b'"');
        let price = if run { prices::SPARE_QUOTE_IN_RUN } else { prices::SPARE_QUOTE };
        let mut edits = self.edits();
        edits.remove(Slip::SpareQuote, p, p + 1);
        self.add(Token::Junk, (p, p + 1), price, edits, Slip::None);
    }

    /// The string ends at a later quote of its line; those before are part of its text.
    fn inner_quotes(&mut self, p: usize, number: usize, high: usize) {
        const TRIED: usize = 5;
        const MANY: usize = 40;
        let mut close = number + 1;
        for tried in 0..TRIED {
            if close >= high {
                break;
            }
            let mut next = self.x.next_close(close);
            if next >= high {
                if tried > 0 || high - 1 <= close {
                    break;
                }
                next = high - 1;
            }
            if next - number > MANY {
                break;
            }
            self.with_inner(p, number, next);
            close = next;
        }
    }

    fn with_inner(&mut self, p: usize, number: usize, close: usize) {
        let inner = (close - number - 1) as Price;
        let (Some(first), Some(end)) = (self.x.quote(number + 1), self.x.quote(close)) else {
            return;
        };
        let twice = |at: usize| self.x.bytes[..at].ends_with(b"\\\\");
        let mut odd = self.x.oddness(number + 1, close) * 100;
        if inner % 2 == 1 && inner > 1 {
            odd += 50;
        }
        let each = if inner % 2 == 1 { prices::INNER_QUOTE_ODD } else { prices::INNER_QUOTE_EVEN };
        let signs = part(each, odd);
        let signs = if twice(first) { part(signs, 20) } else { signs };
        let blank = self.x.skip_blank(p + 1, first) == first;
        let price = prices::INNER_QUOTE
            + prices::INNER_QUOTE_MORE * (inner - 1)
            + signs
            + if blank { 2_00 } else { 0 };
        // A key holds no quotes: one in it is rather one too many.
        let word = |ch: char| ch.is_alphanumeric() || matches!(ch, '_' | '-' | '.');
        let (before, after) =
            (&self.x.text[p + 1..first], &self.x.text[first + 1..end.max(first + 1)]);
        if inner == 1
            && !(before.is_empty() && after.is_empty())
            && before.chars().chain(after.chars()).all(word)
            && self.x.peek(end + 1) == Some(b':')
        {
            let mut draft = self.draft(p, end, end + 1, prices::SPARE_QUOTE);
            draft.edits.remove(Slip::SpareQuote, first, first + 1);
            self.string(draft, Slip::None);
        }
        let mut draft = self.draft(p, end, end + 1, price);
        for at in (number + 1..close).filter_map(|number| self.x.quote(number)) {
            if twice(at) {
                draft.edits.remove(Slip::TwiceEscaped, at - 1, at);
            } else {
                draft.edits.put(Slip::InnerQuote, at, "\\");
            }
        }
        self.string(draft, Slip::None);
    }

    /// The closing quote was meant to stand before some mark, or at the end of the line.
    fn unclosed(&mut self, p: usize, closed: bool, stop: usize) {
        const FIRST: usize = 3;
        const LAST: usize = 4;
        const FAR: usize = 2000;
        let line_end = self.x.line_end(p);
        let window = stop.min(p + FAR);
        let mark = |at: &usize| matches!(self.x.bytes[*at], b',' | b'}' | b']' | b':');
        let mut marks: Vec<usize> = (p + 1..window).filter(mark).collect();
        let any = !marks.is_empty();
        if marks.len() > FIRST + LAST {
            marks.drain(FIRST..marks.len() - LAST);
        }
        for at in marks {
            self.unclosed_before(p, at, line_end);
        }
        if closed {
            return;
        }
        let end = self.trimmed(p + 1, stop);
        let tail = self.x.bytes[p + 1..end].last().copied();
        let takes = match tail {
            Some(b',') if any => true,
            _ => matches!(tail, Some(b'}' | b']')),
        };
        let price = prices::NO_CLOSING_QUOTE + if takes { prices::TAKES_MARKS } else { 0 };
        let mut draft = self.draft(p, end, end, price);
        draft.edits.put(Slip::NoClosingQuote, end, "\"");
        self.string(draft, Slip::None);
    }

    /// Where the text between two places ends.
    pub(super) fn trimmed(&self, from: usize, to: usize) -> usize {
        from + self.x.text[from..to].trim_end().len()
    }

    fn unclosed_before(&mut self, p: usize, mark: usize, line_end: usize) {
        let mut end = mark;
        while end > p + 1 && matches!(self.x.bytes[end - 1], b' ' | b'\t') {
            end -= 1;
        }
        let after = self.x.skip_blank(mark + 1, line_end);
        let next = if after < line_end { self.x.at(after) } else { None };
        let mut price = prices::NO_CLOSING_QUOTE;
        match self.x.bytes[mark] {
            b',' => {
                if next.is_some_and(|next| !matches!(next, b'"' | b'{' | b'[')) {
                    price += prices::CUTS_TEXT;
                }
            }
            b':' => {
                let name = &self.x.text[p + 1..end];
                let word = |ch: char| ch.is_alphanumeric() || matches!(ch, '_' | '$' | '.' | '-');
                if name.is_empty() || !name.chars().all(word) {
                    price += prices::CUTS_TEXT + 4_00;
                } else if next.is_some_and(|next| {
                    !matches!(next, b'"' | b'{' | b'[' | b'-' | b'0'..=b'9' | b't' | b'f' | b'n')
                }) {
                    price += prices::CUTS_TEXT;
                }
            }
            _ => {
                let rest = self.x.bytes[mark..line_end.min(mark + WINDOW)].trim_ascii();
                let closes = |byte: &u8| {
                    matches!(byte, b'}' | b']' | b',' | b' ' | b'\t' | b';' | b'\'' | b'`' | b')')
                };
                if !rest.iter().all(closes) {
                    price += prices::CUTS_TEXT;
                }
            }
        }
        // A number after blanks has a quote too many rather than one too few.
        let text = &self.x.text[p + 1..end];
        let inner = text.trim_start();
        let scalar = crate::json::number::scan(inner.as_bytes(), 0) == Some(inner.len())
            || matches!(inner, "true" | "false" | "null");
        if scalar && inner.len() < text.len() {
            price += prices::QUOTED_SCALAR;
        }
        if end > p + 1 && self.x.bytes[end - 1] == b'\\' && self.x.escaped(end) {
            return;
        }
        let mut draft = self.draft(p, end, end, price);
        draft.edits.put(Slip::NoClosingQuote, end, "\"");
        self.string(draft, Slip::None);
    }

    /// A string over several lines, up to the next quote.
    fn lines(&mut self, p: usize, number: usize, next: Option<usize>) {
        const FAR: usize = 3000;
        const LINES: usize = 10;
        let Some(close) = next else { return };
        let lines = self.x.line(close) - self.x.line(p);
        let goes_on = self.x.quote_opens(number + 1);
        let odd = lines_of_structure(&self.x.bytes[p..close.min(p + FAR)], goes_on);
        let price = prices::LINES
            + lines.min(LINES) as Price * 1_00
            + if self.x.quote_closes(number + 1) { 0 } else { 8_00 }
            + prices::LINES_ODD * odd;
        let draft = self.draft(p, close, close + 1, price);
        self.string(draft, Slip::None);
    }

    /// Another kind of quote closes it.
    fn mismatched(&mut self, p: usize, stop: usize) {
        let stop = stop.min(self.x.within(p, WINDOW));
        let inner = &self.x.text[p + 1..stop];
        let other = |ch: char| matches!(ch, '\'' | '`' | '\u{2019}' | '\u{201d}' | '\u{201c}');
        let found = inner.match_indices(other).find_map(|(at, quote)| {
            let end = p + 1 + at + quote.len();
            self.x.may_close(end - 1).then_some((p + 1 + at, end))
        });
        let Some((at, end)) = found else { return };
        let mut draft = self.draft(p, at, end, prices::QUOTES_MISMATCHED);
        draft.edits.add(Slip::MismatchedQuote, at, end, || Cow::Borrowed("\""));
        self.string(draft, Slip::None);
    }

    /// A double quote closes what another kind has opened.
    pub(super) fn opened_otherwise(&mut self, p: usize, start: usize) {
        let number = self.x.quote_from(start);
        let Some(quote) = self.x.quote(number) else { return };
        if quote >= self.x.line_end(p) || quote - p > WINDOW || !self.x.quote_closes(number) {
            return;
        }
        let mut edits = self.edits();
        edits.add(Slip::MismatchedQuote, p, start, || Cow::Borrowed("\""));
        let price = prices::QUOTES_MISMATCHED + self.inside(start, quote, &mut edits);
        let reading = self.add(Token::Text, (p, quote + 1), price, edits, Slip::None);
        reading.inner = (start as u32, quote as u32);
    }

    /// The closing quote is escaped.
    fn escaped_closer(&mut self, p: usize, stop: usize) {
        const FAR: usize = 2000;
        let stop = stop.min(p + FAR);
        let found = memchr::memmem::find_iter(&self.x.bytes[p + 1..stop], b"\\\"")
            .map(|at| p + 1 + at)
            .find(|at| self.x.may_close(at + 1) && at + 2 < self.x.len());
        let Some(at) = found else { return };
        let mut draft = self.draft(p, at, at + 2, prices::ESCAPED_CLOSER);
        draft.edits.remove(Slip::EscapedCloser, at, at + 1);
        self.string(draft, Slip::None);
    }

    /// `"a" + "b"`: one string.
    fn joined(&mut self, p: usize, close: usize) {
        const MANY: usize = 20;
        let mut edits = self.edits();
        self.inside(p + 1, close, &mut edits);
        let mut close = close;
        let mut any = false;
        for _ in 0..MANY {
            let plus = self.x.skip(close + 1);
            if self.x.at(plus) != Some(b'+') {
                break;
            }
            let open = self.x.skip(plus + 1);
            if self.x.at(open) != Some(b'"') {
                return;
            }
            let number = self.x.quote_from(open);
            let end = self.x.quote(number + 1).filter(|end| *end < self.x.line_end(open));
            let Some(end) = end else { return };
            edits.remove(Slip::Joined, close, open + 1);
            self.inside(open + 1, end, &mut edits);
            close = end;
            any = true;
        }
        if any {
            let reading = self.add(Token::Text, (p, close + 1), prices::JOINED, edits, Slip::None);
            reading.inner = ((p + 1) as u32, close as u32);
        }
    }

    /// Text with a closing quote only.
    pub(super) fn half_quoted(&mut self, p: usize) {
        const FAR: usize = 300;
        let number = self.x.quote_from(p);
        let Some(quote) = self.x.quote(number) else { return };
        if quote >= self.x.line_end(p) || !self.x.quote_closes(number) || quote - p > FAR {
            return;
        }
        let body = &self.x.text[p..quote];
        let marks = body.bytes().filter(|byte| b",{}[]:".contains(byte)).count() as Price;
        let scalar = crate::json::number::scan(body.as_bytes(), 0) == Some(body.len())
            || matches!(body, "true" | "false" | "null");
        let price = prices::NO_OPENING_QUOTE
            + prices::MARK_INSIDE * marks
            + if scalar { prices::CUTS_TEXT } else { 0 };
        let mut edits = self.edits();
        edits.put(Slip::NoOpeningQuote, p, "\"");
        self.inside(p, quote, &mut edits);
        let reading = self.add(Token::Text, (p, quote + 1), price, edits, Slip::NoOpeningQuote);
        reading.inner = (p as u32, quote as u32);
    }
}

/// How many lines of what may be a string look like structure, up to three.
fn lines_of_structure(text: &[u8], goes_on: bool) -> Price {
    let bracket = |byte: u8| matches!(byte, b'{' | b'}' | b'[' | b']');
    let (mut odd, mut last) = (0, 0);
    for byte in text.iter().copied() {
        match byte {
            b' ' | b'\t' => {}
            b'\n' | b'\r' if if goes_on { last == b',' } else { bracket(last) } => {
                (odd, last) = (odd + 1, 0);
            }
            b'\n' | b'\r' => last = b'\n',
            _ => {
                odd += Price::from(goes_on && bracket(byte));
                last = byte;
            }
        }
    }
    (odd + Price::from(goes_on && last == b'\n')).min(3)
}

fn escape_of(byte: u8) -> Cow<'static, str> {
    match byte {
        b'\n' => "\\n".into(),
        // A line end of Windows is one line end.
        b'\r' => "\\n".into(),
        b'\t' => "\\t".into(),
        8 => "\\b".into(),
        0xc => "\\f".into(),
        _ => format!("\\u{byte:04x}").into(),
    }
}
