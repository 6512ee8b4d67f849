//! Strings in the main loop: to the closing quote, as JSON wants them.

use super::mistake::What;
use super::parser::Parser;
use super::scan::special;

impl Parser<'_, '_> {
    /// The end of the string that opens here, and whether it has escapes; nothing where it is not
    /// as JSON wants it.
    pub(super) fn scan_string(&mut self) -> Option<(usize, bool)> {
        let mut at = self.at + 1;
        let mut escaped = false;
        loop {
            at = special(self.bytes, at);
            match self.bytes.get(at)? {
                b'"' => return Some((at + 1, escaped)),
                b'\\' => {
                    escaped = true;
                    self.escapes = true;
                    at = match self.bytes.get(at + 1)? {
                        b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => at + 2,
                        _ => self.unicode_escape(at)?,
                    };
                }
                0 => at = self.nul(at),
                _ => return None,
            }
        }
    }

    /// The end of a `\u` escape.
    #[cold]
    pub(super) fn unicode_escape(&mut self, at: usize) -> Option<usize> {
        let unit = |at: usize| {
            let digits = self.text.get(at + 2..at + 6)?;
            (self.bytes[at..at + 2] == *b"\\u" && digits.bytes().all(|b| b.is_ascii_hexdigit()))
                .then(|| u32::from_str_radix(digits, 16).ok())?
        };
        match unit(at)? {
            0xd800..0xdc00 if matches!(unit(at + 6), Some(0xdc00..0xe000)) => Some(at + 12),
            0xd800..0xe000 => {
                self.note(What::HalfSurrogate, at, at + 6);
                Some(at + 6)
            }
            _ => Some(at + 6),
        }
    }

    /// Passes over raw NULs in a string.
    #[cold]
    pub(super) fn nul(&mut self, at: usize) -> usize {
        let run = self.bytes[at..].iter().take_while(|byte| **byte == 0).count();
        self.note(What::Nul, at, at + run);
        at + run
    }
}
