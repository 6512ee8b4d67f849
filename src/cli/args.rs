//! What can be said on the command line.

use std::ffi::OsString;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{ArgAction, Parser, Subcommand, ValueEnum};

use crate::config::FailOn;
use crate::endpoint::Endpoint;
use crate::schema::ApiVersion;

/// Tells what is wrong with a Polytomic Create Sync body before it is sent.
#[derive(Debug, Parser)]
#[command(name = "polytomic-lint", version, about, max_term_width = 100)]
pub(super) struct Args {
    /// When to use colors
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
    pub(super) color: Color,
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Lint files and folders
    Check(Box<Check>),
    /// Show a rule's documentation
    Explain {
        /// A code such as PT071, or a name such as logic-unknown-label
        rule: String,
        /// How to print it
        #[arg(long, value_enum, default_value_t = Listing::Human)]
        format: Listing,
    },
    /// List every rule
    Rules {
        /// How to print them
        #[arg(long, value_enum, default_value_t = Listing::Human)]
        format: Listing,
    },
    /// Print the JSON Schema of the request body
    Schema {
        /// Which API version's
        #[arg(long, default_value = "latest", value_name = "VERSION")]
        api_version: ApiVersion,
        /// The schema of the JSON report instead
        #[arg(long, conflicts_with = "config")]
        report: bool,
        /// The schema of polytomic-lint.toml instead
        #[arg(long)]
        config: bool,
    },
    /// Write a commented polytomic-lint.toml into this folder
    Init,
    /// Speak to an editor: the language server on standard input and output
    #[cfg(feature = "lsp")]
    Lsp {
        /// Accepted for editors that say so; there is no other way
        #[arg(long)]
        stdio: bool,
    },
    /// Print a body to start from
    New {
        /// The sync mode
        #[arg(long, default_value = "create")]
        mode: String,
        /// For which API version
        #[arg(long, default_value = "latest", value_name = "VERSION")]
        api_version: ApiVersion,
    },
    /// Print the completions of a shell
    Completions {
        /// Which shell's
        #[arg(value_enum)]
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    Man,
}

/// Options of `check`.
#[derive(Debug, clap::Args)]
pub(super) struct Check {
    /// Files, folders, or `-` for standard input; this folder if there is none
    ///
    /// In a folder, files called `*.sync.json` and `*.sync.jsonc` are linted, and those that the
    /// configuration includes. Hidden files and folders are passed over, and what `.gitignore`
    /// and `.ignore` files name. A file that is named here is always linted.
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    /// How findings are printed
    #[arg(long, value_enum, default_value_t = Format::Human, env = "POLYTOMIC_LINT_FORMAT")]
    pub(super) format: Format,
    /// Write the findings there instead of to standard output
    #[arg(long, value_name = "FILE")]
    pub(super) output_file: Option<PathBuf>,
    /// The API version to judge by: 2022-12-12, 2023-04-25, 2024-02-08, 2025-09-18 or latest
    /// [default: latest]
    #[arg(long, value_name = "VERSION")]
    pub(super) api_version: Option<ApiVersion>,
    /// Request that the bodies are for: create or update [default: create]
    #[arg(long, value_name = "ENDPOINT")]
    pub(super) endpoint: Option<Endpoint>,
    /// Raise the warnings of rules about shape to errors
    #[arg(long)]
    pub(super) strict: bool,
    /// Show advice too
    #[arg(long)]
    pub(super) pedantic: bool,
    /// Only these rules: codes, names or groups
    #[arg(long, value_delimiter = ',', action = ArgAction::Append, value_name = "RULE")]
    pub(super) select: Vec<String>,
    /// Not these rules: codes, names or groups
    #[arg(long, value_delimiter = ',', action = ArgAction::Append, value_name = "RULE")]
    pub(super) ignore: Vec<String>,
    /// Apply safe fixes
    #[arg(long)]
    pub(super) fix: bool,
    /// Also take fixes that are good guesses
    #[arg(long)]
    pub(super) unsafe_fixes: bool,
    /// Show what fixing would change, as a unified diff, and write nothing
    #[arg(long)]
    pub(super) diff: bool,
    /// The least level that makes the exit status 1 [default: error]
    #[arg(long, value_enum, value_name = "LEVEL")]
    pub(super) fail_on: Option<FailOn>,
    /// Old findings, which stay silent
    #[arg(long, value_name = "FILE")]
    pub(super) baseline: Option<PathBuf>,
    /// Write what is found now into the baseline
    #[arg(long)]
    pub(super) update_baseline: bool,
    /// The configuration, instead of the nearest polytomic-lint.toml
    #[arg(long, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
    /// No configuration at all
    #[arg(long, conflicts_with = "config")]
    pub(super) no_config: bool,
    /// Leave out excluded files even where they are named
    #[arg(long)]
    pub(super) force_exclude: bool,
    /// How many files to lint at once [default: as many as there are processors]
    #[arg(long, value_name = "N")]
    pub(super) jobs: Option<NonZeroUsize>,
    /// The most findings to print of one file
    #[arg(long, value_name = "N")]
    pub(super) max_diagnostics: Option<usize>,
    /// What messages call standard input
    #[arg(long, default_value = "stdin.json", value_name = "NAME")]
    pub(super) stdin_filename: String,
    /// Count the findings of each rule, on standard error
    #[arg(long)]
    pub(super) statistics: bool,
    /// List the files that would be linted, and stop
    #[arg(long)]
    pub(super) show_files: bool,
    /// Nothing but findings
    #[arg(long, short)]
    pub(super) quiet: bool,
    /// Plain sentences for screen readers instead of drawings
    #[arg(long)]
    pub(super) narrated: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Excerpts with labels
    Human,
    /// One line a finding
    Concise,
    /// One JSON document
    Json,
    /// One JSON object a line
    Jsonl,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Annotations of GitHub Actions
    Github,
    /// GitLab's code quality report
    Gitlab,
    /// JUnit's XML
    Junit,
    /// Reviewdog's JSON
    Rdjson,
    /// Checkstyle's XML
    Checkstyle,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Listing {
    /// For people
    Human,
    /// For programs
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    Auto,
    Always,
    Never,
}

/// What is said of colors, before anything else is understood: help has colors too.
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
