//! Drops reported parts behind a cue that a quotation precedes: in "“It is over,” Lee said, and soon the lights went out."
//! the quotation is all that Lee said. What was quoted before the cue goes on as a quotation or not at all: of 3,050 such
//! attributions in PolNeAR train 26 go on in other words.

use super::context::Context;
use super::cue::{cue_and_sentence_end, is_quoted, quotation_near};
use crate::Span;
use crate::attribution::found::Found;

pub(super) fn run(context: &Context<'_>, mut found: Vec<Found>) -> Vec<Found> {
    let document = context.document;
    let whole = |part: Span| quotation_near(document, part).is_some_and(|quoted| quoted.outer.contains(part));
    for one in &mut found {
        let Some((cue, _)) = cue_and_sentence_end(document, one) else { continue };
        if one.content.iter().any(|part| part.end() <= cue.start() && whole(*part)) {
            one.content.retain(|part| part.start() < cue.end() || is_quoted(document, *part));
        }
    }
    found
}
