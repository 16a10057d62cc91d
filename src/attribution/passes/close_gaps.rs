//! Closes gaps in a content that the rules read as one: what the engine cut out is the cue of another, nested attribution,
//! as in "Lee [said] that ..., according to Reuters".

use super::by_cue::ByCue;
use super::context::Context;
use crate::attribution::found::Found;

pub(super) fn run(context: &Context<'_>, mut found: Vec<Found>) -> Vec<Found> {
    let by_cue = ByCue::new(&context.ruled);
    for one in &mut found {
        let closes = |rule: &&Found| {
            rule.cue == one.cue
                && rule.content.len() < one.content.len()
                && rule.content.iter().any(|part| one.content.iter().all(|own| part.contains(*own)))
        };
        if let Some(rule) = by_cue.inside(&one.cue).find(closes) {
            one.content.clone_from(&rule.content);
        }
    }
    found
}
