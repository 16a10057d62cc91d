//! Statements without quotation marks, with whoever said them behind: the way news agencies write.
//!
//! The statements hold no word that ascribes. Neither they nor the sources stand in the corpora that the weights learned from.

use ascribe::{Analyzer, Article};

const STATEMENTS: [&str; 10] = [
    "The ferry to Inverglen will not run before Easter",
    "Two of the reservoir's gates were left open overnight",
    "Nobody at the bakery had a key to the fire door",
    "The harvest is likely to be the smallest in thirty years",
    "Workers at the foundry have not been paid since August",
    "A second tunnel would cost about 40 million crowns",
    "The orchestra will stay in the town for another season",
    "Most of the stolen paintings were found in a barn near Tarrel",
    "The company hid the fault from its own engineers",
    "Schools on the island closed because the boilers had failed",
];

const SOURCES: [&str; 10] = [
    "Agnes Holloway",
    "the harbour master",
    "a person familiar with the plan",
    "Councillor Imre Vadas",
    "two union officials",
    "police",
    "a clerk who asked that her name be withheld for fear of losing her job",
    "Ngozi Adeyinka, who runs the clinic",
    "the regional water board",
    "a former director of the company",
];

/// How many of the hundred sentences of a form are read rightly: one claim, the whole statement, the whole source.
fn right(form: impl Fn(&str, &str) -> String) -> usize {
    let analyzer = Analyzer::new();
    let pairs = STATEMENTS.iter().flat_map(|statement| SOURCES.iter().map(move |source| (statement, source)));
    let reads = |(statement, source): &(&&str, &&str)| {
        let text = form(statement, source);
        let report = analyzer.analyze(&Article::new(text.as_str()));
        let [claim] = report.claims.as_slice() else { return false };
        let words = |spans: &[ascribe::Span]| {
            spans.iter().filter_map(|span| span.slice(&text)).collect::<Vec<_>>().join(" … ").to_lowercase()
        };
        let speaker = claim.speaker().map(|link| words(&link.source_spans)).unwrap_or_default();
        words(&claim.content).trim_start_matches("that ") == statement.to_lowercase()
            && speaker.trim_end_matches(',') == source.to_lowercase()
    };
    pairs.filter(reads).count()
}

fn small(statement: &str) -> String {
    statement[..1].to_lowercase() + &statement[1..]
}

/// The relative clause of a source ends with a comma.
fn apart(source: &str) -> &str {
    if source.contains(" who ") { "," } else { "" }
}

#[test]
fn unquoted_statements_in_front_of_their_source() {
    let said_behind = right(|statement, source| format!("{statement}, said {source}."));
    let said_last = right(|statement, source| format!("{statement}, {source}{} said.", apart(source)));
    let according = right(|statement, source| format!("{statement}, according to {source}."));
    println!("X, said W {said_behind}; X, W said {said_last}; X, according to W {according}");
    assert!(said_behind >= 92 && said_last >= 92 && according >= 92);
}

#[test]
fn unquoted_statements_behind_their_source() {
    let capital = |source: &str| source[..1].to_uppercase() + &source[1..];
    let said = right(|statement, source| {
        format!("{}{} said that {}.", capital(source), apart(source), small(statement))
    });
    let according = right(|statement, source| format!("According to {source}, {}.", small(statement)));
    println!("W said that X {said}; According to W, X {according}");
    assert!(said >= 92 && according >= 92);
}
