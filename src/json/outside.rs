//! What stands around the outermost value: fragments without braces, quotes and fences that came
//! along when the body was copied, several documents, text after the end.

use super::frame::Form;
use super::parser::{Expect, Parser};
use super::recovery::line_length;
use super::reopen::{Early, too_early};
use super::{Problem, Topic};
use crate::text::{Fix, Span, shown};

/// Something around the body that has to go, or to come.
#[derive(Debug)]
pub(super) struct Wrapping {
    span: Span,
    message: String,
    help: &'static str,
    title: &'static str,
    edits: Vec<(Span, String)>,
    /// What ends it, if it is written around the body.
    closer: &'static str,
}

/// What follows white space and comments.
fn behind_comments(text: &str) -> &str {
    let mut rest = text.trim_start();
    loop {
        let behind = if rest.starts_with("//") || rest.starts_with('#') {
            &rest[line_length(rest)..]
        } else if let Some(comment) = rest.strip_prefix("/*") {
            comment.split_once("*/").map_or("", |(_, behind)| behind)
        } else {
            return rest;
        };
        rest = behind.trim_start();
    }
}

impl Parser<'_, '_> {
    /// Something else than a value at the very start.
    pub(super) fn odd_top(&mut self, byte: u8) {
        let rest = &self.text[self.at..];
        let line = &rest[..line_length(rest)];
        let word = line.split([' ', '\t']).next().unwrap_or(line);
        let wrapper = match byte {
            b'\'' if rest[1..].trim_start().starts_with('{') => Some("'"),
            b'`' if line.starts_with("```") => Some("```"),
            b'`' if rest[1..].trim_start().starts_with('{') => Some("`"),
            _ => None,
        };
        if let Some(closer) = wrapper {
            let length = if closer == "```" { line.trim_end().len() } else { 1 };
            let span = self.here(length);
            self.wrapping = Some(Wrapping {
                span,
                message: format!("`{}` stands before the body", shown(span.of(self.text))),
                help: "keep only the JSON in the file, from `{` to `}`",
                title: "remove what stands around the body",
                edits: vec![(span, String::new())],
                closer,
            });
            self.at += length;
        } else if matches!(word, "$" | "curl" | "http" | "https" | "wget") {
            // Its first word alone: the rest may hold a token.
            self.give_up(
                line,
                word,
                "this is a shell command, not a body",
                "keep only the JSON that the command sends",
            );
        } else if matches!(line.get(..2), Some("<!" | "<?" | "<h")) {
            self.give_up(
                line,
                line,
                "this is a web page or XML, not JSON",
                "save the JSON body itself in the file",
            );
        } else if line.starts_with("---") || self.reads_as_yaml(line) {
            self.give_up(
                line,
                line,
                "this reads as YAML, not as JSON",
                "the API takes JSON; convert the file before it is sent",
            );
        } else {
            self.text_before(line, byte);
        }
    }

    fn reads_as_yaml(&self, line: &str) -> bool {
        let Some((key, _)) = line.split_once(':') else { return false };
        let name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
        !key.is_empty() && key.trim_start_matches("- ").chars().all(name)
    }

    fn text_before(&mut self, line: &str, byte: u8) {
        if matches!(byte, b'\'' | b'`') {
            return self.other_quotes(char::from(byte));
        }
        let line = line.trim_end();
        let brace = memchr::memchr(b'{', &self.bytes[self.at..]);
        let length = brace.map_or(line.len(), |brace| {
            self.text[self.at..self.at + brace].trim_end().len().min(line.len())
        });
        let Some(brace) = brace else {
            return self.give_up(
                line,
                line,
                "this is not JSON",
                "a body is an object: it starts with `{`",
            );
        };
        let span = self.here(length);
        self.report(
            Problem::syntax(
                span,
                format!("`{}` stands before the body", shown(span.of(self.text))),
            )
            .label("not JSON")
            .help("keep only the JSON in the file, from `{` to `}`"),
        );
        self.at += brace;
    }

    fn give_up(&mut self, line: &str, beginning: &str, what: &str, help: &str) {
        let line = line.trim_end();
        let span = self.here(line.len());
        self.report(
            Problem::new(
                Topic::NotAnObject,
                span,
                format!("{what}: it begins with `{}`", shown(beginning.trim_end())),
            )
            .label("not JSON")
            .help(help),
        );
        self.expect = Expect::Stop;
    }

    /// Something behind the outermost value.
    pub(super) fn after_the_end(&mut self, byte: u8) {
        let rest = &self.text[self.at..];
        if let Some(wrapping) = &mut self.wrapping
            && !wrapping.closer.is_empty()
            && rest.starts_with(wrapping.closer)
        {
            let length = wrapping.closer.len();
            wrapping
                .edits
                .push((Span::new(self.at as u32, (self.at + length) as u32), String::new()));
            wrapping.closer = "";
            self.at += length;
            return;
        }
        match byte {
            b':' if self.nodes.len() == 1 && self.nodes[0].is_string() => self.fragment(),
            b'{' | b'[' => {
                let length = super::ahead::value_end(self.bytes, self.at) - self.at;
                let span = self.here(self.text[self.at..self.at + length].trim_end().len());
                self.report(
                    Problem::new(Topic::NotAnObject, span, "a second document begins here")
                        .label("not read")
                        .help("a request has one body; put each into a file of its own"),
                );
                self.expect = Expect::Stop;
            }
            b',' if self.goes_on(self.at + 1) => self.go_on(true),
            b'"' if self.goes_on(self.at) => self.go_on(false),
            _ => self.text_after(rest),
        }
    }

    fn text_after(&mut self, rest: &str) {
        let line = rest[..line_length(rest)].trim_end();
        let span = self.here(line.len());
        let only =
            |allowed: &[char]| rest.chars().all(|c| c.is_whitespace() || allowed.contains(&c));
        let message = format!("`{}` stands after the end of the body", shown(line));
        let mut problem = Problem::syntax(span, message).label("not part of it").help("remove it");
        if only(&[',', ';', '\'', '`']) {
            problem = problem.fix(Fix::safe("remove it", vec![(span, String::new())]));
        } else if only(&['}', ']', ',']) {
            problem = problem
                .help("every bracket is closed already; remove it, or look for a bracket that is missing above")
                .fix(Fix::unsafe_("remove it", vec![(span, String::new())]));
        }
        self.report(problem);
        self.expect = Expect::Stop;
    }

    /// Whether a key with its colon follows a body that was complete.
    fn goes_on(&self, from: usize) -> bool {
        let root = self.nodes.first().is_some_and(|raw| raw.is_object());
        let rest = behind_comments(&self.text[from..]);
        root && self.wrapping.is_none()
            && rest
                .strip_prefix('"')
                .and_then(|rest| rest.split_once('"'))
                .is_some_and(|(_, rest)| rest.trim_start().starts_with(':'))
    }

    fn go_on(&mut self, comma: bool) {
        let problem = too_early(Early::Body, self.last_end, self.at as u32, comma);
        self.report(problem);
        self.reopen_root();
        if !comma {
            self.expect = Expect::Key;
        }
    }

    /// `"target": {…}` without the braces around it: they are taken as written.
    fn fragment(&mut self) {
        let raw = self.nodes[0];
        let span = Span::new(raw.start, raw.end);
        self.nodes.clear();
        let colon = self.at;
        self.at = raw.start as usize;
        self.open_frame(Form::Bare);
        self.push_key(raw.flags(), raw.start as usize, raw.end as usize);
        self.at = colon;
        self.colon();
        self.wrapping = Some(Wrapping {
            span,
            message: format!(
                "the body has no braces: it begins with the key `{}`",
                shown(span.of(self.text).trim_matches(['"', '\'', '`']))
            ),
            help: "put `{` before it and `}` at the end",
            title: "add the braces",
            edits: vec![(Span::empty(raw.start), "{".to_owned())],
            closer: "",
        });
    }

    /// Says what stands around the body, now that its end is known.
    pub(super) fn report_wrapping(&mut self, end: usize) {
        let Some(mut wrapping) = self.wrapping.take() else { return };
        if self.stack.first().is_some_and(|frame| frame.is_bare()) {
            if self.expect == Expect::Key && self.bytes.get(self.mark) == Some(&b',') {
                let comma = Span::new(self.mark as u32, self.mark as u32 + 1);
                wrapping.edits.push((comma, String::new()));
            }
            wrapping.edits.push((Span::empty(end as u32), self.behind(end, "}")));
        }
        self.report(
            Problem::new(Topic::NotAnObject, wrapping.span, wrapping.message)
                .label("not an object yet")
                .help(wrapping.help)
                .fix(Fix::safe(wrapping.title, wrapping.edits)),
        );
    }
}
