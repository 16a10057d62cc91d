//! Whom a statement names as its speaker, and whether that is who said the words.

use std::collections::{BTreeMap, HashMap};

use super::verdict::{Agreement, Reason, Speaker};
use super::words::{key, words};
use crate::lexicon::{Lexicon, WordClass, function_words};
use crate::{Actor, ActorId, ActorKind, ClaimId, Confidence, MentionKind, RelationKind, Report, SourceId};

/// The least confidence with which the text's phrase for a speaker must mean that source.
const LEAST_IDENTITY: f32 = 0.5;

/// How each actor of a report may be called.
pub(super) struct People<'a> {
    report: &'a Report,
    lexicon: &'a Lexicon,
    /// Actors by their last names, or the last words of other names.
    by_last: HashMap<String, Vec<ActorId>>,
    /// Actors by any word of their names.
    by_word: HashMap<String, Vec<ActorId>>,
    /// Actors by whole phrases that mention them.
    by_phrase: HashMap<String, Vec<ActorId>>,
    /// All words by which an actor is described.
    bags: Vec<Vec<String>>,
    /// Actors by those words.
    by_description: HashMap<String, Vec<ActorId>>,
}

impl<'a> People<'a> {
    pub(super) fn new(report: &'a Report, text: &str) -> People<'a> {
        let mut people = People {
            report,
            lexicon: Lexicon::standard(),
            by_last: HashMap::new(),
            by_word: HashMap::new(),
            by_phrase: HashMap::new(),
            bags: Vec::new(),
            by_description: HashMap::new(),
        };
        for (id, actor) in report.iter_actors() {
            people.add(id, actor, text);
        }
        for source in &report.sources {
            for mention in &source.mentions {
                if let Some(phrase) = mention.span.slice(text) {
                    people.add_phrase(phrase, source.actor);
                }
            }
        }
        people
    }

    fn add(&mut self, id: ActorId, actor: &Actor, text: &str) {
        let mut bag: Vec<String> = Vec::new();
        for name in &actor.names {
            let words = self.untitled(&cut(short(name)));
            if let Some(last) = words.last() {
                insert(&mut self.by_last, last.clone(), id);
            }
            for word in &words {
                insert(&mut self.by_word, word.clone(), id);
            }
            insert(&mut self.by_phrase, words.join(" "), id);
            if let Some(letters) = initials(name) {
                insert(&mut self.by_phrase, letters, id);
            }
            bag.extend(words);
        }
        let told = [&actor.role, &actor.affiliation, &actor.description];
        for phrase in told.into_iter().flatten().chain(&actor.titles) {
            bag.extend(bare(&cut(phrase)));
        }
        if let Some(phrase) = &actor.description {
            self.add_phrase(phrase, id);
        }
        if actor.former {
            bag.push("former".to_owned());
        }
        for mention in &actor.mentions {
            let Some(phrase) = mention.span.slice(text) else { continue };
            let words = bare(&cut(phrase));
            self.add_phrase(phrase, id);
            if matches!(mention.kind, MentionKind::Name | MentionKind::Description) {
                bag.extend(words);
            }
        }
        bag.sort_unstable();
        bag.dedup();
        for word in &bag {
            insert(&mut self.by_description, word.clone(), id);
        }
        self.bags.push(bag);
    }

    /// Adds a phrase, whole and without what follows its noun: "an official, who was not named".
    fn add_phrase(&mut self, phrase: &str, id: ActorId) {
        insert(&mut self.by_phrase, bare(&cut(phrase)).join(" "), id);
        insert(&mut self.by_phrase, bare(&cut(short(phrase))).join(" "), id);
    }

    /// A name without titles before it: "Ms Koffler", "former President Ann Lee" keeps "president", which is a role too.
    fn untitled(&self, words: &[String]) -> Vec<String> {
        let is_title = |word: &String| {
            let mut chars = word.chars();
            let capital = chars.next().map(|first| first.to_uppercase().collect::<String>() + chars.as_str());
            capital.is_some_and(|word| {
                self.lexicon.is_title(&word) || self.lexicon.is_title(&format!("{word}."))
            })
        };
        let start = words.iter().position(|word| !is_title(word)).unwrap_or(0);
        words.get(start..).unwrap_or_default().to_vec()
    }

    /// The actors whom a phrase may mean. The surest way to tell decides: a whole name or phrase of the article; a part of a name;
    /// the words of a description.
    pub(super) fn called(&self, phrase: &str) -> Vec<ActorId> {
        let said = bare(&cut(short(phrase)));
        let words = self.untitled(&said);
        if words.is_empty() {
            return Vec::new();
        }
        let exact = self.by_phrase.get(&said.join(" ")).or_else(|| self.by_phrase.get(&words.join(" ")));
        let exact = exact.cloned().unwrap_or_default();
        // "Lee" is the phrase of one Lee, and may mean another who is called so elsewhere.
        let mut found = exact;
        if found.is_empty() || said.len() == 1 {
            found.extend(self.by_name(&words));
        }
        if let Some(letters) = initials(phrase) {
            found.extend(self.by_phrase.get(&letters).into_iter().flatten());
        }
        if found.is_empty() {
            found = self.described(&words);
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The actors of whose name the words are a part, or the other way round.
    fn by_name(&self, words: &[String]) -> Vec<ActorId> {
        let lists = [
            self.by_last.get(words.last().map_or("", String::as_str)),
            words.first().and_then(|first| self.by_word.get(first)),
        ];
        let ids = lists.into_iter().flatten().flatten().copied();
        let fits = |id: &ActorId| {
            let names = self.report.actor(*id).map_or(&[][..], |actor| actor.names.as_slice());
            // "Jane Lee" is not the "Lee" whom the article names Ann Lee.
            let full = |name: &[String]| name.len() > 1 || names.len() == 1;
            names.iter().map(|name| self.untitled(&cut(short(name)))).any(|name| {
                let shares_last = name.last() == words.last();
                // "Ann Lee" of "Ann Marie Lee" and of "Ann Lee KC", "Lee" of both; "mayor Ann Lee" has more than the name.
                (is_within(words, &name) && (shares_last || words.len() == 1 || name.starts_with(words)))
                    || (shares_last && full(&name) && is_within(&name, words))
            })
        };
        ids.filter(fits).collect()
    }

    /// The actors who are described by all these words.
    fn described(&self, words: &[String]) -> Vec<ActorId> {
        let rarest = words
            .iter()
            .map(|word| self.by_description.get(word))
            .min_by_key(|list| list.map_or(0, Vec::len));
        let fits = |id: &&ActorId| {
            let bag = self.bags.get(id.index()).map_or(&[][..], Vec::as_slice);
            words.iter().all(|word| bag.binary_search(word).is_ok())
        };
        rarest.flatten().into_iter().flatten().filter(fits).copied().collect()
    }

    /// Whether the article says nothing of an actor but pronouns, so that the analyzer did not find whom they mean.
    fn is_open(&self, id: ActorId) -> bool {
        self.report.actor(id).is_some_and(|actor| {
            let told = actor.description.as_deref().map_or("", short);
            actor.names.is_empty() && (told.is_empty() || self.lexicon.knows(told, WordClass::Pronoun))
        })
    }

    /// Whether an actor may be the one who is asked for, as far as its phrases tell: "the vicar" of "Ann Lee, the vicar", "the
    /// municipality" of "the municipality of Durban", "the medic, call sign Stork" of "Stork", "Rafiq" of "Mohamed Rafiq Abdul"; and an
    /// unnamed document of whoever wrote it.
    fn may_be(&self, id: ActorId, said: &str, asked: &[ActorId]) -> bool {
        let Some(actor) = self.report.actor(id) else { return false };
        let (words, bag) =
            (bare(&cut(short(said))), self.bags.get(id.index()).map_or(&[][..], Vec::as_slice));
        if !words.is_empty() && words.iter().all(|word| bag.binary_search(word).is_ok()) {
            return true;
        }
        // The fullest name: "Lee" may be "Ann Lee", and "Bo Lee" is not.
        if let Some(name) = actor.names.first() {
            return self.untitled(&cut(short(name))).iter().all(|word| words.contains(word));
        }
        if actor.kind == ActorKind::Document && self.is_name(said) {
            return true;
        }
        let told = bare(&cut(actor.description.as_deref().map_or("", short)));
        let Some(noun) = told.last() else { return false };
        let of = |id: &ActorId| self.bags.get(id.index()).is_some_and(|bag| bag.binary_search(noun).is_ok());
        if asked.is_empty() { words.contains(noun) } else { asked.iter().any(of) }
    }

    /// Whether a phrase is a name: it has a capital, and is not all role or pronoun.
    pub(super) fn is_name(&self, phrase: &str) -> bool {
        let has_capital = |word: &&str| word.starts_with(char::is_uppercase);
        let mut capitals = phrase.split_whitespace().filter(has_capital);
        capitals.any(|word| {
            let key = key(word.trim_matches(|c: char| !c.is_alphanumeric()));
            !function_words::is_definite_determiner(&key)
                && !function_words::is_indefinite_determiner(&key)
                && !self.lexicon.knows(&key, WordClass::Pronoun)
                && !self.lexicon.knows(&key, WordClass::Role)
        })
    }
}

/// A phrase without what a comma, a bracket or a relative pronoun sets off: "Ann Lee", of "Ann Lee, the mayor".
fn short(phrase: &str) -> &str {
    let phrase = phrase.trim();
    let end = [", ", " (", "; ", " who ", " which "].iter().filter_map(|mark| phrase.find(mark)).min();
    let head = end.and_then(|end| phrase.get(..end)).filter(|head| !head.trim().is_empty());
    let head = head.unwrap_or(phrase);
    head.strip_suffix(" who").unwrap_or(head)
}

/// Whether one list of words stands in another in order.
fn is_within(part: &[String], whole: &[String]) -> bool {
    let mut rest = whole.iter();
    part.iter().all(|word| rest.any(|other| other == word))
}

fn insert(map: &mut HashMap<String, Vec<ActorId>>, key: String, id: ActorId) {
    if key.is_empty() {
        return;
    }
    let list = map.entry(key).or_default();
    if list.last() != Some(&id) {
        list.push(id);
    }
}

/// The words of a phrase, in lower case and without possessives.
fn cut(phrase: &str) -> Vec<String> {
    let word = |span: crate::Span| {
        let key = key(span.slice(phrase).unwrap_or_default());
        key.strip_suffix("'s").map_or_else(|| key.clone(), str::to_owned)
    };
    words(phrase).into_iter().map(word).collect()
}

/// The words of a phrase without a determiner at its start.
fn bare(words: &[String]) -> Vec<String> {
    let is_determiner = |word: &String| {
        matches!(word.as_str(), "the" | "a" | "an")
            || (words.len() > 1 && function_words::is_definite_determiner(word))
    };
    let start = usize::from(words.first().is_some_and(is_determiner));
    words.get(start..).unwrap_or_default().to_vec()
}

/// The first letters of a name of three words or more: "North Atlantic Treaty Organization".
fn initials(name: &str) -> Option<String> {
    let capitals = name.split([' ', '-']).filter(|word| word.starts_with(char::is_uppercase));
    let letters: String =
        capitals.filter_map(|word| word.chars().next()).flat_map(char::to_lowercase).collect();
    (letters.chars().count() >= 3).then_some(letters)
}

/// Compares the speaker of a statement with that of a claim.
pub(super) fn speaker(
    people: &People<'_>,
    said: &str,
    asked: &[ActorId],
    claim: ClaimId,
) -> (Speaker, Vec<Reason>) {
    let report = people.report;
    let Some((claim, link)) = report.claim(claim).and_then(|claim| Some((claim, claim.speaker()?))) else {
        return (Speaker::new(Agreement::Nobody), vec![Reason::NobodySaid]);
    };
    let Some((id, source)) = link.source.and_then(|id| Some((id, report.source(id)?))) else {
        return (Speaker::new(Agreement::Nobody), vec![Reason::NobodySaid]);
    };
    let confidence = Confidence::new((link.identity.get() * claim.confidence.get()).clamp(0.0, 1.0));
    let mut found = Speaker {
        verdict: Agreement::Unclear,
        source: Some(id),
        label: report.actor(source.actor).map(|actor| actor.label().to_owned()),
        confidence: confidence.unwrap_or(Confidence::ZERO),
    };
    let relation = related(people, id, asked);
    let is_asked = asked.contains(&source.actor) || relation == Some(RelationKind::Same);
    let (verdict, reason) = if said.trim().is_empty() {
        (Agreement::Unclear, Some(Reason::NoSpeakerGiven))
    } else if link.identity.get() < LEAST_IDENTITY {
        (Agreement::Unclear, Some(Reason::IdentityUnsure))
    } else if is_asked && are_one(people, asked) {
        (Agreement::Agrees, None)
    } else if is_asked {
        (Agreement::Unclear, Some(Reason::SpeakerAmbiguous))
    } else if relation == Some(RelationKind::PartOf) {
        (Agreement::Unclear, Some(Reason::PartOfGroup))
    } else if relation == Some(RelationKind::Maybe) {
        (Agreement::Unclear, Some(Reason::MayBeOne))
    } else if people.is_open(source.actor) {
        (Agreement::Unclear, Some(Reason::IdentityUnsure))
    } else if people.may_be(source.actor, said, asked) {
        (Agreement::Unclear, Some(Reason::MayBeOne))
    } else if source.level.is_unnamed() && people.is_name(said) {
        (Agreement::Unnamed, Some(Reason::SpeakerUnnamed))
    } else if asked.is_empty() && !people.is_name(said) {
        (Agreement::Unclear, Some(Reason::SpeakerUnknown))
    } else {
        (Agreement::Differs, Some(Reason::OtherSpeaker))
    };
    found.verdict = verdict;
    let mut reasons: Vec<Reason> = reason.into_iter().collect();
    let others = claim.attributions.iter().skip(1).filter_map(|link| report.source(link.source?));
    let mut others = others.map(|source| source.actor).filter(|actor| *actor != source.actor);
    if verdict == Agreement::Differs && others.any(|actor| asked.contains(&actor)) {
        reasons.push(Reason::PassesOn);
    }
    (found, reasons)
}

/// Whether all these actors are one: there is one, or the report says that their sources are the same.
fn are_one(people: &People<'_>, actors: &[ActorId]) -> bool {
    let [first, rest @ ..] = actors else { return false };
    let of = |actor: ActorId| people.report.iter_sources().find(|(_, source)| source.actor == actor);
    rest.iter().all(|actor| {
        of(*actor).is_some_and(|(id, _)| related(people, id, &[*first]) == Some(RelationKind::Same))
    })
}

/// How a source relates to any source of these actors; the strongest of several relations.
fn related(people: &People<'_>, id: SourceId, actors: &[ActorId]) -> Option<RelationKind> {
    let report = people.report;
    let is_asked =
        |other: SourceId| report.source(other).is_some_and(|source| actors.contains(&source.actor));
    let own = report.source(id).map_or(&[][..], |source| source.relations.as_slice());
    let forth = own.iter().filter(|relation| is_asked(relation.other)).map(|relation| relation.kind.clone());
    let back = report
        .sources
        .iter()
        .filter(|source| actors.contains(&source.actor))
        .filter_map(|source| source.relation_to(id))
        .map(|relation| relation.kind.clone());
    let strength = BTreeMap::from([("same", 0), ("part_of", 1), ("maybe", 2)]);
    let known = forth.chain(back).filter(|kind| strength.contains_key(kind.as_str()));
    known.min_by_key(|kind| strength.get(kind.as_str()).copied())
}
