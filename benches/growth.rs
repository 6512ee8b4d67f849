//! How the time grows with hostile files: `cargo bench --bench growth [PART OF A NAME]`.
//!
//! Each line is the time at a size and at four times that; about four is linear. Ends with status 1
//! where it is plainly more.

use std::hint::black_box;
use std::io::Write as _;
use std::time::{Duration, Instant};

use polytomic_lint::report::{Settings, format, json};
use polytomic_lint::{Linter, Source, apply};

#[path = "../tests/support/hostile.rs"]
mod hostile;

/// Twice what is linear: noise is less.
const STEEP: f64 = 8.0;

/// Bytes of the larger file.
const LARGE: usize = 1_000_000;

fn run(name: &str, bytes: &[u8]) -> (Duration, usize) {
    let linter = Linter::builder().pedantic(true).build().expect("known rules");
    let started = Instant::now();
    let source = Source::new(hostile::file_name(name), bytes);
    let report = linter.lint(&source);
    let concise = format("concise").expect("a format");
    black_box(concise.part(&report, &source, &Settings::default()));
    black_box(json::write(std::slice::from_ref(&report), usize::MAX));
    let fixes = report.findings().iter().filter_map(|finding| finding.fixes.first());
    black_box(apply(source.text(), fixes));
    (started.elapsed(), report.findings().len())
}

fn main() {
    let wanted = std::env::args().skip(1).find(|argument| !argument.starts_with('-'));
    let mut out = std::io::stdout().lock();
    let mut steep = false;
    for (name, make) in hostile::KINDS {
        if wanted.as_ref().is_some_and(|wanted| !name.contains(wanted.as_str())) {
            continue;
        }
        // So many parts that the larger file has about a megabyte.
        let parts = LARGE * 1_000 / make(1_000).len();
        let (few, many) = (make(parts / 4), make(parts));
        let (one, _) = run(name, &few);
        let (four, found) = run(name, &many);
        let ratio = four.as_secs_f64() / one.as_secs_f64();
        steep |= ratio > STEEP && four > Duration::from_millis(100);
        let _ = writeln!(
            out,
            "{name}: {:.1} ms, four times that {:.1} ms ({:.1}); {} bytes, {found} findings",
            one.as_secs_f64() * 1e3,
            four.as_secs_f64() * 1e3,
            ratio,
            many.len(),
        );
    }
    if steep {
        std::process::exit(1);
    }
}
