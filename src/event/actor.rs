//! Which actors a noun phrase means as participants.

use super::reader::Reader;
use crate::attribution;
use crate::lexicon::{Classes, PEOPLE, WordClass};
use crate::mention::noun::Noun;
use crate::resolve::actors::Cluster;
use crate::text::{Deprel, Upos, Xpos};
use crate::{ActorId, ActorKind, MentionKind, Span};

/// Maximum number of sentences between an event with several participants and the pronoun that means them.
const MAX_SENTENCES_BACK: usize = 3;

/// Maximum number of described actors, back from a description, that it is compared with.
const MAX_DESCRIBED_BACK: usize = 32;

/// Maximum number of words of a description before its head, and of the phrase with "of" behind it.
const MAX_DESCRIPTION_WORDS: usize = 8;

/// Nouns for bodies that can take part in something.
const BODIES: Classes =
    Classes::of(&[WordClass::Institution, WordClass::Organization, WordClass::OutletNoun]);

/// Nouns for buildings where people work, which take part in nothing themselves.
const BUILDINGS: Classes = Classes::of(&[WordClass::Facility, WordClass::Premises]);

impl Reader<'_> {
    /// The actors that a phrase means: somebody known, the participants of the last event, or else those whom it
    /// describes.
    pub(super) fn actors_of(&mut self, head: usize) -> Vec<ActorId> {
        if self.is_event_noun(head) {
            return Vec::new();
        }
        if let Some(team) = self.team(head) {
            return vec![team];
        }
        if let Some(cluster) = self.resolved.actor_at(self.document, head).or_else(|| self.renamed(head)) {
            if self.is_of_other(head, cluster) {
                return Vec::new();
            }
            if self.is_named_event(cluster) {
                return Vec::new();
            }
            return match self.resolved.discourse.clusters.get(cluster) {
                // A town takes part in nothing.
                Some(actor) if actor.kind == Some(ActorKind::Place) => Vec::new(),
                Some(actor) if !actor.members.is_empty() => {
                    actor.members.iter().map(|member| ActorId::at(*member)).collect()
                }
                _ => vec![ActorId::at(cluster)],
            };
        }
        let group = self.last_participants(head).or_else(|| self.last_plural(head));
        if let Some(group) = group.or_else(|| self.last_two(head)) {
            return group;
        }
        if let Some(person) = self.last_person(head) {
            return vec![person];
        }
        self.described_actor(head).into_iter().collect()
    }

    /// Whether an actor bears the name of an event: "Cyclone Mara".
    fn is_named_event(&self, cluster: usize) -> bool {
        let actor = self.resolved.discourse.clusters.get(cluster);
        let name = actor.and_then(|actor| actor.names.first()?.split_once(' '));
        name.is_some_and(|(first, _)| {
            self.document.lexicon().classes(&first.to_lowercase()).is(WordClass::Happening)
        })
    }

    /// Whom an apposition names again: "Ann Lee, a nurse who was shot".
    fn renamed(&self, head: usize) -> Option<usize> {
        let document = self.document;
        let name = document.head(head).filter(|name| document.is(head, Deprel::Appos) && *name < head)?;
        let is_again =
            document.child(head, Deprel::Conj).is_none() && document.child(head, Deprel::Det).is_some();
        let link = self.resolved.names.at(name).filter(|_| is_again)?;
        (!self.is_listed(head)).then_some(link.cluster)
    }

    /// The team of a country or town, which is no government there: "beat Peru".
    fn team(&mut self, head: usize) -> Option<ActorId> {
        let document = self.document;
        let link = self.resolved.names.at(head)?;
        let actor = self.resolved.discourse.clusters.get(link.cluster)?;
        if !self.trigger.is_some_and(|trigger| document.has_class(trigger, WordClass::Contest)) {
            return None;
        }
        match actor.kind {
            Some(ActorKind::Place) => return Some(ActorId::at(link.cluster)),
            Some(ActorKind::Government) if link.name.country.is_some() => {}
            _ => return None,
        }
        let span = link.name.span;
        let name = span.slice(document.text())?.to_owned();
        let known = self.described.iter().position(|actor| actor.names.first() == Some(&name));
        let index = known.unwrap_or_else(|| {
            let mut team = Cluster::new(Some(ActorKind::Group));
            team.names.push(name);
            self.described.push(team);
            self.described.len() - 1
        });
        self.described.get_mut(index)?.mention(span, MentionKind::Name);
        Some(ActorId::at(self.resolved.discourse.clusters.len() + index))
    }

    /// Whether a pronoun of the third person stands in a speaker's own words, and so means nobody of that name: "He hit
    /// my mother," Nolan said.
    fn is_of_other(&self, head: usize, cluster: usize) -> bool {
        let is_third = matches!(self.document.lower(head), "he" | "she" | "him" | "her" | "they" | "them");
        let Some(claim) = self.quoting(head).filter(|_| is_third) else { return false };
        let mut speakers = claim.found.source.iter().flat_map(|source| self.document.tokens_in(*source));
        speakers.any(|at| self.resolved.actor_at(self.document, at) == Some(cluster))
    }

    /// The claim of the event that is read, if a word stands in its speaker's own words.
    fn quoting(&self, at: usize) -> Option<&attribution::Draft> {
        let claim = self.holder.and_then(|claim| self.claims.get(claim))?;
        let span = self.document.token(at)?.span;
        claim.verbatim.iter().any(|part| part.contains(span)).then_some(claim)
    }

    /// "they", "their", "the two leaders", "both sides": the participants of the last event with several, if they can be
    /// so many.
    fn last_participants(&self, head: usize) -> Option<Vec<ActorId>> {
        let document = self.document;
        let word = document.lower(head);
        let has_child =
            |words: &[&str]| document.children(head).any(|child| words.contains(&document.lower(child)));
        let is_pronoun = matches!(word, "they" | "them" | "their" | "both");
        let is_pair = document.lexicon().classes(word).is(WordClass::PairNoun)
            || (word == "two" && has_child(&["the"]))
            || (document.xpos(head) == Some(Xpos::Nns)
                && has_child(&["two", "both"])
                && has_child(&["the", "both"]));
        let near = |last: &Option<(usize, Vec<ActorId>)>| {
            let (sentence, actors) = last.as_ref()?;
            let is_near = document.sentence_of(head)?.checked_sub(*sentence)? <= MAX_SENTENCES_BACK;
            is_near.then(|| actors.clone())
        };
        match near(&self.last_group) {
            Some(actors) if is_pronoun || (is_pair && actors.len() == 2) => Some(actors),
            _ if is_pair => near(&self.last_pair),
            _ => None,
        }
    }

    /// "they": the last people that took part in something, where no two were told apart.
    fn last_plural(&self, head: usize) -> Option<Vec<ActorId>> {
        let (sentence, actor) = self.last_plural?;
        let is_near = self.document.sentence_of(head)?.checked_sub(sentence)? <= MAX_SENTENCES_BACK;
        (is_near && matches!(self.document.lower(head), "they" | "them" | "both")).then(|| vec![actor])
    }

    /// "they": the last two who did something to each other.
    fn last_two(&self, head: usize) -> Option<Vec<ActorId>> {
        let (sentence, actors) = self.last_pair.as_ref()?;
        let is_near = self.document.sentence_of(head)?.checked_sub(*sentence)? <= 1;
        (is_near && matches!(self.document.lower(head), "they" | "them")).then(|| actors.clone())
    }

    /// "she": the last person who took part in something, where resolution knows nobody.
    fn last_person(&self, head: usize) -> Option<ActorId> {
        let (sentence, actor) = self.last_person?;
        let is_near = self.document.sentence_of(head)?.checked_sub(sentence)? <= MAX_SENTENCES_BACK;
        let is_pronoun = matches!(self.document.lower(head), "he" | "she" | "him" | "her" | "his");
        (is_near && is_pronoun && self.quoting(head).is_none()).then_some(actor)
    }

    /// An actor of its own for people or a body that are no source: "European countries", "the protesters".
    fn described_actor(&mut self, head: usize) -> Option<ActorId> {
        let token = *self.document.token(head).filter(|token| !self.overlaps_time(token.span))?;
        // A capital at the start of a sentence makes no name: "Gunmen attacked".
        let is_capitalised = || {
            token.upos == Upos::Propn && self.resolved.names.at(head).is_none() && self.opens_sentence(head)
        };
        let (kind, is_plural) = if let Some(counted) = self.counted(head) {
            (self.kind_of_participant(&self.document.lemma(counted).to_lowercase(), true)?, true)
        } else if let Some(kind) = self.unlisted_name(head) {
            kind
        } else if token.upos == Upos::Noun {
            let is_plural = matches!(token.xpos, Xpos::Nns | Xpos::Nnps);
            let kind = self.kind_of_participant(&self.noun(head), is_plural);
            // "The museum bought a painting"
            let kind = kind.or_else(|| self.acts(head).then_some(ActorKind::Organization));
            (kind?, is_plural)
        } else if is_capitalised() {
            let word = self.document.lower(head);
            let is_plural = !self.document.lexicon().classes(word).is(WordClass::ParticipantNoun);
            (self.kind_of_participant(word, is_plural)?, is_plural)
        } else {
            return None;
        };
        let span = self.description(head)?;
        let words = span.slice(self.document.text())?.split_whitespace().collect::<Vec<_>>().join(" ");
        // "The captain", after "a former army captain".
        let noun = self.document.word(head);
        let again = words.strip_prefix("the ").or_else(|| words.strip_prefix("The "));
        let again = again.filter(|rest| rest.eq_ignore_ascii_case(noun));
        let known = self.described.iter().rev().take(MAX_DESCRIBED_BACK).position(|actor| {
            actor.description.as_deref().is_some_and(|description| {
                description.eq_ignore_ascii_case(&words)
                    || again.is_some_and(|noun| {
                        actor.plural == is_plural
                            && description
                                .rsplit(' ')
                                .next()
                                .is_some_and(|last| last.eq_ignore_ascii_case(noun))
                    })
            })
        });
        let index = if let Some(back) = known {
            self.described.len() - 1 - back
        } else {
            let kind = if is_plural && kind == ActorKind::Person { ActorKind::Group } else { kind };
            let mut actor = Cluster::new(Some(kind));
            actor.description = Some(words);
            actor.plural = is_plural;
            self.described.push(actor);
            self.described.len() - 1
        };
        self.described.get_mut(index)?.mention(span, MentionKind::Description);
        Some(ActorId::at(self.resolved.discourse.clusters.len() + index))
    }

    /// Whether a building does something to something, and so means those who work there.
    fn acts(&self, head: usize) -> bool {
        let document = self.document;
        let is_deed = |verb: usize| {
            document.child(verb, Deprel::Obj).is_some() && !document.has_class(verb, WordClass::PhaseVerb)
        };
        document.classes(head).meets(BUILDINGS)
            && document.is(head, Deprel::Nsubj)
            && document.head(head).is_some_and(is_deed)
    }

    /// The lemma of a noun, with what a hyphen joins to it: "start-up".
    fn noun(&self, head: usize) -> String {
        let document = self.document;
        let lemma = document.lemma(head).to_lowercase();
        let is_joined = head >= 2
            && document.word(head - 1) == "-"
            && document.is(head - 2, Deprel::Compound)
            && document.head(head - 2) == Some(head);
        if is_joined { format!("{}-{lemma}", document.lower(head - 2)) } else { lemma }
    }

    /// The kind of an actor by a name that resolution does not know, and whether it is of several: "the Prado", "MPs".
    fn unlisted_name(&self, head: usize) -> Option<(ActorKind, bool)> {
        let document = self.document;
        let token = document.token(head)?;
        // A capital at the start of a sentence is none of a name's: "Gunmen attacked", but "Tesla is to build".
        let is_told_by_capital = !self.opens_sentence(head)
            || token.xpos == Xpos::Nnp && self.kind_of_participant(document.lower(head), false).is_none();
        let is_name = document.word(head).starts_with(char::is_uppercase)
            && is_told_by_capital
            && matches!(token.upos, Upos::Propn | Upos::Noun)
            && self.resolved.names.at(head).is_none();
        let acts = matches!(token.deprel, Deprel::Nsubj | Deprel::NsubjPass | Deprel::OblAgent)
            || self.preposition(head) == Some("between");
        let is_plural = document.word(head).ends_with('s') && matches!(token.xpos, Xpos::Nns | Xpos::Nnps)
            || document.word(head).trim_end_matches('s').chars().all(char::is_uppercase);
        let kind = if is_plural { ActorKind::Group } else { ActorKind::Organization };
        (is_name && acts).then_some((kind, is_plural))
    }

    /// Whether a noun is of people.
    pub(super) fn is_of_people(&self, noun: usize) -> bool {
        let kind = self.kind_of_participant(&self.noun(noun), self.document.xpos(noun) == Some(Xpos::Nns));
        matches!(kind, Some(ActorKind::Person | ActorKind::Group))
    }

    /// The kind of actor that a noun names, if it can take part in something.
    fn kind_of_participant(&self, lemma: &str, is_plural: bool) -> Option<ActorKind> {
        let lexicon = self.document.lexicon();
        let classes = lexicon.classes(lemma);
        if classes.meets(BUILDINGS) || (classes.is(WordClass::PartNoun) && !is_plural) {
            return None;
        }
        match Noun::new(self.document.lexicon(), lemma).actor_kind(is_plural) {
            kind @ (ActorKind::Government | ActorKind::Organization | ActorKind::Outlet) => Some(kind),
            ActorKind::Document => None,
            _ if lexicon.knows_any(lemma, BODIES) => Some(ActorKind::Organization),
            kind if lexicon.knows_any(lemma, PEOPLE.union(Classes::of(&[WordClass::ParticipantNoun]))) => {
                Some(kind)
            }
            kind if self.people.has(&Noun::new(lexicon, lemma), lexicon) => Some(kind),
            _ => None,
        }
    }

    /// The people whom a quantity counts: "thousands of teachers".
    fn counted(&self, head: usize) -> Option<usize> {
        let document = self.document;
        let counts = document.has_class(head, WordClass::QuantityNoun);
        let of = |child: &usize| {
            document.is(*child, Deprel::Nmod)
                && self.preposition(*child) == Some("of")
                && document.xpos(*child) == Some(Xpos::Nns)
        };
        document.children(head).find(of).filter(|_| counts)
    }

    /// The words of a description around its head.
    fn description(&self, head: usize) -> Option<Span> {
        let document = self.document;
        let sentence = document.sentence_of(head).and_then(|index| document.sentences().get(index))?;
        let first = sentence.tokens.start.max(head.saturating_sub(MAX_DESCRIPTION_WORDS)).min(head);
        // Nothing of the description stands before a comma or an "and" that joins it to another phrase.
        let first = (first..head).rev().take_while(|at| self.is_in_description(*at)).last().unwrap_or(head);
        // "ministers of Japan and Korea"
        let of = document.children(head).find(|child| {
            *child > head && document.is(*child, Deprel::Nmod) && self.preposition(*child) == Some("of")
        });
        let of = of.map(|of| document.subtree(of)).filter(|of| {
            of.start == head + 1
                && of.len() <= MAX_DESCRIPTION_WORDS
                && !self.overlaps_time(document.token_span(of.clone()).unwrap_or_default())
        });
        // "the owners of the mill, two brothers"
        let end = of.map(|of| of.clone().find(|at| document.lower(*at) == ",").unwrap_or(of.end));
        let last = end.map_or(head, |end| end - 1);
        Some(document.token(first)?.span.cover(document.token(last)?.span))
    }

    fn opens_sentence(&self, at: usize) -> bool {
        let sentence = self.document.sentence_of(at).and_then(|index| self.document.sentences().get(index));
        sentence.is_some_and(|sentence| sentence.tokens.start == at)
    }

    /// Whether a token before the head of a description is a part of it.
    fn is_in_description(&self, at: usize) -> bool {
        let document = self.document;
        // "a nurse whose husband": the nurse's.
        let is_modifier = !matches!(document.lower(at), "whose" | "when" | "where" | "while")
            && matches!(
                document.deprel(at),
                Some(
                    Deprel::Det
                        | Deprel::Amod
                        | Deprel::Nummod
                        | Deprel::Compound
                        | Deprel::Advmod
                        | Deprel::NmodPoss
                )
            );
        // "U.S. and Russian officials": the "and", and the word before it.
        let joins_names = document.lower(at) == "and"
            && document.word(at + 1).starts_with(char::is_uppercase)
            && (document.upos(at + 1) == Some(Upos::Adj) || document.is(at + 1, Deprel::Conj));
        let is_further = document.is(at, Deprel::Conj)
            && document.lower(at.wrapping_sub(1)) == "and"
            && document.word(at).starts_with(char::is_uppercase);
        let is_joined =
            document.lower(at + 1) == "and" && matches!(document.upos(at), Some(Upos::Propn | Upos::Adj));
        // "24-year-old": one word of several tokens.
        let is_glued = document.token(at).zip(document.token(at + 1)).is_some_and(|(this, next)| {
            this.span.end() == next.span.start()
                && (matches!(document.word(at), "-" | "–") || matches!(document.word(at + 1), "-" | "–"))
        });
        let is_time = document.token(at).is_some_and(|token| self.overlaps_time(token.span));
        (is_modifier || is_further || joins_names || is_joined || is_glued) && (is_glued || !is_time)
    }
}
