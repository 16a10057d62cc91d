//! Takes source, cue and content of the rules where the engine's cue swallowed more: the object that is demanded ("demanded
//! guarantees | that ..."), or the verb around a noun that has a source of its own ("repeated his warning").

use super::context::Context;
use crate::attribution::found::Found;

pub(super) fn run(context: &Context<'_>, mut found: Vec<Found>) -> Vec<Found> {
    let start = |one: &Found| one.cue.first().map(|span| span.start());
    let mut by_cue: Vec<&Found> = context.ruled.iter().filter(|one| one.cue.len() == 1).collect();
    by_cue.sort_by_key(|one| start(one));
    for one in &mut found {
        let [cue] = one.cue.as_slice() else { continue };
        let first = by_cue.partition_point(|rule| start(rule) < Some(cue.start()));
        let later = by_cue.iter().skip(first);
        let mut inside = later.take_while(|rule| rule.cue.iter().all(|span| cue.contains(*span)));
        let swallowed = |rule: &&&Found| {
            let told = rule.content.iter().any(|part| part.intersects(*cue));
            let teller = rule.source.iter().any(|span| cue.contains(*span));
            (told || teller) && (holds(rule, one) || holds(one, rule))
        };
        if let Some(rule) = inside.find(swallowed) {
            let source = if rule.source.is_empty() { one.source.clone() } else { rule.source.clone() };
            *one = Found { source, confidence: one.confidence, ..(*rule).clone() };
        }
    }
    found
}

/// Whether each part of a content lies inside a part of another.
fn holds(outer: &Found, inner: &Found) -> bool {
    inner.content.iter().all(|part| outer.content.iter().any(|whole| whole.contains(*part)))
}
