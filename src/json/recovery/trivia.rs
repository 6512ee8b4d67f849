//! What may stand between any two things, wanted or not: comments, odd white space, bytes that are
//! no text.

use super::line_length;
use crate::json::parser::{Expect, Parser};
use crate::json::{Problem, Topic};
use crate::text::{Fix, Span};

impl Parser<'_, '_> {
    /// Reads over one such thing, if it begins here.
    pub(super) fn trivia(&mut self, byte: u8) -> bool {
        let rest = &self.text[self.at..];
        match byte {
            b'#' => self.comment(line_length(rest)),
            b'/' if rest.starts_with("//") => self.comment(line_length(rest)),
            b'/' if rest.starts_with("/*") => self.block_comment(rest),
            0 => {
                let run = rest.bytes().take_while(|&b| b == 0).count();
                let span = self.here(run);
                self.report(crate::json::quotes::nul_bytes(span));
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
}

/// Characters that show nothing and come in by copying.
fn is_invisible(ch: char) -> bool {
    matches!(ch, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
