//! What to make of a byte that JSON does not want: say what was meant, and go on where the
//! author would.

use super::parser::{Expect, Parser, is_word};
use super::tree::{BARE, KEY, PARTIAL, UNCLOSED};
use super::word::{self, Meaning};
use super::{DEPTH_LIMIT, Kind, Problem, Topic, number};
use crate::finding::shown;
use crate::fix::Fix;
use crate::source::Span;

impl Parser<'_, '_> {
    /// Deals with the byte at `self.at`, which does not fit what is expected.
    #[cold]
    pub(super) fn odd(&mut self, byte: u8) {
        if self.trivia(byte) {
            return;
        }
        match self.expect {
            Expect::Top => self.odd_top(byte),
            Expect::Value | Expect::FirstElement | Expect::Element => self.odd_value(byte),
            Expect::FirstKey | Expect::Key => self.odd_key(byte),
            Expect::Colon => self.odd_colon(byte),
            Expect::Separator => self.odd_separator(byte),
            Expect::End => self.after_the_end(byte),
            Expect::Stop => {}
        }
    }

    /// What may stand between any two things, wanted or not: comments, odd white space, bytes
    /// that are no text.
    fn trivia(&mut self, byte: u8) -> bool {
        let rest = &self.text[self.at..];
        match byte {
            b'#' => self.comment(line_length(rest)),
            b'/' if rest.starts_with("//") => self.comment(line_length(rest)),
            b'/' if rest.starts_with("/*") => self.block_comment(rest),
            0 => {
                let run = rest.bytes().take_while(|&b| b == 0).count();
                let span = self.here(run);
                self.report(super::quotes::nul_bytes(span));
                self.at += run;
            }
            _ => {
                let Some(ch) = rest.chars().next() else { return false };
                let place = self.at as u32;
                if self.options.unreadable.binary_search_by_key(&place, |span| span.start).is_ok() {
                    self.at += ch.len_utf8();
                } else if !byte.is_ascii() && (ch.is_whitespace() || is_invisible(ch))
                    || matches!(byte, 0xb | 0xc)
                {
                    self.odd_white(rest);
                } else {
                    return false;
                }
            }
        }
        true
    }

    fn comment(&mut self, length: usize) {
        let span = self.here(length);
        self.comments.push(span);
        self.at += length;
        if !self.options.jsonc || self.bytes[span.start as usize] == b'#' {
            let problem = Problem::new(Topic::Comment, span, "a comment; JSON has none")
                .label("not part of JSON")
                .help("remove it; files that end in `.jsonc` may have comments of `//` and `/* */`")
                .fix(Fix::safe(
                    "remove the comment",
                    vec![(self.comment_cut(span), String::new())],
                ));
            self.report(problem);
        }
    }

    /// The comment, with the blanks before it where it ends a line.
    fn comment_cut(&self, span: Span) -> Span {
        let after = &self.text[span.end as usize..];
        if !after.is_empty() && !after.starts_with(['\n', '\r']) {
            return span;
        }
        let before = self.text[..span.start as usize].trim_end_matches([' ', '\t']);
        Span::new(before.len() as u32, span.end)
    }

    fn block_comment(&mut self, rest: &str) {
        match rest[2..].find("*/") {
            Some(inner) => self.comment(inner + 4),
            None => {
                let span = self.here(2);
                self.comments.push(self.here(rest.len()));
                self.report(
                    Problem::syntax(span, "this comment is never closed")
                        .label("opens here")
                        .help("close it with `*/`; everything after it is unread"),
                );
                self.expect = Expect::Stop;
                self.swallowed = true;
            }
        }
    }

    fn odd_white(&mut self, rest: &str) {
        let run = |ch: char| (ch.is_whitespace() && !" \n\r\t".contains(ch)) || is_invisible(ch);
        let length: usize = rest.chars().take_while(|&ch| run(ch)).map(char::len_utf8).sum();
        let first = rest.chars().next().unwrap_or(' ');
        let span = self.here(length);
        self.report(
            Problem::syntax(
                span,
                format!("the character U+{:04X} is no white space that JSON knows", first as u32),
            )
            .label("looks blank")
            .help("replace it by a plain space")
            .fix(Fix::safe("replace it by a space", vec![(span, " ".to_owned())])),
        );
        self.at += length;
    }

    fn odd_value(&mut self, byte: u8) {
        let list = self.stack.last().is_some_and(|frame| !frame.object);
        match byte {
            b',' if list => self.spare_comma(),
            b']' if list => {
                self.trailing_comma();
                self.close();
            }
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
            Meaning::Text => self.bare_word(word, span),
        }
    }

    fn bare_word(&mut self, word: &str, span: Span) {
        let (start, end) = (self.at, self.at + word.len());
        let quoted = super::quote(word);
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

    fn odd_key(&mut self, byte: u8) {
        match byte {
            b'}' => {
                self.trailing_comma();
                self.close();
            }
            b',' => self.spare_comma(),
            b']' => self.wrong_closer(byte),
            b'\'' | b'`' => self.other_quotes(char::from(byte)),
            b':' => {
                let span = self.here(1);
                self.report(
                    Problem::syntax(span, "a colon without a key before it")
                        .label("no key")
                        .help("write the key in double quotes before the colon"),
                );
                self.push_error_key(self.at, self.at);
                self.colon();
            }
            b'{' | b'[' => {
                let span = self.here(1);
                let what = if byte == b'{' { "an object" } else { "a list" };
                self.report(
                    Problem::syntax(span, format!("{what} stands where a key is expected"))
                        .label("no key")
                        .help("write a key and a colon before it, or remove the bracket"),
                );
                self.push_error_key(self.at, self.at);
                self.open(byte == b'{');
            }
            _ => self.bare_key(),
        }
    }

    fn bare_key(&mut self) {
        let ch = self.text[self.at..].chars().next().unwrap_or(' ');
        if is_curly_quote(ch) {
            return self.other_quotes(ch);
        }
        let length = self.word_length();
        let behind = self.at + length;
        if length > 0 && self.bytes.get(behind) == Some(&b'"') && self.colon_follows(behind + 1) {
            return self.half_quoted_key(behind);
        }
        if length == 0 || !self.colon_follows(behind) {
            return self.stray();
        }
        let word = &self.text[self.at..self.at + length];
        let span = self.here(length);
        let quoted = super::quote(word);
        self.report(
            Problem::syntax(span, format!("the key `{}` has no quotes", shown(word)))
                .label("needs double quotes")
                .fix(Fix::safe("put the key in quotes", vec![(span, quoted)])),
        );
        self.push_key(BARE, self.at, self.at + length);
    }

    fn odd_colon(&mut self, byte: u8) {
        if matches!(byte, b'=' | b';') {
            let arrow = usize::from(self.bytes.get(self.at + 1) == Some(&b'>'));
            let span = self.here(1 + arrow);
            self.report(
                Problem::syntax(
                    span,
                    format!("`{}` stands where a colon is expected", span.of(self.text)),
                )
                .label("JSON writes `:`")
                .fix(Fix::safe("write a colon", vec![(span, ":".to_owned())])),
            );
            self.at += arrow;
            self.colon();
        } else if self.unclosed_key() {
            // Reading goes on behind the colon that the key had taken in.
        } else if matches!(byte, b',' | b'}' | b']') {
            self.missing_value();
        } else {
            let place = Span::empty(self.last_end as u32);
            self.report(
                Problem::syntax(place, format!("no colon after the key {}", self.last_key()))
                    .label("a colon belongs here")
                    .fix(Fix::safe("insert a colon", vec![(place, ":".to_owned())])),
            );
            self.expect = Expect::Value;
        }
    }

    /// `"name: "x"`: a key without its closing quote takes the colon in.
    fn unclosed_key(&mut self) -> bool {
        let Some(raw) = self.nodes.last().copied() else { return false };
        let (start, end) = (raw.start as usize, raw.end as usize);
        let Some(inner) = self.text[start..end].strip_prefix('"').and_then(|t| t.strip_suffix('"'))
        else {
            return false;
        };
        let Some(name) = inner.trim_end().strip_suffix(':') else { return false };
        if self.at > end || name.is_empty() || !name.bytes().all(is_word) {
            return false;
        }
        let colon = start + 1 + name.len();
        let span = Span::new(start as u32, colon as u32);
        self.report(
            Problem::syntax(span, format!("the key `{name}` has no closing quote"))
                .label("opens here")
                .fix(Fix::safe(
                    "close the key",
                    vec![(Span::empty(colon as u32), "\"".to_owned())],
                )),
        );
        self.pop_key();
        self.push_key(BARE, start + 1, colon);
        self.colon();
        true
    }

    /// A key with nothing behind it, or a colon with nothing behind it.
    fn missing_value(&mut self) {
        let colon = self.expect == Expect::Value;
        let at = if colon { self.after_colon(self.last_end) } else { self.last_end };
        let place = Span::empty(at as u32);
        self.report(
            Problem::syntax(place, format!("the key {} has no value", self.last_key()))
                .label("a value belongs here")
                .help("write a value, or remove the key"),
        );
        let resume = self.at;
        self.push(Kind::Error, 0, at, at);
        self.at = resume;
    }

    /// Behind the colon of a key that ends at `key_end`, or behind the key where it has none.
    fn after_colon(&self, key_end: usize) -> usize {
        if self.mark >= key_end { self.mark + 1 } else { key_end }
    }

    fn odd_separator(&mut self, byte: u8) {
        let object = self.stack.last().is_some_and(|frame| frame.object);
        match byte {
            b'}' | b']' => self.wrong_closer(byte),
            b':' => self.colon_after_value(object),
            b';' => {
                let span = self.here(1);
                self.report(
                    Problem::syntax(span, "a semicolon stands where a comma is expected")
                        .label("JSON writes `,`")
                        .fix(Fix::safe("write a comma", vec![(span, ",".to_owned())])),
                );
                self.mark = self.at;
                self.at += 1;
                self.expect = if object { Expect::Key } else { Expect::Element };
            }
            _ if object && !self.key_follows() => self.stray(),
            _ if !object && !self.value_follows(byte) => self.stray(),
            _ => {
                let place = Span::empty(self.last_end as u32);
                let what = if object { "member" } else { "item" };
                self.report(
                    Problem::syntax(place, format!("no comma before the next {what}"))
                        .label("a comma belongs here")
                        .fix(Fix::safe("insert a comma", vec![(place, ",".to_owned())])),
                );
                self.expect = if object { Expect::Key } else { Expect::Element };
            }
        }
    }

    /// `"a": "b": 1`, or `["a": 1`: the string before the colon was meant as a key.
    fn colon_after_value(&mut self, object: bool) {
        let last = self.nodes.len() - 1;
        let raw = self.nodes[last];
        // A node that ends elsewhere lies inside of the value that came last.
        let text = raw.is_string() && !raw.is(KEY) && raw.end as usize == self.last_end;
        let parent = self.stack.len().checked_sub(2).map(|i| self.stack[i].object);
        if text && object {
            let key_end = self.nodes[last.saturating_sub(1)].end as usize;
            let mark = self.after_colon(key_end);
            let place = Span::empty(mark as u32);
            self.nodes.pop();
            self.report(
                Problem::syntax(place, format!("the key {} has no value", self.last_key()))
                    .label("a value belongs here")
                    .help("write a value and a comma, or remove the key"),
            );
            self.nodes.push(super::tree::Raw::new(
                Kind::Error,
                0,
                mark as u32,
                mark as u32,
                last as u32 + 1,
            ));
            self.push_key(raw.flags(), raw.start as usize, raw.end as usize);
            self.skip_to_colon();
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

    fn skip_to_colon(&mut self) {
        while self.bytes.get(self.at).is_some_and(|&byte| byte != b':') {
            self.at += 1;
        }
        self.colon();
    }

    fn spare_comma(&mut self) {
        let doubled = matches!(self.expect, Expect::Key | Expect::Element);
        let what =
            if doubled { "a second comma in a row" } else { "a comma with nothing before it" };
        self.spare(what, "commas");
        self.mark = self.at - 1;
    }

    /// A separator too many, or a whole run of them.
    fn spare(&mut self, what: &str, many: &str) {
        let rest = &self.bytes[self.at..];
        let length = rest.iter().take_while(|byte| **byte == rest[0]).count();
        let span = self.here(length);
        let (message, label, help) = match length {
            1 => (what.to_owned(), "one too many", "remove it"),
            _ => (format!("{length} {many} too many"), "not needed", "remove them"),
        };
        self.report(
            Problem::syntax(span, message)
                .label(label)
                .help(help)
                .fix(Fix::safe(help, vec![(span, String::new())])),
        );
        self.at += length;
    }

    fn trailing_comma(&mut self) {
        // Something else may have stood for the comma, which was said.
        let comma = self.mark >= self.last_end && self.bytes.get(self.mark) == Some(&b',');
        if self.options.jsonc || !comma {
            return;
        }
        let span = Span::new(self.mark as u32, self.mark as u32 + 1);
        let what = if self.bytes[self.at] == b'}' { "brace" } else { "bracket" };
        self.report(
            Problem::new(Topic::TrailingComma, span, format!("a comma before the closing {what}"))
                .label("nothing follows it")
                .help("JSON ends a list without one; remove it (the documentation's own snippets have this comma)")
                .fix(Fix::safe("remove the comma", vec![(span, String::new())])),
        );
    }

    fn wrong_closer(&mut self, byte: u8) {
        let Some(frame) = self.stack.last().copied() else { return self.stray() };
        let opener = self.nodes[frame.node as usize].start;
        let (open, right) = if frame.object { ("{", "}") } else { ("[", "]") };
        let closer = char::from(byte);
        let span = self.here(1);
        let both = self.closes_two();
        let problem = Problem::syntax(span, format!("`{closer}` closes what `{open}` opened"))
            .label("the wrong bracket")
            .second(Span::new(opener, opener + 1), "opened here");
        let problem = if both {
            let place = Span::empty(self.last_end as u32);
            let problem = problem.help(format!("close it with `{right}` first"));
            let fix = Fix::unsafe_(format!("insert `{right}`"), vec![(place, right.to_owned())]);
            if self.open_quote == self.last_end { problem } else { problem.fix(fix) }
        } else {
            problem
                .help(format!("write `{right}` here"))
                .fix(Fix::unsafe_(format!("write `{right}`"), vec![(span, right.to_owned())]))
        };
        self.report(problem);
        if matches!(self.expect, Expect::Colon | Expect::Value) {
            let at = self.last_end;
            let resume = self.at;
            self.push(Kind::Error, 0, at, at);
            self.at = resume;
        }
        if both {
            self.close_frame(self.last_end);
        }
        self.close();
    }

    /// Whether a closer of the wrong kind more likely closes the outer bracket too: what follows
    /// fits only the one or the other.
    fn closes_two(&self) -> bool {
        let [.., outer, inner] = self.stack.as_slice() else { return false };
        if outer.object == inner.object {
            return false;
        }
        let rest = self.text[self.at + 1..].trim_start();
        let mut end = rest.len().min(256);
        while !rest.is_char_boundary(end) {
            end -= 1;
        }
        let rest = &rest[..end];
        if rest.is_empty() {
            return true;
        }
        let grandparent = self.stack.len().checked_sub(3).map(|i| self.stack[i].object);
        let key = rest.strip_prefix(',').is_some_and(|rest| {
            let rest = rest.trim_start();
            rest.strip_prefix('"').is_some_and(|rest| {
                rest.find('"').is_some_and(|end| rest[end + 1..].trim_start().starts_with(':'))
            })
        });
        // After closing both, the grandparent goes on; after one, the outer.
        match grandparent {
            Some(true) => key && !outer.object,
            Some(false) => outer.object && (rest.starts_with(']') || rest.starts_with(',') && !key),
            None => false,
        }
    }

    /// Skips what cannot be understood, in one finding.
    pub(super) fn stray(&mut self) {
        let (length, quoted) = self.stray_length();
        let span = self.here(length);
        // A quote without an end may have taken the last closers with it.
        self.swallowed = quoted && self.text[self.at + length..].trim_ascii().is_empty();
        self.open_quote = if quoted { self.at + length } else { 0 };
        let text = shown(span.of(self.text));
        let value = matches!(self.expect, Expect::Value | Expect::Element | Expect::FirstElement);
        let problem = match self.expect {
            Expect::Value | Expect::Element | Expect::FirstElement => {
                Problem::syntax(span, format!("`{text}` is not a value that JSON knows"))
                    .label("not JSON")
                    .help("a value is a string in double quotes, a number, `true`, `false`, `null`, a list or an object")
            }
            Expect::Separator => Problem::syntax(span, format!("`{text}` stands after a value that is complete"))
                .label("not expected here")
                .help("a quote inside a string is written `\\\"`; members are separated by commas"),
            _ => Problem::syntax(span, format!("`{text}` stands where a key is expected"))
                .label("not a key")
                .help("a key stands in double quotes and has a colon and a value behind it"),
        };
        self.report(problem);
        let (start, end) = (self.at, self.at + length);
        if value {
            self.push(Kind::Error, 0, start, end);
        } else {
            self.mark_partial();
            (self.at, self.last_end) = (end, end);
        }
        // Whether a comma is missing behind it is not worth another finding.
        let rest = self.text[end..].trim_start_matches([' ', '\n', '\r', '\t']);
        if self.expect == Expect::Separator && !rest.starts_with([',', '}', ']']) {
            let object = self.stack.last().is_some_and(|frame| frame.object);
            self.mark = end;
            self.expect = if object { Expect::Key } else { Expect::Element };
        }
    }

    /// To the next comma or bracket outside of strings, or the end of the line; and whether that
    /// is inside of one.
    fn stray_length(&self) -> (usize, bool) {
        let rest = &self.text[self.at..];
        let mut quoted = false;
        let mut end = rest.len();
        for (offset, ch) in rest.char_indices() {
            match ch {
                '\n' | '\r' => {
                    end = offset;
                    break;
                }
                '"' => quoted = !quoted,
                ',' | '{' | '}' | '[' | ']' if !quoted && offset > 0 => {
                    end = offset;
                    break;
                }
                _ => {}
            }
        }
        let first = rest.chars().next().map_or(0, char::len_utf8);
        (rest[..end].trim_end().len().max(first), quoted)
    }

    pub(super) fn skip_deep(&mut self) {
        let start = self.at;
        let mut depth = 0_usize;
        while let Some(&byte) = self.bytes.get(self.at) {
            match byte {
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth -= 1,
                b'"' => {
                    let mut end = self.at + 1;
                    while let Some(&byte) = self.bytes.get(end) {
                        match byte {
                            b'"' => break,
                            b'\\' => end += 1,
                            _ => {}
                        }
                        end += 1;
                    }
                    self.at = end;
                }
                _ => {}
            }
            self.at += 1;
            if depth == 0 {
                break;
            }
        }
        let end = self.at.min(self.bytes.len());
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

    pub(super) fn imprecise(&mut self, start: usize, end: usize) {
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

    /// Ends the file: whatever is open is closed, with one finding.
    pub(super) fn end_of_file(&mut self) {
        let end = self.text.trim_end_matches([' ', '\n', '\r', '\t']).len();
        self.report_wrapping(end);
        if self.nodes.is_empty() {
            return;
        }
        // Whether more was to come, and not the closers alone.
        let broken_off = self.swallowed
            || !matches!(
                self.expect,
                Expect::Separator | Expect::FirstKey | Expect::FirstElement | Expect::End
            );
        if self.nodes.last().is_some_and(|raw| raw.is(KEY)) {
            self.push(Kind::Error, 0, self.last_end, self.last_end);
        }
        let open: Vec<_> = self.stack.iter().rev().filter(|frame| !frame.bare).copied().collect();
        if let Some((inner, outer)) = open.split_first()
            && !self.swallowed
        {
            self.report_unclosed(*inner, outer, end);
        }
        while let Some(frame) = self.stack.last() {
            let node = &mut self.nodes[frame.node as usize];
            node.set(UNCLOSED);
            if broken_off && frame.object {
                node.set(PARTIAL);
            }
            self.close_frame(end);
        }
    }

    fn report_unclosed(
        &mut self,
        inner: super::parser::Frame,
        outer: &[super::parser::Frame],
        end: usize,
    ) {
        const SHOWN: usize = 8;
        let opener = |parser: &Self, frame: &super::parser::Frame| {
            let start = parser.nodes[frame.node as usize].start;
            Span::new(start, start + 1)
        };
        let closers: String = std::iter::once(&inner)
            .chain(outer)
            .map(|frame| if frame.object { '}' } else { ']' })
            .collect();
        let open = if inner.object { '{' } else { '[' };
        let mut problem = Problem::syntax(
            opener(self, &inner),
            format!("the file ends before this `{open}` is closed"),
        )
        .label("never closed")
        .help(format!("close with `{}`", shown(&closers)));
        for frame in outer.iter().take(SHOWN) {
            problem = problem.second(opener(self, frame), "never closed either");
        }
        let complete =
            matches!(self.expect, Expect::Separator | Expect::FirstKey | Expect::FirstElement);
        // Behind a comment or something unread, closers might become part of it.
        if complete && self.text.get(self.last_end..end).is_some_and(|rest| rest.trim().is_empty())
        {
            let place = Span::empty(end as u32);
            problem = problem.fix(Fix::unsafe_("close what is open", vec![(place, closers)]));
        }
        self.report(problem);
    }

    pub(super) fn here(&self, length: usize) -> Span {
        Span::new(self.at as u32, (self.at + length) as u32)
    }

    fn word_length(&self) -> usize {
        self.text[self.at..]
            .char_indices()
            .find(|(_, ch)| !(ch.is_alphanumeric() || ch.is_ascii() && is_word(*ch as u8)))
            .map_or(self.text.len() - self.at, |(offset, _)| offset)
    }

    fn colon_follows(&self, at: usize) -> bool {
        self.text[at..].trim_start_matches([' ', '\n', '\r', '\t']).starts_with([':', '='])
    }

    /// Whether a key with its colon, quoted or not, stands here.
    fn key_follows(&self) -> bool {
        let rest = &self.text[self.at..];
        let Some(quote) = rest.chars().next().filter(|ch| matches!(ch, '"' | '\'' | '`')) else {
            let length = self.word_length();
            return length > 0 && self.colon_follows(self.at + length);
        };
        let mut skip = false;
        for (offset, ch) in rest.char_indices().skip(1) {
            match ch {
                '\n' | '\r' => break,
                _ if skip => skip = false,
                '\\' => skip = true,
                _ if ch == quote => return self.colon_follows(self.at + offset + 1),
                _ => {}
            }
        }
        // Without an end on its line: an unclosed string, and most likely a key.
        self.text[self.last_end..self.at].contains(['\n', '\r'])
    }

    fn value_follows(&self, byte: u8) -> bool {
        matches!(byte, b'"' | b'\'' | b'`' | b'{' | b'[' | b'-') || byte.is_ascii_digit() || {
            let length = self.word_length();
            let word = &self.text[self.at..self.at + length];
            matches!(word, "true" | "false" | "null")
                || matches!(word::meaning(word), Meaning::Literal(..))
        }
    }

    /// The key whose value is due, in backticks, or "here".
    fn last_key(&self) -> String {
        let key = self.nodes.iter().rev().take(1).find(|raw| raw.is(KEY) && raw.is_string());
        key.map_or_else(String::new, |raw| {
            let text = &self.text[raw.start as usize..raw.end as usize];
            format!("`{}`", shown(text.trim_matches('"')))
        })
    }
}

/// Up to the end of the line.
pub(super) fn line_length(rest: &str) -> usize {
    memchr::memchr2(b'\n', b'\r', rest.as_bytes()).unwrap_or(rest.len())
}

fn is_curly_quote(ch: char) -> bool {
    matches!(ch, '\u{2018}'..='\u{201e}' | '\u{ab}' | '\u{bb}')
}

/// Characters that show nothing and come in by copying.
fn is_invisible(ch: char) -> bool {
    matches!(ch, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
