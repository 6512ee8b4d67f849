//! The items of a list with the comments and the whitespace that belong to each, so that they can
//! be parted without losing any.

use super::Node;
use super::lexer::{Comment, is_space, leading_comment};
use crate::text::Span;

/// What is between two items, or after the last one.
#[derive(Debug, Clone, Copy)]
struct Gap {
    comma: Option<u32>,
    /// The end of what belongs to the item before: its comma, and a comment that ends its line.
    tail: u32,
    /// Whether that comment runs to the end of the line.
    open: bool,
}

/// An item, from the end of what belongs to the one before to the end of what belongs to it.
#[derive(Debug, Clone, Copy)]
struct Piece {
    start: u32,
    item: Span,
    gap: Gap,
}

/// A list, taken apart.
#[derive(Debug)]
pub(crate) struct Pieces<'a> {
    text: &'a str,
    all: Vec<Piece>,
    /// The place of the closing bracket.
    end: u32,
}

impl<'a> Pieces<'a> {
    /// The items of a list; nothing where something unreadable is between them.
    pub(crate) fn of(list: Node<'a>) -> Option<Self> {
        let text = list.tree.text();
        let end = list.span().end.checked_sub(1)?;
        let items: Vec<Span> = list.elements().map(Node::span).collect();
        let mut all = Vec::with_capacity(items.len());
        let mut start = list.span().start + 1;
        for (index, item) in items.iter().enumerate() {
            let next = items.get(index + 1);
            let gap = gap(text, Span::new(item.end, next.map_or(end, |next| next.start)))?;
            if next.is_some() && gap.comma.is_none() {
                return None;
            }
            all.push(Piece { start, item: *item, gap });
            start = gap.tail;
        }
        Some(Self { text, all, end })
    }

    /// Edits that leave only the items for which `kept` says so.
    pub(crate) fn keep(&self, kept: impl Fn(usize) -> bool) -> Vec<(Span, String)> {
        let mut edits = Vec::new();
        let mut before: Option<&Piece> = None;
        let mut gone: Option<Span> = None;
        for (index, piece) in self.all.iter().enumerate() {
            if kept(index) {
                if let Some(gone) = gone.take() {
                    edits.push(self.cut(before, gone, before.is_none()));
                }
                before = Some(piece);
            } else {
                let start = gone.map_or(piece.start, |gone| gone.start);
                gone = Some(Span::new(start, piece.gap.tail));
            }
        }
        if let Some(gone) = gone {
            edits.push(self.cut(before, gone, false));
            if let Some(comma) = before.and_then(|piece| piece.gap.comma) {
                edits.push((Span::new(comma, comma + 1), String::new()));
            }
        }
        edits
    }

    /// Takes a run of items out. A comment before it that runs to the end of its line needs one.
    fn cut(&self, before: Option<&Piece>, gone: Span, first: bool) -> (Span, String) {
        let rest = &self.text[gone.end as usize..];
        let open = before.is_some_and(|piece| piece.gap.open);
        let line = if open && !rest.starts_with(['\n', '\r']) { "\n" } else { "" };
        let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        let end = if first { gone.end + blanks as u32 } else { gone.end };
        (Span::new(gone.start, end), line.to_owned())
    }

    /// A list of some of the items, each as `written` says, with what belongs to it.
    pub(crate) fn copy(&self, taken: &[usize], mut written: impl FnMut(usize) -> String) -> String {
        let mut out = "[".to_owned();
        let mut open = false;
        let many = taken.len();
        for (count, &index) in taken.iter().enumerate() {
            let Some(piece) = self.all.get(index) else { continue };
            let head = Span::new(piece.start, piece.item.start).of(self.text);
            let head = if count == 0 && !head.contains('\n') { head.trim_start() } else { head };
            if open && !head.starts_with(['\n', '\r']) {
                out.push('\n');
            }
            out.push_str(head);
            out.push_str(&written(index));
            if count + 1 < many {
                out.push(',');
            }
            let (from, to) = (piece.item.end, piece.gap.tail);
            let comma = piece.gap.comma.map_or(to, |comma| comma);
            out.push_str(Span::new(from, comma).of(self.text));
            out.push_str(Span::new((comma + 1).min(to), to).of(self.text));
            open = piece.gap.open;
        }
        let inside = &self.text[..self.end as usize];
        let blanks = &inside[inside.trim_end_matches([' ', '\t', '\n', '\r']).len()..];
        let closing = blanks.rfind(['\n', '\r']).map_or("", |at| &blanks[at..]);
        if open && closing.is_empty() {
            out.push('\n');
        }
        out + closing + "]"
    }
}

/// Takes apart what is between two values; nothing where there is more than whitespace,
/// comments and one comma.
fn gap(text: &str, span: Span) -> Option<Gap> {
    let bytes = text.as_bytes();
    let end = span.end as usize;
    let mut at = span.start as usize;
    let mut gap = Gap { comma: None, tail: span.start, open: false };
    // A comment on the line of the item, and whether it runs to the end of the line.
    let mut comment: Option<(usize, bool)> = None;
    let mut same_line = true;
    while at < end {
        match bytes[at] {
            b'\n' | b'\r' => {
                if let (true, Some((tail, open))) = (same_line, comment.take()) {
                    gap = Gap { tail: tail as u32, open, ..gap };
                }
                same_line = false;
                at += 1;
            }
            b' ' | b'\t' => at += 1,
            b',' if gap.comma.is_none() => {
                at += 1;
                gap = Gap { comma: Some(at as u32 - 1), tail: at as u32, open: false };
                (comment, same_line) = (None, true);
            }
            _ => {
                let (kind, length) = leading_comment(text.get(at..)?)?;
                let open = match kind {
                    Comment::Line | Comment::Hash => true,
                    Comment::Block { closed: true } => false,
                    Comment::Block { closed: false } => return None,
                };
                let to = (at + length).min(end);
                comment = Some((to, open));
                at = to;
            }
        }
    }
    Some(gap)
}

/// The comma between two values, if nothing but comments and whitespace is there beside it.
pub(super) fn comma(text: &str, span: Span) -> Option<u32> {
    gap(text, span)?.comma
}

/// Whether anything but whitespace and a comma is in a place between two values.
pub(super) fn has_comment(text: &str, span: Span) -> bool {
    !span.of(text).bytes().all(|byte| is_space(byte) || byte == b',')
}
