//! Reading against `serde_json`: what it accepts and what it makes of it.
//!
//! Decided differences: a byte order mark is a warning, not an error; equal keys are all in the
//! tree; numbers that no double holds are read, with a warning; nesting is read one level further.

use proptest::prelude::*;
use serde_json::Value;

use super::{Kind, Node, Options, What, parse};
use crate::support;

/// The value of a node; of equal keys the last counts.
fn value(node: Node<'_>) -> Value {
    match node.kind() {
        Kind::Null | Kind::Error => Value::Null,
        Kind::Bool => node.bool().into(),
        Kind::Number => serde_json::from_str(node.raw()).unwrap_or_default(),
        Kind::String => node.text().unwrap_or_default().into(),
        Kind::Array => node.elements().map(value).collect(),
        Kind::Object => node
            .members()
            .map(|member| (member.key.text().unwrap_or_default().into_owned(), value(member.value)))
            .collect::<serde_json::Map<_, _>>()
            .into(),
    }
}

fn compare(text: &str) -> Result<(), TestCaseError> {
    let theirs = serde_json::from_str::<Value>(text);
    let ours = parse(text, Options::default());
    let broken = ours.mistakes.iter().find(|mistake| mistake.what != What::Imprecise);
    match (theirs, broken) {
        (Ok(theirs), None) => {
            let root = ours.tree.root();
            prop_assert_eq!(root.map(value), Some(theirs));
            prop_assert!(sound(&ours.tree));
        }
        (Err(_), Some(_)) => {}
        (Ok(_), Some(problem)) => {
            return Err(TestCaseError::fail(format!("wrongly rejected: {problem:?}")));
        }
        (Err(error), None) => {
            let decided = ["number out of range", "recursion limit"];
            let error = error.to_string();
            let decided = decided.iter().any(|part| error.contains(part))
                || text.starts_with('\u{feff}')
                || ours.tree.root().is_none();
            prop_assert!(decided, "wrongly accepted: {}", error);
        }
    }
    Ok(())
}

/// Every node lies inside its parent, after its elder sibling.
fn sound(tree: &super::Tree<'_>) -> bool {
    tree.nodes().all(|node| {
        let inside = node.parent().is_none_or(|parent| {
            parent.span().contains(node.span()) && parent.end_id() >= node.end_id()
        });
        let whole = !node.is_key() || node.parent().is_some_and(|p| node.end_id() < p.end_id());
        let count = node.written_members().count() + node.elements().count();
        inside && whole && node.len() == count
    })
}

proptest! {
    #![proptest_config(support::config(3000))]

    #[test]
    fn any_text_is_taken_as_serde_json_takes_it(file in support::file()) {
        if let Ok(text) = std::str::from_utf8(&file.0) {
            compare(text)?;
        }
    }

    #[test]
    fn json_of_any_kind_is_read_as_serde_json_reads_it(
        json in support::any_value(),
        turn in 0..5_usize,
    ) {
        compare(&json.to_string())?;
        compare(&format!("{json:#}"))?;
        compare(&support::reordered(&json, turn))?;
    }

    #[test]
    fn broken_text_still_gives_a_sound_tree(file in support::file()) {
        let text = String::from_utf8_lossy(&file.0);
        for jsonc in [false, true] {
            let parsed = parse(&text, Options { jsonc, ..Options::default() });
            prop_assert!(sound(&parsed.tree));
        }
    }
}

#[test]
fn the_decided_differences_stand() {
    let accepts = |text: &str| {
        let mistakes = parse(text, Options::default()).mistakes;
        mistakes.iter().all(|mistake| mistake.what == What::Imprecise)
    };
    for text in ["\u{feff}{}", "[1e400]", "{\"a\": 1, \"a\": 2}"] {
        assert!(accepts(text), "{text}");
    }
    let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    assert!(accepts(&nested(128)));
    assert!(!accepts(&nested(129)));
    let pair = parse("{\"a\": 1, \"\\u0061\": 2, \"a\": 3}", Options::default()).duplicates;
    assert_eq!(pair.len(), 2);
}
