//! Values that are not as JSON writes them, and those that are not there.

use super::{is_bracket, is_curly_quote, line_length};
use crate::json::packed_node::BARE;
use crate::json::parser::{Expect, Parser};
use crate::json::word::{self, Meaning};
use crate::json::{Kind, Problem, Topic, number, quote};
use crate::text::{Fix, Span, shown};

impl Parser<'_, '_> {
    pub(super) fn odd_value(&mut self, byte: u8) {
        let list = self.stack.last().is_some_and(|frame| !frame.is_object());
        match byte {
            b',' if list => self.spare_comma(),
            b']' if list => {
                self.trailing_comma();
                self.end_innermost();
            }
            b'}' | b']' if self.expect == Expect::Value && self.stands_before_bracket(1) => {}
            b',' | b'}' | b']' if self.expect == Expect::Value => self.missing_value(),
            b'}' | b']' => self.wrong_closer(byte),
            b':' => self.spare("a second colon in a row", "colons"),
            b'\'' | b'`' => self.other_quotes(char::from(byte)),
            _ => self.text_value(byte),
        }
    }

    fn text_value(&mut self, byte: u8) {
        let ch = self.text[self.at..].chars().next().unwrap_or(char::from(byte));
        if is_curly_quote(ch) {
            return self.other_quotes(ch);
        }
        if let Some(length) = self.template_length() {
            return self.template(length);
        }
        let length = self.word_length();
        if length == 0 {
            return self.stray();
        }
        if let Some(end) = self.half_quoted(self.at) {
            return self.half_quoted_value(end);
        }
        let word = &self.text[self.at..self.at + length];
        let span = self.here(length);
        let place = (self.at, self.at + length);
        match word::meaning(word) {
            Meaning::Text if self.is_cut_off(length) => {
                self.push(Kind::Error, 0, place.0, place.1);
            }
            Meaning::Literal(kind, flags, json) => {
                self.report(
                    Problem::syntax(span, format!("`{word}` is written `{json}` in JSON"))
                        .label("another language's spelling")
                        .fix(Fix::safe(format!("write `{json}`"), vec![(span, json.to_owned())])),
                );
                self.push(kind, flags, place.0, place.1);
            }
            Meaning::NoNumber => {
                self.report(
                    Problem::syntax(span, format!("`{word}` is not a number that JSON has"))
                        .label("not JSON")
                        .help("write a number, or `null` where nothing is meant"),
                );
                self.push(Kind::Error, 0, place.0, place.1);
            }
            Meaning::Text if self.stands_before_bracket(length) => {}
            Meaning::Text => self.bare_word(word, span),
        }
    }

    /// The length of a template marker that stands here without quotes: `${X}`, `{{x}}`, `<x>`.
    fn template_length(&self) -> Option<usize> {
        const FAR: usize = 200;
        let rest = &self.text[self.at..];
        let line = &rest[..rest.floor_char_boundary(FAR)];
        let line = &line[..line_length(line)];
        let kinds = [("{{", "}}"), ("${", "}"), ("<", ">"), ("%", "%")];
        let (open, close) = kinds.into_iter().find(|(open, _)| line.starts_with(open))?;
        let inner = line[open.len()..].find(close)?;
        let quoted = line[open.len()..][..inner].contains('"');
        (inner > 0 && !quoted).then_some(open.len() + inner + close.len())
    }

    fn template(&mut self, length: usize) {
        let span = self.here(length);
        let text = span.of(self.text);
        let quoted = quote(text);
        self.report(
            Problem::syntax(
                span,
                format!("`{}` stands for a value, but has no quotes", shown(text)),
            )
            .label("needs quotes until it is filled in")
            .help(format!(
                "write `{}`; where a number or an object comes in its place, lint what comes out",
                shown(&quoted)
            ))
            .fix(Fix::unsafe_("put it in quotes", vec![(span, quoted)])),
        );
        let (start, end) = (self.at, self.at + length);
        self.push(Kind::Error, 0, start, end);
    }

    /// `{{x}}`, of which the first brace was taken for an object's.
    pub(super) fn template_of_braces(&mut self) -> bool {
        let Some(brace) = self.nodes.last().copied() else { return false };
        let resume = std::mem::replace(&mut self.at, brace.start as usize);
        let length = if resume == self.at + 1 { self.template_length() } else { None };
        let Some(length) = length else {
            self.at = resume;
            return false;
        };
        self.nodes.pop();
        self.stack.pop();
        self.template(length);
        true
    }

    /// `"a": x{…}`, `"a": }{…}`: passes over what stands on a line with the value that begins there.
    fn stands_before_bracket(&mut self, length: usize) -> bool {
        let rest = self.text[self.at + length..].trim_start_matches([' ', '\t']);
        let closer = is_bracket(self.bytes[self.at]);
        let text = closer && rest.starts_with('"') && self.key_behind(self.at + length).is_none();
        if !text && !rest.starts_with(['{', '[']) {
            return false;
        }
        self.stands_before("the value", length);
        true
    }

    /// Passes over something that stands before another thing for no reason.
    pub(super) fn stands_before(&mut self, what: &str, length: usize) {
        let span = self.here(length);
        self.report(
            Problem::syntax(span, format!("`{}` stands before {what}", shown(span.of(self.text))))
                .label("not expected here")
                .help("remove it")
                .fix(Fix::unsafe_("remove it", vec![(span, String::new())])),
        );
        self.at += length;
    }

    /// Whether the file ends behind a word, with brackets open: what the word was to be is not
    /// known, and that the file ends is said once.
    pub(super) fn is_cut_off(&mut self, length: usize) -> bool {
        let cut =
            self.at + length >= self.text_end && self.stack.iter().any(|frame| !frame.is_bare());
        self.cut_off |= cut;
        cut
    }

    fn bare_word(&mut self, word: &str, span: Span) {
        if let Some(literal) = word::misspelt(word) {
            self.report(
                Problem::syntax(span, format!("`{word}` is not a word that JSON knows"))
                    .label("not JSON")
                    .help(format!("did you mean `{literal}`? text stands in double quotes"))
                    .fix(Fix::unsafe_(
                        format!("write `{literal}`"),
                        vec![(span, literal.to_owned())],
                    )),
            );
            return self.push(Kind::Error, 0, self.at, self.at + word.len());
        }
        let span = self.here(self.phrase_length(word.len()));
        let word = span.of(self.text);
        let (start, end) = (self.at, self.at + word.len());
        let quoted = quote(word);
        let digit =
            word.trim_start_matches(['-', '+', '.']).starts_with(|c: char| c.is_ascii_digit());
        if let Some((why, fix)) = number::misspelt(word) {
            let mut problem = Problem::syntax(
                span,
                format!("`{}` is not a number as JSON writes them", shown(word)),
            )
            .label("not JSON");
            problem = match fix {
                Some((json, safe)) => {
                    let title = format!("write `{json}`");
                    let edits = vec![(span, json.clone())];
                    let fix =
                        if safe { Fix::safe(title, edits) } else { Fix::unsafe_(title, edits) };
                    problem.help(format!("{why}; write `{json}`")).fix(fix)
                }
                None => problem.help(format!("{why}; write a number that it has, or a string")),
            };
            self.report(problem);
            return self.push(Kind::Error, 0, start, end);
        }
        let what =
            if digit { "is not a number, and as text it needs quotes" } else { "has no quotes" };
        self.report(
            Problem::syntax(span, format!("`{}` {what}", shown(word)))
                .label("needs quotes")
                .help(format!("write `{}`", shown(&quoted)))
                .fix(Fix::unsafe_("put it in quotes", vec![(span, quoted)])),
        );
        self.push(Kind::String, BARE, start, end);
    }

    /// The word with those that follow it up to a separator.
    fn phrase_length(&self, word: usize) -> usize {
        const FAR: usize = 200;
        let rest = &self.text[self.at..];
        let line = &rest[..rest.floor_char_boundary(FAR.max(word))];
        let line = &line[..line_length(line)];
        let end = line.find(['"', ',', '{', '}', '[', ']']).unwrap_or(line.len());
        let phrase = line[..end].trim_end();
        let odd = [": ", " //", "/*"].iter().any(|odd| phrase.contains(odd));
        if !odd && !phrase.ends_with(':') && !line[end..].starts_with(['"', '{', '[']) {
            phrase.len()
        } else {
            word
        }
    }

    /// A key with nothing behind it, or a colon with nothing behind it.
    pub(super) fn missing_value(&mut self) {
        let colon = self.expect == Expect::Value;
        let at = if colon { self.after_colon(self.last_end) } else { self.last_end };
        let place = Span::empty(at as u32);
        // Of a key that could not be read enough is said.
        if self.nodes.last().is_none_or(|raw| raw.is_string()) {
            self.report(
                Problem::syntax(place, format!("{} has no value", self.last_key()))
                    .label("a value belongs here")
                    .help("write a value, or remove the key"),
            );
        }
        let resume = self.at;
        self.push(Kind::Error, 0, at, at);
        self.at = resume;
    }

    /// Behind the colon of a key that ends at `key_end`, or behind the key where it has none.
    pub(in crate::json) fn after_colon(&self, key_end: usize) -> usize {
        if self.mark >= key_end { self.mark + 1 } else { key_end }
    }

    pub(in crate::json) fn imprecise(&mut self, start: usize, end: usize) {
        let text = &self.text[start..end];
        let Some(why) = number::loss(text) else { return };
        let mut problem = Problem::new(
            Topic::Precision,
            Span::new(start as u32, end as u32),
            format!("the number `{}` does not survive being read: {}", shown(text), shown(&why)),
        )
        .label("cannot be held exactly")
        .help("if it is an id, write it as a string");
        problem.node = Some(self.nodes.len() as u32);
        self.add(problem);
    }
}
