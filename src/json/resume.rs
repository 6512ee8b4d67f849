//! Reading a text whose beginning was read already: the repaired text is the broken one up to the
//! first change, and its nodes up to there are those that the parser has before it stopped.

use super::Options;
use super::frame::{Form, Frame};
use super::packed_node::Raw;
use super::parser::{Expect, Parser, Read};

impl<'t, 'o> Parser<'t, 'o> {
    /// A parser of a text that is the same as another one for so many bytes, of which `read` was
    /// read; goes on after the last value that ends there.
    pub(super) fn resume(text: &'t str, options: Options<'o>, read: Read, same: u32) -> Self {
        let (escapes, keys) = (read.escapes, read.keys);
        // Where there is more than nodes to take over, it is read anew.
        let plain = read.duplicates.is_empty() && read.mistakes.is_empty();
        let begun = match plain && read.comments.is_empty() {
            true => Begun::of(&read, same),
            false => None,
        };
        let Some(Begun { frames, kept, at }) = begun else {
            return Self::new(text, options, read.into_buffer());
        };
        let mut nodes = read.nodes;
        nodes.truncate(kept);
        let objects = nodes.iter().filter(|raw| raw.is_object()).count();
        let mut parser = Self::with_nodes(text, options, nodes);
        parser.at = at as usize;
        parser.expect = match frames.last() {
            Some(frame) if frame.count > 0 => Expect::Separator,
            Some(frame) if frame.is_object() => Expect::FirstKey,
            _ => Expect::FirstElement,
        };
        parser.objects = objects - frames.iter().filter(|frame| frame.is_object()).count();
        (parser.escapes, parser.keys) = (escapes, keys);
        (parser.stack, parser.habits) = (frames, read.spare.1);
        parser
    }
}

/// The beginning of a text: what is open, how many nodes there are, and where the last one ends.
struct Begun {
    frames: Vec<Frame>,
    kept: usize,
    at: u32,
}

impl Begun {
    /// What of a text is as it was before a place.
    fn of(read: &Read, same: u32) -> Option<Self> {
        let nodes = &read.nodes;
        // Of what is still open, the end is not known.
        let is_open = |id: usize| read.spare.0.iter().any(|frame| frame.node as usize == id);
        let opens_before = |raw: &Raw| raw.is_bracket() && raw.start < same;
        let root = nodes.first().filter(|root| opens_before(root))?;
        let mut begun = Self { frames: vec![frame_of(0, root)], kept: 1, at: root.start + 1 };
        while let Some(frame) = begun.frames.last_mut() {
            let key = frame.is_object().then_some(begun.kept);
            let id = begun.kept + usize::from(key.is_some());
            let Some(value) = nodes.get(id) else { break };
            let closed = value.end < same && !is_open(id);
            if !closed && !opens_before(value) {
                break;
            }
            if let Some(key) = key {
                frame.meet(nodes[key].symbol());
            }
            if closed {
                frame.count += 1;
                (begun.kept, begun.at) = (value.next as usize, value.end);
            } else {
                begun.frames.push(frame_of(id, value));
                (begun.kept, begun.at) = (id + 1, value.start + 1);
            }
        }
        Some(begun)
    }
}

fn frame_of(node: usize, raw: &Raw) -> Frame {
    Frame::new(node, if raw.is_object() { Form::Object } else { Form::List })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::Buffer;

    #[test]
    fn what_is_taken_over_is_as_if_it_was_read_again() {
        let text = r#"{"a": [1, {"b": "x", "c": []}, [[], {}]], "d": {"e": true}, "f": 12}"#;
        let options = Options::default();
        let whole = Parser::new(text, options, Buffer::default()).run();
        for same in 0..text.len() {
            for stopped in same..text.len() {
                let broken = format!("{}?{}", &text[..stopped], &text[stopped..]);
                let read = Parser::new(&broken, options, Buffer::default()).run();
                let again = Parser::resume(text, options, read, same as u32).run();
                assert!(again.whole, "{same} {stopped}");
                assert_eq!(format!("{:?}", again.nodes), format!("{:?}", whole.nodes));
                assert_eq!(again.objects, whole.objects);
            }
        }
    }
}
