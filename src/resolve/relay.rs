//! Relays: the outlet through which a statement reached the article.

use crate::attribution::Draft;
use crate::mention::phrase::{Form, phrase};
use crate::text::{Upos, Xpos};
use crate::{ActorKind, Span};

use super::context::Context;
use super::known_actor;
use super::naming::Linked;
use super::resolver::Resolver;
use super::taken_up;

/// Maximum distance from a cue to its relay, in tokens: "said late on Monday in an interview with CNN".
const MAX_DISTANCE: usize = 12;

impl Resolver<'_> {
    /// The relay of each attribution: whom the engine found, or else the outlet that follows its cue, or that the words around
    /// the cue or in the source tell of.
    pub(super) fn relays(&mut self, drafts: &[Draft]) -> Vec<Option<(usize, Span)>> {
        // "An official told the Gleaner that the mayor will resign": the Gleaner passes on the official, and what the mayor says not anew.
        let is_of_outer = |draft: &Draft, relay: &Span| {
            let outer = draft.within.and_then(|outer| drafts.get(outer));
            outer.is_some_and(|outer| outer.found.relay.iter().any(|one| one.intersects(*relay)))
        };
        let relay = |draft: &Draft| match draft.found.relay.first() {
            Some(span) if is_of_outer(draft, span) => None,
            Some(span) => self.passed_on_by(*span),
            None => outlet_after_cue(self.context(), draft)
                .or_else(|| outlet_in_source(self.context(), draft))
                .or_else(|| outlet_before_cue(self.context(), draft)),
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
        let known = known_actor::actor_at(self.context(), phrase.head, &[])
            .or_else(|| taken_up::outlet(self.context(), &phrase));
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

/// Maximum number of tokens between a word of speaking to an outlet and the outlet: "speaking late on Monday to CNN".
const NEAR: usize = 5;

fn is_outlet(context: Context<'_>, link: &Linked) -> bool {
    context.discourse.actor(link.cluster).is_some_and(|actor| actor.kind == Some(ActorKind::Outlet))
}

/// The outlet that got what is a source, or asked who is one: "a memo seen by the Examiner", "an aide, speaking to CNN,".
fn outlet_in_source(context: Context<'_>, draft: &Draft) -> Option<(usize, Span)> {
    let Context { document, names, .. } = context;
    let whole = draft.found.source.iter().copied().reduce(Span::cover)?;
    let link = names.within(whole).map(|(_, link)| link).find(|link| {
        let first = link.name.tokens.start;
        let preposition =
            (first.saturating_sub(3)..first).rev().find(|at| document.upos(*at) == Some(Upos::Adp));
        is_outlet(context, link)
            && preposition.is_some_and(|at| {
                let verb = at.checked_sub(1).filter(|before| {
                    document.token(*before).is_some_and(|token| token.span.start() >= whole.start())
                });
                let participle = verb.and_then(|verb| document.xpos(verb));
                match document.lower(at) {
                    "by" => participle == Some(Xpos::Vbn),
                    "to" | "with" => participle == Some(Xpos::Vbg),
                    _ => false,
                }
            })
    })?;
    Some((link.cluster, link.name.span))
}

/// The outlet with which a sentence opens, before source, cue and content: "In an interview with the Messenger, he said".
fn outlet_before_cue(context: Context<'_>, draft: &Draft) -> Option<(usize, Span)> {
    let Context { document, names, .. } = context;
    let cue = draft.found.cue.first()?;
    let sentence = document.sentences().get(document.sentence_of(document.token_at(cue.start()))?)?;
    let spans = draft.found.source.iter().chain(&draft.found.cue).chain(&draft.found.content);
    let first = spans.map(|span| span.start()).min()?;
    let opening = Span::between(sentence.span.start(), first.max(sentence.span.start()));
    let speaks = |at: usize| {
        matches!(document.lemma(at), "interview" | "speak" | "write" | "talk" | "appear" | "ask" | "contact")
    };
    let spoken_to = |start: usize| {
        let near = start.saturating_sub(NEAR).max(sentence.tokens.start)..start;
        near.clone().any(|at| document.upos(at) == Some(Upos::Adp)) && near.clone().any(speaks)
    };
    let mut links = names.within(opening).map(|(_, link)| link);
    if let Some(link) = links.find(|link| is_outlet(context, link) && spoken_to(link.name.tokens.start)) {
        return Some((link.cluster, link.name.span));
    }
    // "Contacted by this newspaper"
    let mut tokens = document.tokens_in(opening);
    let at = tokens.find(|at| taken_up::is_own_outlet(document, *at, *at + 1) && spoken_to(*at))?;
    Some((taken_up::own_outlet(context)?, document.token_span(at..at + 2)?))
}
