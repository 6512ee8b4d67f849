//! JSON Lines: a body a line.

use super::{Embedded, HostKind, Map, Reading, Scope, Style};
use crate::text::Span;

pub(super) fn read<'f>(scope: Scope<'f>, out: &mut Reading<'f>) {
    let text = scope.text;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let blank = |ch: char| ch.is_whitespace() || ch == '\u{feff}';
        let start = at + (line.len() - line.trim_start_matches(blank).len());
        let body = line.trim_matches(blank);
        at += line.len();
        if body.is_empty() {
            continue;
        }
        out.bodies.push(Embedded {
            kind: HostKind::Lines,
            text: Span::new(start as u32, (start + body.len()) as u32).of(text).into(),
            map: Map::verbatim(start as u32, body.len() as u32, Style::OneLine),
            variables: Vec::new(),
            request: None,
            opening: start as u32,
            jsonc: false,
        });
    }
}
