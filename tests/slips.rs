//! One slip, one finding: texts with a mark dropped, doubled, replaced, swapped or added give one
//! finding for each slip, at its place, and all fixes together give the original back.
//!
//! `SLIPS_SEED=7 cargo test --test slips` looks at other texts.

#[path = "support/clean.rs"]
mod clean;

use polytomic_lint::{Applicability, Finding, Linter, Source, apply};
use serde_json::{Value, json};

/// A small generator of numbers: the same texts in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % end.max(1)
    }

    fn one<'l, T>(&mut self, list: &'l [T]) -> &'l T {
        &list[self.below(list.len())]
    }
}

/// The tokens of JSON text, as ranges.
fn tokens(text: &str) -> Vec<(usize, usize)> {
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        at += 1;
        match bytes[start] {
            b' ' | b'\n' | b'\r' | b'\t' => continue,
            b'"' => {
                while bytes[at] != b'"' {
                    at += if bytes[at] == b'\\' { 2 } else { 1 };
                }
                at += 1;
            }
            b'{' | b'}' | b'[' | b']' | b',' | b':' => {}
            _ => {
                while bytes.get(at).is_some_and(|b| !b" \n\r\t{}[],:\"".contains(b)) {
                    at += 1;
                }
            }
        }
        out.push((start, at));
    }
    out
}

/// A slip: what is replaced, and by what.
type Slip = (usize, usize, String);

/// A mark of the text, or a quote, and what a hasty hand makes of it.
fn slip(text: &str, tokens: &[(usize, usize)], numbers: &mut Numbers) -> Option<Slip> {
    let token = numbers.below(tokens.len());
    let (start, end) = tokens[token];
    let written = &text[start..end];
    let (from, to) = match written.as_bytes()[0] {
        b'"' if numbers.below(2) == 0 => (start, start + 1),
        b'"' => (end - 1, end),
        b'{' | b'}' | b'[' | b']' | b',' | b':' => (start, end),
        _ => return None,
    };
    let mark = &text[from..to];
    Some(match numbers.below(5) {
        0 => (from, to, String::new()),
        1 => (from, to, mark.repeat(2)),
        2 => {
            let other = match mark {
                "{" => "[",
                "}" => "]",
                "[" => "{",
                "]" => "}",
                "," => *numbers.one(&[":", ";"]),
                ":" => *numbers.one(&[",", ";", "="]),
                _ => "'",
            };
            (from, to, other.to_owned())
        }
        3 => {
            let next = tokens.get(token + 1)?;
            let other = &text[next.0..next.1];
            // `1,9` would be `19,`: nobody can tell that there were two numbers.
            let is_word = |byte: &u8| byte.is_ascii_alphanumeric();
            let glued = text.as_bytes()[..start].last().is_some_and(is_word)
                && other.as_bytes().first().is_some_and(is_word);
            if mark == "\"" || other == written || glued {
                return None;
            }
            (start, next.1, format!("{other}{}{written}", &text[end..next.0]))
        }
        _ => {
            let at = *numbers.one(&[start, end]);
            (at, at, (*numbers.one(&["{", "}", "[", "]", ",", ":", "\""])).to_owned())
        }
    })
}

/// A text with so many slips, apart from each other, and their places in it.
fn broken(text: &str, count: usize, numbers: &mut Numbers) -> (String, Vec<usize>) {
    const APART: usize = 40;
    let tokens = tokens(text);
    loop {
        let mut slips: Vec<Slip> = Vec::new();
        while slips.len() < count {
            slips.extend(slip(text, &tokens, numbers));
        }
        slips.sort();
        if slips.windows(2).any(|two| two[1].0 < two[0].1 + APART) {
            continue;
        }
        let (mut out, mut places, mut at) = (String::new(), Vec::new(), 0);
        for (from, to, new) in slips {
            out.push_str(&text[at..from]);
            places.push(out.len());
            out.push_str(&new);
            at = to;
        }
        out.push_str(&text[at..]);
        if serde_json::from_str::<Value>(&out).is_err() {
            return (out, places);
        }
    }
}

/// The text of a value with every line indented at will.
fn scrambled(value: &Value, numbers: &mut Numbers) -> String {
    let pretty = format!("{value:#}");
    let lines = pretty.lines().map(|line| " ".repeat(numbers.below(9)) + line.trim());
    lines.collect::<Vec<_>>().join("\n")
}

/// JSON that is no body.
fn other_values() -> Vec<Value> {
    vec![
        json!({"name": "web", "version": "1.2.0", "private": true,
            "scripts": {"build": "tsc -p .", "test": "node --test", "lint": "eslint src"},
            "dependencies": {"left": "^4.18.2", "right": "~2.0.1"},
            "files": ["dist", "README.md", "LICENSE"], "engines": {"node": ">=20"}}),
        json!({"places": [{"id": 1, "city": "Oslo", "at": {"lat": 59.91, "lon": 10.75}, "tags": ["north", "sea"]},
            {"id": 2, "city": "Bern", "at": {"lat": 46.95, "lon": 7.45}, "tags": ["river"]},
            {"id": 3, "city": "Quito", "at": {"lat": -0.18, "lon": -78.47}, "tags": []}]}),
        json!({"openapi": "3.1.0", "info": {"title": "Pets", "version": "1"},
            "paths": {"/pets": {"get": {"summary": "All pets", "parameters": [
                {"name": "limit", "in": "query", "required": false, "schema": {"type": "integer"}}],
                "responses": {"200": {"description": "A page of pets"}}}}}}),
    ]
}

/// A text of one of five kinds.
fn text(bodies: &[String], others: &[Value], numbers: &mut Numbers) -> String {
    let body = numbers.one(bodies).clone();
    let value: Value = serde_json::from_str(&body).expect("JSON");
    match numbers.below(8) {
        0..4 => body,
        4 => value.to_string(),
        5 => scrambled(&value, numbers),
        6 => format!("{:#}", numbers.one(others)),
        _ => numbers.one(others).to_string(),
    }
}

/// Whether a finding, or what it would change, is near a place.
fn is_near(finding: &Finding, place: usize) -> bool {
    const NEAR: usize = 60;
    let edits = finding.fixes.iter().flat_map(|fix| &fix.edits).map(|edit| edit.span);
    let labels = finding.labels.iter().map(|label| label.span);
    edits
        .chain(labels)
        .chain([finding.span])
        .any(|span| place + NEAR >= span.start as usize && place <= span.end as usize + NEAR)
}

/// Whether safe fixes alone end in JSON that says something else.
fn misleads(linter: &Linter, source: &Source<'_>, original: &str) -> bool {
    let value = |text: &str| serde_json::from_str::<Value>(text).ok();
    let fixed = linter.fix(source, Applicability::Safe);
    let fixed = fixed.and_then(|fixed| value(&fixed.text));
    fixed.is_some_and(|fixed| Some(fixed) != value(original))
}

/// How many of a thousand texts with so many slips come out right in every way, by trying some.
fn share(count: usize, texts: usize) -> usize {
    let seed = std::env::var("SLIPS_SEED").ok().and_then(|seed| seed.parse::<u64>().ok());
    let seed = seed.unwrap_or(1).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ count as u64;
    let mut numbers = Numbers(seed | 1);
    let (bodies, others) = (clean::texts(), other_values());
    let linter = Linter::builder().select(["json"]).build().expect("known rules");
    let mut right = 0;
    for _ in 0..texts {
        let text = text(&bodies, &others, &mut numbers);
        let (broken, places) = broken(&text, count, &mut numbers);
        let source = Source::new("a.json", &broken);
        let report = linter.lint(&source);
        let findings: Vec<_> =
            report.findings().iter().filter(|finding| finding.code != "PT002").collect();
        let fixes = findings.iter().filter_map(|finding| finding.fixes.first());
        let fixed = apply(&broken, fixes).map(|fixed| fixed.text).unwrap_or_default();
        let value = |text: &str| serde_json::from_str::<Value>(text).ok();
        let one = findings.len() == count
            && places.iter().all(|place| findings.iter().any(|finding| is_near(finding, *place)));
        assert!(!misleads(&linter, &source, &text), "safe fixes change the meaning: {broken}");
        let good = one && value(&fixed) == value(&text);
        right += usize::from(good);
        if !good && std::env::var_os("SLIPS_SHOW").is_some() {
            let near = |place: usize| {
                let from = broken.floor_char_boundary(place.saturating_sub(60));
                &broken[from..broken.ceil_char_boundary((place + 40).min(broken.len()))]
            };
            let places: Vec<_> = places.iter().map(|place| near(*place)).collect();
            let said: Vec<_> = findings.iter().map(|f| (f.code, f.span, &f.message)).collect();
            eprintln!("{places:#?}\n{said:#?}\nsame: {}", value(&fixed) == value(&text));
        }
    }
    right * 1000 / texts
}

#[test]
fn one_slip_is_one_finding_and_its_fix_gives_the_original() {
    let share = share(1, 1400);
    assert!(share >= 985, "{share}");
}

#[test]
fn two_slips_are_two_findings() {
    let share = share(2, 500);
    assert!(share >= 960, "{share}");
}

#[test]
fn three_slips_are_three_findings() {
    let share = share(3, 300);
    assert!(share >= 920, "{share}");
}
