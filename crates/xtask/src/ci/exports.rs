//! What is written for others, read by what others made; and what comes back from there.

use std::path::Path;

use super::command::{ascribe, build_ascribe, program};
use super::files::{Work, at, copy, ending, name, says, write};
use super::{Done, SHARED, python};

const FORMATS: [&str; 10] =
    ["brat", "json", "jsonl", "flat", "flat-csv", "schema", "web-annotation", "json-ld", "prov", "csv"];

/// Markup, a formula, a byte order mark, line ends of DOS, an emoji and a letter of several code points each.
const HOSTILE: &str = "\u{feff}HOSTILE\r\n\r\n\
    \u{201c}=SUM(A1) </script><script>alert(1)</script> \u{1f469}\u{200d}\u{1f467},\u{201d} a <b>guard</b> told Reuters. \
    <!-- \u{201c}It is e\u{301}te\u{301},\u{201d} said \"Ann\" Lee.\r\n\r\n\
    @cmd, +1 and -2 will meet on Dec. 7, officials said.";

pub(super) fn run(work: &Work) -> Done {
    says("README.md", "ascribe export --format csv", false)?;
    build_ascribe()?;
    let (texts, out) = (work.folder("texts")?, work.path("exports"));
    copy("examples/data", ".txt", &texts)?;
    write(texts.join("hostile.txt"), HOSTILE)?;
    let polnear = format!("{SHARED}/polnear/dev/text");
    if Path::new(SHARED).is_dir() {
        copy(&polnear, ".txt", &texts)?;
    }
    let export = |options: &str, folder: &str| {
        let line = format!("export --published 2021-12-30 --format {options} --out-dir");
        ascribe(&line).arg(out.join(folder)).arg(&texts).run()
    };
    for format in FORMATS {
        export(format, format)?;
    }
    export("csv --spreadsheet", "csv-guarded")?;
    let python = python::environment(work, ".ci/validate.txt")?;
    program(&python).arg(".ci/validate.py").arg(&out).arg(&texts).run()?;
    back(&texts, &out)
}

/// What was written comes back as it was, and what people annotated with another program can be read.
fn back(texts: &Path, out: &Path) -> Done {
    let articles = ending(texts, ".txt")?;
    let gold = Path::new(SHARED).join("polnear/dev/attributions");
    let gold = if gold.is_dir() { ending(gold, ".ann")? } else { Vec::new() };
    let mut read = 0;
    for article in &articles {
        let file = name(article);
        let id = file.strip_suffix(".txt").unwrap_or(&file);
        let report = out.join("json").join(format!("{id}.json"));
        let compare = |other: &Path| ascribe("compare --quiet --report").arg(&report).arg(article).arg(other);
        for format in [format!("brat/{id}.ann"), format!("web-annotation/{id}.annotations.json")] {
            compare(&out.join(&format))
                .run()
                .map_err(|_| format!("{format} does not come back as it was"))?;
        }
        for other in gold.iter().filter(|other| name(other).starts_with(&format!("{id}_"))) {
            let output = compare(other).output()?;
            // Differences are what is expected; 2 and 3 are that it cannot be read.
            if !matches!(output.status.code(), Some(0 | 1)) {
                return Err(at(
                    other,
                    format_args!("cannot be read: {}", String::from_utf8_lossy(&output.stderr)),
                ));
            }
            read += 1;
        }
    }
    println!("{} articles came back as they were, {read} annotated by others were read", articles.len());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hostile_text_is_hostile() {
        let bytes = HOSTILE.as_bytes();
        assert!(bytes.starts_with(b"\xef\xbb\xbfHOSTILE\r\n\r\n\xe2\x80\x9c=SUM(A1) </script>"));
        assert!(HOSTILE.ends_with("\r\n\r\n@cmd, +1 and -2 will meet on Dec. 7, officials said."));
        assert_eq!(HOSTILE.matches("\r\n").count(), 4);
    }
}
