//! Whether many texts differ, decided in one pass and without comparing them.

use std::hash::{BuildHasher as _, RandomState};
use std::sync::LazyLock;

use xxhash_rust::xxh3::xxh3_64_with_seed;

/// So that nobody can write texts that meet in the table.
static SEED: LazyLock<u64> = LazyLock::new(|| RandomState::new().hash_one(0));

/// Whether no two of at most `count` texts are equal. A text that is not at hand as it is
/// (`None`) settles nothing, nor do two that only look alike: then the answer is no, and they
/// have to be compared.
pub(crate) fn all_differ<'t>(
    count: usize,
    mut texts: impl Iterator<Item = Option<&'t [u8]>>,
) -> bool {
    const FEW: usize = 8;
    if count > FEW {
        return fill(&mut vec![0; (count + count / 4).next_power_of_two()], texts);
    }
    let mut seen = [0; FEW];
    (0..FEW).all(|number| match texts.next() {
        Some(Some(text)) => {
            seen[number] = print(text);
            !seen[..number].contains(&seen[number])
        }
        Some(None) => false,
        None => true,
    })
}

/// The same of texts that are equal whatever their case.
pub(crate) fn all_differ_in_any_case<'t>(
    count: usize,
    texts: impl Iterator<Item = Option<&'t [u8]>>,
) -> bool {
    let is_low =
        |text: &&[u8]| text.iter().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    all_differ(count, texts.map(|text| text.filter(is_low)))
}

/// Made of the length, the first and the last bytes.
#[inline]
pub(crate) fn print(text: &[u8]) -> u64 {
    let word = match (text.first_chunk(), text.last_chunk()) {
        (Some(first), Some(last)) => {
            u64::from_le_bytes(*first).rotate_left(7) ^ u64::from_le_bytes(*last)
        }
        _ => match (text.first_chunk(), text.last_chunk()) {
            (Some(first), Some(last)) => {
                u64::from(u32::from_le_bytes(*first)) << 32 | u64::from(u32::from_le_bytes(*last))
            }
            _ => text.iter().fold(0, |sum, &byte| sum << 8 | u64::from(byte)),
        },
    };
    word ^ (text.len() as u64) << 56
}

/// Puts every text into a table with room for more. Zero is a free place.
fn fill<'t>(table: &mut [u64], texts: impl Iterator<Item = Option<&'t [u8]>>) -> bool {
    let (seed, mask) = (*SEED, table.len() - 1);
    for text in texts {
        let Some(text) = text else { return false };
        let print = xxh3_64_with_seed(text, seed) | 1;
        let mut at = (print >> 32) as usize & mask;
        while table[at] != 0 {
            if table[at] == print {
                return false;
            }
            at = (at + 1) & mask;
        }
        table[at] = print;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_texts_are_found_among_few_and_among_many() {
        for count in [0, 1, 2, 6, 7, 8, 16, 5000] {
            let mut texts: Vec<String> =
                (0..count).map(|number| format!("field {number}")).collect();
            let differ = |texts: &[String]| {
                all_differ(texts.len(), texts.iter().map(|text| Some(text.as_bytes())))
            };
            assert!(differ(&texts), "{count}");
            texts.push("another".to_owned());
            texts.push("another".to_owned());
            assert!(!differ(&texts), "{count}");
        }
        assert!(!all_differ(1, [None].into_iter()));
    }
}
