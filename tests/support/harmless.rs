//! What a fix must never do, whatever the text: lose or change content, add an error, move a bracket,
//! or say something else than before.

use std::collections::{BTreeMap, BTreeSet};

use polytomic_lint::{
    Applicability, Edit, Finding, Fix, Kind, Linter, Report, Severity, Source, Tree, apply,
};
use serde_json::{Map, Value};

/// Rules whose safe fixes remove something that carries content, and why their findings may.
const REMOVALS: [(&str, &str); 16] = [
    ("PT002", "the same value is there a second time"),
    ("PT003", "fences, prompts, line numbers, and wrappers are no part of the body"),
    ("PT006", "a key that is null is as good as absent"),
    ("PT008", "the API sets it"),
    ("PT013", "JSON has no comments"),
    ("PT019", "the ignore is unused"),
    ("PT021", "`urn:uuid:` is no part of the ID"),
    ("PT036", "the key is internal to the API"),
    ("PT042", "the identity is there a second time"),
    ("PT058", "the key is ignored"),
    ("PT067", "the function takes no value"),
    ("PT073", "there are no filters to combine"),
    ("PT086", "the other key takes precedence"),
    ("PT092", "the frequency does not use it"),
    ("PT096", "the sync is there a second time"),
    ("PT118", "the policy is there a second time"),
];

/// Rules whose safe fixes add something that carries content, and what.
const ADDITIONS: [(&str, &str); 2] =
    [("PT005", "the key that an array belongs under"), ("PT070", "the operator for a sign")];

/// Rules whose safe fixes let other mistakes be seen, and which; where these are errors, `--fix`
/// leaves such a finding alone.
const REVEALS: [(&str, &str); 4] = [
    ("PT003", "those of a body, in what was pasted without its braces"),
    ("PT005", "those in what was a string before"),
    ("PT006", "that an array is empty without its only item"),
    ("PT008", "those that are forgiven in a sync that was fetched and sent back"),
];

/// Letters and digits, with how often each is there; in lowercase, since a fix may change case.
type Content = BTreeMap<char, isize>;

/// What carries content in a piece of text: the characters of its words, escapes resolved, and
/// numbers and literals of other languages as JSON writes them.
fn content(text: &str) -> Content {
    let mut out = Content::new();
    for word in plain(text).split(|ch: char| !(ch.is_alphanumeric() || "+-._".contains(ch))) {
        let literal = match word {
            "None" | "nil" | "undefined" | "NULL" | "Null" | "none" => "null".to_owned(),
            _ => number(word).unwrap_or_else(|| word.to_lowercase()),
        };
        for ch in literal.chars().filter(|ch| ch.is_alphanumeric()) {
            *out.entry(ch).or_default() += 1;
        }
    }
    out
}

/// The text without escapes.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let unit = rest.strip_prefix('u').and_then(|hex| hex.get(..4));
        let unit = unit.and_then(|hex| u32::from_str_radix(hex, 16).ok());
        match (unit, rest.chars().next()) {
            (Some(unit), _) => {
                out.push(char::from_u32(unit).unwrap_or(' '));
                rest = &rest[5..];
            }
            (None, Some('n' | 't' | 'r' | 'b' | 'f')) => {
                out.push(' ');
                rest = &rest[1..];
            }
            (None, Some(escaped)) => {
                out.push(escaped);
                rest = &rest[escaped.len_utf8()..];
            }
            (None, None) => {}
        }
    }
    out + rest
}

/// A number in one spelling, if a word is one.
fn number(word: &str) -> Option<String> {
    let bare = word.replace('_', "").to_lowercase();
    let digits = bare.trim_start_matches(['+', '-']);
    for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] {
        if let Some(digits) = digits.strip_prefix(prefix) {
            let value = u64::from_str_radix(digits, radix).ok()?;
            return number(&value.to_string());
        }
    }
    if !digits.starts_with(|ch: char| ch.is_ascii_digit() || ch == '.') {
        return None;
    }
    digits.parse::<f64>().ok().map(|value| format!("{value:e}"))
}

/// The brackets of a piece of text.
fn brackets(text: &str) -> String {
    text.chars().filter(|ch| "{}[]".contains(*ch)).collect()
}

/// The text without the strings of JSON in it.
fn without_strings(text: &str) -> String {
    let (mut out, mut quoted, mut escaped) = (String::new(), false, false);
    for ch in text.chars() {
        match ch {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            _ if !quoted => out.push(ch),
            _ => {}
        }
    }
    out
}

/// The brackets of a text, without pairs that have nothing but pairs between them.
fn open_brackets(text: &str) -> String {
    let mut open = String::new();
    for ch in brackets(text).chars() {
        match (open.chars().last(), ch) {
            (Some('{'), '}') | (Some('['), ']') => _ = open.pop(),
            _ => open.push(ch),
        }
    }
    open
}

fn is_syntax(finding: &Finding) -> bool {
    matches!(finding.code, "PT001" | "PT013" | "PT014" | "PT015")
}

/// Whether a safe fix leaves what is inside of what: brackets come and go in pairs, and those that
/// a mistake of syntax is about stay where they are. Only where the file ends too early may a fix
/// close what is open.
fn keeps_brackets(text: &str, finding: &Finding, fix: &Fix) -> Result<(), String> {
    // A comment may hold any, and so may what is around the body.
    if matches!(finding.code, "PT013" | "PT003") || finding.message.contains("the file ends") {
        return Ok(());
    }
    let moved = |edit: &&Edit| brackets(&edit.text) != brackets(edit.span.of(text));
    if let Some(edit) = fix.edits.iter().find(moved).filter(|_| is_syntax(finding)) {
        return Err(format!("moves a bracket at {}", edit.span));
    }
    let old: String = fix.edits.iter().map(|edit| without_strings(edit.span.of(text))).collect();
    let new: String = fix.edits.iter().map(|edit| without_strings(&edit.text)).collect();
    if open_brackets(&old) != open_brackets(&new) {
        return Err(format!("moves brackets: `{}` to `{}`", brackets(&old), brackets(&new)));
    }
    Ok(())
}

/// Every value that could be read, with its place, and the places of those that could not; keys are
/// part of places.
fn said<'t>(
    trees: impl Iterator<Item = &'t Tree<'t>>,
) -> (BTreeMap<(String, String), usize>, Vec<String>) {
    let (mut out, mut unread) = (BTreeMap::new(), Vec::new());
    for node in trees.flat_map(Tree::nodes).filter(|node| !node.is_key()) {
        let value = match node.kind() {
            Kind::Error => {
                unread.push(node.pointer());
                continue;
            }
            Kind::Object => "{}".to_owned(),
            Kind::Array => "[]".to_owned(),
            Kind::String => format!("\"{}", node.text().unwrap_or_default()),
            Kind::Number => number(node.raw()).unwrap_or_else(|| node.raw().to_owned()),
            _ => content(node.raw()).into_keys().collect(),
        };
        *out.entry((node.pointer(), value)).or_default() += 1;
    }
    (out, unread)
}

/// Whether what could be read of a text with mistakes of syntax is read after a fix of one of them,
/// at the same place, if rules are not silent about it then.
fn keeps_saying(linter: &Linter, name: &str, before: &str, after: &str) -> Result<(), String> {
    let read = |text: &str| {
        let source = Source::new(name, text);
        let analysis = linter.analyze(&source);
        // After a prompt a body is read as one that is part of the file.
        let parts = analysis.embedded().iter().map(|body| body.tree());
        said(std::iter::once(analysis.tree()).chain(parts))
    };
    let ((before, _), (after, unread)) = (read(before), read(after));
    let lost = before.iter().find(|(value, count)| {
        after.get(value).is_none_or(|n| n < count) && !unread.contains(&value.0)
    });
    match lost {
        Some((value, _)) => Err(format!("no longer says {value:?}")),
        None => Ok(()),
    }
}

/// The text without the fence of a code block that it begins with, which carries no content.
fn without_fence(text: &str) -> &str {
    let inner = text.trim_start();
    let rest = inner.trim_start_matches(['`', '~']);
    match inner.len() - rest.len() {
        3.. => rest.trim_start_matches(|ch: char| ch.is_alphanumeric() || ch == '_'),
        _ => text,
    }
}

/// Whether a safe fix keeps what carries content.
fn keeps_content(text: &str, finding: &Finding, fix: &Fix) -> Result<(), String> {
    let mut change = Content::new();
    for edit in &fix.edits {
        for (ch, count) in content(&edit.text) {
            *change.entry(ch).or_default() += count;
        }
        for (ch, count) in content(without_fence(edit.span.of(text))) {
            *change.entry(ch).or_default() -= count;
        }
    }
    let lost = change.values().any(|count| *count < 0);
    let added = change.values().any(|count| *count > 0);
    if added && !ADDITIONS.iter().any(|(code, _)| *code == finding.code) {
        return Err(format!("adds content: {change:?}"));
    }
    // What is written in another way is not lost.
    let written = ADDITIONS.iter().any(|(code, _)| *code == finding.code) && added;
    if lost && !written && !REMOVALS.iter().any(|(code, _)| *code == finding.code) {
        return Err(format!("loses content: {change:?}"));
    }
    Ok(())
}

/// How many objects of a body say which field they are about, or what is written to it.
fn named(value: &Value) -> usize {
    let is_text = |value: &Value| {
        value.as_str().is_some_and(|text| {
            !text.trim().is_empty() && text != "00000000-0000-0000-0000-000000000000"
        })
    };
    let names = |object: &Map<String, Value>| {
        let reference = |key: &str| {
            let reference = object.get(key).and_then(Value::as_object);
            let says = |key: &&str| reference.and_then(|it| it.get(*key)).is_some_and(is_text);
            ["model_id", "field"].iter().any(says)
        };
        let is_reference = object.contains_key("model_id");
        let is_value =
            |value: &Value| !value.is_null() && value.as_str().is_none_or(|text| !text.is_empty());
        ["source", "field"].into_iter().any(reference)
            || !is_reference
                && ["field_id", "field"].iter().any(|key| object.get(*key).is_some_and(is_text))
            || object.get("override_value").is_some_and(is_value)
    };
    match value {
        Value::Object(object) => {
            // What is compared with or written names nothing, whatever is in it, and a reference is
            // one for what it is in.
            let inner = object.iter();
            let inner = inner
                .filter(|(key, _)| !matches!(&***key, "value" | "override" | "source" | "field"));
            usize::from(names(object)) + inner.map(|(_, value)| named(value)).sum::<usize>()
        }
        Value::Array(items) => items.iter().map(named).sum(),
        _ => 0,
    }
}

/// Whether a fix of either kind leaves what names a field, and the mode of a sync, as they are
/// meant: no mode becomes one that takes records away.
fn keeps_meaning(before: &str, after: &str, finding: &Finding) -> Result<(), String> {
    // Of what is there twice, or has no effect, one goes with what is in it.
    const REMOVE_VALUES: [&str; 4] = ["PT002", "PT006", "PT007", "PT009"];
    let values = serde_json::from_str(before).ok().zip(serde_json::from_str(after).ok());
    let Some((before, after)): Option<(Value, Value)> = values else { return Ok(()) };
    let lists = [
        "/fields",
        "/override_fields",
        "/filters",
        "/overrides",
        "/model_filters/conditions",
        "/target_filters/conditions",
    ];
    let names = |body: &Value| -> usize {
        lists.iter().filter_map(|list| body.pointer(list)).map(named).sum()
    };
    if !REMOVE_VALUES.contains(&finding.code) && names(&after) < names(&before) {
        return Err("drops what names a field".to_owned());
    }
    let mode = |body: &Value| body.get("mode").and_then(Value::as_str).map(str::to_lowercase);
    match (mode(&before), mode(&after)) {
        (Some(before), Some(after))
            if before.trim() != after
                && matches!(&*after, "replace" | "remove" | "snapshot")
                && before.replace(['_', '-', ' '], "") != after =>
        {
            Err(format!("changes mode {before} to {after}"))
        }
        _ => Ok(()),
    }
}

fn described(finding: &Finding, fix: &Fix) -> String {
    let edits: Vec<_> = fix.edits.iter().map(|edit| (edit.span, &edit.text)).collect();
    format!("{} {} {}: `{}` {edits:?}", finding.code, finding.span, finding.message, fix.title)
}

fn errors(report: &Report) -> usize {
    report.count(Severity::Error)
}

/// The errors of a report that are none of syntax, by rule and place.
fn errors_of_rules(report: &Report) -> BTreeSet<(&'static str, String)> {
    let findings = report.findings().iter();
    let own = findings.filter(|it| it.severity == Severity::Error && it.code > "PT004");
    let own = own.filter(|it| !is_syntax(it));
    own.map(|it| (it.code, it.pointer.clone().unwrap_or_default())).collect()
}

/// Whether each error that a fix of a text with more mistakes of syntax brings to light is one of
/// the body with all of these fixed: rules are silent about what is read with little confidence, and
/// speak once it is sure.
fn adds_no_error(
    linter: &Linter,
    name: &str,
    text: &str,
    report: &Report,
    after: &Report,
) -> Result<(), String> {
    let (before, now) = (errors_of_rules(report), errors_of_rules(after));
    let mut new = now.difference(&before).peekable();
    if new.peek().is_none() {
        return Ok(());
    }
    let syntax = report.findings().iter().filter(|it| is_syntax(it) || it.code == "PT003");
    let whole = apply(text, syntax.filter_map(|finding| finding.fixes.first()));
    let whole = whole.map_or_else(|| text.to_owned(), |fixed| fixed.text);
    let settled = errors_of_rules(&linter.lint(&Source::new(name, &*whole)));
    match new.find(|error| !settled.contains(error)) {
        Some((code, pointer)) => {
            Err(format!("adds the error {code} at `{pointer}`, which is none of\n{whole}"))
        }
        None => Ok(()),
    }
}

/// So often a text is looked at again after its safe fixes; the program goes on for longer.
const ROUNDS: usize = 4;

/// What is wrong with the fixes of a text, and with those of what becomes of it; nothing, if they
/// are harmless.
pub(crate) fn harm(linter: &Linter, name: &str, text: &str) -> Result<(), String> {
    let mut text = text.to_owned();
    let mut fixed = linter.fix(&Source::new(name, &*text), Applicability::Safe);
    if let Some(fixed) = &fixed {
        let (before, after) = (Source::new(name, &*text), Source::new(name, &*fixed.text));
        if errors(&linter.lint(&after)) > errors(&linter.lint(&before)) {
            return Err(format!("more errors than before:\n{}", fixed.text));
        }
        if let Some(again) = linter.fix(&after, Applicability::Safe) {
            return Err(format!("a second run changes\n{}\ninto\n{}", fixed.text, again.text));
        }
    }
    for _ in 0..ROUNDS {
        let report = linter.lint(&Source::new(name, &*text));
        for finding in report.findings() {
            for fix in &finding.fixes {
                let reported =
                    |what: String| format!("{}\n{what}\nin\n{text}", described(finding, fix));
                harm_of(linter, name, &text, &report, finding, fix).map_err(reported)?;
            }
        }
        let safe = |fix: &&Fix| fix.applicability == Applicability::Safe;
        let fixes = report.findings().iter().filter_map(|finding| finding.fixes.iter().find(safe));
        fixed = apply(&text, fixes);
        match fixed {
            Some(fixed) => text = fixed.text,
            None => break,
        }
    }
    Ok(())
}

/// What is wrong with one fix.
fn harm_of(
    linter: &Linter,
    name: &str,
    text: &str,
    report: &Report,
    finding: &Finding,
    fix: &Fix,
) -> Result<(), String> {
    let safe = fix.applicability == Applicability::Safe;
    if safe {
        keeps_content(text, finding, fix)?;
        keeps_brackets(text, finding, fix)?;
    }
    let Some(fixed) = apply(text, [fix]) else { return Ok(()) };
    keeps_meaning(text, &fixed.text, finding)?;
    if !safe {
        return Ok(());
    }
    if is_syntax(finding) {
        keeps_saying(linter, name, text, &fixed.text)?;
    }
    let after = linter.lint(&Source::new(name, &*fixed.text));
    // Rules are silent about what is read with little confidence, and may speak once that is fixed.
    let others = report.findings().iter().filter(|finding| is_syntax(finding)).count() > 1;
    let errors = |report: &Report| {
        let counts = |finding: &&Finding| {
            finding.severity == Severity::Error && (!others || finding.code < "PT004")
        };
        report.findings().iter().filter(counts).count()
    };
    if others && is_syntax(finding) {
        adds_no_error(linter, name, text, report, &after)?;
    }
    let reveals = REVEALS.iter().any(|(code, _)| *code == finding.code);
    if errors(&after) > errors(report) && !reveals {
        let list: Vec<_> =
            after.findings().iter().map(|f| format!("{} {}", f.code, f.message)).collect();
        return Err(format!("adds an error: {list:#?}\n{}", fixed.text));
    }
    Ok(())
}
