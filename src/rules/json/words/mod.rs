//! The words for mistakes of syntax: what the parser gives as data becomes a headline, labels, a
//! help and the title of a fix.

mod around;
mod brackets;
mod quotes;
mod separators;
mod values;

use super::syntax;
use crate::finding::Draft;
use crate::json::mistake::{Certainty, Mistake, What};
use crate::rule::RuleInfo;
use crate::text::{Applicability, Fix, Span, shown};

/// What is said about one mistake.
#[derive(Debug)]
struct Words {
    rule: &'static RuleInfo,
    headline: String,
    label: String,
    help: Option<String>,
    /// What each other place has to do with it; the last is said of all that follow.
    places: Vec<String>,
    fix: String,
}

impl Words {
    fn new(headline: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            rule: &syntax::INFO,
            headline: headline.into(),
            label: label.into(),
            help: None,
            places: Vec::new(),
            fix: String::new(),
        }
    }

    fn of(self, rule: &'static RuleInfo) -> Self {
        Self { rule, ..self }
    }

    fn help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }

    fn places(self, places: impl Into<String>) -> Self {
        Self { places: vec![places.into()], ..self }
    }

    /// What places have to do with it that are open brackets, or where a comma is missing.
    fn left_open(self, scene: Scene<'_>) -> Self {
        let places = scene.mistake.places.iter().map(|place| match place.of(scene.text) {
            "{" | "[" => "also unclosed".to_owned(),
            _ => "expected `,`".to_owned(),
        });
        Self { places: places.collect(), ..self }
    }

    fn fix(self, fix: impl Into<String>) -> Self {
        Self { fix: fix.into(), ..self }
    }
}

/// What words are chosen by: the text, the mistake, and what is at its place.
#[derive(Debug, Clone, Copy)]
struct Scene<'s> {
    text: &'s str,
    mistake: &'s Mistake,
}

impl<'s> Scene<'s> {
    fn written(self) -> &'s str {
        self.mistake.span.of(self.text)
    }

    /// The same, short enough for a headline.
    fn shown(self) -> String {
        short(self.written())
    }

    /// What it is about, without quotes.
    fn about(self) -> Option<String> {
        Some(short(bare(self.mistake.about?.of(self.text))))
    }

    /// The closers that belong to the open brackets among its places, the innermost first.
    fn closers(self) -> String {
        let closer = |place: &Span| match place.of(self.text) {
            "{" => Some('}'),
            "[" => Some(']'),
            _ => None,
        };
        self.mistake.places.iter().filter_map(closer).collect()
    }

    /// The text that the one edit puts in.
    fn put(self) -> &'s str {
        self.mistake.edits.first().map_or("", |(_, text)| text)
    }
}

/// A piece of the file for a headline.
fn short(text: &str) -> String {
    const LIMIT: usize = 40;
    let line = text.lines().next().unwrap_or_default();
    match line.char_indices().nth(LIMIT) {
        Some((at, _)) => shown(&line[..at]) + "…",
        None => shown(line),
    }
}

/// A string or a key without its quotes.
fn bare(text: &str) -> &str {
    let quotes = ["\\\"", "&quot;", "\"\"", "''", "\"", "'", "`"];
    let inner = quotes.iter().find_map(|quote| text.strip_prefix(quote)).unwrap_or(text);
    let inner = quotes.iter().find_map(|quote| inner.strip_suffix(quote)).unwrap_or(inner);
    inner.trim_matches(|ch| matches!(ch, '\u{2018}'..='\u{201f}' | '\u{ab}' | '\u{bb}'))
}

/// The finding for a mistake.
pub(super) fn draft(text: &str, mistake: &Mistake) -> Draft {
    let scene = Scene { text, mistake };
    let words = if mistake.count > 1 { many(scene) } else { one(scene) };
    let mut draft = Draft::text(words.rule, mistake.span, words.headline).label(words.label);
    draft.help = words.help.map(Into::into);
    for (number, place) in mistake.places.iter().enumerate() {
        let text = words.places.get(number).or(words.places.last());
        draft = draft.second(*place, text.cloned().unwrap_or_default());
    }
    if !mistake.edits.is_empty() && !words.fix.is_empty() {
        let applicability = match mistake.certainty {
            Certainty::Plain => Applicability::Safe,
            Certainty::Likely | Certainty::Unsure => Applicability::Unsafe,
        };
        draft = draft.fix(Fix::new(words.fix, applicability, mistake.edits.clone()));
    }
    draft
}

/// The words for one slip.
fn one(scene: Scene<'_>) -> Words {
    match scene.mistake.what {
        What::MissingComma { .. }
        | What::MissingColon
        | What::MissingValue
        | What::MissingKey
        | What::ExtraComma { .. }
        | What::TrailingComma { .. }
        | What::ExtraColon { .. }
        | What::WrongMark(_)
        | What::Swapped => separators::words(scene),
        What::Unclosed { .. }
        | What::UnclosedAtEnd { .. }
        | What::MissingOpener { .. }
        | What::ExtraCloser { .. }
        | What::ExtraOpener { .. }
        | What::WrongCloser { .. }
        | What::WrongOpener { .. }
        | What::Parentheses
        | What::TooDeep => brackets::words(scene),
        What::InnerQuote { .. }
        | What::UnclosedString { .. }
        | What::EscapedCloser { .. }
        | What::MissingOpeningQuote { .. }
        | What::ExtraQuote { .. }
        | What::OtherQuotes { .. }
        | What::MissingQuotes { .. }
        | What::BadEscape { .. }
        | What::NeedlessEscape
        | What::SplicedQuote
        | What::Control
        | What::Nul
        | What::HalfSurrogate
        | What::Joined
        | What::SideBySide
        | What::StringPrefix
        | What::BracketPrefix => quotes::words(scene),
        What::ForeignWord
        | What::NearLiteral
        | What::NoNumber
        | What::OddNumber
        | What::DecimalComma
        | What::Template
        | What::Directive
        | What::Call
        | What::Expression
        | What::Ellipsis
        | What::Spread
        | What::Imprecise
        | What::Unexpected(_) => values::words(scene),
        What::Surrounded(_)
        | What::Fragment
        | What::SecondDocument
        | What::Comment
        | What::CommentEats
        | What::UnclosedComment
        | What::OddSpace
        | What::Color
        | What::LineEnd
        | What::LinePrefix { .. }
        | What::MergeConflict
        | What::NotJson(_)
        | What::TooMany => around::words(scene),
    }
}

/// The words for a slip that is made again and again.
fn many(scene: Scene<'_>) -> Words {
    let count = scene.mistake.count;
    let one = one(scene);
    let (what, fix) = match scene.mistake.what {
        What::MissingComma { .. } => ("missing commas", "add the missing commas"),
        What::MissingColon => ("missing colons", "add the missing colons"),
        What::ExtraComma { .. } => ("extra commas", "remove the extra commas"),
        What::TrailingComma { .. } => ("trailing commas", "remove the trailing commas"),
        What::ExtraColon { .. } => ("extra colons", "remove the extra colons"),
        What::WrongMark(_) => ("marks that JSON does not use", "change them to commas and colons"),
        What::OtherQuotes { quotes, .. } => return quotes::many(scene, quotes, one),
        What::MissingQuotes { key: true } => ("keys without quotes", "add double quotes"),
        What::MissingQuotes { key: false } => ("strings without quotes", "add double quotes"),
        What::MissingOpeningQuote { .. } => {
            ("strings without an opening quote", "add the opening quotes")
        }
        What::ForeignWord => {
            ("words from another language", "change to `true`, `false`, and `null`")
        }
        What::NoNumber => ("numbers that JSON does not have", ""),
        What::OddNumber => ("numbers that are not JSON", "change to JSON numbers"),
        What::BadEscape { .. } => ("unknown escapes", "escape the backslashes"),
        What::NeedlessEscape => ("unknown escapes", "remove the backslashes"),
        What::Control => ("unescaped control characters", "escape the control characters"),
        What::Comment | What::CommentEats => {
            ("comments, which JSON does not allow", "remove the comments")
        }
        What::OddSpace => ("spaces that are not JSON whitespace", "replace with plain spaces"),
        What::Template => ("template markers without quotes", "add double quotes"),
        What::Call => ("function calls", "keep only the arguments"),
        What::StringPrefix => ("strings with a prefix", "remove the prefixes"),
        _ => return one,
    };
    let fix = if scene.mistake.edits.is_empty() { "" } else { fix };
    Words { headline: format!("{count} {what}"), fix: fix.to_owned(), ..one.places("here too") }
}

/// The names of one brace or bracket: what it is called, and what it holds.
fn bracket(brace: bool) -> (&'static str, &'static str) {
    if brace { ("brace", "object") } else { ("bracket", "array") }
}
