//! What happened, is going on or is planned: events, their times, participants, status, and who tells of them.

mod draft;
mod holder;
mod merge;
mod participant;
mod place;
mod reader;
mod status;
mod trigger;
mod when;

use crate::attribution;
use crate::lexicon::Lexicon;
use crate::resolve::Resolved;
use crate::resolve::actors::Cluster;
use crate::text::{Deprel, Document, Upos, Xpos};
use crate::{Certainty, ClaimId, Event, Span, Stance, TimeExpression};
use draft::{Draft, Weight, Word};
use holder::{Holder, Holders, holds};
use reader::Reader;

/// The events that the text tells of, in text order, one for all mentions of it; and the actors among their
/// participants that resolution does not know, numbered after those that it knows. Linear in the length of the text, but
/// for the depth of nested claims.
pub(crate) fn events(
    document: &Document<'_>,
    resolved: &Resolved,
    lexicon: &Lexicon,
    times: &[TimeExpression],
    claims: &[attribution::Draft],
    body: Span,
    published: Option<chrono::NaiveDate>,
) -> (Vec<Event>, Vec<Cluster>) {
    let cues = claims
        .iter()
        .flat_map(|claim| &claim.found.cue)
        .flat_map(|cue| document.token_at(cue.start())..document.token_at(cue.end().saturating_sub(1)) + 1)
        .collect();
    let extra = Vec::new();
    let mut reader =
        Reader { document, resolved, lexicon, times, claims, published, cues, extra, group: None };
    let attached = reader.attach_times();
    let mut holders = Holders::new(claims);
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
            let times = attached.get(&at).map(Vec::as_slice).unwrap_or_default();
            if let Some(draft) = reader.draft(at, index, times, holder) {
                merge::add(draft, &mut drafts);
            }
        }
    }
    drafts.retain(|draft| draft.dated || draft.event.participants.len() >= 2 || draft.event.place.is_some());
    (drafts.into_iter().map(|draft| draft.event).collect(), reader.extra)
}

impl Reader<'_> {
    fn draft(
        &mut self,
        at: usize,
        sentence: usize,
        times: &[usize],
        holder: Option<Holder>,
    ) -> Option<Draft> {
        let token = *self.document.token(at)?;
        let lemma = self.document.lemma(at).to_owned();
        let noun = token.upos == Upos::Noun;
        let (participants, list_end) = if noun { self.of_noun(at) } else { (self.of_verb(at), None) };
        let place = self.place(at);
        let mut readings = times.iter().filter_map(|time| self.times.get(*time)).map(|time| &time.reading);
        let dated = readings.any(|reading| reading.start.is_some() || reading.clock.is_some());
        // A verb is worth telling where a time, a place or two actors make it one. In the simple present and without a time
        // it tells how things are: "the law allows the agency".
        let is_state = matches!(token.xpos, Xpos::Vbz | Xpos::Vbp);
        if !noun && !dated && (is_state || (place.is_none() && participants.len() < 2)) {
            return None;
        }
        let time = self.time(times);
        let told = self.told(at, holder);
        let (status, underway) = self.status(at, time.as_ref(), &told);
        // What is wanted, asked or supposed is no event, unless somebody gives it a day; nor is what is only feared.
        // They may yet speak of one that was told before: "requested the call".
        let supposed = told.factuality.certainty == Certainty::Underspecified && !told.is_expected;
        let only_again = (supposed || (told.is_thought && !underway)) && !dated;
        if participants.len() >= 2 {
            self.group = Some((sentence, participants.iter().map(|part| part.actor).collect()));
        }
        let mut event = Event::new(self.trigger_span(at), status);
        let mut mention = self.mention(at, holder);
        // Parses lose the end of a long list, and what dates it.
        if let Some(end) = list_end.filter(|end| *end > mention.end() && holds(holder, *end)) {
            mention = Span::between(mention.start(), end);
        }
        let text = self.document.text();
        for span in time.iter().flat_map(|time| &time.spans) {
            let between = text.get(mention.end()..span.start()).map(str::trim);
            if matches!(between, Some("" | "on" | "in" | "at")) && holds(holder, span.end()) {
                mention = mention.cover(*span);
            }
        }
        event.mentions.push(mention);
        event.time = time;
        event.participants = participants;
        event.place = place;
        event.stances.push(Stance::new(holder.map(|holder| ClaimId::at(holder.claim)), told.factuality));
        let definite = self.document.children(at).any(|child| {
            matches!(self.document.lower(child), "the" | "this" | "that")
                || self.document.is(child, Deprel::NmodPoss)
        });
        let word = match (noun, definite) {
            (false, _) => Word::Verb,
            (true, false) => Word::Noun,
            (true, true) => Word::Definite,
        };
        let meeting = if noun { trigger::is_meeting_noun(&lemma) } else { trigger::is_meeting_verb(&lemma) };
        let weight = if only_again { Weight::OnlyAgain } else { Weight::Told };
        let told_by_article = holder.is_none();
        Some(Draft { event, sentence, lemma, word, meeting, dated, told_by_article, weight })
    }

    /// The trigger with the words that make one name with it: "video conference", "security talks".
    fn trigger_span(&self, at: usize) -> Span {
        let start = self
            .document
            .children(at)
            .filter(|child| *child < at && self.document.is(*child, Deprel::Compound));
        let first = start.filter(|child| self.document.upos(*child) == Some(Upos::Noun)).min().unwrap_or(at);
        let span = |at: usize| self.document.token(at).map(|token| token.span).unwrap_or_default();
        span(first).cover(span(at))
    }

    /// The phrase or clause around a trigger, as far as it tells of this event and of no other, and inside the claim that
    /// tells of it.
    fn mention(&self, at: usize, holder: Option<Holder>) -> Span {
        let mut range = self.without_case(at);
        // What is coordinated with it is another event, also where the parse hangs that on the last word before it: "talks
        // between A and B and a larger meeting".
        let other = |token: &usize| {
            matches!(self.document.deprel(*token), Some(Deprel::Conj | Deprel::Parataxis))
                && (self.is_trigger(*token)
                    || self
                        .document
                        .token(*token)
                        .is_some_and(|token| token.head == Some(at) && token.upos == Upos::Verb))
        };
        if let Some(other) = (at + 1..range.end).find(other) {
            range.end = self.document.subtree(other).start.clamp(at + 1, range.end);
        }
        let cc = |end: usize| {
            end.checked_sub(1).is_some_and(|last| {
                last > at && matches!(self.document.deprel(last), Some(Deprel::Cc | Deprel::Punct))
            })
        };
        while cc(range.end) {
            range.end -= 1;
        }
        let span = self.document.phrase_span(&range).unwrap_or_else(|| self.trigger_span(at));
        holder.map_or(span, |holder| {
            let (start, end) = (span.start().max(holder.part.start()), span.end().min(holder.part.end()));
            Span::between(start, end.max(start))
        })
    }
}
