//! How findings speak: every message of the golden list, every label, help, and title of a fix, and
//! every rule's summary keep to the words that the project uses.

/// A line of `golden/messages.txt`: what it is, and what it says.
struct Line {
    code: &'static str,
    kind: &'static str,
    text: &'static str,
}

impl std::fmt::Display for Line {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{} {}: {}", self.code, self.kind, self.text)
    }
}

fn lines() -> Vec<Line> {
    let mut code = "";
    let mut out = Vec::new();
    for line in include_str!("golden/messages.txt").lines().filter(|line| !line.is_empty()) {
        if !line.starts_with(' ') {
            code = line.split(' ').next().expect("a code");
            continue;
        }
        let (kind, text) = line.trim_start().split_once(": ").expect("a kind and its text");
        out.push(Line { code, kind, text });
    }
    assert!(out.len() > 500, "only {} lines are left", out.len());
    out
}

/// The text without what stands in backticks: keys, values, and code are not our words.
fn own_words(text: &str) -> String {
    text.split('`').step_by(2).collect::<Vec<_>>().join("`")
}

/// Words and phrases that the style guide replaces.
const FORBIDDEN: &[&str] = &[
    "answer",
    "answers",
    "bare",
    "begins",
    "behind",
    "beside",
    "cannot hold",
    "change log",
    "deserialize",
    "drop",
    "drops",
    "enum",
    "eof",
    "id",
    "ids",
    "illegal",
    "invalid",
    "is expected",
    "is there",
    "is told",
    "just",
    "labelled",
    "lacks",
    "literal",
    "lower case",
    "member",
    "members",
    "mend",
    "mends",
    "misspelt",
    "must",
    "names nothing",
    "nearest",
    "not known",
    "not looked",
    "not meant",
    "not read",
    "once more",
    "passed over",
    "please",
    "product",
    "says nothing",
    "simply",
    "stand",
    "stands",
    "switched",
    "take it out",
    "the greater",
    "the least",
    "the most",
    "the second one",
    "token",
    "tokens",
    "upper case",
    "vendor",
    "vendor's",
    "white space",
    "win",
    "wins",
    "written out",
];

#[test]
fn no_finding_uses_a_word_that_is_replaced() {
    let mut bad = Vec::new();
    let summaries = polytomic_lint::rules().map(|rule| Line {
        code: rule.code,
        kind: "summary",
        text: rule.summary,
    });
    for line in lines().into_iter().chain(summaries) {
        let words: String = own_words(line.text)
            .to_lowercase()
            .chars()
            .map(|ch| if ch.is_alphanumeric() || ch == '\'' { ch } else { ' ' })
            .collect();
        let words = format!(" {} ", words.split(' ').collect::<Vec<_>>().join(" "));
        // "ID" in prose is uppercase.
        let cased = own_words(line.text);
        for word in FORBIDDEN {
            let found = match *word {
                "id" | "ids" => cased.split(|ch: char| !ch.is_alphanumeric()).any(|it| it == *word),
                word => words.contains(&format!(" {word} ")),
            };
            if found {
                bad.push(format!("{word}: {line}"));
            }
        }
        if ["n't ", "'re ", "'ve ", "'ll ", " it's ", " that's "]
            .iter()
            .any(|it| words.contains(it))
        {
            bad.push(format!("contraction: {line}"));
        }
    }
    assert!(bad.is_empty(), "{}", bad.join("\n"));
}

#[test]
fn headlines_are_short_clauses_without_a_period() {
    let mut bad = Vec::new();
    for line in lines() {
        let own = own_words(line.text);
        let question = own.replace("did you mean `?", "").replace("` or `?", "");
        if line.text.ends_with('.') || own.contains('!') {
            bad.push(format!("ends like a sentence: {line}"));
        }
        if question.contains('?') && !line.text.starts_with("did you mean") {
            bad.push(format!("asks: {line}"));
        }
        match line.kind {
            "error" | "warning" | "advice" if own.chars().count() > 90 => {
                bad.push(format!("too long a headline: {line}"));
            }
            "here" | "there" if line.text.split(' ').count() > 6 => {
                bad.push(format!("too long a label: {line}"));
            }
            _ => {}
        }
    }
    assert!(bad.is_empty(), "{}", bad.join("\n"));
}

#[test]
fn titles_of_fixes_can_be_read_alone() {
    let verbs = ["add", "remove", "change", "rename", "move", "wrap", "convert", "escape"];
    let mut bad = Vec::new();
    for line in lines() {
        if !matches!(line.kind, "fix" | "unsafe fix") {
            continue;
        }
        let own = own_words(line.text);
        let mut words = own.split(' ');
        if !verbs.contains(&words.next().unwrap_or_default()) || words.any(|word| word == "it") {
            bad.push(format!("{line}"));
        }
    }
    assert!(bad.is_empty(), "{}", bad.join("\n"));
}
