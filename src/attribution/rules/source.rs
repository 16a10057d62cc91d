//! The phrase of the source.

use std::ops::Range;

use super::candidate::REACH;
use super::grammar::Grammar;
use crate::text::{Deprel, Upos, Xpos};

impl Grammar<'_> {
    /// The source of a verb: its subject, the agent of a passive, or, for a participle or a second verb, the subject of the
    /// verb that it depends on.
    pub(super) fn subject(&self, verb: usize) -> Option<Range<usize>> {
        let mut at = verb;
        // A chain of conjuncts and participles is short; the bound keeps odd trees cheap.
        for _ in 0..4 {
            if let Some(agent) = self.document.child(at, Deprel::OblAgent) {
                return Some(self.phrase(agent, verb));
            }
            if self.document.child_among(at, &[Deprel::NsubjPass, Deprel::Expl]).is_some() && at == verb {
                return None;
            }
            if let Some(subject) =
                self.document.child_among(at, &[Deprel::Nsubj, Deprel::NsubjPass, Deprel::NsubjOuter])
            {
                return Some(self.whole_subject(self.phrase(subject, verb), at));
            }
            let head = self.document.head(at)?;
            // "told us that Lee will wait but will warn": a modal verb goes with the modal verb before it.
            if self.document.is(at, Deprel::Conj) && self.has_modal(at) && !self.has_modal(head) {
                let clause = self
                    .document
                    .child(head, Deprel::Ccomp)
                    .filter(|clause| *clause < at && self.has_modal(*clause));
                if let Some(subject) = clause.and_then(|clause| self.document.child(clause, Deprel::Nsubj)) {
                    return Some(self.phrase(subject, verb));
                }
            }
            match self.document.deprel(at)? {
                Deprel::Advcl if at == verb && self.is_telling_participle(at) => {
                    at = self.teller_of(at).unwrap_or(head);
                }
                Deprel::Conj | Deprel::Advcl | Deprel::Xcomp | Deprel::Parataxis => at = head,
                Deprel::Acl if at > head => return Some(self.phrase_until(head, at)),
                _ => return None,
            }
        }
        None
    }

    /// A subject with the adjacent phrases that the parser takes for further subjects of the same verb: "Council |
    /// spokesperson | Ann Lee said".
    fn whole_subject(&self, mut first: Range<usize>, verb: usize) -> Range<usize> {
        for child in self.document.children(verb).filter(|child| *child < verb) {
            let next = self.document.subtree(child);
            if next.start == first.end && self.document.is(child, Deprel::Nsubj) {
                first.end = next.end;
            }
        }
        first
    }

    /// A noun phrase without a preposition before it, cut at the cue.
    pub(super) fn phrase(&self, noun: usize, cue: usize) -> Range<usize> {
        let mut range = self.document.subtree(noun);
        if cue > noun {
            range.end = range.end.min(cue).max(noun + 1);
            // A name between the noun and the cue belongs to the phrase, whatever the parse hangs it on.
            if (range.end..cue).all(|at| self.document.upos(at) == Some(Upos::Propn)) {
                range.end = cue;
            }
        } else {
            range.start = range.start.max(cue + 1).min(noun);
        }
        while range.start < noun
            && matches!(self.document.deprel(range.start), Some(Deprel::Case | Deprel::Punct))
        {
            range.start += 1;
        }
        // "Moscow, accusing the West of ..., also wants": a participle after a comma says what the source does.
        let participle = (noun + 1..range.end).find(|at| {
            self.document.xpos(*at) == Some(Xpos::Vbg)
                && self.document.lower(at - 1) == ","
                && self.document.head(*at) == Some(noun)
        });
        if let Some(participle) = participle {
            range.end = participle - 1;
        }
        range
    }

    /// A noun phrase up to the participle that modifies it: "a report coming out of Russia | announcing".
    fn phrase_until(&self, noun: usize, participle: usize) -> Range<usize> {
        let range = self.phrase(noun, participle);
        range.start..range.end.min(participle)
    }

    /// A possessor without its mark: "Putin" in "Putin's".
    pub(super) fn owner(&self, owner: usize) -> Range<usize> {
        let mut range = self.document.subtree(owner);
        while range.end > owner + 1 && self.document.xpos(range.end - 1) == Some(Xpos::Pos) {
            range.end -= 1;
        }
        range
    }

    /// The noun phrase beside a verb of speech for which the parse has no subject.
    pub(super) fn neighbour(&self, verb: usize) -> Option<Range<usize>> {
        let nominal =
            |token: usize| matches!(self.document.upos(token), Some(Upos::Noun | Upos::Propn | Upos::Pron));
        let next = verb + 1;
        if self.document.upos(next) == Some(Upos::Propn) || self.document.upos(next) == Some(Upos::Det) {
            let noun = (next..next + REACH).find(|token| nominal(*token))?;
            return Some(next.min(self.document.subtree(noun).start)..self.document.subtree(noun).end);
        }
        let before = verb.checked_sub(1)?;
        nominal(before).then(|| self.phrase(before, verb))
    }
}
