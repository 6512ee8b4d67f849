//! `polytomic-lint.toml`: what it can say, and what is said of mistakes in it.
#![cfg(feature = "config")]

use miette::Diagnostic;
use polytomic_lint::config::{Config, ConfigError, Configs, Discovery, FailOn, Options, starter};
use polytomic_lint::{Severity, Source};

const BODY: &str = r#"{
  "name": "Accounts",
  "mode": "remove",
  "fields": [{"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "name"}, "target": "Name"}],
  "schedule": {"frequency": "manual", "minute": "70"},
  "target": {"connection_id": "5f2d9a1c-3b7e-4d68-9c10-8e4a6b2f7d35", "objekt": "Account"}
}"#;

fn parse(text: &str) -> Config {
    Config::parse("/syncs/polytomic-lint.toml", text).unwrap_or_else(|error| panic!("{error}"))
}

fn found(config: &Config, path: &str) -> Vec<(&'static str, Severity)> {
    let report = config.linter_for(path.as_ref()).lint(&Source::new(path, BODY));
    report.findings().iter().map(|finding| (finding.code, finding.severity)).collect()
}

fn error(text: &str) -> ConfigError {
    Config::parse("polytomic-lint.toml", text).expect_err("a mistake")
}

/// Every problem as `line:column [text] message (help)`.
fn reported(text: &str) -> Vec<String> {
    let error = error(text);
    let tell = |problem: &polytomic_lint::config::Problem| {
        let start = problem.start().expect("a place");
        let span = problem.span().expect("a place").of(text);
        let help = problem.help().map(|help| format!(" ({help})")).unwrap_or_default();
        format!("{}:{} [{span}] {problem}{help}", start.line, start.column)
    };
    error.problems().iter().map(tell).collect()
}

#[test]
fn levels_of_rules_beat_those_of_groups_in_any_order() {
    for text in [
        "[rules]\nunknown-key = \"advice\"\nshape = \"error\"",
        "[rules]\nshape = \"error\"\nPT007 = \"advice\"",
    ] {
        let config = parse(&format!("pedantic = true\n{text}"));
        assert!(
            found(&config, "/syncs/a.sync.json").contains(&("PT007", Severity::Advice)),
            "{text}"
        );
    }
}

#[test]
fn overrides_and_ignores_hold_for_their_paths_alone() {
    let config = parse(
        "[rules]\nPT007 = \"error\"\n[[overrides]]\npaths = [\"drafts/*\"]\nrules = { PT007 = \"off\" }\n\
         [[ignore]]\nrule = \"unknown-key\"\npointer = \"/target/*\"\npaths = [\"old.sync.json\"]\nreason = \"known\"",
    );
    let has = |path| found(&config, path).iter().any(|(code, _)| *code == "PT007");
    assert!(has("/syncs/a.sync.json"));
    assert!(has("/syncs/drafts/deep/a.sync.json"), "`*` stays within a folder");
    assert!(!has("/syncs/drafts/a.sync.json"));
    assert!(!has("/syncs/old.sync.json"));
    assert!(!has("/syncs/any/depth/old.sync.json"), "a glob without a slash is good at any depth");
}

#[test]
fn a_pointer_glob_knows_steps() {
    let silent = |pointer: &str| {
        let config = parse(&format!("[[ignore]]\nrule = \"PT007\"\npointer = \"{pointer}\""));
        !found(&config, "/syncs/a.sync.json").iter().any(|(code, _)| *code == "PT007")
    };
    assert!(silent("/target/objekt"));
    assert!(silent("/target/*"));
    assert!(silent("/**"));
    assert!(!silent("/*"), "`*` stays within a step");
    assert!(!silent("/target"));
}

#[test]
fn flags_beat_the_configuration() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("polytomic-lint.toml");
    std::fs::write(&file, "api-version = \"2024-02-08\"\nfail-on = \"never\"\n[rules]\nPT007 = \"off\"\nPT031 = \"error\"").expect("written");
    let with = |flags| {
        let configs = Configs::new(Discovery::Nearest, flags);
        configs.of(&folder.path().join("deep/er/a.sync.json")).expect("a good one")
    };
    let path = folder.path().join("a.sync.json");
    let path = path.to_str().expect("a name");
    let plain = with(Options::default());
    assert_eq!(plain.fail_on(), FailOn::Never);
    assert_eq!(plain.linter_for(path.as_ref()).api_version().as_str(), "2024-02-08");
    assert!(!found(&plain, path).iter().any(|(code, _)| *code == "PT007"));
    let mut flags = Options::default();
    flags.api_version = Some("2025-09-18".parse().expect("known"));
    flags.fail_on = Some(FailOn::Advice);
    flags.select = vec!["PT007".to_owned(), "target".to_owned()];
    flags.ignore = vec!["target".to_owned()];
    let beaten = with(flags);
    assert_eq!(beaten.fail_on(), FailOn::Advice);
    assert_eq!(beaten.linter_for(path.as_ref()).api_version().as_str(), "2025-09-18");
    let codes: Vec<_> = found(&beaten, path).into_iter().map(|(code, _)| code).collect();
    assert_eq!(codes, ["PT007"]);
    let off = Configs::new(Discovery::Off, Options::default());
    assert_eq!(off.of(path.as_ref()).expect("defaults").fail_on(), FailOn::Error);
}

#[test]
fn every_mistake_is_told_in_one_run_at_its_place() {
    let text = "strickt = true\nfail-on = \"warn\"\napi-version = 2025-09-18\ninclude = \"a\"\nexclude = [\"{a\", 3]\n\
        [rules]\nPT971 = \"off\"\nPT030 = \"warn\"\nlogic = 1\n[[override]]\npaths = []\n[[ignore]]\npointer = \"mode\"\n";
    assert_eq!(
        reported(text),
        [
            "1:1 [strickt] unknown key `strickt` (did you mean `strict`?)",
            "2:11 [\"warn\"] unknown level `warn` for `fail-on` (did you mean `warning`? use `error`, `warning`, `advice`, or `never`)",
            "3:15 [2025-09-18] `api-version` should be a string, not a date (write \"2025-09-18\")",
            "4:11 [\"a\"] `include` should be an array of strings, not a string (for example, `include = [\"syncs/*.json\"]`)",
            "5:12 [\"{a\"] this glob cannot be parsed: unclosed alternate group; missing '}' (maybe escape '{' with '[{]'?) (`*`, `**`, `?`, `[ab]`, and `{a,b}` are special; put one in brackets, as in `[*]`, to match it literally)",
            "5:18 [3] `exclude` should contain only strings, not a number",
            "7:1 [PT971] unknown rule or group `PT971` (did you mean `PT071`?)",
            "8:9 [\"warn\"] unknown level `warn` for `PT030` (did you mean `warning`? use `off`, `advice`, `warning`, or `error`)",
            "9:9 [1] the level of `logic` should be a string, not a number (use `\"off\"`, `\"advice\"`, `\"warning\"`, or `\"error\"`)",
            "10:3 [override] unknown key `override` (did you mean `overrides`?)",
            "12:1 [[[ignore]]] this `[[ignore]]` is missing `rule` (for example, `rule = \"PT031\"`)",
            "13:11 [\"mode\"] the pointer `mode` does not start with a slash (for example, `/mode`)",
        ]
    );
}

#[test]
fn mistakes_of_syntax_are_reported_without_what_follows_from_them() {
    let lines = |text| -> Vec<String> {
        reported(text)
            .iter()
            .map(|line| line.split(' ').next().unwrap_or_default().to_owned())
            .collect()
    };
    assert_eq!(lines("[rules\nPT071 = \"off\"\n[[ignor]]\n"), ["1:7", "3:3"]);
    assert_eq!(lines("include = [\"a\"\nexclude = []\nstrict = true\n"), ["2:1"]);
    assert_eq!(
        lines("strict = \nnope = 1\nstrict = true\nstrict = true\n"),
        ["1:10", "2:1", "3:1", "4:1"]
    );
    assert!(reported("strict = \n")[0].contains("missing value"));
    assert!(reported("fail-on = error\n")[0].contains("[error] missing quotes around this string"));
}

#[test]
fn odd_bytes_are_no_trouble() {
    for text in ["", "\u{feff}strict = true\r\n", "# ä ö ü\r\n"] {
        parse(text);
    }
    assert_eq!(reported("\u{feff}# ä\nnope = 'ß'")[0].split(' ').next(), Some("2:1"));
    for text in ["\0", "[[[[", "\"", "a=\u{202e}", "a.b.c.d=[[[[[[[[[[", "='''"] {
        assert!(!error(text).problems().is_empty(), "{text:?}");
    }
    for deep in [
        format!("strict = {}", "[".repeat(100_000)),
        format!("strict = {}", "{a=".repeat(100_000)),
        format!("{}b = 1", "a.".repeat(100_000)),
        format!("[{}b]", "a.".repeat(100_000)),
    ] {
        assert_eq!(error(&deep).problems()[0].message(), "this is nested too deeply");
    }
}

/// The file that `init` writes, with its examples not commented out.
fn uncommented() -> String {
    let known = ["# [[", "# PT"];
    let plain = |line: &str| {
        let key =
            line.strip_prefix("# ").and_then(|rest| rest.split_once(" = ")).map(|(key, _)| key);
        let is_key =
            key.is_some_and(|key| key.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'));
        match is_key || known.iter().any(|start| line.starts_with(start)) {
            true => line[2..].to_owned(),
            false => line.to_owned(),
        }
    };
    starter().lines().map(|line| plain(line) + "\n").collect()
}

#[test]
fn the_starter_is_good_as_it_is_and_with_all_its_examples() {
    parse(&starter());
    let text = uncommented();
    for key in ["api-version =", "template-markers =", "[[overrides]]", "\nrule =", "\nreason ="] {
        assert!(text.contains(key), "{key} is missing in\n{text}");
    }
    assert!(!text.contains("# ["), "{text}");
    parse(&text);
}

#[test]
fn the_schema_accepts_the_starter_and_every_key() {
    let schema: serde_json::Value =
        serde_json::from_str(polytomic_lint::config::schema()).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let json = |text: &str| -> serde_json::Value {
        let table: toml::Table = text.parse().expect("TOML");
        serde_json::to_value(table).expect("JSON")
    };
    for text in [starter(), uncommented()] {
        let errors: Vec<_> = validator.iter_errors(&json(&text)).map(|e| e.to_string()).collect();
        assert!(errors.is_empty(), "{errors:?}");
    }
    let all = json(&uncommented());
    let keys = schema["properties"].as_object().expect("properties");
    for (key, value) in keys {
        assert!(all.get(key).is_some(), "`init` does not show {key}");
        assert!(value["description"].is_string(), "{key} has no description");
    }
    for wrong in [
        "strict = 1",
        "nope = 1",
        "[rules]\nPT971 = \"off\"",
        "[rules]\nPT071 = \"warn\"",
        "[[ignore]]\nreason = \"x\"",
    ] {
        assert!(!validator.is_valid(&json(wrong)), "{wrong}");
    }
}
