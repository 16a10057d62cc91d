//! Relays: the outlet through which a statement reached the article.

use crate::attribution::Draft;
use crate::{ActorKind, Span};

use super::context::Context;
use super::known_actor;
use super::naming::Linked;

/// Maximum distance from a cue to its relay, in tokens: "said late on Monday in an interview with CNN".
const MAX_DISTANCE: usize = 12;

/// The relay of an attribution: whom the engine found, or else the outlet that follows its cue.
pub(super) fn relay(context: Context<'_>, draft: &Draft) -> Option<(usize, Span)> {
    found(context, draft).or_else(|| outlet_after_cue(context, draft))
}

/// Whom the words mean that the engine found: a name, or a description of somebody known.
fn found(context: Context<'_>, draft: &Draft) -> Option<(usize, Span)> {
    let span = *draft.found.relay.first()?;
    let named = context.names.within(span).next().map(|(_, link)| (link.cluster, link.name.span));
    named.or_else(|| {
        let last = context.document.tokens_in(span).end.checked_sub(1)?;
        Some((known_actor::actor_at(context, last, &[])?, span))
    })
}

/// The outlet that follows the cue, outside source and content ("told Fox News", "in an interview with CNN").
fn outlet_after_cue(context: Context<'_>, draft: &Draft) -> Option<(usize, Span)> {
    let Context { document, names, discourse } = context;
    let cue = draft.found.cue.last()?;
    let token = document.token_at(cue.start());
    let sentence = document.sentences().get(document.sentence_of(token)?)?;
    let is_relay = |link: &&Linked| {
        let (span, first) = (link.name.span, link.name.tokens.start);
        let outlet = discourse.actor(link.cluster).is_some_and(|actor| actor.kind == Some(ActorKind::Outlet));
        let introduces = |at| {
            let word = document.lower(at);
            matches!(word, "to" | "with" | "by" | "on" | "in")
                || matches!(word, "told" | "tell" | "tells" | "telling")
        };
        let apart = |other: &Span| !other.intersects(span);
        outlet
            && (first.saturating_sub(3)..first).any(introduces)
            && draft.found.source.iter().chain(&draft.found.content).all(apart)
            && span.start() >= cue.start()
            && document.token_at(span.start()) <= token + MAX_DISTANCE
    };
    let link = names.within(sentence.span).map(|(_, link)| link).find(is_relay)?;
    Some((link.cluster, link.name.span))
}
