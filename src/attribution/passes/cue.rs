//! Where a cue stands, and what is quoted around it.

use crate::Span;
use crate::attribution::found::Found;
use crate::text::{Document, Quoted};

/// The first span of an attribution's cue, and the end of the sentence that holds it.
pub(super) fn cue_and_sentence_end(document: &Document<'_>, one: &Found) -> Option<(Span, usize)> {
    let cue = one.cue.first().copied()?;
    let at = document.sentences().partition_point(|sentence| sentence.span.end() <= cue.start());
    Some((cue, document.sentences().get(at)?.span.end()))
}

/// The first quotation that ends at the start of a span or behind it.
pub(super) fn quotation_near<'d>(document: &'d Document<'_>, span: Span) -> Option<&'d Quoted> {
    let at = document.quotations().partition_point(|quoted| quoted.outer.end() < span.start());
    document.quotations().get(at)
}

/// Whether a span overlaps or touches a quotation.
pub(super) fn is_quoted(document: &Document<'_>, span: Span) -> bool {
    quotation_near(document, span).is_some_and(|quoted| quoted.outer.start() <= span.end())
}
