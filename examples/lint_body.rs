//! Lints a body from inside a program, mends what can be mended, and draws the rest as `miette`
//! draws it.
//!
//! `cargo run --example lint_body [FILE]`

use std::io::Write;

use miette::{GraphicalReportHandler, GraphicalTheme};
use polytomic_lint::{Applicability, Linter, Source, apply};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).unwrap_or_else(|| "examples/broken.sync.json".to_owned());
    let text = std::fs::read_to_string(&path)?;
    let linter = Linter::builder().pedantic(true).build();

    // What the author plainly meant is mended first.
    let report = linter.lint(&Source::new(&path, &text));
    let safe = report.findings().iter().filter_map(|finding| {
        finding.fixes.iter().find(|fix| fix.applicability == Applicability::Safe)
    });
    let (text, mended) = apply(&text, safe).unwrap_or((text.clone(), 0));

    // The source is what excerpts are cut from; the same for all findings.
    let source = Source::new(&path, &text);
    let report = linter.lint(&source);
    let draw = GraphicalReportHandler::new_themed(GraphicalTheme::unicode_nocolor());
    let mut drawn = String::new();
    for finding in report.findings() {
        draw.render_report(&mut drawn, &finding.diagnostic(&source))?;
        drawn.push('\n');
    }
    let left = report.findings().len();
    writeln!(std::io::stdout(), "{drawn}{mended} mended, {left} left")?;
    Ok(())
}
