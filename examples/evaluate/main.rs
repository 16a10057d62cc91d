//! How well attributions are found, on a corpus with marked sources, cues and contents (brat stand-off).
//!
//! `cargo run --release --example evaluate -- --text DIR --gold DIR [--metadata FILE] [--rename] [--write DIR]`
//!
//! `--text` holds `NAME.txt`, `--gold` `NAME_ANNOTATOR.ann`, of which the first annotator counts. Of the report only the
//! outermost attributions count; with `--nested`, for gold that marks them, those inside others as well. `--passes` tells what
//! each pass over the engine's attributions is worth: the scores with all passes, less those without it. `--metadata` is a table with columns `filename` and
//! `publication_date`, `--rename` replaces names by others of the same shape, `--write` writes what was found as
//! stand-off. `--engine` measures the trained engine alone, `--model FILE` other weights of it, `--least NUMBER` leaves
//! out what is less sure, `--pronouns FILE.conllu` alone tells how often a pronoun that speaks is linked to the right
//! person on a corpus with GUM's coreference, `--errors` shows what is wrong and what was missed,
//! `--labels` holds the levels and actors of attributions by article and by the first code point of their content, and tells
//! how sure the analyzer is of these where the attributions are given, and how often right, `--speed` how long the engine takes.

#![allow(
    clippy::cast_precision_loss,
    clippy::format_push_string,
    clippy::format_collect,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::struct_excessive_bools,
    clippy::needless_for_each,
    clippy::assigning_clones
)]

mod labels;
mod passes;
mod pronouns;
mod rename;
mod score;

use std::collections::HashMap;
use std::path::Path;
use std::process::ExitCode;

use ascribe::export::brat;
use ascribe::text::{Document, syntax::LanguageModel};
use ascribe::{Analyzer, Article, AttributionModel, Confidence, Given, Options, Published, Report};
use rename::Names;
use score::{Attributed, MEASURES, Scored, Table};

#[derive(Default)]
struct Settings {
    text: String,
    gold: String,
    metadata: Option<String>,
    write: Option<String>,
    model: Option<String>,
    least: Option<f32>,
    rename: bool,
    engine: bool,
    errors: bool,
    nested: bool,
    passes: bool,
    speed: bool,
    pronouns: Option<String>,
    labels: Option<String>,
}

fn settings() -> Result<Settings, String> {
    let mut settings = Settings::default();
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or_else(|| format!("{argument} needs a value"));
        match argument.as_str() {
            "--text" => settings.text = value()?,
            "--gold" => settings.gold = value()?,
            "--metadata" => settings.metadata = Some(value()?),
            "--write" => settings.write = Some(value()?),
            "--model" => settings.model = Some(value()?),
            "--least" => {
                settings.least = Some(value()?.parse().map_err(|error| format!("--least: {error}"))?);
            }
            "--labels" => settings.labels = Some(value()?),
            "--pronouns" => settings.pronouns = Some(value()?),
            "--rename" => settings.rename = true,
            "--engine" => settings.engine = true,
            "--errors" => settings.errors = true,
            "--nested" => settings.nested = true,
            "--passes" => settings.passes = true,
            "--speed" => settings.speed = true,
            _ => return Err(format!("{argument} is no option")),
        }
    }
    if settings.pronouns.is_none() && (settings.text.is_empty() || settings.gold.is_empty()) {
        return Err(
            "usage: evaluate --text DIR --gold DIR [--metadata FILE] [--rename] [--write DIR] [--engine] \
                    [--model FILE] [--least NUMBER] [--nested] [--passes] [--errors] [--labels FILE.json], or evaluate --pronouns FILE.conllu"
                .to_owned(),
        );
    }
    Ok(settings)
}

fn names(folder: &str, ending: &str) -> Result<Vec<String>, String> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(|error| format!("{folder}: {error}"))? {
        let name =
            entry.map_err(|error| format!("{folder}: {error}"))?.file_name().to_string_lossy().into_owned();
        names.extend(name.strip_suffix(ending).map(str::to_owned));
    }
    names.sort();
    Ok(names)
}

fn open(folder: &str, name: &str) -> Result<String, String> {
    let path = Path::new(folder).join(name);
    std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))
}

/// Dates of publication by name of article.
fn dates(path: &str) -> Result<HashMap<String, String>, String> {
    let table = std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
    let mut lines = table.lines().map(|line| line.split('\t').collect::<Vec<_>>());
    let head = lines.next().unwrap_or_default();
    let column = |name: &str| {
        head.iter()
            .position(|title| *title == name)
            .ok_or_else(|| format!("{path}: there is no column {name}"))
    };
    let (name, date) = (column("filename")?, column("publication_date")?);
    let row = |row: Vec<&str>| Some(((*row.get(name)?).to_owned(), (*row.get(date)?).to_owned()));
    Ok(lines.filter_map(row).collect())
}

fn main() -> ExitCode {
    match settings().and_then(|settings| run(&settings)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// The articles with a text and gold.
fn corpus(settings: &Settings) -> Result<Vec<Marked>, String> {
    let dates = settings.metadata.as_deref().map(dates).transpose()?.unwrap_or_default();
    let gold_names = names(&settings.gold, ".ann")?;
    let mut articles = Vec::new();
    for name in names(&settings.text, ".txt")? {
        let own = format!("{name}_");
        let Some(gold) = gold_names.iter().find(|gold| gold.starts_with(&own)) else { continue };
        let text = open(&settings.text, &format!("{name}.txt"))?;
        let standoff = open(&settings.gold, &format!("{gold}.ann"))?;
        let date = dates.get(&name).cloned();
        articles.push(Marked { name, text, standoff, gold: Vec::new(), date });
    }
    if settings.rename {
        let names = Names::of(articles.iter().map(|article| article.text.as_str()));
        for article in &mut articles {
            article.text = names.replace(&article.text);
        }
    }
    for article in &mut articles {
        let marked = brat::given_from_str(&article.standoff, &article.text);
        let attributed = marked.iter().map(|one| Attributed::new([&one.source, &one.cue, &one.content], 1.0));
        article.gold = attributed.collect();
    }
    Ok(articles)
}

fn run(settings: &Settings) -> Result<(), String> {
    if let Some(corpus) = &settings.pronouns {
        return pronouns::run(corpus);
    }
    let loaded;
    let model = match &settings.model {
        Some(path) => {
            let bytes = std::fs::read(path).map_err(|error| format!("{path}: {error}"))?;
            loaded = AttributionModel::from_bytes(&bytes).map_err(|error| error.to_string())?;
            &loaded
        }
        None => AttributionModel::embedded(),
    };
    let articles = corpus(settings)?;
    if let Some(path) = &settings.labels {
        let file = std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
        let labels: labels::Labels =
            serde_json::from_str(&file).map_err(|error| format!("{path}: {error}"))?;
        let (analyzer, mut reliability) = (Analyzer::new(), labels::Reliability::default());
        for article in &articles {
            let Some(labels) = labels.get(&article.name) else { continue };
            let marked = (article.text.as_str(), article.standoff.as_str());
            reliability.add(&analyzer, marked, article.date.as_deref(), labels);
        }
        print!("{reliability}");
        return Ok(());
    }
    let mut options = Options::default();
    if let Some(least) = settings.least {
        options.least_confidence = Confidence::new(least).map_err(|error| format!("--least: {error}"))?;
    }
    let analyzer = Analyzer::new().with_engine(model).with_options(options);
    if settings.passes {
        passes::run(&analyzer, options, &articles, settings.nested);
        return Ok(());
    }
    let mut table = Table::default();
    for article in &articles {
        let (name, text) = (&article.name, &article.text);
        let (found, standoff) = if settings.engine {
            let document = Document::parse(text, LanguageModel::embedded());
            let found = model.find(&document, options.least_confidence);
            let one =
                |one: &Given| Attributed::new([&one.source, &one.cue, &one.content], one.confidence.get());
            let found: Vec<Attributed> = found.iter().map(one).collect();
            let standoff = standoff(&found, text);
            (found, standoff)
        } else {
            let report = analyzer.analyze(&article.article());
            let options = brat::WriteOptions::default().with_flat(!settings.nested);
            (attributed(&report, settings.nested), brat::to_string_with(&report, text, options))
        };
        if let Some(folder) = &settings.write {
            let path = Path::new(folder).join(format!("{name}.ann"));
            std::fs::write(&path, standoff).map_err(|error| format!("{}: {error}", path.display()))?;
        }
        let scored = Scored::new(text);
        let keep = |all: Vec<Attributed>| -> (Vec<Attributed>, Vec<score::Words>) {
            all.into_iter().filter_map(|one| scored.words(&one).map(|words| (one, words))).unzip()
        };
        let ((marked, gold), (found, words)) = (keep(article.gold.clone()), keep(found));
        let (wrong, missed) = table.add(&gold, &words);
        if settings.errors {
            println!("{name}");
            let mut lines: Vec<(usize, &str, &Attributed)> = Vec::new();
            let place = |one: &Attributed| one.cue.first().or(one.content.first()).map_or(0, |span| span.0);
            lines.extend(missed.iter().map(|i| (place(&marked[*i]), "  missed", &marked[*i])));
            lines.extend(wrong.iter().map(|j| (place(&found[*j]), "  wrong ", &found[*j])));
            lines.sort_by_key(|(at, _, _)| *at);
            lines.iter().for_each(|(_, sign, one)| show(sign, one, text));
        }
    }
    print(&table);
    if settings.speed {
        let texts: Vec<&str> = articles.iter().map(|article| article.text.as_str()).collect();
        speed(model, &texts);
    }
    Ok(())
}

/// An article of the corpus.
struct Marked {
    name: String,
    text: String,
    /// The gold as it is written, and read.
    standoff: String,
    gold: Vec<Attributed>,
    date: Option<String>,
}

impl Marked {
    fn article(&self) -> Article {
        let mut article = Article::new(self.text.as_str());
        article.metadata.published = self.date.as_deref().and_then(|date| date.parse::<Published>().ok());
        article
    }
}

/// The attributions of a report: the outermost, or all of them.
fn attributed(report: &Report, nested: bool) -> Vec<Attributed> {
    let claims = report.iter_claims().map(|(_, claim)| claim);
    claims
        .filter(|claim| nested || claim.within.is_none())
        .map(|claim| {
            let link = claim.speaker();
            let (source, cue) =
                link.map(|link| (link.source_spans.as_slice(), link.cue.as_slice())).unwrap_or_default();
            Attributed::new([source, cue, &claim.content], claim.confidence.get())
        })
        .collect()
}

fn show(sign: &str, one: &Attributed, text: &str) {
    let part = |spans: &[(usize, usize)]| {
        spans.iter().map(|span| &text[span.0..span.1]).collect::<Vec<_>>().join(" … ")
    };
    println!(
        "{sign} {:.2} [{}] <{}> {}",
        one.confidence,
        part(&one.source),
        part(&one.cue),
        part(&one.content)
    );
}

/// How long the engine takes for parsed texts, beside splitting them into words.
fn speed(model: &AttributionModel, texts: &[&str]) {
    use unicode_segmentation::UnicodeSegmentation;
    let documents: Vec<Document<'_>> =
        texts.iter().map(|text| Document::parse(text, LanguageModel::embedded())).collect();
    let tokens: usize = documents.iter().map(|document| document.tokens().len()).sum();
    let best = |work: &dyn Fn() -> usize| {
        let time = |_| {
            let start = std::time::Instant::now();
            std::hint::black_box(work());
            start.elapsed().as_secs_f64()
        };
        (0..10).map(time).fold(f64::INFINITY, f64::min)
    };
    let words = best(&|| texts.iter().map(|text| text.unicode_words().count()).sum());
    let engine =
        best(&|| documents.iter().map(|document| model.find(document, Confidence::ZERO).len()).sum());
    #[allow(clippy::cast_precision_loss)]
    let each = |seconds: f64| 1e6 * seconds / tokens as f64;
    println!(
        "\nengine {:.2} us a token, words {:.2} us a token: {:.1} times",
        each(engine),
        each(words),
        engine / words
    );
}

fn standoff(found: &[Attributed], text: &str) -> String {
    let mut out = String::new();
    let mut bounds = 0;
    for (number, one) in found.iter().enumerate() {
        let mut event = String::new();
        for (role, spans) in [("Source", &one.source), ("Cue", &one.cue), ("Content", &one.content)] {
            if spans.is_empty() {
                continue;
            }
            bounds += 1;
            let points = |at: usize| text[..at].chars().count();
            let place = |span: &(usize, usize)| format!("{} {}", points(span.0), points(span.1));
            let places: Vec<String> = spans.iter().map(place).collect();
            let surface: Vec<&str> = spans.iter().map(|span| &text[span.0..span.1]).collect();
            out.push_str(&format!(
                "T{bounds}\t{role} {}\t{}\n",
                places.join(";"),
                surface.join(" ").replace('\n', " ")
            ));
            event.push_str(&format!(" {role}:T{bounds}"));
        }
        out.push_str(&format!("E{}\tAttribution:T{bounds}{event}\n", number + 1));
    }
    out
}

fn print(table: &Table) {
    println!("{} articles, {} gold attributions, {} predicted", table.articles, table.gold, table.predicted);
    println!("{:28}{:>7}{:>7}{:>7}", "", "P", "R", "F1");
    for (name, count) in MEASURES.iter().zip(&table.counts) {
        let (p, r, f) = count.shares();
        if *name == "source|content" {
            println!("{name:28}{:14}{p:7.1}", "");
        } else {
            println!("{name:28}{p:7.1}{r:7.1}{f:7.1}");
        }
    }
    println!("\nattribution by kind (marked {:>5}, found)", "");
    for (kind, count) in &table.kinds {
        let (p, r, f) = count.shares();
        println!("{kind:28}{p:7.1}{r:7.1}{f:7.1}  {:6}{:6}", count.gold, count.predicted);
    }
    let mut judged = table.judged.clone();
    judged.sort_by(|a, b| b.0.total_cmp(&a.0));
    println!("\nby threshold of confidence");
    for least in [0.0_f32, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9] {
        let kept = judged.partition_point(|(confidence, _)| *confidence >= least);
        let right = judged[..kept].iter().filter(|(_, right)| *right).count();
        let count = score::Count { hit: right, hit_predicted: right, predicted: kept, gold: table.gold };
        let (p, r, f) = count.shares();
        println!("at least {least:.1}                {p:7.1}{r:7.1}{f:7.1}");
    }
    println!("\nhow sure, and how often right");
    for step in 0..10_u8 {
        let (from, to) = (f32::from(step) / 10.0, f32::from(step + 1) / 10.0);
        let inside = |(confidence, _): &&(f32, bool)| {
            *confidence >= from && (*confidence < to || (step == 9 && *confidence <= 1.0))
        };
        let all = judged.iter().filter(inside).count();
        let right = judged.iter().filter(inside).filter(|(_, right)| *right).count();
        #[allow(clippy::cast_precision_loss)]
        let share = 100.0 * right as f64 / all.max(1) as f64;
        println!("{from:.1} to {to:.1}    {share:7.1} of {all}");
    }
}
