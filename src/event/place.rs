//! Where events take place.

use super::reader::Reader;
use crate::text::{Deprel, Upos};
use crate::{ActorKind, Span};

/// Nouns of places that are worth a mention without a name: "at the border", "in a field hospital".
fn is_place(lemma: &str) -> bool {
    matches!(
        lemma,
        "border"
            | "capital"
            | "city"
            | "town"
            | "village"
            | "airport"
            | "port"
            | "harbour"
            | "harbor"
            | "station"
            | "court"
            | "courthouse"
            | "embassy"
            | "consulate"
            | "ministry"
            | "parliament"
            | "hospital"
            | "clinic"
            | "church"
            | "mosque"
            | "temple"
            | "school"
            | "university"
            | "hotel"
            | "restaurant"
            | "stadium"
            | "theatre"
            | "theater"
            | "prison"
            | "jail"
            | "camp"
            | "base"
            | "factory"
            | "plant"
            | "refinery"
            | "mine"
            | "warehouse"
            | "market"
            | "mall"
            | "bridge"
            | "square"
            | "street"
            | "park"
            | "beach"
            | "coast"
            | "island"
            | "valley"
            | "mountain"
            | "desert"
            | "delta"
            | "river"
            | "lake"
            | "sea"
            | "forest"
            | "north"
            | "south"
            | "east"
            | "west"
            | "northeast"
            | "northwest"
            | "southeast"
            | "southwest"
            | "region"
            | "province"
            | "district"
            | "county"
            | "neighborhood"
            | "neighbourhood"
            | "suburb"
            | "palace"
            | "headquarters"
            | "building"
            | "museum"
    )
}

impl Reader<'_> {
    /// "at the border", "in Geneva": a place that hangs on the event, on the verb that carries it, or on the last that takes
    /// part in it, as parses have it ("robbed [two tourists in Naples]", "on [Friday in Oslo]").
    pub(super) fn place(&self, at: usize) -> Option<Span> {
        let near = |at: usize| {
            let mut below = self.document.children(at).filter(|child| {
                *child > at
                    && matches!(
                        self.document.deprel(*child),
                        Some(
                            Deprel::Obj | Deprel::OblAgent | Deprel::Obl | Deprel::Nmod | Deprel::OblUnmarked
                        )
                    )
            });
            self.place_under(at).or_else(|| below.find_map(|child| self.place_under(child)))
        };
        let carrier = || {
            let verb = self.document.head(at).filter(|_| self.document.upos(at) == Some(Upos::Noun))?;
            let carried =
                matches!(self.document.deprel(at), Some(Deprel::Obj | Deprel::Nsubj | Deprel::NsubjPass))
                    && self.is_carrier(verb);
            carried.then(|| near(verb)).flatten()
        };
        near(at).or_else(carrier)
    }

    fn place_under(&self, at: usize) -> Option<Span> {
        // "a visit to Jakarta"
        let goes = matches!(self.document.lemma(at), "visit" | "trip" | "tour" | "flight" | "march");
        let mut children = self.document.children(at).filter(|child| *child > at);
        children.find_map(|child| {
            let hangs = matches!(self.document.deprel(child), Some(Deprel::Obl | Deprel::Nmod));
            let led = match self.case(child) {
                Some("in" | "at" | "near" | "outside" | "inside" | "off" | "along" | "around" | "across") => {
                    true
                }
                Some("to") => goes && self.document.upos(at) == Some(Upos::Noun),
                _ => false,
            };
            let named = self.document.upos(child) == Some(Upos::Propn) && !self.is_somebody(child);
            let place = named || is_place(self.document.lemma(child));
            if hangs && led && place { self.place_span(child) } else { None }
        })
    }

    fn is_somebody(&self, head: usize) -> bool {
        let link = self.resolved.names.at(head);
        let actor = link.and_then(|link| self.resolved.discourse.clusters.get(link.cluster));
        actor.is_some_and(|actor| matches!(actor.kind, Some(ActorKind::Person | ActorKind::Outlet)))
    }

    /// The words of a place, without a time that follows it: "Oslo" in "in Oslo on Monday".
    fn place_span(&self, head: usize) -> Option<Span> {
        let mut range = self.without_case(head);
        let dated = |span: Span| {
            let next = self.times.partition_point(|time| time.span.end() <= span.start());
            self.times.get(next).is_some_and(|time| time.span.intersects(span))
        };
        if self.document.token(head).is_some_and(|token| dated(token.span)) {
            return None;
        }
        let stop = (head + 1..range.end).find(|at| {
            self.document.token(*at).is_some_and(|token| dated(token.span))
                || matches!(self.document.lower(*at), "," | "where" | "which" | "who" | "that" | "and")
        });
        range.end = stop.unwrap_or(range.end);
        while range.end > head + 1
            && matches!(self.document.upos(range.end - 1), Some(Upos::Adp | Upos::Punct | Upos::Det))
        {
            range.end -= 1;
        }
        range.start = range.start.min(head);
        self.document.phrase_span(&range)
    }
}
