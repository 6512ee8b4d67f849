//! Mistakes as data: what is wrong, where, what else has to do with it, and the edits that fix
//! it. The words for them are elsewhere.

pub(crate) use super::number::{Loss, loss as number_loss};
use crate::text::Span;

/// How sure a repair is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Certainty {
    /// What was meant is plain, and nothing that carries content is lost: may be made unseen.
    Plain,
    /// A good guess.
    Likely,
    /// Another repair is about as good.
    Unsure,
}

/// Something that JSON does not allow.
#[derive(Debug)]
pub(crate) struct Mistake {
    pub(crate) what: What,
    /// The place where a person would fix it.
    pub(crate) span: Span,
    /// Other places that have to do with it; what they are depends on the kind.
    pub(crate) places: Vec<Span>,
    /// What it is about, such as the key whose colon is missing.
    pub(crate) about: Option<Span>,
    /// The edits that fix it, in the order of the text; none where there is no good guess.
    pub(crate) edits: Vec<(Span, String)>,
    pub(crate) certainty: Certainty,
    /// How many of its kind are reported with it.
    pub(crate) count: usize,
    /// The innermost value that could be read around it.
    pub(crate) node: Option<u32>,
}

impl Mistake {
    pub(super) fn new(what: What, span: Span) -> Self {
        Self {
            what,
            span,
            places: Vec::new(),
            about: None,
            edits: Vec::new(),
            certainty: Certainty::Likely,
            count: 1,
            node: None,
        }
    }
}

/// Which quotes are in place of JSON's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Quotes {
    Single,
    Backquotes,
    Curly,
    Doubled,
    Tripled,
    Escaped,
    Entities,
    /// One kind opens, another closes.
    Mismatched,
}

/// A kind of text that is no JSON at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Foreign {
    Command,
    Markup,
    Yaml,
    Unknown,
}

/// A mark that separates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    Comma,
    Colon,
}

/// What is around the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Around {
    /// A command that sends or shows it.
    Command,
    /// The fence of a Markdown code block, or quotes.
    Fence,
    /// Other text before it, or on both sides.
    Text,
    /// Text after it only.
    After,
}

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum What {
    /// A comma before the next key, or item.
    MissingComma {
        key: bool,
    },
    /// After the key that it is about.
    MissingColon,
    /// Of the key that it is about.
    MissingValue,
    MissingKey,
    /// So many in a row; whether nothing comes before them.
    ExtraComma {
        run: usize,
        leading: bool,
    },
    TrailingComma {
        brace: bool,
    },
    ExtraColon {
        run: usize,
    },
    /// Another mark where one of these belongs.
    WrongMark(Mark),
    /// Two neighbors changed places.
    Swapped,
    /// An opening bracket that is not closed where the first place says.
    Unclosed {
        brace: bool,
    },
    /// The file ends before the bracket is closed; the places are those around that are open, too.
    /// So many closers are missing; whether the file ends in the middle of a value.
    UnclosedAtEnd {
        brace: bool,
        all: usize,
    },
    MissingOpener {
        brace: bool,
    },
    /// A closing bracket too many. With a place, what it closes goes on there; whether that is the
    /// body.
    ExtraCloser {
        brace: bool,
        body: bool,
    },
    ExtraOpener {
        brace: bool,
    },
    /// Closes what the other kind of bracket, at the first place, has opened.
    WrongCloser {
        brace: bool,
    },
    /// Opens what holds keys, or none; the first place is the key.
    WrongOpener {
        brace: bool,
    },
    /// Before, or after, a value or a key.
    Unexpected(Position),
    Surrounded(Around),
    /// The body has no braces.
    Fragment,
    /// A second document.
    SecondDocument,
    /// A quote inside the string at the first place; whether it is escaped twice.
    InnerQuote {
        twice: bool,
        template: bool,
    },
    UnclosedString {
        key: bool,
        lines: bool,
    },
    EscapedCloser {
        key: bool,
    },
    MissingOpeningQuote {
        key: bool,
    },
    ExtraQuote {
        key: bool,
    },
    OtherQuotes {
        quotes: Quotes,
        key: bool,
    },
    MissingQuotes {
        key: bool,
    },
    /// Another language's `true`, `false` or `null`.
    ForeignWord,
    /// A word that is nearly a literal.
    NearLiteral,
    /// A number that JSON does not have.
    NoNumber,
    OddNumber,
    DecimalComma,
    BadEscape {
        hex: bool,
    },
    /// An escape of a character that needs none.
    NeedlessEscape,
    /// An apostrophe as `'\''`, which ends a string of another kind and begins it again.
    SplicedQuote,
    Control,
    Comment,
    /// A comment that takes the rest of the body along.
    CommentEats,
    UnclosedComment,
    Template,
    Directive,
    Call,
    /// What a program works out.
    Expression,
    StringPrefix,
    /// A type or a sign before a bracket.
    BracketPrefix,
    /// What a terminal shows as a color.
    Color,
    Ellipsis,
    /// Members that a program puts in from elsewhere.
    Spread,
    Parentheses,
    OddSpace,
    LineEnd,
    LinePrefix {
        number: bool,
    },
    MergeConflict,
    Joined,
    /// Strings one after another.
    SideBySide,
    /// A raw NUL.
    Nul,
    /// Half of a surrogate pair.
    HalfSurrogate,
    TooDeep,
    /// A number that a double does not hold.
    Imprecise,
    /// The text is something else.
    NotJson(Foreign),
    /// There are too many.
    TooMany,
}

impl What {
    /// Whether the grammar forbids it, and no rule of its own reports it.
    pub(crate) fn is_syntax(self) -> bool {
        !matches!(
            self,
            Self::TrailingComma { .. }
                | Self::Surrounded(Around::Command | Around::Fence | Around::Text)
                | Self::Fragment
                | Self::SecondDocument
                | Self::Comment
                | Self::CommentEats
                | Self::LineEnd
                | Self::LinePrefix { .. }
                | Self::Nul
                | Self::HalfSurrogate
                | Self::TooDeep
                | Self::Imprecise
                | Self::NotJson(_)
        )
    }
}

/// Where something unexpected is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Position {
    BeforeValue,
    AfterValue,
    BeforeKey,
    AfterKey,
}
