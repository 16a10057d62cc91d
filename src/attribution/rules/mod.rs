//! Attributions by rules over the parse.
//!
//! A cue is a word of the lexicon, what it governs is its content, and its subject is its source. The rules also find
//! attributions inside another's content.

mod candidate;
mod grammar;
mod non_verb;
mod quotation;
mod source;
mod verb;

use std::ops::Range;

use super::content;
use super::engine::{Engine, Read, Search};
use super::found::{self, Found};
use crate::Span;
use crate::text::{Document, Upos};
use candidate::{Candidate, Candidates};
use grammar::Grammar;

/// The engine that needs no weights.
pub(crate) struct Rules;

impl Engine for Rules {
    /// Linear in the number of tokens: a token is looked at once as a cue, and a cue looks only at its own dependents and its
    /// own sentence's quotations.
    fn read(&self, document: &Document<'_>, search: Search<'_>) -> Read {
        let body = search.body;
        let grammar = Grammar { document };
        let mut found = Candidates::new();
        for sentence in document.sentences().iter().filter(|sentence| body.contains(sentence.span)) {
            for token in sentence.tokens.clone() {
                found.extend(grammar.cue(token, &sentence.tokens).map(|one| (one.head, one)));
            }
            grammar.close_at_according(&mut found, &sentence.tokens);
        }
        grammar.quotations(&mut found, body);
        let mut found: Vec<Found> = found.values().filter_map(|one| grammar.finish(one)).collect();
        found.retain(|one| one.confidence >= search.least);
        found::sort(&mut found);
        Read { found, names: None }
    }

    fn is_trained(&self) -> bool {
        false
    }
}

impl Grammar<'_> {
    /// The attribution that a token makes, if it ascribes.
    fn cue(&self, token: usize, sentence: &Range<usize>) -> Option<Candidate> {
        if self.document.lower(token) == "according" && self.document.lower(token + 1) == "to" {
            return self.according(token, sentence);
        }
        let upos = self.document.upos(token)?;
        let entry = self.document.lexicon().cue(upos, self.document.lemma(token))?;
        match upos {
            Upos::Verb => self.verb(token, entry.frames, sentence),
            Upos::Noun => self.noun(token, sentence),
            Upos::Adj => self.adjective(token),
            Upos::Adv => self.adverb(token),
            _ => None,
        }
    }

    /// Ends contents at an "according to" that follows: "Lee said that it rained, according to Reuters".
    fn close_at_according(&self, found: &mut Candidates, sentence: &Range<usize>) {
        let outer =
            found.range(sentence.clone()).find(|(head, _)| self.document.lower(**head) == "according");
        let Some(start) = outer.map(|(head, _)| *head) else { return };
        for (_, candidate) in found.range_mut(sentence.start..start) {
            for part in &mut candidate.content {
                if part.contains(&start) {
                    part.end = start;
                }
            }
        }
    }

    /// From tokens to spans; `None` where no content remains.
    fn finish(&self, candidate: &Candidate) -> Option<Found> {
        let source: Vec<Span> =
            candidate.source.iter().filter_map(|range| self.document.phrase_span(range)).collect();
        let cue: Vec<Span> = self.document.phrase_span(&candidate.cue).into_iter().collect();
        let mut parts: Vec<Range<usize>> = Vec::new();
        for part in &candidate.content {
            // Neither source nor cue is a part of its own content.
            for keep in content::without(part, candidate.source.iter().chain([&candidate.cue])) {
                parts.push(keep);
            }
        }
        let content: Vec<Span> =
            content::joined(parts).iter().filter_map(|part| content::tidy(self.document, part)).collect();
        (!content.is_empty()).then_some(Found {
            source,
            cue,
            content,
            relay: Vec::new(),
            verbatim: false,
            confidence: candidate.confidence,
        })
    }
}
