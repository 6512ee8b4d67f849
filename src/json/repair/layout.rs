//! What is put in is laid out as the file is: a closer on a line of its own where its opener's
//! style has it so, with the line ends of the file.

use std::borrow::Cow;

use super::text::IndexedText;

/// The text for a closer that is put in after what ends at a place.
pub(super) fn closer(
    x: &IndexedText<'_>,
    text: &'static str,
    open: u32,
    at: u32,
) -> Cow<'static, str> {
    match new_line(x, open, at) {
        Some(line) => Cow::Owned(line + text),
        None => Cow::Borrowed(text),
    }
}

/// The text for the closers of brackets (whether of an object, and where), the innermost first.
pub(super) fn closers(x: &IndexedText<'_>, brackets: &[(bool, u32)], at: u32) -> Cow<'static, str> {
    const LAID_OUT: usize = 128;
    let mut out = String::new();
    for (number, (object, open)) in brackets.iter().enumerate() {
        if number < LAID_OUT
            && let Some(line) = new_line(x, *open, at)
        {
            out.push_str(&line);
        }
        out.push(if *object { '}' } else { ']' });
    }
    Cow::Owned(out)
}

/// The line end and the indentation before a closer, if it is on a line of its own.
fn new_line(x: &IndexedText<'_>, open: u32, at: u32) -> Option<String> {
    let (open, at) = (open as usize, at as usize);
    let byte = x.at(open)?;
    if !matches!(byte, b'{' | b'[') || open >= at {
        return None;
    }
    // Nothing follows the opener on its line.
    let next = x.skip_blank(open + 1, x.line_end(open));
    let alone = matches!(x.at(next), Some(b'\n' | b'\r'));
    if !alone || x.line(open) == x.line(at) {
        return None;
    }
    let end = match x.at(next) {
        Some(b'\r') if x.at(next + 1) == Some(b'\n') => "\r\n",
        Some(b'\r') => "\r",
        _ => "\n",
    };
    Some(format!("{end}{}", x.indentation(open)))
}
