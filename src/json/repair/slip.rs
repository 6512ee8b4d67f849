//! What can be wrong: the kinds of edits that the search makes, which are its habits, too.

/// A kind of slip.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub(crate) enum Slip {
    /// None; of readings that cost nothing.
    None,
    Comma,
    Colon,
    Value,
    ValueAtEnd,
    Key,
    SpareComma,
    TrailingComma,
    CommaAtEnd,
    SpareColon,
    CommaForColon,
    Closer,
    CloserAtEnd,
    Opener,
    OpenerOfList,
    SpareCloser,
    SpareOpener,
    WrongCloser,
    WrongOpener,
    Junk,
    StrayWord,
    DeletedValue,
    Panic,
    Before,
    After,
    SecondDocument,
    Fragment,
    InnerQuote,
    TwiceEscaped,
    NoClosingQuote,
    NoOpeningQuote,
    SpareQuote,
    Joined,
    /// Strings one after another, as C and Python join them.
    SideBySide,
    EscapedCloser,
    MismatchedQuote,
    Lines,
    QuoteSingle,
    QuoteCurly,
    QuoteDoubled,
    QuoteEscaped,
    QuoteEntity,
    QuoteTriple,
    QuoteBacktick,
    BareKey,
    BareText,
    ForeignWord,
    NearLiteral,
    OddNumber,
    DecimalComma,
    BadEscape,
    OddEscape,
    SplicedQuote,
    Control,
    Comment,
    Template,
    Directive,
    Call,
    Expression,
    StringPrefix,
    /// `@{`, `map[string]any{`: what is before a bracket in other languages.
    BracketPrefix,
    /// What a terminal shows as a color.
    Color,
    Ellipsis,
    Spread,
    ForeignMark,
    Parenthesis,
    OddSpace,
    LineEnd,
    EscapedBreak,
    LinePrefix,
    MergeMarker,
    /// Bytes that are no UTF-8, which somebody else reports.
    Unreadable,
}

/// A set of habits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Habits(u128);

impl Habits {
    pub(super) fn has(self, slip: Slip) -> bool {
        self.0 >> slip as u8 & 1 == 1
    }

    pub(super) fn with(self, slip: Slip) -> Self {
        if slip == Slip::None { self } else { Self(self.0 | 1 << slip as u8) }
    }
}

impl Slip {
    /// Whether all slips of this kind in a file are one mistake: they have one cause.
    pub(super) fn has_one_cause(self) -> bool {
        matches!(
            self,
            Self::Directive
                | Self::QuoteDoubled
                | Self::QuoteEntity
                | Self::QuoteEscaped
                | Self::EscapedBreak
                | Self::LinePrefix
                | Self::MergeMarker
                | Self::LineEnd
                | Self::StringPrefix
                | Self::BracketPrefix
                | Self::Color
                | Self::Parenthesis
                | Self::SplicedQuote
                | Self::TwiceEscaped
        )
    }

    /// Whether people make this slip again and again: from the fourth time on it is one mistake.
    pub(super) fn is_habit(self) -> bool {
        self.has_one_cause()
            || matches!(
                self,
                Self::Comma
                    | Self::Colon
                    | Self::SpareComma
                    | Self::TrailingComma
                    | Self::SpareColon
                    | Self::ForeignMark
                    | Self::QuoteSingle
                    | Self::QuoteCurly
                    | Self::QuoteTriple
                    | Self::QuoteBacktick
                    | Self::BareKey
                    | Self::BareText
                    | Self::ForeignWord
                    | Self::OddNumber
                    | Self::BadEscape
                    | Self::OddEscape
                    | Self::Control
                    | Self::Comment
                    | Self::Template
                    | Self::Call
                    | Self::StringPrefix
                    | Self::OddSpace
                    | Self::NoOpeningQuote
            )
    }

    /// Whether it is a string or key in other quotes, or in none.
    pub(super) fn is_quotes(self) -> bool {
        matches!(
            self,
            Self::QuoteSingle
                | Self::QuoteCurly
                | Self::QuoteTriple
                | Self::QuoteBacktick
                | Self::BareKey
                | Self::BareText
        )
    }

    /// Whether it is no part of a mistake beside it.
    pub(super) fn is_separate(self) -> bool {
        matches!(
            self,
            Self::TrailingComma
                | Self::Comment
                | Self::LinePrefix
                | Self::LineEnd
                | Self::OddSpace
                | Self::Color
                | Self::MergeMarker
                | Self::Directive
                | Self::SecondDocument
        )
    }

    /// Whether a text may be a body by itself that begins with this slip: it has quotes, or is a
    /// number, a literal or a call. Anything else is rather no JSON at all.
    pub(super) fn makes_a_body(self) -> bool {
        !matches!(
            self,
            Self::BareText
                | Self::BareKey
                | Self::NoOpeningQuote
                | Self::NearLiteral
                | Self::DecimalComma
                | Self::Template
        )
    }

    /// Whether it decides what is inside of what.
    pub(crate) fn moves_brackets(self) -> bool {
        matches!(
            self,
            Self::Closer
                | Self::Opener
                | Self::OpenerOfList
                | Self::SpareCloser
                | Self::SpareOpener
                | Self::WrongCloser
                | Self::WrongOpener
                | Self::Panic
        )
    }

    /// Of several slips in one mistake the one with the highest number says what it is about.
    pub(super) fn tells(self) -> u8 {
        match self {
            Self::Before | Self::After | Self::Fragment => 9,
            Self::Directive | Self::MergeMarker | Self::QuoteEscaped => 8,
            Self::InnerQuote | Self::TwiceEscaped | Self::DeletedValue | Self::Panic => 7,
            Self::Opener
            | Self::OpenerOfList
            | Self::Closer
            | Self::CloserAtEnd
            | Self::SpareCloser
            | Self::SpareOpener
            | Self::WrongOpener
            | Self::BracketPrefix => 6,
            Self::WrongCloser => 5,
            Self::Comma | Self::SpareComma | Self::TrailingComma | Self::CommaAtEnd => 2,
            Self::BadEscape | Self::Control | Self::SpareQuote | Self::Junk => 3,
            Self::ValueAtEnd => 1,
            _ => 4,
        }
    }
}
