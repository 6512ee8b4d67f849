//! Keeps secrets out of findings: every draft passes through here on its way out.

use std::collections::HashSet;

use aho_corasick::{AhoCorasick, MatchKind};

use super::{Secrets, Vocabulary};
use crate::finding::Draft;
use crate::placeholder;
use crate::text::{Edit, Fix, Span, is_obeyed};

/// What replaces a secret.
const STARS: &str = "*****";
/// Longer secrets are recognized by their beginning, because messages shorten what they show.
const HEAD: usize = 64;

/// The secrets of one file, ready to be kept out of its findings.
///
/// There are two nets. The texts of secrets are removed from every finding. If a finding points at
/// a secret, its message may contain the secret in another form (another escape, a number written
/// differently), so only documented names are shown in backticks there.
#[derive(Debug)]
pub(crate) struct Mask<'s> {
    text: &'s str,
    vocabulary: &'static Vocabulary,
    spans: &'s [Span],
    /// The texts of the secrets.
    texts: HashSet<&'s str>,
    /// Whether one of them has a backtick.
    ticks: bool,
    /// Finds them in a text; with each, how it is known.
    finder: Option<(AhoCorasick, Vec<Known>)>,
}

/// How a secret is distinguished from the words around it.
#[derive(Debug, Clone, Copy)]
struct Known {
    /// It could be a word of a message; only in backticks or quotes is it the secret.
    quoted: bool,
    /// Only its beginning is known.
    cut: bool,
}

impl<'s> Mask<'s> {
    /// Nothing, where there is nothing to mask.
    pub(crate) fn new(
        text: &'s str,
        secrets: &'s Secrets,
        vocabulary: &'static Vocabulary,
    ) -> Option<Self> {
        if secrets.spans.is_empty() {
            return None;
        }
        let raw = secrets.spans.iter().flat_map(|span| span.of(text).lines()).map(str::trim);
        let decoded = secrets.decoded.iter().flat_map(|text| text.lines()).map(str::trim);
        let texts: HashSet<&str> = raw.chain(decoded).filter(|text| !text.is_empty()).collect();
        let mut patterns = HashSet::new();
        for &secret in &texts {
            let head = head(secret);
            patterns.insert((shown(head), secret.len() > head.len()));
            patterns.insert((head.to_owned(), secret.len() > head.len()));
        }
        patterns
            .retain(|(pattern, _)| pattern.chars().nth(2).is_some() && !vocabulary.has(pattern));
        let (patterns, known): (Vec<_>, Vec<_>) = patterns
            .into_iter()
            .map(|(pattern, cut)| {
                let quoted = is_word_like(&pattern);
                (pattern, Known { quoted, cut })
            })
            .unzip();
        let finder = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(patterns);
        let ticks = texts.iter().any(|text| text.contains('`'));
        let finder = finder.ok().zip(Some(known));
        Some(Self { text, vocabulary, spans: &secrets.spans, texts, ticks, finder })
    }

    /// Removes every secret from a finding.
    pub(crate) fn draft(&self, draft: &mut Draft) {
        let touched = self.touches(draft.span);
        let strict = touched
            || draft
                .fixes
                .iter()
                .flat_map(|fix| &fix.edits)
                .any(|edit| !edit.text.is_empty() && self.touches(edit.span));
        if let Some(pointer) = &mut draft.pointer {
            self.plain(pointer);
        }
        let own = draft.pointer.clone().unwrap_or_default();
        let names: HashSet<&str> = words(&own).collect();
        self.mask_text(&mut draft.message, strict, &names);
        self.mask_text(draft.label.to_mut(), strict, &names);
        if let Some(help) = &mut draft.help {
            self.mask_text(help.to_mut(), strict, &names);
        }
        for (span, label) in &mut draft.labels {
            self.mask_text(label, self.touches(*span), &names);
        }
        draft.fixes.retain_mut(|fix| {
            self.mask_text(&mut fix.title, strict, &names);
            self.fix(fix)
        });
        // The pointer identifies the key, and a hash of the secret could be guessed.
        if touched {
            draft.subject = Some(String::new());
        } else if let Some(subject) = &mut draft.subject {
            self.plain(subject);
        }
    }

    /// Whether a place contains a part of a secret, or is next to one.
    fn touches(&self, span: Span) -> bool {
        let next = self.spans.partition_point(|secret| secret.end < span.start);
        self.spans.get(next).is_some_and(|secret| secret.start <= span.end)
    }

    fn mask_text(&self, text: &mut String, strict: bool, names: &HashSet<&str>) {
        self.plain(text);
        if !strict || !text.contains('`') {
            return;
        }
        let ticks: Vec<usize> = text.match_indices('`').map(|(at, _)| at).collect();
        let (first, last) = (ticks[0], ticks[ticks.len() - 1]);
        // With a backtick in the secret, it is unknown where the found value ends.
        let unclear = ticks.len() % 2 == 1 || self.ticks;
        let pairs: Vec<(usize, usize)> = if unclear {
            vec![(first, last)]
        } else {
            ticks.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect()
        };
        for (open, close) in pairs.into_iter().rev() {
            let content = &text[(open + 1).min(close)..close];
            if !self.may_show(content, names) {
                let quoted =
                    content.len() > 1 && content.starts_with('"') && content.ends_with('"');
                let stars = if quoted { format!("\"{STARS}\"") } else { STARS.to_owned() };
                text.replace_range((open + 1).min(close)..close, &stars);
            }
        }
    }

    /// Whether something in backticks next to a secret is not part of it: names, signs, markers.
    fn may_show(&self, content: &str, names: &HashSet<&str>) -> bool {
        if self.texts.contains(content.trim_matches('"')) {
            return false;
        }
        let escape = content.starts_with('\\') && (content.len() == 2 || content == "\\uXXXX");
        escape
            || placeholder::is_marker(content)
            || words(content).all(|word| self.vocabulary.has(word) || names.contains(word))
    }

    /// Removes the texts of secrets from a text.
    fn plain(&self, text: &mut String) {
        let Some((finder, known)) = &self.finder else { return };
        let mut out = String::new();
        let mut from = 0;
        for found in finder.find_iter(text.as_str()) {
            let (start, mut end) = (found.start(), found.end());
            let how = known[found.pattern().as_usize()];
            let quote = |ch: char| ch == '`' || ch == '"';
            let alone = text[..start].ends_with(quote) && text[end..].starts_with(quote);
            if start < from || how.quoted && !alone {
                continue;
            }
            if how.cut {
                end += text[end..].find('`').unwrap_or(text.len() - end);
            }
            out.push_str(&text[from..start]);
            out.push_str(STARS);
            from = end;
        }
        if from > 0 {
            out.push_str(&text[from..]);
            *text = out;
        }
    }

    fn has_secret(&self, text: &str) -> bool {
        let mut masked = text.to_owned();
        self.plain(&mut masked);
        masked != text
    }

    /// Writes a fix as edits around secrets; whether that can be done.
    fn fix(&self, fix: &mut Fix) -> bool {
        let mut edits = Vec::with_capacity(fix.edits.len());
        for edit in std::mem::take(&mut fix.edits) {
            if edit.text.is_empty() {
                edits.push(edit);
                continue;
            }
            match self.around(&edit) {
                Some(parts) if parts.iter().all(|part| !self.has_secret(&part.text)) => {
                    edits.extend(parts);
                }
                _ => return false,
            }
        }
        fix.edits = edits;
        !fix.edits.is_empty()
    }

    fn around(&self, edit: &Edit) -> Option<Vec<Edit>> {
        let span = edit.span;
        let first = self.spans.partition_point(|secret| secret.end <= span.start);
        let inside: Vec<Span> =
            self.spans[first..].iter().take_while(|s| s.start < span.end).copied().collect();
        if inside.is_empty() {
            return Some(vec![edit.clone()]);
        }
        // A part of a secret: something put in, or a control character put as an escape.
        if inside.len() == 1 && inside[0].contains(span) && inside[0] != span {
            let part = span.of(self.text);
            return part.chars().all(char::is_control).then(|| vec![edit.clone()]);
        }
        let (mut parts, mut from, mut rest) = (Vec::new(), span.start, edit.text.as_str());
        for secret in inside {
            let kept = Span::new(secret.start.max(span.start), secret.end.min(span.end));
            let raw = kept.of(self.text);
            let at = rest.find(raw)?;
            parts.push((Span::new(from, kept.start), &rest[..at]));
            (from, rest) = (kept.end, &rest[at + raw.len()..]);
        }
        parts.push((Span::new(from, span.end), rest));
        Some(
            parts
                .into_iter()
                .filter(|(span, text)| span.of(self.text) != *text)
                .map(|(span, text)| Edit { span, text: text.to_owned() })
                .collect(),
        )
    }
}

/// A text as messages show it.
fn shown(text: &str) -> String {
    text.chars().map(|ch| if is_obeyed(ch) { '\u{fffd}' } else { ch }).collect()
}

fn head(text: &str) -> &str {
    &text[..text.floor_char_boundary(HEAD)]
}

/// Whether a secret looks like a word or a number that a message could contain anyway.
fn is_word_like(secret: &str) -> bool {
    let letters = secret.chars().skip(1).all(|ch| ch.is_lowercase() || "_-".contains(ch));
    let digits = secret.len() < 8 && secret.bytes().all(|byte| byte.is_ascii_digit());
    letters || digits || secret.chars().nth(4).is_none()
}

/// The words of a text, without indices.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let index = |word: &&str| {
        let before = word.as_ptr() as usize - text.as_ptr() as usize;
        let digits = word.bytes().all(|byte| byte.is_ascii_digit());
        !(digits && matches!(text[..before].chars().next_back(), Some('[' | '/')))
    };
    text.split(|ch: char| !(ch.is_alphanumeric() || ch == '_'))
        .filter(|word| !word.is_empty())
        .filter(index)
}
