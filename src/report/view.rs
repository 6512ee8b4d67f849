//! A finding as a `miette::Diagnostic`.

use std::fmt;

use miette::{Diagnostic, LabeledSpan, SourceCode};

use super::excerpt::{Excerpt, underlined};
use super::text::printable;
use crate::finding::Finding;
use crate::rule::Severity;
use crate::text::{Source, Span};

/// A view of a finding for programs that report through `miette`.
///
/// ```
/// use miette::Diagnostic;
/// use polytomic_lint::{Source, lint};
///
/// let text = r#"{"mode": "upsert"}"#;
/// let report = lint(text);
/// let view = report.findings()[0].diagnostic(&Source::new("a.sync.json", text));
/// assert!(view.code().is_some());
/// assert!(view.labels().is_some());
/// let error: miette::Report = view.into();
/// ```
#[derive(Debug)]
pub struct FindingDiagnostic {
    finding: Finding,
    excerpt: Excerpt,
    labels: Vec<LabeledSpan>,
}

impl Finding {
    /// The finding as a `miette::Diagnostic` with an excerpt of its source. It borrows neither, so
    /// that it can become a `miette::Report`.
    pub fn diagnostic(&self, source: &Source<'_>) -> FindingDiagnostic {
        let place = |span: Span| underlined(source, span);
        let labeled = |span: Span, text: &str, primary: bool| {
            let range = (span.start as usize)..(span.end as usize);
            let text = (!text.is_empty()).then(|| printable(text).into_owned());
            match primary {
                true => LabeledSpan::new_primary_with_span(text, range),
                false => LabeledSpan::new_with_span(text, range),
            }
        };
        let mut places = vec![place(self.span)];
        let mut labels = vec![labeled(places[0], &self.label, true)];
        for label in self.labels.iter().take(8) {
            let span = place(label.span);
            places.push(span);
            labels.push(labeled(span, &label.message, false));
        }
        FindingDiagnostic {
            finding: self.clone(),
            excerpt: Excerpt::new(source, &self.secrets, &places),
            labels,
        }
    }
}

impl fmt::Display for FindingDiagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&printable(&self.finding.message))
    }
}

impl std::error::Error for FindingDiagnostic {}

impl Diagnostic for FindingDiagnostic {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(self.finding.code))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.finding.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Advice => miette::Severity::Advice,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.finding
            .help
            .as_ref()
            .map(|help| Box::new(printable(help).into_owned()) as Box<dyn fmt::Display>)
    }

    fn url<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.finding.url.as_ref().map(|url| Box::new(url) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.excerpt)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.labels.iter().cloned()))
    }
}
