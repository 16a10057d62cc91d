//! Which mentions are of one event.

use super::draft::{Draft, TriggerKind, Weight};
use super::people::People;
use super::{derivation, when};
use crate::Event;
use crate::lexicon::Lexicon;

/// Maximum number of events, back from a definite mention, among which it finds the one that it repeats.
const MAX_EVENTS_BACK: usize = 24;

/// Maximum number of sentences between a verb and the noun that repeats it: "attacked ... The attack".
const MAX_SENTENCES_BACK: usize = 6;

/// Minimum cosine between the vectors of two words for one event: "fire" and "blaze".
const LEAST_KINSHIP: f32 = 0.4;

/// Maximum number of stances of an event that are compared with a new one.
const MAX_STANCES: usize = 24;

/// Maximum number of participants that an event has after a merge.
const MAX_PARTICIPANTS: usize = 32;

/// Adds an event, or its mention to the event that it repeats.
pub(super) fn add(draft: Draft, drafts: &mut Vec<Draft>, lexicon: &Lexicon, people: &People<'_>) {
    if let Some(known) = repeated(&draft, drafts, lexicon, people).and_then(|at| drafts.get_mut(at)) {
        merge(draft, known);
    } else if draft.weight == Weight::Event {
        drafts.push(draft);
    }
}

/// The event that a definite mention repeats.
fn repeated(draft: &Draft, drafts: &[Draft], lexicon: &Lexicon, people: &People<'_>) -> Option<usize> {
    if draft.trigger != TriggerKind::DefiniteNoun {
        return None;
    }
    let find = |is_same: &dyn Fn(&Draft) -> bool| {
        let recent = drafts.iter().enumerate().rev().take(MAX_EVENTS_BACK);
        let mut same =
            recent.filter(|(_, known)| is_same(known) && is_compatible(&draft.event, &known.event));
        same.next().map(|(at, _)| at)
    };
    let is_verb = |known: &Draft| known.trigger == TriggerKind::Verb;
    let is_near = |known: &Draft| draft.sentence - known.sentence <= MAX_SENTENCES_BACK;
    let has_same_noun = |known: &Draft| !is_verb(known) && known.lemma == draft.lemma;
    let has_its_verb = |known: &Draft| {
        is_verb(known) && is_near(known) && derivation::is_noun_of(&draft.lemma, &known.lemma, lexicon)
    };
    let are_meetings = |known: &Draft| {
        known.is_meeting && draft.is_meeting && known.is_dated && (!is_verb(known) || is_near(known))
    };
    // "a fire … the blaze"
    let means_it = |known: &Draft| {
        !is_verb(known)
            && is_near(known)
            && !draft.is_dated
            && draft.event.participants.is_empty()
            && people.kinship(&draft.lemma, &known.lemma) > LEAST_KINSHIP
    };
    // The same noun comes first: "the call" is the call before it rather than the conference that stands between.
    find(&has_same_noun)
        .or_else(|| find(&has_its_verb))
        .or_else(|| find(&are_meetings))
        .or_else(|| find(&means_it))
}

/// Adds what another mention says to an event.
fn merge(draft: Draft, known: &mut Draft) {
    let event = &mut known.event;
    event.mentions.extend(draft.event.mentions);
    if let Some(time) = draft.event.time {
        match &mut event.time {
            Some(known) => when::join(known, &time),
            none => *none = Some(time),
        }
        known.is_dated |= draft.is_dated;
    }
    for part in draft.event.participants {
        let is_known = event.participants.iter().any(|known| known.actor == part.actor);
        if !is_known && event.participants.len() < MAX_PARTICIPANTS {
            event.participants.push(part);
        }
    }
    for stance in draft.event.stances {
        // The first words of the article, or of a claim, say how sure it is.
        let is_known = if stance.claim.is_none() {
            std::mem::replace(&mut known.is_told_by_article, true)
        } else {
            event.stances.iter().rev().take(MAX_STANCES).any(|known| known.claim == stance.claim)
        };
        if !is_known {
            event.stances.push(stance);
        }
    }
    event.place = event.place.or(draft.event.place);
}

/// Whether two mentions can be of one event: they share a participant unless one has none, and their days overlap.
fn is_compatible(a: &Event, b: &Event) -> bool {
    let takes_part = |event: &Event, actor| event.participants.iter().any(|part| part.actor == actor);
    let share_nobody = !a.participants.is_empty()
        && !b.participants.is_empty()
        && !a.participants.iter().any(|part| takes_part(b, part.actor));
    if share_nobody {
        return false;
    }
    let days =
        |event: &Event| event.time.as_ref().and_then(|time| Some((time.reading.start?, time.reading.end?)));
    match (days(a), days(b)) {
        (Some((a_start, a_end)), Some((b_start, b_end))) => a_start <= b_end && b_start <= a_end,
        _ => true,
    }
}
