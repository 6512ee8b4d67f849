//! `--max-diagnostics`, `--output-file`, and files that cannot be read.

use crate::read::{parse, read};
use crate::{FORMATS, check, folder};

#[test]
fn the_limit_is_one_of_each_file() {
    let broken = include_bytes!("../../examples/broken.sync.json");
    let folder = folder(&[("a.sync.json", broken), ("b.sync.json", broken)]);
    for format in FORMATS {
        let run = check(folder.path(), format, &["--max-diagnostics", "2"]);
        assert_eq!(run.status, 1, "{format}");
        assert_eq!(read(format, &run.out).len(), 4, "{format}: {}", run.out);
    }
}

#[test]
fn an_output_file_holds_what_would_be_printed() {
    let broken = include_bytes!("../../examples/broken.sync.json");
    let folder = folder(&[("a.sync.json", broken), ("clean.sync.json", b"{}")]);
    for format in FORMATS {
        let printed = check(folder.path(), format, &[]);
        let saved = check(folder.path(), format, &["--output-file", "report"]);
        assert_eq!(saved.out, "", "{format}");
        assert_eq!(saved.status, printed.status, "{format}");
        let report = std::fs::read_to_string(folder.path().join("report")).expect("a report");
        assert_eq!(report, printed.out, "{format}");
    }
}

#[test]
fn a_file_that_cannot_be_read_is_reported_and_the_others_are_linted() {
    let broken = include_bytes!("../../examples/broken.sync.json");
    let folder = folder(&[("a.sync.json", broken)]);
    let whole = check(folder.path(), "sarif", &["a.sync.json"]);
    let part = check(folder.path(), "sarif", &["missing.json", "a.sync.json"]);
    assert_eq!((whole.status, part.status), (1, 2));
    assert_eq!(read("sarif", &part.out), read("sarif", &whole.out));
    for (run, success) in [(whole, true), (part, false)] {
        let log = parse(&run.out);
        assert_eq!(log["runs"][0]["invocations"][0]["executionSuccessful"], success);
    }
}
