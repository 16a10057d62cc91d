//! Relays: the outlet through which a statement reached the article.

use crate::attribution::Draft;
use crate::mention::phrase::{Form, phrase};
use crate::{ActorKind, Span};

use super::context::Context;
use super::known_actor;
use super::naming::Linked;
use super::resolver::Resolver;

/// Maximum distance from a cue to its relay, in tokens: "said late on Monday in an interview with CNN".
const MAX_DISTANCE: usize = 12;

impl Resolver<'_> {
    /// The relay of each attribution: whom the engine found, or else the outlet that follows its cue.
    pub(super) fn relays(&mut self, drafts: &[Draft]) -> Vec<Option<(usize, Span)>> {
        let relay = |draft: &Draft| match draft.found.relay.first() {
            Some(span) => self.passed_on_by(*span),
            None => outlet_after_cue(self.context(), draft),
        };
        drafts.iter().map(relay).collect()
    }

    /// Whom the words of a relay mean: a name in it, or somebody described. Of "Kenya's Daily Beacon" the outlet is the last name.
    fn passed_on_by(&mut self, span: Span) -> Option<(usize, Span)> {
        let named = self.names.within(span).map(|(_, link)| (link.cluster, link.name.span));
        if let Some(named) = named.last() {
            return Some(named);
        }
        let phrase = phrase(self.document, span)?;
        if matches!(phrase.form, Form::Pronoun(_)) {
            return None;
        }
        let known = known_actor::actor_at(self.context(), phrase.head, &[]);
        Some((known.unwrap_or_else(|| self.describe(&phrase, &[])), span))
    }
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
