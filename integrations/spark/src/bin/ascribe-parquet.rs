//! Parquet files of articles in; Parquet files of claims, sources and events out.
//!
//! `ascribe-parquet [--resume] [--rows 256] [--threads N] --out DIR FILE.parquet...` writes `NAME.claims.parquet`,
//! `NAME.sources.parquet` and `NAME.events.parquet` for each `NAME.parquet`, in the order of its rows. The columns are those
//! of `ascribe::export::arrow`; without a column `id`, an article is called by the number of its row in the file. A file appears when it
//! is whole, so `--resume` passes over inputs that are done, and says so; memory depends on the rows of a batch and of a row
//! group, not on the file. Rows that cannot be read are named on standard error, and the exit code is 1; it is 2 where a file
//! cannot be read or written, and where two inputs would be written to the same files, which is found before any work.

use std::collections::{HashMap, HashSet, VecDeque};
use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};

use arrow_array::RecordBatch;
use ascribe::export::arrow::{Batches, analyze, claims_schema, events_schema, sources_schema};
use ascribe::{Analyzer, Error};
use clap::Parser;
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;

/// Parquet files of articles in; Parquet files of claims, sources and events out.
#[derive(Parser)]
struct Arguments {
    /// Where to write; made if it is not there
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Pass over inputs whose three files are there
    #[arg(long)]
    resume: bool,
    /// Articles that are read and analyzed at once by a thread
    #[arg(long, default_value_t = 256, value_parser = clap::value_parser!(u32).range(1..))]
    rows: u32,
    /// Threads; as many as there are cores unless set
    #[arg(long)]
    threads: Option<usize>,
    /// Parquet files with a column `text`
    #[arg(required = true)]
    files: Vec<PathBuf>,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    if let Err(why) = tell_apart(&arguments) {
        eprintln!("{why}");
        return ExitCode::from(2);
    }
    let analyzer = Analyzer::new();
    let mut unread = 0;
    for file in &arguments.files {
        // The reader of Parquet files panics on some that are damaged, where an error is meant.
        let read = catch_unwind(AssertUnwindSafe(|| one(&arguments, &analyzer, file)));
        match read.unwrap_or_else(|_| Err("this is no whole Parquet file".to_owned())) {
            Ok(rows) => unread += rows,
            Err(why) => {
                eprintln!("{}: {why}", file.display());
                return ExitCode::from(2);
            }
        }
    }
    ExitCode::from(u8::from(unread > 0))
}

/// The files that one input is written to.
fn targets(out: &Path, input: &Path) -> [PathBuf; 3] {
    ["claims", "sources", "events"].map(|kind| {
        let mut name = input.file_stem().unwrap_or_default().to_owned();
        name.push(format!(".{kind}.parquet"));
        out.join(name)
    })
}

/// Whether each input has files of its own to be written to, none of which is an input. Else the last of two would be all
/// that is left, or, with `--resume`, the first.
fn tell_apart(arguments: &Arguments) -> Result<(), String> {
    let mut taken = HashMap::new();
    // Links and other ways to write a path lead to one file. What is not there is said when it is its turn.
    let inputs: HashSet<PathBuf> =
        arguments.files.iter().filter_map(|file| file.canonicalize().ok()).collect();
    for file in &arguments.files {
        for target in targets(&arguments.out, file) {
            if target.canonicalize().is_ok_and(|target| inputs.contains(&target)) {
                return Err(format!(
                    "{}: is an input, and {} would be written there; choose another --out",
                    target.display(),
                    file.display()
                ));
            }
            if let Some(other) = taken.insert(target, file) {
                return Err(if other == file {
                    format!("{}: is given twice", file.display())
                } else {
                    format!(
                        "{} and {}: both would be written to {}.*.parquet; give each a name of its own, or run them with an --out each",
                        other.display(),
                        file.display(),
                        arguments.out.join(file.file_stem().unwrap_or_default()).display()
                    )
                });
            }
        }
    }
    Ok(())
}

/// The answer to one batch: what it holds with the errors of its rows, or why it could not be read at all.
type Answer = Result<(Batches, Vec<Error>), Error>;

/// Analyzes one file and gives the number of rows that could not be read.
fn one(arguments: &Arguments, analyzer: &Analyzer, path: &Path) -> Result<u64, String> {
    let targets = targets(&arguments.out, path);
    if arguments.resume && targets.iter().all(|target| target.exists()) {
        // They may be those of another input of that name, which only whoever started this can know.
        eprintln!("{}: passed over, since {} and the others are there", path.display(), targets[0].display());
        return Ok(0);
    }
    std::fs::create_dir_all(&arguments.out)
        .map_err(|error| format!("{}: {error}", arguments.out.display()))?;
    let file = File::open(path).map_err(|error| error.to_string())?;
    let reader = ParquetRecordBatchReaderBuilder::try_new(file)
        .and_then(|builder| builder.with_batch_size(arguments.rows as usize).build())
        .map_err(|error| error.to_string())?;
    let mut writers = Writers::open(&targets)?;
    let threads = arguments
        .threads
        .or_else(|| std::thread::available_parallelism().ok().map(usize::from))
        .unwrap_or(1)
        .max(1);
    let (jobs, todo) = sync_channel::<Job>(threads);
    let todo = Mutex::new(todo);
    let (mut first, mut unread) = (0, 0);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| work(analyzer, &todo));
        }
        // Answers in the order of the batches, no more of them under way than there are threads to work on.
        let mut under_way: VecDeque<Receiver<Answer>> = VecDeque::new();
        let mut take = |answer: Receiver<Answer>, writers: &mut Writers| -> Result<(), String> {
            let answer = answer.recv().map_err(|_| "a thread ended")?;
            let (batches, errors) = answer.map_err(|error| error.to_string())?;
            for error in &errors {
                eprintln!("{}: {error}", path.display());
            }
            unread += errors.len() as u64;
            writers.write(&batches)
        };
        let result = (|| {
            for batch in reader {
                let batch = batch.map_err(|error| error.to_string())?;
                let (tell, answer) = sync_channel(1);
                let rows = batch.num_rows() as u64;
                jobs.send(Job { batch, first, tell }).map_err(|_| "no thread is left")?;
                under_way.push_back(answer);
                first += rows;
                if under_way.len() > 2 * threads
                    && let Some(answer) = under_way.pop_front()
                {
                    take(answer, &mut writers)?;
                }
            }
            while let Some(answer) = under_way.pop_front() {
                take(answer, &mut writers)?;
            }
            Ok::<(), String>(())
        })();
        drop(jobs);
        result
    })?;
    writers.finish()?;
    Ok(unread)
}

/// A batch, the number that its first row has in the file, and who waits for the answer.
struct Job {
    batch: RecordBatch,
    first: u64,
    tell: SyncSender<Answer>,
}

fn work(analyzer: &Analyzer, todo: &Mutex<Receiver<Job>>) {
    loop {
        let job = todo.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(Job { batch, first, tell }) = job else { return };
        // Whoever asked may have given up.
        let _ = tell.send(analyze(analyzer, &batch, first));
    }
}

/// Three files that grow under other names.
struct Writers {
    files: Vec<(ArrowWriter<File>, PathBuf, PathBuf)>,
}

impl Writers {
    fn open(targets: &[PathBuf; 3]) -> Result<Writers, String> {
        let properties =
            WriterProperties::builder().set_compression(Compression::ZSTD(ZstdLevel::default())).build();
        let schemas = [claims_schema(), sources_schema(), events_schema()];
        let open = |(target, schema): (&PathBuf, _)| {
            let growing = target.with_extension("parquet.part");
            let file = File::create(&growing).map_err(|error| format!("{}: {error}", growing.display()))?;
            let writer = ArrowWriter::try_new(file, Arc::clone(&schema), Some(properties.clone()))
                .map_err(|error| error.to_string())?;
            Ok((writer, growing, target.clone()))
        };
        Ok(Writers { files: targets.iter().zip(schemas).map(open).collect::<Result<_, String>>()? })
    }

    fn write(&mut self, batches: &Batches) -> Result<(), String> {
        let batches = [&batches.claims, &batches.sources, &batches.events];
        for ((writer, growing, _), batch) in self.files.iter_mut().zip(batches) {
            writer.write(batch).map_err(|error| format!("{}: {error}", growing.display()))?;
        }
        Ok(())
    }

    /// Closes the files and gives them their names.
    fn finish(self) -> Result<(), String> {
        for (writer, growing, target) in self.files {
            writer.close().map_err(|error| format!("{}: {error}", growing.display()))?;
            std::fs::rename(&growing, &target).map_err(|error| format!("{}: {error}", target.display()))?;
        }
        Ok(())
    }
}
