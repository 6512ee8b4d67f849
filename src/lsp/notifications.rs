//! Notifications: documents that open and change, settings, and files that are watched.

use std::path::{Path, PathBuf};

use gen_lsp_types::MessageType;
use serde_json::{Value, json};

use super::documents::{Checked, SIZE_LIMIT};
use super::message::{Failure, response, shown};
use super::params::{self, About, Cancel, Changed, Opened};
use super::server::Server;
use super::settings::{self, Settings};
use super::state::State;
use super::{diagnostics, uri};
use crate::config::FILE_NAME;

impl State {
    /// Asks the client to say when a file changes that a glob matches.
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
}

impl Server {
    pub(super) fn notification(&mut self, method: &str, params: &Value) -> Result<(), Failure> {
        let Some(state) = self.state.as_mut().filter(|_| !self.shut_down) else { return Ok(()) };
        match method {
            "textDocument/didOpen" => {
                let opened: Opened = params::read(params)?;
                let uri = opened.text_document.uri.clone();
                state.documents.open(opened.text_document, state.client.unit);
                self.touched(&uri);
                self.refuse_if_too_large(&uri);
                self.report_configuration(&uri);
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
                let given = json!({"initializationOptions": own});
                let odd = settings::misunderstood(&given);
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
            self.report_configuration(&uri);
            self.watch_sources(&uri);
        }
    }

    /// Says what is wrong with the configuration of a body, which is not seen in the body.
    fn report_configuration(&mut self, uri: &str) {
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
}

/// What means one file to a client that watches. Characters that mean something in a glob are
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
