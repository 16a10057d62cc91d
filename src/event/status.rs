//! How events stand to the article's time, and how sure whoever tells of them is.

use super::holder::Holder;
use super::reader::Reader;
use crate::force::bounds::Bounds;
use crate::force::modality::{self, Reading};
use crate::lexicon::WordClass;
use crate::text::{Deprel, Upos, Xpos};
use crate::{Certainty, EventStatus, EventTime, Factuality, Force, Polarity};

/// Maximum number of steps from an event up to the word that has its tense.
const MAX_STEPS: usize = 4;

/// How an event is told.
pub(super) struct Told {
    /// How sure the teller is.
    pub(super) factuality: Factuality,
    /// How sure the words alone are, before anybody says, believes or doubts them.
    said: Factuality,
    /// Whether somebody only thinks, wants, fears or asks so, or is able to.
    pub(super) is_thought: bool,
    /// Whether it is expected or planned.
    pub(super) is_expected: bool,
}

impl Reader<'_> {
    /// How the article tells of an event, or the speaker of the claim that holds it.
    pub(super) fn how_told(&self, at: usize, holder: Option<Holder>) -> Told {
        let claim = holder.and_then(|holder| self.claims.get(holder.claim));
        let bounds = claim.map_or(Bounds::default(), |claim| Bounds::of(&claim.found.content));
        let Reading { factuality: said, is_asserted, is_expected, is_thought } =
            modality::read(self.document, at, bounds);
        let Some(act) = claim.filter(|_| is_asserted).map(|claim| &claim.act) else {
            return Told { factuality: said.clone(), said, is_thought, is_expected };
        };
        let thinks = matches!(act.force, Force::Belief | Force::Desire | Force::Doubt | Force::Question);
        Told {
            factuality: act.endorsement.apply(&said, &act.evidence),
            said,
            is_thought: is_thought || thinks,
            is_expected: is_expected || act.force == Force::Commitment,
        }
    }

    /// The status, and whether the event has begun.
    pub(super) fn status(&self, at: usize, time: Option<&EventTime>, told: &Told) -> (EventStatus, bool) {
        let tense = self.tense(at, time);
        let is_underway = matches!(tense, EventStatus::Past | EventStatus::Ongoing);
        // "They may pay for Saturday's defeat": the verb around it does not make it doubtful.
        if tense == EventStatus::Past
            && self.has_own_day(at, time)
            && told.factuality.polarity != Polarity::Negative
        {
            return (EventStatus::Past, true);
        }
        let status = match (told.factuality.polarity, told.factuality.certainty) {
            (Polarity::Negative, Certainty::Certain | Certainty::Probable) => EventStatus::Denied,
            (_, Certainty::Underspecified) if told.is_expected => EventStatus::Scheduled,
            (_, Certainty::Underspecified) => EventStatus::Possible,
            _ if told.said.certainty < Certainty::Certain => {
                if told.is_expected && !is_underway {
                    EventStatus::Scheduled
                } else {
                    EventStatus::Possible
                }
            }
            _ => tense,
        };
        (status, is_underway)
    }

    /// Whether a noun is dated by a day before it: "Saturday's defeat".
    fn has_own_day(&self, at: usize, time: Option<&EventTime>) -> bool {
        let document = self.document;
        document.upos(at) == Some(Upos::Noun)
            && document.children(at).any(|child| {
                child < at
                    && document.is(child, Deprel::NmodPoss)
                    && document.token(child).is_some_and(|token| {
                        time.is_some_and(|time| time.spans.iter().any(|span| span.intersects(token.span)))
                    })
            })
    }

    /// How an event stands to the time of the article, by an adjective, its day, or the tense of its clause.
    fn tense(&self, at: usize, time: Option<&EventTime>) -> EventStatus {
        if let Some(status) = self.status_by_modifier(at) {
            return status;
        }
        let days = time.and_then(|time| Some((time.reading.start?, time.reading.end?)));
        match (days, self.published) {
            (Some((_, end)), Some(published)) if end < published => EventStatus::Past,
            (Some((start, _)), Some(published)) if start > published => EventStatus::Scheduled,
            _ => self.status_by_verb(self.tensed(at)),
        }
    }

    /// "upcoming talks", "the ongoing strike".
    fn status_by_modifier(&self, at: usize) -> Option<EventStatus> {
        let document = self.document;
        if document.upos(at) != Some(Upos::Noun) {
            return None;
        }
        document.children(at).find_map(|child| {
            let classes = document.lexicon().classes(document.lower(child));
            if classes.is(WordClass::UpcomingModifier) {
                Some(EventStatus::Scheduled)
            } else {
                classes.is(WordClass::OngoingModifier).then_some(EventStatus::Ongoing)
            }
        })
    }

    fn status_by_verb(&self, verb: usize) -> EventStatus {
        let document = self.document;
        let is_scheduled = document.has_class(verb, WordClass::SchedulingVerb)
            && document.child(verb, Deprel::AuxPass).is_some();
        if is_scheduled {
            return EventStatus::Scheduled;
        }
        let mut status = match document.xpos(verb) {
            Some(Xpos::Vbz | Xpos::Vbp | Xpos::Vbg) => EventStatus::Ongoing,
            // "is to vote", "is expected to buy", "plans to play"
            Some(Xpos::Vb) => EventStatus::Scheduled,
            // "is being investigated"
            Some(Xpos::Vbn) if document.children(verb).any(|child| document.lower(child) == "being") => {
                EventStatus::Ongoing
            }
            _ => EventStatus::Past,
        };
        for child in document.children(verb) {
            match document.lower(child) {
                "will" | "'ll" | "shall" | "going" | "would" => status = EventStatus::Scheduled,
                // "has been shelling" goes on, "was shelling" does not.
                "was" | "were" if status == EventStatus::Ongoing => status = EventStatus::Past,
                _ => {}
            }
        }
        status
    }

    /// The word that has the tense of an event: itself, or for a noun the verb or predicate above it.
    fn tensed(&self, at: usize) -> usize {
        let document = self.document;
        let mut verb = self.cut_off_verb(at).unwrap_or(at);
        for _ in 0..MAX_STEPS {
            let is_verb = document.upos(verb) == Some(Upos::Verb) && !document.is(verb, Deprel::Amod);
            if is_verb || document.child(verb, Deprel::Cop).is_some() {
                break;
            }
            match document.head(verb) {
                Some(head) => verb = head,
                None => break,
            }
        }
        verb
    }
}
