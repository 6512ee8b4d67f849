//! Expressions of programs in the place of a value: calls, subscripts, and what is joined to strings.

use std::borrow::Cow;

use super::quotes::requote;
use super::{Lattice, WINDOW};
use crate::json::repair::prices;
use crate::json::repair::reading::Token;
use crate::json::repair::slip::Slip;
use crate::json::{lexer, number};

/// What operators join, as in a program; those that are part of others come after them.
const OPERATORS: [&str; 16] =
    ["+", "||", "&&", "&", "??", "?", ":", "or ", "%", "*", "- ", "/ ", "..", ".", "<>", "~"];

/// Those that join two strings to one.
const JOINING: [&str; 6] = ["+", ".", "..", "&", "<>", "~"];

/// Functions that give what is elsewhere under the name that they are given.
const LOOKUPS: [&str; 3] = ["get", "getenv", "env"];

/// So many operands are joined at most.
const MANY: usize = 20;

/// A part of an expression.
#[derive(Debug, Clone, Copy)]
pub(super) struct Operand {
    start: usize,
    pub(super) end: usize,
    kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A text in quotes of some kind.
    String,
    Name,
    Number,
    /// A call: between its parentheses.
    Call(usize, usize),
    /// A subscript, or several calls.
    Chain,
}

impl Operand {
    pub(super) fn is_string(&self) -> bool {
        self.kind == Kind::String
    }
}

impl Lattice<'_> {
    /// `ObjectId("1")`, `new Date(…)`, `os.environ["X"]`, `"a" + x`.
    pub(super) fn expression(&mut self, p: usize) {
        let Some(first) = self.operand(p) else { return };
        let mut operands = [first; MANY];
        let mut count = 1;
        let mut choice = false;
        let mut beside = false;
        while count < MANY {
            let last = &operands[count - 1];
            if let Some((next, half)) = self.next_operand(last, choice) {
                (operands[count], choice) = (next, half);
            } else if let Some(next) = self.operand_beside(last) {
                (operands[count], beside) = (next, true);
            } else {
                break;
            }
            count += 1;
        }
        if choice {
            return;
        }
        let operands = &operands[..count];
        let end = operands[count - 1].end;
        let strings = operands.iter().filter(|operand| operand.is_string()).count();
        let numbers = operands.iter().filter(|operand| operand.kind == Kind::Number).count();
        let calls = operands.iter().any(|operand| matches!(operand.kind, Kind::Call(..)));
        match (operands, first.kind) {
            ([_], Kind::Call(from, to)) => self.call(p, from, to),
            ([_], Kind::Chain) => {
                let mut edits = self.edits();
                self.quoted(&mut edits, Slip::Call, p, end);
                let price = prices::CALL + prices::CALL_ARGUMENTS;
                self.add(Token::Text, (p, end), price, edits, Slip::Call).content = true;
            }
            ([_], _) => {}
            // What comes between two texts, or after them, may be missing there.
            _ if beside && !(strings == count && self.ends_value(end)) => {}
            _ if strings == count && self.are_joined(operands) => {
                self.joined(operands, if beside { Slip::SideBySide } else { Slip::Joined });
            }
            _ if strings > 0 || calls || numbers == count => {
                let mut edits = self.edits();
                self.quoted(&mut edits, Slip::Expression, p, end);
                self.add(Token::Text, (p, end), prices::EXPRESSION, edits, Slip::None).content =
                    true;
            }
            _ => {}
        }
    }

    fn are_joined(&self, operands: &[Operand]) -> bool {
        operands.windows(2).all(|two| {
            let between = self.x.text[two[0].end..two[1].start].trim();
            between.is_empty() || JOINING.contains(&between) || between.contains("/*")
        })
    }

    /// Strings that are joined, or stand side by side as C and Python join them. Where all are in
    /// double quotes, only what is between them goes.
    fn joined(&mut self, operands: &[Operand], slip: Slip) {
        let (x, mut edits) = (&self.x, self.edits());
        let (Some(first), Some(last)) = (operands.first(), operands.last()) else { return };
        let span = (first.start, last.end);
        if operands.iter().all(|operand| x.bytes[operand.start] == b'"') {
            for two in operands.windows(2) {
                edits.remove(slip, two[0].end - 1, two[1].start + 1);
            }
            for operand in operands {
                self.inside(operand.start + 1, operand.end - 1, &mut edits);
            }
        } else {
            edits.add(slip, span.0, span.1, || {
                let inner = |operand: &Operand| {
                    let text = &x.text[operand.start + 1..operand.end - 1];
                    let quoted = requote(text, Slip::QuoteSingle);
                    quoted[1..quoted.len() - 1].to_owned()
                };
                Cow::Owned(format!("\"{}\"", operands.iter().map(inner).collect::<String>()))
            });
        }
        let price = if slip == Slip::Joined { prices::JOINED } else { prices::SIDE_BY_SIDE };
        let reading = self.add(Token::Text, span, price, edits, Slip::None);
        reading.inner = ((span.0 + 1) as u32, (span.1 - 1) as u32);
    }

    /// A text that begins right after another.
    fn operand_beside(&self, last: &Operand) -> Option<Operand> {
        let at = self.after_comments(last.end);
        let quote = matches!(self.x.at(at), Some(b'"' | b'\''));
        if !quote || !last.is_string() || at == last.end {
            return None;
        }
        self.operand(at).filter(Operand::is_string)
    }

    /// The operand after an operator; whether that is the first half of `x ? "a" : "b"`.
    fn next_operand(&self, last: &Operand, choice: bool) -> Option<(Operand, bool)> {
        let at = self.after_comments(last.end);
        let operator = *OPERATORS.iter().find(|operator| self.x.starts_with(at, operator))?;
        if operator == ":" && !choice {
            return None;
        }
        let operand = self.operand(self.after_comments(at + operator.len()))?;
        // Those of strings alone are no operators between numbers and names, as in `1.2.3`.
        let of_strings = operator != "+" && JOINING.contains(&operator);
        if of_strings && !last.is_string() && !operand.is_string() {
            return None;
        }
        Some((operand, operator == "?" || choice && operator != ":"))
    }

    /// A string, a number, or a name with what is called on it or taken out of it.
    pub(super) fn operand(&self, p: usize) -> Option<Operand> {
        let stop = self.x.within(p, WINDOW * 2);
        let mut end = p;
        let mut kind = match self.x.at(p)? {
            b'"' => {
                let number = self.x.quote_from(p);
                let close = self.x.quote(number + 1).filter(|close| *close < self.x.line_end(p))?;
                end = close + 1;
                Kind::String
            }
            b'\'' | b'`' => {
                end = self.closing_quote(p, stop)?;
                Kind::String
            }
            b'-' | b'0'..=b'9' => {
                end = number::prefix(self.x.bytes, p)?;
                Kind::Number
            }
            _ => {
                let rest = &self.x.text[p..stop];
                let name = rest.strip_prefix("new ").map_or(rest, |name| name.trim_start());
                let first = |ch: char| ch.is_ascii_alphabetic() || matches!(ch, '_' | '$');
                if !name.starts_with(first) {
                    return None;
                }
                let word = |ch: char| ch.is_alphanumeric() || matches!(ch, '_' | '.' | '$');
                end += rest.len() - name.len() + name.find(|ch| !word(ch)).unwrap_or(name.len());
                Kind::Name
            }
        };
        if self.x.text.get(p..end).is_some_and(lexer::is_literal) {
            return None;
        }
        // What is called, taken out, or called on what was given back.
        loop {
            let blank = if kind == Kind::Name { self.x.skip_blank(end, stop) } else { end };
            let next = match self.x.at(end) {
                _ if self.x.at(blank) == Some(b'(') && kind != Kind::String => blank,
                Some(b'[') if kind != Kind::String && kind != Kind::Number => end,
                Some(b'.') if !matches!(kind, Kind::Number) => {
                    let rest = &self.x.bytes[end + 1..stop.max(end + 1)];
                    let name = rest.iter().take_while(|b| b.is_ascii_alphanumeric() || **b == b'_');
                    let (length, chain) = (name.count(), kind != Kind::String);
                    let called = self.x.at(end + 1 + length) == Some(b'(');
                    if length == 0 || !chain && !called {
                        break;
                    }
                    (end, kind) = (end + 1 + length, Kind::Chain);
                    continue;
                }
                _ => break,
            };
            let Some(close) = self.closing_bracket(next + 1, self.x.bytes[next]) else { break };
            let call = kind == Kind::Name && self.x.bytes[next] == b'(';
            kind = if call { Kind::Call(next + 1, close) } else { Kind::Chain };
            end = close + 1;
        }
        Some(Operand { start: p, end, kind })
    }

    fn closing_quote(&self, p: usize, stop: usize) -> Option<usize> {
        let (end, closed) = lexer::string_end(&self.x.bytes[..stop], p);
        closed.then_some(end)
    }

    /// `ObjectId("1")`, with what is between its parentheses.
    fn call(&mut self, p: usize, from: usize, close: usize) {
        let inner = &self.x.text[from..close];
        let argument = inner.trim();
        let start = from + (inner.len() - inner.trim_start().len());
        let mut edits = self.edits();
        let mut price = prices::CALL;
        let name = self.x.text[p..from].trim_end_matches(['(', ' ', '\t']);
        let lookup = LOOKUPS.contains(&name.rsplit('.').next().unwrap_or_default());
        // What is there under that name nobody can say.
        let token = if lookup { None } else { kind_of(argument) };
        if token.is_none() && super::words::brackets_of(name).is_some() {
            return;
        }
        if token.is_some() {
            edits.remove(Slip::Call, p, start);
            edits.remove(Slip::Call, start + argument.len(), close + 1);
        } else if argument.len() > 1
            && !lookup
            && argument.starts_with('\'')
            && self.closing_quote(start, close) == Some(start + argument.len())
        {
            let body = &argument[1..argument.len() - 1];
            edits.add(Slip::Call, p, close + 1, || Cow::Owned(requote(body, Slip::QuoteSingle)));
        } else {
            self.quoted(&mut edits, Slip::Call, p, close + 1);
            price += prices::CALL_ARGUMENTS;
        }
        let token = token.unwrap_or(Token::Text);
        self.add(token, (p, close + 1), price, edits, Slip::Call).content = true;
    }

    /// The bracket that closes the one before a place, on its line.
    fn closing_bracket(&self, from: usize, open: u8) -> Option<usize> {
        let close = if open == b'(' { b')' } else { b']' };
        let end = self.x.within(from, WINDOW * 2);
        let bytes = &self.x.bytes[..end];
        let mut depth = 1;
        let mut at = from;
        while let Some(&byte) = bytes.get(at) {
            match byte {
                b'\n' | b'\r' => return None,
                b'"' | b'\'' => {
                    at = lexer::string_end(bytes, at).0;
                    continue;
                }
                _ if byte == open => depth += 1,
                _ if byte == close => {
                    depth -= 1;
                    if depth == 0 {
                        return Some(at);
                    }
                }
                _ => {}
            }
            at += 1;
        }
        None
    }
}

/// What a text is read as that is JSON.
fn kind_of(text: &str) -> Option<Token> {
    serde_json::from_str::<serde::de::IgnoredAny>(text).ok()?;
    Some(match text.as_bytes()[0] {
        b'"' => Token::Text,
        b'-' | b'0'..=b'9' => Token::Number,
        // As a literal, an array or an object can be a value and no key.
        _ => Token::Literal,
    })
}
