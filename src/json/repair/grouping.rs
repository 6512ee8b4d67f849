//! Which edits are one mistake of the author.

use std::collections::HashMap;

use super::outcome::{Change, Repair, sorted};
use super::prices::Price;
use super::slip::Slip;
use crate::json::lexer::{Comment, Lexer, leading_comment};
use crate::text::Span;

/// Neighboring edits are one mistake, and so are all of one habit, the two of a pair, and what
/// is around the body.
pub(super) fn grouped(text: &str, changes: Vec<Change>) -> Vec<Repair> {
    let changes = sorted(changes);
    let mut roots: Vec<usize> = (0..changes.len()).collect();
    let mut seen: HashMap<u32, usize> = HashMap::new();
    let open_comment = changes.iter().any(|change| is_open_comment(text, change));
    for index in 0..changes.len() {
        if let Some(before) = index.checked_sub(1)
            && belong_together(text, &changes[before], &changes[index])
        {
            let (own, other) = (root(&mut roots, index), root(&mut roots, before));
            roots[own.max(other)] = own.min(other);
        }
        if let Some(group) = group_of(&changes, index, &seen, open_comment) {
            let first = *seen.entry(group).or_insert(index);
            let (own, other) = (root(&mut roots, index), root(&mut roots, first));
            roots[own.max(other)] = own.min(other);
        }
    }
    let mut places: HashMap<usize, usize> = HashMap::new();
    let mut repairs: Vec<Repair> = Vec::new();
    for (index, change) in changes.into_iter().enumerate() {
        let root = root(&mut roots, index);
        let place = *places.entry(root).or_insert_with(|| {
            repairs.push(Repair {
                slip: change.slip,
                changes: Vec::new(),
                margin: Price::MAX,
                content: false,
                folded: Vec::new(),
                shifts_others: false,
            });
            repairs.len() - 1
        });
        let repair = &mut repairs[place];
        repair.margin = repair.margin.min(change.margin);
        repair.content |= change.content;
        repair.changes.push(change);
    }
    for repair in &mut repairs {
        // Of equal ones the first.
        let slips = repair.changes.iter().map(|change| change.slip).rev();
        let telling = slips.max_by_key(|slip| slip.tells());
        repair.slip = telling.unwrap_or(repair.slip);
    }
    folded(repairs)
}

/// A slip that is made four times or more in a file is one mistake.
fn folded(repairs: Vec<Repair>) -> Vec<Repair> {
    const MANY: usize = 4;
    let mut counts: HashMap<Slip, usize> = HashMap::new();
    for repair in &repairs {
        *counts.entry(repair.slip).or_default() += 1;
    }
    let is_many = |slip: Slip| slip.is_habit() && counts.get(&slip).is_some_and(|n| *n >= MANY);
    if !repairs.iter().any(|repair| is_many(repair.slip)) {
        return repairs;
    }
    // What takes content along is not made safe by others, nor they unsafe by it.
    let mut first: HashMap<(Slip, bool), usize> = HashMap::new();
    let mut out: Vec<Repair> = Vec::with_capacity(repairs.len());
    for mut repair in repairs {
        if !is_many(repair.slip) {
            out.push(repair);
            continue;
        }
        let span = repair.own_span();
        if let Some(place) = first.get(&(repair.slip, repair.content)) {
            let all = &mut out[*place];
            all.folded.push(span);
            all.margin = all.margin.min(repair.margin);
            all.changes.append(&mut repair.changes);
        } else {
            first.insert((repair.slip, repair.content), out.len());
            repair.folded.push(span);
            out.push(repair);
        }
    }
    out
}

fn root(roots: &mut [usize], mut index: usize) -> usize {
    while roots[index] != index {
        roots[index] = roots[roots[index]];
        index = roots[index];
    }
    index
}

/// Edits of one group are one mistake, wherever they are.
fn group_of(
    changes: &[Change],
    index: usize,
    seen: &HashMap<u32, usize>,
    open_comment: bool,
) -> Option<u32> {
    const OPEN_COMMENT: u32 = 1 << 27;
    const AROUND: u32 = 1 << 30;
    const HABIT: u32 = 1 << 29;
    let change = &changes[index];
    match change.slip {
        _ if change.group != 0 => Some(change.group),
        // It takes the rest of the file along.
        Slip::CloserAtEnd | Slip::CommaAtEnd | Slip::ValueAtEnd if open_comment => {
            Some(OPEN_COMMENT)
        }
        Slip::Comment if open_comment && index + 1 == changes.len() => Some(OPEN_COMMENT),
        Slip::Before | Slip::After | Slip::Fragment => Some(AROUND),
        Slip::CloserAtEnd => {
            let around = seen.get(&AROUND).map(|first| changes[*first].slip);
            (around == Some(Slip::Fragment)).then_some(AROUND)
        }
        // The prompts of a command are part of it.
        Slip::LinePrefix | Slip::LineEnd if seen.contains_key(&AROUND) => Some(AROUND),
        Slip::EscapedBreak => Some(HABIT | Slip::QuoteEscaped as u32),
        slip if slip.has_one_cause() => Some(HABIT | slip as u32),
        _ => None,
    }
}

/// Whether a comment takes the rest of the file along.
fn is_open_comment(text: &str, change: &Change) -> bool {
    change.slip == Slip::Comment && change.span.end as usize == text.len() && {
        let written = change.span.of(text).trim();
        match leading_comment(written) {
            Some((Comment::Block { closed }, _)) => !closed,
            // On a line of its own a comment hides what closes the body.
            _ => written.contains(['}', ']']),
        }
    }
}

fn belong_together(text: &str, before: &Change, change: &Change) -> bool {
    if change.joined {
        return true;
    }
    let between = match change.span.start.checked_sub(before.span.end) {
        Some(_) => Span::new(before.span.end, change.span.start).of(text).trim(),
        None => "",
    };
    let swapped = |put: &Change, gone: &Change| {
        !put.text.is_empty() && gone.text.is_empty() && put.text == gone.span.of(text)
    };
    if (swapped(before, change) || swapped(change, before)) && is_one_token(between) {
        return true;
    }
    // Whoever left off in a member has not come to the comma after it, or put it too early.
    let unfinished = matches!(before.slip, Slip::Value | Slip::NoClosingQuote)
        || swapped(change, before) && before.slip == Slip::TrailingComma;
    if unfinished && change.slip == Slip::Comma && is_closers(between) {
        return true;
    }
    // The comma before what was left out goes with it.
    if before.slip == Slip::TrailingComma && matches!(change.slip, Slip::Ellipsis | Slip::Spread) {
        return between.is_empty();
    }
    // What has a code of its own, or is between tokens, is a mistake of its own.
    // What is after the body is told with what is before it alone.
    if before.slip.is_separate() || change.slip.is_separate() || change.slip == Slip::After {
        return false;
    }
    let habit = |change: &Change| {
        (change.slip.is_habit() || change.group != 0).then_some((change.slip, change.group))
    };
    // Two habits side by side are two.
    let apart = match (habit(before), habit(change)) {
        (Some(one), Some(other)) => one != other && !between.is_empty(),
        // Quotes are one thing, a value that is missing beside them another.
        _ => {
            before.slip.is_quotes() && change.slip == Slip::Value
                || before.slip == Slip::Value && change.slip.is_quotes()
        }
    };
    let near = between.is_empty() || between.len() == 1 && "{}[],:\"".contains(between);
    near && !apart
}

/// Whether nothing but closers is between two edits.
fn is_closers(between: &str) -> bool {
    const FAR: usize = 400;
    between.len() <= FAR && between.bytes().all(|byte| b"}] \t\r\n".contains(&byte))
}

/// Whether at most one token is between two edits.
fn is_one_token(between: &str) -> bool {
    const FAR: usize = 400;
    if between.len() > FAR {
        return false;
    }
    let mut tokens = Lexer::from(between, 0);
    tokens.next().is_none_or(|token| !token.is_trivia()) && tokens.next().is_none()
}
