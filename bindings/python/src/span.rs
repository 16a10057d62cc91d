//! Spans, in code points and in bytes.

use ascribe::TextIndex;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

/// A half-open range of a text: ``text[span.start:span.end]`` are its words.
///
/// ``start`` and ``end`` count code points, as Python's strings do. ``start_byte`` and ``end_byte`` count bytes of UTF-8, as
/// JSON reports and the Rust library do.
#[pyclass(frozen, eq, ord, hash, get_all, module = "ascribe_news")]
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Span {
    start: usize,
    end: usize,
    start_byte: usize,
    end_byte: usize,
}

impl Span {
    pub(crate) fn at((start_byte, end_byte): (usize, usize), index: &TextIndex<'_>) -> Self {
        let (start, end) = (index.code_point_of(start_byte), index.code_point_of(end_byte));
        Span { start, end, start_byte, end_byte }
    }
}

#[pymethods]
impl Span {
    #[classattr]
    fn __match_args__() -> (&'static str, &'static str) {
        ("start", "end")
    }

    #[new]
    fn new(start: usize, end: usize, start_byte: usize, end_byte: usize) -> PyResult<Self> {
        if start > end || start_byte > end_byte {
            return Err(PyValueError::new_err(format!("span start {start} after end {end}")));
        }
        Ok(Span { start, end, start_byte, end_byte })
    }

    /// The words of the span in its text.
    fn of<'py>(&self, text: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let range =
            pyo3::types::PySlice::new(text.py(), isize::try_from(self.start)?, isize::try_from(self.end)?, 1);
        text.get_item(range)
    }

    fn __len__(&self) -> usize {
        self.end - self.start
    }

    fn __repr__(&self) -> String {
        format!("Span({}, {})", self.start, self.end)
    }

    fn __getnewargs__(&self) -> (usize, usize, usize, usize) {
        (self.start, self.end, self.start_byte, self.end_byte)
    }
}
