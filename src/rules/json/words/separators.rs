//! Words for commas and colons.

use super::{Scene, Words};
use crate::json::mistake::{Mark, What};
use crate::rules::json::trailing_comma;

pub(super) fn words(scene: Scene<'_>) -> Words {
    let key = || match scene.about() {
        Some(key) => format!("the key `{key}`"),
        None => "the key before it".to_owned(),
    };
    match scene.mistake.what {
        What::MissingComma { key } => {
            let next = if key { "key" } else { "item" };
            Words::new(format!("missing comma before the next {next}"), "expected `,`")
                .fix("add the missing comma")
        }
        What::MissingColon => Words::new(format!("missing colon after {}", key()), "expected `:`")
            .fix("add the missing colon"),
        What::MissingValue => {
            let closers = scene.closers();
            let help = match closers.as_str() {
                "" => "add a value, or remove the key".to_owned(),
                _ => format!("add a value, and close the open brackets with `{closers}`"),
            };
            Words::new(format!("missing value for {}", key()), "expected a value")
                .help(help)
                .left_open(scene)
        }
        What::MissingKey => {
            Words::new("missing key before the colon", "expected a key before this")
                .help("add a key in double quotes before the colon")
        }
        What::ExtraComma { run, .. } if run > 1 => {
            Words::new(format!("{run} extra commas"), "not needed")
                .help("remove them")
                .fix("remove the extra commas")
        }
        What::ExtraComma { leading, .. } => {
            let headline =
                if leading { "extra comma: nothing comes before it" } else { "extra comma" };
            Words::new(headline, "one too many").help("remove it").fix("remove the extra comma")
        }
        What::TrailingComma { brace } => {
            let closer = if brace { "brace" } else { "bracket" };
            Words::new(
                format!("trailing comma before the closing {closer}"),
                "nothing comes after it",
            )
            .of(&trailing_comma::INFO)
            .help("remove it; JSON does not allow trailing commas, even though the documentation's own snippets have one")
            .fix("remove the trailing comma")
        }
        What::ExtraColon { run } if run > 1 => {
            Words::new(format!("{run} extra colons"), "not needed")
                .help("remove them")
                .fix("remove the extra colons")
        }
        What::ExtraColon { .. } => Words::new("extra colon", "one too many")
            .help("remove it")
            .fix("remove the extra colon"),
        What::WrongMark(mark) => {
            let (wanted, sign) = match mark {
                Mark::Comma => ("comma", ","),
                Mark::Colon => ("colon", ":"),
            };
            let found = match scene.written() {
                ";" => "a semicolon".to_owned(),
                "," => "a comma".to_owned(),
                "，" => "a full-width comma".to_owned(),
                "：" => "a full-width colon".to_owned(),
                "；" => "a full-width semicolon".to_owned(),
                _ => format!("`{}`", scene.shown()),
            };
            Words::new(format!("expected a {wanted}, found {found}"), format!("expected `{sign}`"))
                .fix(format!("change to a {wanted}"))
        }
        _ if !scene.mistake.places.is_empty() => {
            Words::new(format!("`{}` is in the wrong place", scene.shown()), "too early")
                .help("move it after the closing brackets")
                .places("expected here")
                .fix("move the comma after the closing brackets")
        }
        _ => Words::new(
            format!("`{}` is in the wrong place", scene.shown()),
            "swapped with its neighbor",
        )
        .help("swap the two")
        .fix("swap the two"),
    }
}
