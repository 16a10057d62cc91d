//! Gives the front of a clause that its cue splits back to the content: of "The mayor, a source said, will resign" the engine may
//! take "the mayor" for a part of the source.

use super::context::Context;
use crate::attribution::found::Found;

/// Maximum length of what stands between a cue and the rest of the clause, in bytes.
const LONGEST: usize = 40;

pub(super) fn run(context: &Context<'_>, mut found: Vec<Found>) -> Vec<Found> {
    let text = context.document.text();
    let between = |from: usize, to: usize| text.get(from..to).unwrap_or_default().trim();
    for one in &mut found {
        let ([front, source], Some(cue), [rest]) =
            (one.source.as_slice(), one.cue.last(), one.content.as_slice())
        else {
            continue;
        };
        // "said on Monday,"
        let after = between(cue.end(), rest.start());
        let splits = after.ends_with(',') && after.len() <= LONGEST;
        if between(front.end(), source.start()) == "," && source.end() <= cue.start() && splits {
            (one.source, one.content) = (vec![*source], vec![*front, *rest]);
        }
    }
    found
}
