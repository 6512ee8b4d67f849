//! Words for values that are not as JSON writes them, and for what belongs nowhere.

use super::{Scene, Words};
use crate::json::mistake::{Loss, Position, What, number_loss};
use crate::rules::json::number_precision;
use crate::text::shown;

pub(super) fn words(scene: Scene<'_>) -> Words {
    let text = scene.shown();
    let put = shown(scene.put());
    match scene.mistake.what {
        What::ForeignWord => Words::new(
            format!("`{text}` is written `{put}` in JSON"),
            "spelled as in another language",
        )
        .help(format!("write `{put}`"))
        .fix(format!("change to `{put}`")),
        What::NearLiteral => {
            Words::new(format!("`{text}` is not a JSON value"), "expected a value")
                .help(format!("did you mean `{put}`? strings need double quotes"))
                .fix(format!("change to `{put}`"))
        }
        What::NoNumber => Words::new(format!("JSON has no `{text}`"), "not a JSON value")
            .help("use a number, or `null` for no value"),
        What::OddNumber => odd_number(scene, &text, &put),
        What::DecimalComma => {
            Words::new(format!("`{text}` has a decimal comma"), "expected a decimal point")
                .help(format!("write `{put}`"))
                .fix("change to a decimal point")
        }
        What::Template => Words::new(
            format!("missing quotes around the template marker `{text}`"),
            "needs double quotes until filled in",
        )
        .help("add double quotes; to check what it becomes, lint the rendered file")
        .fix("add double quotes"),
        What::Directive => {
            Words::new("this file is a template: it has directives", "template directive")
                .help("render the template first, and lint the result")
        }
        What::Call => {
            Words::new(format!("JSON has no function calls, such as `{text}`"), "not a JSON value")
                .help("write only the value")
                // All of it in quotes is longer than it is.
                .fix(if scene.put().len() < scene.written().len() {
                    "keep only the value"
                } else {
                    "add double quotes"
                })
        }
        What::Expression => {
            Words::new(format!("JSON has no expressions, such as `{text}`"), "not a JSON value")
                .help("write the value that it evaluates to")
        }
        What::Spread => {
            Words::new(format!("JSON has no spread syntax, such as `{text}`"), "not JSON")
                .help("write out the keys or items that it adds")
        }
        What::Ellipsis => Words::new("something was left out here", "not JSON")
            .help("replace the ellipsis with what belongs here, or remove it")
            .fix("remove the ellipsis"),
        What::Imprecise => imprecise(scene, &text),
        What::Unexpected(position) => unexpected(position, &text),
        _ => Words::new(format!("unexpected `{text}`"), "not JSON"),
    }
}

fn unexpected(position: Position, text: &str) -> Words {
    let words = match position {
        Position::BeforeValue => {
            Words::new(format!("unexpected `{text}` before a value"), "not JSON").help("remove it")
        }
        Position::AfterValue => Words::new(
            format!("unexpected `{text}` after the end of a value"),
            "the value has already ended",
        )
        .help("remove it, or add what is missing before it"),
        Position::BeforeKey => Words::new(format!("expected a key, found `{text}`"), "not a key")
            .help("write a key in double quotes, followed by a colon and a value"),
        Position::AfterKey => {
            Words::new(format!("unexpected `{text}` after a key"), "expected `:`").help("remove it")
        }
    };
    words.fix(format!("remove `{text}`"))
}

fn odd_number(scene: Scene<'_>, text: &str, put: &str) -> Words {
    let written = scene.written();
    let digits = written.trim_start_matches(['-', '+']);
    let (label, why) = match () {
        () if digits.starts_with("0x") || digits.starts_with("0X") => {
            ("hexadecimal number", "JSON has no hexadecimal numbers")
        }
        () if digits.contains('_') => {
            ("underscore in a number", "JSON numbers have no underscores")
        }
        () if digits.contains([',', '\'', ' ']) => {
            ("thousands separator", "JSON numbers have no thousands separators")
        }
        () if digits.starts_with('.') => {
            ("missing digit before the decimal point", "JSON numbers start with a digit")
        }
        () if digits.ends_with('.') => (
            "missing digit after the decimal point",
            "JSON numbers need a digit after the decimal point",
        ),
        () if written.starts_with('+') => ("leading plus sign", "JSON numbers have no plus sign"),
        () if digits.starts_with('0') => ("leading zero", "JSON numbers have no leading zeros"),
        () => ("not a JSON number", "JSON numbers are digits, a decimal point, and an exponent"),
    };
    Words::new(format!("`{text}` is not a JSON number"), label)
        .help(format!("write `{put}`; {why}"))
        .fix(format!("change to `{put}`"))
}

fn imprecise(scene: Scene<'_>, text: &str) -> Words {
    let loss = number_loss(scene.written());
    let help = match loss {
        Some(Loss::TooLarge) => "use a number that fits; the largest is about `1.8e308`",
        _ => "write it as a string if this key takes one, as most IDs do",
    };
    let why = match loss {
        Some(Loss::TooLarge) => "is too large for a 64-bit float".to_owned(),
        Some(Loss::TooSmall) => "is too small for a 64-bit float, which stores it as 0".to_owned(),
        Some(Loss::Rounded(held)) => {
            format!("loses precision: a 64-bit float stores it as `{held}`")
        }
        None => String::new(),
    };
    Words::new(format!("the number `{text}` {}", shown(&why)), "cannot be stored exactly")
        .of(&number_precision::INFO)
        .help(help)
}
