//! Comments of a `.jsonc` file outlive the fixes that take keys out beside them.

use polytomic_lint::{Linter, Source, apply};

fn fixed(text: &str, code: &str) -> String {
    let linter = Linter::builder().pedantic(true).build().expect("known rules");
    let findings = linter.lint(&Source::new("body.sync.jsonc", text)).into_findings();
    let finding = findings.iter().find(|finding| finding.code == code).expect("the finding");
    apply(text, &finding.fixes).expect("a fix").text
}

#[test]
fn a_key_goes_and_the_comments_beside_it_stay() {
    let cases = [
        ("{\"id\": 1, // one\n\"name\": \"A\"}", "{ // one\n\"name\": \"A\"}"),
        ("{\"name\": \"A\", // one\n\"id\": 1 // two\n}", "{\"name\": \"A\" // one\n // two\n}"),
        ("{\"name\": \"A\" /* , */, \"id\": 1}", "{\"name\": \"A\" /* , */ }"),
        ("{\"id\": 1 // ,\n}", "{ // ,\n}"),
        (
            "{\"name\": \"A\",\n \"id\": 1,\n \"mode\": \"create\"}",
            "{\"name\": \"A\",\n \"mode\": \"create\"}",
        ),
    ];
    for (text, wanted) in cases {
        assert_eq!(fixed(text, "PT008"), wanted, "{text}");
    }
}

#[test]
fn many_keys_go_and_the_comments_among_them_stay() {
    let text = "{\"id\": 1, // one\n\"name\": \"A\", // two\n\"created_at\": 2, // three\n\"updated_at\": 3 // four\n}";
    let wanted = "{ // one\n\"name\": \"A\" // two\n // three\n // four\n}";
    assert_eq!(fixed(text, "PT008"), wanted);
}

#[test]
fn a_comment_that_has_its_lines_to_itself_takes_them_along() {
    // Fixes that touch are not applied at once.
    let fixed = |text: &str| {
        let mut text = text.to_owned();
        loop {
            let findings = Linter::default().lint(&Source::new("a.json", &text)).into_findings();
            let fixes = findings.iter().filter(|finding| finding.code == "PT013");
            match apply(&text, fixes.flat_map(|finding| &finding.fixes)) {
                Some(fixed) => text = fixed.text,
                None => return text,
            }
        }
    };
    let cases = [
        ("{\n  // one\n  \"name\": \"A\"\n}\n", "{\n  \"name\": \"A\"\n}\n"),
        ("{\r\n  // one\r\n  // two\r\n  \"name\": \"A\"}", "{\r\n  \"name\": \"A\"}"),
        ("{\n  /* one\n  two */ \n  \"name\": \"A\"}", "{\n  \"name\": \"A\"}"),
        ("// one\n{\"name\": \"A\"}\n// two", "{\"name\": \"A\"}"),
        (
            "{\"name\": \"A\", // one\n\"mode\": \"create\"}",
            "{\"name\": \"A\",\n\"mode\": \"create\"}",
        ),
    ];
    for (text, wanted) in cases {
        assert_eq!(fixed(text), wanted, "{text}");
    }
}
