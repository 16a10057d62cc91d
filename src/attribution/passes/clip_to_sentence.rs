//! Ends reported words at the end of their cue's sentence, where no quotation carries them further.

use super::context::Context;
use super::cue::{cue_and_sentence_end, is_quoted};
use crate::Span;
use crate::attribution::found::Found;

pub(super) fn run(context: &Context<'_>, mut found: Vec<Found>) -> Vec<Found> {
    let document = context.document;
    for one in &mut found {
        let Some((cue, end)) = cue_and_sentence_end(document, one) else { continue };
        for part in &mut one.content {
            let crosses = part.start() < end && end < part.end() && part.start() >= cue.start();
            let words = Span::between(part.start(), end).slice(document.text()).unwrap_or_default();
            let kept = words.trim_end_matches(['.', ' ']).len();
            if crosses && !is_quoted(document, *part) && kept > 0 {
                *part = Span::between(part.start(), part.start() + kept);
            }
        }
    }
    found
}
