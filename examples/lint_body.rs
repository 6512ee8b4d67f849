//! Lints a body from inside a program, mends what can be mended, and draws the rest as `miette`
//! draws it.
//!
//! `cargo run --example lint_body [FILE]`

use std::io::Write;

use miette::{GraphicalReportHandler, GraphicalTheme};
use polytomic_lint::{Applicability, Linter, Source};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).unwrap_or_else(|| "examples/broken.sync.json".to_owned());
    let text = std::fs::read_to_string(&path)?;
    let linter = Linter::builder().pedantic(true).build()?;

    // What can be fixed unseen comes first.
    let fixed = linter.fix(&Source::new(&path, &text), Applicability::Safe);
    let (text, count) = fixed.map_or((text, 0), |fixed| (fixed.text, fixed.count));

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
    writeln!(std::io::stdout(), "{drawn}{count} fixed, {left} left")?;
    Ok(())
}
