//! Every rule's documentation is run: its bad example gives exactly the findings it shows, its
//! good one none from any rule, its fix what it shows, and that lints clean.
//!
//! `UPDATE=1 cargo test --test rule_docs` writes what the examples give today into the sources.

#[path = "support/responses.rs"]
mod responses;
#[path = "support/valid.rs"]
mod valid;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use polytomic_lint::{Applicability, Finding, Level, Linter, RuleInfo, Source, apply};

/// The example with the required keys that it leaves out, at its end: places stay.
fn complete(example: &str) -> String {
    valid::completed_by(example, &rest(example))
}

/// The required keys that an example of a sync leaves out.
fn rest(example: &str) -> String {
    // These are no syncs, so nothing is to be added.
    if example.contains("\"data\"") || example.contains("source_connection_id") {
        return String::new();
    }
    valid::required(|key| !valid::has_key(example, key))
}

fn linter(docs: &str) -> Linter {
    let version = docs.lines().find_map(|line| line.trim().strip_prefix("API version: "));
    let builder = Linter::builder().pedantic(true);
    // The old shape is deprecated as a whole; only the rule that says so says it here.
    let builder = match docs.contains("deprecates") {
        true => builder,
        false => builder.level("PT012", Level::Off),
    };
    let builder = match docs.contains("`examples/metadata`") {
        true => builder.metadata(responses::examples()),
        false => builder,
    };
    let builder = match version {
        Some(version) => builder.api_version(version.trim().parse().expect("a known version")),
        None => builder,
    };
    let endpoint = docs.lines().find_map(|line| line.trim().strip_prefix("Endpoint: "));
    match endpoint {
        Some(name) => builder
            .endpoint(name.trim().parse().expect("a known endpoint"))
            .build()
            .expect("known rules"),
        None => builder.build().expect("known rules"),
    }
}

fn lint(docs: &str, text: &str) -> Vec<Finding> {
    let kinds = ["jsonc", "http"];
    let kind = kinds.into_iter().find(|kind| docs.contains(&format!("```{kind}\n")));
    let name = format!("example.{}", kind.unwrap_or("json"));
    linter(docs).lint(&Source::new(name, text)).into_findings()
}

fn shown(findings: &[Finding]) -> Vec<String> {
    findings
        .iter()
        .map(|f| {
            format!(
                "{}:{}: {}[{}]: {}",
                f.start.line, f.start.column, f.severity, f.code, f.message
            )
        })
        .collect()
}

/// The fenced blocks under a heading: `json` and `text` ones.
fn blocks(docs: &str, heading: &str) -> Vec<(String, String)> {
    let mut out = Vec::new();
    let mut inside = false;
    let mut open: Option<(String, String)> = None;
    for line in docs.lines() {
        let line = line.strip_prefix(' ').unwrap_or(line);
        if let Some((_, text)) = &mut open {
            if line == "```" {
                out.extend(open.take());
            } else {
                text.push_str(line);
                text.push('\n');
            }
        } else if line.starts_with("# ") {
            inside = line == format!("# {heading}");
        } else if let (true, Some(kind)) = (inside, line.strip_prefix("```")) {
            open = Some((kind.to_owned(), String::new()));
        }
    }
    out
}

fn sources() -> Vec<PathBuf> {
    let mut out = Vec::new();
    for group in
        std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules")).expect("rules")
    {
        let path = group.expect("entry").path();
        if path.is_dir() {
            out.extend(
                std::fs::read_dir(path).expect("group").map(|file| file.expect("file").path()),
            );
        }
    }
    out
}

/// The source file that declares a rule.
fn source_of(code: &str) -> (PathBuf, String) {
    sources()
        .into_iter()
        .filter_map(|path| std::fs::read_to_string(&path).ok().map(|text| (path, text)))
        .find(|(_, text)| text.contains(&format!("code: \"{code}\"")))
        .expect("a source file for the rule")
}

/// Held by a test that may write into the sources, which another reads.
static SOURCES: Mutex<()> = Mutex::new(());

/// Writes new blocks into the source file that declares the rule.
fn update(code: &str, heading: &str, kind: &str, lines: &[String]) {
    let (path, text) = source_of(code);
    let declaration = text.find(&format!("code: \"{code}\"")).expect("code");
    let section = text[..declaration].rfind(&format!("/// # {heading}")).expect("heading");
    let fence = format!("/// ```{kind}\n");
    let from = section + text[section..].find(&fence).expect("block") + fence.len();
    let to = from + text[from..].find("    /// ```\n").expect("end of block");
    let body: String =
        lines.iter().map(|line| format!("    /// {line}").trim_end().to_owned() + "\n").collect();
    std::fs::write(&path, format!("{}{}{}", &text[..from], body, &text[to..])).expect("write");
}

#[test]
fn examples_give_what_they_show() {
    let updating = std::env::var_os("UPDATE").is_some();
    let _alone = SOURCES.lock().expect("no test has failed while it wrote");
    let mut wrong = String::new();
    for rule in polytomic_lint::rules() {
        let bad = blocks(rule.docs, "Bad");
        if let [(_, json), (_, text)] = bad.as_slice() {
            let findings = lint(rule.docs, &complete(json.trim_end()));
            let found = shown(&findings);
            if !findings.iter().any(|finding| finding.code == rule.code) {
                let _ =
                    writeln!(wrong, "{}: its bad example does not give it:\n{found:#?}", rule.code);
            } else if updating {
                update(rule.code, "Bad", "text", &found);
            } else if text.lines().map(str::trim_end).ne(found.iter().map(|line| line.trim_end())) {
                let _ = writeln!(wrong, "{}: its bad example gives\n{found:#?}", rule.code);
            }
            // What the API reports is a read-only key, too.
            let goes_with = |code| rule.code == "PT121" && code == "PT008";
            let others = findings.iter().filter(|finding| finding.code != rule.code);
            for finding in others.filter(|finding| !goes_with(finding.code)) {
                let _ = writeln!(
                    wrong,
                    "{}: its bad example also gives {} {}",
                    rule.code, finding.code, finding.message
                );
            }
        } else {
            let _ =
                writeln!(wrong, "{}: a bad example is a json block and a text block", rule.code);
        }
        let good = blocks(rule.docs, "Good");
        if good.is_empty() {
            let _ = writeln!(wrong, "{}: has no good example", rule.code);
        }
        for (_, json) in good {
            for line in shown(&lint(rule.docs, &complete(json.trim_end()))) {
                let _ = writeln!(wrong, "{}: its good example gives {line}", rule.code);
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// The example after its rule's fixes, the first of each finding, in rounds.
fn fixed(rule: &RuleInfo, example: &str) -> Option<String> {
    let mut text = complete(example);
    for _ in 0..5 {
        let findings = lint(rule.docs, &text);
        let own = findings.iter().filter(|finding| finding.code == rule.code);
        match apply(&text, own.filter_map(|finding| finding.fixes.first())) {
            Some(fixed) => text = fixed.text,
            None => break,
        }
    }
    (text != complete(example)).then_some(text)
}

/// A fixed example without the keys that `complete` had put at its end.
fn without_rest(example: &str, fixed: &str) -> String {
    let kept = fixed.strip_suffix('}').and_then(|text| text.strip_suffix(&rest(example)));
    // The fix may have taken out the example's last key, and the comma after it.
    let kept = kept.map(|kept| kept.strip_suffix(", ").unwrap_or(kept));
    kept.map_or_else(|| fixed.to_owned(), |kept| format!("{}}}", kept.trim_end()))
}

/// Writes a block under a heading of its own after the bad example.
fn insert_fixed(code: &str, kind: &str, lines: &[String]) {
    let (path, text) = source_of(code);
    let declaration = text.find(&format!("code: \"{code}\"")).expect("code");
    let good = text[..declaration].rfind("    /// # Good\n").expect("a good example");
    let block = format!("    /// # Fixed\n    /// ```{kind}\n    /// ```\n");
    std::fs::write(path, format!("{}{block}{}", &text[..good], &text[good..])).expect("write");
    update(code, "Fixed", kind, lines);
}

#[test]
fn fixed_examples_are_what_the_fixes_make_and_clean() {
    let updating = std::env::var_os("UPDATE").is_some();
    let _alone = SOURCES.lock().expect("no test has failed while it wrote");
    let mut wrong = String::new();
    for rule in polytomic_lint::rules() {
        let bad = blocks(rule.docs, "Bad");
        let Some((_, example)) = bad.first() else { continue };
        let example = example.trim_end();
        let stated = blocks(rule.docs, "Fixed");
        let Some(repaired) = fixed(rule, example) else {
            if !stated.is_empty() {
                let _ = writeln!(wrong, "{}: shows a fixed text, but fixes nothing", rule.code);
            }
            continue;
        };
        for line in shown(&lint(rule.docs, &repaired)) {
            let _ = writeln!(wrong, "{}: its fixed example gives {line}\n{repaired}", rule.code);
        }
        let repaired = without_rest(example, &repaired);
        let same =
            matches!(stated.as_slice(), [(_, text)] if text.trim_end() == repaired.trim_end());
        let lines: Vec<String> = repaired.lines().map(str::to_owned).collect();
        let kind = &bad[0].0;
        match (same, updating, stated.is_empty()) {
            (true, ..) => {}
            (false, true, true) => insert_fixed(rule.code, kind, &lines),
            (false, true, false) => update(rule.code, "Fixed", kind, &lines),
            (false, false, _) => {
                let _ = writeln!(wrong, "{}: its fixed example is\n{repaired}", rule.code);
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn fixes_of_bad_examples_repair_them() {
    let mut wrong = String::new();
    for rule in polytomic_lint::rules() {
        let bad = blocks(rule.docs, "Bad");
        let Some((_, json)) = bad.first() else { continue };
        let text = complete(json.trim_end());
        for finding in lint(rule.docs, &text).iter().filter(|finding| finding.code == rule.code) {
            for fix in &finding.fixes {
                let fixed = apply(&text, [fix]).expect("a fix that changes something").text;
                let left = lint(rule.docs, &fixed);
                if left.iter().any(|f| f.fingerprint == finding.fingerprint) {
                    let _ = writeln!(
                        wrong,
                        "{}: `{}` leaves its finding in {fixed}",
                        rule.code, fix.title
                    );
                }
                let errors = |findings: &[Finding]| {
                    findings
                        .iter()
                        .filter(|f| f.severity == polytomic_lint::Severity::Error)
                        .count()
                };
                if fix.applicability == Applicability::Safe
                    && errors(&left) > errors(&lint(rule.docs, &text))
                {
                    let _ =
                        writeln!(wrong, "{}: `{}` adds an error to {fixed}", rule.code, fix.title);
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
