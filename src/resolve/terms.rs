//! Terms of anonymity that no wording of the lexicon tells, learned: which words around one for names ("name", "identified", "anonymity")
//! say that a source is unnamed on purpose, and which source.

use std::collections::BTreeMap;
use std::ops::Range;

use super::context::Context;
use super::learned::{AskedTerms, Features, Learned};
use super::omitted::subject;
use crate::anonymity::{told_reason, told_terms};
use crate::lexicon::WordClass;
use crate::text::{Deprel, Upos};
use crate::{ActorKind, Level, Number, Source, Span, Terms};

/// The answers: that a source is unnamed on purpose is the second.
pub(crate) const ANSWERS: usize = 2;

/// Minimum probability that a source is unnamed on purpose. On a quarter of the articles that weights had not seen 0.5 to 0.8 find as much,
/// counted with what they find wrongly; of sentences that look like terms and are none (`tests/cases/no_terms.txt`) 0.7 takes fewer than 3 %.
const LEAST: f32 = 0.7;

/// Maximum number of words for names that are read in a sentence.
const MAX_WORDS: usize = 3;

/// Maximum number of mentions of a source that are read.
const MAX_MENTIONS: usize = 12;

/// Maximum number of sources that are asked for one word.
const MAX_SOURCES: usize = 8;

/// Number of sentences before and after the words in which the source may stand.
const BEFORE: usize = 2;
const AFTER: usize = 1;

/// Number of tokens around a word for names that are read.
const WINDOW: usize = 8;

/// Maximum number of steps up the parse to the verb that has the subject.
const MAX_STEPS: usize = 5;

/// A mention of a source.
#[derive(Clone, Debug)]
struct Place {
    source: usize,
    tokens: Range<usize>,
}

/// Gives sources without a name the terms that words near them tell, where there are weights for it. Linear in the number of sentences
/// and mentions.
pub(super) fn decide(context: Context<'_>, sources: &mut [Source], learned: &mut Learned<'_>) {
    let weights = learned.weights(|all| &all.terms);
    if weights.is_none() && learned.asked.is_none() {
        return;
    }
    let document = context.document;
    let words: Vec<(usize, usize)> = document
        .sentences()
        .iter()
        .enumerate()
        .flat_map(|(index, sentence)| {
            let names = |at: &usize| {
                document.lexicon().classes(document.lower(*at)).is(WordClass::NamingWord)
                    && !document.is(*at, Deprel::Compound)
            };
            sentence.tokens.clone().filter(names).take(MAX_WORDS).map(move |at| (index, at))
        })
        .collect();
    if words.is_empty() {
        return;
    }
    let places = places(context, sources);
    let mut best: BTreeMap<usize, (f32, usize, Range<usize>)> = BTreeMap::new();
    for (sentence, word) in words {
        let asked = Asked::new(context, sources, sentence, word);
        for place in asked.places(&places) {
            let Some(source) = sources.get(place.source) else { continue };
            let features = asked.features(&place, source);
            if let Some(weights) = weights.filter(|_| source.axes.terms.explicit.is_none()) {
                let [_, share] = weights.classify::<ANSWERS>(&features);
                let known = best.get(&place.source).map_or(LEAST, |(best, ..)| *best);
                if share > known {
                    best.insert(place.source, (share, word, place.tokens.clone()));
                }
            }
            if let Some(noted) = &mut learned.asked {
                let is_ruled = asked.is_ruled(source);
                noted.terms.push(AskedTerms { source: place.source, is_ruled, features });
            }
        }
    }
    for (index, (_, word, mention)) in best {
        let terms = told(context, word).filter(|terms| terms.explicit.is_some());
        let Some(terms) = terms.or_else(|| around(context, word, &mention)) else { continue };
        if let Some(source) = sources.get_mut(index) {
            source.axes.terms = terms;
        }
    }
}

/// What rules know of terms in the sentence of a word, whoever's they are.
fn told(context: Context<'_>, word: usize) -> Option<Terms> {
    let document = context.document;
    let sentence = document.sentence_of(word).and_then(|at| document.sentences().get(at))?;
    Some(told_terms(document.text(), sentence.span, document.lexicon()))
}

/// The terms that the words around a word tell.
fn around(context: Context<'_>, word: usize, mention: &Range<usize>) -> Option<Terms> {
    let document = context.document;
    let explicit = clause(context, word, mention)?;
    let sentence = document.sentence_of(word).and_then(|at| document.sentences().get(at))?;
    let reason = told_reason(document.text(), explicit, sentence.span.cover(explicit), document.lexicon());
    Some(Terms { explicit: Some(explicit), reason })
}

/// The mentions of people without a name, by sentence.
fn places(context: Context<'_>, sources: &[Source]) -> BTreeMap<usize, Vec<Place>> {
    let document = context.document;
    let mut places: BTreeMap<usize, Vec<Place>> = BTreeMap::new();
    for (index, source) in sources.iter().enumerate() {
        let Some(actor) = context.discourse.actor(source.actor.index()) else { continue };
        let people = matches!(actor.kind, None | Some(ActorKind::Person | ActorKind::Group));
        if !people || source.level <= Level::Institutional {
            continue;
        }
        let cited = source.mentions.iter().map(|mention| mention.span);
        let mut spans: Vec<Span> = cited.chain(actor.mentions.iter().map(|mention| mention.span)).collect();
        spans.sort_unstable();
        spans.dedup();
        for span in spans.into_iter().take(MAX_MENTIONS) {
            let tokens = document.tokens_in(span);
            if let Some(sentence) = document.sentence_of(tokens.start) {
                places.entry(sentence).or_default().push(Place { source: index, tokens });
            }
        }
    }
    places
}

/// A word for names.
struct Asked<'a> {
    context: Context<'a>,
    sources: &'a [Source],
    sentence: usize,
    word: usize,
    /// Whether rules know of terms in the sentence, whoever's they are.
    has_terms: bool,
    /// The verb above it that has a subject, or the first, and that subject.
    verb: Option<usize>,
    subject: Option<usize>,
}

impl<'a> Asked<'a> {
    fn new(context: Context<'a>, sources: &'a [Source], sentence: usize, word: usize) -> Self {
        let has_terms = told(context, word).is_some_and(|terms| terms.explicit.is_some());
        let (verb, subject) = governor(context, word);
        Asked { context, sources, sentence, word, has_terms, verb, subject }
    }

    /// The nearest mention of each source around the word, the nearest source first.
    fn places(&self, places: &BTreeMap<usize, Vec<Place>>) -> Vec<Place> {
        let from = self.sentence.saturating_sub(BEFORE);
        let near = places.range(from..=self.sentence + AFTER).flat_map(|(_, places)| places);
        let distance = |place: &Place| {
            if place.tokens.contains(&self.word) {
                0
            } else if place.tokens.start > self.word {
                2 * (place.tokens.start - self.word)
            } else {
                self.word + 1 - place.tokens.end.min(self.word)
            }
        };
        let mut near: Vec<Place> = near.cloned().collect();
        near.sort_by_key(|place| (distance(place), place.source));
        let mut seen: Vec<usize> = Vec::new();
        near.retain(|place| {
            let is_new = !seen.contains(&place.source) && seen.len() < MAX_SOURCES;
            if is_new {
                seen.push(place.source);
            }
            is_new
        });
        near
    }

    /// Whether rules found the terms of a source in the sentence of the word.
    fn is_ruled(&self, source: &Source) -> bool {
        let sentence = self.context.document.sentences().get(self.sentence);
        let explicit = source.axes.terms.explicit;
        sentence.zip(explicit).is_some_and(|(sentence, explicit)| sentence.span.contains(explicit))
    }

    fn features(&self, place: &Place, source: &Source) -> Vec<u64> {
        let document = self.context.document;
        let mut features = Features::default();
        let (verb, subject) = (self.verb, self.subject);
        let where_ = self.place_of(place);
        let many = matches!(source.axes.descriptors.number, Number::Several | Number::Exactly(2..));
        let number = if many { "many" } else { "one" };
        let lemma = document.lemma(self.word);
        let verb = verb.map_or("", |verb| document.lemma(verb));
        let is_pronoun = |at: usize| matches!(document.upos(at), Some(Upos::Pron | Upos::Det | Upos::Num));
        let who = subject.map_or("", |at| {
            if is_pronoun(at) { document.lower(at) } else { document.upos(at).map_or("", Upos::as_str) }
        });
        let is_alike = subject.is_some_and(|subject| {
            place.tokens.clone().any(|at| !is_pronoun(at) && document.lemma(at) == document.lemma(subject))
        });
        let alike = if is_alike { "alike" } else { "other" };
        let quoted = super::context::is_quoted(
            document,
            document.token(self.word).map(|token| token.span).unwrap_or_default(),
        );
        let rank = self.rank(place);
        features.add("", &[]);
        features.add("where", &[where_]);
        features.add("where number", &[where_, number]);
        features.add("where who", &[where_, who, number]);
        features.add("where alike", &[where_, alike, who]);
        features.add("where rank", &[where_, rank]);
        features.add("where rank who", &[where_, rank, who, number]);
        features.add("level", &[source.level.as_str(), where_]);
        if let Some(told) = self.told(source) {
            features.add("told", &[told, where_]);
            features.add("told rank", &[told, where_, rank, who, number]);
        }
        features.add("quoted", &[if quoted { "quoted" } else { "plain" }]);
        features.add("word", &[lemma]);
        features.add("word where", &[lemma, where_]);
        features.add("verb", &[verb]);
        features.add("verb word", &[verb, lemma]);
        features.add("verb where", &[verb, where_]);
        let Some(sentence) = document.sentences().get(self.sentence) else { return features.finish() };
        let first = self.word.saturating_sub(WINDOW).max(sentence.tokens.start);
        let last = (self.word + WINDOW + 1).min(sentence.tokens.end);
        for at in first..last {
            let (side, near) = match at.cmp(&self.word) {
                std::cmp::Ordering::Less => ("before", self.word - at),
                std::cmp::Ordering::Equal => continue,
                std::cmp::Ordering::Greater => ("after", at - self.word),
            };
            // A name is no fact.
            let shape = if document.upos(at) == Some(Upos::Propn) { "Name" } else { document.lemma(at) };
            features.add("around", &[side, shape]);
            features.add("around word", &[side, shape, lemma]);
            features.add("around where", &[side, shape, where_]);
            if near <= 3 {
                features.add("near", &[side, shape, ["", "1", "2", "3"].get(near).unwrap_or(&"")]);
            }
            if at + 1 < last {
                let next =
                    if document.upos(at + 1) == Some(Upos::Propn) { "Name" } else { document.lemma(at + 1) };
                features.add("pair", &[shape, next]);
            }
        }
        features.finish()
    }

    /// How a mention stands to the word.
    fn place_of(&self, place: &Place) -> &'static str {
        let document = self.context.document;
        let (verb, subject) = (self.verb, self.subject);
        let holds = |at: Option<usize>| at.is_some_and(|at| place.tokens.contains(&at));
        let sentence = document.sentence_of(place.tokens.start).unwrap_or_default();
        match sentence.cmp(&self.sentence) {
            std::cmp::Ordering::Greater => "next",
            std::cmp::Ordering::Less if sentence + 1 == self.sentence => "back 1",
            std::cmp::Ordering::Less => "back 2",
            std::cmp::Ordering::Equal if place.tokens.contains(&self.word) => "inside",
            std::cmp::Ordering::Equal if holds(document.child(self.word, Deprel::NmodPoss)) => "owner",
            std::cmp::Ordering::Equal if holds(subject) => "subject",
            std::cmp::Ordering::Equal if holds(verb.and_then(|verb| document.child(verb, Deprel::Obj))) => {
                "object"
            }
            std::cmp::Ordering::Equal if place.tokens.start < self.word => "before",
            std::cmp::Ordering::Equal => "after",
        }
    }

    /// Whether another source without a name stands between.
    fn rank(&self, place: &Place) -> &'static str {
        let between = if place.tokens.start < self.word {
            place.tokens.end..self.word
        } else {
            self.word + 1..place.tokens.start
        };
        let document = self.context.document;
        let stands = |source: &Source| {
            source.mentions.iter().take(MAX_MENTIONS).any(|mention| {
                let at = document.token_at(mention.span.start());
                between.contains(&at)
            })
        };
        let is_other = |(index, other): &(usize, &Source)| *index != place.source && stands(other);
        let near = self.sources.iter().enumerate().skip(place.source.saturating_sub(MAX_SOURCES));
        match near.take(2 * MAX_SOURCES).filter(is_other).count() {
            0 => "nearest",
            1 => "second",
            _ => "further",
        }
    }

    /// Whether rules know of terms in the sentence that are another's. Of a source whose terms they know it says nothing: its words shall
    /// be learned, and not that rules know them.
    fn told(&self, source: &Source) -> Option<&'static str> {
        let is_open = source.axes.terms.explicit.is_none();
        is_open.then_some(if self.has_terms { "another's" } else { "nobody's" })
    }
}

/// The verb above a word that has a subject, or the first above it, and that subject.
fn governor(context: Context<'_>, word: usize) -> (Option<usize>, Option<usize>) {
    let document = context.document;
    let mut at = word;
    let mut verb = None;
    for _ in 0..MAX_STEPS {
        if document.upos(at) == Some(Upos::Verb) {
            verb = verb.or(Some(at));
            if let Some(subject) = subject(context, at) {
                return (Some(at), Some(subject));
            }
        }
        match document.head(at) {
            Some(head) => at = head,
            None => break,
        }
    }
    (verb, None)
}

/// The words between the marks around a word, inside the mention that holds it.
fn clause(context: Context<'_>, word: usize, mention: &Range<usize>) -> Option<Span> {
    let document = context.document;
    let sentence = document.sentence_of(word).and_then(|at| document.sentences().get(at))?;
    let within = if mention.contains(&word) { mention.clone() } else { sentence.tokens.clone() };
    let is_mark = |at: &usize| document.upos(*at) == Some(Upos::Punct) && document.lower(*at) != "-";
    let start = (within.start..word).rev().find(is_mark).map_or(within.start, |mark| mark + 1);
    let end = (word + 1..within.end).find(is_mark).unwrap_or(within.end);
    document.token_span(start..end)
}
