//! Findings that somebody asked not to see, and asking for nothing.

use crate::{CLEAN, Folder, warned};

#[test]
fn ignores_of_the_configuration_know_rule_pointer_and_path() {
    let ignore = |rest: &str| {
        format!("[[ignore]]\nrule = \"target-missing-object\"\n{rest}reason = \"known\"\n")
    };
    let folder = Folder::new(&[("a.sync.json", &warned()), ("old/b.sync.json", &warned())]);
    folder.write("polytomic-lint.toml", ignore(""));
    assert_eq!(folder.check(&[]).1, [""; 0]);
    folder.write("polytomic-lint.toml", ignore("pointer = \"/tar*\"\n"));
    assert_eq!(folder.check(&[]).1, [""; 0]);
    folder.write("polytomic-lint.toml", ignore("paths = [\"old\"]\n"));
    assert_eq!(folder.check(&[]).1, ["a.sync.json:11:3 PT031"]);
    folder.write("polytomic-lint.toml", ignore("pointer = \"/fields/**\"\n"));
    assert_eq!(
        folder.check(&[]).1,
        ["a.sync.json:11:3 PT031", "old/b.sync.json:11:3 PT031", "polytomic-lint.toml:2:8 PT019"]
    );
}

#[test]
fn an_ignore_with_nothing_to_do_is_reported_where_the_run_could_know() {
    let folder = Folder::new(&[
        ("polytomic-lint.toml", "[[ignore]]\nrule = \"PT031\"\npaths = [\"old/*\"]\n"),
        ("a.sync.json", &warned()),
        ("old/b.sync.json", CLEAN),
        ("old/c.sync.json", CLEAN),
    ]);
    let reported = |args: &[&str]| {
        folder.check(args).1.iter().any(|line| line == "polytomic-lint.toml:2:8 PT019")
    };
    assert!(reported(&[]));
    assert!(reported(&["old"]));
    assert!(reported(&["old/b.sync.json", "old/c.sync.json"]));
    assert!(!reported(&["old/b.sync.json"]), "the other file may need it");
    assert!(!reported(&["--ignore", "PT031"]), "the rule is off");
    assert!(!reported(&["--select", "PT030"]));
    assert!(!reported(&["--ignore", "PT019"]));
    let ran = folder.run(&["check", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!(report["summary"]["files"], 3, "the configuration is no body");
    assert_eq!(report["diagnostics"][1]["file"], "polytomic-lint.toml");
    assert_eq!(report["diagnostics"][1]["pointer"], serde_json::Value::Null);
    folder.write("old/c.sync.json", warned());
    assert!(!reported(&[]), "now it has something to do");
}

#[test]
fn a_comment_silences_its_line_or_the_next() {
    let with = |line: &str| {
        let target = "  \"target\": {";
        warned().replace(target, &format!("{line}{target}"))
    };
    let silent = [
        with("  // polytomic-lint-ignore PT031: filled in later\n"),
        with("  // polytomic-lint-ignore target-missing-object\n"),
        with("  /* polytomic-lint-ignore PT031 */\n"),
        with("  // polytomic-lint-ignore PT031: why\n  // and more about it\n"),
        with("  /* polytomic-lint-ignore PT031: why */"),
        warned().replace("7d35\" }", "7d35\" } // polytomic-lint-ignore PT031: why"),
    ];
    let folder = Folder::new(&[]);
    for body in silent {
        folder.write("a.sync.jsonc", &body);
        assert_eq!(folder.check(&[]).1, [""; 0], "{body}");
    }
    for body in [
        with("  // polytomic-lint-ignore PT031: too far away\n\n"),
        with("  // polytomic-lint-ignored PT031\n"),
    ] {
        folder.write("a.sync.jsonc", &body);
        assert!(folder.check(&[]).1.iter().any(|line| line.ends_with("PT031")), "{body}");
    }
}

#[test]
fn a_comment_with_nothing_to_do_is_reported_and_taken_out() {
    let folder = Folder::new(&[]);
    let body = CLEAN
        .replace(
            "  \"mode\"",
            "  // polytomic-lint-ignore PT024, PT971: nothing is wrong\n  \"mode\"",
        )
        .replace("\"manual\" },", "\"manual\" }, // polytomic-lint-ignore PT001")
        .replace("\n}\n", "\n  // polytomic-lint-ignore\n}\n");
    folder.write("a.sync.jsonc", &body);
    let (status, lines) = folder.check(&[]);
    assert_eq!(status, 0);
    assert_eq!(
        lines,
        [
            "a.sync.jsonc:3:28 PT019",
            "a.sync.jsonc:3:35 PT019",
            "a.sync.jsonc:11:42 PT019",
            "a.sync.jsonc:13:3 PT019",
        ]
    );
    let ran = folder.run(&["check", "--fix"]);
    assert_eq!(ran.status, 0);
    assert_eq!(folder.read("a.sync.jsonc"), CLEAN);
}

#[test]
fn of_several_names_only_the_idle_ones_are_reported() {
    let body = warned().replace("7d35\" }", "7d35\" } // polytomic-lint-ignore PT030, PT031: why");
    let folder = Folder::new(&[("a.sync.jsonc", &body)]);
    assert_eq!(folder.check(&[]).1, ["a.sync.jsonc:11:98 PT019"]);
    folder.run(&["check", "--fix"]);
    assert!(folder.read("a.sync.jsonc").contains("// polytomic-lint-ignore PT031: why"));
    assert_eq!(folder.check(&[]).1, [""; 0]);
}

#[test]
fn comments_count_only_where_they_are_allowed() {
    let body = warned().replace("7d35\" }", "7d35\" } // polytomic-lint-ignore PT031: why");
    let folder = Folder::new(&[("a.sync.json", &body)]);
    assert_eq!(folder.check(&[]).1, ["a.sync.json:11:3 PT031", "a.sync.json:11:73 PT013"]);
}

#[test]
fn advice_that_is_not_shown_keeps_its_ignore() {
    let body = CLEAN.replace(
        "\"name\": \"Accounts\",",
        "\"id\": \"a\", // polytomic-lint-ignore PT008: why\n  \"name\": \"Accounts\",",
    );
    let folder = Folder::new(&[("a.sync.jsonc", &body)]);
    assert_eq!(folder.check(&[]).1, [""; 0]);
    assert_eq!(folder.check(&["--pedantic"]).1, [""; 0]);
}

#[test]
fn several_names_need_no_commas_and_a_reason_needs_no_colon() {
    let folder = Folder::new(&[]);
    for (comment, idle) in [
        ("PT030 PT031: why", 1),
        ("PT031 target-missing-object", 0),
        ("PT031 the object comes later", 0),
        ("PT031 fields are fine", 0),
    ] {
        let body =
            warned().replace("7d35\" }", &format!("7d35\" }} // polytomic-lint-ignore {comment}"));
        folder.write("a.sync.jsonc", &body);
        let lines = folder.check(&[]).1;
        assert!(lines.iter().all(|line| line.ends_with("PT019")), "{comment}: {lines:?}");
        assert_eq!(lines.len(), idle, "{comment}: {lines:?}");
    }
}

#[test]
fn one_comment_can_be_for_the_whole_file() {
    let ignore = |rule: &str| {
        warned().replacen('{', &format!("{{ // polytomic-lint-ignore-file {rule}: a draft"), 1)
    };
    let folder = Folder::new(&[("a.sync.jsonc", &ignore("PT031"))]);
    assert_eq!(folder.check(&[]).1, [""; 0]);
    folder.write("a.sync.jsonc", ignore("PT030, PT031"));
    assert_eq!(folder.check(&[]).1, ["a.sync.jsonc:1:33 PT019"]);
    folder.write("a.sync.jsonc", ignore(""));
    assert_eq!(folder.check(&[]).1, ["a.sync.jsonc:1:3 PT019", "a.sync.jsonc:11:3 PT031"]);
}
