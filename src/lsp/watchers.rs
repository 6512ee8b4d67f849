//! Which rules watch a key: those whose own example has its finding there.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::view;
use crate::json::{self, Kind, Node, Options, Tree};
use crate::linter::Linter;
use crate::rule::RuleInfo;
use crate::text::Source;

/// The rules by the table and the key they watch.
type Watchers = HashMap<(&'static str, &'static str), Vec<&'static RuleInfo>>;

/// The rules that watch a key.
pub(super) fn of(table: &'static str, key: &'static str) -> &'static [&'static RuleInfo] {
    static ALL: OnceLock<Watchers> = OnceLock::new();
    ALL.get_or_init(all).get(&(table, key)).map_or(&[], Vec::as_slice)
}

fn all() -> Watchers {
    let mut out = Watchers::new();
    for info in crate::rules::rules() {
        let version = info.docs.lines().find_map(|line| line.trim().strip_prefix("API version: "));
        let version = version.and_then(|text| text.trim().parse().ok()).unwrap_or_default();
        let linter =
            Linter::builder().api_version(version).select([info.code]).pedantic(true).build();
        for example in bad_examples(info) {
            watch(info, &linter, &example, &mut out);
        }
    }
    out
}

fn watch(info: &'static RuleInfo, linter: &Linter, example: &str, out: &mut Watchers) {
    let report = linter.lint(&Source::new("example.json", example));
    let parsed = json::parse(example, Options::default());
    let Some(root) = view::body(&parsed) else { return };
    for finding in report.findings().iter().filter(|finding| finding.code == info.code) {
        let node = finding.pointer.as_deref().and_then(|pointer| resolve(&parsed.tree, pointer));
        let Some(node) = node else { continue };
        let Some(table) = enclosing(root, node) else { continue };
        let watchers = out.entry(table).or_default();
        if !watchers.iter().any(|other| other.code == info.code) {
            watchers.push(info);
        }
    }
}

/// The JSON blocks below "Bad".
fn bad_examples(info: &RuleInfo) -> Vec<String> {
    let mut out = Vec::new();
    let (mut bad, mut block) = (false, None::<String>);
    for line in info.doc_lines() {
        match (&mut block, line) {
            (Some(_), "```") => out.extend(block.take()),
            (Some(text), _) => {
                text.push_str(line);
                text.push('\n');
            }
            (None, _) if line.starts_with("# ") => bad = line == "# Bad",
            (None, _) if bad && line.starts_with("```json") => block = Some(String::new()),
            (None, _) => {}
        }
    }
    out
}

fn resolve<'a>(tree: &'a Tree<'_>, pointer: &str) -> Option<Node<'a>> {
    let mut at = tree.root()?;
    for step in pointer.split('/').skip(1) {
        at = match at.kind() {
            Kind::Array => at.elements().nth(step.parse().ok()?)?,
            _ => at.get(&step.replace("~1", "/").replace("~0", "~"))?,
        };
    }
    Some(at)
}

/// The documented key that a value stands behind, and its table.
fn enclosing<'a>(root: Node<'a>, node: Node<'a>) -> Option<(&'static str, &'static str)> {
    let mut at = node;
    while at.key().is_none() {
        at = at.parent()?;
    }
    let property = view::property_of(root, at)?.0;
    let table = view::table(root, at.parent()?)?;
    Some((table.name, property.name))
}
