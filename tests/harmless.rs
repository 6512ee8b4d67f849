//! Fixes do no harm: every fix of every rule, over the rules' examples, all bodies, and texts that
//! were broken. `PROPTEST_CASES=100000 cargo test --release --test harmless` looks further.

#[path = "support/harmless.rs"]
mod harmless;
mod support;

use std::path::{Path, PathBuf};

use polytomic_lint::Linter;
use proptest::prelude::*;
use support::config;

fn pedantic() -> Linter {
    Linter::builder().pedantic(true).build().expect("known rules")
}

/// The code blocks of every rule's documentation, each with a file name of its kind.
fn examples() -> Vec<(String, String)> {
    let mut out = Vec::new();
    for rule in polytomic_lint::rules() {
        let mut lines = rule.docs.lines().map(|line| line.strip_prefix(' ').unwrap_or(line));
        while let Some(line) = lines.next() {
            let Some(kind) = line.strip_prefix("```").filter(|kind| !kind.is_empty()) else {
                continue;
            };
            let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            if kind.starts_with("json") {
                out.push((format!("example.{kind}"), block.join("\n")));
            }
        }
    }
    out
}

fn files(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        match path.is_dir() {
            true => files(&path, out),
            false => out.push(path),
        }
    }
}

/// Every body of the repository.
fn bodies() -> Vec<(String, String)> {
    let mut paths = Vec::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    ["tests/bodies", "examples"].iter().for_each(|folder| files(&root.join(folder), &mut paths));
    paths.sort();
    let json = paths.iter().filter(|path| {
        path.extension().is_some_and(|ending| ending == "json" || ending == "jsonc")
    });
    json.filter_map(|path| {
        let name = path.file_name()?.to_str()?.to_owned();
        Some((name, std::fs::read_to_string(path).ok()?))
    })
    .collect()
}

#[test]
fn the_fixes_of_examples_and_bodies_do_no_harm() {
    let (examples, bodies) = (examples(), bodies());
    assert!(examples.len() > 100 && bodies.len() > 100, "{} {}", examples.len(), bodies.len());
    let mut wrong = Vec::new();
    for (name, text) in examples.into_iter().chain(bodies) {
        let minified = serde_json::from_str::<serde_json::Value>(&text).map(|v| v.to_string());
        let crlf = text.replace('\n', "\r\n");
        for text in [Some(text), minified.ok(), Some(crlf)].into_iter().flatten() {
            if let Err(harm) = harmless::harm(&pedantic(), &name, &text) {
                wrong.push(format!("{name}: {harm}\n{text}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} texts:\n{}", wrong.len(), wrong.join("\n\n"));
}

/// Texts whose fixes did harm once, and why.
const ONCE_HARMFUL: [(&str, &str); 1] = [(
    "a quick fix that is safe with others moves a value when it is applied alone",
    r#"
  "name": "Accounts to Salesforce",
  "mode": "create",
  "fields": [
    {
      "source": { "model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "email" },
      "target": "Email"
    }
  ],
  "schedule": { "e3b-4976-8d0c-7b1e9f6a4c25", "field": "email" },
      "target": "Email"
    }
  ],
  "schedule": b2f7d35",
    "object": "Account",
    "frequency": "manual" },
  "target": {
    "connection_id": "5f2d9a1c-3b7e-4d68-9c10-8e4a6b2f7d35",
    "object": "Account"
        "target": "Email"
> n\u0061me": "Accounts to Salesforce"
}
"#,
)];

#[test]
fn what_did_harm_once_does_none() {
    for (why, text) in ONCE_HARMFUL {
        for name in ["a.sync.json", "a.sync.jsonc"] {
            assert_eq!(harmless::harm(&Linter::default(), name, text), Ok(()), "{why}");
        }
    }
}

proptest! {
    #![proptest_config(config(1500))]

    #[test]
    fn the_fixes_of_bodies_with_a_slip_do_no_harm(file in support::slightly_broken()) {
        let Ok(text) = String::from_utf8(file.0) else { return Ok(()) };
        let harm = harmless::harm(&pedantic(), "a.sync.json", &text);
        prop_assert_eq!(harm, Ok(()), "{}", text);
    }

    #[test]
    fn the_fixes_of_any_text_do_no_harm(file in support::file(), jsonc in any::<bool>()) {
        let Ok(text) = String::from_utf8(file.0) else { return Ok(()) };
        let name = if jsonc { "a.sync.jsonc" } else { "a.sync.json" };
        let harm = harmless::harm(&pedantic(), name, &text);
        prop_assert_eq!(harm, Ok(()), "{}", text);
    }

    #[test]
    fn the_fixes_of_bodies_with_other_values_do_no_harm(body in support::changed_value()) {
        let text = format!("{body:#}");
        let harm = harmless::harm(&pedantic(), "a.sync.json", &text);
        prop_assert_eq!(harm, Ok(()), "{}", text);
    }
}
