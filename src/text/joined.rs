//! Characters that are drawn as one, such as a family of emoji.

const JOINER: char = '\u{200d}';

/// Whether a character belongs to the one before it.
pub(crate) fn continues(before: char, ch: char) -> bool {
    match ch {
        JOINER => is_picture(before) || is_part(before),
        ch if is_part(ch) => true,
        ch => before == JOINER && is_picture(ch),
    }
}

/// The characters of a text, each with whether it joins two pictures into one: the joiner alone is
/// invisible, and misleads.
pub(crate) fn joiners(text: &str) -> impl Iterator<Item = (char, bool)> {
    let mut before = ' ';
    let mut rest = text.chars().peekable();
    std::iter::from_fn(move || {
        let ch = rest.next()?;
        let joins = ch == JOINER
            && continues(before, ch)
            && rest.peek().is_some_and(|next| continues(JOINER, *next));
        before = ch;
        Some((ch, joins))
    })
}

/// The text in pieces that are drawn as one.
#[cfg(feature = "cli")]
pub(crate) fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut before = rest.chars().next()?;
        let end = rest.char_indices().skip(1).find(|(_, ch)| {
            let ends = !continues(before, *ch);
            before = *ch;
            ends
        });
        let (piece, left) = rest.split_at(end.map_or(rest.len(), |(at, _)| at));
        rest = left;
        Some(piece)
    })
}

/// Accents, the choice between text and picture, and skin tones.
fn is_part(ch: char) -> bool {
    matches!(ch, '\u{300}'..='\u{36f}' | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{1f3fb}'..='\u{1f3ff}')
}

/// Arrows, signs, and emoji.
fn is_picture(ch: char) -> bool {
    matches!(ch, '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}')
}

#[cfg(test)]
mod tests {
    use super::{joiners, pieces};

    const FAMILY: &str = "\u{1f469}\u{200d}\u{1f469}\u{200d}\u{1f467}";
    const WALKING: &str = "\u{1f6b6}\u{1f3fd}\u{200d}\u{2640}\u{fe0f}";

    #[test]
    fn what_is_drawn_as_one_stays_together() {
        let text = format!("e\u{301}{FAMILY}{WALKING}x");
        let found: Vec<&str> = pieces(&text).collect();
        assert_eq!(found, ["e\u{301}", FAMILY, WALKING, "x"]);
    }

    #[test]
    fn only_between_pictures_does_a_joiner_join() {
        let count = |text: &str| joiners(text).filter(|(_, joins)| *joins).count();
        assert_eq!((count(FAMILY), count(WALKING)), (2, 1));
        assert_eq!(
            (count("a\u{200d}b"), count("\u{1f469}\u{200d}b"), count("\u{200d}")),
            (0, 0, 0)
        );
    }
}
