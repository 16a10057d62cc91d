//! What several passes ask of the parse around a cue.

use std::ops::Range;

use crate::Span;
use crate::attribution::found::Found;
use crate::text::{Deprel, Document, Sentence, Upos, Xpos};

/// The last verb of a cue's first words.
pub(super) fn cue_verb(document: &Document<'_>, one: &Found) -> Option<usize> {
    document.tokens_in(*one.cue.first()?).rev().find(|at| document.upos(*at) == Some(Upos::Verb))
}

/// Whether a token is the subject of its head.
pub(super) fn is_subject(document: &Document<'_>, at: usize) -> bool {
    matches!(document.deprel(at), Some(Deprel::Nsubj | Deprel::NsubjPass))
}

/// The subject of a verb that stands nearest before it, not counting relative pronouns.
pub(super) fn subject_before(document: &Document<'_>, verb: usize) -> Option<usize> {
    let mut before = document.children(verb).rev().filter(|child| *child < verb);
    before.find(|child| is_subject(document, *child) && !is_relative(document, *child))
}

/// Whether a token is a relative pronoun: "who", "which".
pub(super) fn is_relative(document: &Document<'_>, at: usize) -> bool {
    matches!(document.xpos(at), Some(Xpos::Wp | Xpos::Wdt))
}

/// Whether a token is a verb or auxiliary with a tense.
pub(super) fn is_finite(document: &Document<'_>, at: usize) -> bool {
    matches!(document.xpos(at), Some(Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md))
        && matches!(document.upos(at), Some(Upos::Verb | Upos::Aux))
}

/// Whether a token lies in a quotation.
pub(super) fn is_in_quotation(document: &Document<'_>, at: usize) -> bool {
    let Some(span) = document.token(at).map(|token| token.span) else { return false };
    let next = document.quotations().partition_point(|quoted| quoted.outer.end() <= span.start());
    document.quotations().get(next).is_some_and(|quoted| quoted.outer.contains(span))
}

/// The sentence that a token belongs to.
pub(super) fn sentence<'d>(document: &'d Document<'_>, at: usize) -> Option<&'d Sentence> {
    document.sentences().get(document.sentence_of(at)?)
}

/// Maximum number of attributions of a stretch that are looked at: long lists of cues stay cheap.
const MOST: usize = 64;

/// The indexes of the attributions that are made within a span. They are sorted by where they are made.
pub(super) fn made_in(found: &[Found], span: Span) -> Range<usize> {
    let before = |end: usize| found.partition_point(|one| one.anchor().is_none_or(|at| at.start() < end));
    let start = before(span.start());
    start..before(span.end()).clamp(start, start + MOST)
}

/// Spans cut so that they end at an offset or before it.
pub(super) fn end_by(document: &Document<'_>, spans: &mut Vec<Span>, end: usize) {
    let cut = |span: Span| {
        if span.end() <= end {
            return Some(span);
        }
        let tokens = document.tokens_in(span);
        document.phrase_span(&(tokens.start..document.token_at(end).max(tokens.start)))
    };
    *spans = spans.iter().filter_map(|span| cut(*span)).collect();
}
