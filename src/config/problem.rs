//! What is wrong with a configuration, each mistake at its place.

use std::fmt;

use miette::{Diagnostic, LabeledSpan, SourceCode};

use crate::report::excerpt::{Excerpt, underlined};
use crate::text::{Position, Source, Span};

/// The place of what is at a range of bytes.
pub(super) fn span(range: std::ops::Range<usize>) -> Span {
    Span::new(range.start as u32, range.end as u32)
}

/// A problem in the making.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) span: Span,
    pub(super) message: String,
    pub(super) help: Option<String>,
    /// Whether the file can be used all the same.
    pub(super) warning: bool,
}

impl Found {
    pub(super) fn new(span: Span, message: impl Into<String>) -> Self {
        Self { span, message: message.into(), help: None, warning: false }
    }

    pub(super) fn warning(mut self) -> Self {
        self.warning = true;
        self
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// One mistake in a configuration, as a `miette::Diagnostic`.
#[derive(Debug)]
pub struct Problem {
    message: String,
    help: Option<String>,
    severity: miette::Severity,
    place: Option<Place>,
}

#[derive(Debug)]
struct Place {
    span: Span,
    start: Position,
    excerpt: Excerpt,
    label: LabeledSpan,
}

impl Problem {
    pub(super) fn at(source: &Source<'_>, found: Found) -> Self {
        let span = underlined(source, found.span);
        let range = span.start as usize..span.end as usize;
        let place = Place {
            span: found.span,
            start: source.position(span.start),
            excerpt: Excerpt::new(source, &[], &[span]),
            label: LabeledSpan::new_primary_with_span(None, range),
        };
        let severity =
            if found.warning { miette::Severity::Warning } else { miette::Severity::Error };
        Self { message: found.message, help: found.help, severity, place: Some(place) }
    }

    pub(super) fn whole(message: impl Into<String>) -> Self {
        let severity = miette::Severity::Error;
        Self { message: message.into(), help: None, severity, place: None }
    }

    /// What is wrong, in one sentence.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The place in bytes of the file, where there is one.
    pub fn span(&self) -> Option<Span> {
        self.place.as_ref().map(|place| place.span)
    }

    /// Where it starts, for people.
    pub fn start(&self) -> Option<Position> {
        self.place.as_ref().map(|place| place.start)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Problem {}

impl Diagnostic for Problem {
    fn severity(&self) -> Option<miette::Severity> {
        Some(self.severity)
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help.as_ref().map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.place.as_ref().map(|place| &place.excerpt as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let place = self.place.as_ref()?;
        Some(Box::new(std::iter::once(place.label.clone())))
    }
}

/// A configuration that cannot be used, with everything that is wrong with it.
#[derive(Debug)]
pub struct ConfigError {
    pub(super) file: String,
    pub(super) problems: Vec<Problem>,
}

impl ConfigError {
    /// What the file is called.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// Every mistake, in the order of the file.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.problems.iter().enumerate() {
            if index > 0 {
                writeln!(f)?;
            }
            match problem.start() {
                Some(start) => {
                    write!(f, "{}:{}:{}: {problem}", self.file, start.line, start.column)?;
                }
                None => write!(f, "{problem}")?,
            }
        }
        Ok(())
    }
}

impl std::error::Error for ConfigError {}
