//! Scores for a person.

use std::collections::BTreeMap;

use super::scores::{Figure, Scores};
use crate::fault::Failure;
use crate::output::Sink;

/// What each figure is, in the order of [`Scores::figures`]. `--help` prints it.
pub(crate) const MEASURES: [(&str, &str); 24] = [
    (
        "whole",
        "claims that are wholly right: content 0.8, the same source, the same level, and the same relay where one is marked",
    ),
    ("plain", "of the marked ones whose cue has a plain word of saying, the share that is wholly right"),
    ("nested", "of those that stand within another, the share that is wholly right"),
    ("found", "of all marked ones, the share with a printed claim: content 0.5"),
    ("content", "of all, found and content 0.8"),
    (
        "source",
        "of all, that and the same source: it shares a word that is no function word, or both have none",
    ),
    ("level", "of all, that and the same level"),
    ("relay", "of all, that and the same relay: the recall of whole"),
    ("level right", "of the found ones, the share with the right level"),
    (
        "named wrongly",
        "of the found ones that are unnamed (partial to unattributed), the share printed as named or institutional; less is better",
    ),
    ("label right", "of the found ones of a person with a name, the share whose actor bears the full name"),
    ("force right", "of the found ones, the share with the right force"),
    (
        "identity B3",
        "which of the found ones are one actor's: B-cubed F1, within each article, those without a source left out",
    ),
    ("relay right", "of the found ones with a relay, the share with that relay"),
    (
        "relay P",
        "of the found ones that are printed with a relay, the share where that is right, or that stand within another",
    ),
    ("terms", "of the found unnamed ones: said to be unnamed on purpose"),
    (
        "reason right",
        "of those unnamed on purpose, the share with the right reason: none, boilerplate, substantive",
    ),
    (
        "people",
        "the share of articles whose number of unnamed persons lies in the range printed, from at least to at most",
    ),
    ("names", "occurrences of names of persons, organizations and places: the same span and kind"),
    ("names person", "the F1 of persons"),
    ("names organization", "the F1 of organizations, outlets and governments among them"),
    ("names place", "the F1 of places; a government counts as one where it is marked as one"),
    ("times found", "of the marked expressions of time, the share with a date printed"),
    ("times value", "of those, the share with the right first and last day"),
];

/// All figures of a corpus.
pub(crate) fn total(sink: &mut Sink, scores: &Scores) -> Result<(), Failure> {
    put!(
        sink,
        "{} articles, {} attributions marked, {} claims printed; percent",
        scores.articles,
        scores.whole.marked,
        scores.whole.printed
    );
    put!(sink, "{:20}{:>7}{:>7}{:>7}{:>7}", "", "P", "R", "F1", "share");
    for (name, figure) in scores.figures() {
        match figure {
            // F1 alone stands in its column.
            Figure::One(value) if is_f1(name) => put!(sink, "{name:20}{:14}{}", "", cell(value)),
            Figure::One(value) => put!(sink, "{name:20}{:21}{}", "", cell(value)),
            Figure::Three([p, r, f]) => put!(sink, "{name:20}{p:7.1}{r:7.1}{f:7.1}"),
        }
    }
    Ok(())
}

fn is_f1(name: &str) -> bool {
    name.starts_with("names ") || name == "identity B3"
}

/// Some of the figures for each group.
pub(crate) fn groups(sink: &mut Sink, groups: &BTreeMap<String, Scores>) -> Result<(), Failure> {
    const SHOWN: [&str; 6] = ["whole", "found", "level right", "identity B3", "relay right", "names"];
    put!(
        sink,
        "\n{:28}{:>9}{:>8}{:>13}",
        "",
        "articles",
        "marked",
        SHOWN.map(|name| format!("{name:>13}")).concat()
    );
    let mut all: Vec<_> = groups.iter().collect();
    all.sort_by_key(|(_, scores)| std::cmp::Reverse(scores.articles));
    for (name, scores) in all {
        let figures: BTreeMap<&str, Figure> = scores.figures().into_iter().collect();
        let cells = SHOWN.map(|name| match figures.get(name) {
            Some(Figure::One(value)) => format!("{:>13}", cell(*value)),
            Some(Figure::Three([_, _, f1])) => format!("{f1:13.1}"),
            None => String::new(),
        });
        put!(sink, "{name:28}{:9}{:8}{}", scores.articles, scores.whole.marked, cells.concat());
    }
    put!(sink, "\nwhole and names: F1");
    Ok(())
}

fn cell(value: Option<f64>) -> String {
    value.map_or("      -".to_owned(), |value| format!("{value:7.1}"))
}
