//! Scores on corpora of each form, and the project's own corpus.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::support::{code, errors, folder, path, printed, root, run, texts};

fn corpus(name: &str) -> String {
    root().join("corpus").join(name).to_str().unwrap().to_owned()
}

/// Texts, and stand-off annotation in a folder of its own.
fn standoff(name: &str) -> (PathBuf, PathBuf) {
    let texts = texts(name);
    let gold = texts.join("gold");
    fs::create_dir(&gold).unwrap();
    for name in ["a", "b"] {
        let ann = gold.join(format!("{name}_1.ann"));
        code(&run(&["annotate", "--out", ann.to_str().unwrap(), &path(&texts, &format!("{name}.txt"))]), 0);
    }
    (texts, gold)
}

fn news(folder: &Path, name: &str, text: &str, content: &str) {
    fs::write(folder.join(format!("{name}.txt")), text).unwrap();
    let annotation = format!(
        r#"{{"outlet": "Echo", "published": "2024-03-18", "country": "Ireland", "beat": "{name}", "names": {{"Ann Lee": "person"}},
        "actors": {{"lee": {{"kind": "person", "name": "Ann Lee"}}}}, "relations": [], "times": [],
        "attributions": [{{"id": 1, "source": ["1:Mayor Ann Lee"], "cue": ["1:said"], "content": ["1:{content}"], "actor": "lee",
        "level": "named", "quotation": "indirect", "force": "statement"}}]}}"#
    );
    fs::write(folder.join(format!("{name}.json")), annotation).unwrap();
}

#[test]
fn the_corpus_fits_its_form_and_every_place_is_in_its_text() {
    for (name, counts) in [
        (
            "learn",
            "336 articles, 106107 words\n5946 attributions, 967 of them nested, 366 passed on by another\n",
        ),
        (
            "drill",
            "144 articles, 27150 words\n2005 attributions, 390 of them nested, 220 passed on by another\n",
        ),
        (
            "more",
            "2062 articles, 604653 words\n41759 attributions, 8324 of them nested, 3494 passed on by another\n",
        ),
    ] {
        let checked = run(&["evaluate", "--check", &corpus(name)]);
        code(&checked, 0);
        assert!(printed(&checked).starts_with(counts), "{name}: {}", printed(&checked));
        // Each text has its annotation, and nothing else lies there.
        for entry in fs::read_dir(corpus(name)).unwrap() {
            let file = entry.unwrap().path();
            let other = file.with_extension(if file.extension().unwrap() == "txt" { "json" } else { "txt" });
            assert!(other.is_file(), "{} is missing", other.display());
        }
    }
}

#[test]
fn annotated_news_is_scored_whole_and_by_group() {
    let folder = folder("evaluate-news");
    let content = "The bridge will close on Friday";
    news(&folder, "a", "The bridge will close on Friday, Mayor Ann Lee said.\n", content);
    news(&folder, "b", "The bridge will close on Friday, Mayor Ann Lee said. It is old.\n", "It is old");
    let folder = folder.to_str().unwrap();
    let scores = run(&["evaluate", "--by", "beat", folder]);
    code(&scores, 0);
    let scores = printed(&scores);
    assert!(scores.starts_with("2 articles, 2 attributions marked, 2 claims printed; percent\n"), "{scores}");
    let line = |name: &str| scores.lines().find(|line| line.starts_with(name)).unwrap().split_whitespace();
    assert_eq!(line("whole ").collect::<Vec<_>>(), ["whole", "50.0", "50.0", "50.0"]);
    assert_eq!(line("a ").take(4).collect::<Vec<_>>(), ["a", "1", "1", "100.0"]);
    assert_eq!(line("b ").take(4).collect::<Vec<_>>(), ["b", "1", "1", "0.0"]);
    let json = run(&["evaluate", "--json", "--by", "beat", folder]);
    let json: Value = serde_json::from_str(&printed(&json)).unwrap();
    assert_eq!(json["scores"]["found"], 50.0);
    assert_eq!(json["groups"]["a"]["scores"]["whole"][2], 100.0);
    // Reports that lie there are scored in place of those that the analyzer makes.
    let reports = format!("{folder}/reports/");
    code(&run(&["annotate", "--format", "json", "--out", &reports, "--published", "2024-03-18", folder]), 0);
    assert_eq!(printed(&run(&["evaluate", "--by", "beat", "--reports", &reports, folder])), scores);
    fs::copy(format!("{reports}a.json"), format!("{reports}b.json")).unwrap();
    let other = run(&["evaluate", "--reports", &reports, folder]);
    code(&other, 3);
    assert!(errors(&other).contains("b.json: "), "{}", errors(&other));
    let wrong = printed(&run(&["evaluate", "--errors", folder]));
    assert_eq!(wrong, "b missed | Mayor Ann Lee | said | It is old\n");
}

#[test]
fn annotation_that_does_not_fit_is_an_error_that_says_where() {
    let folder = folder("evaluate-fault");
    news(&folder, "a", "The bridge will close, Mayor Ann Lee said.\n", "The dam");
    let output = run(&["evaluate", folder.to_str().unwrap()]);
    code(&output, 3);
    let fault = "a.json: attribution 1: content `1:The dam`: the paragraph does not have these words";
    assert!(errors(&output).contains(fault), "{}", errors(&output));
}

#[test]
fn standoff_annotation_is_scored() {
    let (texts, gold) = standoff("evaluate-standoff");
    let (texts, gold) = (texts.to_str().unwrap(), gold.to_str().unwrap());
    let scores = run(&["evaluate", texts, gold]);
    code(&scores, 0);
    let scores = printed(&scores);
    assert!(scores.starts_with("2 articles, 2 gold attributions, 2 predicted"), "{scores}");
    let json: Value = serde_json::from_str(&printed(&run(&["evaluate", "--json", gold, texts]))).unwrap();
    assert_eq!(json["scores"]["attribution"], serde_json::json!([100.0, 100.0, 100.0]));
}

#[test]
fn what_is_scored_is_one_corpus_of_one_form() {
    let (texts, gold) = standoff("evaluate-forms");
    let news_folder = folder("evaluate-forms-news");
    news(&news_folder, "a", "The bridge will close, Mayor Ann Lee said.\n", "The bridge will close");
    let empty = folder("evaluate-forms-empty");
    let name = |path: &Path| path.to_str().unwrap().to_owned();
    let (texts, gold, news, empty) = (name(&texts), name(&gold), name(&news_folder), name(&empty));
    for (arguments, expected, message) in [
        (vec![&texts], 3, "no annotation"),
        (vec![&gold], 2, "one folder of NAME.txt, one of NAME.ann"),
        (vec![&empty], 3, "no NAME.txt, NAME.json or NAME.ann in this folder"),
        (vec![&news, &texts, &gold], 2, "corpora of one form at a time"),
    ] {
        let output =
            run(&[&["evaluate"], arguments.iter().map(|path| path.as_str()).collect::<Vec<_>>().as_slice()]
                .concat());
        code(&output, expected);
        assert!(errors(&output).contains(message), "{arguments:?}: {}", errors(&output));
    }
    for (arguments, message) in [
        ([&news, "--rename"], "--rename is not for annotated news"),
        ([&news, "--engine"], "--engine is not for annotated news"),
        ([&texts, "--check"], "--check is not for stand-off annotation"),
        (["corpus.conllu", "--json"], "--json is not for coreference"),
    ] {
        let output = run(&[
            "evaluate",
            arguments[0],
            arguments[1],
            if arguments[0] == texts { &gold } else { "--quiet" },
        ]);
        code(&output, 2);
        assert!(errors(&output).contains(message), "{arguments:?}: {}", errors(&output));
    }
    code(&run(&["evaluate"]), 2);
}

#[test]
fn help_says_what_each_figure_is() {
    let help = printed(&run(&["evaluate", "--help"]));
    let scores: Value = serde_json::from_str(&printed(&run(&["evaluate", "--json", &{
        let folder = folder("evaluate-help");
        news(&folder, "a", "The bridge will close, Mayor Ann Lee said.\n", "The bridge will close");
        folder.to_str().unwrap().to_owned()
    }])))
    .unwrap();
    for name in scores["scores"].as_object().unwrap().keys() {
        assert!(help.contains(&format!("\n  {name} ")), "{name}");
    }
}

/// Statements made from an eighth of the articles. The bounds are below what is measured on the whole: `ascribe evaluate --verify`.
#[test]
fn verdicts_on_statements_are_right() {
    let scored = run(&["evaluate", "--verify", "--json", "--part", "0/8", &corpus("learn")]);
    code(&scored, 0);
    let figures: Value = serde_json::from_str(&printed(&scored)).unwrap();
    let figure = |name: &str| figures[name].as_f64().unwrap();
    assert!(figure("statements") > 500.0, "{figures}");
    assert_eq!(figures["altered negations and numbers passed"], 0, "{figures}");
    assert!(figure("words right") >= 99.0, "{figures}");
    assert!(figure("speaker right where told") >= 92.0, "{figures}");
    assert!(figure("speaker not told") <= 13.0, "{figures}");
    assert!(figure("supported of the false") <= 1.0, "{figures}");
}

/// Shares of claims that stay the same on a few articles, in percent: changes of the layer that reads texts must not lower them.
const FLOORS: &[(&str, f64)] = &[
    ("wrapped at 40", 97.0),
    ("wrapped at 50", 97.0),
    ("wrapped at 55", 97.0),
    ("wrapped at 72", 97.0),
    ("wrapped at 100", 97.0),
    ("no-break spaces", 97.0),
    ("&#39;", 97.0),
    ("&nbsp;", 97.0),
    ("all entities", 97.0),
    ("soft hyphens", 97.0),
    ("British marks", 97.0),
    ("guillemets", 97.0),
    ("German marks", 97.0),
    ("<p>", 97.0),
    ("capitals", 60.0),
    ("small letters", 50.0),
    ("three capital words", 90.0),
    ("said as stated", 90.0),
    ("said as added", 90.0),
];

/// What an option prints of a few articles of `corpus/learn`.
fn of_few(option: &str) -> Value {
    let few = folder(&format!("evaluate{option}"));
    let mut articles: Vec<PathBuf> =
        fs::read_dir(corpus("learn")).unwrap().map(|entry| entry.unwrap().path()).collect();
    articles.retain(|file| file.extension().unwrap() == "txt");
    articles.sort();
    for file in articles.iter().step_by(28) {
        fs::copy(file, few.join(file.file_name().unwrap())).unwrap();
    }
    let shares = run(&["evaluate", option, "--json", few.to_str().unwrap()]);
    code(&shares, 0);
    serde_json::from_str(&printed(&shares)).unwrap()
}

#[test]
fn claims_stay_the_same_when_a_text_is_set_otherwise() {
    let shares = of_few("--invariance");
    assert_eq!(shares["articles"], 12);
    assert_eq!(shares["same"].as_object().unwrap().len(), FLOORS.len());
    let low: Vec<String> = FLOORS
        .iter()
        .filter(|(name, floor)| shares["same"][*name].as_f64().unwrap() < *floor)
        .map(|(name, floor)| format!("{name}: {} is less than {floor}", shares["same"][*name]))
        .collect();
    assert!(low.is_empty(), "{low:#?}");
}

#[test]
fn claims_stay_the_same_when_somebody_is_renamed() {
    let shares = of_few("--renamed");
    let same = shares["same"].as_object().unwrap();
    assert_eq!(same.len(), 12);
    let low: Vec<&String> =
        same.iter().filter(|(_, share)| share.as_f64().unwrap() < 95.0).map(|(name, _)| name).collect();
    assert!(low.is_empty(), "{shares:#}");
}
