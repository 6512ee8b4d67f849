use crate::endpoint::Body;
use crate::finding::{Draft, Findings};
use crate::json::{Node, NodeId};
use crate::rules::declare_rule;
use crate::secrets::Why;

declare_rule! {
    /// Finds a secret that is written out in `target.configuration`, in `target.create` or as an
    /// `override_value`. Whoever can read the file has it.
    ///
    /// By name: a key with one of these as a whole word (separators and camel case split words), or
    /// for an `override_value` its `target`: password, passwd, pwd, passphrase, passcode, secret,
    /// token, bearer, jwt, auth, authorization, credential; and `key` behind api, private, secret,
    /// access, encryption, signing, master, shared, account or auth. The word has to be what the key
    /// is about: `token_url`, `secret_name`, `password_policy` and `access_key_id` are none, nor is
    /// `tokenizer`. The value is a string; no placeholder, no template marker, no choice such as
    /// `basic` or `required`, no reference such as `env:NAME` or `vault:…`.
    ///
    /// By shape: values that start as the tokens of well-known services do (`sk_live_…`, `ghp_…`,
    /// `xoxb-…`, `AKIA…`, `AIza…`, `glpat-…` and others, long enough and with digits), signed tokens
    /// (JWT), private keys (PEM), `Bearer …` and `Basic …`, URLs with a password, and connection
    /// strings with `Password=…`.
    ///
    /// The secret itself is never printed. Masking takes rather more for a secret than this rule, and
    /// does not depend on it.
    ///
    /// # Bad
    /// ```json
    /// {"target": {"connection_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "object": "leads",
    ///   "configuration": {"region": "eu", "api_key": "7f3kq0zt5m"}}}
    /// ```
    /// ```text
    /// 2:48: warning[PT113]: a secret is written out in `target.configuration.api_key`
    /// ```
    /// # Good
    /// ```json
    /// {"target": {"connection_id": "6b1c7a52-9d0e-4f53-8c66-0a4f2b7d1e90", "object": "leads",
    ///   "configuration": {"region": "eu", "token_url": "https://login.example.com/token"}}}
    /// ```
    SecretInBody {
        code: "PT113", name: "secret-in-body", group: Body, severity: Warning,
        evidence: Heuristic, fix: None, strict: false, since: "0.1.0",
        summary: "a secret that is written out in the body",
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
        Why::Passphrase | Why::Name => format!("a secret is written out in `{path}`"),
        Why::Shape(what) => format!("what looks like {what} is written out in `{path}`"),
    };
    Draft::value(&INFO, node, message).label("a secret").help(
        "write a marker such as `${SECRET}`, and fill it in when the body is sent, or keep it in the connection",
    )
}
