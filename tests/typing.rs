//! A member is typed into a valid body, key by key: what is unfinished at the cursor is one
//! finding, and it is where the typing goes on.
//!
//! `TYPING_SHOW=1 cargo test --test typing -- --nocapture` prints every step that is not so.

#[path = "support/clean.rs"]
mod clean;

use polytomic_lint::{Linter, Source};
use serde_json::Value;

/// Longer members are not typed, and of the others one of so many.
const LONGEST: usize = 400;
const EACH: usize = 2;

/// An editor with a cursor. Where it closes quotes and brackets at once, what it put in is typed
/// over.
struct Editor {
    text: String,
    cursor: usize,
    closes: bool,
    /// How many of the next characters it put in itself.
    own: usize,
}

impl Editor {
    fn insert(&mut self, text: &str) {
        self.text.insert_str(self.cursor, text);
        self.cursor += text.len();
    }

    fn type_key(&mut self, key: &str) {
        let next = self.text[self.cursor..].chars().next();
        if self.own > 0 && next.is_some_and(|next| key.starts_with(next)) {
            self.own -= 1;
            self.cursor += key.len();
            return;
        }
        // A string that is open closes nothing but itself.
        let before = &self.text[..self.cursor];
        let line = &before[before.rfind('\n').map_or(0, |at| at + 1)..];
        let in_string = line.matches('"').count() % 2 == 1;
        let closer = match key {
            "\"" if self.closes && !in_string => "\"",
            "{" if self.closes && !in_string => "}",
            "[" if self.closes && !in_string => "]",
            _ => "",
        };
        self.insert(key);
        self.text.insert_str(self.cursor, closer);
        self.own += closer.len();
    }

    /// A line break with the indentation of the next line; a closer that the editor put in goes
    /// to a line of its own.
    fn type_line(&mut self, indent: &str) {
        let line = self.text[..self.cursor].rsplit('\n').next().unwrap_or_default();
        let outer = line[..line.len() - line.trim_start().len()].to_owned();
        let closer = self.own > 0 && self.text[self.cursor..].starts_with(['}', ']']);
        self.insert(&format!("\n{indent}"));
        if closer {
            self.text.insert_str(self.cursor, &format!("\n{outer}"));
        }
    }

    /// Goes to the next line, where a closer is that the editor put in.
    fn go_to_closer(&mut self) {
        let rest = &self.text[self.cursor..];
        self.cursor += rest.len() - rest.trim_start().len();
    }
}

/// The lines of a member: where it starts in the text of a body, and where the text after it and
/// its comma starts.
struct Member<'t> {
    before: &'t str,
    /// Without its comma.
    text: &'t str,
    after: &'t str,
    /// Whether nothing follows in its object.
    last: bool,
    first: bool,
}

/// The members on lines of their own.
fn members(text: &str) -> Vec<Member<'_>> {
    let starts: Vec<usize> =
        std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let mut out = Vec::new();
    for (number, start) in starts.iter().enumerate() {
        let line = text[*start..].lines().next().unwrap_or_default();
        if !line.trim_start().starts_with('"') || !line.contains("\": ") {
            continue;
        }
        // A value over several lines ends where its closer is.
        let mut end = *start + line.len();
        if line.ends_with(['{', '[']) {
            let closer = starts[number + 1..].iter().find(|next| {
                let closer = text[**next..].lines().next().unwrap_or_default();
                indent(closer) == indent(line)
            });
            let Some(closer) = closer else { continue };
            end = closer + text[*closer..].lines().next().unwrap_or_default().len();
        }
        let whole = &text[*start..end];
        let member = whole.strip_suffix(',').unwrap_or(whole);
        let before = text[..*start].trim_end();
        out.push(Member {
            before: &text[..*start],
            text: member,
            after: &text[end..],
            last: !whole.ends_with(','),
            first: before.ends_with('{'),
        });
    }
    out
}

/// How often a step of typing had more than one finding, and one away from what is typed.
#[derive(Debug, Default)]
struct Steps {
    all: usize,
    several: usize,
    away: usize,
}

impl Steps {
    fn holds(&self) -> bool {
        self.several * 100 <= self.all * 5 && self.away * 100 <= self.all * 7
    }

    /// Looks at one step: the member that is typed begins and ends at these places.
    fn take(&mut self, linter: &Linter, editor: &Editor, from: usize, to: usize) {
        let source = Source::new("a.sync.json", &*editor.text);
        let report = linter.lint(&source);
        let findings = report.findings();
        let line = |at: usize| editor.text[..at].matches('\n').count();
        let lines = line(from)..=line(to);
        let away = findings.iter().any(|f| !lines.contains(&line(f.span.start as usize)));
        self.all += 1;
        self.several += usize::from(findings.len() > 1);
        self.away += usize::from(away);
        if std::env::var_os("TYPING_SHOW").is_some() && (findings.len() > 1 || away) {
            let (text, cursor) = (&editor.text, editor.cursor);
            let near = text.floor_char_boundary(from.saturating_sub(50));
            let far = text.ceil_char_boundary((cursor + 50).min(text.len()));
            let at = line(cursor) + 1;
            eprintln!("line {at}: {}⟂{}", &text[near..cursor], &text[cursor..far]);
            for finding in findings {
                let (code, at) = (finding.code, line(finding.span.start as usize) + 1);
                eprintln!("  -> {code} on line {at}: {}", finding.message);
            }
            eprintln!("--------");
        }
    }
}

/// Types a member into the body without it.
fn typed(linter: &Linter, member: &Member<'_>, closes: bool, steps: &mut Steps) {
    let indent = &member.text[..member.text.len() - member.text.trim_start().len()];
    let mut editor = Editor { text: String::new(), cursor: 0, closes, own: 0 };
    let mut before = member.before.trim_end();
    let mut keys: Vec<String> = Vec::new();
    if member.last && !member.first {
        // The comma before it is typed first.
        before = before.strip_suffix(',').unwrap_or(before);
        keys.push(",".to_owned());
    }
    editor.insert(before);
    editor.text.push_str(member.after);
    let from = editor.cursor;
    assert!(is_json(&editor.text), "{}", editor.text);
    keys.push(format!("\n{indent}"));
    let mut lines = member.text.trim_start().split('\n').peekable();
    while let Some(line) = lines.next() {
        keys.extend(line.trim_start().chars().map(String::from));
        if let Some(next) = lines.peek() {
            keys.push(format!("\n{}", &next[..next.len() - next.trim_start().len()]));
        }
    }
    if !member.last {
        keys.push(",".to_owned());
    }
    let mut begun = from;
    for (number, key) in keys.iter().enumerate() {
        match key.strip_prefix('\n') {
            Some(indent) => {
                let closer = keys.get(number + 1).is_some_and(|key| key == "}" || key == "]");
                if editor.own > 0 && closer {
                    editor.go_to_closer();
                    continue;
                }
                editor.type_line(indent);
                if begun == from {
                    begun = editor.cursor;
                }
            }
            None => editor.type_key(key),
        }
        let to = editor.text.len() - member.after.len();
        steps.take(linter, &editor, begun.min(editor.cursor), to);
    }
    assert!(is_json(&editor.text), "{}", editor.text);
}

fn is_json(text: &str) -> bool {
    serde_json::from_str::<Value>(text).is_ok()
}

/// The clean bodies, a member a line.
fn bodies() -> impl Iterator<Item = String> {
    let value = |text: String| serde_json::from_str::<Value>(&text).expect("JSON");
    clean::texts().into_iter().map(move |text| format!("{:#}\n", value(text)))
}

/// Types members of every body, those on one line or those over several.
fn steps(closes: bool, lines: bool) -> Steps {
    let codes = ["PT001", "PT003", "PT013", "PT014", "PT015"];
    let linter = Linter::builder().select(codes).build().expect("known rules");
    let mut steps = Steps::default();
    for body in bodies() {
        let wanted = |member: &&Member<'_>| {
            member.text.contains('\n') == lines && member.text.len() < LONGEST
        };
        for member in members(&body).iter().filter(wanted).step_by(EACH) {
            typed(&linter, member, closes, &mut steps);
        }
    }
    if std::env::var_os("TYPING_SHOW").is_some() {
        eprintln!("closes quotes and brackets: {closes}, over several lines: {lines}: {steps:?}");
    }
    steps
}

#[test]
fn a_member_on_one_line_is_one_finding_on_that_line() {
    for closes in [false, true] {
        let steps = steps(closes, false);
        assert!(steps.all > 1000 && steps.holds(), "{steps:?}");
    }
}

#[test]
fn a_member_over_several_lines_is_one_finding_in_these_lines() {
    for closes in [false, true] {
        let steps = steps(closes, true);
        assert!(steps.all > 1000 && steps.holds(), "{steps:?}");
    }
}
