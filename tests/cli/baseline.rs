//! Old findings stay silent, new ones fail.

use crate::{CLEAN, Folder, broken, warned};

const ARGS: [&str; 3] = ["check", "--baseline", "old.json"];

fn with(more: &[&'static str]) -> Vec<&'static str> {
    [&ARGS, more].concat()
}

#[test]
fn old_findings_are_silent_and_new_ones_are_not() {
    let folder = Folder::new(&[("a.sync.json", &broken())]);
    let missing = folder.run(&ARGS);
    assert_eq!(missing.status, 2);
    assert!(missing.err.contains("baseline old.json not found"), "{}", missing.err);
    let update = folder.run(&with(&["--update-baseline"]));
    assert_eq!((update.status, update.out.as_str()), (0, ""), "{}", update.err);
    let run = folder.run(&with(&["--format", "json"]));
    assert_eq!(run.status, 0);
    let report: serde_json::Value = serde_json::from_str(&run.out).expect("JSON");
    assert_eq!(report["summary"]["baselined"], 1);
    assert_eq!(report["summary"]["errors"], 0);
    assert_eq!(report["diagnostics"], serde_json::json!([]));
    // Moved and laid out anew, it is the same finding.
    let moved = broken()
        .replace("{\n  \"name\"", "{\n\n\n     \"active\":false,\n  \"name\"")
        .replace(": { \"conn", ":{\"conn");
    folder.write("a.sync.json", moved.replace("{ \"name\": \"A\" }", "{\"name\":\"A\"}"));
    assert_eq!(folder.run(&ARGS).status, 0);
    folder.write("a.sync.json", moved.replace("\"create\",", "1,"));
    assert_eq!(folder.run(&ARGS).status, 1);
}

#[test]
fn updates_prune_what_is_gone_and_leave_what_was_not_looked_at() {
    let folder = Folder::new(&[
        ("a.sync.json", &broken()),
        ("b.sync.json", &warned()),
        ("c.sync.json", &warned()),
    ]);
    folder.run(&with(&["--update-baseline"]));
    let all = folder.read("old.json");
    snapbox::assert_data_eq!(
        &all,
        snapbox::str![[r#"
{
  "version": 1,
  "files": {
    "a.sync.json": {
      "[..]": "PT030"
    },
    "b.sync.json": {
      "[..]": "PT031"
    },
    "c.sync.json": {
      "[..]": "PT031"
    }
  }
}

"#]]
    );
    folder.write("a.sync.json", CLEAN);
    folder.run(&with(&["--update-baseline", "b.sync.json"]));
    assert_eq!(folder.read("old.json"), all, "only b was looked at");
    folder.run(&with(&["--update-baseline", "--select", "PT014"]));
    assert_eq!(folder.read("old.json"), all, "only PT014 was looked for");
    std::fs::remove_file(folder.path("c.sync.json")).expect("removed");
    folder.run(&with(&["--update-baseline"]));
    let left = folder.read("old.json");
    assert!(!left.contains("a.sync.json") && !left.contains("c.sync.json"), "{left}");
    assert!(left.contains("b.sync.json"), "{left}");
}

#[test]
fn the_configuration_names_one_and_paths_are_relative_to_it() {
    let folder = Folder::new(&[
        ("polytomic-lint.toml", "baseline = \"lint/old.json\"\n"),
        ("syncs/a.sync.json", &broken()),
    ]);
    std::fs::create_dir(folder.path("lint")).expect("made");
    assert_eq!(folder.run(&["check"]).status, 2, "it is not there yet");
    assert_eq!(folder.run(&["check", "--update-baseline"]).status, 0);
    assert!(folder.read("lint/old.json").contains("\"../syncs/a.sync.json\""));
    assert_eq!(folder.run(&["check"]).status, 0);
    let mut below = folder.command(&["check", "a.sync.json"]);
    below.current_dir(folder.path("syncs"));
    assert_eq!(crate::ran(below, b"").status, 0, "from another folder");
}

#[test]
fn what_is_silent_is_not_fixed() {
    let folder = Folder::new(&[("a.sync.json", &crate::fixable())]);
    folder.run(&with(&["--update-baseline"]));
    assert_eq!(folder.run(&with(&["--fix"])).status, 0);
    assert_eq!(folder.read("a.sync.json"), crate::fixable());
}

#[test]
fn something_else_is_no_baseline() {
    let folder = Folder::new(&[("a.sync.json", CLEAN), ("old.json", "[]")]);
    for (text, why) in [
        ("[]", "is not a baseline"),
        ("{\"version\": 9, \"files\": {}}", "is a version 9 baseline"),
    ] {
        folder.write("old.json", text);
        let ran = folder.run(&with(&["--update-baseline"]));
        assert_eq!(ran.status, 2);
        assert!(ran.err.contains(why), "{}", ran.err);
        assert_eq!(folder.read("old.json"), text, "it stays");
    }
    let nowhere = folder.run(&["check", "--update-baseline"]);
    assert_eq!(nowhere.status, 2);
    assert!(nowhere.err.contains("needs a file"), "{}", nowhere.err);
}

#[test]
fn what_cannot_be_written_down_is_shown() {
    let folder = Folder::new(&[("a.sync.json", &broken()), ("b.sync.json", &warned())]);
    folder.run(&with(&["--update-baseline", "b.sync.json"]));
    let old = folder.read("old.json");
    let mut readonly = std::fs::metadata(folder.path("old.json")).expect("a file").permissions();
    readonly.set_readonly(true);
    std::fs::set_permissions(folder.path("old.json"), readonly).expect("set");
    for (file, baselined, errors) in [("old.json", 1, 1), ("no/where.json", 0, 1), (".", 0, 1)] {
        let args = ["check", "--format", "json", "--update-baseline", "--baseline", file];
        let ran = folder.run(&args);
        assert_eq!(ran.status, 2, "{file}: {}", ran.err);
        assert_eq!(ran.err.matches("cannot").count(), 1, "{file}: {}", ran.err);
        let report: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
        assert_eq!(report["summary"]["baselined"], baselined, "{file}: {}", ran.out);
        assert_eq!(report["summary"]["errors"], errors, "{file}: {}", ran.out);
    }
    assert_eq!(folder.read("old.json"), old);
    let names = std::fs::read_dir(folder.path("")).expect("a folder").count();
    assert_eq!(names, 3, "nothing is left behind");
}

#[test]
fn entries_that_nothing_answers_to_are_reported() {
    let folder = Folder::new(&[("a.sync.json", &broken()), ("b.sync.json", &warned())]);
    folder.run(&with(&["--update-baseline"]));
    assert!(!folder.run(&ARGS).err.contains("gone"));
    folder.write("a.sync.json", CLEAN);
    let reported = "warning: old.json: 1 known finding is gone, PT030 in a.sync.json; remove what is \
                gone with `--update-baseline`";
    let ran = folder.run(&ARGS);
    assert_eq!((ran.status, ran.err.contains(reported)), (0, true), "{}", ran.err);
    assert!(!folder.run(&with(&["b.sync.json"])).err.contains("gone"), "it was not linted");
    assert!(!folder.run(&with(&["--ignore", "PT030"])).err.contains("gone"), "it is off");
    assert!(!folder.run(&with(&["--quiet"])).err.contains("gone"));
    std::fs::remove_file(folder.path("b.sync.json")).expect("removed");
    let ran = folder.run(&ARGS);
    assert!(ran.err.contains("2 known findings are gone, such as PT030"), "{}", ran.err);
    assert!(!folder.run(&with(&["--update-baseline"])).err.contains("gone"));
    assert!(!folder.run(&ARGS).err.contains("gone"));
}
