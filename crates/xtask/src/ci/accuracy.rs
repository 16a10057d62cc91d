//! Accuracy on corpora that lie beside the repository, against floors; the commands are those of the README's table.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::command::{Tool, ascribe, build_ascribe, built, program, tool};
use super::figures::{after, at_least, scored};
use super::files::{Work, at, ending, read_json, write};
use super::python::python;
use super::{Done, SHARED};

/// A figure by its name here, its name in what a scorer prints, its place there where there are several, and its floor.
type Floor = (&'static str, &'static str, Option<usize>, f64);

const ATTRIBUTION: [Floor; 7] = [
    ("attribution F1", "attribution", Some(2), 71.1),
    ("content F1", "content", Some(2), 76.7),
    ("content tokens F1", "content tokens", Some(2), 88.3),
    ("cue F1", "cue", Some(2), 81.8),
    ("strict F1", "strict", Some(2), 57.7),
    ("direct F1", "direct", Some(2), 85.6),
    ("source given content", "source|content", Some(2), 92.5),
];

/// Spans on everyday news that is held back, nested attributions included.
const SPANS: [Floor; 4] = [
    ("news: attribution F1", "attribution", Some(2), 87.9),
    ("news: strict F1", "strict", Some(2), 80.5),
    ("news: direct F1", "direct", Some(2), 95.2),
    ("news: cue F1", "cue", Some(2), 93.6),
];

/// Whole claims on the same news.
const NEWS: [Floor; 12] = [
    ("news: found", "found", None, 90.1),
    ("news: source", "source", None, 84.5),
    ("news: nested", "nested", None, 45.7),
    ("news: relay right", "relay right", None, 72.6),
    ("news: whole F1", "whole", Some(2), 70.7),
    ("news: identity B3", "identity B3", None, 94.7),
    ("news: level right", "level right", None, 83.9),
    ("news: terms F1", "terms", Some(2), 87.3),
    ("news: reason right", "reason right", None, 83.8),
    ("news: people", "people", None, 64.1),
    ("news: names of persons", "names person", None, 94.2),
    ("news: names of organizations", "names organization", None, 82.6),
];

/// Shares of what is found, of which there are nine points more than before the network: F1 rose, shares of the found fell.
const SOURCES: [Floor; 5] = [
    ("level accuracy", "level accuracy", None, 83.2),
    ("level macro F1", "level macro F1", None, 53.9),
    ("unnamed F1", "unnamed F1", None, 68.6),
    ("off by one", "off by one", None, 88.5),
    ("identity B3", "identity B3", None, 90.9),
];

/// With the attributions given: who they are and how identifiable, without what the engine misses.
const GIVEN: [Floor; 5] = [
    ("given: level accuracy", "level accuracy", None, 85.5),
    ("given: level macro F1", "level macro F1", None, 75.2),
    ("given: unnamed F1", "unnamed F1", None, 87.1),
    ("given: off by one", "off by one", None, 90.2),
    ("given: identity B3", "identity B3", None, 90.9),
];

/// Those of the larger model.
const LARGE_ATTRIBUTION: [Floor; 7] = [
    ("attribution F1", "attribution", Some(2), 75.1),
    ("content F1", "content", Some(2), 79.7),
    ("content tokens F1", "content tokens", Some(2), 89.5),
    ("cue F1", "cue", Some(2), 83.8),
    ("strict F1", "strict", Some(2), 59.8),
    ("direct F1", "direct", Some(2), 88.5),
    ("source given content", "source|content", Some(2), 94.0),
];

const LARGE_SPANS: [Floor; 4] = [
    ("news: attribution F1", "attribution", Some(2), 88.9),
    ("news: strict F1", "strict", Some(2), 82.3),
    ("news: direct F1", "direct", Some(2), 95.2),
    ("news: cue F1", "cue", Some(2), 94.0),
];

const LARGE_NEWS: [Floor; 12] = [
    ("news: found", "found", None, 91.4),
    ("news: source", "source", None, 85.8),
    ("news: nested", "nested", None, 43.4),
    ("news: relay right", "relay right", None, 74.2),
    ("news: whole F1", "whole", Some(2), 71.4),
    ("news: identity B3", "identity B3", None, 95.1),
    ("news: level right", "level right", None, 83.6),
    ("news: terms F1", "terms", Some(2), 84.3),
    ("news: reason right", "reason right", None, 81.8),
    ("news: people", "people", None, 67.7),
    ("news: names of persons", "names person", None, 94.3),
    ("news: names of organizations", "names organization", None, 86.7),
];

const LARGE_SOURCES: [Floor; 5] = [
    ("level accuracy", "level accuracy", None, 85.2),
    ("level macro F1", "level macro F1", None, 59.0),
    ("unnamed F1", "unnamed F1", None, 73.3),
    ("off by one", "off by one", None, 90.1),
    ("identity B3", "identity B3", None, 91.0),
];

const LARGE_GIVEN: [Floor; 5] = [
    ("given: level accuracy", "level accuracy", None, 86.4),
    ("given: level macro F1", "level macro F1", None, 77.0),
    ("given: unnamed F1", "unnamed F1", None, 87.2),
    ("given: off by one", "off by one", None, 90.6),
    ("given: identity B3", "identity B3", None, 91.1),
];

const LANGUAGE: [(&str, [(&str, f64); 4]); 2] = [
    ("gum-test", [("UPOS", 95.0), ("lemma", 96.5), ("UAS", 85.0), ("LAS", 81.4)]),
    ("en_ewt-test", [("UPOS", 94.0), ("lemma", 96.5), ("UAS", 85.0), ("LAS", 81.8)]),
];

/// Weights, and their floors.
struct Model {
    name: &'static str,
    folder: &'static str,
    file: Option<&'static str>,
    attribution: &'static [Floor],
    spans: &'static [Floor],
    news: &'static [Floor],
    sources: &'static [Floor],
    given: &'static [Floor],
}

const SMALL: Model = Model {
    name: "the weights inside",
    folder: "small",
    file: None,
    attribution: &ATTRIBUTION,
    spans: &SPANS,
    news: &NEWS,
    sources: &SOURCES,
    given: &GIVEN,
};

const LARGE: Model = Model {
    name: "the larger model",
    folder: "large",
    file: Some("crates/transformer/weights/news-en.bin"),
    attribution: &LARGE_ATTRIBUTION,
    spans: &LARGE_SPANS,
    news: &LARGE_NEWS,
    sources: &LARGE_SOURCES,
    given: &LARGE_GIVEN,
};

impl Model {
    /// The command, with these weights.
    fn ascribe(&self, words: &str) -> Tool {
        match self.file {
            Some(file) => ascribe(&format!("--model {file} {words}")),
            None => ascribe(words),
        }
    }
}

pub(super) fn run(work: &Work) -> Done {
    if !Path::new(SHARED).is_dir() {
        println!("no {SHARED}: accuracy is not measured");
        return Ok(());
    }
    build_ascribe()?;
    tool("cargo build --release -p xtask --features training").run()?;
    for model in [&SMALL, &LARGE] {
        println!("\n--- {}", model.name);
        let folder = work.path(model.folder);
        attribution(&folder, model)?;
        news(&folder, model)?;
        sources(&folder, model)?;
    }
    pronouns()?;
    language()?;
    times(work)
}

/// Holds all figures of a scorer against their floors, and says which of them are below.
fn hold(scores: &Value, floors: &[Floor]) -> Done {
    let mut below = Vec::new();
    for (name, key, index, floor) in floors {
        below.extend(at_least(name, scored(scores, key, *index)?, *floor).err());
    }
    if below.is_empty() { Ok(()) } else { Err(below.join("; ")) }
}

fn heading(area: &str) {
    println!("\n--- accuracy: {area}");
}

/// A scorer of the corpora, on their dev part.
fn score(scorer: &str, predicted: &Path, options: &[&str]) -> Result<Value, String> {
    let printed = python()?
        .arg(format!("{SHARED}/eval/{scorer}"))
        .args(["--text", &polnear("dev/text"), "--gold", &polnear("dev/attributions"), "--json"])
        .args(options)
        .arg("--pred")
        .arg(predicted)
        .printed()?;
    serde_json::from_str(&printed).map_err(|error| format!("{scorer}: {error}"))
}

fn polnear(path: &str) -> String {
    format!("{SHARED}/polnear/{path}")
}

fn labels() -> String {
    format!("{SHARED}/anonymity/dev.json")
}

fn annotate(model: &Model, options: &[&str], out: &Path) -> Done {
    model
        .ascribe("annotate --format brat --out-dir")
        .arg(out)
        .args(["--metadata", &polnear("metadata.tsv")])
        .args(options)
        .arg(polnear("dev/text"))
        .run()
}

fn attribution(folder: &Path, model: &Model) -> Done {
    heading("attribution");
    let flat = folder.join("flat");
    annotate(model, &["--flat"], &flat)?;
    hold(&score("score_attribution.py", &flat, &[])?, model.attribution)
}

/// Of these articles totals alone are printed: nobody reads them.
fn news(folder: &Path, model: &Model) -> Done {
    heading("everyday news that is held back");
    let articles = format!("{SHARED}/news/check");
    let printed = model.ascribe("evaluate --json").arg(&articles).printed()?;
    hold(&serde_json::from_str(&printed).map_err(|error| format!("evaluate: {error}"))?, model.news)?;
    let (standoff, found) = (folder.join("news-standoff"), folder.join("news-spans"));
    let (texts, gold) = (standoff.join("text"), standoff.join("gold"));
    python()?.arg(format!("{SHARED}/eval/news_to_brat.py")).arg(&standoff).arg(&articles).printed()?;
    model.ascribe("annotate --format brat --out-dir").arg(&found).arg(&texts).run()?;
    let mut scorer = python()?.arg(format!("{SHARED}/eval/score_attribution.py")).arg("--json");
    for (option, folder) in [("--text", &texts), ("--gold", &gold), ("--pred", &found)] {
        scorer = scorer.arg(option).arg(folder);
    }
    let printed = scorer.printed()?;
    hold(
        &serde_json::from_str(&printed).map_err(|error| format!("score_attribution.py: {error}"))?,
        model.spans,
    )
}

fn sources(folder: &Path, model: &Model) -> Done {
    heading("levels and identity of sources");
    let labels = labels();
    hold(&score("score_sources.py", &folder.join("flat"), &["--labels", &labels])?, model.sources)?;
    let given = folder.join("given");
    annotate(model, &["--attributions", &polnear("dev/attributions")], &given)?;
    hold(&score("score_sources.py", &given, &["--labels", &labels])?, model.given)?;
    // How sure it is of level and identity, and how often right.
    model
        .ascribe("evaluate")
        .args([polnear("dev/text"), polnear("dev/attributions")])
        .args(["--metadata", &polnear("metadata.tsv"), "--labels", &labels])
        .run()
}

fn pronouns() -> Done {
    // How often "he", "she" and "they" are linked to the right person; few in the dev part, so that it has no floor.
    for part in ["dev", "train"] {
        ascribe("evaluate").arg(format!("{SHARED}/ud/gum-{part}.conllu")).run()?;
    }
    Ok(())
}

fn language() -> Done {
    heading("language layer");
    let evaluate = |corpus: &str| {
        let path = format!("{SHARED}/ud/{corpus}.conllu");
        program(&built("release", "xtask")).args(["train", "language-eval"]).arg(path).shown()
    };
    for (corpus, floors) in LANGUAGE {
        let printed = evaluate(corpus)?;
        let all = all_genres(&printed).ok_or_else(|| format!("{corpus}: no line `all` was printed"))?;
        for (figure, floor) in floors {
            at_least(&format!("{corpus} {figure}"), after(all, &[figure])?, floor)?;
        }
        if corpus == "gum-test" {
            at_least("gum-test sentences, raw news and the like", after(&printed, &["sentence F1"])?, 93.0)?;
            at_least("gum-test tokens, raw news and the like", after(&printed, &["token F1"])?, 99.0)?;
        }
    }
    Ok(())
}

/// The line for all genres together.
fn all_genres(printed: &str) -> Option<&str> {
    printed.lines().find(|line| line.starts_with("  all "))
}

fn times(work: &Work) -> Done {
    heading("times");
    let gold = PathBuf::from(format!("{SHARED}/time/gum-dates-dev.json"));
    let score = |gold: &Path| {
        Ok::<_, String>(python()?.arg(format!("{SHARED}/eval/score_time.py")).arg("--gold").arg(gold))
    };
    let (texts, readings) = (work.path("times"), work.path("readings"));
    score(&gold)?.arg("--write-texts").arg(&texts).printed()?;
    ascribe("times --metadata")
        .arg(texts.join("metadata.tsv"))
        .arg("--out-dir")
        .arg(&readings)
        .args(ending(&texts, ".txt")?)
        .run()?;
    let printed = score(&gold)?.arg("--pred").arg(&readings).shown()?;
    at_least("times found F1", after(&printed, &["found", "F1"])?, 92.0)?;
    at_least("times value", after(&printed, &["; value"])?, 87.0)?;
    at_least("times value F1", after(&printed, &["value F1"])?, 76.0)?;
    let news = work.path("news.json");
    write(
        &news,
        of_news(&read_json(&gold)?).ok_or_else(|| at(&gold, "is no list of documents"))?.to_string(),
    )?;
    let printed = score(&news)?.arg("--pred").arg(&readings).shown()?;
    at_least("times value, news", after(&printed, &["; value"])?, 92.0)?;
    at_least("times value F1, news", after(&printed, &["value F1"])?, 81.0)
}

/// The documents of the corpus that are news.
fn of_news(documents: &Value) -> Option<Value> {
    let is_news = |document: &&Value| {
        document.get("doc").and_then(Value::as_str).is_some_and(|name| name.starts_with("GUM_news"))
    };
    Some(documents.as_array()?.iter().filter(is_news).cloned().collect())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// Floors of its own, so that no floor of a corpus is written down a second time.
    #[test]
    fn every_floor_is_held() {
        let floors: [Floor; 2] =
            [("level accuracy", "level accuracy", None, 91.0), ("F1", "unnamed", Some(2), 68.8)];
        let scores = |level: f64| json!({ "scores": { "level accuracy": level, "unnamed": [1, 2, 74] } });
        assert_eq!(hold(&scores(91.0), &floors), Ok(()));
        assert_eq!(hold(&scores(90.9), &floors), Err("level accuracy is 90.9, below 91".to_owned()));
        assert!(hold(&json!({ "scores": {} }), &floors).is_err_and(|error| error.contains("level accuracy")));
    }

    #[test]
    fn what_is_measured_is_picked() {
        let documents = json!([{ "doc": "GUM_news_a" }, { "doc": "GUM_bio_b" }]);
        assert_eq!(of_news(&documents), Some(json!([{ "doc": "GUM_news_a" }])));
        assert_eq!(of_news(&json!({})), None);
        assert_eq!(all_genres("  allegro 1\n  all  UPOS 96.1\n"), Some("  all  UPOS 96.1"));
    }
}
