//! Words for brackets and braces.

use super::{Scene, Words, bracket};
use crate::json::DEPTH_LIMIT;
use crate::json::mistake::What;
use crate::rules::json::too_deep;
use crate::text::shown;

pub(super) fn words(scene: Scene<'_>) -> Words {
    match scene.mistake.what {
        What::Unclosed { brace } => {
            let (_, holds) = bracket(brace);
            let closer = if brace { "}" } else { "]" };
            let outer: String =
                scene.mistake.places.iter().skip(1).map(|place| place.of(scene.text)).collect();
            let all = format!("{closer}{}", outer.replace('{', "}").replace('[', "]"));
            let help = match outer.as_str() {
                "" => format!("close the {holds} with `{closer}` before this"),
                _ => format!("close them with `{all}` before this"),
            };
            let fix = match outer.as_str() {
                "" => format!("add the missing `{closer}`"),
                _ => "add the missing closing brackets".to_owned(),
            };
            let places = vec![format!("expected `{all}` before this"), "also unclosed".to_owned()];
            Words { places, ..Words::new(format!("unclosed {holds}"), "opened here") }
                .help(help)
                .fix(fix)
        }
        What::UnclosedAtEnd { brace, all } => at_end(scene, brace, all),
        What::MissingOpener { brace } => {
            let (name, holds) = bracket(brace);
            let opener = if brace { "{" } else { "[" };
            Words::new(format!("missing opening {name}"), format!("expected `{opener}`"))
                .help(format!("add `{opener}` where the {holds} starts"))
                .fix(format!("add the missing `{opener}`"))
        }
        What::ExtraCloser { brace, body } => extra_closer(scene, brace, body),
        What::ExtraOpener { brace } => {
            let (name, _) = bracket(brace);
            Words::new(format!("extra opening {name}"), "one too many")
                .help(format!("remove the extra {name}"))
                .fix(format!("remove the extra `{}`", scene.written()))
        }
        What::WrongCloser { brace } => {
            let (wanted, opener) = if brace { ("]", "[") } else { ("}", "{") };
            let found = scene.shown();
            let (_, holds) = bracket(!brace);
            // It belongs to a bracket around it; the own one is missing before it.
            let missing = scene.mistake.edits.first().is_some_and(|(span, _)| span.is_empty());
            let (help, fix) = if missing {
                (
                    format!("close the {holds} with `{wanted}` first"),
                    format!("add the missing `{wanted}`"),
                )
            } else {
                (format!("use `{wanted}` here"), format!("change to `{wanted}`"))
            };
            Words::new(
                format!("mismatched brackets: `{opener}` is closed with `{found}`"),
                "wrong closing bracket",
            )
            .help(help)
            .places("opened here")
            .fix(fix)
        }
        What::WrongOpener { brace: false } => {
            Words::new("this array has keys, but only objects can have keys", "opens an array")
                .help("use braces for an object: `{` and `}`")
                .places("first key")
                .fix("change the brackets to braces")
        }
        What::WrongOpener { .. } => {
            Words::new("this object has items without keys, like an array", "opens an object")
                .help("use brackets for an array: `[` and `]`")
                .places("first item")
                .fix("change the braces to brackets")
        }
        What::Parentheses if scene.written().starts_with(['［', '｛', '］', '｝']) => {
            Words::new("full-width brackets instead of plain ones", "not JSON")
                .help("use the brackets `[` and `]`, and the braces `{` and `}`")
                .fix("change the full-width brackets")
        }
        What::Parentheses => Words::new("parentheses instead of brackets", "not JSON")
            .help("use brackets for an array, or braces for an object")
            .fix("change the parentheses"),
        _ => Words::new(
            format!("nesting is deeper than {DEPTH_LIMIT} levels"),
            "first bracket past the limit",
        )
        .of(&too_deep::INFO)
        .help("reduce the nesting; anything deeper is not checked, and no sync needs it"),
    }
}

fn at_end(scene: Scene<'_>, brace: bool, all: usize) -> Words {
    let opener = if brace { "{" } else { "[" };
    let edits = scene.mistake.edits.iter();
    let mut closers: String =
        edits.flat_map(|(_, text)| text.chars()).filter(|ch| matches!(ch, '}' | ']')).collect();
    if closers.len() != all {
        let places =
            std::iter::once(scene.mistake.span).chain(scene.mistake.places.iter().copied());
        closers = places.map(|place| if place.of(scene.text) == "{" { '}' } else { ']' }).collect();
    }
    let it = if all == 1 { "it" } else { "them" };
    Words::new(format!("unclosed `{opener}`: the file ends before it is closed"), "opened here")
        .help(format!("close {it} with `{}`", shown(&closers)))
        .places("also unclosed")
        .fix(if all == 1 {
            "add the missing closing bracket"
        } else {
            "add the missing closing brackets"
        })
}

fn extra_closer(scene: Scene<'_>, brace: bool, body: bool) -> Words {
    let (name, holds) = bracket(brace);
    let found = scene.written();
    let fix = format!("remove the extra `{found}`");
    let holds = if body { "body" } else { holds };
    if scene.mistake.places.is_empty() {
        return Words::new(
            format!("unexpected `{found}`: every bracket is already closed"),
            "one too many",
        )
        .help("remove it, or look for a missing opening bracket above")
        .fix(fix);
    }
    let more = if brace { "keys" } else { "items" };
    Words::new(
        format!("this `{found}` closes the {holds} too early: more {more} follow"),
        format!("closes the {holds} here"),
    )
    .help(format!("remove the extra {name}"))
    .places(format!("the {holds} continues here"))
    .fix(fix)
}
