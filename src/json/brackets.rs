//! Brackets that do not match: the wrong one, one too many, one that is never closed, and lists
//! that were meant as objects.

use super::frame::Form;
use super::packed_node::{KEY, Raw, UNCLOSED};
use super::parser::{Expect, Parser};
use super::{DEPTH_LIMIT, Kind, Problem, Topic};
use crate::text::{Fix, Span};

/// What a closer of the wrong kind was meant to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Closes {
    /// The innermost bracket, whose own closer it stands for.
    Inner,
    /// The one around it too, whose closer it is.
    Both,
    /// Nothing: so many of its kind in a row are too many.
    Nothing(usize),
}

impl Parser<'_, '_> {
    pub(super) fn wrong_closer(&mut self, byte: u8) {
        let Some(frame) = self.stack.last().copied() else { return self.stray() };
        if frame.form == Form::Bracketed && byte == b']' {
            return self.end_innermost();
        }
        let opener = self.nodes[frame.node as usize].start;
        let (open, right) = if frame.is_object() { ("{", "}") } else { ("[", "]") };
        let closer = char::from(byte);
        let span = self.here(1);
        let closes = self.what_closes();
        let problem = Problem::syntax(span, format!("`{closer}` closes what `{open}` opened"))
            .label("the wrong bracket")
            .second(Span::new(opener, opener + 1), "opened here");
        let problem = match closes {
            Closes::Both => {
                let place = Span::empty(self.last_end as u32);
                let problem = problem.help(format!("close it with `{right}` first"));
                let edits = vec![(place, right.to_owned())];
                let fix = Fix::unsafe_(format!("insert `{right}`"), edits);
                if self.open_quote == self.last_end { problem } else { problem.fix(fix) }
            }
            Closes::Inner => problem
                .help(format!("write `{right}` here"))
                .fix(Fix::unsafe_(format!("write `{right}`"), vec![(span, right.to_owned())])),
            Closes::Nothing(count) => {
                let (all, it) = (self.here(count), if count == 1 { "it" } else { "all of them" });
                problem
                    .help(format!("remove {it}; every bracket has its own closer without"))
                    .fix(Fix::unsafe_(format!("remove {it}"), vec![(all, String::new())]))
            }
        };
        self.report(problem);
        if let Closes::Nothing(count) = closes {
            self.at += count;
            return;
        }
        if matches!(self.expect, Expect::Colon | Expect::Value) {
            let at = self.last_end;
            let resume = self.at;
            self.push(Kind::Error, 0, at, at);
            self.at = resume;
        }
        if closes == Closes::Both {
            self.close_frame(self.last_end);
        }
        self.end_innermost();
    }

    /// Weighs the closers behind this one against the brackets that are open.
    fn what_closes(&mut self) -> Closes {
        let open = self.open_brackets();
        let fits_outer =
            matches!(self.stack.as_slice(), [.., outer, inner] if outer.kind() != inner.kind());
        let rest = &self.bytes[self.at..];
        let run = rest.iter().take_while(|byte| **byte == rest[0]).count();
        match self.surplus_ahead(self.at + 1).map(|ahead| ahead - open) {
            Some(spare @ 0..) if (spare as usize) < run => Closes::Nothing(spare as usize + 1),
            Some(-1) => Closes::Inner,
            Some(-2) if fits_outer => Closes::Both,
            _ if self.closes_two() => Closes::Both,
            _ => Closes::Inner,
        }
    }

    /// Whether a closer of the wrong kind more likely closes the outer bracket too: what follows
    /// fits only the one or the other.
    fn closes_two(&self) -> bool {
        let [.., outer, inner] = self.stack.as_slice() else { return false };
        if outer.kind() == inner.kind() {
            return false;
        }
        let rest = self.text[self.at + 1..].trim_start();
        let rest = &rest[..rest.floor_char_boundary(256)];
        if rest.is_empty() {
            return true;
        }
        let grandparent = self.stack.len().checked_sub(3).map(|i| self.stack[i].is_object());
        let key = rest.strip_prefix(',').is_some_and(|rest| {
            let rest = rest.trim_start();
            rest.strip_prefix('"').is_some_and(|rest| {
                rest.find('"').is_some_and(|end| rest[end + 1..].trim_start().starts_with(':'))
            })
        });
        // After closing both, the grandparent goes on; after one, the outer.
        match grandparent {
            Some(true) => key && !outer.is_object(),
            Some(false) => {
                outer.is_object() && (rest.starts_with(']') || rest.starts_with(',') && !key)
            }
            None => false,
        }
    }

    /// `"a": "b": 1`, or `["a": 1`: the string before the colon was meant as a key.
    pub(super) fn colon_after_value(&mut self, object: bool) {
        let last = self.nodes.len() - 1;
        let raw = self.nodes[last];
        // A node that ends elsewhere lies inside of the value that came last.
        let text = raw.is_string() && !raw.is(KEY) && raw.end as usize == self.last_end;
        let parent = self.stack.len().checked_sub(2).map(|i| self.stack[i].is_object());
        if text && object {
            let key_end = self.nodes[last.saturating_sub(1)].end as usize;
            let mark = self.after_colon(key_end);
            let place = Span::empty(mark as u32);
            self.nodes.pop();
            self.report(
                Problem::syntax(place, format!("{} has no value", self.last_key()))
                    .label("a value belongs here")
                    .help("write a value and a comma, or remove the key"),
            );
            self.nodes.push(Raw::new(Kind::Error, 0, mark, mark, last));
            self.push_key(raw.flags(), raw.start as usize, raw.end as usize);
            self.skip_to_colon();
        } else if text && !object && self.key_among_items() {
            // Said, and mended.
        } else if text && !object && self.is_bracketed_object() {
            self.bracketed_object();
        } else if text && parent == Some(true) {
            self.nodes.pop();
            let frame = self.stack.len() - 1;
            self.stack[frame].count -= 1;
            let opener = self.nodes[self.stack[frame].node as usize].start;
            let span = Span::new(opener, opener + 1);
            self.report(
                Problem::syntax(span, "this list is never closed")
                    .label("opens here")
                    .second(
                        Span::new(raw.start, raw.end),
                        "a key: the object around the list goes on here",
                    )
                    .help("close the list with `]` before the next key"),
            );
            self.nodes[self.stack[frame].node as usize].set(UNCLOSED);
            self.close_frame(raw.start as usize);
            self.push_key(raw.flags(), raw.start as usize, raw.end as usize);
            self.skip_to_colon();
        } else {
            let span = self.here(1);
            let problem = if object {
                Problem::syntax(span, "a colon after a value")
                    .label("nothing to name here")
                    .help("a comma separates members; a key stands in double quotes")
            } else {
                Problem::syntax(span, "a colon in a list")
                    .label("lists have no keys")
                    .help("a list holds values alone; for keys use braces: `{\"key\": …}`")
            };
            self.report(problem);
            self.at += 1;
            self.expect = if object { Expect::Value } else { Expect::Element };
            if object {
                self.push_error_key(self.at, self.at);
            }
        }
    }

    /// Whether the colon follows the first item of a list that ends as a list: an object in
    /// the wrong brackets, rather than a list that is never closed.
    fn is_bracketed_object(&mut self) -> bool {
        let first = self.stack.last().is_some_and(|frame| frame.count == 1);
        first && self.closer_ahead().is_some_and(|(_, byte)| byte == b']')
    }

    /// `["a": 1]`: the list becomes an object, its first item a key.
    fn bracketed_object(&mut self) {
        let Some((key, frame)) = self.nodes.pop().zip(self.stack.last_mut()) else { return };
        frame.form = Form::Bracketed;
        frame.count = 0;
        let node = frame.node as usize;
        self.nodes[node].make_object();
        let opener = Span::new(self.nodes[node].start, self.nodes[node].start + 1);
        let mut problem = Problem::syntax(opener, "this list has keys, which only objects have")
            .label("opens a list")
            .second(Span::new(key.start, key.end), "a key")
            .help("an object stands in braces: `{` and `}`");
        if let Some((closer, _)) = self.closer_ahead() {
            let closer = Span::new(closer as u32, closer as u32 + 1);
            problem = problem.fix(Fix::unsafe_(
                "write braces",
                vec![(opener, "{".to_owned()), (closer, "}".to_owned())],
            ));
        }
        self.report(problem);
        self.push_key(key.flags(), key.start as usize, key.end as usize);
        self.skip_to_colon();
    }

    pub(super) fn skip_to_colon(&mut self) {
        while self.bytes.get(self.at).is_some_and(|&byte| byte != b':') {
            self.at += 1;
        }
        self.colon();
    }

    pub(super) fn skip_deep(&mut self) {
        let start = self.at;
        self.at = super::ahead::value_end(self.bytes, start);
        let end = self.at;
        // What is put behind something that never ends becomes part of it.
        self.cut_off |= end == self.bytes.len();
        if !self.too_deep {
            self.too_deep = true;
            let span = Span::new(start as u32, start as u32 + 1);
            self.report(
                Problem::new(
                    Topic::TooDeep,
                    span,
                    format!("nested deeper than {DEPTH_LIMIT} levels"),
                )
                .label("the first bracket beyond the limit")
                .help("what stands deeper is not read; no sync needs such a depth"),
            );
        }
        self.push(Kind::Error, 0, start, end);
    }
}
