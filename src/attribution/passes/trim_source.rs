//! Takes out of a source what belongs to a clause before it: "When he was arrested the accused said" is told by the accused, "It was
//! taken over by the army and police have asked" by police. Drops what has the words around a quotation for the subject of a verb in
//! it: in "One official clarified, “The fact that they came shows that they want a deal”" nobody "shows".

use super::clause::{cue_verb, is_in_quotation, is_relative, is_subject, subject_before};
use super::context::Context;
use crate::Span;
use crate::attribution::found::Found;
use crate::text::{Document, Upos, Xpos};

pub(super) fn run(context: &Context<'_>, mut found: Vec<Found>) -> Vec<Found> {
    let document = context.document;
    let mut cues: Vec<Span> = found.iter().flat_map(|one| one.cue.iter().copied()).collect();
    cues.sort_unstable_by_key(|cue| cue.start());
    let has_cue = |source: &Span| {
        let first = cues.partition_point(|cue| cue.start() < source.start());
        cues.get(first).is_some_and(|cue| source.contains(*cue))
    };
    found.retain(|one| {
        let is_quoted = cue_verb(document, one).is_some_and(|verb| is_in_quotation(document, verb));
        let is_outside = |source: &Span| !is_in_quotation(document, document.token_at(source.start()));
        !(is_quoted && one.source.iter().any(|source| is_outside(source) && has_cue(source)))
    });
    for one in &mut found {
        let Some(verb) = cue_verb(document, one) else { continue };
        keep_own(document, &mut one.source, verb);
        for source in &mut one.source {
            let tokens = document.tokens_in(*source);
            if tokens.end > verb {
                continue;
            }
            let start = after_clause(document, tokens.clone())
                .or_else(|| after_object(document, tokens.clone(), verb));
            if let Some(rest) = start.and_then(|start| document.phrase_span(&(start..tokens.end))) {
                *source = rest;
            }
        }
    }
    found
}

/// Of several parts, leaves out the subject of another verb: "The tribunal heard she said".
fn keep_own(document: &Document<'_>, source: &mut Vec<Span>, verb: usize) {
    let Some(subject) = subject_before(document, verb) else { return };
    let holds = |span: &Span, at: usize| document.tokens_in(*span).contains(&at);
    if source.len() < 2 || !source.iter().any(|span| holds(span, subject)) {
        return;
    }
    source.retain(|span| {
        let other = document.tokens_in(*span).find(|at| is_subject(document, *at));
        holds(span, subject) || other.is_none_or(|other| document.head(other) == Some(verb))
    });
}

/// The first token behind a clause that a source opens with: a pronoun and its verb.
fn after_clause(document: &Document<'_>, tokens: std::ops::Range<usize>) -> Option<usize> {
    let first = tokens.start;
    if document.xpos(first) != Some(Xpos::Prp) || is_relative(document, first + 1) {
        return None;
    }
    let verb = document.head(first).filter(|verb| is_subject(document, first) && tokens.contains(verb))?;
    (document.upos(verb) == Some(Upos::Verb) && verb + 1 < tokens.end).then_some(verb + 1)
}

/// The first token behind an "and" that joins a verb's object with the subject of the next verb.
fn after_object(document: &Document<'_>, tokens: std::ops::Range<usize>, verb: usize) -> Option<usize> {
    let before = tokens.start.checked_sub(1)?;
    let governed = document.upos(before) == Some(Upos::Adp)
        && document.head(before).is_some_and(|noun| tokens.contains(&noun))
        && document
            .head(before)
            .and_then(|noun| document.head(noun))
            .is_some_and(|above| above < before && document.upos(above) == Some(Upos::Verb) && above != verb);
    let and = tokens.clone().find(|at| document.upos(*at) == Some(Upos::Cconj))?;
    (governed && subject_before(document, verb).is_none_or(|subject| subject > and)).then_some(and + 1)
}
