//! What the article tells of its names before any source is resolved.

use std::collections::{HashMap, HashSet};

use crate::attribution::Draft;
use crate::lexicon::{Classes, Lexicon, WordClass};
use crate::text::Document;
use crate::{ActorKind, Span};

use super::actors::Cluster;
use super::context::{Context, Discourse, Names, is_quoted};
use super::groups::join_groups;
use super::named_source::named_in;
use super::naming::{Linked, Named, key};
use super::role::learn_roles;

/// Minimum number of times that a name stands in full, and never in short, before it counts as an organization's.
const MIN_IN_FULL: usize = 3;

/// Reads what the names and the words beside them tell. `linked` holds the article's names.
pub(super) fn read(document: &Document<'_>, linked: Named, drafts: &[Draft]) -> (Names, Discourse) {
    let Named { clusters, links, author } = linked;
    let mut discourse = Discourse { clusters, ..Discourse::default() };
    let mut names = Names { links, author, ..Names::default() };
    let mut sources: Vec<Span> =
        drafts.iter().filter_map(|draft| draft.found.source.first().copied()).collect();
    sources.sort_unstable();
    for link in &names.links {
        let (span, last) = (link.name.span, link.name.tokens.end - 1);
        let near = sources.partition_point(|source| source.end() < span.end());
        let mut near = sources.iter().skip(near).take(3);
        let speaker = near.any(|source| source.contains(span)) && !is_quoted(document, span);
        names.first_named.entry(link.cluster).or_insert(last);
        discourse.add_candidate(document, link.cluster, last, speaker);
    }
    name_bodies(document.lexicon(), &mut discourse.clusters);
    name_people(document, &names.links, &mut discourse.clusters);
    name_speakers(document, &names, &mut discourse, &sources);
    let mut speakers = discourse.candidates.values().filter(|candidate| candidate.speaker);
    let first = speakers.find(|candidate| discourse.is_named_person(candidate.cluster));
    names.first_speaker = first.map(|candidate| candidate.token);
    learn_roles(document, &mut names, &mut discourse);
    join_groups(document, &mut names, &mut discourse);
    (names, discourse)
}

/// Gives actors of an unknown kind the kind under which the lexicon lists their name: "Google", "Wisconsin".
fn name_bodies(lexicon: &Lexicon, clusters: &mut [Cluster]) {
    for actor in clusters.iter_mut().filter(|actor| actor.kind.is_none()) {
        let Some(name) = actor.names.first() else { continue };
        let known = |classes: &[WordClass]| lexicon.knows_any(name, Classes::of(classes));
        actor.kind = match () {
            () if known(&[WordClass::Surname, WordClass::GivenName]) => None,
            () if known(&[WordClass::Outlet]) => Some(ActorKind::Outlet),
            () if known(&[WordClass::Named, WordClass::Institution, WordClass::Organization]) => {
                Some(ActorKind::Organization)
            }
            () if known(&[WordClass::Place, WordClass::Country]) => Some(ActorKind::Place),
            () if known(&[WordClass::Document]) && name.contains(' ') => Some(ActorKind::Document),
            () => None,
        };
    }
}

/// Makes people of actors of an unknown kind that the article names in full and by the last words alone, without an
/// article: news does so with people and not with organizations.
fn name_people(document: &Document<'_>, links: &[Linked], clusters: &mut [Cluster]) {
    let is_short = |link: &&Linked, full: &str| {
        let tokens = &link.name.tokens;
        let words = link.name.span.slice(document.text()).unwrap_or_default();
        let is_end = full.strip_suffix(words).is_some_and(|rest| rest.ends_with(' '));
        let article = tokens.start.checked_sub(1).is_some_and(|at| document.lower(at) == "the");
        is_end && !article && tokens.len() <= 2
    };
    let people = links.iter().filter(|link| {
        let actor = clusters.get(link.cluster).filter(|actor| actor.kind.is_none());
        let full = actor.and_then(|actor| actor.names.first()).filter(|full| !is_brand(full));
        full.is_some_and(|full| is_short(link, full))
    });
    for cluster in people.map(|link| link.cluster).collect::<Vec<_>>() {
        if let Some(actor) = clusters.get_mut(cluster) {
            actor.kind = Some(ActorKind::Person);
        }
    }
}

/// Makes people of speakers of an unknown kind, and organizations of those whose name is written like a brand or always in
/// full. The names of other organizations are known by their words.
fn name_speakers(document: &Document<'_>, names: &Names, discourse: &mut Discourse, sources: &[Span]) {
    let in_full = always_in_full(&names.links);
    for source in sources {
        if let Some((cluster, _)) = named_in(Context { document, names, discourse }, *source)
            && let Some(actor) = discourse.actor_mut(cluster)
            && actor.kind.is_none()
        {
            let brand = actor.names.iter().any(|name| is_brand(name)) || in_full.contains(&cluster);
            actor.kind = Some(if brand { ActorKind::Organization } else { ActorKind::Person });
        }
    }
}

/// The actors of more than one word that the article names often and never in short: news names people in full once, and
/// organizations always.
fn always_in_full(links: &[Linked]) -> HashSet<usize> {
    let mut longest: HashMap<usize, usize> = HashMap::new();
    for link in links {
        let words = longest.entry(link.cluster).or_default();
        *words = (*words).max(link.name.tokens.len());
    }
    let mut counts: HashMap<usize, (usize, bool)> = HashMap::new();
    for link in links {
        let (full, short) = counts.entry(link.cluster).or_default();
        let words = longest.get(&link.cluster).copied().unwrap_or_default();
        let whole = words > 1 && link.name.tokens.len() == words && link.name.titles.is_empty();
        *full += usize::from(whole);
        *short |= !whole;
    }
    let often = |(_, (full, short)): &(usize, (usize, bool))| *full >= MIN_IN_FULL && !short;
    counts.into_iter().filter(often).map(|(cluster, _)| cluster).collect()
}

/// Whether a name has a capital inside a word, as brands have and persons have only after "Mc" and the like.
fn is_brand(name: &str) -> bool {
    let inner = |word: &str| {
        let stem = ["Mc", "Mac", "De", "Di", "Du", "La", "Le", "Van", "O'", "O’", "D'", "D’", "Fitz", "St."]
            .iter()
            .find_map(|start| word.strip_prefix(start))
            .unwrap_or(word);
        let rest = stem.char_indices().nth(1).and_then(|(at, _)| stem.get(at..)).unwrap_or_default();
        rest.contains(char::is_uppercase) && rest.contains(char::is_lowercase) && !word.contains('-')
    };
    key(name) == name.to_lowercase() && name.split(' ').any(inner)
}
