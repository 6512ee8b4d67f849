//! For people at a terminal: a headline, the excerpt with its labels, what to do.

use std::fmt::{self, Write as _};

use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, SourceCode, ThemeCharacters,
    ThemeStyles,
};

use super::layout::{self, Narrow};
use super::text::printable;
use super::view::FindingDiagnostic;
use super::{Settings, Writer};
use crate::finding::Finding;
use crate::linter::Report;
use crate::rule::Severity;
use crate::text::Source;

/// Fewer columns are drawn as if they were as many.
const LEAST: usize = 40;

/// How people want it.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// Whether the terminal takes colors.
    pub color: bool,
    /// Whether it draws Unicode.
    pub unicode: bool,
    /// Whether it takes hyperlinks.
    pub links: bool,
    /// Its width in columns; lines of the file that are longer are cut around the place. Fewer than
    /// 40 are drawn as 40.
    pub width: usize,
    /// Plain sentences for screen readers instead of drawings.
    pub narrated: bool,
}

impl Default for Look {
    fn default() -> Self {
        Self { color: false, unicode: true, links: false, width: 100, narrated: false }
    }
}

/// Findings that are shown of one file by default.
const SHOWN: usize = 100;

/// The format `human`.
#[derive(Debug)]
pub struct Human;

impl Writer for Human {
    fn name(&self) -> &'static str {
        "human"
    }

    fn about(&self) -> &'static str {
        "Annotated source excerpts"
    }

    fn part(&self, report: &Report, source: &Source<'_>, settings: &Settings) -> String {
        write(report, source, settings.look, settings.limit.unwrap_or(SHOWN))
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
        let _ = writeln!(
            out,
            "{name}: {more} more {findings}; raise the limit with `--max-diagnostics`"
        );
    }
    out
}

/// The whole in plain sentences, each place with its own line and columns.
fn narrate(out: &mut String, view: &dyn Diagnostic) -> fmt::Result {
    let severity = match view.severity() {
        Some(miette::Severity::Advice) => "advice",
        Some(miette::Severity::Warning) => "warning",
        _ => "error",
    };
    writeln!(out, "{}\n    Diagnostic severity: {severity}", printable(&view.to_string()))?;
    for piece in layout::pieces(view) {
        let name = piece.name.as_ref().map(|name| format!(" for {name}")).unwrap_or_default();
        let (line, column) = (piece.line + 1, piece.column + 1);
        writeln!(out, "Begin snippet{name} starting at line {line}, column {column}\n")?;
        for (index, (start, line)) in piece.lines().enumerate() {
            writeln!(out, "snippet line {}: {}", piece.line + index + 1, line.trim_end())?;
            for label in piece.labels_on(start, line) {
                let (line, first) = (label.place.0 + 1, label.place.1 + 1);
                let under = piece.text.get(label.range.clone()).unwrap_or_default();
                let columns = match under.chars().count() {
                    0 | 1 => format!("column {first}"),
                    count => format!("columns {first} to {}", first + count - 1),
                };
                write!(out, "    label at line {line}, {columns}")?;
                match &label.text {
                    Some(text) => writeln!(out, ": {text}")?,
                    None => writeln!(out)?,
                }
            }
        }
    }
    if let Some(help) = view.help() {
        writeln!(out, "diagnostic help: {help}")?;
    }
    if let Some(code) = view.code() {
        writeln!(out, "diagnostic code: {code}")?;
    }
    if let Some(url) = view.url() {
        writeln!(out, "For more details, see:\n{url}")?;
    }
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
    let kind = format!("{severity}[{code}]");
    let text = headline(&kind, &finding.message, look);
    writeln!(out, "{on}{severity}[{link}{code}{end}]{off}{text}")?;
    excerpt(out, view, look)
}

/// What follows the kind of a headline, in lines of the width that there is: long words stay whole.
fn headline(kind: &str, message: &str, look: Look) -> String {
    let whole = format!("{kind}: {}", printable(message));
    let options = textwrap::Options::new(look.width.max(LEAST))
        .subsequent_indent("  ")
        .break_words(false)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    textwrap::fill(&whole, options).split_off(kind.len())
}

/// A mistake that is not a finding, such as one in the configuration, in the same style.
pub fn problem(diagnostic: &dyn Diagnostic, look: Look) -> String {
    let (on, off) = if look.color { ("\u{1b}[1;31m", "\u{1b}[0m") } else { ("", "") };
    let mut out = String::new();
    // Writing to a string does not fail.
    let _ = if look.narrated {
        narrate(&mut out, diagnostic)
    } else {
        let text = headline("error", &diagnostic.to_string(), look);
        out = format!("{on}error{off}{text}\n");
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
    let width = look.width.max(LEAST);
    let narrow = Narrow::new(view, width);
    let mut drawn = String::new();
    GraphicalReportHandler::new_themed(GraphicalTheme { characters, styles })
        .with_width(width)
        .with_context_lines(layout::CONTEXT)
        // An ID stays whole, so that it can be copied.
        .with_word_separator(textwrap::WordSeparator::AsciiSpace)
        .with_word_splitter(textwrap::WordSplitter::NoHyphenation)
        .with_urls(false)
        .render_report(&mut drawn, &Drawing { view, narrow })?;
    // The headline is already above; what miette puts in its place is only an icon.
    for line in drawn.lines().skip_while(|line| !line.contains(&opening)) {
        writeln!(out, "{}", line.trim_end())?;
    }
    out.push('\n');
    Ok(())
}

/// The view without what the headline says, its source as wide as there is room for.
#[derive(Debug)]
struct Drawing<'v> {
    view: &'v dyn Diagnostic,
    narrow: Narrow,
}

impl fmt::Display for Drawing<'_> {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

impl std::error::Error for Drawing<'_> {}

impl Diagnostic for Drawing<'_> {
    fn severity(&self) -> Option<miette::Severity> {
        self.view.severity()
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.view.help()
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.narrow)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.narrow.labels.iter().cloned()))
    }
}
