//! Any bytes: a report whose places are in the file, the same each time; what `serde_json` takes
//! is taken.
#![no_main]

use libfuzzer_sys::fuzz_target;
use polytomic_lint::{Group, Linter, Source, rules};

fuzz_target!(|bytes: &[u8]| {
    let linter = Linter::builder().pedantic(true).build().expect("known rules");
    let source = Source::new("a.sync.json", bytes);
    let report = linter.lint(&source);
    let text = source.text();
    for finding in report.findings() {
        let spans = finding.labels.iter().map(|label| label.span).chain([finding.span]);
        let edits = finding.fixes.iter().flat_map(|fix| &fix.edits).map(|edit| edit.span);
        for span in spans.chain(edits) {
            assert!(text.get(span.start as usize..span.end as usize).is_some(), "{finding:?}");
        }
        assert!(!finding.message.contains(char::is_control), "{finding:?}");
    }
    assert!(report.findings().is_sorted_by_key(|f| (f.span.start, f.code)));
    assert_eq!(report.findings(), linter.lint(&source).findings());
    if serde_json::from_slice::<serde_json::Value>(bytes).is_ok() {
        let json = |code| rules().any(|rule| rule.code == code && rule.group == Group::Json);
        let wrong = report.findings().iter().find(|f| {
            json(f.code) && !matches!(f.code, "PT002" | "PT003" | "PT016" | "PT018")
        });
        assert!(wrong.is_none(), "JSON, but {wrong:?}");
    }
});
