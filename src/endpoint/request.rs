//! The request that sends a body, as far as the file around the body shows.

use super::Endpoint;
use crate::schema::ApiVersion;
use crate::text::Span;

/// A text of the file, and where it is. Variables are in it as they are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RequestText {
    pub(crate) text: String,
    pub(crate) span: Span,
    /// Whether a variable or a substitution is part of it.
    pub(crate) varies: bool,
}

/// A header of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Header {
    pub(crate) name: String,
    pub(crate) value: RequestText,
}

/// What sends a request; each has defaults of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sender {
    Curl,
    Httpie,
    /// A request file.
    Http,
    Postman,
}

/// A whole request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Request {
    pub(crate) sender: Sender,
    /// The command's name, or the request line: the place of what is missing.
    pub(crate) place: Span,
    /// The method as it is written, if it is.
    pub(crate) method: Option<RequestText>,
    pub(crate) url: Option<RequestText>,
    pub(crate) headers: Vec<Header>,
    /// Credentials that are no header: `-u`, or an authorization of the collection.
    pub(crate) credentials: Option<RequestText>,
    /// Whether the sender itself says that the body is JSON.
    pub(crate) json: bool,
    /// Whether it takes more from elsewhere, such as a file of options, that is not known here.
    pub(crate) open: bool,
    /// Whether data is part of the URL (`curl --get`).
    pub(crate) in_url: bool,
}

/// What a request decides about its body; nothing where it leaves that to the settings.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub(crate) struct Decided {
    pub(crate) endpoint: Option<Endpoint>,
    pub(crate) version: Option<ApiVersion>,
}

#[cfg(feature = "cli")]
impl Decided {
    /// What several requests that send the same body decide: what those of them that say something
    /// agree on.
    pub(crate) fn together(all: &[Self]) -> Self {
        fn same<T: Copy + PartialEq>(mut all: impl Iterator<Item = T>) -> Option<T> {
            let first = all.next()?;
            all.all(|other| other == first).then_some(first)
        }
        Self {
            endpoint: same(all.iter().filter_map(|one| one.endpoint)),
            version: same(all.iter().filter_map(|one| one.version)),
        }
    }
}

/// Where a request goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Aim {
    /// `/api/syncs`
    Syncs,
    /// `/api/syncs/{id}`
    Sync,
    /// Another documented part of the API.
    Other,
    /// The API, but no documented part of it.
    Unknown,
    /// It depends on a variable.
    Open,
    /// Somewhere else.
    Elsewhere,
}

/// The documented parts of the API that take other bodies, by the first step below `/api/`.
const PARTS: [&str; 15] = [
    "bulk",
    "connections",
    "connection_types",
    "events",
    "events_types",
    "jobs",
    "me",
    "models",
    "notifications",
    "organizations",
    "permissions",
    "queries",
    "schemas",
    "users",
    "webhooks",
];

impl Request {
    pub(crate) fn new(sender: Sender, place: Span) -> Self {
        Self {
            sender,
            place,
            method: None,
            url: None,
            headers: Vec::new(),
            credentials: None,
            json: false,
            open: false,
            in_url: false,
        }
    }

    /// Moves every place, for a part of a file that starts there.
    pub(crate) fn shift(&mut self, by: u32) {
        let move_ = |span: &mut Span| *span = Span::new(span.start + by, span.end + by);
        move_(&mut self.place);
        let said = [&mut self.method, &mut self.url, &mut self.credentials];
        said.into_iter().flatten().for_each(|said| move_(&mut said.span));
        self.headers.iter_mut().for_each(|header| move_(&mut header.value.span));
    }

    /// The header of a name, whatever its case; the last one counts.
    pub(crate) fn header(&self, name: &str) -> Option<&Header> {
        self.headers.iter().rev().find(|header| header.name.eq_ignore_ascii_case(name))
    }

    /// Where it goes.
    pub(crate) fn aim(&self) -> Aim {
        self.url.as_ref().map_or(Aim::Open, aim_of)
    }

    /// Its method; nothing where a variable decides.
    pub(crate) fn method(&self) -> Option<String> {
        match &self.method {
            Some(said) if said.varies => None,
            Some(said) => Some(said.text.to_ascii_uppercase()),
            None if self.in_url => Some("GET".to_owned()),
            None => Some("POST".to_owned()),
        }
    }

    /// Whether its body is for the endpoint that updates a sync.
    pub(crate) fn is_update(&self) -> bool {
        self.aim() == Aim::Sync || matches!(self.method().as_deref(), Some("PUT" | "PATCH"))
    }

    /// What it decides about its body: the endpoint by its method and URL, and the version by its
    /// header.
    pub(crate) fn decides(&self) -> Decided {
        let endpoint = match self.is_update() {
            true => Some(Endpoint::UPDATE_SYNC),
            false if self.method().as_deref() == Some("POST") => Some(Endpoint::CREATE_SYNC),
            false => None,
        };
        let header = self.header("X-Polytomic-Version");
        Decided { endpoint, version: header.and_then(|header| header.value.text.parse().ok()) }
    }
}

fn aim_of(url: &RequestText) -> Aim {
    let path = url.text.split(['?', '#']).next().unwrap_or_default();
    let Some((host, rest)) = path.split_once("/api/") else {
        return match url.varies {
            // `$URL/syncs`, where the variable ends with `/api`.
            true => match path.split_once("/syncs") {
                Some((_, rest)) => below_syncs(rest),
                None => Aim::Open,
            },
            false if path.contains("polytomic.com") => Aim::Unknown,
            false => Aim::Elsewhere,
        };
    };
    let (part, rest) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    match part {
        "syncs" => below_syncs(rest),
        _ if PARTS.contains(&part) => Aim::Other,
        _ if url.varies || host.contains("polytomic") => Aim::Unknown,
        _ => Aim::Elsewhere,
    }
}

/// What follows `/syncs`.
fn below_syncs(rest: &str) -> Aim {
    let Some(rest) = rest.strip_prefix('/') else {
        return if rest.is_empty() { Aim::Syncs } else { Aim::Unknown };
    };
    let mut steps = rest.split('/');
    match (steps.next().unwrap_or_default(), steps.next()) {
        ("", None) => Aim::Syncs,
        ("schedules" | "status", None) => Aim::Other,
        (_, None | Some("")) => Aim::Sync,
        _ => Aim::Other,
    }
}
