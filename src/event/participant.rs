//! Who takes part in an event: the names, descriptions and pronouns around its trigger.

use super::reader::Reader;
use super::trigger::{is_event_noun, is_light};
use crate::lexicon::WordClass;
use crate::mention::noun::Noun;
use crate::resolve::actors::Cluster;
use crate::text::{Deprel, Upos, Xpos};
use crate::{ActorId, ActorKind, MentionKind, Participant, Span};

impl Reader<'_> {
    /// Who takes part in what a noun names: "their call", "talks between Russia and NATO", and whoever holds it; and where a
    /// list of them ends.
    pub(super) fn of_noun(&mut self, at: usize) -> (Vec<Participant>, Option<usize>) {
        let document = self.document;
        let mut found = Vec::new();
        let mut list_end = None;
        for child in document.children(at) {
            match document.deprel(child) {
                Some(Deprel::NmodPoss) => self.add_all(child, &mut found),
                Some(Deprel::Nmod) => {
                    let case = document.child(child, Deprel::Case);
                    match case.map(|case| document.lower(case)) {
                        Some("between" | "among") => {
                            list_end = self.add_list(case.unwrap_or(child), &mut found);
                        }
                        Some("with" | "by" | "of" | "against") => self.add_all(child, &mut found),
                        _ => {}
                    }
                }
                _ => {}
            }
        }
        // Whoever holds it: "Biden and Putin will hold a call", "held talks with the union", "the strike began by".
        let Some(verb) = self.document.head(at) else { return (found, list_end) };
        let object = self.document.is(at, Deprel::Obj);
        let carried =
            matches!(self.document.deprel(at), Some(Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj))
                && (is_light(document.lemma(verb)) || self.is_carrier(verb));
        if carried {
            if object && let Some(subject) = self.subject(verb) {
                self.add_all(subject, &mut found);
            }
            self.companions(verb, &["with", "by", "between", "among", "against"], &mut found);
        }
        (found, list_end)
    }

    /// Who takes part in what a verb tells: its subject, objects and agent, and whom it is done with or against.
    pub(super) fn of_verb(&mut self, at: usize) -> Vec<Participant> {
        let document = self.document;
        let mut found = Vec::new();
        if let Some(subject) = self.subject(at) {
            self.add_all(subject, &mut found);
        }
        for child in document.children(at) {
            if matches!(self.document.deprel(child), Some(Deprel::Obj | Deprel::OblAgent | Deprel::Iobj)) {
                self.add_all(child, &mut found);
            }
        }
        self.companions(at, &["with", "against", "alongside", "by"], &mut found);
        found
    }

    /// The subject of a verb; of an infinitive or a second verb, that of the verb above it, or its object: "plans to play",
    /// "urged the owner to sell".
    fn subject(&self, verb: usize) -> Option<usize> {
        let mut at = verb;
        for _ in 0..4 {
            if let Some(subject) = self.document.child_among(at, &[Deprel::Nsubj, Deprel::NsubjPass]) {
                return Some(subject);
            }
            let above = self.document.head(at)?;
            match self.document.deprel(at) {
                Some(Deprel::Xcomp) => {
                    let object =
                        self.document.child(above, Deprel::Obj).filter(|object| (above..at).contains(object));
                    if object.is_some() {
                        return object;
                    }
                }
                Some(Deprel::Conj) => {}
                _ => return None,
            }
            at = above;
        }
        None
    }

    /// Those whom a preposition brings in: "fought with the referee", and people also by others, "operated on Ann Lee".
    fn companions(&mut self, verb: usize, cases: &[&str], found: &mut Vec<Participant>) {
        let document = self.document;
        for child in document.children(verb) {
            let Some(case) = self.case(child).filter(|_| self.document.is(child, Deprel::Obl)) else {
                continue;
            };
            let person = || {
                let known = self.resolved.actor_at(document, child);
                let known = known.and_then(|cluster| self.resolved.discourse.clusters.get(cluster));
                let somebody = [ActorKind::Person, ActorKind::Group, ActorKind::Organization].map(Some);
                known.is_some_and(|actor| somebody.contains(&actor.kind))
            };
            if cases.contains(&case) || (matches!(case, "on" | "to" | "from" | "for") && person()) {
                self.add_all(child, found);
            }
        }
    }

    /// The actors of a list behind "between" or "among", read off its surface: parses of lists go wrong more often than
    /// commas and "and" do.
    fn add_list(&mut self, case: usize, found: &mut Vec<Participant>) -> Option<usize> {
        let document = self.document;
        let mut at = case + 1;
        let mut end_of_list = None;
        let end = (case + 1 + LONGEST_LIST).min(document.tokens().len());
        let in_list = |reader: &Self, at: usize| {
            let Some(token) = reader.document.token(at) else { return false };
            let dated = reader.times.partition_point(|time| time.span.end() <= token.span.start());
            let dated = reader.times.get(dated).is_some_and(|time| time.span.intersects(token.span));
            let joins = matches!(document.lower(at), "," | "and" | "&");
            let part = matches!(
                token.upos,
                Upos::Propn | Upos::Noun | Upos::Adj | Upos::Det | Upos::Num | Upos::Cconj | Upos::Pron
            );
            (joins || part) && !dated
        };
        while at < end && in_list(self, at) {
            let next_is_noun =
                |at: usize| matches!(self.document.upos(at + 1), Some(Upos::Noun | Upos::Propn));
            let head = matches!(self.document.upos(at), Some(Upos::Propn | Upos::Noun | Upos::Pron));
            if head && !(next_is_noun(at) && in_list(self, at + 1)) {
                let known = found.len();
                self.add(at, found);
                if found.len() > known {
                    end_of_list = self.document.token(at).map(|token| token.span.end());
                }
            }
            at += 1;
        }
        end_of_list
    }

    /// The actors of a noun phrase and of those that are coordinated with it.
    fn add_all(&mut self, head: usize, found: &mut Vec<Participant>) {
        let document = self.document;
        let conjuncts = document.children(head).filter(|child| self.document.is(*child, Deprel::Conj));
        let heads: Vec<usize> = std::iter::once(head).chain(conjuncts).collect();
        // "U.S. and Russian officials" are one group of people, and no government among them.
        let shared = heads.iter().zip(heads.iter().skip(1)).any(|(name, noun)| {
            (name + 1..*noun).len() == 2
                && self.document.xpos(*noun) == Some(Xpos::Nns)
                && self.document.upos(noun - 1) == Some(Upos::Adj)
        });
        for head in heads.into_iter().skip(usize::from(shared)) {
            self.add(head, found);
        }
    }

    fn add(&mut self, head: usize, found: &mut Vec<Participant>) {
        let Some(span) = self.document.token(head).map(|token| token.span) else { return };
        let span = self.resolved.names.at(head).map_or(span, |link| link.name.span);
        for actor in self.whom(head) {
            if !found.iter().any(|part| part.actor == actor) {
                found.push(Participant::new(actor, span));
            }
        }
    }

    /// Whom a phrase means: somebody who is known already, those who took part in the last event, or else those whom it
    /// describes.
    fn whom(&mut self, head: usize) -> Vec<ActorId> {
        let document = self.document;
        if self.document.upos(head) == Some(Upos::Noun) && is_event_noun(document.lemma(head)) {
            return Vec::new();
        }
        if let Some(cluster) = self.resolved.actor_at(document, head) {
            return match self.resolved.discourse.clusters.get(cluster) {
                // A town takes part in nothing.
                Some(actor) if actor.kind == Some(ActorKind::Place) => Vec::new(),
                Some(actor) if !actor.members.is_empty() => {
                    actor.members.iter().map(|member| ActorId::at(*member)).collect()
                }
                _ => vec![ActorId::at(cluster)],
            };
        }
        if let Some(group) = self.group_again(head) {
            return group;
        }
        self.described(head).into_iter().collect()
    }

    /// "they", "their", "the two leaders", "both sides": those who took part in the event before, if that many did.
    fn group_again(&self, head: usize) -> Option<Vec<ActorId>> {
        let document = self.document;
        let (sentence, actors) = self.group.as_ref()?;
        let near = document.sentence_of(head)?.checked_sub(*sentence)? <= NEAR;
        let word = document.lower(head);
        let pronoun = matches!(word, "they" | "them" | "their" | "both");
        let the = |child| document.lower(child) == "the";
        let two = matches!(word, "pair" | "duo" | "couple")
            || (word == "two" && document.children(head).any(the))
            || (document.xpos(head) == Some(Xpos::Nns)
                && document.children(head).any(|child| matches!(document.lower(child), "two" | "both"))
                && document.children(head).any(|child| matches!(document.lower(child), "the" | "both")));
        (near && (pronoun || (two && actors.len() == 2))).then(|| actors.clone())
    }

    /// An actor of its own for people or an organization that no source is: "European countries", "the protesters".
    fn described(&mut self, head: usize) -> Option<ActorId> {
        let token = *self.document.token(head)?;
        if token.upos != Upos::Noun {
            return None;
        }
        let lemma = self.document.lemma(head).to_lowercase();
        let plural = matches!(token.xpos, Xpos::Nns | Xpos::Nnps);
        let kind = self.kind(&lemma, plural)?;
        let span = self.noun_phrase(head)?;
        let words = span.slice(self.document.text())?.split_whitespace().collect::<Vec<_>>().join(" ");
        let known = self.extra.iter().rev().take(RECENT).position(|actor| {
            actor.description.as_deref().is_some_and(|description| description.eq_ignore_ascii_case(&words))
        });
        let known = known.map(|back| self.extra.len() - 1 - back);
        let index = known.unwrap_or_else(|| {
            let mut actor =
                Cluster::new(Some(if plural && kind == ActorKind::Person { ActorKind::Group } else { kind }));
            actor.description = Some(words);
            actor.plural = plural;
            self.extra.push(actor);
            self.extra.len() - 1
        });
        self.extra.get_mut(index)?.mention(span, MentionKind::Description);
        Some(ActorId::at(self.resolved.discourse.clusters.len() + index))
    }

    /// What kind of actor a noun names, if it names one that can take part in something.
    fn kind(&self, lemma: &str, plural: bool) -> Option<ActorKind> {
        const PEOPLE: [WordClass; 9] = [
            WordClass::Role,
            WordClass::Office,
            WordClass::Spokesperson,
            WordClass::Person,
            WordClass::Observer,
            WordClass::Public,
            WordClass::Witness,
            WordClass::Partisan,
            WordClass::IdentityNoun,
        ];
        const BODIES: [WordClass; 3] =
            [WordClass::Institution, WordClass::Organization, WordClass::OutletNoun];
        let is = |classes: &[WordClass]| classes.iter().any(|class| self.lexicon.knows(lemma, *class));
        let bare =
            matches!(lemma, "most" | "many" | "some" | "all" | "none" | "few" | "several" | "side" | "other");
        if (bare && !plural) || is_building(lemma) {
            return None;
        }
        match Noun::new(self.lexicon, lemma).actor_kind(plural) {
            kind @ (ActorKind::Government | ActorKind::Organization | ActorKind::Outlet) => Some(kind),
            ActorKind::Document => None,
            _ if is(&BODIES) => Some(ActorKind::Organization),
            kind if is(&PEOPLE) || is_group(lemma) => Some(kind),
            _ => None,
        }
    }

    /// The words of a noun phrase up to its head.
    fn noun_phrase(&self, head: usize) -> Option<Span> {
        let sentence =
            self.document.sentence_of(head).and_then(|index| self.document.sentences().get(index))?;
        let first = sentence.tokens.start.max(head.saturating_sub(LONGEST_PHRASE)).min(head);
        // Nothing of the phrase itself lies behind a comma or an "and" that joins it to what stands before.
        let first = (first..head)
            .rev()
            .take_while(|at| {
                let modifier = matches!(
                    self.document.deprel(*at),
                    Some(
                        Deprel::Det
                            | Deprel::Amod
                            | Deprel::Nummod
                            | Deprel::Compound
                            | Deprel::Advmod
                            | Deprel::NmodPoss
                    )
                );
                // "U.S. and Russian officials"
                let name = self.document.word(at + 1).starts_with(char::is_uppercase);
                let pair = self.document.lower(*at) == "and"
                    && name
                    && self.document.upos(at + 1) == Some(Upos::Adj);
                let paired = self.document.lower(at + 1) == "and"
                    && matches!(self.document.upos(*at), Some(Upos::Propn | Upos::Adj));
                modifier || pair || paired
            })
            .last()
            .unwrap_or(head);
        // "ministers of Japan and Korea"
        let of = self.document.children(head).find(|child| {
            *child > head && self.document.is(*child, Deprel::Nmod) && self.case(*child) == Some("of")
        });
        let last = of.map(|of| self.document.subtree(of)).filter(|of| {
            let span = self.document.token_span(of.clone()).unwrap_or_default();
            let next = self.times.partition_point(|time| time.span.end() <= span.start());
            let dated = self.times.get(next).is_some_and(|time| time.span.intersects(span));
            of.start == head + 1 && of.len() <= LONGEST_PHRASE && !dated
        });
        let last = last.map_or(head, |of| of.end - 1);
        Some(self.document.token(first)?.span.cover(self.document.token(last)?.span))
    }
}

/// People who take part in events and hardly ever speak.
fn is_group(lemma: &str) -> bool {
    matches!(
        lemma,
        "troop"
            | "force"
            | "soldier"
            | "rebel"
            | "gunman"
            | "thief"
            | "robber"
            | "smuggler"
            | "burglar"
            | "orchestra"
            | "band"
            | "choir"
            | "crew"
            | "squad"
            | "militia"
            | "gang"
            | "navy"
            | "fleet"
            | "tourist"
            | "migrant"
            | "refugee"
            | "prisoner"
            | "hostage"
            | "marcher"
            | "striker"
            | "referee"
            | "firefighter"
            | "rescuer"
            | "country"
            | "nation"
    )
}

/// What people work in, and what takes part in nothing itself.
fn is_building(lemma: &str) -> bool {
    matches!(
        lemma,
        "plant"
            | "factory"
            | "warehouse"
            | "mine"
            | "refinery"
            | "station"
            | "hotel"
            | "restaurant"
            | "stadium"
            | "theatre"
            | "theater"
            | "prison"
            | "market"
            | "mall"
            | "museum"
            | "building"
            | "port"
            | "airport"
            | "base"
            | "camp"
            | "shop"
            | "store"
            | "branch"
    )
}

/// How far back those may have taken part whom "they" or "the two leaders" means, in sentences.
const NEAR: usize = 3;

/// How many described actors back the same words mean the same.
const RECENT: usize = 32;

/// No description of people has more words before its head.
const LONGEST_PHRASE: usize = 8;

/// No list of those who take part has more words.
const LONGEST_LIST: usize = 40;
