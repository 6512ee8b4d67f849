//! The conversation: which message is for whom, and what waits until there is time.

use std::collections::{HashSet, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, RecvTimeoutError, TryRecvError};

use gen_lsp_types::MessageType;
use serde_json::{Value, json};

use super::documents::Checked;
use super::message::{self, Failure, Message, response, shown};
use super::params::{self, Pull};
use super::state::State;
use super::transport::{Incoming, Outbox};
use super::{Ending, capabilities, diagnostics, parent, requests};

/// A request for diagnostics that waits until everything that came has been read.
#[derive(Debug)]
pub(super) struct Waiting {
    pub(super) id: Value,
    uri: String,
    previous: Option<String>,
}

/// One conversation.
pub(super) struct Server {
    incoming: Receiver<Incoming>,
    outbox: Outbox,
    /// Nothing before `initialize`.
    pub(super) state: Option<State>,
    pub(super) shut_down: bool,
    parent: parent::Parent,
    /// Documents whose diagnostics are to be pushed.
    pub(super) unpushed: HashSet<String>,
    pub(super) waiting: VecDeque<Waiting>,
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
                let state = State::new(params);
                let answer = capabilities::of(&state.client);
                self.state = Some(state);
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

    pub(super) fn send(&self, message: &Value) -> bool {
        self.outbox.send(message)
    }

    pub(super) fn notify(&self, method: &str, params: Value) -> bool {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}))
    }

    pub(super) fn show(&self, kind: MessageType, text: &str) -> bool {
        self.send(&shown(kind, text))
    }
}

/// Does something; a panic in it is reported, and the server goes on.
fn guarded(work: impl FnOnce() -> Result<Value, Failure>) -> Result<Value, Failure> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err(Failure::bug()))
}
