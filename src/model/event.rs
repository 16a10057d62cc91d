//! What happened, is going on or is planned.

use serde::{Deserialize, Serialize};

use super::time::TimeReading;
use super::vocabulary::open_vocabulary;
use crate::{ActorId, ClaimId, Span, Stance};

open_vocabulary! {
    /// How an event stands to the time of the article.
    EventStatus {
        /// It has happened.
        Past = "past",
        /// It is going on.
        Ongoing = "ongoing",
        /// It is planned, or said to be about to happen.
        Scheduled = "scheduled",
        /// It may happen, or may have happened.
        Possible = "possible",
        /// It is said not to have happened, or not to be about to.
        Denied = "denied",
    }
}

/// When an event takes place, with the words that say so.
///
/// ```
/// use ascribe::{EventTime, Span, TimeReading};
///
/// let day = chrono::NaiveDate::from_ymd_opt(2021, 12, 7).ok_or("no such day")?;
/// let time = EventTime::new(TimeReading::day(day), Span::new(0, 6)?);
/// assert_eq!(time.reading.start, Some(day));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct EventTime {
    /// The first and last day, the granularity, the clock time.
    #[serde(flatten)]
    pub reading: TimeReading,
    /// The words, which may stand apart: "Thursday", and "3:30 p.m. EST" a sentence later.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub spans: Vec<Span>,
}

impl EventTime {
    /// A time that the words at `span` give.
    #[must_use]
    pub fn new(reading: TimeReading, span: Span) -> Self {
        EventTime { reading, spans: vec![span] }
    }
}

/// Somebody or something that takes part in an event.
///
/// ```
/// use ascribe::{ActorId, Participant, Span};
///
/// let leaders = Participant::new(ActorId::new(0), Span::new(0, 7)?); // "Leaders met in Oslo."
/// assert_eq!(leaders.actor.index(), 0);
/// # Ok::<(), ascribe::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Participant {
    /// Who.
    pub actor: ActorId,
    /// The words that say so.
    pub span: Span,
}

impl Participant {
    /// A participant, named at `span`.
    #[must_use]
    pub fn new(actor: ActorId, span: Span) -> Self {
        Participant { actor, span }
    }
}

/// Something that happened, is going on or is planned.
///
/// ```
/// use ascribe::{ActorId, Event, EventStatus, Participant, Span};
///
/// // "Leaders met in Oslo."
/// let mut event = Event::new(Span::new(8, 11)?, EventStatus::Past);
/// event.participants.push(Participant::new(ActorId::new(0), Span::new(0, 7)?));
/// event.place = Some(Span::new(15, 19)?);
/// # Ok::<(), ascribe::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Event {
    /// The word that names the event: "call", "seized".
    pub trigger: Span,
    /// Every phrase that speaks of it, in text order; the first is the one that tells most.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mentions: Vec<Span>,
    /// How it stands to the time of the article.
    pub status: EventStatus,
    /// When, as far as the text says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<EventTime>,
    /// Where, as far as the text says: the words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Span>,
    /// Who takes part.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub participants: Vec<Participant>,
    /// The claims in whose content the event is mentioned.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub claims: Vec<ClaimId>,
    /// Who tells of it, and how sure they are: one entry for the article where it tells of the event in its own voice, and
    /// one for each innermost claim that speaks of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stances: Vec<Stance>,
}

impl Event {
    /// An event named at `trigger`.
    #[must_use]
    pub fn new(trigger: Span, status: EventStatus) -> Self {
        Event {
            trigger,
            mentions: Vec::new(),
            status,
            time: None,
            place: None,
            participants: Vec::new(),
            claims: Vec::new(),
            stances: Vec::new(),
        }
    }

    /// What the article itself holds of the event; `None` where only claims tell of it.
    #[must_use]
    pub fn article_stance(&self) -> Option<&Stance> {
        self.stances.iter().find(|stance| stance.claim.is_none())
    }
}
