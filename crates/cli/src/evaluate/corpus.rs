//! The files of a corpus, and the form of its annotation.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::fault::{Failure, at, words};
use crate::output::has_ending;

/// What is to be scored, by the form of its annotation.
pub(crate) enum Corpus {
    /// Folders of NAME.txt and NAME.json, as in `corpus/` of the repository.
    News(Vec<PathBuf>),
    /// A folder of NAME.txt, and one of stand-off annotation. They may be the same.
    Standoff { texts: PathBuf, gold: PathBuf },
    /// A file with GUM's coreference.
    Pronouns(PathBuf),
}

impl Corpus {
    /// Looks at what is in the folders.
    pub(crate) fn open(paths: &[PathBuf]) -> Result<Corpus, Failure> {
        if let [file] = paths
            && has_ending(file, "conllu")
        {
            return Ok(Corpus::Pronouns(file.clone()));
        }
        let (mut news, mut texts, mut gold) = (Vec::new(), Vec::new(), Vec::new());
        for path in paths {
            let text: BTreeSet<String> = names(path, ".txt")?.into_iter().collect();
            if names(path, ".json")?.iter().any(|name| text.contains(name)) {
                news.push(path.clone());
                continue;
            }
            let standoff = !names(path, ".ann")?.is_empty();
            if text.is_empty() && !standoff {
                return Err(Failure::Unread(at(path, "no NAME.txt, NAME.json or NAME.ann in this folder")));
            }
            if standoff {
                gold.push(path.clone());
            }
            if !text.is_empty() {
                texts.push(path.clone());
            }
        }
        match (news.is_empty(), texts.as_slice(), gold.as_slice()) {
            (false, [], []) => Ok(Corpus::News(news)),
            (true, [texts], [gold]) => Ok(Corpus::Standoff { texts: texts.clone(), gold: gold.clone() }),
            (true, [path, ..], []) => Err(Failure::Unread(at(
                path,
                "no annotation: NAME.json stands beside NAME.txt, stand-off NAME.ann there or in a folder of its own",
            ))),
            (true, _, _) => Err(Failure::usage(
                "stand-off annotation is scored one corpus at a time: one folder of NAME.txt, one of NAME.ann",
            )),
            (false, _, _) => Err(Failure::usage(
                "some folders have NAME.json beside NAME.txt and others do not; score corpora of one form at a time",
            )),
        }
    }
}

/// The names of the files of a folder that have an ending, without it.
pub(crate) fn names(folder: &Path, ending: &str) -> Result<Vec<String>, Failure> {
    let failed = |error: std::io::Error| Failure::reading(folder, &error);
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let name = entry.map_err(failed)?.file_name().to_string_lossy().into_owned();
        names.extend(name.strip_suffix(ending).map(str::to_owned));
    }
    names.sort();
    Ok(names)
}

/// A file of the corpus.
pub(crate) fn open(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|error| Failure::Unread(at(path, words(&error))))
}
