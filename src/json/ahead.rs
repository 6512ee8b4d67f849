//! Looking ahead: brackets outside of strings, without reading anything else.

/// The brackets of a text from some place on, strings passed over.
#[derive(Debug)]
pub(super) struct Brackets<'t> {
    bytes: &'t [u8],
    at: usize,
}

impl<'t> Brackets<'t> {
    pub(super) fn new(bytes: &'t [u8], at: usize) -> Self {
        Self { bytes, at }
    }

    /// The bracket that closes what is open at the start.
    pub(super) fn closer(self) -> Option<(usize, u8)> {
        let mut depth = 0_usize;
        for (at, byte) in self {
            match byte {
                b'{' | b'[' => depth += 1,
                _ if depth == 0 => return Some((at, byte)),
                _ => depth -= 1,
            }
        }
        None
    }

    /// Behind the string that opens at `at`, or the end of its line where nothing closes it.
    fn string_end(&self, at: usize) -> usize {
        let mut end = at + 1;
        while let Some(&byte) = self.bytes.get(end) {
            match byte {
                b'"' => return end + 1,
                b'\n' | b'\r' => return end,
                b'\\' => end += 2,
                _ => end += 1,
            }
        }
        self.bytes.len()
    }
}

impl Iterator for Brackets<'_> {
    type Item = (usize, u8);

    fn next(&mut self) -> Option<Self::Item> {
        while let Some(&byte) = self.bytes.get(self.at) {
            let at = self.at;
            self.at = if byte == b'"' { self.string_end(at) } else { at + 1 };
            if matches!(byte, b'{' | b'}' | b'[' | b']') {
                return Some((at, byte));
            }
        }
        None
    }
}

/// Behind the bracket that closes the one at `open`; the end of the text where none does.
pub(super) fn value_end(bytes: &[u8], open: usize) -> usize {
    Brackets::new(bytes, open + 1).closer().map_or(bytes.len(), |(at, _)| at + 1)
}
