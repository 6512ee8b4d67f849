//! A finding as the JSON report has it. It says the same as a serialized
//! [`Finding`](crate::Finding) with the name of its file.

use std::sync::LazyLock;

use crate::finding::{BodyPlace, Finding, Label};
use crate::report::template::{Template, Value, place};
use crate::text::{Edit, Fix, Span};

/// What is around the values of a finding and of what it has.
#[derive(Debug)]
pub(super) struct Entries {
    finding: Template,
    label: Template,
    fix: Template,
    edit: Template,
    body: Template,
}

/// On one line each.
pub(super) fn lines() -> &'static Entries {
    static LINES: LazyLock<Entries> = LazyLock::new(|| Entries::new(|text, _| Template::new(text)));
    &LINES
}

/// Over several lines, in a list that is a member of the document.
pub(super) fn pretty() -> &'static Entries {
    static PRETTY: LazyLock<Entries> = LazyLock::new(|| Entries::new(Template::pretty));
    &PRETTY
}

impl Entries {
    fn new(template: impl Fn(&str, usize) -> Template) -> Self {
        Self {
            finding: template(
                r#"{"file":"@","code":"@","name":"@","severity":"@","message":"@","help":@,"url":@,"evidence":"@","pointer":@,"span":{"start":@,"end":@},"start":{"line":@,"column":@},"end":{"line":@,"column":@},"labels":@,"fixes":@,"fingerprint":"@"@}"#,
                2,
            ),
            label: template(
                r#"{"span":{"start":@,"end":@},"start":{"line":@,"column":@},"end":{"line":@,"column":@},"message":"@"}"#,
                4,
            ),
            fix: template(r#"{"title":"@","applicability":"@","edits":@}"#, 4),
            edit: template(r#"{"span":{"start":@,"end":@},"text":"@"}"#, 6),
            body: template(r#","body":{"index":@,"kind":"@","start":{"line":@,"column":@}}"#, 3),
        }
    }

    /// Adds a list of findings with the names of their files.
    pub(super) fn list<'f>(
        &self,
        out: &mut String,
        findings: impl Iterator<Item = (&'f str, &'f Finding)>,
    ) {
        self.finding.list(out, findings, |out, (file, finding)| self.push(out, file, finding));
    }

    /// Adds a finding.
    pub(super) fn push(&self, out: &mut String, file: &str, finding: &Finding) {
        let template = &self.finding;
        let ([start, end], [line, column], [end_line, end_column]) =
            (bytes(finding.span), place(finding.start), place(finding.end));
        let values = [
            Value::Text(file),
            Value::Text(finding.code),
            Value::Text(finding.name),
            Value::Word(finding.severity.name()),
            Value::Text(&finding.message),
            Value::Maybe(finding.help.as_deref()),
            Value::Maybe(finding.url.as_deref()),
            Value::Word(finding.evidence.name()),
            Value::Maybe(finding.pointer.as_deref()),
            start,
            end,
            line,
            column,
            end_line,
            end_column,
        ];
        template.fill(out, 0, &values);
        template.open(out, 15);
        self.label.list(out, finding.labels.iter(), |out, label| self.label(out, label));
        template.open(out, 16);
        self.fix.list(out, finding.fixes.iter(), |out, fix| self.fix(out, fix));
        template.fill(out, 17, &[Value::Text(&finding.fingerprint)]);
        template.open(out, 18);
        if let Some(body) = finding.body {
            self.body(out, body);
        }
        template.close(out);
    }

    fn label(&self, out: &mut String, label: &Label) {
        let ([start, end], [line, column], [end_line, end_column]) =
            (bytes(label.span), place(label.start), place(label.end));
        let message = Value::Text(&label.message);
        self.label.fill(out, 0, &[start, end, line, column, end_line, end_column, message]);
        self.label.close(out);
    }

    fn fix(&self, out: &mut String, fix: &Fix) {
        let applicability = Value::Word(fix.applicability.name());
        self.fix.fill(out, 0, &[Value::Text(&fix.title), applicability]);
        self.fix.open(out, 2);
        self.edit.list(out, fix.edits.iter(), |out, edit| self.edit(out, edit));
        self.fix.close(out);
    }

    fn edit(&self, out: &mut String, edit: &Edit) {
        let [start, end] = bytes(edit.span);
        self.edit.fill(out, 0, &[start, end, Value::Text(&edit.text)]);
        self.edit.close(out);
    }

    fn body(&self, out: &mut String, body: BodyPlace) {
        let [line, column] = place(body.start);
        let (index, kind) = (Value::Number(body.index), Value::Word(body.kind.name()));
        self.body.fill(out, 0, &[index, kind, line, column]);
        self.body.close(out);
    }
}

fn bytes<'v>(span: Span) -> [Value<'v>; 2] {
    [Value::Number(span.start), Value::Number(span.end)]
}

#[cfg(test)]
mod tests {
    use serde::Serialize;

    use super::{lines, pretty};
    use crate::finding::Finding;
    use crate::text::Source;
    use crate::{Linter, Severity};

    #[derive(Serialize)]
    struct Entry<'r> {
        file: &'r str,
        #[serde(flatten)]
        finding: &'r Finding,
    }

    #[test]
    fn an_entry_says_what_a_serialized_finding_says() {
        let linter = Linter::builder().pedantic(true).build().expect("a linter");
        let mut seen = [false; 4];
        for (name, text) in [
            ("a.sync.json", r#"{"mode": "upsrt", "mode": "creat", 'name': "ü", "sorce": nul, }"#),
            ("a \".md", "```json\n{\"name\": \"Accounts\", \"mode\": \"creat\"}\n```\n"),
            ("a.jsonl", "{\"name\": 1}\n{\"fields\": [{\"tarjet\": \"\u{202e}\"}]}\n"),
            ("a.json", "[{\"mode\": 1}, {\"fields\": []}]"),
            ("a.sh", "curl -d '{\"mode\": \"creat\"}' https://app.polytomic.com/api/syncs"),
        ] {
            let report = linter.lint(&Source::new(name, text));
            for finding in report.findings() {
                let file = report.file();
                let entry = Entry { file, finding };
                let mut out = String::new();
                lines().push(&mut out, file, finding);
                let right = serde_json::to_string(&entry).expect("JSON");
                assert_eq!(out, crate::report::text::escaped(right));
                let mut out = String::new();
                pretty().list(&mut out, std::iter::once((file, finding)));
                let right = serde_json::to_string_pretty(&[[[&entry]]]).expect("JSON");
                let right = right.trim_start_matches("[\n  [\n    ").trim_end_matches("\n  ]\n]");
                let right = right.replace("\n  ", "\n");
                assert_eq!(out, crate::report::text::escaped(right));
                seen[0] |= !finding.labels.is_empty();
                seen[1] |= !finding.fixes.is_empty();
                seen[2] |= finding.body.is_some();
                seen[3] |= finding.severity == Severity::Warning;
            }
        }
        assert_eq!(seen, [true; 4]);
    }
}
