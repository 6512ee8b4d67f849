//! The settings a linter is made with.

use std::collections::HashMap;
use std::sync::Mutex;

use super::suppress::Ignore;
use super::{Asked, Linter};
use crate::endpoint::Endpoint;
use crate::finding::Finding;
use crate::metadata::Metadata;
use crate::rule::{Group, Level, Levels, RuleInfo};
use crate::rules::{self, Rule, UnknownRule};
use crate::schema::ApiVersion;

/// Settings of a [`Linter`].
#[derive(Default)]
pub struct LinterBuilder {
    endpoint: Option<Endpoint>,
    usual_endpoint: Endpoint,
    version: Option<ApiVersion>,
    usual_version: ApiVersion,
    jsonc: Option<bool>,
    template_markers: Vec<String>,
    strict: bool,
    pedantic: bool,
    selected: Option<Vec<String>>,
    levels: Vec<(String, Level)>,
    own: Vec<Box<dyn Rule>>,
    ignores: Vec<Ignore>,
    metadata: Option<Metadata>,
}

impl std::fmt::Debug for LinterBuilder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LinterBuilder").field("version", &self.version).finish_non_exhaustive()
    }
}

impl LinterBuilder {
    /// The request that bodies are for, whatever the request around a body says; without this, that
    /// decides, and [`usual_endpoint`](Self::usual_endpoint) where there is none.
    pub fn endpoint(mut self, endpoint: Endpoint) -> Self {
        self.endpoint = Some(endpoint);
        self
    }

    /// The request that bodies are for where nothing around them says so; Create Sync by default.
    pub fn usual_endpoint(mut self, endpoint: Endpoint) -> Self {
        self.usual_endpoint = endpoint;
        self
    }

    /// The API version to check against, whatever the request around a body says; without this,
    /// its header decides, and [`usual_version`](Self::usual_version) where there is none.
    pub fn api_version(mut self, version: ApiVersion) -> Self {
        self.version = Some(version);
        self
    }

    /// The API version to check against where nothing around a body says it; the latest by default.
    pub fn usual_version(mut self, version: ApiVersion) -> Self {
        self.usual_version = version;
        self
    }

    /// Reports warnings about keys, types, and values as errors.
    pub fn strict(mut self, strict: bool) -> Self {
        self.strict = strict;
        self
    }

    /// Also reports advice.
    pub fn pedantic(mut self, pedantic: bool) -> Self {
        self.pedantic = pedantic;
        self
    }

    /// Whether to allow comments and trailing commas; by default, only in files whose name ends in
    /// `.jsonc`.
    pub fn jsonc(mut self, jsonc: bool) -> Self {
        self.jsonc = Some(jsonc);
        self
    }

    /// A string that contains one of these, such as `${`, is filled in later, so every rule accepts
    /// it.
    pub fn template_markers(
        mut self,
        markers: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        self.template_markers = markers.into_iter().map(Into::into).collect();
        self
    }

    /// Reports only the findings of these rules, including advice: codes, names, or groups.
    /// PT001 is always shown.
    pub fn select(mut self, names: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.selected.get_or_insert_default().extend(names.into_iter().map(Into::into));
        self
    }

    /// Sets the level of a rule, by code or name, or of a group. A rule's own level overrides
    /// that of its group; of two for the same, the later one applies. PT001 stays an error.
    pub fn level(mut self, name: impl Into<String>, level: Level) -> Self {
        self.levels.push((name.into(), level));
        self
    }

    /// Leaves out the findings of a rule, a name or a group for which `matches` holds. PT001
    /// is always reported.
    pub fn ignore(
        mut self,
        name: impl Into<String>,
        matches: impl Fn(&Finding) -> bool + Send + Sync + 'static,
    ) -> Self {
        self.ignores.push(Ignore {
            name: name.into(),
            codes: Vec::new(),
            matches: Box::new(matches),
        });
        self
    }

    /// Also checks bodies against saved responses about their destinations and models; without any,
    /// nothing changes.
    pub fn metadata(mut self, metadata: Metadata) -> Self {
        self.metadata = Some(metadata).filter(|metadata| !metadata.is_empty());
        self
    }

    /// Adds a rule of your own.
    pub fn rule(mut self, rule: impl Rule + 'static) -> Self {
        self.own.push(Box::new(rule));
        self
    }

    /// The linter.
    ///
    /// # Errors
    ///
    /// The first name given to [`select`](Self::select), [`level`](Self::level) or
    /// [`ignore`](Self::ignore) that means no rule, with the nearest one there is.
    pub fn build(mut self) -> Result<Linter, UnknownRule> {
        let infos: Vec<&'static RuleInfo> =
            rules::all().map(Rule::info).chain(self.own.iter().map(|rule| rule.info())).collect();
        let codes = |name: &str| {
            infos
                .iter()
                .filter(|info| info.answers_to(name))
                .map(|info| info.code)
                .collect::<Vec<_>>()
        };
        let levels = self.levels.iter().map(|(name, _)| name);
        let ignores = self.ignores.iter().map(|ignore| &ignore.name);
        for name in self.selected.iter().flatten().chain(levels).chain(ignores) {
            if codes(name).is_empty() {
                return Err(UnknownRule::new(name, infos.iter().copied()));
            }
        }
        // A rule's own level overrides that of its group.
        let is_group = |(name, _): &&(String, Level)| {
            infos.iter().any(|info| info.group.name().eq_ignore_ascii_case(name))
        };
        let (groups, rules): (Vec<_>, Vec<_>) = self.levels.iter().partition(is_group);
        let mut set = HashMap::new();
        for (name, level) in groups.into_iter().chain(rules) {
            set.extend(codes(name).into_iter().map(|code| (code, *level)));
        }
        for ignore in &mut self.ignores {
            ignore.codes = codes(&ignore.name);
        }
        let selected =
            self.selected.map(|names| names.iter().flat_map(|name| codes(name)).collect());
        let levels = Levels { strict: self.strict, pedantic: self.pedantic, selected, set };
        let known = |info: &RuleInfo| self.metadata.is_some() || info.group != Group::Metadata;
        let (requests, others): (Vec<_>, Vec<_>) = rules::all()
            .filter(|rule| known(rule.info()))
            .filter(|rule| levels.wants(rule.info()))
            .partition(|rule| rule.info().group == Group::Request);
        let (shown, silent): (Vec<_>, Vec<_>) =
            others.into_iter().partition(|rule| levels.shows(rule.info()));
        let endpoint = self.endpoint.unwrap_or(self.usual_endpoint);
        Ok(Linter {
            endpoint,
            version: self.version.unwrap_or(self.usual_version),
            fixed: (self.endpoint.is_some(), self.version.is_some()),
            checks: asked(shown, endpoint),
            silent: asked(silent, endpoint),
            requests,
            jsonc: self.jsonc,
            template_markers: self.template_markers,
            levels,
            own: self.own,
            infos,
            ignores: self.ignores,
            metadata: self.metadata,
            spare: Mutex::default(),
        })
    }
}

fn asked(rules: Vec<&'static dyn Rule>, endpoint: Endpoint) -> Vec<Asked> {
    rules.into_iter().map(|rule| (endpoint.tables.keys.all(rule.keys()), rule)).collect()
}
