//! Finds where expansions end.

use crate::host::work;

/// Longer expansions are taken for a dollar sign that is just text.
const EXPANSION: usize = 4096;

/// Looks for the ends of expansions, as long as that leads anywhere: what is opened again and again
/// and not closed is text.
#[derive(Debug, Default)]
pub(super) struct Ends {
    /// Bytes that were looked at in vain.
    spent: usize,
}

impl Ends {
    const ENOUGH: usize = 1 << 20;

    /// The end of `${…}`, which starts at `at`.
    pub(super) fn expansion(&mut self, bytes: &[u8], at: usize) -> Option<usize> {
        self.find(bytes, at, b'{', b'}')
    }

    /// The end of `$(…)`, which starts at `at`.
    pub(super) fn substitution(&mut self, bytes: &[u8], at: usize) -> Option<usize> {
        self.find(bytes, at, b'(', b')')
    }

    fn find(&mut self, bytes: &[u8], at: usize, open: u8, close: u8) -> Option<usize> {
        let limit = bytes.len().min(at + EXPANSION);
        if self.spent > Self::ENOUGH {
            return None;
        }
        let (mut end, mut depth) = (at + 1, 0_u32);
        while end < limit {
            match bytes[end] {
                b'\\' => end += 1,
                byte if byte == open => depth += 1,
                byte if byte == close && depth <= 1 => {
                    work::note(end - at);
                    return Some(end + 1);
                }
                byte if byte == close => depth -= 1,
                _ => {}
            }
            end += 1;
        }
        work::note(limit - at);
        self.spent += limit - at;
        None
    }
}
