//! From names to actors: which names of an article are names of one and the same.

use std::collections::HashMap;

use crate::lexicon::{CountryWord, Gender, Lexicon};
use crate::mention::{Name, is_suffix, names};
use crate::text::{Document, Upos};
use crate::{Actor, ActorKind, Mention, MentionKind, Span};

/// An actor while it is put together.
#[derive(Clone, Debug)]
pub(crate) struct Cluster {
    pub(crate) kind: Option<ActorKind>,
    pub(crate) gender: Option<Gender>,
    /// The written forms, the fullest first.
    pub(crate) names: Vec<String>,
    pub(crate) titles: Vec<String>,
    pub(crate) role: Option<String>,
    pub(crate) affiliation: Option<String>,
    pub(crate) former: bool,
    pub(crate) description: Option<String>,
    pub(crate) mentions: Vec<Mention>,
    pub(crate) plural: bool,
    /// What the person is said to be or do, in lower case: titles, appositions, predicates.
    pub(crate) roles: Vec<String>,
    /// The words that tell a description from others, sorted.
    pub(crate) words: Vec<String>,
    /// The named people that a group is made of.
    pub(crate) members: Vec<usize>,
}

impl Cluster {
    pub(crate) fn new(kind: Option<ActorKind>) -> Self {
        Cluster {
            kind,
            gender: None,
            names: Vec::new(),
            titles: Vec::new(),
            role: None,
            affiliation: None,
            former: false,
            description: None,
            mentions: Vec::new(),
            plural: false,
            roles: Vec::new(),
            words: Vec::new(),
            members: Vec::new(),
        }
    }

    /// Adds a mention; order and doubles are seen to at the end.
    pub(crate) fn mention(&mut self, span: Span, kind: MentionKind) {
        self.mentions.push(Mention::new(span, kind));
    }

    pub(crate) fn learn_role(&mut self, role: &str) {
        if !self.roles.iter().any(|known| known == role) {
            self.roles.push(role.to_owned());
        }
    }

    pub(crate) fn is_person(&self) -> bool {
        matches!(self.kind, None | Some(ActorKind::Person))
    }

    pub(crate) fn finish(self) -> Actor {
        let kind = self.kind.unwrap_or(
            if self.description.is_some() || self.names.iter().any(|n| n.contains(' ')) {
                ActorKind::Person
            } else {
                ActorKind::from("other")
            },
        );
        let mut actor = Actor::new(kind);
        actor.names = self.names;
        actor.titles = self.titles;
        actor.role = self.role;
        actor.affiliation = self.affiliation;
        actor.former = self.former;
        actor.description = self.description;
        actor.mentions = self.mentions;
        actor.mentions.sort_by_key(|mention| mention.span);
        actor.mentions.dedup_by_key(|mention| mention.span);
        actor
    }
}

/// One name of the text and the actor that it names.
#[derive(Clone, Debug)]
pub(crate) struct Linked {
    pub(crate) name: Name,
    pub(crate) cluster: usize,
}

/// The actors that the article names, and every place where it does, in text order.
#[derive(Debug, Default)]
pub(crate) struct Named {
    pub(crate) clusters: Vec<Cluster>,
    pub(crate) links: Vec<Linked>,
    /// Who the byline says wrote the article.
    pub(crate) author: Option<usize>,
}

/// Links the names of a document. `outlet` is the outlet of the article, which names itself in short; `byline` who wrote
/// it.
///
/// Full names come first, wherever they stand, so that a headline's "Lee" finds the "Ann Lee" of the text. Time is
/// linear: of names that share a last word so many at most are compared.
pub(crate) fn link(document: &Document<'_>, outlet: Option<&str>, byline: &[String]) -> Named {
    let mut table = Table {
        clusters: Vec::new(),
        by_name: HashMap::new(),
        by_last: HashMap::new(),
        by_first: HashMap::new(),
        by_initial: HashMap::new(),
        weight: Vec::new(),
        first_full: Vec::new(),
    };
    if let Some(outlet) = outlet {
        let cluster = table.open(Some(ActorKind::Outlet));
        table.add_name(cluster, outlet);
    }
    let found = names(document);
    let mut linked: Vec<Option<usize>> = vec![None; found.len()];
    // Full names first, then those with a title, then bare surnames: the surname is whoever the others make likely.
    let pass = |name: &Name| match name.tokens.len() {
        1 if name.titles.is_empty() => 2,
        1 => 1,
        _ => 0,
    };
    for at in 0..3 {
        for (name, link) in found.iter().zip(&mut linked) {
            if pass(name) == at {
                let cluster = table.link(document, name);
                table.weigh(cluster, name, document);
                *link = Some(cluster);
            }
        }
    }
    let author = match byline {
        [author] if author.trim().contains(' ') => {
            let known = table.by_name.get(&key(author)).copied();
            Some(known.unwrap_or_else(|| {
                let cluster = table.open(Some(ActorKind::Person));
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
                _ if actor.kind != Some(ActorKind::Person) && is_acronym(&name, document) => {
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

fn is_acronym(name: &Name, document: &Document<'_>) -> bool {
    let word = document.word(name.tokens.start);
    name.tokens.len() == 1 && word.len() > 1 && word.chars().all(|c| c.is_uppercase() || c == '.')
}

struct Table {
    clusters: Vec<Cluster>,
    /// By the whole name in lower case, without "the".
    by_name: HashMap<String, usize>,
    /// By the last word of a person's name: the clusters, the latest last.
    by_last: HashMap<String, Vec<usize>>,
    /// By the first word of any name.
    by_first: HashMap<String, Vec<usize>>,
    /// By the first letter of any name: the clusters, the earliest first, so many at most.
    by_initial: HashMap<char, Vec<usize>>,
    /// By cluster: how often it was named so far, a given name alone counting against it, since whoever goes by that is
    /// not the one that goes by the surname.
    weight: Vec<i32>,
    /// By cluster: the token where its full name stands first.
    first_full: Vec<Option<usize>>,
}

impl Table {
    fn open(&mut self, kind: Option<ActorKind>) -> usize {
        self.clusters.push(Cluster::new(kind));
        self.clusters.len() - 1
    }

    fn weigh(&mut self, cluster: usize, name: &Name, document: &Document<'_>) {
        self.weight.resize(self.clusters.len().max(cluster + 1), 0);
        self.first_full.resize(self.clusters.len().max(cluster + 1), None);
        let given_alone = name.tokens.len() == 1
            && self.clusters.get(cluster).and_then(|actor| actor.names.first()).is_some_and(|full| {
                let word = document.lower(name.tokens.start);
                full.contains(' ') && !key(full).ends_with(word)
            });
        if let Some(weight) = self.weight.get_mut(cluster) {
            // Of two namesakes the one whom the text goes on calling in full is not whom the surname alone means.
            let in_full = name.tokens.len() > 1;
            *weight += match (given_alone, in_full) {
                (true, _) => -1,
                (false, true) => i32::from(self.first_full.get(cluster).copied().flatten().is_none()),
                (false, false) => 2,
            };
        }
        if let Some(first) = self.first_full.get_mut(cluster)
            && name.tokens.len() > 1
            && first.is_none()
        {
            *first = Some(name.tokens.start);
        }
    }

    /// Whether "President Lee" stands before a full name that is only then introduced, without that title: "his brother Tom
    /// Lee". Nobody is introduced twice, so these are two people.
    fn introduced_later(&self, cluster: usize, name: &Name, document: &Document<'_>) -> bool {
        let Some(first) = self.first_full.get(cluster).copied().flatten() else { return false };
        let introduced = first.checked_sub(1).and_then(|before| document.token(before));
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
        for (table, word) in
            [(&mut self.by_last, last), (&mut self.by_first, words.first().copied().unwrap_or_default())]
        {
            let clusters = table.entry(word.to_owned()).or_default();
            if clusters.last() != Some(&cluster) {
                clusters.push(cluster);
            }
        }
        if let Some(initial) = key.chars().next() {
            let clusters = self.by_initial.entry(initial).or_default();
            if clusters.len() < MOST_INITIALS && clusters.last() != Some(&cluster) {
                clusters.push(cluster);
            }
        }
        self.by_name.insert(key, cluster);
    }

    fn link(&mut self, document: &Document<'_>, name: &Name) -> usize {
        let written = name.span.slice(document.text()).unwrap_or_default();
        let written = written.strip_suffix("'s").or_else(|| written.strip_suffix("’s")).unwrap_or(written);
        let cluster = self.find(written, name, document).unwrap_or_else(|| self.new_actor(name));
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
                let title = document.word(token).to_owned();
                if Lexicon::standard().is_title(&title) && !actor.titles.contains(&title) {
                    actor.titles.push(title);
                }
            }
        }
        cluster
    }

    /// A government goes by its country's adjective, since the text may name it by a place alone.
    fn new_actor(&mut self, name: &Name) -> usize {
        let Some((_, country)) = name.country else { return self.open(name.kind.clone()) };
        let cluster = self.open(Some(ActorKind::Government));
        if let Some(adjective) = Lexicon::standard().country_adjective(country) {
            self.add_name(cluster, &format!("{adjective} government"));
        }
        self.by_name.insert(government_key(Lexicon::standard().country_name(country)), cluster);
        cluster
    }

    fn find(&self, written: &str, name: &Name, document: &Document<'_>) -> Option<usize> {
        let key = key(written);
        let words: Vec<&str> = key.split(' ').collect();
        if let Some((_, country)) = name.country
            && name.titles.is_empty()
        {
            // "Jordan" is a country unless somebody of that name is in the article.
            return self.person(&words, name, document).or_else(|| {
                self.by_name.get(&government_key(Lexicon::standard().country_name(country))).copied()
            });
        }
        // "Mr. Lee" may be another than the "Lee" before him.
        let surname = || self.person(&words, name, document).filter(|_| words.len() == 1);
        if let Some(cluster) = surname().or_else(|| self.by_name.get(&key).copied()) {
            return Some(cluster);
        }
        self.person(&words, name, document)
            .or_else(|| self.short_form(&key, &words))
            .or_else(|| self.tail(&words))
            .or_else(|| self.acronym(written))
    }

    /// A person's surname, or another form of a full name. Of several people with one surname the bare one means whoever is
    /// named most; news tells the others apart by given name.
    fn person(&self, words: &[&str], name: &Name, document: &Document<'_>) -> Option<usize> {
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
            actor
                .names
                .first()
                .is_some_and(|full| same_person(&super::actors::key(full), words, suffix.is_some()))
        };
        let likely = |cluster: &usize| self.weight.get(*cluster).copied().unwrap_or(0);
        let fitting = candidates.iter().rev().copied().take(MOST_NAMESAKES).filter(fits);
        let fitting: Vec<usize> =
            fitting.filter(|cluster| !self.introduced_later(*cluster, name, document)).collect();
        // Before his daughter is introduced, "Lee" is the father.
        let introduced = |cluster: &usize| {
            let first = self.first_full.get(*cluster).copied().flatten();
            words.len() == 1 && first.is_some_and(|first| first < name.tokens.start)
        };
        let any = fitting.iter().any(introduced);
        fitting.iter().copied().filter(|cluster| !any || introduced(cluster)).max_by_key(likely)
    }

    /// "Fox" for "Fox News", "the Journal" for "The Wall Street Journal": the first or last word of an outlet's or
    /// organization's name; "Hillary" for somebody of that given name.
    fn short_form(&self, key: &str, words: &[&str]) -> Option<usize> {
        let [word] = words else { return None };
        let unique = |table: &HashMap<String, Vec<usize>>, kinds: &[ActorKind]| {
            let found = table.get(*word)?;
            let mut fitting = found.iter().copied().filter(|cluster| {
                self.clusters.get(*cluster).is_some_and(|actor| {
                    actor
                        .kind
                        .as_ref()
                        .map_or(kinds.contains(&ActorKind::Person), |kind| kinds.contains(kind))
                        && actor
                            .names
                            .iter()
                            .any(|name| name.contains(' ') && super::actors::key(name) != key)
                })
            });
            fitting.next().filter(|_| fitting.next().is_none())
        };
        unique(&self.by_first, &[ActorKind::Outlet, ActorKind::Person])
            .or_else(|| unique(&self.by_last, &[ActorKind::Outlet]))
    }

    /// "the Security Council" for "the United Nations Security Council": the last words of an organization's name.
    fn tail(&self, words: &[&str]) -> Option<usize> {
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
        self.by_last.get(*words.last()?)?.iter().rev().take(MOST_NAMESAKES).copied().find(longer)
    }

    /// Letters that are the initials of a name: "DIA", "OSCE".
    fn acronym(&self, written: &str) -> Option<usize> {
        let letters = || written.chars().filter(|c| *c != '.');
        if !letters().all(char::is_uppercase) || !(2..=8).contains(&letters().count()) {
            return None;
        }
        let first = letters().next()?.to_lowercase().next()?;
        self.by_initial
            .get(&first)?
            .iter()
            .copied()
            .filter(|cluster| {
                self.clusters.get(*cluster).is_some_and(|actor| {
                    actor.kind != Some(ActorKind::Person)
                        && actor.names.iter().any(|name| initials(name).eq(letters()))
                })
            })
            .min()
    }
}

/// So many who share the last word of their name are looked at, the latest first.
const MOST_NAMESAKES: usize = 64;

/// So many names that start with one letter are looked at for an acronym, the earliest first: more than an article has.
const MOST_INITIALS: usize = 512;

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
fn same_person<'w>(full: &'w str, words: &[&'w str], suffix: bool) -> bool {
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
    suffix == full_suffix && (a == b || initial(a, b) || initial(b, a))
}
