//! What `ascribe_news` calls: plain functions and classes over the library. The Python files beside it make the typed interface.

mod analyzer;
mod convert;
mod report;
mod span;
mod table;

use pyo3::create_exception;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

create_exception!(ascribe_news, Error, PyValueError, "What the library says is wrong with an argument.");

/// An error of the library, with its words.
fn fault(error: impl std::fmt::Display) -> PyErr {
    Error::new_err(error.to_string())
}

#[pymodule]
mod _native {
    #[pymodule_export]
    use super::Error;
    #[pymodule_export]
    use super::analyzer::{Analyzer, published, times};
    #[pymodule_export]
    use super::report::{House, Report};
    #[pymodule_export]
    use super::span::Span;
    #[pymodule_export]
    use super::table::{Table, table};

    use super::{Bound, PyModule, PyModuleMethods as _, PyResult};

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("HOUSES", ascribe::audit::House::BUILT_IN)?;
        module.add("LEVELS", ascribe::Level::ALL.map(ascribe::Level::as_str))?;
        module.add("COLUMNS", super::table::names())?;
        module.add("__version__", ascribe::Analyzer::new().maker().version)
    }
}
