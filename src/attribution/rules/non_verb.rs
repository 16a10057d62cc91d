//! Nouns, adjectives, adverbs and "according to".

use std::ops::Range;

use super::candidate::{Candidate, SURE_CLAUSE, SURE_NOMINAL};
use super::grammar::Grammar;
use crate::text::{Deprel, Upos, Xpos};

impl Grammar<'_> {
    /// "his warning that the U.S. will act"; "a warning by Lee that the bridge is old".
    pub(super) fn noun(&self, noun: usize, sentence: &Range<usize>) -> Option<Candidate> {
        // A "that" that the tagger takes for a pronoun is one only as a subject: "the warning that saved them".
        let that = |at: &usize| {
            self.document.lower(*at) == "that"
                && (self.document.upos(*at) == Some(Upos::Sconj)
                    || !matches!(self.document.deprel(*at), Some(Deprel::Nsubj | Deprel::NsubjPass)))
        };
        let clause = self
            .document
            .child_among(noun, &[Deprel::Acl, Deprel::Ccomp, Deprel::Advcl])
            .filter(|clause| *clause > noun);
        let marked = clause.and_then(|clause| self.document.children(clause).find(that));
        // A clause right after the noun is its own, whatever the parse says.
        let next = Some(noun + 1).filter(that);
        let mark = marked.or(next)?;
        let clause = clause.filter(|_| marked.is_some()).or_else(|| self.document.head(mark))?;
        let owner = self.document.child(noun, Deprel::NmodPoss).map(|owner| self.owner(owner));
        let by = || {
            let by = |child: &usize| {
                self.document.is(*child, Deprel::Nmod)
                    && self
                        .document
                        .children(*child)
                        .any(|case| matches!(self.document.lower(case), "by" | "from" | "of" | "among"))
            };
            self.document.children(noun).find(by).map(|agent| self.phrase(agent, noun))
        };
        let source = owner.or_else(by)?;
        let end = self.document.subtree(clause).end.min(sentence.end);
        let content = mark + 1..end.max(mark + 1);
        Some(Candidate {
            source: Some(source),
            head: noun,
            cue: noun..noun + 1,
            content: vec![content],
            confidence: SURE_NOMINAL,
        })
    }

    /// "is convinced that it will rain".
    pub(super) fn adjective(&self, adjective: usize) -> Option<Candidate> {
        let clause = self.document.child(adjective, Deprel::Ccomp).filter(|clause| *clause > adjective)?;
        let source = self.subject(adjective)?;
        Some(Candidate {
            source: Some(source),
            head: adjective,
            cue: adjective..adjective + 1,
            content: vec![self.clause(adjective, clause, None)],
            confidence: SURE_NOMINAL,
        })
    }

    /// "purportedly requested by Putin": nobody is named.
    pub(super) fn adverb(&self, adverb: usize) -> Option<Candidate> {
        // It hedges the verb right after it, or else its head.
        let next = Some(adverb + 1).filter(|next| self.document.upos(*next) == Some(Upos::Verb));
        let (head, own) = match next {
            Some(next) => (next, true),
            None => (self.document.head(adverb)?, false),
        };
        let mut range = self.document.subtree(head);
        if own
            && self.document.xpos(head) == Some(Xpos::Vbn)
            && self.document.child_among(head, &[Deprel::Nsubj, Deprel::NsubjPass]).is_none()
        {
            range.start = adverb; // a participle: "the call, purportedly requested by"
        }
        let content = if range.start == adverb {
            let rest = adverb + 1..range.end;
            vec![rest]
        } else {
            self.around(&(adverb..adverb + 1), &range)
        };
        Some(Candidate {
            source: None,
            head: adverb,
            cue: adverb..adverb + 1,
            content,
            confidence: SURE_NOMINAL,
        })
    }

    /// "..., according to Reuters"; "According to Reuters, ...".
    pub(super) fn according(&self, according: usize, sentence: &Range<usize>) -> Option<Candidate> {
        let first = according + 2;
        let head = self.document.head(according).filter(|head| *head >= first && *head < sentence.end);
        let noun = head.or_else(|| {
            let nominal = |token: &usize| {
                matches!(self.document.upos(*token), Some(Upos::Noun | Upos::Propn | Upos::Pron))
            };
            (first..sentence.end).find(nominal)
        })?;
        let end = self.document.subtree(noun).end.min(sentence.end).max(noun + 1);
        let mut content = self.around(&(according..end), sentence);
        // A trailing "according to" closes the clause that it follows; one that leads opens it.
        if according == sentence.start {
            content.retain(|part| part.start >= end);
        }
        Some(Candidate {
            source: Some(first..end),
            head: according,
            cue: according..first,
            content,
            confidence: SURE_CLAUSE,
        })
    }
}
