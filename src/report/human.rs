//! For people at a terminal: a headline, the excerpt with its labels, what to do.

use std::fmt::{self, Write as _};

use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, NarratableReportHandler,
    SourceCode, ThemeCharacters, ThemeStyles,
};

use super::Report;
use super::text::printable;
use super::view::FindingDiagnostic;
use crate::finding::{Finding, Severity};
use crate::source::Source;

/// How people want it.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// Whether the terminal takes colors.
    pub color: bool,
    /// Whether it draws Unicode.
    pub unicode: bool,
    /// Whether it takes hyperlinks.
    pub links: bool,
    /// Its width in columns.
    pub width: usize,
    /// Plain sentences for screen readers instead of drawings.
    pub narrated: bool,
}

impl Default for Look {
    fn default() -> Self {
        Self { color: false, unicode: true, links: false, width: 100, narrated: false }
    }
}

/// Writes up to `limit` findings.
pub fn write(report: &Report, source: &Source<'_>, look: Look, limit: usize) -> String {
    let mut out = String::new();
    for finding in report.findings().iter().take(limit) {
        let view = finding.diagnostic(source);
        // Writing to a string does not fail.
        let _ = if look.narrated {
            narrate(&mut out, &view)
        } else {
            draw(&mut out, finding, &view, look)
        };
    }
    let more = report.findings().len().saturating_sub(limit);
    if more > 0 {
        let name = printable(report.file());
        let findings = if more == 1 { "finding" } else { "findings" };
        let _ =
            writeln!(out, "{name}: {more} more {findings}; `--max-diagnostics` raises the limit");
    }
    out
}

fn narrate(out: &mut String, view: &FindingDiagnostic) -> fmt::Result {
    NarratableReportHandler::new().with_context_lines(1).render_report(out, view)?;
    out.push('\n');
    Ok(())
}

fn draw(out: &mut String, finding: &Finding, view: &FindingDiagnostic, look: Look) -> fmt::Result {
    let (on, off) = match (look.color, finding.severity) {
        (false, _) => ("", ""),
        (_, Severity::Error) => ("\u{1b}[1;31m", "\u{1b}[0m"),
        (_, Severity::Warning) => ("\u{1b}[1;33m", "\u{1b}[0m"),
        (_, Severity::Advice) => ("\u{1b}[1;36m", "\u{1b}[0m"),
    };
    let (link, end) = match &finding.url {
        Some(url) if look.links => (format!("\u{1b}]8;;{url}\u{1b}\\"), "\u{1b}]8;;\u{1b}\\"),
        _ => (String::new(), ""),
    };
    let (severity, code) = (finding.severity, finding.code);
    writeln!(out, "{on}{severity}[{link}{code}{end}]{off}: {}", printable(&finding.message))?;
    excerpt(out, view, look)
}

/// A mistake that is no finding, such as one in the configuration, in the same look.
pub fn problem(diagnostic: &dyn Diagnostic, look: Look) -> String {
    let (on, off) = if look.color { ("\u{1b}[1;31m", "\u{1b}[0m") } else { ("", "") };
    let mut out = format!("{on}error{off}: {}\n", printable(&diagnostic.to_string()));
    // Writing to a string does not fail.
    let _ = if look.narrated {
        out.clear();
        NarratableReportHandler::new().with_context_lines(1).render_report(&mut out, diagnostic)
    } else {
        excerpt(&mut out, diagnostic, look)
    };
    out
}

/// The place with its labels, and the help.
fn excerpt(out: &mut String, view: &dyn Diagnostic, look: Look) -> fmt::Result {
    let characters =
        if look.unicode { ThemeCharacters::unicode() } else { ThemeCharacters::ascii() };
    let styles = if look.color { ThemeStyles::ansi() } else { ThemeStyles::none() };
    let opening = format!("{}{}[", characters.ltop, characters.hbar);
    let mut drawn = String::new();
    GraphicalReportHandler::new_themed(GraphicalTheme { characters, styles })
        .with_width(look.width.max(40))
        .with_context_lines(1)
        .with_urls(false)
        .render_report(&mut drawn, &Drawing(view))?;
    // The headline stands above already; what miette puts in its place is an icon alone.
    for line in drawn.lines().skip_while(|line| !line.contains(&opening)) {
        writeln!(out, "{}", line.trim_end())?;
    }
    out.push('\n');
    Ok(())
}

/// The view without what the headline says.
#[derive(Debug)]
struct Drawing<'v>(&'v dyn Diagnostic);

impl fmt::Display for Drawing<'_> {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

impl std::error::Error for Drawing<'_> {}

impl Diagnostic for Drawing<'_> {
    fn severity(&self) -> Option<miette::Severity> {
        self.0.severity()
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.0.help()
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.0.source_code()
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        self.0.labels()
    }
}
