//! Drops reported parts in sentences behind the cue's: in "It rained, according to Lee. The match was off." the engine may take
//! a part of each sentence.

use super::context::Context;
use super::cue::{cue_and_sentence_end, is_quoted};
use crate::attribution::found::Found;

pub(super) fn run(context: &Context<'_>, mut found: Vec<Found>) -> Vec<Found> {
    for one in &mut found {
        let Some((_, end)) = cue_and_sentence_end(context.document, one) else { continue };
        if one.content.iter().any(|part| part.start() < end) {
            one.content.retain(|part| part.start() < end || is_quoted(context.document, *part));
        }
    }
    found
}
