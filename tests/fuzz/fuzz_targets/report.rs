//! Every report over any bytes can be written in every way.
#![no_main]

use libfuzzer_sys::fuzz_target;
use polytomic_lint::report::{Settings, format, human, json};
use polytomic_lint::{Linter, Source};

fuzz_target!(|bytes: &[u8]| {
    let name = String::from_utf8_lossy(&bytes[..bytes.len().min(7)]).into_owned();
    let source = Source::new(name, bytes);
    let report = Linter::builder().pedantic(true).build().expect("known rules").lint(&source);
    let plain = |text: &str| {
        !text.chars().any(|ch| ch.is_control() && !matches!(ch, '\n' | '\t'))
    };
    let part = |name| format(name).expect("a format").part(&report, &source, &Settings::default());
    assert!(plain(&part("concise")));
    assert_eq!(part("jsonl").lines().count(), report.findings().len());
    for (unicode, narrated, width) in [(true, false, 80), (false, false, 0), (true, true, 400)] {
        let look = human::Look { unicode, narrated, width, ..human::Look::default() };
        assert!(plain(&human::write(&report, &source, look, usize::MAX)));
    }
    let reports = [report];
    let written = json::write(&reports, usize::MAX);
    assert!(serde_json::from_str::<serde_json::Value>(&written).is_ok());
});
