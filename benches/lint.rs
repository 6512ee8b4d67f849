//! Ratios against `serde_json` in the same run: `cargo bench --bench lint`.
//!
//! A ratio is the time of the linter over the time of `serde_json::from_slice::<Value>` on the
//! same bytes, the best of several rounds of both in turn.

mod support;
#[path = "../tests/support/valid.rs"]
mod valid;

use std::fmt::Write as _;
use std::hint::black_box;
use std::io::Write as _;
use std::sync::atomic::{AtomicUsize, Ordering};

use polytomic_lint::report::human;
use polytomic_lint::{Body, Findings, Linter, Rule, RuleInfo, Source};
use serde_json::{Value, json};

use support::{per, race, ratio};
use valid::MODEL;

/// A clean body of about `size` bytes, with a bit of everything that is documented.
fn body(size: usize, pretty: bool) -> String {
    let (around, one) = if pretty { (160, 205) } else { (150, 119) };
    let fields: Vec<Value> = (0..(size.saturating_sub(around) / one).max(1))
        .map(|n| {
            json!({
                "source": {"model_id": MODEL, "field": format!("column_{n}")},
                "target": format!("Field_{n}__c"),
                "new": false,
            })
        })
        .collect();
    let mut value = valid::with(json!({
        "active": true,
        "fields": fields,
        "schedule": {"frequency": "daily", "hour": "6", "minute": "30"},
    }));
    if size > 10_000 {
        let conditions: Vec<Value> = (0..size.min(500_000) / 2_000)
            .map(|n| {
                json!({
                    "source": {"model_id": MODEL, "field": format!("column_{n}")},
                    "function": "StringContains",
                    "value": format!("part {n}"),
                })
            })
            .collect();
        value["model_filters"] = json!({"conditions": conditions});
    }
    if pretty { format!("{value:#}") } else { value.to_string() }
}

fn serde(text: &str) {
    drop(black_box(serde_json::from_slice::<Value>(black_box(text.as_bytes()))));
}

fn lint(linter: &Linter, text: &str) {
    drop(black_box(linter.lint(&Source::new("a.json", black_box(text)))));
}

/// Tells how much memory the tree of a body takes.
struct Weigh;

static BYTES: AtomicUsize = AtomicUsize::new(0);

impl Rule for Weigh {
    fn info(&self) -> &'static RuleInfo {
        static INFO: RuleInfo =
            RuleInfo::new("BENCH1", "weigh", "").with_severity(polytomic_lint::Severity::Advice);
        &INFO
    }

    fn check(&self, body: &Body<'_>, _: &mut Findings<'_>) {
        BYTES.store(body.root.tree().memory(), Ordering::Relaxed);
    }
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
            assert!(linter.lint(&Source::new("a.json", &text)).is_clean(), "a body that is right");
            let whole = ratio(race(|| lint(&linter, &text), || serde(&text)));
            let layout = if pretty { "pretty" } else { "minified" };
            // Of a list only the reading is left: it holds no body to look at.
            let list = format!("[{text}, 0]");
            let silent = Linter::builder().select(["json"]).build().expect("known rules");
            let parse = ratio(race(|| lint(&silent, &list), || serde(&list)));
            lint(&Linter::builder().rule(Weigh).build().expect("known rules"), &text);
            let memory = BYTES.load(Ordering::Relaxed);
            say(format!(
                "{name} {layout} ({} bytes): lint {whole:.2} of serde_json (wanted: {wanted}), parsing alone {parse:.2}, tree {:.2} bytes a byte (wanted: 2)",
                text.len(),
                per(memory, text.len()),
            ));
        }
    }
    for (name, size, wanted) in [("30 KB", 30_000, 4), ("2 MB", 2_000_000, 6)] {
        for pretty in [true, false] {
            let text = body(size, pretty);
            // A comma is missing in the middle.
            let middle = text[text.len() / 2..].find(',').map_or(0, |at| text.len() / 2 + at);
            let broken = format!("{}{}", &text[..middle], &text[middle + 1..]);
            assert_eq!(linter.lint(&Source::new("a.json", &broken)).findings().len(), 1, "a slip");
            let times = ratio(race(|| lint(&linter, &broken), || lint(&linter, &text)));
            let layout = if pretty { "pretty" } else { "minified" };
            say(format!(
                "{name} {layout} with one slip: {times:.1} times the clean one (wanted: {wanted})"
            ));
        }
    }
    let broken = |count: usize| {
        let mut fields = String::new();
        for n in 0..count {
            let _ = write!(fields, r#"{{"target": "t{n}", "sorce": {n}}}, "#);
        }
        body(0, false).replace("\"fields\":[", &format!("\"fields\":[{fields}"))
    };
    let (few, many) = (broken(1_000), broken(10_000));
    let tenfold = ratio(race(|| lint(&linter, &many), || lint(&linter, &few)));
    let found = linter.lint(&Source::new("a.json", &many)).findings().len();
    say(format!("{found} findings in one file: {tenfold:.1} times the time of a tenth of them"));

    let wrong: String = (0..100).map(|n| format!(r#", "k{n}x": {n}"#)).collect::<Vec<_>>().concat();
    let at_the_end = |size: usize| {
        let text = body(size, false);
        format!("{}{wrong}}}", text.strip_suffix('}').unwrap_or(&text))
    };
    let texts = [at_the_end(40_000), at_the_end(4_000_000)];
    let reports = texts.each_ref().map(|text| linter.lint(&Source::new("a.json", text)));
    let render = |n: usize| {
        // A new source each time, so that the index of lines is in the time.
        let source = Source::new("a.json", &texts[n]);
        black_box(human::write(&reports[n], &source, human::Look::default(), 100)).len()
    };
    let times = race(|| _ = render(1), || _ = render(0));
    say(format!(
        "rendering 100 findings at the end of {} bytes: {:.2} ms, of {} bytes: {:.2} ms",
        texts[1].len(),
        times.0.as_secs_f64() * 1e3,
        texts[0].len(),
        times.1.as_secs_f64() * 1e3,
    ));
}
