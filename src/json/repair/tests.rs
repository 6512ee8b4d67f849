use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::prices::ROWS;
use super::search::Search;
use super::*;
use crate::json::lexer::{Lexer, Token, TokenKind};
use crate::support::config;

static NAMES: KeyTable = KeyTable::new(&["name", "schedule", "frequency", "fields", "target"]);

/// A small kind of document.
fn expected() -> Expectations {
    let mut made = Expectations::default();
    let root = made.add(Types::OBJECT);
    made.close(root);
    let (text, list) = (made.add(Types::TEXT), made.add(Types::LIST));
    let (schedule, field) = (made.add(Types::OBJECT), made.add(Types::OBJECT));
    for (level, key, value) in [
        (root, "name", text),
        (root, "schedule", schedule),
        (root, "fields", list),
        (schedule, "frequency", text),
        (field, "target", text),
    ] {
        if level != root {
            made.close(level);
        }
        made.value_of(level, NAMES.of(key), value);
    }
    made.holding(list, field);
    for word in ["name", "schedule", "fields"] {
        made.recognized_by(word);
    }
    made
}

fn outcome(text: &str) -> Option<Outcome> {
    let expected = expected();
    let given = Given { jsonc: false, unreadable: &[], names: &NAMES, expected: &expected };
    repair(text, given)
}

#[test]
fn every_price_has_an_example() {
    let mut wrong = Vec::new();
    for row in ROWS {
        let got = outcome(row.broken).map(|outcome| outcome.repaired.text).unwrap_or_default();
        if got != row.repaired {
            let (name, broken, wanted) = (row.name, row.broken, row.repaired);
            wrong.push(format!("{name}: {broken:?}\n  gives  {got:?}\n  wanted {wanted:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// How many marks and strings a text has.
fn tokens(text: &str) -> usize {
    let counts = |token: &Token| !token.is_trivia() && token.kind != TokenKind::Word;
    Lexer::from(text, 0).filter(counts).count()
}

/// The steps of the search for every hundred tokens of a text.
fn steps(text: &str) -> usize {
    let steps = outcome(text).map_or(0, |outcome| outcome.steps);
    steps * 100 / tokens(text)
}

#[test]
fn clean_stretches_cost_one_step_a_token() {
    let item =
        "    {\n      \"target\": \"Name\",\n      \"source\": {\"a\": [\"b\", true]}\n    }";
    let list = |count: usize| vec![item; count].join(",\n");
    let body =
        |list: &str| format!("{{\n  \"name\": \"Accounts\",\n  \"fields\": [\n{list}\n  ]\n}}\n");
    let one = body(&list(400)).replacen("\"name\":", "\"name\"", 1);
    assert!(steps(&one) < 120, "{}", steps(&one));
    // Ten slips in 2,000 lines.
    let spoilt = item.replacen("\"Name\",", "\"Name\"", 1);
    let ten = vec![format!("{},\n{spoilt}", list(40)); 10].join(",\n");
    assert!(steps(&body(&ten)) <= 200, "{}", steps(&body(&ten)));
}

#[test]
fn no_text_makes_the_search_wide() {
    let parts = r#"" , { [ } ] [{ {[ {"a":" [}{] ( f( ' “ \ \" = ; ... &quot; {{ ${ {% u" a 1"#;
    let lines =
        ["x \"y\", z: ", "see [1], it: is\n", "\"a\" ", "\"a\" + ", "\n{", "1 /* ", "> {\n"];
    for part in parts.split(' ').chain(lines) {
        let text = part.repeat(2_000 / part.len());
        let Some(outcome) = outcome(&text) else { continue };
        let (steps, bytes) = (outcome.steps, text.len());
        assert!(steps * 2 <= bytes * 25, "{part}: {steps} steps in {bytes} bytes");
        assert!(outcome.widest <= 12, "{part}: {}", outcome.widest);
    }
}

/// Pieces of JSON, and of what people write instead.
fn pieces() -> Vec<&'static str> {
    let words = r#"{ } [ ] , : " ' \ \" "name" "fields" "a": a = => ; ( ) f( 1 - + ... /* // % {%
        ` ``` “ é ${x} {{y}} u"x" &quot; <<<<<<< null True"#;
    words.split_whitespace().chain(["#", "\t", "\n", " ", "\"a\": 1"]).collect()
}

proptest! {
    #![proptest_config(config(20_000))]

    /// `PROPTEST_CASES=1000000 cargo test --release --lib what_is_repaired` looks at many more,
    /// and `PROPTEST_RNG_SEED=7` at others.
    #[test]
    fn what_is_repaired_is_json(parts in vec(select(pieces()), 2..18)) {
        let text = parts.concat();
        if let Some(outcome) = outcome(&text) {
            let repaired = outcome.repaired.text;
            let json = serde_json::from_str::<serde::de::IgnoredAny>(&repaired);
            prop_assert!(json.is_ok(), "{:?} gives {:?}", text, repaired);
        }
    }
}

/// A body with a bit of everything, as people lay it out and without whitespace.
const BODY: &str = r#"{
  "name": "Accounts",
  "fields": [
    { "target": "Größe", "source": {"a": ["b", true, -1.5]} },
    {
      "target": "Say \"hi\"",
      "other": null
    }
  ],
  "schedule": {
    "frequency": "daily",
    "hours": [1, 2, 3]
  },
  "target": {}
}
"#;

/// A body with some marks dropped, doubled, or exchanged.
fn with_slips() -> impl Strategy<Value = String> {
    let put = select(vec!["", "", "\"", ",", ":", "{", "}", "[", "]", "'", "\\", " ", "\n", "x"]);
    let slip = (any::<proptest::sample::Index>(), any::<bool>(), put);
    (any::<bool>(), 1..4_usize, vec(slip, 1..4)).prop_map(|(pretty, times, slips)| {
        let layout = |ch: &char| pretty || !ch.is_whitespace();
        let list = vec![BODY.chars().filter(layout).collect::<String>(); times];
        let mut text = if times > 1 { format!("[{}]", list.join(",")) } else { list.concat() };
        for (index, doubled, put) in slips {
            let marks: Vec<usize> =
                text.match_indices(['"', ',', ':', '{', '}', '[', ']']).map(|(at, _)| at).collect();
            if marks.is_empty() {
                break;
            }
            let at = *index.get(&marks);
            text.replace_range(at..at + usize::from(!doubled), put);
        }
        text
    })
}

proptest! {
    #![proptest_config(config(3_000))]

    #[test]
    fn calm_stretches_are_read_as_with_the_lattice(text in with_slips(), jsonc in any::<bool>()) {
        let expected = expected();
        let given = Given { jsonc, unreadable: &[], names: &NAMES, expected: &expected };
        let outcome = |calms: bool| {
            let mut search = Search::new(&text, given);
            search.calms = calms;
            search.outcome().map(|outcome| (outcome.repaired.text, format!("{:#?}", outcome.repairs)))
        };
        prop_assert_eq!(outcome(true), outcome(false));
    }
}

#[test]
fn a_string_full_of_what_json_does_not_allow_is_repaired_to_its_end() {
    for part in ["\u{4}", "\\d", "\t", "c:\\d\\n", "\\n\u{4}"] {
        for count in [199, 200, 201, 1_000] {
            let text = format!("{{\"a\": \"c:{}\"}}", part.repeat(count));
            let repaired = outcome(&text).map(|outcome| outcome.repaired.text).unwrap_or_default();
            let json = serde_json::from_str::<serde_json::Value>(&repaired);
            assert!(json.is_ok(), "{part:?} {count}: {repaired}");
        }
    }
}

#[test]
fn no_list_is_opened_before_a_key() {
    let text = "{\n  \"anme\": \"A\",\n  \"fields\":= [\n    { \"source\": {e\": { \"field\" \"field\": \"email\" } }\n  ],\n  \"target\": { \"object\": \"B\" }\n}\n";
    let repaired = outcome(text).map(|outcome| outcome.repaired.text).unwrap_or_default();
    let json = serde_json::from_str::<serde_json::Value>(&repaired);
    assert!(json.is_ok(), "{repaired}");
}
