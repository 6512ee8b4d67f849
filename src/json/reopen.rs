//! Objects and lists that are closed too early, not closed before the next item, or never opened.

use std::cmp::Ordering;

use super::frame::{Form, Frame};
use super::packed_node::{PARTIAL, Raw, UNCLOSED};
use super::parser::{Expect, Parser};
use super::scan::white;
use super::{Kind, Problem};
use crate::text::{Fix, Span};

impl Parser<'_, '_> {
    /// `[{…}, "a": 1}]`: the colon tells that the last item is a key, of the object before it or
    /// of one that was never opened.
    pub(super) fn key_among_items(&mut self) -> bool {
        let Some((key, list)) = self.nodes.last().copied().zip(self.stack.last().copied()) else {
            return false;
        };
        if self.balance(self.at).is_none_or(Ordering::is_lt) {
            return false;
        }
        let before = self.text[..key.start as usize].trim_end();
        let item = before.strip_suffix(',').unwrap_or(before).trim_end();
        if list.count == 1 {
            return matches!(self.closer_ahead(), Some((_, b'}'))) && self.open_missing(key);
        }
        let Some(object) = self.closed_at(item.len(), Kind::Object) else { return false };
        if self.has_key(object, key) {
            return self.open_missing(key);
        }
        self.pop_value();
        let comma = before.len() > item.len();
        self.reopen(object, Form::Object);
        self.report(too_early(Early::Object, item.len(), key.start, comma));
        self.take_key(key)
    }

    /// `"a": [1], {…}`: a bracket where a key is expected shows that the list before it goes on,
    /// or that the object around it, an item of a list, should have ended.
    pub(super) fn item_among_keys(&mut self) -> bool {
        let Some(inner) = self.stack.last().copied() else { return false };
        let in_list = self.stack.iter().rev().nth(1).is_some_and(|frame| !frame.is_object());
        let before = self.text[..self.mark].trim_end().len();
        if self.expect != Expect::Key || before != self.last_end || inner.form != Form::Object {
            return false;
        }
        match self.balance(self.at) {
            Some(Ordering::Less) if in_list => self.end_missing(inner, before),
            Some(Ordering::Greater) => {
                let Some(list) = self.closed_at(before, Kind::Array) else { return false };
                self.reopen(list, Form::List);
                self.report(too_early(Early::List, before, self.at as u32, true));
            }
            _ => return false,
        }
        self.expect = Expect::Element;
        true
    }

    /// Takes a `}` that stands before the next key for what it is: one too many.
    pub(super) fn closer_before_key(&mut self) -> bool {
        let Some(key) = self.key_behind(self.at + 1) else { return false };
        if self.balance(self.at + 1).is_none_or(Ordering::is_lt) {
            return false;
        }
        self.report(too_early(Early::Object, self.at + 1, key as u32, true));
        self.at += 1;
        true
    }

    /// `{"a": 1, ["b": 2}`: a bracket before a key that nothing closes.
    pub(super) fn bracket_before_key(&mut self) -> bool {
        self.key_behind(self.at + 1).is_some() && self.bracket_without_closer()
    }

    /// `[{}, {]`: a bracket before the closer that is due, and no other for it.
    pub(super) fn bracket_before_closer(&mut self) -> bool {
        let next = self.bytes.get(white(self.bytes, self.at + 1));
        let due = self.stack.last().is_some_and(|frame| next == Some(&frame.closer()));
        due && self.bracket_without_closer()
    }

    /// Passes over the bracket here, if the closers that follow are enough without it only.
    fn bracket_without_closer(&mut self) -> bool {
        let spare = self.balance(self.at + 1).is_some_and(Ordering::is_eq);
        if spare {
            self.spare_bracket(self.at);
            self.at += 1;
        }
        spare
    }

    /// `"a": {[1]`: a brace with nothing in it but another bracket, and no closer for it.
    pub(super) fn bracket_before_bracket(&mut self) -> bool {
        let Some(inner) = self.stack.last().copied() else { return false };
        let bare = inner.node as usize + 1 == self.nodes.len() && inner.form == Form::Object;
        if !bare || !self.balance(self.at).is_some_and(Ordering::is_lt) {
            return false;
        }
        let Some(brace) = self.nodes.pop() else { return false };
        self.stack.pop();
        self.spare_bracket(brace.start as usize);
        self.expect = match self.stack.last() {
            Some(frame) if frame.is_object() => Expect::Value,
            Some(_) => Expect::Element,
            None => Expect::Top,
        };
        true
    }

    /// `"a": {"b", "c": 1`: what stands alone behind the brace is the value, the brace too much.
    pub(super) fn brace_before_text(&mut self) -> bool {
        let [.., outer, inner] = self.stack.as_slice() else { return false };
        let first = inner.node as usize + 2 == self.nodes.len() && inner.form == Form::Object;
        if !first || !outer.is_object() || self.balance(self.at).is_none_or(Ordering::is_ge) {
            return false;
        }
        let Some(text) = self.nodes.pop() else { return false };
        let Some(brace) = self.nodes.pop() else { return false };
        self.stack.pop();
        self.spare_bracket(brace.start as usize);
        let resume = self.at;
        self.push(text.kind(), text.flags(), text.start as usize, text.end as usize);
        self.at = resume;
        true
    }

    fn spare_bracket(&mut self, at: usize) {
        let span = Span::new(at as u32, at as u32 + 1);
        self.report(
            Problem::syntax(span, format!("a `{}` too many", span.of(self.text)))
                .label("nothing closes it")
                .help("remove it")
                .fix(Fix::unsafe_("remove it", vec![(span, String::new())])),
        );
    }

    /// `"a": {} "b": 1}`: without a comma between, what follows belongs to what was just closed, if
    /// there is a closer for it.
    pub(super) fn goes_on_inside(&mut self, byte: u8) -> bool {
        let (kind, form, what) = match byte {
            b'"' => (Kind::Object, Form::Object, Early::Object),
            _ => (Kind::Array, Form::List, Early::List),
        };
        let key = byte != b'"' || self.key_follows();
        if !key || !self.balance(self.at).is_some_and(Ordering::is_gt) {
            return false;
        }
        let end = self.last_end;
        let Some(node) = self.closed_at(end, kind) else { return false };
        self.reopen(node, form);
        let empty = self.nodes[node].count() == 0;
        self.report(too_early(what, end, self.at as u32, empty));
        self.expect = match (form, empty) {
            (Form::List, true) => Expect::FirstElement,
            (Form::List, false) => Expect::Element,
            (_, true) => Expect::FirstKey,
            (_, false) => Expect::Key,
        };
        true
    }

    /// The list or object that ends at a byte and is the last one in what is open.
    fn closed_at(&mut self, end: usize, kind: Kind) -> Option<usize> {
        let around = self.stack.last()?.node as usize;
        for node in (around + 1..self.nodes.len()).rev() {
            self.ahead = self.ahead.checked_sub(1)?;
            if self.nodes[node].end as usize == end && self.nodes[node].kind() == kind {
                return Some(node);
            }
        }
        None
    }

    fn has_key(&mut self, object: usize, key: Raw) -> bool {
        let text = |raw: Raw| &self.text[raw.start as usize..raw.end as usize];
        let end = self.nodes[object].next as usize;
        let mut at = object + 1;
        while at + 1 < end {
            if text(self.nodes[at]) == text(key) {
                return true;
            }
            at = self.nodes[at + 1].next as usize;
            self.ahead = self.ahead.saturating_sub(1);
        }
        false
    }

    /// Opens a list or an object again that was closed.
    fn reopen(&mut self, node: usize, form: Form) {
        if let Some(around) = self.stack.last_mut() {
            around.count -= 1;
        }
        // Its keys are compared once more when it ends.
        let count = self.nodes[node].count();
        self.stack.push(Frame { count, repeats: true, ..Frame::new(node, form) });
        self.reopened = true;
    }

    fn open_missing(&mut self, key: Raw) -> bool {
        self.pop_value();
        let place = Span::empty(key.start);
        self.report(
            Problem::syntax(place, "an item of this list has keys, but no opening brace")
                .label("`{` belongs here")
                .help("put `{` before its first key")
                .fix(Fix::unsafe_("insert `{`", vec![(place, "{".to_owned())])),
        );
        self.at = key.start as usize;
        self.open_frame(Form::Object);
        self.take_key(key)
    }

    fn take_key(&mut self, key: Raw) -> bool {
        self.push_key(key.flags(), key.start as usize, key.end as usize);
        self.skip_to_colon();
        true
    }

    /// Ends an item whose closing brace is missing at the byte `end`.
    fn end_missing(&mut self, item: Frame, end: usize) {
        let opener = self.nodes[item.node as usize].start;
        let place = Span::empty(end as u32);
        let mut problem = Problem::syntax(
            Span::new(opener, opener + 1),
            "this `{` is not closed before the next item",
        )
        .label("opens here")
        .second(self.here(1), "the next item")
        .help("close it with `}`, or look for a brace that is missing inside");
        // Behind something unread it might become part of it.
        let read = self.nodes.last().is_some_and(|raw| raw.kind() != Kind::Error);
        if read && self.open_quote != end {
            problem = problem.fix(Fix::unsafe_("insert `}`", vec![(place, "}".to_owned())]));
        }
        self.report(problem);
        self.nodes[item.node as usize].set(UNCLOSED);
        self.nodes[item.node as usize].set(PARTIAL);
        self.close_frame(end);
    }
}

/// What is closed too early.
#[derive(Debug, Clone, Copy)]
pub(super) enum Early {
    Object,
    List,
    Body,
}

/// The bracket that ends at `end` closes what goes on at `next`; `parted` tells whether nothing has
/// to take its place.
pub(super) fn too_early(what: Early, end: usize, next: u32, parted: bool) -> Problem {
    let (closes, bracket, goes_on) = match what {
        Early::Object => {
            ("this `}` closes the object, but more keys follow", "brace", "the object goes on here")
        }
        Early::List => {
            ("this `]` closes the list, but more items follow", "bracket", "the list goes on here")
        }
        Early::Body => {
            ("this `}` closes the body, but more keys follow", "brace", "the body goes on here")
        }
    };
    let span = Span::new(end as u32 - 1, end as u32);
    let (title, text) = if parted {
        (format!("remove the {bracket}"), "")
    } else {
        (format!("write a comma for the {bracket}"), ",")
    };
    Problem::syntax(span, closes)
        .label("closes it too early")
        .second(Span::new(next, next + 1), goes_on)
        .help(format!("remove the {bracket} that is one too many"))
        .fix(Fix::unsafe_(title, vec![(span, text.to_owned())]))
}
