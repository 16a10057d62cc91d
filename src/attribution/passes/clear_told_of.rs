//! Clears a source of whom others say something: the subject of a passive, or what a participle hangs on ("Lee was asked",
//! "the bill, known as"), and whoever is criticized ("has faced criticism for").
//!
//! Of 306 passives without an agent in cues of PolNeAR train the subject is the source of 53; of those with a verb of speech
//! or thought, feeling verbs apart, of hardly any ("expect" 3 of 46; "know", "ask", "announce", "consider", "tell",
//! "criticize", "call" and "report" none of 67).

use super::context::Context;
use crate::attribution::found::Found;
use crate::lexicon::WordClass;
use crate::text::{Deprel, Document, Upos, Xpos};

pub(super) fn run(context: &Context<'_>, mut found: Vec<Found>) -> Vec<Found> {
    found.iter_mut().filter(|one| is_told_of(context.document, one)).for_each(|one| one.source.clear());
    found
}

/// Whether others say something of what stands as the source.
fn is_told_of(document: &Document<'_>, found: &Found) -> bool {
    let told_of = found.cue.iter().flat_map(|cue| document.tokens_in(*cue)).find_map(|at| {
        let lemma = document.lemma(at);
        // "has faced criticism for": whoever gets it says nothing.
        if document.has_class(at, WordClass::AttackNoun) {
            let verb =
                document.head(at).filter(|verb| document.has_class(*verb, WordClass::ReceivingVerb))?;
            return document.child(verb, Deprel::Nsubj);
        }
        let ascribes = document.lexicon().cue(Upos::Verb, lemma).is_some();
        if document.xpos(at) != Some(Xpos::Vbn) || !ascribes || document.has_class(at, WordClass::FeelingVerb)
        {
            return None;
        }
        if document.child(at, Deprel::AuxPass).is_none() {
            return document.head(at).filter(|_| document.is(at, Deprel::Acl));
        }
        // "is a donor and has been mentioned as"
        let other = || {
            let head = document.head(at).filter(|_| document.is(at, Deprel::Conj))?;
            document.child(head, Deprel::Nsubj)
        };
        document.child(at, Deprel::NsubjPass).or_else(other)
    });
    let patient = told_of.and_then(|at| document.token(at));
    patient.is_some_and(|patient| found.source.iter().any(|span| span.contains(patient.span)))
}
