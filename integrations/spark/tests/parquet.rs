//! Parquet files in and out.

#![cfg(feature = "parquet")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, RecordBatch, StringArray};
use ascribe::Analyzer;
use ascribe::export::arrow;
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::file::properties::WriterProperties;

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
    run_all(arguments, out, &[file])
}

fn run_all(arguments: &[&str], out: &Path, files: &[&Path]) -> Output {
    let program = env!("CARGO_BIN_EXE_ascribe-parquet");
    Command::new(program).args(arguments).arg("--out").arg(out).args(files).output().unwrap()
}

fn errors(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// The column `article` of the claims of a file.
fn ids(claims: &Path) -> Vec<String> {
    let of = |batch: &RecordBatch| -> Vec<String> {
        batch.column(0).as_string::<i64>().iter().flatten().map(str::to_owned).collect()
    };
    read(claims).iter().flat_map(of).collect()
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
    assert_eq!(errors(&output), format!("{}: column `text`, row 40: null\n", file.display()));
    let (whole, _) = arrow::analyze(&Analyzer::new(), &batch, 0).unwrap();
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
fn without_ids_articles_are_called_by_their_row_in_the_file() {
    let folder = folder("rows");
    let (file, out) = (folder.join("news.parquet"), folder.join("out"));
    let texts = articles(600, 501).column_by_name("text").unwrap().clone();
    // Several row groups, whose rows go on counting.
    let batch = RecordBatch::try_from_iter([("text", texts)]).unwrap();
    let properties = WriterProperties::builder().set_max_row_group_row_count(Some(130)).build();
    let mut writer =
        ArrowWriter::try_new(File::create(&file).unwrap(), batch.schema(), Some(properties)).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
    let every_row: Vec<String> = (0..600).filter(|row| *row != 501).map(|row| row.to_string()).collect();
    for rows in ["256", "7", "100000"] {
        let output = run(&["--rows", rows], &out, &file);
        assert_eq!(output.status.code(), Some(1));
        assert!(errors(&output).ends_with(": column `text`, row 501: is null\n"), "{}", errors(&output));
        let mut found = ids(&out.join("news.claims.parquet"));
        found.dedup();
        assert_eq!(found, every_row, "{rows} rows a batch");
    }
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn inputs_that_would_be_written_to_one_place_are_refused() {
    let folder = folder("same");
    let out = folder.join("out");
    let names =
        ["a/news.parquet", "b/news.parquet", "b/news.pq", "b/other.parquet", "out/other.claims.parquet"];
    let [a, b, pq, other, inside] = names.map(|name| folder.join(name));
    for file in [&a, &b, &pq, &other, &inside] {
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        write(file, &articles(2, 99));
    }
    for (files, why) in [
        ([&other, &a, &b], "both would be written to"),
        ([&other, &b, &pq], "both would be written to"),
        ([&b, &other, &b], "is given twice"),
        ([&other, &a, &inside], "is an input"),
    ] {
        for arguments in [&[][..], &["--resume"]] {
            let output = run_all(arguments, &out, &files.map(PathBuf::as_path));
            assert_eq!(output.status.code(), Some(2));
            assert!(errors(&output).contains(why), "{}", errors(&output));
            // Nothing was begun, not even what stands before.
            assert_eq!(fs::read_dir(&out).unwrap().count(), 1);
        }
    }
    let output = run_all(&[], &out, &[&b, &other]);
    assert_eq!(output.status.code(), Some(0), "{}", errors(&output));
    assert_eq!(fs::read_dir(&out).unwrap().count(), 6);
    // In a later run nobody can see that it is another file; that it is passed over is said.
    let output = run_all(&["--resume"], &out, &[&a]);
    assert_eq!(output.status.code(), Some(0));
    assert!(errors(&output).starts_with(&format!("{}: passed over", a.display())), "{}", errors(&output));
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_damaged_file_is_an_error() {
    let folder = folder("damaged");
    let file = folder.join("news.parquet");
    write(&file, &articles(40, 99));
    let whole = fs::read(&file).unwrap();
    let mut cases: Vec<Vec<u8>> = (0..20).map(|part| whole[..whole.len() * part / 20].to_vec()).collect();
    // The footer is whole, and what it speaks of is not.
    let mut holed = whole.clone();
    holed[4..whole.len() / 2].fill(0xff);
    cases.push(holed);
    for (case, bytes) in cases.iter().enumerate() {
        fs::write(&file, bytes).unwrap();
        let output = run(&[], &folder.join("out"), &file);
        assert_eq!(output.status.code(), Some(2), "case {case}: {}", errors(&output));
        assert!(errors(&output).starts_with(&file.display().to_string()), "{}", errors(&output));
        assert!(!errors(&output).contains("panicked"), "{}", errors(&output));
        assert!(!folder.join("out/news.claims.parquet").exists());
    }
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn no_flipped_bit_ends_in_more_than_an_error() {
    let folder = folder("flipped");
    let file = folder.join("news.parquet");
    write(&file, &articles(2, 99));
    let whole = fs::read(&file).unwrap();
    // The footer, where the reader itself may panic: each byte in turn, another of its bits each time.
    let footer = u32::from_le_bytes(whole[whole.len() - 8..whole.len() - 4].try_into().unwrap()) as usize;
    let first = whole.len() - 8 - footer;
    for at in (first..whole.len()).step_by(footer.div_ceil(150)) {
        let mut bytes = whole.clone();
        bytes[at] ^= 1 << (at % 8);
        fs::write(&file, bytes).unwrap();
        let code = run(&[], &folder.join("out"), &file).status.code();
        assert!(matches!(code, Some(0..=2)), "byte {at}: {code:?}");
    }
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
    assert!(String::from_utf8_lossy(&output.stderr).contains("column `text`: missing"));
    assert!(!folder.join("out/news.claims.parquet").exists());
    fs::remove_dir_all(folder).unwrap();
}
