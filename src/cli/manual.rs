//! What comes along with the program: completions, the manual page, a first configuration.

use std::io::{ErrorKind, Write as _};
use std::path::Path;

use clap::CommandFactory as _;

use super::Failure;
use super::args::Args;

/// The completions of a shell.
pub(super) fn completions(shell: clap_complete::Shell) -> String {
    let mut out = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), env!("CARGO_PKG_NAME"), &mut out);
    let script = String::from_utf8_lossy(&out).into_owned();
    // The generator takes the hyphen of the name for the start of a command where it lists what a
    // command takes, and not where it finds out which command is meant.
    script.replace("polytomic__subcmd__lint", "polytomic__lint")
}

/// The manual page, for `man`: one page with all commands.
pub(super) fn page() -> std::io::Result<String> {
    let mut command = Args::command();
    command.build();
    let mut out = Vec::new();
    let main = clap_mangen::Man::new(command.clone());
    main.render_title(&mut out)?;
    main.render_name_section(&mut out)?;
    main.render_synopsis_section(&mut out)?;
    main.render_options_section(&mut out)?;
    for sub in command.get_subcommands().filter(|sub| sub.get_name() != "help") {
        let man = clap_mangen::Man::new(sub.clone());
        let mut section = Vec::new();
        man.render_synopsis_section(&mut section)?;
        man.render_description_section(&mut section)?;
        man.render_options_section(&mut section)?;
        // What are sections of a page of its own are parts of one here.
        let text = String::from_utf8_lossy(&section)
            .replace(".SH SYNOPSIS", ".PP")
            .replace(".SH DESCRIPTION", ".PP")
            .replace(".SH OPTIONS", ".PP");
        writeln!(out, ".SH \"{}\"\n{text}", sub.get_name().to_uppercase())?;
    }
    out.extend(END.bytes());
    Ok(String::from_utf8_lossy(&out).into_owned())
}

const END: &str = r#".SH "EXIT STATUS"
.TP
0
No finding at or above \fB\-\-fail\-on\fR.
.TP
1
At least one such finding.
.TP
2
The command failed: wrong usage, a mistake in the configuration, or a file that cannot be read or written.
.SH FILES
.TP
polytomic\-lint.toml
The configuration; the nearest one in the folder of a file or above it applies.
.SH ENVIRONMENT
.TP
POLYTOMIC_LINT_FORMAT
The default of \fB\-\-format\fR for \fBcheck\fR.
.TP
NO_COLOR, FORCE_COLOR, CLICOLOR_FORCE, CLICOLOR
Whether to use color, in this order, where \fB\-\-color\fR is \fIauto\fR: \fBNO_COLOR\fR turns it off,
\fBFORCE_COLOR\fR on (off with \fI0\fR), \fBCLICOLOR_FORCE\fR on (unless it is \fI0\fR), and
\fBCLICOLOR=0\fR off. Otherwise, color is used on a terminal. An empty variable counts as unset.
.TP
TERM
\fIdumb\fR turns color off.
"#;

/// Writes a commented configuration; one that is there stays.
pub(super) fn init(path: &Path) -> Result<(), Failure> {
    let fail = |error| Failure::Write { path: path.display().to_string(), error };
    let mut file = match std::fs::File::create_new(path) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            return Err(Failure::Usage(format!(
                "{} already exists and was not changed",
                path.display()
            )));
        }
        other => other.map_err(fail)?,
    };
    file.write_all(crate::config::starter().as_bytes()).map_err(fail)
}
