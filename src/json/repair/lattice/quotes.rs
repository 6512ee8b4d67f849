//! Other ways to write quotes: single, curly, doubled, escaped, as entities.

use std::borrow::Cow;

use super::Lattice;
use crate::json::repair::prices::{self, Price};
use crate::json::repair::reading::{Reading, Token};
use crate::json::repair::slip::Slip;

/// A way to write quotes.
#[derive(Debug)]
struct Style {
    slip: Slip,
    open: &'static str,
    close: &'static [&'static str],
}

const fn style(slip: Slip, open: &'static str, close: &'static [&'static str]) -> Style {
    Style { slip, open, close }
}

const STYLES: &[Style] = &[
    style(Slip::QuoteTriple, "\"\"\"", &["\"\"\""]),
    style(Slip::QuoteTriple, "'''", &["'''"]),
    style(Slip::QuoteEntity, "&quot;", &["&quot;"]),
    style(Slip::QuoteEscaped, "\\\"", &["\\\""]),
    style(Slip::QuoteDoubled, "\"\"", &["\"\""]),
    style(Slip::QuoteDoubled, "''", &["''"]),
    style(Slip::QuoteBacktick, "``", &["''", "``"]),
    style(Slip::QuoteCurly, "\u{201c}", &["\u{201d}", "\u{201c}", "\""]),
    style(Slip::QuoteCurly, "\u{201e}", &["\u{201d}", "\u{201c}", "\""]),
    style(Slip::QuoteCurly, "\u{201d}", &["\u{201d}", "\u{201c}"]),
    style(Slip::QuoteCurly, "\u{2018}", &["\u{2019}", "\u{2018}", "'"]),
    style(Slip::QuoteCurly, "\u{2019}", &["\u{2019}", "\u{2018}"]),
    style(Slip::QuoteCurly, "\u{ab}", &["\u{bb}"]),
    style(Slip::QuoteCurly, "\u{ff02}", &["\u{ff02}"]),
    style(Slip::QuoteCurly, "\u{300c}", &["\u{300d}"]),
    style(Slip::QuoteSingle, "'", &["'"]),
    style(Slip::QuoteSingle, "`", &["`", "\u{b4}", "'"]),
    style(Slip::QuoteSingle, "\u{b4}", &["\u{b4}", "`"]),
];

pub(super) const KINDS: usize = STYLES.len();

/// A closer that was found: where the text ends, where the string does, and whether what follows
/// can follow a string.
#[derive(Debug, Clone, Copy)]
struct Closer {
    text: usize,
    end: usize,
    good: bool,
}

impl Lattice<'_> {
    pub(super) fn other_quotes(&mut self, p: usize) {
        let Some(byte) = self.x.at(p) else { return };
        if !matches!(byte, b'"' | b'\'' | b'&' | b'\\' | b'`') && byte.is_ascii() {
            return;
        }
        let mut found = 0;
        for (kind, style) in STYLES.iter().enumerate() {
            if found == 2 {
                break;
            }
            if self.x.starts_with(p, style.open) {
                self.quotes_of(p, kind, style);
                found += 1;
            }
        }
        if matches!(byte, b'\'' | b'`') {
            self.expression(p);
        }
    }

    fn quotes_of(&mut self, p: usize, kind: usize, style: &Style) {
        const GOOD: usize = 3;
        let start = p + style.open.len();
        let closers = self.closers(start, kind, style);
        let mut taken: Vec<Closer> =
            closers.iter().copied().filter(|closer| closer.good).take(GOOD).collect();
        let first = closers.first().copied();
        if taken.is_empty() {
            taken.extend(closers.last());
        }
        if let Some(first) = first
            && !taken.iter().any(|closer| closer.text == first.text)
        {
            taken.insert(0, first);
        }
        if style.slip == Slip::QuoteDoubled {
            let empty = style.open == "\"\"" && first.is_some_and(|f| f.text == start && !f.good);
            if empty || first.is_none() {
                taken.retain(|closer| closer.text > start);
            }
        }
        for (later, closer) in taken.iter().enumerate() {
            let reading = self.in_quotes(p, start, style, *closer, later as Price);
            // A quote inside may as well be its end.
            reading.content = first.is_some_and(|first| first.text < closer.text);
        }
        if style.slip == Slip::QuoteSingle {
            self.opened_otherwise(p, start);
        }
        if closers.is_empty() && matches!(style.slip, Slip::QuoteSingle | Slip::QuoteCurly) {
            self.open_to_line_end(p, start, style);
        }
    }

    /// The closers that may end it.
    fn closers(&mut self, start: usize, kind: usize, style: &Style) -> Vec<Closer> {
        const MANY: usize = 12;
        const FAR: usize = 1000;
        const FAR_LINES: usize = 4000;
        let line_end = self.x.line_end(start.min(self.x.len()));
        let end = match style.slip {
            Slip::QuoteTriple => self.x.within(start, FAR_LINES),
            _ => line_end.min(self.x.within(start, FAR)),
        };
        let mut out = Vec::new();
        let mut at = start;
        let (from, to) = self.no_quote[kind];
        if from <= start && start < to {
            at = to.max(start);
        }
        let looked_from = at;
        while at < end && out.len() < MANY {
            let rest = &self.x.bytes[at..end];
            let hit = style
                .close
                .iter()
                .filter_map(|close| {
                    memchr::memmem::find(rest, close.as_bytes()).map(|offset| (at + offset, *close))
                })
                .min_by_key(|(place, _)| *place);
            let Some((text, close)) = hit else { break };
            let after = text + close.len();
            let plain = matches!(style.slip, Slip::QuoteEntity | Slip::QuoteDoubled);
            if plain || !self.x.escaped(text) {
                let next = self.x.skip_blank(after, line_end.max(after));
                let good = matches!(
                    self.x.at(next),
                    None | Some(b',' | b'}' | b']' | b':' | b'\r' | b'\n' | b';' | b')' | b'&')
                ) || self.x.starts_with(next, "\\n")
                    || self.x.starts_with(next, "=>")
                    || self.x.char_at(next).is_some_and(is_wide_mark);
                out.push(Closer { text, end: after, good });
            }
            at = after;
        }
        if out.is_empty() {
            let (from, to) = if looked_from > start { (from, end.max(to)) } else { (start, end) };
            self.no_quote[kind] = (from, to);
        }
        out
    }

    fn in_quotes(
        &mut self,
        p: usize,
        start: usize,
        style: &Style,
        closer: Closer,
        later: Price,
    ) -> &mut Reading {
        let body = &self.x.text[start..closer.text];
        let mut price = price_of(style.slip)
            + if closer.good { 0 } else { prices::QUOTES_ODD }
            + prices::QUOTES_LATER * later;
        if has_structure(body) && style.slip != Slip::QuoteTriple {
            price += prices::QUOTES_STRUCTURE + prices::QUOTES_LATER * signs_of_structure(body);
        } else if style.slip != Slip::QuoteTriple {
            // A quote before a colon ends a key.
            price += prices::QUOTES_OVER_KEY * (keys_within(body) + neighbors_within(body))
                + prices::QUOTES_LATER * separators_within(body);
        }
        let slip = style.slip;
        let text = self.x.text;
        let mut edits = self.edits();
        edits.add(slip, p, closer.end, || {
            let body = &text[start..closer.text];
            Cow::Owned(match slip {
                Slip::QuoteEntity => requote(
                    &body
                        .replace("&lt;", "<")
                        .replace("&gt;", ">")
                        .replace("&#39;", "'")
                        .replace("&amp;", "&"),
                    slip,
                ),
                _ => requote(body, slip),
            })
        });
        let next = self.x.peek(closer.end);
        let reading = self.add(Token::Text, (p, closer.end), price, edits, slip);
        reading.inner = (start as u32, closer.text as u32);
        reading.key = matches!(next, Some(b':' | b'='));
        reading
    }

    /// No closer on the line: open to its end, or to the brackets there.
    fn open_to_line_end(&mut self, p: usize, start: usize, style: &Style) {
        let line_end = self.x.line_end(p);
        if line_end > p + 2000 {
            return;
        }
        let end = self.trimmed(start, line_end.max(start));
        let text = self.x.text;
        let closers = |ch: char| ch.is_whitespace() || matches!(ch, ']' | '}' | ',');
        let short = start + text[start..end].trim_end_matches(closers).len();
        for stop in [end, short] {
            if stop == short
                && short == end
                && self
                    .out
                    .last()
                    .is_some_and(|last| last.end as usize == end && last.habit == style.slip)
            {
                continue;
            }
            let slip = style.slip;
            let mut edits = self.edits();
            edits.add(slip, p, stop, || Cow::Owned(requote(&text[start..stop], slip)));
            let body = &text[start..stop];
            let takes = body.ends_with([']', '}', ',']);
            let structure = has_structure(body.trim_end_matches(closers));
            let mut price = price_of(slip) + prices::NO_CLOSING_QUOTE;
            if takes {
                price += prices::TAKES_MARKS;
            }
            if structure {
                price += prices::QUOTES_STRUCTURE + prices::QUOTES_LATER * signs_of_structure(body);
            }
            let reading = self.add(Token::Text, (p, stop), price, edits, slip);
            // Where the string was to end is a guess.
            reading.content = takes || structure;
            reading.inner = (start as u32, stop as u32);
            reading.key = false;
        }
    }
}

/// A mark of full width that stands for one of JSON.
fn is_wide_mark(ch: char) -> bool {
    matches!(ch, '：' | '，' | '；' | '］' | '｝')
}

/// Whether a text has marks of JSON, or more than one line.
fn has_structure(body: &str) -> bool {
    body.contains(['{', '}', '[', ']', '"', '\n'])
}

fn price_of(slip: Slip) -> Price {
    match slip {
        Slip::QuoteSingle | Slip::QuoteCurly => prices::QUOTES,
        Slip::QuoteEscaped | Slip::QuoteEntity => prices::QUOTES_ESCAPED,
        _ => prices::QUOTES_DOUBLED,
    }
}

/// How many quotes have a colon after them, and how many the arrow of a pair on either side.
fn keys_within(body: &str) -> Price {
    const QUOTES: [char; 4] = ['\'', '`', '\u{201d}', '\u{2019}'];
    const BLANKS: [char; 2] = [' ', '\t'];
    let ends_key = |(at, quote): &(usize, &str)| {
        let rest = body[at + quote.len()..].trim_start_matches(BLANKS);
        rest.starts_with(':') || rest.starts_with("=>")
    };
    let before_value = |(at, arrow): &(usize, &str)| {
        body[at + arrow.len()..].trim_start_matches(BLANKS).starts_with(QUOTES)
    };
    let keys = body.match_indices(QUOTES).filter(ends_key).take(20).count();
    let values = body.match_indices("=>").filter(before_value).take(20).count();
    (keys + values) as Price
}

/// How many commas have a quote on both sides.
fn separators_within(body: &str) -> Price {
    const QUOTES: [char; 2] = ['\'', '`'];
    const BLANKS: [char; 2] = [' ', '\t'];
    let between = |(at, comma): &(usize, &str)| {
        body[..*at].trim_end_matches(BLANKS).ends_with(QUOTES)
            && body[at + comma.len()..].trim_start_matches(BLANKS).starts_with(QUOTES)
    };
    body.match_indices(',').filter(between).take(20).count() as Price
}

/// How many quotes stand beside another, with nothing but blanks between.
fn neighbors_within(body: &str) -> Price {
    let quote =
        |ch: char| matches!(ch, '\'' | '`' | '\u{201c}' | '\u{201d}' | '\u{2018}' | '\u{2019}');
    let neighbor = |(at, text): &(usize, &str)| {
        let rest = &body[at + text.len()..];
        let next = rest.trim_start_matches([' ', '\t']);
        next.len() < rest.len() && next.starts_with(quote)
    };
    body.match_indices(quote).filter(neighbor).take(20).count() as Price
}

/// How many quotes with a mark beside them are in what may be the text of a string.
fn signs_of_structure(body: &str) -> Price {
    let quote = |ch: char| matches!(ch, '"' | '\'' | '`' | '\u{201c}' | '\u{201d}');
    let mark = |ch: char| matches!(ch, ':' | ',');
    let mut count = 0;
    let (mut last, mut blank) = (' ', false);
    for ch in body.chars() {
        if ch.is_whitespace() {
            blank = true;
            continue;
        }
        let beside = quote(last) && mark(ch)
            || mark(last) && quote(ch)
            || quote(last) && quote(ch) && blank && ch != '"' && last != '"';
        if beside {
            count += 1;
            // What was counted is used up.
            last = ' ';
        } else {
            last = ch;
        }
        blank = false;
    }
    count
}

/// The text of a string in other quotes, as a JSON string.
pub(super) fn requote(body: &str, slip: Slip) -> String {
    let unescaped = (slip == Slip::QuoteEscaped).then(|| without_a_level(body));
    let body = unescaped.as_deref().unwrap_or(body);
    let mut out = String::with_capacity(body.len() + 2);
    out.push('"');
    let mut rest = body.chars().peekable();
    while let Some(ch) = rest.next() {
        match ch {
            '\\' => escape(&mut out, &mut rest),
            '"' if slip == Slip::QuoteDoubled && rest.peek() == Some(&'"') => {
                rest.next();
                out.push_str("\\\"");
            }
            '"' => out.push_str("\\\""),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            ch if ch < ' ' => out.push_str(&format!("\\u{:04x}", ch as u32)),
            ch => out.push(ch),
        }
    }
    out.push('"');
    out
}

/// The text with one level of escapes taken off.
fn without_a_level(body: &str) -> String {
    let mut out = String::with_capacity(body.len());
    let mut rest = body.chars();
    while let Some(ch) = rest.next() {
        let escaped = if ch == '\\' { rest.next() } else { None };
        match escaped {
            Some(next @ ('\\' | '"')) => out.push(next),
            Some(next) => out.extend([ch, next]),
            None => out.push(ch),
        }
    }
    out
}

/// An escape in other quotes; its backslash is read.
fn escape(out: &mut String, rest: &mut std::iter::Peekable<std::str::Chars<'_>>) {
    match rest.next() {
        Some(next @ ('"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't')) => {
            out.push('\\');
            out.push(next);
        }
        Some('u') => {
            let digits = rest.clone().take(4).filter(char::is_ascii_hexdigit).count();
            out.push_str(if digits == 4 { "\\u" } else { "\\\\u" });
        }
        Some(next @ ('\'' | '`')) => out.push(next),
        Some('\n') => out.push_str("\\n"),
        Some(next) if next < ' ' => out.push_str(&format!("\\\\\\u{:04x}", next as u32)),
        Some(next) => {
            out.push_str("\\\\");
            out.push(next);
        }
        None => out.push_str("\\\\"),
    }
}
