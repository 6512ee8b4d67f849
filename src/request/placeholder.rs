//! Strings that stand for something still to be filled in.

/// What kind of stand-in a string is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Placeholder {
    /// `<connection id>`, `YOUR-…`, `TODO`, `string`.
    Blank,
    /// `{{…}}`, `${…}`: something that another program fills in.
    Marker,
    /// An id that the documentation uses in its examples.
    Sample,
}

/// The ids of the documentation's examples.
const SAMPLES: [&str; 2] =
    ["248df4b7-aa70-47b8-a036-33ac447e668d", "0ecd09c1-b901-4d27-9053-f0367c427254"];

/// Whether a string is a stand-in, and of what kind.
pub(crate) fn of(text: &str) -> Option<Placeholder> {
    let text = text.trim();
    if text.len() < 2 {
        return None;
    }
    if is_marker(text) {
        return Some(Placeholder::Marker);
    }
    let inner = text.strip_prefix('<').and_then(|rest| rest.strip_suffix('>'));
    let angled = inner.is_some_and(|inner| {
        !inner.is_empty()
            && !inner.contains(['<', '>', '/', '='])
            && inner.starts_with(|ch: char| ch.is_alphabetic())
    });
    let upper = text.get(..5).is_some_and(|head| {
        head.eq_ignore_ascii_case("your-") || head.eq_ignore_ascii_case("your_")
    });
    let word = matches!(
        text,
        "string"
            | "TODO"
            | "todo"
            | "FIXME"
            | "CHANGEME"
            | "CHANGE_ME"
            | "REPLACE_ME"
            | "REPLACEME"
            | "XXX"
            | "xxx"
    );
    if angled || upper || word || text.starts_with("TODO:") || text.starts_with("TODO ") {
        return Some(Placeholder::Blank);
    }
    SAMPLES.iter().any(|id| text.eq_ignore_ascii_case(id)).then_some(Placeholder::Sample)
}

/// Whether a string holds a template marker of a common kind: `{{…}}`, `${…}`, `<%…%>`.
pub(crate) fn is_marker(text: &str) -> bool {
    [("{{", "}}"), ("${", "}"), ("<%", "%>")].iter().any(|(open, close)| {
        text.find(open).is_some_and(|at| text[at + open.len()..].contains(close))
    })
}

/// Whether a string holds one of the template markers that the configuration allows.
pub(crate) fn is_allowed(text: &str, markers: &[String]) -> bool {
    markers.iter().any(|marker| !marker.is_empty() && text.contains(marker.as_str()))
}
