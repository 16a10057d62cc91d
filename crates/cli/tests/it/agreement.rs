//! What the grader says of a phrase, and what an article says that holds little more than the phrase.

use std::collections::BTreeSet;
use std::fs;

use ascribe::anonymity::grade;
use ascribe::{Analyzer, Article, Given, Level, Span};
use serde_json::Value;

use crate::support::root;

/// Minimum share of the phrases, in per cent, of which both say one level.
const AGREED: usize = 97;

/// The phrases of the unnamed sources of `corpus/learn`, each once.
fn phrases() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(root().join("corpus/learn")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "json") {
            continue;
        }
        let article: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
        for attribution in article["attributions"].as_array().unwrap() {
            let unnamed =
                matches!(attribution["level"].as_str(), Some("partial" | "described" | "vague" | "bare"));
            let place = attribution["source"][0].as_str().filter(|_| unnamed);
            // A place is "3:the clerk" or "3#2:the clerk".
            let words = place.and_then(|place| place.split_once(':')).map(|(_, words)| words.to_owned());
            // A word alone is most often a pronoun, which means somebody of the article.
            found.extend(words.filter(|words| words.contains(' ')));
        }
    }
    found
}

#[test]
fn a_phrase_has_one_level_alone_and_in_an_article() {
    let (analyzer, phrases) = (Analyzer::new(), phrases());
    assert!(phrases.len() > 1000, "{} phrases", phrases.len());
    let mut wrong = Vec::new();
    for phrase in &phrases {
        let text = format!("{phrase} said the work goes on.");
        let span = |start: usize, end: usize| Span::new(phrase.len() + start, phrase.len() + end).unwrap();
        let source = Span::new(0, phrase.len()).unwrap();
        let given =
            Given::new(span(6, 6 + "the work goes on".len())).with_source(source).with_cue(span(1, 5));
        let report = analyzer.resolve(&Article::new(text.as_str()), &[given]);
        let source = report.claims[0].attributions[0].source.and_then(|id| report.source(id));
        let (alone, inside) =
            (grade(phrase).level, source.map_or(Level::Unattributed, |source| source.level));
        if alone != inside {
            wrong.push(format!("{phrase}: {alone} alone, {inside} in an article"));
        }
    }
    let agreed = phrases.len() - wrong.len();
    assert!(agreed * 100 >= AGREED * phrases.len(), "{agreed} of {}:\n{}", phrases.len(), wrong.join("\n"));
}
