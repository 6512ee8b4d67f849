//! What to do with a text that is not JSON: find the cheapest repair, read the repaired text, and
//! give the tree the places of the original.

use super::describe::{describe, is_command};
use super::edits::with_lines;
use super::lexer::{Comment, leading_comment};
use super::mistake::{Certainty, Foreign, Mistake, What};
use super::number;
use super::packed_node::{BARE, ESCAPED, KEY, PARTIAL, Raw, UNCLOSED};
use super::parser::{Parser, Read};
use super::repair::{Given, Outcome, Repair, Slip, repair, with_repairs};
use super::{Kind, MISTAKES, NodeId, Options, Parsed, Tree};
use crate::text::{BOM, Span};

/// Reads a text where the parser has stopped.
#[cold]
#[inline(never)]
pub(super) fn recover<'t>(text: &'t str, options: Options<'_>, read: Read) -> Parsed<'t> {
    if let Some((foreign, span)) = foreign(text, options.commands) {
        return unread(text, read, vec![Mistake::new(What::NotJson(foreign), span)]);
    }
    let given = Given {
        jsonc: options.jsonc,
        unreadable: options.unreadable,
        names: options.names,
        expected: options.expected.expectations(),
    };
    let Some(mut outcome) = repair(text, given) else {
        return without_body(text, options, read);
    };
    try_safe_repairs(text, given, options.commands, &mut outcome);
    let again = Options { unreadable: &[], ..options };
    let same = outcome.repaired.unchanged();
    let repaired = Parser::resume(&outcome.repaired.text, again, read, same).run();
    // The tests of the search demand that this does not happen; a reader is not to pay for it.
    if !repaired.whole {
        return without_body(text, options, repaired);
    }
    replayed(text, options.commands, outcome, repaired)
}

/// Whether a text begins as JSON does, or a comment, a fragment, or a string in other quotes.
pub(crate) fn starts_like_json(text: &str) -> bool {
    let start = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    start.is_empty() || start.starts_with(['{', '[', '"', '\'', '/'])
}

/// Makes the safe repairs of a text that needs others as well, all at once and each alone, and looks
/// at what is left of it: where that is read otherwise than before, what was meant is not as plain
/// as it seemed. One that is not tried alone is safe only where every repair of the text is beyond
/// doubt: a repair makes others dearer at most, as the first of a habit does.
fn try_safe_repairs(text: &str, given: Given<'_>, commands: &[&str], outcome: &mut Outcome) {
    /// A text with more mistakes than these is hardly JSON.
    const MANY: usize = 100;
    /// So many bytes are read to try repairs alone.
    const BYTES: usize = 1 << 18;
    let all = outcome.repairs.len();
    let safe: Vec<usize> = (0..all).filter(|at| outcome.repairs[*at].is_safe()).collect();
    if all < 2 || safe.is_empty() {
        return;
    }
    // Places that are no text would be elsewhere in a text to try.
    let may_try = given.unreadable.is_empty();
    let certain = outcome.repairs.iter().all(Repair::is_beyond_doubt);
    // What does not begin like JSON may as well be a text with a body somewhere in it.
    let json = starts_like_json(text);
    let whole = safe.len() == all || json;
    let holds = |made: &[usize]| {
        let text = with_repairs(text, made.iter().map(|at| &outcome.repairs[*at]));
        (starts_like_json(&text) || !json)
            && foreign(&text, commands).is_none()
            && repair(&text, given)
                .is_some_and(|again| again.repaired.text == outcome.repaired.text)
    };
    let together = match may_try {
        true => whole && (safe.len() == all || all <= MANY && holds(&safe)),
        false => certain,
    };
    let tried = if together && may_try { MANY.min(BYTES / text.len().max(1)) } else { 0 };
    let sure = together && certain;
    let alone = |(number, at): (usize, &usize)| match number {
        _ if safe.len() == 1 => together,
        _ if number < tried => holds(&[*at]),
        _ => sure,
    };
    let hold: Vec<bool> = safe.iter().enumerate().map(alone).collect();
    for (at, holds) in safe.into_iter().zip(hold) {
        outcome.repairs[at].shifts_others = !holds;
    }
}

/// The text that the search takes a text for.
#[cfg(fuzzing)]
pub(super) fn repaired(text: &str, options: Options<'_>) -> Option<String> {
    let Options { jsonc, unreadable, names, .. } = options;
    let expected = options.expected.expectations();
    let outcome = repair(text, Given { jsonc, unreadable, names, expected })?;
    Some(outcome.repaired.text)
}

/// A text of which nothing is read.
fn unread(text: &str, mut read: Read, mistakes: Vec<Mistake>) -> Parsed<'_> {
    read.nodes.clear();
    read.duplicates.clear();
    read.mistakes = mistakes;
    read.unsure = vec![Span::new(0, text.len() as u32)];
    Parsed::new(text, read)
}

/// Nothing but comments, or no JSON at all.
fn without_body<'t>(text: &'t str, options: Options<'_>, mut read: Read) -> Parsed<'t> {
    let mut mistakes = Vec::new();
    read.comments.clear();
    let mut at = if text.starts_with(BOM) { BOM.len() } else { 0 };
    loop {
        at += text[at..].len() - text[at..].trim_start().len();
        let rest = &text[at..];
        let Some((comment, length)) = leading_comment(rest) else { break };
        let span = Span::new(at as u32, (at + length) as u32);
        read.comments.push(span);
        if comment == (Comment::Block { closed: false }) {
            mistakes
                .push(Mistake::new(What::UnclosedComment, Span::new(span.start, span.start + 2)));
        } else if !options.jsonc || comment == Comment::Hash {
            let edits = with_lines(text, vec![(span, String::new())]);
            let certainty = Certainty::Plain;
            mistakes.push(Mistake { edits, certainty, ..Mistake::new(What::Comment, span) });
        }
        at += length;
    }
    if at < text.len() {
        let end = at + text[at..].find(['\n', '\r']).unwrap_or(text.len() - at);
        let end = at + text[at..end].trim_end().len();
        let span = Span::new(at as u32, end as u32);
        let place = at as u32;
        // Bytes that are no text are reported by somebody else.
        if options.unreadable.binary_search_by_key(&place, |span| span.start).is_err() {
            let what = if text[at..].starts_with('\0') {
                What::Nul
            } else {
                What::NotJson(Foreign::Unknown)
            };
            mistakes.push(Mistake::new(what, span));
        }
    }
    unread(text, read, mistakes)
}

/// Text of another kind, by how it begins, and its first line.
fn foreign(text: &str, commands: &[&str]) -> Option<(Foreign, Span)> {
    let rest = text.trim_start_matches(|ch: char| ch == '\u{feff}' || ch.is_whitespace());
    let start = text.len() - rest.len();
    let end = memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
    let line = rest[..end].trim_end();
    let foreign = match () {
        () if is_command(line, commands) && !rest.contains(['{', '[']) => Foreign::Command,
        () if ["<!", "<?", "<h"].iter().any(|markup| line.starts_with(markup)) => Foreign::Markup,
        () if line.starts_with("---") || is_yaml(rest, line) => Foreign::Yaml,
        () => return None,
    };
    Some((foreign, Span::new(start as u32, (start + line.len()) as u32)))
}

fn is_yaml(text: &str, line: &str) -> bool {
    // A fragment of JavaScript has commas and brackets, and ends as an object does.
    let begins = text.starts_with(['{', '[', '"']);
    let second = || text.lines().nth(1).is_some_and(is_yaml_line);
    !begins && is_yaml_line(line) && (!text.trim_end().ends_with('}') || second())
}

/// Whether a line is a key with a value or without, and with no comma or bracket after it.
fn is_yaml_line(line: &str) -> bool {
    let line = line.trim_end();
    let Some((key, value)) = line.split_once(':') else { return false };
    let name = |ch: char| ch.is_alphanumeric() || matches!(ch, '_' | '-' | '.');
    let named = !key.is_empty() && key.trim_start_matches("- ").chars().all(name);
    let apart = value.is_empty() || value.starts_with(' ');
    named && apart && !line.ends_with([',', '{', '['])
}

/// The tree of the repaired text, with the places of the original.
fn replayed<'t>(text: &'t str, commands: &[&str], outcome: Outcome, mut read: Read) -> Parsed<'t> {
    let Outcome { repairs, repaired, .. } = outcome;
    let mut cut_key = None;
    // Once for each repair: one that was folded has as many changes as nodes.
    let at_end = |slip: Slip| matches!(slip, Slip::CloserAtEnd | Slip::ValueAtEnd);
    let is_cut = |repair: &Repair| repair.changes.iter().any(|change| at_end(change.slip));
    let cut: Vec<bool> = repairs.iter().map(is_cut).collect();
    for (number, raw) in read.nodes.iter_mut().enumerate() {
        let in_repaired = Span::new(raw.start, raw.end);
        if let Some(moved) = repaired.moved(in_repaired) {
            (raw.start, raw.end) = (moved.start, moved.end);
            continue;
        }
        let ((start, put), (end, closed)) = (repaired.start(raw.start), repaired.end(raw.end));
        (raw.start, raw.end) = (start, end.max(start));
        if raw.is_bracket() {
            if let Some((_, slip)) = closed {
                raw.set(UNCLOSED);
                raw.set(if raw.is_object() && slip == Slip::CloserAtEnd { PARTIAL } else { 0 });
            }
            continue;
        }
        if raw.kind() == Kind::String && !repaired.is_as_written(in_repaired) {
            string(text, raw);
        }
        for (source, slip) in [put, closed].into_iter().flatten() {
            let source = source as usize;
            let unreadable = |repair| is_unreadable(text, repair, cut[source], slip, raw);
            if repairs.get(source).is_some_and(unreadable) {
                raw.make_error();
            }
            if slip == Slip::ValueAtEnd {
                cut_key = number.checked_sub(1);
            }
        }
    }
    // Where the file ends after a key, the key may be part of one.
    if let Some(key) = cut_key {
        read.nodes[key].make_error();
    }
    let places = |span: &mut Span| {
        *span = Span::new(repaired.start(span.start).0, repaired.end(span.end).0);
    };
    read.comments.iter_mut().for_each(places);
    read.unsure.iter_mut().for_each(places);
    read.unsure.extend(repaired.changed());
    read.unsure.sort_unstable();
    read.mistakes.iter_mut().for_each(|mistake| places(&mut mistake.span));
    let others: Vec<Mistake> = std::mem::take(&mut read.mistakes);
    let comments = repairs.iter().flat_map(|repair| &repair.changes);
    let comments = comments.filter(|change| change.slip == Slip::Comment);
    let comment = |span: Span| {
        let before = span.of(text);
        Span::new(span.start + (before.len() - before.trim_start().len()) as u32, span.end)
    };
    read.comments.extend(comments.map(|change| comment(change.span)));
    read.comments.sort();
    let mut tree = Tree::new(text, std::mem::take(&mut read.nodes));
    mark_partial(&mut tree, &repairs);
    let mut mistakes = others;
    // Around the directives of a template nothing is reported of commas.
    let template = repairs.iter().any(|repair| repair.slip == Slip::Directive);
    let comma = |slip: Slip| {
        matches!(slip, Slip::Comma | Slip::SpareComma | Slip::TrailingComma | Slip::CommaAtEnd)
    };
    for repair in repairs {
        if template && comma(repair.slip) {
            continue;
        }
        if mistakes.len() == MISTAKES {
            let at = repair.span().start;
            mistakes.push(Mistake::new(What::TooMany, Span::empty(at)));
            break;
        }
        mistakes.extend(describe(&tree, commands, repair));
    }
    for mistake in &mut mistakes {
        mistake.node = mistake.node.or_else(|| node_around(&tree, mistake.span));
    }
    let spare = Read { nodes: Vec::new(), mistakes, ..read };
    let mut parsed = Parsed::new(text, spare);
    parsed.tree = tree;
    parsed
}

/// How a string is written in the original: a text in one-byte quotes, or one without.
fn string(text: &str, raw: &mut Raw) {
    let written = Span::new(raw.start, raw.end).of(text);
    let quote = |byte: Option<&u8>| matches!(byte, Some(b'"' | b'\'' | b'`'));
    let bytes = written.as_bytes();
    let both = bytes.len() > 1 && quote(bytes.first()) && quote(bytes.last());
    let mut flags = if written.contains('\\') { ESCAPED } else { 0 };
    if !both {
        flags |= BARE;
        let quotes = ["\\\"", "&quot;", "\"", "'", "`"];
        let curly = |ch: char| matches!(ch, '\u{2018}'..='\u{201f}' | '\u{ab}' | '\u{bb}');
        let mut inner = written;
        let before = quotes.iter().find_map(|quote| inner.strip_prefix(quote));
        inner = before.unwrap_or_else(|| inner.strip_prefix(curly).unwrap_or(inner));
        let start = raw.start + (written.len() - inner.len()) as u32;
        let after = quotes.iter().find_map(|quote| inner.strip_suffix(quote));
        inner = after.unwrap_or_else(|| inner.strip_suffix(curly).unwrap_or(inner));
        (raw.start, raw.end) = (start, start + inner.len() as u32);
    }
    raw.set_string(flags);
}

/// Whether a value that an edit has changed says nothing for sure.
fn is_unreadable(text: &str, repair: &Repair, cut: bool, slip: Slip, raw: &Raw) -> bool {
    if raw.is(KEY) {
        return cut;
    }
    let written = Span::new(raw.start, raw.end).of(text);
    match slip {
        Slip::NearLiteral
        | Slip::Template
        | Slip::Call
        | Slip::Expression
        | Slip::Joined
        | Slip::SideBySide
        | Slip::OddNumber
        | Slip::DecimalComma => true,
        Slip::ForeignWord => number::is_no_number(written),
        Slip::BareText => {
            let word = |ch: char| ch.is_alphanumeric() || matches!(ch, '_' | '-' | '.' | '$' | '@');
            cut || !written.starts_with(word)
        }
        _ => cut || written.is_empty() || !repair.is_sure(),
    }
}

/// Notes which objects may have members that were not read, or were read as another's.
fn mark_partial(tree: &mut Tree<'_>, repairs: &[Repair]) {
    let mut partial = Vec::new();
    for repair in repairs {
        for change in &repair.changes {
            let lost = matches!(
                change.slip,
                Slip::Value
                    | Slip::Panic
                    | Slip::DeletedValue
                    | Slip::StrayWord
                    | Slip::Key
                    | Slip::Ellipsis
                    | Slip::Spread
            );
            let moved = !repair.is_sure() && change.slip.moves_brackets();
            if !lost && !moved {
                continue;
            }
            // Where brackets may have been meant elsewhere, so may what is in those around.
            let mut node = node_around(tree, change.span).map(|id| tree.node(NodeId(id)));
            while let Some(around) = node {
                if around.kind() == Kind::Object {
                    partial.push(around.id());
                    if !moved {
                        break;
                    }
                }
                node = around.parent();
            }
        }
        if partial.len() > MISTAKES {
            break;
        }
    }
    for id in partial {
        tree.nodes[id.0 as usize].set(PARTIAL);
    }
}

/// The innermost value around a place.
fn node_around(tree: &Tree<'_>, span: Span) -> Option<u32> {
    let after = tree.nodes.partition_point(|raw| raw.start <= span.start);
    let mut node = tree.node(NodeId(after.checked_sub(1)? as u32));
    loop {
        let around = node.span().start <= span.start && span.end <= node.span().end;
        if around && !(node.is_key() || span.is_empty() && node.is_scalar()) {
            return Some(node.id().0);
        }
        node = node.parent()?;
    }
}
