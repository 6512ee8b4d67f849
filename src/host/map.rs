//! Where the bytes of a body are in the file around it, and how text is written back there.

use crate::text::Edit;
use crate::text::Span;

/// How text has to be written at a place of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// As it is.
    Verbatim,
    /// Without line ends, as in JSON Lines.
    OneLine,
    /// Between the single quotes of a shell.
    SingleQuotes,
    /// Between the double quotes of a shell.
    DoubleQuotes,
    /// Between `$'` and `'`.
    DollarQuotes,
    /// In a shell, without quotes.
    NoQuotes,
    /// In a here-document with variables.
    HereDocument,
    /// In a JSON string.
    JsonString,
    /// A variable or a substitution: nothing is written there.
    StandIn,
}

impl Style {
    /// Appends `text` as it has to be written at such a place.
    fn escape(self, text: &str, out: &mut String) {
        match self {
            Self::Verbatim | Self::StandIn => out.push_str(text),
            Self::OneLine => out.push_str(&text.replace(['\n', '\r'], " ")),
            Self::SingleQuotes => out.push_str(&text.replace('\'', r"'\''")),
            Self::DoubleQuotes => with_backslashes(text, &['"', '\\', '$', '`'], out),
            Self::HereDocument => with_backslashes(text, &['\\', '$', '`'], out),
            Self::DollarQuotes => with_backslashes(text, &['\\', '\''], out),
            Self::NoQuotes => {
                for ch in text.chars() {
                    match ch {
                        '\n' | '\r' => out.push(' '),
                        _ if ch.is_alphanumeric() || "_-./:@%+=".contains(ch) => out.push(ch),
                        _ => out.extend(['\\', ch]),
                    }
                }
            }
            Self::JsonString => {
                let quoted = serde_json::to_string(text).unwrap_or_default();
                out.push_str(quoted.get(1..quoted.len().saturating_sub(1)).unwrap_or_default());
            }
        }
    }
}

fn with_backslashes(text: &str, special: &[char], out: &mut String) {
    for ch in text.chars() {
        if special.contains(&ch) {
            out.push('\\');
        }
        out.push(ch);
    }
}

/// A run of the text: the same bytes in the file, or others that say the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece {
    /// Where it starts in the text.
    pub(super) at: u32,
    /// Where it starts in the file, and how many bytes it takes there.
    pub(super) place: u32,
    pub(super) size: u32,
    pub(super) style: Style,
}

/// Leads from the bytes of a body to those of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Map {
    pub(super) pieces: Vec<Piece>,
    /// Bytes of the text.
    pub(super) len: u32,
    /// What a new line starts with in the file, such as `> ` in a Markdown quote.
    pub(super) prefix: Box<str>,
    /// Where lines start that have such a prefix: in the text, and after it in the file.
    pub(super) lines: Vec<(u32, u32)>,
}

impl Map {
    /// The map of a text that is in the file as it is, from `start` on.
    pub(crate) fn verbatim(start: u32, len: u32, style: Style) -> Self {
        let piece = Piece { at: 0, place: start, size: len, style };
        Self { pieces: vec![piece], len, prefix: Box::default(), lines: Vec::new() }
    }

    /// The same map, where a new line starts with `prefix`.
    pub(super) fn with_prefix(mut self, prefix: &str) -> Self {
        self.prefix = prefix.into();
        self
    }

    /// The same map for a part of a file that starts `by` bytes later.
    pub(super) fn shift(&mut self, by: u32) {
        self.pieces.iter_mut().for_each(|piece| piece.place += by);
        self.lines.iter_mut().for_each(|(_, place)| *place += by);
    }

    /// The same text and map without what lines start with in the file, at these places of it.
    pub(super) fn without(self, text: &str, places: &[Span]) -> (String, Self) {
        let mut out = String::with_capacity(text.len());
        let (mut pieces, mut lines) = (Vec::with_capacity(self.pieces.len()), Vec::new());
        let whole = self.whole();
        let mut places = places.iter().filter(|place| place.start > whole.start).peekable();
        for (index, piece) in self.pieces.iter().enumerate() {
            let (length, end) = (self.length(index), piece.place + piece.size);
            let copied = length == piece.size;
            let (mut at, mut place) = (piece.at, piece.place);
            let mut take = |at: u32, place: u32, length: u32, size: u32| {
                if length > 0 {
                    pieces.push(Piece { at: out.len() as u32, place, size, style: piece.style });
                    out.push_str(Span::new(at, at + length).of(text));
                }
                out.len() as u32
            };
            while let Some(cut) = places.next_if(|cut| cut.start < end) {
                if copied && cut.start >= place && cut.end <= end {
                    let before = cut.start - place;
                    lines.push((take(at, place, before, before), cut.end));
                    (at, place) = (at + before + cut.len() as u32, cut.end);
                }
            }
            let size = if copied { end - place } else { piece.size };
            take(at, place, piece.at + length - at, size);
        }
        let map = Self { pieces, len: out.len() as u32, prefix: self.prefix, lines };
        (out, map)
    }

    /// The end in the file of a place in the text that is written anew: what the next line starts
    /// with belongs to the line end before it.
    fn line_start(&self, at: u32) -> Option<u32> {
        let index = self.lines.binary_search_by_key(&at, |(at, _)| *at).ok()?;
        Some(self.lines[index].1)
    }

    /// The place in the file of a place in the text that is written anew.
    fn written_anew(&self, span: Span) -> Span {
        let place = self.span(span);
        Span::new(place.start, self.line_start(span.end).unwrap_or(place.end))
    }

    /// The places of the text that stand for these of the file, as far as they are there as they are.
    pub(crate) fn inside(&self, places: &[Span]) -> Vec<Span> {
        let whole = self.whole();
        let first = places.partition_point(|place| place.end <= whole.start);
        let places = places[first..].iter().take_while(|place| place.start < whole.end);
        let inside = |place: &Span| {
            let next = self.pieces.partition_point(|piece| piece.place <= place.start);
            let index = next.checked_sub(1)?;
            let piece = self.pieces[index];
            let copied = self.length(index) == piece.size;
            let at = piece.at + (place.start - piece.place);
            (copied && place.end <= piece.place + piece.size)
                .then(|| Span::new(at, at + place.len() as u32))
        };
        places.filter_map(inside).collect()
    }

    /// The byte of the text for a byte of the file: the nearest one, between quotes that the text
    /// is put together from.
    #[cfg(feature = "lsp")]
    pub(crate) fn offset(&self, at: u32) -> u32 {
        let next = self.pieces.partition_point(|piece| piece.place <= at);
        let Some(index) = next.checked_sub(1) else { return 0 };
        let (piece, length) = (self.pieces[index], self.length(index));
        let into = at - piece.place;
        match length == piece.size {
            true => piece.at + into.min(length),
            // Inside of an escape means before it.
            false if into < piece.size => piece.at,
            false => piece.at + length,
        }
    }

    /// Everything of the file that the body takes.
    pub(crate) fn whole(&self) -> Span {
        self.span(Span::new(0, self.len)).to(self.span(Span::empty(self.len)))
    }

    /// Whether the text is in the file as it is, and takes as many bytes there.
    pub(crate) fn is_verbatim(&self, bytes: usize) -> bool {
        self.pieces.len() == 1 && bytes == self.len as usize
    }

    /// Whether what is written there is written as it is, but for single quotes.
    #[cfg(feature = "lsp")]
    pub(crate) fn keeps_text(&self) -> bool {
        self.pieces.iter().all(|piece| matches!(piece.style, Style::Verbatim | Style::SingleQuotes))
    }

    /// The length of a piece in the text.
    fn length(&self, index: usize) -> u32 {
        let end = self.pieces.get(index + 1).map_or(self.len, |next| next.at);
        end - self.pieces[index].at
    }

    /// The piece that holds a byte of the text.
    fn piece(&self, at: u32) -> Option<usize> {
        self.pieces.partition_point(|piece| piece.at <= at).checked_sub(1)
    }

    /// The place in the file of a place in the text. An empty one, where something is to be put
    /// in, is right after what comes before it.
    pub(crate) fn span(&self, span: Span) -> Span {
        if span.is_empty() {
            return Span::empty(match span.start {
                0 => self.start(0),
                at => self.end(at),
            });
        }
        let start = self.start(span.start);
        Span::new(start, self.end(span.end).max(start))
    }

    fn start(&self, at: u32) -> u32 {
        if at >= self.len && at > 0 {
            return self.end(self.len);
        }
        let Some(index) = self.piece(at) else { return 0 };
        let piece = self.pieces[index];
        let copied = self.length(index) == piece.size;
        piece.place + if copied { at - piece.at } else { 0 }
    }

    fn end(&self, at: u32) -> u32 {
        let at = at.min(self.len);
        let Some(index) = at.checked_sub(1).and_then(|last| self.piece(last)) else {
            return self.start(0);
        };
        let piece = self.pieces[index];
        let copied = self.length(index) == piece.size;
        piece.place + if copied { at - piece.at } else { piece.size }
    }

    /// An edit of the text as edits of the file; nothing where it would change what is around
    /// the body, or a variable.
    pub(crate) fn edit(&self, edit: &Edit) -> Option<Vec<Edit>> {
        if edit.span.is_empty() {
            let (place, style) = self.gap(edit.span.start)?;
            return Some(vec![self.written(Span::empty(place), style, &edit.text)]);
        }
        let first = self.piece(edit.span.start)?;
        let last = self.piece(edit.span.end.checked_sub(1)?)?;
        let style = self.pieces[first].style;
        let uniform = self.pieces[first..=last].iter().all(|piece| piece.style == style);
        if uniform && style != Style::StandIn {
            return Some(vec![self.written(self.written_anew(edit.span), style, &edit.text)]);
        }
        if !edit.text.is_empty() {
            return None;
        }
        // What is removed is removed from each pair of quotes; the quotes stay.
        let part = |index: usize| {
            let start = self.pieces[index].at.max(edit.span.start);
            let end = (self.pieces[index].at + self.length(index)).min(edit.span.end);
            Edit { span: self.written_anew(Span::new(start, end)), text: String::new() }
        };
        Some((first..=last).map(part).collect())
    }

    /// Where something can be put in, and how it is written there.
    fn gap(&self, at: u32) -> Option<(u32, Style)> {
        let writable = |index: &usize| self.pieces[*index].style != Style::StandIn;
        let before = at.checked_sub(1).and_then(|last| self.piece(last)).filter(writable);
        if let Some(index) = before {
            let place = self.line_start(at).unwrap_or_else(|| self.end(at));
            return Some((place, self.pieces[index].style));
        }
        let after = self.piece(at).filter(writable).filter(|_| at < self.len)?;
        Some((self.start(at), self.pieces[after].style))
    }

    fn written(&self, span: Span, style: Style, text: &str) -> Edit {
        let mut out = String::with_capacity(text.len());
        style.escape(text, &mut out);
        if !self.prefix.is_empty() && out.contains('\n') {
            out = out.replace('\n', &format!("\n{}", self.prefix));
        }
        Edit { span, text: out }
    }
}
