//! Runs the cases of `tests/cases/claims.txt` and `tests/cases/transcripts.txt`: small texts with the claims that stand in them.
//!
//! The files are meant to be read: a case is a title, a text, and a line for every claim.

use ascribe::{Analyzer, Article, Claim, Level, Report, Span};

use crate::case_file::titled;

const CASES: &str = include_str!("../cases/claims.txt");
const TRANSCRIPTS: &str = include_str!("../cases/transcripts.txt");
/// Share of the transcripts that is wholly right, in percent.
const RIGHT_TRANSCRIPTS: usize = 80;

struct Case<'a> {
    title: &'a str,
    text: &'a str,
    claims: Vec<&'a str>,
}

fn cases(file: &'static str) -> Vec<Case<'static>> {
    titled(file).map(|(title, text, claims)| Case { title, text, claims }).collect()
}

fn edge(c: char) -> bool {
    !c.is_alphanumeric() && !matches!(c, '%' | '$')
}

fn words(text: &str, spans: &[Span]) -> String {
    let parts = spans.iter().map(|span| {
        let words = span.slice(text).expect("a span of the text").trim_matches(edge);
        let words = words.strip_prefix("that ").unwrap_or(words);
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    });
    parts.collect::<Vec<_>>().join(" … ")
}

/// `speaker | level | kind | content`, with `via RELAY` behind the kind and the force before it where it is no statement.
fn line(report: &Report, text: &str, claim: &Claim, id: ascribe::ClaimId) -> String {
    let source = claim.source();
    let level = source.and_then(|id| report.source(id)).map_or(Level::Unattributed, |source| source.level);
    let speaker = source.and_then(|id| report.actor_of(id)).map_or("-", |actor| actor.label());
    let relay =
        report.relay(id).and_then(|id| report.actor_of(id)).map(|actor| format!(" via {}", actor.label()));
    let force = match claim.force.as_str() {
        "statement" => String::new(),
        force => format!("{force} "),
    };
    let kind = claim.quotation.as_str();
    format!(
        "{speaker} | {level} | {force}{kind}{} | {}",
        relay.unwrap_or_default(),
        words(text, &claim.content)
    )
}

/// How the title of a case begins that is not right yet.
const OPEN: &str = "open: ";

#[test]
fn claims_are_as_the_cases_say() {
    let analyzer = Analyzer::new();
    let mut wrong = String::new();
    let cases = cases(CASES);
    for case in &cases {
        let report = analyzer.analyze(&Article::new(case.text));
        let mut got: Vec<String> =
            report.iter_claims().map(|(id, claim)| line(&report, case.text, claim, id)).collect();
        let mut wanted: Vec<String> = case.claims.iter().map(|line| (*line).to_owned()).collect();
        got.sort();
        wanted.sort();
        if case.title.starts_with(OPEN) {
            assert!(got != wanted, "{} is right now: take the mark away", case.title);
        } else if got != wanted {
            let missing: Vec<_> = wanted.iter().filter(|line| !got.contains(line)).collect();
            let extra: Vec<_> = got.iter().filter(|line| !wanted.contains(line)).collect();
            wrong += &format!("{}\n  wanted {missing:#?}\n  got    {extra:#?}\n", case.title);
        }
    }
    assert!(cases.len() >= 40, "{} cases", cases.len());
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn turns_are_as_the_cases_say() {
    let analyzer = Analyzer::new();
    let cases = cases(TRANSCRIPTS);
    let mut wrong = Vec::new();
    for case in &cases {
        let report = analyzer.analyze(&Article::new(case.text));
        let outer = report.iter_claims().filter(|(_, claim)| claim.within.is_none());
        let mut got: Vec<String> = outer.map(|(id, claim)| line(&report, case.text, claim, id)).collect();
        let mut wanted: Vec<String> = case.claims.iter().map(|line| (*line).to_owned()).collect();
        got.sort();
        wanted.sort();
        if got != wanted {
            wrong.push(format!("{}\n  got {got:#?}\n", case.title));
        }
    }
    assert!(cases.len() >= 30, "{} cases", cases.len());
    let right = cases.len() - wrong.len();
    assert!(right * 100 >= cases.len() * RIGHT_TRANSCRIPTS, "{right} of {}: {}", cases.len(), wrong.join(""));
}
