//! Occurrences of names in a text: those that are marked, and those that a report has.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use ascribe::{ActorKind, MentionKind, Report};

use super::gold::{Annotated, NameKind};
use super::scores::Overlap;
use crate::evaluate::tokens::is_word;

/// What a name is that of. Outlets and governments are organizations.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Person,
    Organization,
    Place,
}

/// From where to where, and of what.
type Occurrence = (usize, usize, Kind);

/// Counts the names of an article: persons, organizations, places.
pub(crate) fn count(article: &Annotated, report: &Report) -> [Overlap; 3] {
    let text = article.text.as_str();
    let marked = marked(text, &article.names);
    let printed = printed(text, report, &marked);
    let other = others(text, &article.names);
    [Kind::Person, Kind::Organization, Kind::Place].map(|kind| {
        let marked: BTreeSet<&Occurrence> = marked.iter().filter(|one| one.2 == kind).collect();
        let printed = printed.iter().filter(|one| one.2 == kind && !other.contains(&(one.0, one.1)));
        let printed: BTreeSet<&Occurrence> = printed.collect();
        Overlap { both: marked.intersection(&printed).count(), printed: printed.len(), marked: marked.len() }
    })
}

/// Wherever a name stands in the text as whole words, and not within a longer one.
fn marked(text: &str, names: &BTreeMap<String, NameKind>) -> BTreeSet<Occurrence> {
    let mut longest: Vec<(&str, NameKind)> =
        names.iter().map(|(name, kind)| (name.as_str(), *kind)).collect();
    longest.sort_by_key(|(name, _)| std::cmp::Reverse(name.chars().count()));
    let mut taken: Vec<Range<usize>> = Vec::new();
    let mut found = BTreeSet::new();
    for (name, kind) in longest {
        let kind = match kind {
            NameKind::Person => Some(Kind::Person),
            NameKind::Organization | NameKind::Outlet => Some(Kind::Organization),
            NameKind::Place => Some(Kind::Place),
            NameKind::Other => None,
        };
        for (start, _) in text.match_indices(name) {
            let end = start + name.len();
            let before = text.get(..start).and_then(|before| before.chars().next_back());
            let after = text.get(end..).and_then(|after| after.chars().next());
            let whole = !before.is_some_and(is_word) && !after.is_some_and(is_word);
            if whole && !taken.iter().any(|range| range.start < end && start < range.end) {
                taken.push(start..end);
                found.extend(kind.map(|kind| (lean(text, start), end, kind)));
            }
        }
    }
    found
}

/// The mentions of a report that are names.
fn printed(text: &str, report: &Report, marked: &BTreeSet<Occurrence>) -> BTreeSet<Occurrence> {
    let mut found = BTreeSet::new();
    for actor in &report.actors {
        for mention in &actor.mentions {
            if !matches!(mention.kind, MentionKind::Name | MentionKind::Acronym) {
                continue;
            }
            let (start, end) = (lean(text, mention.span.start()), mention.span.end());
            let kind = match actor.kind {
                ActorKind::Person => Kind::Person,
                // Where it is a place and where it acts, only a person tells apart: either counts.
                ActorKind::Government if marked.contains(&(start, end, Kind::Place)) => Kind::Place,
                ActorKind::Organization | ActorKind::Outlet | ActorKind::Government => Kind::Organization,
                ActorKind::Place => Kind::Place,
                _ => continue,
            };
            found.insert((start, end, kind));
        }
    }
    found
}

/// Where names of other things stand: a report may print them as what it likes.
fn others(text: &str, names: &BTreeMap<String, NameKind>) -> BTreeSet<(usize, usize)> {
    let other = names.iter().filter(|(_, kind)| **kind == NameKind::Other);
    other
        .flat_map(|(name, _)| text.match_indices(name.as_str()).map(|(at, _)| (at, at + name.len())))
        .collect()
}

/// The start of a name without its article.
fn lean(text: &str, start: usize) -> usize {
    let article = text.get(start..start + 4).is_some_and(|four| four.eq_ignore_ascii_case("the "));
    if article { start + 4 } else { start }
}
