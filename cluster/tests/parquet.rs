//! Parquet files in and out.

#![cfg(feature = "parquet")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, RecordBatch, StringArray};
use ascribe::{Analyzer, arrow};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

/// A folder of its own for each test.
fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("ascribe-parquet-{name}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn articles(count: usize, missing: usize) -> RecordBatch {
    let text = |n: usize| {
        (n != missing).then(|| format!("Bridge {n} is safe, Mayor Ann Lee told Reuters. An aide denied it."))
    };
    let texts: ArrayRef = Arc::new((0..count).map(text).collect::<StringArray>());
    let ids: ArrayRef = Arc::new((0..count).map(|n| Some(format!("a{n}"))).collect::<StringArray>());
    RecordBatch::try_from_iter([("id", ids), ("text", texts)]).unwrap()
}

fn write(path: &Path, batch: &RecordBatch) {
    let mut writer = ArrowWriter::try_new(File::create(path).unwrap(), batch.schema(), None).unwrap();
    writer.write(batch).unwrap();
    writer.close().unwrap();
}

fn read(path: &Path) -> Vec<RecordBatch> {
    let reader =
        ParquetRecordBatchReaderBuilder::try_new(File::open(path).unwrap()).unwrap().build().unwrap();
    reader.map(Result::unwrap).collect()
}

fn run(arguments: &[&str], out: &Path, file: &Path) -> Output {
    let program = env!("CARGO_BIN_EXE_ascribe-parquet");
    Command::new(program).args(arguments).arg("--out").arg(out).arg(file).output().unwrap()
}

#[test]
fn rows_come_out_in_order_whatever_the_batches_and_threads() {
    let folder = folder("order");
    let (file, out) = (folder.join("news.parquet"), folder.join("out"));
    let batch = articles(57, 40);
    write(&file, &batch);
    let output = run(&["--rows", "5", "--threads", "4"], &out, &file);
    // One row has no text, which is said and does not keep the others from being read.
    assert_eq!(output.status.code(), Some(1));
    assert!(
        String::from_utf8_lossy(&output.stderr).contains("batch from row 40: column `text`, row 0: is null")
    );
    let whole = arrow::analyze(&Analyzer::new(), &batch).unwrap();
    for (kind, expected) in [("claims", whole.claims), ("sources", whole.sources), ("events", whole.events)] {
        let found = read(&out.join(format!("news.{kind}.parquet")));
        let rows: usize = found.iter().map(RecordBatch::num_rows).sum();
        assert_eq!(rows, expected.num_rows(), "{kind}");
        let mut at = 0;
        for batch in &found {
            assert_eq!(batch.columns(), expected.slice(at, batch.num_rows()).columns(), "{kind}");
            at += batch.num_rows();
        }
    }
    let claims = read(&out.join("news.claims.parquet"));
    assert_eq!(claims[0].column(0).as_string::<i64>().value(0), "a0");
    assert!(!claims[0].column(0).is_nullable());
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn what_is_whole_is_not_done_again() {
    let folder = folder("resume");
    let (file, out) = (folder.join("news.parquet"), folder.join("out"));
    write(&file, &articles(3, 99));
    assert_eq!(run(&[], &out, &file).status.code(), Some(0));
    let claims = out.join("news.claims.parquet");
    let first = fs::read(&claims).unwrap();
    // A run that was killed: one file is not there, and another lies half written under its other name.
    fs::remove_file(out.join("news.events.parquet")).unwrap();
    fs::write(out.join("news.events.parquet.part"), b"PAR1 half").unwrap();
    assert_eq!(run(&["--resume"], &out, &file).status.code(), Some(0));
    assert_eq!(fs::read(&claims).unwrap(), first);
    assert!(out.join("news.events.parquet").exists() && !out.join("news.events.parquet.part").exists());
    // All is there: nothing is read again, not even an input that has gone bad.
    fs::write(&file, b"nothing of the kind").unwrap();
    assert_eq!(run(&["--resume"], &out, &file).status.code(), Some(0));
    assert_eq!(run(&[], &out, &file).status.code(), Some(2));
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_file_without_text_is_refused() {
    let folder = folder("wrong");
    let file = folder.join("news.parquet");
    let bodies: ArrayRef = Arc::new(StringArray::from(vec!["It rained."]));
    write(&file, &RecordBatch::try_from_iter([("body", bodies)]).unwrap());
    let output = run(&[], &folder.join("out"), &file);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("column `text`: there is none"));
    assert!(!folder.join("out/news.claims.parquet").exists());
    fs::remove_dir_all(folder).unwrap();
}
