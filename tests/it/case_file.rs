//! Readers of case files.

/// The cases of a file, each with its title, its text and the lines that are expected of it. Three number signs start a title,
/// and a line of three dashes ends a text.
#[cfg(feature = "embedded-model")]
pub(crate) fn titled(file: &str) -> impl Iterator<Item = (&str, &str, Vec<&str>)> {
    file.split("\n### ").skip(1).map(|case| {
        let (title, rest) = case.split_once('\n').expect("a title line");
        let (text, lines) = rest.split_once("\n---").expect("a line of dashes after the text");
        // Headings part the cases for the reader.
        let lines = lines.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("## "));
        (title, text.trim(), lines.collect())
    })
}

/// The cases of a file, each with the lines of its text and the lines that are expected of it. Blank lines separate the cases,
/// and expected lines are indented by two spaces. A number sign starts a comment line.
pub(crate) fn indented(file: &str) -> impl Iterator<Item = (Vec<&str>, Vec<&str>)> {
    file.split("\n\n").map(|case| {
        case.lines().filter(|line| !line.starts_with('#')).partition(|line| !line.starts_with("  "))
    })
}
