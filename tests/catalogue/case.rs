//! How a case is written down: a body in which the expected places are marked, and what is said
//! about them.

use std::fmt::Write as _;

use polytomic_lint::{
    ApiVersion, Applicability, Finding, Fix, Level, Linter, Severity, Source, Span, apply,
};

use crate::valid;

pub(crate) use crate::valid::{CONNECTION, MODEL};

/// A field of a model, as JSON.
pub(crate) const FIELD: &str =
    r#"{"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}"#;

/// The groups that are held against the catalogue here.
pub(crate) const GROUPS: [&str; 5] = ["json", "shape", "target", "filters", "logic"];

/// A body and what is to be found in it.
///
/// In the text `«…»` marks the place of a finding and `‹…›` a second place; the marks are taken
/// out before it is linted. `$M` stands for [`MODEL`], `$C` for [`CONNECTION`], `$F` for [`FIELD`].
#[derive(Debug)]
pub(crate) struct Case {
    expected: &'static str,
    marked: String,
    body: bool,
    without: Vec<&'static str>,
    fixed: Option<(Applicability, String)>,
    unfixable: bool,
    says: Vec<&'static str>,
    version: ApiVersion,
    markers: Vec<&'static str>,
    name: &'static str,
    groups: &'static [&'static str],
}

/// A body; required keys that it leaves out are put at its end. `expected` names the findings in
/// the order of their places: `PT007 error, PT024 error`; it is empty for a clean body.
pub(crate) fn case(expected: &'static str, marked: impl Into<String>) -> Case {
    Case {
        expected,
        marked: marked.into(),
        body: true,
        without: Vec::new(),
        fixed: None,
        unfixable: false,
        says: Vec::new(),
        version: ApiVersion::LATEST,
        markers: Vec::new(),
        name: "case.sync.json",
        groups: &GROUPS,
    }
}

/// A text as it stands, of which only reading is looked at.
pub(crate) fn text(expected: &'static str, marked: impl Into<String>) -> Case {
    Case { body: false, groups: &["json"], ..case(expected, marked) }
}

impl Case {
    /// These required keys are not put in.
    pub(crate) fn without(mut self, keys: &[&'static str]) -> Self {
        self.without.extend(keys);
        self
    }

    /// The first fix is safe and gives this text.
    pub(crate) fn safe(mut self, fixed: impl Into<String>) -> Self {
        self.fixed = Some((Applicability::Safe, fixed.into()));
        self
    }

    /// The first fix is a guess and gives this text.
    pub(crate) fn guess(mut self, fixed: impl Into<String>) -> Self {
        self.fixed = Some((Applicability::Unsafe, fixed.into()));
        self
    }

    /// Nothing here has a fix.
    pub(crate) fn unfixable(mut self) -> Self {
        self.unfixable = true;
        self
    }

    /// A headline or a help holds these words.
    pub(crate) fn says(mut self, words: &'static str) -> Self {
        self.says.push(words);
        self
    }

    pub(crate) fn version(mut self, version: ApiVersion) -> Self {
        self.version = version;
        self
    }

    /// Template markers that the configuration allows.
    pub(crate) fn markers(mut self, markers: &[&'static str]) -> Self {
        self.markers.extend(markers);
        self
    }

    pub(crate) fn named(mut self, name: &'static str) -> Self {
        self.name = name;
        self
    }

    /// A text as it stands, looked at by every rule of the catalogue's sections here.
    pub(crate) fn whole(mut self) -> Self {
        self.body = false;
        self.groups = &GROUPS;
        self
    }

    fn linter(&self) -> Linter {
        Linter::builder()
            .api_version(self.version)
            .template_markers(self.markers.iter().copied())
            .select(self.groups.iter().copied())
            .level("PT012", Level::Off)
            .build()
            .expect("known rules")
    }

    fn lint(&self, text: &str) -> Vec<Finding> {
        self.linter().lint(&Source::new(self.name, text)).into_findings()
    }

    /// What differs from the catalogue.
    fn check(&self) -> Vec<String> {
        let (text, mut places, mut second) = unmark(&filled(&self.marked));
        let rest = if self.body { missing(&text, &self.without) } else { String::new() };
        let whole = valid::completed_by(&text, &rest);
        let findings = self.lint(&whole);
        places.sort();
        let codes: Vec<&str> = self.expected.split(", ").filter(|code| !code.is_empty()).collect();
        if codes.len() != places.len() {
            return vec![format!(
                "the case names {} findings and marks {}",
                codes.len(),
                places.len()
            )];
        }
        let shown = |what: &str, span: Span| format!("{what} `{}` at {span}", span.of(&whole));
        let mut wanted: Vec<String> =
            codes.iter().zip(&places).map(|(code, span)| shown(code, *span)).collect();
        let mut found: Vec<String> =
            findings.iter().map(|f| shown(&format!("{} {}", f.code, f.severity), f.span)).collect();
        wanted.sort();
        found.sort();
        let mut out = Vec::new();
        differ(&mut out, "findings", &wanted, &found);
        let mut labels: Vec<Span> =
            findings.iter().flat_map(|f| f.labels.iter().map(|label| label.span)).collect();
        labels.sort();
        labels.dedup();
        second.sort();
        let spans = |spans: &[Span]| spans.iter().map(|span| shown("", *span)).collect::<Vec<_>>();
        differ(&mut out, "second places", &spans(&second), &spans(&labels));
        for words in &self.says {
            let said = |f: &Finding| {
                f.message.contains(words)
                    || f.help.as_ref().is_some_and(|help| help.contains(words))
            };
            if !findings.iter().any(said) {
                let all: Vec<_> = findings.iter().map(|f| (&f.message, &f.help)).collect();
                out.push(format!("nobody says {words:?}: {all:?}"));
            }
        }
        self.check_fixes(&whole, &rest, &findings, &mut out);
        out
    }

    fn check_fixes(&self, text: &str, rest: &str, findings: &[Finding], out: &mut Vec<String>) {
        let first = findings.iter().find_map(|f| f.fixes.first());
        if self.unfixable && first.is_some() {
            out.push(format!("has a fix: {first:?}"));
        }
        if let Some((applicability, fixed)) = &self.fixed {
            let wanted = valid::completed_by(&filled(fixed), rest);
            let got = first.map(|fix| (fix.applicability, applied(text, fix)));
            if got.as_ref() != Some(&(*applicability, wanted.clone())) {
                out.push(format!(
                    "fix\n    wanted {applicability:?} {wanted:?}\n    found  {got:?}"
                ));
            }
        }
        for finding in findings {
            for fix in finding.fixes.iter().filter(|fix| fix.applicability == Applicability::Safe) {
                let after = self.lint(&applied(text, fix));
                let count =
                    |all: &[Finding], code: &str| all.iter().filter(|f| f.code == code).count();
                let gone = count(&after, finding.code) < count(findings, finding.code);
                if !gone && after.len() >= findings.len() {
                    out.push(format!("the safe fix {:?} leaves {}", fix.title, finding.code));
                }
                let errors =
                    |all: &[Finding]| all.iter().filter(|f| f.severity == Severity::Error).count();
                if errors(&after) > errors(findings) {
                    out.push(format!("the safe fix {:?} adds an error", fix.title));
                }
            }
        }
    }
}

/// Holds every case; says all that differs.
#[track_caller]
pub(crate) fn check(cases: impl IntoIterator<Item = Case>) {
    let mut out = String::new();
    for case in cases {
        let wrong = case.check();
        if !wrong.is_empty() {
            let _ = writeln!(out, "{}", case.marked);
            for line in wrong {
                let _ = writeln!(out, "  {line}");
            }
        }
    }
    assert!(out.is_empty(), "not as the catalogue says:\n{out}");
}

fn differ(out: &mut Vec<String>, what: &str, wanted: &[String], found: &[String]) {
    if wanted != found {
        out.push(format!("{what}\n    wanted {wanted:#?}\n    found  {found:#?}"));
    }
}

fn applied(text: &str, fix: &Fix) -> String {
    apply(text, [fix]).map_or_else(|| text.to_owned(), |fixed| fixed.text)
}

fn filled(text: &str) -> String {
    text.replace("$F", FIELD).replace("$M", MODEL).replace("$C", CONNECTION)
}

/// The text without its marks, the places of findings and the second places.
fn unmark(marked: &str) -> (String, Vec<Span>, Vec<Span>) {
    let mut text = String::with_capacity(marked.len());
    let (mut open, mut places, mut second) = (Vec::new(), Vec::new(), Vec::new());
    for ch in marked.chars() {
        let at = text.len() as u32;
        match ch {
            '«' | '‹' => open.push(at),
            '»' => places.push(Span::new(open.pop().expect("a mark that opens"), at)),
            '›' => second.push(Span::new(open.pop().expect("a mark that opens"), at)),
            _ => text.push(ch),
        }
    }
    assert!(open.is_empty(), "a mark is never closed: {marked}");
    (text, places, second)
}

/// The required keys that a body leaves out, as members; under `update`, identities and filters of
/// every kind are fine.
fn missing(text: &str, without: &[&str]) -> String {
    let Ok(serde_json::Value::Object(body)) = serde_json::from_str(text) else {
        return String::new();
    };
    let wanted = valid::required(|key| !body.contains_key(key) && !without.contains(&key));
    wanted.replace(r#""mode": "create""#, r#""mode": "update""#)
}
