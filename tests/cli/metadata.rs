//! Saved responses in files and folders: what is used, what is said of them, what is missing.

use std::time::{Duration, SystemTime};

use crate::{CLEAN, Folder};

const CONNECTION: &str = "5f2d9a1c-3b7e-4d68-9c10-8e4a6b2f7d35";
const MODEL: &str = "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25";
const OBJECTS: &str =
    include_str!("../../examples/metadata/5f2d9a1c-3b7e-4d68-9c10-8e4a6b2f7d35-objects.json");
const ACCOUNT: &str =
    include_str!("../../examples/metadata/5f2d9a1c-3b7e-4d68-9c10-8e4a6b2f7d35-Account.json");
const CUSTOMERS: &str =
    include_str!("../../examples/metadata/a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25.json");

/// A field that the target does not have, and one that the model does not have.
fn wrong() -> String {
    CLEAN
        .replace("\"target\": \"Name\"", "\"target\": \"Nmae\"")
        .replace("\"name\" }", "\"nmae\" }")
}

fn account() -> String {
    ACCOUNT.replace("2026-11-20T08:00:00Z", "2999-01-01T00:00:00Z")
}

fn world() -> Folder {
    Folder::new(&[
        ("a.sync.json", &wrong()),
        ("good.sync.json", CLEAN),
        ("polytomic/Account.json", &account()),
        ("polytomic/models/customers.json", CUSTOMERS),
        ("polytomic/readme.txt", "not JSON"),
        ("polytomic/package.json", "{\"name\": \"x\"}"),
        ("polytomic/body.sync.json", "{"),
        ("polytomic/.hidden/x.json", "{"),
    ])
}

const FOUND: [&str; 2] = ["a.sync.json:6:80 PT143", "a.sync.json:7:17 PT141"];

#[test]
fn named_on_the_command_line_or_configured() {
    let folder = world();
    assert_eq!(folder.check(&["a.sync.json", "good.sync.json"]), (0, vec![]));
    let (status, found) =
        folder.check(&["a.sync.json", "good.sync.json", "--metadata", "polytomic"]);
    assert_eq!((status, found), (1, FOUND.map(str::to_owned).to_vec()));
    let files = ["--metadata", "polytomic/Account.json", "--metadata", "polytomic/models"];
    assert_eq!(folder.check(&[&["a.sync.json"], &files[..]].concat()).1, FOUND);
    assert_eq!(
        folder.check(&["a.sync.json", "--metadata", "polytomic/Account.json"]).1,
        FOUND[1..]
    );
    folder.write("polytomic-lint.toml", "metadata = [\"polytomic/\"]\n");
    let ran = folder.run(&["check", "a.sync.json"]);
    assert_eq!(ran.status, 1);
    assert!(!ran.err.contains("polytomic/"), "nothing is wrong with them: {}", ran.err);
    // Relative to the configuration, from wherever it is run.
    folder.write("deep/down/b.sync.json", wrong());
    let mut command = folder.command(&["check", "--format", "concise", "b.sync.json"]);
    command.current_dir(folder.path("deep/down"));
    assert!(crate::ran(command, b"").out.contains("PT141"));
    let linted = folder.feed(&["check", "-", "--format", "concise"], wrong().as_bytes());
    assert!(linted.out.contains("PT141") && linted.out.contains("PT143"));
}

#[test]
fn responses_are_no_bodies_whatever_is_included() {
    let folder = world();
    folder.write("polytomic-lint.toml", "metadata = [\"polytomic\"]\ninclude = [\"*.json\"]\n");
    let ran = folder.run(&["check", "--show-files"]);
    assert_eq!(ran.out, "a.sync.json\ngood.sync.json\npolytomic/body.sync.json\n");
}

#[test]
fn overrides_have_their_own() {
    let folder = world();
    folder.write("staging/a.sync.json", wrong());
    folder.write("other/Account.json", account().replace("\"Name\"", "\"Nmae\""));
    folder.write(
        "polytomic-lint.toml",
        "metadata = [\"polytomic\"]\n[[overrides]]\npaths = [\"staging/**\"]\nmetadata = [\"other\"]\n",
    );
    let both = ["staging/a.sync.json:6:80 PT143", FOUND[0], FOUND[1]];
    assert_eq!(folder.check(&["staging", "a.sync.json"]).1, both);
    folder.write("polytomic-lint.toml", "metadata = \"polytomic\"\n");
    let ran = folder.run(&["check", "a.sync.json"]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("polytomic-lint.toml:1:12"), "{}", ran.err);
}

#[test]
fn what_is_wrong_with_them_is_a_warning_with_its_place() {
    let folder = world();
    folder.write("polytomic/broken.json", "{\n  \"data\": {\"id\": ");
    folder.write(
        "polytomic/wrong.json",
        "{\"data\": {\"id\": \"Lead\", \"modes\": [],\n\"fields\": \"Jane Doe\"}}",
    );
    folder.write("polytomic/error.json", "{\"message\": \"Jane's key\", \"status\": 401}");
    let ran =
        folder.run(&["check", "a.sync.json", "--metadata", "polytomic", "--format", "concise"]);
    assert_eq!(ran.out.lines().count(), 2, "the rest is used: {}", ran.out);
    for line in [
        "warning: polytomic/broken.json:2:11: the saved response is not JSON",
        "warning: polytomic/wrong.json:2:11: `data.fields` should be an array, not a string",
        "warning: polytomic/error.json:1:1: expected a saved response, found an error of the API \
         (fetch it again); `polytomic-lint metadata` prints the commands that fetch responses",
    ] {
        assert!(ran.err.contains(line), "{line} is not in\n{}", ran.err);
    }
    assert!(!ran.err.contains("Jane"), "nothing of it is quoted: {}", ran.err);
    let quiet = folder.run(&["check", "good.sync.json", "--metadata", "polytomic", "--quiet"]);
    assert_eq!((quiet.status, quiet.err.as_str()), (0, ""));
    let named = folder.run(&["check", "good.sync.json", "--metadata", "polytomic/package.json"]);
    assert!(named.err.contains(
        "polytomic/package.json:1:1: expected a saved response, found an object of another kind"
    ));
    assert_eq!(named.status, 0);
}

#[test]
fn what_is_not_there_fails_where_it_was_asked_for() {
    let folder = world();
    let ran = folder.run(&["check", "a.sync.json", "--metadata", "nowhere"]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("error: nowhere: cannot be read"), "{}", ran.err);
    folder.write("polytomic-lint.toml", "metadata = [\"nowhere/\"]\n");
    let ran = folder.run(&["check", "a.sync.json"]);
    assert_eq!(ran.status, 0);
    assert!(ran.err.contains("warning: nowhere: cannot be read"), "{}", ran.err);
    // Nothing is read when nothing asks.
    let empty = Folder::new(&[("polytomic/broken.json", "{"), ("sub/x.txt", "")]);
    let ran = empty.run(&["check", "sub", "--metadata", "polytomic"]);
    assert!(!ran.err.contains("broken.json"), "{}", ran.err);
}

#[test]
fn old_ones_are_reported_once_a_run() {
    let folder = world();
    let old = ACCOUNT.replace("2026-11-20T08:00:00Z", "2025-01-01T00:00:00Z");
    folder.write("polytomic/Account.json", &old);
    let then = SystemTime::now() - Duration::from_hours(960);
    let file =
        std::fs::File::options().write(true).open(folder.path("polytomic/models/customers.json"));
    file.expect("a file").set_modified(then).expect("set");
    let ran = folder.run(&["check", "a.sync.json", "good.sync.json", "--metadata", "polytomic"]);
    let reported: Vec<&str> = ran.err.lines().filter(|line| line.starts_with("advice: ")).collect();
    let [line] = reported.as_slice() else { panic!("{}", ran.err) };
    assert!(line.starts_with("advice: polytomic/Account.json: the saved response is "), "{line}");
    assert!(line.contains("days old (and one more is old)"), "{line}");
}

#[test]
fn the_command_lists_what_is_there_and_what_is_not() {
    let folder = world();
    let ran = folder.run(&["metadata", "a.sync.json"]);
    assert_eq!(ran.status, 0);
    assert_eq!(
        ran.out.lines().collect::<Vec<_>>(),
        [
            format!("# connection {CONNECTION}"),
            "#   objects: missing".to_owned(),
            "#   object Account: missing".to_owned(),
            format!("# model {MODEL}: missing"),
            format!(
                "curl -fsS --create-dirs -o polytomic/{CONNECTION}.json -H \"Authorization: Bearer $POLYTOMIC_API_KEY\" -H 'X-Polytomic-Version: 2025-09-18' 'https://app.polytomic.com/api/connections/{CONNECTION}/modelsync/targetobjects?include_target_creation_values=true'"
            ),
            format!(
                "curl -fsS --create-dirs -o polytomic/{CONNECTION}/Account.json -H \"Authorization: Bearer $POLYTOMIC_API_KEY\" -H 'X-Polytomic-Version: 2025-09-18' 'https://app.polytomic.com/api/connections/{CONNECTION}/modelsync/target/fields?target=Account'"
            ),
            format!(
                "curl -fsS --create-dirs -o polytomic/models/{MODEL}.json -H \"Authorization: Bearer $POLYTOMIC_API_KEY\" -H 'X-Polytomic-Version: 2025-09-18' 'https://app.polytomic.com/api/models/{MODEL}'"
            ),
        ]
    );
    assert!(ran.err.contains("metadata = [\"polytomic/\"]"), "{}", ran.err);
    folder.write("polytomic-lint.toml", "metadata = [\"polytomic/\"]\n");
    folder.write(&format!("polytomic/{CONNECTION}.json"), OBJECTS);
    let ran = folder.run(&["metadata"]);
    assert!(!ran.out.contains("curl") && ran.err.is_empty(), "{}{}", ran.out, ran.err);
    assert!(ran.out.contains("#   object Account: saved in polytomic/Account.json"), "{}", ran.out);
    // What they are saved as is found again.
    folder.write(&format!("polytomic/{CONNECTION}/Account.json"), account());
    let json = folder.run(&["metadata", "--format", "json", "a.sync.json"]);
    let json: serde_json::Value = serde_json::from_str(&json.out).expect("JSON");
    let states: Vec<_> = json["responses"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|it| it["state"].as_str().unwrap_or_default())
        .collect();
    assert_eq!(states, ["saved", "saved", "saved"]);
    assert_eq!(json["responses"][1]["file"], format!("polytomic/{CONNECTION}/Account.json"));
    assert_eq!(json["responses"][1]["bodies"][0], "a.sync.json");
}

#[test]
fn where_there_is_nothing_to_say_the_command_says_so() {
    let folder = Folder::new(&[("x.txt", "")]);
    let ran = folder.run(&["metadata"]);
    assert_eq!((ran.status, ran.out.as_str()), (0, ""));
    assert!(ran.err.starts_with("warning: "), "{}", ran.err);
    assert_eq!(folder.run(&["metadata", "missing.sync.json"]).status, 2);
    folder.write("a.sync.json", CLEAN.replace("5f2d9a1c", "<id>"));
    assert!(
        !folder.run(&["metadata"]).out.contains("connection"),
        "what is no ID yet is not asked for"
    );
}

#[test]
fn names_from_bodies_stay_words_of_the_shell() {
    let name = "'; rm -rf $(x) `y`\\n/../é";
    let text = CLEAN.replace("\"Account\"", &serde_json::to_string(name).expect("text"));
    let folder = Folder::new(&[("a.sync.json", &text), ("p q/x.txt", "")]);
    let ran = folder.run(&["metadata", "a.sync.json", "--metadata", "p q"]);
    let line = ran.out.lines().find(|line| line.contains("target/fields")).expect("a command");
    assert!(
        line.contains("target=%27%3B%20rm%20-rf%20%24%28x%29%20%60y%60%5Cn%2F..%2F%C3%A9'"),
        "{line}"
    );
    assert!(line.contains(&format!("-o 'p q/{CONNECTION}/%27%3B%20rm")), "{line}");
    // Run by a shell in which curl prints its arguments, each is what it was meant to be.
    let script = format!("curl() {{ printf '%s\\n' \"$@\"; }}\n{}", ran.out);
    let shell = std::process::Command::new("sh")
        .arg("-c")
        .arg(script)
        .env("POLYTOMIC_API_KEY", "KEY")
        .output()
        .expect("a shell");
    let said = String::from_utf8(shell.stdout).expect("text");
    assert_eq!(said.lines().count(), 27, "{said}");
    assert!(said.contains("Authorization: Bearer KEY"));
}

#[test]
fn the_command_reads_bodies_inside_other_files() {
    let folder = Folder::new(&[]);
    let body = CLEAN.replace('\n', " ");
    folder.write("send.sh", format!("curl https://app.polytomic.com/api/syncs -d '{body}'\n"));
    folder.write("guide.md", format!("# Guide\n\n```json\n{CLEAN}\n```\n"));
    folder.write("all.jsonl", format!("{body}\n{body}\n"));
    folder.write("notes.toml", "target = \"none\"\n");
    let files = ["send.sh", "guide.md", "all.jsonl", "notes.toml"];
    let ran = folder.run(&[&["metadata", "--format", "json"], &files[..]].concat());
    assert_eq!(ran.status, 0, "{}", ran.err);
    let reported: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    let wanted = reported["responses"].as_array().expect("a list");
    assert_eq!(wanted.len(), 3, "{}", ran.out);
    for one in wanted {
        assert_eq!(one["bodies"], serde_json::json!(["send.sh", "guide.md", "all.jsonl"]));
    }
}
