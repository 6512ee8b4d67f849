//! The `polytomic-lint` program.

use std::process::ExitCode;

fn main() -> ExitCode {
    polytomic_lint::cli::run()
}
