//! Drops unquoted parts in sentences after the cue's: in "It rained, according to Lee. The match was off." the engine may take
//! a part of each sentence.

use super::context::Context;
use super::quoted::is_quoted;
use crate::attribution::found::Found;

pub(super) fn run(context: &Context<'_>, mut found: Vec<Found>) -> Vec<Found> {
    let sentences = context.document.sentences();
    for one in &mut found {
        let Some(cue) = one.cue.first().copied() else { continue };
        let at = sentences.partition_point(|sentence| sentence.span.end() <= cue.start());
        let Some(end) = sentences.get(at).map(|sentence| sentence.span.end()) else { continue };
        if one.content.iter().any(|part| part.start() < end) {
            one.content.retain(|part| part.start() < end || is_quoted(context.document, *part));
        }
    }
    found
}
