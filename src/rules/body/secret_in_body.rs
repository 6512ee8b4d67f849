use crate::endpoint::Body;
use crate::finding::{Draft, Findings};
use crate::json::{Node, NodeId};
use crate::rules::declare_rule;
use crate::secrets::Why;

declare_rule! {
    /// Finds a hardcoded secret in `target.configuration`, in `target.create`, or as an
    /// `override_value`. Anyone who can read the file can read the secret.
    ///
    /// By name: a key that contains one of these as a whole word (separators and camel case split
    /// words), or an `override_value` whose `target` does: password, passwd, pwd, passphrase,
    /// passcode, secret, token, bearer, jwt, auth, authorization, credential; and `key` after api,
    /// private, secret, access, encryption, signing, master, shared, account, or auth. The word
    /// needs to be what the key is about: `token_url`, `secret_name`, `password_policy`, and
    /// `access_key_id` do not count, and neither does `tokenizer`. The value is a string, and not a
    /// placeholder, a template marker, a choice such as `basic` or `required`, or a reference such
    /// as `env:NAME` or `vault:…`.
    ///
    /// By shape: values that start like the tokens of well-known services (`sk_live_…`, `ghp_…`,
    /// `xoxb-…`, `AKIA…`, `AIza…`, `glpat-…`, and others, if they are long enough and have digits),
    /// signed tokens (JWT), private keys (PEM), `Bearer …` and `Basic …`, URLs with a password, and
    /// connection strings with `Password=…`.
    ///
    /// The secret itself is never printed. Masking does not depend on this rule and covers more
    /// values than it reports.
    ///
    /// # Bad
    /// ```json
    /// {"target": {"connection_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "object": "leads",
    ///   "configuration": {"region": "eu", "api_key": "7f3kq0zt5m"}}}
    /// ```
    /// ```text
    /// 2:48: warning[PT113]: a secret is hardcoded in `target.configuration.api_key`
    /// ```
    /// # Good
    /// ```json
    /// {"target": {"connection_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "object": "leads",
    ///   "configuration": {"region": "eu", "token_url": "https://login.example.com/token"}}}
    /// ```
    SecretInBody {
        code: "PT113", name: "secret-in-body", group: Body, severity: Warning,
        evidence: Heuristic, fix: None, strict: false, since: "0.1.0",
        summary: "hardcoded secret",
        keys: ["configuration", "create", "override_value"], check: check,
    }
}

fn check(body: &Body<'_>, out: &mut Findings<'_>) {
    if body.secrets.values().is_empty() {
        return;
    }
    let target = body.target.as_ref();
    let free = [target.map(|it| it.configuration), target.map(|it| it.create)];
    let mut places: Vec<(NodeId, NodeId)> = free
        .into_iter()
        .flatten()
        .chain(body.mappings.iter().chain(&body.override_mappings).map(|it| it.override_value))
        .filter_map(|slot| slot.node())
        .map(|node| (node.id(), node.end_id()))
        .collect();
    places.sort_unstable();
    for &(id, why) in body.secrets.values() {
        let node = body.root.tree.node(id);
        let next = places.partition_point(|(start, _)| *start <= id);
        let inside = next.checked_sub(1).is_some_and(|place| id < places[place].1);
        if inside && !node.is_key() && !body.is_unreadable(node) {
            out.push(finding(node, why));
        }
    }
}

fn finding(node: Node<'_>, why: Why) -> Draft {
    let path = node.path();
    let message = match why {
        Why::Passphrase | Why::Name => format!("a secret is hardcoded in `{path}`"),
        Why::Shape(what) => format!("what looks like {what} is hardcoded in `{path}`"),
    };
    Draft::value(&INFO, node, message).label("a secret").help(
        "use a template marker such as `${SECRET}` and fill it in when you send the body, or keep the secret in the connection",
    )
}
