//! Attributions that somebody else found.

use std::fs;
use std::path::{Path, PathBuf};

use ascribe::Given;
use ascribe::export::brat;

use crate::fault::{Failure, at, words};

/// The files of attributions of a folder.
pub(crate) struct Folder {
    path: PathBuf,
    /// Names without `.ann`, sorted.
    stems: Vec<String>,
}

impl Folder {
    /// # Errors
    ///
    /// Where the folder cannot be read.
    pub(crate) fn open(path: &Path) -> Result<Folder, Failure> {
        let fault = |error: std::io::Error| Failure::reading(path, &error);
        let mut stems = Vec::new();
        for entry in fs::read_dir(path).map_err(fault)? {
            let name = entry.map_err(fault)?.file_name();
            stems.extend(name.to_str().and_then(|name| name.strip_suffix(".ann")).map(str::to_owned));
        }
        stems.sort_unstable();
        Ok(Folder { path: path.to_owned(), stems })
    }

    /// The attributions of `NAME.ann`, or else of the first `NAME_*.ann`: corpora keep one file an annotator.
    ///
    /// # Errors
    ///
    /// Where there is no such file, or it cannot be read.
    pub(crate) fn read(&self, name: &str, text: &str) -> Result<Vec<Given>, String> {
        let annotated = format!("{name}_");
        let stem = self
            .stems
            .iter()
            .find(|stem| *stem == name)
            .or_else(|| self.stems.iter().find(|stem| stem.starts_with(&annotated)))
            .ok_or_else(|| {
                at(
                    &self.path,
                    format_args!(
                        "no attributions of {name}; they are called {name}.ann or {name}_ANNOTATOR.ann"
                    ),
                )
            })?;
        let path = self.path.join(format!("{stem}.ann"));
        let standoff = fs::read_to_string(&path).map_err(|error| at(&path, words(&error)))?;
        Ok(brat::given_from_str(&standoff, text))
    }
}
