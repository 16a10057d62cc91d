//! Record batches in and out.

use std::sync::Arc;

use arrow_array::builder::{ListBuilder, StringBuilder};
use arrow_array::cast::AsArray;
use arrow_array::types::{Float32Type, Int8Type, Int32Type, UInt64Type};
use arrow_array::{
    Array, ArrayRef, BooleanArray, Date32Array, Date64Array, DictionaryArray, Int8Array, Int64Array,
    LargeStringArray, NullArray, RecordBatch, StringArray, StringViewArray, TimestampMicrosecondArray,
    TimestampMillisecondArray, TimestampNanosecondArray, TimestampSecondArray, UInt64Array,
};
use ascribe::export::arrow::{self, ArticleRow};
use ascribe::export::table;
use ascribe::{Analyzer, Article, Published};

const TEXT: &str =
    "“The bridge is safe,” Mayor Ann Lee told Reuters on Tuesday. An aide said it would open in May.";

fn batch(columns: Vec<(&str, ArrayRef)>) -> RecordBatch {
    RecordBatch::try_from_iter_with_nullable(columns.into_iter().map(|(name, column)| (name, column, true)))
        .unwrap()
}

fn texts(values: &[Option<&str>]) -> ArrayRef {
    Arc::new(StringArray::from(values.to_vec()))
}

fn rows(columns: Vec<(&str, ArrayRef)>) -> Vec<ArticleRow> {
    arrow::from_batch(&batch(columns), 0).unwrap().into_iter().map(Result::unwrap).collect()
}

#[test]
fn columns_hold_what_the_tables_hold() {
    let article = Article::new(TEXT);
    let report = Analyzer::new().analyze(&article);
    let input = batch(vec![("id", texts(&[Some("x"), Some("y")])), ("text", texts(&[Some(TEXT), Some("")]))]);
    let (found, errors) = arrow::analyze(&Analyzer::new(), &input, 0).unwrap();
    assert!(errors.is_empty());
    let tables = [
        (found.claims, table::to_rows(&report, TEXT).claims, arrow::claims_schema()),
        (found.sources, table::to_rows(&report, TEXT).sources, arrow::sources_schema()),
        (found.events, table::to_rows(&report, TEXT).events, arrow::events_schema()),
    ];
    assert!(tables[0].1.rows.len() > 1 && tables[1].1.rows.len() > 1);
    for (batch, table, schema) in tables {
        assert_eq!(batch.schema(), schema);
        assert_eq!(batch.num_rows(), table.rows.len());
        assert_eq!(schema.field(0).name(), "article");
        let names: Vec<&String> = schema.fields().iter().skip(1).map(|field| field.name()).collect();
        assert_eq!(names, table.header);
        for (at, row) in table.rows.iter().enumerate() {
            assert_eq!(batch.column(0).as_string::<i64>().value(at), "x");
            for (column, cell) in batch.columns()[1..].iter().zip(row) {
                let held = if column.is_null(at) {
                    String::new()
                } else if let Some(numbers) = column.as_primitive_opt::<UInt64Type>() {
                    numbers.value(at).to_string()
                } else if let Some(numbers) = column.as_primitive_opt::<Float32Type>() {
                    numbers.value(at).to_string()
                } else {
                    column.as_string::<i64>().value(at).to_owned()
                };
                assert_eq!(&held, cell);
            }
        }
    }
    let again = arrow::to_batches([("x", &report, TEXT)]);
    assert_eq!(again.claims, arrow::analyze(&Analyzer::new(), &input, 0).unwrap().0.claims);
    assert_eq!(again.sources.num_rows(), report.sources.len());
    assert_eq!(again.events.num_rows(), report.events.len());
}

#[test]
fn text_comes_in_every_layout() {
    let values = vec![Some("It rained."), Some("It snowed.")];
    let dictionary: DictionaryArray<Int32Type> = values.iter().copied().collect();
    let layouts: Vec<ArrayRef> = vec![
        Arc::new(StringArray::from(values.clone())),
        Arc::new(LargeStringArray::from(values.clone())),
        Arc::new(StringViewArray::from(values.clone())),
        Arc::new(dictionary),
    ];
    for layout in layouts {
        let found = rows(vec![("text", layout)]);
        let read: Vec<&str> = found.iter().map(|row| row.article.text.as_str()).collect();
        assert_eq!(read, ["It rained.", "It snowed."]);
        assert_eq!(found[1].id, "1");
    }
}

#[test]
fn metadata_are_read() {
    let mut bylines = ListBuilder::new(StringBuilder::new());
    bylines.append_value([Some("Jo Reporter"), Some("Al Writer")]);
    bylines.append_null();
    let found = rows(vec![
        ("text", texts(&[Some("It rained."), Some("It snowed.")])),
        ("outlet", texts(&[Some("The Example"), Some("")])),
        ("byline", Arc::new(bylines.finish())),
        ("dateline", texts(&[None, Some("KYIV")])),
        ("headline", texts(&[Some("Rain"), None])),
        ("url", texts(&[Some("https://example.org"), None])),
        ("published", texts(&[Some("2024-03-18"), None])),
        ("words", Arc::new(BooleanArray::from(vec![true, false]))),
    ]);
    let [first, second] = [&found[0].article.metadata, &found[1].article.metadata];
    assert_eq!(first.outlet.as_deref(), Some("The Example"));
    assert_eq!(first.byline, ["Jo Reporter", "Al Writer"]);
    assert_eq!(first.headline.as_deref(), Some("Rain"));
    assert_eq!(first.url.as_deref(), Some("https://example.org"));
    assert_eq!(first.published.map(|day| day.to_string()).as_deref(), Some("2024-03-18"));
    assert_eq!((second.outlet.as_deref(), second.dateline.as_deref()), (None, Some("KYIV")));
    assert!(second.byline.is_empty() && second.published.is_none());
    let one = rows(vec![("text", texts(&[Some("")])), ("byline", texts(&[Some("Jo Reporter")]))]);
    assert_eq!(one[0].article.metadata.byline, ["Jo Reporter"]);
}

#[test]
fn days_come_in_every_type() {
    // 18 March 2024, 12:30:00 UTC
    const SECOND: i64 = 1_710_765_000;
    let read = |days: ArrayRef| {
        rows(vec![("text", texts(&[Some("")])), ("published", days)])[0].article.metadata.published
    };
    let day: Published = "2024-03-18".parse().unwrap();
    assert_eq!(read(Arc::new(Date32Array::from(vec![19_800]))), Some(day));
    assert_eq!(read(Arc::new(Date64Array::from(vec![19_800 * 86_400_000]))), Some(day));
    let local: Published = "2024-03-18T12:30:00".parse().unwrap();
    let zoned: Published = "2024-03-18T12:30:00+00:00".parse().unwrap();
    let (s, m, u, n) = (
        TimestampSecondArray::from(vec![SECOND]),
        TimestampMillisecondArray::from(vec![SECOND * 1000]),
        TimestampMicrosecondArray::from(vec![SECOND * 1_000_000]),
        TimestampNanosecondArray::from(vec![SECOND * 1_000_000_000]),
    );
    assert_eq!(read(Arc::new(s.clone().with_timezone("UTC"))), Some(zoned));
    assert_eq!(read(Arc::new(s)), Some(local));
    assert_eq!(read(Arc::new(m)), Some(local));
    assert_eq!(read(Arc::new(u)), Some(local));
    assert_eq!(read(Arc::new(n)), Some(local));
    // What no calendar holds is no date.
    assert_eq!(read(Arc::new(TimestampSecondArray::from(vec![i64::MAX]))), None);
    assert_eq!(read(Arc::new(Date32Array::from(vec![i32::MAX]))), None);
    assert_eq!(read(Arc::new(Date64Array::from(vec![i64::MIN]))), None);
}

#[test]
fn ids_are_text_or_numbers() {
    let ids = |ids: ArrayRef| rows(vec![("id", ids), ("text", texts(&[Some("")]))])[0].id.clone();
    assert_eq!(ids(Arc::new(Int64Array::from(vec![-7]))), "-7");
    assert_eq!(ids(Arc::new(Int8Array::from(vec![7]))), "7");
    assert_eq!(ids(Arc::new(UInt64Array::from(vec![u64::MAX]))), u64::MAX.to_string());
    assert_eq!(ids(texts(&[Some("")])), "");
}

#[test]
fn rows_are_numbered_from_where_the_batch_begins() {
    let text = texts(&[Some(TEXT), None, Some(TEXT)]);
    let input = batch(vec![("text", Arc::clone(&text))]);
    let (found, errors) = arrow::analyze(&Analyzer::new(), &input, 256).unwrap();
    let ids: Vec<&str> = found.sources.column(0).as_string::<i64>().iter().flatten().collect();
    assert!(ids.starts_with(&["256"]) && ids.ends_with(&["258"]), "{ids:?}");
    assert_eq!(errors[0].to_string(), "column `text`, row 257: null");
    let input = batch(vec![("text", texts(&[Some("")])), ("published", texts(&[Some("soon")]))]);
    let error = arrow::from_batch(&input, 1 << 40).unwrap().remove(0).unwrap_err().to_string();
    assert!(error.starts_with("column `published`, row 1099511627776: "), "{error}");
    // A number in the place of an id could be the id of another row.
    let nulls: [ArrayRef; 3] =
        [Arc::new(Int64Array::from(vec![Some(1), None, Some(5)])), texts(&[Some("1"), None, Some("5")]), {
            let ids: DictionaryArray<Int8Type> = [Some("1"), None, Some("5")].into_iter().collect();
            Arc::new(ids)
        }];
    let text = texts(&[Some(""); 3]);
    for ids in nulls {
        let input = batch(vec![("id", ids), ("text", Arc::clone(&text))]);
        let rows = arrow::from_batch(&input, 4).unwrap();
        assert_eq!(rows[0].as_ref().unwrap().id, "1");
        assert_eq!(rows[1].as_ref().unwrap_err().to_string(), "column `id`, row 5: null");
        assert_eq!(rows[2].as_ref().unwrap().id, "5");
    }
    // Where nobody can count on, it stays a number.
    let input = batch(vec![("text", texts(&[Some(""), Some("")]))]);
    assert_eq!(arrow::from_batch(&input, u64::MAX).unwrap()[1].as_ref().unwrap().id, u64::MAX.to_string());
}

#[test]
fn what_cannot_be_read_is_named() {
    let whole = |columns| arrow::from_batch(&batch(columns), 0).unwrap_err().to_string();
    assert_eq!(whole(vec![("body", texts(&[Some("")]))]), "column `text`: missing");
    let flags: ArrayRef = Arc::new(BooleanArray::from(vec![true]));
    assert_eq!(whole(vec![("text", Arc::clone(&flags))]), "column `text`: expected text, found Boolean");
    for name in ["id", "published", "byline", "outlet"] {
        let error = whole(vec![("text", texts(&[Some("")])), (name, Arc::clone(&flags))]);
        assert_eq!(error, format!("column `{name}`: expected text, found Boolean"));
    }
    let numbers: DictionaryArray<Int8Type> =
        DictionaryArray::new(Int8Array::from(vec![0]), Arc::new(Int64Array::from(vec![5])));
    assert_eq!(whole(vec![("text", Arc::new(numbers))]), "column `text`: expected text, found Int64");

    let input = batch(vec![
        ("text", texts(&[None, Some("It rained."), Some(TEXT)])),
        ("published", texts(&[None, Some("yesterday"), Some("2024-03-18")])),
    ]);
    let (found, errors) = arrow::analyze(&Analyzer::new(), &input, 0).unwrap();
    assert_eq!(errors.len(), 2);
    assert_eq!(errors[0].to_string(), "column `text`, row 0: null");
    assert!(
        errors[1]
            .to_string()
            .starts_with("column `published`, row 1: invalid date of publication `yesterday`")
    );
    assert!(found.claims.num_rows() > 1);
    assert_eq!(found.claims.column(0).as_string::<i64>().value(0), "2");
}

#[test]
fn nothing_is_no_trouble() {
    let empty = RecordBatch::new_empty(arrow::articles_schema());
    assert!(arrow::from_batch(&empty, 0).unwrap().is_empty());
    // A column of nothing, and a dictionary without an entry.
    let nulls: ArrayRef = Arc::new(NullArray::new(2));
    let (found, errors) = arrow::analyze(&Analyzer::new(), &batch(vec![("text", nulls)]), 0).unwrap();
    assert_eq!((found.claims.num_rows(), errors.len()), (0, 2));
    let none: DictionaryArray<Int8Type> = DictionaryArray::new(
        Int8Array::from(vec![None, None]),
        Arc::new(StringArray::from(Vec::<&str>::new())),
    );
    let (_, errors) = arrow::analyze(&Analyzer::new(), &batch(vec![("text", Arc::new(none))]), 0).unwrap();
    assert_eq!(errors.len(), 2);
}
