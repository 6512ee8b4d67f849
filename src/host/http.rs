//! Request files (`.http`, `.rest`): requests between lines of `###`, with variables and headers.

use std::collections::HashMap;

use super::builder::Builder;
use super::{Around, Bodiless, Embedded, Reading, Scope, Style, shell, variables, work};
use crate::endpoint::{Header, Request, RequestText, Sender};
use crate::text::Span;

/// Reads the part of a text that is a request file.
pub(super) fn read(scope: Scope<'_>, part: Span, around: Around<'_>, out: &mut Reading<'_>) {
    let mut file =
        File { scope, variables: HashMap::new(), block: None, script: None, command: None };
    let mut at = part.start as usize;
    for line in part.of(scope.text).split_inclusive('\n') {
        let span = Span::new(at as u32, (at + line.len()) as u32);
        at += line.len();
        work::note(line.len());
        file.line(span, around, out);
    }
    file.finish(around, out);
}

struct File<'f> {
    scope: Scope<'f>,
    variables: HashMap<&'f str, &'f str>,
    block: Option<Block>,
    /// What closes the script that comes before a request.
    script: Option<&'static str>,
    /// The lines of a curl command in place of a request.
    command: Option<Span>,
}

/// A request that is being read.
struct Block {
    request: Request,
    state: State,
    /// The lines of its body.
    body: Span,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Headers,
    Body,
    /// After it: a script that handles the response.
    After,
}

impl<'f> File<'f> {
    fn line(&mut self, span: Span, around: Around<'_>, out: &mut Reading<'_>) {
        let line = span.of(self.scope.text).trim_end_matches(['\n', '\r']);
        let bare = line.trim_start_matches('\u{feff}').trim();
        if bare.starts_with("###") {
            return self.finish(around, out);
        }
        if let Some(closer) = self.script {
            self.script = Some(closer).filter(|closer| !line.contains(closer));
            return;
        }
        if let Some(command) = &mut self.command {
            command.end = span.end;
            return;
        }
        match self.block.as_ref().map(|block| block.state) {
            None => self.before(span, line, out),
            Some(State::Headers) => self.header(span, line, out),
            Some(State::Body) => self.body(span, line),
            Some(State::After) => {}
        }
    }

    /// Before a request: variables, comments, and the line that starts one.
    fn before(&mut self, span: Span, line: &'f str, out: &mut Reading<'_>) {
        let start = span.start + (line.len() - line.trim_start_matches(blank).len()) as u32;
        let bare = line.trim_matches(blank);
        if bare.is_empty() {
            return;
        }
        if bare.starts_with('#') || bare.starts_with("//") {
            out.comments.push(Span::new(start, start + bare.len() as u32));
            return;
        }
        if let Some((name, value)) = bare.strip_prefix('@').and_then(|rest| rest.split_once('=')) {
            self.variables.insert(name.trim(), value.trim());
            return;
        }
        // `< {% … %}`, `< file.js`, or a block of `{{` and `}}`.
        if bare.starts_with('<') || bare == "{{" {
            let (open, close) = if bare == "{{" { ("{{", "}}") } else { ("{%", "%}") };
            let (open, close) = (bare.contains(open), Some(close).filter(|it| !bare.contains(it)));
            self.script = close.filter(|_| open);
            return;
        }
        if bare.starts_with("curl ") {
            self.command = Some(span);
            return;
        }
        let first = bare.split_ascii_whitespace().next().unwrap_or_default();
        let method = !first.is_empty() && first.bytes().all(|byte| byte.is_ascii_alphabetic());
        let place = Span::new(start, start + first.len() as u32);
        let mut request = Request::new(Sender::Http, place);
        let said = |text: &str, span| {
            let varies = text.contains("{{");
            RequestText { text: text.to_owned(), span, varies }
        };
        let mut url = bare;
        if method {
            request.method = Some(said(first, place));
            url = bare[first.len()..].trim_start();
        } else {
            // A URL alone is fetched.
            request.method = Some(said("GET", place));
        }
        let from = start + (bare.len() - url.len()) as u32;
        let url = url.split_once(" HTTP/").map_or(url, |(url, _)| url).trim_end();
        let mut url = said(url, Span::new(from, from + url.len() as u32));
        url.text = variables::filled(&url.text, |name| self.variables.get(name).copied());
        request.url = Some(url);
        self.block = Some(Block { request, state: State::Headers, body: Span::empty(span.end) });
    }

    fn header(&mut self, span: Span, line: &str, out: &mut Reading<'_>) {
        let scope = self.scope;
        let Some(block) = &mut self.block else { return };
        let bare = line.trim_matches(blank);
        let start = span.start + (line.len() - line.trim_start_matches(blank).len()) as u32;
        if bare.is_empty() {
            block.state = State::Body;
            block.body = Span::empty(span.end);
        } else if bare.starts_with('#') || bare.starts_with("//") {
            out.comments.push(Span::new(start, start + bare.len() as u32));
        } else if let (true, ' ' | '\t', Some(url)) =
            (bare.starts_with(['?', '&']), first(line), &mut block.request.url)
        {
            url.text.push_str(bare);
        } else if bare.starts_with('{') && !bare.starts_with("{{") {
            // Somebody left out the empty line.
            block.state = State::Body;
            block.body = Span::empty(span.start);
            self.body(span, line);
        } else if let Some((name, value)) = bare.split_once(':') {
            let from = start + (bare.len() - value.trim_start().len()) as u32;
            let value = value.trim();
            let span = Span::new(from, from + value.len() as u32);
            let varies = value.contains("{{");
            let value = RequestText { text: span.of(scope.text).to_owned(), span, varies };
            block.request.headers.push(Header { name: name.trim().to_owned(), value });
        }
    }

    fn body(&mut self, span: Span, line: &str) {
        let Some(block) = &mut self.block else { return };
        let script = ["> ", "<> ", ">> ", "?? "].iter().any(|mark| line.starts_with(mark));
        if script || line.trim_end() == "{{" {
            block.state = State::After;
        } else {
            block.body.end = span.end;
        }
    }

    fn finish(&mut self, around: Around<'_>, out: &mut Reading<'_>) {
        self.script = None;
        if let Some(command) = self.command.take() {
            return shell::read(self.scope, command, around, out);
        }
        let Some(block) = self.block.take() else { return };
        let text = self.scope.text;
        let raw = block.body.of(text);
        let start =
            block.body.start + (raw.len() - raw.trim_start_matches(blank_or_end).len()) as u32;
        let raw = raw.trim_matches(blank_or_end);
        if let Some(name) = raw.strip_prefix('<').filter(|name| !name.contains('\n')) {
            let name = name.trim_start_matches('@').trim();
            let aim = block.request.aim();
            if !name.is_empty() && !name.contains("{{") && self.scope.is_meant(aim, "{") {
                let name = Some(name.to_owned());
                out.elsewhere.push(Bodiless { name, request: block.request });
            }
            return;
        }
        let mut body = Builder::new(text);
        let part = Span::new(start, start + raw.len() as u32);
        with_variables(text, part, &mut body);
        if raw.is_empty() || !self.scope.is_meant(block.request.aim(), body.text()) {
            return;
        }
        let (text, map, variables) = body.finish();
        out.bodies.push(Embedded {
            kind: around.kind,
            text,
            map: map.with_prefix(around.prefix),
            variables,
            opening: block.request.place.start,
            request: Some(block.request),
            jsonc: false,
        });
    }
}

/// Takes a part of the file with its `{{…}}`.
fn with_variables(text: &str, part: Span, out: &mut Builder<'_>) {
    let (mut at, end) = (part.start as usize, part.end as usize);
    while at < end {
        if let Some(length) = variables::length(&text[at..end]) {
            out.variable(Span::new(at as u32, (at + length) as u32));
            at += length;
            continue;
        }
        let rest = &text.as_bytes()[at + 1..end];
        let next = at + 1 + memchr::memchr(b'{', rest).unwrap_or(rest.len());
        out.copy(Span::new(at as u32, next as u32), Style::Verbatim);
        at = next;
    }
}

fn first(line: &str) -> char {
    line.chars().next().unwrap_or_default()
}

fn blank(ch: char) -> bool {
    matches!(ch, ' ' | '\t' | '\u{feff}')
}

fn blank_or_end(ch: char) -> bool {
    blank(ch) || matches!(ch, '\n' | '\r')
}
