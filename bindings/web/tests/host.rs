//! What browsers get, on the host.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice)]

use std::fs;
use std::path::{Path, PathBuf};

use ascribe::audit::{House, audit};
use ascribe::export::{flat, html};
use ascribe::verify::{Statement, check};
use ascribe::{Analyzer, Article, Report};
use ascribe_web::reading::{Ascribe, grade, houses};
use serde_json::{Value, json};

fn json(written: &str) -> Value {
    serde_json::from_str(written).unwrap()
}

/// The articles of `corpus/learn`, and one with letters of one to four bytes.
fn articles() -> Vec<Article> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/learn");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|end| end == "txt"));
    paths.sort();
    assert!(paths.len() > 100);
    let read = |path: &PathBuf| {
        Article::new(fs::read_to_string(path).unwrap())
            .with_published("2024-03-18".parse().unwrap())
            .with_outlet("The Example")
    };
    // Every tenth: that the library is right, its own tests say.
    let mut articles: Vec<Article> = paths.iter().step_by(10).map(read).collect();
    let hostile = "👩‍👧 “𝔑o, =1+1, \"é́té́\",” a 👮 guard told Reuters.\r\n\r\nOfficials said on Dec. 7 the talks — 会談 — “would fail”.";
    articles.push(Article::new(hostile).with_published("2021-12-30".parse().unwrap()));
    articles
}

/// Each span of the one, in bytes, beside the same of the other, in UTF-16.
fn spans(bytes: &Value, units: &Value, found: &mut Vec<[u64; 4]>) {
    match (bytes, units) {
        (Value::Object(one), Value::Object(two)) => {
            assert_eq!(one.keys().collect::<Vec<_>>(), two.keys().collect::<Vec<_>>());
            let offset = |of: &serde_json::Map<String, Value>, name| of.get(name).and_then(Value::as_u64);
            if let Some((start, end)) = offset(one, "start").zip(offset(one, "end"))
                && one.len() == 2
            {
                found.push([start, end, offset(two, "start").unwrap(), offset(two, "end").unwrap()]);
                return;
            }
            one.iter().for_each(|(name, value)| spans(value, &two[name], found));
        }
        (Value::Array(one), Value::Array(two)) => {
            assert_eq!(one.len(), two.len());
            one.iter().zip(two).for_each(|(one, two)| spans(one, two, found));
        }
        _ => assert_eq!(bytes, units),
    }
}

/// The values are equal but for the units of spans, and these mean the same words.
fn same(library: &impl serde::Serialize, given: &Value, text: &str) -> usize {
    let mut found = Vec::new();
    spans(&json(&serde_json::to_string(library).unwrap()), given, &mut found);
    let units: Vec<u16> = text.encode_utf16().collect();
    for [start, end, first, last] in &found {
        let at = |offset: &u64| usize::try_from(*offset).unwrap();
        let words = String::from_utf16(&units[at(first)..at(last)]).unwrap();
        assert_eq!(words, text[at(start)..at(end)]);
    }
    found.len()
}

#[test]
fn answers_are_those_of_the_library() {
    let (ascribe, analyzer) = (Ascribe::new("{}").unwrap(), Analyzer::new());
    let (mut seen, mut findings) = (0, 0);
    for (at, article) in articles().iter().enumerate() {
        let text = &article.text;
        let report = analyzer.analyze(article);
        let reading = ascribe.read(&serde_json::to_string(article).unwrap()).unwrap();
        seen += same(&report, &json(&reading.report().unwrap()), text);
        assert_eq!(json(&reading.rows().unwrap()), json(&serde_json::to_string(&report.flat(text)).unwrap()));
        assert_eq!(reading.page(), html::to_string(&report, text));

        let statements: Vec<Statement> = report
            .iter_claims()
            .map(|(id, claim)| Statement::new(report.speaker_name(id), claim.words(text)))
            .collect();
        let mut verdicts = json(&reading.verify(&serde_json::to_string(&statements).unwrap()).unwrap());
        let library = check(&report, text, &statements);
        for (one, verdict) in verdicts.as_array_mut().unwrap().iter_mut().zip(&library) {
            let told: Vec<String> = verdict.because.iter().map(ToString::to_string).collect();
            assert_eq!(one.as_object_mut().unwrap().remove("explained"), Some(json!(told)));
        }
        seen += same(&library, &verdicts, text);

        let house = House::BUILT_IN[at % House::BUILT_IN.len()];
        let library = audit(&report, text, &House::built_in(house).unwrap());
        seen += same(&library, &json(&reading.audit(house).unwrap()), text);
        findings += library.len();
    }
    assert!(seen > 5000 && findings > 10, "{seen} spans, {findings} findings");
}

#[test]
fn tables_are_read_by_a_reader_of_csv() {
    let ascribe = Ascribe::new("{}").unwrap();
    for article in &articles() {
        let report = Analyzer::new().analyze(article);
        let reading = ascribe.read(&serde_json::to_string(article).unwrap()).unwrap();
        let tables = ascribe::export::table::to_rows(&report, &article.text);
        let flat = flat::to_rows(&report, &article.text);
        for (name, table) in [
            ("rows", flat),
            ("claims", tables.claims),
            ("sources", tables.sources),
            ("events", tables.events),
        ] {
            let table = table.guarded();
            let written = reading.csv(name).unwrap();
            let mut read = csv::Reader::from_reader(written.as_bytes());
            assert_eq!(read.headers().unwrap().iter().collect::<Vec<_>>(), table.header);
            let rows: Vec<Vec<String>> =
                read.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
            assert_eq!(rows, table.rows);
        }
    }
}

#[test]
fn what_is_wrong_is_said_in_the_words_of_the_library() {
    let ascribe = Ascribe::new(r#"{ "maxClaims": 1, "events": false, "leastConfidence": 0.5 }"#).unwrap();
    let reading = ascribe.read(r#"{ "text": "“No,” Ann Lee said. “Yes,” Bo Berg said." }"#).unwrap();
    let report: Report = serde_json::from_str(&reading.report().unwrap()).unwrap();
    assert_eq!((report.claims.len(), report.diagnostics.len()), (1, 1));
    let wrong = |result: Result<String, String>| result.unwrap_err();
    assert!(Ascribe::new(r#"{ "maxClaim": 1 }"#).err().unwrap().contains("unknown field `maxClaim`"));
    assert!(
        Ascribe::new(r#"{ "leastConfidence": 2 }"#)
            .err()
            .unwrap()
            .contains("confidence 2 out of range (0 to 1)")
    );
    let date = ascribe.read(r#"{ "text": "", "published": "today" }"#).err().unwrap();
    assert!(date.contains("invalid date of publication `today`"), "{date}");
    assert!(ascribe.read("{}").err().unwrap().contains("missing field `text`"));
    assert!(wrong(reading.verify("[{}]")).contains("missing field `words`"));
    assert!(wrong(reading.audit("herald")).starts_with("unknown house `herald` (expected ap, bbc,"));
    assert!(wrong(reading.audit("version = 2\n")).starts_with("invalid house rules: "));
    assert!(wrong(reading.csv("actors")).contains("unknown table `actors`"));
}

#[test]
fn phrases_and_houses() {
    let graded = json(&grade("👮 an aide").unwrap());
    assert_eq!((&graded["level"], graded["because"].is_string()), (&json!("vague"), true));
    assert_eq!(graded["axes"]["descriptors"]["role"], json!({ "start": 6, "end": 10 }));
    let ids: Vec<Value> =
        json(&houses().unwrap()).as_array().unwrap().iter().map(|one| one["id"].clone()).collect();
    assert_eq!(ids, House::BUILT_IN.map(Value::from));
}

#[test]
fn the_version_is_that_of_the_library() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let package = json(&fs::read_to_string(here.join("npm/package.json")).unwrap());
    let made_by = Analyzer::new().maker().version;
    assert_eq!(
        (package["version"].as_str(), env!("CARGO_PKG_VERSION")),
        (Some(made_by.as_str()), made_by.as_str())
    );
}
