//! The options of `check` that the list of settings declares.

use std::path::{Path, PathBuf};

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::error::ErrorKind;
use clap::{Arg, ArgAction, ArgMatches, Command, Error, FromArgMatches, value_parser};

use crate::options::{Given, Key, Kind, OPTIONS, Options, Refused};
use crate::schema::ApiVersion;

fn shown() -> impl Iterator<Item = &'static Key> {
    OPTIONS.iter().filter(|key| key.option.is_some())
}

fn arg(key: &'static Key) -> Arg {
    let arg = Arg::new(key.name).long(key.name);
    let arg = match &key.option {
        Some(text) if text.value.is_empty() => arg.help(text.help).help_heading(text.heading),
        Some(text) => arg.help(text.help).help_heading(text.heading).value_name(text.value),
        None => arg,
    };
    match key.kind {
        Kind::Flag => arg.action(ArgAction::SetTrue),
        Kind::Choice(choices) => {
            let values =
                choices.iter().map(|choice| PossibleValue::new(choice.name).help(choice.help));
            arg.value_parser(PossibleValuesParser::new(values))
        }
        Kind::Version => {
            arg.value_parser(|text: &str| text.parse::<ApiVersion>().map(|_| text.to_owned()))
        }
        Kind::Path => arg.value_parser(value_parser!(PathBuf)),
        Kind::Paths => arg.value_parser(value_parser!(PathBuf)).action(ArgAction::Append),
        Kind::Rules => arg.value_delimiter(',').action(ArgAction::Append),
        Kind::Texts | Kind::Globs => arg.action(ArgAction::Append),
        _ => arg,
    }
}

impl clap::Args for Options {
    fn augment_args(command: Command) -> Command {
        command.args(shown().map(arg))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for Options {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        let mut options = Self::default();
        options.update_from_arg_matches(matches)?;
        Ok(options)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        for key in shown() {
            let name = key.name;
            let given = match key.kind {
                Kind::Flag => matches.get_flag(name).then_some(Given::Flag(true)),
                Kind::Path => matches.get_one(name).map(|path: &PathBuf| Given::Path(path)),
                Kind::Paths => matches
                    .get_many(name)
                    .map(|paths| Given::Paths(paths.map(PathBuf::as_path).collect::<Vec<&Path>>())),
                Kind::Rules | Kind::Texts | Kind::Globs => matches
                    .get_many(name)
                    .map(|texts| Given::Texts(texts.map(String::as_str).collect())),
                _ => matches.get_one(name).map(|text: &String| Given::Text(text)),
            };
            let Some(given) = given else { continue };
            self.set(key, given).map_err(|refused| error(key, &refused))?;
        }
        Ok(())
    }
}

fn error(key: &Key, refused: &Refused) -> Error {
    let message = match refused {
        Refused::Type => format!("`--{}` should be {}\n", key.name, key.kind.wanted()),
        Refused::Choice { message, .. } => format!("{message}\n"),
        Refused::Rule(error) => format!("{error}\n"),
    };
    Error::raw(ErrorKind::ValueValidation, message)
}
