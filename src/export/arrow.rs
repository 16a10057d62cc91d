//! Apache Arrow: record batches of articles in, record batches of claims, sources and events out (feature `arrow`).
//!
//! For data frames, query engines and Parquet files, which all speak Arrow. The rows are those of [`table`], so that a CSV
//! file and a column never differ.
//!
//! ```
//! # #[cfg(feature = "embedded-model")]
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use std::sync::Arc;
//!
//! use arrow_array::cast::AsArray;
//! use arrow_array::{RecordBatch, StringArray};
//! use ascribe::export::arrow;
//! use ascribe::Analyzer;
//!
//! let articles = RecordBatch::try_from_iter([
//!     ("id", Arc::new(StringArray::from(vec!["a1", "a2"])) as arrow_array::ArrayRef),
//!     ("text", Arc::new(StringArray::from(vec![Some("The bridge is safe, Mayor Ann Lee said."), None]))),
//! ])?;
//! let found = arrow::analyze(&Analyzer::new(), &articles, 0)?;
//! assert_eq!(found.claims.column_by_name("article").unwrap().as_string::<i64>().value(0), "a1");
//! assert_eq!(found.claims.column_by_name("speaker").unwrap().as_string::<i64>().value(0), "Ann Lee");
//! // What cannot be read stands beside, and keeps nothing else from being read.
//! assert_eq!(found.errors[0].to_string(), "column `text`, row 1: is null");
//! # Ok(())
//! # }
//! # #[cfg(not(feature = "embedded-model"))]
//! # fn main() {}
//! ```
//!
//! # Columns that are read
//!
//! | column | type | |
//! | --- | --- | --- |
//! | `text` | text | the article; needed |
//! | `id` | text or a whole number | how it is called in what comes out; without the column, its row, from 0 |
//! | `published` | text in ISO 8601, `Date32`, `Date64` or a timestamp | |
//! | `outlet`, `dateline`, `headline`, `url` | text | |
//! | `byline` | text, or a list of text | |
//!
//! Text is `Utf8`, `LargeUtf8`, `Utf8View`, or a dictionary of one of these. Other columns are passed over. Empty metadata
//! count as null. A null `text` or `id` is an error of its row: a row number in the place of an id could be another row's id.
//!
//! A batch is mostly one of many, of a file or a stream, and does not know which. So [`analyze`] and [`articles`] take the
//! number that its first row has there, and ids and errors count from it:
//!
//! ```
//! # #[cfg(feature = "embedded-model")]
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use std::sync::Arc;
//!
//! use arrow_array::{ArrayRef, RecordBatch, StringArray};
//! use ascribe::export::arrow;
//! use ascribe::Analyzer;
//!
//! let file = Arc::new(StringArray::from(vec!["It rained.", "It will snow, she said.", "It snowed."])) as ArrayRef;
//! let file = RecordBatch::try_from_iter([("text", file)])?;
//! let (analyzer, mut first, mut ids) = (Analyzer::new(), 0, Vec::new());
//! for batch in [file.slice(0, 1), file.slice(1, 2)] {
//!     ids.extend(arrow::articles(&batch, first)?.into_iter().flatten().map(|row| row.id));
//!     let found = arrow::analyze(&analyzer, &batch, first)?;
//!     first += batch.num_rows() as u64;
//! }
//! assert_eq!(ids, ["0", "1", "2"]);
//! # Ok(())
//! # }
//! # #[cfg(not(feature = "embedded-model"))]
//! # fn main() {}
//! ```
//!
//! # Columns that are written
//!
//! `article`, the article's id, and then the columns of [`table::claims`], [`table::sources`] and [`table::events`].
//! `start`, `end` and a source's `claims` are `UInt64` (bytes of the text in UTF-8, and a number), `confidence` is `Float32`,
//! all else is `LargeUtf8`, whose offsets no batch outgrows; an empty cell is null.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_array::builder::LargeStringBuilder;
use arrow_array::cast::AsArray;
use arrow_array::temporal_conversions::as_datetime;
use arrow_array::types::{
    Date32Type, Date64Type, Int64Type, TimestampMicrosecondType, TimestampMillisecondType,
    TimestampNanosecondType, TimestampSecondType, UInt64Type,
};
use arrow_array::{Array, ArrayRef, Float32Array, RecordBatch, UInt64Array};
use arrow_schema::{DataType, Field, Schema, SchemaRef, TimeUnit};
use chrono::NaiveDateTime;

use crate::export::table::{self, Table};
use crate::{Analyzer, Article, Error, Metadata, Published, Report};

/// An article of a batch, and how it is called there.
///
/// ```
/// use ascribe::export::arrow::Row;
/// use ascribe::Article;
///
/// let row = Row { id: "a1".to_owned(), article: Article::new("It rained, she said.") };
/// assert_eq!(row.article.text.len(), 20);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its id, or the number of its row where there is no column of ids.
    pub id: String,
    /// What is to be analyzed.
    pub article: Article,
}

/// What the articles of a batch hold.
///
/// ```
/// # #[cfg(feature = "embedded-model")] {
/// use ascribe::export::arrow;
/// use ascribe::Analyzer;
///
/// let none = arrow_array::RecordBatch::new_empty(arrow::articles_schema());
/// let found: arrow::Found = arrow::analyze(&Analyzer::new(), &none, 0)?;
/// assert_eq!(found.claims.num_rows(), 0);
/// assert_eq!(found.sources.schema(), arrow::sources_schema());
/// # }
/// # Ok::<(), ascribe::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// One row a claim.
    pub claims: RecordBatch,
    /// One row a source of an article.
    pub sources: RecordBatch,
    /// One row an event.
    pub events: RecordBatch,
    /// One entry for each article that could not be read, with its row, counted as in [`analyze`].
    pub errors: Vec<Error>,
}

/// Analyzes the articles of a batch one after the other. Batches are independent of each other: analyze them on as many
/// threads as there are. `first` is the number that the batch's first row has in the file or stream that the batch is of: 0
/// where it is all there is.
///
/// # Errors
///
/// [`Error::Column`] where there is no column `text`, or a column has a type that it may not have. What is wrong with a
/// single row stands in [`Found::errors`].
pub fn analyze(analyzer: &Analyzer<'_>, batch: &RecordBatch, first: u64) -> Result<Found, Error> {
    let mut errors = Vec::new();
    let (mut claims, mut sources, mut events) =
        (Columns::of(&CLAIMS), Columns::of(&SOURCES), Columns::of(&EVENTS));
    for row in articles(batch, first)? {
        let Row { id, article } = match row {
            Ok(row) => row,
            Err(error) => {
                errors.push(error);
                continue;
            }
        };
        let report = analyzer.analyze(&article);
        claims.add(&id, &table::claims(&report, &article.text));
        sources.add(&id, &table::sources(&report, &article.text));
        events.add(&id, &table::events(&report, &article.text));
    }
    Ok(Found { claims: claims.finish(), sources: sources.finish(), events: events.finish(), errors })
}

/// The schema of a batch of articles, all columns of which but `text` may be left out.
///
/// ```
/// assert!(!ascribe::export::arrow::articles_schema().field_with_name("text").unwrap().is_nullable());
/// ```
#[must_use]
pub fn articles_schema() -> SchemaRef {
    let field = |name: &str| Field::new(name, DataType::LargeUtf8, !["id", "text"].contains(&name));
    let names = ["id", "text", "published", "outlet", "byline", "dateline", "headline", "url"];
    Arc::new(Schema::new(names.map(field).to_vec()))
}

/// The schema of [`Found::claims`] and [`claims`].
#[must_use]
pub fn claims_schema() -> SchemaRef {
    CLAIMS.schema()
}

/// The schema of [`Found::sources`] and [`sources`].
#[must_use]
pub fn sources_schema() -> SchemaRef {
    SOURCES.schema()
}

/// The schema of [`Found::events`] and [`events`].
#[must_use]
pub fn events_schema() -> SchemaRef {
    EVENTS.schema()
}

/// The claims of reports, each with its article's id and text.
///
/// ```
/// use ascribe::export::arrow;
/// use ascribe::{Article, Report};
///
/// let article = Article::new("Nobody spoke.");
/// let report = Report::new(&article);
/// let batch = arrow::claims([("a1", &report, article.text.as_str())]);
/// assert_eq!(batch.num_rows(), 0);
/// assert_eq!(batch.schema().field(0).name(), "article");
/// ```
#[must_use]
pub fn claims<'r>(reports: impl IntoIterator<Item = (&'r str, &'r Report, &'r str)>) -> RecordBatch {
    fill(&CLAIMS, reports, table::claims)
}

/// The sources of reports, as [`claims`].
#[must_use]
pub fn sources<'r>(reports: impl IntoIterator<Item = (&'r str, &'r Report, &'r str)>) -> RecordBatch {
    fill(&SOURCES, reports, table::sources)
}

/// The events of reports, as [`claims`].
#[must_use]
pub fn events<'r>(reports: impl IntoIterator<Item = (&'r str, &'r Report, &'r str)>) -> RecordBatch {
    fill(&EVENTS, reports, table::events)
}

fn fill<'r>(
    kind: &'static Kind,
    reports: impl IntoIterator<Item = (&'r str, &'r Report, &'r str)>,
    rows: impl Fn(&Report, &str) -> Table,
) -> RecordBatch {
    let mut columns = Columns::of(kind);
    for (id, report, text) in reports {
        columns.add(id, &rows(report, text));
    }
    columns.finish()
}

/// The columns of one kind of table.
struct Kind {
    header: fn() -> &'static [&'static str],
    whole_numbers: &'static [&'static str],
}

/// A report of nothing, for the names of the columns.
fn none() -> Report {
    Report::new(&Article::new(""))
}

static CLAIMS: Kind = Kind { header: || table::claims(&none(), "").header, whole_numbers: &["start", "end"] };
static SOURCES: Kind = Kind { header: || table::sources(&none(), "").header, whole_numbers: &["claims"] };
static EVENTS: Kind = Kind { header: || table::events(&none(), "").header, whole_numbers: &[] };

impl Kind {
    fn data_type(&self, name: &str) -> DataType {
        match name {
            "confidence" => DataType::Float32,
            _ if self.whole_numbers.contains(&name) => DataType::UInt64,
            _ => DataType::LargeUtf8,
        }
    }

    fn schema(&self) -> SchemaRef {
        let article = Field::new("article", DataType::LargeUtf8, false);
        let rest = (self.header)().iter().map(|name| Field::new(*name, self.data_type(name), true));
        Arc::new(Schema::new(std::iter::once(article).chain(rest).collect::<Vec<_>>()))
    }
}

/// A column that grows.
enum Column {
    Text(LargeStringBuilder),
    Whole(Vec<Option<u64>>),
    Real(Vec<Option<f32>>),
}

/// The columns of a batch that grows.
struct Columns {
    schema: SchemaRef,
    articles: LargeStringBuilder,
    rest: Vec<Column>,
}

impl Columns {
    fn of(kind: &Kind) -> Columns {
        let schema = kind.schema();
        let column = |field: &Arc<Field>| match field.data_type() {
            DataType::UInt64 => Column::Whole(Vec::new()),
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
                    Column::Whole(numbers) => numbers.push(cell.parse().ok()),
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
                Column::Whole(numbers) => Arc::new(UInt64Array::from(numbers)),
                Column::Real(numbers) => Arc::new(Float32Array::from(numbers)),
            }
        }));
        // Columns and schema come from one list, and every row has all cells.
        RecordBatch::try_new(Arc::clone(&self.schema), arrays)
            .unwrap_or_else(|_| RecordBatch::new_empty(self.schema))
    }
}

/// Reads the articles of a batch, row by row, where `first` is the number of its first row as in [`analyze`].
///
/// # Errors
///
/// [`Error::Column`] where there is no column `text`, or a column has a type that it may not have; and for a row alone where
/// its text or its id is null or its date is none.
///
/// ```
/// use std::sync::Arc;
///
/// let texts = Arc::new(arrow_array::StringArray::from(vec!["It rained."])) as arrow_array::ArrayRef;
/// let batch = arrow_array::RecordBatch::try_from_iter([("text", texts)])?;
/// let rows = ascribe::export::arrow::articles(&batch, 256)?;
/// assert_eq!(rows[0].as_ref().unwrap().id, "256");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn articles(batch: &RecordBatch, first: u64) -> Result<Vec<Result<Row, Error>>, Error> {
    let text = batch.column_by_name("text").ok_or_else(|| wrong("text", None, "there is none"))?;
    let text = Texts::read("text", text)?;
    let ids = batch.column_by_name("id").map(Ids::read).transpose()?;
    let published = batch.column_by_name("published").map(Days::read).transpose()?;
    let byline = batch.column_by_name("byline").map(Names::read).transpose()?;
    let mut plain = HashMap::new();
    for name in ["outlet", "dateline", "headline", "url"] {
        if let Some(column) = batch.column_by_name(name) {
            plain.insert(name, Texts::read(name, column)?);
        }
    }
    let row = |row: usize| {
        let number = first.saturating_add(row as u64);
        let body = text.get(row).ok_or_else(|| wrong("text", Some(number), "is null"))?;
        let told = |name: &str| plain.get(name)?.get(row).filter(|cell| !cell.is_empty()).map(str::to_owned);
        let day = published.as_ref().map_or(Ok(None), |days| days.get(row));
        let day = day.map_err(|why| wrong("published", Some(number), why.to_string()))?;
        let metadata = Metadata {
            published: day,
            outlet: told("outlet"),
            byline: byline.as_ref().map(|names| names.get(row)).unwrap_or_default(),
            dateline: told("dateline"),
            headline: told("headline"),
            url: told("url"),
        };
        let id = match &ids {
            Some(ids) => ids.get(row).ok_or_else(|| wrong("id", Some(number), "is null"))?,
            None => number.to_string(),
        };
        Ok(Row { id, article: Article::new(body).with_metadata(metadata) })
    };
    Ok((0..batch.num_rows()).map(row).collect())
}

fn wrong(column: &str, row: Option<u64>, why: impl Into<String>) -> Error {
    Error::Column { column: column.to_owned(), row, why: why.into() }
}

/// A column of text, whatever its layout.
struct Texts<'a> {
    values: &'a dyn Array,
    /// Where a dictionary keeps the value of each row.
    keys: Option<Vec<usize>>,
    whole: &'a dyn Array,
}

impl<'a> Texts<'a> {
    fn read(name: &str, column: &'a ArrayRef) -> Result<Texts<'a>, Error> {
        let dictionary = column.as_any_dictionary_opt();
        let values: &dyn Array = match dictionary {
            Some(dictionary) => dictionary.values().as_ref(),
            None => column.as_ref(),
        };
        match values.data_type() {
            DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View | DataType::Null => {}
            other => return Err(wrong(name, None, format!("is {other}, and no text"))),
        }
        // Where it holds nothing there is no key to look up.
        let keys = dictionary.map(|dictionary| {
            if dictionary.values().is_empty() { Vec::new() } else { dictionary.normalized_keys() }
        });
        Ok(Texts { values, keys, whole: column.as_ref() })
    }

    fn get(&self, row: usize) -> Option<&'a str> {
        if !self.whole.is_valid(row) {
            return None;
        }
        let at = match &self.keys {
            Some(keys) => *keys.get(row)?,
            None => row,
        };
        if at >= self.values.len() || !self.values.is_valid(at) {
            return None;
        }
        if let Some(texts) = self.values.as_string_opt::<i32>() {
            return Some(texts.value(at));
        }
        if let Some(texts) = self.values.as_string_opt::<i64>() {
            return Some(texts.value(at));
        }
        self.values.as_string_view_opt().map(|texts| texts.value(at))
    }
}

/// A column of ids.
enum Ids<'a> {
    Texts(Texts<'a>),
    Signed(Vec<Option<i64>>),
    Unsigned(Vec<Option<u64>>),
}

impl<'a> Ids<'a> {
    fn read(column: &'a ArrayRef) -> Result<Ids<'a>, Error> {
        use arrow_array::types::{Int8Type, Int16Type, Int32Type, UInt8Type, UInt16Type, UInt32Type};
        macro_rules! wide {
            ($type:ty) => {
                column.as_primitive::<$type>().iter().map(|id| id.map(Into::into)).collect()
            };
        }
        Ok(match column.data_type() {
            DataType::Int8 => Ids::Signed(wide!(Int8Type)),
            DataType::Int16 => Ids::Signed(wide!(Int16Type)),
            DataType::Int32 => Ids::Signed(wide!(Int32Type)),
            DataType::Int64 => Ids::Signed(wide!(Int64Type)),
            DataType::UInt8 => Ids::Unsigned(wide!(UInt8Type)),
            DataType::UInt16 => Ids::Unsigned(wide!(UInt16Type)),
            DataType::UInt32 => Ids::Unsigned(wide!(UInt32Type)),
            DataType::UInt64 => Ids::Unsigned(wide!(UInt64Type)),
            _ => Ids::Texts(Texts::read("id", column)?),
        })
    }

    fn get(&self, row: usize) -> Option<String> {
        match self {
            Ids::Texts(texts) => texts.get(row).map(str::to_owned),
            Ids::Signed(numbers) => numbers.get(row).copied().flatten().map(|id| id.to_string()),
            Ids::Unsigned(numbers) => numbers.get(row).copied().flatten().map(|id| id.to_string()),
        }
    }
}

/// A column of days and times of publication.
enum Days<'a> {
    Texts(Texts<'a>),
    Read(Vec<Option<Published>>),
}

impl<'a> Days<'a> {
    fn read(column: &'a ArrayRef) -> Result<Days<'a>, Error> {
        macro_rules! read {
            ($type:ty, $read:expr) => {
                column.as_primitive::<$type>().iter().map(|value| $read(value?)).collect()
            };
        }
        let day = |time: Option<NaiveDateTime>| Some(Published::Date(time?.date()));
        // With a zone it is a point in time, which Arrow keeps in UTC.
        let zoned = matches!(column.data_type(), DataType::Timestamp(_, Some(_)));
        let time = |time: Option<NaiveDateTime>| {
            let time = time?;
            Some(if zoned { Published::Zoned(time.and_utc().fixed_offset()) } else { Published::Local(time) })
        };
        Ok(match column.data_type() {
            DataType::Date32 => {
                Days::Read(read!(Date32Type, |value: i32| day(as_datetime::<Date32Type>(i64::from(value)))))
            }
            DataType::Date64 => Days::Read(read!(Date64Type, |value| day(as_datetime::<Date64Type>(value)))),
            DataType::Timestamp(TimeUnit::Second, _) => Days::Read(read!(TimestampSecondType, |value| time(
                as_datetime::<TimestampSecondType>(value)
            ))),
            DataType::Timestamp(TimeUnit::Millisecond, _) => {
                Days::Read(read!(TimestampMillisecondType, |value| time(as_datetime::<
                    TimestampMillisecondType,
                >(value))))
            }
            DataType::Timestamp(TimeUnit::Microsecond, _) => {
                Days::Read(read!(TimestampMicrosecondType, |value| time(as_datetime::<
                    TimestampMicrosecondType,
                >(value))))
            }
            DataType::Timestamp(TimeUnit::Nanosecond, _) => Days::Read(read!(
                TimestampNanosecondType,
                |value| time(as_datetime::<TimestampNanosecondType>(value))
            )),
            _ => Days::Texts(Texts::read("published", column)?),
        })
    }

    fn get(&self, row: usize) -> Result<Option<Published>, Error> {
        match self {
            Days::Read(days) => Ok(days.get(row).copied().flatten()),
            Days::Texts(texts) => match texts.get(row).filter(|day| !day.is_empty()) {
                Some(day) => day.parse().map(Some),
                None => Ok(None),
            },
        }
    }
}

/// A column of authors: one a row, or a list.
enum Names<'a> {
    One(Texts<'a>),
    Many(Vec<Vec<String>>),
}

impl<'a> Names<'a> {
    fn read(column: &'a ArrayRef) -> Result<Names<'a>, Error> {
        let of_list = |names: ArrayRef| -> Result<Vec<String>, Error> {
            let texts = Texts::read("byline", &names)?;
            Ok((0..names.len()).filter_map(|at| texts.get(at).map(str::to_owned)).collect())
        };
        let list = |values: Vec<Option<ArrayRef>>| -> Result<Vec<Vec<String>>, Error> {
            values.into_iter().map(|names| names.map_or(Ok(Vec::new()), of_list)).collect()
        };
        if let Some(lists) = column.as_list_opt::<i32>() {
            return Ok(Names::Many(list(lists.iter().collect())?));
        }
        if let Some(lists) = column.as_list_opt::<i64>() {
            return Ok(Names::Many(list(lists.iter().collect())?));
        }
        Ok(Names::One(Texts::read("byline", column)?))
    }

    fn get(&self, row: usize) -> Vec<String> {
        match self {
            Names::One(texts) => {
                texts.get(row).filter(|name| !name.is_empty()).map(str::to_owned).into_iter().collect()
            }
            Names::Many(lists) => lists.get(row).cloned().unwrap_or_default(),
        }
    }
}
