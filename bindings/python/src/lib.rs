//! What Python calls: text in, JSON out, without the global interpreter lock while the linter works.
//! The types that users see are made of it in Python.

use std::ffi::OsString;

use polytomic_lint::Applicability;
use polytomic_lint_bindings as bindings;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;

fn refused(error: bindings::Error) -> PyErr {
    PyValueError::new_err(error.0)
}

/// A linter with its options, for any number of threads.
#[pyclass(frozen, module = "polytomic_lint._native")]
struct Session(bindings::Session);

#[pymethods]
impl Session {
    #[new]
    fn new(options: &str) -> PyResult<Self> {
        bindings::Session::new(options.as_bytes()).map(Self).map_err(refused)
    }

    fn lint(&self, py: Python<'_>, body: PyBackedBytes, filename: &str) -> String {
        py.detach(|| self.0.lint_as(filename, &body))
    }

    fn fix(
        &self,
        py: Python<'_>,
        body: PyBackedBytes,
        filename: &str,
        unsafe_fixes: bool,
    ) -> String {
        let fixes = if unsafe_fixes { Applicability::Unsafe } else { Applicability::Safe };
        py.detach(|| self.0.fix_as(filename, &body, fixes))
    }
}

#[pymodule]
mod _native {
    use super::{OsString, PyResult, Python, bindings, pyfunction, refused};

    #[pymodule_export]
    use super::Session;

    #[pymodule_export]
    const VERSION: &str = bindings::version();

    #[pyfunction]
    fn schema(version: &str) -> PyResult<&'static str> {
        bindings::schema(version).map_err(refused)
    }

    #[pyfunction]
    fn rules() -> String {
        bindings::rules()
    }

    #[pyfunction]
    fn explain(rule: &str) -> PyResult<String> {
        bindings::explain(rule).map_err(refused)
    }

    /// The command line; gives the exit status.
    #[pyfunction]
    fn main(py: Python<'_>, arguments: Vec<OsString>) -> u8 {
        py.detach(|| polytomic_lint::cli::run_with(arguments))
    }
}
