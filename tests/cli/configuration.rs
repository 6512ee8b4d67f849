//! Which configuration holds for a file, and mistakes in one.

use crate::{CLEAN, Folder, broken, warned};

#[test]
fn the_nearest_configuration_wins() {
    let folder = Folder::new(&[
        ("polytomic-lint.toml", "[rules]\nPT031 = \"off\"\n"),
        ("a.sync.json", &warned()),
        ("near/polytomic-lint.toml", "[rules]\nPT031 = \"error\"\n"),
        ("near/deep/b.sync.json", &warned()),
    ]);
    assert_eq!(folder.check(&[]), (1, vec!["near/deep/b.sync.json:11:3 PT031".to_owned()]));
    let ran = folder.feed(
        &["check", "-", "--format", "concise", "--stdin-filename", "near/x/in.json"],
        warned().as_bytes(),
    );
    assert_eq!(ran.status, 1, "standard input has that of its name's folder: {}", ran.out);
    assert_eq!(folder.check(&["--no-config"]).1.len(), 2);
    assert_eq!(folder.check(&["--config", "polytomic-lint.toml"]), (0, vec![]));
}

#[test]
fn each_file_fails_by_its_own_configuration() {
    let folder = Folder::new(&[
        ("never/polytomic-lint.toml", "fail-on = \"never\"\n"),
        ("never/a.sync.json", &broken()),
        ("soon/polytomic-lint.toml", "fail-on = \"warning\"\n"),
        ("soon/b.sync.json", &warned()),
        ("c.sync.json", &warned()),
    ]);
    assert_eq!(folder.check(&["never", "c.sync.json"]).0, 0);
    assert_eq!(folder.check(&["soon"]).0, 1);
    assert_eq!(folder.check(&["--fail-on", "error", "soon"]).0, 0, "the command line beats it");
    assert_eq!(folder.check(&["--fail-on", "error", "never"]).0, 1);
}

#[test]
fn the_command_line_beats_the_configuration() {
    let folder = Folder::new(&[
        (
            "polytomic-lint.toml",
            "api-version = \"2022-12-12\"\n[rules]\nPT031 = \"off\"\nPT030 = \"error\"\n",
        ),
        ("a.sync.json", &warned()),
        ("b.sync.json", &broken()),
    ]);
    assert_eq!(folder.check(&[]).1, ["b.sync.json:11:93 PT030"]);
    assert_eq!(folder.check(&["--select", "PT031"]).1, ["a.sync.json:11:3 PT031"]);
    assert!(folder.check(&["--ignore", "target"]).1.is_empty());
}

#[test]
fn every_mistake_in_it_is_told_at_its_place() {
    let folder = Folder::new(&[
        ("polytomic-lint.toml", "strickt = true\n[rules]\nPT031 = \"warn\"\n"),
        ("a.sync.json", &broken()),
        ("good/polytomic-lint.toml", "strict = true\n"),
        ("good/b.sync.json", &broken()),
    ]);
    let ran = folder.run(&["check", "--format", "concise"]);
    assert_eq!(ran.status, 2);
    assert!(ran.out.starts_with("good/b.sync.json:"), "the others are linted: {}", ran.out);
    snapbox::assert_data_eq!(
        ran.err,
        snapbox::str![[r#"
error: `strickt` is not a key of this file
   ╭─[polytomic-lint.toml:1:1]
 1 │ strickt = true
   · ───────
 2 │ [rules]
   ╰────
  help: did you mean `strict`?
error: `warn` is not a level
   ╭─[polytomic-lint.toml:3:9]
 2 │ [rules]
 3 │ PT031 = "warn"
   ·         ──────
   ╰────
  help: did you mean `warning`? there are `off`, `advice`, `warning`, and `error`
checked 1 file in [..] ms: 1 error, 0 warnings

"#]]
    );
}

#[test]
fn a_configuration_that_cannot_be_read_is_status_2() {
    let folder = Folder::new(&[("a.sync.json", CLEAN), ("latin.toml", "")]);
    folder.write("latin.toml", b"# caf\xe9\n");
    let gone = folder.run(&["check", "--config", "gone.toml"]);
    assert_eq!(gone.status, 2);
    assert!(gone.err.contains("gone.toml: cannot be read: there is no such file"), "{}", gone.err);
    let latin = folder.run(&["check", "--config", "latin.toml"]);
    assert_eq!(latin.status, 2);
    assert!(latin.err.contains("latin.toml:1:6"), "{}", latin.err);
    std::fs::create_dir(folder.path("polytomic-lint.toml")).expect("made");
    let directory = folder.run(&["check"]);
    assert_eq!(directory.status, 2);
    assert!(
        directory.err.contains("polytomic-lint.toml: cannot be read: it is not a file"),
        "{}",
        directory.err
    );
    assert_eq!(folder.run(&["check", "--no-config"]).status, 0);
}

#[test]
fn jsonc_and_template_markers() {
    let body = CLEAN.replace("\"Account\"", "\"${OBJECT}\" /* filled in */");
    let folder = Folder::new(&[("a.sync.json", &body)]);
    let (status, lines) = folder.check(&[]);
    assert_eq!(status, 1);
    assert_eq!(lines, ["a.sync.json:11:82 PT023", "a.sync.json:11:94 PT013"]);
    folder.write("polytomic-lint.toml", "jsonc = true\ntemplate-markers = [\"${\"]\n");
    assert_eq!(folder.check(&[]), (0, vec![]));
}

#[test]
fn names_that_are_not_known_are_status_2_with_the_nearest() {
    let folder = Folder::new(&[("a.sync.json", CLEAN)]);
    for args in [
        &["check", "--select", "PT971"][..],
        &["check", "--ignore", "logic-unknwon-label"],
        &["explain", "PT971"],
    ] {
        let ran = folder.run(args);
        assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{args:?}");
        assert!(ran.err.contains("did you mean `"), "{}", ran.err);
    }
}

#[test]
#[cfg(unix)]
fn one_that_is_a_link_leading_nowhere_is_told() {
    let folder = Folder::new(&[("a.sync.json", CLEAN)]);
    let link = folder.path("polytomic-lint.toml");
    std::os::unix::fs::symlink("shared.toml", &link).expect("a link");
    for args in [&["check"][..], &["check", "a.sync.json"]] {
        let ran = folder.run(args);
        assert_eq!(ran.status, 2, "{}", ran.err);
        let told = "polytomic-lint.toml: cannot be read: it is a link that leads nowhere";
        assert!(ran.err.contains(told), "{}", ran.err);
    }
    assert_eq!(folder.run(&["check", "--no-config"]).status, 0);
    folder.write("shared.toml", "");
    assert_eq!(folder.run(&["check"]).status, 0);
}
