//! Data for the training of the network: texts as it reads them.

use std::io::Write;
use std::path::Path;

use ascribe::text::Document;
use ascribe::text::syntax::LanguageModel;
use ascribe::training::network::{Network, read, units};

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

/// Reads the `.txt` files of a folder with a network, and writes what it finds as brat stand-off.
pub(crate) fn read_folder(arguments: &[String]) -> Result<(), String> {
    let [weights, folder, out, rest @ ..] = arguments else { return Err("WEIGHTS FOLDER OUT [--attitudes]".to_owned()) };
    let bytes = std::fs::read(weights).map_err(|error| format!("{weights}: {error}"))?;
    let network = Network::from_bytes(&bytes).map_err(|error| format!("{weights}: {error}"))?;
    let attitudes = rest.iter().any(|option| option == "--attitudes");
    std::fs::create_dir_all(out).map_err(|error| format!("{out}: {error}"))?;
    let mut spent = std::time::Duration::ZERO;
    let mut tokens = 0;
    for entry in std::fs::read_dir(folder).map_err(|error| format!("{folder}: {error}"))? {
        let path = entry.map_err(|error| format!("{folder}: {error}"))?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()).and_then(|name| name.strip_suffix(".txt")) else {
            continue;
        };
        let text = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        let document = Document::parse(&text, LanguageModel::embedded());
        let start = std::time::Instant::now();
        let found = read(&network, &document, attitudes, 0.0);
        spent += start.elapsed();
        tokens += document.tokens().len();
        let point = |at: usize| text.get(..at).map_or(0, |before| before.chars().count());
        let mut standoff = String::new();
        let mut number = 0;
        for (at, one) in found.iter().enumerate() {
            let mut roles = Vec::new();
            for (role, spans) in [("Source", &one.source), ("Cue", &one.cue), ("Content", &one.content)] {
                if spans.is_empty() {
                    continue;
                }
                number += 1;
                let places: Vec<String> =
                    spans.iter().map(|span| format!("{} {}", point(span.start()), point(span.end()))).collect();
                let words: Vec<String> =
                    spans.iter().map(|span| span.slice(&text).unwrap_or_default().replace('\n', " ")).collect();
                standoff += &format!("T{number}\t{role} {}\t{}\n", places.join(";"), words.join(" "));
                roles.push(format!("{role}:T{number}"));
            }
            let trigger = roles.iter().rev().find(|role| !role.starts_with("Source")).map_or("", |role| role.as_str());
            let trigger = trigger.split_once(':').map_or("", |(_, id)| id);
            standoff += &format!("E{}\tAttribution:{trigger} {}\n", at + 1, roles.join(" "));
        }
        let file = Path::new(out).join(format!("{name}.ann"));
        std::fs::write(&file, standoff).map_err(|error| format!("{}: {error}", file.display()))?;
    }
    eprintln!("{tokens} tokens, {:.2} microseconds a token", spent.as_secs_f64() * 1e6 / f64::from(u32::try_from(tokens).unwrap_or(1)));
    Ok(())
}
