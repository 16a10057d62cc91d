//! Runs the cases of `tests/cases/sources.txt`: who a source is, and how identifiable.
//!
//! The attributions are marked in the texts, so that these cases rest on resolution and grading alone. The file is meant to
//! be read: a case is a title, a text, and a line for every source phrase.

use ascribe::{Analyzer, Article, Given, Level, Report, Span};

use crate::case_file::titled;

const CASES: &str = include_str!("../cases/sources.txt");

struct Case<'a> {
    title: &'a str,
    byline: Option<&'a str>,
    outlet: Option<&'a str>,
    text: String,
    given: Vec<Given>,
    wanted: Vec<&'a str>,
}

fn cases() -> Vec<Case<'static>> {
    let read = |(title, mut marked, wanted): (_, &'static str, _)| {
        let mut field = |name: &str| {
            let rest = marked.strip_prefix(name)?;
            let (value, rest) = rest.split_once('\n').expect("a text behind what is known of it");
            marked = rest;
            Some(value.trim())
        };
        let (byline, outlet) = (field("byline:"), field("outlet:"));
        let (text, given) = read_marked(marked.trim());
        Case { title, byline, outlet, text, given, wanted }
    };
    titled(CASES).map(read).collect()
}

/// Takes the marks out of a text. The first source is that of the first content, and so on, as they open.
fn read_marked(marked: &str) -> (String, Vec<Given>) {
    let mut text = String::new();
    let (mut sources, mut cues, mut contents): (Vec<Span>, Vec<Span>, Vec<Vec<Span>>) =
        (Vec::new(), Vec::new(), Vec::new());
    let mut open: Vec<(char, usize, usize)> = Vec::new();
    let mut chars = marked.chars().peekable();
    while let Some(c) = chars.next() {
        let list = match c {
            '[' => &mut sources,
            '<' => &mut cues,
            '{' => {
                // "{+" goes on with the last content.
                if chars.next_if_eq(&'+').is_none() {
                    contents.push(Vec::new());
                }
                open.push((c, text.len(), contents.len() - 1));
                continue;
            }
            ']' | '>' | '}' => {
                let (mark, start, slot) = open.pop().expect("an open mark");
                let span = Span::new(start, text.len()).expect("a span");
                match mark {
                    '[' => sources[slot] = span,
                    '<' => cues[slot] = span,
                    _ => contents[slot].push(span),
                }
                continue;
            }
            _ => {
                text.push(c);
                continue;
            }
        };
        list.push(Span::default());
        open.push((c, text.len(), list.len() - 1));
    }
    assert!(open.is_empty(), "{marked}: a mark is not closed");
    assert_eq!(sources.len(), contents.len(), "{marked}: a source for each content");
    let whole = |index: usize| {
        let mut given = Given::new(contents[index][0]);
        given.content.clone_from(&contents[index]);
        given.source.extend(Some(sources[index]).filter(|span| !span.is_empty()));
        given.cue.extend(cues.get(index).copied().filter(|span| !span.is_empty()));
        given
    };
    let given = (0..contents.len()).map(whole).collect();
    (text, given)
}

fn name(report: &Report, source: ascribe::SourceId) -> String {
    report.actor_of(source).map_or("-", |actor| actor.label()).to_owned()
}

/// A line for each claim, and one for each pair of sources of which something is known.
fn lines(report: &Report, text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    for (id, claim) in report.iter_claims() {
        let link = claim.speaker().expect("a speaker");
        let words: Vec<&str> = link.source_spans.iter().filter_map(|span| span.slice(text)).collect();
        let level =
            link.source.and_then(|id| report.source(id)).map_or(Level::Unattributed, |source| source.level);
        let who = link.source.map_or("-".to_owned(), |source| name(report, source));
        let relay = report.relay(id).map(|relay| format!(" | via {}", name(report, relay)));
        let words = if words.is_empty() { "[]".to_owned() } else { words.join(" ") };
        lines.push(format!("{words} = {who} | {level}{}", relay.unwrap_or_default()));
    }
    for (id, source) in report.iter_sources() {
        for relation in source.relations.iter().filter(|relation| relation.other > id) {
            let (kind, other) = (relation.kind.as_str(), name(report, relation.other));
            lines.push(format!("{kind}: {} / {other}", name(report, id)));
        }
    }
    lines.sort_unstable();
    lines
}

/// How the title of a case begins that is not right yet.
const OPEN: &str = "open: ";

#[test]
fn sources_are_as_the_cases_say() {
    let analyzer = Analyzer::new();
    let mut wrong = String::new();
    let cases = cases();
    for case in &cases {
        let mut article = Article::new(case.text.as_str());
        article.metadata.byline.extend(case.byline.map(str::to_owned));
        article.metadata.outlet = case.outlet.map(str::to_owned);
        let report = analyzer.resolve(&article, &case.given);
        assert_eq!(report.validate(), Ok(()), "{}", case.title);
        let mut got = lines(&report, &case.text);
        // Only the cases that are about numbers tell them.
        if case.wanted.iter().any(|line| line.starts_with("unnamed people")) {
            let count = report.anonymous_sources();
            got.push(format!("unnamed people: {} to {}", count.at_least, count.at_most));
            got.sort_unstable();
        }
        let mut wanted: Vec<String> = case.wanted.iter().map(|line| (*line).to_owned()).collect();
        wanted.sort_unstable();
        if case.title.starts_with(OPEN) {
            assert!(got != wanted, "{} is right now: take the mark away", case.title);
        } else if got != wanted {
            let missing: Vec<_> = wanted.iter().filter(|line| !got.contains(line)).collect();
            let extra: Vec<_> = got.iter().filter(|line| !wanted.contains(line)).collect();
            wrong += &format!("{}\n  wanted {missing:#?}\n  got    {extra:#?}\n", case.title);
        }
    }
    assert!(cases.len() >= 120, "{} cases", cases.len());
    assert!(wrong.is_empty(), "{wrong}");
}
