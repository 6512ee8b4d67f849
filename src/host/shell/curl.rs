//! What a curl or httpie command sends, and how.

use crate::endpoint::{Header, Request, RequestText, Sender};
use crate::text::Span;

/// Where the body of a request comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Data {
    /// A part of a word.
    Word(Span),
    /// The name of a file, a part of a word.
    File(Span),
    /// Standard input.
    Input,
}

/// A command that was understood.
#[derive(Debug)]
pub(super) struct Sent {
    pub(super) request: Request,
    pub(super) data: Vec<Data>,
}

/// curl's options of one letter that take a value.
const LETTERS: &str = "AbcCdDeEFhHKmoPQrtTuUwxXyYz";

/// curl's long options that take a value.
const LONG: [&str; 46] = [
    "aws-sigv4",
    "cacert",
    "capath",
    "cert",
    "cert-type",
    "ciphers",
    "config",
    "connect-timeout",
    "connect-to",
    "cookie",
    "cookie-jar",
    "data",
    "data-ascii",
    "data-binary",
    "data-raw",
    "data-urlencode",
    "dump-header",
    "form",
    "form-string",
    "header",
    "interface",
    "json",
    "key",
    "limit-rate",
    "max-redirs",
    "max-time",
    "netrc-file",
    "oauth2-bearer",
    "output",
    "proxy",
    "proxy-user",
    "proxy-header",
    "range",
    "referer",
    "request",
    "request-target",
    "resolve",
    "retry",
    "retry-delay",
    "retry-max-time",
    "upload-file",
    "url",
    "url-query",
    "user",
    "user-agent",
    "write-out",
];

/// Reads the words after `curl`; `said` reads a part of a word.
pub(super) fn curl(
    text: &str,
    place: Span,
    words: &[Span],
    said: &dyn Fn(Span) -> RequestText,
) -> Sent {
    let mut sent = Sent { request: Request::new(Sender::Curl, place), data: Vec::new() };
    let mut words = words.iter().copied();
    let mut positional: Vec<RequestText> = Vec::new();
    while let Some(word) = words.next() {
        let raw = word.of(text);
        let Some(option) = raw.strip_prefix('-').filter(|rest| !rest.is_empty()) else {
            let said = said(word);
            // `"${OPTIONS[@]}"`
            sent.request.open |= said.varies && said.text.contains('@');
            positional.push(said);
            continue;
        };
        if let Some(name) = option.strip_prefix('-') {
            let (name, value) = match name.split_once('=') {
                Some((name, _)) if LONG.contains(&name) => {
                    (name, Some(Span::new(word.start + 3 + name.len() as u32, word.end)))
                }
                _ if LONG.contains(&name) => (name, words.next()),
                _ => (name, None),
            };
            sent.option(text, name, value, said);
            continue;
        }
        for (at, letter) in option.char_indices() {
            let name = long_name(letter);
            if !LETTERS.contains(letter) {
                sent.option(text, name, None, said);
                continue;
            }
            let rest = word.start + 1 + (at + letter.len_utf8()) as u32;
            let value =
                if rest < word.end { Some(Span::new(rest, word.end)) } else { words.next() };
            sent.option(text, name, value, said);
            break;
        }
    }
    sent.url(positional);
    sent
}

fn long_name(letter: char) -> &'static str {
    match letter {
        'd' => "data",
        'H' => "header",
        'X' => "request",
        'u' => "user",
        'K' => "config",
        'T' => "upload-file",
        'G' => "get",
        'n' => "netrc",
        'F' => "form",
        _ => "",
    }
}

impl Sent {
    fn option(
        &mut self,
        text: &str,
        name: &str,
        value: Option<Span>,
        said: &dyn Fn(Span) -> RequestText,
    ) {
        let request = &mut self.request;
        match (name, value) {
            ("get", _) => request.in_url = true,
            ("netrc" | "netrc-optional", _) | ("netrc-file" | "config", Some(_)) => {
                request.open = true;
            }
            ("request", Some(value)) => request.method = Some(said(value)),
            ("url", Some(value)) => request.url = Some(said(value)),
            ("user" | "oauth2-bearer", Some(value)) => request.credentials = Some(said(value)),
            ("header", Some(value)) => self.header(said(value)),
            ("upload-file", Some(value)) => {
                self.data.push(Data::File(value));
                request.method.get_or_insert(RequestText {
                    text: "PUT".to_owned(),
                    span: value,
                    varies: false,
                });
            }
            ("data" | "data-ascii" | "data-binary" | "json" | "data-raw", Some(value)) => {
                request.json |= name == "json";
                self.data.push(data(text, value, name != "data-raw"));
            }
            _ => {}
        }
    }

    fn header(&mut self, said: RequestText) {
        // `@file`, or a variable that holds a whole header.
        let Some((name, value)) = said.text.split_once([':', ';']) else {
            self.request.open = true;
            return;
        };
        if name.starts_with('$') {
            self.request.open = true;
        }
        let name = name.trim().to_owned();
        let value = RequestText { text: value.trim().to_owned(), ..said };
        self.request.headers.push(Header { name, value });
    }

    /// Takes the word that is most like a URL.
    fn url(&mut self, positional: Vec<RequestText>) {
        if self.request.url.is_some() {
            return;
        }
        let like = |said: &RequestText| said.text.contains("/syncs") || said.text.contains("://");
        let best = positional.iter().position(like).unwrap_or(0);
        self.request.url = positional.into_iter().nth(best);
    }
}

/// The value of an option that sends data: the data, or after `@` where it is.
fn data(text: &str, value: Span, files: bool) -> Data {
    let raw = value.of(text);
    let quotes = raw.len() - raw.trim_start_matches(['"', '\'']).len();
    let quotes = quotes.min(1);
    match raw[quotes..].strip_prefix('@') {
        Some(rest) if files => match rest.trim_end_matches(['"', '\'']) {
            "-" | "/dev/stdin" => Data::Input,
            // The closing quote belongs to the word that the opening one opens.
            _ => Data::File(value),
        },
        _ => Data::Word(value),
    }
}

/// httpie's options that take a value.
const HTTPIE: [&str; 22] = [
    "-a",
    "--auth",
    "-A",
    "--auth-type",
    "-s",
    "--style",
    "-o",
    "--output",
    "--timeout",
    "--proxy",
    "--verify",
    "--cert",
    "--cert-key",
    "--session",
    "--session-read-only",
    "-p",
    "--print",
    "--pretty",
    "--raw",
    "--boundary",
    "--max-redirects",
    "--default-scheme",
];

const METHODS: [&str; 7] = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

/// Reads the words after `http`; `said` reads a part of a word.
pub(super) fn httpie(
    text: &str,
    place: Span,
    words: &[Span],
    said: &dyn Fn(Span) -> RequestText,
) -> Sent {
    let mut sent = Sent { request: Request::new(Sender::Httpie, place), data: Vec::new() };
    let mut words = words.iter().copied().peekable();
    sent.request.json = true;
    while let Some(word) = words.next() {
        let raw = word.of(text);
        if raw.starts_with('-') && raw.len() > 1 {
            let (name, glued) = raw.split_once('=').map_or((raw, None), |(name, _)| {
                (name, Some(Span::new(word.start + 1 + name.len() as u32, word.end)))
            });
            let value = match HTTPIE.contains(&name) {
                true => glued.or_else(|| words.next()),
                false => None,
            };
            match (name, value) {
                ("-a" | "--auth", Some(value)) => sent.request.credentials = Some(said(value)),
                ("--session" | "--session-read-only", _) => sent.request.open = true,
                ("-f" | "--form" | "--multipart", _) => sent.request.json = false,
                ("--raw", Some(value)) => sent.data.push(Data::Word(value)),
                _ => {}
            }
        } else if sent.request.url.is_none() {
            let first = said(word);
            let method = METHODS.iter().any(|method| method.eq_ignore_ascii_case(&first.text))
                && sent.request.method.is_none()
                && words.peek().is_some();
            match method {
                true => sent.request.method = Some(first),
                false => sent.request.url = Some(first),
            }
        } else {
            sent.item(said(word));
        }
    }
    if sent.data.is_empty() {
        sent.data.push(Data::Input);
    }
    sent
}

impl Sent {
    /// `Name:value` is a header; `key=value` and `key:=json` make a body of their own.
    fn item(&mut self, said: RequestText) {
        let name = |ch: char| ch.is_ascii_alphanumeric() || ch == '-' || ch == '_';
        let length = said.text.find(|ch| !name(ch)).unwrap_or(said.text.len());
        let (name, rest) = said.text.split_at(length);
        match rest.strip_prefix(':') {
            Some(value) if !value.starts_with('=') => {
                let (name, value) = (name.to_owned(), value.trim().to_owned());
                let value = RequestText { text: value, ..said };
                self.request.headers.push(Header { name, value });
            }
            _ => self.request.open |= said.varies && rest.is_empty(),
        }
    }
}
