//! Each pass that needs no parse, on an attribution by hand.

use super::{Context, Found, PASSES};
use crate::Span;
use crate::text::Document;

/// The span of words at their first place in a text.
fn span(text: &str, words: &str) -> Span {
    let start = text.find(words).unwrap_or_else(|| panic!("{words} is not in the text"));
    Span::between(start, start + words.len())
}

/// What a pass leaves of an attribution without a source, as "cue: content | content"; empty where it drops it.
fn after(pass: &str, text: &str, cue: &str, parts: &[&str]) -> String {
    let document = Document::segment(text);
    let body = Span::between(0, text.len());
    let dateline = text.find(" - ").map(|end| Span::between(0, end + 3));
    let input = Context { document: &document, body, dateline, least: 0.0 };
    let content = parts.iter().map(|words| span(text, words)).collect();
    let found = vec![Found {
        source: Vec::new(),
        cue: vec![span(text, cue)],
        content,
        relay: Vec::new(),
        verbatim: false,
        confidence: 0.4,
    }];
    let pass = PASSES.iter().find(|one| one.name == pass).unwrap_or_else(|| panic!("unknown pass {pass}"));
    let left = (pass.run)(&input, found);
    let words =
        |spans: &[Span]| spans.iter().filter_map(|span| span.slice(text)).collect::<Vec<_>>().join(" | ");
    left.first().map(|one| format!("{}: {}", words(&one.cue), words(&one.content))).unwrap_or_default()
}

#[test]
fn names_are_unique() {
    let names: std::collections::HashSet<&str> = PASSES.iter().map(|pass| pass.name).collect();
    assert_eq!(names.len(), PASSES.len());
}

#[test]
fn spans_lose_what_is_not_told() {
    let text = "KYIV (Reuters) - It rained, Lee said.";
    assert_eq!(after("strip_dateline", text, "said", &["KYIV (Reuters) - It rained"]), "said: It rained");
    let text = "It rained, according to Lee. The match was off.";
    let content = ["It rained", "The match was off"];
    assert_eq!(after("drop_later_sentences", text, "according to", &content), "according to: It rained");
    let text = "“It is over,” Lee said, and soon the lights went out.";
    let content = ["“It is over,”", "soon the lights went out"];
    assert_eq!(after("end_at_quotation", text, "said", &content), "said: “It is over,”");
}

#[test]
fn no_claims_are_dropped() {
    let text = "Lee asked not to be named.";
    assert_eq!(after("drop_ground_rules", text, "asked", &["not to be named"]), "");
    assert_eq!(
        after("drop_ground_rules", "Lee asked to be paid.", "asked", &["to be paid"]),
        "asked: to be paid"
    );
}

#[test]
fn a_clause_that_its_cue_splits_is_one_content() {
    let text = "The mayor, a source said on Monday, will resign.";
    let document = Document::segment(text);
    let input =
        Context { document: &document, body: Span::between(0, text.len()), dateline: None, least: 0.0 };
    let found = Found {
        source: vec![span(text, "The mayor"), span(text, "a source")],
        cue: vec![span(text, "said")],
        content: vec![span(text, "will resign")],
        relay: Vec::new(),
        verbatim: false,
        confidence: 0.9,
    };
    let left = super::rejoin_split_clause::run(&input, vec![found]);
    assert_eq!(left[0].source, [span(text, "a source")]);
    assert_eq!(left[0].content, [span(text, "The mayor"), span(text, "will resign")]);
}
