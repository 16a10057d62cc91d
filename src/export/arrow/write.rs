//! Reports as record batches.

use std::sync::Arc;

use arrow_array::builder::LargeStringBuilder;
use arrow_array::{ArrayRef, Float32Array, RecordBatch, UInt64Array};
use arrow_schema::{DataType, Field, Schema, SchemaRef};

use super::read::from_batch;
use crate::export::table::{self, Table};
use crate::{Analyzer, Error, Report};

/// The claims, sources and events of reports as record batches.
///
/// ```
/// use ascribe::export::arrow::{self, Batches};
/// use ascribe::{Article, Report};
///
/// let article = Article::new("Nobody spoke.");
/// let report = Report::new(&article);
/// let batches: Batches = arrow::to_batches([("a1", &report, article.text.as_str())]);
/// assert_eq!(batches.claims.num_rows(), 0);
/// assert_eq!(batches.sources.schema(), arrow::sources_schema());
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Batches {
    /// One row a claim.
    pub claims: RecordBatch,
    /// One row a source of an article.
    pub sources: RecordBatch,
    /// One row an event.
    pub events: RecordBatch,
}

/// The claims, sources and events of reports, each with the id and the text of its article.
#[must_use]
pub fn to_batches<'r>(reports: impl IntoIterator<Item = (&'r str, &'r Report, &'r str)>) -> Batches {
    let mut builder = Builder::new();
    for (id, report, text) in reports {
        builder.add(id, report, text);
    }
    builder.finish()
}

/// Analyzes the articles of a batch, one after the other, and returns the batches of their reports and an error for each
/// row without a valid article.
///
/// `first_row` is the number of the batch's first row in its file or stream; 0 for a batch on its own.
///
/// Batches are independent of each other: use any number of threads.
///
/// # Errors
///
/// [`Error::Column`] for a batch without a column `text`, or with a column of another type.
pub fn analyze(
    analyzer: &Analyzer,
    batch: &RecordBatch,
    first_row: u64,
) -> Result<(Batches, Vec<Error>), Error> {
    let mut errors = Vec::new();
    let mut builder = Builder::new();
    for row in from_batch(batch, first_row)? {
        match row {
            Ok(row) => builder.add(&row.id, &analyzer.analyze(&row.article), &row.article.text),
            Err(error) => errors.push(error),
        }
    }
    Ok((builder.finish(), errors))
}

/// The schema of [`Batches::claims`].
#[must_use]
pub fn claims_schema() -> SchemaRef {
    schema(&table::CLAIM_COLUMNS, &["start", "end"])
}

/// The schema of [`Batches::sources`].
#[must_use]
pub fn sources_schema() -> SchemaRef {
    schema(&table::SOURCE_COLUMNS, &["claims"])
}

/// The schema of [`Batches::events`].
#[must_use]
pub fn events_schema() -> SchemaRef {
    schema(&table::EVENT_COLUMNS, &[])
}

fn schema(columns: &[&str], integers: &[&str]) -> SchemaRef {
    let field = |name: &&str| {
        let data_type = match *name {
            "confidence" => DataType::Float32,
            name if integers.contains(&name) => DataType::UInt64,
            _ => DataType::LargeUtf8,
        };
        Field::new(*name, data_type, true)
    };
    let article = Field::new("article", DataType::LargeUtf8, false);
    Arc::new(Schema::new(std::iter::once(article).chain(columns.iter().map(field)).collect::<Vec<_>>()))
}

/// Three batches that grow.
struct Builder {
    claims: Columns,
    sources: Columns,
    events: Columns,
}

impl Builder {
    fn new() -> Self {
        Builder {
            claims: Columns::new(claims_schema()),
            sources: Columns::new(sources_schema()),
            events: Columns::new(events_schema()),
        }
    }

    fn add(&mut self, id: &str, report: &Report, text: &str) {
        let tables = table::to_rows(report, text);
        self.claims.add(id, &tables.claims);
        self.sources.add(id, &tables.sources);
        self.events.add(id, &tables.events);
    }

    fn finish(self) -> Batches {
        Batches { claims: self.claims.finish(), sources: self.sources.finish(), events: self.events.finish() }
    }
}

/// A column that grows.
enum Column {
    Text(LargeStringBuilder),
    Integer(Vec<Option<u64>>),
    Real(Vec<Option<f32>>),
}

/// A batch that grows.
struct Columns {
    schema: SchemaRef,
    articles: LargeStringBuilder,
    rest: Vec<Column>,
}

impl Columns {
    fn new(schema: SchemaRef) -> Columns {
        let column = |field: &Arc<Field>| match field.data_type() {
            DataType::UInt64 => Column::Integer(Vec::new()),
            DataType::Float32 => Column::Real(Vec::new()),
            _ => Column::Text(LargeStringBuilder::new()),
        };
        let rest = schema.fields().iter().skip(1).map(column).collect();
        Columns { schema, articles: LargeStringBuilder::new(), rest }
    }

    fn add(&mut self, id: &str, table: &Table) {
        for row in &table.rows {
            self.articles.append_value(id);
            for (column, cell) in self.rest.iter_mut().zip(row) {
                match column {
                    Column::Text(text) if cell.is_empty() => text.append_null(),
                    Column::Text(text) => text.append_value(cell),
                    Column::Integer(numbers) => numbers.push(cell.parse().ok()),
                    Column::Real(numbers) => numbers.push(cell.parse().ok()),
                }
            }
        }
    }

    fn finish(mut self) -> RecordBatch {
        let mut arrays: Vec<ArrayRef> = vec![Arc::new(self.articles.finish())];
        arrays.extend(self.rest.into_iter().map(|column| -> ArrayRef {
            match column {
                Column::Text(mut text) => Arc::new(text.finish()),
                Column::Integer(numbers) => Arc::new(UInt64Array::from(numbers)),
                Column::Real(numbers) => Arc::new(Float32Array::from(numbers)),
            }
        }));
        // Never fails: the arrays are made from the schema, and every row has all cells.
        RecordBatch::try_new(Arc::clone(&self.schema), arrays)
            .unwrap_or_else(|_| RecordBatch::new_empty(self.schema))
    }
}
