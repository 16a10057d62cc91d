//! The weights of the repository.

#![allow(clippy::unwrap_used)]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use ascribe::{Analyzer, Article, Level, Report};
use sha2::{Digest, Sha256};

fn weights() -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("weights/news-en.bin")).unwrap()
}

fn report(analyzer: &Analyzer, text: &str) -> (Article, Report) {
    let article = Article::new(text);
    let report = analyzer.analyze(&article);
    report.validate_text(text).unwrap();
    (article, report)
}

#[test]
fn the_card_names_the_file() {
    let weights = weights();
    assert!(weights.len() <= 20_000_000, "{} bytes", weights.len());
    let mut sum = String::new();
    for byte in Sha256::digest(&weights) {
        write!(sum, "{byte:02x}").unwrap();
    }
    let row = format!("| news-en.bin | {} | {sum} |", weights.len());
    let card = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    assert!(card.contains(&row), "README.md lacks: {row}");
}

#[test]
fn it_tells_who_said_what() {
    let model = ascribe_transformer::from_bytes(&weights()).unwrap();
    let hash = model.hash();
    let analyzer = Analyzer::new().with_engine(model);
    let text = "The plant will close in May, said a person familiar with the plan. “We shall fight it,” Bo Berg, the mayor, \
                told Reuters.\n\nMore closures may follow, according to Ann Lee, an economist at the central bank.";
    let (article, report) = report(&analyzer, text);
    let told: Vec<(&str, String, Level)> = report
        .iter_claims()
        .map(|(id, claim)| (report.speaker_name(id), claim.words(&article.text), report.level(id)))
        .collect();
    let expected = [
        ("a person familiar with the plan", "The plant will close in May", Level::Vague),
        ("Bo Berg", "We shall fight it,", Level::Named),
        ("Ann Lee", "More closures may follow", Level::Named),
    ];
    let expected = expected.map(|(name, words, level)| (name, words.to_owned(), level));
    assert_eq!(told, expected);
    let maker = report.made_by.unwrap();
    assert_eq!(maker.parts["attribution"], format!("{hash:016x}"), "a report says which model made it");
}

#[test]
fn texts_of_any_kind_are_read_to_their_end() {
    let analyzer = Analyzer::new().with_engine(ascribe_transformer::from_bytes(&weights()).unwrap());
    let long = "He said the bridge, the road, the rail and the port would close ".repeat(60);
    for text in ["", "\n\n\n", "…", "“”“”", "Ünïcödé sàid “ça va”.", "日本語の記事。", long.trim_end()]
    {
        report(&analyzer, text);
    }
}
