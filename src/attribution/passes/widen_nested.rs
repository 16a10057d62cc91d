//! Gives an attribution the content that the rules give its cue, where the engine found the next attribution inside it: what
//! the engine cut out there is nested.

use super::context::Context;
use crate::Span;
use crate::attribution::found::Found;
use crate::attribution::rules::SURE_CLAUSE;

pub(super) fn run(context: &Context<'_>, mut found: Vec<Found>) -> Vec<Found> {
    let mut sure: Vec<&Found> = context.ruled.iter().filter(|one| one.confidence >= SURE_CLAUSE).collect();
    sure.sort_by_key(|one| one.cue.first().map(|span| span.start()));
    let mut rest = found.as_mut_slice();
    while let Some((one, after)) = rest.split_first_mut() {
        rest = after;
        let (Some(next), Some(cue)) = (rest.first(), one.cue.first().copied()) else { continue };
        let near = sure.partition_point(|rule| rule.cue.first().is_none_or(|span| span.end() <= cue.start()));
        let Some(rule) = sure.get(near).filter(|rule| rule.cue.iter().any(|span| span.intersects(cue)))
        else {
            continue;
        };
        let holds = |span: &Span| rule.content.iter().any(|part| part.contains(*span));
        if next.cue.iter().chain(&next.content).all(holds) {
            one.content.clone_from(&rule.content);
        }
    }
    found
}
