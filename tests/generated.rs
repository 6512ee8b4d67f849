//! What is generated is up to date. `UPDATE=1 cargo test --test generated` writes it anew.
#![cfg(feature = "cli")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use polytomic_lint::{ApiVersion, Group, RuleInfo, generate_schema, rules};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf()
}

fn hold(path: &str, wanted: &str) {
    let file = root().join(path);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&file, wanted).expect("a writable file");
    }
    let found = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(
        found == wanted,
        "{path} is stale; UPDATE=1 cargo test --test generated writes it anew"
    );
}

/// Holds the part of a file between `<!-- name:begin -->` and `<!-- name:end -->`.
fn hold_part(path: &str, name: &str, wanted: &str) {
    let text = std::fs::read_to_string(root().join(path)).expect("a file with the part");
    let (begin, end) = (format!("<!-- {name}:begin -->\n"), format!("<!-- {name}:end -->"));
    let (before, rest) = text.split_once(&begin).expect("the beginning of the part");
    let (_, after) = rest.split_once(&end).expect("the end of the part");
    hold(path, &format!("{before}{begin}{wanted}{end}{after}"));
}

#[test]
fn schemas_are_those_of_the_tables() {
    for version in ApiVersion::ALL {
        hold(&format!("schema/create-sync/{version}.schema.json"), &generate_schema(version));
    }
    hold("schema/create-sync.schema.json", &generate_schema(ApiVersion::LATEST));
}

#[test]
#[cfg(feature = "config")]
fn the_schema_of_the_configuration_is_that_of_its_keys() {
    let schema = polytomic_lint::config::generate_schema();
    hold("schema/config.schema.json", &schema);
    let schema = serde_json::from_str(&schema).expect("JSON");
    jsonschema::meta::validate(&schema).unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn schemas_meet_the_meta_schema() {
    for version in ApiVersion::ALL {
        let schema = serde_json::from_str(&generate_schema(version)).expect("JSON");
        jsonschema::meta::validate(&schema).unwrap_or_else(|error| panic!("{version}: {error}"));
    }
}

/// Every property and every definition of a schema, with the name it stands under.
fn parts<'s>(schema: &'s Value, out: &mut Vec<(&'s str, &'s Value)>) {
    let Value::Object(keys) = schema else { return };
    for (key, inner) in keys {
        if let ("properties" | "$defs", Value::Object(named)) = (key.as_str(), inner) {
            out.extend(named.iter().map(|(name, part)| (name.as_str(), part)));
            named.values().for_each(|part| parts(part, out));
        }
    }
}

#[test]
fn everything_in_a_schema_says_what_it_is_by_example() {
    for version in ApiVersion::ALL {
        let schema: Value = serde_json::from_str(&generate_schema(version)).expect("JSON");
        let mut all = vec![("the body", &schema)];
        parts(&schema, &mut all);
        assert!(all.len() > 80, "{version}: {} parts", all.len());
        for (name, part) in all {
            for key in ["title", "description"] {
                let text = part[key].as_str().unwrap_or_default();
                assert!(!text.is_empty(), "{version}: `{name}` has no {key}");
            }
            // An object that is only defined here is reported where it is used.
            if part["$comment"].is_null() && part["type"] == "object" {
                continue;
            }
            assert!(part["$comment"].is_string(), "{version}: `{name}` has no $comment");
            let examples = part["examples"].as_array().expect(name);
            assert!(!examples.is_empty(), "{version}: `{name}` has no example");
            let mut alone = part.clone();
            alone["$defs"] = schema["$defs"].clone();
            let validator = jsonschema::validator_for(&alone).expect("a schema");
            for example in examples {
                assert!(validator.is_valid(example), "{version}: `{name}` shows {example}");
            }
        }
    }
}

/// The groups in the order of the catalogue.
fn groups() -> Vec<(Group, Vec<&'static RuleInfo>)> {
    let mut out: Vec<(Group, Vec<&'static RuleInfo>)> = Vec::new();
    for rule in rules() {
        match out.iter_mut().find(|(group, _)| *group == rule.group) {
            Some((_, rules)) => rules.push(rule),
            None => out.push((rule.group, vec![rule])),
        }
    }
    out
}

/// A word as it is serialized: `Evidence::Documented` is `documented`.
fn word(value: impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(word)) => word,
        other => panic!("not a word: {other:?}"),
    }
}

/// The documentation without the space that a doc comment has at the start of its lines.
fn docs(rule: &RuleInfo) -> String {
    let lines = rule.docs.trim_end().lines();
    lines
        .map(|line| format!("{}\n", line.strip_prefix(' ').unwrap_or(line)))
        .collect::<Vec<_>>()
        .concat()
}

/// What the rules of a group find, for the summary.
fn finds(group: Group) -> &'static str {
    match group.name() {
        "json" => "syntax errors, duplicate keys, comments, trailing commas, encoding",
        "shape" => {
            "missing and unknown keys, wrong types, bad UUIDs, placeholders, deprecated keys"
        }
        "target" => "`object` and `create`, webhooks, legacy ways to create a target",
        "identity" => "missing, unused, and conflicting identities",
        "fields" => "fields without a value, duplicate targets, override fields",
        "filters" => "incomplete and contradictory filters and overrides",
        "logic" => "syntax and labels of logic expressions",
        "schedule" => "missing, unused, and out-of-range schedule settings",
        "body" => "secrets, encryption, and settings with surprising effects",
        "request" => "headers, method, and URL of the request around the body",
        "metadata" => "modes, fields, and values that your own targets and models do not have",
        other => panic!("say here what the rules of `{other}` find"),
    }
}

/// The levels that a rule has been seen at in the golden list of messages, highest first.
fn seen(rule: &RuleInfo, messages: &str) -> String {
    let heading = format!("{} {}", rule.code, rule.name);
    let own = messages.split("\n\n").find(|part| part.trim_start().starts_with(&heading));
    let own = own.unwrap_or_else(|| panic!("no message of {}", rule.code));
    let used = |level: &&&str| own.contains(&format!("\n  {level}: "));
    let levels: Vec<&str> = ["error", "warning", "advice"].iter().filter(used).copied().collect();
    match levels.as_slice() {
        [one, two, three] => format!("{one}, {two}, or {three}"),
        _ => levels.join(" or "),
    }
}

#[test]
fn rules_declare_the_levels_that_their_findings_have() {
    let messages = std::fs::read_to_string(root().join("tests/golden/messages.txt"));
    let messages = messages.expect("the golden list of messages");
    let mut wrong = String::new();
    for rule in rules() {
        let (declared, seen) = (rule.levels(), seen(rule, &messages));
        if declared != seen {
            let _ = writeln!(wrong, "{} declares {declared}, and was seen as {seen}", rule.code);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn what_is_not_a_guess_has_a_source() {
    for rule in rules() {
        let guess = rule.evidence == polytomic_lint::Evidence::Heuristic;
        assert_eq!(rule.source.is_empty(), guess, "{}: {:?}", rule.code, rule.source);
    }
}

#[test]
fn the_rules_have_a_page() {
    let mut page = String::from(
        "# The rules\n\n\
         This page is generated from the rules' documentation comments, and the tests run its \
         examples. `polytomic-lint explain CODE` prints the same text. Required keys that an \
         example omits are filled in at its end.\n",
    );
    for (group, rules) in groups() {
        let name = group.name();
        let _ = write!(page, "\n**[{name}](#{name})**: {}\n\n{}", finds(group), table(&rules));
    }
    page.push_str(WORDS);
    for (group, rules) in groups() {
        let _ = write!(page, "\n## {}\n", group.name());
        for rule in rules {
            let _ = writeln!(
                page,
                "\n### {}\n\n**{}** · {} · {} · fix: {} · since {}\n\n{}",
                rule.code,
                rule.name,
                rule.levels_explained(),
                rule.evidence_explained(),
                word(rule.fix),
                rule.since,
                docs(rule).replace("\n# ", "\n#### ").trim_end()
            );
        }
    }
    hold("docs/rules.md", &page);
}

const WORDS: &str = "
## What the words mean

| level | meaning |
|---|---|
| error | the API will reject the body, or the documentation forbids it |
| warning | accepted, but almost certainly a mistake; `--strict` reports those about keys, types, and values as errors |
| advice | a suggestion or something worth knowing; shown with `--pedantic`, and as a hint in editors |

A rule with several levels has the one that its page names first, unless what follows it applies.

| evidence | where the fact behind a rule comes from |
|---|---|
| documented | Polytomic's documentation |
| implied | Polytomic's code, or its tests against a live server |
| heuristic | a plausible guess; never an error by itself, except for duplicate keys and nesting deeper than 128 levels |

| fix | meaning |
|---|---|
| safe | keeps what you clearly meant and changes no content; applied by `--fix` |
| unsafe | a best guess; applied by `--fix --unsafe-fixes`, and offered in editors |
| both | safe in some cases, unsafe in others |
| – | no fix |
";

#[test]
fn the_worked_example_is_what_the_program_prints() {
    let shown = |args: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_polytomic-lint"))
            .args(args)
            .current_dir(root())
            .env_remove("POLYTOMIC_LINT_FORMAT")
            .env_remove("NO_GRAPHICS")
            .output()
            .expect("the program runs");
        let text = String::from_utf8(output.stdout).expect("UTF-8");
        let block = format!("```text\n{}\n```\n", text.trim_end());
        block
            .lines()
            .map(|line| format!("   {line}").trim_end().to_owned() + "\n")
            .collect::<String>()
            + "   "
    };
    let body = "examples/accounts.sync.json";
    hold_part("docs/metadata.md", "commands", &shown(&["metadata", body]));
    let check = ["check", "--color", "never", "--metadata", "examples/metadata", body];
    hold_part("docs/metadata.md", "check", &shown(&check));
}

fn table(rules: &[&RuleInfo]) -> String {
    let mut table = String::from(
        "| code | name | level | evidence | fix | what it finds |\n|---|---|---|---|---|---|\n",
    );
    for rule in rules {
        let anchor = rule.code.to_lowercase();
        let (evidence, fix) = (word(rule.evidence), word(rule.fix));
        let _ = writeln!(
            table,
            "| [{}](#{anchor}) | {} | {} | {evidence} | {} | {} |",
            rule.code,
            rule.name,
            rule.levels(),
            if fix == "none" { "–" } else { &fix },
            rule.summary_with_levels()
        );
    }
    table
}

#[test]
fn the_readme_shows_the_groups_and_what_the_program_prints() {
    hold_part("README.md", "rules", &table_of_groups());
    hold_part("README.md", "run", &run_of_the_program());
    hold_part("README.md", "picture", &picture());
}

fn table_of_groups() -> String {
    let mut table = String::from("| group | rules | finds |\n|---|---|---|\n");
    for (group, rules) in groups() {
        let (name, count) = (group.name(), rules.len());
        let _ = writeln!(table, "| [{name}](docs/rules.md#{name}) | {count} | {} |", finds(group));
    }
    let several: Vec<_> = rules().filter(|rule| !rule.also.is_empty()).collect();
    let example = several.iter().find(|rule| rule.code == "PT015").expect("a rule");
    let _ = writeln!(
        table,
        "\n{} of them have more than one level, such as {} ({}).\n[docs/rules.md](docs/rules.md) \
         and `polytomic-lint rules` say when each has which.",
        several.len(),
        example.code,
        example.levels_explained()
    );
    table
}

/// The picture with the command that `scripts/readme-picture` makes it with.
fn picture() -> String {
    let script = std::fs::read_to_string(root().join("scripts/readme-picture")).expect("a script");
    let command = script.lines().find_map(|line| line.strip_prefix("args=(")?.strip_suffix(')'));
    let command = command.expect("the arguments of the command");
    format!(
        "![`polytomic-lint {command}` in a terminal: each mistake has a headline, the lines around \
         it with the place underlined and labeled, and what to do](docs/images/run.png)\n"
    )
}

fn run_of_the_program() -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_polytomic-lint"))
        .args(["check", "--color", "never", "examples/broken.sync.json"])
        .current_dir(root())
        .env_remove("POLYTOMIC_LINT_FORMAT")
        .env_remove("NO_GRAPHICS")
        .output()
        .expect("the program runs");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    // Three of different kinds; the run itself shows them all.
    let shown = ["PT001", "PT071", "PT030"].map(|code| {
        let finding = text.split_inclusive("\n\n").find(|part| part.contains(code));
        finding.unwrap_or_else(|| panic!("no {code} in\n{text}"))
    });
    assert_eq!(output.status.code(), Some(1));
    format!("```text\n{}\n```\n", shown.concat().trim_end())
}
