//! What JSON does not allow between the quotes of a string: bad escapes, control characters.

use std::borrow::Cow;

use super::Lattice;
use crate::json::repair::prices::{self, Price};
use crate::json::repair::reading::Edits;
use crate::json::repair::slip::Slip;
use crate::json::scan::special;

/// So many edits are made in one string one by one; the rest of it is one more.
const MOST: usize = 200;

impl Lattice<'_> {
    /// Looks for what JSON does not allow between the quotes; gives its price.
    pub(super) fn inside(&self, from: usize, to: usize, edits: &mut Edits) -> Price {
        self.inside_up_to(MOST, (from, to), edits)
    }

    fn inside_up_to(&self, most: usize, (from, to): (usize, usize), edits: &mut Edits) -> Price {
        let bytes = &self.x.bytes[..to];
        let (mut price, mut count) = (0, 0);
        let mut bad_escape = false;
        let mut at = special(bytes, from);
        while at < to {
            if count == most {
                edits.add(edits.first.map_or(Slip::Control, |(_, slip)| slip), at, to, || {
                    Cow::Owned(self.escaped_text(at, to))
                });
                break;
            }
            let end = match bytes[at] {
                b'\\' => match self.escape(at, to) {
                    Ok(end) => end,
                    Err((slip, end, text)) => {
                        bad_escape |= slip == Slip::BadEscape;
                        price +=
                            if price == 0 { prices::BAD_ESCAPE } else { prices::BAD_ESCAPE_MORE };
                        count += 1;
                        // A doubled backslash is put in, not exchanged.
                        let (from, text) = match text {
                            Some(text) => (end, text),
                            None => (at, Cow::Borrowed("\\")),
                        };
                        edits.add(slip, at, from, || text);
                        end.max(at + 1)
                    }
                },
                // NULs are a matter of encoding, and stay.
                byte @ 1..b' ' => {
                    price += if price == 0 { prices::CONTROL } else { prices::CONTROL_MORE };
                    count += 1;
                    let windows = byte == b'\r' && bytes.get(at + 1) == Some(&b'\n');
                    let end = at + if windows { 2 } else { 1 };
                    let line = matches!(byte, b'\n' | b'\r');
                    let slip = if line { Slip::Lines } else { Slip::Control };
                    // A line end of Windows is one line end.
                    edits.add(slip, at, end, || escape_of(if windows { b'\n' } else { byte }));
                    end
                }
                _ => at + 1,
            };
            at = special(bytes, end);
        }
        if bad_escape {
            self.other_backslashes(from, to, edits);
        }
        price
    }

    /// The text between two places as a string of JSON has it.
    fn escaped_text(&self, from: usize, to: usize) -> String {
        let text = self.x.text;
        let mut edits = Edits { spelled: true, ..Edits::default() };
        self.inside_up_to(usize::MAX, (from, to), &mut edits);
        edits.pieces.sort_by_key(|piece| piece.span);
        let mut out = String::with_capacity(to - from);
        let mut done = from;
        for piece in &edits.pieces {
            out.push_str(&text[done..piece.span.start as usize]);
            out.push_str(&piece.text);
            done = piece.span.end as usize;
        }
        out.push_str(&text[done..to]);
        out
    }

    /// The end of a good escape; of a bad one what it is, its end and the text for it, or nothing
    /// where a backslash before it fixes it.
    pub(super) fn escape(
        &self,
        at: usize,
        to: usize,
    ) -> Result<usize, (Slip, usize, Option<Cow<'static, str>>)> {
        let rest = &self.x.text[at..to];
        // So an apostrophe is written where apostrophes enclose all of it.
        if rest.starts_with("\\''") && self.x.bytes[..at].ends_with(b"'") {
            return Err((Slip::SplicedQuote, at + 3, Some(Cow::Borrowed(""))));
        }
        let Some(next) = rest[1..].chars().next() else {
            return Err((Slip::BadEscape, at + 1, Some(Cow::Borrowed("\\\\"))));
        };
        match next {
            '"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' => Ok(at + 2),
            'u' => {
                let digits = rest[2..].bytes().take(4).take_while(u8::is_ascii_hexdigit).count();
                if digits == 4 { Ok(at + 6) } else { Err((Slip::BadEscape, at + 2 + digits, None)) }
            }
            '\'' | '`' | '\u{201e}' | '\u{201c}' => {
                let text = match next {
                    '\'' => "'",
                    '`' => "`",
                    '\u{201e}' => "\u{201e}",
                    _ => "\u{201c}",
                };
                Err((Slip::OddEscape, at + 1 + next.len_utf8(), Some(Cow::Borrowed(text))))
            }
            '\n' | '\r' => {
                let length = if rest[1..].starts_with("\r\n") { 2 } else { 1 };
                Err((Slip::Lines, at + 1 + length, Some(Cow::Borrowed("\\n"))))
            }
            // What is wrong by itself is reported by itself.
            next if next < ' ' => Err((Slip::BadEscape, at + 1, None)),
            _ => Err((Slip::BadEscape, at + 1 + next.len_utf8(), None)),
        }
    }

    /// In a Windows path the backslashes before `n` and `t` are meant as such, too.
    pub(super) fn other_backslashes(&self, from: usize, to: usize, edits: &mut Edits) {
        let text = &self.x.bytes[from..to];
        let path = matches!(text, [drive, b':', b'\\', ..] if drive.is_ascii_alphabetic());
        if !path {
            return;
        }
        for at in memchr::memchr_iter(b'\\', text).take(MOST) {
            let escape = matches!(text.get(at + 1), Some(b'b' | b'f' | b'n' | b'r' | b't'));
            let word = text.get(at + 2).is_some_and(u8::is_ascii_alphanumeric);
            if escape && word && !(at > 0 && text[at - 1] == b'\\') {
                edits.put(Slip::BadEscape, from + at, "\\");
            }
        }
    }
}

fn escape_of(byte: u8) -> Cow<'static, str> {
    match byte {
        b'\n' => "\\n".into(),
        b'\r' => "\\r".into(),
        b'\t' => "\\t".into(),
        8 => "\\b".into(),
        0xc => "\\f".into(),
        _ => format!("\\u{byte:04x}").into(),
    }
}
