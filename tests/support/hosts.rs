//! A body in every file that bodies are found in.
#![allow(dead_code, reason = "not every test needs every part")]

use polytomic_lint::HostKind;

const URL: &str = "https://app.polytomic.com/api/syncs";

/// A file with one body in it.
pub(crate) struct Host {
    /// What it is, for messages and golden files.
    pub(crate) label: &'static str,
    pub(crate) name: &'static str,
    pub(crate) kind: HostKind,
    pub(crate) before: String,
    /// The body as it is written there.
    pub(crate) body: String,
    pub(crate) after: String,
    /// How a text is written there.
    pub(crate) written: fn(&str) -> String,
}

impl Host {
    pub(crate) fn text(&self) -> String {
        format!("{}{}{}", self.before, self.body, self.after)
    }
}

/// The files, with other characters than ASCII, tabs, CRLF, or a byte order mark before the body.
pub(crate) fn around(body: &str) -> Vec<Host> {
    let host = |label, name, kind, (before, after): (String, &str), written: fn(&str) -> String| {
        Host { label, name, kind, before, body: written(body), after: after.to_owned(), written }
    };
    let same = |text: &str| text.to_owned();
    let single = |text: &str| text.replace('\'', r"'\''");
    let double = |text: &str| escaped(text, &['"', '\\', '$', '`']);
    let dollar = |text: &str| escaped(text, &['\'', '\\']);
    let document = |text: &str| escaped(text, &['\\', '$', '`']);
    let quoted = |text: &str| text.replace('\n', "\n> ");
    let nested = |text: &str| text.replace('\n', "\n> > ");
    let json = |text: &str| {
        let json = serde_json::to_string(text).expect("a string");
        json[1..json.len() - 1].to_owned()
    };
    let (sh, md, http) = (HostKind::Shell, HostKind::Markdown, HostKind::Http);
    let shell = |text: &str| format!("\u{feff}# Größe\t😀 it's\r\n\ncurl {URL} \\\n\t{text}");
    vec![
        host("shell-single-quotes", "a.sh", sh, (shell("-d '"), "' > /dev/null\n"), single),
        host("shell-double-quotes", "a.sh", sh, (shell("--data-raw \""), "\"\r\n"), double),
        host("shell-dollar-quotes", "a.sh", sh, (shell("--json $'"), "'\n"), dollar),
        host(
            "shell-variable",
            "a.sh",
            sh,
            (
                "é=1\nBODY='".to_owned(),
                "'\ncurl -d \"$BODY\" https://app.polytomic.com/api/syncs\n",
            ),
            single,
        ),
        host("shell-document", "a.sh", sh, (shell("-d @- <<EOF\n"), "\nEOF\necho é\n"), document),
        host("shell-quoted-document", "a.sh", sh, (shell("-d @- <<'EOF'\n"), "\nEOF\n"), same),
        host(
            "markdown",
            "a.md",
            md,
            ("\u{feff}# Größe\t😀\r\n\r\n```json\r\n".to_owned(), "\r\n```\r\n\tend é\r\n"),
            same,
        ),
        host(
            "markdown-quote",
            "a.md",
            md,
            ("# é\n> text\n> ~~~ json\n> ".to_owned(), "\n> ~~~\n"),
            quoted,
        ),
        host(
            "markdown-nested-quote",
            "a.md",
            md,
            ("> > ```json\n> > ".to_owned(), "\n> > ```\n"),
            nested,
        ),
        host("markdown-list", "a.md", md, ("1. é\n\n\t```json\n".to_owned(), "\n\t```\n"), same),
        host(
            "markdown-shell",
            "a.md",
            md,
            (format!("é 😀\n\n```sh\ncurl {URL} -d '"), "'\n```\n"),
            single,
        ),
        host("markdown-http", "a.md", md, (format!("é\n```http\nPOST {URL}\n\n"), "\n```\n"), same),
        host(
            "http",
            "a.http",
            http,
            (
                format!("\u{feff}# Größe 😀\r\n@é = 1\r\nPOST {URL}\r\nA:\té\r\n\r\n"),
                "\r\n\r\n### é\r\n",
            ),
            same,
        ),
        host(
            "postman",
            "a.json",
            HostKind::Postman,
            (
                format!(
                    "\u{feff}{{\"info\": {{\"name\": \"é 😀\",\r\n\t\"schema\": \"https://schema.getpostman.com/json/collection/v2.1.0/collection.json\"}}, \"item\": [{{\"item\": [{{\"name\": \"é\", \"request\": {{\"method\": \"POST\", \"url\": \"{URL}\", \"body\": {{\"mode\": \"raw\", \"raw\": \""
                ),
                "\"}}}]}]}\n",
            ),
            json,
        ),
        host("lines", "a.jsonl", HostKind::Lines, ("\u{feff}{}\r\n".to_owned(), "\r\n"), same),
    ]
}

fn escaped(text: &str, special: &[char]) -> String {
    let mut out = String::with_capacity(text.len());
    for ch in text.chars() {
        if special.contains(&ch) {
            out.push('\\');
        }
        out.push(ch);
    }
    out
}
