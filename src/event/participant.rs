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
                    let led = |case: usize| {
                        matches!(document.lower(case), "between" | "with" | "by" | "among" | "of")
                    };
                    if document.children(child).any(led) {
                        self.add_all(child, &mut found);
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
                        verb = *head
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

    /// The actors of a noun phrase and of those that are coordinated with it.
    fn add_all(&mut self, head: usize, found: &mut Vec<Participant>) {
        let document = self.document;
        let conjuncts = document.children(head).filter(|child| self.deprel(*child) == Some(Deprel::Conj));
        let heads: Vec<usize> = std::iter::once(head).chain(conjuncts).collect();
        for head in heads {
            let Some(span) = self.token(head).map(|token| token.span) else { continue };
            let span = self.resolved.link_at(head).map_or(span, |link| link.name.span);
            for actor in self.whom(head) {
                if !found.iter().any(|part| part.actor == actor) {
                    found.push(Participant::new(actor, span));
                }
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
        let range = self.without_case(head);
        let first = range.start.max(head.saturating_sub(LONGEST_PHRASE)).min(head);
        // Nothing of the phrase itself lies behind a comma or an "and" that joins it to what stands before.
        let first = (first..head)
            .rev()
            .take_while(|at| {
                matches!(
                    self.deprel(*at),
                    Some(Deprel::Det | Deprel::Amod | Deprel::Nummod | Deprel::Compound | Deprel::Advmod)
                ) || self
                    .token(*at)
                    .is_some_and(|token| token.deprel == Deprel::Conj || token.deprel == Deprel::Cc)
            })
            .last()
            .unwrap_or(head);
        Some(self.token(first)?.span.cover(self.token(head)?.span))
    }
}

/// No description of people has more words before its head.
const LONGEST_PHRASE: usize = 8;
