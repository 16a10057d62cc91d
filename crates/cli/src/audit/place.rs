//! Where a file is, as seen from a folder: what baselines and patterns name it by.

use std::path::{Component, Path, PathBuf};

use glob::{MatchOptions, Pattern};

/// The path of a file below a folder, with `/` between its parts; the whole path of one that is elsewhere.
///
/// The file may have been named from any working folder, and through links.
pub(crate) fn below(folder: &Path, file: &Path) -> String {
    // The folder of a file that is named without one.
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let path = match tidy(file).strip_prefix(tidy(folder)) {
        Ok(path) => path.to_owned(),
        Err(_) => match (folder.canonicalize(), file.canonicalize()) {
            (Ok(folder), Ok(file)) => file.strip_prefix(folder).map_or_else(|_| tidy(&file), Path::to_owned),
            _ => tidy(file),
        },
    };
    let path = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' { path.into_owned() } else { path.replace('\\', "/") }
}

/// The absolute path without `.` and `..`.
fn tidy(path: &Path) -> PathBuf {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut tidy = PathBuf::new();
    for part in whole.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => _ = tidy.pop(),
            part => tidy.push(part),
        }
    }
    tidy
}

/// Patterns of files that are left out, as seen from a folder.
///
/// A pattern with a `/` is matched against the path, one without against each part of it; either may name a folder. `*` stands for
/// anything within one part, `**` for any parts.
pub(crate) struct Ignored {
    folder: PathBuf,
    patterns: Vec<Pattern>,
}

impl Ignored {
    /// # Errors
    ///
    /// The pattern that is none, and why.
    pub(crate) fn new<'a>(
        folder: &Path,
        patterns: impl IntoIterator<Item = &'a str>,
    ) -> Result<Ignored, (&'a str, String)> {
        let read = |written: &'a str| {
            let pattern = Pattern::new(written.trim_start_matches("./").trim_end_matches('/'));
            pattern.map_err(|error| (written, format!("pattern `{written}`: {}", error.msg)))
        };
        let patterns = patterns.into_iter().map(read).collect::<Result<_, _>>()?;
        Ok(Ignored { folder: folder.to_owned(), patterns })
    }

    pub(crate) fn has(&self, file: &Path) -> bool {
        if self.patterns.is_empty() {
            return false;
        }
        let options = MatchOptions { require_literal_separator: true, ..MatchOptions::new() };
        let path = below(&self.folder, file);
        let starts = path.match_indices('/').filter_map(|(end, _)| path.get(..end)).chain([path.as_str()]);
        let starts: Vec<&str> = starts.filter(|start| !start.is_empty()).collect();
        self.patterns.iter().any(|pattern| {
            let whole = pattern.as_str().contains('/');
            starts.iter().any(|start| {
                let part = start.rsplit('/').next().unwrap_or(start);
                pattern.matches_with(if whole { start } else { part }, options)
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_one_name_however_it_is_reached() {
        for file in ["texts/a.txt", "./texts/a.txt", "texts/../texts/./a.txt", "../here/texts/a.txt"] {
            assert_eq!(below("/the/here".as_ref(), &Path::new("/the/here").join(file)), "texts/a.txt");
        }
        assert_eq!(below("texts".as_ref(), "texts/a.txt".as_ref()), "a.txt");
        assert_eq!(below("".as_ref(), "texts/a.txt".as_ref()), "texts/a.txt");
        let above = below("/the/here/texts".as_ref(), "/the/here/a.txt".as_ref());
        assert!(above.ends_with("/the/here/a.txt"), "{above}");
    }

    #[test]
    fn patterns_name_files_and_folders() {
        let cases = [
            ("archive", true),
            ("archive/", true),
            ("archive/**", true),
            ("archive/*/b.txt", true),
            ("archive/*", true),
            ("2019", true),
            ("*.txt", true),
            ("./archive/2019/b.txt", true),
            ("archive/b.txt", false),
            ("*/b.txt", false),
            ("**/b.txt", true),
            ("arch", false),
            ("/archive", false),
        ];
        for (pattern, expected) in cases {
            let ignored = Ignored::new("/the/here".as_ref(), [pattern]).map_err(|(_, why)| why).unwrap();
            assert_eq!(ignored.has("/the/here/archive/2019/b.txt".as_ref()), expected, "{pattern}");
        }
        assert!(Ignored::new(".".as_ref(), ["a", "b[", "c"]).is_err_and(|(pattern, _)| pattern == "b["));
    }
}
