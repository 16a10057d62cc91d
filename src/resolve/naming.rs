//! From names to actors: which names of an article are names of one and the same.

use std::collections::HashMap;

use crate::lexicon::CountryWord;
use crate::mention::{Name, is_suffix};
use crate::text::{Document, Upos};
use crate::{ActorKind, MentionKind};

use super::actors::Cluster;

/// Maximum number of actors with one last name that a name is compared with, the latest first.
const MAX_NAMESAKES: usize = 64;

/// Maximum number of actors by the first letter of a name that an acronym is compared with, the earliest first. More than
/// an article has.
const MAX_INITIALS: usize = 512;

/// Maximum number of inner words of a name by which it is found.
const MAX_INNER: usize = 3;

/// One name of the text and the actor that it names.
#[derive(Clone, Debug)]
pub(crate) struct Linked {
    pub(crate) name: Name,
    pub(crate) cluster: usize,
}

/// The actors that the article names, and every place where it does, in text order.
#[derive(Debug)]
pub(crate) struct Named {
    pub(crate) clusters: Vec<Cluster>,
    pub(crate) links: Vec<Linked>,
    /// The writer of the article, if the byline names one.
    pub(crate) author: Option<usize>,
}

/// Links the names of a document, which are in text order. `outlet` is the outlet of the article, which names itself in short;
/// `byline` names its writers.
///
/// Full names come first, wherever they stand, so that a headline's "Lee" finds the "Ann Lee" of the text. Time is linear
/// in the number of names.
pub(crate) fn link(
    document: &Document<'_>,
    found: Vec<Name>,
    outlet: Option<&str>,
    byline: &[String],
) -> Named {
    let mut table = Table::new(document);
    if let Some(outlet) = outlet {
        let cluster = table.add_actor(Some(ActorKind::Outlet));
        table.add_name(cluster, outlet);
    }
    let mut linked: Vec<Option<usize>> = vec![None; found.len()];
    // Full names first, then those with a title, then bare surnames, which mean whoever the others make likely.
    let pass = |name: &Name| match name.tokens.len() {
        1 if name.titles.is_empty() => 2,
        1 => 1,
        _ => 0,
    };
    for at in 0..3 {
        for (name, link) in found.iter().zip(&mut linked) {
            if pass(name) == at {
                let cluster = table.link(name);
                table.count(cluster, name);
                *link = Some(cluster);
            }
        }
    }
    let author = match byline {
        [author] if author.trim().contains(' ') => {
            let known = table.by_name.get(&key(author)).copied();
            Some(known.unwrap_or_else(|| {
                let cluster = table.add_actor(Some(ActorKind::Person));
                table.add_name(cluster, author.trim());
                cluster
            }))
        }
        _ => None,
    };
    let mut clusters = table.clusters;
    let mut links = Vec::new();
    for (name, cluster) in found.into_iter().zip(linked) {
        let Some(cluster) = cluster else { continue };
        if let Some(actor) = clusters.get_mut(cluster) {
            let kind = match name.country {
                Some((CountryWord::Seat, _)) => MentionKind::Place,
                _ if actor.kind != Some(ActorKind::Person) && is_acronym(document, &name) => {
                    MentionKind::Acronym
                }
                _ => MentionKind::Name,
            };
            actor.mention(name.span, kind);
        }
        links.push(Linked { name, cluster });
    }
    Named { clusters, links, author }
}

/// Whether a name is one word in capitals: "DIA", "U.N."
fn is_acronym(document: &Document<'_>, name: &Name) -> bool {
    let word = document.word(name.tokens.start);
    name.tokens.len() == 1 && word.len() > 1 && word.chars().all(|c| c.is_uppercase() || c == '.')
}

/// The actors named so far, with the indexes by which names find them.
struct Table<'a> {
    document: &'a Document<'a>,
    clusters: Vec<Cluster>,
    /// By the whole name in lower case, without "the".
    by_name: HashMap<String, usize>,
    /// By the last word of any name, the latest last.
    by_last: HashMap<String, Vec<usize>>,
    /// By the first word of any name.
    by_first: HashMap<String, Vec<usize>>,
    /// By the words of any name between the first and the last: of "Ana García López" that is her father's name.
    by_inner: HashMap<String, Vec<usize>>,
    /// By the first letter of any name, the earliest first.
    by_initial: HashMap<char, Vec<usize>>,
    /// By actor: how likely a bare surname means it.
    weight: Vec<i32>,
    /// By actor: the token where its full name stands first.
    first_full: Vec<Option<usize>>,
}

impl<'a> Table<'a> {
    fn new(document: &'a Document<'a>) -> Self {
        Table {
            document,
            clusters: Vec::new(),
            by_name: HashMap::new(),
            by_last: HashMap::new(),
            by_first: HashMap::new(),
            by_inner: HashMap::new(),
            by_initial: HashMap::new(),
            weight: Vec::new(),
            first_full: Vec::new(),
        }
    }

    fn add_actor(&mut self, kind: Option<ActorKind>) -> usize {
        self.clusters.push(Cluster::new(kind));
        self.clusters.len() - 1
    }

    /// The fullest name of an actor.
    fn full_name(&self, cluster: usize) -> Option<&str> {
        Some(self.clusters.get(cluster)?.names.first()?.as_str())
    }

    /// The token where an actor's full name stands first.
    fn first_full(&self, cluster: usize) -> Option<usize> {
        self.first_full.get(cluster).copied().flatten()
    }

    /// Counts a name for its actor. A bare surname counts most. A full name counts once: of two namesakes the one that the
    /// text goes on calling in full is not the one that the surname alone means. Nor is the one that goes by a given name.
    fn count(&mut self, cluster: usize, name: &Name) {
        let in_full = name.tokens.len() > 1;
        let word = self.document.lower(name.tokens.start);
        let is_given = |full: &str| full.contains(' ') && !key(full).ends_with(word);
        let weight = if in_full {
            i32::from(self.first_full(cluster).is_none())
        } else if self.full_name(cluster).is_some_and(is_given) {
            -1
        } else {
            2
        };
        self.weight.resize(self.clusters.len(), 0);
        self.first_full.resize(self.clusters.len(), None);
        if let (Some(sum), Some(first)) = (self.weight.get_mut(cluster), self.first_full.get_mut(cluster)) {
            *sum += weight;
            *first = first.or(in_full.then_some(name.tokens.start));
        }
    }

    /// Whether a titled name ("President Lee") stands before a full name that is introduced only then, and without a title:
    /// "his brother Tom Lee". Nobody is introduced twice, so these are two people.
    fn is_introduced_later(&self, cluster: usize, name: &Name) -> bool {
        let Some(first) = self.first_full(cluster) else { return false };
        let introduced = first.checked_sub(1).and_then(|before| self.document.token(before));
        let introduced = introduced.is_some_and(|before| before.upos == Upos::Noun);
        let untitled = self.clusters.get(cluster).is_some_and(|actor| actor.titles.is_empty());
        !name.titles.is_empty() && name.titles.start < first && introduced && untitled
    }

    fn add_name(&mut self, cluster: usize, written: &str) {
        let key = key(written);
        let words: Vec<&str> = key.split(' ').collect();
        if let Some(actor) = self.clusters.get_mut(cluster)
            && !actor.names.iter().any(|name| name == written)
        {
            actor.names.push(written.to_owned());
            // The fullest name comes first; of equals, the first that was seen.
            actor.names.sort_by_key(|name| std::cmp::Reverse(name.split(' ').count()));
        }
        let last = words.iter().rev().find(|word| !is_suffix(word)).copied().unwrap_or_default();
        let first = words.first().copied().unwrap_or_default();
        let inner = words.iter().skip(1).take_while(|word| **word != last).take(MAX_INNER);
        list(&mut self.by_last, last, cluster);
        list(&mut self.by_first, first, cluster);
        inner.for_each(|word| list(&mut self.by_inner, nickname(word).unwrap_or(word), cluster));
        if let Some(initial) = key.chars().next() {
            let clusters = self.by_initial.entry(initial).or_default();
            if clusters.len() < MAX_INITIALS && clusters.last() != Some(&cluster) {
                clusters.push(cluster);
            }
        }
        self.by_name.insert(key, cluster);
    }

    /// The actor of a name, a new one where none fits.
    fn link(&mut self, name: &Name) -> usize {
        let written = name.span.slice(self.document.text()).unwrap_or_default();
        let written = written.strip_suffix("'s").or_else(|| written.strip_suffix("’s")).unwrap_or(written);
        let cluster = self.find(written, name).unwrap_or_else(|| self.new_actor(name));
        match name.kind {
            Some(ActorKind::Group) => self.add_name(cluster, &format!("the {written}")),
            _ => self.add_name(cluster, written),
        }
        if let Some(actor) = self.clusters.get_mut(cluster) {
            if actor.kind.is_none() {
                actor.kind.clone_from(&name.kind);
            }
            let surname = name.tokens.len() == 1
                && name.titles.is_empty()
                && actor.names.first().is_some_and(|full| full.contains(' ') && full.ends_with(written));
            if actor.gender.is_none() && !surname {
                actor.gender = name.gender;
            }
            for token in name.titles.clone() {
                let title = self.document.word(token).to_owned();
                if self.document.lexicon().is_title(&title) && !actor.titles.contains(&title) {
                    actor.titles.push(title);
                }
            }
        }
        cluster
    }

    /// A government goes by its country's adjective, since the text may name it by a place alone.
    fn new_actor(&mut self, name: &Name) -> usize {
        let Some((_, country)) = name.country else { return self.add_actor(name.kind.clone()) };
        let cluster = self.add_actor(Some(ActorKind::Government));
        if let Some(adjective) = self.document.lexicon().country_adjective(country) {
            self.add_name(cluster, &format!("{adjective} government"));
        }
        self.by_name.insert(government_key(self.document.lexicon().country_name(country)), cluster);
        cluster
    }

    /// The known actor of a name.
    fn find(&self, written: &str, name: &Name) -> Option<usize> {
        let key = key(written);
        let words: Vec<&str> = key.split(' ').collect();
        if let Some((_, country)) = name.country
            && name.titles.is_empty()
        {
            // "Jordan" is a country unless somebody of that name is in the article.
            return self.person(&words, name).or_else(|| {
                self.by_name.get(&government_key(self.document.lexicon().country_name(country))).copied()
            });
        }
        // "Mr. Lee" may be another than the "Lee" before him.
        let surname = || self.person(&words, name).filter(|_| words.len() == 1);
        if let Some(cluster) = surname().or_else(|| self.by_name.get(&key).copied()) {
            return Some(cluster);
        }
        self.person(&words, name)
            .or_else(|| self.short_form(&words))
            .or_else(|| self.by_ending(&words))
            .or_else(|| self.by_initials(written))
    }

    /// The person that a surname or another form of a full name means. Of several people with one surname the bare surname
    /// means the one that is named most; news tells the others apart by given name.
    fn person(&self, words: &[&str], name: &Name) -> Option<usize> {
        if name.certain && name.kind != Some(ActorKind::Person) {
            return None;
        }
        let suffix = words.last().filter(|word| is_suffix(word));
        let last = words.iter().rev().find(|word| !is_suffix(word))?;
        let candidates = self.by_last.get(*last)?;
        let fits = |cluster: &usize| {
            let Some(actor) = self.clusters.get(*cluster).filter(|actor| actor.is_person()) else {
                return false;
            };
            // "Mariano" alone may be a surname, whatever it is as a given name.
            let told = name.tokens.len() > 1 || !name.titles.is_empty();
            if let (Some(known), Some(asked)) = (actor.gender, name.gender)
                && known != asked
                && told
            {
                return false;
            }
            let full = actor.names.first();
            full.is_some_and(|full| is_same_person(&key(full), words, suffix.is_some()))
        };
        let weight = |cluster: &usize| self.weight.get(*cluster).copied().unwrap_or(0);
        let fitting = candidates.iter().rev().copied().take(MAX_NAMESAKES).filter(fits);
        let fitting: Vec<usize> =
            fitting.filter(|cluster| !self.is_introduced_later(*cluster, name)).collect();
        // Before his daughter is introduced, "Lee" is the father.
        let introduced = |cluster: &usize| {
            let first = self.first_full(*cluster);
            words.len() == 1 && first.is_some_and(|first| first < name.tokens.start)
        };
        let any = fitting.iter().any(introduced);
        fitting.iter().copied().filter(|cluster| !any || introduced(cluster)).max_by_key(weight)
    }

    /// The only actor that a first, last or inner word means: "Fox" for "Fox News", "the Journal" for "The Wall Street Journal",
    /// "Hillary" for somebody of that given name.
    fn short_form(&self, words: &[&str]) -> Option<usize> {
        let [word] = words else { return None };
        let is_longer = |name: &String| name.contains(' ') && key(name) != *word;
        let unique = |table: &HashMap<String, Vec<usize>>, kinds: &[ActorKind]| {
            let fits = |actor: &Cluster| {
                kinds.contains(actor.kind.as_ref().unwrap_or(&ActorKind::Person))
                    && actor.names.iter().any(is_longer)
            };
            let found = table.get(*word)?.iter().copied();
            let mut fitting = found.filter(|cluster| self.clusters.get(*cluster).is_some_and(fits));
            fitting.next().filter(|_| fitting.next().is_none())
        };
        unique(&self.by_first, &[ActorKind::Outlet, ActorKind::Person])
            .or_else(|| unique(&self.by_last, &[ActorKind::Outlet]))
            .or_else(|| unique(&self.by_inner, &[ActorKind::Person]))
    }

    /// The last actor but a person whose name ends in some words: "the Security Council" for "the United Nations Security
    /// Council".
    fn by_ending(&self, words: &[&str]) -> Option<usize> {
        if words.len() < 2 {
            return None;
        }
        let ends = |name: &String| {
            let full = key(name);
            let full: Vec<&str> = full.split(' ').collect();
            full.len() > words.len() && full.ends_with(words)
        };
        let longer = |cluster: &usize| {
            self.clusters
                .get(*cluster)
                .is_some_and(|actor| actor.kind != Some(ActorKind::Person) && actor.names.iter().any(ends))
        };
        self.by_last.get(*words.last()?)?.iter().rev().take(MAX_NAMESAKES).copied().find(longer)
    }

    /// The first actor but a person whose initials some letters are: "DIA", "OSCE".
    fn by_initials(&self, written: &str) -> Option<usize> {
        let letters = || written.chars().filter(|c| *c != '.');
        if !letters().all(char::is_uppercase) || !(2..=8).contains(&letters().count()) {
            return None;
        }
        let first = letters().next()?.to_lowercase().next()?;
        let fits = |actor: &Cluster| {
            actor.kind != Some(ActorKind::Person)
                && actor.names.iter().any(|name| initials(name).eq(letters()))
        };
        let found = self.by_initial.get(&first)?.iter().copied();
        found.filter(|cluster| self.clusters.get(*cluster).is_some_and(fits)).min()
    }
}

/// Lists an actor under a word, once in a row.
fn list(table: &mut HashMap<String, Vec<usize>>, word: &str, cluster: usize) {
    let clusters = table.entry(word.to_owned()).or_default();
    if clusters.last() != Some(&cluster) {
        clusters.push(cluster);
    }
}

fn initials(name: &str) -> impl Iterator<Item = char> {
    name.split([' ', '-']).filter_map(|word| word.chars().next()).filter(|c| c.is_uppercase())
}

fn government_key(country: &str) -> String {
    format!("government of {country}")
}

/// A name for comparison: lower case, without "the" and possessive.
pub(crate) fn key(written: &str) -> String {
    let mut plain = String::with_capacity(written.len());
    for word in written.split_whitespace() {
        if !plain.is_empty() {
            plain.push(' ');
        }
        plain.extend(word.chars().map(|c| if c == '’' { '\'' } else { c }));
    }
    let mut key = plain.to_lowercase();
    if key.ends_with("'s") {
        key.truncate(key.len() - "'s".len());
    }
    if key.starts_with("the ") {
        key.drain(.."the ".len());
    }
    key
}

/// Whether a full name and another form can name one person: the same last word, no other suffix, and first words
/// that do not contradict each other ("J." and "John" do not).
fn is_same_person<'w>(full: &'w str, words: &[&'w str], suffix: bool) -> bool {
    let full: Vec<&str> = full.split(' ').collect();
    let full_suffix = full.last().is_some_and(|word| is_suffix(word));
    let bare = |words: &[&'w str]| words.iter().copied().filter(|word| !is_suffix(word)).collect::<Vec<_>>();
    let (full, words) = (bare(&full), bare(words));
    if full.last() != words.last() || (suffix && full.len() > 1 && !full_suffix) {
        return false;
    }
    if words.len() == 1 || full.len() == 1 {
        // A bare surname is not the one with the suffix, where the suffix sets two apart.
        return suffix == full_suffix || full_suffix || full.len() == 1;
    }
    // "de Blasio" is "Bill de Blasio" without the given name.
    if full.ends_with(&words) || words.ends_with(&full) {
        return suffix == full_suffix || full_suffix;
    }
    let (Some(a), Some(b)) = (full.first(), words.first()) else { return false };
    let initial =
        |a: &str, b: &str| a.trim_end_matches('.').len() == 1 && b.starts_with(a.trim_end_matches('.'));
    let goes_by = |full: &[&str], name: &str| full.iter().any(|word| nickname(word) == Some(name));
    suffix == full_suffix
        && (a == b || initial(a, b) || initial(b, a) || goes_by(&full, b) || goes_by(&words, a))
}

/// The name inside quotation marks: "Buddy" in "Harold “Buddy” Treadway".
fn nickname(word: &str) -> Option<&str> {
    let bare = word.trim_matches(['"', '“', '”', '‘', '\'']);
    (bare.len() + 1 < word.len() && !bare.is_empty()).then_some(bare)
}
