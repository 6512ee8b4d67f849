//! The values of settings: how each is taken from what was written, and what two of them make.

use std::path::{Path, PathBuf};

use super::{Choice, Kind};
use crate::endpoint::Endpoint;
use crate::rule::Severity;
use crate::rules::{UnknownRule, find_rules};
use crate::schema::ApiVersion;
use crate::text::shown;

/// A value as the command line, a configuration, or a program writes it.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Given<'g> {
    /// A switch.
    Flag(bool),
    /// A string.
    Text(&'g str),
    /// A path, which need not be UTF-8.
    Path(&'g Path),
    /// Several strings.
    Texts(Vec<&'g str>),
    /// Several paths.
    Paths(Vec<&'g Path>),
}

/// Why a value was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Refused {
    /// It is not of the kind that is wanted.
    Type,
    /// It is none of the names that are known.
    Choice {
        /// What is wrong, in a sentence.
        message: String,
        /// The value.
        text: String,
        /// What could be written instead.
        choices: Vec<&'static str>,
    },
    /// It is neither a rule nor a group.
    Rule(UnknownRule),
}

impl Kind {
    /// What a value should be, as a message says it.
    pub fn wanted(self) -> &'static str {
        match self {
            Self::Flag => "`true` or `false`",
            Self::Version
            | Self::Choice(_)
            | Self::Text
            | Self::Path
            | Self::Pointer
            | Self::Rule => "a string",
            Self::Paths | Self::Texts | Self::Globs | Self::Rules => "an array of strings",
            Self::Levels => "a table of levels",
            Self::Tables(_) => "an array of tables",
        }
    }
}

/// A field of [`Options`](super::Options).
pub trait Setting: Sized {
    /// Takes a value.
    ///
    /// # Errors
    ///
    /// Why it was not taken.
    fn take(kind: Kind, given: Given<'_>) -> Result<Self, Refused>;

    /// This one on top of another: what is set takes precedence, lists add up.
    fn over(self, base: Self) -> Self;

    /// Makes a relative path start at a folder.
    fn resolve(&mut self, _folder: &Path) {}
}

/// A single value, which the last one sets.
pub trait One: Sized {
    /// As [`Setting::take`].
    ///
    /// # Errors
    ///
    /// As [`Setting::take`].
    fn one(kind: Kind, given: Given<'_>) -> Result<Self, Refused>;

    /// As [`Setting::resolve`].
    fn resolve(&mut self, _folder: &Path) {}
}

impl<T: One> Setting for Option<T> {
    fn take(kind: Kind, given: Given<'_>) -> Result<Self, Refused> {
        T::one(kind, given).map(Some)
    }

    fn over(self, base: Self) -> Self {
        self.or(base)
    }

    fn resolve(&mut self, folder: &Path) {
        self.iter_mut().for_each(|one| one.resolve(folder));
    }
}

impl One for bool {
    fn one(_: Kind, given: Given<'_>) -> Result<Self, Refused> {
        match given {
            Given::Flag(flag) => Ok(flag),
            _ => Err(Refused::Type),
        }
    }
}

impl One for ApiVersion {
    fn one(_: Kind, given: Given<'_>) -> Result<Self, Refused> {
        let Given::Text(text) = given else { return Err(Refused::Type) };
        text.parse().map_err(|_| Refused::Choice {
            message: format!("unknown API version `{}`", shown(text)),
            text: text.to_owned(),
            choices: Self::ALL.map(Self::as_str).into_iter().chain(["latest"]).collect(),
        })
    }
}

impl One for Endpoint {
    fn one(_: Kind, given: Given<'_>) -> Result<Self, Refused> {
        let Given::Text(text) = given else { return Err(Refused::Type) };
        text.parse().map_err(|_| Refused::Choice {
            message: format!("unknown endpoint `{}`", shown(text)),
            text: text.to_owned(),
            choices: Self::ALL.map(Self::name).to_vec(),
        })
    }
}

impl One for PathBuf {
    fn one(_: Kind, given: Given<'_>) -> Result<Self, Refused> {
        match given {
            Given::Text(text) => Ok(Self::from(text)),
            Given::Path(path) => Ok(path.to_path_buf()),
            _ => Err(Refused::Type),
        }
    }

    fn resolve(&mut self, folder: &Path) {
        *self = folder.join(&*self);
    }
}

impl Setting for Vec<String> {
    fn take(kind: Kind, given: Given<'_>) -> Result<Self, Refused> {
        let Given::Texts(texts) = given else { return Err(Refused::Type) };
        // A list on the command line may have blanks between its items.
        let rules = matches!(kind, Kind::Rules);
        let texts = texts.into_iter().map(|text| if rules { text.trim() } else { text });
        let texts: Self = texts.map(str::to_owned).collect();
        for name in texts.iter().filter(|_| rules) {
            find_rules(name).map_err(Refused::Rule)?;
        }
        Ok(texts)
    }

    fn over(self, mut base: Self) -> Self {
        base.extend(self);
        base
    }
}

impl Setting for Vec<PathBuf> {
    fn take(_: Kind, given: Given<'_>) -> Result<Self, Refused> {
        match given {
            Given::Texts(texts) => Ok(texts.into_iter().map(PathBuf::from).collect()),
            Given::Paths(paths) => Ok(paths.into_iter().map(Path::to_path_buf).collect()),
            _ => Err(Refused::Type),
        }
    }

    fn over(self, mut base: Self) -> Self {
        base.extend(self);
        base
    }

    fn resolve(&mut self, folder: &Path) {
        self.iter_mut().for_each(|path| *path = folder.join(&*path));
    }
}

/// The lowest level that makes a run fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum FailOn {
    /// Only errors.
    #[default]
    Error,
    /// Errors and warnings.
    Warning,
    /// Any finding.
    Advice,
    /// Nothing.
    Never,
}

impl FailOn {
    pub(super) const CHOICES: &[Choice] = &[
        Choice { name: "error", help: "Only errors" },
        Choice { name: "warning", help: "Errors and warnings" },
        Choice { name: "advice", help: "Any finding" },
        Choice { name: "never", help: "Never" },
    ];

    /// Whether a finding of this severity makes a run fail.
    pub fn counts(self, severity: Severity) -> bool {
        self.lowest().is_some_and(|lowest| severity >= lowest)
    }

    /// The lowest severity that makes a run fail; nothing where none does.
    pub fn lowest(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Advice => Some(Severity::Advice),
            Self::Never => None,
        }
    }
}

impl One for FailOn {
    fn one(_: Kind, given: Given<'_>) -> Result<Self, Refused> {
        let Given::Text(text) = given else { return Err(Refused::Type) };
        let names = Self::CHOICES.iter().map(|choice| choice.name);
        let levels = [Self::Error, Self::Warning, Self::Advice, Self::Never];
        match names.clone().zip(levels).find(|(name, _)| *name == text) {
            Some((_, level)) => Ok(level),
            None => Err(Refused::Choice {
                message: format!("unknown level `{}` for `fail-on`", shown(text)),
                text: text.to_owned(),
                choices: names.collect(),
            }),
        }
    }
}
