//! Files made to be slow take as many steps as they have bytes.

#[path = "../../tests/support/hostile.rs"]
mod hostile;

use super::{Kind, Scope, kind_of, read, read_paste, work};

const KEYS: [&str; 5] = ["name", "mode", "fields", "schedule", "target"];

/// The bytes that are looked at to find the bodies of a file.
fn steps(name: &str, text: &str) -> usize {
    let scope = Scope { text, keys: &KEYS, any: false };
    work::of(|| match kind_of(Some(name), text) {
        Kind::Host(kind) => drop(read(kind, scope)),
        _ => drop(read_paste(scope)),
    })
}

#[test]
fn four_times_the_text_takes_at_most_about_four_times_the_steps() {
    let mut hosts = 0;
    for (kind, make) in hostile::KINDS {
        let of = |n: usize| {
            let bytes = make(n);
            let text = String::from_utf8_lossy(&bytes).into_owned();
            // Larger budgets are spent once, whatever the size.
            (steps(hostile::file_name(kind), &text), text.len())
        };
        let ((few, _), (many, size)) = (of(2_000), of(8_000));
        hosts += usize::from(many > 0);
        let budget = 3 << 20;
        assert!(many <= 5 * few + budget.min(64 * size), "{kind}: {few}, then {many} of {size}");
        assert!(many <= 64 * size + 10_000, "{kind}: {many} steps for {size} bytes");
    }
    assert!(hosts > 30, "too few kinds are read as hosts: {hosts}");
}

#[test]
fn many_of_anything_end() {
    // Each of the shortest is a million.
    let (n, million) = (200_000, 1_000_000);
    let url = "curl x/api/syncs -d ";
    let files = [
        ("a.md", "```\n".repeat(million)),
        ("a.md", "> ```json\n{".repeat(n)),
        ("a.md", ">".repeat(million)),
        ("a.md", format!("{}```json\n{{", "> ".repeat(n))),
        ("a.md", "<!--".repeat(n)),
        ("a.sh", "'".repeat(n)),
        ("a.sh", "\"$(".repeat(n)),
        ("a.sh", "`".repeat(million)),
        ("a.sh", "${".repeat(n)),
        ("a.sh", "<<A\n".repeat(n)),
        ("a.sh", "cat <<A ".repeat(n)),
        ("a.sh", "a;".repeat(n)),
        ("a.sh", "(".repeat(n)),
        ("a.sh", "{ ".repeat(n)),
        ("a.sh", "f() ".repeat(n)),
        ("a.sh", "\\\n".repeat(n)),
        ("a.sh", "curl ".repeat(n)),
        ("a.sh", format!("{url}'{{{}'", "\"a\": 1,".repeat(n))),
        ("a.sh", format!("{url}\"{{{}\"", "$(`".repeat(n))),
        ("a.sh", format!("{url}{}", "\"$(echo ".repeat(n))),
        ("a.sh", format!("B='{{{}'\n{}", "x".repeat(n), format!("{url}$B\n").repeat(n / 20))),
        ("a.sh", format!("{url}@- <<E\n{{{}", "$(${`".repeat(n))),
        ("a.http", "###\n".repeat(million)),
        ("a.http", "POST /api/syncs\n\n{{".repeat(n / 4)),
        ("a.http", "< {%\n".repeat(n)),
        ("a.jsonl", "{\n".repeat(n)),
        ("a.json", "x{".repeat(n)),
        ("a.json", "$curl\n> ".repeat(n)),
        ("a.json", "x```".repeat(n)),
        ("a.json", "12 {\n".repeat(n)),
        ("a.json", "x}\"".repeat(n)),
        ("a.json", "curl '{\n".repeat(n)),
    ];
    for (name, text) in files {
        let taken = steps(name, &text);
        assert!(taken <= 64 * text.len(), "{name}: {taken} steps: {text:.40}");
    }
}
