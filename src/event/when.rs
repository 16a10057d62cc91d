//! When events take place: which expression of time dates which event.

use std::collections::HashMap;
use std::ops::Range;

use super::reader::Reader;
use crate::text::{Deprel, Upos};
use crate::{EventTime, Span};

/// Maximum number of steps in the parse from a time up to the event that it dates.
const MAX_STEPS: usize = 8;

impl Reader<'_> {
    /// The times that date each trigger, by their indices.
    pub(super) fn times_by_trigger(&self) -> HashMap<usize, Vec<usize>> {
        let mut times_of: HashMap<usize, Vec<usize>> = HashMap::new();
        for (index, time) in self.times.iter().enumerate() {
            if let Some(trigger) = self.trigger_dated_by(time.span) {
                times_of.entry(trigger).or_default().push(index);
            }
        }
        times_of
    }

    fn trigger_dated_by(&self, time: Span) -> Option<usize> {
        let Range { start, end } = self.document.tokens_in(time);
        let trigger = self.trigger_above(start..end)?;
        // A noun that stands nearer is dated rather than one further left: "talks on Monday and a meeting the next day".
        let mut between =
            (trigger + 1..start).rev().take_while(|at| self.document.upos(*at) != Some(Upos::Verb));
        let nearer = between.find(|at| self.document.upos(*at) == Some(Upos::Noun) && self.is_trigger(*at));
        Some(nearer.unwrap_or(trigger))
    }

    /// The trigger that a time depends on in the parse: the first on the way up from its words, or one that the verb on
    /// that way governs.
    fn trigger_above(&self, mut time: Range<usize>) -> Option<usize> {
        let document = self.document;
        let (start, words) = (time.start, time.clone());
        let mut at = time.find(|at| document.head(*at).is_some_and(|head| !words.contains(&head)))?;
        for _ in 0..MAX_STEPS {
            let above = document.head(at)?;
            let is_verb = document.upos(above) == Some(Upos::Verb);
            if is_verb && self.cues.contains(&above) {
                // The time dates the cue, unless what was said is only a noun with a time: "denied a meeting in March".
                let object =
                    document.child(above, Deprel::Obj).filter(|object| (above..start).contains(object))?;
                return self.is_trigger(object).then_some(object);
            }
            if self.is_trigger(above) {
                return Some(above);
            }
            if is_verb {
                let is_governed = |child: &usize| {
                    matches!(
                        document.deprel(*child),
                        Some(Deprel::Obj | Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obl)
                    ) && self.is_trigger(*child)
                };
                let governed = document.children(above).filter(is_governed);
                let nearest = governed.min_by_key(|child| child.abs_diff(start));
                if nearest.is_some() {
                    return nearest;
                }
            }
            at = above;
        }
        None
    }

    /// One reading of all the times that date an event: the day from one, the time of day from another.
    pub(super) fn joined_time(&self, times: &[usize]) -> Option<EventTime> {
        let times = times.iter().filter_map(|time| self.times.get(*time));
        let times = times.map(|time| EventTime::new(time.reading.clone(), time.span));
        times.reduce(|mut joined, time| {
            join(&mut joined, &time);
            joined
        })
    }
}

/// Adds the time of day, or the day, that a time lacks from another.
pub(super) fn join(time: &mut EventTime, other: &EventTime) {
    if time.reading.clock.is_none() && other.reading.clock.is_some() {
        time.reading.clock = other.reading.clock;
        time.reading.offset = other.reading.offset;
    }
    if time.reading.start.is_none() {
        time.reading.start = other.reading.start;
        time.reading.end = other.reading.end;
    }
    for span in &other.spans {
        if !time.spans.contains(span) {
            time.spans.push(*span);
        }
    }
    time.spans.sort();
}
