//! Ratios against `serde_json` in the same run: `cargo bench`.
//!
//! Each line is the time of the linter over the time of `serde_json::from_slice::<Value>` on the
//! same bytes, the best of several rounds of both in turn.

use std::fmt::Write as _;
use std::hint::black_box;
use std::io::Write as _;
use std::time::{Duration, Instant};

use polytomic_lint::{Linter, Source};

const MODEL: &str = "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25";

/// A clean body of about `size` bytes.
fn body(size: usize, pretty: bool) -> String {
    let mut fields = String::new();
    let mut count = 0;
    while fields.len() + 600 < size || count == 0 {
        if count > 0 {
            fields.push_str(", ");
        }
        let _ = write!(
            fields,
            r#"{{"source": {{"model_id": "{MODEL}", "field": "column_{count}"}}, "target": "Field_{count}__c", "new": false}}"#
        );
        count += 1;
    }
    let text = format!(
        r#"{{"name": "Accounts", "mode": "create", "active": true, "fields": [{fields}], "schedule": {{"frequency": "daily", "hour": "6", "minute": "30"}}, "target": {{"connection_id": "5f2d9a1c-3b7e-4d68-9c10-8e4a6b2f7d35", "object": "Account"}}}}"#
    );
    let value: serde_json::Value = serde_json::from_str(&text).expect("valid JSON");
    if pretty { format!("{value:#}") } else { value.to_string() }
}

/// The best time of each of two things, run in turn.
fn race(mut one: impl FnMut(), mut other: impl FnMut()) -> (Duration, Duration) {
    let mut best = (Duration::MAX, Duration::MAX);
    let started = Instant::now();
    let mut rounds = 0;
    while rounds < 5 || started.elapsed() < Duration::from_millis(700) {
        let start = Instant::now();
        one();
        best.0 = best.0.min(start.elapsed());
        let start = Instant::now();
        other();
        best.1 = best.1.min(start.elapsed());
        rounds += 1;
    }
    best
}

fn main() {
    let mut out = std::io::stdout().lock();
    let mut say = |line: String| {
        let _ = writeln!(out, "{line}");
    };
    let linter = Linter::default();
    for (name, size, wanted) in
        [("1 KB", 1_000, 0.6), ("30 KB", 30_000, 0.4), ("2 MB", 2_000_000, 0.3)]
    {
        for pretty in [true, false] {
            let text = body(size, pretty);
            assert!(linter.lint(&Source::new("a.json", &text)).is_clean());
            let (ours, theirs) = race(
                || drop(black_box(linter.lint(&Source::new("a.json", black_box(&text))))),
                || {
                    drop(black_box(serde_json::from_slice::<serde_json::Value>(black_box(
                        text.as_bytes(),
                    ))))
                },
            );
            let layout = if pretty { "pretty" } else { "minified" };
            let ratio = ours.as_secs_f64() / theirs.as_secs_f64();
            say(format!(
                "lint {name} {layout} ({} bytes): {ratio:.2} of serde_json (wanted: {wanted})",
                text.len()
            ));
        }
    }
    let broken = |count: usize| {
        let fields: Vec<String> =
            (0..count).map(|n| format!(r#"{{"target": "t{n}", "sorce": {n}}}"#)).collect();
        body(0, false).replace("\"fields\":[", &format!("\"fields\":[{},", fields.join(",")))
    };
    let (few, many) = (broken(1_000), broken(10_000));
    let (one, ten) = race(
        || drop(black_box(linter.lint(&Source::new("a.json", &few)))),
        || drop(black_box(linter.lint(&Source::new("a.json", &many)))),
    );
    let found = linter.lint(&Source::new("a.json", &many)).findings().len();
    say(format!(
        "{found} findings in one file: {:.1} times the time of a tenth of them",
        ten.as_secs_f64() / one.as_secs_f64()
    ));
}
