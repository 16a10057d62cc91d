//! Reports as columns of Apache Arrow, and claims as flat rows.

use std::sync::Arc;

use arrow_array::builder::{LargeListBuilder, LargeStringBuilder};
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{ArrayRef, Float32Array, Int64Array, LargeStringArray, RecordBatch, RecordBatchIterator};
use arrow_schema::{DataType, Field, Schema};
use ascribe::TextIndex;
use ascribe::export::arrow;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyDict, PyList, PyString};
use serde_json::Value;

use crate::convert::{Text, to_python, value};
use crate::fault;
use crate::report::Report;

#[derive(Clone, Copy)]
enum Kind {
    Text,
    Texts,
    Whole,
    Real,
}

/// The columns of flat rows: name here, name in the library's rows, kind. Where the library's `start` counts bytes, Python's counts code
/// points.
const COLUMNS: [(&str, &str, Kind); 26] = [
    ("claim", "claim", Kind::Whole),
    ("words", "words", Kind::Text),
    ("speaker", "speaker", Kind::Text),
    ("kind", "kind", Kind::Text),
    ("level", "level", Kind::Text),
    ("source_words", "source_words", Kind::Text),
    ("cue", "cue", Kind::Text),
    ("relay", "relay", Kind::Text),
    ("chain", "chain", Kind::Texts),
    ("quotation", "quotation", Kind::Text),
    ("force", "force", Kind::Text),
    ("certainty", "certainty", Kind::Text),
    ("polarity", "polarity", Kind::Text),
    ("terms", "terms", Kind::Text),
    ("reason", "reason", Kind::Text),
    ("confidence", "confidence", Kind::Real),
    ("speaker_confidence", "speaker_confidence", Kind::Real),
    ("within", "within", Kind::Whole),
    ("sentence", "sentence", Kind::Text),
    ("start", "start_code_point", Kind::Whole),
    ("end", "end_code_point", Kind::Whole),
    ("start_byte", "start", Kind::Whole),
    ("end_byte", "end", Kind::Whole),
    ("start_utf16", "start_utf16", Kind::Whole),
    ("end_utf16", "end_utf16", Kind::Whole),
    ("standing", "standing", Kind::Text),
];

pub(crate) fn names() -> [&'static str; COLUMNS.len()] {
    COLUMNS.map(|(name, ..)| name)
}

/// The claims of a report as a list of dicts.
pub(crate) fn flat<'py>(py: Python<'py>, report: &Report) -> PyResult<Bound<'py, PyAny>> {
    let rows = value(&report.report.flat(&report.text))?;
    let (list, none) = (PyList::empty(py), TextIndex::new(""));
    for row in rows.as_array().into_iter().flatten() {
        let made = PyDict::new(py);
        for (name, field, _) in COLUMNS {
            let cell = row.get(field).unwrap_or(&Value::Null);
            made.set_item(PyString::intern(py, name), to_python(py, cell, &none)?)?;
        }
        list.append(made)?;
    }
    Ok(list.into_any())
}

/// The claims of reports as a batch.
fn claims(rows: &[Value]) -> Result<RecordBatch, arrow_schema::ArrowError> {
    let mut fields = Vec::new();
    let mut arrays: Vec<ArrayRef> = Vec::new();
    for (name, field, kind) in COLUMNS {
        let cells = || rows.iter().map(|row| row.get(field).unwrap_or(&Value::Null));
        let array: ArrayRef = match kind {
            Kind::Text => Arc::new(cells().map(Value::as_str).collect::<LargeStringArray>()),
            Kind::Whole => Arc::new(cells().map(Value::as_i64).collect::<Int64Array>()),
            #[allow(clippy::cast_possible_truncation)] // It was one.
            Kind::Real => Arc::new(cells().map(|cell| Some(cell.as_f64()? as f32)).collect::<Float32Array>()),
            Kind::Texts => {
                let mut lists = LargeListBuilder::new(LargeStringBuilder::new());
                for cell in cells() {
                    lists.append_value(cell.as_array().into_iter().flatten().map(Value::as_str));
                }
                Arc::new(lists.finish())
            }
        };
        fields.push(Field::new(name, array.data_type().clone(), true));
        arrays.push(array);
    }
    RecordBatch::try_new(Arc::new(Schema::new(fields)), arrays)
}

/// Columns that any library with the Arrow `PyCapsule` interface takes.
#[pyclass(frozen, module = "ascribe_news")]
pub(crate) struct Table {
    batch: RecordBatch,
}

#[pymethods]
impl Table {
    /// The columns as a stream of the Arrow C data interface, in one batch. Another schema is not made: who asks for one casts.
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        drop(requested_schema);
        let batches = RecordBatchIterator::new([Ok(self.batch.clone())], self.batch.schema());
        PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(Box::new(batches)), c"arrow_array_stream")
    }

    /// The names of the columns.
    #[getter]
    fn columns(&self) -> Vec<String> {
        self.batch.schema().fields().iter().map(|field| field.name().clone()).collect()
    }

    fn __len__(&self) -> usize {
        self.batch.num_rows()
    }
}

/// A table of what reports have: `claims`, `sources` or `events`; with a column `article` where ids are given.
#[pyfunction]
pub(crate) fn table(
    py: Python<'_>,
    reports: Vec<Bound<'_, Report>>,
    what: &str,
    ids: Option<Vec<Text>>,
) -> PyResult<Table> {
    let reports: Vec<&Report> = reports.iter().map(Bound::get).collect();
    if let Some(ids) = ids.as_ref().filter(|ids| ids.len() != reports.len()) {
        return Err(fault(format_args!("{} ids for {} reports", ids.len(), reports.len())));
    }
    let named = ids.is_some();
    let ids: Vec<String> = match ids {
        Some(ids) => ids.into_iter().map(|id| id.0).collect(),
        None => vec![String::new(); reports.len()],
    };
    py.detach(|| {
        let batch = if what == "claims" {
            let (mut rows, mut articles) = (Vec::new(), Vec::new());
            for (report, id) in reports.iter().zip(&ids) {
                if let Value::Array(flat) = value(&report.report.flat(&report.text))? {
                    articles.extend(flat.iter().map(|_| id.as_str()));
                    rows.extend(flat);
                }
            }
            let batch = claims(&rows).map_err(fault)?;
            if named { with_articles(&batch, articles).map_err(fault)? } else { batch }
        } else {
            let given =
                ids.iter().zip(&reports).map(|(id, one)| (id.as_str(), &one.report, one.text.as_str()));
            let batches = arrow::to_batches(given);
            let mut batch = match what {
                "sources" => batches.sources,
                "events" => batches.events,
                _ => return Err(fault(format_args!("no table `{what}`; there are claims, sources, events"))),
            };
            if !named {
                batch.remove_column(0);
            }
            batch
        };
        Ok(Table { batch })
    })
}

fn with_articles(batch: &RecordBatch, ids: Vec<&str>) -> Result<RecordBatch, arrow_schema::ArrowError> {
    let mut fields = vec![Arc::new(Field::new("article", DataType::LargeUtf8, false))];
    fields.extend(batch.schema().fields().iter().cloned());
    let mut arrays: Vec<ArrayRef> = vec![Arc::new(LargeStringArray::from(ids))];
    arrays.extend(batch.columns().iter().cloned());
    RecordBatch::try_new(Arc::new(Schema::new(fields)), arrays)
}
