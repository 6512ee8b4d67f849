//! JSON over several lines, laid out as [`serde_json::to_string_pretty`] does, at less cost: a line
//! end and its indentation are written at once.

use std::io;

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

/// A value as JSON over several lines.
pub(super) fn pretty(value: &impl Serialize) -> String {
    let mut out = Vec::new();
    let written = value.serialize(&mut Serializer::with_formatter(&mut out, Lines::default()));
    written.ok().and_then(|()| String::from_utf8(out).ok()).unwrap_or_default()
}

/// Where the writer is.
#[derive(Default)]
struct Lines {
    depth: usize,
    /// Whether there is anything in the innermost brackets yet.
    filled: bool,
}

/// A comma, a line end, and indentation.
const BREAK: &[u8] = b",\n                                ";
const INDENT: usize = 2;

impl Lines {
    /// Starts a line, after a comma or not.
    fn line(&self, out: &mut (impl io::Write + ?Sized), comma: bool) -> io::Result<()> {
        let start = usize::from(!comma);
        let (length, room) = (2 + self.depth * INDENT, BREAK.len());
        out.write_all(&BREAK[start..length.min(room)])?;
        (room..length).try_for_each(|_| out.write_all(b" "))
    }

    fn open(&mut self, out: &mut (impl io::Write + ?Sized), bracket: &[u8]) -> io::Result<()> {
        self.depth += 1;
        self.filled = false;
        out.write_all(bracket)
    }

    fn close(&mut self, out: &mut (impl io::Write + ?Sized), bracket: &[u8]) -> io::Result<()> {
        self.depth -= 1;
        if self.filled {
            self.line(out, false)?;
        }
        out.write_all(bracket)
    }
}

impl Formatter for Lines {
    fn begin_array<W: io::Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.open(out, b"[")
    }

    fn end_array<W: io::Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(out, b"]")
    }

    fn begin_array_value<W: io::Write + ?Sized>(
        &mut self,
        out: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.line(out, !first)
    }

    fn end_array_value<W: io::Write + ?Sized>(&mut self, _: &mut W) -> io::Result<()> {
        self.filled = true;
        Ok(())
    }

    fn begin_object<W: io::Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.open(out, b"{")
    }

    fn end_object<W: io::Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(out, b"}")
    }

    fn begin_object_key<W: io::Write + ?Sized>(
        &mut self,
        out: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.line(out, !first)
    }

    fn begin_object_value<W: io::Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(b": ")
    }

    fn end_object_value<W: io::Write + ?Sized>(&mut self, _: &mut W) -> io::Result<()> {
        self.filled = true;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::pretty;

    #[test]
    fn values_are_laid_out_as_usual() {
        let deep = (0..40).fold(json!({"a": [1, "b"]}), |inner, _| json!([inner, {}]));
        for value in
            [json!([]), json!({}), json!({"a": [], "b": {"c": null, "d": [{}, "\u{1}é"]}}), deep]
        {
            assert_eq!(pretty(&value), serde_json::to_string_pretty(&value).expect("JSON"));
        }
        assert_eq!(pretty(&Value::Null), "null");
    }
}
