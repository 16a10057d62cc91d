//! Data for the training of the network: texts as it reads them.

use std::io::Write;
use std::path::Path;

use ascribe::text::Document;
use ascribe::text::syntax::LanguageModel;
use ascribe::training::network::units;

/// Writes the `.txt` files of a folder as JSON Lines, one object a text: `name`; `units`, of which each token is a list of start and
/// end in code points, sentence, part of speech, quotation state and cue class.
pub(crate) fn data(folder: &str, out: &str) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("{folder}: {error}");
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let name = entry.map_err(failed)?.file_name().to_string_lossy().into_owned();
        names.extend(name.strip_suffix(".txt").map(str::to_owned));
    }
    names.sort();
    let file = std::fs::File::create(out).map_err(|error| format!("{out}: {error}"))?;
    let mut file = std::io::BufWriter::new(file);
    for name in names {
        let path = Path::new(folder).join(format!("{name}.txt"));
        let text = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        let line = line(&name, &text);
        writeln!(file, "{line}").map_err(|error| format!("{out}: {error}"))?;
    }
    file.flush().map_err(|error| format!("{out}: {error}"))
}

fn line(name: &str, text: &str) -> String {
    let document = Document::parse(text, LanguageModel::embedded());
    // Offsets in bytes to offsets in code points.
    let mut points = vec![0_usize; text.len() + 1];
    let mut count = 0;
    for (at, slot) in points.iter_mut().enumerate() {
        *slot = count;
        count += usize::from(text.is_char_boundary(at + 1));
    }
    let point = |at: usize| points.get(at).copied().unwrap_or(count);
    let units: Vec<String> = units(&document)
        .iter()
        .map(|unit| {
            let tokens: Vec<String> = unit
                .tokens
                .iter()
                .map(|token| {
                    format!(
                        "[{},{},{},{},{},{}]",
                        point(token.span.start()),
                        point(token.span.end()),
                        token.sentence,
                        token.xpos,
                        token.quotation,
                        token.cue
                    )
                })
                .collect();
            format!("[{}]", tokens.join(","))
        })
        .collect();
    let name = name.replace('\\', "\\\\").replace('"', "\\\"");
    format!("{{\"name\":\"{name}\",\"units\":[{}]}}", units.join(","))
}
