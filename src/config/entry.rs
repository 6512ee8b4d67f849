//! Adding an ignore to a configuration, without touching what is there.

use std::fmt::Write as _;

use toml::de::DeTable;

use super::reader;
use crate::json::quote;

/// Where a text is to be put into a configuration, and the text.
#[derive(Debug)]
pub(crate) struct Addition {
    pub(crate) at: usize,
    pub(crate) text: String,
}

/// What adds an ignore of a rule at one place of one file, whose path is relative to the
/// configuration's folder. Nothing where the configuration has mistakes, or would have one then.
pub(crate) fn ignore(
    config: &str,
    rule: &str,
    pointer: Option<&str>,
    path: &str,
) -> Option<Addition> {
    let (before, mistakes) = reader::read(config);
    let end = if config.contains("\r\n") { "\r\n" } else { "\n" };
    let keys = keys(rule, pointer, path);
    let addition = if let Some((at, empty)) = inline_list(config) {
        let rest = &config[at..];
        let blank = &rest[..rest.len() - rest.trim_start().len()];
        // In a list over several lines, it gets one of its own.
        let lead = if blank.contains('\n') { blank } else { "" };
        let comma = match (empty, lead) {
            (true, _) => "",
            (false, "") => ", ",
            (false, _) => ",",
        };
        Addition { at, text: format!("{lead}{{ {} }}{comma}", keys.join(", ")) }
    } else {
        let gap = match config {
            "" => "",
            text if text.ends_with('\n') => end,
            _ => &end.repeat(2),
        };
        let mut text = format!("{gap}[[ignore]]{end}");
        keys.iter().for_each(|key| text.extend([key, end]));
        Addition { at: config.len(), text }
    };
    let mut whole = config.to_owned();
    whole.insert_str(addition.at, &addition.text);
    let (after, problems) = reader::read(&whole);
    let sound = mistakes.is_empty() && problems.is_empty();
    (sound && after.ignores.len() == before.ignores.len() + 1).then_some(addition)
}

/// Where `ignore = […]` begins within its brackets, and whether it is empty.
fn inline_list(config: &str) -> Option<(usize, bool)> {
    let table = DeTable::parse(config).ok()?;
    let (_, _, list) =
        reader::entries(table.get_ref()).into_iter().find(|(name, ..)| *name == "ignore")?;
    let start = list.span().start;
    let inline = config.get(..start)?.trim_end().ends_with('=') && config[start..].starts_with('[');
    inline.then(|| (start + 1, list.get_ref().as_array().is_none_or(|list| list.is_empty())))
}

fn keys(rule: &str, pointer: Option<&str>, path: &str) -> Vec<String> {
    let mut keys = vec![format!("rule = {}", string(rule))];
    keys.extend(pointer.map(|pointer| format!("pointer = {}", string(&literal(pointer)))));
    // The slash holds it to this one file.
    keys.push(format!("paths = [{}]", string(&format!("/{}", literal(path)))));
    keys
}

/// A string of TOML, which has JSON's escapes and allows one character less without.
fn string(text: &str) -> String {
    quote(text).replace('\u{7f}', "\\u007f")
}

/// A text as a glob that means nothing but itself.
fn literal(text: &str) -> String {
    let mut out = String::new();
    for ch in text.chars() {
        match ch {
            '\\' => out.push_str("\\\\"),
            '*' | '?' | '[' | ']' | '{' | '}' => {
                let _ = write!(out, "[{ch}]");
            }
            _ => out.push(ch),
        }
    }
    out
}
