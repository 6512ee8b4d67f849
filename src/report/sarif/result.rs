//! A finding as SARIF has it.

use std::borrow::Cow;
use std::sync::LazyLock;

use super::rule;
use crate::finding::Finding;
use crate::report::template::{self, Template, Value, place};
use crate::report::text::printable;
use crate::rules::rules;
use crate::text::{Fix, Position, Source, Span};

/// Code scanning takes no more locations of one result.
const LOCATIONS: usize = 999;
/// Links in the message beyond these are more than anyone reads.
const LINKS: usize = 8;

/// What is around the values of a result, of a place, and of a fix.
#[derive(Debug)]
struct Templates {
    rule: Template,
    index: Template,
    message: Template,
    id: Template,
    region: Template,
    fingerprint: Template,
    fix: Template,
}

static TEMPLATES: LazyLock<Templates> = LazyLock::new(|| Templates {
    rule: Template::new(r#"{"ruleId":"@""#),
    index: Template::new(r#","ruleIndex":@"#),
    message: Template::new(r#","level":"@","message":{"text":"@"},"locations":["#),
    id: Template::new(r#"{"id":@,"#),
    region: Template::new(
        r#"{"startLine":@,"startColumn":@,"endLine":@,"endColumn":@,"byteOffset":@,"byteLength":@}"#,
    ),
    // None of them is said to be new while others are known: an empty list of suppressions says so.
    fingerprint: Template::new(
        r#","partialFingerprints":{"polytomicLint/v1":"@"},"suppressions":@"#,
    ),
    fix: Template::new(
        r#"{"description":{"text":"@"},"artifactChanges":[{"artifactLocation":{"uri":"@"},"replacements":@}],"properties":{"applicability":"@"}}"#,
    ),
});

/// Writes the results of a file.
pub(super) struct Results<'f> {
    pub(super) source: &'f Source<'f>,
    /// The address of the file.
    pub(super) uri: &'f str,
    /// The last rule, which is often the next one too, and its place among those of this tool.
    last: Option<(&'static str, Option<usize>)>,
    /// What the last result says, as it is between quotes in JSON.
    message: String,
}

impl<'f> Results<'f> {
    pub(super) fn new(source: &'f Source<'f>, uri: &'f str) -> Self {
        Self { source, uri, last: None, message: String::new() }
    }

    /// Adds a finding; `known` to a baseline or not.
    pub(super) fn push(&mut self, out: &mut String, finding: &Finding, known: bool) {
        let all = &*TEMPLATES;
        all.rule.fill(out, 0, &[Value::Text(finding.code)]);
        all.rule.close(out);
        if let Some(index) = self.index(finding.code) {
            all.index.fill(out, 0, &[Value::Number(index as u32)]);
        }
        self.message.clear();
        push_message(&mut self.message, finding);
        let level = Value::Word(rule::level(finding.severity));
        all.message.fill(out, 0, &[level, Value::Json(&self.message)]);
        all.message.close(out);
        out.push('{');
        self.place(out, finding.span, (finding.start, finding.end));
        out.push_str("}]");
        if !finding.labels.is_empty() {
            out.push_str(",\"relatedLocations\":");
            let labels = finding.labels.iter().take(LOCATIONS).enumerate();
            all.id.list(out, labels, |out, (at, label)| {
                all.id.fill(out, 0, &[Value::Number(at as u32 + 1)]);
                all.id.close(out);
                self.place(out, label.span, (label.start, label.end));
                out.push_str(",\"message\":");
                push_text(out, &unlinked(&label.message));
                out.push('}');
            });
        }
        let suppressions = if known { r#"[{"kind":"external"}]"# } else { "[]" };
        let fingerprint = Value::Text(&finding.fingerprint);
        all.fingerprint.fill(out, 0, &[fingerprint, Value::Json(suppressions)]);
        if !finding.fixes.is_empty() {
            out.push_str(",\"fixes\":");
            all.fix.list(out, finding.fixes.iter(), |out, fix| self.fix(out, fix));
        }
        out.push('}');
    }

    fn index(&mut self, code: &'static str) -> Option<usize> {
        let known = self.last.filter(|(last, _)| *last == code).map(|(_, index)| index);
        let index = known.unwrap_or_else(|| rules().position(|info| info.code == code));
        self.last = Some((code, index));
        index
    }

    /// Adds a place, without brackets.
    fn place(&self, out: &mut String, span: Span, ends: (Position, Position)) {
        out.push_str(r#""physicalLocation":{"artifactLocation":{"uri":""#);
        template::push_text(out, self.uri);
        out.push_str(r#""},"region":"#);
        push_region(out, span, ends);
        out.push('}');
    }

    fn fix(&self, out: &mut String, fix: &Fix) {
        let template = &TEMPLATES.fix;
        template.fill(out, 0, &[Value::Text(&unlinked(&fix.title)), Value::Text(self.uri)]);
        template.open(out, 2);
        template.list(out, fix.edits.iter(), |out, edit| {
            let position = |at| self.source.position(at);
            out.push_str(r#"{"deletedRegion":"#);
            push_region(out, edit.span, (position(edit.span.start), position(edit.span.end)));
            out.push_str(r#","insertedContent":"#);
            push_text(out, &edit.text);
            out.push('}');
        });
        template.fill(out, 3, &[Value::Word(fix.applicability.name())]);
        template.close(out);
    }
}

fn push_text(out: &mut String, text: &str) {
    out.push_str("{\"text\":\"");
    template::push_text(out, text);
    out.push_str("\"}");
}

fn push_region(out: &mut String, span: Span, (start, end): (Position, Position)) {
    let ([line, column], [end_line, end_column]) = (place(start), place(end));
    let (offset, length) = (Value::Number(span.start), Value::Number(span.len() as u32));
    let template = &TEMPLATES.region;
    template.fill(out, 0, &[line, column, end_line, end_column, offset, length]);
    template.close(out);
}

/// Adds the headline, what to do, and links to the other places, as they are between quotes in JSON:
/// viewers show the places that are linked.
fn push_message(out: &mut String, finding: &Finding) {
    template::push_text(out, &unlinked(&finding.message));
    if let Some(help) = &finding.help {
        out.push_str("\\n");
        template::push_text(out, &unlinked(help));
    }
    let links = finding.labels.iter().enumerate().filter(|(_, label)| !label.message.is_empty());
    let links = links.take(LINKS).map(|(at, label)| {
        format!("[{}]({})", escaped(printable(&label.message).into_owned()), at + 1)
    });
    let links: Vec<String> = links.collect();
    if !links.is_empty() {
        out.push_str("\\nsee also: ");
        template::push_text(out, &links.join(", "));
    }
}

/// A text in which `[…](…)`, which may be a value of the body, is no link.
fn unlinked(text: &str) -> Cow<'_, str> {
    let text = printable(text);
    let closes = memchr::memchr_iter(b']', text.as_bytes());
    match closes.into_iter().any(|at| text.as_bytes().get(at + 1) == Some(&b'(')) {
        true => Cow::Owned(escaped(text.into_owned())),
        false => text,
    }
}

/// A text with what makes links written as itself.
fn escaped(mut text: String) -> String {
    for special in ["\\", "[", "]"] {
        text = text.replace(special, &format!("\\{special}"));
    }
    text
}
