//! The IDs in a file's path.

/// Every UUID in a path, in lowercase.
pub(super) fn ids(path: &str) -> Vec<String> {
    const LENGTH: usize = 36;
    let bytes = path.as_bytes();
    let (mut out, mut at) = (Vec::new(), 0);
    while let Some(window) = bytes.get(at..at + LENGTH) {
        let alone = |byte: Option<&u8>| byte.is_none_or(|byte| !byte.is_ascii_alphanumeric());
        let starts = at.checked_sub(1).is_none_or(|before| alone(bytes.get(before)));
        if starts && alone(bytes.get(at + LENGTH)) && is_id(window) {
            out.push(String::from_utf8_lossy(window).to_ascii_lowercase());
            at += LENGTH;
        } else {
            at += 1;
        }
    }
    out
}

fn is_id(text: &[u8]) -> bool {
    text.iter().enumerate().all(|(at, byte)| match at {
        8 | 13 | 18 | 23 => *byte == b'-',
        _ => byte.is_ascii_hexdigit(),
    })
}

#[cfg(test)]
mod tests {
    use super::ids;

    #[test]
    fn ids_are_found_wherever_they_are_whole() {
        let id = "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90";
        for path in [
            format!("polytomic/{id}/Contact.json"),
            format!("polytomic/{id}.json"),
            format!("{id}-Contact.json"),
            format!("polytomic/{}.json", id.to_uppercase()),
        ] {
            assert_eq!(ids(&path), [id], "{path}");
        }
        for path in [format!("x{id}"), format!("{id}0"), id[1..].to_owned(), String::new()] {
            assert!(ids(&path).is_empty(), "{path}");
        }
    }
}
