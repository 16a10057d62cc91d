//! Whom a pronoun means.

use crate::ActorKind;
use crate::Span;
use crate::mention::phrase::{Determiner, Form, Person, Pronoun, phrase};
use crate::text::{Deprel, Upos, Xpos};

use super::actors::{Cluster, Linked};
use super::evidence::How;
use super::reference::{Candidate, Search, WINDOW, gender_of_noun};

/// So many sentences back a pronoun's antecedent lies at most.
const SENTENCES: usize = 8;

/// So many tokens before a relative pronoun its noun stands at most.
const NEAR_RELATIVE: usize = 12;

impl Search<'_> {
    /// `outer` is the speaker of the attribution in whose content the pronoun stands.
    pub(super) fn pronoun(
        &mut self,
        pronoun: Pronoun,
        head: usize,
        span: Span,
        outer: Option<usize>,
    ) -> Option<usize> {
        match pronoun.person {
            Person::First => outer.or_else(|| {
                let written = self.quotation(span).is_none();
                if written { self.writer(head) } else { None }
            }),
            // "All agreed", of those who were spoken of.
            Person::Indefinite
                if matches!(self.document.lower(head), "all" | "both" | "neither" | "none") =>
            {
                self.third(pronoun, head, span, outer)
            }
            Person::Second | Person::Indefinite => None,
            Person::Relative => self.relative(head),
            Person::Third | Person::Thing => self.third_or_noun(pronoun, head, span, outer),
        }
    }

    /// "who" means the noun that its clause hangs on; where the parse does not say, the phrase right before it.
    fn relative(&mut self, who: usize) -> Option<usize> {
        let clause = self
            .document
            .token(who)
            .and_then(|token| token.head)
            .filter(|verb| self.document.is(*verb, Deprel::AclRelcl));
        let governor = clause.and_then(|verb| self.document.head(verb)).filter(|noun| *noun < who);
        // A person's name right before "who" is meant whatever the parse says.
        let before = self.noun_before(who).map(|noun| self.holder_of(noun));
        let named =
            before.filter(|noun| self.link_at(*noun).is_some_and(|link| self.is_named_person(link.cluster)));
        // "who" asks for people, "which" for anything else: where the parse hangs the clause on the wrong noun ("voters on
        // Capitol Hill, who"), the nearest that fits is meant.
        let personal = matches!(self.document.lower(who), "who" | "whom");
        let fits = |noun: &usize| match self.link_at(*noun).and_then(|link| self.clusters.get(link.cluster)) {
            Some(actor) => {
                matches!(actor.kind, Some(ActorKind::Person | ActorKind::Group)) == personal
                    && actor.kind.is_some()
            }
            None => self.is_known_role(self.document.lemma(*noun)) == personal,
        };
        let fitting = governor.into_iter().chain(before).find(fits).or_else(|| {
            let sentence = self.document.sentence_of(who).and_then(|at| self.document.sentences().get(at));
            let start = sentence.map_or(who, |sentence| sentence.tokens.start);
            let near = who.saturating_sub(NEAR_RELATIVE).max(start)..who;
            let noun = |at: &usize| matches!(self.document.upos(*at), Some(Upos::Noun | Upos::Propn));
            near.rev().filter(noun).find(fits)
        });
        let noun = named.filter(|_| personal).or(fitting).or(governor).or(before)?;
        if let Some(link) = self.link_at(noun).or_else(|| self.apposed_to(noun)) {
            return Some(link.cluster);
        }
        self.described_by(noun, who)
    }

    /// "the nominee for president": an office without an article is nobody, and who is meant is the noun that it hangs on.
    fn holder_of(&self, noun: usize) -> usize {
        let office = self.document.upos(noun) == Some(Upos::Noun)
            && self.document.xpos(noun) == Some(Xpos::Nn)
            && self.document.is(noun, Deprel::Nmod);
        let led = noun
            .checked_sub(1)
            .is_some_and(|before| matches!(self.document.lower(before), "for" | "of" | "as"));
        let holder = self.document.head(noun).filter(|_| office && led);
        holder
            .filter(|holder| *holder < noun && self.document.upos(*holder) == Some(Upos::Noun))
            .unwrap_or(noun)
    }

    /// The actor that the phrase around a head word means, where it is one that came up: a name, a source, a pronoun,
    /// people who were named side by side.
    pub(super) fn whom(&self, head: usize) -> Option<usize> {
        if let Some(link) = self.link_at(head) {
            return Some(link.cluster);
        }
        if let Some(candidate) = self.candidates.get(&head).filter(|candidate| candidate.token == head) {
            return Some(candidate.cluster);
        }
        let renamed = self.document.children(head).find_map(|child| {
            let joins = matches!(self.document.deprel(child), Some(Deprel::Appos | Deprel::Flat));
            joins.then(|| self.link_at(child)).flatten()
        });
        if let Some(link) = renamed {
            return Some(link.cluster);
        }
        let span = self.document.token(head)?.span;
        let read =
            phrase(self.document, self.document.token_span(self.document.subtree(head)).unwrap_or(span))?;
        match read.form {
            Form::Pronoun(pronoun) if matches!(pronoun.person, Person::Third | Person::Thing) => {
                self.third(pronoun, head, span, None)
            }
            Form::Description if read.head == head && read.determiner == Determiner::Definite => {
                self.group_described(self.document.lemma(head), &read)
            }
            _ => None,
        }
    }

    /// The name that a description stands beside: "Ann Lee, a lawyer of the firm".
    fn apposed_to(&self, noun: usize) -> Option<&Linked> {
        let token = self.document.token(noun)?;
        let parsed = token.head.filter(|_| token.deprel == Deprel::Appos);
        let start = self.document.subtree(noun).start;
        let comma = start.checked_sub(2).filter(|_| self.document.lower(start - 1) == ",");
        let indefinite = matches!(self.document.lower(start), "a" | "an" | "the");
        let beside = comma.filter(|_| indefinite);
        parsed
            .into_iter()
            .chain(beside)
            .filter_map(|at| self.link_at(at))
            .find(|link| self.is_named_person(link.cluster))
    }

    /// The last noun before a relative pronoun, past commas and what stands in brackets.
    fn noun_before(&self, who: usize) -> Option<usize> {
        let sentence = self.document.sentence_of(who).and_then(|at| self.document.sentences().get(at))?;
        let mut depth = 0;
        let near = (who.saturating_sub(12).max(sentence.tokens.start)..who).rev();
        near.into_iter().find(|at| match self.document.lower(*at) {
            ")" | "]" => {
                depth += 1;
                false
            }
            "(" | "[" => {
                depth -= 1;
                false
            }
            _ => depth == 0 && matches!(self.document.upos(*at), Some(Upos::Noun | Upos::Propn)),
        })
    }

    /// "he", "she", "they", "it": the candidate that fits and is most in mind.
    pub(super) fn third(
        &self,
        pronoun: Pronoun,
        head: usize,
        span: Span,
        outer: Option<usize>,
    ) -> Option<usize> {
        self.likeliest(pronoun, head, span, outer, None).map(|(_, candidate)| candidate.cluster)
    }

    /// The same, but people of whom the text only spoke count as well: "A nurse was hurt. She said ...".
    fn third_or_noun(
        &mut self,
        pronoun: Pronoun,
        head: usize,
        span: Span,
        outer: Option<usize>,
    ) -> Option<usize> {
        let known = self.likeliest(pronoun, head, span, outer, None);
        let noun = self.likeliest_noun(pronoun, head, span);
        match (known, noun) {
            (Some((score, _)), Some((better, noun))) if better > score => self.described_by(noun, noun + 1),
            (None, Some((_, noun))) => self.described_by(noun, noun + 1),
            (known, _) => known.map(|(_, candidate)| candidate.cluster),
        }
    }

    /// How a pronoun was resolved.
    pub(super) fn how_pronoun(&self, pronoun: Pronoun, head: usize, span: Span, outer: Option<usize>) -> How {
        match pronoun.person {
            Person::First => How::Writer,
            Person::Relative => How::Relative,
            Person::Second => How::Unknown,
            Person::Third | Person::Thing | Person::Indefinite => {
                let Some((best, first)) = self.likeliest(pronoun, head, span, outer, None) else {
                    return How::Ahead(0);
                };
                let second = self.likeliest(pronoun, head, span, outer, Some(first.cluster));
                How::Ahead(second.map_or(i32::MAX, |(second, _)| best - second))
            }
        }
    }

    /// The known candidate that is most in mind. Subjects and speakers are, and what was said last.
    fn likeliest(
        &self,
        pronoun: Pronoun,
        head: usize,
        span: Span,
        outer: Option<usize>,
        apart_from: Option<usize>,
    ) -> Option<(i32, Candidate)> {
        let sentence = self.document.sentence_of(head)?;
        let quotation = self.quotation(span);
        let near = self.candidates.range(..head).rev().take(WINDOW).map(|(_, candidate)| candidate);
        let fitting = near.filter(|candidate| {
            let near = sentence - candidate.sentence.min(sentence) <= SENTENCES;
            // Who speaks is "I" in the quotation, not "he".
            let speaker = quotation.is_some() && Some(candidate.cluster) == outer;
            // "People like Lee, he said": whoever a content names before its cue is not the "he" of the cue.
            let told = self.telling.iter().any(|part| {
                self.document.token(candidate.token).is_some_and(|token| part.contains(token.span))
                    && !part.contains(span)
            });
            near && !speaker
                && !told
                && Some(candidate.cluster) != apart_from
                && self.clusters.get(candidate.cluster).is_some_and(|actor| fits(actor, pronoun))
        });
        let scored = fitting.map(|candidate| {
            let actor = self.clusters.get(candidate.cluster);
            let certain = actor.is_some_and(|actor| actor.gender.is_some() && actor.gender == pronoun.gender);
            let group =
                actor.is_some_and(|actor| pronoun.plural && (actor.plural || !actor.members.is_empty()));
            let named = actor.is_some_and(|actor| !actor.names.is_empty());
            let one = pronoun.person == Person::Third && !pronoun.plural;
            let unknown = actor.is_some_and(|actor| actor.kind.is_none());
            let mut score = self.in_mind(candidate, head);
            score +=
                if candidate.speaker && quotation.is_none() && !pronoun.possessive { SPEAKER } else { 0 };
            score += if certain || group { FITTING } else { 0 };
            score += if named && !pronoun.plural { NAMED } else { 0 };
            score -= if named && pronoun.plural { BODY } else { 0 };
            score -= if one && unknown { UNKNOWN } else { 0 };
            score -= if one && self.is_whereabouts(candidate.token) { WHEREABOUTS } else { 0 };
            (score, *candidate)
        });
        scored.max_by_key(|(score, candidate)| (*score, candidate.token))
    }

    /// A noun for people that nobody has taken up yet and that a pronoun can mean, with how much it is in mind.
    fn likeliest_noun(&self, pronoun: Pronoun, head: usize, span: Span) -> Option<(i32, usize)> {
        if pronoun.person != Person::Third || self.quotation(span).is_some() {
            return None;
        }
        let own = self.document.sentence_of(head)?;
        let first = self.document.sentences().get(own.saturating_sub(NOUN_SENTENCES))?.tokens.start;
        let near = first.max(head.saturating_sub(NOUN_TOKENS))..head;
        let fits = |at: &usize| {
            let Some(token) = self.document.token(*at) else { return false };
            let lemma = self.document.lemma(*at);
            let gender = gender_of_noun(lemma);
            token.upos == Upos::Noun
                && (token.xpos == Xpos::Nns) == pronoun.plural
                && !matches!(token.deprel, Deprel::Compound | Deprel::NmodPoss | Deprel::Appos | Deprel::Flat)
                && (gender.is_none() || pronoun.gender.is_none() || gender == pronoun.gender)
                && self.is_known_role(lemma)
                && self.link_at(*at).is_none()
                // "chairman Bo Lee" is Bo Lee.
                && self.link_at(*at + 1).is_none()
                && !self.candidates.contains_key(at)
                && self.quotation(token.span).is_none()
        };
        let scored = near.filter(fits).filter_map(|at| {
            let candidate = self.candidate_at(0, at, false)?;
            Some((self.in_mind(&candidate, head) + if pronoun.plural { 12 } else { 0 }, at))
        });
        scored.max()
    }

    /// "in Bonaire": what a preposition of place governs is seldom a person.
    fn is_whereabouts(&self, token: usize) -> bool {
        let head = self.document.head(token).filter(|_| self.document.is(token, Deprel::Flat));
        let top = head.unwrap_or(token);
        let led = self.document.is(top, Deprel::Obl) || self.document.is(top, Deprel::Nmod);
        led && self.document.children(top).any(|child| {
            let place =
                matches!(self.document.lower(child), "in" | "at" | "into" | "near" | "across" | "throughout");
            place && self.document.is(child, Deprel::Case)
        })
    }

    /// How much a phrase is in mind where a pronoun stands: subjects more than others, what was said last most.
    fn in_mind(&self, candidate: &Candidate, head: usize) -> i32 {
        let sentence = self.document.sentence_of(head).unwrap_or(candidate.sentence);
        let paragraph = self.document.paragraph_of(head).unwrap_or(candidate.paragraph);
        let sentences = i32::try_from(sentence.saturating_sub(candidate.sentence).min(50)).unwrap_or(50);
        let paragraphs = i32::try_from(paragraph.saturating_sub(candidate.paragraph).min(50)).unwrap_or(50);
        let subject = if candidate.subject { SUBJECT } else { 0 };
        let same = if candidate.sentence == sentence { SAME_SENTENCE } else { 0 };
        subject + same - sentences * SENTENCE - paragraphs * PARAGRAPH
    }
}

/// So many sentences back, and tokens, a noun that nobody has taken up can be meant by a pronoun.
const NOUN_SENTENCES: usize = 2;
const NOUN_TOKENS: usize = 80;

// What speaks for and against an antecedent. Chosen one after the other by the pronouns of GUM train's news, interviews and
// biographies (`evaluate --pronouns`; right of 428: 300 before, 328 then) and the sources of PolNeAR dev.

/// It is the speaker of an attribution outside quotations.
const SPEAKER: i32 = 25;
/// Its gender is known and the pronoun's; for "they", it is more than one.
const FITTING: i32 = 12;
/// A name, over a description: people that are named are taken up more often.
const NAMED: i32 = 8;
/// A body's name, against people, for "they".
const BODY: i32 = 16;
/// Nothing tells what the name names: mostly places and things.
const UNKNOWN: i32 = 28;
/// "in" or "at" governs it.
const WHEREABOUTS: i32 = 30;
/// It is a subject.
const SUBJECT: i32 = 10;
/// It stands in the pronoun's own sentence.
const SAME_SENTENCE: i32 = 20;
/// Against each sentence and each paragraph between.
const SENTENCE: i32 = 10;
const PARAGRAPH: i32 = 4;

/// Whether an actor can be meant by a pronoun.
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
