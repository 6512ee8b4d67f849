//! What a file is, and where in it bodies are: shell scripts, Markdown, request files, collections,
//! JSON Lines, and what was copied along with a body.
//!
//! Knows how bodies are wrapped, and nothing of what is in them but the names of keys it is given.

mod builder;
mod http;
mod likeness;
#[cfg(test)]
mod linear_tests;
mod lines;
mod map;
mod markdown;
mod paste;
mod postman;
mod prompts;
mod shell;
#[cfg(test)]
mod tests;
mod variables;
mod work;

use std::borrow::Cow;

pub(crate) use self::map::{Map, Style};
pub(crate) use self::paste::{Pasted, What};
pub(crate) use self::shell::COMMANDS;
#[cfg(feature = "cli")]
use crate::endpoint::Decided;
use crate::endpoint::Request;
use crate::finding::HostKind;
use crate::text::Span;

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A body, or what was meant as one.
    Json,
    /// A file with bodies in it.
    Host(HostKind),
    /// A text that a body was copied with.
    Paste,
    /// Another language, by its name.
    Foreign(&'static str),
}

/// A body in a file.
#[derive(Debug)]
pub(crate) struct Embedded<'f> {
    pub(crate) kind: HostKind,
    /// What is parsed.
    pub(crate) text: Cow<'f, str>,
    /// Where its bytes are in the file.
    pub(crate) map: Map,
    /// Texts in it that another program fills in.
    pub(crate) variables: Vec<String>,
    /// The request that sends it, where it is known.
    pub(crate) request: Option<Request>,
    /// Where what it is part of starts in the file: a command, a fence, a request.
    pub(crate) opening: u32,
    /// Whether comments and trailing commas are fine in it.
    pub(crate) jsonc: bool,
}

impl Embedded<'_> {
    /// Where its first byte is in the file.
    pub(crate) fn start(&self) -> u32 {
        self.map.span(Span::empty(0)).start
    }
}

/// What was found in a file.
#[derive(Debug, Default)]
pub(crate) struct Reading<'f> {
    /// In the order of the file.
    pub(crate) bodies: Vec<Embedded<'f>>,
    /// Comments of the host itself, in order.
    pub(crate) comments: Vec<Span>,
    /// Values of it with the names that they go by.
    pub(crate) named: Vec<(String, Span)>,
    /// The requests whose bodies are elsewhere.
    pub(crate) elsewhere: Vec<Bodiless>,
}

/// A request whose body is elsewhere.
#[derive(Debug)]
pub(crate) struct Bodiless {
    /// The name of the file that it sends, relative to the one with the request; nothing where it
    /// sends a body that is found with another request.
    #[cfg_attr(not(feature = "cli"), allow(dead_code, reason = "the command line lints them"))]
    pub(crate) name: Option<String>,
    pub(crate) request: Request,
}

/// A text as long as its file, and the keys that tell a body from other objects.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scope<'f> {
    pub(crate) text: &'f str,
    pub(crate) keys: &'f [&'f str],
    /// Whether a request counts wherever it goes.
    pub(crate) any: bool,
}

impl Reading<'_> {
    /// Moves everything, for a part of a file that starts there.
    fn shift(&mut self, by: u32) {
        for body in &mut self.bodies {
            body.map.shift(by);
            body.opening += by;
            if let Some(request) = &mut body.request {
                request.shift(by);
            }
        }
        self.elsewhere.iter_mut().for_each(|one| one.request.shift(by));
        let named = self.named.iter_mut().map(|(_, span)| span);
        for span in self.comments.iter_mut().chain(named) {
            *span = Span::new(span.start + by, span.end + by);
        }
    }
}

impl<'f> Reading<'f> {
    fn append(&mut self, mut other: Reading<'f>, by: u32) {
        other.shift(by);
        self.bodies.append(&mut other.bodies);
        self.elsewhere.append(&mut other.elsewhere);
        self.comments.append(&mut other.comments);
        self.named.append(&mut other.named);
    }
}

/// What is the same for all bodies in a part of a file.
#[derive(Debug, Clone, Copy)]
struct Around<'a> {
    kind: HostKind,
    /// What each line starts with.
    prefix: &'a str,
}

/// The names that settle what a file is, by their ending.
const ENDINGS: [(&str, Kind); 31] = [
    ("json", Kind::Json),
    ("jsonc", Kind::Json),
    ("json5", Kind::Json),
    ("jsonl", Kind::Host(HostKind::Lines)),
    ("ndjson", Kind::Host(HostKind::Lines)),
    ("sh", Kind::Host(HostKind::Shell)),
    ("bash", Kind::Host(HostKind::Shell)),
    ("zsh", Kind::Host(HostKind::Shell)),
    ("md", Kind::Host(HostKind::Markdown)),
    ("markdown", Kind::Host(HostKind::Markdown)),
    ("http", Kind::Host(HostKind::Http)),
    ("rest", Kind::Host(HostKind::Http)),
    ("tf", Kind::Foreign("Terraform")),
    ("tfvars", Kind::Foreign("Terraform")),
    ("hcl", Kind::Foreign("HCL")),
    ("py", Kind::Foreign("Python")),
    ("ipynb", Kind::Foreign("a Jupyter notebook")),
    ("yaml", Kind::Foreign("YAML")),
    ("yml", Kind::Foreign("YAML")),
    ("js", Kind::Foreign("JavaScript")),
    ("mjs", Kind::Foreign("JavaScript")),
    ("ts", Kind::Foreign("TypeScript")),
    ("go", Kind::Foreign("Go")),
    ("rb", Kind::Foreign("Ruby")),
    ("java", Kind::Foreign("Java")),
    ("php", Kind::Foreign("PHP")),
    ("ps1", Kind::Foreign("PowerShell")),
    ("toml", Kind::Foreign("TOML")),
    ("xml", Kind::Foreign("XML")),
    ("html", Kind::Foreign("HTML")),
    ("csv", Kind::Foreign("CSV")),
];

/// What a file is, by its name, and by its text where the name does not settle it. `named` is
/// false for a text without a name, such as standard input.
#[inline]
pub(crate) fn kind_of(name: Option<&str>, text: &str) -> Kind {
    let ending = name.and_then(|name| name.rsplit_once('.')).map(|(_, ending)| ending);
    // Nearly every file.
    if ending == Some("json") && text.starts_with('{') {
        return json_kind(text);
    }
    by_text(name, ending, text)
}

#[cold]
fn by_text(name: Option<&str>, ending: Option<&str>, text: &str) -> Kind {
    let known = ending.and_then(|ending| {
        ENDINGS.iter().find(|(known, _)| known.eq_ignore_ascii_case(ending)).map(|(_, kind)| *kind)
    });
    let start = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    match known {
        Some(Kind::Host(kind)) => Kind::Host(kind),
        _ if crate::json::starts_like_json(text) => json_kind(text),
        Some(Kind::Foreign(language)) => Kind::Foreign(language),
        // A script that has no ending, or none of its own.
        None if start.starts_with("#!") => script_kind(start),
        None if name.is_none() && shell::is_script(start) => Kind::Host(HostKind::Shell),
        _ => Kind::Paste,
    }
}

/// What fixes may write in a file.
#[cfg(any(feature = "cli", feature = "lsp"))]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Writable {
    /// Anything: it is a body, or meant as one.
    Whole,
    /// What is in its bodies, if that is asked for.
    Bodies,
    Nothing,
}

/// What may be written in a file that is what [`kind_of`] says.
#[cfg(any(feature = "cli", feature = "lsp"))]
pub(crate) fn writable(name: Option<&str>, text: &str) -> Writable {
    let json = |name: &str| {
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        let ending = ENDINGS.iter().find(|(known, _)| known.eq_ignore_ascii_case(ending));
        ending.is_some_and(|(_, kind)| *kind == Kind::Json)
    };
    match kind_of(name, text) {
        Kind::Json => Writable::Whole,
        Kind::Host(_) => Writable::Bodies,
        Kind::Paste if name.is_none_or(json) => Writable::Whole,
        Kind::Paste | Kind::Foreign(_) => Writable::Nothing,
    }
}

/// Whether a file is one with bodies in it.
#[cfg(feature = "lsp")]
pub(crate) fn has_bodies(name: Option<&str>, text: &str) -> bool {
    matches!(kind_of(name, text), Kind::Host(_))
}

/// The files that the requests in a file send, as they are named there, and what the requests
/// decide about them.
#[cfg(feature = "cli")]
pub(crate) fn files(name: &str, text: &str, keys: &[&str]) -> Vec<(String, Decided)> {
    match kind_of(Some(name), text) {
        Kind::Host(kind) => {
            let requests = read(kind, Scope { text, keys, any: false }).elsewhere.into_iter();
            requests.filter_map(|one| Some((one.name?, one.request.decides()))).collect()
        }
        _ => Vec::new(),
    }
}

/// The text of every body in a file.
#[cfg(feature = "cli")]
pub(crate) fn texts<'f>(name: &str, text: &'f str, keys: &'f [&'f str]) -> Vec<Cow<'f, str>> {
    let scope = Scope { text, keys, any: false };
    match kind_of(Some(name), text) {
        Kind::Json => vec![Cow::Borrowed(text)],
        Kind::Host(kind) => read(kind, scope).bodies.into_iter().map(|body| body.text).collect(),
        Kind::Paste => read_paste(scope).map(|pasted| pasted.body.text).into_iter().collect(),
        Kind::Foreign(_) => Vec::new(),
    }
}

/// Whether the name of a file says that it is one with bodies in it that may send other files.
#[cfg(feature = "cli")]
pub(crate) fn may_send_files(name: &str) -> bool {
    // Nearly every file.
    if crate::text::has_ending(name.as_bytes(), ".json") {
        return false;
    }
    let kinds = [HostKind::Shell, HostKind::Markdown, HostKind::Http].map(Kind::Host);
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    ENDINGS.iter().any(|(known, kind)| known.eq_ignore_ascii_case(ending) && kinds.contains(kind))
}

fn script_kind(text: &str) -> Kind {
    let line = text.lines().next().unwrap_or_default();
    match line {
        _ if line.contains("python") => Kind::Foreign("Python"),
        _ if line.contains("node") => Kind::Foreign("JavaScript"),
        _ if line.contains("ruby") => Kind::Foreign("Ruby"),
        _ => Kind::Host(HostKind::Shell),
    }
}

/// A body, or a collection, whose first key a body does not have.
#[inline]
fn json_kind(text: &str) -> Kind {
    const FIRST: [&str; 7] = [
        "\"info\"",
        "\"item\"",
        "\"variable\"",
        "\"auth\"",
        "\"event\"",
        "\"collection\"",
        "\"protocolProfileBehavior\"",
    ];
    let rest = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    let first = rest.strip_prefix('{').map_or("", str::trim_start);
    if FIRST.iter().any(|key| first.starts_with(key)) && postman::is_collection(text) {
        Kind::Host(HostKind::Postman)
    } else {
        Kind::Json
    }
}

/// The bodies in a file of a kind.
pub(crate) fn read(kind: HostKind, scope: Scope<'_>) -> Reading<'_> {
    let mut out = Reading::default();
    let whole = Span::new(0, scope.text.len() as u32);
    match kind {
        HostKind::Shell => {
            let part = whole_without_mark(scope.text);
            shell::read(scope, part, Around { kind, prefix: "" }, &mut out);
        }
        HostKind::Markdown => markdown::read(scope, &mut out),
        HostKind::Http => http::read(scope, whole, Around { kind, prefix: "" }, &mut out),
        HostKind::Postman => postman::read(scope, &mut out),
        HostKind::Lines => lines::read(scope, &mut out),
        HostKind::List => {}
    }
    out.comments.sort_unstable_by_key(|comment| comment.start);
    out
}

/// The body that was copied with what is around it.
pub(crate) fn read_paste(scope: Scope<'_>) -> Option<Pasted<'_>> {
    paste::read(scope)
}

fn whole_without_mark(text: &str) -> Span {
    let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    Span::new(mark as u32, text.len() as u32)
}
