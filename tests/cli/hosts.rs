//! Bodies inside other files, and files that requests send.

use super::hosts_around::around;
use super::{CLEAN, Folder, fixable};

const URL: &str = "https://app.polytomic.com/api/syncs";

/// A key that the older versions do not have.
fn newer() -> String {
    CLEAN.replace("\"schedule\"", "\"model_filters\": [],\n  \"schedule\"")
}

/// A command that sends a file, with everything that a request needs.
fn command(method: &str, path: &str, version: &str) -> String {
    format!(
        "curl -X {method} '{URL}{path}' -H \"Authorization: Bearer $KEY\" -H 'Content-Type: application/json' -H 'Idempotency-Key: create-accounts' -H 'X-Polytomic-Version: {version}' -d @body.json\n"
    )
}

fn create(version: &str) -> String {
    command("POST", "", version)
}

#[test]
fn a_file_takes_version_and_endpoint_from_the_request_that_sends_it() {
    let pedantic = |files: &[(&str, &str)], args: &[&str]| {
        let folder = Folder::new(files);
        folder.check(&[&["--pedantic", "--select", "PT011,PT120"], args].concat()).1
    };
    let body = newer();
    for name in ["a.sh", "a.md", "a.http"] {
        let old = match name {
            "a.md" => format!("# Create\n\n```bash\n{}```\n", create("2024-02-08")),
            "a.http" => {
                format!("POST {URL}\nX-Polytomic-Version: 2024-02-08\n\n< ./body.json\n")
            }
            _ => create("2024-02-08"),
        };
        let found = pedantic(&[(name, &old), ("body.json", &body)], &[name]);
        assert_eq!(found, ["body.json:10:3 PT011"], "{name}");
    }
    let old = create("2024-02-08");
    let update = command("PUT", "/$ID", "2025-09-18");
    let found = pedantic(&[("a.sh", &update), ("body.json", CLEAN)], &["a.sh"]);
    assert_eq!(found, ["body.json:1:1 PT120"]);
    let new = create("2025-09-18");
    assert!(pedantic(&[("a.sh", &new), ("body.json", &body)], &["a.sh"]).is_empty());
    // In any order, and linted once.
    let files = [("a.sh", old.as_str()), ("body.json", &body)];
    assert_eq!(pedantic(&files, &["body.json", "a.sh", "body.json"]), ["body.json:10:3 PT011"]);
    assert!(pedantic(&files, &["body.json"]).is_empty(), "nothing is known of a request");
    let given = ["a.sh", "--api-version", "2025-09-18"];
    assert!(pedantic(&files, &given).is_empty(), "the command line takes precedence");
    let given = ["a.sh", "--endpoint", "create"];
    let files = [("a.sh", update.as_str()), ("body.json", CLEAN)];
    assert!(pedantic(&files, &given).is_empty(), "the command line takes precedence");
}

#[test]
fn what_requests_do_not_agree_on_is_left_to_the_settings() {
    let body = newer();
    let run = |scripts: [&str; 2], args: &[&str]| {
        let folder =
            Folder::new(&[("a.sh", scripts[0]), ("b.sh", scripts[1]), ("body.json", &body)]);
        let args = [&["--pedantic", "--select", "PT011,PT120", "a.sh", "b.sh"], args].concat();
        folder.check(&args).1
    };
    let (old, new) = (create("2024-02-08"), create("2025-09-18"));
    assert_eq!(run([&old, &old], &[]), ["body.json:10:3 PT011"]);
    assert!(run([&old, &new], &[]).is_empty());
    assert!(run([&new, &old], &[]).is_empty());
    // A request without a header says nothing of the version.
    let silent = format!("curl {URL} -d @body.json\n");
    assert_eq!(run([&silent, &old], &[]), ["body.json:10:3 PT011"]);
    let update = command("PUT", "/1", "2025-09-18");
    assert!(run([&update, &new], &[]).is_empty());
    assert_eq!(run([&update, &update], &[]), ["body.json:1:1 PT120"]);
}

#[test]
fn a_request_that_sends_a_file_is_checked_itself() {
    let script =
        format!("# polytomic-lint-ignore PT134: a form\ncurl -X GET {URL} -d @body.json\n");
    let folder = Folder::new(&[("a.sh", &script), ("body.json", CLEAN)]);
    let (status, found) = folder.check(&["a.sh"]);
    assert_eq!(found, ["a.sh:2:1 PT130", "a.sh:2:1 PT132", "a.sh:2:9 PT133"]);
    assert_eq!(status, 1);
    // As is a second one that sends the same variable.
    let script = format!("B='{CLEAN}'\ncurl {URL} -d \"$B\"\ncurl {URL}/ -d \"$B\"\n");
    let folder = Folder::new(&[("a.sh", &script)]);
    let found = folder.check(&["--select", "PT133", "a.sh"]).1;
    assert_eq!(found, ["a.sh:15:6 PT133"]);
}

#[test]
fn a_file_that_the_script_writes_is_read_there() {
    let script = format!(
        "cat > body.json <<'EOF'\n{}\nEOF\n{}",
        CLEAN.replace("manual", "manuel"),
        create("2025-09-18")
    );
    let folder = Folder::new(&[("a.sh", &script)]);
    assert_eq!(folder.check(&["a.sh"]).1, ["a.sh:11:30 PT024"]);
}

#[test]
fn overrides_and_ignores_hold_for_the_path_of_the_host() {
    let page = format!("# A\n\n```json\n{}```\n", CLEAN.replace("manual", "manuel"));
    let files = |config: &'static str| {
        Folder::new(&[("polytomic-lint.toml", config), ("docs/a.md", &page), ("b.md", &page)])
    };
    let both = ["docs/a.md", "b.md"];
    assert_eq!(files("").check(&both).1, ["docs/a.md:13:30 PT024", "b.md:13:30 PT024"]);
    for config in [
        "[[overrides]]\npaths = [\"docs/**\"]\n[overrides.rules]\nPT024 = \"off\"\n",
        "[[ignore]]\nrule = \"PT024\"\npaths = [\"docs/*.md\"]\nreason = \"old\"\n",
        "[[ignore]]\nrule = \"PT024\"\npaths = [\"docs/*.md\"]\npointer = \"/schedule/*\"\nreason = \"old\"\n",
    ] {
        assert_eq!(files(config).check(&both).1, ["b.md:13:30 PT024"], "{config}");
    }
}

#[test]
fn comments_of_every_host_ignore_with_and_without_a_reason() {
    let body = CLEAN.replace("manual", "manuel");
    let page = format!("```json\n{body}```\n");
    let quoted = page.lines().map(|line| format!("> {line}\n")).collect::<Vec<_>>().concat();
    let script = create("2025-09-18").replace("@body.json", &format!("'{body}'"));
    let request = format!(
        "POST {URL}\nAuthorization: Bearer {{{{key}}}}\nContent-Type: application/json\nX-Polytomic-Version: 2025-09-18\n\n{body}"
    );
    for (name, before, after, text) in [
        ("a.md", "<!-- ", " -->\n", page.as_str()),
        ("a.md", "<!-- ", " -->\n\n", &page),
        ("a.md", "<!-- ", " -->\n\n \n", &page),
        ("a.md", "> <!-- ", " -->\n>\n", &quoted),
        ("a.sh", "# ", "\n", &script),
        ("a.http", "# ", "\n", &request),
        ("a.http", "// ", "\n", &request),
    ] {
        let check = |comment: &str| {
            let text = format!("{before}{comment}{after}{text}");
            let folder = Folder::new(&[(name, &text)]);
            let found = folder.check(&[name]).1;
            found.iter().filter_map(|line| line.split(' ').nth(1)).map(str::to_owned).collect()
        };
        let none: [&str; 0] = [];
        let found: Vec<String> = check("polytomic-lint-ignore PT024: why");
        assert_eq!(found, none, "{before}{after}");
        let found: Vec<String> = check("polytomic-lint-ignore PT024");
        assert_eq!(found, none, "{before}{after}");
        let found: Vec<String> = check("polytomic-lint-ignore-file PT024: why");
        assert_eq!(found, none, "{before}{after}");
        let found: Vec<String> = check("polytomic-lint-ignore PT031: why");
        assert_eq!(found, ["PT019", "PT024"], "{before}{after}");
        let found: Vec<String> = check("ignore PT024");
        assert_eq!(found, ["PT024"], "{before}{after}");
    }
}

#[test]
fn the_last_line_says_how_bodies_in_other_files_are_fixed() {
    let page = format!("```json\n{}```\n", fixable());
    let folder = Folder::new(&[("a.md", &page), ("b.json", &fixable())]);
    let last = |args: &[&str]| {
        let run = folder.run(&[&["check"], args].concat());
        run.err.lines().last().unwrap_or_default().to_owned()
    };
    assert!(last(&["a.md"]).ends_with("; up to 1 can be fixed with `--fix --embedded`"));
    assert!(last(&["b.json"]).ends_with("; up to 1 can be fixed with `--fix`"));
    let both = last(&["a.md", "b.json"]);
    assert!(both.ends_with("with `--fix`, and 1 inside other files with `--embedded`"), "{both}");
    let left = last(&["a.md", "--fix"]);
    assert!(left.ends_with("; 1 fix inside other files, which `--embedded` applies"), "{left}");
    assert_eq!(folder.read("a.md"), page);
    let fixed = last(&["a.md", "--fix", "--embedded"]);
    assert!(fixed.ends_with("; applied 1 fix"), "{fixed}");
    assert_eq!(folder.read("a.md"), format!("```json\n{CLEAN}```\n"));
}

#[test]
fn files_that_are_no_bodies_are_never_written() {
    for (name, text) in [
        ("main.tf", "resource \"polytomic_sync\" \"a\" {\n  mode = \"create\"\n}\n"),
        ("sync.py", "body = {'name': 'A', 'mode': 'create'}\n"),
        ("sync.yaml", "name: A\nmode: create\n"),
        ("a.txt", "see {\"name\": \"A\", \"mode\": \"create\",}\n"),
    ] {
        let folder = Folder::new(&[(name, text)]);
        let args = ["check", "--fix", "--unsafe-fixes", "--embedded", "--format", "concise", name];
        let run = folder.run(&args);
        assert_eq!(folder.read(name), text, "{}", run.out);
        if name != "a.txt" {
            assert_eq!(run.out.lines().count(), 1, "{}", run.out);
        }
    }
}

#[test]
fn standard_input_that_begins_with_a_command_is_a_script() {
    let command = create("2025-09-18").replace("@body.json", &format!("'{CLEAN}'"));
    for before in ["", "# Create\n", "export KEY=\n", "set -eu\n\n", "#!/bin/sh\n"] {
        let folder = Folder::new(&[]);
        let text = format!("{before}{command}");
        let run = folder.feed(&["check", "--format", "concise", "-"], text.as_bytes());
        assert_eq!(run.out, "", "{before}");
    }
}

#[test]
fn commands_for_other_shells_are_named_as_what_they_are() {
    let line = CLEAN.split_whitespace().collect::<Vec<_>>().join(" ").replace("manual", "manuel");
    let escaped = line.replace('"', "\\\"");
    for text in [
        format!("curl -X POST {URL} ^\r\n  -d \"{escaped}\"\r\n"),
        format!("curl.exe -X POST {URL} `\n  -d '{line}'\n"),
        format!("C:\\Users\\me> curl -X POST {URL} -d \"{escaped}\"\n"),
        format!("PS C:\\> Invoke-RestMethod {URL} -Method Post -Body '{line}'\n"),
        format!("me@host:~$ curl {URL} -d '{line}'\n"),
    ] {
        let folder = Folder::new(&[("a.json", &text)]);
        let codes = |lines: Vec<String>| -> Vec<String> {
            lines.iter().filter_map(|line| line.split(' ').nth(1)).map(str::to_owned).collect()
        };
        assert_eq!(codes(folder.check(&["a.json"]).1), ["PT003", "PT024"], "{text}");
        let run = folder.feed(&["check", "--format", "concise", "-"], text.as_bytes());
        assert_eq!(run.out.lines().count(), 2, "{text}: {}", run.out);
    }
    // What cannot be taken apart is one finding.
    let text = format!("curl {URL} -d ^\"{}^\"\n", line.replace('"', "^\\^\""));
    let folder = Folder::new(&[]);
    let run = folder.feed(&["check", "--format", "concise", "-"], text.as_bytes());
    assert_eq!(run.out.lines().count(), 1, "{}", run.out);
    assert!(run.out.contains("error[PT003]"), "{}", run.out);
}

#[test]
fn every_byte_outside_of_a_body_survives() {
    let body = "{\n\t\"name\": \"Größe 😀\", \"mode\": \"Create\",\n\t\"fields\": [{\"source\": {\"model_id\": \"a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25\", \"field\": \"email\"}, \"target\": \"E\"}],\n\t\"schedule\": {\"frequency\": \"daily\", \"hour\": \"5\", \"minute\": 30},\n\t\"target\": {\"connection_id\": \"5f2d9a1c-3b7e-4d68-9c10-8e4a6b2f7d35\", \"object\": \"A\"}\n}";
    let right = body.replace("\"Create\"", "\"create\"").replace("30}", "\"30\"}");
    for host in around(body) {
        let lines = host.label == "lines";
        let written = |body: &str| {
            let body = (host.written)(body);
            let body = if lines { body.replace('\n', " ") } else { body };
            format!("{}{body}{}", host.before, host.after)
        };
        let folder = Folder::new(&[(host.name, &written(body))]);
        let run = folder.run(&["check", "--fix", host.name]);
        assert!(run.err.contains("; 2 fixes inside other files, which `--embedded` applies"));
        assert_eq!(folder.read(host.name), written(body), "{}", host.label);
        let run = folder.run(&["check", "--fix", "--embedded", host.name]);
        assert!(run.err.contains("; applied 2 fixes"), "{}: {}", host.label, run.err);
        assert_eq!(folder.read(host.name), written(&right), "{}", host.label);
    }
}

#[test]
fn a_terminal_is_one_finding_with_and_without_blanks_after_its_prompts() {
    let command = format!(
        "curl -X POST {URL} \\\n-u \"<username>:<password>\" \\\n-d '{{\n\"fields\": [{{\"target\": \"name\"}}],\n\"mode\": \"create\",\n\"name\": \"Users Sync\",\n\"schedule\": {{}},\n\"target\": {{\"connection_id\": \"248df4b7-aa70-47b8-a036-33ac447e668d\"}}\n}}'"
    );
    let prompted = |first: &str, next: &str| {
        format!("{first}{}\n", command.replace('\n', &format!("\n{next}")))
    };
    let wanted = ["PT003", "PT050", "PT090", "PT031", "PT023"];
    for text in [
        prompted("$ ", "> "),
        prompted("$", ">"),
        prompted("$ ", "> ").replace("\n> }'", "\n>}'"),
        prompted("$", "> "),
        prompted("% ", "> "),
        prompted("me@host:~/syncs$ ", "> "),
    ] {
        let folder = Folder::new(&[("a.sync.json", &text)]);
        let found = folder.check(&["a.sync.json"]).1;
        let codes: Vec<_> = found.iter().filter_map(|line| line.split(' ').nth(1)).collect();
        assert_eq!(codes, wanted, "{text}");
    }
}

#[test]
fn scripts_requests_and_collections_have_the_mistakes_of_their_bodies() {
    let body = CLEAN.replace("\"create\"", "\"upsert\"").replace("manual", "dayly");
    let raw = serde_json::to_string(&body).expect("a string");
    let variables = CLEAN
        .replace("a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "'\"$MODEL_ID\"'")
        .replace("5f2d9a1c-3b7e-4d68-9c10-8e4a6b2f7d35", "'$CONNECTION_ID'");
    let files = [
        (
            "a.sh",
            format!(
                "#!/usr/bin/env bash\nset -euo pipefail\ncurl --request POST --url {URL} \\\n  --header \"Authorization: Bearer ${{POLYTOMIC_API_KEY}}\" \\\n  -d '{body}'\n"
            ),
            2,
        ),
        ("a.md", format!("# Setup\n\n```json\n{body}```\n"), 2),
        (
            "a.json",
            format!(
                "{{\"info\": {{\"schema\": \"https://schema.getpostman.com/json/collection/v2.1.0/collection.json\"}}, \"item\": [{{\"request\": {{\"method\": \"POST\", \"url\": {{\"raw\": \"{URL}\"}}, \"body\": {{\"mode\": \"raw\", \"raw\": {raw}}}}}}}]}}"
            ),
            2,
        ),
        ("b.sh", format!("curl -X POST \"{URL}\" -d '{variables}'\n"), 0),
    ];
    for (name, text, count) in files {
        let folder = Folder::new(&[(name, &text)]);
        let found =
            folder.check(&["--select", "PT001,PT003,PT004,PT007,PT020,PT023,PT024", name]).1;
        assert_eq!(found.len(), count, "{name}: {found:?}");
        assert!(found.iter().all(|line| line.ends_with("PT024")), "{name}: {found:?}");
        folder.run(&["check", "--fix", "--unsafe-fixes", name]);
        assert_eq!(folder.read(name), text);
    }
}
