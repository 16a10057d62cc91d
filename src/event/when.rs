//! When events take place: which expression of time dates which event.

use std::collections::HashMap;
use std::ops::Range;

use super::reader::Reader;
use crate::lexicon::{Classes, WordClass};
use crate::text::{Deprel, Upos, Xpos};
use crate::{EventTime, Span};

/// Maximum number of steps in the parse from a time up to the event that it dates.
const MAX_STEPS: usize = 8;

/// Verbs that lend their time to the noun that they stand with: "talks scheduled for Monday", "the vote held on Sunday".
const LENDING: Classes = Classes::of(&[
    WordClass::LightVerb,
    WordClass::EventlessVerb,
    WordClass::PhaseVerb,
    WordClass::SchedulingVerb,
]);

impl Reader<'_> {
    /// The times that date each trigger, by their indices, those that stand closest in the parse first.
    pub(super) fn times_by_trigger(&self) -> HashMap<usize, Vec<usize>> {
        let mut steps_of: HashMap<usize, Vec<(usize, usize)>> = HashMap::new();
        for (index, time) in self.times.iter().enumerate() {
            if let Some((trigger, steps)) = self.trigger_dated_by(time.span) {
                steps_of.entry(trigger).or_default().push((steps, index));
            }
        }
        self.share_fronted(&mut steps_of);
        let ordered = |mut times: Vec<(usize, usize)>| {
            times.sort_unstable();
            times.into_iter().map(|(_, index)| index).collect()
        };
        steps_of.into_iter().map(|(trigger, times)| (trigger, ordered(times))).collect()
    }

    /// Gives a time in front of a clause to a further verb that shares its subject and has no time of its own: "At six officers
    /// broke down the door and arrested two sisters".
    fn share_fronted(&self, steps_of: &mut HashMap<usize, Vec<(usize, usize)>>) {
        let document = self.document;
        let mut shared = Vec::new();
        for (verb, times) in steps_of.iter() {
            let Some(subject) = self.subject(*verb).filter(|_| document.upos(*verb) == Some(Upos::Verb))
            else {
                continue;
            };
            let start = document.token(subject).map_or(0, |token| token.span.start());
            let is_fronted = |(_, time): &&(usize, usize)| {
                self.times.get(*time).is_some_and(|time| time.span.end() <= start)
            };
            let fronted: Vec<(usize, usize)> = times.iter().filter(is_fronted).copied().collect();
            let joined = document.children(*verb).filter(|child| {
                document.is(*child, Deprel::Conj)
                    && document.child_among(*child, &[Deprel::Nsubj, Deprel::NsubjPass]).is_none()
                    && !steps_of.contains_key(child)
                    && self.is_trigger(*child)
            });
            if !fronted.is_empty() && times.len() == fronted.len() {
                shared.extend(joined.map(|child| (child, fronted.clone())));
            }
        }
        steps_of.extend(shared);
    }

    /// The trigger that a time dates, and the number of steps to it in the parse.
    fn trigger_dated_by(&self, time: Span) -> Option<(usize, usize)> {
        let Range { start, end } = self.document.tokens_in(time);
        let (trigger, steps) = self.trigger_above(start..end)?;
        // A noun that stands nearer is dated rather than one further left: "talks on Monday and a meeting the next day".
        let mut between =
            (trigger + 1..start).rev().take_while(|at| self.document.upos(*at) != Some(Upos::Verb));
        let is_verb = self.document.upos(trigger) == Some(Upos::Verb);
        if is_verb && !self.may_ascribe(trigger) {
            return Some((trigger, steps));
        }
        let nearer = between.find(|at| self.document.upos(*at) == Some(Upos::Noun) && self.is_trigger(*at));
        Some((nearer.unwrap_or(trigger), steps))
    }

    /// The trigger that a time depends on in the parse: the first on the way up from its words, or one that the verb on
    /// that way governs; and the number of steps to it. A time in a clause of its own dates nothing outside of it.
    fn trigger_above(&self, mut time: Range<usize>) -> Option<(usize, usize)> {
        let document = self.document;
        let (start, words) = (time.start, time.clone());
        // "The funeral is on Saturday": the day is the predicate.
        let is_predicate = |at: &usize| document.child(*at, Deprel::Cop).is_some();
        if let Some(day) = time.clone().find(is_predicate) {
            let subject = document.child(day, Deprel::Nsubj).filter(|subject| self.is_trigger(*subject));
            return subject.map(|subject| (subject, 0));
        }
        let mut at = time.find(|at| document.head(*at).is_some_and(|head| !words.contains(&head)))?;
        for step in 0..MAX_STEPS {
            let above = document.head(at)?;
            let is_verb = document.upos(above) == Some(Upos::Verb);
            if is_verb && self.cues.contains(&above) {
                // The time dates the cue, unless what was said is only a noun with a time: "denied a meeting in March".
                // "The verdict is expected on Friday"
                let object =
                    document.child(above, Deprel::Obj).filter(|object| (above..start).contains(object));
                let object = object.or_else(|| document.child(above, Deprel::NsubjPass))?;
                return self.is_trigger(object).then_some((object, step));
            }
            if self.is_trigger(above) {
                return Some((above, step));
            }
            // "According to a statement on Tuesday": the time is that of the source's words.
            if self.sources.contains(&above) || self.cues.contains(&above) {
                return None;
            }
            if let Some(noun) = self.cut_off_noun(above).filter(|noun| self.is_trigger(*noun)) {
                return Some((noun, step));
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
                if let Some(nearest) = nearest {
                    return Some((nearest, step));
                }
            }
            // "The verdict is due on Friday"
            let is_predicate =
                document.xpos(above) == Some(Xpos::Jj) && document.child(above, Deprel::Cop).is_some();
            if let Some(subject) =
                document.child(above, Deprel::Nsubj).filter(|at| is_predicate && self.is_trigger(*at))
            {
                return Some((subject, step));
            }
            if self.is_own_clause(above) && !self.is_dated_before(above, start) {
                return None;
            }
            at = above;
        }
        None
    }

    /// Whether a participle has a time before another, which is then that of the clause around it: "bought a painting stolen in
    /// 1990 on Wednesday".
    fn is_dated_before(&self, participle: usize, start: usize) -> bool {
        let document = self.document;
        let words = participle + 1..start.saturating_sub(1);
        document.is(participle, Deprel::Acl)
            && document.token_span(words).is_some_and(|between| self.overlaps_time(between))
    }

    /// Whether a word heads a clause whose time is not that of the clause around it: "born in 1960", "who was 30 in 2019".
    fn is_own_clause(&self, head: usize) -> bool {
        let document = self.document;
        let subjects = [Deprel::Nsubj, Deprel::NsubjPass];
        let is_predicate =
            document.child_among(head, &subjects).is_some() || document.child(head, Deprel::Cop).is_some();
        let is_verb = document.upos(head) == Some(Upos::Verb);
        match document.deprel(head) {
            Some(Deprel::Acl | Deprel::AclRelcl) => {
                is_predicate || is_verb && !document.classes(head).meets(LENDING)
            }
            // "Speaking on Monday, she …": at one time.
            Some(Deprel::Advcl) => {
                let has_auxiliary = document.child_among(head, &[Deprel::Aux, Deprel::AuxPass]).is_some();
                // "accused her of taking money in 2021"
                let is_other = is_predicate || has_auxiliary || self.is_accusation(head);
                is_other || is_verb && document.xpos(head) != Some(Xpos::Vbg)
            }
            Some(Deprel::Ccomp | Deprel::Csubj | Deprel::Conj | Deprel::Parataxis) => is_predicate,
            _ => false,
        }
    }

    /// One reading of all the times that date an event: the day from one, the time of day from another.
    pub(super) fn joined_time(&self, times: &[usize]) -> Option<EventTime> {
        let times: Vec<EventTime> = times
            .iter()
            .filter_map(|time| self.times.get(*time))
            .map(|time| EventTime::new(time.reading.clone(), time.span))
            .collect();
        let period = times.iter().flat_map(|first| times.iter().map(move |last| (first, last))).find_map(
            |(first, last)| {
                self.is_period(first.spans.first().copied(), last.spans.first().copied())
                    .then_some((first, last))
            },
        );
        let until = period.and_then(|(first, last)| Some((first.reading.start?, last.reading.end?)));
        let mut joined = times.iter().cloned().reduce(|mut joined, time| {
            join(&mut joined, &time);
            joined
        })?;
        if let Some((start, end)) = until.filter(|(start, end)| start <= end) {
            (joined.reading.start, joined.reading.end) = (Some(start), Some(end));
        }
        Some(joined)
    }
}

impl Reader<'_> {
    /// "from June 1 to June 30"
    fn is_period(&self, first: Option<Span>, last: Option<Span>) -> bool {
        let document = self.document;
        let (Some(first), Some(last)) = (first, last) else { return false };
        let (first, last) = (document.tokens_in(first), document.tokens_in(last));
        first.end + 1 == last.start
            && matches!(document.lower(first.end), "to" | "until" | "till" | "through")
            && first.start.checked_sub(1).is_some_and(|before| document.lower(before) == "from")
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
