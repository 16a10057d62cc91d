//! Puts the attributions of signatures and transcripts in the place of those that overlap them: the engine reads a speaker's
//! turns as prose. What a speaker tells of others within a turn stays; an interviewer's question is nobody's claim.

use super::context::Context;
use crate::Span;
use crate::attribution::found::{self, Found};
use crate::attribution::layout;
use crate::attribution::spans::{is_free, joined};

pub(super) fn run(context: &Context<'_>, mut found: Vec<Found>) -> Vec<Found> {
    let layout::Laid { found: mut laid, questions } = layout::find(context.document, context.body);
    let asks = |one: &Found| one.source.iter().any(|source| !is_free(*source, &questions));
    found.retain(|one| !asks(one));
    laid.retain(|one| one.confidence >= context.least);
    let taken = joined(laid.iter().flat_map(Found::spans));
    let turns = joined(laid.iter().flat_map(|one| one.content.iter().copied()));
    found.retain(|one| one.spans().all(|span| is_free(span, &taken)) || is_within(one, &turns));
    found.extend(laid);
    found::sort(&mut found);
    found
}

/// Whether an attribution with a cue lies in one of some spans, which are sorted and apart, and has less than four fifths of it as
/// its content.
fn is_within(one: &Found, turns: &[Span]) -> bool {
    let Some(cue) = one.cue.first() else { return false };
    let at = turns.partition_point(|turn| turn.end() <= cue.start());
    let Some(turn) = turns.get(at) else { return false };
    let told: usize = one.content.iter().map(|span| span.len()).sum();
    one.spans().all(|span| turn.contains(span)) && told * 5 < turn.len() * 4
}
