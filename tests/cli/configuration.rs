//! Which configuration holds for a file, and mistakes in one.

use crate::{CLEAN, Folder, broken, exists, warned};

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
fn every_mistake_in_it_is_reported_at_its_place() {
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
error: unknown key `strickt`
   ╭─[polytomic-lint.toml:1:1]
 1 │ strickt = true
   · ───────
 2 │ [rules]
   ╰────
  help: did you mean `strict`?
error: unknown level `warn` for `PT031`
   ╭─[polytomic-lint.toml:3:9]
 2 │ [rules]
 3 │ PT031 = "warn"
   ·         ──────
   ╰────
  help: did you mean `warning`? use `off`, `advice`, `warning`, or `error`
checked 1 file in [..] ms: 1 error, 0 warnings; up to 1 can be fixed with `--fix --unsafe-fixes`

"#]]
    );
}

#[test]
fn a_configuration_that_cannot_be_read_is_status_2() {
    let folder = Folder::new(&[("a.sync.json", CLEAN), ("latin.toml", "")]);
    folder.write("latin.toml", b"# caf\xe9\n");
    let gone = folder.run(&["check", "--config", "gone.toml"]);
    assert_eq!(gone.status, 2);
    assert!(gone.err.contains("cannot read gone.toml: there is no such file"), "{}", gone.err);
    let latin = folder.run(&["check", "--config", "latin.toml"]);
    assert_eq!(latin.status, 2);
    assert!(latin.err.contains("latin.toml:1:6"), "{}", latin.err);
    std::fs::create_dir(folder.path("polytomic-lint.toml")).expect("made");
    let directory = folder.run(&["check"]);
    assert_eq!(directory.status, 2);
    assert!(
        directory.err.contains("cannot read polytomic-lint.toml: it is not a file"),
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
fn one_that_is_a_link_leading_nowhere_is_reported() {
    let folder = Folder::new(&[("a.sync.json", CLEAN)]);
    let link = folder.path("polytomic-lint.toml");
    std::os::unix::fs::symlink("shared.toml", &link).expect("a link");
    for args in [&["check"][..], &["check", "a.sync.json"]] {
        let ran = folder.run(args);
        assert_eq!(ran.status, 2, "{}", ran.err);
        let reported = "cannot read polytomic-lint.toml: it is a link that leads nowhere";
        assert!(ran.err.contains(reported), "{}", ran.err);
    }
    assert_eq!(folder.run(&["check", "--no-config"]).status, 0);
    folder.write("shared.toml", "");
    assert_eq!(folder.run(&["check"]).status, 0);
}

#[test]
fn a_nested_configuration_builds_on_another_only_if_it_says_so() {
    let folder = Folder::new(&[
        ("polytomic-lint.toml", "include = [\"bodies/*.json\"]\n[rules]\nPT031 = \"off\"\n"),
        ("team/polytomic-lint.toml", "[rules]\nPT030 = \"off\"\n"),
        ("team/a.sync.json", &warned()),
        ("team/b.sync.json", &broken()),
    ]);
    assert_eq!(folder.check(&["team"]).1, ["team/a.sync.json:11:3 PT031"], "it replaces the other");
    let extending = "extends = \"../polytomic-lint.toml\"\n[rules]\nPT030 = \"off\"\n";
    folder.write("team/polytomic-lint.toml", extending);
    assert_eq!(folder.check(&["team"]), (0, vec![]));
    folder.write("team/polytomic-lint.toml", format!("{extending}target = \"error\"\n"));
    let both = folder.check(&["team"]).1;
    assert_eq!(both, ["team/a.sync.json:11:3 PT031"], "what is set nearer takes precedence");
}

#[test]
fn paths_of_a_base_stay_relative_to_its_own_folder() {
    let folder = Folder::new(&[
        (
            "shared/base.toml",
            "include = [\"../team/more/*.json\", \"more/*.json\"]\nbaseline = \"old.json\"\n\
             [[ignore]]\nrule = \"PT031\"\npaths = [\"/a.sync.json\"]\n",
        ),
        ("shared/a.sync.json", &warned()),
        ("team/polytomic-lint.toml", "extends = \"../shared/base.toml\"\n"),
        ("team/more/x.json", &broken()),
        ("team/a.sync.json", &warned()),
    ]);
    let ran = folder.run(&["check", "--format", "concise", "team", "--update-baseline"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(folder.read("shared/old.json").contains("../team/a.sync.json"), "{}", ran.out);
    assert!(!exists(&folder.path("team/old.json")));
    let found = folder.check(&["--config", "shared/base.toml", "shared/a.sync.json"]).1;
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn what_is_wrong_with_a_base_is_reported_where_it_is_named_or_in_it() {
    let folder = Folder::new(&[
        ("polytomic-lint.toml", "extends = \"base.toml\"\n"),
        ("a.sync.json", CLEAN),
    ]);
    let reported = |wanted: &[&str]| {
        let ran = folder.run(&["check"]);
        assert_eq!(ran.status, 2, "{}", ran.err);
        for wanted in wanted {
            assert!(ran.err.contains(wanted), "{wanted}: {}", ran.err);
        }
    };
    reported(&["cannot extend `base.toml`: there is no such file", "polytomic-lint.toml:1:11"]);
    folder.write("base.toml", "strickt = true\n");
    reported(&["unknown key `strickt`", "base.toml:1:1"]);
    folder.write("base.toml", "extends = \"polytomic-lint.toml\"\n");
    reported(&["cannot extend `polytomic-lint.toml`: it builds on this file", "base.toml:1:11"]);
    folder.write("base.toml", "extends = \"base.toml\"\n");
    reported(&["cannot extend `base.toml`: it builds on this file"]);
    folder.write("polytomic-lint.toml", "extends = \"n0.toml\"\n");
    for number in 0..100 {
        let next = format!("extends = \"n{}.toml\"\n", number + 1);
        folder.write(&format!("n{number}.toml"), next);
    }
    reported(&["too many files build on each other"]);
    folder.write("n0.toml", "# the last one\n");
    assert_eq!(folder.run(&["check"]).status, 0);
}

#[test]
fn an_idle_ignore_of_a_base_is_reported_once_in_the_base() {
    let folder = Folder::new(&[
        ("base.toml", "[[ignore]]\nrule = \"PT031\"\n[[ignore]]\nrule = \"PT030\"\n"),
        ("one/polytomic-lint.toml", "extends = \"../base.toml\"\n"),
        ("one/a.sync.json", &broken()),
        ("two/polytomic-lint.toml", "extends = \"../base.toml\"\n[[ignore]]\nrule = \"PT023\"\n"),
        ("two/b.sync.json", CLEAN),
    ]);
    let reported = folder.check(&[]).1;
    assert_eq!(reported, ["base.toml:2:8 PT019", "two/polytomic-lint.toml:3:8 PT019"]);
    let half = folder.check(&["two"]).1;
    let reported = ["two/polytomic-lint.toml:3:8 PT019"];
    assert_eq!(half, reported, "what another file may need is left alone");
}

#[test]
fn a_glob_that_starts_with_an_exclamation_mark_takes_back() {
    let folder = Folder::new(&[
        (
            "polytomic-lint.toml",
            "include = [\"syncs/\", \"!draft.json\", \"!old.sync.json\"]\n\
             exclude = [\"archive/\", \"!archive/keep.sync.json\"]\n",
        ),
        ("syncs/a.json", &broken()),
        ("syncs/draft.json", &broken()),
        ("old.sync.json", &broken()),
        ("archive/keep.sync.json", &broken()),
        ("archive/other.sync.json", &broken()),
    ]);
    let files: Vec<String> = folder.check(&[]).1;
    assert_eq!(files, ["archive/keep.sync.json:11:93 PT030", "syncs/a.json:11:93 PT030"]);
}

#[test]
fn a_rule_that_is_always_on_says_so_where_somebody_turns_it_off() {
    let folder = Folder::new(&[("a.sync.json", CLEAN)]);
    let always = |args: &[&str], wanted: &str| {
        let ran = folder.run(&[&["check"], args].concat());
        assert_eq!(ran.status, 0, "{}", ran.err);
        assert_eq!(ran.err.matches(wanted).count(), 1, "{}", ran.err);
    };
    always(&["--ignore", "PT001"], "warning: `PT001` cannot be ignored");
    assert!(!folder.run(&["check", "--ignore", "json"]).err.contains("PT001"), "a group is fine");
    folder.write("polytomic-lint.toml", "[rules]\nsyntax-error = \"off\"\njson = \"off\"\n");
    folder.write("b.sync.json", CLEAN);
    let name = polytomic_lint::find_rules("PT001").expect("known")[0].name;
    folder.write("polytomic-lint.toml", format!("[rules]\n{name} = \"off\"\njson = \"off\"\n"));
    always(&[], &format!("`{name}` is always an error"));
    assert!(!folder.run(&["check", "-q"]).err.contains("always"));
    folder.write("polytomic-lint.toml", "[[ignore]]\nrule = \"PT001\"\n");
    let ran = folder.run(&["check"]);
    assert!(ran.err.contains("`PT001` cannot be ignored"), "{}", ran.err);
}

#[test]
fn a_backslash_in_a_pattern_is_reported() {
    let folder = Folder::new(&[
        ("polytomic-lint.toml", "include = ['syncs\\*.json']\nexclude = [\"archive/\"]\n"),
        ("a.sync.json", CLEAN),
    ]);
    let ran = folder.run(&["check"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(ran.err.contains("`\\` in `include` does not separate folders"), "{}", ran.err);
    assert!(ran.err.contains("use `/`, on every system"), "{}", ran.err);
}
