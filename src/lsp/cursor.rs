//! Where a cursor is in a document that may be broken right there: read from the text itself,
//! token by token, since what a parser makes of a half-written member is a guess. What is around
//! it is that of the repaired tree, where brackets are missing further up.

use std::ops::Range;

use crate::json::lexer::{Comment, Lexer, Token, TokenKind};
use crate::json::{Kind, Node};
use crate::metadata::ENVELOPE;

/// A step from the root.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    Key(String),
    Item,
}

/// The way from the body, a wrapper around it skipped.
pub(super) fn unwrapped(path: &[Step]) -> &[Step] {
    match path {
        [Step::Key(key), rest @ ..] if [ENVELOPE, "sync", "body"].contains(&key.as_str()) => rest,
        _ => path,
    }
}

/// What may be written at the cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// The key of a member; whether its colon is there.
    Key { colon: bool },
    /// A value after a key, or an item of a list.
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

/// One list or object that is open.
#[derive(Debug, Default)]
struct Frame {
    object: bool,
    /// Where its bracket is.
    open: usize,
    key: Option<String>,
    colon: bool,
    /// Where the last value ended, until a comma comes.
    value: Option<usize>,
    members: Vec<(String, String)>,
}

/// The surroundings of a byte; none inside a comment or after the end of the body.
pub(super) fn context(text: &str, cursor: usize, root: Option<Node<'_>>) -> Option<Context> {
    let mut frames: Vec<Frame> = Vec::new();
    let mut inside = None;
    for token in Lexer::from(text, 0) {
        let span = range(token);
        match token.kind {
            TokenKind::Space => {}
            TokenKind::Comment(comment) if in_comment(comment, &span, cursor) => return None,
            TokenKind::Comment(_) if span.start < cursor => {}
            TokenKind::Comment(_) => break,
            _ if span.end < cursor || passed(text, token, cursor) => {
                read(text, token, &mut frames);
            }
            _ => {
                inside = Some(token).filter(|token| is_scalar(*token) && span.start <= cursor);
                break;
            }
        }
    }
    let mut replace = inside.map_or(cursor..cursor, range);
    if text[replace.clone()].starts_with('"') && !is_closed(text, &replace) {
        let typed = |byte: &u8| byte.is_ascii_alphanumeric() || b"_$.-".contains(byte);
        let rest = text.as_bytes()[cursor..].iter().take_while(|byte| typed(byte));
        replace.end = cursor + rest.count();
    }
    if let Some(root) = root {
        reseat(&mut frames, root, cursor);
    }
    place(text, cursor, replace, frames)
}

/// Puts what is open by the repaired tree in the place of what is open by the brackets alone, where
/// the two differ.
fn reseat(frames: &mut Vec<Frame>, root: Node<'_>, cursor: usize) {
    let open = |node: Node<'_>| node.opener().start as usize;
    let around = open_around(root, cursor);
    let Some(innermost) = around.last().copied() else { return };
    let Some(last) = frames.pop_if(|last| last.open != open(innermost)) else { return };
    let frame = |node: Node<'_>| Frame {
        object: node.kind() == Kind::Object,
        open: open(node),
        ..Frame::default()
    };
    let outer = around.windows(2).map(|two| Frame {
        key: two[1].key().and_then(|key| key.text().map(Into::into)),
        ..frame(two[0])
    });
    *frames = outer.collect();
    let before = innermost.members().filter(|member| (member.value.span().end as usize) < cursor);
    let members = before.filter_map(|member| {
        Some((member.key.text()?.into_owned(), member.value.raw().to_owned()))
    });
    frames.push(Frame {
        members: members.collect(),
        ..Frame { open: open(innermost), object: innermost.kind() == Kind::Object, ..last }
    });
}

/// The objects and arrays that are open at a place, the outermost first.
fn open_around(root: Node<'_>, cursor: usize) -> Vec<Node<'_>> {
    let before = |node: &Node<'_>| (node.span().start as usize) < cursor;
    let mut around = Vec::new();
    let mut at = Some(root).filter(before);
    while let Some(node) = at {
        let last_value = match node.kind() {
            Kind::Object => {
                around.push(node);
                let members = node.members().take_while(|member| before(&member.key));
                // The value of a key that is being written is not there yet.
                members.last().map(|member| member.value)
            }
            Kind::Array => {
                around.push(node);
                node.elements().take_while(before).last()
            }
            _ => None,
        };
        at = last_value.filter(before);
    }
    let closed = |node: &mut Node<'_>| !node.is_unclosed() && (node.span().end as usize) <= cursor;
    while around.pop_if(closed).is_some() {}
    around
}

fn range(token: Token) -> Range<usize> {
    token.span.start as usize..token.span.end as usize
}

fn is_scalar(token: Token) -> bool {
    matches!(token.kind, TokenKind::String { .. } | TokenKind::Word)
}

fn in_comment(comment: Comment, span: &Range<usize>, cursor: usize) -> bool {
    let line = !matches!(comment, Comment::Block { .. });
    span.start < cursor && (cursor < span.end || line && cursor == span.end)
}

/// Whether a token that ends at the cursor is done with: a bracket, or a closed string.
fn passed(text: &str, token: Token, cursor: usize) -> bool {
    let span = range(token);
    let ends = span.end == cursor;
    match token.kind {
        TokenKind::String { closed } => ends && closed && is_closed(text, &span),
        TokenKind::Word => false,
        _ => ends,
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
        let value = next.filter(|token| is_scalar(*token)).map(range);
        if let Some(value) = value
            && !text[cursor..value.start].contains(['\n', '\r'])
            && !colon_follows(text, value.end)
        {
            replace.end = value.end;
            next = next_token(text, replace.end);
        }
    }
    let next = next.map(|token| token.kind);
    if !is_key && matches!(next, Some(TokenKind::Open { .. })) && object {
        return None;
    }
    let colon = next == Some(TokenKind::Colon);
    let ends = matches!(next, None | Some(TokenKind::Comma | TokenKind::Close { .. }));
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
fn read(text: &str, token: Token, frames: &mut Vec<Frame>) {
    let end = token.span.end as usize;
    match token.kind {
        TokenKind::Open { brace } => {
            let open = token.span.start as usize;
            frames.push(Frame { object: brace, open, ..Frame::default() });
        }
        TokenKind::Close { .. } => {
            frames.pop();
            if let Some(frame) = frames.last_mut() {
                finish(frame, String::new(), end);
            }
        }
        TokenKind::Colon => {
            if let Some(frame) = frames.last_mut().filter(|frame| frame.key.is_some()) {
                frame.colon = true;
            }
        }
        TokenKind::Comma => {
            if let Some(frame) = frames.last_mut() {
                (frame.key, frame.colon, frame.value) = (None, false, None);
            }
        }
        TokenKind::Space | TokenKind::Comment(_) => {}
        TokenKind::String { .. } | TokenKind::Word => {
            let Some(frame) = frames.last_mut() else { return };
            let raw = token.span.of(text);
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

/// The members after the cursor, up to the end of their object.
fn later_members(text: &str, from: usize) -> Vec<(String, String)> {
    let mut frames = vec![Frame { object: true, ..Frame::default() }];
    let mut tokens = Lexer::from(text, from);
    while let Some(token) = tokens.next_solid() {
        read(text, token, &mut frames);
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
            && let Some(TokenKind::Close { .. }) = tokens.clone().next_solid().map(|next| next.kind)
        {
            break;
        }
    }
    frames.into_iter().next().map(|frame| frame.members).unwrap_or_default()
}

/// More members than any documented object has.
const MANY: usize = 1_000;

fn colon_follows(text: &str, at: usize) -> bool {
    next_token(text, at).is_some_and(|token| token.kind == TokenKind::Colon)
}

fn next_token(text: &str, at: usize) -> Option<Token> {
    Lexer::from(text, at).next_solid()
}

fn unquoted(raw: &str) -> String {
    serde_json::from_str(raw).unwrap_or_else(|_| raw.trim_matches('"').to_owned())
}
