//! Parquet files of articles in; Parquet files of claims, sources and events out.
//!
//! `ascribe-parquet [--resume] [--rows 256] [--threads N] --out DIR FILE.parquet...` writes `NAME.claims.parquet`,
//! `NAME.sources.parquet` and `NAME.events.parquet` for each `NAME.parquet`, in the order of its rows. The columns are those
//! of `ascribe::arrow`. A file appears when it is whole, so `--resume` passes over inputs that are done; memory depends on
//! the rows of a batch and of a row group, not on the file. Rows that cannot be read are named on standard error, and the exit
//! code is 1; it is 2 where a file cannot be read or written.

use std::collections::VecDeque;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};

use ascribe::arrow::{Found, analyze, claims_schema, events_schema, sources_schema};
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
    let analyzer = Analyzer::new();
    let mut unread = 0;
    for file in &arguments.files {
        match one(&arguments, &analyzer, file) {
            Ok(rows) => unread += rows,
            Err(why) => {
                eprintln!("{}: {why}", file.display());
                return ExitCode::from(2);
            }
        }
    }
    ExitCode::from(u8::from(unread > 0))
}

/// The answer to one batch: what it holds, or why it could not be read at all.
type Answer = Result<Found, Error>;

/// Analyzes one file and gives the number of rows that could not be read.
fn one(arguments: &Arguments, analyzer: &Analyzer<'_>, path: &Path) -> Result<u64, String> {
    let name = path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let targets =
        ["claims", "sources", "events"].map(|kind| arguments.out.join(format!("{name}.{kind}.parquet")));
    if arguments.resume && targets.iter().all(|target| target.exists()) {
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
    let (jobs, todo) = sync_channel::<(_, SyncSender<Answer>)>(threads);
    let todo = Mutex::new(todo);
    let (mut first, mut unread) = (0_usize, 0_u64);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| work(analyzer, &todo));
        }
        // Answers in the order of the batches, no more of them under way than there are threads to work on.
        let mut under_way: VecDeque<(usize, Receiver<Answer>)> = VecDeque::new();
        let mut take = |answer: (usize, Receiver<Answer>), writers: &mut Writers| -> Result<(), String> {
            let (first, answer) = answer;
            let found = answer.recv().map_err(|_| "a thread ended")?.map_err(|error| error.to_string())?;
            for error in &found.errors {
                eprintln!("{}, batch from row {first}: {error}", path.display());
            }
            unread += found.errors.len() as u64;
            writers.write(&found)
        };
        let result = (|| {
            for batch in reader {
                let batch = batch.map_err(|error| error.to_string())?;
                let (tell, answer) = sync_channel(1);
                let rows = batch.num_rows();
                jobs.send((batch, tell)).map_err(|_| "no thread is left")?;
                under_way.push_back((first, answer));
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

type Jobs = Receiver<(arrow_array::RecordBatch, SyncSender<Answer>)>;

fn work(analyzer: &Analyzer<'_>, todo: &Mutex<Jobs>) {
    loop {
        let job = todo.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((batch, tell)) = job else { return };
        // Whoever asked may have given up.
        let _ = tell.send(analyze(analyzer, &batch));
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

    fn write(&mut self, found: &Found) -> Result<(), String> {
        let batches = [&found.claims, &found.sources, &found.events];
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
