//! What happened, is going on or is planned: events, their times, participants and status.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::OnceLock;

use crate::attribution::lexicon::CueLexicon;
use crate::mention::lexicon::entries;
use crate::mention::phrase::{kind_of_noun, pronoun, read_number};
use crate::resolve::Resolved;
use crate::text::{Deprel, Document, Token, Upos, Xpos};
use crate::{ActorId, ActorKind, Event, EventStatus, EventTime, Participant, Span, TimeExpression};

/// The nouns that name events; whether they name a meeting.
fn event_nouns() -> &'static HashMap<&'static str, bool> {
    static NOUNS: OnceLock<HashMap<&'static str, bool>> = OnceLock::new();
    NOUNS.get_or_init(|| {
        let lines = entries(include_str!("../../data/lexicon/event_nouns.txt")).filter_map(|line| line.split_once(':'));
        lines.flat_map(|(kind, words)| words.split_whitespace().map(move |word| (word, kind == "meeting"))).collect()
    })
}

/// Verbs that carry an event's noun without being the event: "hold a call", "take place".
fn is_light(lemma: &str) -> bool {
    matches!(
        lemma,
        "hold" | "have" | "take" | "make" | "give" | "do" | "get" | "attend" | "host" | "stage" | "conduct" | "launch" | "begin" | "start"
            | "end" | "open" | "schedule" | "plan" | "set" | "postpone" | "cancel" | "delay" | "follow" | "precede" | "come" | "occur"
            | "happen" | "continue" | "expect" | "request" | "be" | "seem" | "appear" | "become" | "remain" | "include" | "mean"
            | "need" | "know" | "use" | "keep" | "let" | "try" | "help" | "agree" | "engage"
    )
}

/// What the events are read from.
struct Reader<'a> {
    document: &'a Document<'a>,
    resolved: &'a Resolved,
    times: &'a [TimeExpression],
    published: Option<chrono::NaiveDate>,
    /// Tokens of the cues: what ascribes is no event.
    cues: HashSet<usize>,
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

/// The events that the text tells of, in text order, one for all mentions of it.
pub(crate) fn events(
    document: &Document<'_>,
    resolved: &Resolved,
    times: &[TimeExpression],
    cues: &[Span],
    body: Span,
    published: Option<chrono::NaiveDate>,
) -> Vec<Event> {
    let token_at = |offset: usize| document.tokens().partition_point(|token| token.span.end() <= offset);
    let cue_tokens = cues.iter().flat_map(|cue| token_at(cue.start())..token_at(cue.end().saturating_sub(1)) + 1).collect();
    let reader = Reader { document, resolved, times, published, cues: cue_tokens };
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
    drafts.into_iter().map(|draft| draft.event).collect()
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
            Upos::Noun => event_nouns().contains_key(lemma) && !matches!(token.deprel, Deprel::Compound) && !self.cues.contains(&at),
            Upos::Verb => {
                !is_light(lemma)
                    && !self.cues.contains(&at)
                    && CueLexicon::standard().entry(Upos::Verb, lemma).is_none()
                    && !matches!(token.deprel, Deprel::Amod | Deprel::Compound | Deprel::Case | Deprel::Fixed | Deprel::Advcl | Deprel::Acl)
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
        let inside = start..end;
        let mut at = inside
            .clone()
            .find(|at| self.token(*at).and_then(|token| token.head).is_some_and(|head| !inside.contains(&head)))?;
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
                    matches!(self.deprel(*child), Some(Deprel::Obj | Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obl))
                        && self.is_trigger(*child)
                };
                if let Some(trigger) = self.document.children(above).filter(governed).min_by_key(|child| child.abs_diff(start)) {
                    return Some(trigger);
                }
            }
            at = above;
        }
        None
    }

    fn draft(&self, at: usize, times: &[usize]) -> Option<Draft> {
        if !self.is_trigger(at) {
            return None;
        }
        let token = *self.token(at)?;
        let lemma = self.document.lemma(at).to_owned();
        let noun = token.upos == Upos::Noun;
        let participants = if noun { self.of_noun(at) } else { self.of_verb(at) };
        let timed = times.iter().any(|time| self.times.get(*time).is_some_and(|time| time.reading.start.is_some() || time.reading.clock.is_some()));
        // A verb is worth telling where a time or two actors make it one.
        if !noun && !timed && participants.len() < 2 {
            return None;
        }
        let time = self.time(times);
        let mut event = Event::new(self.trigger_span(at), self.status(at, noun, time.as_ref()));
        event.mentions.push(self.mention(at));
        event.time = time;
        event.participants = participants;
        event.place = self.place(at);
        let definite = self.document.children(at).any(|child| {
            matches!(self.document.lower(child), "the" | "this" | "that") || self.deprel(child) == Some(Deprel::NmodPoss)
        });
        let meeting = noun && event_nouns().get(&*lemma).copied().unwrap_or(false);
        Some(Draft { event, head: at, lemma, meeting, definite: noun && definite, timed })
    }

    /// The trigger with the words that make one name with it: "video conference", "security talks".
    fn trigger_span(&self, at: usize) -> Span {
        let start = self.document.children(at).filter(|child| *child < at && self.deprel(*child) == Some(Deprel::Compound));
        let first = start.filter(|child| self.token(*child).is_some_and(|token| token.upos == Upos::Noun)).min().unwrap_or(at);
        let span = |at: usize| self.token(at).map(|token| token.span).unwrap_or_default();
        span(first).cover(span(at))
    }

    fn mention(&self, at: usize) -> Span {
        let range = self.document.subtree(at);
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
                    "scheduled" | "planned" | "upcoming" | "coming" | "forthcoming" | "next" => return EventStatus::Scheduled,
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
            if self.token(verb).is_some_and(|token| token.upos == Upos::Verb && token.deprel != Deprel::Amod) {
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
                "not" | "n't" | "never" if self.deprel(child) == Some(Deprel::Advmod) => return EventStatus::Denied,
                _ => {}
            }
        }
        if matches!(self.document.lemma(verb), "schedule" | "plan" | "expect" | "set") && self.child(verb, &[Deprel::AuxPass]).is_some() {
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
                    token.upos == Upos::Propn || matches!(self.document.lemma(*child), "border" | "capital" | "city" | "airport" | "court")
                })
                && self.document.children(*child).any(led)
        })?;
        let span = crate::attribution::content::span(self.document, &self.without_case(place))?;
        let dated = self.times.iter().any(|time| time.span.intersects(span));
        (!dated).then_some(span)
    }

    fn without_case(&self, noun: usize) -> Range<usize> {
        let range = self.document.subtree(noun);
        let case = range.clone().take_while(|at| self.deprel(*at) == Some(Deprel::Case)).count();
        range.start + case..range.end
    }

    /// Who takes part in what a noun names.
    fn of_noun(&self, at: usize) -> Vec<Participant> {
        let mut found = Vec::new();
        for child in self.document.children(at) {
            match self.deprel(child) {
                Some(Deprel::NmodPoss) => self.add_all(child, &mut found),
                Some(Deprel::Nmod) => {
                    let led = |case: usize| matches!(self.document.lower(case), "between" | "with" | "by" | "among" | "of");
                    if self.document.children(child).any(led) {
                        self.add_all(child, &mut found);
                    }
                }
                _ => {}
            }
        }
        // The subject of the verb that holds it: "Biden and Putin will hold a call".
        let governor = self.token(at).and_then(|token| token.head.filter(|_| token.deprel == Deprel::Obj));
        if let Some(verb) = governor.filter(|verb| is_light(self.document.lemma(*verb))) {
            let mut verb = verb;
            for _ in 0..3 {
                if let Some(subject) = self.child(verb, &[Deprel::Nsubj]) {
                    self.add_all(subject, &mut found);
                    break;
                }
                match self.token(verb) {
                    Some(Token { deprel: Deprel::Xcomp | Deprel::Conj, head: Some(head), .. }) => verb = *head,
                    _ => break,
                }
            }
        }
        found
    }

    fn of_verb(&self, at: usize) -> Vec<Participant> {
        let mut found = Vec::new();
        for child in self.document.children(at) {
            if matches!(self.deprel(child), Some(Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj | Deprel::OblAgent | Deprel::Iobj)) {
                self.add_all(child, &mut found);
            }
        }
        found
    }

    /// The actors of a noun phrase and of those that are coordinated with it.
    fn add_all(&self, head: usize, found: &mut Vec<Participant>) {
        let conjuncts = self.document.children(head).filter(|child| self.deprel(*child) == Some(Deprel::Conj));
        let heads: Vec<usize> = std::iter::once(head).chain(conjuncts).collect();
        for head in heads {
            let Some(token) = self.token(head) else { continue };
            for actor in self.actors_of(head) {
                if !found.iter().any(|part| part.actor == actor) {
                    found.push(Participant::new(actor, self.link_span(head).unwrap_or(token.span)));
                }
            }
        }
    }

    fn link_of(&self, head: usize) -> Option<&crate::resolve::actors::Linked> {
        let at = self.resolved.links.partition_point(|link| link.name.tokens.end <= head);
        self.resolved.links.get(at).filter(|link| link.name.tokens.contains(&head))
    }

    fn link_span(&self, head: usize) -> Option<Span> {
        self.link_of(head).map(|link| link.name.span)
    }

    /// Whom a phrase means: a name, a name in apposition, or the people that "they" or "the two leaders" takes up.
    fn actors_of(&self, head: usize) -> Vec<ActorId> {
        if let Some(link) = self.link_of(head) {
            return vec![ActorId::at(link.cluster)];
        }
        if let Some(named) = self.document.children(head).find_map(|child| {
            matches!(self.deprel(child), Some(Deprel::Appos | Deprel::Flat)).then(|| self.link_of(child)).flatten()
        }) {
            return vec![ActorId::at(named.cluster)];
        }
        let lower = self.document.lower(head);
        let plural_pronoun = pronoun(lower).is_some_and(|pronoun| pronoun.plural && matches!(lower, "they" | "them" | "their" | "theirs"));
        let two = self.document.children(head).any(|child| read_number(self.document.lower(child)) == Some(2) || self.document.lower(child) == "both");
        let people = kind_of_noun(self.document.lemma(head), true) == ActorKind::Group;
        if plural_pronoun || (two && people) {
            let Some(sentence) = self.document.sentence_of(head) else { return Vec::new() };
            let groups = &self.resolved.groups;
            let until = groups.partition_point(|(at, _)| *at <= sentence);
            let last = until.checked_sub(1).and_then(|at| groups.get(at)).filter(|(at, _)| sentence - at <= NEAR);
            let group = last.and_then(|(_, group)| self.resolved.clusters.get(*group));
            return group.map(|group| group.members.iter().map(|member| ActorId::at(*member)).collect()).unwrap_or_default();
        }
        Vec::new()
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

/// So many sentences back the people lie at most that "the two leaders" means.
const NEAR: usize = 4;

/// How far back an event may lie that a definite mention takes up, in events.
const RECENT: usize = 24;

/// Adds an event, or its mention to the event that it speaks of again.
fn merge(draft: Draft, drafts: &mut Vec<Draft>) {
    let recent = drafts.len().saturating_sub(RECENT);
    let same = drafts.iter().enumerate().skip(recent).rev().find(|(_, before)| {
        let named_alike = before.lemma == draft.lemma && draft.definite;
        let both_meetings = before.meeting && draft.meeting && draft.definite && before.timed;
        (named_alike || both_meetings) && compatible(&draft.event, &before.event)
    });
    let Some(at) = same.map(|(at, _)| at) else { return drafts.push(draft) };
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

/// Whether two mentions can speak of one event: their days do not contradict each other.
fn compatible(a: &Event, b: &Event) -> bool {
    let days = |event: &Event| event.time.as_ref().and_then(|time| Some((time.reading.start?, time.reading.end?)));
    match (days(a), days(b)) {
        (Some((a_start, a_end)), Some((b_start, b_end))) => a_start <= b_end && b_start <= a_end,
        _ => true,
    }
}
