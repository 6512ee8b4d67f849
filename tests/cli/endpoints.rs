//! `--endpoint` and its places in the configuration.

use super::{CLEAN, Folder};

const RESETS: &str = "advice[PT120]";

#[test]
fn an_update_says_what_it_resets() {
    let folder = Folder::new(&[("a.sync.json", CLEAN)]);
    let with = |name: &str| {
        folder.run(&[
            "check",
            "--pedantic",
            "--format",
            "concise",
            "--endpoint",
            name,
            "a.sync.json",
        ])
    };
    assert_eq!(with("create").out, "");
    let update = with("update");
    assert_eq!(update.status, 0);
    assert!(update.out.starts_with("a.sync.json:1:1: "), "{}", update.out);
    assert_eq!(update.out.matches("[PT").count(), 1, "{}", update.out);
    assert!(update.out.contains(RESETS), "{}", update.out);
    let unknown = with("delete");
    assert_eq!(unknown.status, 2);
    assert!(unknown.err.contains("invalid value 'delete'"), "{}", unknown.err);
}

#[test]
fn the_configuration_and_its_overrides_name_an_endpoint() {
    let config =
        "endpoint = \"update\"\n\n[[overrides]]\npaths = [\"new/**\"]\nendpoint = \"create\"\n";
    let folder = Folder::new(&[
        ("polytomic-lint.toml", config),
        ("a.sync.json", CLEAN),
        ("new/b.sync.json", CLEAN),
    ]);
    let run = folder.run(&["check", "--pedantic", "--format", "concise"]);
    assert!(run.out.contains("a.sync.json:1:1: advice[PT120]"), "{}", run.out);
    assert!(!run.out.contains("b.sync.json"), "{}", run.out);
    let flag = folder.run(&["check", "--pedantic", "--format", "concise", "--endpoint", "create"]);
    assert_eq!(flag.out, "", "the command line takes precedence");
}
