//! Who takes part in an event: the names, descriptions and pronouns around its trigger.

use crate::mention::phrase::{is_human, kind_of_noun};
use crate::resolve::actors::Cluster;
use crate::text::{Deprel, Token, Upos, Xpos};
use crate::{ActorId, ActorKind, MentionKind, Participant, Span};

use super::{Reader, is_light};

impl Reader<'_> {
    /// Who takes part in what a noun names: "their call", "talks between Russia and NATO", and whoever holds it.
    pub(super) fn of_noun(&mut self, at: usize) -> Vec<Participant> {
        let document = self.document;
        let mut found = Vec::new();
        for child in document.children(at) {
            match self.deprel(child) {
                Some(Deprel::NmodPoss) => self.add_all(child, &mut found),
                Some(Deprel::Nmod) => {
                    let case = document.children(child).find(|case| self.deprel(*case) == Some(Deprel::Case));
                    match case.map(|case| document.lower(case)) {
                        Some("between" | "among") => self.add_list(case.unwrap_or(child), &mut found),
                        Some("with" | "by" | "of") => self.add_all(child, &mut found),
                        _ => {}
                    }
                }
                _ => {}
            }
        }
        // The subject of the verb that holds it: "Biden and Putin will hold a call".
        let governor = self.token(at).and_then(|token| token.head.filter(|_| token.deprel == Deprel::Obj));
        if let Some(verb) = governor.filter(|verb| is_light(document.lemma(*verb))) {
            let mut verb = verb;
            for _ in 0..3 {
                if let Some(subject) = self.child(verb, &[Deprel::Nsubj]) {
                    self.add_all(subject, &mut found);
                    break;
                }
                match self.token(verb) {
                    Some(Token { deprel: Deprel::Xcomp | Deprel::Conj, head: Some(head), .. }) => {
                        verb = *head;
                    }
                    _ => break,
                }
            }
        }
        found
    }

    /// Who takes part in what a verb tells: its subject, objects and agent.
    pub(super) fn of_verb(&mut self, at: usize) -> Vec<Participant> {
        let document = self.document;
        let mut found = Vec::new();
        for child in document.children(at) {
            if matches!(
                self.deprel(child),
                Some(Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj | Deprel::OblAgent | Deprel::Iobj)
            ) {
                self.add_all(child, &mut found);
            }
        }
        found
    }

    /// The actors of a list behind "between" or "among", read off its surface: parses of lists go wrong more often than
    /// commas and "and" do.
    fn add_list(&mut self, case: usize, found: &mut Vec<Participant>) {
        let document = self.document;
        let mut at = case + 1;
        let end = (case + 1 + LONGEST_LIST).min(document.tokens().len());
        let in_list = |reader: &Self, at: usize| {
            let Some(token) = reader.token(at) else { return false };
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
                |at: usize| matches!(self.token(at + 1).map(|t| t.upos), Some(Upos::Noun | Upos::Propn));
            let head = matches!(self.token(at).map(|t| t.upos), Some(Upos::Propn | Upos::Noun | Upos::Pron));
            if head && !(next_is_noun(at) && in_list(self, at + 1)) {
                self.add(at, found);
            }
            at += 1;
        }
    }

    /// The actors of a noun phrase and of those that are coordinated with it.
    fn add_all(&mut self, head: usize, found: &mut Vec<Participant>) {
        let document = self.document;
        let conjuncts = document.children(head).filter(|child| self.deprel(*child) == Some(Deprel::Conj));
        let heads: Vec<usize> = std::iter::once(head).chain(conjuncts).collect();
        // "U.S. and Russian officials" are one group of people, and no government among them.
        let shared = heads.iter().zip(heads.iter().skip(1)).any(|(name, noun)| {
            (name + 1..*noun).len() == 2
                && self.token(*noun).is_some_and(|token| token.xpos == Xpos::Nns)
                && self.token(noun - 1).is_some_and(|token| token.upos == Upos::Adj)
        });
        for head in heads.into_iter().skip(usize::from(shared)) {
            self.add(head, found);
        }
    }

    fn add(&mut self, head: usize, found: &mut Vec<Participant>) {
        let Some(span) = self.token(head).map(|token| token.span) else { return };
        let span = self.resolved.link_at(head).map_or(span, |link| link.name.span);
        for actor in self.whom(head) {
            if !found.iter().any(|part| part.actor == actor) {
                found.push(Participant::new(actor, span));
            }
        }
    }

    /// Whom a phrase means: somebody who is known already, or else those whom it describes.
    fn whom(&mut self, head: usize) -> Vec<ActorId> {
        if let Some(cluster) = self.resolved.whom(head) {
            let members = self.resolved.clusters().get(cluster).map(|actor| actor.members.as_slice());
            return match members {
                Some(members) if !members.is_empty() => {
                    members.iter().map(|member| ActorId::at(*member)).collect()
                }
                _ => vec![ActorId::at(cluster)],
            };
        }
        self.described(head).into_iter().collect()
    }

    /// An actor of its own for people or an organization that no source is: "European countries", "the protesters".
    fn described(&mut self, head: usize) -> Option<ActorId> {
        let token = *self.token(head)?;
        let lemma = self.document.lemma(head).to_lowercase();
        let plural = matches!(token.xpos, Xpos::Nns | Xpos::Nnps);
        let kind = kind_of_noun(&lemma, plural);
        let acts = match kind {
            ActorKind::Person | ActorKind::Group => is_human(&lemma),
            ActorKind::Government | ActorKind::Organization | ActorKind::Outlet => true,
            _ => false,
        };
        if token.upos != Upos::Noun || !acts {
            return None;
        }
        let span = self.noun_phrase(head)?;
        let words = span.slice(self.document.text())?.split_whitespace().collect::<Vec<_>>().join(" ");
        let known = self.extra.iter().position(|actor| {
            actor.description.as_deref().is_some_and(|description| description.eq_ignore_ascii_case(&words))
        });
        let index = known.unwrap_or_else(|| {
            let mut actor =
                Cluster::new(Some(if plural && kind == ActorKind::Person { ActorKind::Group } else { kind }));
            actor.description = Some(words);
            actor.plural = plural;
            self.extra.push(actor);
            self.extra.len() - 1
        });
        self.extra.get_mut(index)?.mention(span, MentionKind::Description);
        Some(ActorId::at(self.resolved.clusters().len() + index))
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
                    self.deprel(*at),
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
                let pair = self.document.lower(*at) == "and"
                    && self.token(at + 1).is_some_and(|token| token.upos == Upos::Adj);
                let paired = self.document.lower(at + 1) == "and"
                    && matches!(self.token(*at).map(|t| t.upos), Some(Upos::Propn | Upos::Adj));
                modifier || pair || paired
            })
            .last()
            .unwrap_or(head);
        Some(self.token(first)?.span.cover(self.token(head)?.span))
    }
}

/// No description of people has more words before its head.
const LONGEST_PHRASE: usize = 8;

/// No list of those who take part has more words.
const LONGEST_LIST: usize = 40;
