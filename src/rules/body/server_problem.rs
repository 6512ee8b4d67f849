use std::borrow::Cow;

use crate::endpoint::Body;
use crate::finding::{Draft, Findings, key_span};
use crate::json::{Kind, Node};
use crate::rules::declare_rule;
use crate::text::shown;

declare_rule! {
    /// Finds what the API itself reported about a fetched sync in `problems`: parts of the saved
    /// configuration that no longer resolve. Such a sync does not run.
    ///
    /// The place is the one that the entry's `path` refers to, where it can be found in the body.
    ///
    /// # Bad
    /// ```json
    /// {"problems": [{"code": "field_missing", "message": "field no longer exists", "path": "fields[0].source", "severity": "error"}],
    ///   "fields": [{"source": {"model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "plan"}, "target": "Plan"}]}
    /// ```
    /// ```text
    /// 1:2: advice[PT008]: `problems` is a read-only key
    /// 2:15: warning[PT121]: Polytomic reported a problem in `fields[0].source`: field no longer exists
    /// ```
    /// # Good
    /// ```json
    /// {"name": "Accounts"}
    /// ```
    ServerProblem {
        code: "PT121", name: "server-problem", group: Body, severity: Warning,
        evidence: Documented, fix: None, strict: false, since: "0.1.0",
        source: "Python SDK 25.9.10, docstring of `problems`",
        summary: "problem that the API reported in a fetched sync",
        keys: ["problems"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    let Some(problems) = body.root.get("problems") else { return };
    for problem in problems.elements().filter(|problem| problem.kind() == Kind::Object) {
        let text = |key: &str| {
            let text = problem.get(key).and_then(Node::text);
            text.filter(|text| !text.trim().is_empty())
        };
        let said = text("message").or_else(|| text("code"));
        let said = said.map_or(Cow::Borrowed("no message"), |said| shown(&said).into());
        let path = text("path");
        let place = path.as_ref().and_then(|path| at(body.root, path));
        let draft = if let Some(place) = place {
            let message = format!("Polytomic reported a problem in `{}`: {said}", place.path());
            let draft = match place.parent() {
                Some(_) => Draft::key(&INFO, place, message),
                None => Draft::value(&INFO, problem, message),
            };
            draft.second(key_span(problem), "reported here")
        } else {
            let of = path.map(|path| format!(" in `{}`", shown(&path))).unwrap_or_default();
            Draft::value(&INFO, problem, format!("Polytomic reported a problem{of}: {said}"))
        };
        out.push(
            draft
                .label("no longer resolves")
                .help("fix what it refers to; the sync does not run until the problem is solved")
                .subject(format!("{said}")),
        );
    }
}

/// The value that a path refers to: `fields[0].source`, `$.fields[0].source`, or a JSON Pointer;
/// the nearest one around it where the path goes on beyond what is there.
fn at<'a>(root: Node<'a>, path: &str) -> Option<Node<'a>> {
    const LONG: usize = 1024;
    if path.len() > LONG {
        return None;
    }
    let path = path.trim_start_matches(['$', '/', '.']);
    let steps = path.split(['.', '/', '[', ']']).map(|step| step.trim_matches(['"', '\'']));
    let mut at = root;
    for step in steps.filter(|step| !step.is_empty()) {
        let next = match at.kind() {
            Kind::Array => step.parse().ok().and_then(|index| at.elements().nth(index)),
            _ => at.get(step),
        };
        match next {
            Some(next) => at = next,
            None => break,
        }
    }
    (at != root).then_some(at)
}
