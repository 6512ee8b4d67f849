//! What the server knows between two messages.

use std::collections::HashSet;
use std::path::PathBuf;
use std::rc::Rc;

use gen_lsp_types::MessageType;
use serde_json::{Value, json};

use super::client::Client;
use super::documents::{Document, Documents, Linted};
use super::message::shown;
use super::settings::{self, Settings};

/// What requests are answered from.
#[derive(Debug)]
pub(super) struct State {
    pub(super) client: Client,
    pub(super) documents: Documents,
    pub(super) settings: Settings,
    /// What is to be said besides the answer.
    pub(super) outgoing: Vec<Value>,
    asked: u64,
    /// What the client set at first, and what it has changed since.
    pub(super) options: Value,
    /// The files that the client watches for us, besides the usual configurations.
    pub(super) watched: HashSet<PathBuf>,
}

impl State {
    /// Begins with what `initialize` says.
    pub(super) fn new(params: &Value) -> Self {
        let client = Client::new(params);
        let settings = Settings::new(params, &client.roots);
        let misunderstood = settings::misunderstood(params);
        Self {
            client,
            documents: Documents::default(),
            settings,
            outgoing: misunderstood.iter().map(|text| shown(MessageType::Warning, text)).collect(),
            asked: 0,
            options: params.get("initializationOptions").cloned().unwrap_or_default(),
            watched: HashSet::new(),
        }
    }

    /// A document with what linting it gave, if it is a sync body.
    pub(super) fn linted(&mut self, uri: &str) -> Option<(&Document, Rc<Linted>)> {
        let document = self.documents.get_mut(uri)?;
        let linted = document.linted(&self.settings)?;
        Some((document, linted))
    }

    /// Asks the client for something whose answer changes nothing.
    pub(super) fn ask(&mut self, method: &str, params: &Value) {
        self.asked += 1;
        let id = format!("polytomic-lint-{}", self.asked);
        let mut message = json!({"jsonrpc": "2.0", "id": id, "method": method});
        if !params.is_null() {
            message["params"] = params.clone();
        }
        self.outgoing.push(message);
    }
}
