//! Lints the file named on the command line and prints what is wrong with it.
//!
//! `cargo run --example lint -- examples/broken.sync.json`

use std::io::Write;

use polytomic_lint::{ApiVersion, Linter, Source};

fn main() -> std::io::Result<()> {
    let path = std::env::args().nth(1).unwrap_or_else(|| "examples/broken.sync.json".to_owned());
    let bytes = std::fs::read(&path)?;
    let linter = Linter::builder()
        .api_version(ApiVersion::V2024_02_08)
        .strict(true)
        .build()
        .expect("known rules");
    let report = linter.lint(&Source::new(&path, &bytes));
    let mut out = std::io::stdout().lock();
    for finding in report.findings() {
        let at = finding.start;
        writeln!(out, "{path}:{}:{}: {}: {}", at.line, at.column, finding.code, finding.message)?;
    }
    Ok(())
}
