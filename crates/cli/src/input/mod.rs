//! Articles that are read: files, folders, patterns, JSON Lines and standard input, packed or not.

mod metadata;
mod paths;
mod record;

use std::path::{Path, PathBuf};

use ascribe::{Article, Metadata, Published, Report};
use clap::Args;
use serde::de::DeserializeOwned;

use crate::console::{Console, say};
use crate::fault::{Failure, at};
use crate::finding;
pub(crate) use metadata::Table;
pub(crate) use paths::Input;
pub(crate) use record::{Record, Records, read_text};

/// What is known of articles beside their text.
#[derive(Args)]
pub(crate) struct Known {
    /// A table of what is known of text files: columns `filename`, `publication_date` and others, separated by tabs
    #[arg(long, value_name = "FILE.tsv")]
    metadata: Option<PathBuf>,
    /// When articles were published of which nothing else says so, as 2021-12-30 or 2021-12-30T09:15:00-05:00
    #[arg(long, value_name = "DATE")]
    published: Option<Published>,
    /// Who published articles of which nothing else says so
    #[arg(long, value_name = "NAME")]
    outlet: Option<String>,
    /// Who wrote articles of which nothing else says so; may be given several times
    #[arg(long, value_name = "NAME")]
    byline: Vec<String>,
}

/// Options of every command that reads one article and its report.
#[derive(Args)]
pub(crate) struct Reported {
    /// A report of the article, as JSON; without it the text is analyzed
    #[arg(long, value_name = "FILE.json")]
    report: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) known: Known,
}

impl Reported {
    /// The article in a file, and the report of it that is given or made.
    pub(crate) fn open(&self, text: &Path) -> Result<(Article, Report), Failure> {
        let article = self.known.article(text)?;
        let report: Report = match &self.report {
            Some(path) => read_json(path)?,
            None => finding::analyzer().analyze(&article),
        };
        report.validate_text(&article.text).map_err(|error| {
            let path = self.report.as_deref().unwrap_or(text);
            Failure::Unread(at(path, format_args!("{error}; is it a report of this text?")))
        })?;
        Ok((article, report))
    }
}

/// A file's text, of any length.
pub(crate) fn read_whole(path: &Path) -> Result<String, Failure> {
    read_text(path, u64::MAX).map_err(|error| Failure::Unread(at(path, error)))
}

/// What a file holds as JSON.
pub(crate) fn read_json<T: DeserializeOwned>(path: &Path) -> Result<T, Failure> {
    serde_json::from_str(&read_whole(path)?).map_err(|error| Failure::Unread(at(path, error)))
}

/// Options of every command that reads articles.
#[derive(Args)]
pub(crate) struct Reading {
    /// Text files, folders (their .txt files, at any depth), patterns such as "2024-*/*.txt", JSON Lines (.jsonl, .ndjson), or -
    /// for standard input. Whatever is packed with zstd is unpacked
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Standard input holds JSON Lines, and not the text of one article
    #[arg(long)]
    jsonl: bool,
    #[command(flatten)]
    known: Known,
    /// The longest article that is read, in bytes; longer ones are reported and left out
    #[arg(long, value_name = "BYTES", default_value_t = 8 << 20)]
    longest: u64,
    /// How many threads work; all cores if left out
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
}

/// Inputs that were found, and how to read them.
pub(crate) struct Source {
    pub(crate) inputs: Vec<Input>,
    /// How many paths could not be looked into. That was said.
    pub(crate) failed: u64,
    pub(crate) threads: usize,
    pub(crate) facts: Facts,
}

/// What is known of the articles, and how long they may be.
pub(crate) struct Facts {
    table: Table,
    other: Metadata,
    longest: u64,
}

impl Known {
    fn facts(&self, longest: u64, metadata: Option<&Path>) -> Result<Facts, Failure> {
        let metadata = self.metadata.as_deref().or(metadata);
        let table = metadata.map(Table::read).transpose()?.unwrap_or_default();
        let mut other = Metadata::default();
        other.published = self.published;
        other.outlet.clone_from(&self.outlet);
        other.byline.clone_from(&self.byline);
        Ok(Facts { table, other, longest })
    }

    /// The one text of a command that reads one.
    pub(crate) fn article(&self, path: &Path) -> Result<Article, Failure> {
        let facts = self.facts(u64::MAX, None)?;
        let text = read_whole(path)?;
        let name = paths::text_name(path).unwrap_or_default();
        Ok(Article::new(text).with_metadata(facts.of_file(&name)))
    }
}

impl Reading {
    /// What is known of what is read that is no file.
    pub(crate) fn facts(&self) -> Result<Facts, Failure> {
        self.known.facts(self.longest, None)
    }

    /// Finds the inputs, and tells of what could not be looked into.
    pub(crate) fn open(&self, console: &Console) -> Result<Source, Failure> {
        self.open_but(console, None, |_| false)
    }

    /// As [`Reading::open`], without some files, and with a table of metadata where no option names one.
    pub(crate) fn open_but(
        &self,
        console: &Console,
        metadata: Option<&Path>,
        left_out: impl Fn(&Path) -> bool,
    ) -> Result<Source, Failure> {
        if self.paths.is_empty() {
            return Err(Failure::usage("no article: name a file, a folder, or - for standard input"));
        }
        let facts = self.known.facts(self.longest, metadata)?;
        let (mut inputs, unread) = paths::collect(&self.paths, self.jsonl);
        for error in &unread {
            say(error);
        }
        if inputs.is_empty() {
            return Err(Failure::Unread(match unread.len() {
                0 => {
                    "no .txt file in what was given; name files to read them whatever their ending".to_owned()
                }
                _ => "nothing could be read".to_owned(),
            }));
        }
        let all = inputs.len();
        inputs.retain(|input| !left_out(&input.path));
        if inputs.len() < all {
            console.note(&format!(
                "files left out, as options or settings say: {} of {all}",
                all - inputs.len()
            ));
        }
        for note in facts.table.notes(&inputs) {
            console.note(&note);
        }
        let cores = || std::thread::available_parallelism().map_or(1, usize::from);
        let threads = self.threads.unwrap_or_else(cores).max(1);
        Ok(Source { inputs, failed: unread.len() as u64, threads, facts })
    }
}

impl Source {
    /// Whether there is more than one article, as far as that is known before they are read.
    pub(crate) fn is_several(&self) -> bool {
        self.inputs.len() > 1 || self.inputs.iter().any(|input| input.lines)
    }

    /// Where every article becomes a file, each needs a name of its own.
    pub(crate) fn check_names(&self) -> Result<(), Failure> {
        let texts: Vec<&Input> = self.inputs.iter().filter(|input| !input.lines).collect();
        for (a, b) in texts.iter().zip(texts.iter().skip(1)) {
            if a.name == b.name {
                let (a, b) = (a.path.display(), b.path.display());
                return Err(Failure::usage(format!(
                    "{a} and {b} have the same name, and would be written to the same file; rename one, or run twice"
                )));
            }
        }
        Ok(())
    }

    /// Names of the text files.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.inputs.iter().filter(|input| !input.lines).map(|input| input.name.as_str())
    }
}

impl Facts {
    pub(crate) fn longest(&self) -> u64 {
        self.longest
    }

    /// An article of which only the options tell.
    pub(crate) fn article(&self, text: &str) -> Article {
        Article::new(text).with_metadata(self.with_other(Metadata::default()))
    }

    /// What is known of a text file.
    fn of_file(&self, name: &str) -> Metadata {
        self.with_other(self.table.get(name).cloned().unwrap_or_default())
    }

    /// Fills what an article or the table does not say from the options.
    fn with_other(&self, mut about: Metadata) -> Metadata {
        about.published = about.published.or(self.other.published);
        about.outlet = about.outlet.or_else(|| self.other.outlet.clone());
        if about.byline.is_empty() {
            about.byline.clone_from(&self.other.byline);
        }
        about
    }
}
