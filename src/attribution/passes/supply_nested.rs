//! Adds what somebody within another's content says in plain words, where the engine finds none: a verb of speech with a subject of
//! its own before it and a clause or infinitive behind it ("A source said the striker has told friends he wants to leave").

use std::ops::Range;

use super::clause::{sentence, subject_before};
use super::context::Context;
use crate::Span;
use crate::attribution::content;
use crate::attribution::found::{self, Found};
use crate::attribution::spans::{is_free, joined};
use crate::lexicon::Frames;
use crate::text::{Deprel, Document, Upos, Xpos};

/// The share of what it adds that is right, rounded.
const SURE: f32 = 0.6;

pub(super) fn run(context: &Context<'_>, mut found: Vec<Found>) -> Vec<Found> {
    if context.least > SURE {
        return found;
    }
    let document = context.document;
    let told =
        joined(found.iter().filter(|one| !one.cue.is_empty()).flat_map(|one| one.content.iter().copied()));
    let cues = joined(found.iter().flat_map(|one| one.cue.iter().copied()));
    let mut added: Vec<Found> = Vec::new();
    for part in told {
        for verb in document.tokens_in(part) {
            let Some(own) = document.token(verb).map(|token| token.span) else { continue };
            if !is_free(own, &cues) {
                continue;
            }
            added.extend(nested(document, verb, part));
        }
    }
    found.extend(added);
    found::sort(&mut found);
    found
}

/// What a verb within a content ascribes.
fn nested(document: &Document<'_>, verb: usize, part: Span) -> Option<Found> {
    if document.upos(verb) != Some(Upos::Verb) {
        return None;
    }
    // Verbs of speech alone: of what somebody is said to want or think too little is marked.
    let frames = document.cue(verb).map(|cue| cue.frames).filter(|frames| frames.has(Frames::QUOTATION))?;
    let subject = subject_before(document, verb).filter(|at| document.is(*at, Deprel::Nsubj))?;
    let clause = told(document, verb, frames)?;
    let end = sentence(document, verb)?.tokens.end;
    let phrase = document.subtree(subject);
    let range = document.subtree(clause);
    let content = content::tidy(document, &(range.start.max(verb + 1)..range.end.min(end)))?;
    let source = document.phrase_span(&(phrase.start..phrase.end.min(verb)))?;
    let inside = part.contains(source) && part.contains(content);
    inside.then(|| Found {
        source: vec![source],
        cue: document.token_span(verb_group(document, verb)).into_iter().collect(),
        content: vec![content],
        relay: Vec::new(),
        verbatim: false,
        confidence: SURE,
    })
}

/// The clause or infinitive behind a verb that takes one.
fn told(document: &Document<'_>, verb: usize, frames: Frames) -> Option<usize> {
    document.children(verb).find(|child| {
        let starts = document.subtree(*child).start;
        *child > verb
            && match document.deprel(*child) {
                Some(Deprel::Ccomp) => frames.has(Frames::CLAUSE) && !starts_with_wh(document, starts),
                Some(Deprel::Xcomp) => frames.has(Frames::INFINITIVE) && document.lower(starts) == "to",
                _ => false,
            }
    })
}

fn starts_with_wh(document: &Document<'_>, start: usize) -> bool {
    matches!(document.xpos(start), Some(Xpos::Wp | Xpos::WpPoss | Xpos::Wdt | Xpos::Wrb))
}

/// The verb with the auxiliaries directly before it.
fn verb_group(document: &Document<'_>, verb: usize) -> Range<usize> {
    let own = |at: &usize| document.head(*at) == Some(verb) && document.upos(*at) == Some(Upos::Aux);
    let count = (0..verb).rev().take_while(own).count();
    verb - count..verb + 1
}
