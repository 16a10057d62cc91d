//! Parts the quotations of later sentences from an attribution that is not theirs: from a paraphrase, after which a quotation
//! goes on as a statement of its own ("He had no reason to wait, he said. “I ran the trains.”"), and from a speaker whom another
//! follows ("“It may,” said one. “It will,” a second told the Herald.").
//!
//! Of 38 paraphrases with a quotation in the next sentence in the project's corpus 35 are marked so.

use super::clause::{cue_verb, is_finite, is_in_quotation, sentence, subject_before};
use super::context::Context;
use super::quoted::quotation_near;
use crate::Span;
use crate::attribution::found::{self, Found};
use crate::lexicon::Frames;
use crate::text::{Document, Upos};

/// Maximum number of tokens between a quotation and the verb of its speaker.
const REACH: usize = 24;

pub(super) fn run(context: &Context<'_>, mut found: Vec<Found>) -> Vec<Found> {
    let document = context.document;
    let mut parted: Vec<Found> = Vec::new();
    let mut cues: Vec<usize> = found.iter().filter_map(|one| cue_verb(document, one)).collect();
    cues.sort_unstable();
    let told: Vec<(usize, Vec<Span>)> =
        found.iter().filter_map(|one| Some((cue_verb(document, one)?, one.content.clone()))).collect();
    for one in &mut found {
        let verb = cue_verb(document, one);
        // What the speaker behind it says already, and nobody before.
        let is_taken = |part: Span, by: usize| {
            verb != Some(by) && told.iter().any(|(verb, parts)| *verb == by && parts.contains(&part))
        };
        let Some(cue) = one.cue.first().copied() else { continue };
        let Some(own) = sentence(document, document.token_at(cue.start())).map(|own| own.span) else {
            continue;
        };
        let later = |part: &Span| part.start() >= own.end() && is_whole_quotation(document, *part);
        let paraphrase = one.content.iter().any(|part| part.start() < own.end())
            && one
                .content
                .iter()
                .filter(|part| part.start() < own.end())
                .all(|part| !touches(document, *part));
        let (mut kept, mut bare) = (Vec::new(), Vec::new());
        for part in one.content.drain(..) {
            let speaker = if later(&part) { speaker_after(document, part) } else { None };
            match speaker {
                Some((source, verb)) if cues.binary_search(&verb).is_err() => parted.push(Found {
                    source: vec![source],
                    cue: document.token_span(verb..verb + 1).into_iter().collect(),
                    content: vec![part],
                    relay: Vec::new(),
                    verbatim: false,
                    confidence: one.confidence,
                }),
                Some((_, verb)) if is_taken(part, verb) => {}
                _ if paraphrase && later(&part) => bare.push(part),
                _ => kept.push(part),
            }
        }
        one.content = kept;
        if let Some(first) = bare.first().copied() {
            let whole = vec![bare.iter().copied().fold(first, Span::cover)];
            // Quotations of several paragraphs stay in parts.
            let told = if bare.len() == 1 { whole } else { bare };
            let confidence = one.confidence;
            parted.push(Found {
                source: Vec::new(),
                cue: Vec::new(),
                content: told,
                relay: Vec::new(),
                verbatim: false,
                confidence,
            });
        }
    }
    found.extend(parted);
    found.retain(|one| !one.content.is_empty());
    found::sort(&mut found);
    found
}

/// Whether a quotation overlaps a span.
fn touches(document: &Document<'_>, span: Span) -> bool {
    document.tokens_in(span).any(|at| is_in_quotation(document, at))
}

/// Whether a span is all that stands between two marks, or several such stretches.
fn is_whole_quotation(document: &Document<'_>, span: Span) -> bool {
    quotation_near(document, span)
        .is_some_and(|quoted| quoted.outer.start() <= span.start() && span.start() <= quoted.inner.start())
}

/// The speaker and the verb that follow a quotation which ends with a comma: "“It will,” a second told the Herald."
fn speaker_after(document: &Document<'_>, part: Span) -> Option<(Span, usize)> {
    let quoted = quotation_near(document, part).filter(|quoted| quoted.outer.end() + 1 >= part.end())?;
    if !quoted.inner.slice(document.text())?.ends_with(',') {
        return None;
    }
    let first = document.token_at(quoted.outer.end());
    let end = sentence(document, first)?.tokens.end.min(first + REACH);
    let verb = (first..end).find(|at| {
        document.upos(*at) == Some(Upos::Verb)
            && document.cue(*at).is_some_and(|cue| cue.frames.has(Frames::QUOTATION))
    })?;
    let phrase = match subject_before(document, verb).filter(|subject| *subject >= first) {
        Some(subject) => document.subtree(subject),
        // The parse is lost where a sentence starts with a quotation.
        None if (first..verb).all(|at| !is_finite(document, at)) => first..verb,
        None => return None,
    };
    Some((document.phrase_span(&(phrase.start.max(first)..phrase.end.min(verb)))?, verb))
}
