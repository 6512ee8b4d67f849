//! Places in the units of another language's strings.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// What places are counted in besides bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Positions {
    /// What strings of JavaScript, Java, and C# are made of.
    #[serde(rename = "utf-16")]
    Utf16,
    /// What strings of Python are made of.
    #[serde(rename = "code-points")]
    CodePoints,
}

impl Positions {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Utf16, Self::CodePoints];

    fn width(self, ch: char) -> usize {
        match self {
            Self::Utf16 => ch.len_utf16(),
            Self::CodePoints => 1,
        }
    }

    /// Puts a `range` beside each `span` of a report on `text`, however deep it lies.
    pub(crate) fn add(self, report: &mut Value, text: &str) {
        report["positions"] = json!(self);
        let mut offsets = BTreeMap::new();
        each_span(report, &mut |start, end, _| {
            offsets.insert(start, start);
            offsets.insert(end, end);
        });
        if !text.is_ascii() {
            self.measure(text, &mut offsets);
        }
        each_span(report, &mut |start, end, around| {
            let at = |offset: u64| offsets.get(&offset).copied().unwrap_or(offset);
            around.insert("range".to_owned(), json!({"start": at(start), "end": at(end)}));
        });
    }

    /// Replaces each offset in bytes with the one in these units, in one walk over the text.
    fn measure(self, text: &str, offsets: &mut BTreeMap<u64, u64>) {
        let mut chars = text.char_indices();
        let mut units = 0;
        let mut byte = 0;
        for (offset, found) in offsets {
            while byte < *offset {
                let Some((_, ch)) = chars.next() else { break };
                byte += ch.len_utf8() as u64;
                units += self.width(ch) as u64;
            }
            *found = units;
        }
    }
}

type Object = serde_json::Map<String, Value>;

/// Calls `found` with both ends of each span and the object that has it.
fn each_span(value: &mut Value, found: &mut impl FnMut(u64, u64, &mut Object)) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| each_span(item, found)),
        Value::Object(object) => {
            let end_of = |span: &Value, end: &str| span.get(end).and_then(Value::as_u64);
            let ends = object
                .get("span")
                .and_then(|span| Some((end_of(span, "start")?, end_of(span, "end")?)));
            if let Some((start, end)) = ends {
                found(start, end, object);
            }
            object.values_mut().for_each(|inner| each_span(inner, found));
        }
        _ => {}
    }
}
