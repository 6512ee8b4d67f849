//! Soft signs: nothing is edited, but a person would look twice. Indentation is weighed by how
//! consistent the file is.

use super::arenas::Frame;
use super::expectations::Level;
use super::hypothesis::{Expect, Hypothesis};
use super::prices::{self, Price};
use super::search::Search;
use super::text::NOWHERE;
use crate::json::Symbol;

impl Search<'_> {
    /// What the indentation of a key or an item tells: a price, and the indentation of its
    /// siblings from now on.
    pub(super) fn item_sign(&self, h: &Hypothesis, at: usize) -> (Price, i32) {
        self.indent_sign(h, || self.lattice.x.columns_before(at))
    }

    /// The same, where the columns before it are known.
    #[inline(always)]
    pub(super) fn indent_sign(
        &self,
        h: &Hypothesis,
        columns: impl FnOnce() -> Option<(i32, u32)>,
    ) -> (Price, i32) {
        let x = &self.lattice.x;
        let known = h.content.indent;
        if h.frame == 0 || h.expect == Expect::Value || x.trust == 0 {
            return (0, known);
        }
        let Some((columns, line)) = columns() else { return (0, known) };
        let frame = self.arenas.frame(h.frame);
        let out = frame.indent >= 0 && columns <= frame.indent;
        let price = match known {
            _ if known == columns => 0,
            0.. if out => prices::INDENT_OUT,
            0.. => prices::INDENT_KEY,
            _ if out && line != frame.line => prices::INDENT_OUT,
            _ => 0,
        };
        (price * x.trust / 2, if known >= 0 { known } else { columns })
    }

    /// What the indentation of a closer tells.
    pub(super) fn closer_sign(&self, frame: &Frame, at: usize) -> Price {
        self.outdent_sign(frame, || self.lattice.x.columns_before(at))
    }

    /// The same, where the columns before it are known.
    #[inline(always)]
    pub(super) fn outdent_sign(
        &self,
        frame: &Frame,
        columns: impl FnOnce() -> Option<(i32, u32)>,
    ) -> Price {
        let x = &self.lattice.x;
        if x.trust == 0 || frame.indent < 0 {
            return 0;
        }
        let Some((columns, line)) = columns() else { return 0 };
        let fits = columns == frame.indent || line == frame.line;
        if fits { 0 } else { prices::INDENT_CLOSER * x.trust / 2 }
    }

    /// What a key tells: there already, not known here, known for an object around.
    pub(super) fn key_sign(&self, h: &Hypothesis, key: Symbol, hash: u32) -> Price {
        let frame = self.arenas.frame(h.frame);
        let again = self.arenas.has_key(&h.content, hash);
        let again = if again { prices::KEY_AGAIN } else { 0 };
        if self.expected.is_empty() {
            return again;
        }
        let here = self.expected.knows(frame.level, key);
        if here == Some(true) {
            return again;
        }
        let elsewhere = !key.is_none() && self.belongs_around(h, frame, key, hash, here.is_some());
        again
            + match (elsewhere, here.is_some()) {
                (true, true) => prices::KEY_ELSEWHERE,
                (true, false) => prices::KEY_ELSEWHERE / 2,
                (false, true) => prices::KEY_UNKNOWN,
                (false, false) => 0,
            }
    }

    /// Whether a key is documented for the nearest object around that knows it, and not there yet;
    /// or for the one that was just closed.
    fn belongs_around(
        &self,
        h: &Hypothesis,
        frame: &Frame,
        key: Symbol,
        hash: u32,
        closed_level: bool,
    ) -> bool {
        const FAR: usize = 64;
        let known = |level: Level| self.expected.knows(level, key) == Some(true);
        let (mut up, mut content) = (frame.up, frame.outer);
        for _ in 0..FAR {
            if up == 0 {
                break;
            }
            let around = self.arenas.frame(up);
            if around.object && known(around.level) {
                if !self.arenas.has_key(&content, hash) {
                    return true;
                }
                break;
            }
            (up, content) = (around.up, around.outer);
        }
        h.closed != 0 && closed_level && {
            let closed = self.arenas.closed[h.closed as usize];
            known(self.arenas.frame(closed.frame).level)
        }
    }

    /// Whether two places are on different lines.
    pub(super) fn apart(&self, end: u32, at: usize) -> bool {
        let x = &self.lattice.x;
        end != NOWHERE && x.line((end as usize).saturating_sub(1)) != x.line(at)
    }
}
