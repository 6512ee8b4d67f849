//! The commands of the program and their options.

use std::ffi::{OsStr, OsString};
use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::parser::ValueSource;
use clap::{ArgAction, Parser, Subcommand, ValueEnum};

use crate::options::{Options, heading};
use crate::report::{self, Writer};
use crate::schema::ApiVersion;

/// Checks Polytomic Create Sync request bodies before you send them.
#[derive(Debug, Parser)]
#[command(name = "polytomic-lint", version, about, max_term_width = 100, args_override_self = true)]
pub(super) struct Args {
    /// When to use color
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
    pub(super) color: Color,
    #[command(subcommand)]
    pub(super) command: Command,
}

/// What nearly every run is, read on its own: the other commands have as many options again, which
/// are declared for nothing.
#[derive(Debug, Parser)]
#[command(name = "polytomic-lint", args_override_self = true)]
struct Usual {
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
    color: Color,
    #[command(subcommand)]
    command: OnlyCheck,
}

#[derive(Debug, Subcommand)]
enum OnlyCheck {
    Check(Box<Check>),
}

/// Reads the arguments; where something is wrong with them, or help is wanted, with every command.
pub(super) fn parse(args: Vec<OsString>) -> Result<Args, clap::Error> {
    if args.get(1).is_some_and(|name| name == "check")
        && let Ok(Usual { color, command: OnlyCheck::Check(check) }) = Usual::try_parse_from(&args)
    {
        return Ok(Args { color, command: Command::Check(check) });
    }
    Args::try_parse_from(args)
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Lint files and folders
    Check(Box<Check>),
    /// Show a rule's documentation
    Explain {
        /// Rule code or name, such as PT071 or logic-unknown-label
        rule: String,
        /// Output format
        #[arg(long, value_enum, default_value_t = Listing::Human)]
        format: Listing,
    },
    /// List all rules
    Rules {
        /// Output format
        #[arg(long, value_enum, default_value_t = Listing::Human)]
        format: Listing,
    },
    /// Print the JSON Schema for the request body
    Schema {
        /// API version to print the schema for
        #[arg(long, default_value = "latest", value_name = "VERSION")]
        api_version: ApiVersion,
        /// Print the schema for the JSON report instead
        #[arg(long, conflicts_with = "config")]
        report: bool,
        /// Print the schema for polytomic-lint.toml instead
        #[arg(long)]
        config: bool,
    },
    /// List the saved API responses that the bodies use, and the commands that save them
    Metadata(Responses),
    /// Create a commented polytomic-lint.toml in the current folder
    Init,
    /// Start the language server on standard input and output
    #[cfg(feature = "lsp")]
    Lsp {
        /// Use standard input and output (always on; accepted because some editors pass it)
        #[arg(long)]
        stdio: bool,
    },
    /// Print a starter body
    New {
        /// Sync mode to use in the body
        #[arg(long, default_value = "create")]
        mode: String,
        /// API version to write the body for
        #[arg(long, default_value = "latest", value_name = "VERSION")]
        api_version: ApiVersion,
    },
    /// Print a shell completion script
    Completions {
        /// Shell to print the script for
        #[arg(value_enum)]
        shell: clap_complete::Shell,
    },
    /// Print the man page
    Man,
}

/// Options of `check`.
#[derive(Debug, clap::Args)]
pub(super) struct Check {
    /// Files or folders to lint, or `-` for standard input [default: current folder]
    ///
    /// Folders are searched for `*.sync.json` and `*.sync.jsonc` files and for files that the
    /// configuration includes. Hidden files and folders are skipped, as is anything listed in
    /// `.gitignore` or `.ignore`. A file named here is always linted, unless it is excluded and
    /// `--force-exclude` is given. A pattern such as 'syncs/*.json' that the shell did not expand
    /// means the files that match it.
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) options: Options,
    /// Apply safe fixes
    ///
    /// A fixed file replaces the old one in one step and keeps its permissions, owner, and extended
    /// attributes; a symbolic link stays a link. Of several hard links, only the one that was linted
    /// gets the new text. A file that something else changes in the meantime is left alone.
    #[arg(long, help_heading = heading::FIXES)]
    pub(super) fix: bool,
    /// Also apply fixes that are a best guess
    #[arg(long, help_heading = heading::FIXES)]
    pub(super) unsafe_fixes: bool,
    /// Also apply fixes to bodies inside Markdown, shell, HTTP, Postman, and JSON Lines files
    #[arg(long, help_heading = heading::FIXES)]
    pub(super) embedded: bool,
    /// Show the fixes as a unified diff without changing any file
    #[arg(long, help_heading = heading::FIXES)]
    pub(super) diff: bool,
    /// Configuration file to use instead of the nearest polytomic-lint.toml
    #[arg(long, value_name = "FILE", help_heading = heading::FILES)]
    pub(super) config: Option<PathBuf>,
    /// Ignore all configuration files
    #[arg(long, conflicts_with = "config", help_heading = heading::FILES)]
    pub(super) no_config: bool,
    /// Skip excluded files even if they are named on the command line
    #[arg(long, help_heading = heading::FILES)]
    pub(super) force_exclude: bool,
    /// Skip files named on the command line that a search of their folder would not find
    #[arg(long, help_heading = heading::FILES)]
    pub(super) only_included: bool,
    /// Fail if there is nothing to lint in a given folder or for a given pattern
    #[arg(long, help_heading = heading::FILES)]
    pub(super) fail_on_empty: bool,
    /// File name to use for standard input, in findings and to look up the configuration
    /// [default: stdin.json]
    #[arg(long, value_name = "NAME", help_heading = heading::FILES)]
    pub(super) stdin_filename: Option<String>,
    /// List the files that would be linted, then exit
    #[arg(long, help_heading = heading::FILES)]
    pub(super) show_files: bool,
    /// Number of files to lint in parallel [default: number of CPUs]
    #[arg(long, value_name = "N", help_heading = heading::FILES)]
    pub(super) jobs: Option<NonZeroUsize>,
    /// Output format for findings
    #[arg(
        long,
        value_parser = Formats,
        default_value = "human",
        env = "POLYTOMIC_LINT_FORMAT",
        help_heading = heading::OUTPUT
    )]
    pub(super) format: &'static dyn Writer,
    /// Write the findings to this file instead of standard output
    #[arg(long, value_name = "FILE", help_heading = heading::OUTPUT)]
    pub(super) output_file: Option<PathBuf>,
    /// Maximum number of findings to print per file
    #[arg(long, value_name = "N", help_heading = heading::OUTPUT)]
    pub(super) max_diagnostics: Option<usize>,
    /// Print the number of findings per rule to standard error
    #[arg(long, help_heading = heading::OUTPUT)]
    pub(super) statistics: bool,
    /// Describe findings in plain sentences for screen readers
    #[arg(long, help_heading = heading::OUTPUT)]
    pub(super) narrated: bool,
    /// Print only findings
    #[arg(long, short, help_heading = heading::OUTPUT)]
    pub(super) quiet: bool,
    /// Record the current findings in the baseline file
    #[arg(long, help_heading = heading::STATUS)]
    pub(super) update_baseline: bool,
}

/// Options of `metadata`.
#[derive(Debug, clap::Args)]
pub(super) struct Responses {
    /// Files or folders of bodies [default: current folder]
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    /// File or folder of saved API responses (repeatable)
    #[arg(long, action = ArgAction::Append, value_name = "PATH")]
    pub(super) metadata: Vec<PathBuf>,
    /// Configuration file to use instead of the nearest polytomic-lint.toml
    #[arg(long, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
    /// Ignore all configuration files
    #[arg(long, conflicts_with = "config")]
    pub(super) no_config: bool,
    /// Output format: a shell script with comments, or JSON
    #[arg(long, value_enum, default_value_t = Listing::Human)]
    pub(super) format: Listing,
}

/// Reads the name of a format.
#[derive(Debug, Clone, Copy)]
struct Formats;

impl TypedValueParser for Formats {
    type Value = &'static dyn Writer;

    fn parse_ref(
        &self,
        command: &clap::Command,
        arg: Option<&clap::Arg>,
        value: &OsStr,
    ) -> Result<Self::Value, clap::Error> {
        let names = PossibleValuesParser::new(possible_formats());
        let name = names.parse_ref(command, arg, value)?;
        report::format(&name).ok_or_else(|| clap::Error::new(clap::error::ErrorKind::InvalidValue))
    }

    fn parse_ref_(
        &self,
        command: &clap::Command,
        arg: Option<&clap::Arg>,
        value: &OsStr,
        source: ValueSource,
    ) -> Result<Self::Value, clap::Error> {
        // An empty environment variable is an unset one.
        let unset = source == ValueSource::EnvVariable && value.is_empty();
        self.parse_ref(command, arg, if unset { OsStr::new("human") } else { value })
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(possible_formats()))
    }
}

fn possible_formats() -> impl Iterator<Item = PossibleValue> {
    report::formats().iter().map(|format| PossibleValue::new(format.name()).help(format.about()))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Listing {
    /// Plain text
    Human,
    /// JSON
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    Auto,
    Always,
    Never,
}

/// The choice of colors, before anything else is understood: help has colors too.
pub(super) fn color(args: &[OsString]) -> Color {
    let mut color = Color::Auto;
    let mut words = args.iter().skip(1).map(|word| word.to_str().unwrap_or_default());
    while let Some(word) = words.next().filter(|word| *word != "--") {
        let value = match word {
            "--color" => words.next(),
            word => word.strip_prefix("--color="),
        };
        if let Some(said) = value.and_then(|value| Color::from_str(value, false).ok()) {
            color = said;
        }
    }
    color
}
