//! The commands beside `check`.

use serde_json::Value;

use crate::Folder;

fn text(args: &[&str]) -> String {
    let ran = Folder::new(&[]).run(args);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{args:?}");
    ran.out
}

#[test]
fn init_never_overwrites() {
    let folder = Folder::new(&[("a.sync.json", crate::CLEAN)]);
    let first = folder.run(&["init"]);
    assert_eq!((first.status, first.out.as_str()), (0, ""));
    let written = folder.read("polytomic-lint.toml");
    assert_eq!(written, polytomic_lint::config::starter());
    assert_eq!(folder.run(&["check"]).status, 0);
    folder.write("polytomic-lint.toml", "# mine\n");
    let second = folder.run(&["init"]);
    assert_eq!(second.status, 2);
    assert!(second.err.contains("already exists"), "{}", second.err);
    assert_eq!(folder.read("polytomic-lint.toml"), "# mine\n");
}

#[test]
fn schemas_are_printed_as_published() {
    assert_eq!(text(&["schema", "--config"]), polytomic_lint::config::schema());
    assert_eq!(text(&["schema", "--report"]), polytomic_lint::report::json::schema());
    for version in polytomic_lint::ApiVersion::ALL {
        assert_eq!(
            text(&["schema", "--api-version", version.as_str()]),
            polytomic_lint::schema(version)
        );
    }
}

#[test]
fn rules_are_listed_with_the_documented_keys() {
    let rules: Vec<Value> =
        serde_json::from_str(&text(&["rules", "--format", "json"])).expect("JSON");
    assert_eq!(rules.len(), polytomic_lint::rules().count());
    let wanted =
        ["category", "code", "evidence", "fix", "name", "severity", "since", "summary", "url"];
    for rule in &rules {
        let mut keys: Vec<_> = rule.as_object().expect("an object").keys().collect();
        keys.sort();
        assert_eq!(keys, wanted);
    }
    let lines = text(&["rules"]);
    assert_eq!(lines.lines().count(), rules.len());
    let one = lines.lines().find(|line| line.starts_with("PT015")).expect("a line for each");
    assert!(one.contains("error or warning") && one.ends_with("; warning for a byte order mark"));
}

#[test]
fn every_rule_is_explained_by_code_and_by_name() {
    for info in polytomic_lint::rules() {
        let page = text(&["explain", info.code]);
        assert!(page.contains(info.summary), "{page}");
        assert_eq!(text(&["explain", &info.name.to_uppercase()]), page);
    }
    let page: Value =
        serde_json::from_str(&text(&["explain", "PT019", "--format", "json"])).expect("JSON");
    assert_eq!(page["name"], "unused-ignore");
    let page: Value =
        serde_json::from_str(&text(&["explain", "PT015", "--format", "json"])).expect("JSON");
    let also = serde_json::json!([{"severity": "warning", "when": "for a byte order mark"}]);
    assert_eq!((&page["also"], &page["source"]), (&also, &"RFC 8259, section 8.1".into()));
    let page = text(&["explain", "PT015"]);
    assert!(page.contains("level: error; warning for a byte order mark\n"), "{page}");
    assert!(page.contains("evidence: documented (RFC 8259, section 8.1)\n"), "{page}");
}

#[test]
fn completions_and_the_manual_page_know_the_options() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(text(&["completions", shell]).contains("update-baseline"), "{shell}");
    }
    let page = text(&["man"]);
    assert!(page.contains(".TH polytomic-lint 1"), "{page}");
    for word in ["update\\-baseline", "fail\\-on", "stdin\\-filename", "POLYTOMIC_LINT_FORMAT"] {
        assert!(page.contains(word), "{word}");
    }
    assert_eq!(Folder::new(&[]).run(&["completions", "nonsense"]).status, 2);
}

#[test]
fn help_says_what_a_walk_passes_over() {
    let help = text(&["check", "--help"]);
    let plain = help.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(plain.contains("Hidden files and folders are skipped"), "{help}");
    assert!(plain.contains("listed in `.gitignore` or `.ignore`"), "{help}");
}

#[test]
fn rules_are_listed_with_blanks_too() {
    let folder = Folder::new(&[("a.sync.json", &crate::broken())]);
    let args = ["check", "--select", "PT031, target-object-and-create", "--ignore", " PT031 "];
    let ran = folder.run(&args);
    assert_eq!(ran.status, 1, "{}", ran.err);
}

#[test]
fn all_that_a_starter_body_needs_is_to_be_filled_in() {
    let folder = Folder::new(&[]);
    for version in ["2022-12-12", "2023-04-25", "2024-02-08", "2025-09-18"] {
        for mode in
            ["create", "update", "updateOrCreate", "replace", "append", "remove", "snapshot"]
        {
            let body = folder.run(&["new", "--mode", mode, "--api-version", version]);
            assert_eq!(body.status, 0, "{}", body.err);
            folder.write("a.sync.json", &body.out);
            let ran = folder.run(&["check", "--api-version", version, "--format", "concise"]);
            let lines: Vec<&str> = ran.out.lines().collect();
            let is_placeholder = |line: &&str| line.contains("[PT023]") && line.contains('<');
            assert!(lines.len() > 4 && lines.iter().all(is_placeholder), "{lines:#?}");
            assert_eq!(lines.len(), body.out.matches('<').count(), "{}", body.out);
        }
    }
}

#[test]
fn what_is_not_understood_is_status_2() {
    for args in [
        &["chekc"][..],
        &["check", "--nope"],
        &["schema", "--api-version", "2020-01-01"],
        &["new", "--mode", "upsert"],
        &[],
    ] {
        let ran = Folder::new(&[]).run(args);
        assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{args:?}");
        assert!(!ran.err.is_empty());
    }
}

#[test]
fn of_a_repeated_option_the_last_one_wins_and_lists_add_up() {
    let folder =
        Folder::new(&[("a.sync.json", &crate::warned()), ("b.sync.json", &crate::broken())]);
    let status = |args: &[&str]| {
        let ran = folder.run(&[&["check"], args].concat());
        assert!(!ran.err.contains("error:"), "{args:?}: {}", ran.err);
        ran.status
    };
    for switch in [
        "--force-exclude",
        "--quiet",
        "-q",
        "--strict",
        "--pedantic",
        "--fix",
        "--diff",
        "--no-config",
    ] {
        assert_eq!(status(&[switch, switch, "a.sync.json"]), 0, "{switch}");
    }
    assert_eq!(status(&["--fail-on", "error", "--fail-on", "warning", "a.sync.json"]), 1);
    assert_eq!(status(&["--fail-on", "warning", "--fail-on", "never", "a.sync.json"]), 0);
    let ran = folder.run(&["check", "--format", "github", "--format", "concise", "a.sync.json"]);
    assert!(ran.out.starts_with("a.sync.json:11:3: warning[PT031]"), "{}", ran.out);
    assert_eq!(folder.check(&["--select", "PT031", "--select", "PT030"]).1.len(), 2);
    assert_eq!(folder.check(&["--ignore", "PT031", "--ignore", "PT030"]).1.len(), 0);
    assert_eq!(folder.check(&["--config", "gone.toml", "--config", "a.toml"]).0, 2);
    let color = folder.run(&["--color", "never", "check", "--color", "always", "b.sync.json"]);
    assert!(color.out.contains('\u{1b}'), "{}", color.out);
    let schema = folder.run(&["schema", "--api-version", "2024-02-08", "--api-version", "latest"]);
    assert_eq!((schema.status, schema.out), (0, text(&["schema"])));
}
