//! What happened, is going on or is planned: events, their times, participants, status, and who tells of them.

mod actor;
mod derivation;
mod draft;
mod holder;
mod merge;
mod participant;
mod people;
mod place;
mod reader;
mod status;
mod trigger;
mod when;

pub(crate) use people::{People, Side};

use crate::attribution;
use crate::lexicon::WordClass;
use crate::mention::noun::Noun;
use crate::resolve::Resolved;
use crate::resolve::actors::Cluster;
use crate::text::{Deprel, Document, Upos, Xpos};
use crate::{
    ActorId, ActorKind, Certainty, ClaimId, Event, EventTime, Force, Participant, Span, Stance,
    TimeExpression,
};
use draft::{Draft, TriggerKind, Weight};
use holder::{Holder, Holders, is_within};
use reader::Reader;

/// The events of a text in text order, each with all its mentions; and the actors among their participants that
/// resolution does not know, numbered after those that it knows. Linear in the length of the text, but for the depth of
/// nested claims.
pub(crate) fn events(
    document: &Document<'_>,
    resolved: &Resolved,
    times: &[TimeExpression],
    claims: &[attribution::Draft],
    body: Span,
    published: Option<chrono::NaiveDate>,
    people: People<'_>,
) -> (Vec<Event>, Vec<Cluster>) {
    let tokens_of =
        |span: &Span| document.token_at(span.start())..document.token_at(span.end().saturating_sub(1)) + 1;
    let cues = claims
        .iter()
        .flat_map(|claim| claim.found.cue.iter().flat_map(tokens_of).map(move |at| (claim, at)))
        .filter(|(claim, at)| !is_deed(document, resolved, claim, *at))
        .map(|(_, at)| at)
        .collect();
    let sources = claims.iter().flat_map(|claim| &claim.found.source).flat_map(tokens_of).collect();
    let mut reader = Reader {
        document,
        resolved,
        times,
        claims,
        published,
        cues,
        sources,
        trigger: None,
        holder: None,
        described: Vec::new(),
        last_group: None,
        last_plural: None,
        last_person: None,
        last_pair: None,
        people,
    };
    let times_of = reader.times_by_trigger();
    let mut holders = Holders::new(claims, document.text());
    let mut drafts: Vec<Draft> = Vec::new();
    for (index, sentence) in document.sentences().iter().enumerate() {
        if !body.contains(sentence.span) {
            continue;
        }
        for at in sentence.tokens.clone() {
            if !reader.is_trigger(at) {
                continue;
            }
            let holder = document.token(at).and_then(|token| holders.innermost(token.span));
            let holder = holder.filter(|holder| !reader.is_told_by_nobody(at, *holder));
            let times = times_of.get(&at).map(Vec::as_slice).unwrap_or_default();
            if let Some(draft) = reader.draft(at, index, times, holder) {
                merge::add(draft, &mut drafts, document.lexicon(), &reader.people);
            }
        }
    }
    drafts.retain(|draft| {
        draft.is_dated
            || draft.is_deed
            || draft.is_underway
            || draft.event.participants.len() >= 2
            || draft.event.place.is_some()
    });
    (drafts.into_iter().map(|draft| draft.event).collect(), reader.described)
}

/// Whether a cue is a deed after all: what it ascribes is no more than somebody to whom it is done ("dismissed his deputy").
fn is_deed(document: &Document<'_>, resolved: &Resolved, claim: &attribution::Draft, cue: usize) -> bool {
    let Some(object) = document.child(cue, Deprel::Obj).filter(|_| document.upos(cue) == Some(Upos::Verb))
    else {
        return false;
    };
    let governs_clause = document.child_among(cue, &[Deprel::Ccomp, Deprel::Xcomp]).is_some();
    let is_somebody = resolved.names.at(object).is_some() || Noun::at(document, object).is_listed_role();
    // "rejected a deal", but not "rejected the claim"
    let is_refused = claim.act.force == Force::Denial
        && document.upos(object) == Some(Upos::Noun)
        && document.cue(object).is_none()
        && !document.has_class(object, WordClass::UtteranceNoun);
    // "questioned a man in Leeds on Friday": and where and when.
    let end = document.children(cue).rfind(|child| *child > object && document.is(*child, Deprel::Obl));
    let range = document.subtree(object);
    let end = end.map_or(range.end, |last| document.subtree(last).end.max(range.end));
    let phrase = document.token_span(range.start..end).unwrap_or_default();
    (is_somebody || is_refused)
        && !governs_clause
        && claim.found.content.iter().all(|part| phrase.contains(*part))
}

impl Reader<'_> {
    /// Whether a verb that often ascribes is done to somebody: "questioned the senator".
    fn is_done_to_somebody(&self, at: usize) -> bool {
        let document = self.document;
        document.child_among(at, &[Deprel::Ccomp, Deprel::Xcomp]).is_none()
            && document
                .child(at, Deprel::Obj)
                .is_some_and(|object| Noun::at(document, object).is_listed_role())
    }

    /// Whether a clause says no more of a noun than that it goes on: "The search is continuing."
    fn goes_on(&self, at: usize) -> bool {
        let document = self.document;
        let verb = document.head(at).filter(|_| document.is(at, Deprel::Nsubj));
        verb.is_some_and(|verb| {
            document.xpos(verb) == Some(Xpos::Vbg)
                && matches!(document.deprel(verb), Some(Deprel::Root | Deprel::Conj))
        })
    }

    /// Whether the claim that holds a noun is nobody's and is no more than the noun: "The verdict is expected on Friday".
    fn is_told_by_nobody(&self, at: usize, holder: Holder) -> bool {
        let phrase = self.document.token_span(self.document.subtree(at)).unwrap_or_default();
        let claim = self.claims.get(holder.claim).map(|claim| &claim.found);
        self.document.is(at, Deprel::NsubjPass)
            && claim.is_some_and(|claim| {
                let is_of_it = |part: &Span| phrase.contains(*part) || self.overlaps_time(*part);
                claim.source.is_empty() && claim.content.iter().all(is_of_it)
            })
    }

    /// The event that a trigger names, if it is worth telling. `times` are those that date it.
    fn draft(
        &mut self,
        at: usize,
        sentence: usize,
        times: &[usize],
        holder: Option<Holder>,
    ) -> Option<Draft> {
        let token = *self.document.token(at)?;
        let is_noun = token.upos == Upos::Noun;
        let mut readings = times.iter().filter_map(|time| self.times.get(*time)).map(|time| &time.reading);
        let is_dated = readings.any(|reading| reading.start.is_some() || reading.clock.is_some());
        if !is_dated && self.may_ascribe(at) && !self.is_done_to_somebody(at) {
            return None;
        }
        self.trigger = Some(at);
        self.holder = holder.map(|holder| holder.claim);
        let (participants, list_end, group) = if is_noun {
            let (participants, list_end) = self.participants_of_noun(at);
            let group = participants.iter().map(|part| part.actor).collect();
            (participants, list_end, group)
        } else {
            let (participants, group) = self.participants_of_verb(at);
            (participants, None, group)
        };
        let place = self.place(at);
        // A verb is worth telling where a time, a place, two actors or an object make it one. In the simple present and without a
        // time it tells how things are: "the law allows the agency".
        let is_simple_present = matches!(token.xpos, Xpos::Vbz | Xpos::Vbp);
        let is_deed = !participants.is_empty() && self.is_deed(at, &participants);
        let is_told = place.is_some() || participants.len() >= 2 || is_deed;
        if !is_noun && !is_dated && (is_simple_present || !is_told) {
            return None;
        }
        let time = self.joined_time(times);
        let told = self.how_told(at, holder);
        let (status, is_underway) = self.status(at, time.as_ref(), &told);
        // What is wanted, asked or supposed is no event, unless somebody gives it a day; nor is what is only feared.
        // They may still name an event that was mentioned before: "requested the call".
        let is_supposed = told.factuality.certainty == Certainty::Underspecified && !told.is_expected;
        let is_imagined = is_supposed || (told.is_thought && !is_underway);
        let is_plural = |part: &&Participant| {
            matches!(
                self.document.xpos(self.document.token_at(part.span.end().saturating_sub(1))),
                Some(Xpos::Nns)
            )
        };
        if let Some(part) = participants.iter().find(is_plural) {
            self.last_plural = Some((sentence, part.actor));
        }
        let is_person = |part: &&Participant| self.is_one_person(part.actor);
        if let Some(part) = participants.iter().find(is_person) {
            self.last_person = Some((sentence, part.actor));
        }
        if let [one, other] = participants.as_slice() {
            self.last_pair = Some((sentence, vec![one.actor, other.actor]));
        }
        if group.len() >= 2 {
            self.last_group = Some((sentence, group));
        }
        let mut event = Event::new(self.trigger_span(at), status);
        event.mentions.push(self.mention(at, holder, list_end, time.as_ref()));
        event.time = time;
        event.participants = participants;
        event.place = place;
        event.stances.push(Stance::new(holder.map(|holder| ClaimId::at(holder.claim)), told.factuality));
        Some(Draft {
            event,
            sentence,
            lemma: self.document.lemma(at).to_owned(),
            trigger: self.trigger_kind(at),
            is_meeting: self.is_meeting(at),
            is_dated,
            is_deed,
            is_underway: is_noun && self.goes_on(at),
            is_told_by_article: holder.is_none(),
            weight: if is_imagined && !is_dated { Weight::RepeatOnly } else { Weight::Event },
        })
    }

    /// Whether a participant is a single person.
    fn is_one_person(&self, actor: ActorId) -> bool {
        let known = self.resolved.discourse.clusters.len();
        let actor = self
            .resolved
            .discourse
            .clusters
            .get(actor.index())
            .or_else(|| self.described.get(actor.index().checked_sub(known)?));
        actor.is_some_and(|actor| actor.kind == Some(ActorKind::Person) && !actor.plural)
    }

    /// What a trigger is: a verb, a noun, or a noun that may name an event again.
    fn trigger_kind(&self, at: usize) -> TriggerKind {
        let document = self.document;
        let is_definite = document.children(at).any(|child| {
            matches!(document.lower(child), "the" | "this" | "that") || document.is(child, Deprel::NmodPoss)
        });
        match (document.upos(at), is_definite) {
            (Some(Upos::Noun), true) => TriggerKind::DefiniteNoun,
            (Some(Upos::Noun), false) => TriggerKind::Noun,
            _ => TriggerKind::Verb,
        }
    }

    /// The trigger with the nouns that make one name with it: "video conference", "security talks".
    fn trigger_span(&self, at: usize) -> Span {
        let document = self.document;
        let mut nouns = document.children(at).filter(|child| {
            // "a closed-door meeting" is a meeting.
            let is_cut = child.checked_sub(1).is_some_and(|before| document.word(before) == "-");
            *child < at
                && document.is(*child, Deprel::Compound)
                && document.upos(*child) == Some(Upos::Noun)
                && !is_cut
        });
        let span = |at: usize| document.token(at).map(|token| token.span).unwrap_or_default();
        span(nouns.next().unwrap_or(at)).cover(span(at))
    }

    /// The mention of an event: its clause, with what a parse often cuts off. Parses lose the end of a long list, which
    /// `list_end` knows, and the time behind it.
    fn mention(
        &self,
        at: usize,
        holder: Option<Holder>,
        list_end: Option<usize>,
        time: Option<&EventTime>,
    ) -> Span {
        let mut mention = self.clause(at, holder);
        if let Some(end) = list_end.filter(|end| *end > mention.end() && is_within(holder, *end)) {
            mention = Span::between(mention.start(), end);
        }
        for span in time.iter().flat_map(|time| &time.spans) {
            let between = self.document.text().get(mention.end()..span.start()).map(str::trim);
            if matches!(between, Some("" | "on" | "in" | "at")) && is_within(holder, span.end()) {
                mention = mention.cover(*span);
            }
        }
        mention
    }

    /// The phrase or clause around a trigger, as far as it tells of this event and no other, inside its claim.
    fn clause(&self, at: usize, holder: Option<Holder>) -> Span {
        let document = self.document;
        let mut range = self.bare_phrase(at);
        // What is coordinated with it is another event, even where the parse attaches it to the last word before it:
        // "talks between A and B and a larger meeting".
        let is_other = |token: &usize| {
            let is_verb_of_it =
                || document.head(*token) == Some(at) && document.upos(*token) == Some(Upos::Verb);
            matches!(document.deprel(*token), Some(Deprel::Conj | Deprel::Parataxis))
                && (self.is_trigger(*token) || is_verb_of_it())
        };
        if let Some(other) = (at + 1..range.end).find(is_other) {
            range.end = document.subtree(other).start.clamp(at + 1, range.end);
        }
        while range.end > at + 1 && matches!(document.deprel(range.end - 1), Some(Deprel::Cc | Deprel::Punct))
        {
            range.end -= 1;
        }
        let span = document.phrase_span(&range).unwrap_or_else(|| self.trigger_span(at));
        holder.map_or(span, |holder| {
            let (start, end) = (span.start().max(holder.part.start()), span.end().min(holder.part.end()));
            Span::between(start, end.max(start))
        })
    }
}
