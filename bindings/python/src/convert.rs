//! Values from and for Python.

use ascribe::TextIndex;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyNone, PyString, PyTuple};
use serde::Serialize;
use serde_json::{Map, Value};

use crate::fault;
use crate::span::Span;

/// A string of Python. A lone surrogate, which UTF-8 has not, is read as U+FFFD: that is one code point as well, and as many bytes,
/// so that offsets stay.
pub(crate) struct Text(pub(crate) String);

impl<'py> FromPyObject<'_, 'py> for Text {
    type Error = PyErr;

    fn extract(given: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        let given = given.cast::<PyString>()?;
        if let Ok(text) = given.to_str() {
            return Ok(Text(text.to_owned()));
        }
        let bytes = given.call_method1("encode", ("utf-8", "surrogatepass"))?;
        let mut bytes = bytes.cast::<PyBytes>()?.as_bytes().to_vec();
        for at in 0..bytes.len() {
            if let Some(three @ [0xed, 0xa0..=0xbf, _]) = bytes.get_mut(at..at + 3) {
                three.copy_from_slice("\u{fffd}".as_bytes());
            }
        }
        String::from_utf8(bytes).map(Text).map_err(fault)
    }
}

/// A value as JSON has it. Through text, since a confidence of 0.9 would be 0.8999999761581421 otherwise.
pub(crate) fn value(of: &impl Serialize) -> PyResult<Value> {
    let written = serde_json::to_string(of).map_err(fault)?;
    serde_json::from_str(&written).map_err(fault)
}

/// A value for Python: tuples for lists, a [`Span`] for each span.
pub(crate) fn to_python<'py>(
    py: Python<'py>,
    value: &Value,
    index: &TextIndex<'_>,
) -> PyResult<Bound<'py, PyAny>> {
    let made = match value {
        Value::Null => PyNone::get(py).to_owned().into_any(),
        Value::Bool(value) => value.into_pyobject(py)?.to_owned().into_any(),
        Value::Number(number) => match (number.as_u64(), number.as_i64()) {
            (Some(whole), _) => whole.into_pyobject(py)?.into_any(),
            (None, Some(whole)) => whole.into_pyobject(py)?.into_any(),
            (None, None) => number.as_f64().into_pyobject(py)?,
        },
        Value::String(text) => text.into_pyobject(py)?.into_any(),
        Value::Array(values) => {
            let made: PyResult<Vec<_>> = values.iter().map(|value| to_python(py, value, index)).collect();
            PyTuple::new(py, made?)?.into_any()
        }
        Value::Object(fields) => {
            if let Some(bytes) = span(fields) {
                return Ok(Bound::new(py, Span::at(bytes, index))?.into_any());
            }
            let made = PyDict::new(py);
            for (name, value) in fields {
                made.set_item(PyString::intern(py, name), to_python(py, value, index)?)?;
            }
            made.into_any()
        }
    };
    Ok(made)
}

/// The offsets of a span. Of the JSON form spans, and nothing else, are objects of two whole numbers `start` and `end`.
fn span(fields: &Map<String, Value>) -> Option<(usize, usize)> {
    let offset = |name: &str| usize::try_from(fields.get(name)?.as_u64()?).ok();
    if fields.len() == 2 { Some((offset("start")?, offset("end")?)) } else { None }
}

/// Puts fields beside those of an object.
pub(crate) fn beside<const N: usize>(row: &mut Value, more: [(&str, Value); N]) {
    if let Value::Object(fields) = row {
        fields.extend(more.map(|(name, value)| (name.to_owned(), value)));
    }
}
