//! Logic expressions: `A and (B or C)`. A parser that continues after every mistake and recurses
//! nowhere; `and` binds tighter than `or`.

mod tokens;

use std::ops::Range;

use crate::text::Span;

pub(crate) use self::tokens::{Token, is_called_like_an_operator, is_label, is_operator, tokens};

/// What is wrong with an expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mistake {
    /// An unclosed parenthesis; whether it is empty.
    Unclosed { empty: bool },
    /// A parenthesis that closes nothing; whether it is the last thing there.
    Unopened { last: bool },
    /// `()`.
    Empty,
    /// An operator without something before it or after it.
    NoOperand,
    /// Two things with no operator between them.
    NoOperator,
    /// Something that is not in the grammar, and the operator that it means elsewhere.
    Stray(Option<&'static str>),
    /// `NOT` or `XOR`.
    NotSupported,
}

/// An expression, taken apart. Ranges are bytes of its text.
#[derive(Debug, Default)]
pub(crate) struct Expression {
    pub(crate) labels: Vec<Range<usize>>,
    pub(crate) numbers: Vec<Range<usize>>,
    pub(crate) mistakes: Vec<(Mistake, Range<usize>)>,
    /// Whether there is something else, or nothing, where a label is expected.
    pub(crate) gap: bool,
    /// Whether `and` and `or` are mixed without parentheses.
    pub(crate) mixed: bool,
    /// Whether there is any `or`.
    pub(crate) has_or: bool,
    /// Runs of operands joined by `and` next to an `or`: what parentheses would enclose.
    pub(crate) and_runs: Vec<Range<usize>>,
}

/// One level of parentheses while parsing. There may be as many as the text has bytes, so that it
/// is kept small.
#[derive(Debug, Default)]
struct Level {
    open: Option<Span>,
    /// Whether an operand came last.
    operand: bool,
    /// The last operator, if one came last; whether a missing operand was already reported.
    operator: Option<(Span, bool)>,
    /// Something in place of an operator came last: its place among the mistakes.
    owed: Option<u32>,
    /// It contains something that is not in the grammar, which is reported.
    stray: bool,
    /// Something that is not in the grammar came last: what is missing next to it is unknown.
    after_stray: bool,
    /// No operator came before its parenthesis.
    unjoined: bool,
    has_and: bool,
    has_or: bool,
    /// The run of operands that `and` joins, as far as it goes.
    run: Option<(Span, u32)>,
    runs: Vec<Range<usize>>,
    empty: bool,
}

impl Level {
    fn new(open: Option<Span>) -> Self {
        Self { open, empty: true, ..Self::default() }
    }

    fn end_run(&mut self) {
        if let Some((run, operands)) = self.run.take()
            && operands > 1
        {
            self.runs.push(range_of(run));
        }
    }
}

/// Texts of 4 GiB are not read.
fn span_of(range: &Range<usize>) -> Span {
    Span::new(range.start as u32, range.end as u32)
}

fn range_of(span: Span) -> Range<usize> {
    span.start as usize..span.end as usize
}

/// Takes an expression apart. `labels` are those that are called like an operator: where an
/// operand is due, they are meant. `quoted` are the places of labels outside the grammar, in order.
pub(crate) fn parse(text: &str, labels: &[&str], quoted: &[Range<usize>]) -> Expression {
    let mut out = Expression::default();
    let mut levels = vec![Level::new(None)];
    let tokens = tokens(text, quoted);
    for (index, (token, range)) in tokens.iter().enumerate() {
        let last = index + 1 == tokens.len();
        let due = levels.last().is_none_or(|level| !level.operand);
        match token {
            Token::And | Token::Or | Token::Stray
                if due && labels.contains(&&text[range.clone()]) =>
            {
                out.labels.push(range.clone());
                operand(&mut levels, range.clone(), &mut out);
            }
            Token::Label | Token::Number => {
                if *token == Token::Label {
                    out.labels.push(range.clone());
                } else {
                    out.numbers.push(range.clone());
                }
                operand(&mut levels, range.clone(), &mut out);
            }
            Token::Open => {
                let unjoined = missing_operator(&levels);
                levels.push(Level { unjoined, ..Level::new(Some(span_of(range))) });
            }
            Token::Close if levels.len() > 1 => close(&mut levels, range, &mut out),
            Token::Close => out.mistakes.push((Mistake::Unopened { last }, range.clone())),
            Token::And | Token::Or => operator(&mut levels, *token, range, &mut out),
            Token::Stray => stray(&mut levels, text, range, &mut out),
        }
    }
    while let Some(mut level) = levels.pop() {
        finish(&mut level, &mut out);
        if let Some(open) = level.open.map(range_of) {
            // What is in it is an operand of what is around it.
            if let Some(outer) = levels.last_mut() {
                outer.operator = None;
                outer.owed = None;
                outer.empty &= level.empty;
            }
            out.gap |= level.empty;
            if level.unjoined && !level.empty {
                out.mistakes.push((Mistake::NoOperator, open.clone()));
            }
            out.mistakes.push((Mistake::Unclosed { empty: level.empty }, open));
        }
    }
    out.mistakes.sort_by_key(|(_, range)| (range.start, range.end));
    out
}

fn operand(levels: &mut [Level], range: Range<usize>, out: &mut Expression) {
    if missing_operator(levels) {
        out.mistakes.push((Mistake::NoOperator, range.clone()));
    }
    let Some(level) = levels.last_mut() else { return };
    level.after_stray = false;
    level.empty = false;
    level.operator = None;
    level.owed = None;
    level.operand = true;
    match &mut level.run {
        Some((run, operands)) => {
            run.end = range.end as u32;
            *operands += 1;
        }
        None => level.run = Some((span_of(&range), 1)),
    }
}

/// Whether an operand that comes now directly follows another.
fn missing_operator(levels: &[Level]) -> bool {
    levels.last().is_some_and(|level| level.operand && !level.after_stray)
}

fn operator(levels: &mut [Level], token: Token, range: &Range<usize>, out: &mut Expression) {
    let Some(level) = levels.last_mut() else { return };
    level.after_stray = false;
    let missing = !std::mem::take(&mut level.operand);
    if missing {
        out.mistakes.push((Mistake::NoOperand, range.clone()));
        out.gap = true;
    }
    level.empty = false;
    level.owed = None;
    if token == Token::And {
        level.has_and = true;
    } else {
        level.has_or = true;
        out.has_or = true;
        level.end_run();
    }
    level.operator = Some((span_of(range), missing));
}

fn close(levels: &mut Vec<Level>, range: &Range<usize>, out: &mut Expression) {
    let Some(mut level) = levels.pop() else { return };
    let open = level.open.map_or(range.clone(), range_of);
    if level.empty {
        out.gap = true;
        if !level.stray {
            out.mistakes.push((Mistake::Empty, open.start..range.end));
        }
    } else if level.unjoined {
        out.mistakes.push((Mistake::NoOperator, open.clone()));
    }
    finish(&mut level, out);
    // The missing operator was reported at the opening parenthesis.
    if let Some(outer) = levels.last_mut() {
        outer.operand = false;
    }
    let mut whole = Expression::default();
    operand(levels, open.start..range.end, &mut whole);
}

/// Ends a level: an operator at its end is missing an operand.
fn finish(level: &mut Level, out: &mut Expression) {
    if let Some(at) = level.owed.take() {
        out.gap = true;
        missing_operand(&mut out.mistakes[at as usize].0);
    }
    if let Some((operator, reported)) = level.operator.take() {
        out.gap = true;
        if !reported {
            out.mistakes.push((Mistake::NoOperand, range_of(operator)));
        }
    }
    level.end_run();
    if level.has_and && level.has_or {
        out.mixed = true;
        out.and_runs.append(&mut level.runs);
    }
}

fn stray(levels: &mut [Level], text: &str, range: &Range<usize>, out: &mut Expression) {
    let found = &text[range.clone()];
    let (mistake, meant_as) = match found {
        "&&" | "&" => (Mistake::Stray(Some("and")), Some(Token::And)),
        "||" | "|" => (Mistake::Stray(Some("or")), Some(Token::Or)),
        "," | "+" => (Mistake::Stray(None), Some(Token::And)),
        _ if found.eq_ignore_ascii_case("xor") => (Mistake::NotSupported, Some(Token::Or)),
        _ if found.eq_ignore_ascii_case("not") || found == "!" => (Mistake::NotSupported, None),
        _ => (Mistake::Stray(None), None),
    };
    out.mistakes.push((mistake, range.clone()));
    // One finding for the place: it counts as the operator it means.
    let Some(level) = levels.last_mut() else { return };
    level.stray = true;
    let operator = meant_as.is_some() || mistake == Mistake::NotSupported;
    level.owed = operator.then_some(out.mistakes.len() as u32 - 1);
    out.gap |= mistake == Mistake::Stray(None) && meant_as.is_none();
    match meant_as {
        Some(token) => {
            if !std::mem::take(&mut level.operand) {
                out.gap = true;
                out.mistakes.iter_mut().rev().take(1).for_each(|(it, _)| missing_operand(it));
            }
            level.operator = None;
            level.empty = false;
            level.has_and |= token == Token::And;
            level.has_or |= token == Token::Or;
            out.has_or |= token == Token::Or;
        }
        // It may have been meant as an operand, and as something between two.
        None if mistake == Mistake::Stray(None) || level.operand => {
            level.operator = None;
            level.operand = true;
            level.after_stray = true;
            level.empty = false;
        }
        None => level.operator = None,
    }
}

/// To write it as it is written here would not do.
fn missing_operand(mistake: &mut Mistake) {
    if matches!(mistake, Mistake::Stray(Some(_))) {
        *mistake = Mistake::NoOperand;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expression(text: &str) -> Expression {
        parse(text, &[], &[])
    }

    fn mistakes(text: &str) -> Vec<(Mistake, &str)> {
        expression(text)
            .mistakes
            .into_iter()
            .map(|(mistake, range)| (mistake, &text[range]))
            .collect()
    }

    #[test]
    fn a_right_expression_has_no_mistake() {
        for text in ["A", "A and B", "(A OR b_2) And ((C))", "_x or Y1 and z"] {
            assert_eq!(mistakes(text), [], "{text}");
        }
        assert!(expression("A and B or C").mixed);
        assert!(!expression("A and (B or C)").mixed);
        assert_eq!(expression("A and B or C").and_runs.as_slice(), std::slice::from_ref(&(0..7)));
    }

    #[test]
    fn every_mistake_is_found_in_one_run() {
        assert_eq!(mistakes("A and"), [(Mistake::NoOperand, "and")]);
        assert_eq!(mistakes("or A"), [(Mistake::NoOperand, "or")]);
        assert_eq!(mistakes("A B"), [(Mistake::NoOperator, "B")]);
        assert_eq!(mistakes("(A or B"), [(Mistake::Unclosed { empty: false }, "(")]);
        assert_eq!(mistakes("A)"), [(Mistake::Unopened { last: true }, ")")]);
        assert_eq!(mistakes("A and ()"), [(Mistake::Empty, "()")]);
        assert_eq!(mistakes("A && B"), [(Mistake::Stray(Some("and")), "&&")]);
        assert_eq!(mistakes("not A"), [(Mistake::NotSupported, "not")]);
        assert_eq!(mistakes("A &&"), [(Mistake::NoOperand, "&&")]);
        assert_eq!(mistakes("(|| A)"), [(Mistake::NoOperand, "||")]);
        assert_eq!(mistakes("(not)"), [(Mistake::NotSupported, "not")]);
        assert_eq!(mistakes("A ()"), [(Mistake::Empty, "()")]);
        assert_eq!(
            mistakes("and))"),
            [
                (Mistake::NoOperand, "and"),
                (Mistake::Unopened { last: false }, ")"),
                (Mistake::Unopened { last: true }, ")")
            ]
        );
        assert_eq!(
            mistakes("A && (B or ) and C D"),
            [
                (Mistake::Stray(Some("and")), "&&"),
                (Mistake::NoOperand, "or"),
                (Mistake::NoOperator, "D")
            ]
        );
    }

    #[test]
    fn labels_that_look_like_something_else() {
        let named = |text: &str, labels: &[&str], quoted: &[Range<usize>]| {
            let parts = parse(text, labels, quoted);
            assert_eq!(parts.mistakes, [], "{text}");
            parts.labels.into_iter().map(|range| text[range].to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(named("not and NOT", &["not", "NOT"], &[]), ["not", "NOT"]);
        assert_eq!(named("f(x) and (x-1)", &[], &[0..4, 10..13]), ["f(x)", "x-1"]);
        assert_eq!(mistakes("Not A"), [(Mistake::NotSupported, "Not")]);
        // What is before one does not run into it.
        let parts = parse(";-1", &[], std::slice::from_ref(&(1..3)));
        assert_eq!((parts.labels.first(), parts.mistakes.len()), (Some(&(1..3)), 1));
    }

    #[test]
    fn where_a_label_is_due_there_may_be_none() {
        for text in
            ["A and", "or A", "(", "A and (", "A and ()", "A &&", "&& A", "A and not", "; A"]
        {
            assert!(expression(text).gap, "{text}");
        }
        for text in ["A", "(A", "A)", "A B", "A && B", "not A", "A xor (B or C)", "A, B"] {
            assert!(!expression(text).gap, "{text}");
        }
    }

    #[test]
    fn depth_costs_no_stack() {
        let deep = "(".repeat(200_000) + "A" + &")".repeat(200_000);
        assert_eq!(mistakes(&deep), []);
        assert_eq!(expression(&"(".repeat(200_000)).mistakes.len(), 200_000);
    }
}
