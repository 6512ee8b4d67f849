//! JSON of which everything but the values is known beforehand: ten thousand findings are written
//! as ten thousand times the same text around them.

use super::text::{escaped, push_number};
use crate::text::{Position, is_plain_without};

/// A text with gaps for values, `@` where it is declared.
#[derive(Debug)]
pub(super) struct Template {
    /// What is before each gap, and after the last.
    pieces: Vec<String>,
    /// How to lay out a list in a gap; nothing on one line.
    indent: Option<usize>,
}

/// What fills a gap.
#[derive(Debug, Clone, Copy)]
pub(super) enum Value<'v> {
    /// Any text, in a gap between quotes.
    Text(&'v str),
    /// A text or `null`, in a gap without quotes.
    Maybe(Option<&'v str>),
    /// One that is as it is in JSON, in a gap between quotes.
    Word(&'static str),
    Number(u32),
    /// What is JSON already.
    Json(&'v str),
}

const INDENT: usize = 2;

impl Template {
    /// A text on one line.
    pub(super) fn new(text: &str) -> Self {
        Self { pieces: text.split('@').map(str::to_owned).collect(), indent: None }
    }

    /// The same over several lines, inside so many brackets, as [`serde_json::to_string_pretty`] lays
    /// it out; its keys have no marks of JSON in them.
    pub(super) fn pretty(text: &str, mut depth: usize) -> Self {
        let indent = depth * INDENT;
        let mut out = String::new();
        let line = |out: &mut String, depth: usize| {
            out.push('\n');
            out.extend(std::iter::repeat_n(' ', depth * INDENT));
        };
        for ch in text.chars() {
            match ch {
                '{' | '[' => {
                    depth += 1;
                    out.push(ch);
                    line(&mut out, depth);
                }
                '}' | ']' => {
                    depth = depth.saturating_sub(1);
                    line(&mut out, depth);
                    out.push(ch);
                }
                ',' => {
                    out.push(ch);
                    line(&mut out, depth);
                }
                ':' => out.push_str(": "),
                _ => out.push(ch),
            }
        }
        Self { indent: Some(indent), ..Self::new(&out) }
    }

    /// Adds the values of some gaps, each after what is before it.
    pub(super) fn fill(&self, out: &mut String, first: usize, values: &[Value<'_>]) {
        for (piece, value) in self.pieces.iter().skip(first).zip(values) {
            out.push_str(piece);
            value.push(out);
        }
    }

    /// Adds what is before a gap.
    pub(super) fn open(&self, out: &mut String, gap: usize) {
        out.push_str(&self.pieces[gap]);
    }

    /// Adds what is after the last gap.
    pub(super) fn close(&self, out: &mut String) {
        out.extend(self.pieces.last().map(String::as_str));
    }

    /// Adds a list of what is laid out by this template.
    pub(super) fn list<T>(
        &self,
        out: &mut String,
        items: impl Iterator<Item = T>,
        mut push: impl FnMut(&mut String, T),
    ) {
        let mut some = false;
        out.push('[');
        for item in items {
            if some {
                out.push(',');
            }
            self.line(out, 0);
            push(out, item);
            some = true;
        }
        if some {
            self.line(out, INDENT);
        }
        out.push(']');
    }

    /// Starts a line, so much nearer to the margin.
    fn line(&self, out: &mut String, less: usize) {
        const BLANKS: &str = "\n                                ";
        let Some(indent) = self.indent else { return };
        let indent = indent.saturating_sub(less);
        out.push_str(BLANKS.get(..=indent).unwrap_or(BLANKS));
    }
}

impl Value<'_> {
    fn push(self, out: &mut String) {
        match self {
            Self::Text(text) => push_text(out, text),
            Self::Word(text) => out.push_str(text),
            Self::Maybe(Some(text)) => {
                out.push('"');
                push_text(out, text);
                out.push('"');
            }
            Self::Maybe(None) => out.push_str("null"),
            Self::Number(number) => push_number(out, number),
            Self::Json(json) => out.push_str(json),
        }
    }
}

/// The line and the column of a place.
pub(super) fn place<'v>(place: Position) -> [Value<'v>; 2] {
    [Value::Number(place.line), Value::Number(place.column)]
}

/// Adds what is between the quotes of a text in JSON. Hostile characters are escaped too.
pub(super) fn push_text(out: &mut String, text: &str) {
    if is_plain_without(text, [b'"', b'\\']) {
        return out.push_str(text);
    }
    let quoted = escaped(serde_json::to_string(text).unwrap_or_default());
    out.push_str(quoted.get(1..quoted.len() - 1).unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Template, Value};

    #[test]
    fn values_are_laid_out_as_usual() {
        let template = r#"{"a":@,"b":{"c":@,"d":"@"},"list":@}"#;
        let item = r#"{"e":"@"}"#;
        for count in 0..3 {
            let items = vec![json!({"e": "é\u{1}\""}); count];
            let value = json!({"a": null, "b": {"c": 7, "d": "text"}, "list": items});
            for (template, item, right) in [
                (Template::new(template), Template::new(item), value.to_string()),
                (
                    Template::pretty(template, 0),
                    Template::pretty(item, 2),
                    serde_json::to_string_pretty(&value).expect("JSON"),
                ),
            ] {
                let mut out = String::new();
                let values = [Value::Maybe(None), Value::Number(7), Value::Text("text")];
                template.fill(&mut out, 0, &values);
                template.open(&mut out, 3);
                item.list(&mut out, 0..count, |out, _| {
                    item.fill(out, 0, &[Value::Text("é\u{1}\"")]);
                    item.close(out);
                });
                template.close(&mut out);
                assert_eq!(out, right);
            }
        }
    }
}
