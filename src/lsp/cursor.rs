//! Where a cursor stands in a document that may be broken right there: read from the text itself,
//! token by token, since what a parser makes of a half-written member is a guess.

use std::ops::Range;

/// A step from the root.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    Key(String),
    Item,
}

/// What may be written at the cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// The key of a member; whether its colon is there.
    Key { colon: bool },
    /// A value behind a key, or an item of a list.
    Value,
}

/// The cursor's surroundings.
#[derive(Debug)]
pub(super) struct Context {
    /// The way to the list or object around the cursor, and at a value its own key or place.
    pub(super) path: Vec<Step>,
    pub(super) place: Place,
    /// What an insertion replaces, quotes included.
    pub(super) replace: Range<usize>,
    /// The place of a comma that is lacking before.
    pub(super) comma_before: Option<usize>,
    pub(super) comma_after: bool,
    /// The other members of the object: keys, and values as they are written.
    pub(super) siblings: Vec<(String, String)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    String,
    Word,
    Punct(u8),
}

#[derive(Debug, Clone)]
struct Token {
    kind: Kind,
    span: Range<usize>,
}

/// One list or object that is open.
#[derive(Debug, Default)]
struct Frame {
    object: bool,
    key: Option<String>,
    colon: bool,
    /// Where the last value ended, until a comma comes.
    value: Option<usize>,
    members: Vec<(String, String)>,
}

/// The surroundings of a byte; none inside a comment or behind the end of the body.
pub(super) fn context(text: &str, cursor: usize) -> Option<Context> {
    let mut frames: Vec<Frame> = Vec::new();
    let mut at = 0;
    let inside = loop {
        match token(text, at) {
            Scan::Comment(span) if in_comment(text, &span, cursor) => return None,
            Scan::Comment(span) if span.start < cursor => at = span.end,
            Scan::Token(token) if token.span.end < cursor || passed(text, &token, cursor) => {
                at = token.span.end;
                read(text, &token, &mut frames);
            }
            Scan::Token(token) => break Some(token).filter(|token| token.span.start <= cursor),
            Scan::Comment(_) | Scan::End => break None,
        }
    };
    let inside = inside.filter(|token| matches!(token.kind, Kind::String | Kind::Word));
    let mut replace = inside.map_or(cursor..cursor, |token| token.span);
    if text[replace.clone()].starts_with('"') && !is_closed(text, &replace) {
        let typed = |byte: &u8| byte.is_ascii_alphanumeric() || b"_$.-".contains(byte);
        let rest = text.as_bytes()[cursor..].iter().take_while(|byte| typed(byte));
        replace.end = cursor + rest.count();
    }
    place(text, cursor, replace, frames)
}

fn in_comment(text: &str, span: &Range<usize>, cursor: usize) -> bool {
    let line = text[span.clone()].starts_with("//");
    span.start < cursor && (cursor < span.end || line && cursor == span.end)
}

/// Whether a token that ends at the cursor is done with: a bracket, or a closed string.
fn passed(text: &str, token: &Token, cursor: usize) -> bool {
    let ends = token.span.end == cursor;
    match token.kind {
        Kind::Punct(_) => ends,
        Kind::String => {
            ends && token.span.len() > 1
                && text[token.span.clone()].ends_with('"')
                && is_closed(text, &token.span)
        }
        Kind::Word => false,
    }
}

/// Whether a string that ends in a quote ends there in earnest: what follows may follow a string.
fn is_closed(text: &str, span: &Range<usize>) -> bool {
    let string = &text[span.clone()];
    let rest = text[span.end..].trim_start_matches([' ', '\t']);
    string.len() > 1
        && string.ends_with('"')
        && (rest.is_empty() || rest.starts_with([':', ',', '}', ']', '\n', '\r', '/']))
}

fn place(
    text: &str,
    cursor: usize,
    mut replace: Range<usize>,
    mut frames: Vec<Frame>,
) -> Option<Context> {
    let frame = frames.last_mut()?;
    let members = std::mem::take(&mut frame.members);
    let is_key = frame.object && !frame.colon;
    let comma_before = frame.value;
    if is_key && replace.start == cursor {
        // Before the key of another member.
        replace.end = cursor;
    }
    if is_key && frame.key.is_some() && frame.value.is_none() {
        return None;
    }
    let object = frame.object;
    let mut path: Vec<Step> = Vec::new();
    let depth = frames.len();
    for (index, frame) in frames.iter().enumerate() {
        let own = index + 1 < depth || !is_key;
        match (&frame.key, frame.object) {
            (Some(key), true) if own => path.push(Step::Key(key.clone())),
            (None, true) if own => return None,
            (_, false) if own => path.push(Step::Item),
            _ => {}
        }
    }
    let mut next = next_token(text, replace.end);
    if !is_key && replace.is_empty() && object {
        // `"mode": | "create"`: the value is there already, on this line.
        let value = next.clone().filter(|token| matches!(token.kind, Kind::String | Kind::Word));
        if let Some(token) = value
            && !text[cursor..token.span.start].contains(['\n', '\r'])
            && !colon_follows(text, token.span.end)
        {
            replace.end = token.span.end;
            next = next_token(text, replace.end);
        }
    }
    if !is_key && matches!(next, Some(Token { kind: Kind::Punct(b'{' | b'['), .. })) && object {
        return None;
    }
    let colon = matches!(next, Some(Token { kind: Kind::Punct(b':'), .. }));
    let ends = matches!(next, None | Some(Token { kind: Kind::Punct(b',' | b'}' | b']'), .. }));
    let mut siblings = members;
    siblings.extend(later_members(text, replace.end));
    Some(Context {
        path,
        place: if is_key { Place::Key { colon } } else { Place::Value },
        replace,
        comma_before,
        comma_after: !ends && !colon,
        siblings,
    })
}

/// Takes note of a token before the cursor.
fn read(text: &str, token: &Token, frames: &mut Vec<Frame>) {
    let end = token.span.end;
    match token.kind {
        Kind::Punct(open @ (b'{' | b'[')) => {
            frames.push(Frame { object: open == b'{', ..Frame::default() });
        }
        Kind::Punct(b'}' | b']') => {
            frames.pop();
            if let Some(frame) = frames.last_mut() {
                finish(frame, String::new(), end);
            }
        }
        Kind::Punct(b':') => {
            if let Some(frame) = frames.last_mut().filter(|frame| frame.key.is_some()) {
                frame.colon = true;
            }
        }
        Kind::Punct(_) => {
            if let Some(frame) = frames.last_mut() {
                (frame.key, frame.colon, frame.value) = (None, false, None);
            }
        }
        Kind::String | Kind::Word => {
            let Some(frame) = frames.last_mut() else { return };
            let raw = &text[token.span.clone()];
            let next_member = frame.object && colon_follows(text, end);
            if frame.object && (!frame.colon || next_member) {
                // Also where the comma before it, or the value, is lacking.
                frame.key = Some(unquoted(raw));
                (frame.colon, frame.value) = (false, None);
            } else {
                finish(frame, raw.to_owned(), end);
            }
        }
    }
}

/// A value ends.
fn finish(frame: &mut Frame, raw: String, end: usize) {
    frame.value = Some(end);
    frame.colon = false;
    if let Some(key) = frame.key.clone().filter(|_| frame.object) {
        frame.members.push((key, raw));
    }
}

/// The members behind the cursor, up to the end of their object.
fn later_members(text: &str, from: usize) -> Vec<(String, String)> {
    let mut frames = vec![Frame { object: true, ..Frame::default() }];
    let mut at = from;
    while let Some(token) = next_token(text, at) {
        at = token.span.end;
        read(text, &token, &mut frames);
        if frames.len() == 1
            && let Some(last) = frames.last_mut()
            && last.members.len() > MANY
        {
            break;
        }
        if frames.is_empty() {
            return Vec::new();
        }
        if frames.len() == 1
            && matches!(next_token(text, at), Some(Token { kind: Kind::Punct(b'}' | b']'), .. }))
        {
            break;
        }
    }
    frames.into_iter().next().map(|frame| frame.members).unwrap_or_default()
}

/// More members than any documented object has.
const MANY: usize = 1_000;

fn colon_follows(text: &str, at: usize) -> bool {
    matches!(next_token(text, at), Some(Token { kind: Kind::Punct(b':'), .. }))
}

fn unquoted(raw: &str) -> String {
    serde_json::from_str(raw).unwrap_or_else(|_| raw.trim_matches('"').to_owned())
}

enum Scan {
    Token(Token),
    Comment(Range<usize>),
    End,
}

fn next_token(text: &str, mut at: usize) -> Option<Token> {
    loop {
        match token(text, at) {
            Scan::Token(token) => return Some(token),
            Scan::Comment(span) => at = span.end,
            Scan::End => return None,
        }
    }
}

/// The first token at or behind a place.
fn token(text: &str, from: usize) -> Scan {
    let bytes = text.as_bytes();
    let start = bytes[from..].iter().position(|byte| !byte.is_ascii_whitespace());
    let Some(start) = start else { return Scan::End };
    let start = from + start;
    let rest = &bytes[start..];
    let line = || memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
    let token = |kind, length: usize| Scan::Token(Token { kind, span: start..start + length });
    match rest[0] {
        b'"' => token(Kind::String, string_length(rest)),
        b'/' if rest.starts_with(b"//") => Scan::Comment(start..start + line()),
        b'/' if rest.starts_with(b"/*") => {
            let end = memchr::memmem::find(&rest[2..], b"*/").map_or(rest.len(), |end| end + 4);
            Scan::Comment(start..start + end)
        }
        byte @ (b'{' | b'}' | b'[' | b']' | b':' | b',') => token(Kind::Punct(byte), 1),
        _ => {
            let ends = |byte: &u8| byte.is_ascii_whitespace() || b"{}[]:,\"".contains(byte);
            let length = rest.iter().position(ends).unwrap_or(rest.len());
            token(Kind::Word, length.max(1))
        }
    }
}

/// A string up to its closing quote, or to the end of its line.
fn string_length(rest: &[u8]) -> usize {
    let mut at = 1;
    while let Some(&byte) = rest.get(at) {
        match byte {
            b'"' => return at + 1,
            b'\\' if rest.get(at + 1).is_some_and(|next| !b"\r\n".contains(next)) => at += 2,
            b'\n' | b'\r' => break,
            _ => at += 1,
        }
    }
    at.min(rest.len())
}
