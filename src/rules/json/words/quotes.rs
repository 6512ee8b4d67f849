//! Words for strings, their quotes and their escapes.

use super::{Scene, Words, bare, short};
use crate::json::mistake::{Quotes, What};
use crate::rules::json::encoding;
use crate::text::shown;

pub(super) fn words(scene: Scene<'_>) -> Words {
    match scene.mistake.what {
        What::InnerQuote { twice, template } => inner(scene, twice, template),
        What::UnclosedString { key, lines } => unclosed(scene, key, lines),
        What::EscapedCloser { key } => {
            let what = if key { "key" } else { "string" };
            Words::new(format!("unclosed {what}: its closing quote is escaped"), "starts here")
                .help("remove the backslash before the closing quote, or write `\\\\` for a backslash")
                .fix("remove the backslash")
        }
        What::MissingOpeningQuote { key } => {
            let what = if key { "key" } else { "string" };
            let text = short(bare(scene.written()));
            Words::new(format!("missing opening quote before the {what} `{text}`"), "expected `\"`")
                .fix("add the opening quote")
        }
        What::ExtraQuote { key } => {
            let place = if key { "extra quote near a key" } else { "extra quote" };
            Words::new(place, "one too many")
                .help("remove it; write a quote inside a string as `\\\"`")
                .fix("remove the extra quote")
        }
        What::OtherQuotes { quotes, .. } => other(scene, quotes),
        What::MissingQuotes { key } => missing(scene, key),
        What::BadEscape { hex } => bad_escape(scene, hex),
        What::NeedlessEscape => {
            let escape = scene.shown();
            Words::new(format!("unknown escape `{escape}` in a string"), "not a JSON escape")
                .help(format!("write `{}`; it needs no escape", shown(scene.put())))
                .fix("remove the backslash")
        }
        What::SplicedQuote => Words::new("shell-escaped quote in a string", "not JSON")
            .help("write `'`; a JSON string needs no escape for it")
            .fix("change to `'`"),
        What::Control => control(scene),
        What::Nul => {
            let span = scene.mistake.span;
            let many = if span.len() == 1 {
                format!("NUL byte at offset {}", span.start)
            } else {
                format!("{} NUL bytes at offset {}", span.len(), span.start)
            };
            Words::new(many, "not text")
                .of(&encoding::INFO)
                .help("remove them; if most of the file looks like this, it was saved in an encoding other than UTF-8")
        }
        What::HalfSurrogate => {
            let escape = scene.shown();
            Words::new(
                format!("the escape `{escape}` is half of a surrogate pair"),
                "the other half is missing",
            )
            .of(&encoding::INFO)
            .help("write both escapes, such as `\\ud83d\\ude00`, or the character itself; characters beyond U+FFFF need two")
        }
        What::Joined => {
            let operator = scene.written().trim_matches(['"', ' ', '\t', '\r', '\n']);
            let known = matches!(operator.len(), 1 | 2)
                && operator.bytes().all(|byte| byte.is_ascii_punctuation());
            let with = if known { format!(" with `{operator}`") } else { String::new() };
            Words::new(format!("JSON cannot join strings{with}"), "not JSON")
                .help("write one string")
                .fix("change to one string")
        }
        What::SideBySide => Words::new("JSON does not join adjacent strings", "not JSON")
            .help("write one string")
            .fix("change to one string"),
        What::BracketPrefix => {
            Words::new(format!("unexpected `{}` before a bracket", scene.shown()), "not JSON")
                .help("remove it; JSON brackets have no prefix")
                .fix("remove the prefix")
        }
        _ => Words::new(
            format!("unexpected `{}` before a string", scene.shown()),
            "not part of the string",
        )
        .help("remove it; JSON strings have no prefix")
        .fix("remove the prefix"),
    }
}

/// The words for quotes of another kind, all over the file.
pub(super) fn many(scene: Scene<'_>, quotes: Quotes, one: Words) -> Words {
    let count = scene.mistake.count;
    let headline = match quotes {
        Quotes::Escaped | Quotes::Doubled | Quotes::Entities => return one,
        Quotes::Single => format!("{count} strings and keys in single quotes"),
        Quotes::Backquotes => format!("{count} strings and keys in backquotes"),
        Quotes::Curly => format!("{count} strings and keys in curly quotes"),
        Quotes::Tripled => format!("{count} strings in triple quotes"),
        Quotes::Mismatched => format!("{count} strings with mismatched quotes"),
    };
    Words { headline, ..one.places("here too") }
}

fn inner(scene: Scene<'_>, twice: bool, template: bool) -> Words {
    let many = scene.mistake.edits.len() > 1;
    if twice {
        return Words::new("the quotes in this string are escaped twice", "escaped twice")
            .help("write a quote inside a string as `\\\"`")
            .places("the string")
            .fix("escape the quotes once");
    }
    let headline = match (template, many) {
        (true, _) => "unescaped quotes in a template expression in a string",
        (_, true) => "unescaped quotes in a string",
        _ => "unescaped quote in a string",
    };
    Words::new(headline, "ends the string here")
        .help("write a quote inside a string as `\\\"`")
        .places("the string")
        .fix(if many { "escape the quotes" } else { "escape the quote" })
}

fn unclosed(scene: Scene<'_>, key: bool, lines: bool) -> Words {
    let closers = scene.closers();
    let help = match closers.as_str() {
        "" => "close it with `\"`; to put a line break in a string, write `\\n`".to_owned(),
        _ => format!("close it with `\"`, and the open brackets with `{closers}`"),
    };
    let fix = if closers.is_empty() {
        "add the closing quote"
    } else {
        "add the closing quote and brackets"
    };
    if lines {
        return Words::new("unclosed string: no closing quote on this line", "starts here")
            .help(help)
            .fix("escape the line breaks");
    }
    if key {
        let text = bare(scene.written());
        let name: String = text.chars().take_while(|ch| !matches!(ch, ':' | ',' | '"')).collect();
        return Words::new(
            format!("missing closing quote after the key `{}`", short(name.trim())),
            "starts here",
        )
        .left_open(scene)
        .fix(fix);
    }
    Words::new("unclosed string: no closing quote", "starts here")
        .help(help)
        .left_open(scene)
        .fix(fix)
}

fn other(scene: Scene<'_>, quotes: Quotes) -> Words {
    let text = short(bare(scene.written()));
    let fix = "change to double quotes";
    let standard = "JSON strings and keys use double quotes";
    match quotes {
        Quotes::Single => {
            Words::new(format!("`{text}` is in single quotes"), "needs double quotes")
                .help(standard)
                .fix(fix)
        }
        Quotes::Backquotes => {
            Words::new(format!("`{text}` is in backquotes"), "needs double quotes")
                .help(standard)
                .fix(fix)
        }
        Quotes::Tripled => {
            Words::new(format!("`{text}` is in triple quotes"), "needs double quotes")
                .help(standard)
                .fix(fix)
        }
        Quotes::Curly => Words::new(format!("`{text}` is in curly quotes"), "needs double quotes")
            .help("JSON accepts only straight double quotes")
            .fix(fix),
        Quotes::Mismatched => {
            Words::new("mismatched quotes around a string", "needs double quotes")
                .help(standard)
                .fix(fix)
        }
        Quotes::Doubled => Words::new("the quotes of this body are doubled", "doubled quote")
            .help("write `\"` for `\"\"`; the body may have been copied from a table")
            .fix("remove the extra quotes"),
        Quotes::Escaped => Words::new("the quotes of this body are escaped", "escaped quote")
            .help("write `\"` for `\\\"`; the body may have been copied from a string")
            .fix("remove the escapes"),
        Quotes::Entities => Words::new("the quotes of this body are HTML entities", "HTML entity")
            .help("write `\"` for `&quot;`")
            .fix("change to double quotes"),
    }
}

fn missing(scene: Scene<'_>, key: bool) -> Words {
    let written = scene.written();
    let text = scene.shown();
    if key {
        return Words::new(
            format!("missing quotes around the key `{text}`"),
            "needs double quotes",
        )
        .help("JSON keys are in double quotes")
        .fix("add double quotes around the key");
    }
    let digit =
        written.trim_start_matches(['-', '+', '.']).starts_with(|ch: char| ch.is_ascii_digit());
    let headline = if digit {
        format!("`{text}` is not a number, and strings need quotes")
    } else {
        format!("missing quotes around `{text}`")
    };
    Words::new(headline, "needs double quotes")
        .help(format!("write `{}`", shown(&crate::json::quote(written))))
        .fix("add double quotes")
}

fn bad_escape(scene: Scene<'_>, hex: bool) -> Words {
    let escape = scene.shown();
    let (headline, label) = if hex {
        (
            format!("unknown escape `{escape}` in a string: `\\u` needs four hexadecimal digits"),
            "expected four hexadecimal digits",
        )
    } else {
        (format!("unknown escape `{escape}` in a string"), "not a JSON escape")
    };
    let many = scene.mistake.edits.len() > 1;
    Words::new(headline, label)
        .help("write `\\\\` for a backslash; the JSON escapes are `\\\"`, `\\\\`, `\\/`, `\\b`, `\\f`, `\\n`, `\\r`, `\\t`, and `\\uXXXX`")
        .fix(if many { "escape the backslashes" } else { "escape the backslash" })
}

fn control(scene: Scene<'_>) -> Words {
    let first = scene.written().bytes().next().unwrap_or_default();
    let (name, fix) = match first {
        b'\t' => ("unescaped tab in a string".to_owned(), "escape the tab"),
        byte => (
            format!("unescaped control character U+{byte:04X} in a string"),
            "escape the character",
        ),
    };
    let written: String = match first {
        b'\t' => "\\t".to_owned(),
        _ => shown(scene.put()),
    };
    Words::new(name, "needs to be escaped").help(format!("write it as `{written}`")).fix(fix)
}
