//! Drops unquoted parts after a cue that follows a quotation: in "“It is over,” Lee said, and soon the lights went out." the
//! quotation is all that Lee said.
//!
//! Of 3,050 such attributions in PolNeAR train 26 continue in other words.

use super::context::Context;
use super::quoted::{is_quoted, quotation_near};
use crate::Span;
use crate::attribution::found::Found;

/// Maximum number of tokens of a name, with a comma.
const NAME: usize = 3;

pub(super) fn run(context: &Context<'_>, mut found: Vec<Found>) -> Vec<Found> {
    let document = context.document;
    // A name between marks is no statement: "“Ahmed,” a student, said that the guards came".
    let long = |part: Span| document.tokens_in(part).len() > NAME;
    let whole = |part: Span| {
        long(part) && quotation_near(document, part).is_some_and(|quoted| quoted.outer.contains(part))
    };
    for one in &mut found {
        let Some(cue) = one.cue.first().copied() else { continue };
        if one.content.iter().any(|part| part.end() <= cue.start() && whole(*part)) {
            one.content.retain(|part| part.start() < cue.end() || is_quoted(document, *part));
        }
    }
    found
}
