//! Whom a pronoun of the third person means: the antecedent that fits it best.

use crate::mention::noun::Noun;
use crate::mention::phrase::{Form, Phrase, phrase};
use crate::mention::pronoun::{Person, Pronoun};
use crate::text::{Deprel, Upos, Xpos};
use crate::{ActorKind, Span};

use super::actors::Cluster;
use super::context::{Candidate, Context, Owner, is_quoted};
use super::evidence::How;

/// Maximum distance of an antecedent, in sentences.
const MAX_SENTENCES: usize = 8;

/// Maximum distance of a noun that nobody has taken up, in sentences.
const MAX_NOUN_SENTENCES: usize = 2;

/// Maximum number of nouns that nobody has taken up.
const MAX_NOUNS: usize = 3;

/// Maximum distance of a noun that nobody has taken up, in tokens.
const MAX_NOUN_TOKENS: usize = 80;

// Weights for and against an antecedent. Chosen one after the other by the pronouns of GUM train's news, interviews and
// biographies (`ascribe evaluate FILE.conllu`; right of 428: 300 before, 328 then) and the sources of PolNeAR dev.

/// It is the speaker of an attribution outside quotations.
const SPEAKER: i32 = 25;
/// Its gender is known and the pronoun's; for "they", it is more than one.
const FITTING: i32 = 12;
/// It has a name: named people are taken up more often than described ones.
const NAMED: i32 = 8;
/// Against the name of a body, for "they".
const BODY: i32 = 16;
/// Against a name of which nothing tells what it names: most are places and things.
const UNKNOWN: i32 = 28;
/// Against what "in" or "at" governs.
const WHEREABOUTS: i32 = 30;
/// It is a subject.
const SUBJECT: i32 = 10;
/// It stands in the pronoun's own sentence.
const SAME_SENTENCE: i32 = 20;
/// It is a noun in the plural, for "they".
const PLURAL_NOUN: i32 = 12;
/// Against each sentence between.
const SENTENCE: i32 = 10;
/// Against each paragraph between.
const PARAGRAPH: i32 = 4;

/// A pronoun whose antecedent is looked for.
#[derive(Clone, Copy)]
pub(super) struct Asked<'q> {
    pub(super) pronoun: Pronoun,
    pub(super) token: usize,
    pub(super) span: Span,
    /// The speaker of the attribution in whose content the pronoun stands.
    pub(super) outer: Option<usize>,
    /// The content of the attribution whose source is looked for; empty where none is.
    pub(super) told: &'q [Span],
}

/// The known antecedent of "he", "she", "they", "it".
pub(super) fn antecedent(context: Context<'_>, asked: Asked<'_>) -> Option<usize> {
    likeliest(context, asked, None).map(|(_, candidate)| candidate.cluster)
}

/// What a pronoun takes up.
pub(super) enum Antecedent {
    /// An actor that is known.
    Actor(usize),
    /// A noun that nobody has taken up yet: "A nurse was hurt. She said ...".
    Noun(usize),
}

/// The antecedent of a pronoun, known or not.
pub(super) fn antecedent_or_noun(context: Context<'_>, asked: Asked<'_>) -> Option<Antecedent> {
    let known = likeliest(context, asked, None);
    match likeliest_noun(context, asked) {
        Some((score, noun)) if known.is_none_or(|(known, _)| score > known) => Some(Antecedent::Noun(noun)),
        _ => known.map(|(_, candidate)| Antecedent::Actor(candidate.cluster)),
    }
}

/// How a pronoun was resolved.
pub(super) fn how(context: Context<'_>, asked: Asked<'_>) -> How {
    match asked.pronoun.person {
        Person::First => How::Writer,
        Person::Relative => How::Relative,
        Person::Second => How::Unknown,
        Person::Third | Person::Thing | Person::Indefinite => {
            let Some((best, first)) = likeliest(context, asked, None) else { return How::Ahead(0) };
            let second = likeliest(context, asked, Some(first.cluster));
            How::Ahead(second.map_or(i32::MAX, |(second, _)| best - second))
        }
    }
}

/// The owner that a possessive pronoun means.
pub(super) fn owner(context: Context<'_>, possessive: usize, told: &[Span]) -> Option<usize> {
    let span = context.document.token(possessive)?.span;
    match phrase(context.document, span)?.form {
        Form::Pronoun(pronoun) => {
            antecedent(context, Asked { pronoun, token: possessive, span, outer: None, told })
        }
        _ => None,
    }
}

/// The owner that the possessive of a description tells: "Lee's lawyer", "his lawyer", "the company's lawyer".
pub(super) fn possessor(context: Context<'_>, read: &Phrase, told: &[Span]) -> Option<Owner> {
    let possessive = context.document.child(read.noun, Deprel::NmodPoss)?;
    context.owner_at(possessive).or_else(|| owner(context, possessive, told).map(Owner::Actor))
}

/// The best of the known candidates with its score, leaving out the actor `except`.
fn likeliest(context: Context<'_>, asked: Asked<'_>, except: Option<usize>) -> Option<(i32, Candidate)> {
    let Context { document, discourse, .. } = context;
    let sentence = document.sentence_of(asked.token)?;
    let quoted = is_quoted(document, asked.span);
    let fitting = discourse.before(asked.token).filter(|candidate| {
        let near = sentence - candidate.sentence.min(sentence) <= MAX_SENTENCES;
        // Who speaks is "I" in the quotation, not "he".
        let speaker = quoted && Some(candidate.cluster) == asked.outer;
        // "People like Lee, he said": whoever a content names before its cue is not the "he" of the cue.
        let in_content = asked.told.iter().any(|part| {
            document.token(candidate.token).is_some_and(|token| part.contains(token.span))
                && !part.contains(asked.span)
        });
        near && !speaker
            && !in_content
            && Some(candidate.cluster) != except
            && discourse.actor(candidate.cluster).is_some_and(|actor| fits(actor, asked.pronoun))
    });
    let scored = fitting.map(|candidate| (score(context, candidate, asked, quoted), *candidate));
    scored.max_by_key(|(score, candidate)| (*score, candidate.token))
}

/// What speaks for a candidate.
fn score(context: Context<'_>, candidate: &Candidate, asked: Asked<'_>, quoted: bool) -> i32 {
    let pronoun = asked.pronoun;
    let actor = context.discourse.actor(candidate.cluster);
    let certain = actor.is_some_and(|actor| actor.gender.is_some() && actor.gender == pronoun.gender);
    let group = actor.is_some_and(|actor| pronoun.plural && (actor.plural || !actor.members.is_empty()));
    let named = actor.is_some_and(|actor| !actor.names.is_empty());
    let one = pronoun.person == Person::Third && !pronoun.plural;
    let unknown = actor.is_some_and(|actor| actor.kind.is_none());
    let mut score = salience(context, candidate, asked.token);
    for (holds, weight) in [
        (candidate.speaker && !quoted && !pronoun.possessive, SPEAKER),
        (certain || group, FITTING),
        (named && !pronoun.plural, NAMED),
        (named && pronoun.plural, -BODY),
        (one && unknown, -UNKNOWN),
        (one && is_whereabouts(context, candidate.token), -WHEREABOUTS),
    ] {
        score += if holds { weight } else { 0 };
    }
    score
}

/// A noun for people that nobody has taken up yet and that a pronoun can mean, with its score.
fn likeliest_noun(context: Context<'_>, asked: Asked<'_>) -> Option<(i32, usize)> {
    nouns(context, asked).first().copied()
}

/// The nouns for people that nobody has taken up yet and that a pronoun can mean, with their scores, the best first.
pub(super) fn nouns(context: Context<'_>, asked: Asked<'_>) -> Vec<(i32, usize)> {
    let Context { document, names, discourse } = context;
    let Asked { pronoun, token: head, span, .. } = asked;
    if pronoun.person != Person::Third || is_quoted(document, span) {
        return Vec::new();
    }
    let own = document.sentence_of(head).unwrap_or(0);
    let first = document.sentences().get(own.saturating_sub(MAX_NOUN_SENTENCES));
    let first = first.map_or(0, |sentence| sentence.tokens.start);
    let near = first.max(head.saturating_sub(MAX_NOUN_TOKENS))..head;
    let fits = |at: &usize| {
        let Some(token) = document.token(*at) else { return false };
        let noun = Noun::at(document, *at);
        let gender = noun.gender();
        token.upos == Upos::Noun
            && (token.xpos == Xpos::Nns) == pronoun.plural
            && !matches!(token.deprel, Deprel::Compound | Deprel::NmodPoss | Deprel::Appos | Deprel::Flat)
            && (gender.is_none() || pronoun.gender.is_none() || gender == pronoun.gender)
            && noun.is_listed_role()
            && names.at(*at).is_none()
            // "chairman Bo Lee" is Bo Lee.
            && names.at(*at + 1).is_none()
            && !discourse.candidates.contains_key(at)
            && !is_quoted(document, token.span)
    };
    let scored = near.filter(fits).filter_map(|at| {
        let candidate = Candidate::new(document, 0, at, false)?;
        Some((salience(context, &candidate, head) + if pronoun.plural { PLURAL_NOUN } else { 0 }, at))
    });
    let mut scored: Vec<(i32, usize)> = scored.collect();
    scored.sort_unstable_by(|a, b| b.cmp(a));
    scored.truncate(MAX_NOUNS);
    scored
}

/// How salient a phrase is where a pronoun stands: subjects are more so than others, near phrases more than far ones.
fn salience(context: Context<'_>, candidate: &Candidate, token: usize) -> i32 {
    let sentence = context.document.sentence_of(token).unwrap_or(candidate.sentence);
    let paragraph = context.document.paragraph_of(token).unwrap_or(candidate.paragraph);
    let sentences = i32::try_from(sentence.saturating_sub(candidate.sentence).min(50)).unwrap_or(50);
    let paragraphs = i32::try_from(paragraph.saturating_sub(candidate.paragraph).min(50)).unwrap_or(50);
    let subject = if candidate.subject { SUBJECT } else { 0 };
    let same = if candidate.sentence == sentence { SAME_SENTENCE } else { 0 };
    subject + same - sentences * SENTENCE - paragraphs * PARAGRAPH
}

/// "in Bonaire": what a preposition of place governs is seldom a person.
fn is_whereabouts(context: Context<'_>, token: usize) -> bool {
    let document = context.document;
    let head = document.head(token).filter(|_| document.is(token, Deprel::Flat));
    let top = head.unwrap_or(token);
    let led = document.is(top, Deprel::Obl) || document.is(top, Deprel::Nmod);
    led && document.children(top).any(|child| {
        let place = matches!(document.lower(child), "in" | "at" | "into" | "near" | "across" | "throughout");
        place && document.is(child, Deprel::Case)
    })
}

/// Whether a pronoun can mean an actor.
fn fits(actor: &Cluster, pronoun: Pronoun) -> bool {
    let group = actor.plural || actor.kind == Some(ActorKind::Group);
    match pronoun {
        Pronoun { person: Person::Thing, .. } => !actor.is_person() && !group,
        Pronoun { plural: true, .. } => {
            group || matches!(&actor.kind, Some(ActorKind::Organization | ActorKind::Outlet))
        }
        Pronoun { gender, .. } => {
            actor.is_person()
                && !group
                && (gender.is_none() || actor.gender.is_none() || actor.gender == gender)
        }
    }
}
