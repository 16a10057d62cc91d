//! Makes a court that hears a statement the place where it was made, and no source: "The inquest heard that he had called twice",
//! "She told police she slept, a court heard". Who said it in court the text leaves out. Adds the hearing that ends a sentence, where
//! the engine finds none.
//!
//! Of 18 such cues in the project's corpus 16 are marked so.

use super::clause::{cue_verb, is_in_quotation};
use super::context::Context;
use crate::attribution::content;
use crate::attribution::found::{self, Found};
use crate::attribution::spans::{is_free, joined};
use crate::text::{Document, Sentence, Upos};

/// How sure it is that a sentence which ends with a hearing tells what was said there.
const SURE: f32 = 0.8;

/// Maximum number of tokens from the last comma of a sentence to the verb.
const LONGEST: usize = 12;

pub(super) fn run(context: &Context<'_>, mut found: Vec<Found>) -> Vec<Found> {
    let document = context.document;
    for one in &mut found {
        let Some(verb) = cue_verb(document, one).filter(|verb| document.lemma(*verb) == "hear") else {
            continue;
        };
        // "We heard that": whoever hears is no court, and may tell of it.
        let names = |at: usize| matches!(document.upos(at), Some(Upos::Noun | Upos::Propn | Upos::Adj));
        let by_nouns = one.source.iter().all(|span| document.tokens_in(*span).any(names));
        if by_nouns && one.relay.is_empty() && !is_in_quotation(document, verb) {
            one.relay = std::mem::take(&mut one.source);
        }
    }
    if context.least <= SURE {
        let body = document.sentences().iter().filter(|sentence| context.body.contains(sentence.span));
        let added: Vec<Found> = body.filter_map(|sentence| hearing_at_end(document, sentence)).collect();
        // Whoever told it there did not hear it: "A farmer told detectives that he fired, a trial has heard."
        let hearings = joined(added.iter().flat_map(|one| one.cue.iter().copied()));
        found.retain(|one| one.cue.iter().all(|cue| is_free(*cue, &hearings)));
        found.extend(added);
        found::sort(&mut found);
    }
    found
}

/// "..., a murder trial has heard."
fn hearing_at_end(document: &Document<'_>, sentence: &Sentence) -> Option<Found> {
    let tokens = &sentence.tokens;
    let verb = tokens.clone().rev().find(|at| document.upos(*at) != Some(Upos::Punct))?;
    if document.lower(verb) != "heard" || is_in_quotation(document, verb) {
        return None;
    }
    let comma = tokens.clone().rev().take(LONGEST).find(|at| document.lower(*at) == ",")?;
    let group = (comma + 1..verb).find(|at| document.upos(*at) == Some(Upos::Aux)).unwrap_or(verb);
    let court = document.phrase_span(&(comma + 1..group))?;
    let noun = document.upos(group.checked_sub(1)?);
    let cue = document.token_span(group..verb + 1)?;
    let content = content::tidy(document, &(tokens.start..comma))?;
    matches!(noun, Some(Upos::Noun | Upos::Propn)).then(|| Found {
        source: Vec::new(),
        cue: vec![cue],
        content: vec![content],
        relay: vec![court],
        verbatim: false,
        confidence: SURE,
    })
}
