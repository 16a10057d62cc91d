//! Adds what the ends of a sentence ascribe around one another: in "According to a first report, two died, Malik said" the report
//! tells of two dead, and Malik of the report. The engine takes the one or the other.

use super::clause::{is_in_quotation, made_in};
use super::context::Context;
use crate::Span;
use crate::attribution::content;
use crate::attribution::found::{self, Found};
use crate::lexicon::Frames;
use crate::text::{Document, Upos};

/// Maximum number of tokens of a phrase that opens or ends such a sentence.
const LONGEST: usize = 16;

pub(super) fn run(context: &Context<'_>, mut found: Vec<Found>) -> Vec<Found> {
    let document = context.document;
    let body = context.body;
    let mut added: Vec<Found> = Vec::new();
    for sentence in document.sentences().iter().filter(|sentence| body.contains(sentence.span)) {
        let Some(ends) = ends(document, &sentence.tokens) else { continue };
        let near = made_in(&found, sentence.span);
        added.extend(nest(ends, found.get_mut(near).unwrap_or_default()));
    }
    found.extend(added);
    found::sort(&mut found);
    found
}

/// What a sentence opens and ends with.
#[derive(Clone, Copy)]
struct Ends {
    /// "According to" and the phrase behind it.
    opening: (Span, Span),
    /// The verb at the end, and the phrase before it.
    closing: (Span, Span),
    inner: Span,
    outer: Span,
}

fn ends(document: &Document<'_>, sentence: &std::ops::Range<usize>) -> Option<Ends> {
    let start = sentence.start;
    let opens = document.lower(start) == "according" && document.lower(start + 1) == "to";
    if !opens || is_in_quotation(document, start) {
        return None;
    }
    let comma = |at: &usize| document.lower(*at) == ",";
    let first = (start + 2..sentence.end.min(start + LONGEST)).find(comma)?;
    let last = (first + 1..sentence.end).rev().take(LONGEST).find(comma)?;
    let is_word = |at: &usize| document.upos(*at) != Some(Upos::Punct);
    let verb = (last + 1..sentence.end).rev().find(is_word)?;
    let says = document.upos(verb) == Some(Upos::Verb)
        && document.cue(verb).is_some_and(|cue| cue.frames.has(Frames::QUOTATION));
    if !says || is_in_quotation(document, verb) {
        return None;
    }
    Some(Ends {
        opening: (document.token_span(start..start + 2)?, document.phrase_span(&(start + 2..first))?),
        closing: (document.token_span(verb..verb + 1)?, document.phrase_span(&(last + 1..verb))?),
        inner: content::tidy(document, &(first + 1..last))?,
        outer: content::tidy(document, &(start..last))?,
    })
}

/// Mends those of the two attributions that were found, and returns the others. Where neither was found there is nothing to nest.
fn nest(ends: Ends, found: &mut [Found]) -> Vec<Found> {
    let Ends { opening, closing, inner, outer } = ends;
    let is_at = |one: &Found, cue: Span| one.cue.iter().any(|own| own.intersects(cue));
    let known = found.iter().filter(|one| is_at(one, opening.0) || is_at(one, closing.0));
    let Some(confidence) = known.map(|one| one.confidence).reduce(f32::max) else { return Vec::new() };
    let mut added: Vec<Found> = Vec::new();
    for ((cue, source), told) in [(opening, inner), (closing, outer)] {
        let one = Found {
            source: vec![source],
            cue: vec![cue],
            content: vec![told],
            relay: Vec::new(),
            verbatim: false,
            confidence,
        };
        match found.iter_mut().find(|one| is_at(one, cue)) {
            Some(known) => *known = Found { confidence: known.confidence, ..one },
            None => added.push(one),
        }
    }
    added
}
