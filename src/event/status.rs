//! How events stand to the article's time, and how sure whoever tells of them is.

use super::holder::Holder;
use super::reader::Reader;
use crate::force::modality::{self, Bounds};
use crate::text::{Deprel, Upos, Xpos};
use crate::{Certainty, EventStatus, EventTime, Factuality, Force, Polarity};

/// How an event is told.
pub(super) struct Told {
    /// How sure whoever tells of it is.
    pub(super) factuality: Factuality,
    /// How sure the words are before anybody says, believes or doubts them.
    said: Factuality,
    /// Whether somebody only thinks, fears, wants or asks so, or is able to.
    pub(super) is_thought: bool,
    /// Whether it is expected or planned.
    pub(super) is_expected: bool,
}

impl Reader<'_> {
    /// How sure the article is of an event, or the speaker of the claim that holds it.
    pub(super) fn told(&self, at: usize, holder: Option<Holder>) -> Told {
        let claim = holder.and_then(|holder| self.claims.get(holder.claim));
        let bounds = claim.map_or(Bounds::default(), |claim| Bounds::of(&claim.found.content));
        let reading = modality::read(self.document, at, bounds);
        let (said, expected, thought) = (reading.factuality, reading.expected, reading.thought);
        match claim.filter(|_| reading.asserted) {
            Some(claim) => Told {
                is_thought: thought
                    || matches!(
                        claim.act.force,
                        Force::Belief | Force::Desire | Force::Doubt | Force::Question
                    ),
                factuality: claim.act.hold.of(&said, &claim.act.evidence),
                said,
                is_expected: expected || claim.act.force == Force::Commitment,
            },
            None => Told { factuality: said.clone(), said, is_thought: thought, is_expected: expected },
        }
    }

    /// The status, and whether the event has begun.
    pub(super) fn status(&self, at: usize, time: Option<&EventTime>, told: &Told) -> (EventStatus, bool) {
        let tense = self.tense(at, time);
        let underway = matches!(tense, EventStatus::Past | EventStatus::Ongoing);
        let status = match (told.factuality.polarity, told.factuality.certainty) {
            (Polarity::Negative, Certainty::Certain | Certainty::Probable) => EventStatus::Denied,
            (_, Certainty::Underspecified) if told.is_expected => EventStatus::Scheduled,
            (_, Certainty::Underspecified) => EventStatus::Possible,
            _ if told.said.certainty < Certainty::Certain => {
                if told.is_expected && !underway {
                    EventStatus::Scheduled
                } else {
                    EventStatus::Possible
                }
            }
            _ => tense,
        };
        (status, underway)
    }

    /// How the clause around an event stands to the article's time.
    fn tense(&self, at: usize, time: Option<&EventTime>) -> EventStatus {
        let noun = self.document.upos(at) == Some(Upos::Noun);
        if noun {
            for child in self.document.children(at) {
                match self.document.lower(child) {
                    "scheduled" | "planned" | "upcoming" | "coming" | "forthcoming" | "next" => {
                        return EventStatus::Scheduled;
                    }
                    "ongoing" | "current" => return EventStatus::Ongoing,
                    _ => {}
                }
            }
        }
        let day = time.and_then(|time| Some((time.reading.start?, time.reading.end?)));
        match (day, self.published) {
            (Some((_, end)), Some(published)) if end < published => return EventStatus::Past,
            (Some((start, _)), Some(published)) if start > published => return EventStatus::Scheduled,
            _ => {}
        }
        let verb = self.tensed(at);
        let mut status = match self.document.xpos(verb) {
            Some(Xpos::Vbz | Xpos::Vbp | Xpos::Vbg) => EventStatus::Ongoing,
            Some(Xpos::Vb) => EventStatus::Possible,
            _ => EventStatus::Past,
        };
        for child in self.document.children(verb) {
            match self.document.lower(child) {
                "will" | "'ll" | "shall" | "going" | "would" => status = EventStatus::Scheduled,
                // "has been shelling" goes on, "was shelling" does not.
                "was" | "were" if status == EventStatus::Ongoing => status = EventStatus::Past,
                _ => {}
            }
        }
        // "is to vote", "is expected to buy", "plans to play"
        if status == EventStatus::Possible {
            status = EventStatus::Scheduled;
        }
        if matches!(self.document.lemma(verb), "schedule" | "plan" | "expect" | "set")
            && self.document.child(verb, Deprel::AuxPass).is_some()
        {
            return EventStatus::Scheduled;
        }
        status
    }

    /// The word that has the tense of an event: itself, or for a noun the verb or predicate above it.
    fn tensed(&self, at: usize) -> usize {
        let mut verb = at;
        for _ in 0..4 {
            let tensed = self
                .document
                .token(verb)
                .is_some_and(|token| token.upos == Upos::Verb && !matches!(token.deprel, Deprel::Amod))
                || self.document.child(verb, Deprel::Cop).is_some();
            if tensed {
                break;
            }
            match self.document.head(verb) {
                Some(head) => verb = head,
                None => break,
            }
        }
        verb
    }
}
