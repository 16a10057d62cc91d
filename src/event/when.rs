//! When events take place: which expression of time dates which event.

use std::collections::HashMap;
use std::ops::Range;

use super::reader::Reader;
use crate::text::{Deprel, Upos};
use crate::{EventTime, Span};

impl Reader<'_> {
    /// For each time the event that it dates: the first trigger on the way up from its words, or a trigger that the
    /// verb on that way governs.
    pub(super) fn attach_times(&self) -> HashMap<usize, Vec<usize>> {
        let mut attached: HashMap<usize, Vec<usize>> = HashMap::new();
        for (index, time) in self.times.iter().enumerate() {
            if let Some(trigger) = self.trigger_of(time.span) {
                attached.entry(trigger).or_default().push(index);
            }
        }
        attached
    }

    fn trigger_of(&self, span: Span) -> Option<usize> {
        let Range { start, end } = self.document.tokens_in(span);
        let trigger = self.trigger_above(start..end)?;
        // A noun that stands nearer is dated rather than one further left: "talks on Monday and a meeting the next day".
        let near = (trigger + 1..start).rev().take_while(|at| self.document.upos(*at) != Some(Upos::Verb));
        let nearer =
            near.into_iter().find(|at| self.is_trigger(*at) && self.document.upos(*at) == Some(Upos::Noun));
        Some(nearer.unwrap_or(trigger))
    }

    /// The trigger that the parse hangs a time on.
    fn trigger_above(&self, inside: Range<usize>) -> Option<usize> {
        let start = inside.start;
        let mut at =
            inside.clone().find(|at| self.document.head(*at).is_some_and(|head| !inside.contains(&head)))?;
        for _ in 0..HIGHEST {
            let above = self.document.head(at)?;
            if self.cues.contains(&above) && self.document.upos(above) == Some(Upos::Verb) {
                // The day on which it was said, unless what was said is but a noun with a day: "denied a meeting in March".
                let object = self
                    .document
                    .child(above, Deprel::Obj)
                    .filter(|object| (above..start).contains(object))?;
                return self.is_trigger(object).then_some(object);
            }
            if self.is_trigger(above) {
                return Some(above);
            }
            if self.document.upos(above) == Some(Upos::Verb) {
                let governed = |child: &usize| {
                    matches!(
                        self.document.deprel(*child),
                        Some(Deprel::Obj | Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obl)
                    ) && self.is_trigger(*child)
                };
                let nearest =
                    self.document.children(above).filter(governed).min_by_key(|child| child.abs_diff(start));
                if nearest.is_some() {
                    return nearest;
                }
            }
            at = above;
        }
        None
    }

    /// One reading of all the times that date an event: the day from one, the time of day from another.
    pub(super) fn time(&self, times: &[usize]) -> Option<EventTime> {
        let mut times = times.iter().filter_map(|time| self.times.get(*time));
        let first = times.next()?;
        let mut time = EventTime::new(first.reading.clone(), first.span);
        for other in times {
            join(&mut time, &EventTime::new(other.reading.clone(), other.span));
        }
        Some(time)
    }
}

/// No time stands deeper below the word that it dates.
const HIGHEST: usize = 8;

/// Takes a time of day, or a day, over where the other has none.
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
