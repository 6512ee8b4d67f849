//! The conversation: which message is for whom, and what waits until there is time.

use std::collections::{HashSet, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, TryRecvError};

use gen_lsp_types::MessageType;
use serde_json::{Value, json};

use super::client::Client;
use super::documents::{Checked, Document, Documents, Linted, SIZE_LIMIT};
use super::message::{self, Failure, Message, response};
use super::params::{self, About, Cancel, Changed, Opened, Pull};
use super::settings::{self, Settings};
use super::transport::{Incoming, Outbox};
use super::{Ending, capabilities, diagnostics, parent, requests, uri};
use crate::config::FILE_NAME;

/// A request for diagnostics that waits until everything that came has been read.
#[derive(Debug)]
struct Waiting {
    id: Value,
    uri: String,
    previous: Option<String>,
}

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
    options: Value,
    /// The files that the client watches for us, besides the usual configurations.
    watched: HashSet<PathBuf>,
}

impl State {
    /// A document with what linting it gave, if it is a sync body.
    pub(super) fn linted(&mut self, uri: &str) -> Option<(&Document, Rc<Linted>)> {
        let document = self.documents.get_mut(uri)?;
        let linted = document.linted(&self.settings)?;
        Some((document, linted))
    }

    /// Asks the client to tell when a file changes that one of some globs means.
    fn watch(&mut self, id: &str, patterns: &[Value]) {
        let watchers: Vec<Value> =
            patterns.iter().map(|pattern| json!({"globPattern": pattern})).collect();
        let registration = json!({
            "id": id,
            "method": "workspace/didChangeWatchedFiles",
            "registerOptions": {"watchers": watchers},
        });
        self.ask("client/registerCapability", &json!({"registrations": [registration]}));
    }

    /// Whether a file decides on a document: by itself, or in a folder of saved responses.
    fn is_watched(&self, path: &Path) -> bool {
        let json = || path.extension().is_some_and(|end| end == "json");
        path.ancestors()
            .enumerate()
            .any(|(up, path)| self.watched.contains(path) && (up == 0 || json()))
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

/// One conversation.
pub(super) struct Server {
    incoming: Receiver<Incoming>,
    outbox: Outbox,
    /// Nothing before `initialize`.
    state: Option<State>,
    shut_down: bool,
    parent: parent::Parent,
    /// Documents whose diagnostics are to be pushed.
    unpushed: HashSet<String>,
    waiting: VecDeque<Waiting>,
}

impl Server {
    pub(super) fn new(incoming: Receiver<Incoming>, outbox: Outbox) -> Self {
        Self {
            incoming,
            outbox,
            state: None,
            shut_down: false,
            parent: parent::Parent::default(),
            unpushed: HashSet::new(),
            waiting: VecDeque::new(),
        }
    }

    pub(super) fn run(mut self) -> Ending {
        while let Some(incoming) = self.next() {
            let goes_on = match incoming {
                Incoming::Body(body) => self.body(&body),
                Incoming::BadHeader => {
                    let failure = Failure::not_json("a header has no `Content-Length`");
                    self.send(&response(&Value::Null, Err(failure)))
                }
                Incoming::TooLong(length) => {
                    let text = format!("a message of {length} bytes is too long and was ignored");
                    self.send(&response(&Value::Null, Err(Failure::bad_request(&*text))))
                        && self.show(MessageType::Error, &text)
                }
                Incoming::Closed => false,
            };
            if !goes_on {
                break;
            }
        }
        self.outbox.finish();
        if self.shut_down { Ending::Orderly } else { Ending::Cut }
    }

    /// The next message; until it comes, what waits for time is done. Nothing when the client
    /// cannot be reached.
    fn next(&mut self) -> Option<Incoming> {
        loop {
            match self.incoming.try_recv() {
                Ok(incoming) => return Some(incoming),
                Err(TryRecvError::Disconnected) => return None,
                Err(TryRecvError::Empty) if self.waiting.is_empty() && self.unpushed.is_empty() => {
                    match self.incoming.recv_timeout(parent::PACE) {
                        Ok(incoming) => return Some(incoming),
                        Err(RecvTimeoutError::Disconnected) => return None,
                        Err(RecvTimeoutError::Timeout) if self.parent.is_gone() => return None,
                        Err(RecvTimeoutError::Timeout) => {}
                    }
                }
                Err(TryRecvError::Empty) => {
                    if !self.work() {
                        return None;
                    }
                }
            }
        }
    }

    /// Does one thing that waited; whether the client can still be reached.
    fn work(&mut self) -> bool {
        if let Some(waiting) = self.waiting.pop_front() {
            let result = guarded(|| Ok(self.pulled(&waiting)));
            return self.send(&response(&waiting.id, result));
        }
        let Some(uri) = self.unpushed.iter().next().cloned() else { return true };
        self.unpushed.remove(&uri);
        match guarded(|| Ok(self.pushed(&uri))) {
            Ok(Value::Null) | Err(_) => true,
            Ok(params) => self.notify("textDocument/publishDiagnostics", params),
        }
    }

    fn pulled(&mut self, waiting: &Waiting) -> Value {
        let items = self.state.as_mut().map(|state| {
            let Some(document) = state.documents.get_mut(&waiting.uri) else { return Vec::new() };
            let checked = document.checked(&state.settings);
            diagnostics::of(document, &checked, &state.client)
        });
        diagnostics::pulled(&items.unwrap_or_default(), waiting.previous.as_deref())
    }

    fn pushed(&mut self, uri: &str) -> Value {
        let Some(state) = &mut self.state else { return Value::Null };
        let Some(document) = state.documents.get_mut(uri) else { return Value::Null };
        let checked = document.checked(&state.settings);
        if matches!(*checked, Checked::Other) && !document.pushed {
            return Value::Null;
        }
        document.pushed = true;
        let items = diagnostics::of(document, &checked, &state.client);
        diagnostics::pushed(document, &items, &state.client)
    }

    fn body(&mut self, body: &[u8]) -> bool {
        match message::parse(body) {
            Ok(Message::Request { id, method, params }) => self.request(id, &method, &params),
            Ok(Message::Notification { method, .. }) if method == "exit" => false,
            Ok(Message::Notification { method, params }) => {
                // What does not fit cannot be answered; the conversation goes on without it.
                let _ = guarded(|| self.notification(&method, &params).map(|()| Value::Null));
                self.flush()
            }
            Ok(Message::Response) => true,
            Err((id, failure)) => self.send(&response(&id, Err(failure))),
        }
    }

    fn request(&mut self, id: Value, method: &str, params: &Value) -> bool {
        let result = match (method, &mut self.state) {
            _ if self.shut_down => Err(Failure::bad_request("the server is shut down")),
            ("initialize", Some(_)) => Err(Failure::bad_request("`initialize` comes once")),
            ("initialize", None) => {
                self.parent = parent::Parent::new(params.get("processId"));
                let client = Client::new(params);
                let answer = capabilities::of(&client);
                let settings = Settings::new(params, &client.roots);
                self.state = Some(State {
                    client,
                    documents: Documents::default(),
                    settings,
                    outgoing: settings::misunderstood(params)
                        .iter()
                        .map(|text| shown(MessageType::Warning, text))
                        .collect(),
                    options: params.get("initializationOptions").cloned().unwrap_or_default(),
                    asked: 0,
                    watched: HashSet::new(),
                });
                Ok(answer)
            }
            (_, None) => Err(Failure::not_initialized()),
            ("shutdown", Some(_)) => {
                self.shut_down = true;
                Ok(Value::Null)
            }
            ("textDocument/diagnostic", Some(_)) => match params::read::<Pull>(params) {
                Ok(pull) => {
                    let (uri, previous) = (pull.text_document.uri, pull.previous_result_id);
                    self.waiting.push_back(Waiting { id, uri, previous });
                    return true;
                }
                Err(failure) => Err(failure),
            },
            (_, Some(state)) => guarded(|| requests::answer(state, method, params)),
        };
        self.send(&response(&id, result)) && self.flush()
    }

    /// Says what an answer or a notification led to.
    fn flush(&mut self) -> bool {
        let outgoing = self.state.as_mut().map(|state| std::mem::take(&mut state.outgoing));
        outgoing.into_iter().flatten().all(|message| self.send(&message))
    }

    fn notification(&mut self, method: &str, params: &Value) -> Result<(), Failure> {
        let Some(state) = self.state.as_mut().filter(|_| !self.shut_down) else { return Ok(()) };
        match method {
            "textDocument/didOpen" => {
                let opened: Opened = params::read(params)?;
                let uri = opened.text_document.uri.clone();
                state.documents.open(opened.text_document, state.client.unit);
                self.touched(&uri);
                self.refuse_if_too_large(&uri);
                self.tell_of_configuration(&uri);
                self.watch_sources(&uri);
            }
            "textDocument/didChange" => {
                let changed: Changed = params::read(params)?;
                let params::Identifier { uri, version } = changed.text_document;
                state.documents.change(&uri, version, changed.content_changes);
                self.touched(&uri);
            }
            "textDocument/didClose" => {
                let closed: About = params::read(params)?;
                let uri = closed.text_document.uri;
                self.unpushed.remove(&uri);
                if state.documents.close(&uri).is_some_and(|document| document.pushed) {
                    let params = json!({"uri": uri, "diagnostics": []});
                    self.notify("textDocument/publishDiagnostics", params);
                }
            }
            "initialized" if state.client.registers_watches => {
                state.watch("configuration", &[format!("**/{FILE_NAME}").into()]);
            }
            "workspace/didChangeWatchedFiles" => self.reload(),
            "workspace/didChangeWorkspaceFolders" => {
                let uris = |which: &str| -> Vec<String> {
                    let list = params.pointer(&format!("/event/{which}")).and_then(Value::as_array);
                    let uri = |folder: &Value| folder["uri"].as_str().map(str::to_owned);
                    list.into_iter().flatten().filter_map(uri).collect()
                };
                let (added, removed) = (uris("added"), uris("removed"));
                state.client.roots.retain(|root| !removed.contains(root));
                state.client.roots.extend(added);
                self.configure();
            }
            "workspace/didChangeConfiguration" => {
                let settings = params.get("settings").unwrap_or(&Value::Null);
                let own = settings.get("polytomic-lint").unwrap_or(settings);
                // An empty one is what clients send that have no settings for this server.
                let Some(own) = own.as_object().filter(|own| !own.is_empty()) else {
                    return Ok(());
                };
                if !state.options.is_object() {
                    state.options = json!({});
                }
                for (name, value) in own {
                    state.options[name] = value.clone();
                }
                let told = json!({"initializationOptions": own});
                let odd = settings::misunderstood(&told);
                let odd = odd.iter().map(|text| shown(MessageType::Warning, text));
                state.outgoing.extend(odd);
                self.configure();
            }
            "textDocument/didSave" => {
                let saved: About = params::read(params)?;
                let document = state.documents.get(&saved.text_document.uri);
                if document.is_some_and(|document| {
                    let path = document.path.as_ref();
                    state.settings.is_config(document)
                        || path.is_some_and(|path| state.is_watched(path))
                }) {
                    self.reload();
                }
            }
            "$/cancelRequest" => {
                let cancelled: Cancel = params::read(params)?;
                let at = self.waiting.iter().position(|waiting| waiting.id == cancelled.id);
                if let Some(waiting) = at.and_then(|at| self.waiting.remove(at)) {
                    self.send(&response(&waiting.id, Err(Failure::cancelled())));
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Takes up the settings and folders as they are now, and lints everything by them.
    fn configure(&mut self) {
        let Some(state) = &mut self.state else { return };
        let params = json!({"initializationOptions": state.options});
        state.settings = Settings::new(&params, &state.client.roots);
        self.reload();
    }

    /// Reads the configurations again, and lints everything by them.
    fn reload(&mut self) {
        let Some(state) = &mut self.state else { return };
        state.settings.forget();
        let mut uris = Vec::new();
        for document in state.documents.iter_mut() {
            document.forget();
            uris.push(document.uri.clone());
        }
        if state.client.pulls && state.client.refreshes {
            state.ask("workspace/diagnostic/refresh", &Value::Null);
        }
        for uri in uris {
            self.touched(&uri);
            self.tell_of_configuration(&uri);
            self.watch_sources(&uri);
        }
    }

    /// Says what is wrong with the configuration of a body, which is not seen in the body.
    fn tell_of_configuration(&mut self, uri: &str) {
        let Some(state) = &mut self.state else { return };
        let Some(document) = state.documents.get(uri) else { return };
        if state.settings.linter(document).is_some()
            && let Some(text) = state.settings.news(document)
        {
            self.show(MessageType::Error, &text);
        }
        let Some(state) = &mut self.state else { return };
        for text in state.settings.response_news() {
            self.show(MessageType::Warning, &text);
        }
    }

    /// Has the files watched that decide on a document.
    fn watch_sources(&mut self, uri: &str) {
        let Some(state) = &mut self.state else { return };
        let Some(document) = state.documents.get(uri) else { return };
        let folders = state.settings.responses(document);
        let sources = state.settings.sources(document).into_iter().chain(folders);
        let new: Vec<PathBuf> = sources.filter(|path| state.watched.insert(path.clone())).collect();
        if !new.is_empty() && state.client.registers_watches {
            let patterns: Vec<Value> =
                new.iter().map(|path| pattern(path, state.client.relative_patterns)).collect();
            state.watch(&format!("sources-{}", state.watched.len()), &patterns);
        }
    }

    /// Takes note that a document has another text.
    fn touched(&mut self, uri: &str) {
        if let Some(state) = &self.state
            && !state.client.pulls
            && state.documents.get(uri).is_some()
        {
            self.unpushed.insert(uri.to_owned());
        }
    }

    fn refuse_if_too_large(&mut self, uri: &str) {
        let Some(state) = &mut self.state else { return };
        let Some(document) = state.documents.get_mut(uri) else { return };
        if document.text.len() > SIZE_LIMIT
            && matches!(*document.checked(&state.settings), Checked::TooLarge)
        {
            let text = format!("{}: {}", document.name, diagnostics::too_large_message());
            self.show(MessageType::Warning, &text);
        }
    }

    fn send(&self, message: &Value) -> bool {
        self.outbox.send(message)
    }

    fn notify(&self, method: &str, params: Value) -> bool {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}))
    }

    fn show(&self, kind: MessageType, text: &str) -> bool {
        self.send(&shown(kind, text))
    }
}

/// A message for the person at the editor.
fn shown(kind: MessageType, text: &str) -> Value {
    let params = json!({"type": kind, "message": text});
    json!({"jsonrpc": "2.0", "method": "window/showMessage", "params": params})
}

/// What means one file to a client that watches. Characters that mean something in a glob stand
/// for any one.
fn pattern(path: &Path, relative: bool) -> Value {
    let glob = |text: &str| text.replace('\\', "/").replace(['*', '?', '[', ']', '{', '}'], "?");
    // Every saved response in a folder.
    if path.is_dir() {
        return match relative {
            true => json!({"baseUri": uri::from_path(path), "pattern": "**/*.json"}),
            false => format!("{}/**/*.json", glob(&path.to_string_lossy())).into(),
        };
    }
    match (path.parent(), path.file_name()) {
        (Some(folder), Some(name)) if relative => {
            json!({"baseUri": uri::from_path(folder), "pattern": glob(&name.to_string_lossy())})
        }
        _ => glob(&path.to_string_lossy()).into(),
    }
}

/// Does something; a mistake of ours in it is told, and the conversation goes on.
fn guarded(work: impl FnOnce() -> Result<Value, Failure>) -> Result<Value, Failure> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err(Failure::bug()))
}
