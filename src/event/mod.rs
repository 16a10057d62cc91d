//! What happened, is going on or is planned: events, their times, participants and status.

mod participant;

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::OnceLock;

use crate::attribution::lexicon::CueLexicon;
use crate::mention::lexicon::entries;
use crate::resolve::Resolved;
use crate::resolve::actors::Cluster;
use crate::text::{Deprel, Document, Token, Upos, Xpos};
use crate::{Event, EventStatus, EventTime, Span, TimeExpression};

/// The nouns that name events; whether they name a meeting.
fn event_nouns() -> &'static HashMap<&'static str, bool> {
    static NOUNS: OnceLock<HashMap<&'static str, bool>> = OnceLock::new();
    NOUNS.get_or_init(|| {
        let lines = entries(include_str!("../../data/lexicon/event_nouns.txt"))
            .filter_map(|line| line.split_once(':'));
        lines
            .flat_map(|(kind, words)| words.split_whitespace().map(move |word| (word, kind == "meeting")))
            .collect()
    })
}

/// Verbs that carry an event's noun without being the event: "hold a call", "take place".
fn is_light(lemma: &str) -> bool {
    matches!(
        lemma,
        "hold"
            | "have"
            | "take"
            | "make"
            | "give"
            | "do"
            | "get"
            | "attend"
            | "host"
            | "stage"
            | "conduct"
            | "launch"
            | "begin"
            | "start"
            | "end"
            | "open"
            | "schedule"
            | "plan"
            | "set"
            | "postpone"
            | "cancel"
            | "delay"
            | "follow"
            | "precede"
            | "come"
            | "occur"
            | "happen"
            | "continue"
            | "expect"
            | "request"
            | "be"
            | "seem"
            | "appear"
            | "become"
            | "remain"
            | "include"
            | "mean"
            | "need"
            | "know"
            | "use"
            | "keep"
            | "let"
            | "try"
            | "help"
            | "agree"
            | "engage"
    )
}

/// What the events are read from.
struct Reader<'a> {
    document: &'a Document<'a>,
    resolved: &'a Resolved<'a>,
    times: &'a [TimeExpression],
    published: Option<chrono::NaiveDate>,
    /// Tokens of the cues: what ascribes is no event.
    cues: HashSet<usize>,
    /// Those who take part and are nobody's source, after the actors of resolution.
    extra: Vec<Cluster>,
}

/// An event with what it was made from.
struct Draft {
    event: Event,
    head: usize,
    lemma: String,
    meeting: bool,
    definite: bool,
    timed: bool,
}

/// The events that the text tells of, in text order, one for all mentions of it; and the actors among their
/// participants that resolution does not know, numbered after those that it knows.
pub(crate) fn events(
    document: &Document<'_>,
    resolved: &Resolved<'_>,
    times: &[TimeExpression],
    cues: &[Span],
    body: Span,
    published: Option<chrono::NaiveDate>,
) -> (Vec<Event>, Vec<Cluster>) {
    let token_at = |offset: usize| document.tokens().partition_point(|token| token.span.end() <= offset);
    let cue_tokens = cues
        .iter()
        .flat_map(|cue| token_at(cue.start())..token_at(cue.end().saturating_sub(1)) + 1)
        .collect();
    let mut reader = Reader { document, resolved, times, published, cues: cue_tokens, extra: Vec::new() };
    let attached = reader.attach_times();
    let mut drafts: Vec<Draft> = Vec::new();
    for sentence in document.sentences().iter().filter(|sentence| body.contains(sentence.span)) {
        for at in sentence.tokens.clone() {
            let times = attached.get(&at).map(Vec::as_slice).unwrap_or_default();
            if let Some(draft) = reader.draft(at, times) {
                merge(draft, &mut drafts);
            }
        }
    }
    drafts.retain(|draft| draft.timed || draft.event.participants.len() >= 2);
    (drafts.into_iter().map(|draft| draft.event).collect(), reader.extra)
}

impl Reader<'_> {
    fn token(&self, at: usize) -> Option<&Token> {
        self.document.tokens().get(at)
    }

    fn deprel(&self, at: usize) -> Option<Deprel> {
        self.token(at).map(|token| token.deprel)
    }

    fn child(&self, at: usize, wanted: &[Deprel]) -> Option<usize> {
        self.document.children(at).find(|child| self.deprel(*child).is_some_and(|rel| wanted.contains(&rel)))
    }

    /// Whether a token can name an event.
    fn is_trigger(&self, at: usize) -> bool {
        let Some(token) = self.token(at) else { return false };
        let lemma = self.document.lemma(at);
        match token.upos {
            Upos::Noun => {
                event_nouns().contains_key(lemma)
                    && !matches!(token.deprel, Deprel::Compound)
                    && !self.cues.contains(&at)
            }
            Upos::Verb => {
                !is_light(lemma)
                    && !self.cues.contains(&at)
                    && CueLexicon::standard().entry(Upos::Verb, lemma).is_none()
                    && !matches!(
                        token.deprel,
                        Deprel::Amod
                            | Deprel::Compound
                            | Deprel::Case
                            | Deprel::Fixed
                            | Deprel::Advcl
                            | Deprel::Acl
                    )
                    && token.xpos != Xpos::Vbg
            }
            _ => false,
        }
    }

    /// For each time the event that it dates: the first trigger on the way up from its words, or a trigger that the
    /// verb on that way governs.
    fn attach_times(&self) -> HashMap<usize, Vec<usize>> {
        let mut attached: HashMap<usize, Vec<usize>> = HashMap::new();
        for (index, time) in self.times.iter().enumerate() {
            if let Some(trigger) = self.trigger_of(time.span) {
                attached.entry(trigger).or_default().push(index);
            }
        }
        attached
    }

    fn trigger_of(&self, span: Span) -> Option<usize> {
        let tokens = self.document.tokens();
        let start = tokens.partition_point(|token| token.span.end() <= span.start());
        let end = tokens.partition_point(|token| token.span.start() < span.end());
        let trigger = self.trigger_above(start..end)?;
        // A noun that stands nearer is dated rather than one further left: "talks on Monday and a meeting the next day".
        let near = (trigger + 1..start)
            .rev()
            .take_while(|at| self.token(*at).is_some_and(|token| token.upos != Upos::Verb));
        let nearer = near
            .into_iter()
            .find(|at| self.is_trigger(*at) && self.token(*at).is_some_and(|t| t.upos == Upos::Noun));
        Some(nearer.unwrap_or(trigger))
    }

    /// The trigger that the parse hangs a time on.
    fn trigger_above(&self, inside: Range<usize>) -> Option<usize> {
        let start = inside.start;
        let mut at = inside.clone().find(|at| {
            self.token(*at).and_then(|token| token.head).is_some_and(|head| !inside.contains(&head))
        })?;
        for _ in 0..8 {
            let above = self.token(at)?.head?;
            if self.cues.contains(&above) && self.token(above)?.upos == Upos::Verb {
                return None; // the day on which it was said
            }
            if self.is_trigger(above) {
                return Some(above);
            }
            if self.token(above)?.upos == Upos::Verb {
                let governed = |child: &usize| {
                    matches!(
                        self.deprel(*child),
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

    fn draft(&mut self, at: usize, times: &[usize]) -> Option<Draft> {
        if !self.is_trigger(at) {
            return None;
        }
        let token = *self.token(at)?;
        let lemma = self.document.lemma(at).to_owned();
        let noun = token.upos == Upos::Noun;
        let participants = if noun { self.of_noun(at) } else { self.of_verb(at) };
        let is_dated = times.iter().any(|time| {
            self.times
                .get(*time)
                .is_some_and(|time| time.reading.start.is_some() || time.reading.clock.is_some())
        });
        // A verb is worth telling where a time or two actors make it one.
        if !noun && !is_dated && participants.len() < 2 {
            return None;
        }
        let time = self.time(times);
        let mut event = Event::new(self.trigger_span(at), self.status(at, noun, time.as_ref()));
        event.mentions.push(self.mention(at));
        event.time = time;
        event.participants = participants;
        event.place = self.place(at);
        let definite = self.document.children(at).any(|child| {
            matches!(self.document.lower(child), "the" | "this" | "that")
                || self.deprel(child) == Some(Deprel::NmodPoss)
        });
        let meeting = noun && event_nouns().get(&*lemma).copied().unwrap_or(false);
        Some(Draft { event, head: at, lemma, meeting, definite: noun && definite, timed: is_dated })
    }

    /// The trigger with the words that make one name with it: "video conference", "security talks".
    fn trigger_span(&self, at: usize) -> Span {
        let start = self
            .document
            .children(at)
            .filter(|child| *child < at && self.deprel(*child) == Some(Deprel::Compound));
        let first = start
            .filter(|child| self.token(*child).is_some_and(|token| token.upos == Upos::Noun))
            .min()
            .unwrap_or(at);
        let span = |at: usize| self.token(at).map(|token| token.span).unwrap_or_default();
        span(first).cover(span(at))
    }

    fn mention(&self, at: usize) -> Span {
        let range = self.without_case(at);
        crate::attribution::content::span(self.document, &range).unwrap_or_else(|| self.trigger_span(at))
    }

    /// One reading of all the times that date an event: the day from one, the time of day from another.
    fn time(&self, times: &[usize]) -> Option<EventTime> {
        let mut times = times.iter().filter_map(|time| self.times.get(*time));
        let first = times.next()?;
        let mut time = EventTime::new(first.reading.clone(), first.span);
        for other in times {
            join_time(&mut time, &EventTime::new(other.reading.clone(), other.span));
        }
        Some(time)
    }

    /// How the clause around an event stands to the article's time.
    fn status(&self, at: usize, noun: bool, time: Option<&EventTime>) -> EventStatus {
        let words = |token: usize| self.document.children(token).map(|child| self.document.lower(child));
        if noun {
            for word in words(at) {
                match word {
                    "scheduled" | "planned" | "upcoming" | "coming" | "forthcoming" | "next" => {
                        return EventStatus::Scheduled;
                    }
                    "possible" | "potential" | "proposed" | "hypothetical" => return EventStatus::Possible,
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
        // The verb that carries the noun has the tense.
        let mut verb = at;
        for _ in 0..4 {
            if self.token(verb).is_some_and(|token| token.upos == Upos::Verb && token.deprel != Deprel::Amod)
            {
                break;
            }
            match self.token(verb).and_then(|token| token.head) {
                Some(head) => verb = head,
                None => break,
            }
        }
        let mut status = match self.token(verb).map(|token| token.xpos) {
            Some(Xpos::Vbz | Xpos::Vbp | Xpos::Vbg) => EventStatus::Ongoing,
            Some(Xpos::Vb) => EventStatus::Possible,
            _ => EventStatus::Past,
        };
        for child in self.document.children(verb) {
            match self.document.lower(child) {
                "will" | "'ll" | "shall" | "going" => status = EventStatus::Scheduled,
                "may" | "might" | "could" | "would" | "can" | "should" => return EventStatus::Possible,
                "not" | "n't" | "never" if self.deprel(child) == Some(Deprel::Advmod) => {
                    return EventStatus::Denied;
                }
                _ => {}
            }
        }
        if matches!(self.document.lemma(verb), "schedule" | "plan" | "expect" | "set")
            && self.child(verb, &[Deprel::AuxPass]).is_some()
        {
            return EventStatus::Scheduled;
        }
        status
    }

    /// "at the border", "in Geneva": a place that hangs on the event.
    fn place(&self, at: usize) -> Option<Span> {
        let place = self.document.children(at).find(|child| {
            let led = |case: usize| matches!(self.document.lower(case), "in" | "at" | "near" | "outside");
            *child > at
                && matches!(self.deprel(*child), Some(Deprel::Obl | Deprel::Nmod))
                && self.token(*child).is_some_and(|token| {
                    token.upos == Upos::Propn
                        || matches!(
                            self.document.lemma(*child),
                            "border" | "capital" | "city" | "airport" | "court"
                        )
                })
                && self.document.children(*child).any(led)
        })?;
        let span = crate::attribution::content::span(self.document, &self.without_case(place))?;
        let dated = self.times.iter().any(|time| time.span.intersects(span));
        (!dated).then_some(span)
    }

    /// The phrase around a word without the preposition or conjunction before it.
    fn without_case(&self, head: usize) -> Range<usize> {
        let range = self.document.subtree(head);
        let outside = |at: &usize| {
            *at < head
                && matches!(self.deprel(*at), Some(Deprel::Case | Deprel::Cc | Deprel::Mark | Deprel::Punct))
        };
        let lead = range.clone().take_while(outside).count();
        range.start + lead..range.end
    }
}

/// Takes a time of day, or a day, over where the other has none.
fn join_time(time: &mut EventTime, other: &EventTime) {
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

/// How far back an event may lie that a definite mention takes up, in events.
const RECENT: usize = 24;

/// Adds an event, or its mention to the event that it speaks of again.
fn merge(draft: Draft, drafts: &mut Vec<Draft>) {
    let recent = drafts.len().saturating_sub(RECENT);
    let find = |alike: &dyn Fn(&Draft) -> bool| {
        let mut before = drafts.iter().enumerate().skip(recent).rev();
        before.find(|(_, before)| alike(before) && compatible(&draft.event, &before.event)).map(|(at, _)| at)
    };
    // The same word is the better sign: "the call" is the call before it is the conference that stands between.
    let named_alike = |before: &Draft| before.lemma == draft.lemma && draft.definite;
    let both_meetings = |before: &Draft| before.meeting && draft.meeting && draft.definite && before.timed;
    let same = find(&named_alike).or_else(|| find(&both_meetings));
    let Some(at) = same else { return drafts.push(draft) };
    let Some(before) = drafts.get_mut(at) else { return };
    before.event.mentions.extend(draft.event.mentions);
    if let Some(time) = draft.event.time {
        match &mut before.event.time {
            Some(known) => join_time(known, &time),
            none => *none = Some(time),
        }
        before.timed |= draft.timed;
    }
    for part in draft.event.participants {
        if !before.event.participants.iter().any(|known| known.actor == part.actor) {
            before.event.participants.push(part);
        }
    }
    before.event.place = before.event.place.or(draft.event.place);
    before.head = draft.head;
}

/// Whether two mentions can speak of one event: neither their days nor those who take part contradict each other.
fn compatible(a: &Event, b: &Event) -> bool {
    let takes_part = |event: &Event, actor| event.participants.iter().any(|part| part.actor == actor);
    let strangers = !a.participants.is_empty()
        && !b.participants.is_empty()
        && !a.participants.iter().any(|part| takes_part(b, part.actor));
    if strangers {
        return false;
    }
    let days =
        |event: &Event| event.time.as_ref().and_then(|time| Some((time.reading.start?, time.reading.end?)));
    match (days(a), days(b)) {
        (Some((a_start, a_end)), Some((b_start, b_end))) => a_start <= b_end && b_start <= a_end,
        _ => true,
    }
}
