//! Drops parts of a content that are headings of what follows the cue's sentence: "'The Mill Is Shut.'" alone in its
//! paragraph.

use super::context::Context;
use super::cue::cue_and_sentence_end;
use crate::attribution::found::Found;
use crate::attribution::layout::is_heading;

pub(super) fn run(context: &Context<'_>, mut found: Vec<Found>) -> Vec<Found> {
    for one in found.iter_mut().filter(|one| one.content.len() > 1) {
        let Some((_, end)) = cue_and_sentence_end(context.document, one) else { continue };
        one.content.retain(|part| part.start() < end || !is_heading(context.document, *part));
    }
    found
}
