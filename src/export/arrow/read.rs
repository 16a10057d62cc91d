//! Articles of record batches.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::temporal_conversions::as_datetime;
use arrow_array::types::{
    Date32Type, Date64Type, Int64Type, TimestampMicrosecondType, TimestampMillisecondType,
    TimestampNanosecondType, TimestampSecondType, UInt64Type,
};
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Schema, SchemaRef, TimeUnit};
use chrono::NaiveDateTime;

use crate::{Article, Error, Metadata, Published};

/// An article of a batch.
///
/// ```
/// use ascribe::Article;
/// use ascribe::export::arrow::ArticleRow;
///
/// let row = ArticleRow::new("a1", Article::new("It rained, she said."));
/// assert_eq!(row.article.text.len(), 20);
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ArticleRow {
    /// The id of the article, or the number of its row if the batch has no column `id`.
    pub id: String,
    /// The article.
    pub article: Article,
}

impl ArticleRow {
    /// An article with an id.
    #[must_use]
    pub fn new(id: impl Into<String>, article: Article) -> Self {
        ArticleRow { id: id.into(), article }
    }
}

/// The schema of a batch of articles. All columns but `text` are optional.
///
/// ```
/// use ascribe::export::arrow;
///
/// assert!(!arrow::articles_schema().field_with_name("text").unwrap().is_nullable());
/// ```
#[must_use]
pub fn articles_schema() -> SchemaRef {
    let field = |name: &str| Field::new(name, DataType::LargeUtf8, !["id", "text"].contains(&name));
    let names = ["id", "text", "published", "outlet", "byline", "dateline", "headline", "url"];
    Arc::new(Schema::new(names.map(field).to_vec()))
}

/// Reads the articles of a batch, one result a row.
///
/// `first_row` is the number of the batch's first row in its file or stream; 0 for a batch on its own. Errors, and ids of
/// articles without an id, count from it.
///
/// # Errors
///
/// [`Error::Column`] for a batch without a column `text`, or with a column of another type; and, for a row, if its `text`
/// or `id` is null or its `published` is not a date.
///
/// ```
/// use std::sync::Arc;
///
/// use ascribe::export::arrow;
///
/// let texts = Arc::new(arrow_array::StringArray::from(vec!["It rained."])) as arrow_array::ArrayRef;
/// let batch = arrow_array::RecordBatch::try_from_iter([("text", texts)])?;
/// let rows = arrow::from_batch(&batch, 256)?;
/// assert_eq!(rows[0].as_ref().unwrap().id, "256");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn from_batch(batch: &RecordBatch, first_row: u64) -> Result<Vec<Result<ArticleRow, Error>>, Error> {
    let text = batch.column_by_name("text").ok_or_else(|| error("text", None, "missing"))?;
    let text = TextColumn::read("text", text)?;
    let ids = batch.column_by_name("id").map(IdColumn::read).transpose()?;
    let published = batch.column_by_name("published").map(DateColumn::read).transpose()?;
    let byline = batch.column_by_name("byline").map(NamesColumn::read).transpose()?;
    let mut plain = HashMap::new();
    for name in ["outlet", "dateline", "headline", "url"] {
        if let Some(column) = batch.column_by_name(name) {
            plain.insert(name, TextColumn::read(name, column)?);
        }
    }
    let row = |row: usize| {
        let number = first_row.saturating_add(row as u64);
        let body = text.get(row).ok_or_else(|| error("text", Some(number), "null"))?;
        let cell = |name: &str| plain.get(name)?.get(row).filter(|cell| !cell.is_empty()).map(str::to_owned);
        let date = published.as_ref().map_or(Ok(None), |dates| dates.get(row));
        let date = date.map_err(|why| error("published", Some(number), why.to_string()))?;
        let metadata = Metadata {
            published: date,
            outlet: cell("outlet"),
            byline: byline.as_ref().map(|names| names.get(row)).unwrap_or_default(),
            dateline: cell("dateline"),
            headline: cell("headline"),
            url: cell("url"),
        };
        let id = match &ids {
            Some(ids) => ids.get(row).ok_or_else(|| error("id", Some(number), "null"))?,
            None => number.to_string(),
        };
        Ok(ArticleRow { id, article: Article::new(body).with_metadata(metadata) })
    };
    Ok((0..batch.num_rows()).map(row).collect())
}

fn error(column: &str, row: Option<u64>, why: impl Into<String>) -> Error {
    Error::Column { column: column.to_owned(), row, why: why.into() }
}

/// A column of text in any layout.
struct TextColumn<'a> {
    values: &'a dyn Array,
    /// The index into `values` for each row, if the column is a dictionary.
    keys: Option<Vec<usize>>,
    whole: &'a dyn Array,
}

impl<'a> TextColumn<'a> {
    fn read(name: &str, column: &'a ArrayRef) -> Result<TextColumn<'a>, Error> {
        let dictionary = column.as_any_dictionary_opt();
        let values: &dyn Array = match dictionary {
            Some(dictionary) => dictionary.values().as_ref(),
            None => column.as_ref(),
        };
        match values.data_type() {
            DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View | DataType::Null => {}
            other => return Err(error(name, None, format!("expected text, found {other}"))),
        }
        // The keys of an empty dictionary cannot be normalized.
        let keys = dictionary.map(|dictionary| {
            if dictionary.values().is_empty() { Vec::new() } else { dictionary.normalized_keys() }
        });
        Ok(TextColumn { values, keys, whole: column.as_ref() })
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
enum IdColumn<'a> {
    Texts(TextColumn<'a>),
    Signed(Vec<Option<i64>>),
    Unsigned(Vec<Option<u64>>),
}

impl<'a> IdColumn<'a> {
    fn read(column: &'a ArrayRef) -> Result<IdColumn<'a>, Error> {
        use arrow_array::types::{Int8Type, Int16Type, Int32Type, UInt8Type, UInt16Type, UInt32Type};
        macro_rules! wide {
            ($type:ty) => {
                column.as_primitive::<$type>().iter().map(|id| id.map(Into::into)).collect()
            };
        }
        Ok(match column.data_type() {
            DataType::Int8 => IdColumn::Signed(wide!(Int8Type)),
            DataType::Int16 => IdColumn::Signed(wide!(Int16Type)),
            DataType::Int32 => IdColumn::Signed(wide!(Int32Type)),
            DataType::Int64 => IdColumn::Signed(wide!(Int64Type)),
            DataType::UInt8 => IdColumn::Unsigned(wide!(UInt8Type)),
            DataType::UInt16 => IdColumn::Unsigned(wide!(UInt16Type)),
            DataType::UInt32 => IdColumn::Unsigned(wide!(UInt32Type)),
            DataType::UInt64 => IdColumn::Unsigned(wide!(UInt64Type)),
            _ => IdColumn::Texts(TextColumn::read("id", column)?),
        })
    }

    fn get(&self, row: usize) -> Option<String> {
        match self {
            IdColumn::Texts(texts) => texts.get(row).map(str::to_owned),
            IdColumn::Signed(numbers) => numbers.get(row).copied().flatten().map(|id| id.to_string()),
            IdColumn::Unsigned(numbers) => numbers.get(row).copied().flatten().map(|id| id.to_string()),
        }
    }
}

/// A column of dates of publication.
enum DateColumn<'a> {
    Texts(TextColumn<'a>),
    Read(Vec<Option<Published>>),
}

impl<'a> DateColumn<'a> {
    fn read(column: &'a ArrayRef) -> Result<DateColumn<'a>, Error> {
        macro_rules! read {
            ($type:ty, $read:expr) => {
                column.as_primitive::<$type>().iter().map(|value| $read(value?)).collect()
            };
        }
        let day = |time: Option<NaiveDateTime>| Some(Published::Date(time?.date()));
        // A timestamp with a zone is a point in time, which Arrow keeps in UTC.
        let zoned = matches!(column.data_type(), DataType::Timestamp(_, Some(_)));
        let time = |time: Option<NaiveDateTime>| {
            let time = time?;
            Some(if zoned { Published::Zoned(time.and_utc().fixed_offset()) } else { Published::Local(time) })
        };
        Ok(match column.data_type() {
            DataType::Date32 => {
                DateColumn::Read(read!(Date32Type, |value: i32| day(as_datetime::<Date32Type>(i64::from(
                    value
                )))))
            }
            DataType::Date64 => {
                DateColumn::Read(read!(Date64Type, |value| day(as_datetime::<Date64Type>(value))))
            }
            DataType::Timestamp(TimeUnit::Second, _) => DateColumn::Read(read!(
                TimestampSecondType,
                |value| time(as_datetime::<TimestampSecondType>(value))
            )),
            DataType::Timestamp(TimeUnit::Millisecond, _) => {
                DateColumn::Read(read!(TimestampMillisecondType, |value| time(as_datetime::<
                    TimestampMillisecondType,
                >(value))))
            }
            DataType::Timestamp(TimeUnit::Microsecond, _) => {
                DateColumn::Read(read!(TimestampMicrosecondType, |value| time(as_datetime::<
                    TimestampMicrosecondType,
                >(value))))
            }
            DataType::Timestamp(TimeUnit::Nanosecond, _) => {
                DateColumn::Read(read!(TimestampNanosecondType, |value| time(as_datetime::<
                    TimestampNanosecondType,
                >(value))))
            }
            _ => DateColumn::Texts(TextColumn::read("published", column)?),
        })
    }

    fn get(&self, row: usize) -> Result<Option<Published>, Error> {
        match self {
            DateColumn::Read(days) => Ok(days.get(row).copied().flatten()),
            DateColumn::Texts(texts) => match texts.get(row).filter(|day| !day.is_empty()) {
                Some(day) => day.parse().map(Some),
                None => Ok(None),
            },
        }
    }
}

/// A column of authors: one or a list a row.
enum NamesColumn<'a> {
    One(TextColumn<'a>),
    Many(Vec<Vec<String>>),
}

impl<'a> NamesColumn<'a> {
    fn read(column: &'a ArrayRef) -> Result<NamesColumn<'a>, Error> {
        let of_list = |names: ArrayRef| -> Result<Vec<String>, Error> {
            let texts = TextColumn::read("byline", &names)?;
            Ok((0..names.len()).filter_map(|at| texts.get(at).map(str::to_owned)).collect())
        };
        let list = |values: Vec<Option<ArrayRef>>| -> Result<Vec<Vec<String>>, Error> {
            values.into_iter().map(|names| names.map_or(Ok(Vec::new()), of_list)).collect()
        };
        if let Some(lists) = column.as_list_opt::<i32>() {
            return Ok(NamesColumn::Many(list(lists.iter().collect())?));
        }
        if let Some(lists) = column.as_list_opt::<i64>() {
            return Ok(NamesColumn::Many(list(lists.iter().collect())?));
        }
        Ok(NamesColumn::One(TextColumn::read("byline", column)?))
    }

    fn get(&self, row: usize) -> Vec<String> {
        match self {
            NamesColumn::One(texts) => {
                texts.get(row).filter(|name| !name.is_empty()).map(str::to_owned).into_iter().collect()
            }
            NamesColumn::Many(lists) => lists.get(row).cloned().unwrap_or_default(),
        }
    }
}
