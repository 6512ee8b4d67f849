//! Does by hand, as text, what a help text says.

use polytomic_lint::Finding;
use serde_json::{Map, Value};

/// What a help text says to do.
#[derive(Debug, PartialEq)]
pub(crate) enum Advice<'h> {
    /// Write one of these in the place of what is underlined.
    Write(Vec<&'h str>),
    /// Add the first of these sets of members to the object, or another one.
    Add(Vec<Vec<&'h str>>),
    /// Remove what is underlined, with its key.
    Remove,
    /// Remove another key of the object.
    RemoveKey(&'h str),
    /// Move what is underlined into a key of the body, or to the top level, under a name.
    Move(Option<&'h str>, Option<&'h str>),
    /// Nothing that can be written: what to look up, choose, or decide.
    Words,
}

/// How help texts start that name nothing that could be written as it is, and why.
const WORDS: &[(&str, &str)] = &[
    ("add a key in double quotes", "only the author has it"),
    ("add an array", "only the author has it"),
    ("add parentheses", "the fix does it"),
    ("add the matching `", "the fix does it, where the place is known"),
    ("convert it to JSON", "another file"),
    ("make `", "the text is the author's"),
    ("make sure", "something to look at"),
    ("remove the extra", "the fix does it"),
    ("replace it with a plain space", "the fix does it"),
    ("use braces for an object", "the fix does it"),
    ("use `identities` instead", "the fix does it"),
    ("use `model_filters", "the fix does it"),
    ("use `target_filters", "the fix does it"),
    ("use `value` instead", "a value is the author's"),
    ("write a quote inside a string", "the fix does it"),
    ("write both escapes", "only the author knows the character"),
    ("write it as `\\", "the fix does it"),
    ("write it as a string if", "depends on the key"),
    ("use a real ID", "only the author has it"),
    ("use a string", "any"),
    ("use an object", "any"),
    ("use an array", "any"),
    ("use a number that fits", "any"),
    ("use a whole number", "any"),
    ("use the filter labels", "the fix has them, where they are known"),
    ("use the name of", "of the author's model"),
    ("use the ID of", "of the author's connection"),
    ("use a field that", "of the author's target"),
    ("use a duration that the field offers", "depends on the field"),
    ("use a string that starts with", "a label of any name"),
    ("use the opposite function", "in another place, which depends on the expression"),
    ("use mode `", "a choice between two, each reported with what it needs"),
    ("use `identities` with the array", "takes a strategy, which is the author's choice"),
    ("use `value_source` in", "in another place"),
    ("replace it with a string", "any"),
    ("replace it with the real value", "only the author has it"),
    ("replace it with an ID", "only the author has it"),
    ("replace it with an object", "any"),
    ("replace it with an array", "any"),
    ("fill", "only the author has it"),
    ("add the filters", "only the author has them"),
    ("add the keys whose values", "only the author has them"),
    ("add them; the API", "only the author has them"),
    ("write a sync with", "a whole body"),
    ("add at least one value", "only the author has it"),
    ("add a value", "only the author has it"),
    ("add a duration", "depends on the field"),
    ("add a filter labeled", "only the author has it"),
    ("add a field mapping", "only the author has it"),
    ("add what is missing", "both are named"),
    ("add one, so that", "only the author has it"),
    ("write the body as", "only the author has it"),
    ("write the ", "an object with keys; only the author has the values"),
    ("write it as `hour` and `minute`", "only the author knows the time"),
    ("write each part of the expression", "only the author knows them"),
    ("write each ID as a separate string", "only the author has them"),
    ("write an array of what is under each name", "the text is the author's"),
    ("write an expression of labels", "only the author has them"),
    ("write the fixed value", "only the author has it"),
    ("write one string", "the fix does it"),
    ("add double quotes; ", "the fix does it"),
    ("write the array itself", "the fix does it"),
    ("write the object itself", "the fix does it"),
    ("remove them", "the fix does it"),
    ("remove one, or replace", "the fix does it"),
    ("remove the mapping", "a choice"),
    ("remove this mapping", "the mapping is another place"),
    ("remove the filter", "a choice"),
    ("remove the Target filters", "a choice between two, in other places"),
    ("remove the last `", "the fix does it"),
    ("remove the array around", "the fix does it"),
    ("remove the brackets", "the fix does it"),
    ("remove it here; ", "the expression is the author's"),
    ("move this identity", "into another object, which the author has to look at"),
    ("move the entry", "the fix does it"),
    ("move it to `", "the expression is the author's"),
    ("move it into a", "only the author knows which entry"),
    ("move them into a", "only the author knows which entry"),
    ("keep ", "a choice"),
    ("put ", "the text is the author's, or the fix does it"),
    ("wrap ", "the fix does it"),
    ("set ", "advice on what to review"),
    ("change the frequency to `runafter`", "a choice between two"),
];

/// How help texts start that rewrite something.
const VERBS: [&str; 12] = [
    "write", "use ", "add", "remove", "replace", "rename", "spell", "move", "change", "wrap",
    "convert", "make",
];

/// The texts in backticks of the first sentence of a help.
fn quoted(help: &str) -> Vec<&str> {
    help.split('`').skip(1).step_by(2).collect()
}

/// What a help text says to do; nothing, if it is of no known form.
pub(crate) fn advice(help: &str) -> Option<Advice<'_>> {
    const WHOLE: [&str; 6] = [
        "write `",
        "spell it `",
        "did you mean `",
        "the closest match is `",
        "Polytomic calls this `",
        "use a template marker such as `",
    ];
    let first = help.split_once("; ").map_or(help, |(first, _)| first);
    if let Some(rest) = WHOLE.iter().find_map(|verb| help.strip_prefix(verb)) {
        let (text, after) = rest.split_once('`')?;
        let whole = after.is_empty() || after.starts_with([';', '?', ',']) || after == " here";
        let example =
            text.contains('…') || after.contains("needs fixing") || after.contains("takes");
        return Some(if whole && !example { Advice::Write(vec![text]) } else { Advice::Words });
    }
    for range in ["write ", "use "] {
        let bounds = first.strip_prefix(range).and_then(|rest| {
            let (from, to) = rest.split_once(" from ")?.1.split_once(" to ")?;
            Some(vec![from, to.split([',', ' ']).next()?])
        });
        if let Some(bounds) = bounds.filter(|it| it.iter().all(|n| n.parse::<u32>().is_ok())) {
            return Some(Advice::Write(bounds));
        }
    }
    let listed = ["use one of `", "use a name such as `", "replace it with one of `", "the "];
    let named = ["replace it with a name such as `", "use `true` or `false`"];
    if listed.iter().chain(&named).any(|start| first.starts_with(start))
        && (!first.starts_with("the ") || first.contains(" are `"))
    {
        let keys = first.starts_with("the keys of");
        return Some(if keys { Advice::Words } else { Advice::Write(quoted(first)) });
    }
    if first.starts_with("use a UUID") || first.starts_with("replace it with a UUID") {
        return Some(Advice::Write(vec!["5f2d9a1c-3b7e-4d68-9c10-8e4a6b2f7d36"]));
    }
    if let Some((key, _)) = first.strip_prefix("remove `").and_then(|rest| rest.split_once('`')) {
        return Some(Advice::RemoveKey(key));
    }
    if WORDS.iter().any(|(start, _)| help.starts_with(start)) {
        return Some(Advice::Words);
    }
    if first.starts_with("use `") || first.starts_with("use a number, or `null`") {
        return Some(Advice::Write(quoted(first)));
    }
    if first.starts_with("add `") {
        let members: Vec<&str> = quoted(first);
        // A choice, or all of them; what is in parentheses says what they are.
        let choice = first.contains(" or ");
        return Some(Advice::Add(match choice {
            true => members.into_iter().map(|member| vec![member]).collect(),
            false => vec![members],
        }));
    }
    if first.starts_with("remove it")
        || first.starts_with("remove the key")
        || first.starts_with("remove the item")
    {
        return Some(Advice::Remove);
    }
    if let Some(rest) = first.strip_prefix("move it ").or_else(|| first.strip_prefix("move them "))
    {
        let named = quoted(rest);
        return Some(match rest.starts_with("to the top level") {
            true => Advice::Move(None, named.first().copied()),
            false => Advice::Move(named.first().copied(), named.get(1).copied()),
        });
    }
    let rewrites = VERBS.iter().any(|verb| help.starts_with(verb));
    (!rewrites).then_some(Advice::Words)
}

/// The text with what is advised in the place of what is underlined.
pub(crate) fn written(text: &str, finding: &Finding, advised: &str) -> Option<String> {
    let (start, end) = (finding.span.start as usize, finding.span.end as usize);
    let old = text.get(start..end)?;
    let is_string = old.starts_with('"') && old.len() > 1 && old.ends_with('"');
    let in_quotes = finding.help.as_deref().is_some_and(|help| {
        help.contains(", in quotes") || help.contains("in quotes;") || help.contains("UUID")
    });
    let put = match serde_json::from_str::<Value>(advised) {
        _ if in_quotes => Value::from(advised).to_string(),
        Ok(Value::String(_)) | Err(_) if is_string && !advised.starts_with('"') => {
            Value::from(advised).to_string()
        }
        Ok(Value::Number(_)) if is_string && finding.code != "PT005" => {
            Value::from(advised).to_string()
        }
        _ => advised.to_owned(),
    };
    Some(format!("{}{put}{}", &text[..start], &text[end..]))
}

/// A value for a key that is to be added.
fn example(parent: &str, key: &str) -> Value {
    const MODEL: &str = "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25";
    let source = || serde_json::json!({"model_id": MODEL, "field": "country"});
    let is_entry = ["fields", "mappings", "identity"].iter().any(|it| parent.contains(it));
    match key {
        "name" => "Accounts".into(),
        "mode" => "create".into(),
        "fields" => serde_json::json!([{"source": source(), "target": "Country"}]),
        "target" if is_entry => "Country".into(),
        "target" => {
            serde_json::json!({"connection_id": "5f2d9a1c-3b7e-4d68-9c10-8e4a6b2f7d35", "object": "Account"})
        }
        "schedule" => serde_json::json!({"frequency": "manual"}),
        "field" if parent.ends_with("source") || parent.ends_with("/field") => "country".into(),
        "field" if parent.contains("target_filters") => "Country".into(),
        "source" | "field" | "value_field" | "value_source" => source(),
        "field_id" | "model_id" => "b7c1d2e3-4f56-4789-8a0b-1c2d3e4f5a6b".into(),
        "connection_id" => "5f2d9a1c-3b7e-4d68-9c10-8e4a6b2f7d35".into(),
        "function" => "Equality".into(),
        "label" => "A".into(),
        "mappings" => {
            serde_json::json!([{"source": source(), "target": "Country", "function": "Equality"}])
        }
        "identities" => {
            serde_json::json!({"mappings": [{"source": source(), "target": "Key", "function": "Equality"}]})
        }
        "conditions" => serde_json::json!([{"source": source(), "function": "IsNotNull"}]),
        "run_after" => serde_json::json!({"sync_ids": ["9c4e2f7a-58b1-4d3c-8a6f-1e0b7d9c5a24"]}),
        "create" => serde_json::json!({"name": "public.accounts"}),
        "encryption_passphrase" => "${PASSPHRASE}".into(),
        "day_of_week" => "monday".into(),
        "minute" | "hour" => "0".into(),
        "frequency" => "manual".into(),
        "job_id" => 5.into(),
        _ => "x".into(),
    }
}

fn parent(pointer: &str) -> (&str, &str) {
    pointer.rsplit_once('/').unwrap_or(("", pointer))
}

/// The body without what a pointer names.
fn without(body: &mut Value, pointer: &str) -> Option<Value> {
    let (owner, last) = parent(pointer);
    let last = last.replace("~1", "/").replace("~0", "~");
    match body.pointer_mut(owner)? {
        Value::Object(object) => object.remove(&last),
        Value::Array(items) => {
            let index: usize = last.parse().ok()?;
            (index < items.len()).then(|| items.remove(index))
        }
        _ => None,
    }
}

/// A text after an advice, and the place to look at: a pointer, and whether what is inside counts.
pub(crate) type Done = (String, String, bool);

/// What the text becomes in every way that an advice may be followed; nothing where the text is
/// too broken to tell.
pub(crate) fn followed(text: &str, finding: &Finding, advice: &Advice<'_>) -> Vec<Done> {
    let pointer = finding.pointer.clone().unwrap_or_default();
    let (owner, _) = parent(&pointer);
    let body = || serde_json::from_str::<Value>(text).ok();
    match advice {
        Advice::Words => Vec::new(),
        Advice::Write(values) => {
            let write =
                |value: &&str| Some((written(text, finding, value)?, pointer.clone(), true));
            values.iter().filter_map(write).collect()
        }
        Advice::Add(choices) => {
            let mut out = Vec::new();
            for members in choices {
                let Some(mut body) = body() else { continue };
                // The object itself, or the one around what asks for more.
                let at = match body.pointer(&pointer) {
                    Some(Value::Object(_)) => pointer.as_str(),
                    _ => owner,
                };
                let beside = finding.message.contains("the sync has no");
                let at = if beside { "" } else { at }.to_owned();
                let Some(Value::Object(object)) = body.pointer_mut(&at) else { continue };
                for member in members {
                    let pair: Option<Map<String, Value>> =
                        serde_json::from_str(&format!("{{{member}}}")).ok();
                    match pair {
                        Some(pair) => object.extend(pair),
                        None if member.contains([' ', '{']) => {}
                        None => drop(object.insert((*member).to_owned(), example(&at, member))),
                    }
                }
                out.push((format!("{body:#}"), at, false));
            }
            out
        }
        Advice::Remove | Advice::RemoveKey(_) => {
            let Some(mut body) = body() else { return Vec::new() };
            let pointer = match advice {
                Advice::RemoveKey(key) if parent(&pointer).1 == *key => pointer.clone(),
                Advice::RemoveKey(key) => match body.pointer(&pointer) {
                    Some(Value::Object(object)) if object.contains_key(*key) => {
                        format!("{pointer}/{key}")
                    }
                    _ => format!("{owner}/{key}"),
                },
                _ => pointer.clone(),
            };
            match without(&mut body, &pointer) {
                Some(_) => vec![(format!("{body:#}"), parent(&pointer).0.to_owned(), false)],
                None => Vec::new(),
            }
        }
        Advice::Move(into, name) => {
            let Some(mut body) = body() else { return Vec::new() };
            let Some(value) = without(&mut body, &pointer) else { return Vec::new() };
            let name = name.unwrap_or(parent(&pointer).1);
            let at = into.map_or_else(String::new, |into| format!("/{into}"));
            let Some(Value::Object(object)) = body.pointer_mut(&at) else { return Vec::new() };
            object.insert(name.to_owned(), value);
            vec![(format!("{body:#}"), format!("{at}/{name}"), true)]
        }
    }
}
