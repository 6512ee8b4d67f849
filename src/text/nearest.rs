//! The names closest to a misspelled one.

/// A name without case and separators.
pub(crate) fn folded(name: &str) -> String {
    if name.is_ascii() {
        let letters = name.bytes().filter(u8::is_ascii_alphanumeric);
        let mut out = String::with_capacity(name.len());
        out.extend(letters.map(|byte| char::from(byte.to_ascii_lowercase())));
        return out;
    }
    name.chars().filter(|ch| ch.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether two names differ in case and separators alone.
pub(crate) fn same_name(one: &str, other: &str) -> bool {
    if !one.is_ascii() || !other.is_ascii() {
        return folded(one) == folded(other);
    }
    // Without a copy: each of many mistakes is compared with every documented key. The first letter
    // nearly always decides.
    let first = |name: &str| name.bytes().next().filter(u8::is_ascii_alphanumeric);
    if let (Some(letter), Some(other)) = (first(one), first(other))
        && !letter.eq_ignore_ascii_case(&other)
    {
        return false;
    }
    let letters = |name| str::bytes(name).filter(u8::is_ascii_alphanumeric);
    letters(one)
        .map(|byte| byte.to_ascii_lowercase())
        .eq(letters(other).map(|byte| byte.to_ascii_lowercase()))
}

/// Up to `limit` candidates near enough to be what was meant, the nearest first.
pub(crate) fn nearest<'c>(
    name: &str,
    candidates: impl IntoIterator<Item = &'c str>,
    limit: usize,
) -> Vec<&'c str> {
    let wanted = folded(name);
    // Long input is no misspelling, and comparing it would cost.
    if wanted.is_empty() || wanted.len() > 64 {
        return Vec::new();
    }
    let count = wanted.chars().count();
    let mut scored: Vec<(usize, &str)> = Vec::new();
    for candidate in candidates {
        // Most differ too much in length, which is seen before anything is copied.
        let letters = candidate.bytes().filter(u8::is_ascii_alphanumeric).count();
        let too_far = letters.abs_diff(count) > (wanted.len().max(letters) / 3).max(1);
        if candidate.is_ascii() && too_far {
            continue;
        }
        let other = folded(candidate);
        let most = (wanted.len().max(other.len()) / 3).max(1);
        if count.abs_diff(other.chars().count()) > most {
            continue;
        }
        let distance = strsim::damerau_levenshtein(&wanted, &other);
        let near = distance <= most;
        if near && !scored.iter().any(|(_, seen)| *seen == candidate) {
            scored.push((distance, candidate));
        }
    }
    scored.sort_by_key(|(distance, _)| *distance);
    scored.into_iter().take(limit).map(|(_, candidate)| candidate).collect()
}

/// The `limit` candidates that differ least, however much that is.
pub(crate) fn ranked<'c>(name: &str, candidates: &[&'c str], limit: usize) -> Vec<&'c str> {
    let wanted: String = folded(name).chars().take(64).collect();
    let mut scored: Vec<(usize, &str)> = candidates
        .iter()
        .map(|candidate| (strsim::damerau_levenshtein(&wanted, &folded(candidate)), *candidate))
        .collect();
    scored.sort_by_key(|(distance, _)| *distance);
    scored.into_iter().take(limit).map(|(_, candidate)| candidate).collect()
}

/// A name in snake case: `sourceId` becomes `source_id`.
pub(crate) fn snake(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for ch in name.chars().take(64) {
        if ch.is_uppercase() && !out.is_empty() {
            out.push('_');
        }
        out.extend(ch.to_lowercase());
    }
    out.replace(['-', ' '], "_")
}
