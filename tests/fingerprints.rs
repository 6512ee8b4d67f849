//! Fingerprints outlive what does not change a finding: layout, escapes, the order of keys, what is
//! added before. They tell findings of one file apart.

#[path = "support/clean.rs"]
mod clean;
#[path = "support/valid.rs"]
mod valid;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use polytomic_lint::{Finding, Linter, Source};
use valid::MODEL;

/// JSON as it is written: numbers and doubled keys stay.
#[derive(Debug, Clone)]
enum Json {
    Raw(String),
    Text(String),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

impl Json {
    fn parse(text: &str) -> Option<Self> {
        serde_json::from_str::<serde_json::Value>(text).ok()?;
        let mut rest = text.trim();
        Some(Self::value(&mut rest))
    }

    fn value(rest: &mut &str) -> Self {
        match rest.as_bytes()[0] {
            b'{' => {
                let mut members = Vec::new();
                Self::items(rest, '}', |rest| {
                    let Self::Text(key) = Self::value(rest) else { panic!("a key") };
                    *rest = rest.trim_start().strip_prefix(':').expect("a colon").trim_start();
                    members.push((key, Self::value(rest)));
                });
                Self::Object(members)
            }
            b'[' => {
                let mut items = Vec::new();
                Self::items(rest, ']', |rest| items.push(Self::value(rest)));
                Self::List(items)
            }
            _ => {
                let mut stream = serde_json::Deserializer::from_str(rest).into_iter();
                let value: serde_json::Value = stream.next().expect("a value").expect("JSON");
                let end = stream.byte_offset();
                let raw = rest[..end].to_owned();
                *rest = &rest[end..];
                value.as_str().map_or(Self::Raw(raw), |text| Self::Text(text.to_owned()))
            }
        }
    }

    fn items(rest: &mut &str, end: char, mut item: impl FnMut(&mut &str)) {
        *rest = rest[1..].trim_start();
        while !rest.starts_with(end) {
            item(rest);
            *rest = rest.trim_start().trim_start_matches(',').trim_start();
        }
        *rest = &rest[1..];
    }

    fn keys_reversed(&self) -> Self {
        match self {
            Self::List(items) => Self::List(items.iter().map(Self::keys_reversed).collect()),
            Self::Object(members) => Self::Object(
                members.iter().rev().map(|(k, v)| (k.clone(), v.keys_reversed())).collect(),
            ),
            other => other.clone(),
        }
    }

    fn has_doubled_keys(&self) -> bool {
        match self {
            Self::List(items) => items.iter().any(Self::has_doubled_keys),
            Self::Object(members) => {
                let keys: BTreeSet<_> = members.iter().map(|(key, _)| key).collect();
                keys.len() < members.len() || members.iter().any(|(_, v)| v.has_doubled_keys())
            }
            _ => false,
        }
    }

    fn write(&self, look: Look, depth: usize, out: &mut String) {
        let (open, close, items): (_, _, Vec<(Option<&String>, &Self)>) = match self {
            Self::Raw(raw) => return out.push_str(raw),
            Self::Text(text) => return look.text(text, out),
            Self::List(items) => ('[', ']', items.iter().map(|item| (None, item)).collect()),
            Self::Object(members) => {
                ('{', '}', members.iter().map(|(k, v)| (Some(k), v)).collect())
            }
        };
        let line = |depth: usize, out: &mut String| {
            if look.airy {
                let _ = write!(out, "\r\n{}", "\t".repeat(depth));
            }
        };
        out.push(open);
        for (index, (key, value)) in items.iter().enumerate() {
            if index > 0 {
                out.push(',');
            }
            line(depth + 1, out);
            if let Some(key) = key {
                look.text(key, out);
                out.push_str(if look.airy { " : " } else { ":" });
            }
            value.write(look, depth + 1, out);
        }
        line(depth, out);
        out.push(close);
    }

    fn written(&self, look: Look) -> String {
        let mut out = String::new();
        self.write(look, 0, &mut out);
        out
    }
}

#[derive(Debug, Clone, Copy)]
struct Look {
    airy: bool,
    escaped: bool,
}

const PLAIN: Look = Look { airy: false, escaped: false };

impl Look {
    fn text(self, text: &str, out: &mut String) {
        if !self.escaped {
            return out.push_str(&serde_json::to_string(text).expect("JSON"));
        }
        out.push('"');
        for unit in text.encode_utf16() {
            let _ = write!(out, "\\u{unit:04x}");
        }
        out.push('"');
    }
}

fn findings(text: &str) -> Vec<Finding> {
    let linter = Linter::builder().pedantic(true).build().expect("known rules");
    linter.lint(&Source::new("a.json", text)).into_findings()
}

fn prints(text: &str) -> BTreeSet<(&'static str, String)> {
    findings(text).into_iter().map(|finding| (finding.code, finding.fingerprint)).collect()
}

/// The bad example of every rule that is JSON, and some bodies of ours.
fn bodies() -> Vec<(String, Json)> {
    let mut out = Vec::new();
    for rule in polytomic_lint::rules() {
        let Some((_, bad)) = rule.docs.split_once("# Bad") else { continue };
        let text: String = bad
            .lines()
            .skip_while(|line| line.trim() != "```json")
            .skip(1)
            .take_while(|line| line.trim() != "```")
            .map(|line| format!("{line}\n"))
            .collect::<Vec<_>>()
            .concat();
        out.extend(Json::parse(&text).map(|json| (rule.code.to_owned(), json)));
    }
    for path in clean::paths() {
        let text = std::fs::read_to_string(&path).expect("a body");
        out.extend(Json::parse(&text).map(|json| (path.display().to_string(), json)));
    }
    assert!(out.len() > 40, "{} bodies", out.len());
    out
}

/// What is different, a line each.
fn compare(name: &str, how: &str, one: &str, other: &str) -> String {
    let (a, b) = (prints(one), prints(other));
    let codes = |set: Vec<&(&'static str, String)>| -> Vec<_> {
        set.into_iter().map(|(code, print)| format!("{code} {print}")).collect()
    };
    let (gone, new) = (codes(a.difference(&b).collect()), codes(b.difference(&a).collect()));
    match gone.is_empty() && new.is_empty() {
        true => String::new(),
        false => format!("{name}, {how}: {gone:?} became {new:?}\n{one}\n{other}\n"),
    }
}

#[test]
fn layout_and_escapes_do_not_matter() {
    let mut wrong = String::new();
    for (name, body) in bodies() {
        let plain = body.written(PLAIN);
        wrong +=
            &compare(&name, "laid out", &plain, &body.written(Look { airy: true, escaped: false }));
        wrong +=
            &compare(&name, "escaped", &plain, &body.written(Look { airy: false, escaped: true }));
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn the_order_of_keys_does_not_matter() {
    let mut wrong = String::new();
    for (name, body) in bodies() {
        // Of doubled keys the last counts, so their order is no matter of taste.
        if !body.has_doubled_keys() {
            let other = body.keys_reversed().written(PLAIN);
            wrong += &compare(&name, "reversed", &body.written(PLAIN), &other);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn findings_of_one_file_differ() {
    for (name, body) in bodies() {
        let found = findings(&body.written(PLAIN));
        assert_eq!(prints(&body.written(PLAIN)).len(), found.len(), "{name}: {found:#?}");
    }
}

fn fields(items: &[&str]) -> String {
    valid::completed(&format!(
        r#"{{"fields": [{}], "filters": [{{"function": "IsNull"}}]}}"#,
        items.join(", ")
    ))
}

#[test]
fn items_added_before_leave_the_others_theirs() {
    let good = format!(r#"{{"source": {{"model_id": "{MODEL}", "field": "a"}}, "target": "A"}}"#);
    let bad = format!(r#"{{"source": {{"model_id": "{MODEL}0", "field": "b"}}, "targt": "B"}}"#);
    let worse = format!(r#"{{"source": {{"model_id": "{MODEL}", "feild": "c"}}, "target": ""}}"#);
    let before = prints(&fields(&[&bad, &worse]));
    assert!(before.len() >= 4, "{before:?}");
    let other = good.replace(r#""A""#, r#""C""#);
    assert_eq!(prints(&fields(&[&good, &bad, &other, &worse])), before);
    // A second one of a kind is new, and the only new one.
    let twin = bad.replace(r#""B""#, r#""D""#);
    let doubled = prints(&fields(&[&bad, &twin, &worse]));
    assert!(doubled.is_superset(&before));
    assert_eq!(doubled.len(), before.len() + 2);
}

#[test]
fn another_value_is_another_finding() {
    let body = |id: &str| {
        fields(&[&format!(r#"{{"source": {{"model_id": "{id}", "field": "a"}}, "target": "A"}}"#)])
    };
    let (one, other) = (prints(&body("nonsense")), prints(&body("nonsens")));
    assert_eq!(one.difference(&other).count(), 1);
    let number = |number: &str| format!(r#"{{"value": {number}}}"#);
    let long =
        ["123456789012345678901", "123456789012345678902"].map(|digits| prints(&number(digits)));
    assert_ne!(long[0], long[1]);
}
