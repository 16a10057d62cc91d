//! Where events take place.

use super::reader::Reader;
use crate::lexicon::{Classes, WordClass};
use crate::text::{Deprel, Upos};
use crate::{ActorKind, Span};

/// Nouns of places that are worth telling without a name: "at the border", "in a field hospital".
const PLACES: Classes = Classes::of(&[WordClass::PlaceNoun, WordClass::Facility]);

impl Reader<'_> {
    /// "at the border", "in Geneva": a place that depends on the event or on the verb that carries it, or, as parses have
    /// it, on the last participant or the time of either ("robbed [two tourists in Naples]", "on [Friday in Oslo]").
    pub(super) fn place(&self, at: usize) -> Option<Span> {
        let document = self.document;
        let is_journey = document.upos(at) == Some(Upos::Noun) && document.has_class(at, WordClass::Journey);
        let near = |at: usize| {
            let mut below = document.children(at).filter(|child| {
                *child > at
                    && matches!(
                        document.deprel(*child),
                        Some(
                            Deprel::Obj | Deprel::OblAgent | Deprel::Obl | Deprel::Nmod | Deprel::OblUnmarked
                        )
                    )
            });
            let under = |at: usize| self.place_under(at, is_journey);
            // "the kitchen of a hotel in Leith", "his counterpart, Ann Lee, in Oslo"
            let part = |at: usize| {
                document.children(at).filter(|child| *child > at).find_map(|child| {
                    let is_part = document.is(child, Deprel::Nmod) && self.preposition(child) == Some("of");
                    let again = is_part || document.is(child, Deprel::Appos);
                    if again { self.place_under(child, false) } else { None }
                })
            };
            under(at).or_else(|| below.find_map(|child| under(child).or_else(|| part(child))))
        };
        let carrier = || {
            if let Some(verb) = self.cut_off_verb(at).filter(|verb| self.is_carrier(*verb)) {
                return near(verb);
            }
            let verb = document.head(at).filter(|_| document.upos(at) == Some(Upos::Noun))?;
            let is_carried =
                matches!(document.deprel(at), Some(Deprel::Obj | Deprel::Nsubj | Deprel::NsubjPass))
                    && self.is_carrier(verb);
            is_carried.then(|| near(verb)).flatten()
        };
        near(at).or_else(carrier)
    }

    /// The first place that depends on a word and stands behind it.
    fn place_under(&self, at: usize, is_journey: bool) -> Option<Span> {
        let document = self.document;
        let mut children = document.children(at).filter(|child| *child > at);
        children.find_map(|child| {
            let depends = matches!(document.deprel(child), Some(Deprel::Obl | Deprel::Nmod));
            let is_located = match self.preposition(child) {
                // "four years in prison"
                Some("in") => !document.has_class(at, WordClass::TimeUnit),
                Some("at" | "near" | "outside" | "inside" | "off" | "along" | "around" | "across") => true,
                // "from a well in Oruro"
                Some("from") => self.has_town(child),
                // "a visit to Jakarta"
                Some("to") => is_journey,
                // "on Mount Cook"
                Some("on") => self.is_town(child),
                _ => false,
            };
            let is_place = document.classes(child).meets(PLACES)
                || (document.upos(child) == Some(Upos::Propn) && !self.is_somebody(child))
                || self.has_town(child);
            if depends && is_located && is_place { self.place_span(child) } else { None }
        })
    }

    /// "a diner in Tulsa", "the canton of Valais": whether a noun is placed by a name behind it.
    fn has_town(&self, noun: usize) -> bool {
        let document = self.document;
        // "a pharmacy in Croydon", whatever the parse has the name depend on.
        let is_beside = document.children(noun).all(|child| child < noun)
            && matches!(document.lower(noun + 1), "in" | "near" | "outside")
            && self.is_town(noun + 2);
        document.upos(noun) == Some(Upos::Noun)
            && !self.is_event_noun(noun)
            && !self.overlaps_time(document.token(noun).map(|token| token.span).unwrap_or_default())
            && (is_beside
                || document.children(noun).any(|child| {
                    child == noun + 2
                        && document.is(child, Deprel::Nmod)
                        && matches!(self.preposition(child), Some("in" | "near" | "outside" | "of"))
                        && self.is_town(child)
                }))
    }

    /// Whether a name is that of a place.
    fn is_town(&self, name: usize) -> bool {
        let link = self.resolved.names.at(name);
        let actor = link.and_then(|link| self.resolved.discourse.clusters.get(link.cluster));
        self.document.upos(name) == Some(Upos::Propn)
            && actor.is_some_and(|actor| matches!(actor.kind, Some(ActorKind::Place | ActorKind::Government)))
    }

    /// Whether a name is that of a person or an outlet.
    fn is_somebody(&self, head: usize) -> bool {
        let link = self.resolved.names.at(head);
        let actor = link.and_then(|link| self.resolved.discourse.clusters.get(link.cluster));
        actor.is_some_and(|actor| matches!(actor.kind, Some(ActorKind::Person | ActorKind::Outlet)))
    }

    /// The words of a place, without a time behind it: "Oslo" in "in Oslo on Monday".
    fn place_span(&self, head: usize) -> Option<Span> {
        let document = self.document;
        let mut range = self.bare_phrase(head);
        let is_dated = |at: usize| document.token(at).is_some_and(|token| self.overlaps_time(token.span));
        if is_dated(head) {
            return None;
        }
        let stop = (head + 1..range.end).find(|at| {
            is_dated(*at) || matches!(document.lower(*at), "," | "where" | "which" | "who" | "that" | "and")
        });
        range.end = stop.unwrap_or(range.end);
        while range.end > head + 1
            && matches!(document.upos(range.end - 1), Some(Upos::Adp | Upos::Punct | Upos::Det))
        {
            range.end -= 1;
        }
        range.start = range.start.min(head);
        // "the airport in Lagos", where the parse puts Lagos beside it.
        let is_named =
            |at: usize| document.upos(at) == Some(Upos::Propn) && !is_dated(at) && !self.is_somebody(at);
        if range.end == head + 1
            && document.upos(head) == Some(Upos::Noun)
            && matches!(document.lower(range.end), "in" | "near" | "outside")
            && is_named(range.end + 1)
        {
            let names = (range.end + 1..document.tokens().len()).take_while(|at| is_named(*at)).count();
            range.end += 1 + names;
        }
        document.phrase_span(&range)
    }
}
