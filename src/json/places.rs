//! What a repair is about: the kind of mistake, where it points, what else has to do with it, and
//! which of its edits are offered.

use super::edits::with_lines;
use super::lexer::value_end;
use super::mistake::{Around, Certainty, Foreign, Mark, Mistake, Position, Quotes, What};
use super::packed_node::KEY;
use super::repair::{Change, Repair, Slip};
use super::scan::white;
use super::{NodeId, Tree};
use crate::text::Span;

/// So many other places of a mistake that is made again and again are told.
const SHOWN: usize = 8;

/// The mistake that a repair fixes.
pub(super) fn describe(tree: &Tree<'_>, repair: Repair) -> Option<Mistake> {
    let scene = Scene { tree, text: tree.text(), repair: &repair };
    let (what, span, mut places) = scene.look()?;
    let certainty = match () {
        () if !repair.is_sure() => Certainty::Unsure,
        () if repair.is_safe() && scene.keeps_content(what) => Certainty::Plain,
        () if what == What::Surrounded(Around::Command) => Certainty::Plain,
        () => Certainty::Likely,
    };
    let count = repair.folded.len().max(1);
    if count > 1 {
        let others = repair.folded.iter().skip(1).take(SHOWN);
        places = others.map(|other| scene.trimmed(*other)).collect();
    }
    let span = scene.whole_characters(span);
    let mut places: Vec<Span> =
        places.into_iter().map(|place| scene.whole_characters(place)).collect();
    let edits = match scene.is_offered(what) {
        true if what == What::Comment => with_lines(scene.text, scene.edits()),
        true => scene.edits(),
        false => Vec::new(),
    };
    let about = match what {
        What::MissingColon | What::MissingValue => places.pop(),
        _ => None,
    };
    Some(Mistake { what, span, places, about, edits, certainty, count, node: None })
}

type Look = (What, Span, Vec<Span>);

struct Scene<'s> {
    tree: &'s Tree<'s>,
    text: &'s str,
    repair: &'s Repair,
}

impl Scene<'_> {
    /// A span that cuts no character.
    fn whole_characters(&self, span: Span) -> Span {
        let start = self.text.floor_char_boundary(span.start as usize);
        let end = self.text.ceil_char_boundary(span.end.max(span.start) as usize);
        Span::new(start as u32, end as u32)
    }

    /// The first change of a kind.
    fn change(&self, slip: Slip) -> Option<&Change> {
        self.repair.changes.iter().find(|change| change.slip == slip)
    }

    /// The most telling change.
    fn own(&self) -> &Change {
        let slip = self.repair.slip;
        self.change(slip).unwrap_or(&self.repair.changes[0])
    }

    fn byte(&self, place: usize) -> u8 {
        self.text.as_bytes().get(place).copied().unwrap_or_default()
    }

    /// The next byte that is no white space, and where it is.
    fn next(&self, place: u32) -> (usize, u8) {
        let at = white(self.text.as_bytes(), place as usize);
        (at, self.byte(at))
    }

    /// The last byte before a place that is no white space.
    fn last(&self, place: u32) -> u8 {
        let before = self.text[..place as usize].trim_end_matches([' ', '\t', '\r', '\n']);
        before.as_bytes().last().copied().unwrap_or_default()
    }

    /// A span without the white space around it.
    fn trimmed(&self, span: Span) -> Span {
        let text = span.of(self.text);
        let start = span.start + (text.len() - text.trim_start().len()) as u32;
        Span::new(start, start.max(span.start + text.trim_end().len() as u32))
    }

    /// The place to the end of its line.
    fn line(&self, start: u32) -> Span {
        let rest = &self.text[start as usize..];
        let line = &rest[..rest.find(['\n', '\r']).unwrap_or(rest.len())];
        Span::new(start, start + line.trim_end().len() as u32)
    }

    /// The token that begins at a place: a string to its end, a word, or one character.
    fn token(&self, at: usize) -> Span {
        let after = self.tree.nodes.partition_point(|raw| raw.start < at as u32);
        let here = self.tree.nodes[after..].iter().take_while(|raw| raw.start == at as u32);
        let node = here.copied().find(|raw| !raw.is_bracket() && raw.end > raw.start);
        let end = match node {
            Some(raw) => raw.end as usize,
            _ => at + self.text[at..].chars().next().map_or(0, char::len_utf8),
        };
        Span::new(at as u32, end as u32)
    }

    /// The key whose colon or value is before a place.
    fn key_before(&self, place: u32) -> Option<Span> {
        let after = self.tree.nodes.partition_point(|raw| raw.start < place);
        let before = self.tree.nodes[..after].iter().rev().take(4);
        let key = before.copied().find(|raw| raw.is(KEY))?;
        Some(Span::new(key.start, key.end))
    }

    /// Whether the string at a place is a key, by its node.
    fn is_key(&self, span: Span) -> bool {
        let after = self.tree.nodes.partition_point(|raw| raw.start < span.start);
        let near = self.tree.nodes[after..].iter().take(2);
        near.copied().any(|raw| raw.start <= span.end && raw.is(KEY) && raw.end >= span.start)
    }

    /// The string or key that a place is in.
    fn string_around(&self, place: u32) -> Option<Span> {
        let after = self.tree.nodes.partition_point(|raw| raw.start <= place);
        let raw = self.tree.nodes.get(after.checked_sub(1)?)?;
        let span = self.tree.node(NodeId(after as u32 - 1)).span();
        (raw.end >= place && !raw.is_bracket()).then_some(span)
    }

    fn look(&self) -> Option<Look> {
        let own = self.own();
        let span = own.span;
        if let Some(comment) = self.unclosed_comment() {
            return Some((What::UnclosedComment, comment, vec![]));
        }
        if let (Some(comment), true) =
            (self.change(Slip::Comment), self.repair.slip != Slip::Comment)
            && self.change(Slip::CloserAtEnd).is_some()
        {
            return Some((What::CommentEats, self.trimmed(comment.span), vec![]));
        }
        if let Some(swap) = self.swap() {
            return Some(swap);
        }
        Some(match self.repair.slip {
            Slip::Before | Slip::After | Slip::Fragment | Slip::SecondDocument => self.around(),
            Slip::Comma
            | Slip::Colon
            | Slip::Value
            | Slip::Key
            | Slip::SpareComma
            | Slip::TrailingComma
            | Slip::SpareColon
            | Slip::CommaForColon
            | Slip::ForeignMark => self.separator(span),
            Slip::Closer
            | Slip::CloserAtEnd
            | Slip::CommaAtEnd
            | Slip::ValueAtEnd
            | Slip::Opener
            | Slip::OpenerOfList
            | Slip::SpareCloser
            | Slip::SpareOpener
            | Slip::WrongCloser
            | Slip::WrongOpener => self.bracket(span),
            Slip::InnerQuote
            | Slip::TwiceEscaped
            | Slip::NoClosingQuote
            | Slip::NoOpeningQuote
            | Slip::SpareQuote
            | Slip::EscapedCloser
            | Slip::Lines
            | Slip::MismatchedQuote
            | Slip::QuoteSingle
            | Slip::QuoteCurly
            | Slip::QuoteDoubled
            | Slip::QuoteEscaped
            | Slip::QuoteEntity
            | Slip::QuoteTriple
            | Slip::QuoteBacktick
            | Slip::EscapedBreak => self.quote(span),
            Slip::None | Slip::Unreadable => return None,
            slip => self.other(slip, span),
        })
    }

    /// The opening of a comment that does not end, which takes the rest along.
    fn unclosed_comment(&self) -> Option<Span> {
        let comment = self.trimmed(self.change(Slip::Comment)?.span);
        let text = comment.of(self.text);
        let open = text.starts_with("/*") && (text.len() < 4 || !text.ends_with("*/"));
        open.then_some(Span::new(comment.start, comment.start + 2))
    }

    /// Two neighbors that changed places.
    fn swap(&self) -> Option<Look> {
        let [one, two] = &*self.repair.changes else { return None };
        let pairs = |put: &Change, gone: &Change| {
            put.span.is_empty()
                && !put.text.is_empty()
                && gone.text.is_empty()
                && gone.span.of(self.text) == put.text
        };
        if one.slip == two.slip || !(pairs(one, two) || pairs(two, one)) {
            return None;
        }
        let span = if one.span.is_empty() { two.span } else { one.span };
        Some((What::Swapped, span, vec![]))
    }

    fn separator(&self, span: Span) -> Look {
        let key_or_item = || {
            let (at, _) = self.next(span.end);
            self.is_key(Span::empty(at as u32)) || {
                let token = self.token(at);
                self.next(token.end).1 == b':'
            }
        };
        match self.repair.slip {
            Slip::Comma => (What::MissingComma { key: key_or_item() }, span, vec![]),
            Slip::Colon => {
                (What::MissingColon, span, self.key_before(span.start).into_iter().collect())
            }
            Slip::Value => {
                (What::MissingValue, span, self.key_before(span.start).into_iter().collect())
            }
            Slip::Key => (What::MissingKey, Span::new(span.start, span.start + 1), vec![]),
            Slip::TrailingComma => {
                let (_, next) = self.next(span.end);
                (What::TrailingComma { brace: next == b'}' }, span, vec![])
            }
            Slip::SpareComma | Slip::SpareColon => {
                let all = self.repair.changes.iter();
                let run: Vec<_> = all.filter(|change| change.slip == self.repair.slip).collect();
                let count = if self.repair.folded.is_empty() { run.len() } else { 1 };
                let to = if count > 1 { run[count - 1].span.end } else { span.end };
                let whole = Span::new(span.start, to);
                if self.repair.slip == Slip::SpareColon {
                    return (What::ExtraColon { run: count }, whole, vec![]);
                }
                let leading = matches!(self.last(span.start), b'{' | b'[' | b':' | 0);
                (What::ExtraComma { run: count, leading }, whole, vec![])
            }
            _ => {
                let mark = if self.own().text == ":" { Mark::Colon } else { Mark::Comma };
                (What::WrongMark(mark), span, vec![])
            }
        }
    }

    fn bracket(&self, span: Span) -> Look {
        let own = self.own();
        let opened = |change: &Change| {
            change.opener.map(|open| Span::new(open, (open + 1).min(self.text.len() as u32)))
        };
        let brace = |span: Span| matches!(self.byte(span.start as usize), b'{' | b'}');
        match self.repair.slip {
            Slip::Closer => {
                let opener = opened(own).unwrap_or(span);
                let (at, next) = self.next(span.end);
                let brace = own.text.ends_with('}');
                let same_line = !self.text[span.end as usize..at].contains(['\n', '\r']);
                if same_line && next == if brace { b']' } else { b'}' } {
                    let closer = Span::new(at as u32, at as u32 + 1);
                    return (What::WrongCloser { brace: !brace }, closer, vec![opener]);
                }
                let at = if next == b',' { self.next(at as u32 + 1).0 } else { at };
                (What::Unclosed { brace }, opener, vec![self.token(at)])
            }
            Slip::CloserAtEnd | Slip::CommaAtEnd | Slip::ValueAtEnd => self.unclosed_at_end(),
            Slip::Opener | Slip::OpenerOfList => {
                (What::MissingOpener { brace: own.text.ends_with('{') }, span, vec![])
            }
            Slip::SpareCloser => {
                let (at, next) = self.next(span.end);
                let (inner, behind) = self.next(at as u32 + 1);
                let root = self.tree.nodes.first().map_or(0, |raw| raw.end);
                // It goes on, unless nothing but closers follows.
                let goes_on = (at as u32) < root
                    && !matches!(next, b'}' | b']' | b':' | 0)
                    && self.last(span.start) != b':'
                    && !(next == b',' && matches!(behind, b'}' | b']'));
                let body = self.depth_at(span.start) == 1;
                let place = if next == b',' && !body { inner } else { at };
                let places =
                    if goes_on { vec![Span::new(place as u32, place as u32 + 1)] } else { vec![] };
                let places = places
                    .into_iter()
                    .filter(|place| self.text.is_char_boundary(place.end as usize));
                (
                    What::ExtraCloser { brace: brace(span), body: goes_on && body },
                    span,
                    places.collect(),
                )
            }
            Slip::SpareOpener => (What::ExtraOpener { brace: brace(span) }, span, vec![]),
            Slip::WrongCloser => {
                let places = opened(own).into_iter().collect();
                (What::WrongCloser { brace: brace(span) }, span, places)
            }
            _ => {
                let (at, next) = self.next(span.end);
                let key = (next != 0).then(|| self.token(at)).into_iter().collect();
                (What::WrongOpener { brace: brace(span) }, span, key)
            }
        }
    }

    /// How many brackets are open at a place.
    fn depth_at(&self, place: u32) -> usize {
        let after = self.tree.nodes.partition_point(|raw| raw.start < place);
        let Some(last) = after.checked_sub(1) else { return 0 };
        let mut node = Some(self.tree.node(NodeId(last as u32)));
        let mut depth = 0;
        while let Some(at) = node {
            let open = !at.is_scalar() && at.span().start < place && place < at.span().end;
            depth += usize::from(open);
            node = at.parent();
        }
        depth
    }

    fn unclosed_at_end(&self) -> Look {
        // What is open, from the last node outwards.
        let mut open = Vec::new();
        let last = self.tree.nodes.len().saturating_sub(1) as u32;
        let mut node = (!self.tree.nodes.is_empty()).then(|| self.tree.node(NodeId(last)));
        while let Some(at) = node {
            if at.is_unclosed() {
                open.push(at.opener());
            }
            node = at.parent();
        }
        let closers = self
            .change(Slip::CloserAtEnd)
            .map(|change| change.text.bytes().filter(|byte| matches!(byte, b'}' | b']')).count());
        let all = closers.unwrap_or(open.len());
        open.truncate(all);
        match open.split_first() {
            Some((inner, outer)) => {
                let brace = self.byte(inner.start as usize) == b'{';
                let outer = outer.iter().take(SHOWN).copied().collect();
                (What::UnclosedAtEnd { brace, all }, *inner, outer)
            }
            None => {
                let span = self.own().span;
                (
                    What::MissingValue,
                    Span::empty(span.start),
                    self.key_before(span.start).into_iter().collect(),
                )
            }
        }
    }

    fn quote(&self, span: Span) -> Look {
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
    fn opening_quote(&self, start: u32) -> u32 {
        let before = start.checked_sub(1).filter(|at| self.byte(*at as usize) == b'"');
        if self.byte(start as usize) == b'"' { start } else { before.unwrap_or(start) }
    }

    fn inner_quote(&self) -> Look {
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

    fn unclosed_string(&self, span: Span) -> Look {
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
        (what, whole, vec![])
    }

    fn around(&self) -> Look {
        let changes = &self.repair.changes;
        let find = |slip: Slip| changes.iter().find(|change| change.slip == slip);
        if let Some(second) = find(Slip::SecondDocument) {
            let text = second.span.of(self.text);
            let skipped = text.len() - text.trim_start_matches([',', ' ', '\t', '\r', '\n']).len();
            let start = second.span.start as usize + skipped;
            let end = document_end(self.text, start).min(second.span.end as usize);
            return (What::SecondDocument, Span::new(start as u32, end as u32), vec![]);
        }
        if let Some(fragment) = find(Slip::Fragment) {
            let key = self.token(fragment.span.end as usize);
            let key = if key.is_empty() { self.line(fragment.span.start) } else { key };
            return (What::Fragment, key, vec![]);
        }
        let first = &changes[0];
        let span = self.trimmed(first.span);
        let head = span.of(self.text);
        let line = head.lines().next().unwrap_or_default().trim_end();
        let word = line.trim_start_matches(['$', '%', '>', ' ']).split([' ', '\t']).next();
        let command =
            matches!(word, Some("curl" | "http" | "https" | "wget" | "cat" | "echo" | "printf"));
        let fence = |text: &str| {
            text.starts_with("```") || text.starts_with("~~~") || matches!(text, "'" | "`")
        };
        let around = match find(Slip::Before) {
            None => Around::After,
            Some(_) if command => Around::Command,
            Some(_) if fence(line) => Around::Fence,
            Some(_) => Around::Text,
        };
        let span = Span::new(span.start, span.start + line.len() as u32);
        (What::Surrounded(around), span, vec![])
    }

    fn other(&self, slip: Slip, span: Span) -> Look {
        let word = span.of(self.text);
        let what = match slip {
            Slip::BareKey => What::MissingQuotes { key: true },
            Slip::MisspeltWord => What::MisspeltWord,
            Slip::BareText => What::MissingQuotes { key: self.is_key(span) },
            Slip::ForeignWord if matches!(word, "NaN" | "Infinity" | "-Infinity") => What::NoNumber,
            Slip::ForeignWord => What::ForeignWord,
            Slip::OddNumber => What::OddNumber,
            Slip::DecimalComma => {
                let number = self.string_around(span.start).unwrap_or(span);
                return (What::DecimalComma, number, vec![]);
            }
            Slip::BadEscape => return self.bad_escape(span),
            Slip::OddEscape => What::NeedlessEscape,
            Slip::ShellQuote => {
                let start = span.start.saturating_sub(1);
                return (What::ShellQuote, Span::new(start, span.end), vec![]);
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
                return (What::Call, self.whole(Slip::Call), vec![]);
            }
            Slip::StringPrefix => What::StringPrefix,
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
                let number = word.trim_start().starts_with(|ch: char| ch.is_ascii_digit());
                What::LinePrefix { number }
            }
            Slip::MergeMarker => {
                return (What::MergeConflict, self.line(span.start), vec![]);
            }
            Slip::Joined => What::Joined,
            _ => return self.unexpected(),
        };
        (what, span, vec![])
    }

    /// From the first change of a kind to the last of those that are joined to it.
    fn whole(&self, slip: Slip) -> Span {
        let own = self.repair.changes.iter().filter(|change| change.slip == slip);
        own.take(2).map(|change| change.span).reduce(Span::to).unwrap_or(self.own().span)
    }

    fn bad_escape(&self, span: Span) -> Look {
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

    fn unexpected(&self) -> Look {
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

    /// Whether a plain repair of this kind loses nothing.
    fn keeps_content(&self, what: What) -> bool {
        let word = self.own().span.of(self.text);
        match what {
            // It may be an id.
            What::OddNumber => {
                !word.trim_start_matches(['-', '+']).starts_with('0')
                    || word.starts_with("0x")
                    || word.starts_with("0X")
                    || word.contains('.')
            }
            What::UnclosedAtEnd { .. } => false,
            What::OtherQuotes { .. } => {
                // An escape of another language is lost.
                !self.repair.changes.iter().any(|change| {
                    change.text.contains("\\\\") && !change.span.of(self.text).contains("\\\\")
                })
            }
            _ => true,
        }
    }

    /// Whether the fix is more than a guess at what is missing.
    fn is_offered(&self, what: What) -> bool {
        let any = |slip: Slip| self.repair.changes.iter().any(|change| change.slip == slip);
        let lost = any(Slip::Value) || any(Slip::ValueAtEnd) || any(Slip::Key);
        let dropped = any(Slip::Panic) || any(Slip::DeletedValue);
        let no = matches!(
            what,
            What::NoNumber
                | What::Directive
                | What::MergeConflict
                | What::SecondDocument
                | What::UnclosedComment
                | What::CommentEats
                | What::Nul
                | What::NotJson(Foreign::Unknown)
        );
        !(lost || dropped || no)
    }

    /// The edits, those at one place as one.
    fn edits(&self) -> Vec<(Span, String)> {
        let mut edits: Vec<(Span, String)> = Vec::with_capacity(self.repair.changes.len());
        let mut changes: Vec<&Change> = self.repair.changes.iter().collect();
        changes.sort_by_key(|change| change.order());
        for change in changes {
            match edits.last_mut() {
                Some((span, text)) if change.span.start < span.end || change.span == *span => {
                    text.push_str(&change.text);
                    *span = span.to(change.span);
                }
                Some((span, text)) if change.span.start == span.end && span.is_empty() => {
                    text.push_str(&change.text);
                    *span = span.to(change.span);
                }
                _ => edits.push((change.span, change.text.to_string())),
            }
        }
        edits
    }
}

/// Where the document that begins at a place ends, by its brackets.
fn document_end(text: &str, start: usize) -> usize {
    value_end(text, start).unwrap_or(start + text[start..].trim_end().len())
}
