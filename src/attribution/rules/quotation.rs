//! Quotations and their cues.

use std::ops::Range;

use super::candidate::{Candidate, Candidates, REACH, SURE_QUOTATION};
use super::grammar::Grammar;
use crate::Span;
use crate::lexicon::Frames;
use crate::text::Upos;

/// Maximum number of attributions between a quotation and the one before it that it continues.
const RECENT: usize = 8;

impl Grammar<'_> {
    /// Gives every quotation that reads like speech a cue, unless it has one, and joins the parts of one that its cue
    /// splits.
    pub(super) fn quotations(&self, found: &mut Candidates, body: Span) {
        let tokens = self.document.tokens();
        let outermost = self.document.quotations().iter().filter(|quoted| quoted.depth == 0);
        for quoted in outermost.filter(|quoted| body.contains(quoted.outer)) {
            let start = tokens.partition_point(|token| token.span.start() < quoted.inner.start());
            let end = tokens.partition_point(|token| token.span.end() <= quoted.inner.end());
            if start < end && self.is_speech(start, end) {
                self.quotation(found, start..end, quoted.continued);
            }
        }
    }

    /// Whether it has two words or more, and ends as speech ends or follows a comma or colon.
    fn is_speech(&self, start: usize, end: usize) -> bool {
        let last = self.document.lower(end - 1);
        let closes = matches!(last, "," | "." | "!" | "?" | "…" | "..." | "--" | "—" | "-");
        let introduced = start.checked_sub(2).is_some_and(|at| matches!(self.document.lower(at), "," | ":"));
        let is_word = |token: &usize| self.document.upos(*token).is_some_and(|upos| upos != Upos::Punct);
        (start..end).filter(is_word).count() >= 2 && (closes || introduced)
    }

    /// Gives one quotation to the attribution that holds it, to a new one by its cue, or to the one that it continues.
    fn quotation(&self, found: &mut Candidates, quotation: Range<usize>, continued: bool) {
        // The cue may already hold the quotation, or the first clause of it.
        let near = quotation.start.saturating_sub(REACH)..quotation.end + REACH;
        let holder = found.range_mut(near).map(|(_, candidate)| candidate).find(|candidate| {
            !quotation.contains(&candidate.head)
                && candidate
                    .content
                    .iter()
                    .any(|part| part.start < quotation.end && quotation.start < part.end)
        });
        if let Some(candidate) = holder {
            for part in &mut candidate.content {
                if part.start < quotation.end && quotation.start < part.end {
                    // A parse ends with its sentence; the quotation may continue.
                    part.end = part.end.max(quotation.end);
                    // What stands before the opening mark is the reporter's, unless it is of the same clause.
                    if part.start > quotation.start {
                        part.start = quotation.start;
                    }
                }
            }
            return;
        }
        if let Some(verb) = self.cue_after(&quotation).or_else(|| self.cue_before(&quotation)) {
            let candidate = found.entry(verb).or_insert_with(|| Candidate {
                source: self.subject(verb).or_else(|| self.neighbour(verb)),
                head: verb,
                cue: self.verb_group(verb),
                content: Vec::new(),
                confidence: SURE_QUOTATION,
            });
            candidate.content.push(quotation);
            candidate.content.sort_by_key(|part| part.start);
            return;
        }
        // Without a cue of its own it goes on with the quotation before it.
        let Some(before) = self.quotation_before(found, &quotation, continued) else { return };
        if let Some(candidate) = found.get_mut(&before) {
            candidate.content.push(quotation);
        }
    }

    /// "“...,” she added": the first verb of speech after the quotation, in its sentence.
    fn cue_after(&self, quotation: &Range<usize>) -> Option<usize> {
        let sentence = self.document.sentences().get(self.document.sentence_of(quotation.end - 1)?)?;
        let end = sentence.tokens.end.min(quotation.end + REACH);
        let cue = (quotation.end..end).find(|token| self.is_quotation_verb(*token))?;
        // Another quotation in between has the better right to the verb.
        (!self.in_quotation(quotation.end, cue)).then_some(cue)
    }

    /// "she said, “...”", "asked: “...”".
    fn cue_before(&self, quotation: &Range<usize>) -> Option<usize> {
        let mark = quotation.start.checked_sub(1)?;
        let paragraph = self.document.paragraph_of(quotation.start)?;
        let starts_paragraph = self.document.paragraphs().get(paragraph)?.tokens.start == mark;
        let last = mark.checked_sub(1)?;
        let colon = self.document.lower(last) == ":";
        if starts_paragraph && !colon {
            return None;
        }
        let sentence = self.document.sentences().get(self.document.sentence_of(last)?)?;
        if !colon && !sentence.tokens.contains(&mark) {
            return None;
        }
        let start = sentence.tokens.start.max(last.saturating_sub(REACH));
        let cue = (start..=last).rev().find(|token| self.is_quotation_verb(*token))?;
        let introduced = colon || self.document.lower(last) == "," || cue == last;
        (introduced && !self.in_quotation(cue, mark)).then_some(cue)
    }

    fn is_quotation_verb(&self, token: usize) -> bool {
        self.document.upos(token) == Some(Upos::Verb)
            && self
                .document
                .lexicon()
                .cue(Upos::Verb, self.document.lemma(token))
                .is_some_and(|entry| entry.frames.has(Frames::QUOTATION))
    }

    /// Whether a quotation starts between two tokens.
    fn in_quotation(&self, from: usize, to: usize) -> bool {
        let offset = |token: usize| self.document.token(token).map_or(0, |token| token.span.start());
        let (start, end) = (offset(from), offset(to));
        let next = self.document.quotations().partition_point(|quoted| quoted.outer.start() < start);
        self.document.quotations().get(next).is_some_and(|quoted| quoted.outer.start() < end)
    }

    /// The attribution whose quotation this one continues: one that the paragraph before left open, or one whose sentence
    /// this one follows in the same paragraph.
    fn quotation_before(
        &self,
        found: &Candidates,
        quotation: &Range<usize>,
        continued: bool,
    ) -> Option<usize> {
        let end = |candidate: &Candidate| {
            candidate
                .content
                .iter()
                .map(|part| part.end)
                .max()
                .unwrap_or(candidate.head)
                .max(candidate.cue.end)
        };
        let (head, candidate) = found
            .range(..quotation.start)
            .rev()
            .take(RECENT)
            .filter(|(_, candidate)| end(candidate) <= quotation.start)
            .max_by_key(|(_, candidate)| end(candidate))?;
        let quoted =
            candidate.content.iter().any(|part| self.in_quotation(part.start.saturating_sub(1), part.end));
        let sentence = self.document.sentence_of(quotation.start)?;
        let follows = self.document.paragraph_of(candidate.head)
            == self.document.paragraph_of(quotation.start)
            && self.document.sentence_of(end(candidate).saturating_sub(1))? + 1 >= sentence;
        (quoted && (continued || follows)).then_some(*head)
    }
}
