//! Adds the front of a clause that its cue splits: of "The mill, Lee said on Friday, will close" the engine may take "will
//! close" alone.

use super::context::Context;
use crate::attribution::found::Found;
use crate::text::{Document, Xpos};

/// Maximum number of tokens between the comma before a source and its cue, and between the cue and the rest of the clause.
const REACH: usize = 10;

pub(super) fn run(context: &Context<'_>, mut found: Vec<Found>) -> Vec<Found> {
    for one in &mut found {
        rejoin(context.document, one);
    }
    found
}

/// Adds the front where a finite verb follows the second comma.
fn rejoin(document: &Document<'_>, one: &mut Found) {
    let ([cue], [back]) = (one.cue.as_slice(), one.content.as_slice()) else { return };
    let tokens = document.tokens();
    let (verb, go_on) = (document.token_at(cue.start()), document.token_at(back.start()));
    let comma = |at: usize| document.lower(at) == ",";
    let finite = |at: usize| matches!(document.xpos(at), Some(Xpos::Md | Xpos::Vbz | Xpos::Vbp | Xpos::Vbd));
    let Some(sentence) = document.sentence_of(verb).and_then(|at| document.sentences().get(at)) else {
        return;
    };
    let goes_on = verb < go_on && go_on <= verb + REACH && finite(go_on) && comma(go_on - 1);
    if !goes_on || !sentence.tokens.contains(&go_on) {
        return;
    }
    // The last comma before the cue, with the source alone after it.
    let Some(open) = (sentence.tokens.start + 1..verb).rev().take(REACH).find(|at| comma(*at)) else {
        return;
    };
    let alone = !(open + 1..verb).any(finite);
    let (Some(first), Some(last), Some(teller), Some(end)) = (
        tokens.get(sentence.tokens.start),
        tokens.get(open - 1),
        tokens.get(open + 1),
        tokens.get(verb.saturating_sub(1)),
    ) else {
        return;
    };
    let (front, source) = (first.span.cover(last.span), teller.span.cover(end.span));
    if alone && one.source.iter().any(|span| span.intersects(source)) && front.end() <= source.start() {
        one.source = vec![source];
        one.content.insert(0, front);
    }
}
