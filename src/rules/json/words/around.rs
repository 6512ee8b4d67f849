//! Words for what is around the body or between its parts, and for files that are not JSON.

use super::{Scene, Words, bare, short};
use crate::json::MISTAKES;
use crate::json::mistake::{Around, Foreign, What};
use crate::rules::json::{comment, not_an_object};
use crate::text::shown;

pub(super) fn words(scene: Scene<'_>) -> Words {
    let text = scene.shown();
    match scene.mistake.what {
        What::Surrounded(around) => surrounded(scene, around),
        What::Fragment => Words::new(
            format!(
                "missing braces around the body: it starts with the key `{}`",
                short(bare(scene.written()))
            ),
            "expected `{`",
        )
        .of(&not_an_object::INFO)
        .help("add `{` before it and `}` at the end")
        .fix("add braces around the body"),
        What::SecondDocument => {
            Words::new("more than one JSON document in the file", "second document, not checked")
                .of(&not_an_object::INFO)
                .help("put each document in its own file; a request has a single body")
        }
        What::Comment => Words::new("JSON does not allow comments", "comment")
            .of(&comment::INFO)
            .help("remove it; `.jsonc` files can have `//` and `/* */` comments")
            .fix("remove the comment"),
        What::CommentEats => Words::new(
            "JSON does not allow comments, and this one hides part of the body",
            "comment",
        )
        .of(&comment::INFO)
        .help("move what belongs to the body out of the comment, and remove the comment"),
        What::UnclosedComment => Words::new("unclosed comment", "starts here")
            .help("close it with `*/`; everything after it is skipped"),
        What::Color => Words::new("terminal color codes in the text", "not JSON")
            .help("remove them; copy the text without colors")
            .fix("remove the color codes"),
        What::OddSpace => {
            let ch = scene.written().chars().next().unwrap_or(' ');
            Words::new(
                format!("the character U+{:04X} is not JSON whitespace", ch as u32),
                "looks like a space",
            )
            .help("replace it with a plain space")
            .fix("change to a plain space")
        }
        What::LineEnd => Words::new(
            "the lines end in backslashes, as in a shell command",
            "not part of the body",
        )
        .of(&not_an_object::INFO)
        .help("remove the backslashes at the ends of lines")
        .fix("remove the backslashes"),
        What::LinePrefix { number } => line_prefix(scene, number, &text),
        What::MergeConflict => Words::new("unresolved merge conflict", "conflict marker")
            .help("choose one side, and remove the conflict markers"),
        What::NotJson(foreign) => not_json(foreign, scene.written()),
        _ => Words::new(
            format!("{MISTAKES} mistakes before this place; the rest is not checked"),
            "checking stops here",
        )
        .help("this is most likely not JSON at all; look at the first mistake"),
    }
}

fn surrounded(scene: Scene<'_>, around: Around) -> Words {
    let text = scene.shown();
    let fix = "remove everything around the body";
    match around {
        Around::Command => {
            let line = scene.written().trim_start_matches(['$', '%', '>', ' ']);
            // Its first word alone: the rest is long, and may hold a token.
            let word = line.split_ascii_whitespace().next().unwrap_or_default();
            Words::new(
                format!("the body is inside a `{}` command", shown(word)),
                "not part of the body",
            )
            .of(&not_an_object::INFO)
            .help("keep only the JSON that the command sends")
            .fix(fix)
        }
        Around::Fence if scene.written().starts_with(['`', '~']) && scene.written().len() > 2 => {
            Words::new("the body is inside a Markdown code block", "not part of the body")
                .of(&not_an_object::INFO)
                .help("keep only the JSON in the file, from `{` to `}`")
                .fix(fix)
        }
        Around::Fence | Around::Text => {
            Words::new(format!("unexpected `{text}` before the body"), "not part of the body")
                .of(&not_an_object::INFO)
                .help("keep only the JSON in the file, from `{` to `}`")
                .fix(fix)
        }
        Around::After => {
            let edit = scene.mistake.edits.first().map_or(0, |(span, _)| span.len());
            let whole = edit == scene.mistake.span.len();
            let fix = if whole {
                format!("remove `{text}`")
            } else {
                "remove the text after the body".to_owned()
            };
            Words::new(
                format!("unexpected `{text}` after the end of the body"),
                "not part of the body",
            )
            .help("remove it")
            .fix(fix)
        }
    }
}

fn line_prefix(scene: Scene<'_>, number: bool, text: &str) -> Words {
    let many = scene.mistake.edits.len() > 1;
    let log = !number && text.contains(char::is_alphanumeric);
    let headline = match (number, many) {
        _ if log && many => {
            format!(
                "the lines start with a log prefix, such as `{text}`, that is not part of the body"
            )
        }
        _ if log => format!("the log prefix `{text}` is not part of the body"),
        (true, true) => {
            format!("the lines start with numbers, such as `{text}`, that are not part of the body")
        }
        (true, false) => format!("the line number `{text}` is not part of the body"),
        (false, true) => {
            format!("the lines start with prompts, such as `{text}`, that are not part of the body")
        }
        (false, false) => format!("the prompt `{text}` is not part of the body"),
    };
    Words::new(headline, "copied along with the body")
        .of(&not_an_object::INFO)
        .help(if many { "remove them from every line" } else { "remove it" })
        .fix("remove everything around the body")
}

fn not_json(foreign: Foreign, line: &str) -> Words {
    let word = line.trim_start_matches(['$', '%', '>', ' ']).split([' ', '\t']).next();
    let (headline, help) = match foreign {
        Foreign::Command => (
            format!(
                "this is a shell command, not a body: it starts with `{}`",
                short(word.unwrap_or_default())
            ),
            "keep only the JSON that the command sends",
        ),
        Foreign::Markup => (
            format!("this looks like HTML or XML, not JSON: it starts with `{}`", short(line)),
            "save only the JSON body in the file",
        ),
        Foreign::Yaml => (
            format!("this looks like YAML, not JSON: it starts with `{}`", short(line)),
            "convert it to JSON before you send it; the API accepts JSON",
        ),
        Foreign::Unknown => (
            format!("this is not JSON: it starts with `{}`", short(line)),
            "start the body with `{`; it needs to be a JSON object",
        ),
    };
    Words::new(headline, "expected `{`").of(&not_an_object::INFO).help(help)
}
