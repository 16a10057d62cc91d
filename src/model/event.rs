//! Events.

use serde::{Deserialize, Serialize};

use super::time::TimeReading;
use super::vocabulary::open_vocabulary;
use crate::{ActorId, ClaimId, Span, Stance};

open_vocabulary! {
    /// Whether an event has happened, at the time of the article.
    EventStatus {
        /// It has happened.
        Past = "past",
        /// It is going on.
        Ongoing = "ongoing",
        /// It is planned or expected.
        Scheduled = "scheduled",
        /// It may happen, or may have happened.
        Possible = "possible",
        /// It did not happen, or will not, according to the text.
        Denied = "denied",
    }
}

/// The time of an event, with the words that say so.
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct EventTime {
    /// What the words mean.
    #[serde(flatten)]
    pub reading: TimeReading,
    /// The words. They may stand apart: "Thursday", and "3:30 p.m. EST" a sentence later.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub spans: Vec<Span>,
}

impl EventTime {
    /// A time that is given at `span`.
    #[must_use]
    pub fn new(reading: TimeReading, span: Span) -> Self {
        EventTime { reading, spans: vec![span] }
    }
}

/// An actor that takes part in an event.
///
/// ```
/// use ascribe::{ActorId, Participant, Span};
///
/// let leaders = Participant::new(ActorId::new(0), Span::new(0, 7)?); // "Leaders met in Oslo."
/// assert_eq!(leaders.actor.index(), 0);
/// # Ok::<(), ascribe::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Participant {
    /// The actor.
    pub actor: ActorId,
    /// The words that refer to it.
    pub span: Span,
}

impl Participant {
    /// A participant that is named at `span`.
    #[must_use]
    pub fn new(actor: ActorId, span: Span) -> Self {
        Participant { actor, span }
    }
}

/// Something that happened, happens or is planned.
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Event {
    /// The word that names the event: "call", "seized".
    pub trigger: Span,
    /// The phrases that refer to it, in text order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mentions: Vec<Span>,
    /// Whether it has happened, at the time of the article.
    pub status: EventStatus,
    /// The time, if the text states it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<EventTime>,
    /// The words for the place, if the text states it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Span>,
    /// The participants.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub participants: Vec<Participant>,
    /// The claims whose content mentions the event.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub claims: Vec<ClaimId>,
    /// Who tells of it, with their factuality: the article, if it tells of the event in its own voice, and each innermost claim
    /// that mentions it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stances: Vec<Stance>,
}

impl Event {
    /// An event with this trigger.
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

    /// The stance of the article itself. `None` if only claims tell of the event.
    #[must_use]
    pub fn article_stance(&self) -> Option<&Stance> {
        self.stances.iter().find(|stance| stance.claim.is_none())
    }
}
